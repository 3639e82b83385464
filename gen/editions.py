"""From an analysis to one locale's edition: shown words in runs, each run with what it refers to.

Marking happens here and nowhere else; renderers never search the text again.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from gen import english_numbers, script, tongues
from gen.characters import FULL_WIDTH, is_han
from gen.judge import catalog, checks, periods, same_numbers, shelf
from gen.judge.said import said
from gen.locales import Locale
from gen.model import (
    Analysis,
    Edition,
    Element,
    Entry,
    Erratum,
    Figure,
    Leaf,
    Line,
    Page,
    PagePlan,
    Placed,
    Ref,
    Run,
    Saying,
    Span,
    TermUse,
)
from gen.read import english_terms


@dataclass(frozen=True, slots=True)
class Index:
    """The analysis by sentence, made once and shared by all editions."""

    analysis: Analysis
    figures: Mapping[str, tuple[Figure, ...]]
    terms: Mapping[str, tuple[TermUse, ...]]
    errata: tuple[Erratum, ...]
    shown: str
    "The raw text with half-width marks beside Han set full width, code point for code point."
    newlines: tuple[int, ...]
    lang: str
    "Of the report's own words."
    years: frozenset[int]
    "The years that the report tells of."


def index(analysis: Analysis) -> Index:
    """What editions look up, prepared once."""
    raw = analysis.text.raw
    figures: dict[str, list[Figure]] = {}
    for figure in analysis.figures:
        figures.setdefault(figure.sentence, []).append(figure)
    terms: dict[str, list[TermUse]] = {}
    for use in analysis.terms:
        terms.setdefault(use.sentence, []).append(use)
    return Index(
        analysis,
        {k: tuple(v) for k, v in figures.items()},
        {k: tuple(v) for k, v in terms.items()},
        tuple(sorted(analysis.seed.errata, key=lambda e: e.span)),
        shown_width(raw, [figure.span for figure in analysis.figures]),
        tuple(n for n, c in enumerate(raw) if c == "\n"),
        tongues.CHINESE[script.is_traditional(raw)],
        checks.years_of(analysis),
    )


def shown_width(raw: str, kept: Iterable[Span]) -> str:
    """`raw` with `, : ; ( )` beside Han set full width, never inside a figure.

    >>> shown_width("2016年,街道(全年):1,200人", [Span(13, 19)])
    '2016年，街道（全年）:1,200人'
    """
    chars = list(raw)
    inside = bytearray(len(raw))
    for span in kept:
        inside[span.start : span.end] = b"\1" * (span.end - span.start)
    for n, char in enumerate(raw):
        if char in FULL_WIDTH and not inside[n] and (_han_at(raw, n - 1) or _han_at(raw, n + 1)):
            chars[n] = FULL_WIDTH[char]
    return "".join(chars)


def _han_at(raw: str, n: int) -> bool:
    return 0 <= n < len(raw) and is_han(raw[n])


def entry(analysis: Analysis, spoken: Iterable[Edition]) -> Entry:
    """What the shelf keeps of a report, in the languages of `spoken`."""
    report, editions = analysis.report, tuple(spoken)
    return Entry(
        analysis.seed.stem,
        {edition.locale: edition.short_title for edition in editions},
        report.year_of_results,
        report.year_of_plans,
        shelf.series(analysis.seed, report.title),
        tuple(_sayings(analysis, editions)),
    )


def _sayings(analysis: Analysis, editions: tuple[Edition, ...]) -> Iterator[Saying]:
    """The figures with what the report of another year shows and weighs of them."""
    lines = {edition.locale: {line.key: line for line in edition.lines()} for edition in editions}
    page_of = {
        leaf.key: plan.slug for plan in analysis.layout.pages for block in plan.blocks for leaf, _ in block.leaves
    }
    spans = {leaf.key: leaf.span for leaf in analysis.report.root.leaves()}
    text = analysis.text
    long = periods.passages(analysis.report, text)
    for figure in analysis.figures:
        start, end = (bisect_left(text.starts, n) for n in (spans[figure.sentence].start, spans[figure.sentence].end))
        first, last = (bisect_left(text.starts, n) for n in (figure.span.start, figure.span.end))
        names, words = {}, {}
        for edition in editions:
            line = lines[edition.locale][figure.sentence]
            missing = figure.span.start in edition.untranslated_names
            names[edition.locale] = (edition.names[figure.span.start], edition.source_lang if missing else "")
            words[edition.locale] = (line.words, line.lang)
        page = page_of.get(figure.sentence, "")
        yield Saying(figure, text.reading[start:first], text.reading[last:end], names, words, page, long.get(figure.sentence, False))


def named(analysis: Analysis, editions: Iterable[tuple[Locale, Edition]]) -> Analysis:
    """The analysis with its pairs named in the languages of `editions` that translate: after their result's figure."""
    pairs = analysis.pairs
    for locale, one in editions:
        if locale.translated:
            pairs = tuple(
                replace(pair, names={**pair.names, locale.data: one.names[pair.result.start]})
                if pair.result.start not in one.untranslated_names
                else pair
                for pair in pairs
            )
    return replace(analysis, pairs=pairs)


