"""Small reports with figures written by hand, for the tests of drawings and charts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from gen.judge import comparable, drawings, relations
from gen.model import ChartSpec, Figure, Pair, Report, Seed, Span, Text
from gen.read import outline, text

GOLDEN = Path(__file__).parent / "golden" / "drawings"


def read(words: str) -> tuple[Text, Report]:
    """The text and tree of a report that consists of `words`."""
    data = words.encode()
    seed = Seed("test", "test.txt", data, hashlib.sha256(data).hexdigest(), "utf-8", words)
    whole = text.read(seed)
    return whole, outline.parse(whole)


def figures(whole: Text, report: Report, rows: Iterable[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """The figures that `rows` describe, each found behind the one before, or inside it where it says so."""
    found: list[Figure] = []
    at = 0
    for row in rows:
        start = whole.raw.index(row["text"], found[-1].span.start if row.get("inside") else at)
        span = Span(start, start + len(row["text"]))
        at = max(at, span.end)
        value = tuple(row["value"]) if isinstance(row["value"], list) else row["value"]
        leaf = next(leaf for leaf in report.root.leaves() if span in leaf.span)
        found.append(
            Figure(
                span=span, text=row["text"], value=value, unit=row["unit"], bound=row.get("bound", "exact"),
                status=row.get("status", "result"), year=row.get("year", 2016), change=row.get("change"),
                subject=row["subject"], sentence=leaf.key,
            )
        )  # fmt: skip
    return tuple(found)


def case(name: str) -> Mapping[str, Any]:
    """A golden case."""
    data = yaml.safe_load((GOLDEN / f"{name}.yml").read_text("utf-8"))
    assert isinstance(data, dict)
    return data


def drawn(data: Mapping[str, Any]) -> tuple[tuple[ChartSpec, ...], drawings.Uncharted]:
    """What the rules make of a case."""
    whole, report = read(data["report"])
    found = figures(whole, report, data["figures"])
    pairs = [
        Pair(found[r].span, found[t].span, {"zh": name}, certainty, "same")
        for r, t, name, certainty in data.get("pairs", ())
    ]
    related = relations.find(comparable.items_of(report, found, whole))
    return drawings.draw(report, found, pairs, whole, related)
