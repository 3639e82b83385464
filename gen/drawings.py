"""Which figures are drawn together, and how: a table of chart kinds, each a rule "when figures look like this, draw that".

Pure: figures in, chart specs out, with a reason for every figure that is in none. A rule sees only what earlier rules left, so
that no figure is drawn twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from gen.model import ChartSpec, Figure, Mark, Node, Pair, Report, Span, Text
from gen.themes import Theme, theme_of

LONGEST_RATIO = 25
"The longest bar over the shortest: beyond it the shortest cannot be seen on a phone."
FEWEST = 3
"Two values need only a sentence."
MOST = 12
"Marks in one chart."
STRIP = (4, 6)
"Fewest and most numbers of a strip."
LEAST = 10
"A smaller number is told by its sentence; set large it would only look large."
_STOPS = "。；;，,、：:！？!?\n"
_DONE = re.compile("已|完成|办结|竣工|建成|投产|整改|化解|开工")
_BEGUN = re.compile("启动|开工|实施|受理|推进|排查|收到|续建|计划|安排|新开工|签约|应")
_OF_IT = re.compile("其中|含|包括")
_GROWTH = re.compile("增长|增速|增幅|下降|降低|减少|提高|同比|升幅|降幅")

T = TypeVar("T")
Uncharted = tuple[tuple[Figure, str], ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A figure with what the rules ask about it."""

    figure: Figure
    order: int
    chapter: str
    "`<part>-<chapter>` by position."
    clause: str
    "The words between the stops around it."
    lead: str
    "The words between the figure before it in the sentence and itself."
    theme: Theme | None

    @property
    def size(self) -> float:
        """The number that its mark is as long as; the upper end of a range."""
        value = self.figure.value
        return float(value[1] if isinstance(value, tuple) else value)

    @property
    def level(self) -> bool:
        """Whether it is an amount that a mark can show: positive, and no difference from an earlier year."""
        return self.figure.change is None and self.size > 0 and self.figure.unit != ":" and bool(self.figure.subject)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every rule may look at."""

    items: tuple[_Item, ...]
    pairs: tuple[Pair, ...]


Rule = Callable[[_Desk, Sequence[_Item]], Iterator[ChartSpec]]


def draw(
    report: Report, figures: Iterable[Figure], pairs: Iterable[Pair] = (), text: Text | None = None
) -> tuple[tuple[ChartSpec, ...], Uncharted]:
    """The charts of a report in the order of their places, and the figures in none with a label key that says why.

    `text` lets the rules read the words around a number; without it they know its subject only.
    """
    desk = _Desk(_items(report, figures, text), tuple(pairs))
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


# ---- preparing


def _items(report: Report, figures: Iterable[Figure], text: Text | None) -> tuple[_Item, ...]:
    chapters = dict(_chapters(report.root))
    items = []
    before: Figure | None = None
    for order, figure in enumerate(sorted(figures, key=lambda f: (f.span.start, -f.span.end))):
        clause, lead = _around(figure, before, text)
        chapter = chapters.get(figure.sentence, "0-0")
        items.append(_Item(figure, order, chapter, clause, lead, theme_of(figure, clause)))
        before = figure
    return tuple(items)


def _chapters(root: Node) -> Iterator[tuple[str, str]]:
    """Key of each leaf and its chapter: the level-2 heading it stands under, else the level-1 heading, else none."""
    yield from ((leaf.key, "0-0") for leaf in root.leaves())
    for part, node in enumerate(root.nodes, 1):
        yield from ((leaf.key, f"{part}-0") for leaf in node.leaves())
        chapters = [child for child in node.nodes if child.level == 2]
        for number, chapter in enumerate(chapters, 1):
            yield from ((leaf.key, f"{part}-{number}") for leaf in chapter.leaves())


def _around(figure: Figure, before: Figure | None, text: Text | None) -> tuple[str, str]:
    """The clause of a figure, and the words between the figure before it in the sentence and itself."""
    if text is None:
        return "", ""
    raw, start, end = text.raw, figure.span.start, figure.span.end
    left = max(raw.rfind(stop, 0, start) for stop in _STOPS) + 1
    rights = [at for stop in _STOPS if (at := raw.find(stop, end)) >= 0]
    clause = raw[left : min(rights, default=len(raw))]
    near = before is not None and before.sentence == figure.sentence
    from_ = before.span.start if near and before is not None else max(left, start - 20)
    return clause, raw[from_:start]


# ---- rules: each yields specs made of free items


def _results_and_targets(desk: _Desk, free: Sequence[_Item]) -> Iterator[ChartSpec]:
    """Result above target, a row per certain pair: of one theme on one scale, the rest each row on its own."""
    rows = _paired_rows(desk, free)
    themes = Counter(row[0].theme for row in rows)
    rest = []
    for theme, count in themes.items():
        mine = [row for row in rows if row[0].theme == theme]
        if theme is None or count < FEWEST:
            rest.extend(mine)
            continue
        for n, some in enumerate(_chunks(mine, 8), 1):
            yield _targets(f"targets-{theme.name}" + ("" if n == 1 else f"-{n}"), some, f"chart.theme.{theme.name}")
    rest.sort(key=lambda row: row[0].order)
    if len(rest) >= 2:
        for n, some in enumerate(_chunks(rest, 8), 1):
            yield _targets("targets" + ("" if n == 1 else f"-{n}"), some, "chart.theme.rest")


def _paired_rows(desk: _Desk, free: Sequence[_Item]) -> list[tuple[_Item, _Item, str]]:
    """Result, target and name of each certain pair that can be drawn; shares have a chart of their own."""
    by_span = {item.figure.span: item for item in free if item.level}
    rows = []
    used: set[Span] = set()
    for pair in desk.pairs:
        result, target = by_span.get(pair.result), by_span.get(pair.target)
        if pair.certainty != "certain" or not result or not target or used & {pair.result, pair.target}:
            continue
        if "%" in result.figure.unit or not _visible([result, target]):
            continue
        used |= {pair.result, pair.target}
        rows.append((result, target, pair.names.get("zh") or result.figure.subject))
    return sorted(rows, key=lambda row: row[0].order)


def _targets(name: str, rows: Sequence[tuple[_Item, _Item, str]], what: str) -> ChartSpec:
    items = [item for row in rows for item in row[:2]]
    common = what != "chart.theme.rest" and _visible(items)
    ranked = sorted(rows, key=lambda row: -row[0].size) if common else list(rows)
    marks = tuple(Mark(item.figure, label, n) for n, (*pair, label) in enumerate(ranked) for item in pair)
    params = (("what", what), *_years("year", (r[0] for r in rows)), *_years("next", (r[1] for r in rows)))
    title = "chart.title.targets" if len(params) == 3 else "chart.title.targets.plain"
    return ChartSpec(name, "targets" if common else "multiples", title, _unit(items), marks, _place(items), params)


def _shares(desk: _Desk, free: Sequence[_Item]) -> Iterator[ChartSpec]:
    """Shares of a whole on a line from 0 to 100; the target of a paired share lies on its result's row."""
    shares = [i for i in free if i.figure.unit == "%" and i.level and i.size <= 100 and not _grows(i)]
    shares = [i for i in shares if not isinstance(i.figure.value, tuple) or i.figure.value[0] >= 0]
    target_of = {p.result: p.target for p in desk.pairs if p.certainty == "certain"}
    for n, some in enumerate(_portions(shares), 1):
        by_span = {i.figure.span: i for i in some}
        second = {t for r, t in target_of.items() if r in by_span and t in by_span}
        first = sorted((i for i in some if i.figure.span not in second), key=lambda i: (-i.size, i.order))
        marks = []
        for row, item in enumerate(first):
            marks.append(Mark(item.figure, item.figure.subject, row))
            target = by_span.get(target_of.get(item.figure.span, Span(-1, -1)))
            if target is not None:
                marks.append(Mark(target.figure, item.figure.subject, row))
        yield ChartSpec(_numbered("shares", n), "dots", "chart.title.shares", "%", tuple(marks), _place(some))


