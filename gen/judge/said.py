"""The numbers of a Chinese sentence, those that a translation must have and those that it may: what `same_numbers` compares.

Required: every figure, every other number in digits, every year. Optional: dates, clock times, and whatever Han numerals may mean
(十四五 is 14, 5 and the years 2021 to 2025).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from gen.characters import fold_width
from gen.english_units import exact
from gen.english_words import CLOCK
from gen.model import Figure, Value

_HAN = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "双": 2, "俩": 2, "廿": 20}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_RUN = re.compile("[零一二三四五六七八九〇两双十百千万亿]+")
_PARTS = re.compile("([百零一二三四五六七八九十\\d]+)分之([零一二三四五六七八九十百\\d点.]+)")
_DIGITS = re.compile(
    r"(?P<number>(?<!\d)\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.(?!(?:19|20)\d\d年)\d+)?)\s*"
    r"(?P<scale>(?:[余多]?(?:[十百万亿]|千(?![瓦克米卡伏赫])))*)"
    r"[余多]?(?P<unit>个百分点|百分点|%|‰|[一-鿿]{0,4})"
)
_HOUR = "(?:十[一二]?|[零一两二三四五六七八九])"
_QUARTERS = re.compile(r"前([一二三四1-4])个?季度|[上下]半年")
_SHARE = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,3})(?![\d/])")
_LONG_RATIO = re.compile(r"\d+(?:\.\d+)?(?::\d+(?:\.\d+)?){2,}")
_NUMBERING = re.compile(r"\s*\(?\d{1,3}\s*(?:[)、]|\.(?!\d)|\.(?=(?:19|20)\d\d年))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR = re.compile(r"(?<!\d)(?P<century>19|20)(?P<year>\d\d)\s*[-—–~至]\s*(?P<later>\d\d)(?=(?:财|学|财政|会计)?年)")
"2016-18年: the second year by its last two digits."
_DATE_AFTER = re.compile(r"\s*(?:[月日号时点](?!线)|:\d\d|[-—–~至到]\d{1,2}[月日号时](?!线)|·\d)")
_DATE_BEFORE = re.compile(r"\d\s*[月年时点:·]\s*$")
_DOTTED = re.compile(r"(?:19|20)\d\d\.\d{1,2}\.\d{1,2}(?![\d.])|\d+(?:\.\d+){2,}")
"A date with dots, 2016.12.30, or a number of a series, 424.10.37.20: no decimal fractions."
_SECTION = re.compile(r"\d\.$")
"Before the last part of 第6.11条, which is no figure of its own."
_HALF = re.compile(rf"({_RUN.pattern}|\d+)(?P<unit>[年天倍]|个(?=半月|半小时)|个(?:小时|月)|小时)半(?!年)")
_DAY = re.compile(r"\d{1,2}[.·]\d{1,2}”")
_CLOCK = re.compile(
    rf"""(?P<hour>\d{{1,2}}|{_HOUR})\s*(?:[时点]|:(?=\d\d))\s*    # 17时, 5点, 五点, 19:
    (?:(?P<half>半)|(?P<minute>\d{{1,2}})(?!\d)|(?P<quarter>[一三])刻)?""",
    re.VERBOSE,
)
_BORN = re.compile(r"(?<!\d)(?:[5-9][05]|[01][05])后(?!来)")
_ABOUT = re.compile("([一二三四五六七八])([二三四五六七八九])([十百千万亿]*)")
"Two numerals side by side for what lies between: 五六百, 七八个."
_NEAR = 24
"Characters around a number that tell its kind."
_LONGEST = 24
"Characters of a number; what is longer is a serial number or no text."
_FOUNDED = (("新中国成立|建国|解放初", 1949), ("改革开放", 1978))
"Words that English may render by a year."
_WORDS: dict[str, tuple[tuple[int | float, str], ...]] = {
    "半": ((0.5, ""), (50, "%")),
    "半小时": ((30, "分钟"),),
    "半年": ((6, "个月"),),
    "刻钟": ((15, "分钟"),),
    "全": ((100, "%"),),
    "全天候": ((24, "小时"),),
    "昼夜": ((24, "小时"),),
    "‰": ((1000, ""),),  # 6.8 deaths per 1,000 live births
    "所有": ((100, "%"),),
    "百分百": ((100, "%"),),
    "翻番": ((100, "%"),),
}
"Words that English may render by a number."
Sort = Literal["figure", "digits", "year", "date", "code", "han", "part", "clock"]


@dataclass(frozen=True, slots=True)
class Said:
    """A number of the Chinese, as `english_numbers.match` wants it."""

    text: str
    "As written."
    value: Value
    unit: str
    sort: Sort
    required: bool
    "Whether the English must have it."


def said(source: str, figures: Iterable[Figure] = ()) -> tuple[Said, ...]:
    """The numbers of `source`, the required ones first; `figures` are those found in it, in order.

    >>> [(s.text, s.value, s.sort) for s in said("2016年，新增3个，十八大")]
    [('2016', 2016, 'year'), ('3', 3, 'digits'), ('十八', 18, 'han'), ('十', 10, 'part'), ('八', 8, 'part')]
    """
    words = fold_width(source)
    known = tuple(f for f in figures if not (f.unit == ":" and _LONG_RATIO.search(words)))
    located = dict(located_in(words, known))
    later = {short.start("later") for short in _SHORT_YEAR.finditer(words)}
    known = tuple(
        f
        for n, f in enumerate(known)
        if n not in located or (not _SECTION.search(words, max(0, located[n][0] - 2), located[n][0]) and located[n][0] not in later)
    )
    found = [_of_figure(figure) for figure in known]
    taken = tuple(located.values())
    found += _digits(words, taken, later)
    found += _short_years(words)
    found += _shares(words)
    found += _months(words)
    found += _clocks(words)
    found += _between(words)
    found += _han(words)
    return tuple(sorted(found, key=lambda s: not s.required))


def _of_figure(figure: Figure) -> Said:
    text = "".join(figure.text.split())
    counted = bool(re.search(r"\d", fold_width(text)))
    plain = len(_RUN.findall(text)) == 1 and len(_RUN.findall(text)[0]) > 1
    told = plain or bool(re.search("[余多]", text))  # 十余项, 三百户; a lone 十 or 千 may be part of a word
    great = not isinstance(figure.value, tuple) and figure.value >= 10
    return Said(text, figure.value, figure.unit, "figure", counted or (great and told))


def located_in(words: str, figures: Iterable[Figure]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Index of each of `figures` that stands in `words` (half-width), with its place there."""
    at = 0
    for n, figure in enumerate(figures):
        text = fold_width("".join(figure.text.split()))
        match = re.compile(r"\s*".join(map(re.escape, text))).search(words, at)
        if match:
            at = match.end()
            yield n, match.span()


