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

from gen import english_numbers
from gen.english_numbers import Aligned
from gen.english_units import cost, exact
from gen.english_words import CLOCK, EnglishNumber
from gen.judge import bounds
from gen.judge.bounds import Side
from gen.judge.exchanged import exchanged, sentence
from gen.judge.said import Said, said
from gen.judge.swapped import in_turn
from gen.model import Figure

_FROM_YEAR = re.compile(r"\b(?:over|from|than|than in|compared (?:with|to)|against)(?: that (?:of|in))? $")
_GREW = re.compile("增长|增加|下降|减少|提高|上升|增速|降低")
_OPEN_YEAR = re.compile(
    r"去年|今年|明年|上年|本年|全年|当年|前年|一年来|过去一年|新的一年|这一年|(?<![\d ])年[初末底中内终]|同期|近年|周年|以来|五年|年度"
)
_PLAN = re.compile(r"(?:(\d+)th )?Five-Year Plan(?: period)? \(?(\d{4})\s*(?:-|–|—|to)\s*(\d{4})$", re.IGNORECASE)
"The 14th Five-Year Plan period (2021-2025): English names the years that every plan has."
_YEAR_BEFORE = re.compile("上年|去年|同期|同比")
_SAID_YEAR = re.compile(r"\byear|\bannual|\bthen\b|\bsince\b|\bdecade", re.IGNORECASE)
_WAYS: tuple[tuple[int, tuple[str, ...], re.Pattern[str]], ...] = (
    (100, ("%", "％", "℅"), re.compile(r"\b(?:all|every|entire|whole|full|fully|complete|completely|wholly)\b", re.IGNORECASE)),
    (0, ("",), re.compile(r"\b(?:no|none|zero|not|without|free)\b", re.IGNORECASE)),
    (1, ("",), re.compile(r"\b(?:an?|each|every|per)\b", re.IGNORECASE)),
    (20, ("世纪",), re.compile(r"\b19\d0s\b")),
    (7, ("天", "日"), re.compile(r"\b(?:a|one|each|every|per|this|next) week\b", re.IGNORECASE)),
    (12, ("个月",), re.compile(r"\b(?:a|one|each|every|per|this|next) year\b", re.IGNORECASE)),
    (24, ("小时", "个小时"), re.compile(r"\b(?:a|one|each|every|per) day\b", re.IGNORECASE)),
    (60, ("分钟",), re.compile(r"\ban hour\b", re.IGNORECASE)),
    (30, ("分钟",), re.compile(r"\bhalf an hour\b", re.IGNORECASE)),
    (6, ("个月",), re.compile(r"\bhalf a year\b", re.IGNORECASE)),
)
"A number, its units, and what English may have in its place."
_AROUND_THE_CLOCK = re.compile(r"\b(?:a?round[- ]the[- ]clock|day and night|24/7)", re.IGNORECASE)
_CODES = re.compile(r"\d+(?:[-–+., ]\d+)*")
_FOREIGN = re.compile(r"(?:US\$|\$|€|USD )\s*$")
_FOREIGN_AFTER = re.compile(r"\s*(?:(?:U\.?\s?S\.?|Hong Kong) )?(?:dollars|euros|USD)\b", re.IGNORECASE)
_MANY = {"十": "dozens|scores|tens", "百": "hundreds", "千": "thousands", "万": "tens of thousands"}
"A round amount of the Chinese -> what English may say for it without a number."
_PERIODS = re.compile(r"decade|century|centenary|once|single", re.IGNORECASE)
"Words with a number in them that good translations add: over the past century."
_SHARED = re.compile("分之|番")
_HALF = re.compile("一半|半数|过半|对半")
"What tells a share or a multiple in words; 半 alone may stand in 半年, 半岛."
_COUNTED = re.compile(r"(?:第|[大个项次届批条家名位处座场支只件大轮类种部级户所章节期中轮度季方者年]|次)")


