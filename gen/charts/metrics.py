"""How wide words are in the fonts we print with, and where to break them.

The fonts are those of `typeset.fonts`. A reader's own font may be a
little wider, so everything that is not Han is counted a tenth wider than it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from gen.characters import is_han
from gen.model import Finding
from gen.typeset import fonts

_WEIGHT = 400
_SLACK = 1.1
_BOLD = 1.06
_NO_START = "、，。；：！？,.;:!?)）”’》〉」』】%％…"
_NO_END = "“‘《〈「『（(【"
_TOKEN = re.compile(r"\s+|[A-Za-z0-9'’.\-+&/$,%À-ɏ]+|.", re.DOTALL)


def font_file(family: str) -> Path | None:
    """The variable TrueType file of `family`, such as Noto Sans SC; None where the package is missing."""
    found = fonts.source(family)
    return found.files[_WEIGHT] if found and found.number < 0 else None


def findings(family: str) -> tuple[Finding, ...]:
    """A warning where charts must be measured without their font."""
    if font_file(family):
        return ()
    message = f"the font {family} is missing, chart text is measured roughly; install justmytype-intl-cjk"
    return (Finding("charts", "warning", message),)


def width(words: str, size: float, family: str, *, bold: bool = False) -> float:
    """How wide `words` are at `size`, in the unit of `size`, with some slack for other fonts.

    >>> width("五角场", 10, "Noto Sans SC")
    30.0
    """
    total = sum(_advance(char, family) * (1.0 if is_han(char) else _SLACK) for char in words)
    return total * size * (_BOLD if bold else 1.0)


def wrap(words: str, size: float, family: str, limit: float, *, bold: bool = False) -> tuple[str, ...]:
    """`words` in the fewest lines of at most `limit`, about equally long; a single longer word stays whole.

    >>> wrap("社区文化活动中心服务居民", 10, "Noto Sans SC", 80)
    ('社区文化活动', '中心服务居民')
    """
    tokens = _tokens(words)
    lines = _fill(tokens, size, family, limit, bold)
    low, high = limit / 2, limit
    while len(lines) > 1 and high - low > size / 4:
        middle = (low + high) / 2
        tried = _fill(tokens, size, family, middle, bold)
        fits = len(tried) == len(lines) and all(width(t, size, family, bold=bold) <= middle for t in tried)
        low, high = (low, middle) if fits else (middle, high)
    return _fill(tokens, size, family, high, bold)


def _tokens(words: str) -> list[str]:
    """The pieces between which a line may break: single Han, whole words, marks with what they belong to."""
    out: list[str] = []
    for token in _TOKEN.findall(" ".join(words.split())):
        glued = out and (token[0] in _NO_START or out[-1][-1] in _NO_END)
        if glued and not out[-1].isspace():
            out[-1] += token
        else:
            out.append(token)
    return out


def _fill(tokens: list[str], size: float, family: str, limit: float, bold: bool) -> tuple[str, ...]:
    lines = [""]
    for token in tokens:
        if lines[-1] and width((lines[-1] + token).rstrip(), size, family, bold=bold) > limit:
            lines.append("")
        if lines[-1] or not token.isspace():
            lines[-1] += token
    return tuple(line.rstrip() for line in lines)


@lru_cache(maxsize=8192)
def _advance(char: str, family: str) -> float:
    """The advance of one character in ems, at the regular weight."""
    advances = fonts.advances(family, _WEIGHT)
    if advances is None:
        return 1.0 if is_han(char) or ord(char) > 0x2E80 else 0.56
    return advances.get(char, 1.0)