def _digits(words: str, taken: tuple[tuple[int, int], ...], later: Collection[int]) -> Iterator[Said]:
    """Numbers in digits that are no figures: years, dates, codes, numbering; those inside a figure are optional."""
    numbering = _NUMBERING.match(words)
    shares, series = _covered(_SHARE, words), _covered(_DOTTED, words)
    for match in _DIGITS.finditer(words):
        if match.start() in shares or len(match["number"] + match["scale"]) > _LONGEST:
            continue
        around = next((words[start:end] for start, end in taken if start <= match.start() < end), "")
        sort = "date" if match.start() in later else _sort(words, match)
        value = _scaled(Fraction(re.sub("[, ]", "", match["number"])), match["scale"])
        opens = bool(numbering and match.start("number") < numbering.end())
        dotted = match.start() in series
        required = not around and sort != "date" and not opens and not dotted
        unit = {"year": "年", "digits": match["unit"]}.get(sort, "")
        yield Said(match["number"] + match["scale"], _whole(value), unit, sort, required)
        if (sort == "date" or dotted) and "." in match["number"]:
            yield from (Said(part, int(part), "", "date", False) for part in match["number"].split("."))
        if around and not match["scale"] and (scale := re.search(r"\)([百千万亿]+)", around)):
            yield Said(
                match["number"], _whole(_scaled(value, scale[1])), "", "digits", False
            )  # 134.9(含63.7)亿


def _covered(pattern: re.Pattern[str], words: str) -> frozenset[int]:
    """The places in `words` that a match of `pattern` covers."""
    return frozenset(place for match in pattern.finditer(words) for place in range(*match.span()))


def _short_years(words: str) -> Iterator[Said]:
    """What English may write out, or in two digits as well: 2016-18年 is from 2016 to 2018."""
    for match in _SHORT_YEAR.finditer(words):
        if match["later"] > match["year"]:
            yield Said(match["later"], int(match["century"] + match["later"]), "年", "date", False)
            yield Said(match["later"], int(match["later"]), "年", "date", False)


def _shares(words: str) -> Iterator[Said]:
    """Shares in digits: 1/5."""
    for match in _SHARE.finditer(words):
        if int(match[2]):
            yield Said(match[0], float(Fraction(int(match[1]), int(match[2]))), "", "digits", True)


def _months(words: str) -> Iterator[Said]:
    """What English may count in months: 前三季度 is nine of them, 上半年 six."""
    for match in _QUARTERS.finditer(words):
        quarters = 2 if match[0].endswith("半年") else "一二三四1234".index(match[1]) % 4 + 1
        yield Said(match[0], 3 * quarters, "", "part", False)


