"""Which figures are drawn together, and how: a table of chart kinds, each a rule "when figures look like this, draw that".

Pure: figures in, chart specs out, with a reason for every figure that is in none. A rule sees only what earlier rules left, so
that no figure is drawn twice.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gen.judge import drawable
from gen.judge.comparable import (
    FEWEST,
    MOST,
    Item,
    chunks,
    headings_of,
    is_again,
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
from gen.judge.periods import Period
from gen.judge.themes import topic_of
from gen.model import ChartSpec, Figure, Mark, Pair, Relation, Report, Span, Text

STRIP = (4, 6)
"Fewest and most numbers of a strip."
LEAST = 10
"A smaller number is told by its sentence; set large it would only look large."
FEW = 4
"Up to so many bars, two must be of `LEAST`: what is said of the others in words is enough."
TERMS = ("年", "周年", "岁", "个月", "届")
"Units of ages and terms: set large they would say little."
_FEW_SUMS = 6
"So many sums of money stand in one chart, whatever they are about."
_HEADING = 18
"The longest chapter heading that a title takes up."
_GROWTH = re.compile("(?:增长|增加|上涨|提高|提升|下降|降低|减少|增幅|降幅|增速)[约近超为达]*$")

Uncharted = tuple[tuple[Figure, str], ...]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every rule may look at."""

    items: tuple[Item, ...]
    pairs: tuple[Pair, ...]
    relations: tuple[Relation, ...]
    headings: Mapping[str, str]
    "Of each chapter, where short enough for a title."


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
    short = {chapter: title for chapter, title in headings_of(report).items() if len(title) <= _HEADING}
    desk = _Desk(items, tuple(pairs), tuple(related), short)
    unfit = drawable.unfit(items)
    specs: list[ChartSpec] = []
    taken: set[Span] = set()
    for rule in RULES:
        out = taken if rule in PAIRING else taken | unfit.keys()
        for spec in rule(desk, [i for i in desk.items if i.figure.span not in out]):
            specs.append(spec)
            taken.update(mark.figure.span for mark in spec.marks)
    places = {item.figure.sentence: item.order for item in reversed(desk.items)}
    ordered = tuple(sorted(_distinct(specs), key=lambda spec: places[spec.place]))
    left = [item for item in desk.items if item.figure.span not in taken]
    drawn = [item for item in desk.items if item.figure.span in taken]
    ranked = {mark.figure.span for spec in specs if spec.kind == "bars" for mark in spec.marks}
    loose = [item for item in left if item.figure.span not in unfit]
    whys = {item.figure.span: _why_not(item, loose, drawn, ranked) for item in loose} | unfit
    return ordered, tuple((item.figure, whys[item.figure.span]) for item in left)


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
        what = "chart.theme.rest" if len(rest) < len(rows) else "chart.theme.all"
        for n, some in enumerate(chunks(rest, 8), 1):
            yield _targets("targets" + ("" if n == 1 else f"-{n}"), some, what)


def _paired_rows(desk: _Desk, free: Sequence[Item]) -> list[tuple[Item, Item, str]]:
    """Result, target and name of each certain pair that can be drawn; shares have a chart of their own."""
    by_span = {item.figure.span: item for item in free if item.level}
    rows = []
    used: set[Span] = set()
    for pair in desk.pairs:
        result, target = by_span.get(pair.result), by_span.get(pair.target)
        if pair.certainty != "certain" or not result or not target or used & {pair.result, pair.target}:
            continue
        if "%" in result.figure.unit or result.period == "years" or not visible([result, target]):
            continue
        used |= {pair.result, pair.target}
        rows.append((result, target, pair.names.get("zh") or result.figure.subject))
    return sorted(rows, key=lambda row: row[0].order)


def _targets(name: str, rows: Sequence[tuple[Item, Item, str]], what: str) -> ChartSpec:
    items = [item for row in rows for item in row[:2]]
    common = what not in ("chart.theme.rest", "chart.theme.all") and visible(items)
    ranked = sorted(rows, key=lambda row: -row[0].size) if common else list(rows)
    marks = tuple(Mark(item.figure, label, n) for n, (*pair, label) in enumerate(ranked) for item in pair)
    params = (("what", what), *year_of("year", (r[0] for r in rows)), *year_of("next", (r[1] for r in rows)))
    title = "chart.title.targets" if len(params) == 3 else "chart.title.targets.plain"
    return ChartSpec(
        name, "targets" if common else "multiples", title, unit_of(items), marks, place_of(items), params
    )


