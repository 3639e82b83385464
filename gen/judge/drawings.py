"""Which figures are drawn together, and how: a table of chart kinds, each a rule "when figures look like this, draw that".

Pure: figures in, chart specs out, with a reason for every figure that is in none. A rule sees only what earlier rules left, so
that no figure is drawn twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gen.judge.comparable import (
    FEWEST,
    Item,
    chunks,
    items_of,
    numbered,
    once,
    place_of,
    portions,
    unit_of,
    visible,
    visible_runs,
    year_of,
)
from gen.model import ChartSpec, Figure, Mark, Pair, Relation, Report, Span, Text

STRIP = (4, 6)
"Fewest and most numbers of a strip."
LEAST = 10
"A smaller number is told by its sentence; set large it would only look large."
_GROWTH = re.compile("(?:增长|增加|上涨|提高|提升|下降|降低|减少|增幅|降幅|增速)[约近超为达]*$")

Uncharted = tuple[tuple[Figure, str], ...]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every rule may look at."""

    items: tuple[Item, ...]
    pairs: tuple[Pair, ...]
    relations: tuple[Relation, ...]


Rule = Callable[[_Desk, Sequence[Item]], Iterator[ChartSpec]]


def draw(
    report: Report,
    figures: Iterable[Figure],
    pairs: Iterable[Pair] = (),
    text: Text | None = None,
    related: Iterable[Relation] = (),
) -> tuple[tuple[ChartSpec, ...], Uncharted]:
    """The charts of a report in the order of their places, and the figures in none with a label key that says why.

    `text` lets the rules read the words around a number; without it they know its subject only.
    """
    items = items_of(report, figures, text)
    desk = _Desk(items, tuple(pairs), tuple(related))
    specs: list[ChartSpec] = []
    taken: set[Span] = set()
    for rule in RULES:
        for spec in rule(desk, [i for i in desk.items if i.figure.span not in taken]):
            specs.append(spec)
            taken.update(mark.figure.span for mark in spec.marks)
    places = {item.figure.sentence: item.order for item in reversed(desk.items)}
    ordered = tuple(sorted(_distinct(specs), key=lambda spec: places[spec.place]))
    left = [item for item in desk.items if item.figure.span not in taken]
    return ordered, tuple((item.figure, _why_not(item, left, specs)) for item in left)


# ---- rules: each yields specs made of free items