def short_title(analysis: Analysis, locale: Locale, translated: str = "") -> str:
    """The title for menus: what `.meta.yml` says, else the report's own as `translated`, else in its own words, else the stem."""
    declared = analysis.seed.meta.title.get(locale.data) or ""
    return _in_script(declared or translated or analysis.report.title or analysis.seed.stem, locale, analysis)


def _in_script(words: str, locale: Locale, analysis: Analysis) -> str:
    return locale.in_script(words, analysis.seed.script_exceptions)


def shown_words(found: Index, leaf: Leaf, locale: Locale) -> str:
    """The words of `leaf` as a locale of the report's own language shows them, made straight from the raw text.

    The proof compares pages with this, so it goes its own way: no runs, no marks.
    """
    raw, analysis = found.shown, found.analysis
    words, at = [], leaf.span.start
    for erratum in found.errata:
        if erratum.certainty == "certain" and erratum.span in leaf.span:
            words += [raw[at : erratum.span.start], erratum.reading]
            at = erratum.span.end
    return _in_script(visible("".join([*words, raw[at : leaf.span.end]])), locale, analysis)


def edition(found: Index, locale: Locale) -> Edition:
    """The report in `locale`; what has no current translation is shown in the report's own words, marked so."""
    analysis = found.analysis
    entries = _catalog(analysis, locale)
    writer = _Writer(found, locale, entries)
    front = writer.elements(analysis.layout.front)
    names, missing = writer.names()
    own = next((line for e in front if e.kind == "title" for line in e.lines), None)
    title = own.words if own else analysis.report.title
    cleared = own and locale.translated and own.translated and not own.draft
    short = short_title(analysis, locale, title if cleared else "")
    parts: dict[str, Line] = {}
    pages = tuple(writer.page(plan, parts, short) for plan in analysis.layout.pages)
    office = _in_script(analysis.seed.meta.office.get(locale.data, ""), locale, analysis)
    return Edition(locale.code, title, short, office, front, pages, names, missing, found.lang)


def _catalog(analysis: Analysis, locale: Locale) -> catalog.Catalog | None:
    if not locale.translated:
        return None
    po = analysis.seed.catalogs.get(locale.catalog, "")
    return catalog.parse(po, f"{analysis.seed.stem}.{locale.catalog}.po")


