"""What reports know of each other: titles and years."""

from __future__ import annotations

from collections.abc import Iterable

from gen.model import Entry, Shelf


def collect(entries: Iterable[Entry]) -> Shelf:
    """The shelf of all reports, newest year first, then by stem."""
    return Shelf(tuple(sorted(entries, key=lambda e: (-(e.year_of_results or e.year_of_plans or 0), e.stem))))
