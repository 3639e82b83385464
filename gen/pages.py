"""From a book to the Markdown pages of one locale, and what the site's navigation needs to know of them."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup

from gen import amounts, folders, markup, script
from gen.errors import GongbaoError
from gen.locales import Locale
from gen.model import (
    Book,
    Candidate,
    Edition,
    Element,
    Erratum,
    Figure,
    Former,
    Leaf,
    Line,
    Page,
    Pair,
    Rejected,
    Shelf,
    Span,
    Term,
    TermUse,
)

DOORS = ("full", "ledger", "data", "glossary", "about", "source")
"Pages of a report beside its chapters, in the order of menus."


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


@dataclass(frozen=True, slots=True)
class Facts:
    """What pages must know beyond the book."""

    tracker: str
    "Address that opens a new entry in the project's tracker."


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was done against what is promised."""

    pairs: list[tuple[Pair, Figure, Figure]]
    "Each pair with its result and its target."
    targets: list[Figure]
    "Targets without an earlier figure."
    results: list[Figure]
    "Results without a target."


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of a menu: a page, or a group of them."""

    title: str
    lang: str
    path: str = ""
    "Source path within the locale's folder; empty for a group."
    items: tuple[NavItem, ...] = ()


def report_pages(book: Book, locale: Locale, charts: Iterable[Chart], facts: Facts) -> dict[str, bytes]:
    """The Markdown of one report in one locale, by path below docs/."""
    desk = _Desk(book, locale, tuple(charts), facts)
    files = {f"{desk.folder}{name}": text for name, text in desk.texts()}
    for chart in desk.charts:
        files[f"{desk.folder}charts/{chart.id}.svg"] = chart.svg.decode()
    return {path: text.encode() for path, text in files.items()}


def report_nav(book: Book, locale: Locale) -> tuple[NavItem, ...]:
    """The menu of one report in one locale; chapters stand under their parts."""
    edition = book.edition(locale.code)
    stem = book.analysis.seed.stem
    own = locale.html

    def item(name: str) -> NavItem:
        return NavItem(locale.label(f"nav.{name}"), own, f"{stem}/{name}.md")

    groups: list[NavItem] = []
    for page in edition.pages:
        entry = NavItem(page.title, page.lang, f"{stem}/{page.slug}.md")
        if page.part is None or page.part is page.heading:
            groups.append(entry)
        elif groups and groups[-1].items and groups[-1].title == page.part.words:
            groups[-1] = NavItem(groups[-1].title, groups[-1].lang, "", (*groups[-1].items, entry))
        else:
            groups.append(NavItem(page.part.words, page.part.lang, "", (entry,)))
    return (
        NavItem(locale.label("nav.home"), own, "index.md"),
        NavItem(locale.label("nav.overview"), own, f"{stem}/index.md"),
        *groups,
        *(item(name) for name in DOORS),
    )


def site_pages(shelf: Shelf, locale: Locale, home: Book | None, people: Mapping[str, str]) -> dict[str, bytes]:
    """The pages that belong to no report: home, and those that people wrote (name -> Markdown)."""
    files = {f"{locale.code}/index.md": _home(shelf, locale, home)}
    for name, words in people.items():
        files[f"{locale.code}/{name}.md"] = _front(locale, "", f"{name}/", _heading_of(words), "") + words
    return {path: text.encode() for path, text in files.items()}


def site_nav(shelf: Shelf, locale: Locale, people: Mapping[str, str]) -> tuple[NavItem, ...]:
    """The menu of pages that belong to no report."""
    own = locale.html
    reports = tuple(NavItem(e.titles[locale.code], own, f"{e.stem}/index.md") for e in shelf.entries)
    return (
        NavItem(locale.label("nav.home"), own, "index.md"),
        NavItem(locale.label("nav.reports"), own, "", reports),
        *(NavItem(_heading_of(words), own, f"{name}.md") for name, words in people.items()),
    )


def root_page(locales: Iterable[Locale]) -> bytes:
    """The start page that chooses the language; whole without JavaScript."""
    return _render("root.html", locales=list(locales)).encode()


def _home(shelf: Shelf, locale: Locale, home: Book | None) -> str:
    here = f"{locale.code}/"
    desk = _Desk(home, locale, (), Facts("")) if home else None
    body = _render(
        "home.md", t=_labels(locale), here=here, link=markup.link, md=markup.md, shelf=shelf, locale=locale, desk=desk, doors=DOORS,
        keys=desk.key_figures() if desk else [],
    )  # fmt: skip
    return _front(locale, "", "", locale.label("nav.home"), locale.label("site.lead"), home=True, hide=("navigation", "toc")) + body


class _Desk:
    """Writes the pages of one report in one locale; holds only what it reads."""

    def __init__(self, book: Book, locale: Locale, charts: tuple[Chart, ...], facts: Facts) -> None:
        self.book = book
        self.locale = locale
        self.charts = charts
        self.facts = facts
        self.edition: Edition = book.edition(locale.code)
        self.stem = book.analysis.seed.stem
        self.folder = f"{locale.code}/{self.stem}/"
        self.terms = {t.term: t for t in book.analysis.seed.terms}
        self.page_of = {line.key: page for page in self.edition.pages for line in page.lines()}
        self._leaves = list(book.analysis.report.root.leaves())
        self.line_of = {line.key: line for line in self.edition.lines()}

    # ---- pages

    def texts(self) -> Iterable[tuple[str, str]]:
        """Every page of the report: its path in the report's folder, and its Markdown."""
        yield "index.md", self._page("overview", "", self.edition.short_title, keys=self.key_figures())
        for n, page in enumerate(self.edition.pages):
            yield f"{page.slug}.md", self._chapter(page, n)
        yield "full.md", self._page("full", "full/", self._t("nav.full"))
        yield "ledger.md", self._page("ledger", "ledger/", self._t("nav.ledger"), rows=self.ledger())
        yield "data.md", self._page("data", "data/", self._t("nav.data"))
        yield "glossary.md", self._page("glossary", "glossary/", self._t("nav.glossary"))
        yield "about.md", self._page("about", "about/", self._t("nav.about"), proof=self.proof())
        yield "source.md", self._page("source", "source/", self._t("nav.source"), raw=_raw_lines(self.book))

    def _chapter(self, page: Page, n: int) -> str:
        own = next((e.depth for e in page.elements if page.heading in e.lines), 0)
        first = next(i for i, p in enumerate(self.edition.pages) if p.part == page.part)
        return self._page(
            "chapter", f"{page.slug}/", page.title, page=page, own=own, done=_done(page.lines()),
            first=self.edition.pages[first] if page.part and first < n else None,
        )  # fmt: skip

    def _page(self, template: str, path: str, title: str, **values: Any) -> str:
        here = f"{self.folder}{path}"
        marks = self.marks(here)
        body = _render(
            f"{template}.md", t=_labels(self.locale), here=here, link=markup.link, md=markup.md, attr=markup.attr, marks=marks, desk=self,
            doors=DOORS, book=self.book, edition=self.edition, locale=self.locale, term_id=markup.term_id, **values,
        )  # fmt: skip
        description = self._t("page.description", title=title, report=self.edition.short_title)
        hidden = () if template in ("chapter", "full") else ("toc",)
        report = self.edition.short_title if path else ""
        return _front(self.locale, self.stem, f"{self.stem}/{path}", title, description, report=report, hide=hidden) + body

    def _t(self, name: str, **values: object) -> str:
        return self.locale.label(name, **values)

    def marks(self, here: str) -> markup.Marks:
        """How refs are written on the page `here`."""
        errata = {
            e.id: (e.found, self._t(f"{'erratum' if e.certainty == 'certain' else 'doubt'}.note", found=e.found, reading=e.reading))
            for e in self.book.analysis.seed.errata
        }
        return markup.Marks(here, self.folder, self.book.analysis.figures, errata, {"mend": self._t("mend")})

    # ---- parts of pages that templates ask for

    def elements(self, elements: Iterable[Element], marks: markup.Marks, own: int) -> Markup:
        """The elements as Markdown blocks; a heading that nests `own` deep becomes `#`, one above it a line over the page."""
        out: list[Markup] = []
        rows: list[Element] = []
        for element in elements:
            if element.kind == "row":
                rows.append(element)
                continue
            if rows:
                out.append(self._table(rows, marks))
                rows = []
            out.append(self._element(element, marks, own))
            out.extend(self._charts_after(element, marks.here))
        if rows:
            out.append(self._table(rows, marks))
        return Markup("\n\n").join(out) + Markup("\n")

    def _element(self, element: Element, marks: markup.Marks, own: int) -> Markup:
        if element.kind == "heading" and element.depth >= own:
            marks.section()
            return self.heading(element.lines[0], marks, element.depth - own + 1)
        words = Markup()
        for line, after in zip(element.lines, [*element.lines[1:], None], strict=True):
            words += marks.line(line, self.mend(line)) + (" " if after and _spaced(line, after) else "")
        if any(not line.translated for line in element.lines):
            words += Markup(' <span class="gb-note" data-gb-label>{}</span>').format(markup.md(self._t("untranslated")))
        style = {"item": "gb-item", "furniture": "gb-furniture", "title": "gb-title", "heading": "gb-part"}.get(element.kind)
        return words + Markup("\n{{: .{} }}").format(style) if style else words

    def heading(self, line: Line, marks: markup.Marks, level: int) -> Markup:
        """A heading of the report as a Markdown heading with its key; a run-in head loses its stop on show."""
        classes = ".gb-s" if line.translated else f".gb-s .gb-untranslated lang={line.lang}"
        words = marks.runs(_without_stop(line), links=False)
        return Markup("{} {} {{ #{} {} data-address={} }}").format("#" * min(level, 6), words, line.key, Markup(classes), line.address)

    def _table(self, rows: list[Element], marks: markup.Marks) -> Markup:
        body = Markup().join(
            Markup("<tr>{}</tr>").format(Markup().join(Markup("<td>{}</td>").format(marks.line(c)) for c in row.lines))
            for row in rows
        )
        return Markup('<div class="gb-table" tabindex="0" role="group" aria-label="{}"><table class="gb-rows">{}</table></div>').format(
            markup.attr(self._t("table")), body
        )

    def _charts_after(self, element: Element, here: str) -> Iterable[Markup]:
        keys = {line.key for line in element.lines}
        for chart in self.charts:
            if chart.place in keys and not here.endswith("/full/"):
                yield self._chart(chart, here)

    def _chart(self, chart: Chart, here: str) -> Markup:
        file = markup.link(here, f"downloads/{self.stem}/charts/{chart.id}.{self.locale.code}.svg")
        return Markup(
            _render(
                "chart.md", chart=chart, t=_labels(self.locale), md=markup.md, attr=markup.attr, file=file,
                sources=[(self.line_of[k], markup.link(here, self.address(k))) for k in chart.sources if k in self.line_of],
            ).strip()  # fmt: skip
        )

    def mend(self, line: Line) -> str:
        """The address at which an error in this sentence is reported, its key named."""
        if not self.facts.tracker or line.kind not in ("sentence", "cell"):
            return ""
        query = urlencode({"title": f"{self.stem} {line.key} ({self.locale.code})"})
        return f"{self.facts.tracker}?{query}"

    def address(self, key: str) -> str:
        """The place on the site where the leaf `key` is read."""
        page = self.page_of.get(key)
        return f"{self.folder}{page.slug}/#{key}" if page else f"{self.folder}#{key}"

    def key_figures(self) -> list[tuple[Figure, str, str]]:
        """One telling figure per chapter of results: with its name and where it stands."""
        found: list[tuple[Figure, str, str]] = []
        for page in self.edition.pages:
            keys = {line.key for line in page.lines()}
            mine = [f for f in self.book.analysis.figures if f.sentence in keys and f.status == "result"]
            if page.role == "plans" or not mine:
                continue
            best = max(mine, key=_weight)
            found.append((best, self.edition.names[best.span.start], self.address(best.sentence)))
        return found[:8]

    def uses(self) -> list[tuple[Term, list[TermUse]]]:
        """The terms of the base that occur, in the order of the locale, each with its places."""
        places: dict[str, list[TermUse]] = {}
        for use in self.book.analysis.terms:
            places.setdefault(use.term, []).append(use)
        return sorted(((self.terms[t], u) for t, u in places.items()), key=lambda pair: self._filed(pair[0]))

    def initials(self) -> list[tuple[str, list[tuple[Term, list[TermUse]]]]]:
        """The terms that occur, under their first letter in the order of the locale; what begins with no letter stands under 0."""
        groups: dict[str, list[tuple[Term, list[TermUse]]]] = {}
        for term, uses in self.uses():
            groups.setdefault(_initial(self._filed(term)), []).append((term, uses))
        return sorted(groups.items())

    def _filed(self, term: Term) -> str:
        """What a term is sorted by: its English in English, else its pinyin."""
        return term.en.casefold() if self.locale.data == "en" else _plain(term.pinyin)

    def figure_rows(self) -> list[tuple[Figure, str, Line | None, str]]:
        """Each figure with its name, its sentence and where that stands."""
        return [
            (f, self.edition.names[f.span.start], self.line_of.get(f.sentence), self.address(f.sentence))
            for f in self.book.analysis.figures
        ]

    def ledger(self) -> Ledger:
        """Results beside the targets that measure the same thing, and both sides' rest."""
        at = {f.span: f for f in self.book.analysis.figures}
        pairs = [(pair, at[pair.result], at[pair.target]) for pair in self.book.analysis.pairs]
        taken = {span for pair in self.book.analysis.pairs for span in (pair.result, pair.target)}
        rest = [f for f in self.book.analysis.figures if f.span not in taken]
        return Ledger(pairs, [f for f in rest if f.status == "target"], [f for f in rest if f.status == "result"])

    def sentence_of(self, figure: Figure) -> tuple[Line | None, str]:
        """The sentence of a figure and where it is read."""
        return self.line_of.get(figure.sentence), self.address(figure.sentence)

    def rejected(self) -> list[Rejected]:
        """The numerals that are no figures."""
        return list(self.book.analysis.rejected)

    def rejected_rows(self) -> list[tuple[Rejected, str, int]]:
        """Each numeral that is no figure, with the words around it and its raw line."""
        text = self.book.analysis.text
        rows = []
        for item in self.book.analysis.rejected:
            around = text.raw[max(0, item.span.start - 8) : item.span.end + 8]
            rows.append((item, self.script(_one_line(around)), text.raw.count("\n", 0, item.span.start) + 1))
        return rows

    def candidates(self) -> list[tuple[Candidate, str, Line]]:
        """Glossary candidates that the base does not explain, with the report's own definition where it gives one."""
        analysis = self.book.analysis
        known = [use.span for use in analysis.terms]
        rows = []
        for item in analysis.candidates:
            line = self._line_at(item.span)
            if line is None or any(item.span.touches(span) for span in known):
                continue
            words = _one_line(analysis.text.slice(item.definition)) if item.definition else ""
            rows.append((item, self.script(words), line))
        return rows

    def _line_at(self, span: Span) -> Line | None:
        leaves = self._leaves
        n = bisect_right([leaf.span.start for leaf in leaves], span.start) - 1
        return self.line_of.get(leaves[n].key) if n >= 0 and span in leaves[n].span else None

    def errata(self, here: str) -> list[tuple[Erratum, str, str, str]]:
        """Each erratum with its words in context, as printed and corrected, and where it stands."""
        raw = self.book.analysis.text.raw
        rows = []
        for erratum in self.book.analysis.seed.errata:
            before = _one_line(raw[max(0, erratum.span.start - 5) : erratum.span.start])
            after = _one_line(raw[erratum.span.end : erratum.span.end + 5])
            line = self._line_at(erratum.span)
            href = markup.link(here, self.address(line.key)) if line else ""
            shown = self.script(f"{before}{erratum.found}{after}"), self.script(f"{before}{erratum.reading}{after}")
            rows.append((erratum, *shown, href))
        return rows

    def formers(self, slug: str | None = None) -> list[tuple[Former, str]]:
        """What the old keys of a page named, or of all pages, each with the address of the sentence that took its place."""
        history = self.book.analysis.seed.history
        return [(f, self.address(f.new) if f.new in self.line_of else "") for f in history if slug in (None, f.page)]

    def parts(self) -> list[tuple[Line | None, list[tuple[Page, list[Line]]]]]:
        """The pages under their parts, each with its run-in heads."""
        groups: list[tuple[Line | None, list[tuple[Page, list[Line]]]]] = []
        for page in self.edition.pages:
            part = page.part if page.part is not page.heading else None
            heads = [e.lines[0] for e in page.elements if e.kind == "heading" and e.lines[0] not in (page.heading, page.part)]
            if not groups or groups[-1][0] != part:
                groups.append((part, []))
            groups[-1][1].append((page, heads[:6]))
        return groups

    def amount(self, figure: Figure) -> str:
        """The figure as readers of this locale write it, its bound in words."""
        return amounts.value_text(figure, self.locale)

    def own_name(self, figure: Figure) -> str:
        """The `lang` of a figure's name where it is not translated; empty where it is."""
        return self.source_lang if figure.span.start in self.edition.untranslated_names else ""

    def reason(self, item: Rejected) -> str:
        """Why a numeral is no figure, in this locale."""
        return self._t(f"reason.{item.reason}")

    def years(self) -> str:
        """The years of results and plans, in words."""
        report = self.book.analysis.report
        pairs = (("results", report.year_of_results), ("plans", report.year_of_plans))
        return " · ".join(self._t(f"years.{kind}", year=year) for kind, year in pairs if year)

    def done(self) -> tuple[int, int]:
        """How many lines of the report are translated, and how many there are."""
        return _done(self.edition.lines())

    def host(self, url: str) -> str:
        """The host of an address, to show."""
        return urlsplit(url).netloc

    @property
    def source_lang(self) -> str:
        """`lang` of the report's words as this locale shows them."""
        return self.locale.html if not self.locale.translated else self.raw_lang

    @property
    def raw_lang(self) -> str:
        """`lang` of the report's words as published."""
        return self.edition.source_lang

    def script(self, words: str) -> str:
        """Chinese words in this locale's script; other words as they are."""
        if not self.locale.script:
            return words
        return script.convert(words, self.locale.script, (*self.locale.exceptions, *self.book.analysis.seed.script_exceptions))

    def proof(self) -> list[tuple[str, int]]:
        """How many characters lie in each kind of leaf, and how many are blank."""
        counts: dict[str, int] = {}
        analysis = self.book.analysis
        for leaf in analysis.report.root.leaves():
            counts[leaf.kind] = counts.get(leaf.kind, 0) + _visible(analysis.text.raw, leaf)
        counts["blank"] = len(analysis.text.raw) - sum(counts.values())
        return list(counts.items())


