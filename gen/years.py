"""Which years a report tells of: what was done, and what is planned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gen import numerals
from gen.characters import fold_width
from gen.model import Role, Text

_YEAR = r"((?:19|20)\d{2})(?!\d)"
_DONE = (
    "总结|小结|回顾|完成情况|主要成[绩就效]|取得的成[绩就效]|成就|成效|工作情况|已完成|开展情况|落实情况|执行情况|实施情况|建设情况|履职情况|"
    "推进情况|进展情况|工作进展|自查|年报|年度报告|存在的?(?:主要|突出)?(?:问题|不足|困难)"
)
_PLANNED = "计划|安排|(?:工作|对策|措施)建议|思路|打算|设想|构想|任务|目标|展望|下一步|谋划|要点|部署|规划|重点工作|草案|努力方向"
_NEAR = "[^。，,；;年和与及暨]{0,14}?"
_TITLE_DONE = re.compile(rf"{_YEAR}\s*年?度?(?:[上下]半年)?{_NEAR}(?:{_DONE})")
_TITLE_PLANNED = re.compile(rf"{_YEAR}\s*年?度?(?:[上下]半年)?{_NEAR}(?:{_PLANNED})(?!.{{0,6}}(?:{_DONE}))")
_ANNOUNCED = re.compile(rf"(?:部署|安排|谋划|描绘|展望|勾画|擘画|绘就|定调)[^,，。\d]{{0,4}}{_YEAR}")
"A headline that says what a year will bring: 区人大会议开幕 部署2022政府工作."
_SPOKEN = re.compile(rf"{_YEAR}年\s*(\d{{1,2}})月\s*\d{{1,2}}日.{{0,4}}在[\s\S]{{2,40}}?(?:会议|大会|全会)")
_BY_THE_WAY = re.compile(
    "(?:完成|实现|落实|聚焦|围绕|紧扣|对标)[^,，年]{0,14}(?:任务|目标|规划|部署|要求|计划)|(?:目标|任务)(?:的)?(?:完成|实现)(?!情况)"
)
"Words of plans in a heading that boasts of what was done: 依法行政,顺利完成两违工作任务."
_TELLS_TIME = re.compile(f"{_YEAR}|下一步|明年|今后|未来|展望|今年|确保|下半年")
_BOASTS = re.compile("(?:顺利|圆满|超额|提前|如期|胜利|全面)完成[^,，。]{0,10}(?:任务|目标|计划)")
_CARRIED_OUT = re.compile(
    "完成[^,，。和与及]{0,8}(?:任务|目标|计划)|"
    "(?:计划|目标|任务|要点|安排|重点工作)+[^,，。和与及年]{0,8}(?:完成|执行|实施|落实|推进|进展)"
)
"What was planned, in a title that tells what came of it: 发展计划执行情况."
_PART_YEAR = re.compile(r"[上下]半年|季度|1\s*[-—–至~]\s*(?!12)\d{1,2}\s*月")
"What a text tells of that is given within its year: its plans are for the rest of it."
_BEGINNING = 1200
"How far into a text the year it tells of is named."
_SETS_OUT = re.compile("我们要|要(?:坚持|全面|紧紧|继续)|做好今年|今年[^,，。]{0,12}(?:目标|预期)|总体要求|总体思路")
_PROGRESS = re.compile("报告》[^,，。]{0,12}(?:完成|进展|落实|推进)情况")
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff](?:\s|$))")
_HAN_YEAR = re.compile("[一二][〇○零Ｏ0一二三四五六七八九]{3}(?=年)")
_HAN_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
    "0": "0",
}


_SPOKEN_AT = re.compile(rf"在[^。\n]{{2,40}}?(?:会议|大会|全会)上?\)?\s{{0,4}}\(?{_YEAR}年\s*(\d{{1,2}})月\s*\d{{1,2}}日")
"The day behind the place: 在乡第十七届人民代表大会第一次会议上 / (二〇一六年十一月二十日)."
_HAN_DATE = re.compile("([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
_OPENED = re.compile(
    rf"{_YEAR}年\s*(\d{{1,2}})月\s*\d{{1,2}}日[^。\n]{{0,30}}(?:人大|人民代表大会|两会|党代会)[^。\n]{{0,12}}(?:会议|大会)?[^。\n]{{0,24}}(?:开幕|召开|举行|闭幕)"
)
"A newspaper on the day: 2013年2月27日上午,市十五届人大三次会议开幕."


def given(head: str) -> int | None:
    """The year at whose start a report is given, by the words that say where and when; one of November counts for the next.

    >>> given("政府工作报告——2012年1月3日在盐田区第四届人民代表大会第一次会议上"), given("2012年1月3日")
    (2012, None)
    """
    head = dated(head)
    spoken = _SPOKEN.search(head) or _SPOKEN_AT.search(head) or _OPENED.search(head)
    return int(spoken[1]) + (int(spoken[2]) >= 11) if spoken else None


def role(heading: str) -> Role | None:
    """Whether a heading opens results or plans, or says neither or both.

    >>> role("2016年主要工作回顾"), role("2017年主要工作安排"), role("目标任务完成情况"), role("民生保障")
    ('results', 'plans', 'results', None)
    """
    done = [m.end() for m in re.finditer(f"{_DONE}|去年|过去(?:一|五)年|(?:一|五)年来", heading)]
    if not _TELLS_TIME.search(heading):
        heading = _BY_THE_WAY.sub(lambda m: "口" * len(m[0]), heading)
    if not re.search("确保|力争|努力", heading):
        heading = _BOASTS.sub(lambda m: "口" * len(m[0]), heading)
    planned = [
        m.end()
        for m in re.finditer(f"{_PLANNED}|今年(?:的)?(?:各项|重点|主要)*工作|(?:今后|未来)(?:一|五|几)年|开好局|起好步", heading)
    ]
    if done and planned:
        if re.search("[和与及暨、]", heading[min(done[0], planned[0]) : max(done[-1], planned[-1])]):
            return None
        return "results" if done[-1] > planned[-1] else "plans"
    return "results" if done else "plans" if planned else None


def role_under(heading: str, above: Role | None) -> Role | None:
    """The role of a heading in a chapter whose role is `above`: it changes only where the heading names a time.

    >>> role_under("聚力落实国家重大任务", "results"), role_under("2017年工作安排", "results"), role_under("主要任务", None)
    ('results', 'plans', 'plans')
    """
    own = role(heading)
    if above is None or own is None:
        return own or above
    return own if re.search(rf"{_YEAR}|下一步|明年|今后|去年|过去", heading) else above


def posting_date(text: Text) -> str | None:
    """The first date among the furniture at the text's head, ISO; None where it is no date of the calendar."""
    for span in text.furniture:
        if span.start > 1200:
            break
        words = fold_width(text.slice(span))
        match = re.search(r"((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})", words)
        if match and not words.startswith("今天"):
            year, month, day = (int(number) for number in match.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year:04}-{month:02}-{day:02}"
    return None


