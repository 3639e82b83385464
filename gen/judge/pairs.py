"""Results and targets of one report that measure the same thing, matched by meaning and not by classifier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gen import units
from gen.judge import akin, told
from gen.judge.told import Told
from gen.model import Figure, Pair, PairReason, Report, Span, Text
from gen.read import subjects, tenses

_TAILS = re.compile("(?:设施|活动|服务|项目|工作|工程|人数|人口|规模|总数|数量)+$")
"Endings that say little."
_LEVELS = re.compile(
    "国家级|省级|自治区级|(?<!城)市级|区级|县级|国家(?=先进|现代|制造|重点|技术|单项|实验)|全国(?=重点|文明|示范)|省(?=实验室|重点|示范)"
)
_ALIASES = {
    "研究与试验发展": "研发", "R&D": "研发",
    "国家": "国家级", "全国": "国家级", "省": "省级", "自治区级": "省级", "规上": "规模以上",
}
"Words for the same level or kind."
_QUALIFIERS = re.compile(
    "农村|城镇|城乡|人均|可再生|民间|工业|农业|一产|二产|三产|服务业|制造业|装备|规上|规模以上|限上|数字|低空|税收|地方|进出口|出口|进口|公办|普惠|研发|研究与试验发展|R&D|能耗|年末|"
    "小学|初中|高中|本科|老年|儿童|妇女|残疾|困难|人才|深海|海洋|生物"
)
"Words that make a measure another one: 农村居民收入 and 居民收入."
_ALWAYS = re.compile("人均|可再生")
"Those of them that make any amount another one, not only a share or a change."
_STAGES = re.compile("开工|竣工|投产|完工|签约|交付")
"How far a thing has come."
_PART_OF = re.compile("([^,，。;；、占]{2,})占")
"What a share is of: 工业投资占固定资产投资比重."
_ADDS = re.compile("新(?:建|增|培育|认定|发展|改|开|设|扩|入|签|引|办|上|创|评|组|成立)|净增|增设|扩充|再增|增加(?!到|值)")
_STANDS = re.compile("累计|总数|总量|现有|共有|存量|保有量|(?:达到?|突破|稳定在|保持在?|增至|增加到|发展到)(?:了)?(?:约|近|超)?$")
_REACHES = re.compile(
    "(?:达到?|突破|稳定在|保持在?|[增升降]至|[增升降]到|(?:增加|提高|提升|上升|扩大|减少|下降|降低|发展)[到至]|现有|共有|存量|保有量|总量)"
    "(?:了)?(?:约|近|超)?$"
)
"What leads to an amount that there is at the end."
_HELD = re.compile(r"连续[^,]{1,3}年|[由从]20\d\d年")
_FUNDED = re.compile("拟?投入|拟?安排")
_FLOWS = frozenset(["场", "次", "场次", "人次", "期", "届", "元"])
"Units of what goes by, and is summed."
_STATE = re.compile("装机|里程|规模$|总数|总量|保有量|面积$|人口$")
"Names of what stands."
_OWNER = re.compile(r"(?:^|[,;])([^,;、\d]{1,10}(?:集团|公司))(?=要|等|将|力争|[^,;]{0,12}作用)")
"A company whose amounts a sentence goes on to tell."
_SERVED = re.compile("助餐|就餐|供餐|诊疗|体检|服务|受益|惠及|参加|参与|覆盖|吸引|帮助|救助|资助|培训|接待|观众|观看|居民|群众|受众|对象")
"Words for those for whom something is done; those who are hired are no match for them."
_NO_DEED = frozenset(("周年", ":", "千伏", "伏", "度"))
"Units of what comes by itself or is part of a name."
_ARGUABLE = 0.6
_IN_ORDER = 0.75
"Share of the shorter name whose characters the longer one has in the same order."
_IN_ORDER_LOOSE = 0.6
"The same for names that end in words that say little."
_NEARLY_ALL = 0.83
"The same from one year to the next, where a name that is only akin would make a false verdict."
_OWN_NAME = 4
"Characters from which a name is one thing whatever is done to it: 绿色账户 is, 企业 that are visited or brought in are not."
_OWN_BARE = 5
"The same for names of general words only: 省重点项目."
_MOST = 60
"Results looked at for one pair of characters."
_PEOPLE = frozenset(("人", "名", "位", "人次"))


@dataclass(frozen=True, slots=True)
class _Match:
    """A result and a target that may be the same thing."""

    score: float
    result: Told
    target: Told
    reason: PairReason


def find(report: Report, figures: Iterable[Figure], text: Text) -> tuple[Pair, ...]:
    """The pairs of `report`, by the result's place; figures without a partner are not among them."""
    every = told.of_report(report, figures, text)
    results = [one for one in every if one.figure.status != "target"]
    targets = [one for one in every if one.figure.status == "target"]
    matches = _best(_candidates(results, targets))
    matches = [*matches, *_companions(every, every, matches)]
    return tuple(_pair(match) for match in sorted(matches, key=lambda m: m.result.figure.span))


