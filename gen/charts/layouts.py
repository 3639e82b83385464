"""How each kind of chart is laid out: a table of kinds, each a function that writes on a sheet from top to bottom."""

from __future__ import annotations

from collections.abc import Callable

from gen import amounts, captions
from gen.charts.canvas import WIDTH
from gen.charts.sheet import (
    BAR,
    BIG,
    GAP,
    LABEL,
    LEADING,
    NOTE,
    TIP,
    Row,
    Sheet,
    bound_notes,
    put_bar,
    put_diamond,
    put_legend,
    put_name,
    put_notes,
    put_open_end,
    scale_of,
)
from gen.charts.skins import Words

_BESIDE = 0.34
"Names stand beside the bars where the longest takes no more of the width."


def _bars(sheet: Sheet) -> None:
    """Ranked bars: names beside them where short, else above; the value at each end."""
    widest = max(sheet.wide(row.name) for row in sheet.rows)
    beside = widest <= WIDTH * _BESIDE
    left = widest + 10 if beside else 0.0
    scale = scale_of(sheet, sheet.rows, left)
    top = sheet.canvas.y
    for row in sheet.rows:
        if beside:
            put_name(sheet, row, (row.name,), sheet.canvas.y + BAR - 2)
        else:
            lines = sheet.wrap(row.name, WIDTH - 4)
            put_name(sheet, row, lines, sheet.canvas.y + LABEL - 0.5)
            sheet.canvas.y += len(lines) * LEADING + 1.5
        put_bar(sheet, row, left, scale)
        sheet.canvas.y += BAR + GAP
    if beside:
        sheet.canvas.line((left, top - 2), (left, sheet.canvas.y - GAP + 2), "muted", 0.8)
    sheet.canvas.y -= GAP - 4
    put_notes(sheet, bound_notes(sheet))


def _changes(sheet: Sheet) -> None:
    """Rises to the right of a line and falls to the left of it, each named on the side that its bar leaves free."""
    falls = [row for row in sheet.rows if row.figure.change == "-"]
    if not falls:
        _bars(sheet)
        return
    canvas = sheet.canvas
    zero, scale = _zero_line(sheet, falls)
    top = canvas.y
    for row in sheet.rows:
        fall = row in falls
        room = WIDTH - zero - 10 if fall else zero - 10
        lines = sheet.wrap(row.name, room)
        height = max(BAR, (len(lines) - 1) * LEADING + BAR)
        first = canvas.y + BAR - 2
        canvas.y += (height - BAR) / 2
        if fall:
            left = zero - row.size * scale
            box = (left + 0.4, canvas.y + 0.4, zero, canvas.y + BAR - 0.4)
            canvas.rectangle(box, fill="tint", stroke="result", width=0.8, mark=row.index)
            at = Words(
                left - 5, canvas.y + BAR - 2, LABEL, row.value, row.ink, "end", bold=True, mark=row.index
            )
            canvas.write(at)
        else:
            put_bar(sheet, row, zero, scale)
        put_name(sheet, row, lines, first, x=zero + (8 if fall else -8), anchor="start" if fall else "end")
        canvas.y += (height - BAR) / 2 + BAR + GAP
    canvas.line((zero, top - 2), (zero, canvas.y - GAP + 2), "muted", 0.8)
    canvas.y -= GAP - 4
    put_notes(sheet, bound_notes(sheet))


def _zero_line(sheet: Sheet, falls: list[Row]) -> tuple[float, float]:
    """Where falls and rises part, about in the middle so that names have room, and points for one unit."""
    down = max(row.end for row in falls)
    up = max((row.end for row in sheet.rows if row not in falls), default=down)
    value = max(sheet.wide(row.value, bold=True) for row in sheet.rows) + 8 + TIP
    zero = min(max(WIDTH * down / (down + up), WIDTH * 0.4), WIDTH * 0.6)
    return zero, min((zero - value) / down, (WIDTH - zero - value) / up)


