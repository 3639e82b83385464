"""One report in one locale as Markdown blocks: elements with their marks, charts, and the notes that belong beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from gen import markup, tongues
from gen.locales import Locale
from gen.model import Book, Edition, Element, Erratum, Line
from gen.read import tables
from gen.web import citing, templating


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a page needs it: drawn in this locale by the charts' own room."""

    id: str
    place: str
    "Key of the leaf whose paragraph it follows."
    title: str
    alt: str
    head: tuple[str, ...]
    "Column heads of the table behind it."
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    "Keys of the sentences it draws on."
    svg: bytes
    "Web skin."
    file: bytes
    "Stand-alone skin, to download."
    print: bytes = b""
    "Print skin, for the PDF."


@dataclass(frozen=True, slots=True)
class Facts:
    """What pages must know beyond the book."""

    tracker: str
    "Address that opens a new entry in the project's tracker."
    base: str = ""
    "Where the site will stand, with a slash at its end; empty where that is not known."
    paper: bool = False
    "Whether PDFs and cards are made."


@dataclass(frozen=True, slots=True)
class Print:
    """A PDF of the report, to download."""

    path: str
    "Place on the site."
    name: str
    "Its languages, each by its own name."
    lang: str
    "`lang` of the first."
    pages: int
    size: int
    "Bytes."


