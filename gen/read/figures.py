"""The figures of a report: every numeral of its text as a figure with its meaning, or rejected by a named rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gen import numerals, units
from gen.model import Figure, Rejected, Report, Span, Text, Value
from gen.read import claims, kinds, nested, places, quantities, subjects, tables, tenses
from gen.read.places import Place
from gen.read.quantities import Numeral
from gen.read.subjects import Named, Wording
from gen.read.tenses import Sentence

_DIGITS = re.compile("[0-9０-９]+")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_THOUSANDS = re.compile(r"(?<![\d.])(?<!\d,)\d{1,3}(?:,\d{3})+(?![\d,]|\.\d+[.,])")
"A number whose commas part thousands, of either width: 1，234元."
_COUNTED = re.compile(rf"(?:\.\d+)?\ ?[十百千万亿]{{0,3}}[余多]?\ ?(?P<unit>{units.PATTERN})", re.VERBOSE)
_LEADS = re.compile("(?:[约近逾超达到至共]|累计|合计|总计|突破|超过)$")
_UNIT_REACH = 24
"Characters behind a number that hold its measure."
_LINE = 30
_UNENDED = re.compile(rf"[^\n]{{{_LINE - 1}}}[\u4e00-\u9fff,，、]")
"The end of a line that is as long as lines of prose are, and ends no sentence."
_REACH = 240
"How many characters around a numeral tell what it means."
_EARLIER = 12
"How many amounts of a sentence a later one may take its name from."


def find(text: Text, report: Report) -> tuple[tuple[Figure, ...], tuple[Rejected, ...]]:
    """All figures and all rejected numerals of `text`, each by start; no digit of the raw text is in neither or in both."""
    figures: list[Figure] = []
    rejected: list[Rejected] = []
    known = places.known_years(text, report)
    lead, end, year, aim = "", 0, None, None
    heads_of_cells = tables.leads(text, report)
    for place in places.places(text, report, known):
        words = _words(text, place)
        lead = lead if _goes_on(text, place, end) else heads_of_cells.get(place.leaf.span.start, "")
        goes_on = "\n" not in text.raw[end : place.leaf.span.start]
        year = year if place.drifting and goes_on else None
        aim = aim if goes_on and place.role == "plans" else None
        for found in _read(text, place, lead, words, year or aim):
            if isinstance(found, Figure):
                figures.append(found)
            else:
                rejected.append(found)
        lead, end = (lead + words)[-_REACH:], place.leaf.span.end
        year, aim = tenses.year_set(words, year), tenses.aim_set(words, aim, place.known.plans)
    rejected.extend(_unread(text, [*figures, *rejected]))
    return tuple(_told_apart(figures)), tuple(sorted(rejected, key=lambda r: r.span))


def _goes_on(text: Text, place: Place, end: int) -> bool:
    """Whether the leaf goes on with a sentence that a line end cut in the middle of prose set in lines of one width."""
    between = text.raw[end : place.leaf.span.start]
    line = text.raw[max(0, end - _LINE) : end]
    return place.leaf.kind == "sentence" and between.strip() == "" and between.count("\n") == 1 and bool(_UNENDED.fullmatch(line))


def _read(text: Text, place: Place, lead: str, words: str, year: int | None) -> Iterator[Figure | Rejected]:
    """The numerals of one leaf; `lead` is what a line end cuts off from it, `year` the one that the sentence before has set."""
    frame = tenses.Frame(place.role, place.drifting, place.known.results, place.known.plans, year, place.profile, place.known.now)
    sentence = tenses.Sentence(lead + words, frame)
    named: list[tuple[int, Figure]] = []
    last = 0
    for numeral in quantities.numerals_in(words):
        span = text.raw_span(place.start + numeral.start, place.start + numeral.end)
        if reason := _reason(numeral, place):
            yield Rejected(span, text.slice(span), reason)
            continue
        here = replace(numeral, start=len(lead) + numeral.start, end=len(lead) + numeral.end)
        figure = _figure(here, sentence, place, named, sentence.words[last : here.start])
        figure = replace(figure, span=span, text=text.slice(span))
        yield figure
        yield from _inside(figure, words[numeral.start : numeral.end], text, place.start + numeral.start)
        if tenses.is_threshold(figure.unit, words[numeral.end :]):
            continue  # the amounts around it do not go on from an age
        named.append((here.end, figure))
        last = here.end


def _inside(outer: Figure, words: str, text: Text, start: int) -> Iterator[Figure]:
    """The amounts within the brackets of `outer`, which begins at `start` of the reading text."""
    for part in nested.parts(outer, words):
        span = text.raw_span(start + part.start, start + part.end)
        name = f"{part.name}({outer.subject})"
        yield replace(outer, span=span, text=text.slice(span), value=part.value, bound="exact", subject=name)


def _words(text: Text, place: Place) -> str:
    """The leaf's reading text, but a full-width comma between digits as printed where it parts two numbers and no thousands."""
    words = text.reading[place.start : place.end]

    def printed(match: re.Match[str]) -> str:
        if any(match.start() in span for span in thousands):
            return ","
        return raw[match.start()]

    raw = "".join(text.raw[start] for start in text.starts[place.start : place.end])
    thousands = [range(*m.span()) for m in _THOUSANDS.finditer(words) if _is_counted(words, m, raw[m.start() : m.end()])]
    return _COMMA.sub(printed, words)


