"""OpenCC's one door: Simplified to Traditional and back, with exceptions that are data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_TRADITIONAL = frozenset(
    "並佔來個們備傳價億優兒內兩冊別創劃動務勢匯區協參員問啓單噸嚴國圍園圖團執堅報場塊學實審將專對導屆層崗帶幫幹廣張強從復徹愛態應戰戶採"
    "換揮擔據擴數斷時書會東條楊業極構樓標樣樹橋機檢權殘氣決況減測準溝滿潔澱濟為無營爭爲牆牽獎獲現環產畝當療發監確礎稅種積穩節範築籌籤糧"
    "約級終組結統經綜綠維網緊線縣總織繞繼續羣義習聯職脫臨臺與興舉舊萬蓋處號衆術衛裏補裝裡見規視觀計訓記訪設評試認調請講證識議護讀財貧貫"
    "責費貿資質賽車較載轄轉辦農這進運過達違遷選邁邊鄉鄰醫針銷錄鎮長門開間關隊際險雙離難電鞏響項順預領頭題額願類顧顯風飲養餘館驛體點黨龍"
)
"Frequent characters that Traditional text alone has: OpenCC simplifies them and GB2312 lacks them."
_SIMPLIFIED = frozenset(
    "专业东两严个临为丽举义乐习乡书争产亩亿从们众会传储关兴养内册军农决况减创别办务动劳势区医华协单卫历县参双发变号启员响团园围国图场块"
    "坚墙处备头奖学实审对导将层届岁岗巩带帮广库应开张强当录彻态总战户执扩护报担挥换数断无旧时显术权条来杨标栋栏树样桥检楼残汇沟沪测济满"
    "点热爱牵独猪环现电疗监盖盘码础积税稳筹签类粮紧红约级纷线组细织终经结绕统继续维综绿编职联脱节荣获营补装见观规视计认让训议记讲设访证"
    "评识诊试话请读调谐财责质贫购贯贴贸费资赛车转载较辆辖边达迁过迈运这进违连选邻针铺销镇长门问间闻队阶际险难项顺顾预领题额风饮馆驿验龙"
)
"Their counterparts: OpenCC makes them Traditional and Big5 lacks them."
_SAMPLE = 20_000


def is_traditional(text: str) -> bool:
    """Whether `text` is written in Traditional characters: it has more that are Traditional alone than Simplified alone.

    >>> is_traditional("為長者服務的社區會議"), is_traditional("为老服务的社区会议"), is_traditional("增長12%")
    (True, False, True)
    """
    sample = text[:_SAMPLE]
    return sum(c in _TRADITIONAL for c in sample) > sum(c in _SIMPLIFIED for c in sample)


def convert(text: str, config: str, exceptions: Iterable[tuple[str, str]] = ()) -> str:
    """`text` by OpenCC's `config`; where an exception's first word stands, its second is set instead.

    >>> convert("社区陆上划舟器", "s2tw", [("划舟器", "划舟器")])
    '社區陸上划舟器'
    """
    table = dict(exceptions)
    if not table:
        return str(_converter(config).convert(text))
    words = sorted(table, key=len, reverse=True)
    pieces = re.split("(" + "|".join(map(re.escape, words)) + ")", text)
    return "".join(table[p] if p in table else str(_converter(config).convert(p)) for p in pieces)


_STRAIGHT = re.compile("[\"＂〝]([^\"＂〝〞\n]+)[\"＂〞]")
_HAN = re.compile("[\u3400-\u9fff]")


def quoted(text: str, marks: str) -> str:
    """`text` with “ ” ‘ ’, and straight marks in Chinese words, set as the four of `marks`; an apostrophe within a Latin word stays.

    >>> quoted("开展“‘两学一做’”和Xi’an", "「」『』"), quoted('抓"两违"、"1+3+N"体系和〝双拥〞, an "open day"', "「」『』")
    ('开展「『两学一做』」和Xi’an', '抓「两违」、「1+3+N」体系和「双拥」, an "open day"')
    """
    table = dict(zip("“”‘’", marks, strict=True))

    def straight(match: re.Match[str]) -> str:
        around = text[max(match.start() - 1, 0) : match.end() + 1]
        return f"{marks[0]}{match[1]}{marks[1]}" if _HAN.search(around) else match[0]

    return re.sub(r"[“”‘]|(?<![A-Za-z])’|’(?![A-Za-z])", lambda m: table[m[0]], _STRAIGHT.sub(straight, text))


def fold(text: str) -> str:
    """`text` in Simplified characters, code point for code point, so that offsets stay true.

    >>> fold("五角場街道辦事處")
    '五角场街道办事处'
    """
    whole = str(_converter("t2s").convert(text))
    if len(whole) == len(text):
        return whole
    single = (str(_converter("t2s").convert(c)) for c in text)
    return "".join(s if len(s) == 1 else c for s, c in zip(single, text, strict=True))


@lru_cache(maxsize=8)
def _converter(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)
