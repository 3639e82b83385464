"""Precision and recall of the relations between figures: `python -m bench.relations LABELS TEXTS [--errors]`.

LABELS is a JSON Lines file, or a folder of them. For each text it holds first a head, `sha256` of the bytes and `read`, whether a
person listed every relation in it; then one judgement a line: `figure` and `of`, two spans, `kind` and `right`, whether a careful
reader says so too. A relation that the rules miss stands there like any other that is right. TEXTS holds the texts, under any name.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import figures_quality
from gen import seeds
from gen.judge import comparable, relations
from gen.model import RelationKind, Span
from gen.read import figures, outline, text

Claim = tuple[int, int, RelationKind]
"Where the figure and that which it is of begin, and what it is of that."
OUTCOMES = ("right", "wrong", "unjudged", "missed")


def main(arguments: list[str]) -> int:
    """Print a row a kind; exit code 0, or 2 where no text of the labels is there."""
    labels, texts, *options = arguments
    by_hash = figures_quality.texts_in(Path(texts))
    counts: Counter[tuple[str, str]] = Counter()
    found = 0
    for head, judged in figures_quality.labelled(Path(labels)):
        path = by_hash.get(head["sha256"])
        if path is None:
            continue
        found += 1
        for outcome, claim, around in compared(path, head, judged):
            counts[claim[2], outcome] += 1
            if "--errors" in options and outcome != "right":
                print(f"{path.stem} {claim} {outcome}: {around}")
    if not found:
        print(f"{labels}: expected texts that it judges in {texts}; a head names each by its sha256", file=sys.stderr)
        return 2
    print("\n".join(table(counts)))
    return 0


def compared(
    path: Path, head: Mapping[str, Any], judged: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, Claim, str]]:
    """Each claim of the rules, right, wrong or unjudged, and in a text read to its end each that is missed."""
    seed = seeds.load(path, plain=True)
    words = text.read(seed)
    report = outline.parse(words)
    found, _ = figures.find(words, report)
    claims = {
        _claim(r.figure, r.of, r.kind) for r in relations.find(comparable.items_of(report, found, words))
    }
    verdicts = {_claim(Span(*one["figure"]), Span(*one["of"]), one["kind"]): one["right"] for one in judged}
    for claim in sorted(claims | set(verdicts)):
        around = seed.raw[max(0, min(claim[:2]) - 16) : max(claim[:2]) + 16].replace("\n", "|")
        if claim in claims:
            yield {True: "right", False: "wrong", None: "unjudged"}[verdicts.get(claim)], claim, around
        elif verdicts[claim] and head["read"]:
            yield "missed", claim, around


def _claim(figure: Span, of: Span, kind: RelationKind) -> Claim:
    return figure.start, of.start, kind


def table(counts: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """One line a kind, then all together; recall counts the texts that were read to the end only where all are such."""
    yield f"{'kind':6} " + " ".join(f"{outcome:>8}" for outcome in OUTCOMES) + f" {'precision':>9}"
    kinds = sorted({kind for kind, _ in counts})
    for name, some in (*((kind, [kind]) for kind in kinds), ("all", kinds)):
        row = {outcome: sum(counts.get((kind, outcome), 0) for kind in some) for outcome in OUTCOMES}
        judged = row["right"] + row["wrong"]
        precision = f"{row['right'] / judged:9.3f}" if judged else f"{'':9}"
        yield f"{name:6} " + " ".join(f"{row[outcome]:8}" for outcome in OUTCOMES) + f" {precision}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