def _grows(item: _Item) -> bool:
    """Whether the words right at the number speak of growth, whatever its sign was read as."""
    return bool(_GROWTH.search(item.lead[-6:]) or re.search("增速|增幅", item.figure.subject))


def _parts(_desk: _Desk, free: Sequence[_Item]) -> Iterator[ChartSpec]:
    """A whole and the part of it that the same sentence names, a row each, one chart a chapter and relation."""
    found: dict[tuple[str, str], list[tuple[_Item, _Item]]] = {}
    used: set[int] = set()
    for whole, part in _neighbours(free):
        relation = _relation(whole, part)
        if relation and not used & {whole.order, part.order}:
            used |= {whole.order, part.order}
            found.setdefault((relation, whole.chapter), []).append((whole, part))
    for (relation, _), rows in found.items():
        items = [item for row in rows for item in row]
        marks = tuple(Mark(i.figure, i.figure.subject, n) for n, row in enumerate(rows) for i in row)
        what = (("what", "@" + rows[0][0].figure.subject),) if len(rows) == 1 else ()
        title = f"chart.title.{relation}" + ("" if what else ".several")
        name = f"{relation}-{items[0].figure.sentence.removeprefix('s-')}"
        yield ChartSpec(name, relation, title, _unit(items), marks, _place(items), what)


