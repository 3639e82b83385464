"""The measure of glossary candidates: what is found, noise, and definitions against a person's labels."""

from __future__ import annotations

from collections import Counter

import pytest

from bench import terms as bench
from gen.model import Candidate, Span

RAW = "落实“三会”制度（听证会、协调会、评议会），推进河长制，多听意见。"


def candidate(words: str, says: str = "") -> Candidate:
    at, definition = RAW.index(words), RAW.index(says)
    return Candidate(
        words, Span(at, at + len(words)), "quoted", Span(definition, definition + len(says)) if says else None, 1
    )


LABELS = [bench.Label("三会", True, "听证会、协调会、评议会"), bench.Label("河长制", True, None)]


@pytest.mark.parametrize(
    ("found", "kinds"),
    [
        ([], {"missed": 2}),
        ([candidate("“三会”制度")], {"found": 1, "missed": 1, "missed definition": 1, "candidate": 1}),
        (
            [candidate("三会", "听证会、协调会、评议会）")],
            {"found": 1, "missed": 1, "definition": 1, "candidate": 1},
        ),
        ([candidate("三会", "听证会")], {"found": 1, "missed": 1, "wrong definition": 1, "candidate": 1}),
        (
            [candidate("河长制", "多听意见")],
            {"found": 1, "missed": 1, "wrong definition": 1, "candidate": 1},
        ),
        ([candidate("多听意见")], {"missed": 2, "noise": 1, "candidate": 1}),
    ],
)
def test_a_candidate_counts_as_a_persons_labels_have_it(found: list[Candidate], kinds: dict[str, int]) -> None:
    assert Counter(kind for kind, _ in bench.compared(RAW, found, LABELS)) == kinds
