"""What became of the numbered promises of one year: each target beside the next year's result, and whether it was reached.

A verdict is sure only where value, unit and bound leave no choice; what is arguable carries its reasons.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gen import units
from gen.judge import pairs, told
from gen.judge.told import Told
from gen.model import Doubt, Entry, Figure, Outcome, PairReason, Saying, Verdict

_SIZES = {
    "亩": 2000 / 3, "公顷": 10_000, "平方公里": 1_000_000, "平方千米": 1_000_000, "公里": 1000, "千米": 1000, "km": 1000, "‰": 0.1,
}  # fmt: skip
"Of units that are not the smallest of their family, in its smallest."
_LESS = re.compile("失业率|能耗|水耗|排放|浓度|事故|死亡|伤亡|发案|警情|火灾|信访|投诉|流失率|不良率|逾期|倍差")
"Of these the lower is the better; a number set for them is a ceiling, said or unsaid."
_EVEN = re.compile("物价|价格|CPI|赤字|负债|债务|隐患")
"Of these a little less is taken as better, but nobody says so."
_MORE = re.compile("整改|排查|查处|消除|化解|办结|受理|处置|治理|整治|削减|减排|培训|宣传|演练|检查|覆盖|满意|下降率|率(?:达|为)?100")
"What is done about them; of this the more is the better."
_FULFILLED = re.compile(
    r"(?:完成|达到?|占|为)(?:了)?[^\d,，。;；]{0,8}(?:目标|任务|计划|预算|进度)(?:任务|总数|数|量|额|投资)*的?(?:完成率)?(?:约|近|超)?$|完成率[为达]?(?:到)?$"
)
"Words before a share of a target; such a share tells of no thing itself."
_CLAIM = re.compile(
    r"^[^\d。;；]{0,6}(?:(?:超额)?完成|达到?|占|为)(?:了)?(?:全年|年度|年初|年|总)*(?:目标|任务|计划)(?:任务|总数|数|量|额)*的?(?:约)?(?P<share>\d+(?:\.\d+)?)%"
)
"What the report itself says of a result: 完成全年目标的103%."
_PARTLY = re.compile(
    r"截[至止到](?!.*(?:12月|年底|年末))|1?\d月?[-—–~至到]1?\d月(?!31)|上半年|前三季度|一季度|前\d+个?月|半年(?!度)"
)
"A part of the year only."
_WHOLE_YEAR = re.compile(r"1月?[-—–~至到]12月|全年")
_TOTAL = re.compile("累计(?!新增|完成)|[一二三四五六七八九十]年来|以来|总数|总量|共有|现有")
"More than one year's work."
_MAKES = re.compile("新(?!能源|兴|材料|型|质)|培育|认定|引进|引育|发展|建成|建设|打造|创建|增补|遴选")
"Verbs that begin the name of work to be done."
_DEED = re.compile("(?:改造|建设|治理|修复|整治|更新|公路|管网)$")
"Names of what was done, though no verb begins them."
_NO_DEED = frozenset(("周年", "周岁", "岁", ":", "千伏", "伏"))
"Units of what comes by itself or is no amount."
_SHORTENED = re.compile("缩|减|控制|时限|时间|时长|天数|寿命")
"Of a length of time that is a promise: 审批时限压缩到3个工作日, and not 240小时过境免签."
_HABIT, _WILL = re.compile("每年"), re.compile("力争|确保|将|要|实现|完成|新|增")
"What happens every year is no promise: 每年接待游客近3亿人次."
_LATER = re.compile(
    "(?:今后|未来|用)(?:[三四五]|[345])年(?!.*今年)|(?:^|[,，。;；])(?:[三四五]|[345])年(?:内|共|累计|新增|力争)(?!.*今年)|20\\d\\d[-—–~至到]20\\d\\d年"
)
"An aim for several years together."
_NOT_DONE = re.compile("(?:没有|未能?)(?:实现|完成|达到)[^。;；]*$")
"What was not done is no result: 没有实现年初确定的能耗降低4%的目标."
_CRITERIA = (
    (re.compile("以?内[\u4e00-\u9fff]{2}"), ("米", "公里")),
    (re.compile("(?:以上|以下)?的?[\u4e00-\u9fff]{0,10}(?:企业|项目|集群|园区|主体)(?:总?数)?(?:达到?|超|突破|[1-9])"), ("元",)),
)
"Behind a number that marks off what is counted: 50米内换乘比例, 年销售收入超10亿元的龙头企业达100家."
_ON_ONE_BASIS = re.compile("[(（]同口径")
"A second number on the basis of the plan stands behind: 增长1.7%(同口径增长2.5%)."
_MORE_THAN = re.compile("(?:超过?|突破|高于|大于|多于)$")
"Words of a plan that ask for more than their number."
_WITHOUT = re.compile("(?:扣除|剔除|不含|不包括)[^。;；]*$")
"What a number leaves out."
_SHARED = re.compile(r"^(?:、|和|及|与)[\d.]+(?:%|个百分点)?(?:、[\d.]+%)*左右")
"An “about” behind a list of numbers that is said of each: 分别增长5%、6.5%左右."
_SLACK = 0.1
"How far from its number an amount may lie that is told as about, more than or less than it."

_BELOW = 1 - 1e-6
"What is told as less than a number is not that number."


@dataclass(frozen=True, slots=True)
class _Band:
    """Between what a number lies, and the number itself: of a range its two ends."""

    low: float
    high: float
    marks: tuple[float, float]


def outcomes(former: Entry, later: Entry) -> tuple[Outcome, ...]:
    """What became of the numbered promises of `former` for the year that `later` reports, in the order of the text."""
    targets = [told.of_saying(s) for s in former.sayings if is_promise(s, former)]
    results = [_as_told(s) for s in later.sayings if _tells(s, later)]
    judged = {t.figure.span: _judged(t, r, reason) for r, t, reason in pairs.across(results, targets)}
    return tuple(judged.get(t.figure.span) or Outcome(t.figure, None, "no evidence", None, ()) for t in targets)


def is_promise(saying: Saying, entry: Entry) -> bool:
    """Whether a figure promises something for the year that `entry` plans; what falls due later is none yet."""
    figure, near = saying.figure, _near(saying)
    if figure.status != "target" or figure.year not in (None, _planned(entry)) or _LATER.search(saying.before):
        return False
    if units.is_duration(figure.unit) and not _SHORTENED.search(near):
        return False
    if any(figure.unit in of and pattern.match(saying.after) for pattern, of in _CRITERIA):
        return False
    if figure.unit in _NO_DEED or figure.text.endswith("级") or saying.after.startswith("级"):
        return False
    return not _HABIT.search(near) or bool(_WILL.search(near))


def _planned(entry: Entry) -> int | None:
    """The year whose plans a report tells: that of its plans, else the one after its results."""
    return entry.year_of_plans or (entry.year_of_results + 1 if entry.year_of_results else None)


def _tells(saying: Saying, entry: Entry) -> bool:
    """Whether a figure tells of a thing in the year reported: no plan, no other year, no share of a target."""
    figure = saying.figure
    if figure.status == "target" or figure.unit in _NO_DEED or figure.year not in (None, entry.year_of_results):
        return False
    if _NOT_DONE.search(saying.before):
        return False
    return not (figure.unit == "%" and _FULFILLED.search(saying.before))


def _as_told(saying: Saying) -> Told:
    """A result; the level reached at the end of several years is that of the last."""
    one = told.of_saying(saying)
    return replace(one, many=False) if one.many and pairs.is_level(one) else one


# ---- the verdict


def _judged(target: Told, result: Told, reason: PairReason) -> Outcome:
    if another := tuple(dict.fromkeys(_of_another_count(target, result, reason))):
        near = reason in ("same", "span", "total")  # else it is not even sure that it measures the same thing
        return Outcome(target.figure, result.figure if near else None, "no evidence", None, another if near else ())
    verdict, unsure = _weighed(target, result)
    doubts = (*_of_pair(reason), *unsure, *_of_result(target, result, verdict))
    doubts = tuple(dict.fromkeys(doubts))
    return Outcome(target.figure, result.figure, verdict, "arguable" if doubts else "certain", doubts)


def _of_pair(reason: PairReason) -> tuple[Doubt, ...]:
    return () if reason == "same" else (reason,)


def _weighed(target: Told, result: Told) -> tuple[Verdict, tuple[Doubt, ...]]:
    """The two numbers against each other, and what their bounds leave open."""
    shared = target.figure.bound == "exact" and _SHARED.match(target.after)
    aim, got = _band(replace(target.figure, bound="approx") if shared else target.figure), _band(result.figure)
    if target.figure.change and result.figure.change and target.figure.change != result.figure.change:
        got = _Band(-got.high, -got.low, (-got.marks[1], -got.marks[0]))
    claim = _CLAIM.match(result.after)
    ceiling, said = _ceiling(target)
    reached, sure = _under(aim, got) if ceiling else _over(aim, got)
    verdict: Verdict = "reached" if reached else "not reached"
    doubts: list[Doubt] = [] if sure else ["near" if shared or target.figure.bound == "approx" else "bound"]
    if claim and float(claim["share"]) >= 100 and reached:
        doubts = []
    elif claim and (float(claim["share"]) >= 100) != reached:
        doubts.append("claim")
    if not ceiling and reached and got.low == got.high == aim.low and _MORE_THAN.search(target.before):
        doubts.append("even")
    if not reached and sure and _rounded(result.figure, target.figure):
        doubts.append("rounded")
    if ceiling and not said and got.marks != aim.marks:
        doubts.append("ceiling")
    return verdict, tuple(doubts)


def _rounded(result: Figure, target: Figure) -> bool:
    """Whether a result is the planned number once it is rounded to as many digits: 58.08% and 58.1%."""
    got, aim = result.value, target.value
    if isinstance(got, tuple) or isinstance(aim, tuple) or result.unit != target.unit:
        return False
    digits = len(str(aim).partition(".")[2])
    return digits > 0 and round(got, digits) == aim


def _band(figure: Figure) -> _Band:
    """Between what the number of `figure` lies, in the smallest unit of its family."""
    size = _SIZES.get(figure.unit, 1)
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    low, high = min(values) * size, max(values) * size
    slack = max(abs(low), abs(high)) * _SLACK
    if figure.bound == "approx":
        return _Band(low - slack, high + slack, (low, high))
    if figure.status == "target" or figure.bound not in ("over", "under"):
        return _Band(low, high, (low, high))
    if figure.bound == "over":
        return _Band(low, high + slack, (low, high))
    return _Band(low - slack, high * _BELOW, (low - slack / 2, high - slack / 2))


def _over(aim: _Band, got: _Band) -> tuple[bool, bool]:
    """Whether `got` is as much as a floor asks, and whether that is sure.

    >>> _over(_Band(100, 100, (100, 100)), _Band(103, 103, (103, 103))), _over(_Band(4.5, 5.5, (5, 5)), _Band(4.9, 4.9, (4.9, 4.9)))
    ((True, True), (False, False))
    """
    asked = aim.marks[0]
    return _settled(_least(got.low, asked), not _least(got.high, aim.low), _least(sum(got.marks) / 2, asked))


def _under(aim: _Band, got: _Band) -> tuple[bool, bool]:
    """The same for a ceiling."""
    asked = aim.marks[1]
    return _settled(_least(asked, got.high), not _least(aim.high, got.low), _least(asked, sum(got.marks) / 2))


def _least(number: float, asked: float) -> bool:
    """Whether a number is not less than another, but for what a change of units rounds away."""
    return number >= asked or math.isclose(number, asked, rel_tol=1e-9)


def _settled(surely: bool, surely_not: bool, rather: bool) -> tuple[bool, bool]:
    return (surely or (rather and not surely_not), surely or surely_not)


def _ceiling(target: Told) -> tuple[bool, bool]:
    """Whether a target is a most and not a least, and whether it says so itself."""
    if target.figure.bound == "under":
        return True, True
    about = target.figure.subject
    if target.figure.change == "-" or _MORE.search(about):
        return False, False
    return bool(_LESS.search(about) or _EVEN.search(about)), bool(_LESS.search(about))


# ---- what the words around a result leave open


def _of_another_count(target: Told, result: Told, reason: PairReason) -> Iterator[Doubt]:
    """Why a number says nothing of one year's promise: work of several years, all that there is beside what was to be added."""
    if result.many and not told.is_many(target.figure, target.before):
        yield "span"
        return
    if units.is_share(target.figure.unit) or target.figure.change or result.figure.change:
        return
    if _TOTAL.search(_near(result)) and not _TOTAL.search(_near(target)):
        yield "total"
    adds, added = _adds(target), pairs.is_added(result)
    stands = pairs.is_level(result) or (reason == "total" and not _DEED.search(result.figure.subject))
    if adds and not added and stands:
        yield "stock"
    elif added and not adds and pairs.is_level(target):
        yield "added"


def _adds(target: Told) -> bool:
    """Whether a promise is of work to be done, and not of how much there is to be: 培育高新技术企业100家."""
    return pairs.is_added(target) or bool(_MAKES.match(target.figure.subject))


def _of_result(target: Told, result: Told, verdict: Verdict) -> Iterator[Doubt]:
    """What makes even a clear number no proof: a part of the year, the sum of many years, a standing fact."""
    clause = _clause(result.before)
    if bool(_WITHOUT.search(result.before)) != bool(_WITHOUT.search(target.before)) or _ON_ONE_BASIS.match(result.after):
        yield "names"
    counts = result.figure.unit not in ("%", "‰") and result.figure.change is None
    if _PARTLY.search(clause) and not _WHOLE_YEAR.search(clause) and not (verdict == "reached" and counts):
        yield "period"
    if result.figure.status == "stock" and verdict == "reached" and counts and not pairs.is_level(target):
        yield "stock"


def _clause(before: str) -> str:
    """The words from the last full stop or semicolon on."""
    return re.split("[。;；]", before)[-1]


def _near(saying: Told | Saying) -> str:
    """The words right before a number."""
    return re.split("[,，、。;；]", saying.before)[-1][-16:]
