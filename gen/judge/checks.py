"""What `check` looks at: a check is a function from one entry to findings, and the list of them is the policy.

Severity: `error` where the reader is told something false (numbers); `warning` where an editor must look (terms, names, length,
leftover, punctuation); `info` where work is merely unfinished (missing, fuzzy): those are shown in Chinese, or as a machine draft,
marked, and stop nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gen import locales
from gen.characters import is_han
from gen.judge import bounds, catalog, form, same_numbers, traditional
from gen.judge.catalog import Catalog
from gen.judge.said import Said
from gen.judge.same_numbers import Slip
from gen.model import Analysis, Figure, Finding, Name, Seed, Severity, Span, Term
from gen.po import Entry
from gen.read import english_terms, outline, text

RATIO = (1.8, 9.5)
"""English letters to Han characters; outside, something was left out or added. Official translations have 5 in the middle;
of 855 sentences 17 lie outside, nearly all of them rows that were aligned wrongly."""
OVERRIDDEN = 0.1
"The share of a report's figures that may need an override before the rules count as unfinished."
_SHORTEST = 14
"Characters below which the ratio says nothing."


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry with all that a check may ask about it."""

    file: str
    key: str
    source: str
    "The Chinese of now."
    entry: Entry | None
    "None where the PO file has none."
    figures: tuple[Figure, ...] = ()
    "Those of the Chinese, in order."
    terms: tuple[Term, ...] = ()
    "The glossary terms that the Chinese uses."
    names: tuple[Name, ...] = ()
    "All set spellings."
    years: frozenset[int] = frozenset()
    "The years that the report tells of."
    heading: bool = False
    "The Chinese is a heading, with its number."

    @property
    def english(self) -> str:
        """The translation, whatever its state."""
        return self.entry.target if self.entry else ""

    def finding(
        self, check: str, severity: Severity, message: str, start: int | None = None, end: int | None = None
    ) -> Finding:
        """A finding at this entry, `start` and `end` counting in the translation."""
        span = Span(start, end) if start is not None and end is not None else None
        return Finding(
            check, severity, message, self.file, self.entry.line if self.entry else 0, span, self.key
        )


Check = Callable[[Unit], Iterator[Finding]]


# ---- what is checked


def check_analysis(analysis: Analysis) -> Iterator[Finding]:
    """Everything about one report: its text and data, then each of its translations."""
    file = analysis.seed.path
    for finding in dict.fromkeys((*analysis.report.findings, *analysis.findings)):
        yield finding if finding.file else replace(finding, file=file)
    yield from _overridden(analysis)
    yield from traditional.check(analysis.seed, locales.standard())
    for language, po_text in analysis.seed.catalogs.items():
        name = f"{file.removesuffix('.txt')}.{language}.po"
        yield from check_catalog(analysis, catalog.parse(po_text, name))


def _overridden(analysis: Analysis) -> Iterator[Finding]:
    """How many figures an editor had to put right; above one in ten the rules want work rather than more overrides."""
    total, mended = len(analysis.figures), len(analysis.seed.overrides)
    if mended and total:
        severity: Severity = "warning" if mended > total * OVERRIDDEN else "info"
        words = f"{mended} of {total} figures ({mended / total:.1%}) were read wrong or named badly and are overridden"
        yield Finding("figures", severity, words, f"{analysis.seed.path.removesuffix('.txt')}.figures.yml")


def check_catalog(analysis: Analysis, found: Catalog) -> Iterator[Finding]:
    """The findings on one translation of a report, in the order of the report."""
    for unit in units(analysis, found):
        yield from check_unit(unit)


def check_po(
    po_text: str, place: str, figures: Callable[[str], tuple[Figure, ...]] | None = None
) -> Iterator[Finding]:
    """The findings on a PO file alone: the checks that need nothing but msgid and msgstr.

    `figures` finds those of a sentence; by default by the rules.
    """
    found = catalog.parse(po_text, place)
    years = years_in(entry.source for entry in found.entries.values())
    for key, entry in found.entries.items():
        own = (figures or figures_in)(entry.source) if any(c.isalnum() for c in entry.source) else ()
        context = key if entry.context is not None else ""
        heading = catalog.of_heading(entry.extracted)
        yield from check_unit(Unit(place, context, entry.source, entry, own, years=years, heading=heading))


def check_unit(unit: Unit) -> Iterator[Finding]:
    """What the checks say of one entry; what has no translation is only missing."""
    if not unit.english.strip():
        yield from missing(unit)
        return
    for check in LABEL_CHECKS if "#" in unit.key else CHECKS:
        for finding in check(unit):
            # What is fuzzy waits for a person and is not shown: its faults stop nobody.
            yield replace(finding, severity="info") if unit.entry and unit.entry.fuzzy else finding


