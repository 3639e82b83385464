"""Results beside plans, and promises beside what became of them, as rows of one report in one locale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar, get_args

from gen import amounts, captions
from gen.model import Entry, Figure, Outcome, Pair, Saying, Span, Verdict
from gen.read import subjects
from gen.web.blocks import Blocks

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was done against what is promised."""

    pairs: list[tuple[Pair, Figure, Figure]]
    "Each pair with its result and its target."
    targets: list[Figure]
    "Targets without an earlier figure."
    results: list[Figure]
    "Results without a target."


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of this report or of one beside it, as a row shows it."""

    name: str
    amount: str
    words: str
    "Its sentence."
    lang: str
    address: str
    "Where that is read."


@dataclass(frozen=True, slots=True)
class Promise:
    """A numbered promise and what became of it."""

    outcome: Outcome
    target: Told
    result: Told | None
    verdict: str
    "In words."
    why: str
    "Why, or what is arguable."
    address: str
    "The place of its row in the ledger of the later report."


@dataclass(frozen=True, slots=True)
class Small:
    """The ledger in small, for the home page."""

    year: int | str
    "Of the results; empty where it is not known."
    next: int | str
    "Of the plans."
    promises: list[Promise]
    pairs: list[tuple[Told, Told]]


class Accounts(Blocks):
    """The report's elements, and the rows of its ledger."""

    def ledger(self) -> Ledger:
        """Results beside the targets that measure the same thing, and both sides' rest."""
        at = {f.span: f for f in self.book.analysis.figures}
        pairs = [(pair, at[pair.result], at[pair.target]) for pair in self.book.analysis.pairs]
        taken = {span for pair in self.book.analysis.pairs for span in (pair.result, pair.target)}
        rest = [f for f in self.book.analysis.figures if f.span not in taken]
        return Ledger(
            pairs, [f for f in rest if f.status == "target"], [f for f in rest if f.status == "result"]
        )

    def promises(self) -> list[Promise]:
        """What the report of the year before promised, and what this one says of it."""
        if (former := self.book.shelf.former) is None:
            return []
        there = {s.figure.span: s for s in former.sayings}
        rows = []
        for one in self.book.promises:
            signed = _both_signs(one)
            result = self._told_here(one.result, signed) if one.result else None
            rows.append(self._promise(one, self._told(former, there[one.target.span], signed), result, self.stem))
        return rows

    def outcomes(self) -> dict[Span, Promise]:
        """What the report of the year after says of the promises of this one, by the place of each."""
        if (later := self.book.shelf.later) is None:
            return {}
        there = {s.figure.span: s for s in later.sayings}
        rows = {}
        for one in self.book.outcomes:
            signed = _both_signs(one)
            result = self._told(later, there[one.result.span], signed) if one.result else None
            rows[one.target.span] = self._promise(one, self._told_here(one.target, signed), result, later.stem)
        return rows

    def ledger_in_small(self) -> Small:
        """A few sure rows of the ledger: of last year's promises where there are any, else of results beside plans."""
        report = self.book.analysis.report
        sure = [row for row in self.promises() if row.outcome.certainty == "certain"]
        pairs = [] if sure else [(r, t) for pair, r, t in self.ledger().pairs if pair.certainty == "certain"]
        return Small(
            report.year_of_results or "", report.year_of_plans or "", _spread(sure),
            [(self._told_here(result), self._told_here(target)) for result, target in _spread(pairs)],
        )  # fmt: skip

    def tally(self, found: Iterable[Promise]) -> list[tuple[str, str, int, int]]:
        """How promises ended: each verdict as a class name and in words, how many ended so, and how many of these are arguable."""
        rows = list(found)
        out = []
        for verdict in get_args(Verdict):
            mine = [row for row in rows if row.outcome.verdict == verdict]
            slug = verdict.replace(" ", "-")
            arguable = sum(row.outcome.certainty == "arguable" for row in mine)
            out.append((slug, self.label(f"promise.{slug}"), len(mine), arguable))
        return out

    def _promise(self, one: Outcome, target: Told, result: Told | None, stem: str) -> Promise:
        verdict = self.label(f"promise.{one.verdict.replace(' ', '-')}")
        row = f"{self.locale.code}/{stem}/ledger/#o-{one.target.span.start}"
        return Promise(one, target, result, verdict, captions.why_judged(one, self.locale), row)

    def _told_here(self, figure: Figure, signed: bool = False) -> Told:
        line = self.line_of[figure.sentence]
        name = subjects.bare(self.edition.names[figure.span.start])
        return Told(
            name, self._shown(figure, signed), line.words, line.lang, self.address(figure.sentence)
        )

    def _told(self, entry: Entry, saying: Saying, signed: bool = False) -> Told:
        """A figure of the report beside this one."""
        code = self.locale.code
        page = f"{saying.page}/" if saying.page else ""
        name, _ = saying.names[code]
        return Told(
            subjects.bare(name), self._shown(saying.figure, signed), *saying.words[code],
            f"{code}/{entry.stem}/{page}#{saying.figure.sentence}",
        )  # fmt: skip

    def _shown(self, figure: Figure, signed: bool) -> str:
        """The amount, with its sign where a row has both signs."""
        return captions.signed(figure, self.amount(figure)) if signed else self.amount(figure)

    def amount(self, figure: Figure) -> str:
        """The figure as readers of this locale write it, its bound in words."""
        return amounts.value_text(figure, self.locale)

    @property
    def source_lang(self) -> str:
        """`lang` of the report's words as this locale shows them."""
        return self.locale.html if not self.locale.translated else self.edition.source_lang

    def own_name(self, figure: Figure) -> str:
        """The `lang` of a figure's name where it is not translated; empty where it is."""
        return self.source_lang if figure.span.start in self.edition.untranslated_names else ""


def _both_signs(one: Outcome) -> bool:
    """Whether what was to grow shrank, or the other way round."""
    return one.result is not None and one.result.change != one.target.change


def _spread(rows: list[T], most: int = 5) -> list[T]:
    """At most so many of the rows, from beginning to end."""
    if len(rows) <= most:
        return rows
    return [rows[n * (len(rows) - 1) // (most - 1)] for n in range(most)]
