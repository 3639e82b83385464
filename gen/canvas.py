"""Matplotlib's only door: collects shapes and words in points, y downwards, and draws them once, in sentinel colours.

The SVG that matplotlib writes is read back into shapes that name an ink, so that every skin can give them its own colours.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from gen import metrics
from gen.skins import INKS, Shape, Words

WIDTH = 374.4
"Points: 5.2 inches."
_SENTINELS = {ink: f"#{n + 1:02x}ff00" for n, ink in enumerate(INKS)}
_INK_OF = {colour: ink for ink, colour in _SENTINELS.items()}
_SVG = "{http://www.w3.org/2000/svg}"
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "gongbao",
    "text.parse_math": False,
    "path.simplify": False,
    "path.snap": False,
    "axes.unicode_minus": False,
}


Point = tuple[float, float]


@dataclass(slots=True)
class Canvas:
    """A sheet `WIDTH` points wide; `y` is where the next row begins."""

    family: str
    "The font that words are measured in."
    y: float = 0.0
    shapes: list[tuple[tuple[Point, ...], Shape]] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    rings: list[tuple[Point, float, Shape]] = field(default_factory=list)

    def polygon(self, points: Sequence[Point], fill: str = "", stroke: str = "", width: float = 0.0, mark: int = -1) -> None:
        """A closed shape."""
        self.shapes.append((tuple(points), Shape("", fill, stroke, width, mark)))

    def rectangle(self, box: tuple[float, float, float, float], fill: str = "", stroke: str = "", width: float = 0.0, mark: int = -1) -> None:
        """A box given as left, top, right, bottom."""
        left, top, right, bottom = box
        self.polygon(((left, top), (right, top), (right, bottom), (left, bottom)), fill, stroke, width, mark)

    def line(self, start: Point, end: Point, ink: str, width: float, mark: int = -1) -> None:
        """A straight stroke."""
        self.shapes.append(((start, end), Shape("", "", ink, width, mark)))

    def circle(self, centre: Point, radius: float, fill: str = "", stroke: str = "", width: float = 0.0, mark: int = -1) -> None:
        """A disc or ring."""
        self.rings.append((centre, radius, Shape("", fill, stroke, width, mark)))

    def write(self, words: Words) -> None:
        """A line of text."""
        self.words.append(words)

    def lines(self, lines: Sequence[str], at: Words, leading: float) -> None:
        """Several lines, the first where `at` says; `at.text` is not shown."""
        for n, line in enumerate(lines):
            self.write(Words(at.x, at.y + n * leading, at.size, line, at.ink, at.anchor, at.bold, at.foreign, at.mark))

    def drawn(self) -> tuple[Shape | Words, ...]:
        """All that was collected, drawn by matplotlib on a sheet that ends at `y`."""
        return _read(_savefig(self), self)


def _savefig(canvas: Canvas) -> bytes:
    matplotlib = _matplotlib(canvas.family)
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a glyph that the fall-back font lacks: the reader's font has it
        figure = Figure(figsize=(WIDTH / 72, canvas.y / 72), dpi=72)
        axes = figure.add_axes((0, 0, 1, 1), frameon=False)
        axes.set_axis_off()
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(canvas.y, 0)
        _add(axes, canvas)
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None}, transparent=True)
    return out.getvalue()


def _add(axes: Any, canvas: Canvas) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    paths = [(Path(points, closed=False) if len(points) == 2 else Path((*points, points[0]), closed=True), s) for points, s in canvas.shapes]
    paths += [(Path.circle(centre, radius), shape) for centre, radius, shape in canvas.rings]
    for n, (path, shape) in enumerate(paths):
        patch = PathPatch(
            path, facecolor=_SENTINELS.get(shape.fill, "none"), edgecolor=_SENTINELS.get(shape.stroke, "none"),
            linewidth=shape.width, clip_on=False, gid=f"shape-{n}",
        )  # fmt: skip
        axes.add_artist(patch)
    for n, words in enumerate(canvas.words):
        axes.text(
            words.x, words.y, words.text, fontsize=words.size, ha={"start": "left", "middle": "center", "end": "right"}[words.anchor],
            va="baseline", color=_SENTINELS[words.ink], clip_on=False, gid=f"words-{n}",
        )  # fmt: skip


def _read(svg: bytes, canvas: Canvas) -> tuple[Shape | Words, ...]:
    """The shapes and words of matplotlib's SVG, in its order, with inks for sentinels."""
    shapes = [shape for _, shape in canvas.shapes] + [shape for _, _, shape in canvas.rings]
    out: list[Shape | Words] = []
    for group in ElementTree.fromstring(svg).iter(f"{_SVG}g"):
        kind, _, number = group.get("id", "").partition("-")
        if kind == "shape" and (path := group.find(f"{_SVG}path")) is not None:
            shape = shapes[int(number)]
            style = path.get("style", "")
            out.append(Shape(_short(path.get("d", "")), _ink(style, "fill"), _ink(style, "stroke"), shape.width, shape.mark))
        elif kind == "words" and (text := next(group.iter(f"{_SVG}text"), None)) is not None:
            words = canvas.words[int(number)]
            x, y = _place(text, words)
            ink = _ink(text.get("style", ""), "fill") or words.ink
            out.append(Words(x, y, words.size, text.text or "", ink, words.anchor, words.bold, words.foreign, words.mark))
    return tuple(out)


def _place(text: ElementTree.Element, words: Words) -> Point:
    """Where matplotlib put the text; it writes the place as x and y, or within a transform."""
    if text.get("x") and text.get("y"):
        return float(text.get("x", 0)), float(text.get("y", 0))
    found = re.search(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)", text.get("transform", ""))
    return (float(found[1]), float(found[2])) if found else (words.x, words.y)


def _ink(style: str, name: str) -> str:
    found = re.search(rf"(?:^|[;\s]){name}:\s*(#[0-9a-f]{{6}})", style)
    return _INK_OF.get(found[1], "") if found else ""


def _short(d: str) -> str:
    """Path data with one decimal and no spare blanks."""
    rounded = re.sub(r"-?\d+\.\d+", lambda m: f"{float(m[0]):.1f}".removesuffix(".0").replace("-0", "-0"), d)
    return re.sub(r"\s*([MLCQz])\s*", r"\1", " ".join(rounded.split()))


@lru_cache(maxsize=4)
def _matplotlib(family: str) -> Any:
    """The library, knowing our font only."""
    import matplotlib
    from matplotlib import font_manager

    path = metrics.font_file(family)
    if path is not None:
        font_manager.fontManager.ttflist.clear()
        font_manager.fontManager.addfont(path)
        matplotlib.rcParams["font.family"] = font_manager.fontManager.ttflist[0].name
    return matplotlib