def _pairs(sheet: Sheet, *, common: bool) -> None:
    """A result and below it its target, row by row."""
    put_legend(sheet, (("result", "chart.note.result"), ("target", "chart.note.target")))
    shared = scale_of(sheet, sheet.rows, 0.0)
    for rows in sheet.by_row():
        scale = shared if common else scale_of(sheet, rows, 0.0)
        lines = sheet.wrap(rows[0].name, WIDTH - 4)
        put_name(sheet, rows[0], lines, sheet.canvas.y + LABEL - 0.5)
        sheet.canvas.y += len(lines) * LEADING + 1.5
        for row in rows:
            put_bar(sheet, row, 0.0, scale)
            sheet.canvas.y += BAR + 3.5
        sheet.canvas.y += GAP - 2
    sheet.canvas.y -= GAP - 4
    own = () if common else ("chart.note.own-scale",)
    put_notes(sheet, (*own, *bound_notes(sheet)))


def _targets(sheet: Sheet) -> None:
    _pairs(sheet, common=True)


def _multiples(sheet: Sheet) -> None:
    _pairs(sheet, common=False)


def _rises(sheet: Sheet) -> None:
    """Where each thing stood, as a pale bar, and below it where it came to."""
    put_legend(sheet, (("tint", "chart.note.before"), ("result", "chart.note.after")))
    for before, after in (rows[:2] for rows in sheet.by_row()):
        scale = scale_of(sheet, (before, after), 0.0)
        lines = sheet.wrap(after.name, WIDTH - 4)
        put_name(sheet, after, lines, sheet.canvas.y + LABEL - 0.5)
        sheet.canvas.y += len(lines) * LEADING + 1.5
        put_bar(sheet, before, 0.0, scale, pale=True)
        sheet.canvas.y += BAR + 3.5
        put_bar(sheet, after, 0.0, scale)
        sheet.canvas.y += BAR + 3.5 + GAP - 2
    sheet.canvas.y -= GAP - 4
    put_notes(sheet, ("chart.note.own-scale", *bound_notes(sheet)))


def _dots(sheet: Sheet) -> None:
    """A dot on a line from 0 to 100; the values stand at the right, above the line."""
    if len({row.ink for row in sheet.rows}) > 1:
        put_legend(sheet, (("result", "chart.note.result"), ("target", "chart.note.target")), dots=True)
    canvas = sheet.canvas
    left, right = 6.0, WIDTH - 6.0
    for rows in sheet.by_row():
        values = [(_dot_value(sheet, row, alone=len(rows) == 1), row) for row in rows]
        room = sum(sheet.wide(text, bold=True) + 12 for text, _ in values)
        lines = sheet.wrap(rows[0].name, WIDTH - room - 10)
        put_name(sheet, rows[0], lines, canvas.y + LABEL - 0.5)
        x = WIDTH
        for text, row in reversed(values):
            canvas.write(
                Words(x, canvas.y + LABEL - 0.5, LABEL, text, row.ink, "end", bold=True, mark=row.index)
            )
            x -= sheet.wide(text, bold=True) + 12
        canvas.y += len(lines) * LEADING + 5.5
        canvas.line((left, canvas.y), (right, canvas.y), "rule", 1.2)
        for row in rows:
            _dot(sheet, row, left, right)
        canvas.y += 12.5
    _axis(sheet, left, right)
    put_notes(sheet, bound_notes(sheet))


def _dot_value(sheet: Sheet, row: Row, *, alone: bool) -> str:
    """The value; a target says that it is one, for colour alone does not."""
    if row.ink != "target" and alone:
        return row.value
    return sheet.locale.label(
        "chart.alt.role", role=captions.role(sheet.spec, row.mark, sheet.locale), value=row.value
    )


def _dot(sheet: Sheet, row: Row, left: float, right: float) -> None:
    canvas, y = sheet.canvas, sheet.canvas.y
    at = left + (right - left) * row.size / 100
    open_end = {"over": right, "under": left, "range": left + (right - left) * row.end / 100}.get(
        row.figure.bound
    )
    if open_end is not None:
        low, high = min(at, open_end), max(at, open_end)
        canvas.rectangle(
            (low, y - 2, high, y + 2),
            fill="tint" if row.ink == "result" else "",
            stroke=row.ink,
            width=0.6,
            mark=row.index,
        )
    if row.ink == "target":
        put_diamond(canvas, (at, y), row.index)
    elif row.figure.bound == "approx":
        canvas.circle((at, y), 4.2, fill="paper", stroke="result", width=2.0, mark=row.index)
    else:
        canvas.circle((at, y), 4.8, fill="result", stroke="paper", width=0.8, mark=row.index)


