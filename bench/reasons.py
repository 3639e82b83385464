"""Numerals that are no figures, by the reason the rules give: `python -m bench.reasons LABELS TEXTS [--errors]`.

LABELS is tests/labels/reasons.jsonl or a file like it: for each text a head with the `sha256` of its bytes, then one judgement a line:
`start`, `end`, `figure` (whether a person holds it for one) and `reason` (why not, in a person's eyes). TEXTS holds the texts, under any
name. A reason's precision is the share of the judged numerals that the rules give this reason and that are no figures.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import figures_quality
from gen import seeds
from gen.read import figures, outline, text

Verdict = tuple[str, bool, bool, str]
"The reason that the rules give, whether the numeral is no figure, whether the reason is the right one, the words around."


def main(arguments: list[str]) -> int:
    """Print the table; exit code 0, or 2 where no text of the labels is there."""
    labels, texts, *options = arguments
    by_hash = figures_quality.texts_in(Path(texts))
    heads = [(by_hash.get(head["sha256"]), judged) for head, judged in figures_quality.labelled(Path(labels))]
    verdicts = [verdict for path, judged in heads if path for verdict in compared(path, judged)]
    lost = sum(path is None for path, _ in heads)
    if not verdicts:
        print(f"{labels}: expected texts that it judges in {texts}; its heads say where they are from", file=sys.stderr)
        return 2
    print("\n".join(table(verdicts)))
    if lost:
        print(f"{lost} of {len(heads)} texts are not in {texts}", file=sys.stderr)
    if "--errors" in options:
        print("\n".join(f"{reason}: {around}" for reason, good, right, around in verdicts if not (good and right)))
    return 0


def compared(path: Path, judged: Iterable[Mapping[str, Any]]) -> Iterator[Verdict]:
    """The judged numerals of a text that the rules still hold for no figures."""
    seed = seeds.load(path, plain=True)
    words = text.read(seed)
    _, rejected = figures.find(words, outline.parse(words))
    given = {numeral.span.start: numeral.reason for numeral in rejected}
    for one in judged:
        if reason := given.get(one["start"]):
            around = seed.raw[max(0, one["start"] - 16) : one["end"] + 12].replace("\n", "|")
            yield reason, not one["figure"], one["reason"] == reason and not one["figure"], around


def table(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """One line a reason, then all together."""
    total: Counter[str] = Counter()
    figure_less: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for reason, good, exact, _ in verdicts:
        for name in (reason, "all"):
            total[name] += 1
            figure_less[name] += good
            right[name] += exact
    yield f"{'reason':10} {'judged':>6}  {'no figure':>9}  {'this reason':>11}"
    for name in (*sorted(set(total) - {"all"}), "all"):
        yield f"{name:10} {total[name]:6}  {figure_less[name] / total[name]:9.3f}  {right[name] / total[name]:11.3f}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