class Blocks:
    """Writes the elements of one report in one locale; holds only what it reads."""

    def __init__(
        self,
        book: Book,
        locale: Locale,
        charts: tuple[Chart, ...],
        facts: Facts,
        prints: tuple[Print, ...] = (),
        sizes: Mapping[str, int] | None = None,
        other: Locale | None = None,
    ) -> None:
        """`sizes` tells the bytes of each file under downloads/ by its path on the site; `other` is the locale read beside this one."""
        self.book = book
        self.locale = locale
        self.charts = charts
        self.facts = facts
        self.prints = prints
        self.sizes = sizes or {}
        self.other = other
        self.edition: Edition = book.edition(locale.code)
        self.stem = book.analysis.seed.stem
        self.tongue = tongues.of(locale, self.edition.source_lang)
        self.folder = f"{locale.code}/{self.stem}/"
        self.terms = {t.term: t for t in book.analysis.seed.terms}
        self.page_of = {line.key: page for page in self.edition.pages for line in page.lines()}
        self._leaves = list(book.analysis.report.root.leaves())
        self._scopes = tables.heads(book.analysis.text, book.analysis.report)
        self.line_of = {line.key: line for line in self.edition.lines()}

    def label(self, name: str, **values: object) -> str:
        """A label of the locale, its blanks filled."""
        return self.locale.label(name, **values)

    def say(self, words: str, within: str = "") -> Markup:
        """`words` as Markdown in which each language is told; `within` is the `lang` of the element around them."""
        return markup.spoken(self.tongue, words, within)

    def marks(self, here: str) -> markup.Marks:
        """How refs are written on the page `here`."""
        errata = {e.id: (e.found, self._erratum_note(e)) for e in self.book.analysis.seed.errata}
        return markup.Marks(
            here, self.folder, self.book.analysis.figures, errata, {"share": self.label("sentence.share")}, self.tongue
        )

    def _erratum_note(self, erratum: Erratum) -> str:
        """What stands beside a correction; beside a doubt, both readings with the words around them."""
        if erratum.certainty == "certain":
            return self.label("erratum.note", found=self.script(erratum.found))
        found, reading = map(self.script, erratum.declared)
        return self.label("doubt.note", found=found, reading=reading)

    def script(self, words: str) -> str:
        """Chinese words in this locale's script; other words as they are."""
        return self.locale.in_script(words, self.book.analysis.seed.script_exceptions)

    def elements(self, elements: Iterable[Element], marks: markup.Marks, own: int) -> Markup:
        """The elements as Markdown blocks; a heading that nests `own` deep becomes `#`, one above it a line over the page."""
        out: list[Markup] = []
        rows: list[Element] = []
        for element in elements:
            if element.kind == "row":
                rows.append(element)
                continue
            out.extend(self._rows(rows, marks))
            rows = []
            out.append(self._element(element, marks, own))
            out.extend(self._charts_after(element, marks.here))
        out.extend(self._rows(rows, marks))
        return Markup("\n\n").join(out) + Markup("\n")

    def front(self, marks: markup.Marks) -> Markup:
        """Title lines and the furniture around them, in their order; the first title line heads the page."""
        front = self.edition.front
        first = next((n for n, element in enumerate(front) if element.kind == "title"), len(front))
        parts = [self.elements(front[:first], marks, 1)]
        for title in front[first : first + 1]:
            parts.append(self.heading(title.lines[0], marks, 1))
            parts.append(self.elements(front[first + 1 :], marks, 1))
        return Markup("\n\n").join(parts) + Markup("\n")

    def _element(self, element: Element, marks: markup.Marks, own: int) -> Markup:
        if element.kind == "heading" and element.depth >= own:
            marks.section()
            return self.heading(element.lines[0], marks, element.depth - own + 1)
        words = Markup()
        lines = element.lines
        if element.kind == "heading":
            lines = tuple(replace(line, runs=tuple(without_stop(line))) for line in lines)
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            words += marks.line(line, share=share(line, element)) + (" " if after and _spaced(line, after) else "")
        words += self._notes(element.lines)
        style = {
            "item": "gb-item",
            "furniture": "gb-furniture",
            "title": "gb-title",
            "heading": "gb-part",
        }.get(element.kind)
        return words + Markup("\n{{: .{} }}").format(style) if style else words

    def _notes(self, lines: Iterable[Line]) -> Markup:
        """Visible marks at the end of what is not, or not wholly, as a person translated it: each once."""
        names = dict.fromkeys(line.standing for line in lines if line.standing)
        note = Markup(' <span class="gb-note" data-gb-label lang="{}">{}</span>')
        return Markup().join(note.format(self.locale.html, markup.md(self.label(name))) for name in names)

    def heading(self, line: Line, marks: markup.Marks, level: int) -> Markup:
        """A heading of the report as a Markdown heading with its key; a run-in head loses its stop on show."""
        classes = ".gb-s" if line.translated else f".gb-s .gb-untranslated lang={line.lang}"
        if line.draft:
            classes += " .gb-draft"
        runs = without_stop(line)
        words = marks.runs(runs, links=False, within=line.lang)
        # The list of the page's sections tells the words alone.
        label = Markup(' data-toc-label="{}"').format(markup.attr("".join(run.text for run in runs))) if line.standing else ""
        return Markup("{} {}{} {{ #{} {} data-address={}{} }}").format(
            "#" * min(level, 6), words, self._notes([line]), line.key, Markup(classes), line.address, label
        )

    def _rows(self, rows: list[Element], marks: markup.Marks) -> Iterable[Markup]:
        """A table of the rows, and the charts that belong to one of them."""
        if rows:
            yield self._table(rows, marks)
        for row in rows:
            yield from self._charts_after(row, marks.here)

    def _table(self, rows: list[Element], marks: markup.Marks) -> Markup:
        drawn = [Markup("<tr>{}</tr>").format(Markup().join(self._cell(c, row, marks) for c in row.lines)) for row in rows]
        headed = any(self._scopes.get(c.key) == "col" for c in rows[0].lines)
        head = Markup("<thead>{}</thead>").format(drawn.pop(0)) if headed else Markup()
        return Markup(
            '<div class="gb-table" tabindex="0" role="group" aria-label="{}"><table class="gb-rows">{}<tbody>{}</tbody></table></div>'
        ).format(markup.attr(self.label("table")), head, Markup().join(drawn))

    def _cell(self, line: Line, row: Element, marks: markup.Marks) -> Markup:
        words = marks.line(line, share=share(line, row))
        scope = self._scopes.get(line.key)
        if scope:
            return Markup('<th scope="{}">{}</th>').format(scope, words)
        return Markup("<td>{}</td>").format(words)

    def _charts_after(self, element: Element, here: str) -> Iterable[Markup]:
        keys = {line.key for line in element.lines}
        for chart in self.charts:
            if chart.place in keys and not here.endswith("/full/"):
                yield self._chart(chart, here)

    def _chart(self, chart: Chart, here: str) -> Markup:
        path = f"downloads/{self.stem}/charts/{chart.id}.{self.locale.code}"
        address = f"{self.facts.base}{quote(self.chart_address(chart), safe='/#')}"
        sources = [
            (self.line_of[k], markup.link(here, self.address(k))) for k in chart.sources if k in self.line_of
        ]
        words = templating.render(
            "chart.md",
            chart=chart,
            t=self.locale.label,
            md=self.say,
            attr=markup.attr,
            file=markup.link(here, path),
            address=address,
            cite=self._cite(chart, address),
            embed=_embed(chart, address, f"{self.facts.base}{quote(path)}.svg"),
            sources=sources,
            card=markup.link(here, card) if (card := self.card(f"c-{chart.id}")) else "",
        )
        return Markup(words.strip())

    def _cite(self, chart: Chart, address: str) -> str:
        """Who, what and where of a chart, as a line to copy."""
        who = self.edition.office or self.label("site.name")
        return self.label(
            "chart.cite.line", who=who, report=self.edition.short_title, title=chart.title, address=address
        )

    def card(self, name: str) -> str:
        """The place on the site of the picture for those who pass a page on; empty where none is drawn."""
        path = card_path(self.stem, self.locale.code, name)
        return path if path in self.sizes else ""

    def chart_address(self, chart: Chart) -> str:
        """The place on the site where a chart stands."""
        return f"{self.address(chart.place).partition('#')[0]}#c-{chart.id}"

    def citations(self) -> citing.Citations:
        """How the report's sentences are cited in this locale."""
        return citing.citations(self.book, self.locale)

    def report_error(self) -> str:
        """Where an error in a sentence is reported, its key to be filled in; empty where there is no tracker."""
        return citing.report_error(self.facts.tracker, self.stem, self.locale.code)

    def address(self, key: str) -> str:
        """The place on the site where the leaf `key` is read."""
        page = self.page_of.get(key)
        return f"{self.folder}{page.slug}/#{key}" if page else f"{self.folder}#{key}"


