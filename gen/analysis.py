"""From a seed to everything that is found in it, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gen.judge import briefs, comparable, drawings, layout, pairs, relations
from gen.model import Analysis, Finding, Seed
from gen.read import declared, figures, outline, terms, text


def analyse(seed: Seed) -> Analysis:
    """All that the rules find in `seed`, its overrides applied."""
    words = text.read(seed)
    report = declared.with_years(outline.parse(words), seed)
    outline.cover(words, report)
    found, rejected = figures.find(words, report)
    found = declared.overridden(found, seed)
    matched = pairs.find(report, found, words)
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


def _errata_findings(seed: Seed) -> Iterator[Finding]:
    for erratum in seed.errata:
        if erratum.certainty != "certain":
            words = f"{erratum.id}: {erratum.found} should perhaps read {erratum.reading}; left as printed"
            yield Finding(
                "errata",
                "info",
                words,
                file=seed.path,
                line=seed.raw.count("\n", 0, erratum.span.start) + 1,
                span=erratum.span,
            )
