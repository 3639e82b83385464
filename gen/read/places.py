"""Where numerals may stand: the leaves of a report with the role, results or plans, in which each speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from gen import years
from gen.model import Block, Leaf, Node, Report, Role, Text
from gen.read import cues, fiveyear, heads, progress, style, tenses, turns

_LONGEST = 50
"Characters of a first line that may be a title."
_STOPS = ("。", "!", "?", ";")
FINEST = 3
"The level of the finest headings; one with an amount tells it and names nothing: 四是新修公路160公里。"
_HEAD = 3000
"How far into a text its years are looked for."
_SEASON = (4, 11)
"Months up to and from which a report tells of the whole year."
_YEAR = re.compile(r"((?:19|20)\d{2})\ ?年", re.VERBOSE)
_PLAIN_YEAR = re.compile(r"(?<![比较从自至到与])((?:19|20)\d{2})\ ?年(?!\ ?(?:以来|起|前|之前|版|至|到|-))", re.VERBOSE)
_COMPARED = re.compile(r"[比较](?:19|20)\d{2}\ ?年", re.VERBOSE)
"The only year named is one that others are compared with."
_DATE = re.compile(r"(?<!\d)(20\d{2})(?:[-./](?=\d{1,2}[-./]\d{1,2}(?!\d))|年(?=\d{1,2}月\d{1,2}日\s*(?:星期|来源|$)))(\d{1,2})")
_MASKED = re.compile(r"(?:20)?(?:[xX×＊*_]{2,4}|____)年")
"A year that a collection of samples has made illegible; the day on its page is not the report's."
_SENTENCE = re.compile(r"[^。;!?\n]+")
_TITLES = re.compile("《[^》]*》")
_AFTER_FIRST = re.compile(
    r"(?<![到前])(?<!(?<![年截增升降减扩])至)((?:19|20)\d{2})\ ?年"
    r"(?!\ ?(?:前|之前|版|(?:的)?(?:预期|目标)|计划|安排|工作|[^,。;\d]{0,8}(?:滚动|行动)?(?:计划|规划|方案)))",
    re.VERBOSE,
)
_ENDED = re.compile(r"((?:19|20)\d{2})年[底末]")
_DAY = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月\d{1,2}日")
"A day that is told of; in the first months of a year what is reported is the year before."
_MET_IN = re.compile(r"在((?:19|20)\d{2})\ ?年[^。\n\d]{0,16}(?:会议|大会|会)上的?(?:\w{0,4}报告|讲话)", re.VERBOSE)
"A report to a meeting of a year tells of the year before: 局长在2023年全县工作会议上的报告."
_FOUNDED = re.compile(r"(?:19|20)\d{2}\ ?年[^,。;\d]{0,6}(?:改称|改名|更名|恢复|建[乡镇县区市制]|设[立置乡镇]|成立|始建|[撤并])[^,。;]*")
"History, which tells nothing of the report's years: 1984年恢复乡名."
_SOON = 2
"Within how many years plans are for the next."
_TOP = 400
_SESSION = re.compile("人代会|人民代表大会|两会|党代会")
_BEFORE = re.compile("去年|上年|过去(?:的)?一年|回顾")
_LAST_YEAR = re.compile(r"(?<![比较同为按在与])去年(?!同|度?的?(?:基础|水平)|相比|增|提|下|减|多|少|[^,。;]{0,6}的)")
_THIS_YEAR_SO_FAR = re.compile("今年(?:以)?来")
_SO_FAR = re.compile(r"1\s*[-—至]\s*\d{1,2}月|截[至止]|上半年|前三季度|今年以来|累计完成")
_QUARTER = re.compile("[一1]季度|1[-—至][2-4]月")
_SUMMARY = re.compile("总结|年终|回顾|年报|年度报告")
_PART_YEAR = re.compile("半年|季度|[\\d一二三四五六七八九十]月|阶段|年来|期间")
"A title of a whole year's account, after which what is planned is for the next."
_PLANNED_YEAR = re.compile(
    r"((?:19|20)\d{2})年(?:"
    r"(?:的|主要|重点|政府|工作|全市|全县|全区|全镇){1,3}(?:安排|计划|打算|部署|目标|任务)|《?政府工作报告|,?[^,。;\d]{0,8}(?:将(?!军)|力争|计划(?=新|建|投|完|实|增)))"
)
_ASKS = re.compile("总体要求|政策取向|指导思想|基本原则|保障措施|工作要求")
_LISTS_PLANS = re.compile(
    r"实事(?:项目)?(?:清单|目标|任务|计划|公告|公示|出炉|公布|确定|敲定|发布|$)|"
    r"(?:确定|公布|票决|敲定|推出|发布|将|要办|办好)[^,。]{0,16}(?:实事|大事)|"
    r"(?:重点|民生|惠民|民心)(?:工程|项目|实事)(?:清单|名单|计划|安排|目标|$)|(?:下达|分解)[^,。]{0,30}(?:任务|项目|工程|实事|指标)|"
    r"任务书|责任书|清单|任务分解|实施方案|行动方案|工作方案|力争|将(?=投|建|新|实施|花|完)|明年|今年(?=新增|将|要|计划)"
)
_REPORTS = re.compile("汇报|总结|推进|成效|办结|兑现|如期|提前|超额|成绩|小结|完成|进展|落实|报告|回顾")
_ACCOUNTS = re.compile("汇报|总结|小结|报告|回顾|完成情况|落实情况|进展情况")
"What makes a title that ends in 计划 tell of results too: 2016年总结和2017年计划; 重点工作推进计划 does not."
_BOTH = re.compile("政府工作报告|计划|思路|打算|安排|目标|规划|要点")
_PROFILE = re.compile("^(?!.*(?:工作|完成|开展|推进|进展|执行|落实|建设)).*(?:基本(?:情况|概况)|概况|简介|[镇乡县区市村]情)$")
_ANNOUNCED = re.compile("报告》?[^,。]{0,4}(?:提出|明确|部署|确定|安排|透露|敲定)")
"A headline about what a report promises: 市长作政府工作报告提出今年主要目标."
_PURE = re.compile("(?:计划|要点|安排|方案|清单|任务书|责任书)$")
"A title that promises plans and nothing else."
_PASSING = re.compile(
    r"^(?!.*(?:下一步|明年|下半年|今后|计划|打算|安排|展望|谋划|今年|20\d\d)).*(?:思路|任务|目标|要点|部署|规划|重点工作).{5,}$"
)
"A heading in which a word of plans stands by the way: 创新思路,努力推进“三农”工作."


_FIRST_ITEM = re.compile(r"\W*[(（]?(?:一|1|①)(?:[是要、.．)）]|$)")

_PLANS_LATER = re.compile(r"\d[^\n]*?[,，;；。].*?(?:计划|拟|将|力争|争取|明年|来年|下一步)")
"A sentence that tells an amount before it comes to plans."


class _Voice:
    """What the text speaks of where no heading tells it.

    Where each item of a list tells results and then plans, the next begins with results again.
    """

    __slots__ = ("_begins", "_opened", "said")

    def __init__(self, said: Role | None) -> None:
        self.said = said
        self._begins = False
        self._opened: Role | None = None
        "What the first words of the item left the text speaking of."

    def begin(self, item: str) -> None:
        """A new item of a list begins, its marker first."""
        if self._opened == "results" and self.said == "plans" and not _FIRST_ITEM.match(item):
            self.said = "results"
        self._begins, self._opened = True, None

    def turn(self, said: Role | None, words: str) -> None:
        """`words` leave the text speaking of `said`."""
        if self._begins:
            both = self.said == "results" and _PLANS_LATER.search(words)
            self._begins, self._opened = False, self.said if both else said
        self.said = said


@dataclass(frozen=True, slots=True)
class Known:
    """The years of results and plans, as far as known."""

    results: int | None
    plans: int | None
    now: int | None = None
    "The year in which the report speaks, as far as it says."


@dataclass(frozen=True, slots=True)
class Place:
    """A leaf as the rules read it."""

    leaf: Leaf
    start: int
    "In the reading text."
    end: int
    role: Role | None
    "Results or plans, by headings and by what has been said so far."
    drifting: bool
    "No heading gave the role."
    known: Known
    "The years of results and plans; in a list of progress both are one."
    profile: bool
    "It stands under a heading that describes the place: 一、基本情况."
    names: bool
    "It is the report's title, or a heading that names what stands under it and is no item or sentence."


def known_years(text: Text, report: Report) -> Known:
    """The report's years; where it has none, those that its posting date or its text give."""
    chapter = _year_of_chapters(text, report)
    known = Known(chapter, chapter + 1) if chapter else _known_years(text, report)
    return replace(known, now=_speaks_in(text, known))


