"""English words by their stem, so that a search for libraries finds a library; the rules of docs/assets/gongbao/search.js.

Snowball's English stemmer (M. Porter, https://snowballstem.org/algorithms/english/stemmer.html) without its lists of exceptions;
British spelling is made American first. A test holds both copies of the rules to each other, word by word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Rule(NamedTuple):
    """An ending and what takes its place; where `behind` is not empty, one of its letters must stand before it."""

    end: str
    to: str
    behind: str = ""


def _rules(text: str) -> tuple[Rule, ...]:
    """The rules of a step, longest ending first, from words such as `ogi:og:l`."""
    return tuple(sorted((Rule(*one.split(":")) for one in text.split()), key=lambda rule: -len(rule.end)))


_SECOND = _rules(
    "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al aliti:al "
    "alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogi:og:l fulli:ful lessli:less li::cdeghkmnrt"
)
_THIRD = _rules("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness:")
_ATIVE = _rules("ative:")
_FOURTH = _rules("al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ism: ate: iti: ous: ive: ize: ion::st")
_BRITISH = (
    (re.compile(r"(neighb|lab|fav|hon|harb|behavi|col|endeav)our"), r"\1or"),
    (re.compile(r"(cent|theat|lit|met)re(s?)$"), r"\1er\2"),
    (re.compile(r"([lmnrtv])is(e|es|ed|er|ers|ing|ations?)$"), r"\1iz\2"),
    (re.compile(r"mme(s?)$"), r"m\1"),
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word in lower case, its apostrophe straight.

    >>> stem("libraries"), stem("renovation"), stem("neighbourhoods"), stem("people's")
    ('librari', 'renov', 'neighborhood', 'peopl')
    """
    if word == "news":
        return word
    text = re.sub(r"'s?$", "", word)
    for british, american in _BRITISH:
        text = british.sub(american, text, count=1)
    if len(text) < 3:
        return text
    text = re.sub(r"^y|([aeiouy])y", r"\1Y", text)
    special = re.match(r"gener|commun|arsen", text)
    first = special.end() if special else _after(text, 0)
    second = _after(text, first)
    text = _past(_plural(text), first)
    text = re.sub(r"(.[^aeiouy])[yY]$", r"\1i", text)
    text = _swap(text, _SECOND, first)
    text = _swap(text, _ATIVE, second) if text.endswith("ative") else _swap(text, _THIRD, first)
    return _last(_swap(text, _FOURTH, second), first, second).lower()


def _after(text: str, start: int) -> int:
    """Where the region begins that follows the first consonant after a vowel."""
    found = re.match(r"[^aeiouy]*[aeiouy]+[^aeiouy]", text[start:])
    return start + found.end() if found else len(text)


def _short(text: str) -> bool:
    """Whether it ends in a short syllable."""
    return bool(
        re.search(r"(^|[^aeiouy])[aeiouy][^aeiouywxY]$", text) or re.fullmatch(r"[aeiouy][^aeiouy]", text)
    )


def _plural(text: str) -> str:
    if text.endswith("sses"):
        return text[:-2]
    if text.endswith(("ies", "ied")):
        return text[:-2] if len(text) > 4 else text[:-1]
    if re.search(r"[aeiouy].*[^aeious]s$|[aeiouy].+[aeio]s$", text):
        return text[:-1]
    return text


def _past(text: str, first: int) -> str:
    """Without -ed and -ing, the verb put right again."""
    ending = re.search(r"(eed|eedly)$", text) or re.search(r"(ed|edly|ing|ingly)$", text)
    if ending is None:
        return text
    if ending[1].startswith("ee"):
        return text[: ending.start() + 2] if ending.start() >= first else text
    rest = text[: ending.start()]
    if not re.search(r"[aeiouy]", rest):
        return text
    if rest.endswith(("at", "bl", "iz")) or (len(rest) <= first and _short(rest)):
        return rest + "e"
    return re.sub(r"([bdfgmnprt])\1$", r"\1", rest)


def _swap(text: str, rules: tuple[Rule, ...], start: int) -> str:
    """The text with the longest ending of `rules` that it has replaced, if that lies beyond `start`."""
    rule = next((one for one in rules if text.endswith(one.end)), None)
    if rule is None:
        return text
    at = len(text) - len(rule.end)
    fits = at >= start and (not rule.behind or text[at - 1 : at] in tuple(rule.behind))
    return text[:at] + rule.to if fits else text


def _last(text: str, first: int, second: int) -> str:
    """Without a final e that is not spoken, and without the second of two l."""
    last = len(text) - 1
    if text.endswith("e") and (last >= second or (last >= first and not _short(text[:-1]))):
        return text[:-1]
    return text[:-1] if text.endswith("ll") and last >= second else text
