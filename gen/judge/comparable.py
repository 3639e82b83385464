"""Figures as the rules for charts see them: with chapter, clause and kind; and the tools that gather what can be compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gen.judge import periods
from gen.judge.periods import Period
from gen.judge.themes import Theme, theme_of
from gen.model import Figure, Node, Report, Text

LONGEST_RATIO = 25
"The longest bar over the shortest: beyond it the shortest cannot be seen on a phone."
FEWEST = 3
"Two values need only a sentence."
SECOND = 5
"Fewest marks of a second chart of one kind of thing."
MOST = 12
"Marks in one chart."
_STANDING = re.compile("里程|总量|总数|总面积|总装机|保有量|存量|播种面积|稳定|保持|[增提上]\\w?[至到]$")
_MADE = re.compile("新|净增|改建|修建|铺设|完成")
ROUNDING = 0.15
"How much a rounded mention of an amount may differ from it."
_STOPS = "。；;，,、：:！？!?\n"
_COLONS = (":", "：")
_REACH = 80
"A clause is not looked for farther than this."
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """A figure with what the rules ask about it."""

    figure: Figure
    order: int
    chapter: str
    "`<part>-<chapter>` by position."
    clause: str
    "The words between the stops around it."
    lead: str
    "The words between the figure before it in the sentence and itself, a few for the first; from 其中: on where that opens them."
    theme: Theme | None
    period: Period = "year"

    @property
    def size(self) -> float:
        """The number that its mark is as long as; the upper end of a range."""
        value = self.figure.value
        return float(value[1] if isinstance(value, tuple) else value)

    @property
    def stands(self) -> bool:
        """Whether it tells how much there is by now, where others tell what was added."""
        return bool(_STANDING.search(self.figure.subject)) and not _MADE.search(self.figure.subject)

    @property
    def level(self) -> bool:
        """Whether it is an amount that a mark can show: positive, and no difference from an earlier year."""
        return (
            self.figure.change is None
            and self.size > 0
            and self.figure.unit != ":"
            and bool(self.figure.subject)
        )


def items_of(report: Report, figures: Iterable[Figure], text: Text | None) -> tuple[Item, ...]:
    """The figures in the order of the text, each with what the rules ask about it."""
    chapters = dict(_chapters(report.root))
    long = periods.passages(report, text)
    items = []
    before: Figure | None = None
    for order, figure in enumerate(sorted(figures, key=lambda f: (f.span.start, -f.span.end))):
        clause, lead = _around(figure, before, text)
        chapter = chapters.get(figure.sentence, "0-0")
        spoken_of = long.get(figure.sentence, False)
        period = periods.period_of(clause, figure.subject, figure.status, long=spoken_of)
        items.append(Item(figure, order, chapter, clause, lead, theme_of(figure, clause), period))
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


def headings_of(report: Report) -> dict[str, str]:
    """The heading of each chapter, by the names that `Item.chapter` has."""
    titles = {}
    for part, node in enumerate(report.root.nodes, 1):
        titles[f"{part}-0"] = node.title
        chapters = [child for child in node.nodes if child.level == 2]
        titles |= {f"{part}-{number}": child.title for number, child in enumerate(chapters, 1)}
    return titles


def _around(figure: Figure, before: Figure | None, text: Text | None) -> tuple[str, str]:
    """The clause of a figure, and the words between the figure before it in the sentence and itself."""
    if text is None:
        return "", ""
    raw, start, end = text.raw, figure.span.start, figure.span.end
    floor, ceiling = max(0, start - _REACH), min(len(raw), end + _REACH)
    left = max(floor - 1, *(raw.rfind(stop, floor, start) for stop in _STOPS)) + 1
    rights = [at for stop in _STOPS if (at := raw.find(stop, end, ceiling)) >= 0]
    clause = raw[left : min(rights, default=ceiling)]
    near = before is not None and before.sentence == figure.sentence
    if near and before is not None:
        return clause, raw[before.span.start : start]
    named = raw.rfind("其中", floor, left)
    opens = named >= 0 and raw[named + 2 : left] in _COLONS
    return clause, raw[named if opens else max(left, start - 20) : start]


def visible(items: Sequence[Item]) -> bool:
    """Whether the shortest of their bars can be seen beside the longest."""
    sizes = [item.size for item in items]
    return max(sizes) <= LONGEST_RATIO * min(sizes)


def visible_runs(items: Sequence[Item], fewest: int = FEWEST) -> Iterator[list[Item]]:
    """Runs of the items by size, largest first, in each of which the shortest bar can still be seen.

    After the best run the others must have `SECOND` items: leftovers of one kind make no chart of their own.
    """
    ranked = sorted(items, key=lambda item: (-item.size, item.order))
    runs = [_run(ranked, start) for start in range(len(ranked))]
    best = max(runs, key=len, default=[])
    if len(best) < fewest:
        return
    at = ranked.index(best[0])
    for some in portions(best):
        yield sorted(some, key=lambda item: (-item.size, item.order))
    yield from visible_runs(ranked[:at], SECOND)
    yield from visible_runs(ranked[at + len(best) :], SECOND)


def _run(ranked: Sequence[Item], start: int) -> list[Item]:
    return [item for item in ranked[start:] if ranked[start].size <= LONGEST_RATIO * item.size]


def portions(items: Sequence[Item]) -> Iterator[list[Item]]:
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


def once(items: Sequence[Item]) -> list[Item]:
    """The items without a second mention of the same thing: an exact amount stays, one that rounds it (突破3万亿元) goes."""
    kept: list[Item] = []
    for item in items:
        twin = next((k for k in kept if is_again(k, item)), None)
        if twin is None:
            kept.append(item)
        elif twin.figure.bound != "exact" and item.figure.bound == "exact":
            kept[kept.index(twin)] = item
    return kept


def is_again(one: Item, other: Item) -> bool:
    """Whether both tell the same amount of the same thing, one of them perhaps rounded."""
    if one.figure.subject == other.figure.subject and one.size == other.size:
        return True
    near = abs(one.size - other.size) <= ROUNDING * max(one.size, other.size)
    inexact = "exact" not in (one.figure.bound, other.figure.bound) or one.figure.bound != other.figure.bound
    return near and inexact and _bare(one) == _bare(other)


def _bare(item: Item) -> str:
    """The name without words about how and where it was reached."""
    return re.sub("完成|实现|达到?|突破|首次|全[省市区县]|年度|总量", "", item.figure.subject)


def chunks(rows: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """The rows in as few groups of at most `most` as will do, about equally long."""
    count = -(-len(rows) // most)
    size = -(-len(rows) // count)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def place_of(items: Sequence[Item]) -> str:
    """The last sentence drawn on in the chapter that holds most of the figures, the first such chapter."""
    counts = Counter(item.chapter for item in sorted(items, key=lambda i: i.order))
    chapter = counts.most_common(1)[0][0]
    return max((i for i in items if i.chapter == chapter), key=lambda i: i.order).figure.sentence


def unit_of(items: Sequence[Item]) -> str:
    """Their unit, or nothing where they differ."""
    units = {item.figure.unit for item in items}
    return units.pop() if len(units) == 1 else ""


def year_of(name: str, items: Iterable[Item]) -> tuple[tuple[str, str], ...]:
    """Their year as a title's blank of that name; nothing where they differ or have none."""
    years = {item.figure.year for item in items}
    year = years.pop() if len(years) == 1 else None
    return ((name, str(year)),) if year else ()


def numbered(name: str, number: int) -> str:
    """The name, from the second of its kind on with a number."""
    return name if number == 1 else f"{name}-{number}"
