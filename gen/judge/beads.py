"""Two rows of text pieces, one the translation of the other, put beside each other by dynamic programming.

The model is that of Gale and Church (A Program for Aligning Sentences in Bilingual Corpora, 1993): pieces that belong together have
lengths in a steady ratio. Marks that both languages share, numbers above all, weigh in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_PLACES = 120_000
"Pairs of places that are looked at: 300 sentences beside 400 wholly, longer texts near the straight way only."
Kinds = Mapping[tuple[int, int], float]
Price = Callable[[int, int, int, int], float]

PARAGRAPHS: Kinds = {
    (1, 1): 0.1, (1, 2): 2.5, (2, 1): 2.5, (2, 2): 4.5, (1, 3): 4.0, (3, 1): 4.0, (1, 0): 0.0, (0, 1): 0.0,
}  # fmt: skip
"How many paragraphs of each side make a bead -> its price, the negative logarithm of how likely it is."
SENTENCES: Kinds = {
    (1, 1): 0.4, (1, 2): 1.6, (1, 3): 3.0, (1, 4): 4.2, (1, 5): 5.2, (1, 6): 6.0, (1, 7): 6.5, (1, 8): 7.0,
    (2, 1): 3.0, (2, 2): 4.5, (3, 1): 5.0, (2, 3): 5.5, (1, 0): 0.0, (0, 1): 0.0,
}  # fmt: skip
"The same for sentences: a long Chinese one is often several in English."
_ALONE = 6.0
"Price of a piece that has no partner."
_SPREAD = 2.2
"Its square is the variance that each expected letter adds to the length of a translation; measured on 1,000 official sentences."
_LEAST = 30.0
"The variance that any piece has, however short."
_LIKE, _UNLIKE = 1.5, 0.7
"What a heading beside a heading is worth, and what one beside a sentence costs."
_RUN_IN = 1.5
"How much likelier it is that a heading opens its paragraph in English than that two paragraphs are one."
_WITHIN = 4.0
"Price of a heading that is not the first of several pieces, or is one of several sentences."
_ACROSS = 2.0
"Price of a sentence that shares a bead with one of the paragraph before."
_OPENING = 0.7
"What it is worth that two sentences both open a paragraph, and what it costs where only one does."


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or paragraph of either language."""

    length: float
    "In English letters; for Chinese the number expected of its translation."
    marks: frozenset[int]
    "What it shares with its translation, by number."
    heading: bool = False
    opens: bool = False
    "Whether it opens a paragraph; of no concern where pieces are paragraphs."


@dataclass(frozen=True, slots=True)
class Bead:
    """Pieces that belong together."""

    chinese: range
    "Indices of the pieces; empty where the English stands alone."
    english: range
    "The same."
    confidence: float
    "How likely it is beside all other ways, 0 to 1."


def join(pieces: Sequence[Piece]) -> Piece:
    """The pieces as one."""
    marks = frozenset[int]().union(*(piece.marks for piece in pieces))
    return Piece(sum(piece.length for piece in pieces), marks, len(pieces) == 1 and pieces[0].heading, pieces[0].opens)


def align(chinese: Sequence[Piece], english: Sequence[Piece], kinds: Kinds, weights: Sequence[float]) -> tuple[Bead, ...]:
    """The likeliest beads in the order of the Chinese; `weights` says how much each mark is worth.

    >>> one, two, three = Piece(60, frozenset({0})), Piece(200, frozenset()), Piece(190, frozenset())
    >>> [(list(b.chinese), list(b.english)) for b in align([one, two], [one, three], SENTENCES, [2.0])]
    [([0], [0]), ([1], [1])]
    """
    rows, columns = len(chinese), len(english)
    most = [max((kind[side] for kind in kinds), default=0) for side in (0, 1)]
    joined = [[_growing(pieces[n : n + size]) for n in range(len(pieces))] for pieces, size in zip((chinese, english), most, strict=True)]

    def price(i: int, a: int, j: int, b: int) -> float:
        if not a or not b:
            return kinds[a, b] + _ALONE
        mixed = _mixed(chinese[i : i + a], kinds) + _mixed(english[j : j + b], kinds)
        return kinds[a, b] + mixed + cost(joined[0][i][a - 1], joined[1][j][b - 1], weights)

    return _likeliest(_Lattice(rows, columns, kinds, price))


