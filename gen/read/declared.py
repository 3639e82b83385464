"""What a report's own files say in place of what the rules read: overrides of figures, years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from gen.errors import GongbaoError
from gen.model import Figure, Report, Seed


def overridden(found: Iterable[Figure], seed: Seed) -> tuple[Figure, ...]:
    """The figures with the seed's `.figures.yml` applied; an entry that no longer matches stops the build.

    `match` is the figure's words, with as many of the words around it as single it out: `修缮[10家]居委会办公室`.
    """
    figures_now = list(found)
    for entry in seed.overrides:
        index = _matching(figures_now, entry, seed)
        if entry.get("drop"):
            del figures_now[index]
        else:
            figures_now[index] = replace(
                figures_now[index], **{k: v for k, v in entry.items() if k not in ("match", "reason", "drop")}
            )
    return tuple(figures_now)


def _matching(found: list[Figure], entry: Mapping[str, Any], seed: Seed) -> int:
    before, _, rest = (
        str(entry["match"]).rpartition("[") if "[" in entry["match"] else ("", "", entry["match"])
    )
    words, _, after = rest.partition("]")
    hits = [
        n for n, figure in enumerate(found)
        if figure.text == words
        and seed.raw.endswith(before, 0, figure.span.start)
        and seed.raw.startswith(after, figure.span.end)
    ]  # fmt: skip
    if len(hits) != 1:
        place = f"{seed.stem}.figures.yml: {entry['match']}"
        raise GongbaoError(
            place, f"expected exactly one figure, found {len(hits)}", "correct or delete the entry"
        )
    return hits[0]


def with_years(report: Report, seed: Seed) -> Report:
    """The report with the years that `.meta.yml` declares in place of those read."""
    return replace(
        report,
        year_of_results=seed.meta.year_of_results or report.year_of_results,
        year_of_plans=seed.meta.year_of_plans or report.year_of_plans,
    )
