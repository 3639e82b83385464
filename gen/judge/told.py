"""Amounts with the words that tell of what they are, of which level of government, and of how many years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gen.judge import periods
from gen.model import Figure, Report, Saying, Span, Text

_SUM = re.compile("累计|年均|以来|总数|总量|[一二三四五六七八九十]年来")
"In its own clause: more than one year's work."
_STOPS = re.compile("[。;；,，、:：!！?？—]")
_CLAUSES = re.compile("[。;；,，:：!！?？—]")
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
    def lead(self) -> str:
        """The words from the last stop on that ends more than an item of a list: 勘探新增石油300吨、天然气."""
        return _CLAUSES.split(self.before)[-1][-_REACH:]

    @property
    def noun(self) -> str:
        """The words behind it up to the next stop or number."""
        return re.split(r"[\d。;；,，、:：!！?？]", self.after)[0][:_REACH]


def of_report(report: Report, figures: Iterable[Figure], text: Text) -> tuple[Told, ...]:
    """The figures of a report in its order, each with its words."""
    leaves = {leaf.key: leaf.span for leaf in report.root.leaves()}
    long = periods.passages(report, text)
    return tuple(
        _told(figure, text, leaves[figure.sentence], long[figure.sentence])
        for figure in sorted(figures, key=lambda f: f.span)
    )


def of_saying(saying: Saying) -> Told:
    """The figure of another year's report, with what its own sentence tells."""
    many = is_many(saying.figure, saying.before, long=periods.says(saying.before, saying.long))
    return Told(saying.figure, saying.before, saying.after, many)


def _told(figure: Figure, text: Text, leaf: Span, long: bool) -> Told:
    before = text.raw[leaf.start : figure.span.start].replace("\n", "")
    after = text.raw[figure.span.end : leaf.end].replace("\n", "")
    return Told(figure, before, after, is_many(figure, before, long=periods.says(before, long)))


def is_many(figure: Figure, before: str, *, long: bool = False) -> bool:
    """Whether a figure tells of several years, by its clause or, where `long`, by its passage; a target too."""
    clause = _STOPS.split(before)[-1]
    return bool(_SUM.search(clause)) or periods.period_of(clause, figure.subject, "result", long=long) != "year"
