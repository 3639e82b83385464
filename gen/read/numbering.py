"""Whether the numbers of headings and list items count on without a gap, and whether levels nest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gen.model import Finding, Span


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading or list item with a marker."""

    parent: int
    "The number of the heading it stands under, in the order of the text; -1 at the top."
    skips: bool
    "Whether a level is missing between its parent and it."
    rank: int
    runs_on: bool
    "Whether its numbers may run on from one section to the next and start again at 1."
    number: int
    "What its marker says."
    label: str
    "Marker and words, for the message."
    span: Span
    line: int
    "1-based."
    nests: bool
    "Whether it is a heading whose place in the order of levels is checked; 一是 may stand anywhere."


def findings(entries: Sequence[Numbered]) -> Iterator[Finding]:
    """A number that is missing, doubled or out of order, and a heading that stands outside its level.

    A list may start again at 1, and the numbers of fine headings may run on from one section to the next.
    """
    last: dict[tuple[int, int], int] = {}
    running: dict[int, int] = {}
    ranks: dict[int, list[int]] = defaultdict(list)
    for entry in entries:
        yield from _count(entry, last.get((entry.parent, entry.rank), 0), running.get(entry.rank, 0))
        if entry.nests:
            yield from _nest(entry, ranks[entry.parent])
            ranks[entry.parent] = [min([entry.rank, *ranks[entry.parent]])]
        last[entry.parent, entry.rank] = running[entry.rank] = entry.number


def _count(entry: Numbered, before: int, running: int) -> Iterator[Finding]:
    number, fine = entry.number, entry.runs_on
    again = fine and number == 1 and before != 1
    if number == before + 1 or again or (fine and not before and number == running + 1):
        return
    what = "is doubled" if number == before else f"should be number {before + 1}"
    yield _finding(entry, "warning", f"{entry.label} {what}: a number is missing, doubled or out of order")


def _nest(entry: Numbered, ranks: Sequence[int]) -> Iterator[Finding]:
    """`ranks` holds that of the coarsest of its elder siblings, if it has any."""
    if ranks and entry.rank < ranks[0]:
        yield _finding(
            entry,
            "warning",
            f"wrong nesting: {entry.label} follows a finer heading that has no parent of this level",
        )
    elif entry.skips:
        yield _finding(entry, "info", f"{entry.label} stands directly under a chapter: a level is skipped")


def _finding(entry: Numbered, severity: str, message: str) -> Finding:
    return Finding(
        "outline", "warning" if severity == "warning" else "info", message, line=entry.line, span=entry.span
    )