def of_report(title: str, head: str, chapters: Iterable[str], reading: str) -> tuple[int | None, int | None]:
    """The years of results and of plans: from the title first, then the chapters, then subtitle and text.

    `head` is the whole head, with the subtitle that says when a report was given. A posting date never decides.

    >>> of_report("五角场街道办事处2016年工作总结和2017年工作安排", "", [], "")
    (2016, 2017)
    >>> of_report("某镇工作报告", "", ["2020年主要工作", "2021年主要工作"], "")
    (2020, 2021)
    """
    title, head = _SPREAD.sub("", arabic(title)), arabic(head)
    words = [arabic(chapter) for chapter in chapters]
    done = _first(_TITLE_DONE, [title]) or _first(_TITLE_DONE, words) or _by_role(words, "results")
    headline = [_CARRIED_OUT.sub("", title)]
    planned = _first(_TITLE_PLANNED, headline) or _first(_ANNOUNCED, headline) or _first(_TITLE_PLANNED, words) or _by_role(words, "plans")
    if pair := _pair(words, done, planned):
        return pair
    plans = (
        any(role(word) == "plans" for word in words)
        or role(title) == "plans"
        or bool(re.search(_PLANNED, _CARRIED_OUT.sub("", title)))
    )
    part = bool(_PART_YEAR.search(title + "".join(words)))
    if done is None and planned is None:
        return _from_the_rest(title, head, reading, plans, part)
    if done is None and planned is not None:
        reports = any(role(word) == "results" for word in words) or "政府工作报告" in title
        return (planned - 1 if reports else None), planned
    report = "政府工作报告" in title.replace("人民", "") and not _CARRIED_OUT.search(title)
    if planned is None and done is not None and report and not part:
        return done, done + 1  # such a report always ends in the tasks of the year to come
    if planned is None and done is not None and plans:
        return done, (done if part else done + 1)
    return done, planned


