"""Amounts told in one breath: 分别下降50%、42.9%, and which of them one is."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SEPARATOR = "(?:[、和与及]|以及)"
_AMOUNT = r"(?:约|近|超|达|各)?\d[\d.]*[^\d,。;:!?、和与及()\s]{0,6}"
_BEFORE = re.compile(f"(?:{_AMOUNT}{_SEPARATOR})*$")
_AFTER = re.compile(f"(?:(?:左右|以[上下内])?{_SEPARATOR}{_AMOUNT})*")
_ONE = re.compile(_SEPARATOR)


@dataclass(frozen=True, slots=True)
class Series:
    """Where one amount stands among those told in one breath."""

    place: int
    "From 0."
    count: int
    "How many there are; 1 where the amount stands alone."
    head: str
    "The words of the sentence before the first of them."


def series(before: str, after: str) -> Series:
    """The series of the amount between `before`, all words of its sentence so far, and `after`, those behind its unit.

    >>> series("事故3起,死亡4人,同比分别下降50%、", "。")
    Series(place=1, count=2, head='事故3起,死亡4人,同比分别下降')
    >>> series("建成公园3个、广场", "。").count
    1
    """
    match = _BEFORE.search(before)
    told = match[0] if match else ""
    onward = _AFTER.match(after)
    place = len(_ONE.findall(told))
    count = place + 1 + len(_ONE.findall(onward[0] if onward else ""))
    return Series(place, count, before[: len(before) - len(told)])
