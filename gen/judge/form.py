"""The form of an English translation: what should not stand in it, marks without a partner, words and blanks that stand twice.

Pure functions from words to faults. The Chinese is looked at only for what it has in the same way: a quotation that runs on, a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gen.characters import fold_width, is_blank, is_han
from gen.read import markers

_EAST_ASIAN = ((0x2E80, 0x33FF), (0xFE30, 0xFE4F), (0xFF01, 0xFF65), (0xFFE0, 0xFFE6))
"""Radicals, which look like characters, marks of Chinese and Japanese, squared units such as ㎡, vertical and full-width forms."""
_LOST = "\ufffd"
"What a program puts where it could not read a character."
_FOREIGN = re.compile(r"[^\x00-\u2e7f]+")
_MARKUP = re.compile(
    r"""
    </?[A-Za-z][^<>]*>                             # <b>, </b>, <think>; not a < b
    | &(?:[A-Za-z]?[a-z]{2,7}|\#x?[0-9A-Fa-f]+);   # &nbsp; &#8217; not R&D;
    | \*\*+ | ``+                                  # bold and code of Markdown
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s()<>“”\"]+|(?<!\S)\S+@\S+")
_BRACKETS = {")": "(", "]": "[", "}": "{", "”": "“"}
_LIST_MARK = re.compile(r"(?<!\S)\w{1,2}$")
"Before a ) that numbers a list: 1) and a)."
_INCHES = re.compile(r'(?<![\d.,])\d{1,3}(?:\.\d+)?"(?=[\s,.;:)×x]|$)')
_POSSESSIVE = "sxzSXZ"
"Behind these an apostrophe may end a word: residents’."
_ELIDED = re.compile(r"’(?:\d|(?:bout|cause|em|n|round|til|tis|twas)\b)", re.IGNORECASE)
"Words that begin with an apostrophe: the ’90s."
_SMALL_WORDS = frozenset(
    {"the", "an", "of", "in", "on", "at", "to", "and", "or", "for", "by", "with", "we", "it", "as", "is", "was", "this", "that"}
)
_TWICE_IS_RIGHT = frozenset({"had", "that", "is", "in"})
_TWICE = re.compile(r"(?<![\w-])([A-Za-z]+)\s+(\1)(?![\w-])", re.IGNORECASE)
_AGAIN = re.compile(r"(?<![\w-])((?:[A-Za-z]+\s+){1,5}[A-Za-z]+)\s+\1(?![\w-])", re.IGNORECASE)
_LINKS = frozenset({"and", "or", "by", "to", "after", "upon"})
"Words that join what is said again on purpose: more and more and more, year after year after year."
_SURPLUS = re.compile(
    r"""
    (?<![ ])[ ]+[,;:.!?](?=\s|$)  # a blank before the mark
    | [,;]{2,}                  # two commas
    | [,;:]\.(?![.\w])          # ;.
    | (?<![./\d])\.\.(?![./\w])  # .. but no ellipsis, no range 1..20
    """,
    re.VERBOSE,
)
_NO_BLANK = re.compile(r"((?<![^\W_])[^\W_]+|[)”’%])[,;](?=([^\W\d_]+|[“‘(]))")
_BLANKS = re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)")
_SENTENCE_ENDS = re.compile(r"[.!?:][)\]”\"’']*$")
_NUMBERED = re.compile(
    r"""
    \s*(?:
        \(?(?:\d{1,2}|[IVX]{1,4}|[ivx]{1,4}|[A-Za-z])\)          # (1) 1) (iv) a)
        | (?:\d{1,2}|[IVX]{1,4})\.(?!\d)                         # 1. IV.
        | [①-⒛]
        | (?:Part|Chapter|Section)\s+(?:\d{1,2}|[IVX]{1,4}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b[.:,–—-]?
    )\s*(?=\S)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in the translation and what is wrong there."""

    start: int
    "Counting in the translation."
    end: int
    says: str
    "One line: what was found, what to do."


def leftovers(source: str, english: str) -> Iterator[Fault]:
    """What no reader of English should meet: Chinese characters and marks, marks that show nothing, tags of another format.

    >>> [fault.says for fault in leftovers("服务群众。", "We served ⼈ there.")]
    ['⼈ is left in the English: translate it']
    """
    for match in _FOREIGN.finditer(english):
        if any(map(_is_foreign, match[0])):
            yield Fault(*match.span(), f"{match[0]} is left in the English: translate it")
    for at, char in enumerate(english):
        if char == _LOST or (is_blank(char) and not char.isspace()):
            yield Fault(at, at + 1, f"U+{ord(char):04X}, which shows nothing, stands in the English: delete it")
    bracketed = "<" in fold_width(source)  # <线上> is <online> in English
    for match in _MARKUP.finditer(english):
        if match[0] not in source and not (bracketed and match[0].startswith("<")):
            yield Fault(*match.span(), f"{' '.join(match[0].split())} would be printed as it stands: delete it")


def _is_foreign(char: str) -> bool:
    return is_han(char) or any(low <= ord(char) <= high for low, high in _EAST_ASIAN)


def faults(source: str, english: str) -> Iterator[Fault]:
    """Marks without a partner, words that stand twice, marks and blanks that are too many or too few.

    >>> [fault.says for fault in faults("服务群众。", "The the office served residents..")]
    ['the stands twice', "expected no blank or second mark in '..'"]
    """
    plain = _ADDRESS.sub(_covered, _MARKUP.sub(_covered, english))
    yield from (Fault(at, at + 1, says) for at, says in _lone_marks(source, plain))
    yield from _twice(plain)
    for match in _SURPLUS.finditer(plain):
        yield Fault(*match.span(), f"expected no blank or second mark in {match[0]!r}")
    yield from _blanks(plain)


def _covered(match: re.Match[str]) -> str:
    """As many letters as the match has: what it holds is no sentence."""
    return "x" * len(match[0])


def own_number(source: str, english: str) -> Iterator[Fault]:
    """The number that the translation of a heading carries; the heading's own stands in the Chinese and is not translated.

    >>> [fault.says for fault in own_number("(一)做强产业", "(1) Stronger industry")]
    ["a heading is translated without its number: take out '(1)'"]
    """
    marker = markers.marker(fold_width(source))
    if marker and any(map(is_han, source[marker[2].end() :])) and (match := _NUMBERED.match(english)):
        yield Fault(*match.span(), f"a heading is translated without its number: take out {match[0].strip()!r}")


# ---- marks in pairs


def _lone_marks(source: str, english: str) -> Iterator[tuple[int, str]]:
    """Marks of `english` without a partner, each with what to say of it; those that the Chinese leaves open too are passed over.

    A speech of several sentences opens in one entry and closes in another.
    """
    runs_on = {"“": _more(source, "“", "”"), "”": _more(source, "”", "“")}
    runs_on |= {"‘": max(runs_on["“"], _more(source, "‘", "’")), "’": max(runs_on["”"], _more(source, "’", "‘"))}
    lone = []
    for at in sorted((*_unpaired(english), *_unpaired_single(english))):
        if runs_on.get(english[at], 0):
            runs_on[english[at]] -= 1
        else:
            lone.append(at)
    straight = _straight(english)
    if len(straight) % 2 and not (not lone and source.count("“") != source.count("”")):
        curly = next((other for other in lone if english[other] in "“”"), None)
        if curly is None:
            yield straight[-1], 'a " has no partner'
        else:
            lone.remove(curly)
            yield curly, f'{english[curly]} is paired with ": use one kind of quotation mark'
    yield from ((at, f"{english[at]} has no partner") for at in lone)


def _more(words: str, one: str, other: str) -> int:
    """How many more of `one` than of `other` stand in `words`."""
    return max(words.count(one) - words.count(other), 0)


def _straight(english: str) -> list[int]:
    """Where straight quotation marks stand; one behind a number is an inch where the others pair without it."""
    marks = [at for at, char in enumerate(english) if char == '"']
    inches = {match.end() - 1 for match in _INCHES.finditer(english)}
    others = [at for at in marks if at not in inches]
    return marks if len(marks) % 2 == 0 or len(others) % 2 else others


def _unpaired(words: str) -> Iterator[int]:
    """Where a bracket or curly quotation mark stands alone; one that numbers a list needs no partner."""
    opened: list[int] = []
    for at, char in enumerate(words):
        if char in _BRACKETS.values():
            opened.append(at)
        elif char in _BRACKETS and opened and words[opened[-1]] == _BRACKETS[char]:
            opened.pop()
        elif char in _BRACKETS and not (char == ")" and _LIST_MARK.search(words, max(0, at - 3), at)):
            yield at
    yield from opened


def _unpaired_single(words: str) -> Iterator[int]:
    """Where ‘ or ’ stands alone and is no apostrophe.

    Behind an s a ’ may be either. It closes what is open until a plain closing mark shows that it was an apostrophe.

    >>> list(_unpaired_single("‘the residents’ festival’, the ’90s, don’t")), list(_unpaired_single("the ‘first festival"))
    ([], [4])
    """
    opened: list[int] = []
    doubtful = 0
    for at, char in enumerate(words):
        before, after = words[at - 1 : at], words[at + 1 : at + 2]
        if char not in "‘’" or (before.isalnum() and after.isalnum()):
            continue
        if char == "‘":
            opened.append(at)
        elif _ELIDED.match(words, at):
            continue
        elif before and (before in _POSSESSIVE or before.isdigit()):
            doubtful += bool(opened)
            del opened[-1:]
        elif opened:
            opened.pop()
        elif doubtful:
            doubtful -= 1
        else:
            yield at
    yield from opened


# ---- words and blanks


def _twice(english: str) -> Iterator[Fault]:
    """Words that stand twice, alone or in a row, the first with a capital or not; names (Li Li), IT it and had had are right."""
    for match in _TWICE.finditer(english):
        first, second = match.groups()
        word = first.casefold()
        if first == second:
            wrong = word not in _TWICE_IS_RIGHT and not _is_name(first)
        else:
            begins = match.start() == 0 or _SENTENCE_ENDS.search(english[: match.start()].rstrip()) is not None
            wrong = (begins or word in _SMALL_WORDS) and word != "that" and not (first.isupper() or second.isupper())
        if wrong:
            yield Fault(*match.span(), f"{second} stands twice")
    for match in _AGAIN.finditer(english):
        words = match[1].split()
        if not _LINKS & {word.casefold() for word in words} and len({*words}) > 1 and not all(map(_is_name, words)):
            yield Fault(*match.span(), f"{' '.join(words)} stands twice")


def _is_name(word: str) -> bool:
    """Whether a word that stands twice is a name: Li Li, Bora Bora; The The is not."""
    return word.istitle() and len(word) > 1 and word.casefold() not in _SMALL_WORDS


def _blanks(english: str) -> Iterator[Fault]:
    """Blanks that are missing behind a comma, or stand twice within a sentence; two behind a full stop are a typist's habit."""
    for match in _NO_BLANK.finditer(english):
        if not (len(match[1]) == len(match[2]) == 1 and match[1].isalnum()):  # (x,y)
            yield Fault(*match.span(), f"expected a blank behind the mark in {match[0] + match[2]!r}")
    for match in _BLANKS.finditer(english):
        if not _SENTENCE_ENDS.search(english[: match.start()]):
            around = english[max(match.start() - 8, 0) : match.end() + 8]
            yield Fault(*match.span(), f"expected one blank in {around!r}")