def across(results: Sequence[Told], targets: Sequence[Told]) -> tuple[tuple[Told, Told, PairReason], ...]:
    """Each target with the result that measures the same thing, from two reports: result, target and why; by the target's place.

    What was to grow and shrank instead is the same thing here. What is told of several years is taken only where nothing is told of one.
    """
    found = [_with_care(m) for m in _candidates(results, targets, falls=True) if not _of_another(m)]
    one_year = [m for m in found if m.result.many == m.target.many]
    matches = _best(one_year)
    taken = {m.result.figure.span for m in matches}, {m.target.figure.span for m in matches}
    rest = (m for m in found if m.result.figure.span not in taken[0] and m.target.figure.span not in taken[1])
    matches = [*matches, *_best(m for m in rest if m.result.many != m.target.many)]
    matches = [*matches, *_companions(results, targets, matches)]
    return tuple((m.result, m.target, m.reason) for m in sorted(matches, key=lambda m: m.target.figure.span))


def is_level(one: Told) -> bool:
    """Whether an amount tells how much there is at the end of its time, and no work done in it: 城镇化率 is, 新建海外仓58个 is not."""
    figure = one.figure
    if units.is_share(figure.unit):
        return figure.change is None
    if figure.change is not None or is_added(one):
        return False
    told = _REACHES.search(one.clause) or _STATE.search(figure.subject) or (figure.unit not in _FLOWS and one.clause.endswith("超"))
    return (bool(told) and "累计" not in one.clause and not akin.parts(figure.subject)[0])


def _with_care(match: _Match) -> _Match:
    """A list's item of general words is not sure from one year to the next: 争取国债资金383亿元、支持项目512个."""
    listed = match.target.clause != match.target.lead
    if _HELD.search(match.result.clause):
        return replace(match, score=match.score - 0.05)  # what held for years is told of the year too, as a rule
    bare = listed and match.reason == "same" and akin.BARE.fullmatch(re.sub("^(?:支持|带动)", "", akin.noun(match.target.figure)))
    if match.reason == "total":
        return replace(match, score=match.score - 0.2)  # what was added that year says more than all that there is
    return replace(match, reason="names", score=match.score - 0.2) if bare else match


def _of_another(match: _Match) -> bool:
    """Whether two amounts have different owners, are items of lists of different deeds, or have names that are but akin."""
    one, two = match.result, match.target
    if frozenset(_OWNER.findall(one.before)) != frozenset(_OWNER.findall(two.before)):
        return True
    first, second = akin.noun(one.figure), akin.noun(two.figure)
    if one.figure.unit == "元" and all(akin.BARE.fullmatch(_FUNDED.sub("", noun)) for noun in (first, second)):
        return True
    if match.reason == "names" and ("、" in one.figure.subject) != ("、" in two.figure.subject):
        return True  # 水利 is a part of 交通、能源、水利
    if match.reason == "names" and akin.common(first, second) < _NEARLY_ALL * min(len(first), len(second)):
        return True
    bare = not akin.parts(one.figure.subject)[0] and not akin.parts(two.figure.subject)[0]
    return bare and is_added(one) != is_added(two) and bool(_ADDS.search(one.lead)) != bool(_ADDS.search(two.lead))


