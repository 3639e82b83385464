"""What the templates of one report in one locale look up: figures, terms, pairs, errata, counts."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from gen import book as binding
from gen import markup
from gen.characters import is_blank
from gen.model import (
    Candidate,
    Erratum,
    Figure,
    Former,
    Leaf,
    Line,
    Page,
    Rejected,
    Span,
    Term,
    TermUse,
)
from gen.numerals import digits
from gen.read import subjects
from gen.web.accounts import Accounts
from gen.web.blocks import translated_share

LATE = frozenset({"proof.json", "offline.zip"})
"Made when the pages are finished, so they are always there and their size is not known before."
GIVEN = {
    "data": ("figures.csv", "figures.json", "ledger.csv", "promises.csv", "rejected.csv", "datapackage.json", "README.txt"),
    "words": ("terms.csv", "terms.tbx", "translation.tmx"),
    "text": ("source.txt", "report.json", "proof.json"),
    "offline": ("offline.zip",),
}
"What can be taken away beside the PDFs, by kind."


@dataclass(frozen=True, slots=True)
class Whole:
    """What a figure is a part or a share of."""

    start: int
    "Of the whole, by which its row is named."
    words: str


class Desk(Accounts):
    """The report's elements, and all that its pages tell beside them."""

    def key_figures(self) -> list[tuple[Figure, str, str]]:
        """One telling figure per chapter of results: with its name and where it stands."""
        pages = [page for page in self.edition.pages if page.role != "plans"]
        best = [max(mine, key=_weight) for page in pages if (mine := [f for f in self._figures(page) if f.status == "result"])]
        return [self._key(figure) for figure in best[:8]]

    def telling(self, page: Page, most: int = 3) -> list[tuple[Figure, str, str]]:
        """The most telling figures of a chapter in the order of its text, each with its name and where it stands."""
        best = sorted(self._figures(page), key=_weight, reverse=True)[:most]
        return [self._key(figure) for figure in sorted(best, key=lambda f: f.span.start)]

    def _figures(self, page: Page) -> list[Figure]:
        keys = {line.key for line in page.lines()}
        return [f for f in self.book.analysis.figures if f.sentence in keys]

    def _key(self, figure: Figure) -> tuple[Figure, str, str]:
        return figure, self.edition.names[figure.span.start], self.address(figure.sentence)

    def given(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """The files to take away, in groups: each file's name, its place on the site, and its size where that is known."""
        folder = f"downloads/{self.stem}/"
        groups = []
        for group, names in GIVEN.items():
            there = [name for name in names if name in LATE or f"{folder}{name}" in self.sizes]
            files = [(name, f"{folder}{name}", self.size_of(f"{folder}{name}")) for name in there]
            if files:
                groups.append((group, files))
        return groups

    def size_of(self, path: str) -> str:
        """The size of a file as people say it; empty where it is not known yet."""
        size = self.sizes.get(path, 0)
        return f"{max(1, round(size / 1000)):,} KB" if size else ""

    def lead(self) -> str:
        """What the report holds, in one sentence with its counts."""
        figures, terms = len(self.book.analysis.figures), len(self.uses())
        return self.label("overview.lead", pages=len(self.edition.pages), figures=figures, terms=terms)

    def uses(self) -> list[tuple[Term, list[TermUse]]]:
        """The terms of the base that occur, in the order of the locale, each with its places."""
        places: dict[str, list[TermUse]] = {}
        for use in self.book.analysis.terms:
            places.setdefault(use.term, []).append(use)
        return sorted(((self.terms[t], u) for t, u in places.items()), key=lambda pair: self.filed(pair[0]))

    def filed(self, term: Term) -> str:
        """What a term is sorted by: its English in English, else its pinyin."""
        return plain(term.en if self.locale.data == "en" else term.pinyin)

    def figure_rows(self) -> list[tuple[Figure, str, Line | None, str]]:
        """Each figure with its name, its sentence and where that stands."""
        return [
            (f, self.edition.names[f.span.start], self.line_of.get(f.sentence), self.address(f.sentence))
            for f in self.book.analysis.figures
        ]

    def sentence_of(self, figure: Figure) -> tuple[Line | None, str]:
        """The sentence of a figure and where it is read."""
        return self.line_of.get(figure.sentence), self.address(figure.sentence)

    def whole_of(self, figure: Figure) -> Whole | None:
        """What a figure is a part or a share of, in words; nothing where it is of none."""
        found = self._wholes.get(figure.span)
        if found is None:
            return None
        whole, kind = found
        name = subjects.bare(self.edition.names[whole.span.start])
        words = self.label(f"data.of.{kind}", thing=name, amount=self.amount(whole))
        return Whole(whole.span.start, words)

    @cached_property
    def _wholes(self) -> dict[Span, tuple[Figure, str]]:
        at = {f.span: f for f in self.book.analysis.figures}
        return {r.figure: (at[r.of], r.kind) for r in self.book.analysis.relations}

    def charts_of(self, figure: Figure) -> list[tuple[str, str]]:
        """The charts that a figure is drawn in: title and place on the site."""
        ids = self._drawn.get(figure.span.start, ())
        return [(c.title, self.chart_address(c)) for c in self.charts if c.id in ids]

    @cached_property
    def _drawn(self) -> dict[int, set[str]]:
        """The ids of the charts that a figure is drawn in, by its offset."""
        drawn: dict[int, set[str]] = {}
        for spec in self.book.analysis.charts:
            for mark in spec.marks:
                drawn.setdefault(mark.figure.span.start, set()).add(spec.id)
        return drawn

    def uncharted(self) -> list[tuple[str, list[Figure]]]:
        """The figures that are in no chart, under the reason why; the commonest reason first."""
        groups: dict[str, list[Figure]] = {}
        for figure, reason in self.book.analysis.uncharted:
            groups.setdefault(reason, []).append(figure)
        return sorted(((self.label(r), some) for r, some in groups.items()), key=lambda pair: -len(pair[1]))

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
            line = self.line_at(item.span)
            if line is None or any(item.span.touches(span) for span in known):
                continue
            words = _one_line(analysis.text.slice(item.definition)) if item.definition else ""
            rows.append((item, self.script(words), line))
        return rows

    def line_at(self, span: Span) -> Line | None:
        """The line in which a span of the raw text lies whole."""
        leaves = self._leaves
        n = bisect_right([leaf.span.start for leaf in leaves], span.start) - 1
        return self.line_of.get(leaves[n].key) if n >= 0 and span in leaves[n].span else None

    def errata(self, here: str) -> list[tuple[Erratum, str, str, str]]:
        """Each erratum with its words as printed and corrected, and where it stands."""
        rows = []
        for erratum in self.book.analysis.seed.errata:
            line = self.line_at(erratum.span)
            href = markup.link(here, self.address(line.key)) if line else ""
            printed, reading = map(self.script, erratum.declared)
            rows.append((erratum, printed, reading, href))
        return rows

    def formers(self, slug: str | None = None) -> list[tuple[Former, str]]:
        """What the old keys of a page named, or of all pages, each with the address of the sentence that took its place."""
        history = self.book.analysis.seed.history
        return [
            (f, self.address(f.new) if f.new in self.line_of else "")
            for f in history
            if slug in (None, f.page)
        ]

    def parts(self) -> list[tuple[Line | None, list[tuple[Page, list[Line]]]]]:
        """The pages under their parts, each with its run-in heads."""
        groups: list[tuple[Line | None, list[tuple[Page, list[Line]]]]] = []
        for page in self.edition.pages:
            part = page.part if page.part is not page.heading else None
            heads = [
                e.lines[0]
                for e in page.elements
                if e.kind == "heading" and e.lines[0] not in (page.heading, page.part)
            ]
            if not groups or groups[-1][0] != part:
                groups.append((part, []))
            groups[-1][1].append((page, heads[:6]))
        return groups

    def gives(self, name: str) -> bool:
        """Whether the report's downloads hold a file: some are there only where they hold something."""
        told = {
            "promises.csv": bool(self.book.promises),
            "terms.tbx": bool(self.book.analysis.terms),
            "translation.tmx": bool(binding.translation(self.book)),
        }
        return told.get(name, True)

    def size(self, figure: Figure) -> str:
        """The number that a row is sorted by: the lower end of a range, the first number of a ratio."""
        return digits(figure.value[0] if isinstance(figure.value, tuple) else figure.value)

    def reason(self, item: Rejected) -> str:
        """Why a numeral is no figure, in this locale."""
        return self.label(f"reason.{item.reason}")

    def year_of(self, page: Page) -> int | None:
        """The year that a chapter tells of, as far as headings say."""
        report = self.book.analysis.report
        return {"results": report.year_of_results, "plans": report.year_of_plans}.get(page.role or "")

    def years(self) -> str:
        """The years of results and plans, in words."""
        report = self.book.analysis.report
        pairs = (("results", report.year_of_results), ("plans", report.year_of_plans))
        return " · ".join(self.label(f"years.{kind}", year=year) for kind, year in pairs if year)

    def done(self) -> tuple[int, int]:
        """How many lines of the report are translated, and how many there are."""
        return translated_share(self.edition.lines())

    def host(self, url: str) -> str:
        """The host of an address, to show."""
        return urlsplit(url).netloc

    @property
    def raw_lang(self) -> str:
        """`lang` of the report's words as published."""
        return self.edition.source_lang

    def proof(self) -> list[tuple[str, int]]:
        """How many characters lie in each kind of leaf, and how many are blank."""
        counts: dict[str, int] = {}
        analysis = self.book.analysis
        for leaf in analysis.report.root.leaves():
            counts[leaf.kind] = counts.get(leaf.kind, 0) + _visible(analysis.text.raw, leaf)
        counts["blank"] = len(analysis.text.raw) - sum(counts.values())
        return list(counts.items())


def _visible(raw: str, leaf: Leaf) -> int:
    return sum(not is_blank(c) for c in raw[leaf.span.start : leaf.span.end]) - sum(
        hole.end - hole.start for hole in leaf.holes
    )


def _weight(figure: Figure) -> tuple[bool, bool, float]:
    """What makes a figure tell something at a glance: a share or a sum before a count, and the larger before the smaller."""
    value = figure.value if not isinstance(figure.value, tuple) else figure.value[-1]
    return figure.unit == "元", figure.unit == "%", float(value)


def plain(words: str) -> str:
    """What words are filed by: small letters and digits, tone marks and quotation marks set aside.

    >>> plain("“Hundred Days” wǔ wéi")
    'hundred days wu wei'
    """
    return "".join(c for c in unicodedata.normalize("NFD", words.casefold()) if c.isalnum() or c == " ").strip()


def _one_line(words: str) -> str:
    return "".join(c for c in words if c not in "\r\n")