def arabic(words: str) -> str:
    """`words` with years in Han digits made Arabic.

    >>> arabic("二〇一六年工作总结")
    '2016年工作总结'
    """
    return _HAN_YEAR.sub(lambda m: "".join(_HAN_DIGITS[c] for c in m[0]), words)


def dated(words: str) -> str:
    """`words` with years and days in Han digits made Arabic; unlike `arabic` it changes their length.

    >>> dated("二○一○年一月二十一日")
    '2010年1月21日'
    """
    return _HAN_DATE.sub(lambda m: f"{numerals.integer(m[1])}月{numerals.integer(m[2])}日", arabic(words))


def _first(pattern: re.Pattern[str], texts: Iterable[str]) -> int | None:
    for text in texts:
        if match := pattern.search(text):
            return int(match[1])
    return None


def _by_role(words: Sequence[str], wanted: Role) -> int | None:
    years = (re.search(_YEAR, word) for word in words if role(word) == wanted)
    return next((int(year[1]) for year in years if year), None)


def _pair(words: Sequence[str], done: int | None, planned: int | None) -> tuple[int, int] | None:
    """The years of two chapters, one the year after the other, unless one of `done` and `planned` is another year."""
    named = [int(year[1]) for word in words if (year := re.search(f"(?<!\\d){_YEAR}(?=\\s*年)", word))]
    if len(set(named)) != 2 or named != sorted(named) or named[-1] - named[0] != 1:
        return None
    return (named[0], named[-1]) if done in (None, named[0]) and planned in (None, named[-1]) else None


def expected(words: str) -> int | None:
    """The year that a report given before its end tells of, if the words say so.

    >>> expected("预计2007年实现生产总值118亿元")
    2007
    """
    match = re.search(rf"预计(?:到)?{_YEAR}年(?:年?底|末)?[^。]{{0,12}}(?:实现|完成|达到)", words)
    return int(match[1]) if match else None


def _tells_of(year: int, reading: str) -> bool:
    """Whether a report named by a year tells of it and not of the year before: its text begins with 2019年,是…的一年 and names no 2018."""
    named = [int(match[1]) for match in re.finditer(rf"{_YEAR}(?=\s*年(?!\s*\d{{1,2}}月))", reading[:_BEGINNING])]
    told = re.search(rf"(?<!\d){year}年[,，]?是[^。]{{0,60}}一年", reading[:_BEGINNING])
    if told and _SETS_OUT.search(reading[told.end() : told.end() + _BEGINNING // 4]):
        return False  # 2017年是…关键之年,我们要…: what is to come
    return expected(reading[:_BEGINNING]) == year or (bool(told) and set(named) == {year})


def _from_the_rest(title: str, head: str, reading: str, plans: bool, part: bool) -> tuple[int | None, int | None]:
    """A government work report is named by the year in which it is given, and reports the year before."""
    spoken = given(head)
    year = re.search(_YEAR, title)
    if "政府工作报告" in title.replace("人民", "") and (year or spoken):
        if year and not year.start() > title.index("报告") and _PROGRESS.search(title):
            return int(year[1]), None  # 2020年1-11月份《政府工作报告》目标任务完成情况
        if year and year.start() > title.index("报告") and _CARRIED_OUT.search(title, year.end()):
            return int(year[1]), int(year[1]) + 1  # 《政府工作报告》摘要:2021年各项任务完成
        if year and _PART_YEAR.search(title):
            return int(year[1]), int(year[1])
        told = spoken or (int(year[1]) if year else 0)
        return (told, told + 1) if year and not spoken and _tells_of(told, reading) else (told - 1, told)
    if year:
        return int(year[1]), (int(year[1]) + (not part) if plans else None)
    if spoken:
        return spoken - 1, (spoken if plans else None)
    if match := re.search(rf"{_YEAR}年\s*(?:工作)?(?:{_DONE})", reading[:4000]):
        return int(match[1]), (int(match[1]) + 1 if plans else None)
    return None, None
