"""Whether an English number says a Chinese figure: the same value, another unit (斤 and kilograms), another form (50% and half)."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from gen.english_words import CLOCK, EnglishNumber, Kind, Quantity

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
        (r"^千瓦时|^度", "1/1000", r"^(?:mwh|megawatt[- ]hour)"),
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
        (r"^元", "100", r"^fen\b"),
        (r"^元", "10", r"^jiao\b"),
        (r"^对", "2", r""),
    )
)
_TIMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("minute", re.compile("分钟")),
    ("hour", re.compile("个?(?:小时|钟头)")),
    ("day", re.compile("个?(?:工作|自然)?日(?![元均])|天")),
    ("week", re.compile("周(?!年|岁)|个?(?:星期|礼拜)")),
    ("month", re.compile("个?月")),
    ("year", re.compile("年|周年|周岁")),
)
_TIME_WORD = re.compile(r"(?:(?:working|business|calendar|consecutive|full|whole)\s)*(minute|hour|day|week|month|year)s?\b")
_ROUNDING = Fraction(3, 100)
_PERCENT = ("%", "％", "℅", "个百分点", "百分点", "‰", "成")


def cost(figure: Quantity, number: EnglishNumber) -> int | None:
    """How far from the figure's own way the number says it: 0 as it stands, more in another unit or form, None not at all."""
    if (number.kind == "clock") != (figure.unit == CLOCK):
        return None
    if isinstance(figure.value, tuple) or isinstance(number.value, tuple):
        return _range_cost(figure, number)
    value = abs(
        exact(figure.value)
    )  # English tells a share below zero by a sign or by a word: minus 3.2 percent, fell by
    if figure.unit in _PERCENT:
        return _percent_cost(value, figure.unit, number)
    if number.kind == "basis" and figure.unit in ("个", "基点", "个基点"):
        return 0 if number.value == value else None  # 17个基点, 17个基本点
    if number.kind in ("percent", "points", "basis") or (number.kind == "permille" and number.value != value):
        return 3 if figure.unit == "倍" and number.value in (value * 100, (value - 1) * 100) else None
    if figure.unit.endswith("倍") and number.kind == "times":
        return 0 if number.value in (value, value + 1) else None
    return _unit_cost(value, figure.unit, number, number.value)


def _range_cost(figure: Quantity, number: EnglishNumber) -> int | None:
    """For a range or a ratio, which English may tell like a range: 1 to 12."""
    if not isinstance(figure.value, tuple) or tuple(map(exact, figure.value)) != number.value:
        return None
    ratio = figure.unit in (":", "：")
    if ratio and number.kind == "number":
        return 1
    return 0 if (number.kind == "ratio") == ratio and _same_sort(figure.unit, number) else None


def _same_sort(unit: str, number: EnglishNumber) -> bool:
    points, percent = unit in ("个百分点", "百分点"), unit in ("%", "％", "℅")
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
    if unit.endswith("点") and number.kind == "number" and number.unit.startswith("point"):
        return 1 if number.value == value else None  # rose by 4.5 points
    forms = said["百分点" if unit.endswith("点") else "%" if unit in ("％", "℅") else unit]
    return next((n for n, form in enumerate(forms) if form == (number.kind, number.value)), None)


def _unit_cost(value: Fraction, unit: str, number: EnglishNumber, said: Fraction) -> int | None:
    """Equal in the same unit, or after conversion; a number equal in an unlike unit is a slip, so it is no match."""
    if number.kind == "month" and not unit.startswith("月"):
        return None  # April is no count of four
    converted = _factors(unit, number.unit)
    for factor in converted:
        if abs(value * factor - said) <= value * factor * _ROUNDING:
            return 1 if value * factor == said else 2
    if number.kind == "fraction" and abs(value - said) < Fraction(1, 1000):
        return 0
    if value != said:
        return 4 if _is_rounded(value, said) else None
    if number.kind == "number" and _is_other_time(unit, number.unit):
        return None
    wrong_unit = any(f != 1 for f in converted) and unit[:1] not in ("年", "天", "日", "对")
    return (
        None
        if wrong_unit
        else {"number": 0, "year": 0, "ordinal": 1, "code": 2, "times": 1}.get(number.kind, 3)
    )


@lru_cache(maxsize=4096)
def _is_other_time(unit: str, english: str) -> bool:
    """Whether both count time, and not in the same unit: weeks for 工作日."""
    own = next((name for name, pattern in _TIMES if pattern.match(unit)), None)
    told = _TIME_WORD.match(english)
    return bool(own and told and told[1] != own)


@lru_cache(maxsize=4096)
def _factors(unit: str, english: str) -> tuple[Fraction, ...]:
    """How many of what the English counts make one of what the Chinese counts; none where the units are no such pair."""
    return tuple(f for zh, f, en in _CONVERSIONS if zh.search(unit) and en.search(english))


def _is_rounded(value: Fraction, said: Fraction) -> bool:
    """Whether the English rounds a long number: 30.5 trillion for 305160亿. One digit less is rather a slip."""
    left, right = value.numerator * said.denominator, said.numerator * value.denominator
    if abs(left - right) * 100 > left:
        return False  # no rounding to three digits goes so far
    long, short = len(_significant(value)), len(_significant(said))
    if not (long >= 5 and 3 <= short <= long - 2):
        return False
    step = Fraction(10) ** (len(str(int(said))) - short)
    return abs(value - said) * 2 <= step


@lru_cache(maxsize=4096)
def _significant(value: Fraction) -> str:
    """The digits of a decimal without the zeros around them; a fraction without end has none."""
    scaled = value * 10**6
    return str(int(scaled)).strip("0") if scaled.denominator == 1 else ""


@lru_cache(maxsize=4096)
def exact(value: float | Fraction) -> Fraction:
    """The number that was written, as a fraction: 96.3 is 963/10, not its binary neighbour.

    >>> exact(96.3)
    Fraction(963, 10)
    """
    return value if isinstance(value, Fraction) else Fraction(str(value))
