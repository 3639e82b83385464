"""Where English has the number but says another thing with it: another month, plan or currency, a fall for a rise.

Each rule speaks only where the Chinese says one thing in plain words and the English, right beside the number, another; what
a translator may have turned round on purpose is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gen import english_numbers
from gen.characters import fold_width
from gen.english_units import exact
from gen.english_words import EnglishNumber
from gen.judge.bounds import CURRENCY
from gen.judge.said import Said, han_number, located_in
from gen.model import Change, Figure, Value


class Exchanged(NamedTuple):
    """A number that stands for something else in the English."""

    chinese: Said
    "The number with the words that say what it is: 增加18天."
    english: EnglishNumber
    "Its place takes in the words that say otherwise: 18 fewer."


class Pair(NamedTuple):
    """A figure and the one English number that says it; neither value stands twice."""

    start: int
    "Where the figure begins in the Chinese, in code points."
    end: int
    figure: Figure
    number: EnglishNumber


@dataclass(frozen=True, slots=True)
class Sentence:
    """Both languages, with what they have in common."""

    source: str
    "With half-width digits and marks."
    english: str
    numbers: tuple[EnglishNumber, ...]
    "Each by itself: the ends of a range are two."
    pairs: tuple[Pair, ...]
    "By place in the Chinese."


def sentence(source: str, figures: Sequence[Figure], english: str) -> Sentence:
    """What the rules look at; `figures` are those of `source`, in order."""
    words, numbers = fold_width(source), english_numbers.single(english)
    return Sentence(words, english, numbers, tuple(_pairs(words, figures, numbers)))


def exchanged(both: Sentence) -> tuple[Exchanged, ...]:
    """All that is exchanged, by rule.

    >>> [(e.chinese.text, e.english.kind) for e in exchanged(sentence("2016年3月启动。", (), "Begun in May 2016."))]
    [('3月', 'month')]
    """
    return tuple(one for rule in _RULES for one in rule(both))


def _pairs(words: str, figures: Sequence[Figure], numbers: Sequence[EnglishNumber]) -> Iterator[Pair]:
    places = dict(located_in(words, figures))
    for at in english_numbers.match(figures, numbers):
        figure = figures[at.figure]
        number = english_numbers.number_at(at, numbers)
        if number is None or at.figure not in places or isinstance(figure.value, tuple):
            continue
        twins = sum(one.value == figure.value for one in figures), sum(n.value == number.value for n in numbers)
        if twins == (1, 1):
            yield Pair(*places[at.figure], figure, number)


def _said(text: str, value: Value, unit: str) -> Said:
    return Said(text, value, unit, "figure", required=True)


# ---- months

_MONTHS = re.compile(r"(?<![\d.])(?P<low>1[0-2]|0?[1-9])?\s*(?P<joint>[-—–~至到、和])?\s*(?<![\d.])(?P<high>1[0-2]|0?[1-9])月(?!亮|球|嫂)")
_HAN_MONTH = re.compile("(?<![个几数两多半十零〇一二三四五六七八九])(十[一二]?|[一二三四五六七八九])月(?!亮|球|嫂)")
_NEAR_MONTHS = re.compile(
    r"年[初末底中终]|岁末|季度|半年|前\d+个月|元旦|国庆|[“\"](?:五一|六一|七一|八一|十一)|(?:五一|十一)(?:假|长假|黄金周|期间|节|前后)|"
    r"两会|[一二三四五六七八九十]月[初一二三四五六七八九十]{1,3}(?![日号月])|春节|中秋|农历|阴历|旧历|正月|腊月|\d{1,2}[.·]\d{1,2}[^%\d]"
)
"Words that English may tell by a month, and days of the moon's calendar: 三月三."
_END_OF_MONTH = re.compile(r"(?<![\d.])(1[0-2]|0?[1-9])月[底末]")


def _months(both: Sentence) -> Iterator[Exchanged]:
    """A month that the English lacks while it has one that the Chinese lacks."""
    if _NEAR_MONTHS.search(both.source):
        return
    named = list(_months_of(both.source))
    told = [number for number in both.numbers if number.kind == "month"]
    lost = Counter(month for month, _text in named) - Counter(int(n.value) for n in told)  # type: ignore[arg-type]
    by_then = {int(m[1]) % 12 + 1 for m in _END_OF_MONTH.finditer(both.source)}  # 3月底前 is before April
    other = [number for number in told if number.value not in {month for month, _text in named} | by_then]
    for month, text in named if other else ():
        if month in lost:
            yield Exchanged(_said(text, month, "月"), other[0])
            return
    for number in other:
        if date := _same_day(both, number):
            yield Exchanged(_said(date[0], int(date[1]), "月"), number)


def _same_day(both: Sentence, number: EnglishNumber) -> re.Match[str] | None:
    """The Chinese date of the day that English has in another month: 7月26日 for September 26."""
    behind = re.match(r"\ (\d{1,2})(?:st|nd|rd|th)?\b(?![,:]\d)", both.english[number.end :])
    ahead = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\ (?:of\ )?$", both.english[: number.start])
    day = behind or ahead
    return re.search(rf"(?<!\d)(1[0-2]|[1-9])月{day[1]}日", both.source) if day else None


def _months_of(source: str) -> Iterator[tuple[int, str]]:
    """Each month that the Chinese names, with its words: 3月, both of 1—9月, 三月."""
    for match in _MONTHS.finditer(source):
        for part in ("low", "high"):
            if match[part] and (part == "high" or match["joint"]):
                yield int(match[part]), f"{match[part]}月"
    for match in _HAN_MONTH.finditer(source):
        yield int(han_number(match[1]) or 0), match[0]


# ---- five-year plans

_PLANS = re.compile(
    r"(?<![一二三四五六七八九十])(十[一二三四五六七八九]?|[一二三四五六七八九])五(?=[”\"]|规划|计划|时期|期间|末|以来)|第([一二三四五六七八九十]+)个五年(?:规划|计划)"
)
_OF_A_PLAN = re.compile(r"(?:,|\ |-|and\b|or\b|to\b|[a-z]+th\b|\d+th\b)*Five[- ]Year", re.IGNORECASE)


def _plans(both: Sentence) -> Iterator[Exchanged]:
    """The number of a five-year plan: the 13th for 十四五."""
    named = {han_number(m[1] or m[2]): m[0] for m in _PLANS.finditer(both.source)}
    told = {n.value: n for n in both.numbers if n.kind == "ordinal" and _OF_A_PLAN.match(both.english, n.end)}
    lost = [plan for plan in named if plan not in told]
    other = [number for value, number in told.items() if value not in named]
    if lost and other and told:
        yield Exchanged(_said(named[lost[0]], lost[0] or 0, ""), other[0])


# ---- multiples

_LEVEL = re.compile(r"的(?:近|约|大约|将近|超过|逾)?(?P<count>\d+(?:\.\d+)?|[两二三四五六七八九十]+)(?:余|多)?倍")
"As much as so many times another level; 增长3倍 is a growth, which English may tell as fourfold."


def _multiples(both: Sentence) -> Iterator[Exchanged]:
    """One time too many: four times for 是…的3倍."""
    matches = list(_LEVEL.finditer(both.source))
    if both.source.count("倍") != 1 or len(matches) != 1:
        return
    (match,) = matches
    value = exact(han_number(match["count"]) or 0)
    times = {n.value: n for n in both.numbers if n.kind == "times"}
    if value + 1 in times and value not in times:
        yield Exchanged(_said(match[0], float(value), "倍"), times[value + 1])


# ---- currencies

_CURRENCIES = {
    "美": re.compile("美元|美金"),
    "港": re.compile("港元|港币"),
    "欧": re.compile("欧元"),
    "英": re.compile("英镑"),
    "日": re.compile("日元|日圆"),
    "他": re.compile("[加澳新韩]元|新台币|澳门[元币]|卢[布比]|法郎|比索|先令|外[币汇资]"),
}
_YUAN = re.compile("(?<![美港欧日加澳新韩门])元|人民币")
_MARKS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    ("人", re.compile(r"\b(?:RMB|CNY)\ *$"), re.compile(r"\ ?(?:yuan|RMB|CNY|renminbi)\b", re.IGNORECASE)),
    ("美", re.compile(r"(?:\bUS\ ?\$|\bUSD)\ *$"), re.compile(r"\ (?:U\.?S\.?\ dollars?|USD)\b", re.IGNORECASE)),
    ("港", re.compile(r"\b(?:HK\ ?\$|HKD)\ *$"), re.compile(r"\ (?:Hong Kong dollars?|HKD)\b", re.IGNORECASE)),
    ("美港他", re.compile(r"(?<![A-Z])\$\ *$"), re.compile(r"\ dollars?\b", re.IGNORECASE)),
    ("欧", re.compile(r"(?:€|\bEUR)\ *$"), re.compile(r"\ euros?\b", re.IGNORECASE)),
    ("英", re.compile(r"(?:£|\bGBP)\ *$"), re.compile(r"\ pounds\ sterling\b", re.IGNORECASE)),
    ("日", re.compile(r"\bJPY\ *$"), re.compile(r"\ yen\b", re.IGNORECASE)),
)
"Currencies (by their keys above, 人 for the yuan) -> what stands before or after a sum in them."


def _currencies(both: Sentence) -> Iterator[Exchanged]:
    """A sum in a currency that the Chinese does not name: US$ for 元."""
    for pair in both.pairs:
        own = re.search("(?:美|港|欧|日)?元$", pair.figure.unit)
        marked = mark(both.english, pair.number) if own else None
        if own and marked and not any(_has_currency(both.source, key) for key in marked[0]):
            amount = _said(pair.figure.text, pair.figure.value, pair.figure.unit)
            yield Exchanged(amount, replace(pair.number, start=marked[1], end=marked[2]))


def _has_currency(source: str, key: str) -> bool:
    return bool((_YUAN if key == "人" else _CURRENCIES[key]).search(source))


def mark(english: str, number: EnglishNumber) -> tuple[str, int, int] | None:
    """The currencies that the words around the number may be, and where number and words stand."""
    before = english[max(0, number.start - 8) : number.start]
    for keys, ahead, behind in _MARKS:
        if match := ahead.search(before):
            return keys, number.start - len(match[0]), number.end
        if match := behind.match(english, number.end):
            return keys, number.start, match.end()
    return None


# ---- rise and fall

_HEDGES = (
    r"(?:\ (?:by|of|about|around|nearly|almost|over|some|roughly|approximately|only|just|another|an?|additional|further|"
    r"more\ than|up\ to)){0,3}"
)
_PHRASAL = (
    "ended|taken|took|tracked|shut|closed|set|made|built|picked|brought|opened|cut|torn|tore|signed|cleaned|cleared|scaled|stepped|turned|"
    "drawn|drew|broken|broke|held|handed|passed|settled|put"
)
_PARTICLE = "".join(rf"(?<!{verb}\ )" for verb in _PHRASAL.split("|"))
"Not behind a verb that up or down belongs to: tracked down 13 cases, shut down 15 plants."
_BEFORE: tuple[tuple[Change, re.Pattern[str]], ...] = (
    (
        "+",
        re.compile(
            rf"\b(?:{_PARTICLE}up(?!\ to)|rose|ris(?:e|es|en|ing)|grew|grow(?:s|n|th|ing)?|increas(?:e|es|ed|ing)|climb(?:ed|ing)?|"
            rf"surg(?:e|ed|ing)|jump(?:ed|ing)?|soar(?:ed|ing)?){_HEDGES}\ {CURRENCY}",
            re.IGNORECASE,
        ),
    ),
    (
        "-",
        re.compile(
            rf"\b(?:{_PARTICLE}down(?!\ to)|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|"
            rf"reduc(?:e|es|ed|ing|tion)|shrank|shrunk|plunged|slumped){_HEDGES}\ {CURRENCY}",
            re.IGNORECASE,
        ),
    ),
)
_AFTER: tuple[tuple[Change, re.Pattern[str]], ...] = (
    ("+", re.compile(r"(?:\ (?!or\b|and\b|to\b|of\b)[a-z]+){0,2}\ (?:more|higher)\b(?!\ or\ less)", re.IGNORECASE)),
    ("-", re.compile(r"(?:\ (?!or\b|and\b|to\b|of\b)[a-z]+){0,2}\ (?:fewer|lower|less)\b(?!\ than\ \d)", re.IGNORECASE)),
)
_ROSE = re.compile("增长|增加|上升|提高|增|升|高|多|涨")
_FELL = re.compile("下降|减少|降低|降|减|少|低|跌")
_MIXED = re.compile("幅|速|差|缺口|收窄|亏|逆|赤字|贫困?(?:人口|发生|县|村|户|率)|[致返]贫|欠|债|失业|不(?!变)|负|"
    "污染|空置|闲置|辍学|流失|死亡|发病|失信|违|超标|逾期|浪费|损失|事故|投诉")
"What makes a rise of one thing the fall of another, which English may tell instead."
_OPPOSITE = re.compile(r"\b(?:efficien|dissatisf|pollut|unemploy|jobless|savings?\b|saved\b|lifted\b|out\ of\ poverty)", re.IGNORECASE)
"What English may count in place of what the Chinese counts: efficiency rose for 能耗下降, fewer days of pollution for 优良天数增加."
_LAST_CLAUSE = re.compile(r"[^,。;:、()]*$")


def _directions(both: Sentence) -> Iterator[Exchanged]:
    """A fall for a rise: 18 fewer for 增加18天."""
    for pair in both.pairs:
        way = _way(both, pair)
        around = both.english[max(0, pair.number.start - 80) : pair.number.end + 40]
        told = told_direction(both.english, pair.number) if way and not _OPPOSITE.search(around) else None
        if way and told and told.way != way[0]:
            text = way[1] + both.source[pair.start : pair.end]
            place = replace(pair.number, start=min(told.start, pair.number.start), end=max(told.end, pair.number.end))
            yield Exchanged(_said(text, pair.figure.value, pair.figure.unit), place)


def _way(both: Sentence, pair: Pair) -> tuple[Change, str] | None:
    """Which way the Chinese says the number goes, and in which words; None where it does not say so plainly."""
    clause = _LAST_CLAUSE.search(both.source[: pair.start])
    words = clause[0] if clause else ""
    if pair.figure.change is None or _MIXED.search(words):
        return None
    rose, fell = list(_ROSE.finditer(words)), list(_FELL.finditer(words))
    mine, other = (rose, fell) if pair.figure.change == "+" else (fell, rose)
    return (pair.figure.change, mine[-1][0]) if mine and not other else None


class Direction(NamedTuple):
    """What the English says right beside a number."""

    way: Change
    start: int
    end: int
    "Where the words stand that say so."


def told_direction(english: str, number: EnglishNumber) -> Direction | None:
    """Whether the words beside the number tell a rise or a fall.

    >>> english = "There were 18 fewer than last year."
    >>> told_direction(english, english_numbers.find(english)[0])
    Direction(way='-', start=13, end=19)
    """
    told = [*_told_before(english, number), *_told_after(english, number)]
    return told[0] if len({one.way for one in told}) == 1 else None  # ended up 3 percent lower


def _told_before(english: str, number: EnglishNumber) -> Iterator[Direction]:
    for way, pattern in _BEFORE:
        if match := pattern.search(english, max(0, number.start - 60), number.start):
            yield Direction(way, match.start(), number.start)


def _told_after(english: str, number: EnglishNumber) -> Iterator[Direction]:
    for way, pattern in _AFTER:
        if match := pattern.match(english, number.end):
            yield Direction(way, number.end, match.end())


_RULES: tuple[Callable[[Sentence], Iterator[Exchanged]], ...] = (_months, _plans, _multiples, _currencies, _directions)
