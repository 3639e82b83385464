"""Whether the names of figures are ones that a reader accepts: `python -m bench.subjects LABELS TEXTS [--errors]`.

LABELS is a JSON Lines file, or a folder of them. For each text it holds a head with the `sha256` of the bytes, then one figure
a line: `start`, `end`, `names`, those a reader accepts, and `first`, what the reader made of the name that the rules gave when
the label was written. TEXTS holds the texts, matched by hash; they stay out of the project. Blanks and punctuation are ignored,
and the mark of time that tells two names apart (2017年计划); a name told apart by a mere number is none of those accepted.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from bench import figures_quality
from gen import seeds
from gen.read import figures, outline, text

_MARK = re.compile(r"\((?:\d{4}年)?(?:计划)?\)$")
_LEFT_OUT = re.compile(r"[^\w%‰]|_")


def main(arguments: list[str]) -> int:
    """Print the shares; exit code 0, or 2 where a label file has no text."""
    labels, texts, *options = arguments
    by_hash = figures_quality.texts_in(Path(texts))
    counts: Counter[str] = Counter()
    for head, lines in figures_quality.labelled(Path(labels)):
        path = by_hash.get(head["sha256"])
        if path is None:
            print(f"{labels}: expected a text with sha256 {head['sha256']} in {texts}", file=sys.stderr)
            return 2
        names = _names(path)
        for label in lines:
            got = names.get((label["start"], label["end"]))
            good = got is not None and accepted(got, label["names"])
            counts["labels"] += 1
            counts["accepted"] += good
            counts[label["first"]] += 1
            if not good and "--errors" in options:
                print(f"{path.stem} {label['start']}: {got or 'no such figure'}, accepted {' / '.join(label['names'])}")
    total = max(1, counts["labels"])
    print(f"labels {counts['labels']}  accepted {counts['accepted']}  share {counts['accepted'] / total:.3f}")
    print("first judged " + "  ".join(f"{v} {counts[v]}" for v in ("good", "clumsy", "wrong", "clash")))
    return 0


def _names(path: Path) -> dict[tuple[int, int], str]:
    words = text.read(seeds.load(path, plain=True))
    found, _ = figures.find(words, outline.parse(words))
    return {(f.span.start, f.span.end): f.subject for f in found}


def accepted(name: str, names: list[str]) -> bool:
    """Whether `name` is one of `names`, by its words.

    >>> accepted("出口额(2017年)", ["出口额"]), accepted("出口额(2)", ["出口额"]), accepted("国、地两税", ["国地 两税"])
    (True, False, True)
    """
    return _worded(_MARK.sub("", name)) in {_worded(one) for one in names}


def _worded(name: str) -> str:
    return _LEFT_OUT.sub("", name)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
