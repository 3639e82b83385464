"""Numbers in English prose, with their values, and which of them says what a Chinese figure says.

`find` reads; `align` compares. Values are exact fractions: 15.47 million is Fraction(15470000), one third is Fraction(1, 3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol

Kind = Literal[
    "number", "percent", "points", "basis", "permille", "year", "ordinal", "fraction", "times", "ratio", "month", "code",
    "numbering",
]  # fmt: skip
Exact = Fraction | tuple[Fraction, Fraction]


class Quantity(Protocol):
    """What `align` needs to know of a Chinese figure; `Figure` is one."""

    @property
    def value(self) -> int | float | tuple[int | float, int | float]:
        """Fully expanded; percent as written; a range or ratio as two numbers."""

    @property
    def unit(self) -> str:
        """As written, without the scale of the number."""


@dataclass(frozen=True, slots=True)
class EnglishNumber:
    """One number of an English text."""

    start: int
    end: int
    value: Exact
    "Exact; percent as written; a range `(low, high)`."
    kind: Kind
    "What sort of number: `code` is part of a name (Covid-19), `numbering` opens a line (1.)."
    unit: str
    "The words that follow (or the currency before it), lower case: a hint only."
    spelled: bool
    "Written in letters, wholly (five) and without a great scale: writers put such words where the Chinese has none."


_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12,
    **{f"{w}th": n for w, n in _ONES.items() if n > 12},
    **{f"{w[:-1]}ieth": n for w, n in _TENS.items()},
    "hundredth": 100,
}  # fmt: skip
_PARTS = {
    **{w: n for w, n in _ORDINALS.items() if 3 <= n <= 12 or n == 100},
    "half": 2,
    "halve": 2,
    "quarter": 4,
}
_MULTIPLES = {
    "doubled": 2, "double": 2, "doubling": 2, "twofold": 2, "twice": 2, "tripled": 3, "triple": 3, "tripling": 3, "threefold": 3,
    "thrice": 3, "quadrupled": 4, "quadruple": 4, "fourfold": 4, "fivefold": 5, "tenfold": 10, "both": 2, "dual": 2, "pair": 2,
    "dozen": 12, "decade": 10, "centenary": 100, "century": 100, "single": 1, "once": 1,
}  # fmt: skip
_MONTHS = {
    "January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6, "July": 7, "August": 8, "September": 9, "October": 10,
    "November": 11, "December": 12,
}  # fmt: skip
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[-\ ](?:{'|'.join(list(_ONES)[1:10])})\b)?|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
_SCALE = rf"(?:{'|'.join(_SCALES)})"
_PART = rf"(?:{'|'.join(p for p in _PARTS if p != 'halve')}|halve)s?"
_PHRASE = re.compile(
    rf"""(?P<ratio>(?<![\d:.])\d{{1,3}}:\d{{1,3}}(?![\d:]))(?!\s*[ap]\.?m\b)     # 1:3, no clock time
    | (?P<share>(?<![\d/.])\d{{1,2}}/\d{{1,3}}(?![\d/]))                              # 1/5
    | (?P<fraction>\b(?:one|{_SMALL})(?:-|\ ){_PART}\b(?!-)                       # two thirds, one-half
        | \ba\ (?:third|quarter|fifth|tenth)\b(?=\ (?:of|more|less|higher|lower|fewer)\b)
        | \bhalf\b | \bhalved\b)
    | (?P<ordinal>\b\d{{1,4}}(?:st|nd|rd|th)\b
        | \b(?:(?:{"|".join(_TENS)})-)?(?:{"|".join(sorted(_ORDINALS, key=len, reverse=True))})\b)
    | (?P<digits>(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:[-\ ]{_SCALE}\b)*)
    | (?P<words>\b(?:(?:an?|half\ a)\ {_SCALE}\b|{_SMALL}\b)(?:[-\ ]{_SCALE}\b)*
        (?:(?<=dred|sand|lion)(?:,?\ and\ |,?\ |-){_SMALL}\b(?:[-\ ]{_SCALE}\b)*)*
        (?:\ and\ a\ half\b)?)
    | (?P<multiple>\b(?:{"|".join(_MULTIPLES)})\b)
    | (?P<month>\b(?:{"|".join(_MONTHS)})\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "points",
        re.compile(r"[-\s]*(?:percentage[-\s]points?|per\s?cent\s+points?|pps?\b|ppts?\b)", re.IGNORECASE),
    ),
    ("basis", re.compile(r"[-\s]*basis[-\s]points?", re.IGNORECASE)),
    ("percent", re.compile(r"[-\s]*(?:per\s?cent\b|%|％|pct\b)", re.IGNORECASE)),
    ("permille", re.compile(r"[-\s]*(?:‰|per\s+(?:mille|thousand|1,000)\b)", re.IGNORECASE)),
    ("times", re.compile(r"[-\s]*(?:times\b|fold\b|x\b)", re.IGNORECASE)),
)
_JOINS = re.compile(r"\s*(?:-|–|—|~|to|and|or)\s*", re.IGNORECASE)
_MONEY = re.compile(r"(?:RMB|CNY|USD|¥|￥|US\$|\$|€)\s*$")