def _is_counted(words: str, match: re.Match[str], printed: str) -> bool:
    """Whether the commas part thousands of one number: a measure follows, and the first of them can end no clause.

    新建站点30，200户受益 tells of two numbers; behind a verb (受理12，345件), before money, in full-width digits or where one digit stands
    first, there is but one.
    """
    before, after = words[max(0, match.start() - 8) : match.start()], words[match.end() : match.end() + _UNIT_REACH]
    measure = _COUNTED.match(after)
    if measure is None or "分别" in before:
        return False
    one = match[0][1] == "," or match[0].count(",") > 1 or not printed[0].isascii() or measure["unit"].endswith("元")
    return one or _LEADS.search(before) is not None or subjects.ends_in_verb(before)


def _reason(numeral: Numeral, place: Place) -> str:
    """Why the numeral is no figure: its own rule, or that it stands in the title or names a chapter."""
    if place.names and numeral.reason not in ("year", "date", "numbering"):
        return "title" if place.leaf.kind == "title" else numeral.reason or "heading"
    return numeral.reason


def _figure(numeral: Numeral, sentence: Sentence, place: Place, named: Sequence[tuple[int, Figure]], between: str) -> Figure:
    words = sentence.words
    previous = named[-1][1] if named else None
    before = words[max(0, numeral.start - _REACH) : numeral.start]
    after = words[numeral.end : numeral.end + _REACH]
    tense = tenses.tense(sentence, numeral.start, numeral.end, numeral.unit, previous.status if previous else None)
    subject = subjects.name(_wording(numeral, before, between[-_REACH:], after, named))
    goes_on = previous is not None and (previous.unit == numeral.unit or not between.strip().startswith(","))
    change = claims.change(before, previous.change if previous and goes_on else None, between, after, minus=numeral.values[0] < 0)
    return Figure(
        span=Span(0, 0),
        text="",
        value=_value(numeral),
        unit=numeral.unit,
        bound=claims.bound(numeral, before, after, words[numeral.start]),
        status=tense.status,
        year=tense.year,
        change=None if claims.is_level(before, subject) else change,
        subject=subject,
        sentence=place.leaf.key,
    )


def _wording(numeral: Numeral, before: str, between: str, after: str, named: Sequence[tuple[int, Figure]]) -> Wording:
    start = numeral.start - len(before)
    earlier = tuple(Named(end - start, figure.subject, figure.unit) for end, figure in named[-_EARLIER:])
    last = earlier[-1] if earlier else Named(0, "", "")
    return Wording(between, after, numeral.unit, last.name, last.unit, before, earlier)


def _value(numeral: Numeral) -> Value:
    values = tuple(numerals.plain(v) for v in numeral.values)
    return values[0] if len(values) == 1 else values


def _unread(text: Text, found: Iterable[Figure | Rejected]) -> Iterator[Rejected]:
    """Digits that no leaf's rules have read: page furniture, and what an erratum has replaced."""
    spans = sorted(f.span for f in found)
    starts = [s.start for s in spans]
    for match in _DIGITS.finditer(text.raw):
        span = Span(match.start(), match.end())
        at = bisect_left(starts, span.end)
        if at and spans[at - 1].end > span.start:
            continue
        yield Rejected(span, match[0], "furniture" if any(span in f for f in text.furniture) else "erratum")


def _told_apart(figures: list[Figure]) -> Iterator[Figure]:
    """The figures with subjects that no two share."""
    names = kinds.told_apart((f.subject, _time(f), f.unit) for f in figures)
    for figure, subject in zip(figures, names, strict=True):
        yield replace(figure, subject=subject)


def _time(figure: Figure) -> str:
    if figure.status == "target":
        return f"{figure.year}年计划" if figure.year else "计划"
    return f"{figure.year}年" if figure.year else ""
