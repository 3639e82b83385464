"""What the words around an amount say of it: its bound, and whether it is a difference from an earlier level."""

from __future__ import annotations

import re

from gen import units
from gen.model import Bound, Change
from gen.read import goals
from gen.read.quantities import Numeral

_LINK = r"(?:(?:达到|达|到|至|为|在|有|了|实现|完成|共)?)"
_OVER = (
    r"超过了?|超额|超出|超|突破了?|逾|不少于|不低于|不小于|不下于|至少|大于|多于|高于|最低|≥|>"
)
_UNDER = r"不超过|不足|不到|低于|小于|少于|未满|不高于|不多于|不大于|不超|至多|最多|≤|<"
_APPROX = r"大约|约为|(?<![签公条节预合履])约|将近|接近|近|大概|大致|左右"
_MUST_NOT = "不(?:得|能|可|应|准|许|宜|再|允许)"
_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("under", re.compile(rf"{_MUST_NOT}(?:超过|超出|超|高于|多于|大于|突破){_LINK}$")),
    ("over", re.compile(rf"{_MUST_NOT}(?:低于|少于|小于){_LINK}$")),
    ("over", re.compile(rf"(?<!不)(?:{_OVER}){_LINK}$")),
    ("under", re.compile(rf"(?<!不)(?:{_UNDER}){_LINK}$")),
    ("approx", re.compile(rf"(?:{_APPROX}){_LINK}$")),
    ("over", re.compile(r"(?:不低于|不少于)[^,。;\d]{2,20}的$")),
    ("under", re.compile(r"(?:不超过|不高于|不多于)[^,。;\d]{2,20}的$")),
)
_ROUND = frozenset("十百千万亿")
_REACHES = re.compile("(?<![以会路网线跃迈登踏站冲])上$|(?<![通经路跨跳度])过$")
"Before a round number in words: 上百家, 产值过亿元."
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("over", re.compile(r"\ ?(?:\([^()\d]{1,3}\))?(?:及|或)?以上|\ ?(?:之上|有余|开外|起步)", re.VERBOSE)),
    ("under", re.compile(r"\ ?(?:\([^()\d]{1,3}\))?(?:及|或)?(?:以下|以内|之内|之下)", re.VERBOSE)),
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
    >>> bound(twenty, "每车最多不能超过", ""), bound(twenty, "每天不得少于", ""), bound(twenty, "不超过全部座位的", "")
    ('under', 'over', 'under')
    """
    before = before.rstrip()
    if len(numeral.values) == 2 and numeral.unit != ":":
        return "range"
    if numeral.more:
        return "over"
    if first in _ROUND and _REACHES.search(before):
        return "over"
    if goals.is_exceeded(before, after):
        return "exact"
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
    r"↑|增长率?|增加值增长|增加|增产|增支|多收|上涨|上升|提高|提升|增幅|涨幅|增速|增收|增资|增至|扩大|"
    r"上浮|上调|增|涨|升|多|加快|提速|延长|快"
)
_FALL = r"↓|下降率?|减收|减产|减支|少收|降低|减少|下跌|回落|降幅|缩减|压减|压缩|缩短|减幅|收窄|下滑|下浮|下调|减|降|少|跌|负增长|削减|低"
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
_NOT_CHANGE = re.compile(r"(?:新增|(?:改造|整治|打造|优化|修缮|建设|绿化|亮化|美化|品质|提质|立面|围墙|景观|环境|路面)提升|"
    r"不少|至少|最[快慢长短]|不多|最少|最多|众多|许多|更多|减少到|提高到|至|增加到|最低|不低|不高|最高|多达|"
    r"高达|低达|不减|不增|不降)(?:了|约|近|超过|分别|各)*$")
_COMPARED = re.compile(r"同比|比“?[一二三四五六七八九十]+五”?|比上届|比上年|较上年|比去年|较去年|环比|比上一年|较\d{4}年|"
    r"比\d{4}年|比同期|较同期|同期")
_DIFFERS = re.compile(
    r"(?:[高多快]出?|(?P<less>[低少慢]))(?:约|近|了)?$"                                       # 比上年同期多5件
    r"|(?:(?:增加|上升|提高)|(?P<fewer>减少|下降|降低))(?:了)?[^\d,。;:]{1,10}$"               # 同比减少案件12起
)
_PUSHED = re.compile("(?:加快|学历提升|技能提升|素质提升|能力提升|扩容提升)$")
_THINGS = re.compile(r"[\u4e00-\u9fff;；。]")
"What is pushed on is no difference: 加快12个在谈项目, 学历提升416人."
_LIFTS = re.compile(r"[^,。;、\d]{2,10}(?:待遇|负担|税负)")
"What is lifted or lowered for so many: 降低200万户企业的税负."
_FEWER = re.compile(r"(?:减少|压减|削减)[^,，。;\d]{0,8}(?:人口|贫困户|债务|库存|排放量?|用量|负担)(?:约|近|超过?)?$")
"How much less there is of what there was: 减少农村贫困人口1250人."
# The order is the policy: the rate of natural growth, a rate of fall, a rate of growth, a level reached, a verb right before the number
# or before its thing.
_SIGNS: tuple[tuple[re.Pattern[str], Change | None], ...] = (
    (_ENDS_NATURAL, None),
    (_ENDS_FALL_RATE, "-"),
    (_ENDS_RATE, "+"),
    (_NOT_CHANGE, None),
    (_ENDS_RISE, "+"),
    (_ENDS_FALL, "-"),
    (_FEWER, "-"),
)
_COUNTS_NAMES = re.compile("(?:主要|重点|核心|约束性|预期性)*(?:经济)?指标")
"How many indicators were named, the last of them by its verb: 人口自然增长率和能耗下降3项指标."
_KEPT = re.compile("分别(?:控制|保持|稳定|维持|达|为|在)[^,。;]*$")
_RATE = re.compile("(?<![长降减增速幅])率$|比[重例]$")
_CHAIN = re.compile(r"^(?:左右|以上|以下|以内|上下)?(?:[、和与及]|以及|,(?:分别)?)?(?:(?<=[、,])(?:力争|争取|确保))?$")


def is_level(before: str, subject: str) -> bool:
    """Whether an amount of a list is a level though another of the list is a change, by the words before it and its name.

    >>> before = "城镇调查失业率、居民消费价格涨幅分别控制在"
    >>> is_level(before, "城镇调查失业率"), is_level(before, "居民消费价格涨幅")
    (True, False)
    """
    return bool(_KEPT.search(before) and _RATE.search(subject))


def change(before: str, previous: Change | None, between: str, after: str = "", *, minus: bool = False) -> Change | None:
    """`+` or `-` where the number is a difference from an earlier level; `previous` and `between` carry a list on: 8.9%、7.7%.

    `after` is what follows the unit; `minus`: the number itself is below zero, so that 增长-4% is a fall.

    >>> change("同比增长", None, ""), change("就业率提高到", None, ""), change("新增", None, "")
    ('+', None, None)
    >>> change("贫困人口脱贫和能耗下降", None, "", "指标按年度统计")
    """
    before = before.rstrip()
    if (_PUSHED.search(before) and _THINGS.match(after)) or _LIFTS.match(after) or after.startswith("来"):
        return None
    if _COUNTS_NAMES.match(after):
        return None
    if previous and _CHAIN.match(between.strip()):
        return previous
    for pattern, sign in _SIGNS:
        if pattern.search(before):
            return "-" if minus and sign == "+" else sign
    clause = _CUTS.split(before)[-1]
    if _COMPARED.search(clause) and (match := _DIFFERS.search(clause)):
        return "-" if match["less"] or match["fewer"] else "+"
    return None
