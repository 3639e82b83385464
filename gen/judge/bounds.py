"""Whether English sets the bound of a number on the other side: at least 5 for 不超过5, no more than 5 for 5以上.

Only opposites count. A bound that English drops or adds is no error, and 近 or 约 stand for neither side. Only words right before or
after the number are read, so that nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from gen import english_numbers, units
from gen.english_words import EnglishNumber
from gen.model import Figure

Side = Literal["over", "under"]

_OVER_BEFORE = (
    r"at\ least|(?:no|not)\ (?:less|fewer|lower|smaller)\ than|more\ than|over|above|upwards\ of|in\ excess\ of|"
    r"(?:higher|greater|larger)\ than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|a\ minimum\ of"
)
_UNDER_BEFORE = (
    r"at\ most|(?:no|not)\ (?:more|higher|greater|larger)\ than|(?:no|not)\ (?:over|above)|less\ than|fewer\ than|lower\ than|"
    r"under|below|within|a\ maximum\ of|capped\ at|(?:not|n[’']t|without)\ exceed(?:ed|ing)?"
)
CURRENCY = r"(?:(?:RMB|CNY|US\$|\$|¥|€)\ ?)?$"
"What may stand right before a number, behind the words that tell of it."
_BEFORE: tuple[tuple[Side, re.Pattern[str]], ...] = (
    ("over", re.compile(rf"\b(?:no|not)\ (?:less|fewer|lower|smaller)\ than\ {CURRENCY}", re.IGNORECASE)),
    ("under", re.compile(rf"(?:\b|(?<=n))(?:{_UNDER_BEFORE})\ {CURRENCY}", re.IGNORECASE)),
    ("over", re.compile(rf"\b(?:{_OVER_BEFORE})\ {CURRENCY}", re.IGNORECASE)),
)
_AFTER: tuple[tuple[Side, re.Pattern[str]], ...] = (
    (
        "over",
        re.compile(r"[a-z\ ]{0,14}?\b(?:or|and)\ (?:more|above|higher|over)\b|-plus\b|\+", re.IGNORECASE),
    ),
    ("under", re.compile(r"[a-z\ ]{0,14}?\b(?:or|and)\ (?:less|fewer|below|lower|under)\b", re.IGNORECASE)),
)
_DENIED = re.compile(
    r"(?:\b(?:(?<!or\ )not(?!\ only)|never|nor|cannot|prevent\w*|avoid\w*)\b|n[’']t\b)[^.,;:]{0,24}$",
    re.IGNORECASE,
)
"Before the words: it must not rise above 4.5 percent."
_ITSELF = re.compile(r"^(?:no|not|n[’']t|without)\b", re.IGNORECASE)
_OTHER: dict[Side, Side] = {"over": "under", "under": "over"}


class Opposed(NamedTuple):
    """A number whose bound is turned round."""

    figure: int
    "Index among the figures given."
    number: EnglishNumber
    side: Side
    "Where the Chinese sets the bound."


class Bound(NamedTuple):
    """What the English says of a number."""

    side: Side
    start: int
    end: int
    "Where the words stand, the blank after them left out."


def opposed(figures: Sequence[Figure], english: str) -> Iterator[Opposed]:
    """The figures whose English says the opposite bound, in their order.

    A value that the sentence has twice is passed over: nothing tells which is which.
    """
    numbers = english_numbers.find(english)
    for at in english_numbers.match(figures, numbers):
        figure = figures[at.figure]
        number = english_numbers.number_at(at, numbers)
        if number is None or figure.bound not in ("over", "under") or _is_twin(figure, figures):
            continue
        said = of(english, number)
        if said and said.side != figure.bound and not _is_during(english, said, figure):
            yield Opposed(at.figure, number, _OTHER[said.side])


def of(english: str, number: EnglishNumber) -> Bound | None:
    """What the words around `number` make of it; None where they say no bound, or where the number is a year or a clock time.

    >>> number, = english_numbers.find("It must not rise above 4.5 percent.")
    >>> of("It must not rise above 4.5 percent.", number)
    Bound(side='under', start=17, end=22)
    """
    if number.kind in ("year", "clock", "month", "ordinal", "ratio") or isinstance(number.value, tuple):
        return None
    before, after = english[: number.start], english[number.end :]
    for side, pattern in _BEFORE:
        if match := pattern.search(before):
            words = match[0].rstrip("$€¥RMBCNYUS ")
            denied = not _ITSELF.match(words) and _DENIED.search(before[: match.start()])
            return Bound(_OTHER[side] if denied else side, match.start(), match.start() + len(words))
    for side, pattern in _AFTER:
        if match := pattern.match(after):
            return Bound(side, number.end, number.end + match.end())
    return None


def turned(english: str, number: EnglishNumber, words: dict[Side, str]) -> str | None:
    """`english` with the bound of `number` turned round, for planting; None where it has none before it.

    >>> number, = english_numbers.find("More than 5 came.")
    >>> turned("More than 5 came.", number, {"over": "at least", "under": "no more than"})
    'no more than 5 came.'
    """
    said = of(english, number)
    if said is None or said.start >= number.start or _DENIED.search(english[: said.start]):
        return None
    return english[: said.start] + words[_OTHER[said.side]] + english[said.end :]


def _is_twin(figure: Figure, figures: Sequence[Figure]) -> bool:
    return sum(other.value == figure.value for other in figures) > 1


def _is_during(english: str, said: Bound, figure: Figure) -> bool:
    """Whether English means a span of time: over five years, for 五年内."""
    return units.is_duration(figure.unit) and english[said.start : said.end].lower() == "over"
