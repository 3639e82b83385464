"""What the words around an amount say of it: its bound, whether it is a difference, done, planned or a standing fact, and its year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gen import units
from gen.model import Bound, Change, Role, Status
from gen.read.quantities import Numeral

_LINK = r"(?:(?:达到|达|到|至|为|在|有|了|实现|完成|共)?)"
_OVER = (
    r"超过了?|超额|超出|超|突破了?|逾|不少于|不低于|不小于|不下于|至少|大于|多于|高于|最低|≥|>"
)
_UNDER = r"不超过|不足|不到|低于|小于|少于|未满|不高于|不多于|不大于|不超|至多|最多|≤|<"
_APPROX = r"大约|约为|约|将近|接近|近|大概|大致|左右"
_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("over", re.compile(rf"(?<!不)(?:{_OVER}){_LINK}$")),
    ("under", re.compile(rf"(?<!不)(?:{_UNDER}){_LINK}$")),
    ("approx", re.compile(rf"(?:{_APPROX}){_LINK}$")),
    ("over", re.compile(r"(?:不低于|不少于)[^,。;\d]{2,20}的$")),
)
_ROUND = frozenset("十百千万亿")
_REACHES = re.compile("(?<![以会路网线跃迈登踏站冲])上$|(?<![通经路跨跳度])过$")
"Before a round number in words: 上百家, 产值过亿元."
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("over", re.compile(r"\ ?(?:及|或)?以上|\ ?(?:之上|有余|开外|起步)", re.VERBOSE)),
    ("under", re.compile(r"\ ?(?:及|或)?(?:以下|以内|之内|之下)", re.VERBOSE)),
    ("approx", re.compile(r"\ ?(?:左右|上下)", re.VERBOSE)),
)


def bound(numeral: Numeral, before: str, after: str, first: str = "") -> Bound:
    """Whether the number is exact; 余 or 多 inside wins over any word beside it; `first` is the number's first character.

    >>> from decimal import Decimal
    >>> twenty = Numeral(0, 3, "", (Decimal(20),), "家")
    >>> bound(twenty, "引进企业不少于", ""), bound(twenty, "约", ""), bound(twenty, "", "以上")
    ('over', 'approx', 'over')
    >>> bound(Numeral(0, 2, "", (Decimal(100),), "家"), "引进企业上", "", "百"), bound(twenty, "占比超过 ", "")
    ('over', 'over')
    """
    before = before.rstrip()
    if len(numeral.values) == 2 and numeral.unit != ":":
        return "range"
    if numeral.more:
        return "over"
    if first in _ROUND and _REACHES.search(before):
        return "over"
    for kind, pattern in _BEFORE:
        if pattern.search(before[-24:]):
            return kind
    for kind, pattern in _AFTER:
        if pattern.match(after):
            return kind
    if units.is_duration(numeral.unit) and re.match("内(?!容|部|外|涵)", after):
        return "under"
    return "exact"


_CUTS = re.compile("[,。;:!?]")


# ---- change

_RISE = (
    r"增长率?|增加值增长|增加|增产|增支|多收|上涨|上升|提高|提升|增幅|涨幅|增速|增收|增资|增至|扩大|"
    r"上浮|上调|增|涨|升|多|加快|提速|延长|快"
)
_FALL = r"下降率?|减收|减产|减支|少收|降低|减少|下跌|回落|降幅|缩减|压减|压缩|缩短|减幅|收窄|下滑|下浮|下调|减|降|少|跌|负增长|削减|低"
_WORDS = (
    r"(?:了|约|近|超过|超|不低于|不少于|不超过|逾|大约|达到?(?=\d+(?:\.\d+)?(?:%|个百分点))|控制在|保持在?|稳定在|分别|:|各|"
    r"高达|\ )*"
)
_ENDS_RISE = re.compile(rf"(?:{_RISE}){_WORDS}$")
_ENDS_FALL = re.compile(rf"(?:{_FALL}){_WORDS}$")
_ENDS_RATE = re.compile(
    r"(?:(?:提高|增长|上升|增加)幅度|增速|增幅|增长率|增率|涨幅|增长(?:预期)?目标)"
    r"(?:预期目标)?(?:达到?|完成|为|在|约|超过?|高于|不低于|保持|"
    r"预计|实现|均|分别|近|左右|控制|稳定|突破|\ )*$"
)
_ENDS_FALL_RATE = re.compile(
    r"(?:(?:下降|降低|减少)幅度|降幅|降低率|下降率|减幅|跌幅)(?:达到?|为|在|约|超过?|高于|不低于|保持|预计|实现|均|分别|近)*$"
)
_ENDS_NATURAL = re.compile(r"自然增[长加]率(?:控制|保持|稳定|为|在|达到?|是|约|:|不?[低高]于|不?超过?|预计|\ )*$")
"A rate that is a level of its own: births less deaths."
_NOT_CHANGE = re.compile(r"(?:新增|(?:改造|整治|打造|优化|修缮|建设|绿化|亮化|美化|品质|提质)提升|"
    r"不少|至少|不多|最少|最多|众多|许多|更多|减少到|提高到|至|增加到|最低|不低|不高|最高|多达|"
    r"高达|低达|不减|不增|不降)(?:了|约|近|超过|分别|各)*$")
_COMPARED = re.compile(r"同比|比“?[一二三四五六七八九十]+五”?|比上届|比上年|较上年|比去年|较去年|环比|比上一年|较\d{4}年|"
    r"比\d{4}年|比同期|较同期|同期")
_DIFFERS = re.compile(
    r"(?:[高多快]出?|(?P<less>[低少慢]))(?:约|近|了)?$"                                       # 比上年同期多5件
    r"|(?:(?:增加|上升|提高)|(?P<fewer>减少|下降|降低))(?:了)?[^\d,。;:]{1,10}$"               # 同比减少案件12起
)
# The order is the policy: the rate of natural growth, a rate of fall, a rate of growth, a level reached, a verb right before the number.
_SIGNS: tuple[tuple[re.Pattern[str], Change | None], ...] = (
    (_ENDS_NATURAL, None),
    (_ENDS_FALL_RATE, "-"),
    (_ENDS_RATE, "+"),
    (_NOT_CHANGE, None),
    (_ENDS_RISE, "+"),
    (_ENDS_FALL, "-"),
)
_CHAIN = re.compile(r"^(?:[、和与及]|以及|,(?:分别)?)$")


def change(before: str, previous: Change | None, between: str) -> Change | None:
    """`+` or `-` where the number is a difference from an earlier level; `previous` and `between` carry a list on: 8.9%、7.7%.

    >>> change("同比增长", None, ""), change("就业率提高到", None, ""), change("新增", None, "")
    ('+', None, None)
    """
    before = before.rstrip()
    if previous and _CHAIN.match(between.strip()):
        return previous
    for pattern, sign in _SIGNS:
        if pattern.search(before):
            return sign
    clause = _CUTS.split(before)[-1]
    if _COMPARED.search(clause) and (match := _DIFFERS.search(clause)):
        return "-" if match["less"] or match["fewer"] else "+"
    return None


# ---- status and year

_OPENS_PLAN = re.compile(
    r"(?:任务|目标|打算|计划|安排|思路|重点|举措)(?:是|为|如下|包括)?:|(?:任务|目标)(?:是|为)|^\W*(?:下一步|明年|下一年|今后|"
    r"接下来|20\d\d年,?(?:计划|将|要|我们将))"
)
_OPENS_RESULT = re.compile(r"^\W*(?:一年来|过去一年|回顾|去年|今年以来|20\d\d年以来|截至|全年完成|目前)")
_FUTURE = re.compile(
    r"力争(?!目标)|确保(?!了)|争取(?=在|于|年|实现|全年|达到|完成|20|新|用|早|尽快|到20)"
    r"|(?<![按照超动])计划(?!生育|(?:总)?投资(?:额|[近约超达]?\d)|单列|数|内|外|[和、,。;”]|的(?!种|投|建|新|改|完))|拟(?!定)|预期目标|明年|下一步|下年|未来|今后|即将|有望"
    r"|(?:^|[,。;、:])到20\d\d年(?!底?已)|将(?=新|完|建|实|达|于|在|继续|投|开|力|全[面力]|再|有(?!关)|进一步|为|以|按|增|超|启|推)"
    r"|要(?=新|完|建|实|达|力|再|继|加|全)|打算|规划(?:建设(?!用地)|新建)|下半年"
)
_DONE = re.compile(
    r"已(?!经?成为)|截至|截止|累计|完成了|现已|至今|实现了|建成了|年初以来|今年以来|一年来|上半年|前三季度|1-\d{1,2}月|同比|"
    r"(?<![比较])(?:去年|上年|过去)|荣获|获评|获得"
)
_PAST = re.compile(
    r"(?:1[-—至]\d{1,2}月份?|前三季度|\d月底)(?:已|共|累计)*(?:完成|实现)|"
    r"(?<![比较同为按在])(?:去年|上年|前年|过去[一五]年)(?!同期|年初|的?基础|水平|预算|相比)|(?:截至|截止)(?!20\d\d年(?:底|"
    r"末)前)|已(?:经)?(?:建成|完成|达|有|实现|累计|发放|开工|投入|到位|下达|落实|启动|建|在)|"
    r"累计已|年初以来|今年以来|上半年已|目前已"
)
_STOCK = re.compile(
    r"现有|共有|辖有|下辖|现辖|共辖|管辖|所辖|全区有|全县有|全镇有|全市有|辖区(?:总|内)?(?:面积|有|人口|范围|户籍|常住)|"
    r"区域(?:总)?面积|行政区域|地域面积|国土(?:总)?面积|耕地面积|林地面积|总人口|"
    r"(?:常住|户籍|流动|外来|实有|农业|总)人口(?!城镇化)|总户数|在册|在职|登记在册|保有量|存量|拥有|设有|内设|位于|相距|"
    r"距(?:离)?(?:县|市|区|省|镇|机场|火车)|东离|西离|目前有|目前共|常年"
)
_ACTS = re.compile(
    "新增|新建|完成|发放|举办|增长|投入|已|改造|整治|建成|开展|办理|受理|新发展|达成|拆除|引进|培训|救助|提供|下降|减少|实现|"
    "诊疗|接诊|产值|收入|销售|吞吐|营业额|检查|组织|解决|创建|登记办理|发展到|增加|提高|提升|降[至到低]|[增升]至|增加?到|扩大|调整|压缩|缩短|延长|惠及"
)
_DID = re.compile("牺牲|负伤|完成|取得|参加|参与|通过|获|开工|入选|达标|实现|脱贫|受理|报名|晋级|列入|获得|被")
_FULFILS = re.compile(r"(?:完成|占|达到|超过|为)(?:了)?(?:全年|年度|年初|年|总|省|市|区|县)*(?:目标|计划|任务|预算)(?:总?投资|"
    r"任务|数|量|总数|额)*的?$|(?:完成|占)[^,。;]{0,6}计划[^,。;]{0,6}的$|占(?:全年|年度)[^,。;]*的$")
_GOAL = re.compile(r"(?:目标(?!群)|目标值|计划|任务(?:数|书|量)|任务|指标)(?:总?投资|任务|数|是|为|值|:|\ |内|完成|改造|建设|"
    r"新增)*(?:不低于|不少于|约)?$")
_GOAL_AFTER = re.compile(r"^[^,。;:、中不]{0,12}?(?:任务|计划数|的?(?:年度|全年)?目标(?!群))(?=[,。;:、]|$|已)")
_BESIDE_GOAL = re.compile(
    r"(?:高于|低于|高出|超过?|超出|超额|塌|欠|少于|多于|落后于?|慢于|快于|比|较|距|离)"
    r"[^,。;\d]{0,8}(?:目标|计划|任务|指标|预算)[^,。;\d]{0,3}$"
)
"A distance from a goal, or a share of it, and not the goal."
_BUDGET = re.compile(r"预算(?:总?数|总额|目标)(?:为|是|:)?$|(?:年初|调整后?|年度)的?预算(?:为|是)?$|指标(?:任务|数)?(?:为|是|:)?$")
_NAMED_GOAL = re.compile(r"(?:任务|目标)(?:是|为)[^,。;:\d]{0,14}$|(?:目标|任务|计划)(?:任务|数|值)?\([\d.、,和元公里亿万人户个项千米亩]*$")
"What a goal in so many words is, or one in brackets: 建设任务是新增床位500张, 占年度目标(470亿元、106亿元)的121%."
_ASSIGNED = re.compile(r"(?<!未)(?:下达|分解|核定|分配)[^,。;]{0,26}(?:任务|计划|指标|目标)")
_MET = re.compile("[;]|已|截[至止]|实际|超额|累计|完成")
_BASE = re.compile(r"(?:由|从)(?!此|于|事|严)[^,。;由从]{0,24}$")
_BASE_AFTER = re.compile(
    r"^[^,。;]{0,12}?(?:提高|增加|上升|下降|降|升|扩大|扩展|扩|减少|缩短|压缩|压减|调整|增长|发展|提升|跃升|上涨|降低|回落|优化|"
    r"拓展|延长|缩减|改善|增|减|提|变|跃)(?:到|至|为)"
)
_YEAR = re.compile(
    r"(?P<cut>比|较|与|同|从|由|自|相比|对比|是|[-—至])?(?P<year>(?:19|20)\d{2})\ ?年(?!代|以来|起|同期|的?基础|相比|前|后|工作|"
    r"主要|政府|开始|[-—至]|版|的\d[^,。;]{0,6}倍)"
    r"(?:[度底末])?",
    re.VERBOSE,
)
_TELLS_PLANS = re.compile(
    r"(?:今年|明年|未来|今后|下一步|下半年)[^,。;]{0,16}(?:将|计划(?!完成投资|总?投资)|力争(?!目标)|要|拟|确保)|"
    r"将(?=投?建|实施|新|完成|推进|启动|开工|达|"
    r"继续|改|打造|着力|全力|突出|引进|优先|重点|为[^,。;]{0,8}办|进一步|持续|加快|加大|大力|积极|努力|围绕|坚持|力争|确保|扎实|"
    r"深入|组织|开展|提供|安排|增|再|于)|新的一年|(?:20\d\d年)?[^,。;]{0,8}(?:(?<![超完达高低实][出成到于现])预期目标|目标清单|新目标)|力争(?!目标)|"
    r"(?<!全年)(?<!年度)(?<!总)计划(?=新|建|改|投(?!资)|完|实|增|用|在|于)|"
    r"(?:确定|票决|敲定|征集|推出|公布|重点(?:抓好|办好|实施))[^。;]{0,24}(?:实事|大事)|实事(?:项目)?[^,。;]{0,6}(?:分别)?(?:是|为|如下)?:"
)
_CAPTION = re.compile(
    r"\W{0,2}[^,。;:\W]{0,6}(?:(?P<plans>目标|任务|打算|安排|实事|计划)|回顾|成绩单?|成效)\W{0,2}"
)
"A line that heads what follows in a newspaper: 【回顾】, 【今年目标】."
_TELLS_RESULTS = re.compile(
    r"(?:1[-—至]\d{1,2}月份?|前三季度|上半年)[^,。;]{0,8}(?:完成|实现|累计)|去年|过去(?:的)?一年|一年来|回顾|截[至止](?!20\d\d年(?:底|末)前)|"
    r"已(?:建成|完成|达|有|实现|累计|发放|开工|投入)|目前已|"
    r"累计(?:完成|建成|发放)|成绩单"
)
_EXPECTED = re.compile(
    r"预计(?:全年|全市|全区|全县|全镇|全乡|实现|完成|达到|可)*[^,。;]{0,10}"
    r"(?:生产总值|总产值|增加值|收入|投资(?!项目|规模)|税收|零售总?额|进出口)"
)
"A report of the past year that is given before its numbers are in."
_FORWARD = re.compile(r"今年|明年|未来|今后|力争|目标|将|到20\d\d年|计划")
_LAST_YEAR = re.compile(r"(?:^|[,。;:])(?:去年|上年|前一年)(?!同|的?基础|末|底)")
_LABEL = re.compile(
    r"(?P<plans>(?:目标|任务|计划)(?:任务|内容|数|值)?(?:是|为)?:)|(?:完成|进展|落实|推进|办理|实施)(?:情况)?:"
)
"What a list of tasks writes before each half: 年度目标: … 完成情况: …"
_SO_FAR = re.compile(r"截[至止](?:目前|今|当前)|(?:^|[。;])\W*(?:目前|至今|迄今|一年来|今年以来|年初以来)")
_ASSEMBLY = re.compile(
    r"(?:应到|实到|应出席|实出席|到会|列席|出席(?:会议)?)会?(?:的)?(?:人大|党员|正式|列席)*(?:代表|委员|人数|人员)?(?:共|共计|为|有)?$"
)
_ATTENDS = re.compile(r"^(?:\([^()]*\))?[^,。;\d]{0,8}(?:人大代表|党代表|政协委员|代表|委员)(?!建议|提案|议案|意见|家|联络|会|视察)")
_MEETS = re.compile(r"(?:召开|举行|本次|此次)[^。]{0,30}(?:大会|会议|全会)|(?:大会|会议)[^。]{0,8}(?:召开|举行|开幕)")
_QUOTED = re.compile("《[^》]*》|“[^”]*”")


_AHEAD = re.compile(r"预计|将于?|计划|拟|力争|争取|确保")
"Before a year that ends with its clause: 预计2014年6月完工;完成8所学校."


@dataclass(frozen=True, slots=True)
class Tense:
    """Whether an amount is done, planned or a standing fact, and of which year."""

    status: Status
    year: int | None


def turn(role: Role | None, words: str) -> Role | None:
    """The role of the sentences after `words` in their paragraph: one that opens plans turns it.

    >>> turn("results", "主要任务是:完成改造64件。"), turn("results", "完成改造64件。")
    ('plans', 'results')
    """
    if _OPENS_PLAN.search(words) and not _OPENS_RESULT.search(words) and not re.search("已|实际完成|上半年|完成了", words):
        return "plans"
    return role


def drift(role: Role | None, words: str, results: int | None, plans: int | None) -> Role | None:
    """The role of what follows `words` where no heading tells it, as in a newspaper: the last word of time decides.

    >>> drift(None, "今年将建成小学6所。", 2019, 2020), drift("plans", "去年建成4所。", 2019, 2020)
    ('plans', 'results')
    """
    told = _QUOTED.sub("", words)
    if line := _CAPTION.fullmatch(told.strip()):
        return "plans" if line["plans"] else "results"
    ends: dict[Role, int] = {"results": -1, "plans": -1}
    for match in _TELLS_PLANS.finditer(told):
        ends["plans"] = match.end()
    for match in _TELLS_RESULTS.finditer(told):
        ends["results"] = match.end()
    for match in _YEAR.finditer(told) if results != plans else ():
        kind: Role | None = "plans" if int(match["year"]) == plans else "results" if int(match["year"]) == results else None
        if kind and match["cut"] is None:
            ends[kind] = max(ends[kind], match.end())
    if max(ends.values()) < 0:
        return role
    return "plans" if ends["plans"] > ends["results"] else "results"


def tense(
    role: Role | None,
    before: str,
    after: str,
    previous: Status | None,
    known: tuple[int | None, int | None],
    drifting: bool = False,
    unit: str = "",
) -> Tense:
    """Status and year of an amount from the words of its sentence before and after it.

    `previous` is the status of the amount before it in the sentence, `known` the years of results and plans, `drifting` says that no
    heading gave the role; the age of a group is a standing fact of no year.

    >>> tense("results", "全年发放救助金", "。", None, (2016, 2017))
    Tense(status='result', year=2016)
    >>> tense("plans", "新建", "睦邻中心。", None, (2016, 2017))
    Tense(status='target', year=2017)
    >>> tense("results", "贫困户由", "降至29户", None, (2016, 2017))
    Tense(status='stock', year=None)
    """
    if is_threshold(unit, after):
        return Tense("stock", None)
    results, plans = known
    words = _Words(before, after, unit)
    if _BASE.search(words.near) and _BASE_AFTER.match(after):
        own = re.search(r"((?:19|20)\d{2})年", words.near)
        return Tense("stock", int(own[1]) if own else None)
    named = _named_year(before)
    if _ASSEMBLY.search(words.near) or (drifting and _MEETS.search(words.sentence) and _ATTENDS.match(after)):
        # A meeting is held in the year in which the report is given.
        return Tense("result", named or plans or results)
    role = _role_of(words, drift(role, before, results, plans) if drifting else role, plans)
    if role != "plans" and (status := _beside_goal(words)):
        return Tense(status, named or results or (plans if status == "target" else None))
    if _is_stock(words.near, role, previous) and not ("共有" in words.near and _DID.search(_CUTS.split(after)[0])):
        return Tense("stock", named or results)
    return _planned(words.near, named, known) if role == "plans" else _reported(words.sentence, named, known)


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands around an amount."""

    before: str
    after: str
    unit: str

    @property
    def near(self) -> str:
        """The amount's own clause, up to it."""
        return _CUTS.split(self.before)[-1]

    @property
    def sentence(self) -> str:
        """Its sentence, up to it."""
        return self.before.rsplit("。", 1)[-1]


