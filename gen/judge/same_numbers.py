"""Whether an English sentence has the numbers of its Chinese, and no others.

What must be there: every figure, every other number in digits, every year. What may be there: whatever Han numerals may mean
(十四五 is 14, 5 and the years 2021 to 2025). Words such as two or first come and go in good translations: they count only
where both languages have one that the other lacks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from gen import english_numbers
from gen.characters import fold_width
from gen.english_units import cost, exact
from gen.english_words import EnglishNumber
from gen.model import Figure, Value

_HAN = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "双": 2, "俩": 2, "廿": 20}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_RUN = re.compile("[零一二三四五六七八九〇两双十百千万亿]+")
_PARTS = re.compile("([百零一二三四五六七八九十\\d]+)分之([零一二三四五六七八九十百\\d点.]+)")
_DIGITS = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<scale>(?:[余多]?(?:[十百万亿]|千(?![瓦克米卡伏赫])))*)"
    r"[余多]?(?P<unit>个百分点|百分点|%|‰|[一-鿿]{0,4})"
)
_FROM_YEAR = re.compile(r"\b(?:over|from|than|than in|compared (?:with|to)|against)(?: that (?:of|in))? $")
_GREW = re.compile("增长|增加|下降|减少|提高|上升|增速|降低")
_QUARTERS = re.compile(r"前([一二三四1-4])个?季度|[上下]半年")
_SHARE = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,3})(?![\d/])")
_LONG_RATIO = re.compile(r"\d+(?:\.\d+)?(?::\d+(?:\.\d+)?){2,}")
_NUMBERING = re.compile(r"\s*\(?\d{1,2}\s*(?:[)、]|\.(?!\d))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE_AFTER = re.compile(r"\s*(?:[月日号时点](?!线)|:\d\d|[-—–~至到]\d{1,2}[月日号时](?!线)|·\d)")
_DATE_BEFORE = re.compile(r"\d\s*[月年:·]\s*$")
_DAY = re.compile(r"\d{1,2}[.·]\d{1,2}”")
_OPEN_YEAR = re.compile(
    "去年|今年|明年|上年|本年|全年|当年|前年|一年来|过去一年|新的一年|这一年|年[初末底中内终]|同期|近年|周年|以来|五年|年度"
)
_SAID_YEAR = re.compile(r"\byear|\bannual|\bthen\b|\bsince\b|\bdecade", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:all|every|entire|whole|full|fully|complete|completely|wholly)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|none|zero|not|without|free)\b", re.IGNORECASE)
_AROUND_THE_CLOCK = re.compile(r"\b(?:a?round[- ]the[- ]clock|day and night|24/7)", re.IGNORECASE)
_LONGEST = 24
"Characters of a number; what is longer is a serial number or no text."
_CODES = re.compile(r"\d+(?:[-–+., ]\d+)*")
_FOREIGN = re.compile(r"(?:US\$|\$|€|USD )\s*$")
_COUNTED = re.compile(r"(?:第|[大个项次届批条家名位处座场支只件大轮类种部级户所章节期中轮度季方者年]|次)")
_WORDS: dict[str, tuple[tuple[int | float, str], ...]] = {
    "半": ((0.5, ""), (50, "%")),
    "半小时": ((30, "分钟"),),
    "半年": ((6, "个月"),),
    "刻钟": ((15, "分钟"),),
    "全": ((100, "%"),),
    "所有": ((100, "%"),),
    "百分百": ((100, "%"),),
    "翻番": ((100, "%"),),
}
"Words that English may render by a number."
Sort = Literal["figure", "digits", "year", "date", "code", "han", "part"]


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


@dataclass(frozen=True, slots=True)
class Slip:
    """What does not agree."""

    missing: Said | None
    "A number of the Chinese that the English lacks."
    extra: EnglishNumber | None
    "A number of the English that the Chinese lacks."


# ---- the Chinese


def said(source: str, figures: Iterable[Figure] = ()) -> tuple[Said, ...]:
    """The numbers of `source`, the required ones first; `figures` are those found in it, in order.

    >>> [(s.text, s.value, s.sort) for s in said("2016年，新增3个，十八大")]
    [('2016', 2016, 'year'), ('3', 3, 'digits'), ('十八', 18, 'han'), ('十', 10, 'part'), ('八', 8, 'part')]
    """
    words = fold_width(source)
    known = tuple(f for f in figures if not (f.unit == ":" and _LONG_RATIO.search(words)))
    found = [_of_figure(figure) for figure in known]
    taken = tuple(_located(words, known))
    found += _digits(words, taken)
    found += _shares(words)
    found += _months(words)
    found += _han(words)
    return tuple(sorted(found, key=lambda s: not s.required))


def _of_figure(figure: Figure) -> Said:
    text = "".join(figure.text.split())
    counted = bool(re.search(r"\d", fold_width(text)))
    plain = len(_RUN.findall(text)) == 1 and len(_RUN.findall(text)[0]) > 1
    told = plain or bool(re.search("[余多]", text))  # 十余项, 三百户; a lone 十 or 千 may be part of a word
    great = not isinstance(figure.value, tuple) and figure.value >= 10
    return Said(text, figure.value, figure.unit, "figure", counted or (great and told))


def _located(words: str, figures: Iterable[Figure]) -> Iterator[tuple[int, int]]:
    at = 0
    for figure in figures:
        text = fold_width("".join(figure.text.split()))
        match = re.compile(r"\s*".join(map(re.escape, text))).search(words, at)
        if match:
            at = match.end()
            yield match.span()


def _digits(words: str, taken: tuple[tuple[int, int], ...]) -> Iterator[Said]:
    """Numbers in digits that are no figures: years, dates, codes, numbering; those inside a figure are optional."""
    numbering = _NUMBERING.match(words)
    for match in _DIGITS.finditer(words):
        in_share = any(share.start() <= match.start() < share.end() for share in _SHARE.finditer(words))
        if in_share or len(match["number"] + match["scale"]) > _LONGEST:
            continue
        around = next((words[start:end] for start, end in taken if start <= match.start() < end), "")
        sort = _sort(words, match)
        value = _scaled(Fraction(match["number"].replace(",", "")), match["scale"])
        opens = bool(numbering and match.start("number") < numbering.end())
        required = not around and sort != "date" and not opens
        unit = {"year": "年", "digits": match["unit"]}.get(sort, "")
        yield Said(match["number"] + match["scale"], _whole(value), unit, sort, required)
        if sort == "date" and "." in match["number"]:
            yield from (Said(part, int(part), "", "date", False) for part in match["number"].split("."))
        if around and not match["scale"] and (scale := re.search(r"\)([百千万亿]+)", around)):
            yield Said(
                match["number"], _whole(_scaled(value, scale[1])), "", "digits", False
            )  # 134.9(含63.7)亿


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


def _scaled(value: Fraction, scale: str) -> Fraction:
    for char in scale:
        value *= _SCALE.get(char, 1)
    return value


def _whole(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _sort(words: str, match: re.Match[str]) -> Sort:
    """What kind of number the match is, by what stands around it."""
    before, after = words[: match.start()], words[match.end("number") :]
    if _YEAR.fullmatch(match["number"]) and re.match(r"\s*(?:年|[-—–~至到、]\s*(?:19|20)\d\d)", after):
        return "year"
    if (
        after.startswith("年代")
        or _DATE_AFTER.match(after)
        or _DATE_BEFORE.search(before)
        or (before.endswith("“") and _DAY.match(match[0] + after))
    ):
        return "date"
    if re.search(r"[A-Za-z+“\"-]$", before) or re.match(r"[A-Za-z+”\"]", after):
        return "code"
    return "digits"


def _han(words: str) -> Iterator[Said]:
    """All that Han numerals may stand for: each run as a whole and each stretch of it, shares, doubling, wholes."""
    for match in _PARTS.finditer(words):
        low, high = _number(match[1]), _number(match[2])
        if low and high is not None:
            share = exact(high) / exact(low)
            yield Said(match[0], float(share), "", "han", False)
            yield Said(match[0], _whole(share * 100), "%", "han", False)
    for match in re.finditer("翻(?:了)?([一两二三]?)番", words):
        yield Said(match[0], 2 ** (_HAN.get(match[1], 1)), "倍", "han", False)
    for text, meanings in _WORDS.items():
        if text in words:
            yield from (Said(text, value, unit, "han", False) for value, unit in meanings)
    for match in _RUN.finditer(words):
        if len(match[0]) <= _LONGEST:
            yield from _stretches(match[0], words[match.end() : match.end() + 4])


def _stretches(run: str, after: str) -> Iterator[Said]:
    """The run and its parts: 十四五 is also 14 and 5; only what ends the run has its unit."""
    parts = [run[i:j] for i in range(len(run)) for j in range(len(run), i, -1) if (i, j) != (0, len(run))]
    unit = after[:1] if after[:1] in "倍成" else after
    for text in (run, *parts):
        if (value := _number(text)) is not None:
            own: Sort = "han" if text == run else "part"
            yield Said(text, value, unit if run.endswith(text) else "", own, False)


def _number(text: str) -> int | float | None:
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


# ---- both


def compare(
    source: str, figures: Iterable[Figure], english: str, years: Collection[int] = ()
) -> tuple[Slip, ...]:
    """Where the numbers of `english` and of `source` disagree, in the order of the Chinese, then of the English.

    `years` are those that the report tells of: what 去年 and 今年 may be. Empty: any.
    """
    both = _Both(source, english, said(source, figures), english_numbers.find(english), frozenset(years))
    required = [s for s in both.chinese if s.required]
    matched = english_numbers.match(required, both.numbers)
    left = [n for n in both.numbers if not any(a.start <= n.start and n.end <= a.end for a in matched)]
    odd = [n for n in left if both.is_odd(n)]
    lost = [s for n, s in enumerate(required) if n not in {a.figure for a in matched}]
    missing = [s for s in lost if not both.is_forgiven(s, odd)]
    extra = [
        n
        for n in odd
        if _is_firm(n) or (missing and n.kind in ("ordinal", "code") and english[n.start].isdigit())
    ]
    slips = tuple(_paired(missing, extra))
    return slips + tuple(_swapped(both.chinese, both.numbers, [n for n in odd if n not in extra]))


def strange(
    source: str, figures: Iterable[Figure], english: str, years: Collection[int] = ()
) -> tuple[EnglishNumber, ...]:
    """The numbers of `english`, small words too, that nothing in `source` can mean: for a summary, which may leave numbers out.

    >>> [n.value for n in strange("启动业委会换届18个,已完成换届13个", (), "18 committees began re-election, four finished")]
    [Fraction(4, 1)]
    """
    both = _Both(source, english, said(source, figures), english_numbers.find(english), frozenset(years))
    return tuple(number for number in both.numbers if both.is_odd(number))


def _paired(missing: list[Said], extra: list[EnglishNumber]) -> Iterator[Slip]:
    """One slip for each; where as many are missing as are too many, they are taken for the same."""
    if len(missing) == len(extra):
        yield from (Slip(m, e) for m, e in zip(missing, extra, strict=True))
        return
    yield from (Slip(m, None) for m in missing)
    yield from (Slip(None, e) for e in extra)


def _is_firm(number: EnglishNumber) -> bool:
    """Whether a translator never writes such a number of their own accord: no small word, no ordinal, no name."""
    return not number.spelled and number.kind not in ("numbering", "month", "code", "ordinal", "times")


@dataclass(frozen=True, slots=True)
class _Both:
    """A sentence in both languages with its numbers."""

    source: str
    english: str
    chinese: tuple[Said, ...]
    numbers: tuple[EnglishNumber, ...]
    years: frozenset[int]

    def is_forgiven(self, one: Said, odd: Sequence[EnglishNumber]) -> bool:
        """Whether the English says it without a number, or says it once where the Chinese says it twice."""
        if one.sort == "year":
            return bool(_SAID_YEAR.search(self.english)) and not any(n.kind == "year" for n in odd)
        if one.value == 100 and one.unit in ("%", "％") and _WHOLE.search(self.english):
            return True
        if one.value == 0 and _NONE.search(self.english):
            return True
        if one.value == 1 and re.search(r"\b(?:an?|each|every|per)\b", self.english):
            return True
        if one.value in (24, 7) and "小时" in self.source and _AROUND_THE_CLOCK.search(self.english):
            return True
        if one.sort == "code" and one.text in {
            re.sub(r"\D", "", run) for run in _CODES.findall(self.english)
        }:
            return True
        return not odd and (
            one.sort == "code" or any(cost(one, number) is not None for number in self.numbers)
        )

    def is_odd(self, number: EnglishNumber) -> bool:
        """Whether the number is no translation of anything in the Chinese."""
        if number.kind in ("numbering", "month"):
            return False
        if isinstance(number.value, tuple) and number.kind != "ratio" and not self._has_range(number):
            return any(self.is_odd(replace(number, value=end)) for end in number.value)
        if number.kind == "year" and isinstance(number.value, Fraction):
            if _is_year_of(int(number.value), self.source, self.chinese, self.years):
                return False
            told = any(s.sort == "year" for s in self.chinese)
            if not told and (_in_a_name(self.english, number) or self._is_base(number)):
                return False
        if _FOREIGN.search(self.english[: number.start]) and not re.search("美元|欧元|外币", self.source):
            return False  # a translator's gloss: 15.47 million yuan (US$2.2 million)
        return not any(_may_be(one, number) for one in self.chinese)

    def _is_base(self, number: EnglishNumber) -> bool:
        """Whether the year is the one from which the Chinese counts a growth without naming it: up 6.9% over 2014.

        It lies before the year of results, which itself may go without a name beside that of plans.
        """
        before = not self.years or any(0 < year - int(number.value) <= 2 for year in self.years)  # type: ignore[arg-type]
        return before and bool(_FROM_YEAR.search(self.english[: number.start]) and _GREW.search(self.source))

    def _has_range(self, number: EnglishNumber) -> bool:
        return any(cost(one, number) is not None for one in self.chinese)


def _may_be(one: Said, number: EnglishNumber) -> bool:
    """Whether the number may render `one` or a part of it."""
    if cost(one, number) is not None:
        return True
    if isinstance(number.value, tuple):
        return False
    if isinstance(one.value, tuple):
        return any(cost(replace(one, value=end), number) is not None for end in one.value)
    piece = one.sort == "code" and number.value.denominator == 1 and str(number.value) in one.text
    return piece or (one.sort == "date" and number.value == exact(one.value))


def _in_a_name(english: str, number: EnglishNumber) -> bool:
    """Whether the year is part of a name that the Chinese writes without one: the 2021 World University Games, Paris 2024."""
    before, after = english[: number.start], english[number.end :]
    named = re.search(r"\b[A-Z]\w+ $", before) and not re.search(
        r"\b(?:In|By|Since|From|During|Of|For|Until|Between|Year) $", before
    )
    return bool(named or re.match(r" [A-Z]", after))


def _is_year_of(year: int, source: str, chinese: Sequence[Said], years: Collection[int]) -> bool:
    """Whether the Chinese may mean that year: in digits, by its last two, as 去年, or as part of a five-year plan."""
    for one in chinese:
        if isinstance(one.value, tuple):
            continue
        if one.value == year or (
            one.value == year % 100
            and (
                one.sort == "date" or one.unit.startswith("年") or (len(one.text) == 2 and one.sort == "han")
            )
        ):
            return True
        if (
            one.sort in ("han", "part")
            and 10 < one.value < 30
            and "五" in source
            and 0 <= year - (1951 + 5 * one.value) <= 5
        ):
            return True  # 十四五 is 2021 to 2025
    return bool(_OPEN_YEAR.search(source)) and (
        not years or year in years or (len(years) == 1 and abs(year - min(years)) == 1)
    )


def _swapped(
    chinese: Sequence[Said], numbers: Sequence[EnglishNumber], odd: Sequence[EnglishNumber]
) -> Iterator[Slip]:
    """A plain Han count that the English lacks while it has a small number that the Chinese lacks: 三个 and four."""
    counts = [s for s in chinese if s.sort == "han" and s.value not in (0, 1) and _COUNTED.match(s.unit)]
    matched = {a.figure for a in english_numbers.match(counts, numbers)}
    lacking = [s for n, s in enumerate(counts) if n not in matched]
    small = [n for n in odd if n.kind in ("number", "ordinal") and not _is_firm(n) and n.value not in (1, 2)]
    if lacking and len(small) == 1:
        yield Slip(lacking[0], small[0])
