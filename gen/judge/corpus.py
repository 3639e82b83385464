"""How good the checks are, measured on translations that they have never seen: false alarms, and planted slips caught.

A folder of CSV files with the columns 中文, 英文, 是否需要人工复核. A row whose numbers stand in a neighbouring row is misaligned and
is set aside: there the file is wrong, not the check.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gen import english_numbers, english_units
from gen.english_words import EnglishNumber
from gen.errors import GongbaoError
from gen.judge import bounds, checks, planted, same_numbers
from gen.judge.checks import Check, Unit
from gen.judge.said import said
from gen.judge.same_numbers import Slip
from gen.model import Figure
from gen.po import Entry

_COLUMNS = ("中文", "英文", "是否需要人工复核")
_NEXT_WORD = {
    "two": "three",
    "three": "four",
    "four": "five",
    "five": "six",
    "six": "seven",
    "eight": "nine",
    "ten": "twelve",
}
_BOUNDS: tuple[dict[bounds.Side, str], ...] = (
    {"over": "at least", "under": "no more than"},
    {"over": "more than", "under": "less than"},
    {"over": "over", "under": "under"},
    {"over": "no less than", "under": "within"},
)
_FORMS: tuple[Check, ...] = (checks.length, checks.leftover, checks.punctuation)
_REACH = 2
"How many rows away a number may have gone for the row to count as misaligned."


@dataclass(frozen=True, slots=True)
class Row:
    """One aligned pair."""

    file: str
    line: int
    "1-based row of the data, the heading not counted."
    chinese: str
    english: str
    years: frozenset[int]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What came out."""

    rows: int
    "Looked at: all but those that the file itself marks for review."
    aside: tuple[tuple[Row, tuple[Slip, ...]], ...]
    "Misaligned."
    with_numbers: int
    "Rows kept that have a number in digits on either side."
    alarms: tuple[tuple[Row, tuple[Slip, ...]], ...]
    "False alarms among the rows kept."
    planted: dict[str, tuple[int, int]]
    "Slip -> (caught, planted)."
    escaped: tuple[tuple[str, Row, str], ...]
    "Slips that were not caught: kind, row, the English with the slip."
    forms: dict[str, int]
    "Check of the form -> rows kept that it speaks of."

    @property
    def false_alarms(self) -> float:
        """False alarms per 100 rows kept that have numbers."""
        return 100 * len(self.alarms) / max(self.with_numbers, 1)

    @property
    def caught(self) -> float:
        """Planted slips caught, per 100."""
        done = sum(c for c, _ in self.planted.values())
        return 100 * done / max(sum(n for _, n in self.planted.values()), 1)

    def lines(self) -> Iterator[str]:
        """The summary for people, a line each."""
        kept = self.rows - len(self.aside)
        per_row = 100 * len(self.alarms) / max(kept, 1)
        yield f"rows: {self.rows}; misaligned, set aside: {len(self.aside)}; kept: {kept}, {self.with_numbers} with numbers"
        yield (
            f"false alarms: {len(self.alarms)}, {self.false_alarms:.1f} per 100 rows with numbers, {per_row:.1f} per 100 rows"
        )
        total = sum(n for _, n in self.planted.values())
        yield f"planted slips caught: {sum(c for c, _ in self.planted.values())} of {total}, {self.caught:.1f} per 100"
        yield from (f"  {name}: {done} of {count}" for name, (done, count) in self.planted.items())
        yield from (f"rows that {name} speaks of: {n}, {100 * n / max(kept, 1):.1f} per 100" for name, n in self.forms.items())


def measure_corpus(folder: Path) -> Summary:
    """The check run over all CSV files of `folder`, then over the same rows with one slip planted at a time."""
    files = [list(_rows(path)) for path in sorted(folder.glob("*.csv"))]
    if not any(files):
        raise GongbaoError(
            str(folder), f"expected CSV files with the columns {', '.join(_COLUMNS)}", "name another folder"
        )
    kept, aside, alarms = [], [], []
    for rows in files:
        for n, row in enumerate(rows):
            slips = _slips(row, row.english)
            if slips and _is_misaligned(rows, n, slips):
                aside.append((row, slips))
            elif slips:
                alarms.append((row, slips))
                kept.append(row)
            else:
                kept.append(row)
    alarmed = {(row.file, row.line) for row, _ in alarms}
    numbered = [row for row in kept if re.search(r"\d", row.chinese + row.english)]
    planted, escaped = _plant([row for row in numbered if (row.file, row.line) not in alarmed])
    forms = {check.__name__: sum(any(check(_unit(row))) for row in kept) for check in _FORMS}
    return Summary(sum(map(len, files)), tuple(aside), len(numbered), tuple(alarms), planted, escaped, forms)


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not set(_COLUMNS) <= set(reader.fieldnames or ()):
            raise GongbaoError(
                str(path), f"expected the columns {', '.join(_COLUMNS)}", "name a folder of aligned texts"
            )
        rows = [(n, row) for n, row in enumerate(reader, start=1)]
    years = checks.years_in(row["中文"] for _, row in rows)
    for n, row in rows:
        if row["是否需要人工复核"].strip().lower() not in ("true", "1", "是") and row["中文"].strip():
            yield Row(path.name, n, row["中文"], row["英文"], years, checks.figures_in(row["中文"]))


