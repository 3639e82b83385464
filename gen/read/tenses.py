"""Whether an amount is done, planned or a standing fact, and of which year, weighed from where it stands and the words around it.

Each place has a prior: the heading above it, or what the text has spoken of so far. Cues add to it, by how far they reach: a
modal verb (将新建) governs its sentence until another cue does, a noun (计划投资) its own clause only. What is planned counts below zero.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gen import years
from gen.model import Role, Status
from gen.read import fiveyear, goals, turns
from gen.read.cues import CUES, FAIR, STRONG, WEAK

_HEADING, _DRIFT, _NOTHING = 5, 3, 1
"How far a place leans to results or plans: by a heading, by what the text has spoken of so far, by nothing."

_WILL_DO = re.compile("(?:今年|明年|新的一年)[^。;:]{0,12}将[^。;:]{0,30}(?:包括|如下|分别是|就是):")
"What opens a list of tasks: 今年,我们将接续办好15件民生实事,包括:"
_QUOTED = re.compile("《[^》]*》|“(?!十[一二三四五]?五”)[^”,。;!?]*”")
"Titles and names, but for those of five-year plans, which tell a time (“十五五”时期); words in quotes that are sentences are speech."
_CUT = re.compile("[,。;:!?]")
_SEMICOLON = re.compile(";")

_ACCOUNTS = re.compile(
    r"20\d\d年度?(?:[上下]半年)?(?:主要|重点|各项|全年)*(?:工作)?(?:总结|小结|回顾|完成情况|开展情况|(?P<plans>工作(?:打算|计划|思路|安排|要点|目标)))"
)
"A heading that a page without line ends has run into the text: 一、2020年工作总结 (一)积极调整农业产业结构。"
_ANNOUNCES = re.compile(
    r"(?:确定|票决|敲定|征集|推出|公布|重点(?:抓好|办好|实施))[^。;]{0,24}(?:实事|大事)|实事(?:项目)?[^,。;]{0,6}(?:分别)?(?:是|为|如下)?:"
)
"A list of public projects that is to come."
_EXPECTED = re.compile(
    r"预计(?:[到至]?(?:全年|年[末底])|全市|全区|全县|全镇|全乡|实现|完成|达到|可|,)*[^,。;]{0,10}"
    r"(?:生产总值|总产值|增加值|收入|投资(?!项目|规模)|税收|零售总?额|进出口)"
    r"|(?:生产总值|增加值|收入|投资|税收|零售总?额|进出口)[^,。;]{0,4}预计"
)
"A report of the past year that is given before its numbers are in."
_FORECAST = re.compile(r"(预计[^,。;]{0,16})将(?=达|实现|完成|增|突破)")
_LAST_TIME = re.compile("同比|比上年|较上年|比去年|较去年")
"A forecast beside the year before, 预计将达到1400亿元,同比增长5%, tells of the year that ends."
_FORWARD = re.compile(r"今年|明年|未来|今后|力争|目标|将|到20\d\d年|计划")
_LABEL = re.compile(
    r"(?P<plans>(?:目标|任务|计划)(?:任务|内容|数|值)?(?:是|为)?:)|(?:完成|进展|落实|推进|办理|实施)(?:情况)?:"
)
"What a list of tasks writes before each half: 年度目标: … 完成情况: …"
_STOCK = re.compile(
    r"现有|(?:[镇乡]|(?<!农)村)有|共有(?!新)|辖有|下辖|现辖|共辖|管辖|所辖|全区有|全县有|全镇有|全市有|全[国省]有|辖区(?:总|内)?(?:面积|有|人口|范围|户籍|常住)|"
    r"区域(?:总)?面积|行政区域|地域面积|国土(?:总)?面积|耕地面积|林地面积|总人口|"
    r"(?:常住|户籍|流动|外来|实有|农业|总)人口(?!城镇化|每)|总户数|在册|在职|登记在册|保有量|存量|拥有|设有|内设|位于|相距|"
    r"(?<![管直])辖(?!区|内)[^,。;]{2,40}$|居住着|人均(?:耕地|有粮|占有|水资源)|"
    r"距(?:离)?(?:县|市|区|省|镇|城|机场|火车)|东离|西离|目前有|目前共(?!计)|常年|男性|女性|乡村人口|人口密度|海拔|总面积|土地面积|幅员|下设|辖$|(?<![建架铺增开装布埋])设$|在岗|(?:行政|事业)编制"
)
_NOW_HAS = re.compile("现|目前|存量|保有|剩余")
_HAS = re.compile(r"^\W*有$")
_PLACES = re.compile("(?:居|村|社|行政村|自然村|组|黨|党)")
"What an area is made of: 有1个居委会,6个村."
_ACTS = re.compile(
    "新增|新建|完成|发放|举办|增长|投入|已|改造|整治|建成|开展|办理|受理|新发展|达成|拆除|引进|培训(?!中心|基地)|救助(?!户|对象|站)|提供|下降|减少|实现|"
    "诊疗|接诊|产值|收入|销售|吞吐|营业额|检查|(?<![党会众团])组织|解决|创建|登记办理|发展到|增加|提高|提升|降[至到低]|[增升]至|增加?到|扩大|"
    "盘活|铺设|安装|架设|修建|修缮|硬化|种植|购置|购买|宣传|走访|慰问|清运|疏通|粉刷|绿化了|调整|压缩|缩短|延长|惠及|排查|摸排|走访|化解|处置|查处|清理|采购|采买|签约|征收|置换|上升|跌|滑落|回落|攀升|收窄|[加拓]宽"
)
_COUNTS = re.compile(r"[共镇乡县区市村]有|^\W*有$")
"Before the number of those that did something: 有3个村实现脱贫."
_DID = re.compile("牺牲|负伤|完成|取得|参加|参与|通过|获|开工|入选|达标|实现|脱贫|受理|报名|晋级|列入|获得|被|返乡|创办|投产|签约")
_BASE = re.compile(r"(?:由|从)(?!此|于|事|严)[^,。;由从]{0,24}$")
_LAST_YEAR = re.compile("上年|去年")
_BASE_AFTER = re.compile(
    r"^[^,。;]{0,12}?,?(?:提高|增加|上升|下降|降|升|扩大|扩展|扩|减少|缩短|压缩|压减|调整|增长|发展|提升|跃升|上涨|降低|回落|优化|"
    r"拓展|延长|缩减|改善|增|减|提|变|跃|达|[加拓]宽|加[深长高]|跌|滑落|回升|攀升|收窄)(?:到|至|为)"
)
_ASSEMBLY = re.compile(
    r"(?:应到|实到|应出席|实出席|到会|列席|出席(?:会议)?)会?(?:的)?(?:人大|党员|正式|列席)*(?:代表|委员|人数|人员)?(?:共|共计|为|有)?$"
)
_ATTENDS = re.compile(
    r"^(?:\([^()]*\))?[^,。;\d]{0,8}(?:人大代表|党代表|政协委员|代表|委员)(?!建议|提案|议案|意见|家|联络|会|视察)(?P<there>[^,。;]{0,4}(?:聚|出席|参加|投票))?"
)
_MEETS = re.compile(r"(?:召开|举行|本次|此次)[^。]{0,30}(?:大会|会议|全会)|(?:大会|会议)[^。]{0,8}(?:召开|举行|开幕|获悉)")
_AGED = re.compile(
    r"(?:\ ?[及(含)]*(?:以上|以下|以内))?(?:的|老|人群|人员|居民|群众|户籍|妇女|儿童|青|党员|常住|高龄|独居|困难|参保|农|学|职|未成年|"
    r"适龄|及以上|至\d)",
    re.VERBOSE,
)
_YEAR = re.compile(
    r"(?P<cut>比|较|与|同|从|由|自|相比|对比|是|[-—至])?(?P<year>(?:19|20)\d{2})\ ?年(?!代|以来|起|同期|的?基础|相比|前|后|工作|"
    r"主要|政府|开始|[-—至]|版|的\d[^,。;]{0,6}倍)(?:[度底末])?",
    re.VERBOSE,
)
_BY_THEN = re.compile(r"(?:^|[,。;、:])(?:力争|争取|确保)?到((?:19|20)\d{2})年(?!底?已)")
_TIMES = (None, "从", "由", "自", "至")
"What stands before a year that tells when, and compares nothing."
_LED = re.compile(
    r"(?:(?<![比较与同])(?:截至|[从由至到])((?:19|20)\d{2})年(?!以来|起|前|开始)(?:(?!\d{4}年)[^,。;])*"
    r"|((?:19|20)\d{2})年(?:度|末|底)?(?:的|为|达到?|仅为?|约|是|:)?)$"
)
"A year that leads to its amount: 从2015年的绿地率36.1%, 2020年22.15亿元."
_FROM_LEVEL = re.compile(r"[由从][^,。;]*?年[^,。;]*\d[^,。;]*[到至为]")
_SETS_YEAR = re.compile(r"[^,\w]*((?:19|20)\d{2})年(?:末|底|度|[上下]半年|前?第?[一二三四]季度|1[-—至]\d{1,2}月份?)?[,，]")
_OTHER_TIME = re.compile("今年|明年|去年|上年(?!增|同|末|度)|截[至止]|目前|现[有已]|近年|未来|下一步|至今|以来")
"Words of another time than the year that was set."
_ITS_GROWTH = re.compile(
    r"\W*(?:同比|环比|比上年|比去年|较上年|较去年)?(?:分别)?(?:增长|下降|增加|减少|提高|上升|增幅|降幅|增|降)(?:率)?(?:达到?|为|约|近|超过?|了)?"
)
"A clause that tells by how much the amount before it grows: 完成收入2.2亿元,同比增长10%."
_AIMED_AT = re.compile("(?:围绕|按照|瞄准|紧扣|锚定|对照|按)[^,。;]*?的(?:年度|工作|总体)?(?:目标|任务)(?!完成)")
"A goal in so many words: 围绕种草7000亩的目标开展前期工作."
_STARTS = (re.compile(r"在(?:去年|上年|前年|原有|现有|20\d\d年)[^,。;在]{0,12}$"), re.compile(r"^[^,。;\d]{0,3}的?基础上"))
"What stands around the level that a rise starts from: 在去年1284万元的基础上增长10%."
_RELIED_ON = re.compile("(?:发挥|利用|依托|凭借|借助)[^。;]{0,80}?(?:优势|条件)")
"What is there already: 发挥年产仔猪80万头的优势."
_NOW = re.compile("今年|[,;](?:截[至止])?目前|[,;](?:至今|现已)")
"After a year: what follows is of the time of the report again: 2014年引进品种,目前已投入30万元."
_BRACKETS = re.compile(r"\([^()]*\)")
_SPAN = re.compile(r"((?:19|20)\d{2})年?[-—–至到]((?:19|20)\d{2})年")
_THIS_YEAR = re.compile("今年(?!以|来|年?底|[^,。;]{0,2}[年月季])")
_THIS_YEAR_STILL = re.compile("目前|今年(?!以|来)|年内|(?<!明)年底前?|[二三四下][季半][度年]")
_AHEAD = re.compile(r"预计|将于?|计划|拟|力争|争取|确保")
"Before a year that ends with its clause: 预计2014年6月完工;完成8所学校."


@dataclass(frozen=True, slots=True)
class Tense:
    """Whether an amount is done, planned or a standing fact, and of which year."""

    status: Status
    year: int | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a sentence before it is read."""

    role: Role | None
    "Results or plans, by the headings above it or by what the text has spoken of so far."
    drifting: bool
    "No heading gave the role."
    results: int | None
    plans: int | None
    year: int | None = None
    "The year under which the sentence before has put what follows."
    profile: bool = False
    "It describes the place: 一、基本情况."
    now: int | None = None
    "The year in which the report speaks, where it says 去年 or is given at a meeting."

    @property
    def prior(self) -> int:
        """How far the place alone leans to results."""
        if self.role is None:
            return _NOTHING
        weight = _DRIFT if self.drifting else _HEADING
        return weight if self.role == "results" else -weight

    def leans_by(self, year: int) -> int:
        """How far the name of a year leans, where results and plans have a year each."""
        if self.results is None or self.plans is None or self.results == self.plans:
            return 0
        return FAIR if year <= self.results else -FAIR


