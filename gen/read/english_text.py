"""An English text cut into paragraphs and sentences, each with its line; page numbers and the marks of Markdown are set aside.

The text comes from anywhere: one paragraph a line, or lines broken at a width; with blank lines between paragraphs or without.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gen.characters import LINE_END

_PAGE = re.compile(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_RULE = re.compile(r"[-–—*_=~·.\s]+")
_HEAD = re.compile(r"#{1,6}\s+(.*?)[\s#]*")
_ITEM = re.compile(r"(?:[-*+•●▪◦■]|>+)\s+")
_NUMBERED = re.compile(
    r"""
      \(?  (?: \d{1,3} | [IVXLivxl]{1,6} | [A-Za-z] )  [.)]  \s+  (?=\S)          # I. (1) a)
    | (?: Part|PART | Chapter|CHAPTER | Section|SECTION )  \s+                      # Part One: but not "part of", "Section Chief"
      (?i: \d{1,3} | [ivxl]{1,6} | one|two|three|four|five|six|seven|eight|nine|ten )  [.:]?  \s+
    """,
    re.VERBOSE,
)
"What opens a heading or an item with a number."
_MARKUP = (
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])"), r"\2"),
    (re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!-])"), r"\1"),
)
_WRAPPED = 120
"Characters: a text whose lines are shorter is broken at a width."
_SHORT = 130
"Characters of the longest line that may be a heading without a number."
_QUOTED = 200
"Characters within which a quotation must close for its sentences not to be cut apart."
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[)\]”’\"']*(?=\s+[(\[“‘\"']*[A-Z0-9¥$€£—–-])")
_CLOSED = re.compile(r"[.!?…:;][)\]”’\"']*$")
_NEVER = re.compile(
    r"mr|mrs|ms|dr|prof|gen|col|lt|st|jr|sr|mt|rev|hon|gov|sen|rep|vs|cf|viz|eg|ie|approx|est|figs?|arts?|secs?|ch|vol|pp?|eds?"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    re.IGNORECASE,
)
"Abbreviations that go before a word with a capital."
_WITH_NUMBER = re.compile(r"nos?", re.IGNORECASE)
_EITHER = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|etc|co|ltd|inc|corp", re.IGNORECASE)
"U.S, a.m, etc: they end a sentence only where the next word opens one."
_OPENERS = re.compile(r"(?:the|we|this|these|in|its?|our|all|an|at|by|for|on|to|they|as|with|over|of|and|but|from)\b", re.IGNORECASE)
_OPENING_NUMBER = re.compile(r"\d{1,3}|[IVXL]{2,6}")
_INITIAL = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, on one line."""

    words: str
    line: int
    "1-based line of the file that it begins on."


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list item or heading."""

    sentences: tuple[Sentence, ...]
    heading: bool
    "Whether it looks like one: marked by Markdown, numbered and short, or short and without a full stop."


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""The paragraphs of `text` in order; what holds no letter or digit is left out.

    >>> [[s.words for s in p.sentences] for p in paragraphs("I. Work\n\nMr. Li of the U.S. came. It cost\n3.5 million.\n\n- 2 -\n")]
    [['I. Work'], ['Mr. Li of the U.S. came.', 'It cost 3.5 million.']]
    """
    return tuple(
        Paragraph(cut, headed or _is_heading(cut))
        for lines, headed in _gathered(_lines(text))
        if (cut := tuple(_sentences(lines)))
    )


def sentences(words: str) -> tuple[str, ...]:
    """The sentences of one paragraph.

    >>> sentences("We built 1.5 km, e.g. No. 3 Road (i.e. Guoding Rd.). Was it done? Yes.")
    ('We built 1.5 km, e.g. No. 3 Road (i.e. Guoding Rd.).', 'Was it done?', 'Yes.')
    """
    return tuple(words[start:end].strip() for start, end in _cuts(words))


def unnumbered(words: str) -> str:
    """A heading without its number and without a full stop, as a translation has it.

    >>> unnumbered("II. Work in 2017."), unnumbered("(3) Roads")
    ('Work in 2017', 'Roads')
    """
    number = _NUMBERED.match(words)
    heading = words[number.end() :] if number else words
    return re.sub(r"(?<!\.)(?<!\.[A-Za-z])\.$", "", heading).strip() or words


def is_numbered(words: str) -> bool:
    """Whether `words` open with the number of a heading or an item.

    >>> is_numbered("2. Developing services"), is_numbered("2.5 million yuan")
    (True, False)
    """
    return bool(_NUMBERED.match(words))