def units(analysis: Analysis, found: Catalog) -> Iterator[Unit]:
    """Each message of the report with its entry and its facts."""
    figures: dict[str, list[Figure]] = {}
    for figure in analysis.figures:
        figures.setdefault(figure.sentence, []).append(figure)
    uses: dict[str, list[str]] = {}
    for use in analysis.terms:
        uses.setdefault(use.sentence, []).append(use.term)
    known = {term.term: term for term in analysis.seed.terms}
    years = years_of(analysis)
    for message in catalog.messages(analysis):
        sentence, label, _ = message.key.partition("#")
        terms = [known[t] for t in dict.fromkeys(uses.get(sentence, ())) if t in known]
        if label:  # the name of a figure: what its own words say
            terms = [term for term in terms if any(words in message.source for words in (term.term, *term.aliases))]
        yield Unit(
            found.place, message.key, message.source, found.entries.get(message.key), tuple(figures.get(message.key, ())),
            tuple(terms), analysis.seed.names, years, catalog.of_heading(message.comments),
        )  # fmt: skip


def years_of(analysis: Analysis) -> frozenset[int]:
    """The years that a report tells of, as far as they are known."""
    told = {y for y in (analysis.report.year_of_results, analysis.report.year_of_plans) if y}
    return frozenset(told)


def years_in(sources: Iterable[str]) -> frozenset[int]:
    """The years that a file tells of: those that its Chinese names most, within two of the commonest; empty where it names none."""
    counts = Counter(
        int(year) for words in sources for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?=年)", words)
    )
    if not counts:
        return frozenset()
    commonest = max(counts, key=lambda year: (counts[year], year))
    return frozenset(year for year in counts if abs(year - commonest) <= 1)


def figures_in(words: str) -> tuple[Figure, ...]:
    """The figures of one sentence that stands alone."""
    from gen.read import figures

    read = text.read(Seed("", "", b"", "", "utf-8", words))
    return figures.find(read, outline.parse(read))[0]


# ---- the checks


def missing(unit: Unit) -> Iterator[Finding]:
    """Nothing is translated."""
    if not unit.english.strip():
        yield unit.finding(
            "missing", "info", f"no translation yet of {_clip(unit.source)}; the page shows the Chinese"
        )


def fuzzy(unit: Unit) -> Iterator[Finding]:
    """A translation that nobody has cleared, or that was made for other words."""
    if unit.entry and unit.entry.fuzzy:
        # The name of a figure stands in charts and tables, which have no room for the mark of a draft.
        shown = "#" not in unit.key and catalog.shows_draft(unit.entry, unit.source)
        what = "a machine draft; the page shows it, marked as one" if shown else "marked fuzzy; the page shows the Chinese"
        yield unit.finding("fuzzy", "info", f"{what}: look at it and clear the mark")
    elif unit.entry and unit.entry.source != unit.source:
        yield unit.finding(
            "fuzzy",
            "info",
            f"made for {_clip(unit.entry.source)}, which the report no longer says; run translate update",
        )


def numbers(unit: Unit) -> Iterator[Finding]:
    """The figures, years and plain counts of the two languages, compared both ways."""
    for slip in same_numbers.compare(unit.source, unit.figures, unit.english, unit.years):
        place = (slip.extra.start, slip.extra.end) if slip.extra else (None, None)
        yield unit.finding("numbers", "error", _told(slip, unit.english), *place)


def _told(slip: Slip, english: str) -> str:
    there = english[slip.extra.start : slip.extra.end] if slip.extra else ""
    if slip.bound and slip.missing and slip.extra and (wrong := bounds.of(english, slip.extra)):
        least = "more" if slip.bound == "over" else "less"
        words = english[min(wrong.start, slip.extra.start) : max(wrong.end, slip.extra.end)]
        return f"the Chinese has {slip.missing.text} or {least}, the English {words}: correct it"
    if slip.missing is None:
        return f"the English has {there}, the Chinese does not: correct or delete it"
    wanted = f"{slip.missing.text} ({_in_english(slip.missing)})"
    if not there:
        return f"the Chinese has {wanted}, the English lacks it: add it"
    return f"the Chinese has {wanted}, the English {there}: correct it"


def _in_english(one: Said) -> str:
    """The number as English digits, so that the translator sees what is expected."""
    values = one.value if isinstance(one.value, tuple) else (one.value,)
    joint = ":" if one.unit == ":" else "–"
    tail = {"%": " percent", "％": " percent", "个百分点": " percentage points", "‰": " per mille"}.get(
        one.unit, ""
    )
    shown = (str(value) if one.sort in ("year", "code") else f"{value:,}" for value in values)
    return joint.join(shown) + tail


