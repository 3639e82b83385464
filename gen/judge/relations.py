"""What figures of one sentence are to each other: a part of a whole, what was done of what was begun, a share of a count.

Each rule looks at a figure and those before it in its sentence, and takes none but the nearest that fits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from gen.judge.comparable import Item
from gen.model import Relation, RelationKind

_OF_IT = re.compile("(?:其中|(?:^|[,，、(（])(?:包括|包含)|(?<!不)含)[^,，。;；]{0,14}$")
"Words right before a part."
_IN_BRACKETS = re.compile("^[^,，。;；、()（）]{0,8}[(（](?!.*年|.*[比较合即])[^,，。;；()（）]{1,12}$")
"Between a whole and the first part in the brackets behind it: 学校7所(高完中2所."
_THRESHOLD = re.compile("^(?:[(（]含[)）])?(?:及|\\()?以[上下内](?![,，。;；、)）]|$)|^级(?!别)")
"Behind an amount that only marks off what is counted: 500万元以上项目."
_NEXT_PART = re.compile(r"^[^,，。;；]{0,6}[、和及与][^,，。;；、]{0,12}$")
"Between a part and the next part of the same whole: 120个、充电车位60个."
_NEXT_CLAUSE = re.compile(r"^[^,，。;；()（）]{0,6}[,，][^,，。;；()（）]{1,12}$")
"The same with a comma, which more often begins something else."
_ROUNDED = 1e-9
_BEGUN = re.compile("启动|开工|实施|受理|推进|排查|收到|续建|计划|安排|新开工|签约|应|发现|查处|查出|交办|接到|登记|摸排")
_DONE = re.compile("已|完成|办结|竣工|建成|投产|整改|化解|开工|解决|销号|处置|结案|答复")
_BARE_DEED = re.compile(
    r"^[^\d,，。;；]{0,8}[,，、](?:其中)?(?:已|全部|现已)?(?:经)?(?:[\u4e00-\u9fff]{2})?"
    "(?:完成|办结|竣工|建成|投产|整改|化解|解决|销号|处置|结案|答复)了?$"
)
"A deed that names nothing: it was done to what was told before."
_CHECKED = re.compile("检查|巡查|排查|抽检|抽查|走访|检测|监测|筛查|清查|巡检|督查|摸排")
_FOUND = re.compile("发现|查处|查出|检出|查获|立案|责令|不合格|整改|检举|处罚|问题|隐患")
_RATE = re.compile(
    "^[^,，。;；\\d]{0,6}[,，、](?P<deed>合格|办结|整改|完成|成功|处置|结案|到位|答复|化解|检出|销号|回复|竣工)率(?:均?[为达到至]|达到|保持在|约|近|超过?)*$"
)
"Right behind a count, a rate that speaks of it."
_SHARE = re.compile("(?:占|比重|比例|率|占比)[^,，。;；]{0,10}$")
_LEAST = 10
"A share is not looked for among smaller counts: too many fit by chance."

Rule = Callable[[Item, Sequence[Item]], tuple[Item, RelationKind] | None]


def find(items: Iterable[Item]) -> tuple[Relation, ...]:
    """The relations of the figures, by the place of the figure; a figure is of one other at most."""
    found: list[Relation] = []
    for item, before in _sentences(items):
        match = next((m for rule in RULES if (m := rule(item, before))), None)
        if match is None:
            match = _next_part(item, before, found)
        if match:
            found.append(Relation(item.figure.span, match[0].figure.span, match[1]))
    return tuple(found)


def _sentences(items: Iterable[Item]) -> Iterator[tuple[Item, list[Item]]]:
    """Each figure with those before it in its sentence, the nearest first."""
    before: list[Item] = []
    for item in items:
        if before and before[0].figure.sentence != item.figure.sentence:
            before = []
        yield item, before
        before = [item, *before]


# ---- rules: the whole of an item among those before it, and what it is of that


def _nested(item: Item, before: Sequence[Item]) -> tuple[Item, RelationKind] | None:
    """Within the brackets of a number: 134.9(含东方购物63.7)亿元."""
    outer = next((b for b in before if item.figure.span in b.figure.span), None)
    return (outer, "part") if outer else None


def _named(item: Item, before: Sequence[Item]) -> tuple[Item, RelationKind] | None:
    """Behind 其中, 含, 包括, or first in brackets: 停车位500个,其中立体停车位120个."""
    if before and _IN_BRACKETS.search(_tail(item, before[0])) and _contains(before[0], item):
        return before[0], "part"
    if not _OF_IT.search(item.lead) or _THRESHOLD.search(item.clause.partition(item.figure.text)[2]):
        return None
    whole = next((b for b in before if _contains(b, item)), None)
    return (whole, "part") if whole else None


def _done(item: Item, before: Sequence[Item]) -> tuple[Item, RelationKind] | None:
    """Of what was begun: 启动换届18个,完成换届13个; 受理242件,办结236件."""
    whole = before[0] if before else None
    if whole is None or not _contains(whole, item) or not (_BEGUN.search(whole.clause) and _DONE.search(item.clause)):
        return None
    if _same_thing(whole, item) or _BARE_DEED.search(_tail(item, whole)):
        return whole, "done"
    return None


def _found(item: Item, before: Sequence[Item]) -> tuple[Item, RelationKind] | None:
    """Found in what was looked through: 检查电梯4094台次,查处问题24条."""
    whole = before[0] if before else None
    if whole is None or not (_counts(item) and _counts(whole)) or item.size >= whole.size:
        return None
    looked = _CHECKED.search(whole.clause) and not _FOUND.search(_unit_side(whole))
    return (whole, "share") if looked and _FOUND.search(_tail(item, whole) + item.figure.subject) else None


def _rate(item: Item, before: Sequence[Item]) -> tuple[Item, RelationKind] | None:
    """A share that two counts before it come to, or a rate that speaks of the count before it."""
    if item.figure.unit != "%" or item.figure.change or isinstance(item.figure.value, tuple):
        return None
    counts = [b for b in before if b.figure.unit != "%" and b.level and b.figure.change is None]
    if _SHARE.search(item.lead):
        for n, part in enumerate(counts[:2]):
            for whole in counts[n + 1 : n + 3]:
                if _contains(whole, part) and whole.size >= _LEAST and _comes_to(part, whole, item):
                    return whole, "share"
    rate = _RATE.search(_tail(item, before[0])) if before and before[0] in counts else None
    if rate and rate["deed"] not in before[0].clause.partition(before[0].figure.text)[0]:
        return before[0], "share"
    return None


RULES: tuple[Rule, ...] = (_nested, _named, _done, _found, _rate)


def _next_part(item: Item, before: Sequence[Item], found: Sequence[Relation]) -> tuple[Item, RelationKind] | None:
    """The second part in a list of parts, as long as they are no more than the whole."""
    last = found[-1] if found else None
    if last is None or not before or last.figure != before[0].figure.span or last.kind != "part":
        return None
    whole = next((b for b in before if b.figure.span == last.of), None)
    if whole is None or not _contains(whole, item):
        return None
    parts = [b for b in before if b.figure.span in {r.figure for r in found if r.of == last.of}]
    total = item.size + sum(b.size for b in parts)
    if total > whole.size * (1 + _ROUNDED) or not _goes_on(_tail(item, before[0]), parts[-1], whole, total):
        return None
    return whole, "part"


def _goes_on(between: str, first: Item, whole: Item, total: float) -> bool:
    """Whether a list of parts goes on: with 、 or 和, within the brackets that hold the first, or because all come to the whole."""
    if _NEXT_PART.search(between):
        return True
    if not _NEXT_CLAUSE.search(between):
        return False
    return bool(re.search("[(（]", first.lead)) or math.isclose(total, whole.size, rel_tol=_ROUNDED)


# ---- what the rules ask


def _contains(whole: Item, part: Item) -> bool:
    """Whether one amount can be a part of another: the same unit, tense and year, and no more."""
    a, b = whole.figure, part.figure
    alike = a.unit == b.unit and a.unit not in ("%", "‰") and a.status == b.status and a.year == b.year
    return alike and whole.level and part.level and 0 < part.size <= whole.size


def _counts(item: Item) -> bool:
    return item.level and item.figure.unit not in ("%", "‰", "元", "平方米", "亩", "公里")


def _tail(item: Item, before: Item) -> str:
    """The words between the end of one figure and the next."""
    return item.lead.removeprefix(before.figure.text)


def _unit_side(item: Item) -> str:
    """The words right before a figure."""
    return re.split("[,，、。;；]", item.lead)[-1]


def _same_thing(whole: Item, item: Item) -> bool:
    """Whether two characters of the whole's name come again, beside words such as started, and 项目 only within one phrase."""
    name, words = whole.figure.subject, item.clause + item.figure.subject
    couples = {name[n : n + 2] for n in range(len(name) - 1)}
    if re.search("[,，、]", _tail(item, whole)):
        couples -= {"项目", "工程"}
    return any(couple in words for couple in couples if not _BEGUN.search(couple) and not _DONE.search(couple))


def _comes_to(part: Item, whole: Item, share: Item) -> bool:
    """Whether a part of a whole is as much as a share says, as far as its decimals tell."""
    said = Decimal(str(share.figure.value))
    step = Decimal(1).scaleb(int(said.as_tuple().exponent)) if said.as_tuple().exponent else Decimal(1)
    told = Decimal(str(part.size)) / Decimal(str(whole.size)) * 100
    return abs(told - said) <= step
