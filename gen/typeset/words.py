"""Runs of an edition as print needs them: plain strings with what they refer to, and the pieces that no line may part.

A piece of words is a mapping with one-letter names, because there are thousands of them: `t` text, `b` not to be parted,
`l` and `r` a quarter em stands to its left or right, `g` the glossary entry it leads to, `q` the doubtful reading it
leads to, `n` it is a note of ours and not the report's, `u` a figure, `f` furniture of the page as published.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from gen.characters import is_han
from gen.model import Line, Run

Piece = dict[str, Any]
_LONGEST = {True: 10, False: 14}
"Code points that may be kept on one line, in words with Han and without."
_NUMERAL = re.compile(
    r"""
    第?                                            # of an ordinal
    \d+ (?: [.,:/×+\-–~～] \d+ )*                  # the number, a range, a ratio, a date
    [%‰℃]? [余多]? [十百千万亿]* [余多]?            # its scale
    (?: [\u3400-\u9fff] )?                         # the first character of what it counts
    """,
    re.VERBOSE,
)
_HIDDEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
"Marks that show nothing; PDF/A wants none, and some turn the direction of what follows."


class Setter:
    """Turns the runs of one voice into pieces; knows which terms a chapter has already led to the glossary."""

    def __init__(self, terms: Mapping[str, str], notes: Mapping[str, str]) -> None:
        """`terms`: label of a term's entry; `notes`: what is said after a corrected erratum, by its id."""
        self.terms = terms
        self.notes = notes
        self._led: set[str] = set()

    def chapter(self) -> None:
        """A new chapter begins: terms lead to the glossary again."""
        self._led.clear()

    def line(self, line: Line, *, links: bool = True) -> list[Piece]:
        """The pieces of a line; without `links` no marks, as in headings."""
        pieces = list(self._pieces(line.runs, links))
        _space(pieces)
        return pieces

    def _pieces(self, runs: tuple[Run, ...], links: bool) -> Iterator[Piece]:
        last = {ref: n for n, run in enumerate(runs) for ref in run.refs if ref.kind in ("erratum", "doubt")}
        led = ""
        for n, run in enumerate(runs):
            kinds: dict[str, str] = {ref.kind: ref.id for ref in run.refs}
            term = kinds.get("term", "")
            if term and term != led and (term in self._led or not links or term not in self.terms):
                term = ""
            elif term:
                self._led.add(term)
            led = term
            yield from _cut(run, kinds, self.terms.get(term, ""))
            for ref, at in last.items():
                if at != n or not links:
                    continue
                if ref.kind == "doubt":
                    yield {"t": ref.id, "q": f"e-{ref.id}"}
                elif ref.id in self.notes:
                    yield {"t": clean(self.notes[ref.id]), "n": True, "q": f"e-{ref.id}"}


def clean(words: str) -> str:
    r"""`words` without what paper cannot show: controls, marks of direction, private use; blanks become one.

    >>> clean("a\u202eb\x07c\td")
    'abc d'
    """
    kept = "".join(" " if c.isspace() else c for c in _HIDDEN.sub("", words) if c.isspace() or not _secret(c))
    return re.sub(" {2,}", " ", kept)


def _secret(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")


def pieces(words: str) -> list[Piece]:
    """The pieces of words that refer to nothing."""
    made = list(_numerals(clean(words)))
    _space(made)
    return made


def _cut(run: Run, kinds: Mapping[str, str], term: str) -> Iterator[Piece]:
    words = clean(run.text)
    if not words:
        return
    if "furniture" in kinds:
        yield {"t": words, "f": True}
    elif "figure" in kinds:
        whole = len(words) <= _LONGEST[any(map(is_han, words))]
        yield {"t": words, "u": True, "b": True} if whole else {"t": words, "u": True}
    elif term:
        yield {"t": words, "g": term}
    else:
        yield from _numerals(words)


def _numerals(words: str) -> Iterator[Piece]:
    """`words` cut so that a numeral and the measure word behind it stay on one line.

    >>> list(_numerals("在2016年"))
    [{'t': '在'}, {'t': '2016年', 'b': True}]
    """
    at = 0
    for found in _NUMERAL.finditer(words):
        if not any(map(is_han, found[0])) or len(found[0]) > _LONGEST[True]:
            continue
        if found.start() > at:
            yield {"t": words[at : found.start()]}
        yield {"t": found[0], "b": True}
        at = found.end()
    if at < len(words):
        yield {"t": words[at:]}


def _space(made: Iterable[Piece]) -> None:
    """Mark where a quarter em stands: an unparted piece hides its digits from the typesetter's own spacing."""
    for one, two in pairwise(made):
        left, right = one["t"][-1], two["t"][0]
        if is_han(left) and _latin(right) and two.get("b"):
            two["l"] = True
        elif _latin(left) and is_han(right) and one.get("b"):
            one["r"] = True


def _latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "%$")
