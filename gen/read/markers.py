"""The marks that number headings and list items, their ranks and levels, and the pieces that text is cut into by them.

The level follows the marker (一、 第X章 = 1, (一) 第X节 = 2, everything finer = 3). The rank tells the finer markers apart, so
that (1) can nest under 1. although both are of level 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "open", "item", "text", "row"]
HAN = "一二三四五六七八九十百"
SENTENCE = re.compile(r"[^。!?]*(?:[。!?]+[”’」』）)】》〉…]*|$)")
"Up to a full stop and the marks that close after it."
APPENDIX, PART, CHAPTER, SECTION, CLAUSE, POINT, ITEM, SUBITEM, CIRCLED, LISTED, RUN_IN = range(11)
"The ranks of 附件 or 名词解释, 第一部分, 第一章, 第一节, 一、, (一), 1., (1), ①, 一是 or ——, and of heads without a marker."
# rank, level, pattern: the first that matches wins.
_MARKERS: tuple[tuple[int, int, re.Pattern[str]], ...] = tuple(
    (rank, level, re.compile(pattern))
    for rank, level, pattern in (
        (PART, 1, rf"第\s*([{HAN}]{{1,4}}|\d{{1,2}})\s*(?:部分|篇)\s*[、:.]?\s*"),
        (PART, 1, r"([壹贰叁肆伍陆柒捌玖拾]{1,3})\s*、\s*"),
        (CHAPTER, 1, rf"第\s*([{HAN}]{{1,4}}|\d{{1,2}})\s*章\s*[、:.]?\s*"),
        (SECTION, 2, rf"第\s*([{HAN}]{{1,4}}|\d{{1,2}})\s*节\s*[、:.]?\s*"),
        (CLAUSE, 1, rf"([{HAN}]{{1,4}})\s*[、.]\s*"),
        (POINT, 2, rf"(?:\(\s*([{HAN}]{{1,4}})\s*\)|([㈠-㈩]))\s*[、.]?\s*"),
        (ITEM, 3, r"(\d{1,2})\s*(?:、|\.(?!\d))\s*"),
        (ITEM, 3, r"(\d{1,2})\s*\.(?=20\d\d年)"),
        (SUBITEM, 3, r"(?:\(\s*(\d{1,2})\s*\)|(\d{1,2})\))\s*[、.]?\s*"),
        (ITEM, 3, r"([⒈-⒛])\s*"),
        (SUBITEM, 3, r"([⑴-⒇])\s*[、.]?\s*"),
        (CIRCLED, 3, r"([①-⑳])\s*[、.]?\s*"),
        (LISTED, 3, rf"([{HAN}]{{1,2}})是(?=\S)"),
        (LISTED, 3, r"(——)\s*"),
    )
)
# A first sentence that tells rather than names: it has a clause, a time, a number, or speaks of us.
TELLS = re.compile(
    r"[:：;；]|^(?:今年|去年|明年|过去|一年来|五年来|同时|此外|另外|目前|当前|回顾|总的|总之|各位|在|我们|这|对此|现在|现将|预计|刚刚|刚才)|"
    r"(?:之年|元年|收官|开局)$|我们|不易|不凡|平凡|寻常|如下|是|分别|(?:上|本|下)年|谢谢|大家"
)
FULL_STOP = "。!?"
"What ends a sentence, in reading text."
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|(?:19|20)\d\d年")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of reading text that is one thing."""

    kind: Kind
    "`open`: a listed line that may be a heading or an item; never what `siblings.settled` returns."
    start: int
    end: int
    rank: int = 0
    level: int = 0
    number: str = ""
    body: int = 0
    "Where the words after the marker begin."


def starts_heading(words: str) -> bool:
    """Whether `words` begin with the marker of a heading or list item.

    >>> starts_heading("(一)民生保障再上新台阶"), starts_heading("五角场街道")
    (True, False)
    """
    return marker(words) is not None


def is_contents(words: str) -> bool:
    """Whether the line opens a table of contents.

    >>> is_contents("目  录")
    True
    """
    return len(words) < 12 and "".join(words.split()) == "目录"


def marker(words: str) -> tuple[int, int, re.Match[str]] | None:
    """The rank, level and match of the marker that `words` begin with.

    >>> marker("(一)民生保障再上新台阶")[:2] == (POINT, 2)
    True
    """
    for rank, level, pattern in _MARKERS:
        if match := pattern.match(words):
            return rank, level, match
    return None


def bare(head: str) -> str:
    """The head without what stands in quotes, and without years, whose digits measure nothing.

    >>> bare("完善“1+7+32+X”睦邻体系")
    '完善睦邻体系'
    """
    return _QUOTED.sub("", head)