def _neighbours(free: Sequence[_Item]) -> Iterator[tuple[_Item, _Item]]:
    """Figures that follow each other in a sentence, in one unit and status, the second smaller but visible."""
    for first, second in zip(free, free[1:], strict=False):
        a, b = first.figure, second.figure
        alike = a.sentence == b.sentence and a.unit == b.unit and a.status == b.status
        if alike and first.level and second.level and second.size < first.size and _visible([first, second]):
            yield first, second


def _relation(whole: _Item, part: _Item) -> str:
    if part.figure.span in whole.figure.span:
        return "part"
    if _OF_IT.search(part.lead[-12:]) and whole.order + 1 == part.order:
        return "part"
    subject = f"{part.clause}{part.figure.subject}"
    alike = set(whole.figure.subject) & set(part.figure.subject) or len(part.clause) < 12
    if alike and _BEGUN.search(whole.clause) and _DONE.search(part.clause) and _same_thing(whole, subject):
        return "done"
    return ""


def _same_thing(whole: _Item, words: str) -> bool:
    """Whether two characters of the whole's name come again, or the part's clause has no noun of its own."""
    name = whole.figure.subject
    again = any(name[n : n + 2] in words for n in range(len(name) - 1) if not _BEGUN.search(name[n : n + 2]))
    return again


def _ranked(_desk: _Desk, free: Sequence[_Item]) -> Iterator[ChartSpec]:
    """Ranked bars for one kind of thing in one unit, status and year, wherever in the report."""
    groups: dict[tuple[str, str, str, int | None], list[_Item]] = {}
    for item in free:
        if item.theme and item.level:
            unit = "" if item.theme.mixed else item.figure.unit
            groups.setdefault((item.theme.name, unit, item.figure.status, item.figure.year), []).append(item)
    for (theme, _, status, year), items in groups.items():
        for n, some in enumerate(_visible_runs(_once(items)), 1):
            params = (("what", f"chart.theme.{theme}"), *((("year", str(year)),) if year else ()))
            title = f"chart.title.{status}" + ("" if year else ".plain")
            marks = tuple(Mark(i.figure, i.figure.subject, row) for row, i in enumerate(some))
            name = _numbered(f"{theme}-{status}", n)
            yield ChartSpec(name, "bars", title, _unit(some), marks, _place(some), params)


def _strips(_desk: _Desk, free: Sequence[_Item]) -> Iterator[ChartSpec]:
    """The numbers of a chapter that nothing can be compared with, set large."""
    groups: dict[tuple[str, str], list[_Item]] = {}
    for item in free:
        if item.level and item.size >= LEAST:
            groups.setdefault((item.chapter, item.figure.status), []).append(item)
    for (chapter, status), items in groups.items():
        if len(items) < STRIP[0]:
            continue
        some = sorted(sorted(items, key=_telling)[: STRIP[1]], key=lambda i: i.order)
        part, _, number = chapter.partition("-")
        marks = tuple(Mark(i.figure, i.figure.subject, row) for row, i in enumerate(some))
        params = (("part", part), ("chapter", number))
        name = f"numbers-{chapter}-{status}"
        yield ChartSpec(name, "numbers", f"chart.title.numbers.{status}", "", marks, _place(some), params)


