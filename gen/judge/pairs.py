"""Results and targets of one report that measure the same thing, matched by meaning and not by classifier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gen.model import Figure, Pair, PairReason, Report, Span
from gen.read import subjects

_FAMILIES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (kind, frozenset(members.split()))
    for kind, members in (
        ("people", "人 名 位 人次"),
        ("households", "户 户次"),
        ("events", "场 次 场次 期 班次 届"),
        ("things", "个 家 处 所 座 条 项 件 栋 幢 支 套 台 块 片 种 类 间 门 批 对 户"),
        ("copies", "册 本 份 张 部"),
        ("area", "平方米 ㎡ 平米 亩 公顷 平方公里"),
        ("length", "公里 千米 米 延米 km m"),
        ("money", "元"),
        ("share", "% ‰"),
    )
)
# Verbs that do the same to what they act on.
_ACTS: dict[str, str] = {
    verb: kind
    for kind, verbs in (
        ("make", "新建 建成 新增 增设 新增设 新设立 设立 成立 创建 创成 建设 打造 新发展 发展 改扩建 组建 新组建 引进 引入 新引进 招引"),
        ("mend", "修缮 更新 改造 整修 修复 提升 优化 改建 整改"),
        ("hold", "举办 开展 组织 承办 召开 开设"),
        ("remove", "拆除 清理 取缔 封堵 整治 治理"),
        ("help", "救助 帮助 资助 慰问 服务 惠及 覆盖"),
        ("give", "发放 配送 推送 提供 编制 印发 下发"),
    )
    for verb in verbs.split()
}
_PERIOD = re.compile(
    r"^(?:截[至止]\S{0,6}?|20\d\d年)?(?:前?1?\d[-—–~至到]*(?:1?\d)?个?月份?(?:末|底)?|上半年|前三季度|[一二三四五六七八九十]+年来(?:累计)?)"
)
"A time that begins a name."
_NEUTRAL = frozenset(["", "完成", "推进", "实施", "落实", "做好"])
_SAME = (
    (re.compile("帐户"), "账户"),
    (re.compile("同比(?=增|下)"), ""),
    (re.compile("经济增长|(?:国内|地区)?生产总值增长|GDP增长"), "生产总值增"),
    (re.compile("注册(?=会员)|预期目标|目标$|(?<=..)(?:总?人数|总数|数量)$"), ""),
    (re.compile("(?:上涨|涨幅|增长|增速|增幅)(?:率)?$"), "增"),
    (re.compile("增+$"), "增"),
    (re.compile("[、和与及的]|等(?=活动|项目)|年度|全年"), ""),
)
_BARE = re.compile("(?:计划|项目)?总?投资|资金|经费|金额|总额|项目|工程|人数|任务|面积|数量|收入|支出|产值")
"Names that leave out what they are of: 基本建设的投资 and 签约项目的投资 are called the same."
_MOVES = re.compile("(?:逆势|实现)?(?:正|负)?(?:增|下降|降低|减少|降幅|减幅|上升|提高|提升|回落|降|减|幅度?)+(?:率)?$")
_CERTAIN = 0.74
"Share of common character pairs from which two names are the same thing."
_ARGUABLE = 0.5
_IN_ORDER = 0.6
"Share of the shorter name whose characters the longer one has in the same order."
_OWN_NAME = 4
"Characters from which a name is one thing whatever is done to it: 绿色账户 is, 企业 that are visited or brought in are not."
_MOST = 60
"Results looked at for one pair of characters."
_PEOPLE = frozenset(("人", "名", "位", "人次"))


@dataclass(frozen=True, slots=True)
class _Match:
    """A result and a target that may be the same thing."""

    score: float
    result: Figure
    target: Figure
    reason: PairReason


def find(report: Report, figures: Iterable[Figure]) -> tuple[Pair, ...]:
    """The pairs of `report`, by the result's place; figures without a partner are not among them."""
    every = list(figures)
    matches = _best(_candidates([f for f in every if f.status != "target"], [f for f in every if f.status == "target"]))
    matches = [*matches, *_companions(every, every, matches)]
    return tuple(_pair(match) for match in sorted(matches, key=lambda m: m.result.span))


def across(results: Sequence[Figure], targets: Sequence[Figure]) -> tuple[tuple[Figure, Figure, PairReason], ...]:
    """Each target with the result that measures the same thing, from two reports: result, target and why; by the target's place.

    What was to grow and shrank instead is the same thing here.
    """
    matches = _best(_candidates(results, targets, falls=True))
    matches = [*matches, *_companions(results, targets, matches)]
    return tuple((m.result, m.target, m.reason) for m in sorted(matches, key=lambda m: m.target.span))


def _candidates(results: Sequence[Figure], targets: Sequence[Figure], *, falls: bool = False) -> Iterator[_Match]:
    """All that could be pairs; found through common character pairs, so that unlike names are never compared."""
    index: dict[str, list[Figure]] = {}
    for result in results:
        for two in _twos(_noun(result)):
            index.setdefault(two, []).append(result)
    for target in targets:
        near = {id(r): r for two in sorted(_twos(_noun(target))) for r in index.get(two, ())[:_MOST]}
        for result in near.values():
            if match := _compare(result, target, falls=falls):
                yield match


