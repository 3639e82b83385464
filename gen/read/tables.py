"""Tables with tabs between their cells: what the heads of its row and of its column say before a cell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gen.model import Leaf, Report, Text

_YEAR = re.compile(r"(?:19|20)\d\d年?[^\d]*")
_AMOUNT = re.compile(r"\d")
_MEASURE = re.compile(r"\s*\([^()]*\)\s*$")
_FEWEST = 2
"Rows of amounts that make a table of what may be two lines with tabs."


def leads(text: Text, report: Report) -> dict[int, str]:
    """The words that stand before a cell in thought, by its leaf's start: 2023年城镇新增就业 before 1200人, 城镇新增就业增长 before 5%.

    Only rows with as many cells as the head of the table, which holds no amounts but years.
    """
    found: dict[int, str] = {}
    for rows in _tables(report):
        head, *body = [[(leaf.span.start, _words(text, leaf)) for leaf in row] for row in rows]
        if len(body) >= _FEWEST and all(_YEAR.fullmatch(words) or not _AMOUNT.search(words) for _, words in head):
            found.update(lead for row in body if len(row) == len(head) for lead in _of_row(head, row))
    return found


def _of_row(head: Sequence[tuple[int, str]], row: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    label = _MEASURE.sub("", row[0][1])
    for (_, column), (start, _) in zip(head[1:], row[1:], strict=True):
        yield start, column + label if _YEAR.match(column) else label + _MEASURE.sub("", column)


def _tables(report: Report) -> Iterator[list[tuple[Leaf, ...]]]:
    """Rows that follow one another."""
    for node in report.root.walk():
        rows: list[tuple[Leaf, ...]] = []
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
