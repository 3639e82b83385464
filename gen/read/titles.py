"""Which lines at the head of a report are its title, subtitle, date and speaker, and which words of them are the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gen.read import markers

_TITLE_WORD = re.compile(
    "报告|总结|计划|要点|安排|工作|规划|情况|公报|年报|纲要|意见|思路|打算|小结|述职|汇报|综述|说明|讲话|发言|方案|清单|预算|决算"
)
_SUBTITLE = re.compile(r"[—―-]{2}|\([^()]*\)$|.*(?:会议|大会|全会)\)?上\)?$|(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_SALUTATION = re.compile(r"(?:各位|同志们|尊敬|女士|代表们|主席团|朋友).{0,40}[:!,]|.{1,20}[:!]$")
_UNFINISHED = re.compile(r"(?:的|和|与|及|暨|、|关于)$|^关于(?!.*(?:报告|总结|计划|说明|意见|方案|情况)$)")
_OFFICE = re.compile(
    r"(?:街道|办事处|政府|委员会|居委会|办公室|局|厅|委|镇|乡|县|市|区|省|村|社区|中心|处|所|院|学校|公司|年|年度|关于)$"
)
_GOES_ON = re.compile("(?:和|与|及|暨|以及|、)")
_PAGE = re.compile(r"(?:\S{2,8}\s+){4}\S{2,8}|\d{4}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}")
"The menu of a site, and the minute of a page: 工作总结 工作计划 心得体会 自查报告 述职报告; 公文网 2021-07-23 10:38:42 政府报告."
_SPACED = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff](?:\s|$))")
_WHOLE_TITLE = re.compile(r"(?:报告|总结|计划|要点|打算|公报|年报|纲要)$")
_AMOUNT = re.compile(r"[↑↓+-]?\d[\d.,]*(?:%|[十百千万亿]*(?:元|人|户|亩|件|个|项|家|吨|公里)|:\d[\d.]*)")
"A line of a page of figures that is an amount and nothing else."
_BOXED = re.compile("【[^】]{2,14}】(?<!报告】)(?<!总结】)(?<!计划】)")
"The head of a part on a page of figures: 【去年干成了啥】."
_LONGEST = 60
_LATEST = 60
_MOST = 12
"Lines that a head may have."


def count(lines: Sequence[str]) -> int:
    """How many of the reading lines stand in the head: short, without a stop, above salutation, headings and text.

    >>> count(["五角场街道办事处", "2016年工作总结", "(2017年1月5日)", "各位代表:", "现在报告工作。"])
    3
    >>> count(["一图看懂政府工作报告", "地区生产总值", "287.6亿元", "同比增长8.3%"])
    1
    """
    head = 0
    for line in lines[:_MOST]:
        if _AMOUNT.fullmatch(line):
            head = max(head - 1, 0)  # the line above says what it counts
            break
        ends = line[-1] in "。!?,:;；、…" or len(line) > _LONGEST or "\t" in line
        if (
            ends
            or markers.is_contents(line)
            or _BOXED.fullmatch(line)
            or _SALUTATION.match(line)
            or (markers.starts_heading(line) and not _is_subtitle(line))
        ):
            break
        head += 1
    named = any(_TITLE_WORD.search(squeeze(line)) for line in lines[:head])
    if named:
        return head
    return 0 if head == len(lines) or head > 3 else head


def _is_subtitle(line: str) -> bool:
    return bool(_SUBTITLE.match(line) and re.search(r"\d|[一二〇○零]{2}|上\)?$", line))


def squeeze(line: str) -> str:
    """The line without the blanks that spread a title's characters.

    >>> squeeze("工 作 总 结"), squeeze("省长 张三")
    ('工作总结', '省长 张三')
    """
    if re.fullmatch(r"(?:\S\s+)+\S", line):
        return "".join(line.split())
    return line


def title(lines: Sequence[str]) -> range:
    """The numbers of the head's lines that make up the title; empty where there is no head.

    >>> title(["五角场街道办事处", "2016年工作总结和", "2017年工作安排", "(2017年1月5日)"])
    range(0, 3)
    """
    words = [squeeze(line) for line in lines]
    named = [n for n, line in enumerate(words) if _TITLE_WORD.search(line) and not _is_subtitle(line) and not _PAGE.search(line)]
    if not named:
        return range(min(1, len(words)))
    first = last = next(
        (n for n in named if len(words[n]) > 8), named[0]
    )  # 工作报告 alone is often the page's column
    while first and _needs_above(words[first - 1], words[first]):
        first -= 1
    while last + 1 < len(words) and _needs_below(words[last], words[last + 1]):
        last += 1
    return range(first, last + 1)


def fallback(lines: Sequence[str]) -> range:
    """The number of the line that is the title of a text whose head comes late, after a table of contents; or nothing.

    >>> fallback(["目录", "一、回顾", "一、回顾", "五角场街道2016年工作总结"])
    range(3, 4)
    """
    for n, line in enumerate(lines[:_LATEST]):
        if len(line) <= _LONGEST and _WHOLE_TITLE.search(squeeze(line)) and not markers.starts_heading(line):
            return range(n, n + 1)
    return range(0)


def _needs_above(above: str, line: str) -> bool:
    if _is_subtitle(above) or above in line or line in above:
        return False
    return bool(_UNFINISHED.search(above) or _OFFICE.search(above))


def _needs_below(line: str, below: str) -> bool:
    if _is_subtitle(below) or below in line or line in below:
        return False
    two_years = re.match(r"(?:19|20)\d\d年", line) or re.search(r"(?:19|20)\d\d年.*(?:总结|回顾)$", line)
    plans = re.match(r"(?:19|20)\d\d年.*(?:计划|安排|打算|思路|要点)$", below)
    return bool(
        _UNFINISHED.search(line)
        or _GOES_ON.match(below)
        or (two_years and plans)
        or below.startswith(("的报告", "报告"))
    )
