"""One drawing, three skins: for the page (follows light and dark, marks are links), as a file, for print.

A drawing holds shapes with the name of an ink in place of a colour. A skin decides what the inks are and whether
marks are links. No skin emits a style attribute, a style sheet or a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from gen.tongues import Tongue


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, filled or stroked."""

    d: str
    fill: str = ""
    "Ink, or empty for none."
    stroke: str = ""
    width: float = 0
    mark: int = -1
    "Index in the drawing's marks; -1 for what belongs to none."


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its baseline."""

    x: float
    y: float
    size: float
    text: str
    ink: str
    anchor: str = "start"
    bold: bool = False
    mark: int = -1


@dataclass(frozen=True, slots=True)
class Link:
    """Where a mark leads and what its link is called."""

    sentence: str
    name: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in one locale, without colours."""

    id: str
    width: float
    "Points."
    height: float
    title: str
    title_lines: tuple[str, ...]
    "Wrapped for the file, which has no caption beside it."
    alt: str
    tongue: Tongue
    "The language of its words, and which of them are in another."
    font: str
    items: tuple[Shape | Words, ...]
    marks: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Ink:
    """What an ink is on each ground."""

    light: str
    dark: str
    print: str
    "Told apart without colour."


INKS: dict[str, Ink] = {
    "ink": Ink("#1b232c", "#e7eaee", "#111111"),
    "muted": Ink("#57616d", "#a6b0bb", "#4d4d4d"),
    "rule": Ink("#c9d0d6", "#46505b", "#bbbbbb"),
    "result": Ink("#0b5563", "#63b7c6", "#24424a"),
    "tint": Ink("#b4d3d8", "#2b525b", "#c4c9cb"),
    "target": Ink("#8f5400", "#e3a853", "#6b6b6b"),
    "paper": Ink("#ffffff", "#1e2129", "#ffffff"),
}
"Result is the one colour with a meaning; a target is told by its outline and hatching too."
_PX = 4 / 3
_MARGIN = 14.0
TITLE = 13.5
_SMALL = 9.5


def custom_properties() -> str:
    """The style sheet's part that gives the inks of the web skin, light and dark."""
    light = "".join(f"  --gb-chart-{name}: {ink.light};\n" for name, ink in INKS.items())
    dark = "".join(f"  --gb-chart-{name}: {ink.dark};\n" for name, ink in INKS.items())
    return f':root {{\n{light}}}\n[data-md-color-scheme="slate"] {{\n{dark}}}\n'


def skin_web(drawing: Drawing, href: Callable[[str], str] = "#{}".format) -> str:
    """SVG to stand inline in a page: colours are custom properties, each mark links to its sentence.

    `href` makes the address from the sentence's key. Ids begin with the chart's.
    """
    head = (
        f'<svg class="gb-chart-svg" role="group" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" '
        f'width="{drawing.width * _PX:.0f}" height="{drawing.height * _PX:.0f}" lang="{drawing.tongue.page}" '
        f'aria-labelledby="{drawing.id}-title" aria-describedby="{drawing.id}-desc">'
        f"{_described(drawing)}"
    )
    return head + "".join(_groups(drawing, _variable, href)) + "</svg>"


def skin_file(drawing: Drawing, source: Sequence[str] = ()) -> str:
    """A whole SVG file that explains itself: title above, the lines of `source` below, on white, no links."""
    above = _MARGIN + len(drawing.title_lines) * TITLE * 1.3 + 8
    width = drawing.width + 2 * _MARGIN
    height = above + drawing.height + len(source) * _SMALL * 1.4 + _MARGIN + 4
    title = [
        Words(_MARGIN, _MARGIN + TITLE + n * TITLE * 1.3, TITLE, line, "ink", bold=True)
        for n, line in enumerate(drawing.title_lines)
    ]
    top = above + drawing.height + _SMALL + 6
    below = [Words(_MARGIN, top + n * _SMALL * 1.4, _SMALL, line, "muted") for n, line in enumerate(source)]
    body = "".join(
        (
            f'<rect width="{_n(width)}" height="{_n(height)}" fill="{_light("paper")}"/>',
            *(_drawn(item, _light, drawing) for item in title),
            f'<g transform="translate({_n(_MARGIN)} {_n(above)})">',
            *_groups(drawing, _light, None),
            "</g>",
            *(_drawn(item, _light, drawing) for item in below),
        )
    )
    return _standalone(drawing, width, height, body)


def skin_print(drawing: Drawing) -> str:
    """SVG for the PDF: no links, told apart in grey; the caption stands beside it."""
    return _standalone(drawing, drawing.width, drawing.height, "".join(_groups(drawing, _print, None)))


def _standalone(drawing: Drawing, width: float, height: float, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'width="{width * _PX:.0f}" height="{height * _PX:.0f}" xml:lang="{drawing.tongue.page}" '
        f"font-family={quoteattr(drawing.font)} "
        f'aria-labelledby="{drawing.id}-title {drawing.id}-desc">'
        f"{_described(drawing)}{body}</svg>\n"
    )


def _described(drawing: Drawing) -> str:
    """Title and description, which can hold no words in two languages: with Chinese ones they are read as Chinese."""
    title, alt = (_lang(words, drawing) for words in (drawing.title, drawing.alt))
    return (
        f'<title id="{drawing.id}-title"{title}>{escape(drawing.title)}</title>'
        f'<desc id="{drawing.id}-desc"{alt}>{escape(drawing.alt)}</desc>'
    )


def _lang(words: str, drawing: Drawing) -> str:
    """The attributes of an element with these words; none where they are in the drawing's language."""
    lang = drawing.tongue.of(words)
    return f' xml:lang="{lang}" lang="{lang}"' if lang else ""


def _variable(ink: str) -> str:
    return f"var(--gb-chart-{ink}, {INKS[ink].light})"


def _light(ink: str) -> str:
    return INKS[ink].light


def _print(ink: str) -> str:
    return INKS[ink].print


def _groups(
    drawing: Drawing, paint: Callable[[str], str], href: Callable[[str], str] | None
) -> Iterator[str]:
    """What belongs to no mark, then each mark as a group, in the order of the chart."""
    ordered = sorted(drawing.items, key=lambda item: item.mark)
    for mark, items in groupby(ordered, key=lambda item: item.mark):
        body = "".join(_drawn(item, paint, drawing) for item in items)
        if mark < 0:
            yield f"<g>{body}</g>"
        elif href is None:
            yield f'<g class="gb-mark">{body}</g>'
        else:
            link = drawing.marks[mark]
            address, name = quoteattr(href(link.sentence)), escape(link.name)
            yield f'<a class="gb-mark" href={address}><title{_lang(link.name, drawing)}>{name}</title>{body}</a>'


def _drawn(item: Shape | Words, paint: Callable[[str], str], drawing: Drawing) -> str:
    if isinstance(item, Shape):
        fill = paint(item.fill) if item.fill else "none"
        line = f' stroke="{paint(item.stroke)}" stroke-width="{_n(item.width)}"' if item.stroke else ""
        return f'<path d="{item.d}" fill="{fill}"{line}/>'
    anchor = f' text-anchor="{item.anchor}"' if item.anchor != "start" else ""
    bold = ' font-weight="600"' if item.bold else ""
    place = f'x="{_n(item.x)}" y="{_n(item.y)}" font-size="{_n(item.size)}"'
    return f'<text {place}{anchor}{bold}{_lang(item.text, drawing)} fill="{paint(item.ink)}">{escape(item.text)}</text>'


def _n(number: float) -> str:
    """A length with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
