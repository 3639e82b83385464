"""How long a time a figure speaks of: its year, several years together, or the mean of several years; pure.

A report that closes a term or a five-year plan tells of one year in some passages and of five in others. Their figures are never drawn
side by side.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Literal

from gen.model import Block, Node, Report, Text

Period = Literal["year", "mean", "years"]

_MEAN = re.compile("年均(?!浓度|值|气温|水温|PM)|年平均(?!浓度|气温)|平均每年|每年平均")
_TERM = (
    "(?:这|过去|近|上)?(?:[三四五六七八九十]|[3-9])年(?:来|间|里|中|时间|累计)|(?:这|过去|近|上)的?(?:[三四五]|[345])年|"
    "本届政府|本届任期"
)
_PLAN = "[“\"]?十[二三四五]五[”\"]?(?:时期|期间|以来|规划目标任务)"
_LONG = re.compile(f"{_TERM}|{_PLAN}")
_SHORT = re.compile(r"(?:过去|这)的?一年|一年来|去年|今年|本年度|(?:过去的|全年|[,，。!！]|^)(?:19|20)\d\d年[,，、]|过去的(?:19|20)\d\d年")
_YEAR = re.compile(r"(?:19|20)\d\d年(?!以来|来|末|底)")
_OWN = re.compile(f"{_LONG.pattern}|累计|(?:[三四五]|[345])年(?:增|提高|下降|翻)|[比较](?:19|20)\\d\\d年|翻[一两二]番")
"Words of a clause about more than a year."
_OPENING = 60
"Characters at a paragraph's beginning that say what time it is about."
_TELLS = re.compile(r"(?<!\d)(?!(?:19|20)\d\d年)\d[^。;；]*[。;；]")
"The first sentence with an amount: what comes behind it says no more what the paragraph is about."


def passages(report: Report, text: Text | None) -> dict[str, bool]:
    """Whether the passage of each leaf, by key, tells of several years; nothing without the text."""
    return dict(_node(report.root, text.raw, long=False)) if text else {}


def _node(node: Node, raw: str, *, long: bool) -> Generator[tuple[str, bool], None, bool]:
    """The leaves of a node: what a heading or a paragraph's beginning says holds until the next says otherwise.

    Comes back with what holds behind the node: a later paragraph of it that turns the time, 刚刚过去的2025年, turns it for what follows.
    """
    here = after = _heading_says(node.title, long)
    behind = long
    if node.heading:
        yield node.heading.key, here
    for n, block in enumerate(node.blocks):
        after = says(_opening(block, raw), here)
        behind = after if n and after != here else behind
        here = after
        yield from ((leaf.key, here) for leaf in block.leaves)
    for child in node.nodes:
        after = yield from _node(child, raw, long=here)
        behind = after if after != here else behind
        here = after
    return behind


def _opening(block: Block, raw: str) -> str:
    start = block.leaves[0].span.start if block.leaves else 0
    words = raw[start : start + _OPENING] if block.leaves else ""
    told = _TELLS.search(words)
    return words[: told.end()] if told else words


def _heading_says(title: str, otherwise: bool) -> bool:
    """Whether a heading announces several years; one that names a year too leaves it to its paragraphs."""
    if _YEAR.search(title) or _SHORT.search(title):
        return False
    return bool(_LONG.search(title)) or otherwise


def says(words: str, otherwise: bool) -> bool:
    """Whether words speak of several years, by what they name first; `otherwise` where they name no time."""
    long, short = _LONG.search(words), _SHORT.search(words)
    if long and short:
        return long.start() < short.start()
    return bool(long) or (otherwise and not short)


def period_of(clause: str, subject: str, status: str, *, long: bool) -> Period:
    """What a figure speaks of, by the words around it and the passage that it stands in; a target is of its year.

    >>> period_of("全社会研发投入年均增长11.5%", "全社会研发投入年均增长", "result", long=True)
    'mean'
    """
    words = clause + subject
    if _MEAN.search(words):
        return "mean"
    if status == "target":
        return "year"
    return "years" if long or _OWN.search(words) else "year"