def _clocks(words: str) -> Iterator[Said]:
    """Clock times in minutes; English counts to twelve and then again: 下午5时30分 is 5:30 p.m., 17时 is 5 p.m."""
    for match in _CLOCK.finditer(words):
        hour = han_number(match["hour"])
        minute = (
            30
            if match["half"]
            else 15 * (_HAN[match["quarter"]])
            if match["quarter"]
            else int(match["minute"] or 0)
        )
        if hour is not None and hour <= 24 and minute < 60:
            yield Said(match[0], int(hour) % 12 * 60 + minute, CLOCK, "clock", False)


def _between(words: str) -> Iterator[Said]:
    """What 五六百 may be in English: 500 to 600, or one of its ends; 六七十年代 is the 1960s and 1970s."""
    for match in _ABOUT.finditer(words):
        low, high = _HAN[match[1]], _HAN[match[2]]
        if high == low + 1 and (scale := han_number("一" + match[3])):
            ends = (low * scale, high * scale)
            unit = "%" if words[: match.start()].endswith("百分之") else ""
            yield from (Said(match[0], value, unit, "han", False) for value in (ends, *ends))
            if words.startswith("年代", match.end()):
                yield from (Said(match[0], 1900 + end, "年", "date", False) for end in ends)


def _scaled(value: Fraction, scale: str) -> Fraction:
    for char in scale:
        value *= _SCALE.get(char, 1)
    return value


def _whole(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _sort(words: str, match: re.Match[str]) -> Sort:
    """What kind of number the match is, by what stands around it."""
    before, after = words[max(0, match.start() - _NEAR) : match.start()], words[match.end("number") :][:_NEAR]
    if _YEAR.fullmatch(match["number"]) and re.match(r"\s*(?:年|[-—–~至到、]\s*(?:19|20)\d\d)", after):
        return "year"
    if (
        after.startswith("年代")
        or _BORN.match(words, match.start())
        or _DATE_AFTER.match(after)
        or _DATE_BEFORE.search(before)
        or (before.endswith("“") and _DAY.match(match[0] + after))
    ):
        return "date"
    if re.search(r"[A-Za-z+“\"-]$|[A-Za-z]\.$", before) or re.match(r"[A-Za-z+”\"]", after):
        return "code"
    return "digits"


def _han(words: str) -> Iterator[Said]:
    """All that Han numerals may stand for: each run as a whole and each stretch of it, shares, doubling, wholes."""
    for match in _PARTS.finditer(words):
        low, high = han_number(match[1]), han_number(match[2])
        if low and high is not None:
            share = exact(high) / exact(low)
            yield Said(match[0], float(share), "", "han", False)
            yield Said(match[0], _whole(share * 100), "%", "han", False)
    for match in re.finditer("翻(?:了)?([一两二三]?)番", words):
        yield Said(match[0], 2 ** (_HAN.get(match[1], 1)), "", "han", False)
    for match in _HALF.finditer(words):
        if (whole := han_number(match[1])) is not None:
            yield Said(match[0], whole + 0.5, match["unit"], "han", False)  # 四年半 is four and a half years
    for pattern, year in _FOUNDED:
        yield from (Said(match[0], year, "年", "han", False) for match in re.finditer(pattern, words))
    for text, meanings in _WORDS.items():
        if text in words:
            yield from (Said(text, value, unit, "han", False) for value, unit in meanings)
    for match in _RUN.finditer(words):
        if words[match.end() : match.end() + 1] == "番" and words[: match.start()].endswith(("翻", "翻了")):
            continue  # 翻两番 is four times, not two
        if len(match[0]) <= _LONGEST:
            yield from _stretches(match[0], words[match.end() : match.end() + 4])


def _stretches(run: str, after: str) -> Iterator[Said]:
    """The run and its parts: 十四五 is also 14 and 5; only what ends the run has its unit."""
    parts = [run[i:j] for i in range(len(run)) for j in range(len(run), i, -1) if (i, j) != (0, len(run))]
    unit = after[:1] if after[:1] in "倍成" else after
    for text in (run, *parts):
        if (value := han_number(text)) is not None:
            own: Sort = "han" if text == run else "part"
            yield Said(text, value, unit if run.endswith(text) else "", own, False)


def han_number(text: str) -> int | float | None:
    """The value of Han numerals: 三千六百, 二〇一六, 十八; None for what is no number, such as 亿亿."""
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return _whole(Fraction(text))
    if not text or any(c not in _HAN and c not in _SCALE for c in text):
        return None
    if all(c in _HAN for c in text):
        return int("".join(str(_HAN[c]) for c in text))
    total, part, digit = 0, 0, None
    for char in text:
        if char in _HAN:
            digit = _HAN[char]
        elif _SCALE[char] >= 10**4:
            total, part, digit = (total + part + (digit or (0 if part else 1))) * _SCALE[char], 0, None
        else:
            part, digit = part + (1 if digit is None else digit) * _SCALE[char], None
    return total + part + (digit or 0)
