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
_ENOUGH = 8
_MEAN = -0.3
"A text of plans has at least so many points below zero, and so many to a clause."


def role(words: str) -> Role | None:
    """`plans` where the words are written as plans are, else None: what was done is often told in the same words.

    >>> role("加快建设美丽乡村,新增农场20家。大力发展农业,完善水利,提升品质,做强品牌。"), role("完善水利设施,累计完成12处,获批示范县。")
    ('plans', None)
    """
    clauses = _CLAUSE.findall(words)
    points = sum(_points(clause) for clause in clauses)
    return "plans" if points <= -_ENOUGH and points <= _MEAN * len(clauses) else None


def _points(clause: str) -> int:
    begun = _BEGINS.match(clause)
    return (_POINTS[begun["words"]] if begun else 0) + (_DONE_POINTS if _DONE.search(clause) else 0)