def _speaks_in(text: Text, known: Known) -> int | None:
    """The year in which the report speaks: that of its plans where it is given at a meeting or says 去年 of what was done."""
    if known.plans is None or known.plans == known.results:
        return None
    said = _LAST_YEAR.search(text.reading) and not _THIS_YEAR_SO_FAR.search(text.reading)
    return known.plans if said or years.given(text.reading[:_TOP]) == known.plans else None


def _year_of_chapters(text: Text, report: Report) -> int | None:
    """The year that a chapter of results names where the title has one that nothing else in the text ever says.

    A page of samples heads a report of 2015 as 2021年工作总结.
    """
    named = report.year_of_results
    title = _title(text, report)
    if named is None or str(named) not in title or text.reading.count(str(named)) > 2 * title.count(str(named)):
        return None
    chapters = {
        int(year[1]) for node in report.root.walk() if years.role(node.title) == "results" and (year := _YEAR.search(node.title))
    } - {named}
    return chapters.pop() if len(chapters) == 1 else None


def _known_years(text: Text, report: Report) -> Known:
    """The years of results and plans."""
    results, plans = report.year_of_results, report.year_of_plans
    title = _title(text, report)
    named = _YEAR.search(title)
    if named and _plans_only(title, report):
        return Known(int(named[1]) - 1, int(named[1]))
    if (end := fiveyear.outline(title)) and _plans_only(title, report):
        return Known(end - 5, end)
    if named and results is None and _REPORTS.search(title) and not _BOTH.search(title):
        return Known(int(named[1]), None)
    told = any(named and named[1] in node.title and years.role(node.title) == "results" for node in report.root.walk())
    if named and not told and results in (None, int(named[1])) and _SESSION.search(title) and not _REPORTS.search(title):
        given = years.given(title) or int(named[1])
        return Known(given - 1, given)
    if results is None and plans is None:
        return _from_text(text, report)
    summary = _SUMMARY.search(title) and not _PART_YEAR.search(title)
    if plans is None and results and re.search(rf"{results + 1}年[^,。;\d]{{0,8}}(?:计划|打算|思路|安排)", text.reading):
        return Known(results, results + 1)
    if plans is None and results and (summary or years.given(text.reading[:_TOP]) == results + 1):
        return Known(results, results + 1)
    return Known(plans - 1 if results is None and plans else results, plans)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the title and a list of progress tell of all leaves."""

    title: str
    plans_only: bool
    fixed: Mapping[int, Role]
    "The roles of leaves, by their start, that a list of progress gives."


class _Under(NamedTuple):
    """What a block stands under."""

    known: Known
    profile: bool


def places(text: Text, report: Report, years_told: Known) -> Iterator[Place]:
    """The leaves that hold text, in order."""
    title = _title(text, report)
    told = _Told(title, _plans_only(title, report), progress.roles(text, report, title))
    roles = list(_roles(report.root, None, years_told))
    silent = not any(role for _, role in roles)
    reports = _REPORTS.search(title) and not _ANNOUNCED.search(title) and not told.plans_only
    voice = _Voice("plans" if told.plans_only else "results" if reports else years.role(title))
    for node, role, known in _periods(roles, years_told):
        if role is None and (silent or node.level):
            voice.said = _said(voice.said, _read(text, node), node)
        if node.heading and node.heading.span.start not in told.fixed:
            yield _heading(text, node, node.heading, voice, role, known)
        elif node.heading:
            yield _fixed_place(text, node.heading, told.fixed, known)
        if explaining := bool(node.heading) and heads.explains(node.title):
            voice.said = None
        profile = explaining or bool(_PROFILE.search(node.title or title))
        for block in node.blocks:
            if told.plans_only and role is None and (_PURE.search(title) or progress.is_item(text, block)):
                voice.said = "plans"  # whatever the paragraph before told of the year that was
            elif progress.is_item(text, block):
                voice.begin(text.slice(block.leaves[0].span))
            yield from _block(text, block, voice, role, _Under(known, profile), told)


def _block(text: Text, block: Block, voice: _Voice, role: Role | None, under: _Under, told: _Told) -> Iterator[Place]:
    """The leaves of a paragraph or an item; one that opens plans turns those after it."""
    turned = role
    for leaf in block.leaves:
        if leaf.kind == "furniture":
            continue
        if leaf.span.start in told.fixed:
            yield _fixed_place(text, leaf, told.fixed, under.known)
            continue
        words = text.slice(leaf.span)
        is_title = leaf.kind == "title" and (words in told.title or told.title in words)
        place = _place(text, leaf, turned or voice.said, under.known, role is None, is_title, under.profile)
        yield place
        said = text.reading[place.start : place.end]
        voice.turn(voice.said if role else _after(voice.said, leaf, said, under.known), said)
        turned = turns.turn(turned, said) if role else None


def _said(said: Role | None, words: str, node: Node) -> Role | None:
    """What a chapter speaks of by the way it is written: plans that were spoken of before end where it tells results."""
    if said == "plans" and 0 < node.level < FINEST and style.tells_results(words):
        return "results"
    return style.role(words) or said


def _heading(text: Text, node: Node, heading: Leaf, voice: _Voice, role: Role | None, known: Known) -> Place:
    """The heading of a node; one of the finest (二是畜牧养殖) begins an item."""
    words = text.slice(heading.span)
    if node.level >= FINEST and role is None:
        voice.begin(words)
    names = node.level < FINEST and bool(node.blocks or node.nodes) and not progress.is_task(words)
    place = _place(text, heading, role or voice.said, known, role is None, names)
    if role is None:
        voice.turn(tenses.drift(voice.said, words, known.results, known.plans), words)
    return place


def _after(said: Role | None, leaf: Leaf, words: str, known: Known) -> Role | None:
    """What the text speaks of after a leaf that stands under no heading that tells it."""
    if leaf.kind == "title":
        return turns.caption(words) or said
    return tenses.drift(said, words, known.results, known.plans)


def _fixed_place(text: Text, leaf: Leaf, fixed: Mapping[int, Role], known: Known) -> Place:
    """A leaf of a list of progress, where tasks and results are of one year."""
    return _place(text, leaf, fixed[leaf.span.start], Known(known.results, known.results), False, False)


def _read(text: Text, node: Node) -> str:
    """The words under a node, its heading and those of its parts among them."""
    leaves = [leaf for n in node.walk() for leaf in (n.heading, *(leaf for block in n.blocks for leaf in block.leaves)) if leaf]
    return "\n".join(text.slice(leaf.span) for leaf in leaves if leaf.kind != "furniture")


def _title(text: Text, report: Report) -> str:
    """The title; in a text without one its first line, where that is no sentence."""
    first = text.reading.split("\n", 1)[0]
    return report.title or ("" if len(first) > _LONGEST or first[-1:] in _STOPS else first)


def _from_text(text: Text, report: Report) -> Known:
    """The years by the date of posting, unless the text names others; else by the first that it names."""
    told = _told_years(text)
    dated = None if _MASKED.search(text.reading[:_HEAD]) else _from_date(text, report)
    if dated is None or dated.results is None:
        return told
    known = {told.results, told.plans, (told.results or 0) + 1} & {dated.results, dated.plans} - {None}
    # What is done was done before it is told of: a later year is an aim.
    return dated if told.results is None or known or told.results > dated.results else told


def _from_date(text: Text, report: Report) -> Known | None:
    """A report of a year is given around its end, a press version of it within weeks."""
    written = re.match(r"(\d{4})-(\d{2})", report.date) if report.date else _first_date(text.raw)
    if written:
        year, month = int(written[1]), int(written[2])
        if month <= _SEASON[0] and _QUARTER.search(_title(text, report)):
            return Known(year, None)
        if month <= _SEASON[0] or month >= _SEASON[1]:
            # Reports of a year are given around its end: in January of the next, or in December.
            results = year if month >= _SEASON[1] else year - 1
            return Known(results, results + 1)
        return Known(year, None)
    return None


def _first_date(raw: str) -> re.Match[str] | None:
    """A date on one of the first lines, beside other words of the page: 2018-01-18 来源:日报."""
    for line in raw[:_TOP].splitlines():
        if len(line) <= _LONGEST and (match := _DATE.search(line)):
            return match
    return None


def _told_years(text: Text) -> Known:
    head = _FOUNDED.sub("", years.dated(text.reading[:_HEAD]))
    if "报告" in head[:_TOP] and (given := years.given(head[:_TOP])):
        return Known(given - 1, given)
    if met := _MET_IN.search(head[:_TOP]):
        return Known(int(met[1]) - 1, int(met[1]))
    day = _DAY.search(head[:_TOP])
    if day and int(day[2]) <= _SEASON[0] and (f"{int(day[1]) - 1}年" in head or ("报告" in head[: day.start()] and _BEFORE.search(head))):
        return Known(int(day[1]) - 1, int(day[1]))
    if expected := years.expected(head):
        return Known(expected, expected + 1)
    if (ended := _ENDED.findall(head)) and _SO_FAR.search(head) and set(re.findall(_YEAR, head)) == set(ended):
        return Known(int(max(ended)) + 1, None)  # of a year that is not named more than that the last is over
    told = _years_told(head)
    done = [year for year, points in told.items() if points > 0]
    match = _PLAIN_YEAR.search(head) or _YEAR.search(head)
    if match is None or _COMPARED.search(head, max(0, match.start() - 2), match.end()):
        return Known(None, None)
    first = int(match[1])
    for planned in _PLANNED_YEAR.finditer(head):
        # 2030年的目标 in a report of 2022 is a far aim, and no year of plans; without a word of the year before
        # a text of plans tells what has become of them within their year.
        year = int(planned[1])
        this_year = "今年" in head[: planned.start()] and f"{year}年" not in head[: planned.start()]
        if year - first <= 1 and (this_year or f"{year - 1}年" in head or _BEFORE.search(head) or not _SO_FAR.search(head)):
            return Known(year - 1, year)
    results = first if told.get(first, 0) >= 0 or not done else done[0]
    results = max([results, *done])
    coming = [year for year in told if results < year <= results + _SOON]
    return Known(results, min(coming, default=None))


def _years_told(head: str) -> dict[int, int]:
    """The years that the text names, each with how far the first sentence that says anything of it leans to results."""
    told: dict[int, int] = {}
    for words in _SENTENCE.findall(_TITLES.sub("", head)):
        leans = [cue[2] for cue in tenses.Sentence(words, tenses.Frame(None, True, None, None)).cues]
        for match in _AFTER_FIRST.finditer(words):
            amount = cues.WEAK if re.search(r"\d", words.replace(match[1], "")) else 0
            lean = min([0, *leans]) if min([0, *leans]) <= -cues.FAIR else max([amount, *leans])
            told[int(match[1])] = told.get(int(match[1])) or lean
    return told


def _plans_only(title: str, report: Report) -> bool:
    """Whether the title names plans and no chapter tells of results."""
    if (_ACCOUNTS if _PURE.search(title) else _REPORTS).search(title):
        return False
    planned = years.role(title) == "plans" or _PURE.search(title) is not None or bool(_LISTS_PLANS.search(title))
    return planned and not any(years.role(node.title) == "results" for node in report.root.walk() if node.level < FINEST)


def _roles(node: Node, inherited: Role | None, known: Known) -> Iterator[tuple[Node, Role | None]]:
    """Each node with its role, the parent's where it has none of its own; what explains words tells neither results nor plans."""
    if node.heading and heads.explains(node.title):
        yield from ((below, None) for below in node.walk())
        return
    role = _role(node, inherited, known)
    yield node, role
    before = role
    for child in node.nodes:
        own = _role(child, role, known)
        yield from _roles(child, role if own not in (None, role) else before, known)
        # What follows the plans without a word of its own (三、保障措施) still speaks of them.
        before = "plans" if node.level == 0 and _role(child, before, known) == "plans" else role


