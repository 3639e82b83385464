"""Slogans coined to a pattern, without quotation marks: 产业立镇、商贸兴镇, 稳增长、惠民生、保平安, 撤镇并村, 双联行动."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLACE = "省市州区县旗镇乡街村"
# What such a slogan may be followed by; other words show that the last character belongs to them (做强企|业).
_CLOSED = r"(?=[^一-鿿]|$|战略|之路|路子|目标|建设|工程|行动|试点|发展|创建|等|的)"

# 产业立镇, 科教兴市, 制造业强省, 果畜富民: what a place is to live on. Not 加强市, 建立区, 百强县.
_STRATEGY = (
    r"(?:(?:制造|服务|建筑|畜牧|林果)业|(?!业)[一-鿿]{2})(?<![加增顽坚百做建成设独确树创丰平生盘振])(?<!新(?=兴))(?<![代为]化)(?<!化为)[立兴强富美靓稳活旺](?:["
    + _PLACE
    + r"]|(?<=[富强兴惠利])[民农商])"
)
# 粮果强镇、加工大镇、滨水新镇: what a place wants to be, always the same noun.
_STANDING = rf"[一-鿿]{{2,5}}(?!新区)[大强重新名小]([{_PLACE}])(?:、[一-鿿]{{2,5}}[大强重新名小]\1)+"
# 稳增长、惠民生、保平安: three or more goals of a verb and its object.
_VERBS = "走奔活兴建暖美聚稳增保惠促调防抢争破抓强补扩拓提优改转治降去控引育守护创树解"
_GOALS = rf"[{_VERBS}][一-鿿]{{2}}(?:、[{_VERBS}][一-鿿]{{2}}){{2,}}(?=[^一-鿿]|$|的|等|各项|工作|任务|政策|措施|目标|要求)"
# 双联行动, 百村示范工程, 万人评议活动; not 三大行动, 百姓活动, 五一活动.
_CAMPAIGN = (
    r"(?<![第几数一二三四五六七八九十百千万两\d])"
    r"(?:双(?![方边向重])|[三四五六七八九十百千万](?![一二三四五六七八九十百千万余多大项个年期级类种条座处批件是届伏元户亩吨次名位家公里天日月周姓货般方米川]))"
    r"[一-鿿]{1,3}?(?:行动|活动|工程|计划)(?![者家室])"
)
_MERGED = r"撤[一-鿿][并设建改][一-鿿]|[退腾引][一-鿿][并入还换济][一-鿿]"  # 撤镇并村, 撤县设市, 退耕还林, 腾笼换鸟, 引客入豫
_SHARED = r"([通共同])[一-鿿](?:\2[一-鿿]){2,4}"  # 通水通电通气通桥, 共商共建共享
_FAIR = r"(?:(?![办动助届好定和与及励在第加])[一-鿿])?[一-鿿](?:博|交|洽|贸|创|消)会(?![议员长所场展计晤见谈客])"
_CHAIN = r"(?:强|补|延|建|固)链(?:强|补|延|固)链"
_GREAT = r"[一-鿿]{2}大[一-鿿]{2}(?:、[一-鿿]{2}大[一-鿿]{2})+"  # 思想大解放、作风大转变
_SERVICE = r"[一-鿿]{2}(?:通办|联办|即办)|[两三四五六多]城[联同]创|应[一-鿿]尽[一-鿿]"  # 跨域通办, 接诉即办, 五城联创, 应保尽保

_PATTERN = re.compile(
    f"(?:{_STANDING})|(?:{_STRATEGY}(?:[、,]{_STRATEGY})*{_CLOSED})|{_GOALS}|{_CAMPAIGN}|{_SHARED}|{_GREAT}|{_FAIR}|{_MERGED}|{_CHAIN}|{_SERVICE}"
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where such slogans stand in a text of half-width digits and simplified characters, from left to right.

    A verb in front may still belong to what is found.

    >>> t = "产业立镇、商贸兴镇,稳增长、惠民生、保平安,深化双联行动,退耕还林,加强市容管理,获评百强县"
    >>> [t[a:b] for a, b in find(t)]
    ['产业立镇、商贸兴镇', '稳增长、惠民生、保平安', '双联行动', '退耕还林']
    """
    yield from (match.span() for match in _PATTERN.finditer(text))


_MOST_PARTS = 12
"A quotation of more parts is a list."
_HAN_PARTS = re.compile("[一-鿿]{2,10}(?:[、,][一-鿿]{2,10})+")


def is_in_parts(words: str) -> bool:
    """Whether a quotation is a slogan in parts: of about one length, not two plain words.

    >>> [is_in_parts(words) for words in ("果畜富民、商贸兴镇", "机制活、产业优、百姓富", "业兴、家富、人和、村美", "零感染、零确诊")]
    [True, True, True, True]
    >>> [is_in_parts(words) for words in ("领头雁工程、制度工程", "诚信、担当", "党员干部、群众")]
    [True, False, False]
    """
    parts = re.split("[、,]", words)
    if not _HAN_PARTS.fullmatch(words) or len(parts) > _MOST_PARTS:
        return False
    lengths = sorted(map(len, parts))
    even = lengths[0] > 2 and lengths[-1] - lengths[0] <= 3
    return even or (lengths[0] == lengths[-1] and len(parts) > 2)
