"""Whether words are written as plans are, by how their clauses begin: 加快, 完善, 力争 against 累计, 获批, 新增.

It decides where no heading, no year and no modal verb speaks: a chapter of plans that was cut out of its report is all imperatives.
"""

from __future__ import annotations

import re

from gen.model import Role

_BEGINNINGS = {
    -3: "力争 引导 做强 壮大 鼓励 更好 做大 争创 提升 要",
    -2: "建好 拓展 促进 弘扬 建强 打造 支持 加强 丰富 确保 加快 办好 完善 抓好 用好 增强 加大 做好 健全 强化 做优 进一步",
    -1: "巩固 扩大 提高 推进 谋划 推行 营造 构建 探索 发挥 培育 深化 推动 有序 积极 维护 规范 广泛 突出 稳步 不断 努力 着力 严厉 激发 "
    "盘活 继续 稳妥 推广 持续 坚持 实施 落实 大力 严格 坚决 深入 全力",
    1: "建成 新增 出台 有效 率先 启动",
    2: "成为 惠及 高于 增长 达到 全年",
    3: "连续 累计 获批 成功 入选 成立 圆满 顺利 荣获 获评 被评",
}
"""Points by the beginning of a clause: the natural logarithm of how much more often it begins a clause of results than one of plans, in
63,000 clauses of 36 reports (31 provinces' of 2026, the nation's of 2024 and 2025, a district's and a subdistrict's), rounded to one of the
six; only words that a report of any place and year may use."""
_POINTS = {word: points for points, words in _BEGINNINGS.items() for word in words.split()}
_CLAUSE = re.compile("[^,，。;；:：、!！?？]+")
_BEGINS = re.compile(
    r"\W*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九十]+[是要])?\W*"
    rf"(?P<words>{'|'.join(sorted(_POINTS, key=len, reverse=True))})"
)
_DONE = re.compile("已(?!知)|[^除为]了(?![解然结却])|同比|以来|去年|去冬")
_DONE_POINTS = 3
_HOLDS = re.compile(
    r"(?:持续|更加|不断|显著|明显|稳步|有序|深入|扎实|稳健|日益|有力)[\u4e00-\u9fff]{2,4}$|(?:迈上|增添|取得|再上|呈现|焕发)[\u4e00-\u9fff]{2,6}$|"
    r"(?:步伐|进程)加快$|全(?:部|面)(?:兑现|完成|完工|建成)|通过[\u4e00-\u9fff]{2,8}(?:复审|验收)|(?:[达超]|突破|[增升]至|[增升提]\S{0,2}到)(?:\d|百|千)|"
    r"(?:落地|投用|上市|投运)$"
)
"A clause that says how a thing stands: 粮食产能持续巩固, 营收达1.2万亿元; what is to come begins with the verb: 持续巩固粮食产能."
_HOLDS_POINTS = 3
_ENOUGH = 8
_MEAN = -0.3
_LEAST, _SHARE = 3, 0.15
"A text of plans has at least so many points below zero, and so many to a clause."


def role(words: str) -> Role | None:
    """`plans` where the words are written as plans are, else None: what was done is often told in the same words.

    >>> role("加快建设美丽乡村,新增农场20家。大力发展农业,完善水利,提升品质,做强品牌。"), role("完善水利设施,累计完成12处,获批示范县。")
    ('plans', None)
    """
    clauses = _CLAUSE.findall(words)
    points = sum(_points(clause) for clause in clauses)
    return "plans" if points <= -_ENOUGH and points <= _MEAN * len(clauses) else None


def tells_results(words: str) -> bool:
    """Whether the words lean to what was done, so that a passage before them that spoke of plans does not go on in them.

    >>> tells_results("新植果树2100亩,建成冷库2座,群众收入迈上新台阶。"), tells_results("加快建设美丽乡村,新增农场20家。")
    (True, False)
    """
    clauses = _CLAUSE.findall(words)
    points = sum(_points(clause) for clause in clauses)
    return points >= _LEAST and points >= _SHARE * len(clauses)


def _points(clause: str) -> int:
    begun = _BEGINS.match(clause)
    points = _POINTS[begun["words"]] if begun else _HOLDS_POINTS if _HOLDS.search(clause) else 0
    return points + (_DONE_POINTS if _DONE.search(clause) else 0)