def _axis(sheet: Sheet, left: float, right: float) -> None:
    """The line below the dots, with its shares."""
    canvas = sheet.canvas
    for share in (0, 25, 50, 75, 100):
        x = left + (right - left) * share / 100
        canvas.line((x, canvas.y - 3), (x, canvas.y + 1), "muted", 0.8)
        anchor = {0: "start", 100: "end"}.get(share, "middle")
        place = {0: 0.0, 100: WIDTH}.get(share, x)
        text = amounts.with_unit(str(share), "%", sheet.locale)
        canvas.write(Words(place, canvas.y + NOTE + 2, NOTE, text, "muted", anchor))
    canvas.line((left, canvas.y - 1), (right, canvas.y - 1), "muted", 0.8)
    canvas.y += NOTE + 6


def _parts(sheet: Sheet) -> None:
    """A whole as a pale bar, its parts as dark ones inside it, side by side; all named, the parts below."""
    canvas = sheet.canvas
    for whole, *parts in sheet.by_row():
        full = (WIDTH - TIP - 2) / whole.end
        _key_line(sheet, whole, "tint")
        top, at = canvas.y, 0.0
        canvas.rectangle((0, top, whole.size * full, top + 20), fill="tint", mark=whole.index)
        for part in parts:
            end = at + part.size * full
            canvas.rectangle((at, top, end - (1.2 if part is not parts[-1] else 0), top + 20), fill="result", mark=part.index)
            at = end
        put_open_end(sheet, whole, whole.size * full, 20, ink="tint")
        canvas.y += 20 + 5
        for part in parts:
            _key_line(sheet, part, "result")
        canvas.y += GAP
    canvas.y -= GAP + 2
    put_notes(sheet, bound_notes(sheet))


def _key_line(sheet: Sheet, row: Row, ink: str) -> None:
    """A small square, what the mark is, its name, and the value at the right."""
    canvas = sheet.canvas
    room = sheet.wide(row.value, bold=True) + 12
    lines = sheet.wrap(_part_name(sheet, row), WIDTH - 15 - room)
    canvas.rectangle((0, canvas.y + 2, 9, canvas.y + 11), fill=ink, mark=row.index)
    put_name(sheet, row, lines, canvas.y + LABEL - 1, x=15)
    canvas.write(
        Words(WIDTH, canvas.y + LABEL - 1, LABEL, row.value, "ink", "end", bold=True, mark=row.index)
    )
    canvas.y += len(lines) * LEADING + 2


def _part_name(sheet: Sheet, row: Row) -> str:
    """The whole by its name; a part by its own, or, where it is so much of the same thing, by what was done with it."""
    first = next(other for other in sheet.rows if other.row == row.row)
    if row is first:
        return row.name
    if sheet.spec.kind == "done":
        return sheet.locale.label("chart.note.of-it-done")
    return sheet.locale.label(
        "chart.note.named", role=captions.role(sheet.spec, row.mark, sheet.locale), thing=row.name
    )


def _numbers(sheet: Sheet) -> None:
    """Numbers set large, two abreast, each over its name."""
    canvas = sheet.canvas
    column = (WIDTH - 20) / 2
    for start in range(0, len(sheet.rows), 2):
        couple = sheet.rows[start : start + 2]
        height = 0.0
        for n, row in enumerate(couple):
            x = n * (column + 20)
            lines = sheet.wrap(row.name, column)
            canvas.line((x, canvas.y + 0.5), (x + column, canvas.y + 0.5), "rule", 1, row.index)
            size = min(BIG, BIG * column / sheet.wide(row.value, BIG, bold=True))
            canvas.write(Words(x, canvas.y + BIG + 4, size, row.value, row.ink, bold=True, mark=row.index))
            put_name(sheet, row, lines, canvas.y + BIG + 4 + LEADING + 2, x=x)
            height = max(height, BIG + 6 + len(lines) * LEADING + 4)
        canvas.y += height + GAP
    canvas.y -= GAP - 2


LAYOUTS: dict[str, Callable[[Sheet], None]] = {
    "bars": _bars,
    "targets": _targets,
    "multiples": _multiples,
    "rises": _rises,
    "dots": _dots,
    "changes": _changes,
    "part": _parts,
    "done": _parts,
    "numbers": _numbers,
}
