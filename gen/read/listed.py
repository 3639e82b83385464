"""Amounts told in one breath: 分别下降50%、42.9%, and which of them one is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gen.read import clauses

_SEPARATOR = "(?:[、和与及]|以及)"
_AMOUNT = r"(?:约|近|超|达|各)?\d[\d.]*[^\d,。;:!?、和与及()\s]{0,6}"
_BEFORE = re.compile(f"(?:{_AMOUNT}{_SEPARATOR})*$")
_AFTER = re.compile(f"(?:(?:左右|以[上下内])?{_SEPARATOR}{_AMOUNT})*")
_ONE = re.compile(_SEPARATOR)
_BETWEEN_ITEMS = re.compile("、|和(?![谐平睦])|与(?!会)|(?<![普以])及(?![时其以])")
_SIDES = (("存款", "贷款"), ("收入", "支出"), ("产量", "销量"))
_BOTH = re.compile("^(?P<whose>[^、和与]{2,12}?)(?P<both>存贷款|收支|产销量)(?P<what>\\S{0,8})$")
_SECTORS = ("第一产业", "第二产业", "第三产业")
_CHANGE_END = re.compile("(?:同比|均|年均|实际|净|再)*(?:增长|下降|上升|提高|增加|减少|降低|压减|(?<=再)降)$")
_CHANGE_AGAIN = re.compile("^(?:净)?再")
_SHARED = re.compile(
    "(?:[^、和与及的]{2}率|排放量|库存量|出栏量|吞吐量|增加值|总?产值|产量|销量|标准|[存贷]*款余额|贷款|存款|营业收入|营收|零售额|交易额|销售额|总额|增速|占比|比重|比例|建成区面积|面积|数量|[^、的]{2}规模|支出|收入|出口|进口|通关时间|"
    "[户家条人]数)$"
)
"What the last item of a list measures for all."
_OWN = re.compile("(?:[率额值量度数费次比]|收入|支出|投资|余额|标准|占比|比重|增速|面积|规模|利润|税收)$")
_ITEM = 4
"An item of a list up to so long may end as the last one does: 城镇和农村居民收入."
_TWINS = re.compile("城镇|城市|农村|乡村|小学|初中|高中|国有|民营|中央|地方|境[内外]|男性|女性|国内|[入出]境|进口|出口|\\S?[一二三]产")
_ORDER = re.compile("第?[一二三]")
_TRADE = re.compile("(?:制造|服务|产|工|农|建筑|金融|行)业$")
_DONE = re.compile("完成\\S{2,4}|新增|净增|压减|减产|增产|落实\\S{0,2}")
"What 分别 tells of each of a list."
_VICTIMS = re.compile("(?:死亡|伤亡|受伤|死伤)(?:人数|人员)?|损失数|(?:直接)?经济损失|案损数")
_EVENTS = re.compile(".{2,12}?(?=起数|发案数|受理数|发生数|件数|案件数)")
"What the first of a list counts and the next goes on about: 火灾起数、死亡人数."
_SORTED = re.compile("[型级类性]$")
"An item that ends like the first part of the last goes on as that does: 急难型、支出型救助标准."


@dataclass(frozen=True, slots=True)
class Series:
    """Where one amount stands among those told in one breath."""

    place: int
    "From 0."
    count: int
    "How many there are; 1 where the amount stands alone."
    head: str
    "The words of the sentence before the first of them."


def series(before: str, after: str) -> Series:
    """The series of the amount between `before`, all words of its sentence so far, and `after`, those behind its unit.

    >>> series("事故3起,死亡4人,同比分别下降50%、", "。")
    Series(place=1, count=2, head='事故3起,死亡4人,同比分别下降')
    >>> series("建成公园3个、广场", "。").count
    1
    """
    match = _BEFORE.search(before)
    told = match[0] if match else ""
    onward = _AFTER.match(after)
    place = len(_ONE.findall(told))
    count = place + 1 + len(_ONE.findall(onward[0] if onward else ""))
    return Series(place, count, before[: len(before) - len(told)])


def own(series: Series, clause: str, before: str) -> str:
    """What the amount at its place in `series` measures, by the list in `clause`, before the first of them, or in the clause `before`.

    >>> own(Series(0, 2, ""), "菠菜、土豆产量分别增长", ""), own(Series(0, 2, ""), "数量分别压减", "规范论坛、展会")
    ('菠菜产量增长', '规范论坛数量压减')
    """
    each = "分别" in clause
    changed = _CHANGE_END.search(clauses.lead(clause))
    change = _CHANGE_AGAIN.sub("", changed[0]) if changed else ""
    change = "下降" if change == "降" else change
    if series.count == 2 and (both := _BOTH.match(clauses.lead(clause))):
        return both["whose"] + _SIDES["存收产".index(both["both"][0])][series.place] + both["what"]
    items = _items(clause.split("分别", maxsplit=1)[0] if each else clause, series.count)
    if each and len(items) < 2 and not re.search(r"\d", before) and len(earlier := _items(before, series.count)) == series.count:
        change_words = (items[0] if items else "") + change
        return earlier[series.place] + change_words
    if len(items) < 2 or (len(items) != series.count and not (each and series.place < len(items))):
        return ""
    last = _CHANGE_END.sub("", items[-1])
    last = re.sub("(?:同比|[一二三四五十]年|年均?|均)$", "", last) if change else last
    if series.place and _VICTIMS.fullmatch(items[series.place]) and (event := _EVENTS.match(items[0])):
        items[series.place] = event[0] + items[series.place]
        last = event[0] + last if series.place == len(items) - 1 else last
    item = _completed(items[series.place], last) if series.place < len(items) - 1 else last
    if each and not change and not re.search(r"\d", item) and _DONE.fullmatch(done := clauses.lead(clause.split("分别", maxsplit=1)[1])):
        return item + done
    return item + (re.sub("(?<!年)均", "", change)) if item else ""


def _items(listing: str, count: int) -> list[str]:
    """The items of a list; the three sectors by their names."""
    if count == len(_SECTORS):
        listing = re.sub("三次产业|一二三产业?", "、".join(_SECTORS), listing)
    listing = re.sub("城乡(?=常住|居民|低保)", "城镇、农村", listing.replace("”“", "”、“")).strip("、")
    return [item for part in _BETWEEN_ITEMS.split(listing) if (item := clauses.lead(part))]


def _completed(item: str, last: str) -> str:
    """An item with the end that the last one of its list has for all."""
    for ends in (_SORTED, _TRADE):
        found = ends.search(item)
        own_end = re.search(ends.pattern.rstrip("$"), last) if found and found.end() == len(item) and not _OWN.search(item) else None
        if own_end and own_end.end() < len(last) - 1:
            return item + last[own_end.end() :]
    if _ORDER.fullmatch(item) or (len(item) <= _ITEM < len(last) and _TWINS.match(item) and _TWINS.match(last)):
        return item + last[len(item) :]
    shared = _SHARED.search(last)
    return item + shared[0] if shared and not _OWN.search(item) else item
