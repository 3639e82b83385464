"""Slips of sense for measuring: the English of a good pair with another month, currency or direction, or with two numbers exchanged.

What the Chinese must have for a slip to be planted is looser than what the check asks for, so that what it misses is seen.
The English of a currency and of a direction is found as the check finds it: wordings that it does not know are not planted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from gen.english_words import MONTHS, EnglishNumber
from gen.judge.exchanged import Sentence, mark, sentence, told_direction
from gen.model import Figure

_NAMES = {number: name for name, number in MONTHS.items()}
_OTHER_TIME = {"day": "week", "week": "day", "month": "year", "year": "month", "hour": "day", "minute": "hour"}
_TIME = re.compile(r"[ -](?:working )?(minute|hour|day|week|month|year)s?\b")
_OTHER_SUM = (
    ("US$ ", "RMB "), ("US$", "RMB "), ("RMB", "US$"), ("CNY", "US$"), ("$ ", "RMB "), ("$", "RMB "), ("yuan", "US dollars"),
    ("US dollars", "yuan"), ("U.S. dollars", "yuan"), ("dollars", "yuan"), ("US dollar", "yuan"), ("dollar", "yuan"),
)  # fmt: skip
_TURNED = {
    "rose": "fell", "risen": "fallen", "rise": "fall", "rising": "falling", "up": "down", "grew": "fell", "grow": "fall",
    "growth": "fall", "growing": "falling", "increase": "decrease", "increased": "decreased", "increasing": "decreasing",
    "fell": "rose", "fall": "rise", "fallen": "risen", "falling": "rising", "down": "up", "dropped": "rose", "drop": "rise",
    "declined": "rose", "decline": "rise", "decrease": "increase", "decreased": "increased", "reduced": "increased",
    "reduction": "increase", "more": "fewer", "higher": "lower", "fewer": "more", "lower": "higher", "less": "more",
}  # fmt: skip
_NEXT = {"two": "three", "three": "four", "four": "five", "five": "six", "twice": "three times", "double": "triple"}
_MEASURED = re.compile("公里|千米|亩|公顷|平方米|平方公里|元|吨|千瓦时|户|人|名|家")


def slips(source: str, figures: Sequence[Figure], english: str) -> Iterator[tuple[str, str]]:
    """Kind of slip, and the whole English with it.

    >>> list(slips("2016年3月启动。", (), "Begun in March 2016."))
    [('another month', 'Begun in May 2016.')]
    """
    both = sentence(source, figures, english)
    return ((kind, wrong) for kind, plant in _KINDS.items() for wrong in plant(both) if wrong != english)


def _put(english: str, number: EnglishNumber, words: str) -> str:
    return english[: number.start] + words + english[number.end :]


def _swap(english: str, one: EnglishNumber, two: EnglishNumber) -> str:
    low, high = sorted((one, two), key=lambda n: n.start)
    first, second = english[low.start : low.end], english[high.start : high.end]
    return english[: low.start] + second + english[low.end : high.start] + first + english[high.end :]


def _month(both: Sentence) -> Iterator[str]:
    for number in both.numbers:
        if number.kind == "month" and f"{number.value}月" in both.source:
            yield _put(both.english, number, _NAMES[int(number.value + 1) % 12 + 1])  # type: ignore[operator]


def _plan(both: Sentence) -> Iterator[str]:
    for match in re.finditer(r"\b(1[1-6])th Five[- ]Year", both.english):
        yield f"{both.english[: match.start()]}{int(match[1]) - 1}{both.english[match.end(1) :]}"


def _multiple(both: Sentence) -> Iterator[str]:
    for number in both.numbers if re.search("的[^,。]{0,4}倍", both.source) else ():
        word, _blank, rest = both.english[number.start : number.end].partition(" ")
        other = str(int(word) + 1) if word.isdigit() else _NEXT.get(word.lower())
        if number.kind == "times" and other:
            yield _put(both.english, number, f"{other} {rest}".strip())


def _currency(both: Sentence) -> Iterator[str]:
    for pair in both.pairs:
        marked = mark(both.english, pair.number) if pair.figure.unit in ("元", "美元") else None
        if marked:
            words = both.english[marked[1] : marked[2]]
            right, wrong = next(((one, two) for one, two in _OTHER_SUM if one in words), ("", ""))
            yield both.english[: marked[1]] + words.replace(right, wrong, 1) + both.english[marked[2] :]


def _time(both: Sentence) -> Iterator[str]:
    for pair in both.pairs:
        match = _TIME.match(both.english, pair.number.end)
        if match and re.search("天|日|周|月|年|小时|分钟", pair.figure.unit):
            yield both.english[: match.start(1)] + _OTHER_TIME[match[1]] + both.english[match.end(1) :]


def _direction(both: Sentence) -> Iterator[str]:
    for pair in both.pairs:
        told = told_direction(both.english, pair.number) if pair.figure.change else None
        words = both.english[told.start : told.end] if told else ""
        known = re.search(rf"\b(?:{'|'.join(_TURNED)})\b", words, re.IGNORECASE)
        if told and known:
            place = told.start + known.start()
            yield both.english[:place] + _TURNED[known[0].lower()] + both.english[place + len(known[0]) :]


def _ends(both: Sentence) -> Iterator[str]:
    for one, two in pairwise(both.pairs):
        begins = re.search(r"(?:由|从)[^,。;]{0,20}$", both.source[: one.start])
        if begins and one.figure.unit == two.figure.unit and re.fullmatch("[^,。;]*[到至为][^,。;]*", both.source[one.end : two.start]):
            yield _swap(both.english, one.number, two.number)


def _part(both: Sentence) -> Iterator[str]:
    for one, two in pairwise(both.pairs):
        if one.figure.unit == two.figure.unit and "其中" in both.source[one.end : two.start]:
            yield _swap(both.english, one.number, two.number)


def _unit(both: Sentence) -> Iterator[str]:
    for one, two in pairwise(both.pairs):
        units = one.figure.unit, two.figure.unit
        if units[0] != units[1] and all(map(_MEASURED.fullmatch, units)):
            yield _swap(both.english, one.number, two.number)


def _year(both: Sentence) -> Iterator[str]:
    years = [int(match[0]) for match in re.finditer(r"(?<!\d)(?:19|20)\d\d(?=年)", both.source)]
    told = [n for n in both.numbers if n.kind == "year" and n.value in years]
    led = re.search(r"\d{4}年[^。]*?\d[^。]*\d{4}年[^。]*?\d", both.source) and len(both.pairs) > 1
    if led and len(years) == len(set(years)) == len(told) == 2 and told[0].value != told[1].value:
        yield _swap(both.english, *told)


_KINDS: dict[str, Callable[[Sentence], Iterator[str]]] = {
    "another month": _month,
    "another plan": _plan,
    "another multiple": _multiple,
    "another currency": _currency,
    "another unit of time": _time,
    "fall for rise": _direction,
    "from and to exchanged": _ends,
    "whole and part exchanged": _part,
    "two units exchanged": _unit,
    "two years exchanged": _year,
}
