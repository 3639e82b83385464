"""The figures of a report: every numeral of its text as a figure with its meaning, or rejected by a named rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gen import claims, numerals, quantities, subjects
from gen.model import Change, Figure, Leaf, Rejected, Report, Role, Span, Status, Text, Value
from gen.quantities import Numeral

_DIGITS = re.compile("[0-9０-９]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """A leaf as the rules read it."""

    leaf: Leaf
    start: int
    "In the reading text."
    end: int
    role: Role | None
    headed: bool
    "It is a heading with text of its own under it."


def find(text: Text, report: Report) -> tuple[tuple[Figure, ...], tuple[Rejected, ...]]:
    """All figures and all rejected numerals of `text`, each by start; no digit of the raw text is in neither or in both."""
    figures: list[Figure] = []
    rejected: list[Rejected] = []
    for place in _places(text, report):
        for found in _read(text, report, place):
            if isinstance(found, Figure):
                figures.append(found)
            else:
                rejected.append(found)
    rejected.extend(_unread(text, [*figures, *rejected]))
    return tuple(_told_apart(figures)), tuple(sorted(rejected, key=lambda r: r.span))


def _places(text: Text, report: Report) -> Iterator[_Place]:
    for node in report.root.walk():
        below = bool(node.blocks or node.nodes)
        if node.heading:
            yield _place(text, node.heading, node.role, below)
        for block in node.blocks:
            for leaf in block.leaves:
                if leaf.kind != "furniture":
                    yield _place(text, leaf, node.role, False)


def _place(text: Text, leaf: Leaf, role: Role | None, headed: bool) -> _Place:
    start = bisect_left(text.starts, leaf.span.start)
    end = bisect_left(text.starts, leaf.span.end, start)
    return _Place(leaf, start, end, role, headed)


def _read(text: Text, report: Report, place: _Place) -> Iterator[Figure | Rejected]:
    """The numerals of one leaf."""
    words = text.reading[place.start : place.end]
    previous: Figure | None = None
    last = 0
    for numeral in quantities.numerals_in(words):
        span = text.raw_span(place.start + numeral.start, place.start + numeral.end)
        reason = _reason(numeral, place)
        if reason:
            yield Rejected(span, text.slice(span), reason)
            continue
        carried = previous.change if previous else None
        figure = _figure(numeral, words, report, place, carried, words[last : numeral.start])
        previous = replace(figure, span=span, text=text.slice(span))
        last = numeral.end
        yield previous


def _reason(numeral: Numeral, place: _Place) -> str:
    if place.leaf.kind == "title":
        return numeral.reason if numeral.reason in ("year", "date") else "title"
    if place.leaf.kind == "heading" and place.headed and not numeral.reason:
        return "heading"
    return numeral.reason


def _figure(
    numeral: Numeral, words: str, report: Report, place: _Place, carried: Change | None, between: str
) -> Figure:
    before, after = words[: numeral.start], words[numeral.end :]
    state: Status = claims.status(place.role, before, words)
    return Figure(
        span=Span(0, 0),
        text="",
        value=_value(numeral),
        unit=numeral.unit,
        bound=claims.bound(numeral, before, after),
        status=state,
        year=claims.year(before, state, report.year_of_results, report.year_of_plans),
        change=claims.change(before, numeral.unit, carried, between),
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
