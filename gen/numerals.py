"""Chinese numerals: words to numbers, exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from gen.model import Number

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}
_TOKEN = re.compile(
    r"[十百千万亿零〇](?!点)|[零〇一二三四五六七八九两俩](?:[零〇一二三四五六七八九]*点[零〇一二三四五六七八九]+)?|"
    r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
)
"A scale, a zero, a Han digit or decimal, a number in digits."


def integer(words: str) -> int | None:
    """The whole number that `words` spell below ten thousand, or None.

    >>> integer("十八"), integer("二十"), integer("③"), integer("12"), integer("甲")
    (18, 20, 3, 12, None)
    """
    if words in _CIRCLED:
        return _CIRCLED[words]
    if words.isdecimal():
        return int(words)
    total, digit = 0, None
    for char in words:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            total += (1 if digit is None else digit) * _SMALL[char]
            digit = None
        else:
            return None
    return total + (digit or 0) if words else None


def exact(words: str) -> Decimal | None:
    """The number that `words` spell, digits and Han mixed, 余 多 来, blanks and the 个 of 4.9个亿 left out; None if they spell none.

    >>> [str(exact(w)) for w in ("3.6万", "10万余", "6600多万", "两千多", "1,234", "1.39万亿", "百余", "甲")]
    ['36000', '100000', '66000000', '2000', '1234', '1390000000000', '100', 'None']
    >>> [str(exact(w)) for w in ("三万六千", "三亿五千万", "两万零五百", "三点六万", "一万二", "百千")]
    ['36000', '350000000', '20500', '36000', '12000', 'None']
    """
    bare = re.sub(r"[\s余多来]|个(?=多?亿)", "", words)
    tokens = [match[0] for match in _TOKEN.finditer(bare)]
    if not bare or sum(map(len, tokens)) != len(bare):
        return None
    total = _Sum()
    for token in tokens:
        if token in _SMALL and not total.small(_SMALL[token]):
            return None
        if token in _LARGE and not total.large(_LARGE[token]):
            return None
        if token not in _SMALL and token not in _LARGE and not total.number(token):
            return None
    return _whole(total.value())


@dataclass(slots=True)
class _Sum:
    """A number while its words are read from left to right."""

    done: Decimal | None = None
    "What 亿 has closed."
    middle: Decimal | None = None
    "What 万 has closed since."
    section: Decimal = Decimal(0)
    "What 千 百 十 have closed since."
    current: Decimal | None = None
    "The digit or number that no scale has closed."
    said: bool = False
    "Whether anything was read since the last 万 or 亿."
    last: int = 0
    "The scale before `current`, by which 一万二 is 12000; 0 behind 零 and digits, 3万5 being no such number."
    lowest: int = 10_000
    "The last scale of this section; they fall."

    def number(self, token: str) -> bool:
        """Take 二, 零, 3.6 or 三点六; False where a number stands before it that no scale has closed."""
        if self.current is not None:
            return False
        if token in "零〇":
            self.last = 0
            return True
        if token[0].isdecimal():
            self.current, self.last = Decimal(re.sub("[,，]", "", token)), 0
        else:
            self.current = Decimal("".join("." if c == "点" else str(_DIGITS[c]) for c in token))
            self.last = self.last if len(token) == 1 else 0
        self.said = True
        return True

    def small(self, scale: int) -> bool:
        """Take 十, 百 or 千; False where it does not fall."""
        if scale >= self.lowest:
            return False
        self.section += (Decimal(1) if self.current is None else self.current) * scale
        self.current, self.said, self.last, self.lowest = None, True, scale, scale
        return True

    def large(self, scale: int) -> bool:
        """Take 万 or 亿; 万亿 multiplies all that 万 has closed. False where a second 亿 or 万 closes nothing."""
        own = self.section + (self.current or 0)
        if scale == _LARGE["万"]:
            if self.middle is not None or (self.done is not None and not self.said):
                return False
            self.middle = (own if self.said else Decimal(1)) * scale
        else:
            if self.done is not None:
                return False
            bare = self.middle is None and not self.said
            self.done = (Decimal(1) if bare else (self.middle or 0) + own) * scale
            self.middle = None
        self.section, self.current, self.said, self.last, self.lowest = Decimal(0), None, False, scale, 10_000
        return True

    def value(self) -> Decimal:
        """The number as far as it was read."""
        current = (self.current or Decimal(0)) * (max(self.last // 10, 1) if self.last else 1)
        return (self.done or Decimal(0)) + (self.middle or 0) + self.section + current


def _whole(number: Decimal) -> Decimal:
    return number.to_integral_value() if number == number.to_integral_value() else number


def plain(number: Decimal) -> Number:
    """`number` as an int where it is whole, else as a float that prints the same digits.

    >>> plain(Decimal("36000.0")), plain(Decimal("96.30"))
    (36000, 96.3)
    """
    return int(number) if number == number.to_integral_value() else float(number)


def digits(number: Number) -> str:
    """`number` in plain digits: never an exponent, whole numbers without a point.

    >>> digits(126000000000000), digits(96.3), digits(1e-7)
    ('126000000000000', '96.3', '0.0000001')
    """
    words = format(Decimal(str(number)), "f")
    return words.rstrip("0").rstrip(".") if "." in words else words
