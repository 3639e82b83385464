"""From a seed to everything that is found in it, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from gen.errors import GongbaoError
from gen.judge import briefs, comparable, drawings, layout, pairs, relations
from gen.model import Analysis, Figure, Finding, Report, Seed
from gen.read import figures, outline, terms, text


def analyse(seed: Seed) -> Analysis:
    """All that the rules find in `seed`, its overrides applied."""
    words = text.read(seed)
    report = with_declared_years(outline.parse(words), seed)
    outline.cover(words, report)
    found, rejected = figures.find(words, report)
    found = overridden(found, seed)
    matched = pairs.find(report, found)
    related = relations.find(comparable.items_of(report, found, words))
    specs, uncharted = drawings.draw(report, found, matched, words, related)
    analysis = Analysis(
        seed=seed,
        text=words,
        report=report,
        layout=layout.paginate(report),
        figures=found,
        rejected=rejected,
        terms=terms.occurrences(words, report, seed.terms),
        candidates=terms.candidates(words, report),
        pairs=matched,
        relations=related,
        charts=specs,
        uncharted=uncharted,
        findings=(*report.findings, *_errata_findings(seed)),
    )
    return replace(analysis, findings=(*analysis.findings, *briefs.check(analysis)))


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


def with_declared_years(report: Report, seed: Seed) -> Report:
    """The report with the years that `.meta.yml` declares in place of those read."""
    return replace(
        report,
        year_of_results=seed.meta.year_of_results or report.year_of_results,
        year_of_plans=seed.meta.year_of_plans or report.year_of_plans,
    )


def _errata_findings(seed: Seed) -> Iterator[Finding]:
    for erratum in seed.errata:
        if erratum.certainty != "certain":
            words = f"{erratum.id}: {erratum.found} may have to read {erratum.reading}; left as printed"
            yield Finding(
                "errata",
                "info",
                words,
                file=seed.path,
                line=seed.raw.count("\n", 0, erratum.span.start) + 1,
                span=erratum.span,
            )
