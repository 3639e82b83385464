"""Matplotlib's only door: shapes and words in points, y downwards, drawn once in sentinel colours.

The SVG that matplotlib writes is read back into shapes that name an ink, so that every skin can give them its
own colours.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from gen.charts import metrics
from gen.charts.skins import INKS, Shape, Words

WIDTH = 374.4
"Points: 5.2 inches."
_SENTINELS = {ink: f"#{n + 1:02x}ff00" for n, ink in enumerate(INKS)}
_INK_OF = {colour: ink for ink, colour in _SENTINELS.items()}
_SVG = "{http://www.w3.org/2000/svg}"
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "gongbao",
    "text.parse_math": False,
    "path.simplify": False,
    "path.snap": False,
    "axes.unicode_minus": False,
}

_ANCHORS = {"start": "left", "middle": "center", "end": "right"}

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Canvas:
    """A sheet `WIDTH` points wide; `y` is where the next row begins."""

    family: str
    "The font that words are measured in."
    y: float = 2.0
    shapes: list[tuple[tuple[Point, ...], Shape]] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    rings: list[tuple[Point, float, Shape]] = field(default_factory=list)

    def polygon(
        self, points: Sequence[Point], *, fill: str = "", stroke: str = "", width: float = 0.0, mark: int = -1
    ) -> None:
        """A closed shape."""
        self.shapes.append((tuple(points), Shape("", fill, stroke, width, mark)))

    def rectangle(
        self, box: Box, *, fill: str = "", stroke: str = "", width: float = 0.0, mark: int = -1
    ) -> None:
        """A box given as left, top, right, bottom."""
        left, top, right, bottom = box
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        self.polygon(corners, fill=fill, stroke=stroke, width=width, mark=mark)

    def line(self, start: Point, end: Point, ink: str, width: float, mark: int = -1) -> None:
        """A straight stroke."""
        self.shapes.append(((start, end), Shape("", "", ink, width, mark)))

    def circle(
        self,
        centre: Point,
        radius: float,
        *,
        fill: str = "",
        stroke: str = "",
        width: float = 0.0,
        mark: int = -1,
    ) -> None:
        """A disc or ring."""
        self.rings.append((centre, radius, Shape("", fill, stroke, width, mark)))

    def write(self, words: Words) -> None:
        """A line of text."""
        self.words.append(words)

    def lines(self, lines: Sequence[str], at: Words, leading: float) -> None:
        """Several lines, the first where `at` says; `at.text` is not shown."""
        for n, line in enumerate(lines):
            self.write(replace(at, y=at.y + n * leading, text=line))

    def drawn(self) -> tuple[Shape | Words, ...]:
        """All that was collected, drawn by matplotlib on a sheet that ends at `y`."""
        return _read(_savefig(self), self)


def _savefig(canvas: Canvas) -> bytes:
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_SETTINGS), warnings.catch_warnings():
        # A glyph that the fall-back font lacks: the reader's font has it.
        warnings.simplefilter("ignore", UserWarning)
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

    paths = [(_path(points), shape) for points, shape in canvas.shapes]
    paths += [(Path.circle(centre, radius), shape) for centre, radius, shape in canvas.rings]
    for n, (path, shape) in enumerate(paths):
        fill, stroke = (_SENTINELS.get(ink, "none") for ink in (shape.fill, shape.stroke))
        look = {"facecolor": fill, "edgecolor": stroke, "linewidth": shape.width}
        axes.add_artist(PathPatch(path, **look, clip_on=False, gid=f"shape-{n}"))
    family = _known(canvas.family)
    for n, words in enumerate(canvas.words):
        look = {"fontsize": words.size, "ha": _ANCHORS[words.anchor], "va": "baseline", "family": family}
        colour = _SENTINELS[words.ink]
        axes.text(words.x, words.y, words.text, **look, color=colour, clip_on=False, gid=f"words-{n}")


def _path(points: Sequence[Point]) -> Any:
    from matplotlib.path import Path

    return Path(points) if len(points) == 2 else Path((*points, points[0]), closed=True)


def _read(svg: bytes, canvas: Canvas) -> tuple[Shape | Words, ...]:
    """The shapes and words of matplotlib's SVG, in its order, with inks for sentinels."""
    shapes = [shape for _, shape in canvas.shapes] + [shape for _, _, shape in canvas.rings]
    out: list[Shape | Words] = []
    for group in ElementTree.fromstring(svg).iter(f"{_SVG}g"):
        kind, _, number = group.get("id", "").partition("-")
        if kind == "shape" and (path := group.find(f"{_SVG}path")) is not None:
            shape = shapes[int(number)]
            style = path.get("style", "")
            fill, stroke = _ink(style, "fill"), _ink(style, "stroke")
            out.append(replace(shape, d=_short(path.get("d", "")), fill=fill, stroke=stroke))
        elif kind == "words" and (text := next(group.iter(f"{_SVG}text"), None)) is not None:
            words = canvas.words[int(number)]
            x, y = _place(text, words)
            ink = _ink(text.get("style", ""), "fill") or words.ink
            out.append(replace(words, x=x, y=y, text=text.text or "", ink=ink))
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
def _known(family: str) -> str:
    """The name by which matplotlib knows `family`; its own DejaVu where the package of fonts is missing."""
    path = metrics.font_file(family)
    if path is None:
        return "DejaVu Sans"
    fonts = _own_fonts()
    fonts.addfont(path)
    # A variable font calls itself Thin; as the only one of its name it must do for every weight.
    fonts.ttflist[-1] = replace(fonts.ttflist[-1], name=family, weight=400)
    return family


@lru_cache(maxsize=1)
def _own_fonts() -> Any:
    """Matplotlib's list of fonts without this machine's, so that the outcome does not depend on them."""
    from matplotlib import font_manager

    font_manager.fontManager.ttflist.clear()
    return font_manager.fontManager
