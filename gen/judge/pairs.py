"""Results and targets of one report that measure the same thing, matched by meaning and not by classifier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gen import units
from gen.judge import told
from gen.judge.told import Told
from gen.model import Figure, Pair, PairReason, Report, Span, Text
from gen.read import subjects, tenses

_FAMILIES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (kind, frozenset(members.split()))
    for kind, members in (
        ("people", "人 名 位 人次"),
        ("households", "户 户次"),
        ("events", "场 次 场次 期 班次 届"),
        ("things", "个 家 处 所 座 条 项 件 栋 幢 支 套 台 块 片 种 类 间 门 批 对 户"),
        ("copies", "册 本 份 张 部"),
        ("machines", "台 部"),
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
        ("make", "修建 兴建"),
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
    (re.compile("(?:同比|[比较](?:上年|去年)|预计)(?=增|下|提|减|上|降)"), ""),
    (re.compile("^全[省市区县国](?=..)(?!通办)|^外贸(?=进出口)|(?<=进出口)总?[额值]|翻番$"), ""),
    (re.compile("(?:通车|营业|运营)?总?里程$"), ""),
    (re.compile("(?<=装机)(?:总?容量|总?规模|总量)$"), ""),
    (re.compile("(?<=增长)(?:占比|金额|重量)$"), ""),
    (re.compile("营业收入"), "营收"),
    (re.compile("规模以上"), "规上"),
    (re.compile("限额以上"), "限上"),
    (re.compile("粮食(?:总产量?|产量)"), "粮食产量"),
    (re.compile("居民消费价格(?:总水平|指数)"), "居民消费价格"),
    (re.compile("^(?:国民)?经济增长|(?:国内|地区)?生产总值增长|GDP增长"), "生产总值增"),
    (re.compile("注册(?=会员)|预期目标|目标$|(?<=..)(?:总?人数|总数|数量)$"), ""),
    (re.compile(r"(?:[由从](?:每[人户年月生]|20\d\d年的?|上半年)*)?(?:(?:提高|提升|增加|扩大|下降|降低|降|减少|缩短)[到至])?$"), ""),
    (re.compile("(?:上涨|涨幅|增长|增速|增幅)(?:率)?$"), "增"),
    (re.compile("增+$"), "增"),
    (re.compile("^(?:壮大|推动|做强|抓好|修建|兴建|续建)(?=.{3})"), ""),
    (re.compile("(?:全面|加快|高效|开诊)*(?:起势|落地见效|落地|投入运行|投入使用|运行|运营|投用)$"), ""),
    (re.compile("[、和与及的]|等(?=活动|项目)|年度|全年"), ""),
)
_KNOWN = (
    (re.compile("城镇新增就业|新增城镇就业|^新增就业(?:人数)?$"), "城镇新增就业"),
    (re.compile("(?:R&D|研究与试验发展|研发)(?:经费)?(?:投入|支出)?(?:强度|占(?:GDP|(?:地区|国内)生产总值)的?比[重例])"), "研发投入强度"),
)
"Measures that every report has, under several names."
_BARE = re.compile(
    "(?:重点|重大|一批|主要|总|年|计划|项目|(?:国家|省|市|自治区|区)级?)*(?:投资|资金|经费|金额|总额|项目|工程|人数|任务|改革|面积|数量|收入|支出|产值|企业|"
    "政策|措施|举措|(?:中央|省|市|县|区)?财政|国债|国家|今年|再|安排|补助|预算|专项|拟|工程项目|案例|典型|活动|平台|基地|园区|机构|人员|事项|引进|培育|形成|推出|出台|服务|立项|城市|单位|成果|指标|试点|示范|省份|国家和地区|"
    "个|家|项|条|以上|左右|规模|全[省市区县国州])*"
)
"Names that leave out what they are of: 基本建设的投资 and 签约项目的投资 are called the same."
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
_MOVES = re.compile("(?:年均|平均|累计|逆势|实现)*(?:正|负)?(?:增|下降|降低|减少|降幅|减幅|上升|提高|提升|回落|降|减|幅度?)+(?:率)?$")
_CERTAIN = 0.74
"Share of common character pairs from which two names are the same thing."
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
_LITTLE = 3
"So many characters before a name leave it the same: 政民等睦邻茶室."
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
    return (bool(told) and "累计" not in one.clause and not _parts(figure.subject)[0])


def _with_care(match: _Match) -> _Match:
    """A list's item of general words is not sure from one year to the next: 争取国债资金383亿元、支持项目512个."""
    listed = match.target.clause != match.target.lead
    if _HELD.search(match.result.clause):
        return replace(match, score=match.score - 0.05)  # what held for years is told of the year too, as a rule
    bare = listed and match.reason == "same" and _BARE.fullmatch(re.sub("^(?:支持|带动)", "", _noun(match.target.figure)))
    if match.reason == "total":
        return replace(match, score=match.score - 0.2)  # what was added that year says more than all that there is
    return replace(match, reason="names", score=match.score - 0.2) if bare else match


def _of_another(match: _Match) -> bool:
    """Whether two amounts have different owners, are items of lists of different deeds, or have names that are but akin."""
    one, two = match.result, match.target
    if frozenset(_OWNER.findall(one.before)) != frozenset(_OWNER.findall(two.before)):
        return True
    first, second = _noun(one.figure), _noun(two.figure)
    if one.figure.unit == "元" and all(_BARE.fullmatch(_FUNDED.sub("", noun)) for noun in (first, second)):
        return True
    if match.reason == "names" and ("、" in one.figure.subject) != ("、" in two.figure.subject):
        return True  # 水利 is a part of 交通、能源、水利
    if match.reason == "names" and _common(first, second) < _NEARLY_ALL * min(len(first), len(second)):
        return True
    bare = not _parts(one.figure.subject)[0] and not _parts(two.figure.subject)[0]
    return bare and is_added(one) != is_added(two) and bool(_ADDS.search(one.lead)) != bool(_ADDS.search(two.lead))


