"""The sheet that a chart is laid out on, and what several kinds of chart put on it: bars, ends, legends, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gen.charts import metrics
from gen.charts.canvas import WIDTH, Box, Canvas, Point
from gen.charts.skins import Words
from gen.locales import Locale
from gen.model import ChartSpec, Figure, Mark

LABEL = 12.0
"Size of names and values; 10.5 px on a phone 360 px wide."
NOTE = 10.5
BIG = 19.0
LEADING = 15.0
BAR = 12.0
GAP = 10.0
TIP = 5.0


@dataclass(frozen=True, slots=True)
class Row:
    """A mark as it is shown."""

    mark: Mark
    index: int
    name: str
    value: str
    row: int

    @property
    def figure(self) -> Figure:
        """What it shows."""
        return self.mark.figure

    @property
    def size(self) -> float:
        """What its length stands for: the lower end of a range."""
        value = self.figure.value
        return float(value[0] if isinstance(value, tuple) else value)

    @property
    def end(self) -> float:
        """The upper end of a range, else the same as `size`."""
        value = self.figure.value
        return float(value[1] if isinstance(value, tuple) else value)

    @property
    def ink(self) -> str:
        """Its colour."""
        return "target" if self.figure.status == "target" else "result"


@dataclass(slots=True)
class Sheet:
    """What a layout writes on."""

    canvas: Canvas
    spec: ChartSpec
    locale: Locale
    rows: tuple[Row, ...]

    @property
    def font(self) -> str:
        """The family that words are measured in."""
        return self.locale.matplotlib_font

    def wide(self, words: str, size: float = LABEL, *, bold: bool = False) -> float:
        """The width of `words`."""
        return metrics.width(words, size, self.font, bold=bold)

    def wrap(self, words: str, limit: float, size: float = LABEL) -> tuple[str, ...]:
        """`words` in lines of at most `limit`."""
        return metrics.wrap(words, size, self.font, limit)

    def by_row(self) -> list[list[Row]]:
        """The marks that are seen together."""
        numbers = dict.fromkeys(row.row for row in self.rows)
        return [[row for row in self.rows if row.row == n] for n in numbers]


def scale_of(sheet: Sheet, rows: Sequence[Row], left: float) -> float:
    """Points for one unit, so that every bar and the value at its end fit."""
    return min((WIDTH - left - TIP - 8 - sheet.wide(row.value, bold=True)) / row.end for row in rows)


def put_name(
    sheet: Sheet, row: Row, lines: Sequence[str], y: float, *, x: float = 0.0, anchor: str = "start"
) -> None:
    """The name of a mark in lines, the first on the baseline `y`."""
    at = Words(x, y, LABEL, "", "ink", anchor, mark=row.index)
    sheet.canvas.lines(lines, at, LEADING)


def put_bar(sheet: Sheet, row: Row, left: float, scale: float, *, pale: bool = False) -> None:
    """The bar with its end drawn by the figure's bound, and the value behind it; `pale` for what was before."""
    canvas, top = sheet.canvas, sheet.canvas.y
    right = left + row.size * scale
    fill = "tint" if pale else "result"
    if row.ink == "target":
        _hatched(sheet, row, (left, top, right, top + BAR))
    elif row.figure.bound == "approx":
        cut = max(left, right - 8)
        canvas.rectangle((left, top, cut, top + BAR), fill=fill, mark=row.index)
        for n in range(2):
            start = cut + 1.6 + n * 4
            canvas.rectangle((start, top, start + 2.4, top + BAR), fill=fill, mark=row.index)
    else:
        canvas.rectangle((left, top, right, top + BAR), fill=fill, mark=row.index)
    end = put_open_end(sheet, row, right, BAR, ink="tint" if pale else row.ink)
    if row.end > row.size:
        end = left + row.end * scale
        canvas.rectangle((right, top, end, top + BAR), fill="tint", mark=row.index)
    canvas.write(Words(end + 5, top + BAR - 2, LABEL, row.value, row.ink, bold=True, mark=row.index))