def translated_share(lines: Iterable[Line]) -> tuple[int, int]:
    """How many of the lines are translated, and how many there are that hold words: a cell of digits needs no translation."""
    kept = [line for line in lines if line.kind != "furniture" and any(c.isalpha() for c in line.words)]
    return sum(line.cleared for line in kept), len(kept)


def card_path(stem: str, locale: str, name: str) -> str:
    """Where the card `name` of a report lies on the site: its own by its stem, a chapter's by its slug, a chart's by `c-` and its id.

    >>> card_path("office-2016", "en", "1-2")
    'downloads/office-2016/cards/en/1-2.png'
    """
    return f"downloads/{stem}/cards/{locale}/{name}.png"


def share(line: Line, element: Element) -> str:
    """How the permalink of a line shows: the last one of its paragraph stands for all."""
    return "paragraph" if line is element.lines[-1] else "sentence"


def _embed(chart: Chart, address: str, file: str) -> str:
    """HTML that shows the chart on another site, as a link to where it stands."""
    return f'<a href="{escape(address)}"><img src="{escape(file)}" alt="{escape(chart.alt)}"></a>'


def _spaced(line: Line, after: Line) -> bool:
    """Whether a blank stands between two sentences: not between two in Chinese."""
    return not (line.lang.startswith("zh") and after.lang.startswith("zh"))


def without_stop(line: Line) -> list[Any]:
    """The runs of a heading as it is shown: without its final stop."""
    runs = list(line.runs)
    if runs and runs[-1].text.endswith("。"):
        runs[-1] = type(runs[-1])(runs[-1].text[:-1], runs[-1].refs)
    return runs