def _role_of(words: _Words, role: Role | None, plans: int | None) -> Role | None:
    """The role in which the sentence itself speaks, where it says so, else `role`."""
    if labels := list(_LABEL.finditer(words.sentence)):
        role = "plans" if labels[-1]["plans"] else "results"
    return "results" if role == "plans" and _looks_back(words.sentence, plans) else role


def _beside_goal(words: _Words) -> Status | None:
    """In results: a goal that is quoted, or the share of it that was reached; None for all else."""
    if _FULFILS.search(words.near) and (units.is_share(words.unit) or not _BUDGET.search(words.near)):
        return "result"
    assigned = _ASSIGNED.search(words.sentence)
    if assigned and not _MET.search(words.sentence[assigned.end() :]):
        return "target"
    return "target" if _is_goal(words.near, words.after, words.unit) else None


def _planned(near: str, named: int | None, known: tuple[int | None, int | None]) -> Tense:
    """Among plans all is a target but what its clause or year says was done."""
    results, plans = known
    past = _PAST.search(near) or (named is not None and plans is not None and named < plans and named == results)
    return Tense("result", named or results) if past else Tense("target", named or plans or results)


def _reported(sentence: str, named: int | None, known: tuple[int | None, int | None]) -> Tense:
    """Among results all is one but what the sentence puts into the future."""
    results, plans = known
    future = [m.end() for m in _FUTURE.finditer(_QUOTED.sub("", sentence))]
    done = [m.end() for m in _DONE.finditer(sentence)]
    if future and (not done or future[-1] > done[-1]) and not re.search("预计|预期(?!目标)", sentence):
        return Tense("target", named or plans or results)
    if named is not None and results is not None and named > results:
        return Tense("target", named)
    return Tense("result", named or results)