@dataclass(frozen=True, slots=True)
class Slip:
    """What does not agree."""

    missing: Said | None
    "A number of the Chinese that the English lacks."
    extra: EnglishNumber | None
    "A number of the English that the Chinese lacks."
    exchanged: bool = False
    "Whether both have the number, but the English says another thing with it: 18 fewer for 增加18天."
    bound: Side | None = None
    "On which side the Chinese sets the bound of the number, where the English sets it on the other: at least, for 不超过."


def compare(
    source: str, figures: Iterable[Figure], english: str, years: Collection[int] = ()
) -> tuple[Slip, ...]:
    """Where the numbers of `english` and of `source` disagree, in the order of the Chinese, then of the English.

    `years` are those that the report tells of: what 去年 and 今年 may be. Empty: any.
    """
    known = tuple(figures)
    both = _Both(source, english, said(source, known), english_numbers.find(english), frozenset(years))
    required = [s for s in both.chinese if s.required]
    matched = english_numbers.match(required, both.numbers)
    left = list(_left(required, matched, both.numbers))
    lost = [s for n, s in enumerate(required) if n not in {a.figure for a in matched}]
    swapped = any(
        s.sort == "year" for s in lost
    )  # then another year stands in its place, whatever else may explain it
    spent = {id(required[a.figure]) for a in matched}
    odd = [
        n
        for n in left
        if both.is_odd(n)
        or (swapped and n.kind == "year" and not both.is_year_before(n))
        or (lost and both.is_surplus(n, spent))
    ]
    missing = [s for s in lost if not both.is_forgiven(s, odd)]
    extra = [
        n
        for n in odd
        if _is_firm(n) or (missing and n.kind in ("ordinal", "code") and english[n.start].isdigit())
    ]
    slips = (*_paired(missing, extra), *_opposed(known, english))
    rest = [n for n in odd if n not in extra and not _PERIODS.match(english, n.start)]
    slips += (*_swapped(both.chinese, both.numbers, rest), *_misshared(both, rest))
    pair = sentence(source, known, english)
    seen = {slip.extra.start for slip in slips if slip.extra}
    return slips + tuple(
        Slip(one, number, exchanged=True)
        for one, number in (*exchanged(pair), *in_turn(pair))
        if not any(number.start <= start < number.end for start in seen)
    )


def _left(
    required: Sequence[Said], matched: Sequence[Aligned], numbers: Iterable[EnglishNumber]
) -> Iterator[EnglishNumber]:
    """The numbers that say none of `required`; of a range of which one end says one, the other end."""
    for number in numbers:
        here = [required[a.figure] for a in matched if a.start <= number.start and number.end <= a.end]
        if not here:
            yield number
        elif isinstance(number.value, tuple) and not any(isinstance(one.value, tuple) for one in here):
            ends = [replace(number, value=end) for end in number.value]
            yield from (end for end in ends if all(cost(one, end) is None for one in here))


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