def _growing(pieces: Sequence[Piece]) -> list[Piece]:
    """The first piece, the first two as one, and so on."""
    return [join(pieces[: n + 1]) for n in range(len(pieces))]


def _mixed(pieces: Sequence[Piece], kinds: Kinds) -> float:
    """What it costs to take the pieces as one."""
    if len(pieces) == 1:
        return 0.0
    price = sum(_WITHIN * piece.heading + _ACROSS * piece.opens for piece in pieces[1:])
    if pieces[0].heading:
        price += -_RUN_IN if kinds is PARAGRAPHS else _WITHIN
    return price


def cost(chinese: Piece, english: Piece, weights: Sequence[float]) -> float:
    """What it costs to take one for the translation of the other; below zero where marks speak for it."""
    spread = math.sqrt(max(chinese.length, english.length) * _SPREAD**2 + _LEAST)
    stray = min(abs(chinese.length - english.length) / spread, 7.0)
    price = stray * stray / 2
    for mark in chinese.marks ^ english.marks:
        price += weights[mark] / 2
    for mark in chinese.marks & english.marks:
        price -= weights[mark]
    if chinese.opens or english.opens:
        price += _OPENING if chinese.opens != english.opens else -_OPENING
    if chinese.heading or english.heading:
        price += _UNLIKE if chinese.heading != english.heading else -_LIKE
    return price


class _Lattice:
    """All ways through two rows of pieces, with the price of each step; of two very long rows, those near the straight way."""

    def __init__(self, rows: int, columns: int, kinds: Kinds, price: Price) -> None:
        self.rows, self.columns = rows, columns
        wide = rows * columns <= _PLACES
        self.steps: dict[tuple[int, int], list[tuple[int, int, float]]] = {
            (i, j): [] for i in range(rows + 1) for j in range(columns + 1) if wide or self._is_near(i, j)
        }
        for (i, j), own in self.steps.items():
            own.extend((a, b, price(i, a, j, b)) for a, b in kinds if (i + a, j + b) in self.steps)

    def _is_near(self, i: int, j: int) -> bool:
        return abs(i * self.columns - j * self.rows) <= max(_PLACES // 2, 2 * max(self.rows, self.columns))

    def best(self) -> list[tuple[int, int, int, int, float]]:
        """The cheapest way: place, step and price of each bead."""
        cheapest = {(0, 0): 0.0}
        came: dict[tuple[int, int], tuple[int, int, float]] = {}
        for (i, j), steps in self.steps.items():
            for a, b, price in steps:
                total, there = cheapest[i, j] + price, (i + a, j + b)
                if total < cheapest.get(there, math.inf):
                    cheapest[there], came[there] = total, (a, b, price)
        way, at = [], (self.rows, self.columns)
        while at != (0, 0):
            a, b, price = came[at]
            at = (at[0] - a, at[1] - b)
            way.append((*at, a, b, price))
        return way[::-1]

    def before(self) -> dict[tuple[int, int], float]:
        """For each place the logarithm of how likely it is to come there."""
        likely = dict.fromkeys(self.steps, -math.inf)
        likely[0, 0] = 0.0
        for (i, j), steps in self.steps.items():
            for a, b, price in steps:
                likely[i + a, j + b] = _sum(likely[i + a, j + b], likely[i, j] - price)
        return likely

    def after(self) -> dict[tuple[int, int], float]:
        """The same from each place to the end."""
        likely = dict.fromkeys(self.steps, -math.inf)
        likely[self.rows, self.columns] = 0.0
        for (i, j), steps in reversed(self.steps.items()):
            for a, b, price in steps:
                likely[i, j] = _sum(likely[i, j], likely[i + a, j + b] - price)
        return likely


def _likeliest(lattice: _Lattice) -> tuple[Bead, ...]:
    before, after = lattice.before(), lattice.after()
    whole = after[0, 0]
    return tuple(
        Bead(range(i, i + a), range(j, j + b), min(1.0, math.exp(before[i, j] - price + after[i + a, j + b] - whole)))
        for i, j, a, b, price in lattice.best()
    )


def _sum(one: float, other: float) -> float:
    """The logarithm of the sum of two likelihoods given as logarithms."""
    high, low = max(one, other), min(one, other)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))