_AGED = re.compile(
    r"(?:\ ?[及(含)]*(?:以上|以下|以内))?(?:的|老|人群|人员|居民|群众|户籍|妇女|儿童|青|党员|常住|高龄|独居|困难|参保|农|学|职|未成年|"
    r"适龄|及以上|至\d)",
    re.VERBOSE,
)


def is_threshold(unit: str, after: str) -> bool:
    """Whether the amount is the age that marks a group off: 60岁以上老年人.

    >>> is_threshold("岁", "以上老年人"), is_threshold("岁", "。")
    (True, False)
    """
    return unit in ("岁", "周岁") and _AGED.match(after) is not None


def _looks_back(sentence: str, plans: int | None) -> bool:
    """Whether the sentence tells of what was reached although it stands among plans: 预计, 截至目前."""
    if (expected := _EXPECTED.search(sentence)) and not _FORWARD.search(sentence):
        return not (plans and f"{plans}年" in sentence[: expected.start()] + sentence[expected.end() :])
    so_far = _SO_FAR.search(sentence) or _LAST_YEAR.search(sentence)
    return bool(so_far and not _FUTURE.search(sentence[so_far.end() :]))


def _is_goal(near: str, after: str, unit: str) -> bool:
    """Whether the amount is a task: 年度目标任务500人; 完成45个改造任务 is done."""
    if _BESIDE_GOAL.search(near):
        return False
    if _BUDGET.search(near) and not units.is_share(unit):
        return True
    if _PAST.search(near):
        return False
    if _NAMED_GOAL.search(near):
        return True
    goal_after = _GOAL_AFTER.match(after)
    return bool(_GOAL.search(near) or (goal_after and "完成" not in near and not re.search("已|完成|超额", goal_after[0])))


def _is_stock(near: str, role: Role | None, previous: Status | None) -> bool:
    if _ACTS.search(near):
        return False
    if _STOCK.search(near):
        return True
    return previous == "stock" and role != "plans"


def _named_year(before: str) -> int | None:
    """The last year named in the sentence, unless it is only compared with or part of a title."""
    named, end, told = None, 0, _QUOTED.sub("", before)
    near = told.rfind(";") + 1
    for match in _YEAR.finditer(told):
        ahead = match.start() < near and _AHEAD.search(told, max(0, match.start() - 6), match.start())
        if match["cut"] is None and not ahead:
            named, end = int(match["year"]), match.end()
    return None if named is not None and "今年" in told[end:] else named