def _shares(desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """Shares of a whole on a line from 0 to 100; the target of a paired share lies on its result's row, others apart."""
    shares = [i for i in free if i.figure.unit == "%" and i.level and i.size <= 100 and not _grows(i)]
    shares = [i for i in shares if not isinstance(i.figure.value, tuple) or i.figure.value[0] >= 0]
    spans = {i.figure.span for i in shares}
    target_of = {p.result: p.target for p in desk.pairs if p.certainty == "certain" and {p.result, p.target} <= spans}
    aims = [i for i in shares if i.figure.status == "target" and i.figure.span not in target_of.values()]
    rest = [i for i in shares if i not in aims]
    number = 0
    for items in (rest, *_by_year(aims)):
        for some in _whole_rows(portions(items), target_of):
            number += 1
            chapter = _of_chapter(desk, some, items)
            title, params = "chart.title.shares", chapter
            if chapter or items is not rest or len(aims) >= FEWEST:
                title, params = _titled("chart.theme.shares", some, some[0].figure.status)
                params += chapter
            marks = tuple(_dots(some, target_of))
            yield ChartSpec(numbered("shares", number), "dots", title, "%", marks, place_of(some), params)


def _by_year(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items of each year, in the order of the text."""
    years: dict[int | None, list[Item]] = {}
    for item in items:
        years.setdefault(item.figure.year, []).append(item)
    yield from years.values()


def _whole_rows(portioned: Iterable[list[Item]], target_of: Mapping[Span, Span]) -> Iterator[list[Item]]:
    """Portions without targets whose results are in another."""
    for some in portioned:
        own = {target_of.get(item.figure.span) for item in some}
        whole = [i for i in some if i.figure.span in own or i.figure.span not in target_of.values()]
        if len(whole) >= FEWEST:
            yield whole


def _dots(some: Sequence[Item], target_of: Mapping[Span, Span]) -> Iterator[Mark]:
    """The shares from the highest on, a target beside its result."""
    by_span = {i.figure.span: i for i in some}
    second = {t for r, t in target_of.items() if r in by_span and t in by_span}
    first = sorted((i for i in some if i.figure.span not in second), key=lambda i: (-i.size, i.order))
    for row, item in enumerate(first):
        yield Mark(item.figure, item.figure.subject, row)
        target = by_span.get(target_of.get(item.figure.span, Span(-1, -1)))
        if target is not None:
            yield Mark(target.figure, item.figure.subject, row)


def _titled(
    what: str, some: Sequence[Item], status: str, period: Period = "year"
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The key of a title and its blanks: what is drawn, and of which year or how long a time."""
    if period != "year" and status != "target":
        return f"chart.title.{period}", (("what", what),)
    year = year_of("year", some)
    return f"chart.title.{status}" + ("" if year else ".plain"), (("what", what), *year)


def _of_chapter(desk: _Desk, some: Sequence[Item], items: Sequence[Item]) -> tuple[tuple[str, str], ...]:
    """The one chapter whose share of too many `items` these are, as blanks of a title."""
    chapters = {item.chapter for item in some}
    chapter = chapters.pop() if len(chapters) == 1 and len(items) > MOST else "-0"
    return () if chapter.endswith("-0") else _chapter_blanks(desk, chapter)


def _chapter_blanks(desk: _Desk, chapter: str) -> tuple[tuple[str, str], ...]:
    """A chapter's heading where it is short enough, and its number for where it is not or has no translation."""
    named = zip(("part", "chapter"), chapter.split("-"), strict=True)
    numbers = tuple((name, number) for name, number in named if number != "0")
    return (*numbers, ("topic", f"@{desk.headings.get(chapter, '')}"))


def _grows(item: Item) -> bool:
    """Whether the words right at the number speak of growth, whatever its sign was read as."""
    return bool(_GROWTH.search(item.lead) or re.search("增速|增幅|降幅", item.figure.subject))


def _rises(desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """Where a level stood and where it came to, a row each and each on its own scale, one chart a chapter."""
    loose = {item.figure.span for item in free}
    found: dict[tuple[str, str], list[tuple[Item, Item]]] = {}
    for base, now in drawable.rises(desk.items):
        fit = base.level and now.level and drawable.is_named(now.figure.subject) and visible([base, now])
        if fit and {base.figure.span, now.figure.span} <= loose and base.size != now.size:
            found.setdefault((now.chapter, now.figure.status), []).append((base, now))
    for (chapter, status), rows in found.items():
        for n, some in enumerate(chunks(rows, 8) if len(rows) > 1 else (), 1):
            items = [item for row in some for item in row]
            marks = tuple(Mark(i.figure, _risen_name(*row), at) for at, row in enumerate(some) for i in row)
            params = _chapter_blanks(desk, chapter)
            name = numbered(f"rises-{chapter}-{status}", n)
            yield ChartSpec(name, "rises", "chart.title.rises", unit_of(items), marks, place_of(items), params)


def _risen_name(base: Item, now: Item) -> str:
    """What rose: the name of the level that it started from, where the other only adds that it rose."""
    whole = drawable.is_named(base.figure.subject) and now.figure.subject.startswith(base.figure.subject)
    return base.figure.subject if whole else now.figure.subject


def _parts(desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """A whole and the part of it that the same sentence names, a row each, one chart a chapter and relation."""
    by_span = {item.figure.span: item for item in free}
    found: dict[tuple[str, str], list[tuple[Item, ...]]] = {}
    used: set[int] = set()
    for relation in desk.relations:
        whole, part = by_span.get(relation.of), by_span.get(relation.figure)
        if relation.kind == "share" or not whole or not part or used & {whole.order, part.order}:
            continue
        if part.size < whole.size and visible([whole, part]):
            row = (whole, *_all_parts(whole, part, desk, by_span))
            used |= {item.order for item in row}
            found.setdefault((relation.kind, whole.chapter), []).append(row)
    for (kind, _), rows in found.items():
        items = [item for row in rows for item in row]
        marks = tuple(Mark(i.figure, i.figure.subject, n) for n, row in enumerate(rows) for i in row)
        what = (("what", "@" + rows[0][0].figure.subject),) if len(rows) == 1 else ()
        all_parts = kind == "part" and len(rows[0]) > 2
        title = f"chart.title.{kind}" + (".several" if not what else ".all" if all_parts else "")
        name = f"{kind}-{items[0].figure.sentence.removeprefix('s-')}"
        yield ChartSpec(name, kind, title, unit_of(items), marks, place_of(items), what)


def _all_parts(whole: Item, part: Item, desk: _Desk, by_span: Mapping[Span, Item]) -> tuple[Item, ...]:
    """All parts of a whole where they come to just as much, else the one."""
    parts = [by_span[r.figure] for r in desk.relations if r.of == whole.figure.span and r.figure in by_span]
    return tuple(parts) if math.isclose(sum(i.size for i in parts), whole.size, rel_tol=1e-9) else (part,)


def _ranked(desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """Ranked bars for one kind of thing in one unit, status, year and period, wherever in the report."""
    groups: dict[tuple[str, str, str, int | None, Period, bool], list[Item]] = {}
    for item in free:
        if item.theme and item.level:
            unit = "" if item.theme.mixed else item.figure.unit
            key = (item.theme.name, unit, item.figure.status, item.figure.year, item.period, item.stands)
            groups.setdefault(key, []).append(item)
    for (theme, _, status, _, period, _), items in groups.items():
        for topic, mine in _by_topic(once(items), _FEW_SUMS if theme == "money" else len(items), rest=False):
            for n, some in enumerate(visible_runs(mine), 1):
                if len(some) <= FEW and sum(i.size >= LEAST for i in some) < 2:
                    continue
                title, params = _titled(f"chart.theme.{theme}", some, status, period)
                params += (("topic", f"chart.topic.{topic}"),) if topic else _of_chapter(desk, some, mine)
                marks = tuple(Mark(i.figure, i.figure.subject, row) for row, i in enumerate(some))
                name = numbered(_name(theme, topic, period, status), n)
                yield ChartSpec(name, "bars", title, unit_of(some), marks, place_of(some), params)


def _name(theme: str, topic: str, period: Period, status: str) -> str:
    """A chart's name, from what its figures have in common."""
    return "-".join(word for word in (theme, topic, "" if period == "year" else period, status) if word)


def _by_topic(items: Sequence[Item], few: int, *, rest: bool) -> Iterator[tuple[str, list[Item]]]:
    """More items than `few` by what they are about, where that makes a chart; and the `rest` under no name."""
    if len(items) <= few:
        yield "", list(items)
        return
    topics: dict[str, list[Item]] = {}
    for item in items:
        topics.setdefault(topic_of(item.figure.subject), []).append(item)
    left = topics.pop("", [])
    for topic, mine in topics.items():
        if len(mine) >= FEWEST:
            yield topic, mine
        else:
            left += mine
    if rest:
        yield "", sorted(left, key=lambda i: i.order)


def _changes(desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """Rates of change from the year before, over several years or in a mean year, rises to one side and falls to the other."""
    groups: dict[tuple[str, int | None, Period], list[Item]] = {}
    for item in free:
        figure = item.figure
        if figure.unit == "%" and figure.change and item.size > 0 and _says_what(figure.subject):
            groups.setdefault((figure.status, figure.year, item.period), []).append(item)
    for (status, _, period), items in groups.items():
        what = "chart.theme.changes" + ("" if period == "year" else f"-{period}")
        for topic, mine in _by_topic(once(items), MOST, rest=True):
            for n, some in enumerate(visible_runs(mine), 1):
                title, params = _titled(what, some, status)
                if period != "year" and status != "target":
                    title, params = "chart.title.result.plain", (("what", what),)
                params += (("topic", f"chart.topic.{topic}"),) if topic else _of_chapter(desk, some, mine)
                marks = tuple(Mark(i.figure, i.figure.subject, row) for row, i in enumerate(_by_sign(some)))
                name = numbered(_name("changes", topic, period, status), n)
                yield ChartSpec(name, "changes", title, "%", marks, place_of(some), params)


def _by_sign(some: Iterable[Item]) -> list[Item]:
    """The rises from the highest on, then the falls from the least on."""
    return sorted(some, key=lambda i: (i.figure.change == "-", -i.size if i.figure.change == "+" else i.size))


def _says_what(subject: str) -> bool:
    """Whether a subject names more than that something grew."""
    than = "[比较](?:上年|去年|[“\"]?十[二三四五]五[”\"]?|(?:19|20)\\d\\d年)"
    bare = re.sub(rf"增长|下降|上涨|提高|减少|增加|同比|{than}", "", subject)
    return len(bare) >= 2 and not drawable.is_cut(subject)


def _strips(desk: _Desk, free: Sequence[Item]) -> Iterator[ChartSpec]:
    """The numbers of a chapter that nothing can be compared with, set large."""
    groups: dict[tuple[str, str, Period], list[Item]] = {}
    for item in free:
        if item.level and item.size >= LEAST and item.figure.unit not in TERMS:
            groups.setdefault((item.chapter, item.figure.status, item.period), []).append(item)
    for (chapter, status, period), items in groups.items():
        if len(items) < STRIP[0]:
            continue
        some = sorted(sorted(items, key=_telling)[: STRIP[1]], key=lambda i: i.order)
        marks = tuple(Mark(i.figure, i.figure.subject, row) for row, i in enumerate(some))
        title, params = _strip_title(desk, chapter, status)
        if period != "year" and status != "target":
            title = f"chart.title.numbers.{period}.text"
        yield ChartSpec(_name("numbers", chapter, period, status), "numbers", title, "", marks, place_of(some), params)


def _strip_title(desk: _Desk, chapter: str, status: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """By the chapter's number, and by its heading where that is short."""
    params = _chapter_blanks(desk, chapter)
    return f"chart.title.numbers.{status}" + ("", ".part", ".text")[3 - len(params)], params


def _telling(item: Item) -> tuple[bool, float, int]:
    """Sorts first what a reader would quote: no share, the larger number, the earlier one."""
    return item.figure.unit == "%", -item.size, item.order


RULES: tuple[Rule, ...] = (_results_and_targets, _rises, _shares, _parts, _ranked, _changes, _strips)
"In this order; each takes what it can use from what is left."
PAIRING: tuple[Rule, ...] = (_results_and_targets, _rises)
"These set two numbers side by side, and may draw what cannot stand alone."


def _distinct(specs: Iterable[ChartSpec]) -> Iterator[ChartSpec]:
    """The specs, a name that comes again with a number."""
    seen: Counter[str] = Counter()
    for spec in specs:
        seen[spec.id] += 1
        yield replace(spec, id=numbered(spec.id, seen[spec.id]))


def _why_not(item: Item, left: Sequence[Item], drawn: Sequence[Item], ranked: Container[Span]) -> str:
    """The label that says why `item` is in no chart."""
    if any(is_again(other, item) for other in drawn):
        return "chart.why.again"
    if item.figure.change is not None:
        return "chart.why.change"
    if not item.level:
        return "chart.why.amount"
    alike = [i for i in left if _same_kind(i, item) and i.level]
    if len(alike) >= FEWEST or any(_same_kind(i, item) for i in drawn if i.figure.span in ranked):
        return "chart.why.spread"
    return "chart.why.few" if len(alike) == 2 else "chart.why.alone"


def _same_kind(one: Item, other: Item) -> bool:
    """Whether two figures could stand in one chart, were they of a size."""
    if one.theme is not other.theme or one.theme is None or one.figure.status != other.figure.status:
        return False
    if (one.period, one.figure.year, one.stands) != (other.period, other.figure.year, other.stands):
        return False
    return one.theme.name != "money" or topic_of(one.figure.subject) == topic_of(other.figure.subject)