class _Writer:
    """Turns nodes into elements for one locale; holds only what it reads."""

    def __init__(self, found: Index, locale: Locale, entries: catalog.Catalog | None) -> None:
        self.found = found
        self.locale = locale
        self.entries = entries
        self.text = found.analysis.text
        self.forms = {term.term: term.en_forms for term in found.analysis.seed.terms}

    def elements(self, blocks: Iterable[Placed]) -> tuple[Element, ...]:
        """The blocks with their leaves as lines."""
        return tuple(
            Element(
                block.kind, block.depth, tuple(self._line(leaf, address) for leaf, address in block.leaves)
            )
            for block in blocks
        )

    def page(self, plan: PagePlan, parts: dict[str, Line], report: str) -> Page:
        """The page of `plan`, called as the `report` where it has no heading.

        `parts` collects the headings of parts, which pages after the first only name.
        """
        elements = self.elements(plan.blocks)
        heads = {line.key: line for e in elements if e.kind == "heading" for line in e.lines}
        if plan.part in heads:
            parts[plan.part] = heads[plan.part]
        own = heads.get(plan.heading)
        title = own.words.rstrip("。") if own else report
        return Page(
            plan.slug,
            title,
            own.lang if own else tongues.of(self.locale, self.found.lang).of(title) or self.locale.html,
            parts.get(plan.part),
            own,
            plan.role,
            elements,
        )

    def _line(self, leaf: Leaf, address: str) -> Line:
        source_line = bisect_left(self.found.newlines, leaf.span.start) + 1
        cleared = self._translation(leaf)
        own = self._draft(leaf) if cleared is None else cleared
        if own is not None:
            return Line(
                leaf.key,
                leaf.kind,
                address,
                self._translated_runs(leaf, own),
                self.locale.html,
                True,
                source_line,
                cleared is None,
                *self._confirmed(leaf, own),
            )
        runs = tuple(self._runs(leaf))
        if self.locale.script:
            runs = self._converted(runs)
        shows_own = not self.locale.translated or not any(c.isalpha() for c in self.text.slice(leaf.span))
        lang = self.locale.html if shows_own else self.found.lang
        return Line(
            leaf.key, leaf.kind, address, runs, lang, shows_own or leaf.kind == "furniture", source_line,
            outdated=self._outdated(leaf),
        )  # fmt: skip

    # ---- the report's own words

    def _runs(self, leaf: Leaf) -> Iterator[Run]:
        """The shown words of `leaf`, cut wherever a figure, a term, an erratum or furniture begins or ends."""
        marks = list(self._marks(leaf))
        cuts = sorted(
            {leaf.span.start, leaf.span.end, *(n for span, _ in marks for n in (span.start, span.end))}
        )
        for start, end in pairwise(cuts):
            refs = tuple(ref for span, ref in marks if span.start <= start and end <= span.end)
            words = self._shown(start, end, refs)
            if words or refs:
                yield Run(words, refs)

    def _marks(self, leaf: Leaf) -> Iterator[tuple[Span, Ref]]:
        figures = self.found.figures.get(leaf.key, ()) if leaf.kind != "furniture" else ()
        for figure in figures:
            yield figure.span, Ref("figure", str(figure.span.start))
        for use in self.found.terms.get(leaf.key, ()):
            if not any(use.span.touches(figure.span) for figure in figures):
                yield use.span, Ref("term", use.term)
        for erratum in self.found.errata:
            if erratum.span in leaf.span:
                yield erratum.span, Ref("erratum" if erratum.certainty == "certain" else "doubt", erratum.id)
        for hole in leaf.holes:
            yield hole, Ref("furniture", "")

    def _shown(self, start: int, end: int, refs: tuple[Ref, ...]) -> str:
        """The words of a stretch; a certain erratum is shown as it should read, at its first stretch only."""
        for ref in refs:
            if ref.kind == "erratum":
                erratum = next(e for e in self.found.errata if e.id == ref.id)
                return erratum.reading if start == erratum.span.start else ""
        return visible(self.found.shown[start:end])

    def _converted(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """The runs in the locale's script: the line is converted whole, so that words across runs are known."""
        whole = "".join(run.text for run in runs)
        converted = _in_script(whole, self.locale, self.found.analysis)
        if len(converted) != len(whole):
            return tuple(Run(_in_script(r.text, self.locale, self.found.analysis), r.refs) for r in runs)
        out, at = [], 0
        for run in runs:
            out.append(Run(converted[at : at + len(run.text)], run.refs))
            at += len(run.text)
        return tuple(out)

    # ---- the translation

    def _translation(self, leaf: Leaf) -> str | None:
        if self.entries is None or leaf.kind == "furniture":
            return None
        return catalog.translation(self.entries, leaf.key, catalog.source_words(self.text, leaf))

    def _draft(self, leaf: Leaf) -> str | None:
        if self.entries is None or leaf.kind == "furniture":
            return None
        return catalog.machine_draft(self.entries, leaf.key, catalog.source_words(self.text, leaf))

    def _outdated(self, leaf: Leaf) -> bool:
        if self.entries is None or leaf.kind == "furniture":
            return False
        former = (one.key for one in self.found.analysis.seed.history if one.new == leaf.key)
        return catalog.is_outdated(self.entries, leaf.key, catalog.source_words(self.text, leaf), former)

    def _confirmed(self, leaf: Leaf, words: str) -> tuple[int, tuple[tuple[str, str], ...]]:
        """How many numbers of `leaf` were looked for in its translation, and which of them, or of its own, were not confirmed."""
        figures = self.found.figures.get(leaf.key, ())
        source = catalog.source_words(self.text, leaf)
        others = sum(one.required and one.sort != "figure" for one in said(source, figures))
        slips = same_numbers.compare(source, figures, words, self.found.years)
        found = [
            (slip.missing.text if slip.missing else "", words[slip.extra.start : slip.extra.end] if slip.extra else "")
            for slip in slips
        ]
        aligned = {a.figure for a in english_numbers.align(figures, words)}
        told = {missing for missing, _ in found}
        lost = ("".join(f.text.split()) for n, f in enumerate(figures) if n not in aligned)
        found += [(text, "") for text in lost if text not in told]
        return len(figures) + others, tuple(found)

    def _translated_runs(self, leaf: Leaf, words: str) -> tuple[Run, ...]:
        """The translator's words, figures and terms marked where they are recognised for certain."""
        figures = self.found.figures.get(leaf.key, ())
        uses = self.found.terms.get(leaf.key, ())
        places = english_terms.stand_for(words, [self.forms.get(use.term, ()) for use in uses])
        marks = [(span, Ref("term", uses[n].term)) for n, span in places.items()]
        # A number inside a slogan (one integration, two cores) counts nothing: no figure may take it.
        slogans = [m[0] for m in marks]
        numbers = [
            n
            for n in english_numbers.find(words)
            if not any(Span(n.start, n.end).touches(slogan) for slogan in slogans)
        ]
        marks += [
            (Span(a.start, a.end), Ref("figure", str(figures[a.figure].span.start)))
            for a in english_numbers.match(figures, numbers)
        ]
        return tuple(_cut(words, sorted(marks, key=lambda m: m[0])))

    def names(self) -> tuple[dict[int, str], frozenset[int]]:
        """The subject of each figure in this locale, and which of them are still in the report's language."""
        names: dict[int, str] = {}
        missing: set[int] = set()
        for key, figures in self.found.figures.items():
            for n, figure in enumerate(figures, 1):
                own = (
                    catalog.translation(self.entries, f"{key}#{n}", figure.subject) if self.entries else None
                )
                names[figure.span.start] = own or _in_script(figure.subject, self.locale, self.found.analysis)
                if self.locale.translated and own is None:
                    missing.add(figure.span.start)
        return names, frozenset(missing)


def visible(words: str) -> str:
    r"""`words` without what shows nothing; white space becomes one blank, none at a line end within Han.

    >>> visible("30.2\n亿元")
    '30.2亿元'
    """
    out: list[str] = []
    for char in words:
        if char in "\n\r":
            continue
        if char.isspace():
            out.append(" ")
        elif unicodedata.category(char) != "Cc":
            out.append(char)
    return "".join(out)


def _cut(words: str, marks: list[tuple[Span, Ref]]) -> Iterator[Run]:
    at = 0
    for span, ref in marks:
        if span.start > at:
            yield Run(words[at : span.start])
        yield Run(words[span.start : span.end], (ref,))
        at = span.end
    if at < len(words):
        yield Run(words[at:])
