"""Names of amounts that stand before what they measure: a share of something, its size, age or anniversary, years in a row."""

from __future__ import annotations

import re

from gen import units
from gen.read import clauses, kinds, shortening

_SHARES = ("%", "‰", "％", "℅", "成")
_OF = re.compile("^(?P<bound>左右|以[上下内])?(?P<of>的)?(?=[\u4e00-\u9fff“])")
_NO_PORTION = re.compile(
    "^(?:年|总|预期)*(?:目标|任务|要求|速度|增[长速幅]|水平|比[例重率]|占比|标准|税率|份额|股[权份]|利率|门槛|红线|优惠|关税|资本金|浓度|左右|贴息|补[贴助])"
)
_RATE = re.compile("(?:增长|下降|提[高升]|降低|增速|增幅|[涨降]幅|减少|增加|上升|率|比重|占比|比例|[之上]比|[高低]于\\S*|按|.占)$")
"Words whose share is told by themselves: nothing behind it is divided."
_DOES = re.compile(
    "^(?:用于|用在|用来|按照?|由|来自|归|纳入|完成|实现|达标|达到|参[加与]|投[入向]|集中|得到|获得|接受|采[用取]|享[有受]|从事|在|以|为)"
)
"What becomes of a part: 新增财力的80%用于民生."
_PARTED = re.compile("(?:^|[承担献占盖括了使让在将把])$")
_ACTS = re.compile(f"^(?:{clauses.VERB.pattern}|推动|支持|引导|促进|贡献|占|加强|培养)+$")
_WIDENED = re.compile("(?:范围)?(?:已经?|要|逐步)*(?:扩大|推广|拓展|延伸)[到至在]?(?:全国|全省)?$")
_QUALITY = re.compile(
    "(?P<what>总投资|总额|年?营收|年?营业收入|年?产值|经济总量|年?吞吐量|年?收入|规模|年?销售额|人口|资产|市值|税收)(?:超过?|过|突破|达到?|不低于|不足|在)$"
)
"The measure of a thing that is named behind the amount."
_MARKS_OFF = re.compile(
    "^[及(含)]*以(?P<side>[上下])的?(?P<group>[^\\d,。;:、()《》]{0,8}?(?:自然村|行政村|村|乡镇|城镇|企业|工程|项目|大户|园区|家庭|公路|河流|城市|机组|锅炉|水库|耕地|[坡旱]地|医院|"
    "学校|商[场户]|店))"
)
_HAPPENS = re.compile("突?破|[无未]|保持|居|优于")
_SPAN = re.compile("(?:前|过去|近|每)\\S?$")
_GRANTED = re.compile("^\\S{0,6}?(?:安排|投入|筹措|统筹|拿出|筹集|拨付)(?:资金)?$")
_SPENT_ON = re.compile("^,?(?:专项)?(?:用于|实施|支持|帮助|推进|开展|办好)(?P<what>[^\\d,。;:()]{2,14})")
_NEAR = 8
"Words between two amounts that say nothing of their own."
_DEED = 10
"What is done with a part is told in so many characters."
_PERSON = re.compile(
    "^\\S{0,12}?(?:老年人|老人|婴幼儿|幼儿|儿童|妇女|女性|青少年|青年|少年|孩子|女生|学生|居民|人口|人群"
    "|人员|群众|公民|适龄\\S{1,2})"
)
_PAST = re.compile("^.*(?:组织好|纪念|热烈|隆重|迎[来接]|喜迎|举[办行]|庆祝|深化|出席|组织|成绩)")
_IN_A_ROW = re.compile("(?:已经?|实现|均)*连续(?:已|第)?$")
_ROW_END = re.compile("^[^\\d,。;:、()!?]*")
_GOES_ON = re.compile("[稳位]?居|保持|实现|稳定|获|排|列|第|超|正?增|负?下降|上升|全国|只[增减]|双|领跑|净增|丰收")
"What goes on with the measure before."
_COUNTS = {"年": "年数", "天": "天数", "月": "月数", "个月": "月数", "季度": "季度数", "个季度": "季度数"}
_SIZED = re.compile(
    "^(?:和\\d+千伏)?级?的?(?P<thing>[^\\d,。;:、()《》]{0,12}?(?:项目|装置|机组|[基电]+[地站]|航道|泊位|码头|储能|光伏|油轮|制油|制气|气田|油田|水库|储备库|仓库|生产线|"
    "产线|起重机|盾构机|[输变]电工程|电网工程|变电站|通航设施|船闸|配送中心)(?:项目|工程)?)"
)
_SIZED_LIST = re.compile(
    "^级?(?P<own>[^\\d,。;:、()《》]{0,8})、[^,。;()]{0,40}?等(?P<thing>[^\\d,。;:、()《》]{0,4}(?:项目|装置|机组|航道|泊位|码头|[输变]+电工程|电网工程|电站))"
)
"A plant, a berth or a ship, which an amount of tons or watts in front of it sizes."
_SPREADS = ("亩", "公顷", "平方米", "平方公里", "公里", "千米", "米")
_LEVEL = re.compile("^级(?![别配联差])")
_PUSHED = re.compile(f"(?:{clauses.VERB.pattern}|推进|加快|推动|完成|续建|力促)+")
_NOT_SIZED = re.compile("(?:总?产|产能|达到?|突破|超过?|共|计|新增|并网|装机|完成|年)$")


