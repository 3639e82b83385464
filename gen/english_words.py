"""How English writes numbers: the words with their values, one pattern that finds them, and a reader for each of its groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol

Kind = Literal[
    "number", "percent", "points", "basis", "permille", "year", "ordinal", "fraction", "times", "ratio", "month", "code",
    "numbering", "clock",
]  # fmt: skip
Exact = Fraction | tuple[Fraction, Fraction]
CLOCK = "时刻"
"The unit of a `Quantity` that is a clock time: its value is minutes after midnight or noon."


class Quantity(Protocol):
    """What `align` needs to know of a Chinese figure; `Figure` is one."""

    @property
    def value(self) -> int | float | tuple[int | float, ...]:
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
    "What sort of number: `code` is part of a name (Covid-19), `numbering` opens a line (1.), `clock` counts minutes."
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
SCALES = {
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
MONTHS = {
    "January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6, "July": 7, "August": 8, "September": 9, "October": 10,
    "November": 11, "December": 12,
}  # fmt: skip
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[-\ ](?:{'|'.join(list(_ONES)[1:10])})\b)?|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
_SCALE = rf"(?:{'|'.join(SCALES)})"
_GLUED = r"(?:mn|bn|tn|million|billion|trillion)"
"Scales that may follow digits without a blank: RMB1.547bn."
_LETTERS = {"k": 1000, "m": 10**6, "b": 10**9}
"Scales of one letter, read as such only in sums of money: CNY 36m, 36m yuan."
_SUM = r"(?:(?<=RMB)|(?<=CNY)|(?<=USD)|(?<=RMB\ )|(?<=CNY\ )|(?<=USD\ )|(?<=[$¥￥€£]))"
_LINK = r"(?:in|to|from|on|over|at|and|or|since|compared)\b"
_NOUN = r"(?:hour|day|week|month|year|decade|century|mile|kilomet(?:er|re)|hectare|ton(?:ne)?)s?"
"What is counted by `two years and a half`."
_PART = rf"(?:{'|'.join(p for p in _PARTS if p != 'halve')}|halve)s?"
PHRASE = re.compile(
    rf"""(?P<clock>(?<![\d:.])\d{{1,2}}(?:[:.][0-5]\d)?\s?[ap]\.?\s?m\b\.?         # 5 p.m., 9:30 am, 10.15 a.m.
        | (?<![\d:.,])[012]\d[0-5]\d(?=\s(?:hours|hrs)\b) | (?<=at\ )0\d[0-5]\d\b)                # 1310 hours, at 0300
    | (?P<ratio>(?<![\d:.])\d{{1,3}}:\d{{1,3}}(?![\d:]))                        # 1:3
    | (?P<share>(?<![\d/.])\d{{1,2}}/\d{{1,3}}(?![\d/]))                              # 1/5
    | (?P<fraction>\b(?:one|{_SMALL})(?:-|\ ){_PART}\b(?!-)                       # two thirds, one-half
        | \ba\ (?:third|quarter|fifth|tenth)\b(?=\ (?:of|more|less|higher|lower|fewer)\b)
        | (?<=\bby\ )a\ (?:third|quarter|fifth|tenth)\b(?!\ (?!{_LINK})[a-z])           # cut by a quarter, not by a third party
        | \bhalf\b(?!\ an?\ {_SCALE}\b) | \bhalved\b)
    | (?P<ordinal>\b\d{{1,4}}(?:st|nd|rd|th)\b
        | \b(?:(?:{"|".join(_TENS)})-)?(?:{"|".join(sorted(_ORDINALS, key=len, reverse=True))})\b)
    | (?P<sum>{_SUM}\d+(?:\.\d+)?[kmb]\b|(?<![\d.,])\d+(?:\.\d+)?[kmb]\b(?=\ (?:yuan|RMB|CNY|dollars|euros)\b))
    | (?P<digits>(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}})+(?!,?\d)|\d+)(?:\.\d+)?(?:(?:[-\ ]{_SCALE}|{_GLUED})\b)?(?:[-\ ]{_SCALE}\b)*)
    | (?P<mixed>\b(?:an?|{_SMALL})\ {_NOUN}\ and\ a\ half\b)                       # an hour and a half
    | (?P<score>\b(?:a|one)\ score\b(?=\ of\ [a-z]))                              # a score of departments, not of 95
    | (?P<words>\b(?:(?:an?|half\ a)\ {_SCALE}\b|{_SMALL}\b)(?:[-\ ]{_SCALE}\b)*
        (?:(?<=dred|sand|lion)(?:,?\ and\ |,?\ |-){_SMALL}\b(?:[-\ ]{_SCALE}\b)*)*
        (?:\ and\ a\ half\b)?)
    | (?P<multiple>\b(?:{"|".join(_MULTIPLES)})\b)
    | (?P<month>\b(?:{"|".join(MONTHS)})\b)""",
    re.VERBOSE | re.IGNORECASE,
)


# ---- the reader of each group


def _plain(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _digits(text: str) -> tuple[Exact, Kind]:
    number, *scales = re.findall(r"[\d.,]+|[a-z]+", text.lower())
    value = _plain(number)
    for scale in scales:
        value *= SCALES[scale]
    return value, "number"


def _words(text: str) -> tuple[Exact, Kind]:
    """A number in letters: two hundred and fifty thousand, twenty-one, a hundred, one and a half."""
    half = re.search(r"\s+and a half$", text, re.IGNORECASE)
    body = text[: half.start()] if half else text
    total, part = Fraction(0), Fraction(0)
    for word in re.split(r"[-\s,]+", body.lower()):
        if word in SCALES:
            part = (part or Fraction(1)) * SCALES[word]
            if SCALES[word] > 100:
                total, part = total + part, Fraction(0)
        elif word == "half":
            part = Fraction(1, 2)
        else:
            part += _ONES.get(word, _TENS.get(word, 0))
    last = SCALES.get(body.lower().split()[-1], 1)  # a million and a half is half a million more
    return total + part + (Fraction(last, 2) if half else 0), "number"


def _sum(text: str) -> tuple[Exact, Kind]:
    return _plain(text[:-1]) * _LETTERS[text[-1].lower()], "number"


def _mixed(text: str) -> tuple[Exact, Kind]:
    """The noun between the number and its half: two years and a half."""
    count = text.lower().removesuffix(" and a half").rpartition(" ")[0]
    return (Fraction(1) if count in ("a", "an") else _words(count)[0]) + Fraction(1, 2), "number"  # type: ignore[operator]


def _score(_text: str) -> tuple[Exact, Kind]:
    return Fraction(20), "number"


def _ratio(text: str) -> tuple[Exact, Kind]:
    low, high = text.split(":")
    return (Fraction(low), Fraction(high)), "ratio"


def _clock(text: str) -> tuple[Exact, Kind]:
    """Minutes after midnight or noon: half of the day is left to the words around."""
    hour, minute = re.match(r"(\d\d?)[:.]?(\d\d)?", text).groups()  # type: ignore[union-attr]
    return Fraction(int(hour) % 12 * 60 + int(minute or 0)), "clock"


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
    return Fraction(MONTHS[text]), "month"


READERS: Mapping[str, Callable[[str], tuple[Exact, Kind]]] = {
    "clock": _clock,
    "ratio": _ratio,
    "share": _share,
    "fraction": _fraction,
    "ordinal": _ordinal,
    "sum": _sum,
    "digits": _digits,
    "mixed": _mixed,
    "score": _score,
    "words": _words,
    "multiple": _multiple,
    "month": _month,
}
"Group of `PHRASE` -> how to read it."