# ---- find


def find(words: str) -> tuple[EnglishNumber, ...]:
    """The numbers of `words` in order; a range such as 15-18 percent is one.

    >>> [(str(n.value), n.kind) for n in find("15.47 million yuan, one third, up 1.2 percentage points in 2016")]
    [('15470000', 'number'), ('1/3', 'fraction'), ('6/5', 'points'), ('2016', 'year')]
    """
    return tuple(_sharing(words, list(_ranges(words, list(_each(words))))))


def _each(words: str) -> Iterator[EnglishNumber]:
    for match in _PHRASE.finditer(words):
        name = match.lastgroup or ""
        if name == "month" and not _is_month(words, match):
            continue
        value, kind = _READERS[name](match[0])
        spelled = name not in ("digits", "ratio", "share")
        yield _number(words, match.span(), value, kind, spelled=spelled)


def _is_month(words: str, match: re.Match[str]) -> bool:
    """Whether the word is capitalised, and May the month: a day, a year or a preposition stands beside it."""
    if match[0] not in _MONTHS or match[0] != "May":
        return match[0] in _MONTHS
    before = re.search(r"(?:\d|in|by|since|from|of|until|late|early)\s+$", words[: match.start()])
    return bool(before or re.match(r"\s+\d", words[match.end() :]))


def _number(words: str, place: tuple[int, int], value: Exact, kind: Kind, *, spelled: bool) -> EnglishNumber:
    """The number with what stands around it: percent, currency, the noun it counts."""
    start, end = place
    for name, pattern in _AFTER if kind in ("number", "fraction", "year") else ():
        if match := pattern.match(words, end):
            kind, end = name, match.end()
            break
    if kind in ("number", "year"):
        kind = _kind_by_place(words, start, end, kind)
    hint = re.match(r"[-\s]*((?:[A-Za-z²³]+[-\s/]*){0,4})", words[end:])
    unit = (hint[1].strip().lower() if hint else "") or ("yuan" if _MONEY.search(words[:start]) else "")
    great = isinstance(value, Fraction) and value >= 100 and not words[start:end].lower().startswith("cent")
    return EnglishNumber(
        start, end, value, kind, unit, spelled and not great and kind not in ("percent", "points")
    )