def _unit(row: Row) -> Unit:
    return Unit(row.file, str(row.line), row.chinese, Entry(row.chinese, row.english, line=row.line), row.figures)


def _slips(row: Row, english: str) -> tuple[Slip, ...]:
    return same_numbers.compare(row.chinese, row.figures, english, row.years)


def _is_misaligned(rows: Sequence[Row], n: int, slips: Sequence[Slip]) -> bool:
    """Whether what the row lacks stands in the other language of a row close by, and all of it does."""
    near = [row for row in rows[max(n - _REACH, 0) : n + _REACH + 1] if row is not rows[n]]
    return all(_went_away(slip, near) for slip in slips)


def _went_away(slip: Slip, near: Sequence[Row]) -> bool:
    if slip.bound or slip.exchanged:
        return False
    lost = slip.missing is None or any(english_numbers.align([slip.missing], row.english) for row in near)
    came = slip.extra is None or any(_has(row, slip.extra) for row in near)
    return lost and came


def _has(row: Row, number: EnglishNumber) -> bool:
    return any(
        english_units.cost(one, number) is not None for one in said(row.chinese, row.figures)
    )


# ---- planted slips


def _plant(rows: Sequence[Row]) -> tuple[dict[str, tuple[int, int]], tuple[tuple[str, Row, str], ...]]:
    counts: dict[str, list[int]] = {}
    escaped = []
    for row in rows:
        for kind, english in _spoiled(row):
            tally = counts.setdefault(kind, [0, 0])
            caught = bool(_slips(row, english))
            tally[0] += caught
            tally[1] += 1
            if not caught:
                escaped.append((kind, row, english))
    return {kind: (done, count) for kind, (done, count) in sorted(counts.items())}, tuple(escaped)


def _spoiled(row: Row) -> Iterator[tuple[str, str]]:
    """The English of `row` with one slip, for each number that says a figure or year, and each slip that fits it."""
    yield from _turned(row)
    yield from planted.slips(row.chinese, row.figures, row.english)
    required = [one for one in said(row.chinese, row.figures) if one.required]
    for at in english_numbers.align(required, row.english):
        text = row.english[at.start : at.end]
        for kind, wrong in slips_of(text):
            if wrong != text:
                yield kind, row.english[: at.start] + wrong + row.english[at.end :]


def _turned(row: Row) -> Iterator[tuple[str, str]]:
    """The English of `row` with the bound of one figure on the other side, in words that take turns."""
    numbers = english_numbers.find(row.english)
    for n, at in enumerate(english_numbers.match(row.figures, numbers)):
        number = english_numbers.number_at(at, numbers)
        if number and row.figures[at.figure].bound in ("over", "under"):
            words = _BOUNDS[(row.line + n) % len(_BOUNDS)]
            if wrong := bounds.turned(row.english, number, words):
                yield "opposite bound", wrong


def slips_of(text: str) -> Iterator[tuple[str, str]]:
    """What a tired translator may make of the number `text`.

    >>> dict(slips_of("15.47 million"))["scale"], dict(slips_of("1.2 percentage points"))["percent for points"]
    ('154.7 million', '1.2 percent')
    """
    number = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if text.lower() in _NEXT_WORD:
        yield "wrong word", _NEXT_WORD[text.lower()]
    if number:
        for kind, wrong in _wrong_digits(number[0]):
            yield kind, text[: number.start()] + wrong + text[number.end() :]
    for right, wrong in (
        ("million", "billion"),
        ("billion", "million"),
        ("trillion", "billion"),
        ("thousand", "million"),
    ):
        if re.search(rf"\b{right}\b", text):
            yield "million for billion", re.sub(rf"\b{right}\b", wrong, text, count=1)
    if re.search("percentage[- ]point", text):
        yield "percent for points", re.sub(r"percentage[- ]points?", "percent", text)
    elif re.search(r"per\s?cent\b", text):
        yield "points for percent", re.sub(r"per\s?cent\b", "percentage points", text)


def _wrong_digits(number: str) -> Iterator[tuple[str, str]]:
    digits = [n for n, c in enumerate(number) if c.isdigit()]
    if re.fullmatch(r"(?:19|20)\d\d", number):
        yield "wrong year", str(int(number) + 1)
        yield "wrong year back", str(int(number) - 1)
        return
    yield "scale", _scaled(number)
    if len(digits) > 1:
        last = digits[-1]
        yield "lost digit", (number[:last] + number[last + 1 :]).rstrip(".,")
        one, two = digits[-2], digits[-1]
        chars = list(number)
        chars[one], chars[two] = chars[two], chars[one]
        yield "transposed digits", "".join(chars)
    middle = digits[len(digits) // 2]
    yield "wrong digit", number[:middle] + str((int(number[middle]) + 3) % 10) + number[middle + 1 :]


def _scaled(number: str) -> str:
    """Ten times the number: the slip of one who reads 万 as ten thousands of the wrong thing."""
    if "." in number:
        whole, fraction = number.split(".")
        return whole + fraction[0] + ("." + fraction[1:] if fraction[1:] else "")
    return number + "0"