# ---- lines


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    words: str
    opens: bool
    "Whether it must begin a paragraph: after a blank line, an item, a numbered heading."
    headed: bool = False
    "Whether Markdown marks it as a heading."
    torn: bool = False
    "Whether a page ends before it."


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold words, without furniture and marks."""
    raw = [" ".join(line.split()) for line in LINE_END.split(text.replace("\f", "\n"))]
    front, furniture = _furniture(raw)
    opens, torn = True, False
    for number, line in enumerate(raw, start=1):
        if number <= front or not line or _RULE.fullmatch(line):
            opens = True
        elif number in furniture:
            torn = True
        else:
            head = _HEAD.fullmatch(line)
            item = _ITEM.match(line)
            words = _plain(head[1] if head else line[item.end() :] if item else line)
            if any(c.isalnum() for c in words):
                begins = opens or bool(head or item or _NUMBERED.match(words))
                yield _Line(number, words, begins, bool(head), torn)
                opens, torn = bool(head), False


def _plain(words: str) -> str:
    for pattern, instead in _MARKUP:
        words = pattern.sub(instead, words)
    return words.strip()


def _furniture(raw: Sequence[str]) -> tuple[int, frozenset[int]]:
    """How many lines of front matter open the text, and the lines of page numbers and of the running heads beside them."""
    front = raw.index("---", 1) + 1 if raw[:1] == ["---"] and "---" in raw[1:] else 0
    filled = [n for n, line in enumerate(raw, start=1) if line]
    pages = [at for at, n in enumerate(filled) if _PAGE.fullmatch(raw[n - 1])]
    beside = [filled[at + step] for at in pages for step in (-1, 1) if 0 <= at + step < len(filled)]
    told = Counter(raw[n - 1] for n in beside)
    heads = {n for n in beside if told[raw[n - 1]] > 1 and len(raw[n - 1]) < _SHORT}
    return front, frozenset({filled[at] for at in pages} | heads)


def _gathered(lines: Iterator[_Line]) -> Iterator[tuple[list[_Line], bool]]:
    """The lines of each paragraph, and whether Markdown calls it a heading."""
    every = list(lines)
    lengths = sorted(len(line.words) for line in every)
    width = lengths[len(lengths) * 19 // 20] if lengths else 0
    own: list[_Line] = []
    for line in every:
        if own and not _goes_on(own[-1], line, width if width <= _WRAPPED else 0):
            yield own, own[0].headed
            own = []
        own.append(line)
    if own:
        yield own, own[0].headed


def _goes_on(before: _Line, line: _Line, width: int) -> bool:
    """Whether `line` goes on with the paragraph of the line `before`; `width` is where lines are broken, 0 where they are not."""
    if line.headed or before.headed or _NUMBERED.match(line.words):
        return False
    closed = bool(_CLOSED.search(before.words))
    if line.words[0].islower() and (not closed or before.words[-1] in ":;"):
        return True
    if line.torn:
        return not closed and len(before.words) >= (0.6 * width or _SHORT)
    return bool(width) and not line.opens and len(before.words) >= width * (0.8 if closed else 0.6)


def _is_heading(cut: Sequence[Sentence]) -> bool:
    words = " ".join(sentence.words for sentence in cut)
    return len(words) <= _SHORT and len(cut) <= 2 and (bool(_NUMBERED.match(words)) or not _CLOSED.search(words))


# ---- sentences


def _sentences(lines: Sequence[_Line]) -> Iterator[Sentence]:
    starts, words = [], ""
    for line in lines:
        words += " " if words and not re.search(r"\w[-‐]$", words) else ""
        starts.append(len(words))
        words += line.words
    for start, end in _cuts(words):
        yield Sentence(words[start:end].strip(), lines[bisect_right(starts, start) - 1].number)


def _cuts(words: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; none is without a letter or digit."""
    start = 0
    for stop in _STOP.finditer(words):
        if _ends(words, start, stop):
            yield start, stop.end()
            start = len(words) - len(words[stop.end() :].lstrip())
    if any(c.isalnum() for c in words[start:]):
        yield start, len(words)


def _is_quoted(words: str, start: int, end: int) -> bool:
    """Whether `end` lies within a short quotation that began after `start`: the sentence goes on behind it."""
    opened = words.rfind("“", start, end)
    closing = words.find("”", end, end + _QUOTED)
    return opened >= 0 and "”" not in words[opened:end] and closing >= 0 and "“" not in words[end:closing]


def _ends(words: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the marks at `stop` end the sentence that began at `start`."""
    if not any(c.isalnum() for c in words[start : stop.start()]) or _is_quoted(words, start, stop.end()):
        return False
    if stop[0] != ".":
        return True
    before = words[start : stop.start()]
    token = before.split()[-1].lstrip("([“‘\"'")
    following = re.sub(r"^\W+", "", words[stop.end() :])
    if _WITH_NUMBER.fullmatch(token) and following[:1].isdigit():
        return False
    if _EITHER.fullmatch(token):
        return bool(_OPENERS.match(following))
    opens = before.strip("([“‘\"' ") == token
    numbers = opens and _OPENING_NUMBER.fullmatch(token)
    return not (numbers or _INITIAL.fullmatch(token) or _NEVER.fullmatch(token))
