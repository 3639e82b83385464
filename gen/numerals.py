"""Chinese numerals: words to numbers, exactly."""

from __future__ import annotations

import re
from decimal import Decimal

from gen.model import Number

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}
_LEADING = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def integer(words: str) -> int | None:
    """The whole number that `words` spell below ten thousand, or None.

    >>> integer("十八"), integer("二十"), integer("③"), integer("12"), integer("甲")
    (18, 20, 3, 12, None)
    """
    if words in _CIRCLED:
        return _CIRCLED[words]
    if words.isascii() and words.isdigit():
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
    """The number that `words` spell, digits and Han mixed, 余 多 来 and blanks left out; None if they spell none.

    >>> [str(exact(w)) for w in ("3.6万", "10万余", "6600多万", "两千多", "1,234", "1.39万亿", "百余", "甲")]
    ['36000', '100000', '66000000', '2000', '1234', '1390000000000', '100', 'None']
    """
    bare = re.sub(r"[\s余多来]", "", words)
    total = section = Decimal(0)
    current: Decimal | None = None
    said = False  # whether the section since the last 万 or 亿 has a number of its own
    at = 0
    while at < len(bare):
        char = bare[at]
        if leading := _LEADING.match(bare, at):
            current, said = Decimal(leading[0].replace(",", "")), True
            at = leading.end()
            continue
        if char in _DIGITS:
            current, said = Decimal(_DIGITS[char]), True
        elif char in _SMALL:
            section += (Decimal(1) if current is None else current) * _SMALL[char]
            current, said = None, True
        elif char in _LARGE:
            # 万亿 multiplies all that went before it, 1亿2万 only what follows 亿.
            if not said and at:
                total *= _LARGE[char]
            else:
                total += (section + (current or 0) if said else 1) * _LARGE[char]
            section, current, said = Decimal(0), None, False
        else:
            return None
        at += 1
    return _whole(total + section + (current or 0)) if bare else None


def _whole(number: Decimal) -> Decimal:
    return number.to_integral_value() if number == number.to_integral_value() else number


def plain(number: Decimal) -> Number:
    """`number` as an int where it is whole, else as a float that prints the same digits.

    >>> plain(Decimal("36000.0")), plain(Decimal("96.30"))
    (36000, 96.3)
    """
    return int(number) if number == number.to_integral_value() else float(number)