def _results_and_targets(desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """Result above target, a row per certain pair: of one theme on one scale, the rest each row on its own."""
    rows = _paired_rows(desk, free)
    themes = Counter(row[0].theme for row in rows)
    rest = []
    for theme, count in themes.items():
        mine = [row for row in rows if row[0].theme == theme]
        if theme is None or count < FEWEST:
            rest.extend(mine)
            continue
        for n, some in enumerate(chunks(mine, 8), 1):
            yield _targets(
                f"targets-{theme.name}" + ("" if n == 1 else f"-{n}"), some, f"chart.theme.{theme.name}"
            )
    rest.sort(key=lambda row: row[0].order)
    if len(rest) >= 2:
        for n, some in enumerate(chunks(rest, 8), 1):
            yield _targets("targets" + ("" if n == 1 else f"-{n}"), some, "chart.theme.rest")


def _paired_rows(desk: _Desk, free: Sequence[Item]) -> list[tuple[Item, Item, str]]:
    """Result, target and name of each certain pair that can be drawn; shares have a chart of their own."""
    by_span = {item.figure.span: item for item in free if item.level}
    rows = []
    used: set[Span] = set()
    for pair in desk.pairs:
        result, target = by_span.get(pair.result), by_span.get(pair.target)
        if pair.certainty != "certain" or not result or not target or used & {pair.result, pair.target}:
            continue
        if "%" in result.figure.unit or not visible([result, target]):
            continue
        used |= {pair.result, pair.target}
        rows.append((result, target, pair.names.get("zh") or result.figure.subject))
    return sorted(rows, key=lambda row: row[0].order)


def _targets(name: str, rows: Sequence[tuple[Item, Item, str]], what: str) -> ChartSpec:
    items = [item for row in rows for item in row[:2]]
    common = what != "chart.theme.rest" and visible(items)
    ranked = sorted(rows, key=lambda row: -row[0].size) if common else list(rows)
    marks = tuple(Mark(item.figure, label, n) for n, (*pair, label) in enumerate(ranked) for item in pair)
    params = (("what", what), *year_of("year", (r[0] for r in rows)), *year_of("next", (r[1] for r in rows)))
    title = "chart.title.targets" if len(params) == 3 else "chart.title.targets.plain"
    return ChartSpec(
        name, "targets" if common else "multiples", title, unit_of(items), marks, place_of(items), params
    )


def _shares(desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """Shares of a whole on a line from 0 to 100; the target of a paired share lies on its result's row."""
    shares = [i for i in free if i.figure.unit == "%" and i.level and i.size <= 100 and not _grows(i)]
    shares = [i for i in shares if not isinstance(i.figure.value, tuple) or i.figure.value[0] >= 0]
    target_of = {p.result: p.target for p in desk.pairs if p.certainty == "certain"}
    for n, some in enumerate(portions(shares), 1):
        by_span = {i.figure.span: i for i in some}
        second = {t for r, t in target_of.items() if r in by_span and t in by_span}
        first = sorted((i for i in some if i.figure.span not in second), key=lambda i: (-i.size, i.order))
        marks = []
        for row, item in enumerate(first):
            marks.append(Mark(item.figure, item.figure.subject, row))
            target = by_span.get(target_of.get(item.figure.span, Span(-1, -1)))
            if target is not None:
                marks.append(Mark(target.figure, item.figure.subject, row))
        yield ChartSpec(
            numbered("shares", n), "dots", "chart.title.shares", "%", tuple(marks), place_of(some)
        )


def _grows(item: Item) -> bool:
    """Whether the words right at the number speak of growth, whatever its sign was read as."""
    return bool(_GROWTH.search(item.lead) or re.search("增速|增幅|降幅", item.figure.subject))


def _parts(desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """A whole and the part of it that the same sentence names, a row each, one chart a chapter and relation."""
    by_span = {item.figure.span: item for item in free}
    found: dict[tuple[str, str], list[tuple[Item, Item]]] = {}
    used: set[int] = set()
    for relation in desk.relations:
        whole, part = by_span.get(relation.of), by_span.get(relation.figure)
        if relation.kind == "share" or not whole or not part or used & {whole.order, part.order}:
            continue
        if part.size < whole.size and visible([whole, part]):
            used |= {whole.order, part.order}
            found.setdefault((relation.kind, whole.chapter), []).append((whole, part))
    for (kind, _), rows in found.items():
        items = [item for row in rows for item in row]
        marks = tuple(Mark(i.figure, i.figure.subject, n) for n, row in enumerate(rows) for i in row)
        what = (("what", "@" + rows[0][0].figure.subject),) if len(rows) == 1 else ()
        title = f"chart.title.{kind}" + ("" if what else ".several")
        name = f"{kind}-{items[0].figure.sentence.removeprefix('s-')}"
        yield ChartSpec(name, kind, title, unit_of(items), marks, place_of(items), what)


def _ranked(_desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """Ranked bars for one kind of thing in one unit, status and year, wherever in the report."""
    groups: dict[tuple[str, str, str, int | None], list[Item]] = {}
    for item in free:
        if item.theme and item.level:
            unit = "" if item.theme.mixed else item.figure.unit
            groups.setdefault((item.theme.name, unit, item.figure.status, item.figure.year), []).append(item)
    for (theme, _, status, year), items in groups.items():
        for n, some in enumerate(visible_runs(once(items)), 1):
            params = (("what", f"chart.theme.{theme}"), *((("year", str(year)),) if year else ()))
            title = f"chart.title.{status}" + ("" if year else ".plain")
            marks = tuple(Mark(i.figure, i.figure.subject, row) for row, i in enumerate(some))
            name = numbered(f"{theme}-{status}", n)
            yield ChartSpec(name, "bars", title, unit_of(some), marks, place_of(some), params)


def _changes(_desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """Rates of change from the year before, rises to one side and falls to the other."""
    groups: dict[tuple[str, int | None], list[Item]] = {}
    for item in free:
        figure = item.figure
        if figure.unit == "%" and figure.change and item.size > 0 and _says_what(figure.subject):
            groups.setdefault((figure.status, figure.year), []).append(item)
    for (status, year), items in groups.items():
        for n, some in enumerate(visible_runs(once(items)), 1):
            ranked = sorted(some, key=lambda i: -i.size if i.figure.change == "+" else i.size)
            ranked.sort(key=lambda i: i.figure.change == "-")
            marks = tuple(Mark(i.figure, i.figure.subject, row) for row, i in enumerate(ranked))
            params = (("what", "chart.theme.changes"), *((("year", str(year)),) if year else ()))
            title = f"chart.title.{status}" + ("" if year else ".plain")
            yield ChartSpec(
                numbered(f"changes-{status}", n), "changes", title, "%", marks, place_of(some), params
            )


def _says_what(subject: str) -> bool:
    """Whether a subject names more than that something grew."""
    bare = re.sub(r"\(\d+\)|增长|下降|上涨|提高|减少|增加|同比|[比较](?:上年|去年)", "", subject)
    return len(bare) >= 2


def _strips(_desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """The numbers of a chapter that nothing can be compared with, set large."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in free:
        if item.level and item.size >= LEAST:
            groups.setdefault((item.chapter, item.figure.status), []).append(item)
    for (chapter, status), items in groups.items():
        if len(items) < STRIP[0]:
            continue
        some = sorted(sorted(items, key=_telling)[: STRIP[1]], key=lambda i: i.order)
        marks = tuple(Mark(i.figure, i.figure.subject, row) for row, i in enumerate(some))
        title = f"chart.title.numbers.{status}"
        params = tuple(
            (n, v) for n, v in zip(("part", "chapter"), chapter.split("-"), strict=True) if v != "0"
        )
        title += ("", ".part", ".text")[2 - len(params)]
        yield ChartSpec(f"numbers-{chapter}-{status}", "numbers", title, "", marks, place_of(some), params)


def _telling(item: Item) -> tuple[bool, float, int]:
    """Sorts first what a reader would quote: no share, the larger number, the earlier one."""
    return item.figure.unit == "%", -item.size, item.order


RULES: tuple[Rule, ...] = (_results_and_targets, _shares, _parts, _ranked, _changes, _strips)
"In this order; each takes what it can use from what is left."


def _distinct(specs: Iterable[ChartSpec]) -> Iterator[ChartSpec]:
    """The specs, a name that comes again with a number."""
    seen: Counter[str] = Counter()
    for spec in specs:
        seen[spec.id] += 1
        yield replace(spec, id=numbered(spec.id, seen[spec.id]))


def _why_not(item: Item, left: Sequence[Item], specs: Iterable[ChartSpec]) -> str:
    """The label that says why `item` is in no chart."""
    if item.figure.change is not None:
        return "chart.why.change"
    if not item.level:
        return "chart.why.amount"
    if any(
        m.figure.subject == item.figure.subject and m.figure.value == item.figure.value
        for s in specs
        for m in s.marks
    ):
        return "chart.why.again"
    alike = [
        i
        for i in left
        if i.theme is item.theme and i.theme and i.figure.status == item.figure.status and i.level
    ]
    drawn = item.theme and any(
        spec.id.startswith(f"{item.theme.name}-{item.figure.status}") for spec in specs
    )
    if drawn or len(alike) >= FEWEST:
        return "chart.why.spread"
    return "chart.why.few" if len(alike) == 2 else "chart.why.alone"
