"""What the words around an amount say of it: its bound, whether it is a difference, done, planned or a standing fact, and its year."""

from __future__ import annotations

import re

from gen import units
from gen.model import Bound, Change, Role, Status
from gen.quantities import Numeral

_LINK = r"(?:(?:达到|达|到|至|为|在|有|了|实现|完成|共)?)"
_OVER = r"超过了?|超额|超出|超|突破了?|逾|不少于|不低于|不小于|不下于|至少|大于|多于|高于|最低|≥|>|[已再]?过(?=百|千|万|\d)|上(?=百|千|万)"
_UNDER = r"不超过|不足|不到|低于|小于|少于|未满|不高于|不多于|不大于|不超|至多|最多|≤|<"
_APPROX = r"大约|约为|约|将近|接近|近|大概|大致|左右"
_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("under", re.compile(rf"(?:{_UNDER}){_LINK}$")),
    ("over", re.compile(rf"(?<!不)(?:{_OVER}){_LINK}$")),
    ("over", re.compile(r"(?:不少于|不低于|不小于|不下于)$")),
    ("approx", re.compile(rf"(?:{_APPROX}){_LINK}$")),
)
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("over", re.compile(r"\ ?(?:及|或)?以上|\ ?(?:之上|有余|开外|起步)", re.VERBOSE)),
    ("under", re.compile(r"\ ?(?:及|或)?(?:以下|以内|之内|之下)", re.VERBOSE)),
    ("approx", re.compile(r"\ ?(?:左右|上下)", re.VERBOSE)),
)


def bound(numeral: Numeral, before: str, after: str) -> Bound:
    """Whether the number is exact; 余 or 多 inside wins over any word beside it.

    >>> from decimal import Decimal
    >>> twenty = Numeral(0, 3, "", (Decimal(20),), "家")
    >>> bound(twenty, "引进企业不少于", ""), bound(twenty, "约", ""), bound(twenty, "", "以上")
    ('over', 'approx', 'over')
    """
    if len(numeral.values) == 2 and numeral.unit != ":":
        return "range"
    if numeral.more:
        return "over"
    for kind, pattern in _BEFORE:
        if pattern.search(before[-12:]):
            return kind
    for kind, pattern in _AFTER:
        if pattern.match(after):
            return kind
    if units.is_duration(numeral.unit) and re.match("内(?!容|部|外|涵)", after):
        return "under"
    return "exact"


# ---- change

_RISE = r"增长率?|增加值增长|增加|上涨|上升|提高|提升|增幅|涨幅|增速|增收|增至|扩大|上浮|上调|增|涨|升|多|加快|提速|延长|快"
_FALL = r"下降率?|降低|减少|下跌|回落|降幅|缩减|压减|压缩|缩短|减幅|收窄|下滑|下浮|下调|减|降|少|跌|负增长|节约|削减|低"
_WORDS = r"(?:了|约|近|超过|超|不低于|不少于|不超过|逾|大约|达到?(?=\d+(?:\.\d+)?(?:%|个百分点))|控制在|保持在?|稳定在|分别|为|:|在|各|高达|\ )*"
_ENDS_RISE = re.compile(rf"(?:{_RISE}){_WORDS}$")
_ENDS_FALL = re.compile(rf"(?:{_FALL}){_WORDS}$")
_ENDS_RATE = re.compile(r"(?:增速|增幅|增长率|涨幅|增长(?:预期)?目标)(?:预期目标)?(?:达到?|为|在|约|超过?|高于|不低于|保持|预计|实现|均|分别|近|左右|控制|稳定|突破|\ )*$")
_ENDS_FALL_RATE = re.compile(r"(?:降幅|降低率|下降率|减幅|跌幅)(?:达到?|为|在|约|超过?|高于|不低于|保持|预计|实现|均|分别|近)*$")
_NOT_CHANGE = re.compile(r"(?:新增|不少|至少|不多|最少|最多|众多|许多|更多|减少到|提高到|至|增加到|最低|不低|不高|最高|多达|高达|低达|不减|不增|不降)(?:了|约|近|超过|分别|各)*$")
_COMPARED = re.compile(r"同比|比上年|较上年|比去年|较去年|环比|比上一年|较\d{4}年|比\d{4}年|比同期|较同期|同期")
_OBJECT = re.compile(r"(?P<verb>增加|减少|下降|上升|降低|提高)(?:了)?[^\d,。;:]{1,10}$")
_CHAIN = re.compile(r"^(?:[、和与及]|以及|,(?:分别)?)$")