def _candidates(results: Sequence[Told], targets: Sequence[Told], *, falls: bool = False) -> Iterator[_Match]:
    """All that could be pairs; found through common character pairs, so that unlike names are never compared."""
    index: dict[str, list[Told]] = {}
    for result in results:
        if not _is_base(result):
            for two in _twos(_noun(result.figure)):
                index.setdefault(two, []).append(result)
    for target in targets:
        near = {id(r): r for two in sorted(_twos(_noun(target.figure))) for r in index.get(two, ())[:_MOST]}
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
    if not alike or not _alike(result.unit, target.unit) or _at_odds(one, two):
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
    one, two = _noun(result), _noun(target)
    verbs = _parts(result.subject)[0], _parts(target.subject)[0]
    bare = (_BARE.fullmatch(one) or _BARE.fullmatch(two)) and (verbs[0] in _NEUTRAL or verbs[0] != verbs[1])
    if bare and one == two and len(one) >= _OWN_BARE:
        return 0.5, "names"
    if bare or (result.change and not _one_measure(one, two)):
        return None
    rates = _is_rate(result)
    score = _likeness(_MOVES.sub("", one), _MOVES.sub("", two), little=0) if rates else _likeness(one, two)
    acts = _same_act(result.subject, target.subject) or (one == two and any(one == name for _, name in _KNOWN))
    if score >= _CERTAIN and acts:
        mixed = result.unit != target.unit and {result.unit, target.unit} <= _PEOPLE
        return score, "mixed" if mixed else "same"
    if score >= _CERTAIN and min(len(one), len(two)) >= _OWN_NAME:
        return score - 0.2, "deed"
    loose = _TAILS.search(one) and _TAILS.search(two)
    ends_alike = one[-2:] == two[-2:] or _TAILS.sub("", one)[-2:] == _TAILS.sub("", two)[-2:]
    if rates or not acts or not (ends_alike or loose):
        return None
    if score >= _ARGUABLE:
        return score - 0.2, "names"
    share = _IN_ORDER_LOOSE if loose else _IN_ORDER
    if result.unit == target.unit and _common(one, two) >= max(4, share * min(len(one), len(two))):
        return 0.3, "names"
    return None


def _at_odds(one: Told, two: Told) -> bool:
    """Whether the words around two amounts say that they measure different things, whatever their names."""
    ratios = one.figure.unit == two.figure.unit == ":" and _noun(one.figure) == _noun(two.figure)
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
    return len(parts) == 2 and _likeness(parts[0], parts[1]) < _CERTAIN


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
    listed = one.clause != one.lead and not _parts(one.figure.subject)[0]
    return bool(_ADDS.search(one.lead if listed else one.clause) or _ADDS.match(one.figure.subject))


def _stands(one: Told) -> bool:
    """Whether the amount is all that there is: 高新技术企业突破4500家."""
    level = one.figure.change is None and not units.is_share(one.figure.unit)
    return level and bool(_STANDS.search(one.clause) or not _parts(one.figure.subject)[0])


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


# ---- likeness


def _alike(one: str, two: str) -> bool:
    """Whether two units can count the same thing: 家 and 个 can, 场 and 人次 cannot."""
    return one == two or any(one in members and two in members for _, members in _FAMILIES)


def _same_act(one: str, two: str) -> bool:
    first, second = _parts(one)[0], _parts(two)[0]
    if first in _NEUTRAL or second in _NEUTRAL:
        return True
    short, long = sorted((first.removeprefix("新"), second.removeprefix("新")), key=len)
    return _ACTS.get(first, first) == _ACTS.get(second, second) or (len(short) >= 2 and long.startswith(short))


def _one_measure(one: str, two: str) -> bool:
    """Whether what grew or shrank is one measure: 国内生产总值 and 地区生产总值 are, 国内生产总值 and its 能耗 are not."""
    first, second = (_MOVES.sub("", words) for words in (one, two))
    return not first or not second or first[-2:] == second[-2:]


def _parts(subject: str) -> tuple[str, str]:
    """Verb and noun of a name, the time at its beginning left out."""
    return subjects.parts(_PERIOD.sub("", subject))


def _noun(figure: Figure) -> str:
    if known := next((name for pattern, name in _KNOWN if pattern.search(figure.subject)), ""):
        return known
    whole = _PERIOD.sub("", subjects.bare(figure.subject))
    words = _same(_parts(figure.subject)[1])
    verb = _parts(figure.subject)[0]
    within = verb and not whole.startswith(verb) and _BARE.fullmatch(words)
    # 固定资产投资增长, 服务业增加值, 南北山绿化工程: no deed, but a name that holds a verb
    return _same(whole) if _MOVES.fullmatch(words) or words.startswith("业") or within else words


def _same(words: str) -> str:
    for pattern, instead in _SAME:
        words = pattern.sub(instead, words)
    return words


def _likeness(one: str, two: str, little: int = _LITTLE) -> float:
    """Share of the character pairs that two names have in common; a name that ends another of `little` more characters is the same."""
    if one == two:
        return 1.0
    if min(len(one), len(two)) < 2:
        return 0.0
    first, second = _twos(one), _twos(two)
    shared = len(first & second)
    dice = 2 * shared / (len(first) + len(second))
    short, long = sorted((one, two), key=len)
    if len(short) >= 3 and len(long) - len(short) <= little and long.endswith(short):
        return max(dice, _CERTAIN)
    return max(dice, 0.7 * shared / min(len(first), len(second))) if len(short) >= 3 else dice


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
