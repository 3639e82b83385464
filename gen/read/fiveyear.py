"""Five-year plans by their number, as reports name them: 十二五, 第十二个五年规划."""

from __future__ import annotations

import re

LAST = {"十": 2005, "十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030}
"The last year of each plan, by its count."
NAMED = re.compile(
    r"(?:(?<![比较是为与同])“|(?<![比较是为与同“]))(?P<count>十[一二三四五]?)五”?(?:规划)?(?:期间|时期|期末|末)(?!的[\d.]+倍)"
)
"The time of a plan, or its end."


def outline(title: str) -> int | None:
    """The last year of the five-year plan that a title announces.

    >>> outline("某县国民经济和社会发展第十二个五年规划纲要"), outline("2016年工作计划")
    (2015, None)
    """
    named = re.search("第(?P<count>十[一二三四五]?)个五年(?:规划|计划)|“?(?P<short>十[一二三四五]?)五”?[^,。年]{0,16}(?:规划|计划)", title)
    return LAST[named["count"] or named["short"]] if named and not re.search(r"20\d\d年", title) else None


def period(heading: str) -> int | None:
    """The last year of the five-year plan whose time a heading is about, and no other year.

    >>> period("“十五五”时期的主要目标任务"), period("落实“十五五”规划纲要")
    (2030, None)
    """
    named = re.search("“?(?P<count>十[一二三四五]?)五”?(?:时期|期间)", heading)
    return LAST[named["count"]] if named and not re.search(r"20\d\d年", heading) else None