def _opposed(figures: Sequence[Figure], english: str) -> Iterator[Slip]:
    for index, number, side in bounds.opposed(figures, english):
        (one, *_) = said(figures[index].text, (figures[index],))
        yield Slip(one, number, bound=side)


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
            told = _SAID_YEAR.search(self.english) or any(cost(one, number) is not None for number in self.numbers)
            return bool(told) and not any(n.kind == "year" for n in odd)
        if any(one.value == value and one.unit.startswith(units) and way.search(self.english) for value, units, way in _WAYS):
            return True
        if (many := re.match("([十百千万])[余多]", one.text)) and re.search(
            rf"\b(?:{_MANY[many[1]]})\b", self.english, re.IGNORECASE
        ):
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
        if number.kind == "year" and (plan := _PLAN.search(self.english[: number.end])):
            count, low, high = (int(group or 0) for group in plan.groups())
            other_plan = count > 5 and low != 1951 + 5 * count and "五" not in self.source  # where it names the plan, that is told
            return low % 5 != 1 or high != low + 4 or other_plan
        if isinstance(number.value, tuple) and number.kind != "ratio" and not self._has_range(number):
            return any(self.is_odd(replace(number, value=end)) for end in number.value)
        if number.kind == "year" and isinstance(number.value, Fraction):
            if _is_year_of(int(number.value), self.source, self.chinese, self.years) or self.is_year_before(
                number
            ):
                return False
            if not any(s.sort == "year" for s in self.chinese) and self._may_add_year(number):
                return False
        if self._is_gloss(number) or self._is_clock(number):
            return False
        return not any(_may_be(one, number) for one in self.chinese)

    def is_surplus(self, number: EnglishNumber, spent: Collection[int]) -> bool:
        """Whether the English says it once more than the Chinese: only what another number renders (`spent`) explains it."""
        if not _is_firm(number) or isinstance(number.value, tuple) or number.kind == "year":
            return False
        means = [one for one in self.chinese if (one.required or one.sort != "digits") and _may_be(one, number)]
        return bool(means) and all(id(one) in spent for one in means)

    def _may_add_year(self, number: EnglishNumber) -> bool:
        """Whether English names a year where a Chinese sentence has none: that of the report, of a name."""
        year = int(number.value)  # type: ignore[arg-type]
        if not self.years or year in self.years:
            return True
        return _in_a_name(self.english, number) or self._is_base(number)

    def is_year_before(self, number: EnglishNumber) -> bool:
        """Whether it is the year before one that the Chinese names, from which it counts a growth: 2016年比上年增长, up from 2015."""
        told = {one.value for one in self.chinese if one.sort == "year"}
        before = not isinstance(number.value, tuple) and int(number.value) + 1 in told
        return before and bool(
            _YEAR_BEFORE.search(self.source) and _FROM_YEAR.search(self.english[: number.start])
        )

    def _is_base(self, number: EnglishNumber) -> bool:
        """Whether the year is the one from which the Chinese counts a growth without naming it: up 6.9% over 2014.

        It lies before the year of results, which itself may go without a name beside that of plans.
        """
        before = not self.years or any(0 < year - int(number.value) <= 2 for year in self.years)  # type: ignore[arg-type]
        return before and bool(_FROM_YEAR.search(self.english[: number.start]) and _GREW.search(self.source))

    def _is_gloss(self, number: EnglishNumber) -> bool:
        """Whether a translator adds it in another currency: 15.47 million yuan (US$2.2 million)."""
        before, after = self.english[: number.start], self.english[number.end :]
        foreign = _FOREIGN.search(before) or _FOREIGN_AFTER.match(after)
        return bool(foreign) and not re.search("美元|欧元|港元|港币|外币", self.source)

    def _is_clock(self, number: EnglishNumber) -> bool:
        """Whether it reads as a ratio and tells a time that the Chinese tells: 17:30 for 17时30分."""
        if number.kind != "ratio" or not isinstance(number.value, tuple):
            return False
        hour, minute = number.value
        return any(one.value == hour % 12 * 60 + minute for one in self.chinese if one.unit == CLOCK)

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


def _misshared(both: _Both, odd: Sequence[EnglishNumber]) -> Iterator[Slip]:
    """A share or multiple in words that the English lacks while it has another one: 三分之二 and three quarters, 翻两番 and doubled."""
    shares: dict[str, list[Said]] = {}
    for one in both.chinese:
        if one.sort == "han" and (_SHARED.search(one.text) or one.unit == "成" or (one.text == "半" and _HALF.search(both.source))):
            shares.setdefault(one.text, []).append(one)
    lacking = [means[0] for means in shares.values() if not any(cost(one, n) is not None for one in means for n in both.numbers)]
    wrong = [n for n in odd if n.spelled and n.kind in ("fraction", "times")]
    if len(lacking) == len(wrong) == 1:
        yield Slip(lacking[0], wrong[0])
