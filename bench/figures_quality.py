"""Precision, recall and fields of the figures on labelled texts: `python -m bench.figures_quality LABELS TEXTS [--errors]`.

LABELS is a JSON Lines file, or a folder of them. For each text it holds first a head, `sha256` of the bytes and `scope`, the spans
within which false alarms count (null: everywhere), then one label a line: `start`, `end`, `value`, `unit`, `bound`, `status`,
`change`, `years` (those that are right, null where any is), `grade` (must, may) and `<field>_alt`, other answers that are right too.
TEXTS holds the texts, matched by hash, under any name; they stay out of the project.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gen import seeds
from gen.model import Figure
from gen.read import figures, outline, text

FIELDS = ("value", "unit", "bound", "status", "year", "change")


def main(arguments: list[str]) -> int:
    """Print the measures; exit code 0, or 2 where a label file has no text."""
    labels, texts, *options = arguments
    by_hash = texts_in(Path(texts))
    counts: Counter[str] = Counter()
    for head, lines in labelled(Path(labels)):
        path = by_hash.get(head["sha256"])
        if path is None:
            print(f"{labels}: expected a text with sha256 {head['sha256']} in {texts}", file=sys.stderr)
            return 2
        for kind, note in measure(path, head, lines):
            counts[kind] += 1
            if note and "--errors" in options:
                print(f"{path.stem} {kind}: {note}")
    report(counts)
    return 0


def texts_in(folder: Path) -> dict[str, Path]:
    """The texts of a folder by the sha256 of their bytes."""
    return {hashlib.sha256(p.read_bytes()).hexdigest(): p for p in sorted(folder.iterdir()) if p.is_file()}


def labelled(path: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The head and the labels of each text."""
    head: dict[str, Any] | None = None
    labels: list[dict[str, Any]] = []
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for line in file.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if "sha256" not in entry:
                labels.append(entry)
                continue
            if head is not None:
                yield head, labels
            head, labels = entry, []
    if head is not None:
        yield head, labels


def measure(path: Path, head: dict[str, Any], labels: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """What was found right and wrong in one text: kind and a note for people."""
    seed = seeds.load(path, plain=True)
    words = text.read(seed)
    found, _ = figures.find(words, outline.parse(words))
    by_span = {(f.span.start, f.span.end): f for f in found}
    by_start = {f.span.start: f for f in found}
    taken: set[int] = set()
    for label in labels:
        figure = by_span.get((label["start"], label["end"]))
        if figure is None and label.get("unit_any"):
            figure = by_start.get(label["start"])
        around = seed.raw[max(0, label["start"] - 16) : label["end"] + 6].replace("\n", "|")
        if figure is None:
            if label["grade"] == "must":
                near = by_start.get(label["start"])
                yield "missed", f"{around} (found {near.text if near else 'nothing'})"
            continue
        taken.add(figure.span.start)
        if label["grade"] == "must":
            yield from _fields(figure, label, around)
    optional = [(label["start"], label["end"]) for label in labels if label["grade"] == "may"]
    for figure in found:
        if figure.span.start in taken or any(s < figure.span.end and figure.span.start < e for s, e in optional):
            continue
        if head["scope"] is None or any(s <= figure.span.start < e for s, e in head["scope"]):
            yield "false", seed.raw[max(0, figure.span.start - 16) : figure.span.end + 6].replace("\n", "|")


def _fields(figure: Figure, label: dict[str, Any], around: str) -> Iterator[tuple[str, str]]:
    yield "right", ""
    good = True
    for field in FIELDS:
        got: Any = getattr(figure, field)
        got = list(got) if isinstance(got, tuple) else got
        if not _agrees(field, got, label):
            good = False
            yield f"wrong {field}", f"{around}: got {got}, label {label.get(field, label.get('years'))}"
    if good:
        yield "whole", ""


def _agrees(field: str, got: Any, label: dict[str, Any]) -> bool:
    if label.get(f"{field}_any"):
        return True
    if field == "year":
        return label["years"] is None or got in label["years"]
    return bool(got == label[field] or got in label.get(f"{field}_alt", ()))


def report(counts: Counter[str]) -> None:
    """Print the shares."""
    right, missed, false = counts["right"], counts["missed"], counts["false"]
    print(f"labels {right + missed}  found {right}  missed {missed}  false alarms {false}")
    print(f"precision {right / max(1, right + false):.3f}  recall {right / max(1, right + missed):.3f}")
    for field in FIELDS:
        print(f"  {field:7} {1 - counts[f'wrong {field}'] / max(1, right):.3f}")
    print(f"  all     {counts['whole'] / max(1, right):.3f}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