def _compare(result: Figure, target: Figure, *, falls: bool) -> _Match | None:
    alike = result.change == target.change or (falls and result.change and target.change)
    if not alike or not _alike(result.unit, target.unit):
        return None
    if result.year and target.year and result.year > target.year:
        return None
    one, two = _noun(result), _noun(target)
    bare = (_BARE.fullmatch(one) or _BARE.fullmatch(two)) and _parts(target.subject)[0] in _NEUTRAL
    if bare or (result.change and not _one_measure(one, two)):
        return None
    score = _likeness(one, two)
    acts = _same_act(result.subject, target.subject)
    if score >= _CERTAIN and acts:
        mixed = result.unit != target.unit and {result.unit, target.unit} <= _PEOPLE
        return _Match(score, result, target, "mixed" if mixed else "same")
    if score >= _CERTAIN and min(len(one), len(two)) >= _OWN_NAME:
        return _Match(score - 0.2, result, target, "deed")
    if score >= _ARGUABLE and acts:
        return _Match(score - 0.2, result, target, "names")
    if acts and result.unit == target.unit and _common(one, two) >= max(4, _IN_ORDER * min(len(one), len(two))):
        return _Match(0.3, result, target, "names")
    return None


def _best(candidates: Iterable[_Match]) -> list[_Match]:
    """The strongest matches, each figure in one at most."""
    results: set[Span] = set()
    targets: set[Span] = set()
    best: list[_Match] = []
    for match in sorted(candidates, key=lambda m: (-m.score, m.result.span, m.target.span)):
        if match.result.span not in results and match.target.span not in targets:
            results.add(match.result.span)
            targets.add(match.target.span)
            best.append(match)
    return best


def _companions(results: Sequence[Figure], targets: Sequence[Figure], matches: Sequence[_Match]) -> Iterator[_Match]:
    """Numbers of people that stand right behind the two of a pair: 活动61场,服务居民1.5万余人次 and 服务65场,受益1万人次."""
    at_result, at_target = ({f.span: n for n, f in enumerate(figures)} for figures in (results, targets))
    taken = {m.result.span for m in matches}, {m.target.span for m in matches}
    for match in matches:
        one, two = _next(results, at_result[match.result.span]), _next(targets, at_target[match.target.span])
        if one and two and _both_people(one, two) and one.span not in taken[0] and two.span not in taken[1]:
            yield _Match(0.2, one, two, "beside")


def _both_people(result: Figure, target: Figure) -> bool:
    if result.status == "target" or target.status != "target" or result.change != target.change:
        return False
    return {result.unit, target.unit} <= _PEOPLE


def _next(figures: Sequence[Figure], at: int) -> Figure | None:
    following = figures[at + 1] if at + 1 < len(figures) else None
    return following if following and following.sentence == figures[at].sentence else None


def _pair(match: _Match) -> Pair:
    names = {"zh": subjects.bare(match.target.subject), "en": ""}
    return Pair(
        match.result.span, match.target.span, names, "certain" if match.reason == "same" else "arguable", match.reason
    )


# ---- likeness


def _alike(one: str, two: str) -> bool:
    """Whether two units can count the same thing: 家 and 个 can, 场 and 人次 cannot."""
    return one == two or any(one in members and two in members for _, members in _FAMILIES)


def _same_act(one: str, two: str) -> bool:
    first, second = _parts(one)[0], _parts(two)[0]
    if first in _NEUTRAL or second in _NEUTRAL:
        return True
    return first == second or _ACTS.get(first, first) == _ACTS.get(second, second)


def _one_measure(one: str, two: str) -> bool:
    """Whether what grew or shrank is one measure: 国内生产总值 and 地区生产总值 are, 国内生产总值 and its 能耗 are not."""
    first, second = (_MOVES.sub("", words) for words in (one, two))
    return not first or not second or first[-2:] == second[-2:]


def _parts(subject: str) -> tuple[str, str]:
    """Verb and noun of a name, the time at its beginning left out."""
    return subjects.parts(_PERIOD.sub("", subject))


def _noun(figure: Figure) -> str:
    words = _parts(figure.subject)[1]
    for pattern, instead in _SAME:
        words = pattern.sub(instead, words)
    return words


def _likeness(one: str, two: str) -> float:
    """Share of the character pairs that two names have in common; a name that ends another counts almost in full."""
    if one == two:
        return 1.0
    if min(len(one), len(two)) < 2:
        return 0.0
    first, second = _twos(one), _twos(two)
    shared = len(first & second)
    dice = 2 * shared / (len(first) + len(second))
    within = shared / min(len(first), len(second))
    return max(dice, 0.75 * within if min(len(one), len(two)) >= 3 else dice)


def _twos(words: str) -> frozenset[str]:
    return frozenset(words[n : n + 2] for n in range(len(words) - 1))


def _common(one: str, two: str) -> int:
    """Length of the longest row of characters that both hold in the same order."""
    row = [0] * (len(two) + 1)
    for char in one:
        last = 0
        for n, other in enumerate(two, 1):
            last, row[n] = row[n], last + 1 if char == other else max(row[n], row[n - 1])
    return row[-1]
