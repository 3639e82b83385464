"""OpenCC's one door: Simplified to Traditional and back, with exceptions that are data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

# Frequent characters that exist in Traditional text only; a handful in a text tells its script without loading OpenCC.
_TRADITIONAL = frozenset("國個們這時實業區總來對現發關進設產員務體務學會為與點檢廣場")


def is_traditional(text: str) -> bool:
    """Whether `text` is written in Traditional characters, by its most frequent ones.

    >>> is_traditional("為長者服務的社區會議"), is_traditional("为老服务的社区会议")
    (True, False)
    """
    sample = text[:20_000]
    return sum(c in _TRADITIONAL for c in sample) * 50 > sum("\u4e00" <= c <= "\u9fff" for c in sample)


def convert(text: str, config: str, exceptions: Iterable[tuple[str, str]] = ()) -> str:
    """`text` by OpenCC's `config`; where an exception's first word stands, its second is set instead.

    >>> convert("社区陆上划舟器", "s2tw", [("划舟器", "划舟器")])
    '社區陸上划舟器'
    """
    table = dict(exceptions)
    if not table:
        return str(_converter(config).convert(text))
    words = sorted(table, key=len, reverse=True)
    pieces = re.split("(" + "|".join(map(re.escape, words)) + ")", text)
    return "".join(table[p] if p in table else str(_converter(config).convert(p)) for p in pieces)


def fold(text: str) -> str:
    """`text` in Simplified characters, code point for code point, so that offsets stay true.

    >>> fold("五角場街道辦事處")
    '五角场街道办事处'
    """
    whole = str(_converter("t2s").convert(text))
    if len(whole) == len(text):
        return whole
    single = (str(_converter("t2s").convert(c)) for c in text)
    return "".join(s if len(s) == 1 else c for s, c in zip(single, text, strict=True))


@lru_cache(maxsize=8)
def _converter(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)
