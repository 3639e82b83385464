"""How right the ledger over two years is on judged pairs of reports: `python -m bench.verdicts LABELS TEXTS… [--errors]`.

LABELS is a JSON Lines file. For each pair of reports it holds a head, `sha256` of the earlier text, `later`, that of the next year's, and
`read`, whether every promise of the earlier was looked for in the later; then one promise a line: `target`, its span in the earlier text;
`result`, the span in the later one of what a careful reader pairs with it, or null; `says`: `reached`, `not reached`, `either` where it is
arguable, `no evidence`. TEXTS are folders that hold the texts, matched by hash, under any name; they stay out of the project.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.figures_quality import labelled, texts_in
from gen import analysis, editions, locales, seeds
from gen.judge import promises
from gen.model import Entry, Outcome, Span

KINDS = ("right", "too sure", "wrong", "unjudged")
"Of a verdict: the reader's pair and verdict; the reader's pair, but arguable; another pair or the other verdict; not judged."
Called = tuple[Span | None, str, bool]
"Where the result stands, the verdict, and whether it is called certain."


def main(arguments: list[str]) -> int:
    """Print the measures; exit code 0, or 2 where a judged text is missing."""
    labels, *rest = arguments
    by_hash = {digest: path for folder in rest if not folder.startswith("--") for digest, path in texts_in(Path(folder)).items()}
    counts: Counter[tuple[str, str]] = Counter()
    for head, judged in labelled(Path(labels)):
        if missing := [digest for digest in (head["sha256"], head["later"]) if digest not in by_hash]:
            print(f"{labels}: expected a text with sha256 {missing[0]} in one of the folders", file=sys.stderr)
            return 2
        former, later = by_hash[head["sha256"]], by_hash[head["later"]]
        called = {o.target.span: called_of(o) for o in promises.outcomes(entry(former), entry(later))}
        for kind, target in compared(head, {Span(*one["target"]): one for one in judged}, called):
            counts[kind] += 1
            if "--errors" in rest and kind[1] not in ("right", "told"):
                print(f"{former.stem} {kind[0]} {kind[1]}: {target.start}–{target.end}")
    report(counts)
    return 0


def entry(path: Path) -> Entry:
    """What the next year's ledger knows of the report at `path`, the files beside it ignored."""
    found = analysis.analyse(seeds.load(path, plain=True))
    index = editions.index(found)
    return editions.entry(found, [editions.edition(index, locale) for locale in locales.standard() if locale.data == "zh"])


def called_of(outcome: Outcome) -> Called:
    """What the ledger says of one promise; the figure that it shows beside `no evidence` is no call."""
    shown = outcome.result.span if outcome.result and outcome.verdict != "no evidence" else None
    return shown, outcome.verdict, outcome.certainty == "certain"


def compared(
    head: Mapping[str, Any], judged: Mapping[Span, Mapping[str, Any]], called: Mapping[Span, Called]
) -> list[tuple[tuple[str, str], Span]]:
    """Each verdict against the reader's, and in reports read to their end each outcome that the reader found, told or missed."""
    out = []
    for target, (result, verdict, certain) in called.items():
        if verdict != "no evidence":
            out.append((("certain" if certain else "arguable", _kind(judged.get(target), result, verdict, certain)), target))
    for target, one in judged.items() if head["read"] else ():
        result, verdict, _ = called.get(target, (None, "no evidence", False))
        if one["says"] != "no evidence":
            out.append((("outcome", "told" if result == Span(*one["result"]) else "missed"), target))
        elif verdict == "no evidence":
            out.append((("no evidence", "right"), target))
    return out


def _kind(judged: Mapping[str, Any] | None, result: Span | None, verdict: str, certain: bool) -> str:
    if judged is None:
        return "unjudged"
    if judged["result"] is None or result != Span(*judged["result"]) or judged["says"] not in (verdict, "either"):
        return "wrong"
    return "too sure" if certain and judged["says"] == "either" else "right"


def report(counts: Counter[tuple[str, str]]) -> None:
    """Print the shares of verdicts by certainty, then how many of the outcomes that a reader finds are told."""
    for certainty in ("certain", "arguable"):
        total = sum(counts[certainty, kind] for kind in KINDS)
        shares = "  ".join(f"{k} {counts[certainty, k]} ({counts[certainty, k] / max(1, total):.3f})" for k in KINDS)
        print(f"{certainty:8} {total:4}  {shares}")
    told, missed, silent = counts["outcome", "told"], counts["outcome", "missed"], counts["no evidence", "right"]
    print(f"outcomes that a reader finds {told + missed}  told {told} ({told / max(1, told + missed):.3f})")
    print(f"no evidence, rightly {silent} of {silent + missed} ({silent / max(1, silent + missed):.3f})")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
