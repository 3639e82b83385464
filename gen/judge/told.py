"""Amounts with the words that tell of what they are, of which level of government, and of how many years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gen.model import Figure, Leaf, Report, Saying, Text

_MANY = re.compile(
    r"(?:过去|这|近|前|今后|未来)(?:的)?(?:五|四|三|几|十)年|(?:五|四|三|几|十)年(?:来|间)|“?十[一二三四]?五”?(?:时期|期间)|"
    r"(?<!今年)(?<!年初)以来|20\d\d年?[-—–至到]20\d\d年"
)
_ONE = re.compile(r"去年|(?:过去|这)(?:的)?一年|一年来|今年|全年|当年|20\d\d年(?![-—–至到]|以来|起|前)")
"What opens an account of several years, and of one."
_SUM = re.compile("累计|年均|以来|总数|总量|[一二三四五六七八九十]年来")
"In its own clause: more than one year's work."
_STOPS = re.compile("[。;；,，、:：!！?？—]")
_REACH = 40


@dataclass(frozen=True, slots=True)
class Told:
    """An amount in its sentence."""

    figure: Figure
    before: str
    "The words of its sentence before it."
    after: str
    "The words of its sentence behind it."
    many: bool
    "It tells of several years, by its own clause or by what the chapter has said before."

    @property
    def clause(self) -> str:
        """The words from the last stop on."""
        return _STOPS.split(self.before)[-1][-_REACH:]

    @property
    def noun(self) -> str:
        """The words behind it up to the next stop or number."""
        return re.split(r"[\d。;；,，、:：!！?？]", self.after)[0][:_REACH]


def of_report(report: Report, figures: Iterable[Figure], text: Text) -> tuple[Told, ...]:
    """The figures of a report in its order, each with its words."""
    by_sentence: dict[str, list[Figure]] = {}
    for figure in sorted(figures, key=lambda f: f.span):
        by_sentence.setdefault(figure.sentence, []).append(figure)
    return tuple(_walk(report, by_sentence, text))


def of_saying(saying: Saying) -> Told:
    """The figure of another year's report, with what its own sentence tells."""
    sums = _SUM.search(_STOPS.split(saying.before)[-1])
    return Told(saying.figure, saying.before, saying.after, bool(sums) or _many(saying.before, False))


def _walk(report: Report, by_sentence: Mapping[str, list[Figure]], text: Text) -> Iterator[Told]:
    many = False
    for node in report.root.walk():
        if node.level == 1:
            many = False
        leaves = [leaf for leaf in (node.heading, *(leaf for block in node.blocks for leaf in block.leaves)) if leaf]
        for leaf in leaves:
            yield from _told(leaf, by_sentence.get(leaf.key, ()), text, many)
            many = _many(text.slice(leaf.span), many)


def _told(leaf: Leaf, figures: Iterable[Figure], text: Text, many: bool) -> Iterator[Told]:
    for figure in figures:
        before = text.raw[leaf.span.start : figure.span.start].replace("\n", "")
        after = text.raw[figure.span.end : leaf.span.end].replace("\n", "")
        clause = _STOPS.split(before)[-1]
        yield Told(figure, before, after, _many(before, many) or bool(_SUM.search(clause)))


def _many(words: str, before: bool) -> bool:
    """Whether the account after `words` is of several years; the last word of time decides."""
    last = [(match.end(), several) for pattern, several in ((_MANY, True), (_ONE, False)) for match in pattern.finditer(words)]
    return max(last)[1] if last else before
