"""Recall and noise of the glossary candidates on labelled texts: `python -m bench.terms LABELS TEXTS [--worth WORDS] [--errors]`.

LABELS is a JSON Lines file, or a folder of them: for each text a head with the `sha256` of its bytes, then one label a line: `start`,
`end` of a term where it first stands, `grade` (must: a careful editor would list it; may: could be listed) and, where the text spells
the term out, `definition`, `[start, end]` of those words. TEXTS holds the texts, under any name; they stay out of the project.

A label is found where a candidate holds it or lies in it, quotation marks left out, and the longer is at most twice as long; a candidate
near no label is noise. No list of labels holds all that may be shown, so WORDS (tests/labels/terms/worth.txt) has the words that blind
readers called worth an editor's look among decoys; what is noise without these is printed as "refused". A definition is right where it
covers the words labelled, marks at its ends aside.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import figures_quality
from gen import seeds
from gen.characters import fold_width
from gen.model import Candidate
from gen.read import outline, terms, text


@dataclass(frozen=True, slots=True)
class Label:
    """What a person wrote down: the bare term, whether it must be found, the words that spell it out."""

    term: str
    must: bool
    definition: str | None

    @classmethod
    def of(cls, raw: str, entry: Mapping[str, Any]) -> Label:
        """The label of one line; its offsets count in `raw`."""
        says = entry.get("definition")
        return cls(
            bare(raw[entry["start"] : entry["end"]]), entry["grade"] == "must", raw[slice(*says)] if says else None
        )


def main(arguments: list[str]) -> int:
    """Print the measures; exit code 0, or 2 where no text of the labels is there."""
    labels, texts, *options = arguments
    worth = judged_worth(Path(options[options.index("--worth") + 1])) if "--worth" in options else frozenset()
    by_hash = figures_quality.texts_in(Path(texts))
    heads = [(by_hash.get(head["sha256"]), lines) for head, lines in figures_quality.labelled(Path(labels))]
    counts: Counter[str] = Counter()
    for path, lines in heads:
        for kind, note in measure(path, lines) if path else ():
            shown = note.partition(" (")[0] not in worth
            counts[kind] += 1
            counts["refused"] += kind == "noise" and shown
            if note and shown and "--errors" in options:
                print(f"{path.stem if path else ''} {kind}: {note}")
    if not counts:
        print(f"{labels}: expected texts that it labels in {texts}, found none", file=sys.stderr)
        return 2
    lost = sum(path is None for path, _ in heads)
    if lost:
        print(f"{lost} of {len(heads)} texts are not in {texts}", file=sys.stderr)
    print("\n".join(table(counts)))
    return 0


def judged_worth(path: Path) -> frozenset[str]:
    """The words of a list with comment lines, as `bare` gives them."""
    lines = path.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def measure(path: Path, lines: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """What one text gives: kind of outcome and a note for people."""
    seed = seeds.load(path, plain=True)
    words = text.read(seed)
    found = terms.candidates(words, outline.parse(words))
    yield from compared(seed.raw, found, [Label.of(seed.raw, line) for line in lines])


def compared(raw: str, found: Sequence[Candidate], labels: Sequence[Label]) -> Iterator[tuple[str, str]]:
    """Terms found and missed, candidates that no label wants, definitions right, wrong and missed."""
    for label in labels:
        hits = [c for c in found if near(label.term, bare(c.term))]
        if label.must:
            yield ("found", "") if hits else ("missed", label.term)
        given = [raw[c.definition.start : c.definition.end] for c in hits if c.definition]
        if label.definition and hits:
            right = any(_stripped(label.definition) == _stripped(says) for says in given)
            note = f"{label.term}: got {given}, label {label.definition}"
            yield ("definition", "") if right else ("wrong definition" if given else "missed definition", note)
    for candidate in found:
        wanted = [label for label in labels if near(label.term, bare(candidate.term))]
        yield "candidate", ""
        if not wanted:
            yield "noise", f"{bare(candidate.term)} ({candidate.kind})"
        elif candidate.definition and not any(label.definition for label in wanted):
            says = raw[candidate.definition.start : candidate.definition.end]
            yield "wrong definition", f"{candidate.term}: got {says}, label none"


def bare(words: str) -> str:
    """A term without quotation marks and blanks, in half width.

    >>> bare("“９０７３”养老 格局")
    '9073养老格局'
    """
    return re.sub(r"[“”‘’「」『』\"\s]", "", fold_width(words))


def near(term: str, found: str) -> bool:
    """Whether an editor who looks at `found` sees `term`: one holds the other and is at most twice as long.

    >>> near("三会", "三会制度"), near("三会", "居民区三会制度")
    (True, False)
    """
    longer, shorter = sorted((term, found), key=len, reverse=True)
    return shorter in longer and len(longer) <= 2 * len(shorter) + 1


def _stripped(words: str) -> str:
    return bare(words).strip("。;,:、()")


def table(counts: Mapping[str, int]) -> Iterator[str]:
    """Recall, noise and definitions, with what they are shares of."""
    yield _share("recall", counts.get("found", 0), counts.get("found", 0) + counts.get("missed", 0), "terms that must be found")
    yield _share("noise", counts.get("noise", 0), counts.get("candidate", 0), "candidates")
    yield _share("refused", counts.get("refused", 0), counts.get("candidate", 0), "candidates")
    kinds = ("definition", "wrong definition", "missed definition")
    yield _share("definitions", counts.get("definition", 0), sum(counts.get(kind, 0) for kind in kinds), "")
    yield f"wrong {counts.get(kinds[1], 0)}, missed {counts.get(kinds[2], 0)}"


def _share(name: str, part: int, whole: int, of: str) -> str:
    return f"{name:12} {part / whole if whole else 0:.3f}  {part} of {whole} {of}".rstrip()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
