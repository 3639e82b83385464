"""Set phrases of public administration (phrases.yml) that no last word betrays: every report may use them, few outsiders know them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gen import seeds
from gen.errors import GongbaoError
from gen.folders import GEN

_FILE = GEN / "read" / "phrases.yml"
_WORD = re.compile(r"[一-鿿A-Za-z0-9+、,.Ⅴ%()-]{2,}")


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The list made ready: the words by their first two characters, longest first; the kind of each; the patterns by kind."""

    words: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Each set phrase in simplified characters and half-width digits: start, end, kind; of words that begin alike the longest.

    >>> t = "发展集体经济,落实河长制"
    >>> [(t[a:b], kind) for a, b, kind in find(t)]
    [('集体经济', 'policy'), ('河长制', 'policy')]
    >>> {t[a:b] for t in ["加强村(居)民委员会建设"] for a, b, _ in find(t)}
    {'村(居)民委员会'}
    >>> [t[a:b] for t in ["清理农村“三资”管理"] for a, b, _ in find(t)]
    ['三资', '农村“三资”管理']
    """
    ready = _ready()
    yield from _words(ready, text)
    yield from _across_brackets(ready, text)
    yield from _across_quotes(ready, text)
    for kind, pattern in ready.patterns:
        yield from ((*match.span(), kind) for match in pattern.finditer(text))


def shorter(text: str, length: int) -> Iterator[tuple[int, int, str]]:
    """Set words of less than `length` characters in `text`, as `find` gives them: 宅基地 in 农村宅基地制度改革, which is one by itself.

    >>> [t[a:b] for t in ["农村宅基地制度改革"] for a, b, _ in shorter(t, 5)]
    ['宅基地']
    """
    yield from _words(_ready(), text, length)


def _words(ready: _Phrases, text: str, length: int | None = None) -> Iterator[tuple[int, int, str]]:
    at = 0
    while at < len(text) - 1:
        group = ready.words.get(text[at : at + 2], ())
        word = next((w for w in group if text.startswith(w, at) and (length is None or len(w) < length)), "")
        if word:
            yield at, at + len(word), ready.kinds[word]
        at += len(word) or 1


_ALTERNATIVE = re.compile(r"(?<=[一-鿿])\([一-鿿、]{1,6}\)(?=[一-鿿])")
_AROUND = 8
"Characters before and behind a bracket that a word may have."


def _across_brackets(ready: _Phrases, text: str) -> Iterator[tuple[int, int, str]]:
    """Words with an alternative in brackets inside them: 村(居)民委员会."""
    for bracket in _ALTERNATIVE.finditer(text):
        before, behind = text[max(bracket.start() - _AROUND, 0) : bracket.start()], text[bracket.end() : bracket.end() + _AROUND]
        offset, gap = bracket.start() - len(before), len(bracket[0])
        for start, end, kind in _words(ready, before + behind):
            if start < len(before) < end:
                yield offset + start, offset + end + gap, kind


_QUOTE = re.compile("[“”‘’「」]")


def _across_quotes(ready: _Phrases, text: str) -> Iterator[tuple[int, int, str]]:
    """Words of which a part stands in quotation marks: “三资”管理."""
    if not _QUOTE.search(text):
        return
    kept = [n for n, c in enumerate(text) if not _QUOTE.match(c)]
    for start, end, kind in _words(ready, "".join(text[n] for n in kept)):
        first, last = kept[start], kept[end - 1]
        if last - first >= end - start:
            yield first, last + 1, kind


@cache
def _ready() -> _Phrases:
    data = seeds.read_yaml(_FILE, "phrases")
    kinds: dict[str, str] = {}
    for kind, entry in data.items():
        for word in (word for field in entry["words"].values() for word in field.split()):
            if word in kinds:
                raise GongbaoError(f"{_FILE.name} at {kind}", f"expected {word} once", "strike one of the two")
            if not _WORD.fullmatch(word):
                raise GongbaoError(f"{_FILE.name} at {kind}", f"expected words of two characters or more, found {word}", "mend the word")
            kinds[word] = kind
    words: dict[str, list[str]] = {}
    for word in sorted(kinds, key=len, reverse=True):
        words.setdefault(word[:2], []).append(word)
    return _Phrases({begin: tuple(group) for begin, group in words.items()}, kinds, tuple(_patterns(data)))


def _patterns(data: Mapping[str, Any]) -> Iterator[tuple[str, re.Pattern[str]]]:
    for kind, entry in data.items():
        if "patterns" not in entry:
            continue
        try:
            yield kind, re.compile("|".join(entry["patterns"]))
        except re.error as error:
            raise GongbaoError(
                f"{_FILE.name} at {kind}/patterns", f"expected regular expressions ({error})", "mend the entry"
            ) from error