def _candidates(results: Sequence[Told], targets: Sequence[Told], *, falls: bool = False) -> Iterator[_Match]:
    """All that could be pairs; found through common character pairs, so that unlike names are never compared."""
    index: dict[str, list[Told]] = {}
    for result in results:
        if not _is_base(result):
            for two in akin.twos(akin.noun(result.figure)):
                index.setdefault(two, []).append(result)
    for target in targets:
        near = {id(r): r for two in sorted(akin.twos(akin.noun(target.figure))) for r in index.get(two, ())[:_MOST]}
        for result in near.values():
            if (score := _compare(result, target, falls=falls)) is not None:
                yield _Match(score[0], result, target, score[1])


def _is_base(one: Told) -> bool:
    """Whether the amount is the level that a change starts from: 由5元提高至10元."""
    return tenses.is_base(re.split("[,，。;；:：]", one.before)[-1], one.after)


def _compare(one: Told, two: Told, *, falls: bool) -> tuple[float, PairReason] | None:
    """How much a result and a target are alike, and what is to be said of it; None where they are not."""
    result, target = one.figure, two.figure
    alike = result.change == target.change or (falls and result.change and target.change)
    if not alike or not akin.units_alike(result.unit, target.unit) or _at_odds(one, two):
        return None
    if result.year and target.year and result.year > target.year:
        return None
    named = _by_name(result, target)
    if named is None or (named[1] == "names" and _unlike(_LEVELS, one, two)):
        return None
    score, reason = named
    if reason != "same":
        return named
    if _unlike(_LEVELS, one, two):
        return score - 0.2, "names"
    if _stages(result) != _stages(target):
        return score - 0.2, "deed"
    if one.many != two.many or (result.year and target.year and target.year - result.year > 1):
        return score - 0.1, "span"
    total = is_added(one) != is_added(two) and _stands(two if is_added(one) else one)
    return (score - 0.1, "total") if total else (score, reason)


def _by_name(result: Figure, target: Figure) -> tuple[float, PairReason] | None:
    """How much the names and deeds of two amounts are alike."""
    one, two = akin.noun(result), akin.noun(target)
    verbs = akin.parts(result.subject)[0], akin.parts(target.subject)[0]
    bare = (akin.BARE.fullmatch(one) or akin.BARE.fullmatch(two)) and (verbs[0] in akin.NEUTRAL or verbs[0] != verbs[1])
    if bare and one == two and len(one) >= _OWN_BARE:
        return 0.5, "names"
    if bare or (result.change and not akin.one_measure(one, two)):
        return None
    rates = _is_rate(result)
    score = akin.likeness(akin.MOVES.sub("", one), akin.MOVES.sub("", two), little=0) if rates else akin.likeness(one, two)
    acts = akin.same_act(result.subject, target.subject) or (one == two and any(one == name for _, name in akin.KNOWN))
    if score >= akin.CERTAIN and acts:
        mixed = result.unit != target.unit and {result.unit, target.unit} <= _PEOPLE
        return score, "mixed" if mixed else "same"
    if score >= akin.CERTAIN and min(len(one), len(two)) >= _OWN_NAME:
        return score - 0.2, "deed"
    loose = _TAILS.search(one) and _TAILS.search(two)
    ends_alike = one[-2:] == two[-2:] or _TAILS.sub("", one)[-2:] == _TAILS.sub("", two)[-2:]
    if rates or not acts or not (ends_alike or loose):
        return None
    if score >= _ARGUABLE:
        return score - 0.2, "names"
    share = _IN_ORDER_LOOSE if loose else _IN_ORDER
    if result.unit == target.unit and akin.common(one, two) >= max(4, share * min(len(one), len(two))):
        return 0.3, "names"
    return None


def _at_odds(one: Told, two: Told) -> bool:
    """Whether the words around two amounts say that they measure different things, whatever their names."""
    ratios = one.figure.unit == two.figure.unit == ":" and akin.noun(one.figure) == akin.noun(two.figure)
    if {one.figure.unit, two.figure.unit} & _NO_DEED and not ratios:
        return True
    if _words(_ALWAYS, one) != _words(_ALWAYS, two):
        return True
    levels = _words(_LEVELS, one), _words(_LEVELS, two)
    if all(levels) and not levels[0] & levels[1]:
        return True
    if _is_rate(one.figure) and not _qualified_alike(one, two):
        return True
    parts = [match[1] for told in (one, two) if (match := _PART_OF.search(told.clause))]
    return len(parts) == 2 and akin.likeness(parts[0], parts[1]) < akin.CERTAIN