def named(before: str, lead: str, after: str, unit: str, previous: str) -> str:
    """The name of such an amount, by all words before it, those of its clause, those behind it, and the name before; else empty.

    >>> named("", "", "的行政村建成驿站", "%", ""), named("建成东港", "建成东港", "级煤炭泊位,", "吨", "")
    ('行政村建成驿站占比', '东港煤炭泊位规模')
    >>> named("养老金连续", "养老金连续", "上调。", "年", ""), named("3", "招收", "幼儿。", "岁", "")
    ('养老金连续上调年数', '幼儿年龄')
    """
    if unit in _SHARES:
        return _share(before, lead, after, previous)
    if unit in ("岁", "周岁"):
        return _age(after)
    if units.is_duration(unit) or unit == "周年":
        return _time(before, lead, after, unit, previous)
    sizes = not units.is_classifier(unit) and unit not in (*kinds.MONEY, *_SPREADS)
    if unit in kinds.MONEY and _GRANTED.match(lead) and (spent := _SPENT_ON.match(after)):
        return shortening.short(clauses.lead(spent["what"])) + "资金"
    if unit in _SPREADS and lead in ("", "长", "全长", "总长") and (who := shortening.doer(clauses.noun(after))):
        return kinds.measured_in(who, unit)
    return _start(before, lead, after, unit) or _qualified(before, after, unit) or (_size(before, lead, after) if sizes else "")


def _time(before: str, lead: str, after: str, unit: str, previous: str) -> str:
    """An anniversary, years in a row, days on which something happens, or how long what is named behind takes."""
    if unit == "周年":
        base = _PAST.sub("", lead)
        return shortening.short(base) + "周年" if base else ""
    if unit in _COUNTS and _IN_A_ROW.search(before):
        return _in_a_row(lead, after, previous if len(before) <= _NEAR else "") + _COUNTS[unit]
    noun = clauses.noun(after)
    if noun and lead and unit in _COUNTS and _HAPPENS.match(noun) and not _SPAN.search(lead):
        return shortening.short(lead + noun) + _COUNTS[unit]
    takes = noun and unit in ("小时", "个小时", "分钟") and len(noun) <= _DEED
    return noun + "时长" if takes and not _DOES.match(noun) and not clauses.VERB.search(noun.removesuffix("服务圈")) else ""