_EARSHOT = 1000
"How many characters of a sentence around an amount are heard; whole paragraphs without a full stop are shorter."


class Sentence:
    """A sentence with the cues that it holds."""

    def __init__(self, words: str, frame: Frame) -> None:
        self.words = years.arabic(words.replace("，", ","))  # a year in Han digits keeps its length
        self.frame = frame

    @cached_property
    def told(self) -> str:
        """The words, those in quotes and titles blotted out."""
        told = _QUOTED.sub(lambda m: "口" * len(m[0]), self.words)
        return _FORECAST.sub(r"\1口", told) if _LAST_TIME.search(told) else told

    @cached_property
    def cues(self) -> list[tuple[int, int, int, str]]:
        """Start, end, points and reach of each cue, in order; in a list of what will be done only what is done already leans to results."""
        opened = _WILL_DO.search(self.told)
        return sorted(c for c in self._cues() if not (opened and c[0] >= opened.end() and c[2] > 0 and self.told[c[0]] != "已"))

    @cached_property
    def cuts(self) -> list[int]:
        """Where clauses end."""
        return [m.start() for m in _CUT.finditer(self.words)]

    @cached_property
    def relied_on(self) -> list[tuple[int, int]]:
        """Where the words tell what a plan relies on."""
        return [match.span() for match in _RELIED_ON.finditer(self.words)]

    @cached_property
    def aimed_at(self) -> list[tuple[int, int]]:
        """Where the words quote a goal."""
        return [match.span() for match in _AIMED_AT.finditer(self.words)]

    def _cues(self) -> Iterator[tuple[int, int, int, str]]:
        for cue in CUES:
            for match in cue.pattern.finditer(self.told):
                # What begins a clause stands in it: the mark before it does not count.
                yield match.start() + (match[0][:1] in ",。;:、"), match.end(), cue.points, cue.reach
        for match in _EXPECTED.finditer(self.told):
            if not _FORWARD.search(self.told) and f"{self.frame.plans}年" not in self.told:
                at = self.told.index("预计", match.start())
                yield at, at + 2, STRONG, "sentence"
        for match in _ANNOUNCES.finditer(self.told):
            yield match.start(), match.end(), -WEAK, "text"
        yield from self._years()
        for match in fiveyear.NAMED.finditer(self.words):
            if points := self.frame.leans_by(fiveyear.LAST[match["count"]]):
                yield match.start(), match.end(), points, "text"
                if points > 0 and match[0].endswith("末"):
                    yield match.start(), match.end(), STRONG, "clause"
        if points := self._this_year():
            for match in _THIS_YEAR.finditer(self.told):
                yield match.start(), match.end(), points, "sentence"
        for match in _LABEL.finditer(self.told):
            yield match.start(), match.end(), -STRONG if match["plans"] else STRONG, "sentence"

    def _this_year(self) -> int:
        """How far 今年 leans: under a heading it is the year that the chapter tells of, else the one in which the report speaks."""
        frame = self.frame
        if frame.role is not None and not frame.drifting:
            return FAIR if frame.prior > 0 else -FAIR
        return -FAIR if frame.now is not None and frame.now == frame.plans != frame.results else 0

    def _years(self) -> Iterator[tuple[int, int, int, str]]:
        """Years named: those that are past lean to results, those to come to plans."""
        for match in _YEAR.finditer(self.told):
            if match["cut"] in _TIMES and (points := self.frame.leans_by(int(match["year"]))):
                yield match.start(), match.end(), points, "sentence" if match["cut"] else "text"
                if points > 0:  # the deed of a past year, among plans too, but no further than its clause
                    yield match.start(), match.end(), STRONG, "clause"
        for match in _BY_THEN.finditer(self.told):
            if self.frame.results is None or int(match[1]) > self.frame.results:
                yield match.start(), match.end(), -STRONG, "sentence"

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause around `at` begins and ends."""
        n = bisect_right(self.cuts, at - 1)
        return self.cuts[n - 1] + 1 if n else 0, self.cuts[n] if n < len(self.cuts) else len(self.words)

    def lean(self, start: int, end: int) -> int:
        """How far the words lean to results for the amount at `[start, end)`, below zero to plans."""
        left, _ = self.clause(start)
        right = self.cuts[n] if (n := bisect_left(self.cuts, end)) < len(self.cuts) else len(self.words)
        own = [points for s, e, points, _ in self.cues if left <= s and e <= start]
        if not own:
            own = [points for s, e, points, reach in self.cues if end <= s and e <= right and reach != "clause"][:1]
        nearest = max(reversed(own), key=abs, default=0)
        if abs(nearest) >= FAIR:
            return nearest
        carried = [points for s, e, points, reach in self.cues if e <= left and reach != "clause"]
        return nearest + (carried[-1] if carried else 0)

    def drift(self) -> Role | None:
        """The role of what follows where no heading tells it, as in a newspaper."""
        if role := turns.caption(self.told):
            return role
        told = list(_ACCOUNTS.finditer(self.told))
        if told and not any(s >= told[-1].end() for s, _, _, reach in self.cues if reach == "text"):
            return "plans" if told[-1]["plans"] else "results"
        strong = any(points == STRONG for _, _, points, _ in self.cues)
        reaching = [points for _, _, points, reach in self.cues if reach == "text" and not (strong and abs(points) == WEAK)]
        if not reaching:
            return self.frame.role
        return "results" if reaching[-1] > 0 else "plans"


def drift(role: Role | None, words: str, results: int | None, plans: int | None) -> Role | None:
    """The role of what follows `words` where no heading tells it: the last word of time decides.

    >>> drift(None, "今年将建成小学6所。", 2019, 2020), drift("plans", "去年建成4所。", 2019, 2020)
    ('plans', 'results')
    """
    return Sentence(words, Frame(role, True, results, plans)).drift()


def tense(sentence: Sentence, start: int, end: int, unit: str, previous: Status | None) -> Tense:
    """Status and year of the amount at `[start, end)`; `previous` is the status of the amount before it in the sentence.

    >>> def of(words, role): return tense(Sentence(words, Frame(role, False, 2016, 2017)), words.find("9"), words.find("9") + 1, "", None)
    >>> of("全年发放救助金9元。", "results"), of("新建睦邻中心9个。", "plans")
    (Tense(status='result', year=2016), Tense(status='target', year=2017))
    >>> of("贫困户由9户降至5户", "results")
    Tense(status='stock', year=None)
    """
    first = max(start - _EARSHOT, 0)
    before, after = sentence.words[first:start], sentence.words[end : end + _EARSHOT]
    near = sentence.words[max(sentence.clause(start)[0], first) : start]
    frame = sentence.frame
    if is_threshold(unit, after):
        return Tense("stock", frame.plans if frame.prior + sentence.lean(start, end) < 0 else frame.results)
    own = None if unit == "倍" else _own_year(near)
    if beside := _beside(sentence, (start, end), near, after):
        return beside
    named = own or _named_year(_closed(sentence.told[first:start])) or (None if _OTHER_TIME.search(before) else frame.year)
    attends = _ATTENDS.match(after) if frame.drifting else None
    if _ASSEMBLY.search(near) or (attends and (attends["there"] or _MEETS.search(before))):
        # A meeting is held in the year in which the report is given.
        return Tense("result", named or frame.plans or frame.results)
    lean = sentence.lean(start, end)
    leaning = frame.prior + lean
    if leaning >= 0 and (status := goals.status(before, near, after, unit)):
        return Tense(status, named or frame.results or (frame.plans if status == "target" else None))
    if previous in ("target", "result") and _ITS_GROWTH.fullmatch(near):
        return Tense(previous, named or (_year_of_plan(before, frame) if previous == "target" else frame.results))
    counted = _COUNTS.search(near) and _DID.search(_CUT.split(after)[0])
    stands = (_HAS.search(near) and _PLACES.match(after)) or _is_stock(near, lean, frame, previous)
    if stands and not counted and (lean > -STRONG or _NOW_HAS.search(near)):
        return Tense("stock", named or frame.results)
    if leaning < 0 or (lean < STRONG and named is not None and frame.results is not None and named > frame.results):
        return Tense("target", named or _year_of_plan(before, frame))
    return Tense("result", named or frame.results)


def _year_of_plan(before: str, frame: Frame) -> int | None:
    """The year of what is still to come: in a chapter of results that tells of 今年 it is the year that the chapter tells of."""
    if frame.prior >= _HEADING and frame.results and _THIS_YEAR_STILL.search(before):
        return frame.results
    if frame.results and frame.plans in (None, frame.results) and "明年" in before:
        return frame.results + 1
    return frame.plans or frame.results


def _beside(sentence: Sentence, amount: tuple[int, int], near: str, after: str) -> Tense | None:
    """What an amount is that stands beside the deed: a goal quoted, what a plan relies on, the level that a change starts from."""
    frame = sentence.frame
    told = frame.plans if frame.prior < 0 else frame.results
    base = is_base(near, after)
    if _within(sentence.relied_on, amount[0]):
        return Tense("stock", _own_year(near) or told)
    if _within(sentence.aimed_at, amount[0]) and not _BASE.search(near):
        return Tense("target", _own_year(near) or told)
    rises = _STARTS[0].search(near) and _STARTS[1].search(after)
    if base or rises:
        year = re.search(r"((?:19|20)\d{2})年", near)
        last = told - 1 if told and _LAST_YEAR.search(near) else None
        if last is None and frame.prior + sentence.lean(*amount) < 0 and frame.plans != frame.results:
            last = frame.results  # what is to rise from now on stands where the year of results left it
        return Tense("stock", int(year[1]) if year else last)
    return None


def year_set(words: str, year: int | None) -> int | None:
    """The year under which the sentences after `words` in their paragraph stand, `year` if `words` set none.

    >>> year_set("2011年,财政总收入4亿元。", None), year_set("其中地方收入2.8亿元。", 2011), year_set("目前已建成。", 2011)
    (2011, 2011, None)
    """
    if match := _SETS_YEAR.match(words):
        return int(match[1])
    return None if _OTHER_TIME.search(words) or _YEAR.search(words) else year


def aim_set(words: str, aim: int | None, plans: int | None) -> int | None:
    """The later year that the plans after `words` in their paragraph are for; None where they are for the year of plans.

    >>> aim_set("到2030年,森林覆盖率达到24%。", None, 2026), aim_set("城镇化率达到70%。", 2030, 2026), aim_set("今年新建3处。", 2030, 2026)
    (2030, 2030, None)
    """
    if plans and (later := [int(match[1]) for match in _BY_THEN.finditer(words.replace("，", ",")) if int(match[1]) > plans]):
        return later[-1]
    return None if _OTHER_TIME.search(words) or _YEAR.search(words) else aim


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies in one of `spans`, which stand in order and apart."""
    n = bisect_right(spans, at, key=lambda span: span[0])
    return n > 0 and at < spans[n - 1][1]