def _qualified_alike(one: Told, two: Told) -> bool:
    """Whether what narrows two measures is the same, said in the clause, or for one of them before an earlier item of its list."""
    first, second = (
        frozenset(_ALIASES.get(word, word) for word in _QUALIFIERS.findall(subjects.bare(told.figure.subject)))
        if "分别" in told.lead
        else _words(_QUALIFIERS, told)
        for told in (one, two)
    )
    if first == second:
        return True
    narrowed, bare = (one, two) if first else (two, one)
    return not (first and second) and _words(_QUALIFIERS, narrowed) <= frozenset(_QUALIFIERS.findall(bare.lead))


def _is_rate(figure: Figure) -> bool:
    """Whether the amount is a share or a change; of those many things have some, so that the names must be the same."""
    return units.is_share(figure.unit) or figure.change is not None


def _words(pattern: re.Pattern[str], one: Told) -> frozenset[str]:
    return frozenset(_ALIASES.get(word, word) for word in pattern.findall(f"{one.clause} {one.figure.subject} {one.noun}"))


def _unlike(pattern: re.Pattern[str], one: Told, two: Told) -> bool:
    """Whether the words of a kind that stand by one amount are not those by the other."""
    first, second = _words(pattern, one), _words(pattern, two)
    return not first & second and bool(first | second)


def _stages(figure: Figure) -> frozenset[str]:
    return frozenset(_STAGES.findall(figure.subject))


def is_added(one: Told) -> bool:
    """Whether the amount comes on top of what was there: 新增100家, and in its list 勘探新增石油300吨、天然气5吨."""
    listed = one.clause != one.lead and not akin.parts(one.figure.subject)[0]
    return bool(_ADDS.search(one.lead if listed else one.clause) or _ADDS.match(one.figure.subject))


def _stands(one: Told) -> bool:
    """Whether the amount is all that there is: 高新技术企业突破4500家."""
    level = one.figure.change is None and not units.is_share(one.figure.unit)
    return level and bool(_STANDS.search(one.clause) or not akin.parts(one.figure.subject)[0])


def _best(candidates: Iterable[_Match]) -> list[_Match]:
    """The strongest matches, each figure in one at most."""
    results: set[Span] = set()
    targets: set[Span] = set()
    best: list[_Match] = []
    for match in sorted(candidates, key=lambda m: (-m.score, m.result.figure.span, m.target.figure.span)):
        if match.result.figure.span not in results and match.target.figure.span not in targets:
            results.add(match.result.figure.span)
            targets.add(match.target.figure.span)
            best.append(match)
    return best


def _companions(results: Sequence[Told], targets: Sequence[Told], matches: Sequence[_Match]) -> Iterator[_Match]:
    """Numbers of people that stand right behind the two of a pair: 活动61场,服务居民1.5万余人次 and 服务65场,受益1万人次."""
    at_result, at_target = ({one.figure.span: n for n, one in enumerate(every)} for every in (results, targets))
    taken = {m.result.figure.span for m in matches}, {m.target.figure.span for m in matches}
    for match in matches:
        one, two = _next(results, at_result[match.result.figure.span]), _next(targets, at_target[match.target.figure.span])
        free = one and two and one.figure.span not in taken[0] and two.figure.span not in taken[1]
        if one and two and free and _both_served(one, two):
            yield _Match(0.2, one, two, "beside")


def _both_served(one: Told, two: Told) -> bool:
    result, target = one.figure, two.figure
    if result.status == "target" or target.status != "target" or result.change != target.change:
        return False
    served = all(_SERVED.search(f"{told.clause}{told.noun}") for told in (one, two))
    return served and {result.unit, target.unit} <= _PEOPLE


def _next(every: Sequence[Told], at: int) -> Told | None:
    following = every[at + 1] if at + 1 < len(every) else None
    return following if following and following.figure.sentence == every[at].figure.sentence else None


def _pair(match: _Match) -> Pair:
    result, target = match.result.figure, match.target.figure
    names = {"zh": subjects.bare(target.subject), "en": ""}
    return Pair(result.span, target.span, names, "certain" if match.reason == "same" else "arguable", match.reason)