def _visible(raw: str, leaf: Leaf) -> int:
    return sum(not markup.is_blank(c) for c in raw[leaf.span.start : leaf.span.end]) - sum(
        hole.end - hole.start for hole in leaf.holes
    )


def _weight(figure: Figure) -> tuple[bool, bool, float]:
    """What makes a figure tell something at a glance: a share or a sum before a count, and the larger before the smaller."""
    value = figure.value if not isinstance(figure.value, tuple) else figure.value[-1]
    return figure.unit in ("元",), figure.unit == "%", float(value)


def _plain(pinyin: str) -> str:
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFD", pinyin.casefold()) if c.isalnum() or c == " ")


def _spaced(line: Line, after: Line) -> bool:
    """Whether a blank stands between two sentences: not between two in Chinese."""
    return not (line.lang.startswith("zh") and after.lang.startswith("zh"))


def _initial(name: str) -> str:
    return name[0].upper() if "a" <= name[:1].lower() <= "z" else "0"


def _without_stop(line: Line) -> list[Any]:
    runs = list(line.runs)
    if runs and runs[-1].text.endswith("。"):
        runs[-1] = type(runs[-1])(runs[-1].text[:-1], runs[-1].refs)
    return runs


def _done(lines: Iterable[Line]) -> tuple[int, int]:
    """How many of the lines are translated, and how many there are."""
    kept = [line for line in lines if line.kind != "furniture"]
    return sum(line.translated for line in kept), len(kept)


