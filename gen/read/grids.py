"""Lists of progress whose table a page has broken into one cell a line: the heads of the columns, then 1, the task, how far it is, 2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gen.model import Leaf, Role, Text

_NUMBER = "序号"
_PROGRESS = re.compile("进度|进展|完成|落实|办理")
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
    told = first is not None and any(_PROGRESS.search(words) for _, words in cells[heads:first])
    rows = sum(words.isdecimal() for _, words in cells[first:])
    return dict(_rows(cells[first:])) if told and rows >= _FEWEST else {}


def _rows(cells: Sequence[tuple[int, str]]) -> Iterator[tuple[int, Role]]:
    """Each cell behind the column of numbers: the task up to the office in charge or to the words of what was done."""
    number, begun, told = 1, True, False
    for start, words in cells:
        if words.isdecimal() and number <= int(words) <= number + _LOST:
            number, begun, told = int(words) + 1, True, False
            continue
        told = told or (not begun and bool(_OFFICE.fullmatch(words) or _TELLS.match(words)))
        begun = False
        yield start, "results" if told else "plans"
