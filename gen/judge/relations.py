"""What figures of one sentence are to each other: a part of a whole, what was done of what was begun, a share of a count.

Each rule looks at a figure and those before it in its sentence, and takes none but the nearest that fits. A sentence that begins
with 其中 goes on with the one before.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from gen.judge.comparable import Item
from gen.model import Relation

_OF_IT = re.compile("其中[^,，。;；]{0,30}$|(?:(?:^|[,，、(（])(?:包括|包含)|(?<!不)含)[^,，。;；]{0,14}$")
"Words right before a part."
_OF_IT_BARE = re.compile("(?:其中(?:包括|包含|有)?|^[^,，。;；]{0,10}中[,，]?有)$")
"The same where the part has no name of its own: 12个项目获奖,其中1项; 59项测评点中有22项."
_IN_BRACKETS = re.compile("^[^,，。;；、()（）]{0,8}[(（](?!.*年|.*[比较合即])[^,，。;；()（）]{1,12}$")
"Between a whole and the first part in the brackets behind it: 学校7所(高完中2所."
_THRESHOLD = re.compile("^(?:[(（]含[)）])?(?:及|\\()?以[上下内](?![,，。;；、)）]|$)|^级(?!别)")
"Behind an amount that only marks off what is counted: 500万元以上项目."
_NEXT_PART = re.compile(r"^[^,，。;；]{0,6}[、和及与][^,，。;；、]{0,12}$")
"Between a part and the next part of the same whole: 120个、充电车位60个."
_NEXT_CLAUSE = re.compile(r"^[^,，。;；()（）]{0,6}[,，][^,，。;；()（）]{1,12}$")
"The same with a comma, which more often begins something else."
_GREW = re.compile("[、,，]?(?:同比|比上年|较上年)?(?:增长|下降)[\\d.]+(?:%|倍)")
_ROUNDED = 1e-9
_TELLING = 4
"Digits of a whole from which on parts that come to just this much do so by no chance."
_ADDED = re.compile("新|增|建成|改造|推出|打通|创建|筹")
"Words about what came to a total."
_IN_ALL = re.compile(
    r"[,，、](?:[^\d,，、。;；]{2,8}[,，、])?"
    "(?:(?P<all>累计|总计)|总(?:量|数|里程|装机|规模|面积|容量)(?:容量|规模|数)?)(?:均|已|预计)*"
    "(?:达到|增至|增加到|突破|超过|[达至为超近约])*$"
)
"Between what was added and the total it makes: 新增公园127座,累计达到1100座."
_ROSE_TO = re.compile("^(?:增至|增加到|增长到|提高到|提升至|提升到|扩大到|上升到)$")
_PRAISED = re.compile(
    "^(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:入选|获评|获批|被评|列入|纳入|荣获|获得|成为|通过)"
)
"What befell some of the things told before: 实施更新项目223个,6个项目获评."
_ANY = ("企业", "单位", "机构")
"Nouns of too many kinds of things to say that it was some of those."
_BEGUN = re.compile("启动|开工|实施|受理|推进|排查|收到|续建|计划|安排|新开工|签约|应|发现|查处|查出|交办|接到|登记|摸排")
_DONE = re.compile("(?<!未)(?:已|完成|办结|竣工|建成|投产|整改|化解|开工|解决|销号|处置|结案|答复)")
_BUILDING = re.compile("开工|续建")
"Works begun and works finished in a year are seldom the same, unless the words say so."
_SAID_SO = re.compile("已|其中")
_BARE_DEED = re.compile(
    r"^[^\d,，。;；]{0,8}[,，、](?:其中)?(?:已|全部|现已)?(?:经)?(?:[\u4e00-\u9fff]{2})?"
    "(?:完成|办结|竣工|建成|投产|整改|化解|解决|销号|处置|结案|答复)了?$"
)
"A deed that names nothing: it was done to what was told before."
_CHECKED = re.compile("检查|巡查|排查|抽检|抽查|检测|监测|筛查|清查|巡检|督查|摸排")
_FOUND = re.compile("发现|查处|查出|检出|查获|立案|责令|不合格|整改|检举|处罚|问题|隐患")
_RATE = re.compile(
    "^[^,，。;；\\d]{0,6}[,，、](?P<deed>合格|办结|整改|成功|处置|结案|到位|答复|化解|检出|销号|回复|竣工)率(?:均?[为达到至]|达到|保持在|约|近|超过?)*$"
)
"Right behind a count, a rate that speaks of it; what 完成率 is a rate of is a plan, and not the count before it."
_SHARE = re.compile("(?:占|比重|比例|率|占比)[^,，。;；]{0,10}$")
_AMONG = re.compile("其中[^,，。;；]{0,30}占比?(?:均|已)?(?:达到|超过|[达为到至约近超])*$")
"Words between a whole and a share of it: 引进项目793个,其中重点产业链项目占比达84.4%."
_FAR = 4
"Figures back that 其中 may look: a whole, its growth, its share and a target."
FURTHEST = 100
"Figures back in its sentence that any rule may look: one that never ends takes no longer than its length."
_MEAN = re.compile("人均|户均|平均|均价|单价")
"An amount for each has no parts and is none."
_FIT_FOR = re.compile("^(?:以上|左右)?(?:用于|投向|投入|来自)")
"Behind a share of the amount before it: 支出3.4万亿元,74%以上用于民生."
_LEAST = 10
"A share is not looked for among smaller counts: too many fit by chance."
_SHARES = ("%", "‰")
_NO_SUM = re.compile("岁|周岁|年|个?月|[天日]|个工作日|小时|分钟?|秒|度|℃|倍|分贝|:|.*/.*")
"Units of what has no parts: an age, a term, a level, a ratio."
_CLASSIFIERS = frozenset("个项家户处座所条名位人")
"Units that may count the same things by other words."

Rule = Callable[[Item, Sequence[Item]], Iterator[Relation]]


def find(items: Iterable[Item]) -> tuple[Relation, ...]:
    """The relations of the figures, by the place of the figure; a figure is of one other at most."""
    found: dict[int, Relation] = {}
    for item, before in _sentences(items):
        made = next((m for rule in RULES if (m := list(rule(item, before)))), None)
        for relation in made or _going_on(item, before, found):
            found.setdefault(relation.figure.start, relation)
    return tuple(relation for _, relation in sorted(found.items()))


def _sentences(items: Iterable[Item]) -> Iterator[tuple[Item, list[Item]]]:
    """Each figure with those before it in its sentence, the nearest first, no more than `FURTHEST`."""
    before: list[Item] = []
    for item in items:
        if before and before[0].figure.sentence != item.figure.sentence and not item.lead.startswith("其中"):
            before = []
        yield item, before
        before = [item, *before[: FURTHEST - 1]]


# ---- rules: the relations that an item makes with those before it


def _nested(item: Item, before: Sequence[Item]) -> Iterator[Relation]:
    """Within the brackets of a number: 134.9(含东方购物63.7)亿元."""
    outer = next((b for b in before if item.figure.span in b.figure.span), None)
    if outer:
        yield Relation(item.figure.span, outer.figure.span, "part")


def _named(item: Item, before: Sequence[Item]) -> Iterator[Relation]:
    """Behind 其中, 含, 包括, or first in brackets: 停车位500个,其中立体停车位120个."""
    nearest = next((b for b in before[:2] if not _is_rate(b)), None)
    if nearest and _IN_BRACKETS.search(_GREW.sub("", _between(item, nearest, before))) and _contains(nearest, item):
        yield Relation(item.figure.span, nearest.figure.span, "part")
        return
    bare = bool(before) and bool(_OF_IT_BARE.search(_tail(item, before[0])))
    if not (bare or _OF_IT.search(item.lead)) or _THRESHOLD.search(_behind(item)):
        return
    wholes = [b for b in before[:_FAR] if _contains(b, item, loosely=bare)]
    if wholes:
        whole = next((b for b in wholes if _same_time(b, item)), wholes[0])
        yield Relation(item.figure.span, whole.figure.span, "part")


def _total(item: Item, before: Sequence[Item]) -> Iterator[Relation]:
    """The total that what was added came to: the added is a part of it."""
    added = next((b for b in before if not _is_rate(b)), None)
    if added is None or not (_same_unit(added, item) and added.size < item.size):
        return
    in_all = _IN_ALL.search(_between(item, added, before))
    if in_all and (in_all["all"] or _ADDED.search(added.clause)):
        yield Relation(added.figure.span, item.figure.span, "part")


def _praised(item: Item, before: Sequence[Item]) -> Iterator[Relation]:
    """Those of the things told before that were chosen for something."""
    noun = _PRAISED.search(_behind(item))
    if not (noun and before and re.search("[,，]$", _tail(item, before[0])) and _contains(before[0], item)):
        return
    name = noun["noun"][-2:]
    if item.size < before[0].size and name not in _ANY and name in _unit_side(before[0]) + _behind(before[0])[:8]:
        yield Relation(item.figure.span, before[0].figure.span, "part")


def _done(item: Item, before: Sequence[Item]) -> Iterator[Relation]:
    """Of what was begun: 启动换届18个,完成换届13个; 受理242件,办结236件."""
    whole = before[0] if before else None
    if whole is None or not _contains(whole, item) or not (_BEGUN.search(whole.clause) and _DONE.search(item.clause)):
        return
    if _BUILDING.search(whole.clause) and not _SAID_SO.search(_tail(item, whole)):
        return
    if _same_thing(whole, item) or _BARE_DEED.search(_tail(item, whole)):
        yield Relation(item.figure.span, whole.figure.span, "done")


def _found(item: Item, before: Sequence[Item]) -> Iterator[Relation]:
    """Found in what was looked through: 检查电梯4094台次,查处问题24条."""
    whole = before[0] if before else None
    if whole is None or not (_counts(item) and _counts(whole)) or item.size >= whole.size:
        return
    looked = _CHECKED.search(whole.clause) and not _FOUND.search(_unit_side(whole))
    if looked and _FOUND.search(_tail(item, whole) + item.figure.subject):
        yield Relation(item.figure.span, whole.figure.span, "share")


def _rate(item: Item, before: Sequence[Item]) -> Iterator[Relation]:
    """A share that two counts before it come to, or a rate that speaks of the count before it."""
    if item.figure.unit != "%" or item.figure.change or isinstance(item.figure.value, tuple):
        return
    counts = [b for b in before if b.figure.unit != "%" and b.level and b.figure.change is None]
    if couple := _couple(item, counts):
        part, whole = (one.figure.span for one in couple)
        yield from (Relation(item.figure.span, whole, "share"), Relation(part, whole, "part"))
        return
    rate = _RATE.search(_tail(item, before[0])) if before and before[0] in counts else None
    if rate and rate["deed"] not in before[0].clause.partition(before[0].figure.text)[0]:
        yield Relation(item.figure.span, before[0].figure.span, "share")
        return
    if before and before[0] in counts and _tail(item, before[0])[1:] == "" and _FIT_FOR.search(_behind(item)):
        yield Relation(item.figure.span, before[0].figure.span, "share")
        return
    among = next((b for b in counts[:2] if _AMONG.search(_between(item, b, before))), None)
    if among and "%" not in _between(item, among, before):
        yield Relation(item.figure.span, among.figure.span, "share")


def _couple(share: Item, counts: Sequence[Item]) -> tuple[Item, Item] | None:
    """A part and its whole, nearest first, that come to the share."""
    if not _SHARE.search(share.lead):
        return None
    for n, part in enumerate(counts[:2]):
        for whole in counts[n + 1 : n + 3]:
            if _contains(whole, part) and whole.size >= _LEAST and _comes_to(part, whole, share):
                return part, whole
    return None


RULES: tuple[Rule, ...] = (_nested, _named, _total, _praised, _done, _found, _rate)


# ---- lists of parts


def _going_on(item: Item, before: Sequence[Item], found: Mapping[int, Relation]) -> Iterator[Relation]:
    """The second part in a list of parts, as long as they are no more than the whole; `found` by the start of the figure."""
    nearest = next((b for b in before if not _is_rate(b)), None)
    if nearest and _tail(item, nearest):
        nearest = next((b for b in before[:2] if _same_unit(b, item)), nearest)
    last = found.get(nearest.figure.span.start) if nearest else None
    if nearest is None or last is None or last.kind != "part":
        yield from _all_parts(item, before)
        return
    whole = next((b for b in before if b.figure.span == last.of), None)
    if whole is None:
        return
    between = _between(item, nearest, before)
    if not between or _ROSE_TO.search(between):
        yield from _abreast(item, whole, before)
        return
    parts = [b for b in before if (r := found.get(b.figure.span.start)) and r.of == last.of]
    total = item.size + sum(b.size for b in parts)
    if not _contains(whole, item) or total > whole.size * (1 + _ROUNDED):
        return
    if _goes_on(_GREW.sub("", between), parts[-1], whole, total) or _same_verb(whole, parts[-1], item):
        yield Relation(item.figure.span, whole.figure.span, "part")
    else:
        yield from _all_parts(item, before)


def _abreast(item: Item, whole: Item, before: Sequence[Item]) -> Iterator[Relation]:
    """A part that rose or is told in two units, as its whole: 保有量由2552万辆增至3230万辆,其中新能源汽车由45万辆增至356万辆."""
    place = before.index(whole)
    second = before[place - 1] if place else item
    words = _tail(second, whole)
    if (not words or _ROSE_TO.search(words)) and _same_unit(second, item) and item.size <= second.size:
        yield Relation(item.figure.span, second.figure.span, "part")


def _goes_on(between: str, first: Item, whole: Item, total: float) -> bool:
    """Whether a list of parts goes on: with 、 or 和, within the brackets that hold the first, or because all come to the whole."""
    if _NEXT_PART.search(between):
        return True
    if not _NEXT_CLAUSE.search(between):
        return False
    return bool(re.search("[(（]", first.lead)) or math.isclose(total, whole.size, rel_tol=_ROUNDED)


def _same_verb(whole: Item, first: Item, item: Item) -> bool:
    """Whether the words right before all three are the same: 贷款新增1.91万亿元,其中制造业新增1124亿元,续贷新增5982亿元."""
    verbs = {re.sub("[达到超约近过]+$", "", one.lead)[-2:] for one in (whole, first, item)}
    return len(verbs) == 1 and bool(re.fullmatch("[\u4e00-\u9fff]{2}", verbs.pop()))


def _all_parts(item: Item, before: Sequence[Item]) -> Iterator[Relation]:
    """All amounts since a whole that come to just as much: 其中, or a whole of so many digits that it is no chance."""
    parts, total = [item], item.size
    for whole in before:
        if not (whole.level and _same_unit(whole, item)):
            continue
        if len(parts) > 1 and math.isclose(total, whole.size, rel_tol=_ROUNDED):
            telling = len(re.sub(r"\D", "", whole.figure.text).strip("0")) >= _TELLING
            if telling or "其中" in _between(item, whole, before):
                yield from (Relation(part.figure.span, whole.figure.span, "part") for part in reversed(parts))
                return
        parts.append(whole)
        total += whole.size


# ---- what the rules ask


def _contains(whole: Item, part: Item, *, loosely: bool = False) -> bool:
    """Whether one amount can be a part of another: no more, in the same unit (`loosely`: classifiers), both targets or both not."""
    a, b = whole.figure, part.figure
    alike = _same_unit(whole, part) or (loosely and {a.unit, b.unit} <= _CLASSIFIERS)
    when = (a.status == "target") == (b.status == "target") and (a.year == b.year or None in (a.year, b.year))
    mean = _MEAN.search(part.clause) or _MEAN.search(whole.clause)
    return alike and when and not mean and whole.level and part.level and 0 < part.size <= whole.size


def _same_time(one: Item, other: Item) -> bool:
    return (one.figure.status, one.figure.year) == (other.figure.status, other.figure.year)


def _same_unit(one: Item, other: Item) -> bool:
    """Whether both are amounts in one unit, of a kind that has parts."""
    sums = not _is_rate(one) and not _NO_SUM.fullmatch(one.figure.unit)
    return sums and one.figure.unit == other.figure.unit and one.level and other.level


def _is_rate(item: Item) -> bool:
    return item.figure.change is not None or item.figure.unit in (*_SHARES, "倍", "个百分点")


def _counts(item: Item) -> bool:
    return item.level and item.figure.unit not in (*_SHARES, "元", "平方米", "亩", "公里")


def _tail(item: Item, before: Item) -> str:
    """The words between the end of one figure and the next."""
    return item.lead.removeprefix(before.figure.text)


def _between(item: Item, earlier: Item, before: Sequence[Item]) -> str:
    """The words from the end of an earlier figure to `item`, with the figures that stand there."""
    since = [item, *before[: before.index(earlier)]]
    return "".join(one.lead for one in reversed(since)).removeprefix(earlier.figure.text)


def _behind(item: Item) -> str:
    """The words of its clause behind a figure."""
    return item.clause.partition(item.figure.text)[2]


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
