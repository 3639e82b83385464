"""Results and targets of one report that measure the same thing."""

from __future__ import annotations

from collections.abc import Iterable

from gen.model import Figure, Pair, Report


def find(report: Report, figures: Iterable[Figure]) -> tuple[Pair, ...]:
    """The pairs of `report`, by the result's place; figures without a partner are not among them."""
    return ()
