"""Amounts inside an amount: the 63.7 of 134.9(含东方购物63.7)亿元, which borrows scale and unit from the one around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gen import numerals
from gen.model import Figure, Number

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PART = re.compile(
    r"(?:其中|包括|包含|含|、|,|;|和|及)*(?P<name>[^\d()、,;]{1,20}?)(?:为|达|共|占)?(?P<number>\d+(?:\.\d+)?)(?P<scale>[十百千万亿]*)(?=[)、,;和及])"
)
"A name and a number, closed by the bracket or by the next of its kind."


@dataclass(frozen=True, slots=True)
class Inner:
    """A part named within the brackets of an amount; offsets count from the amount's start."""

    start: int
    end: int
    value: Number
    name: str


def parts(outer: Figure, words: str) -> Iterator[Inner]:
    """The amounts within the brackets of `outer`, whose words are `words`, each less than the whole.

    >>> from gen.model import Span
    >>> whole = Figure(Span(0, 17), "134.9(含东方购物63.7)亿元", 13490000000, "元", "exact", "result", 2016, None, "社零额", "s-a")
    >>> list(parts(whole, whole.text))
    [Inner(start=11, end=15, value=6370000000, name='东方购物')]
    """
    first = _NUMBER.match(words)
    opening = words.find("(")
    if first is None or opening < first.end() or isinstance(outer.value, tuple) or not Decimal(first[0]):
        return
    whole = Decimal(str(outer.value))
    scale = whole / Decimal(first[0])
    for match in _PART.finditer(words, opening + 1):
        own = numerals.exact(match["number"] + match["scale"]) if match["scale"] else Decimal(match["number"]) * scale
        if own is not None and 0 < own < whole:
            yield Inner(match.start("number"), match.end("scale"), numerals.plain(own.normalize()), match["name"])