def _share(before: str, lead: str, after: str, previous: str) -> str:
    """What a share is part of, or what becomes of that part: 60%的村建成驿站, 财力的八成用于民生."""
    if len(lead) > 2 and lead.endswith("占"):
        return lead + "比"
    head = _OF.match(after)
    behind = after[head.end() :] if head else ""
    noun = clauses.noun(behind)
    if head is None or not noun or _NO_PORTION.match(noun) or _RATE.search(lead):
        return ""
    if _DOES.match(noun):
        whole = lead or ("" if head["of"] or head["bound"] else clauses.measure(previous))
        deed = noun[:_DEED]
        return clauses.fitting(whole, shortening.WHOLE - len(deed)) + deed + "占比"
    acts = _ACTS.match(lead) is not None
    if not (head["of"] or head["bound"] or _PARTED.search(before) or not lead or acts):
        return ""
    lead = _WIDENED.sub("", lead)
    kept = acts or lead[:2] in ("贡献", "承担", "覆盖") or len(noun) <= shortening.FEW
    if kept and len(lead) > _DEED and not acts:
        lead = shortening.ending(lead, shortening.WHOLE - len(noun) - 2) or lead
    divided = shortening.deed((lead if kept and len(lead + noun) <= shortening.WHOLE else "") + noun)
    return (divided if len(divided) <= shortening.WHOLE else shortening.short(divided)) + "占比"


def _start(before: str, lead: str, after: str, unit: str) -> str:
    """Where a group that an amount marks off begins: 30户以上自然村."""
    group = _MARKS_OFF.match(after)
    counts = units.is_classifier(unit) and unit not in ("户", "人")
    if group is None or counts or units.is_share(unit) or (lead and before[-1:] not in "、,"):
        return ""
    return group["group"] + kinds.measured_in("", unit) + ("上限" if group["side"] == "下" else "起点")


def _qualified(before: str, after: str, unit: str) -> str:
    """The measure by which what stands behind qualifies: 吞吐量超千万人次的机场."""
    what = _QUALITY.search(before)
    noun = clauses.noun(_OF.sub("", after))
    if what is None or units.is_share(unit) or not noun or len(noun) > _DEED or not re.match("级?的?[一-鿿]", after):
        return ""
    return noun + what["what"]


def _age(after: str) -> str:
    """Whose age it is; empty where no such word follows at once."""
    behind = re.sub("^(?:及|含|[()])*(?:以[上下内])?的?", "", after)
    noun, person = clauses.noun(behind), _PERSON.match(behind)
    brief = len(noun) <= _DEED - 2 and not re.search("[、和及]", noun)
    whose = noun if brief or not person else person[0]
    return whose + "年龄" if whose else ""


def _in_a_row(lead: str, after: str, previous: str) -> str:
    """What lasts so many years in a row, without their count."""
    told = _ROW_END.match(after)
    lasts = clauses.lead(told[0]) if told else ""
    lasts = lasts if len(lasts) <= _DEED else shortening.short(lasts)
    who = _IN_A_ROW.sub("", lead) or (clauses.measure(previous) if not lasts or _GOES_ON.match(lasts) else "")
    lasts = "" if len(who) > 4 and len(who) + len(lasts) > shortening.WHOLE - 2 else lasts
    return clauses.fitting(who, shortening.WHOLE - len(lasts) - 2) + "连续" + lasts


def _size(before: str, lead: str, after: str) -> str:
    """What is so large: 建成东港5万吨级煤炭泊位."""
    sized = _SIZED.match(after) or _SIZED_LIST.match(after)
    if sized is None or not (_LEVEL.match(after) or not _NOT_SIZED.search(before)):
        return ""
    verb = _PUSHED.match(lead)
    whose = lead[verb.end() :] if verb and (verb.end() < len(lead) or _LEVEL.match(after)) else lead
    whose = re.sub("年产?$|时速$|总装机$|装机$", "", whose.rsplit("、", 1)[-1])
    thing = (sized.groupdict().get("own") or "") + sized["thing"]
    return (whose + thing if len(whose + thing) <= shortening.LONGEST else thing) + "规模"


def next_noun(after: str) -> str:
    """The noun of the next amount where this one shares it: 新建1个、扩建3个睦邻中心."""
    match = re.match(r"[、和及]?[^\d,。;、]{0,6}\d+(?:\.\d+)?[万亿]?", after)
    if match is None:
        return ""
    unit = units.at(after, match.end())
    return clauses.noun(after[match.end() + len(unit) :])