def _one_line(words: str) -> str:
    return "".join(c for c in words if c not in "\r\n")


def _raw_lines(book: Book) -> list[str]:
    return book.analysis.text.raw.splitlines()


def _heading_of(words: str) -> str:
    return next((line[2:].strip() for line in words.splitlines() if line.startswith("# ")), "")


def _front(
    locale: Locale, stem: str, path: str, title: str, description: str, *, home: bool = False, report: str = "", hide: Iterable[str] = ()
) -> str:
    """Front matter: JSON strings are YAML, so no title can end it. `report` names the report in the window's title; `hide` bars."""
    own = {"locale": locale.code, "stem": stem, "path": path, "home": home, "report": report}
    meta = {"title": title, "description": description, "hide": list(hide), "gongbao": own}
    return "---\n" + "".join(f"{k}: {json.dumps(v, ensure_ascii=True)}\n" for k, v in meta.items()) + "---\n\n"


def _labels(locale: Locale) -> Any:
    return locale.label


@lru_cache(maxsize=1)
def environment() -> Any:
    """The templates' environment: everything is escaped but what `markup` made."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders.TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, keep_trailing_newline=True,
    )  # fmt: skip


def _render(name: str, **values: Any) -> str:
    """The template `name` filled; a fault in it is one line that names it."""
    import jinja2

    try:
        return str(environment().get_template(name).render(**values))
    except jinja2.TemplateError as error:
        place = f"gen/templates/{getattr(error, 'name', None) or name}:{getattr(error, 'lineno', None) or _line_in(error)}"
        raise GongbaoError(place, f"expected a template that renders ({error})", "mend it") from error


def _line_in(error: BaseException) -> int:
    """The line of the template in which a rendering error arose: the last frame that is a template's."""
    line, frame = 1, error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename.startswith(str(folders.TEMPLATES)):
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
