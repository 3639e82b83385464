"""The parallel pages: a chapter in two languages, sentence to sentence, figures matched by a letter, numbers checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from markupsafe import Markup

from gen import markup
from gen.locales import Locale
from gen.model import Element, Line, Page, Run, Standing
from gen.web.blocks import Blocks, share, translated_share, without_stop

FOLDER = "parallel"
"Below the report's folder; its index is the page of that name."


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence in both languages, ready to be shown."""

    own: Markup
    "In the language of the page; empty where it is not translated."
    other: Markup
    "In the other language; empty where it is not translated."
    other_lang: str
    standing: Standing
    "What is to be noted of the translation."
    furniture: bool
    "Page furniture has no other language."
    numbers: int
    "How many numbers were looked for in the translation."
    unconfirmed: tuple[tuple[str, str], ...]
    "What the number check could not confirm: words of the report and of the translation, either may be empty."


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What stands together: a paragraph, a list item, a table row, or a heading with its level."""

    kind: str
    level: int
    "Of a heading; 0 for the rest."
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a chapter comes to."""

    sentences: int
    translated: int
    "By people: as on the chapter's own page, a machine's draft counts for nothing."
    numbers: int
    "Looked for in the translation."
    unconfirmed: int


class Parallel:
    """One report in the locale of its blocks beside another; holds only what it reads."""

    def __init__(self, blocks: Blocks, other: Locale) -> None:
        self.blocks = blocks
        self.other = other
        self.edition = blocks.book.edition(other.code)
        self.twins = {line.key: line for line in self.edition.lines()}

    @property
    def folder(self) -> str:
        """The report's folder in the other language."""
        return f"{self.other.code}/{self.blocks.stem}/"

    def chapters(self) -> list[tuple[Page, Page, Tally]]:
        """Each chapter in both languages, and what it comes to."""
        pages = zip(self.blocks.edition.pages, self.edition.pages, strict=True)
        return [(page, twin, self.tally(page)) for page, twin in pages]

    def tally(self, page: Page) -> Tally:
        """How many sentences of `page` are translated, and what the number check says of them."""
        lines = [self._translation(line) for line in page.lines() if line.kind != "furniture"]
        done, all_ = translated_share(lines)
        return Tally(
            all_,
            done,
            sum(line.numbers for line in lines),
            sum(len(line.unconfirmed) for line in lines),
        )

    def paragraphs(self, page: Page, here: str, own: int) -> Iterator[Paragraph]:
        """What stands on the page, in order; a heading that nests `own` deep is the page's title."""
        ours, theirs = self.blocks.marks(here), self.blocks.marks(here)
        theirs.plain = True
        for element in page.elements:
            level = max(0, element.depth - own + 1) if element.kind == "heading" else 0
            if level:
                ours.section()
            pairs = tuple(self._pair(line, element, (ours, theirs)) for line in element.lines)
            yield Paragraph("part" if element.kind == "heading" and not level else element.kind, min(level, 6), pairs)

    def _translation(self, line: Line) -> Line:
        return line if self.blocks.locale.translated else self.twins[line.key]

    def _pair(self, line: Line, element: Element, marks: tuple[markup.Marks, markup.Marks]) -> Pair:
        twin, translation = self.twins[line.key], self._translation(line)
        first, second = (twin, line) if self.blocks.locale.translated else (line, twin)
        letters = dict(zip(_shared(first, second), _letters(), strict=False))
        marks[0].letters = marks[1].letters = letters
        heads = element.kind == "heading"
        tool = share(line, element)
        if heads:
            line, twin = (replace(one, runs=tuple(without_stop(one))) for one in (line, twin))
        if line.kind == "furniture":
            return Pair(marks[0].line(line), Markup(), "", "", True, 0, ())
        if not translation.translated:
            # The report's own words where they belong, nothing on the other side; the sentence keeps its key.
            shown, lang = marks[0].line(line, links=not heads, share=tool), self.other.html
            sides = (Markup(), shown) if self.blocks.locale.translated else (shown, Markup())
            return Pair(*sides, lang, translation.standing, False, 0, ())
        words = Markup('<span class="gb-twin" id="{}-{}">{}</span>').format(
            line.key, self.other.code, marks[1].runs(twin.runs, links=not heads, within=twin.lang)
        )
        own = marks[0].line(line, links=not heads, share=tool)
        return Pair(own, words, twin.lang, translation.standing, False, translation.numbers, translation.unconfirmed)


def _shared(line: Line, twin: Line) -> list[str]:
    """The figures that are marked in both lines, in the order of the first."""
    there = set(_figures(twin.runs))
    return [start for start in dict.fromkeys(_figures(line.runs)) if start in there]


def _figures(runs: Iterable[Run]) -> Iterator[str]:
    for run in runs:
        yield from (ref.id for ref in run.refs if ref.kind == "figure")


def _letters() -> Iterator[str]:
    """Names without end: a, b … z, a2, b2 and so on."""
    for n in count(1):
        yield from (f"{chr(c)}{n if n > 1 else ''}" for c in range(ord("a"), ord("z") + 1))
