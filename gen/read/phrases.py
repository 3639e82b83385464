"""Set phrases of public administration (phrases.yml) that no last word betrays: every report may use them, few outsiders know them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from gen import seeds
from gen.errors import GongbaoError
from gen.folders import GEN

_FILE = GEN / "read" / "phrases.yml"
_Node = dict[str, Any]
"A prefix tree: character -> what may follow; the empty string marks where a word may end."


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Each set phrase in simplified characters and half-width digits: start, end, kind; of words that begin alike the longest.

    >>> t = "发展集体经济,落实河长制"
    >>> [(t[a:b], kind) for a, b, kind in find(t)]
    [('集体经济', 'policy'), ('河长制', 'policy')]
    """
    words, kinds, patterns = _compiled()
    yield from ((*match.span(), kinds[match[0]]) for match in words.finditer(text))
    for kind, pattern in patterns:
        yield from ((*match.span(), kind) for match in pattern.finditer(text))


@cache
def _compiled() -> tuple[re.Pattern[str], Mapping[str, str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """The words as one expression with the kind of each, and the patterns by kind."""
    data = seeds.read_yaml(_FILE, "phrases")
    kinds: dict[str, str] = {}
    for kind, entry in data.items():
        for word in (word for words in entry["words"].values() for word in words):
            if word in kinds:
                raise GongbaoError(f"{_FILE.name} at {kind}", f"expected {word} once", "strike one of the two")
            kinds[word] = kind
    return re.compile(_expression(_tree(kinds))), kinds, tuple(_patterns(data))


def _patterns(data: Mapping[str, Any]) -> Iterator[tuple[str, re.Pattern[str]]]:
    for kind, entry in data.items():
        try:
            yield kind, re.compile("|".join(entry["patterns"]))
        except re.error as error:
            raise GongbaoError(
                f"{_FILE.name} at {kind}/patterns", f"expected regular expressions ({error})", "mend the entry"
            ) from error


def _tree(words: Mapping[str, str]) -> _Node:
    root: _Node = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return root


def _expression(node: _Node) -> str:
    """One expression for a prefix tree, the longest word first: each character of a text is looked at once for all words."""
    branches = [re.escape(c) + _expression(rest) for c, rest in sorted(node.items()) if c]
    if not branches:
        return ""
    grouped = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return f"{grouped}?" if "" in node else grouped