def put_open_end(sheet: Sheet, row: Row, right: float, height: float, *, ink: str) -> float:
    """A point where the number is only the least, a notch where it is the most; where the shape ends."""
    top = sheet.canvas.y
    middle = top + height / 2
    if row.figure.bound == "over":
        tip = ((right, top), (right + TIP, middle), (right, top + height))
        if row.ink == "target":
            sheet.canvas.polygon(tip, fill="target", stroke="target", width=0.8, mark=row.index)
        else:
            sheet.canvas.polygon(tip, fill=ink, mark=row.index)
        return right + TIP
    if row.figure.bound == "under":
        notch = ((right + 0.5, top - 0.5), (right - TIP, middle), (right + 0.5, top + height + 0.5))
        sheet.canvas.polygon(notch, fill="paper", mark=row.index)
    return right


def _hatched(sheet: Sheet, row: Row, box: Box) -> None:
    """An outline with slanting strokes: told from a result without colour."""
    left, top, right, bottom = box
    height = bottom - top
    sheet.canvas.rectangle(
        (left + 0.6, top + 0.6, right - 0.6, bottom - 0.6), stroke="target", width=1.2, mark=row.index
    )
    x = left - height + 4.0
    while x < right:
        low, high = max(left, x), min(right, x + height)
        if high - low > 1:
            start, end = (low, bottom - (low - x)), (high, bottom - (high - x))
            sheet.canvas.line(start, end, "target", 0.7, row.index)
        x += 5.0


def put_legend(sheet: Sheet, entries: Sequence[tuple[str, str]], *, dots: bool = False) -> None:
    """What a result and a target look like, side by side, each with its year where there is one."""
    x, y = 0.0, sheet.canvas.y
    for ink, label in entries:
        years = dict.fromkeys(row.figure.year for row in sheet.rows if row.ink == ink)
        words = sheet.locale.label(label)
        if sheet.spec.kind != "rises" and len(years) == 1 and (year := next(iter(years))):
            words += sheet.locale.label("chart.note.year", year=year)
        _put_key(sheet.canvas, x, y, ink, dots=dots)
        sheet.canvas.write(Words(x + 17, y + NOTE, NOTE, words, "muted"))
        x += 17 + sheet.wide(words, NOTE) + 18
    sheet.canvas.y += NOTE + 12


def _put_key(canvas: Canvas, x: float, y: float, ink: str, *, dots: bool) -> None:
    if dots and ink == "result":
        canvas.circle((x + 6, y + 6), 4.8, fill=ink)
    elif dots:
        put_diamond(canvas, (x + 6, y + 6))
    elif ink in ("result", "tint"):
        canvas.rectangle((x, y + 1.5, x + 12, y + 10.5), fill=ink)
    else:
        canvas.rectangle((x + 0.6, y + 2.1, x + 11.4, y + 9.9), stroke=ink, width=1.2)
        for n in range(2):
            canvas.line((x + 1 + n * 5, y + 10), (x + 6 + n * 5, y + 2), ink, 0.7)


def put_diamond(canvas: Canvas, centre: Point, mark: int = -1) -> None:
    """The dot of a target."""
    x, y = centre
    corners = ((x, y - 5.2), (x + 5.2, y), (x, y + 5.2), (x - 5.2, y))
    canvas.polygon(corners, fill="paper", stroke="target", width=1.6, mark=mark)


def bound_notes(sheet: Sheet) -> tuple[str, ...]:
    """A label for each kind of end that is drawn."""
    bounds = dict.fromkeys(row.figure.bound for row in sheet.rows if row.figure.bound != "exact")
    if sheet.spec.kind != "dots":
        return tuple(f"chart.note.{bound}" for bound in bounds)
    labels = ("chart.note.approx-dot" if bound == "approx" else "chart.note.open" for bound in bounds)
    return tuple(dict.fromkeys(labels))


def put_notes(sheet: Sheet, labels: Sequence[str]) -> None:
    """Small print below the drawing: what the ends of bars mean."""
    canvas = sheet.canvas
    if not labels:
        canvas.y += 2
        return
    words = sheet.locale.label("chart.note.separator").join(sheet.locale.label(label) for label in labels)
    lines = sheet.wrap(words, WIDTH - 4, NOTE)
    canvas.lines(lines, Words(0, canvas.y + NOTE + 2, NOTE, "", "muted"), NOTE * 1.35)
    canvas.y += len(lines) * NOTE * 1.35 + 5
