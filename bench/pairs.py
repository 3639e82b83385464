"""How right the pairs of results and targets are on judged reports: `python -m bench.pairs LABELS TEXTS [--errors]`.

LABELS is a JSON Lines file: for each text a head, `sha256` of its bytes, then one judged pair a line: `result` and `target`, spans of code
points, and `verdict`: `same` thing of the year and of the next; `other`: the same thing, but of another period, level or kind of count;
`false`: something else. TEXTS holds the texts, matched by hash, under any name; they stay out of the project.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from bench.figures_quality import labelled, texts_in
from gen import seeds
from gen.judge import pairs
from gen.model import Pair
from gen.read import figures, outline, text

VERDICTS = ("same", "other", "false", "unjudged")


def main(arguments: list[str]) -> int:
    """Print the measures; exit code 0, or 2 where a judged text is missing."""
    labels, texts, *options = arguments
    by_hash = texts_in(Path(texts))
    found: Counter[tuple[str, str]] = Counter()
    same = kept = 0
    for head, lines in labelled(Path(labels)):
        path = by_hash.get(head["sha256"])
        if path is None:
            print(f"{labels}: expected a text with sha256 {head['sha256']} in {texts}", file=sys.stderr)
            return 2
        judged = {(tuple(line["result"]), tuple(line["target"])): line["verdict"] for line in lines}
        here = {spans(pair): pair for pair in pairs_of(path)}
        for at, pair in here.items():
            verdict = judged.get(at, "unjudged")
            found[pair.certainty, verdict] += 1
            if "--errors" in options and verdict != "same":
                print(f"{path.stem} {pair.certainty} {pair.reason} {verdict}: {at} {pair.names['zh']}")
        wanted = [at for at, verdict in judged.items() if verdict == "same"]
        same, kept = same + len(wanted), kept + sum(at in here for at in wanted)
    report(found, same, kept)
    return 0


def pairs_of(path: Path) -> tuple[Pair, ...]:
    """The pairs of one text, the files beside it ignored."""
    words = text.read(seeds.load(path, plain=True))
    outlined = outline.parse(words)
    return pairs.find(outlined, figures.find(words, outlined)[0], words)


def spans(pair: Pair) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where its two figures stand."""
    return (pair.result.start, pair.result.end), (pair.target.start, pair.target.end)


def report(found: Counter[tuple[str, str]], same: int, kept: int) -> None:
    """Print the shares of the verdicts by certainty, and how many of the pairs judged the same are found."""
    for certainty in ("certain", "arguable"):
        total = sum(found[certainty, verdict] for verdict in VERDICTS)
        told = "  ".join(f"{v} {found[certainty, v]} ({found[certainty, v] / max(1, total):.3f})" for v in VERDICTS)
        print(f"{certainty:8} {total:4}  {told}")
    every = sum(found.values())
    false = found["certain", "false"] + found["arguable", "false"]
    print(f"false of all {false / max(1, every):.3f}  recall of same {kept / max(1, same):.3f}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