def _own_year(near: str) -> int | None:
    """The year of the amount's own clause, where it leads to the amount."""
    match = _LED.search(near)
    if match is None or (match[1] and _FROM_LEVEL.match(near, match.start())):
        return None  # the year of the level before: 由2013年底的11.7%下降到2.3%
    return int(match[1] or match[2])


def _closed(told: str) -> str:
    """The words without what stands in brackets that are closed: 总产值23.9亿元(2020年22.1亿元),比上年增长8%."""
    return _BRACKETS.sub(lambda m: "口" * len(m[0]), told)


def is_base(near: str, after: str) -> bool:
    """Whether the amount is the level that a change starts from, by its clause before it and the words behind it.

    >>> is_base("贫困户由", "降至5户"), is_base("贫困户由9户降至", "。")
    (True, False)
    """
    return bool(_BASE.search(near) and _BASE_AFTER.match(after))


def is_threshold(unit: str, after: str) -> bool:
    """Whether the amount is the age that marks a group off: 60岁以上老年人.

    >>> is_threshold("岁", "以上老年人"), is_threshold("岁", "。")
    (True, False)
    """
    return unit in ("岁", "周岁") and _AGED.match(after) is not None


def _is_stock(near: str, lean: int, frame: Frame, previous: Status | None) -> bool:
    """Whether the amount is a standing fact, by its own words or because it goes on from one."""
    if _ACTS.search(near):
        return False
    if frame.profile and 0 <= lean < FAIR:
        return True
    stock = _STOCK.search(near)
    if stock and stock[0] == "拥有" and frame.prior <= -_HEADING:
        return False  # what people are to have: 每千人拥有病床4.2张
    return bool(stock) or (previous == "stock" and lean >= 0 and frame.prior > -_HEADING)


def _named_year(told: str) -> int | None:
    """The last year named in the sentence, or that ends the period named, unless it is only compared with."""
    named, end = None, 0
    near = told.rfind(";") + 1
    for match in _YEAR.finditer(told):
        ahead = match.start() < near and _AHEAD.search(told, max(0, match.start() - 6), match.start())
        if match["cut"] is None and not ahead:
            named, end = int(match["year"]), match.end()
    for match in _SPAN.finditer(told):
        if match.end() >= end:
            named, end = int(match[2]), match.end()
    for match in fiveyear.NAMED.finditer(told):
        if match.end() >= end:
            named, end = fiveyear.LAST[match["count"]], match.end()
    return None if named is not None and _NOW.search(told, end) else named
