"""Which lines belong to the page a report was copied from, and not to the report.

Everything here takes folded lines (half-width marks and digits) and says which of them are furniture. A label such as 来源: is
furniture only above the first line of prose or below the last one; page numbers and photo captions are so anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LABELS = (
    "索引号|信息索引号|发文字号|文号|发布日期|发布时间|发表时间|公开日期|生成日期|成文日期|发文日期|更新时间|更新日期|信息来源|来源|文章来源|稿源|作者|"
    "编辑|责任编辑|责编|审核|校对|字体|字号|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|访问量|访问次数|点击数|点击量|点击率|点击|打印|分享|分享到|"
    "主题分类|主题词|公开类别|公开方式|公开范围|公开属性|体裁分类|组配分类|服务对象|有效性|发布机构|发布机关|发布单位|发文机关|发文机构|信息名称|"
    "文件编号|关键词|时间|日期|有效期|废止日期|内容概述|栏目|您?(?:当前|现在)?(?:的|所在)?(?:的)?位置|相关(?:报道|文档|附件|链接|文件|阅读)"
)
DATE = (
    r"(?:19|20)\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?"
    r"(?:\s*\d{1,2}\s*[:时]\s*\d{2}\s*分?(?:[:]?\d{2})?\s*秒?)?"
)
"A date of digits, with or without the time of day."
_BULLET = r"[•·*]?\s*"
_LABEL = re.compile(
    rf"{_BULLET}[【\[(]?\s*(?:{_LABELS})\s*[】\])]?\s*[:>»].{{0,120}}|{_BULLET}[【\[]\s*(?:{_LABELS})\s*[】\]]"
)
_BARE_LABEL = re.compile(rf"{_BULLET}[【\[(]?\s*(?:{_LABELS})\s*[】\])]?\s*:?")
_BUTTON = re.compile(
    r"""[【\[(]?\s*(?:
      今天是.{0,40}|下载|打印|全屏|收藏|加大|还原|减小|大|中|小|首页|导航|无障碍|简体|繁体|分享|复制链接|纠错|朗读
    | 打印(?:本页|本文)?|关闭(?:窗口|本页)?|分享(?:到.{0,6})|扫一扫.{0,20}|返回(?:顶部|列表|首页)?
    | (?:字体|字号)?\s*:?\s*[\[(]?大\s*中\s*小.{0,20}|上一[篇条].{0,60}|下一[篇条].{0,60}
    | [|>»×《》【】\[\]\-\s]{1,6}|[》>]+.{0,20}专题.{0,6}
    )\s*[】\])]?""",
    re.VERBOSE,
)
_CRUMBS = re.compile(r"[^。]{0,80}(?:首页|主页)\s*[>»].{0,80}|[^。>»]{0,20}[>»][^。]{1,60}[>»][^。]{1,40}")
_CAPTION = re.compile(r".{0,70}(?:记者|通讯员).{0,40}[摄图]。?")
_DATE_LINE = re.compile(rf"[(\[]?\s*{DATE}\s*[)\]]?")
_TRAILING_DATE = re.compile(rf"(?<=\S)\s+((?:(?:发布日期|发布时间|日期|时间)\s*:\s*)?{DATE})$")
_PAGE_NUMBER = re.compile(
    r"""(?:
      [-—–―·•]+\s*\d{1,3}\s*[-—–―·•]+             # — 3 —
    | 第\s*\d{1,3}\s*页(?:\s*[,/]?\s*共\s*\d{1,3}\s*页)?
    | \d{1,3}\s*/\s*\d{1,3}                       # 3/12
    )""",
    re.VERBOSE,
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_UNIT = re.compile(r"[\d.%‰余多年月日号时个万千百十亿元户人次名家处件条项吨平米公)]")
_MORE_UNITS = re.compile(r"[次起份辆栋座场批台套株头块间只幅根](?:[,。;、)]|$)")
_PROSE = re.compile(r".{60}|.{8,}[。!?]$")
_HAN = "[一二三四五六七八九十]{1,3}"
_STARTS_TEXT = re.compile(rf"{_HAN}\s*、|\({_HAN}\)|第{_HAN}[章部]|.{{0,12}}[:!]$")
_LONGEST = 160
"Characters; no furniture is longer, and none of the patterns is tried on a longer line."
_EDGE = 40
"Lines at either end that are looked at."


def whole(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of the lines that are furniture as a whole; `lines` holds no empty ones.

    >>> list(whole(["索引号:001", "五角场街道2016年工作总结", "一、主要工作", "(一)民生保障", "- 3 -", "全年救助困难对象3.6万人次。"]))
    [0, 4]
    """
    head, tail = _head(lines), _tail(lines)
    crumbs = set(_after_labels(lines, head, tail))
    for n, line in enumerate(lines):
        if len(line) > _LONGEST or len(lines) == 1:
            continue
        anywhere = _PAGE_NUMBER.fullmatch(line) or _CAPTION.fullmatch(line) or _is_bare_page_number(lines, n)
        at_edge = (n < head or n >= tail) and _belongs_to_page(line, n < head)
        if anywhere or at_edge or n in crumbs:
            yield n


def is_page_number(line: str) -> bool:
    """Whether a furniture line is a page number, which cuts through a paragraph without ending it.

    >>> is_page_number("- 3 -"), is_page_number("来源:街道办")
    (True, False)
    """
    return len(line) <= _LONGEST and bool(_PAGE_NUMBER.fullmatch(line) or _BARE_NUMBER.fullmatch(line))


def trailing_date(line: str) -> int | None:
    """Where a posting date begins that stands behind the title on its line.

    >>> trailing_date("五角场街道办事处2016年工作总结 2018-06-15")
    18
    """
    match = _TRAILING_DATE.search(line) if len(line) <= _LONGEST else None
    return match.start(1) if match else None


def _belongs_to_page(line: str, at_head: bool) -> bool:
    if at_head and _DATE_LINE.fullmatch(line):
        return True
    return bool(_LABEL.fullmatch(line) or _BUTTON.fullmatch(line) or (at_head and _CRUMBS.fullmatch(line)))


def _head(lines: Sequence[str]) -> int:
    """How many lines stand above the first that is prose, a salutation or a numbered heading."""
    for n, line in enumerate(lines[:_EDGE]):
        labelled = len(line) <= _LONGEST and (
            _LABEL.fullmatch(line) or _CAPTION.fullmatch(line) or _CRUMBS.fullmatch(line)
        )
        if not labelled and (_PROSE.match(line) or _STARTS_TEXT.match(line)):
            return n
    return min(len(lines), _EDGE)


def _tail(lines: Sequence[str]) -> int:
    """From which line on there is no prose any more."""
    for n in range(len(lines) - 1, max(len(lines) - _EDGE, 0) - 1, -1):
        if _PROSE.match(lines[n]) and not (len(lines[n]) <= _LONGEST and _LABEL.fullmatch(lines[n])):
            return n + 1
    return len(lines)


def _after_labels(lines: Sequence[str], head: int, tail: int) -> Iterator[int]:
    """Lines that finish the line above: the value of 来源: or the next crumb of 首页 >."""
    for n in range(1, len(lines)):
        if head <= n < tail:
            continue
        above, line = lines[n - 1], lines[n]
        crumb = above in (">", "»") and len(line) <= 16
        value = (
            above.endswith((":", "]", "】"))
            and _BARE_LABEL.fullmatch(above)
            and len(line) <= 40
            and line[-1] not in "。:"
        )
        if crumb or (value and not re.search("报告|总结|计划|要点|会议上|大会上", line)):
            yield n


def _is_bare_page_number(lines: Sequence[str], n: int) -> bool:
    """A number alone on its line, unless the lines around it need it: PM / 2.5, 救助 / 36 / 万人."""
    if not _BARE_NUMBER.fullmatch(lines[n]):
        return False
    above = lines[n - 1] if n else ""
    below = lines[n + 1] if n + 1 < len(lines) else ""
    needed = bool(re.search(r"[A-Za-z]$", above)) or bool(
        below and (_UNIT.match(below) or _MORE_UNITS.match(below)) and not re.match(r"\d+\s*[、.]", below)
    )
    return not needed
