"""Tables with tabs between their cells: which of these are heads, and what those of its row and of its column say before a cell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

from gen.model import Leaf, Report, Text

_YEAR = re.compile(r"(?:19|20)\d\d年?[^\d]*")
_AMOUNT = re.compile(r"\d")
_MEASURE = re.compile(r"\s*\([^()]*\)\s*$")
_FEWEST = 2
"Rows of amounts that make a table of what may be two lines with tabs."
Scope = Literal["col", "row"]
"What a head names."
Row = tuple[Leaf, ...]


def leads(text: Text, report: Report) -> dict[int, str]:
    """The words that stand before a cell in thought, by its leaf's start: 2023年城镇新增就业 before 1200人, 城镇新增就业增长 before 5%.

    Only rows with as many cells as the head of their table.
    """
    found: dict[int, str] = {}
    for head, body in _headed(text, report):
        columns = [_words(text, leaf) for leaf in head]
        for row in body:
            found.update(_of_row(columns, [(leaf.span.start, _words(text, leaf)) for leaf in row]))
    return found


def heads(text: Text, report: Report) -> dict[str, Scope]:
    """Which cells are heads, by their leaf's key, each of its column or of its row: the first row, and the first cell of those below."""
    found: dict[str, Scope] = {}
    for head, body in _headed(text, report):
        found.update((row[0].key, "row") for row in body)
        found.update((leaf.key, "col") for leaf in head)
    return found


def _headed(text: Text, report: Report) -> Iterator[tuple[Row, list[Row]]]:
    """The first row of each table that names its columns, for it holds no amounts but years, and the rows below with as many cells."""
    for head, *body in _tables(report):
        columns = [_words(text, leaf) for leaf in head]
        if len(body) >= _FEWEST and all(_YEAR.fullmatch(words) or not _AMOUNT.search(words) for words in columns):
            yield head, [row for row in body if len(row) == len(head)]


def _of_row(columns: Sequence[str], row: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    label = _MEASURE.sub("", row[0][1])
    for column, (start, _) in zip(columns[1:], row[1:], strict=True):
        yield start, column + label if _YEAR.match(column) else label + _MEASURE.sub("", column)


def _tables(report: Report) -> Iterator[list[Row]]:
    """Rows that follow one another."""
    for node in report.root.walk():
        rows: list[Row] = []
        for block in node.blocks:
            if block.kind == "row":
                rows.append(block.leaves)
            elif rows:
                yield rows
                rows = []
        if rows:
            yield rows


def _words(text: Text, leaf: Leaf) -> str:
    start = bisect_left(text.starts, leaf.span.start)
    return text.reading[start : bisect_left(text.starts, leaf.span.end, start)].strip()