def _kind_by_place(words: str, start: int, end: int, kind: Kind) -> Kind:
    text = words[start:end]
    if (
        text.isdigit()
        and re.match(r"[A-Za-z]+(?!th\b)", words[end:])
        and not re.match(r"s\b|k[gmw]|[GMT]W|m[²2]?\b", words[end:])
    ):
        return "code"
    glued = re.search(r"([A-Za-z]+)-?$", words[:start])
    if text[0].isdigit() and glued and glued[1] not in ("RMB", "CNY", "USD"):
        return "code"
    if text.isdigit() and not words[:start].strip(" (") and re.match(r"[.)]\s", words[end:]):
        return "numbering"
    return "year" if re.fullmatch(r"(?:19|20)\d\d", text) else kind


def _plain(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _digits(text: str) -> tuple[Exact, Kind]:
    number, *scales = re.split(r"[-\s]+", text.lower())
    value = _plain(number)
    for scale in scales:
        value *= _SCALES[scale]
    return value, "number"


def _words(text: str) -> tuple[Exact, Kind]:
    """A number in letters: two hundred and fifty thousand, twenty-one, a hundred, one and a half."""
    half = re.search(r"\s+and a half$", text, re.IGNORECASE)
    body = text[: half.start()] if half else text
    total, part = Fraction(0), Fraction(0)
    for word in re.split(r"[-\s,]+", body.lower()):
        if word in _SCALES:
            part = (part or Fraction(1)) * _SCALES[word]
            if _SCALES[word] > 100:
                total, part = total + part, Fraction(0)
        elif word == "half":
            part = Fraction(1, 2)
        else:
            part += _ONES.get(word, _TENS.get(word, 0))
    return total + part + (Fraction(1, 2) if half else 0), "number"


def _ratio(text: str) -> tuple[Exact, Kind]:
    low, high = text.split(":")
    return (Fraction(low), Fraction(high)), "ratio"


def _fraction(text: str) -> tuple[Exact, Kind]:
    words = re.split(r"[-\s]+", text.lower())
    part = words[-1]
    size = _PARTS.get(part) or _PARTS.get(part.removesuffix("s")) or 2
    count = (
        1 if len(words) == 1 or words[0] == "a" else sum(_ONES.get(w, _TENS.get(w, 0)) for w in words[:-1])
    )
    return Fraction(count, size), "fraction"


def _share(text: str) -> tuple[Exact, Kind]:
    """1/5; 24/7 says 24 hours."""
    count, size = text.split("/")
    if text == "24/7" or not int(size):
        return Fraction(count), "number"
    return Fraction(int(count), int(size)), "fraction"


def _ordinal(text: str) -> tuple[Exact, Kind]:
    if text[0].isdigit():
        return Fraction(text[:-2]), "ordinal"
    return Fraction(sum(_ORDINALS.get(w, _TENS.get(w, 0)) for w in text.lower().split("-"))), "ordinal"


def _multiple(text: str) -> tuple[Exact, Kind]:
    word = text.lower()
    kind: Kind = (
        "number"
        if word in ("both", "dual", "pair", "dozen", "decade", "centenary", "century", "single", "once")
        else "times"
    )
    return Fraction(_MULTIPLES[word]), kind


def _month(text: str) -> tuple[Exact, Kind]:
    return Fraction(_MONTHS[text]), "month"


_READERS: Mapping[str, Callable[[str], tuple[Exact, Kind]]] = {
    "ratio": _ratio,
    "share": _share,
    "fraction": _fraction,
    "ordinal": _ordinal,
    "digits": _digits,
    "words": _words,
    "multiple": _multiple,
    "month": _month,
}
"Group of `_PHRASE` -> how to read it."


def _ranges(words: str, numbers: list[EnglishNumber]) -> Iterator[EnglishNumber]:
    """The numbers with `15-18 percent`, `15 to 18 million` and `between 15 and 18` made one: the second's unit is the first's."""
    while numbers:
        first = numbers.pop(0)
        if numbers and (joined := _range(words, first, numbers[0])):
            numbers.pop(0)
            yield joined
        else:
            yield first


_AND = re.compile(r"\s*(?:,|,?\s*\band\b|,?\s*\bor\b)\s*(?:by\s+|to\s+)?", re.IGNORECASE)


def _sharing(words: str, numbers: list[EnglishNumber]) -> Iterator[EnglishNumber]:
    """The numbers; in `6.1 and 8.4 percent` the first is a percentage as well."""
    for n in range(len(numbers) - 2, -1, -1):
        one, two = numbers[n], numbers[n + 1]
        if (
            one.kind == "number"
            and two.kind in ("percent", "points")
            and _AND.fullmatch(words, one.end, two.start)
        ):
            numbers[n] = replace(one, kind=two.kind, spelled=False)
    yield from numbers


def _range(words: str, low: EnglishNumber, high: EnglishNumber) -> EnglishNumber | None:
    gap, text = words[low.end : high.start], words[low.start : low.end]
    joint = _JOINS.fullmatch(gap)
    between = re.search(r"\bbetween\s+(?:RMB|¥|US\$|\$)?$", words[: low.start], re.IGNORECASE)
    if not joint or not isinstance(low.value, Fraction) or not isinstance(high.value, Fraction):
        return None
    if (
        ("and" in gap.lower()) != bool(between)
        or low.kind not in ("number", "year", high.kind)
        or "or" in gap.lower().split()
    ):
        return None
    scale = _scale_of(words[high.start : high.end])
    value = low.value * scale if scale > 1 and _scale_of(text) == 1 and low.value < 1000 else low.value
    if value >= high.value or low.kind == "ordinal" or "month" in (low.kind, high.kind):
        return None
    return replace(high, start=low.start, value=(value, high.value), spelled=low.spelled and high.spelled)


def _scale_of(text: str) -> int:
    found = re.findall(_SCALE, text.lower())
    return max((_SCALES[s] for s in found), default=1)


# ---- align

# Unit of the Chinese -> (how many English units make one, words that name the English unit, how far rounding may go).
_CONVERSIONS: tuple[tuple[re.Pattern[str], Fraction, re.Pattern[str]], ...] = tuple(
    (re.compile(zh), Fraction(factor), re.compile(en, re.IGNORECASE))
    for zh, factor, en in (
        (r"^(?:市?斤)", "1/2", r"^(?:kg|kilo)"),
        (r"^(?:市?斤)", "1/2000", r"^(?:metric )?tonn?e?s?\b"),
        (r"^(?:公斤|千克)", "1/1000", r"^(?:metric )?tonn?e?s?\b"),
        (r"^(?:公斤|千克)", "1000", r"^grams?\b"),
        (r"^吨", "1000", r"^(?:kg|kilo)"),
        (r"^亩", "1/15", r"^(?:hectares?|ha)\b"),
        (r"^亩", "2000/3", r"^(?:square met|sq|m²|m2)"),
        (r"^亩", "1/1500", r"^(?:square k|km)"),
        (r"^亩", "0.16474", r"^acres?"),
        (r"^公顷", "1/100", r"^(?:square k|km)"),
        (r"^公顷", "2.4711", r"^acres?"),
        (r"^公顷", "10000", r"^(?:square met|sq)"),
        (r"^(?:平方公里|平方千米)", "100", r"^(?:hectares?|ha)\b"),
        (r"^(?:平方米|㎡|m²|平米)", "1/10000", r"^(?:hectares?|ha)\b"),
        (r"^(?:平方米|㎡|m²|平米)", "1/1000000", r"^(?:square k|km)"),
        (r"^(?:公里|千米)", "1000", r"^met(?:er|re)s?\b"),
        (r"^(?:公里|千米)", "0.621371", r"^miles?\b"),
        (r"^里", "1/2", r"^(?:kilomet|km)"),
        (r"^米", "1/1000", r"^(?:kilomet|km)"),
        (r"^千瓦时|^度", "1/1000000", r"^(?:gwh|gigawatt[- ]hour)"),
        (r"^千瓦时|^度", "1/1000000000", r"^(?:twh|terawatt[- ]hour)"),
        (r"^千瓦(?!时)", "1/1000", r"^(?:mw|megawatts?)(?![- ]?h)"),
        (r"^千瓦(?!时)", "1/1000000", r"^(?:gw|gigawatts?)(?![- ]?h)"),
        (r"^立方米", "1/1000000000", r"^(?:cubic kilo)"),
        (r"^个?月", "1/12", r"^years?\b"),
        (r"^年", "12", r"^months?\b"),
        (r"^(?:天|日)", "1/7", r"^weeks?\b"),
        (r"^(?:天|日)", "24", r"^hours?\b"),
        (r"^(?:周|星期)", "7", r"^days?\b"),
        (r"^个?小时", "1/24", r"^days?\b"),
        (r"^个?小时", "60", r"^minutes?\b"),
        (r"^年", "1/10", r"^(?:$|decades?\b)"),
        (r"^元", "1/1000", r"^thousand"),
        (r"^对", "2", r""),
    )
)
_ROUNDING = Fraction(3, 100)
_PERCENT = ("%", "％", "个百分点", "百分点", "‰", "成")


class Aligned(NamedTuple):
    """A figure and the English words that say it."""

    figure: int
    "Index among the figures given."
    start: int
    end: int


def align(figures: Sequence[Quantity], words: str) -> tuple[Aligned, ...]:
    """Which English number says what each figure says, by figure.

    In any order; each English number serves once; a figure that the English does not have is left out. Units that the
    languages count differently (斤 and kilograms, 亩 and hectares) may be rounded by 3 percent; all else is exact.
    """
    return match(figures, find(words))


def match(figures: Sequence[Quantity], numbers: Sequence[EnglishNumber]) -> tuple[Aligned, ...]:
    """As `align`, for numbers already found."""
    length = max((n.end for n in numbers), default=1)
    offers = sorted(_offers(figures, numbers, length))
    taken: set[tuple[int, int]] = set()
    found: dict[int, Aligned] = {}
    for _cost, _far, index, slots in offers:
        if index in found or taken & set(slots):
            continue
        taken.update(slots)
        used = [numbers[n] for n, _half in slots]
        found[index] = Aligned(index, min(n.start for n in used), max(n.end for n in used))
    return tuple(found[index] for index in sorted(found))


def _offers(
    figures: Sequence[Quantity], numbers: Sequence[EnglishNumber], length: int
) -> Iterator[tuple[int, float, int, tuple[tuple[int, int], ...]]]:
    """All possible matches: cost, distance, figure, the halves of numbers that it would use up."""
    for index, figure in enumerate(figures):
        place = (index + 0.5) / len(figures)
        for n, number in enumerate(numbers):
            far = abs(place - number.start / max(length, 1))
            if (whole := cost(figure, number)) is not None:
                yield whole, far, index, ((n, 0), (n, 1))
            elif isinstance(number.value, tuple) and not isinstance(figure.value, tuple):
                for half, end in enumerate(number.value):
                    if (part := cost(figure, replace(number, value=end))) is not None:
                        yield part + 1, far, index, ((n, half),)
        if isinstance(figure.value, tuple):
            yield from _split_ranges(index, figure, numbers)


def _split_ranges(
    index: int, figure: Quantity, numbers: Sequence[EnglishNumber]
) -> Iterator[tuple[int, float, int, tuple[tuple[int, int], ...]]]:
    """A range whose ends stand apart in English: from 15 percent to as much as 18 percent."""
    ends = [_One(v, figure.unit) for v in figure.value] if isinstance(figure.value, tuple) else []
    for n, (low, high) in enumerate(pairwise(numbers)):
        costs = [cost(end, number) for end, number in zip(ends, (low, high), strict=True)]
        if None not in costs:
            yield 3, 0.0, index, ((n, 0), (n, 1), (n + 1, 0), (n + 1, 1))


@dataclass(frozen=True, slots=True)
class _One:
    """One end of a range."""

    value: int | float
    unit: str


def cost(figure: Quantity, number: EnglishNumber) -> int | None:
    """How far from the figure's own way the number says it: 0 as it stands, more in another unit or form, None not at all."""
    if isinstance(figure.value, tuple):
        same = isinstance(number.value, tuple) and tuple(map(exact, figure.value)) == number.value
        sort = (number.kind == "ratio") == (figure.unit in (":", "：")) and _same_sort(figure.unit, number)
        return 0 if same and sort else None
    if isinstance(number.value, tuple):
        return None
    value = exact(figure.value)
    if figure.unit in _PERCENT:
        return _percent_cost(value, figure.unit, number)
    if number.kind in ("percent", "points", "basis") or (number.kind == "permille" and number.value != value):
        return 3 if figure.unit == "倍" and number.value in (value * 100, (value - 1) * 100) else None
    if figure.unit.endswith("倍") and number.kind == "times":
        return 0 if number.value in (value, value + 1) else None
    return _unit_cost(value, figure.unit, number, number.value)


def _same_sort(unit: str, number: EnglishNumber) -> bool:
    points, percent = unit in ("个百分点", "百分点"), unit in ("%", "％")
    return (number.kind == "points") == points and (number.kind == "percent") == percent


def _percent_cost(value: Fraction, unit: str, number: EnglishNumber) -> int | None:
    if unit == "成":
        value, unit = value * 10, "%"
    said: dict[str, tuple[tuple[Kind, Fraction], ...]] = {
        "%": (
            ("percent", value),
            ("fraction", value / 100),
            ("permille", value * 10),
            ("times", 1 + value / 100),
        ),
        "百分点": (("points", value), ("basis", value * 100)),
        "‰": (("permille", value), ("percent", value / 10)),
    }
    forms = said["百分点" if unit.endswith("点") else "%" if unit == "％" else unit]
    return next((n for n, form in enumerate(forms) if form == (number.kind, number.value)), None)


def _unit_cost(value: Fraction, unit: str, number: EnglishNumber, said: Fraction) -> int | None:
    """Equal in the same unit, or after conversion; a number equal in an unlike unit is a slip, so it is no match."""
    converted = [f for zh, f, en in _CONVERSIONS if zh.search(unit) and en.search(number.unit)]
    for factor in converted:
        if abs(value * factor - said) <= value * factor * _ROUNDING:
            return 1 if value * factor == said else 2
    if number.kind == "fraction" and abs(value - said) < Fraction(1, 1000):
        return 0
    if value != said:
        return 4 if _is_rounded(value, said) else None
    wrong_unit = any(f != 1 for f in converted) and unit not in ("年", "天", "日", "对")
    return (
        None
        if wrong_unit
        else {"number": 0, "year": 0, "ordinal": 1, "code": 2, "times": 1}.get(number.kind, 3)
    )


def _is_rounded(value: Fraction, said: Fraction) -> bool:
    """Whether the English rounds a long number: 30.5 trillion for 305160亿. One digit less is rather a slip."""
    long, short = len(_significant(value)), len(_significant(said))
    if not (long >= 5 and 3 <= short <= long - 2):
        return False
    step = Fraction(10) ** (len(str(int(said))) - short)
    return abs(value - said) * 2 <= step


def _significant(value: Fraction) -> str:
    """The digits of a decimal without the zeros around them; a fraction without end has none."""
    scaled = value * 10**6
    return str(int(scaled)).strip("0") if scaled.denominator == 1 else ""


def exact(value: float | Fraction) -> Fraction:
    """The number that was written, as a fraction: 96.3 is 963/10, not its binary neighbour.

    >>> exact(96.3)
    Fraction(963, 10)
    """
    return value if isinstance(value, Fraction) else Fraction(str(value))