def _telling(item: _Item) -> tuple[bool, float, int]:
    """Sorts first what a reader would quote: no share, the larger number, the earlier one."""
    return item.figure.unit == "%", -item.size, item.order


RULES: tuple[Rule, ...] = (_results_and_targets, _shares, _parts, _ranked, _strips)
"In this order; each takes what it can use from what is left."


# ---- tools of the rules


def _visible(items: Sequence[_Item]) -> bool:
    sizes = [item.size for item in items]
    return max(sizes) <= LONGEST_RATIO * min(sizes)


def _visible_runs(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Runs of the items by size, largest first, in each of which the shortest bar can still be seen."""
    ranked = sorted(items, key=lambda item: (-item.size, item.order))
    runs = [_run(ranked, start) for start in range(len(ranked))]
    best = max(runs, key=len, default=[])
    if len(best) < FEWEST:
        return
    at = ranked.index(best[0])
    for some in _portions(best):
        yield sorted(some, key=lambda item: (-item.size, item.order))
    yield from _visible_runs(ranked[:at])
    yield from _visible_runs(ranked[at + len(best) :])


def _run(ranked: Sequence[_Item], start: int) -> list[_Item]:
    return [item for item in ranked[start:] if ranked[start].size <= LONGEST_RATIO * item.size]


def _portions(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """The items as they are, or, too many for one chart, those of each chapter that has enough and then the rest."""
    if len(items) <= MOST:
        if len(items) >= FEWEST:
            yield list(items)
        return
    counts = Counter(item.chapter for item in items)
    rest = [item for item in items if counts[item.chapter] < FEWEST]
    for chapter in sorted(c for c, n in counts.items() if n >= FEWEST):
        yield sorted((i for i in items if i.chapter == chapter), key=lambda i: (-i.size, i.order))[:MOST]
    if len(rest) >= FEWEST:
        yield rest[:MOST]


def _once(items: Sequence[_Item]) -> list[_Item]:
    """The items without a second mention of the same amount of the same thing."""
    seen: dict[tuple[str, float], _Item] = {}
    for item in items:
        seen.setdefault((item.figure.subject, item.size), item)
    return list(seen.values())


def _chunks(rows: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    count = -(-len(rows) // most)
    size = -(-len(rows) // count)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _place(items: Sequence[_Item]) -> str:
    """The last sentence drawn on in the chapter that holds most of the figures, the first such chapter."""
    counts = Counter(item.chapter for item in sorted(items, key=lambda i: i.order))
    chapter = counts.most_common(1)[0][0]
    return max((i for i in items if i.chapter == chapter), key=lambda i: i.order).figure.sentence


def _unit(items: Sequence[_Item]) -> str:
    units = {item.figure.unit for item in items}
    return units.pop() if len(units) == 1 else ""


def _years(name: str, items: Iterable[_Item]) -> tuple[tuple[str, str], ...]:
    years = {item.figure.year for item in items}
    year = years.pop() if len(years) == 1 else None
    return ((name, str(year)),) if year else ()


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _distinct(specs: Iterable[ChartSpec]) -> Iterator[ChartSpec]:
    """The specs, a name that comes again with a number."""
    seen: Counter[str] = Counter()
    for spec in specs:
        seen[spec.id] += 1
        yield replace(spec, id=_numbered(spec.id, seen[spec.id]))


def _why_not(item: _Item, left: Sequence[_Item], specs: Iterable[ChartSpec]) -> str:
    """The label that says why `item` is in no chart."""
    if item.figure.change is not None:
        return "chart.why.change"
    if not item.level:
        return "chart.why.amount"
    if any(m.figure.subject == item.figure.subject and m.figure.value == item.figure.value for s in specs for m in s.marks):
        return "chart.why.again"
    alike = [i for i in left if i.theme is item.theme and i.theme and i.figure.status == item.figure.status and i.level]
    drawn = item.theme and any(spec.id.startswith(f"{item.theme.name}-{item.figure.status}") for spec in specs)
    if drawn or len(alike) >= FEWEST:
        return "chart.why.spread"
    return "chart.why.few" if len(alike) == 2 else "chart.why.alone"
