"""What single characters are: blank, Han, half or full width."""

from __future__ import annotations

import re
import unicodedata

# Rules read one width only: digits, letters and the marks that stand beside them in figures and headings.
_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e")
_HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
FULL_WIDTH = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）"}
"Marks that are shown full width beside Han."
LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
"Everything that ends a line."


def is_blank(char: str) -> bool:
    r"""Whether `char` shows nothing: white space, a control, a zero-width mark.

    >>> [is_blank(c) for c in ("　", "\u200b", "\t", "。")]
    [True, True, True, False]
    """
    return char.isspace() or char in _INVISIBLE or unicodedata.category(char) == "Cc"


def is_han(char: str) -> bool:
    """Whether `char` is a Han character.

    >>> is_han("五"), is_han("〇"), is_han("，"), is_han("5")
    (True, True, False, False)
    """
    return char in "〇々" or any(low <= ord(char) <= high for low, high in _HAN)


def fold_width(text: str) -> str:
    """`text` with full-width letters, digits and marks made half width, code point for code point.

    >>> fold_width("（３）３．６万，")
    '(3)3.6万,'
    """
    return text.translate(_WIDTH)
