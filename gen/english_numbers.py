"""Numbers in English prose, with their values, and which of them says what a Chinese figure says.

`find` reads; `align` compares. Values are exact fractions: 15.47 million is Fraction(15470000), one third is Fraction(1, 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from gen.english_units import cost
from gen.english_words import MONTHS, PHRASE, READERS, SCALES, EnglishNumber, Exact, Kind, Quantity

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
_PER_THOUSAND = re.compile(r"\s+(?:[a-z]+\s+){1,3}per\s+(?:1,000|thousand)\b")
"6.8 deaths per 1,000 live births: what Chinese may write as 6.8‰."
_HALF_AFTER_NOUN = re.compile(r"\ ([a-z]+)\ and\ a\ half$", re.IGNORECASE)
"Two years and a half: what is counted stands within the number."
_TO_SHORT_YEAR = re.compile(r"[-–—/]")
"Between a year and the last two digits of a later one: 2020–22."
_LONGEST = 80
"Characters of a number; what is longer is none."
_JOINS = re.compile(r"\s*(?:-|–|—|~|to|and|or)\s*", re.IGNORECASE)
_MONEY = re.compile(r"(?:RMB|CNY|USD|¥|￥|US\$|\$|€)\s*$")


# ---- find


def find(words: str) -> tuple[EnglishNumber, ...]:
    """The numbers of `words` in order; a range such as 15-18 percent is one.

    >>> [(str(n.value), n.kind) for n in find("15.47 million yuan, one third, up 1.2 percentage points in 2016")]
    [('15470000', 'number'), ('1/3', 'fraction'), ('6/5', 'points'), ('2016', 'year')]
    """
    return tuple(_sharing(words, list(_ranges(words, list(_each(words))))))


def single(words: str) -> tuple[EnglishNumber, ...]:
    """As `find`, but each end of a range by itself.

    >>> [(str(n.value), n.kind) for n in single("from 15 to 18 percent")]
    [('15', 'percent'), ('18', 'percent')]
    """
    return tuple(_sharing(words, list(_each(words))))


def _each(words: str) -> Iterator[EnglishNumber]:
    for match in PHRASE.finditer(words):
        name = match.lastgroup or ""
        if len(match[0]) > _LONGEST or (name == "month" and not _is_month(words, match)):
            continue
        value, kind = READERS[name](match[0])
        spelled = name not in ("digits", "sum", "clock", "ratio", "share")
        yield _number(words, match.span(), value, kind, spelled=spelled)


def _before(words: str, start: int) -> str:
    """What stands right before: all that a pattern which ends there needs, so that long texts take no longer."""
    return words[max(0, start - 40) : start]


def _is_month(words: str, match: re.Match[str]) -> bool:
    """Whether the word is capitalised, and May the month: a day, a year or a preposition stands beside it."""
    if match[0] not in MONTHS or match[0] != "May":
        return match[0] in MONTHS
    before = re.search(r"(?:\d|in|by|since|from|of|until|late|early)\s+$", _before(words, match.start()))
    return bool(before or re.match(r"\s+\d", words[match.end() :]))


def _number(words: str, place: tuple[int, int], value: Exact, kind: Kind, *, spelled: bool) -> EnglishNumber:
    """The number with what stands around it: percent, currency, the noun it counts."""
    start, end = place
    for name, pattern in _AFTER if kind in ("number", "fraction", "year") else ():
        if match := pattern.match(words, end):
            kind, end = name, match.end()
            break
    if kind == "number" and _PER_THOUSAND.match(words, end):
        kind = "permille"
    if kind in ("number", "year"):
        kind = _kind_by_place(words, start, end, kind)
    hint = re.match(
        r"[-\s]*(?:(?:more|additional|extra|further|new)\s+)?((?:[A-Za-z²³]+[-\s/]*){0,4})", words[end:]
    )
    unit = (hint[1].strip().lower() if hint else "") or ("yuan" if _MONEY.search(_before(words, start)) else "")
    if inner := _HALF_AFTER_NOUN.search(words[start:end]):
        unit = inner[1].lower()
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
    glued = re.search(r"([A-Za-z]+)-?$", _before(words, start))
    year = re.fullmatch(r"(?:19|20)\d\d", text)
    if text[0].isdigit() and glued and glued[1] not in ("RMB", "CNY", "USD"):
        return "year" if year and glued[1].lower() in ("post", "pre", "mid") else "code"
    if text.isdigit() and not words[:start].strip(" (") and re.match(r"[.)]\s", words[end:]):
        return "numbering"
    return "year" if year else kind


def _ranges(words: str, numbers: list[EnglishNumber]) -> Iterator[EnglishNumber]:
    """The numbers with `15-18 percent`, `15 to 18 million` and `between 15 and 18` made one: the second's unit is the first's."""
    while numbers:
        first = numbers.pop(0)
        if numbers and (joined := _range(words, first, numbers[0])):
            numbers.pop(0)
            yield joined
        else:
            yield first


_AND = re.compile(r"\s*(?:,|,?\s*\band\b|\s\bor\b|\s\bto\b)\s*(?:by\s+|to\s+)?", re.IGNORECASE)


def _sharing(words: str, numbers: list[EnglishNumber]) -> Iterator[EnglishNumber]:
    """The numbers; in `6.1 and 8.4 percent` and `from 10 to 9 percent` the first is a percentage as well."""
    for n in range(len(numbers) - 2, -1, -1):
        one, two = numbers[n], numbers[n + 1]
        if (
            one.kind == "number"
            and (isinstance(one.value, tuple) or one.value < 1000)
            and two.kind in ("percent", "points", "permille")
            and _AND.fullmatch(words, one.end, two.start)
        ):
            numbers[n] = replace(one, kind=two.kind, spelled=False)
    yield from numbers


def _range(words: str, low: EnglishNumber, high: EnglishNumber) -> EnglishNumber | None:
    gap, text = words[low.end : high.start], words[low.start : low.end]
    if low.kind == "year" and _TO_SHORT_YEAR.fullmatch(gap) and (later := _later_year(low, words[high.start : high.end])):
        return replace(low, end=high.end, value=(low.value, later))  # type: ignore[arg-type]
    joint = _JOINS.fullmatch(gap)
    between = re.search(r"\bbetween\s+(?:RMB|¥|US\$|\$)?$", _before(words, low.start), re.IGNORECASE)
    if not joint or not isinstance(low.value, Fraction) or not isinstance(high.value, Fraction):
        return None
    if (
        ("and" in gap.lower() and not between)
        or low.kind not in ("number", "year", high.kind)
        or "or" in gap.lower().split()
    ):
        return None
    scale = _scale_of(words[high.start : high.end])
    value = low.value * scale if scale > 1 and _scale_of(text) == 1 and low.value < 1000 else low.value
    if value >= high.value or low.kind == "ordinal" or {"month", "clock"} & {low.kind, high.kind}:
        return None
    return replace(high, start=low.start, value=(value, high.value), spelled=low.spelled and high.spelled)


def _later_year(low: EnglishNumber, text: str) -> Fraction | None:
    """The year of which the two digits after an earlier year are the last two; no month: 2016-12 is December."""
    if not re.fullmatch(r"\d\d", text) or not isinstance(low.value, Fraction):
        return None
    year = low.value // 100 * 100 + int(text)
    return Fraction(year) if low.value < year < low.value + 30 and int(text) > 12 else None


def _scale_of(text: str) -> int:
    found = re.findall("|".join(SCALES), text.lower())
    return max((SCALES[s] for s in found), default=1)


# ---- align


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
    return tuple(_in_order(figures, found))


def number_at(at: Aligned, numbers: Sequence[EnglishNumber]) -> EnglishNumber | None:
    """Which of `numbers` stands where a figure was found; None where two of them together say it."""
    return next((number for number in numbers if (number.start, number.end) == (at.start, at.end)), None)


def _in_order(figures: Sequence[Quantity], found: Mapping[int, Aligned]) -> Iterator[Aligned]:
    """`found` by figure; figures that say the same take their English numbers in the order of the sentence."""
    twins: dict[tuple[object, str], list[Aligned]] = {}
    for index in sorted(found):
        twins.setdefault((figures[index].value, figures[index].unit), []).append(found[index])
    places = {same: iter(sorted(those, key=lambda a: a.start)) for same, those in twins.items()}
    for index in sorted(found):
        yield next(places[figures[index].value, figures[index].unit])._replace(figure=index)


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
    if len(ends) != 2:
        return
    for n, (low, high) in enumerate(pairwise(numbers)):
        costs = [cost(end, number) for end, number in zip(ends, (low, high), strict=True)]
        if None not in costs:
            yield 3, 0.0, index, ((n, 0), (n, 1), (n + 1, 0), (n + 1, 1))


@dataclass(frozen=True, slots=True)
class _One:
    """One end of a range."""

    value: int | float
    unit: str