def _periods(roles: Iterable[tuple[Node, Role | None]], known: Known) -> Iterator[tuple[Node, Role | None, Known]]:
    """Each node with the years it tells of: under a heading of plans that names a five-year plan, the last year of that."""
    end, level = None, 0
    for node, role in roles:
        if node.level <= level:
            end = None
        if node.heading and role == "plans" and (named := fiveyear.period(node.title)):
            end, level = named, node.level
        yield node, role, replace(known, plans=end) if end else known


def _role(node: Node, inherited: Role | None, known: Known) -> Role | None:
    if node.heading is None or node.level >= FINEST:
        return inherited
    own = None if _PASSING.search(node.title) else years.role_under(node.title, inherited)
    if own and own != inherited:
        return own
    if (end := fiveyear.period(node.title)) and known.results:
        return "results" if end <= known.results else "plans"
    if year := _YEAR.search(node.title):
        if int(year[1]) == known.plans:
            return "plans"
        if int(year[1]) == known.results:
            return "results"
    return "plans" if _ASKS.search(node.title) else inherited


def _place(
    text: Text, leaf: Leaf, role: Role | None, known: Known, drifting: bool, names: bool, profile: bool = False
) -> Place:
    start = bisect_left(text.starts, leaf.span.start)
    end = bisect_left(text.starts, leaf.span.end, start)
    return Place(leaf, start, end, role, drifting, known, profile, names)