def unwanted(unit: Unit) -> Iterator[Finding]:
    """English that may not stand for a term or name of the Chinese: `en_not` of the base.

    Inside the set English of what else the Chinese names it is right: street furniture, where a term may not be a street.
    """
    terms = [("terms", term.term, term.en, term.en_not) for term in unit.terms]
    names = [("names", name.zh, name.en, name.en_not) for name in names_in(unit.source, unit.names)]
    for check, chinese, english, never in (*terms, *names):
        for span in _wrong(unit, never):
            there = unit.english[span.start : span.end]
            yield unit.finding(check, "warning", f"{chinese} may not be {there}: write {english}", span.start, span.end)


def _wrong(unit: Unit, never: Sequence[str]) -> tuple[Span, ...]:
    """Where `never` stands in the translation, outside of all forms that the terms and names of the Chinese may have there."""
    if not never:
        return ()
    terms = (form for term in unit.terms for form in (term.en, *term.en_forms))
    names = (form for name in names_in(unit.source, unit.names) for form in name_forms(name.en))
    return tuple(english_terms.unwanted(unit.english, never, (*terms, *names)))


def terms(unit: Unit) -> Iterator[Finding]:
    """A glossary term whose set English does not occur."""
    for term in unit.terms:
        if not english_terms.stand_for(unit.english, [term.en_forms or (term.en,)]) and not _wrong(unit, term.en_not):
            yield unit.finding(
                "terms",
                "warning",
                f"{term.term} is set as {term.en}: use it, or add the form to the glossary",
            )


def names(unit: Unit) -> Iterator[Finding]:
    """A proper name that is spelled another way."""
    english = _folded(unit.english)
    for name in names_in(unit.source, unit.names):
        if not any(_folded(form) in english for form in name_forms(name.en)) and not _wrong(unit, name.en_not):
            yield unit.finding("names", "warning", f"{name.zh} is spelled {name.en}: use it")


def names_in(source: str, known: Iterable[Name]) -> Iterator[Name]:
    """The names of the sentence, the longest first; a shorter one only where it stands outside a longer."""
    rest = source
    for name in sorted(known, key=lambda n: -len(n.zh)):
        if name.zh and name.zh in rest:
            rest = rest.replace(name.zh, "\n")
            yield name


def name_forms(english: str) -> Iterator[str]:
    """A spelling as it may stand in a sentence: without its article, and by its short form: Knowledge Community (KIC)."""
    bare = re.sub(r"^the ", "", english)
    yield bare
    if match := re.fullmatch(r"(.+?) \((.+)\)", bare):
        yield from (match[1], match[2])


def _folded(words: str) -> str:
    """`words` without what does not change a name: case, quotation marks, hyphens, the article."""
    plain = re.sub(r"[“”\"‘’']", "", words.casefold())
    return re.sub(r"^the ", "", " ".join(re.sub(r"[-–‑]", " ", plain).split()))


def length(unit: Unit) -> Iterator[Finding]:
    """A translation far too short or far too long for its Chinese."""
    chinese = sum(map(is_han, unit.source))
    foreign = sum(c.isalnum() and not is_han(c) for c in unit.source)  # digits and Latin letters: they stand in both
    english = sum(c.isalnum() for c in unit.english)
    if chinese < _SHORTEST or RATIO[0] * chinese <= english <= RATIO[1] * chinese + foreign:
        return
    what = "short: is something left out?" if english < RATIO[0] * chinese else "long: is something added?"
    yield unit.finding(
        "length", "warning", f"{english} English letters for {chinese} Chinese characters is {what}"
    )


def leftover(unit: Unit) -> Iterator[Finding]:
    """Chinese characters and marks, invisible marks and tags that stayed in the English."""
    yield from _warnings(unit, "leftover", form.leftovers(unit.source, unit.english))


def punctuation(unit: Unit) -> Iterator[Finding]:
    """Marks that do not pair, words that stand twice, marks and blanks too many or too few, a heading with its own number."""
    yield from _warnings(unit, "punctuation", form.faults(unit.source, unit.english))
    if unit.heading:
        yield from _warnings(unit, "punctuation", form.own_number(unit.source, unit.english))


def _warnings(unit: Unit, check: str, faults: Iterable[form.Fault]) -> Iterator[Finding]:
    return (unit.finding(check, "warning", fault.says, fault.start, fault.end) for fault in faults)


def _clip(words: str) -> str:
    return words if len(words) <= 24 else f"{words[:23]}…"


CHECKS: tuple[Check, ...] = (fuzzy, numbers, unwanted, terms, names, length, leftover, punctuation)
"The policy: what is said of an entry that has a translation. `missing` is said of the others."
LABEL_CHECKS: tuple[Check, ...] = (fuzzy, unwanted, leftover, punctuation)
"The same for the name of a figure: a few words for a table, which may leave out the place and the long name."