def change(before: str, unit: str, previous: Change | None, between: str) -> Change | None:
    """`+` or `-` where the number is a difference from an earlier level; `previous` and `between` carry a list on: 8.9%、7.7%.

    >>> change("同比增长", "%", None, ""), change("就业率提高到", "%", None, ""), change("新增", "家", None, "")
    ('+', None, None)
    """
    if previous and _CHAIN.match(between):
        return previous
    if _ENDS_FALL_RATE.search(before):
        return "-"
    if _ENDS_RATE.search(before):
        return "+"
    if _NOT_CHANGE.search(before):
        return None
    if _ENDS_RISE.search(before):
        return "+"
    if _ENDS_FALL.search(before):
        return "-"
    clause = re.split("[,。;:]", before)[-1]
    if _COMPARED.search(clause) and (match := _OBJECT.search(clause)):
        return "+" if match["verb"] in ("增加", "上升", "提高") else "-"
    return None


# ---- status and year

_PLANNED = re.compile(r"力争|确保|争取|计划(?!生育|的|单列|数|内|外)|拟(?!定)|将(?!近|军|来|其|以|原)|预期目标|目标(?:是|为|任务)?|明年|下一步|下年|到20\d\d年|未来|今后|即将|有望|规划(?:建设)?|要(?=新|完|建|实|达|力|再|继|加|求)|年内(?:完成|实现|建成)|打算|下半年")
_DONE = re.compile(r"已(?!经?成为)|截至|截止|目前|去年|过去|上年|累计|完成了|现已|至今")
_FULFILS = re.compile(r"完成(?:了)?(?:全年|年度|年初|年)?(?:目标|计划|任务|预算)|(?:目标|计划|任务|预算)(?:数|任务|量)?的$|占(?:全年|年度)")
_STOCK = re.compile(r"现有|共有|辖有|下辖|辖区(?:总)?面积|总面积|占地(?:面积)?|总人口|常住人口|户籍人口|现辖|拥有|设有|位于|总户数|在册|在职|编制(?:数)?\d?|共辖|管辖|辖")
_GOAL = re.compile(r"(?:目标|目标值|预期目标|计划|任务(?:数|书)?|指标)(?:任务|数|是|为|:|\ )*$")


def status(role: Role | None, before: str, sentence: str) -> Status:
    """Whether the amount is done, planned, or a standing fact: by the nearest word of tense, else by the section's role.

    >>> status("results", "全年发放救助金", ""), status("plans", "新建", ""), status("results", "辖区总面积", "")
    ('result', 'target', 'stock')
    """
    clause = re.split("[。;]", before)[-1]
    near = re.split("[,。;:]", before)[-1]
    if role == "plans":
        if re.search(r"去年|上年|\d{4}年(?:底|末)?(?:已|完成|共)|截至|目前已|已(?:建成|完成|达)|现有|目前", near):
            return "stock" if re.search("现有|目前", near) and not re.search("已", near) else "result"
        return "target"
    if _STOCK.search(near) and not re.search("新增|新建|完成|发放|举办|增长|累计|投入|已", near):
        return "stock"
    if _FULFILS.search(near):
        return "result"
    if _GOAL.search(near):
        return "target"
    planned = [m.end() for m in _PLANNED.finditer(clause)]
    done = [m.end() for m in _DONE.finditer(clause)]
    if planned and (not done or planned[-1] > done[-1]) and not re.search("预计(?:全年|\\d{4}年|今年)", clause):
        return "target"
    return "result"


_YEAR = re.compile(r"(?P<cut>(?:比|较|与|同|从|由|自|相比|对比)(?:上年|去年)?\ ?)?(?P<year>(?:19|20)\d{2})\ ?年(?!代|以来|起|同期|的基础|相比|前|后|工作|主要|政府)", re.VERBOSE)


def year(before: str, state: Status, results: int | None, plans: int | None) -> int | None:
    """The year of the amount: one named before it in its sentence, else that of the report's results or plans."""
    named = None
    for match in _YEAR.finditer(before):
        if match["cut"] is None:
            named = int(match["year"])
    default = plans if state == "target" else results
    return named if named is not None else default
