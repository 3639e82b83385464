"""Two numbers of a sentence that have changed places in the English: from 51 to 15 percent for 由15%提高到51%.

Only where both languages say which is which: from and to, a whole and its part, two units, a year and what belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, groupby, pairwise
from typing import NamedTuple

from gen.english_words import EnglishNumber
from gen.judge.bounds import CURRENCY
from gen.judge.exchanged import Exchanged, Pair, Sentence, mark
from gen.judge.said import Said

_GAP = r"[^,。;、\d]"
_YEARLY = rf"{_GAP}{{0,16}}(?:(?:19|20)\d\d年{_GAP}{{0,8}})?"
"Between the words and the number: 从2012年的53.1%."
_FROM = re.compile(rf"(?:由|从){_YEARLY}$")
_TO = re.compile(rf"{_GAP}{{0,16}}(?:到|至|为){_YEARLY}")
_HEDGES = r"(?:(?:the\ (?:current|previous)|roughly|about|around|over|nearly|almost|only|just|some|less\ than|more\ than)\ )*"
_FROM_IN_ENGLISH = re.compile(rf"\bfrom\ {_HEDGES}{CURRENCY}", re.IGNORECASE)
_TO_IN_ENGLISH = re.compile(rf"\bto\ {_HEDGES}{CURRENCY}", re.IGNORECASE)
_PART = re.compile(r"[^。;]{0,12}(?:其中|包括|含)[^,。;\d]{0,12}")
_PART_BEFORE = re.compile(rf"\b(?:including|of\ (?:which|whom|them|these))[\ ,]+{CURRENCY}", re.IGNORECASE)
_PART_AFTER = re.compile(r"\ of\ (?:which|whom|them|these|those)\b", re.IGNORECASE)
_WITHIN = re.compile("(?:其中|包括|含)[^,。;]*$")
"Before a whole that is itself a part."
_PERSON = re.compile("[人名位]$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_BASE = re.compile(r"[比较自以与同于对][^,。;\d]{0,3}(?:19|20)\d\d年|年(?:相比|水平|基础)")
"A year from which a change is counted may stand beside either number in English."
_SUM = "a sum"
"Stands for the noun of a number with a currency beside it, before or after."
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(zh), re.compile(rf"(?:[a-z]+\s)?(?:{en})\b" if loose else rf"(?:{en})"))
    for zh, en, loose in (
        ("公里|千米", "km|kilomet", False),
        ("亩", "mu\\b", False),
        ("公顷", "ha\\b|hectare", False),
        ("平方米|㎡|平米", "square met|sq m", False),
        ("平方公里", "square kilomet|sq km", False),
        ("元$", _SUM, False),
        ("吨$", "(?:metric )?ton", False),
        ("千瓦时|度$", "kwh|kilowatt[- ]?hour", False),
        ("户", "households|families", True),
        ("[人名位]$", "people|persons|residents|workers|jobs|students|pupils|teachers|children|patients|volunteers|graduates", True),
        ("家$", "firms|companies|enterprises|businesses|banks|stores", True),
        ("所$", "schools|kindergartens|universities|colleges", True),
    )
)  # fmt: skip
"Unit of the Chinese, and the nouns that English counts by it."


def in_turn(both: Sentence) -> tuple[Exchanged, ...]:
    """What has changed places, by rule; what one rule has told, no other tells again."""
    found: list[Exchanged] = []
    for rule in _RULES:
        found += [one for one in rule(both) if not any(f.english.start <= one.english.start < f.english.end for f in found)]
    return tuple(found)


def _both_of(both: Sentence, one: Pair, two: Pair, start: int) -> Exchanged:
    """The finding: both numbers as the Chinese has them, from `start`, and the stretch of English that has both."""
    values = (one.figure.value, two.figure.value)
    said = Said(both.source[start : two.end], values, one.figure.unit, "figure", required=True)  # type: ignore[arg-type]
    low, high = sorted((one.number, two.number), key=lambda n: n.start)
    return Exchanged(said, replace(low, end=high.end))


def _before(both: Sentence, number: EnglishNumber) -> str:
    return both.english[max(0, number.start - 48) : number.start]


def _ends(both: Sentence) -> Iterator[Exchanged]:
    """From and to."""
    for low, high in pairwise(both.pairs):
        begins = _FROM.search(both.source, max(0, low.start - 32), low.start)
        if not begins or low.figure.unit != high.figure.unit or not _TO.fullmatch(both.source, low.end, high.start):
            continue
        turned = _FROM_IN_ENGLISH.search(_before(both, high.number)) and _TO_IN_ENGLISH.search(_before(both, low.number))
        if turned:
            yield _both_of(both, low, high, begins.start())


def _parts(both: Sentence) -> Iterator[Exchanged]:
    """A whole and its part: 1,150 homes, 2,680 of them, for 2680套，其中1150套."""
    for whole, part in pairwise(both.pairs):
        sizes = whole.figure.value, part.figure.value
        people = all(_PERSON.match(unit) for unit in (whole.figure.unit, part.figure.unit))
        inside = (people or whole.figure.unit == part.figure.unit) and sizes[0] > sizes[1]  # type: ignore[operator]
        if not inside or not _PART.fullmatch(both.source, whole.end, part.start) or _WITHIN.search(both.source[: whole.start]):
            continue
        if whole.number.start > part.number.start and _is_part(both, whole.number) and not _is_part(both, part.number):
            yield _both_of(both, whole, part, whole.start)


def _is_part(both: Sentence, number: EnglishNumber) -> bool:
    return bool(_PART_BEFORE.search(_before(both, number)) or _PART_AFTER.match(both.english, number.end))


def _units(both: Sentence) -> Iterator[Exchanged]:
    """Two numbers of which each has the noun of the other: 85 kilometers, 120 mu, for 120公里、85亩."""
    kinds = [(pair, _kind_of(pair), _kind_in_english(both, pair.number)) for pair in both.pairs]
    known = [one for one in kinds if one[1] is not None and one[2] is not None]
    for (one, mine, told), (two, yours, heard) in combinations(known, 2):
        if mine != yours and told == yours and heard == mine:
            yield _both_of(both, one, two, one.start)


def _kind_of(pair: Pair) -> int | None:
    return next((n for n, (unit, _noun) in enumerate(_KINDS) if unit.match(pair.figure.unit)), None)


def _kind_in_english(both: Sentence, number: EnglishNumber) -> int | None:
    noun = _SUM if mark(both.english, number) else number.unit
    return next((n for n, (_unit, nouns) in enumerate(_KINDS) if nouns.match(noun)), None)


def _years(both: Sentence) -> Iterator[Exchanged]:
    """Two years that have changed places, where each leads its own numbers in the Chinese and stands beside them in English."""
    years = [(match.start(), int(match[0])) for match in _YEAR.finditer(both.source)]
    values = [year for _start, year in years]
    told = [n for n in both.numbers if n.kind == "year" and n.value in values]
    apart = len(set(values)) == len({n.value for n in told}) == 2
    if not apart or len(values) != 2 or len(told) != 2 or _BASE.search(both.source):
        return
    for pairs in (both.pairs, [pair for pair in both.pairs if not pair.figure.change]):
        order = [(n.start, _Token("year", values.index(n.value))) for n in told]  # type: ignore[arg-type]
        order += [(pair.number.start, _Token("figure", sum(start < pair.start for start, _year in years) - 1)) for pair in pairs]
        tokens = [token for token, _same in groupby(token for _place, token in sorted(order))]
        if len(tokens) == 4 and all(_are_strange(*couple) for couple in (tokens[:2], tokens[2:])):
            said = Said(str(values[0]), values[0], "年", "year", required=True)
            yield Exchanged(said, next(n for n in told if n.value == values[1]))
            return


class _Token(NamedTuple):
    """A year or a figure of the English, and to which year of the Chinese it belongs: 0 or 1, -1 to none."""

    sort: str
    group: int


def _are_strange(one: _Token, two: _Token) -> bool:
    """Whether they are a year and a figure of the other year."""
    return one.sort != two.sort and {one.group, two.group} == {0, 1}


_RULES: tuple[Callable[[Sentence], Iterator[Exchanged]], ...] = (_ends, _parts, _units, _years)
