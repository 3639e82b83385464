"""The figures of a report: every numeral of its text as a figure with its meaning, or rejected by a named rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gen import claims, numerals, quantities, subjects, years
from gen.model import Figure, Leaf, Node, Rejected, Report, Role, Span, Text, Value
from gen.quantities import Numeral

_DIGITS = re.compile("[0-9０-９]+")
_FIRST_YEAR = re.compile(r"((?:19|20)\d{2})\ ?年", re.VERBOSE)
_ASKS = re.compile("总体要求|政策取向|指导思想|基本原则|保障措施|工作要求")
_LISTS_PLANS = re.compile("清单|任务分解|实施方案|行动方案|工作方案")
_HEAD = 3000
"How far into a text its first year is looked for."
_REACH = 240
"How many characters around a numeral tell what it means."


@dataclass(frozen=True, slots=True)
class _Place:
    """A leaf as the rules read it."""

    leaf: Leaf
    start: int
    "In the reading text."
    end: int
    role: Role | None
    "Results or plans, by headings and by what the paragraph has said so far."
    headed: bool
    "It is a heading with text of its own under it."


@dataclass(frozen=True, slots=True)
class _Years:
    """The years of results and plans, as far as known."""

    results: int | None
    plans: int | None


def find(text: Text, report: Report) -> tuple[tuple[Figure, ...], tuple[Rejected, ...]]:
    """All figures and all rejected numerals of `text`, each by start; no digit of the raw text is in neither or in both."""
    figures: list[Figure] = []
    rejected: list[Rejected] = []
    known = _years(text, report)
    for place in _places(text, report, known):
        for found in _read(text, place, known):
            if isinstance(found, Figure):
                figures.append(found)
            else:
                rejected.append(found)
    rejected.extend(_unread(text, [*figures, *rejected]))
    return tuple(_told_apart(figures)), tuple(sorted(rejected, key=lambda r: r.span))


# ---- places


def _years(text: Text, report: Report) -> _Years:
    """The report's years; where it has none, the first year of its text."""
    results, plans = report.year_of_results, report.year_of_plans
    named = _FIRST_YEAR.search(report.title)
    if named and _plans_only(report):
        return _Years(int(named[1]) - 1, int(named[1]))
    if results is None and plans is None:
        first = _FIRST_YEAR.search(text.reading[:_HEAD])
        results = int(first[1]) if first else None
    elif results is None and plans is not None:
        results = plans - 1
    return _Years(results, plans)


def _plans_only(report: Report) -> bool:
    """Whether the title names plans and no chapter tells of results."""
    planned = years.role(report.title) == "plans" or bool(_LISTS_PLANS.search(report.title))
    return planned and not any(node.role == "results" for node in report.root.walk())


def _places(text: Text, report: Report, known: _Years) -> Iterator[_Place]:
    """The leaves that hold text, in order."""
    default = "plans" if _plans_only(report) else years.role(report.title)
    yield from _under(text, report.root, default, known)


def _under(text: Text, node: Node, inherited: Role | None, known: _Years) -> Iterator[_Place]:
    role = _role(node, inherited, known)
    if node.heading:
        yield _place(text, node.heading, role, bool(node.blocks or node.nodes))
    for block in node.blocks:
        said = role
        for leaf in block.leaves:
            if leaf.kind != "furniture":
                place = _place(text, leaf, said, False)
                yield place
                said = claims.turn(said, text.reading[place.start : place.end])
    before = role
    for child in node.nodes:
        # What follows the plans without a word of its own (三、保障措施) still speaks of them.
        yield from _under(text, child, before, known)
        before = "plans" if child.role == "plans" and node.level == 0 else role


def _role(node: Node, inherited: Role | None, known: _Years) -> Role | None:
    if node.role or node.heading is None:
        return node.role or inherited
    if node.level <= 2 and (year := _FIRST_YEAR.search(node.title)):
        if int(year[1]) == known.plans:
            return "plans"
        if int(year[1]) == known.results:
            return "results"
    return "plans" if _ASKS.search(node.title) else inherited


def _place(text: Text, leaf: Leaf, role: Role | None, headed: bool) -> _Place:
    start = bisect_left(text.starts, leaf.span.start)
    end = bisect_left(text.starts, leaf.span.end, start)
    return _Place(leaf, start, end, role, headed)


# ---- numerals


def _read(text: Text, place: _Place, known: _Years) -> Iterator[Figure | Rejected]:
    """The numerals of one leaf."""
    words = text.reading[place.start : place.end]
    previous: Figure | None = None
    last = 0
    for numeral in quantities.numerals_in(words):
        span = text.raw_span(place.start + numeral.start, place.start + numeral.end)
        if reason := _reason(numeral, place):
            yield Rejected(span, text.slice(span), reason)
            continue
        previous = _figure(numeral, words, place, known, previous, words[last : numeral.start])
        previous = replace(previous, span=span, text=text.slice(span))
        last = numeral.end
        yield previous


def _reason(numeral: Numeral, place: _Place) -> str:
    if place.leaf.kind == "title":
        return numeral.reason if numeral.reason in ("year", "date") else "title"
    if place.leaf.kind == "heading" and place.headed and not numeral.reason:
        return "heading"
    return numeral.reason


def _figure(
    numeral: Numeral, words: str, place: _Place, known: _Years, previous: Figure | None, between: str
) -> Figure:
    before = words[max(0, numeral.start - _REACH) : numeral.start]
    after = words[numeral.end : numeral.end + _REACH]
    tense = claims.tense(
        place.role, before, after, previous.status if previous else None, known.results, known.plans
    )
    return Figure(
        span=Span(0, 0),
        text="",
        value=_value(numeral),
        unit=numeral.unit,
        bound=claims.bound(numeral, before, after),
        status=tense.status,
        year=tense.year,
        change=claims.change(before, numeral.unit, previous.change if previous else None, between),
        subject=subjects.name(before, after),
        sentence=place.leaf.key,
    )


def _value(numeral: Numeral) -> Value:
    values = [numerals.plain(v) for v in numeral.values]
    return values[0] if len(values) == 1 else (values[0], values[1])


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
    seen: dict[str, int] = {}
    for figure in figures:
        name = figure.subject or "数量"
        seen[name] = seen.get(name, 0) + 1
        yield replace(figure, subject=name if seen[name] == 1 else f"{name}({seen[name]})")
