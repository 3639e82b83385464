"""Lists of progress whose table a page has broken into one cell a line: the heads of the columns, then 1, the task, how far it is, 2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gen.model import Leaf, Role, Text

_NUMBER = "序号"
_PROGRESS = re.compile("进度|进展|完成|落实|办理")
_TASK = re.compile("任务|目标|内容|计划")
_FEWEST = 3
"Rows that make a table."
_LOST = 2
"Rows whose number may have run into the cell before."
_HEADS = 12
"Lines that the heads of the columns take at most."
_OFFICE = re.compile("[^,，。;；]{1,14}(?:局|委|委员会|办|办公室|中心|公司|集团|街道|镇|乡|单位|部门|学校|医院|政府|联合会|联)")
_TELLS = re.compile(
    r"\W*(?:已|基本|提前|超额|正在|全部|全面完成|按|达?序时|未|正常|截[至止]|目前|现已|达到|进展|完成(?:情况|率|年度|任务|$|。)|"
    r"20\d\d年\d|\d+(?:\.\d+)?\s*[%％])"
)
"How a cell begins that tells how far a task is."


def roles(text: Text, leaves: Iterable[Leaf]) -> dict[int, Role]:
    """The role of each cell of such tables by its leaf's start: plans for a task, results for what has become of it."""
    lines = ((leaf, text.slice(leaf.span).strip()) for leaf in leaves)
    # A line of one number is taken for a page's.
    cells = [(leaf.span.start, words) for leaf, words in lines if leaf.kind != "furniture" or words.isdecimal()]
    heads = next((n for n, (_, words) in enumerate(cells) if words == _NUMBER), None)
    if heads is None:
        return {}
    first = next((n for n in range(heads, min(heads + _HEADS, len(cells))) if cells[n][1] == "1"), None)
    columns = [words for _, words in cells[heads + 1 : first]]
    told = first is not None and any(_PROGRESS.search(words) for words in columns)
    rows = sum(words.isdecimal() for _, words in cells[first:])
    return dict(_cells(text, cells[first:], columns)) if told and rows >= _FEWEST else {}


def _cells(text: Text, cells: Sequence[tuple[int, str]], columns: Sequence[str]) -> Iterator[tuple[int, Role]]:
    """Each cell behind the column of numbers: the task up to the column of progress, the office in charge or words of what was done."""
    progress = next((n for n, words in enumerate(columns) if _PROGRESS.search(words) and not _TASK.search(words)), len(columns))
    for row in _rows(cells):
        lines = _lines(text, row)
        while len(lines) > len(columns) and _OFFICE.fullmatch(lines[-1][-1][1]):
            lines.pop()  # a second office
        whole = len(lines) == len(columns)
        told = False
        for n, line in enumerate(lines):
            told = told or (whole and n >= progress) or (n > 0 and bool(_OFFICE.fullmatch(line[0][1]) or _TELLS.match(line[0][1])))
            yield from ((start, "results" if told else "plans") for start, _ in line)


def _lines(text: Text, row: Sequence[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """The cells of a row: sentences that share a line are one cell."""
    lines: list[list[tuple[int, str]]] = []
    for start, words in row:
        if lines and "\n" not in text.raw[lines[-1][-1][0] : start]:
            lines[-1].append((start, words))
        else:
            lines.append([(start, words)])
    return lines


def _rows(cells: Sequence[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """What stands between one row's number and the next."""
    number = 1
    row: list[tuple[int, str]] = []
    for start, words in cells:
        if words.isdecimal() and number <= int(words) <= number + _LOST:
            if row:
                yield row
            number, row = int(words) + 1, []
        else:
            row.append((start, words))
    yield row
