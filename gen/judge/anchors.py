"""What a Chinese sentence and its English share whoever translated it: numbers, set terms, names, Latin words, numbers of headings."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gen import english_numbers, english_units, numerals
from gen.characters import fold_width, is_han
from gen.english_words import EnglishNumber
from gen.judge import checks
from gen.judge.beads import Piece
from gen.judge.checks import Unit
from gen.judge.said import Said, said
from gen.read import english_terms

Token = tuple[str, object]
_LETTERS = (3.5, 7.0)
"English letters and digits to a Han character, at least and at most, whatever the two texts come to; official ones have 5."
_HEAVIEST = 5.0
"What the rarest number is worth."
_WORDS = 0.6
"What a set term is worth beside a number: a translation may say it in another way."
_NEAREST = 2
"The highest price of `english_units.cost` at which an English number is an anchor for a Chinese one."
_LEARNED = 0.4
"What a word learned from the texts is worth beside a number."
_TOGETHER = 0.75
"How much of what two words occur they must occur together, 0 to 1, to be taken for translations of each other."
_STEM = 6
"Letters by which the forms of an English word are the same."
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+-]+")
"Latin words of the Chinese stand in the English as they are: GDP, KIC."
_CHINESE_HEAD = re.compile(r"\s*[(（]?([一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]")
_ENGLISH_HEAD = re.compile(r"\s*\(?(?:([IVX]{1,5})|(\d{1,2}))[.)]\s")
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Sides:
    """The two texts as `beads.align` wants them."""

    chinese: tuple[Piece, ...]
    english: tuple[Piece, ...]
    weights: tuple[float, ...]
    "What each mark is worth."


def sides(units: Sequence[tuple[Unit, bool]], english: Sequence[tuple[str, bool]]) -> Sides:
    """The sentences of a report and of an English text, each with whether it is a heading, as pieces with what they share."""
    numbers = _Numbers([unit for unit, _ in units], [words for words, _ in english])
    ours = [{*numbers.chinese(unit), *_terms_of(unit), *_latin(unit.source), *_head(unit.source, heading)} for unit, heading in units]
    terms = _forms([unit for unit, _ in units])
    latin = {token for tokens in ours for token in tokens if token[0] == "latin"}
    theirs = [
        {*numbers.english(words), *_said(words, terms), *(latin & set(_latin(words))), *_head(words, heading)} for words, heading in english
    ]
    known = _weighed(ours, theirs)
    index = {token: n for n, token in enumerate(known)}
    ratio = _ratio(units, english)
    return Sides(
        tuple(Piece(ratio * _han(u.source) + _foreign(u.source), _marks(own, index), h) for (u, h), own in zip(units, ours, strict=True)),
        tuple(Piece(_letters(words), _marks(own, index), h) for (words, h), own in zip(english, theirs, strict=True)),
        tuple(known.values()),
    )


def _marks(tokens: set[Token], index: dict[Token, int]) -> frozenset[int]:
    return frozenset(index[token] for token in tokens if token in index)


def _weighed(ours: Sequence[set[Token]], theirs: Sequence[set[Token]]) -> dict[Token, float]:
    """The tokens that both texts have, with their worth: the rarer, the more."""
    here, there = (Counter(token for tokens in side for token in tokens) for side in (ours, theirs))
    return {
        token: min(_HEAVIEST, max(0.2, math.log(len(ours) / max(count, there[token])))) * (_WORDS if token[0] in ("term", "latin") else 1)
        for token, count in here.items()
        if token in there
    }


# ---- learned from the two texts


def learned(known: Sides, chinese: Sequence[str], english: Sequence[str], pairs: Sequence[tuple[int, range]]) -> Sides:
    """`known` with more marks: what of the Chinese and which English words go together in `pairs`, sentences put beside each other.

    A name or a notion that no list holds is then an anchor wherever it comes again.
    """
    grams = [_grams(words) for words in chinese]
    stems = [_stems(words) for words in english]
    words_of = _words_of([(grams[n], frozenset[str]().union(*(stems[m] for m in those))) for n, those in pairs])
    ours: list[set[Token]] = [{("learned", words_of[gram]) for gram in own if gram in words_of} for own in grams]
    theirs: list[set[Token]] = [{("learned", stem) for stem in own} for own in stems]
    worth = _weighed(ours, theirs)
    index = {token: n for n, token in enumerate(worth, start=len(known.weights))}
    return Sides(
        tuple(replace(piece, marks=piece.marks | _marks(own, index)) for piece, own in zip(known.chinese, ours, strict=True)),
        tuple(replace(piece, marks=piece.marks | _marks(own, index)) for piece, own in zip(known.english, theirs, strict=True)),
        (*known.weights, *(_LEARNED * weight for weight in worth.values())),
    )


def _words_of(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> dict[str, str]:
    """The English word that stands beside a piece of Chinese nearly always, and hardly ever without it."""
    here = Counter(gram for own, _ in pairs for gram in own)
    there = Counter(stem for _, own in pairs for stem in own)
    both = Counter((gram, stem) for ours, theirs in pairs for gram in ours if here[gram] > 2 for stem in theirs if there[stem] > 2)
    best: dict[str, tuple[float, str]] = {}
    for (gram, stem), count in both.items():
        dice = 2 * count / (here[gram] + there[stem])
        if count > 2 and dice >= _TOGETHER:
            best[gram] = max(best.get(gram, (0.0, "")), (dice, stem))
    return {gram: stem for gram, (_, stem) in best.items()}


def _grams(words: str) -> frozenset[str]:
    """Each two Han characters side by side."""
    return frozenset(one + two for one, two in pairwise(words) if is_han(one) and is_han(two))


def _stems(words: str) -> frozenset[str]:
    """The first letters of each longer word: developing and development are both develo."""
    return frozenset(word[:_STEM] for word in re.findall("[a-z]{4,}", words.lower()))


# ---- length


def _ratio(units: Sequence[tuple[Unit, bool]], english: Sequence[tuple[str, bool]]) -> float:
    """English letters to a Han character over the whole of both texts, within what translations have."""
    han = sum(_han(unit.source) for unit, _ in units)
    letters = sum(_letters(words) for words, _ in english) - sum(_foreign(unit.source) for unit, _ in units)
    return min(max(letters / max(han, 1), _LETTERS[0]), _LETTERS[1])


def _han(words: str) -> int:
    return sum(map(is_han, words))


def _foreign(words: str) -> int:
    """Digits and Latin letters of the Chinese: they stand in both."""
    return _letters(words) - _han(words)


def _letters(words: str) -> int:
    return sum(c.isalnum() for c in words)


# ---- numbers


class _Numbers:
    """Which English numbers may say which Chinese ones; those that do share a name, that of the first."""

    def __init__(self, units: Sequence[Unit], english: Sequence[str]) -> None:
        self.by_words = {words: english_numbers.find(words) for words in english}
        self.names: dict[tuple[str, object, object], int] = {}
        offers = {_seen(n): n for numbers in self.by_words.values() for n in numbers if n.kind not in ("numbering", "month")}
        for name, one in enumerate({(s.value, s.unit): s for unit in units for s in _required(unit)}.values()):
            self._join(name, one, offers)

    def _join(self, name: int, one: Said, offers: dict[tuple[str, object, object], EnglishNumber]) -> None:
        own = ("zh", one.value, one.unit)
        same = [seen for seen, number in offers.items() if _says(one, number)]
        names = {self.names[seen] for seen in same if seen in self.names}
        for seen, other in self.names.items():
            if other in names:
                self.names[seen] = name
        self.names |= dict.fromkeys((own, *same), name)

    def chinese(self, unit: Unit) -> Iterator[Token]:
        """The numbers of a Chinese sentence."""
        return (("number", self.names["zh", one.value, one.unit]) for one in _required(unit))

    def english(self, words: str) -> Iterator[Token]:
        """The numbers of an English sentence that some Chinese sentence has."""
        return (("number", self.names[_seen(n)]) for n in self.by_words[words] if _seen(n) in self.names)


def _seen(number: EnglishNumber) -> tuple[str, object, object]:
    """What tells one English number from another: value, kind, and the unit, which may be converted."""
    return number.kind, number.value, number.unit


def _says(one: Said, number: EnglishNumber) -> bool:
    price = english_units.cost(one, number)
    return price is not None and price <= _NEAREST


def _required(unit: Unit) -> list[Said]:
    return [one for one in said(unit.source, unit.figures) if one.required]


# ---- words


def _terms_of(unit: Unit) -> Iterator[Token]:
    yield from (("term", term.term) for term in unit.terms)
    yield from (("term", name.zh) for name in checks.names_in(unit.source, unit.names))


def _forms(units: Sequence[Unit]) -> dict[str, tuple[str, ...]]:
    """The set English of each term and name that the report uses."""
    terms = {term.term: term.en_forms or (term.en,) for unit in units for term in unit.terms}
    names = {name.zh: tuple(checks.name_forms(name.en)) for unit in units for name in checks.names_in(unit.source, unit.names)}
    return {word: tuple(form for form in forms if form) for word, forms in (names | terms).items()}


def _said(words: str, terms: dict[str, tuple[str, ...]]) -> Iterator[Token]:
    keys = tuple(terms)
    return (("term", keys[n]) for n in english_terms.stand_for(words, list(terms.values())))


def _latin(words: str) -> Iterator[Token]:
    return (("latin", word) for word in _LATIN.findall(fold_width(words)))


def _head(words: str, heading: bool) -> Iterator[Token]:
    """The number of a heading, in either language."""
    if not heading:
        return
    if (match := _CHINESE_HEAD.match(words)) and (value := numerals.integer(match[1])):
        yield "head", value
    elif match := _ENGLISH_HEAD.match(words):
        yield "head", int(match[2]) if match[2] else _roman(match[1])


def _roman(words: str) -> int:
    values = [_ROMAN[c] for c in words] + [0]
    return sum(-one if one < following else one for one, following in pairwise(values))
