"""From a chart spec to a drawing in one locale: the layout of each kind, in points, on a sheet 5.2 inches wide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gen import amounts, captions, locales, metrics
from gen.canvas import WIDTH, Canvas
from gen.locales import Locale
from gen.model import ChartSpec, Figure, Mark
from gen.skins import Drawing, Link, Words, skin_file, skin_print, skin_web

__all__ = ["drawing", "findings", "skin_file", "skin_print", "skin_web"]

LABEL = 12.0
"Size of names and values; 10.5 px on a phone 360 px wide."
NOTE = 10.5
BIG = 19.0
_LEADING = 15.0
_BAR = 12.0
_GAP = 10.0
_TIP = 5.0
_BESIDE = 0.34
"Names stand beside the bars where the longest takes no more of the width."


@dataclass(frozen=True, slots=True)
class _Row:
    """A mark as it is shown."""

    mark: Mark
    index: int
    name: str
    foreign: bool
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
class _Sheet:
    """What a layout writes on."""

    canvas: Canvas
    spec: ChartSpec
    locale: Locale
    rows: tuple[_Row, ...]

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

    def by_row(self) -> list[list[_Row]]:
        """The marks that are seen together."""
        numbers = dict.fromkeys(row.row for row in self.rows)
        return [[row for row in self.rows if row.row == n] for n in numbers]


def drawing(spec: ChartSpec, locale: Locale, names: captions.Names) -> Drawing:
    """The chart in `locale`, drawn once and without colours; skins give it these. `names`: see `captions`."""
    canvas = Canvas(locale.matplotlib_font)
    sheet = _Sheet(canvas, spec, locale, _rows(spec, locale, names))
    LAYOUTS[spec.kind](sheet)
    title = captions.title(spec, locale, names)
    return Drawing(
        id=spec.id,
        width=WIDTH,
        height=canvas.y,
        title=title,
        title_lines=metrics.wrap(title, 13.5, locale.matplotlib_font, WIDTH, bold=True),
        alt=captions.alt(spec, locale, names),
        lang=locale.html,
        source_lang=_source().html,
        font=_stack(locale),
        items=canvas.drawn(),
        marks=tuple(Link(m.figure.sentence, captions.mark_name(spec, m, locale, names)) for m in spec.marks),
    )


def findings() -> tuple[object, ...]:
    """Warnings about fonts that are missing, one a family."""
    families = dict.fromkeys(locale.matplotlib_font for locale in locales.standard())
    return tuple(finding for family in families for finding in metrics.findings(family))


def _rows(spec: ChartSpec, locale: Locale, names: captions.Names) -> tuple[_Row, ...]:
    return tuple(
        _Row(
            mark, n, captions.name(mark.label, locale, names), locale.translated and mark.label not in names,
            amounts.value_text(mark.figure, locale), mark.row,
        )
        for n, mark in enumerate(spec.marks)
    )  # fmt: skip


def _source() -> Locale:
    """The locale that shows the report's own words."""
    return next(locale for locale in locales.standard() if not locale.translated and not locale.script)


def _stack(locale: Locale) -> str:
    own = locale.matplotlib_font
    latin = ("Helvetica Neue", "Arial") if locale.translated else ()
    return ", ".join((*latin, own, own.replace("Sans", "Sans CJK"), "sans-serif"))


# ---- layouts, one a kind


def _bars(sheet: _Sheet) -> None:
    """Ranked bars: names beside them where short, else above; the value at each end."""
    widest = max(sheet.wide(row.name) for row in sheet.rows)
    beside = widest <= WIDTH * _BESIDE
    left = widest + 10 if beside else 0.0
    scale = _scale(sheet, sheet.rows, left)
    top = sheet.canvas.y
    for row in sheet.rows:
        if beside:
            _name(sheet, row, (row.name,), sheet.canvas.y + _BAR - 2)
        else:
            lines = sheet.wrap(row.name, WIDTH - 4)
            _name(sheet, row, lines, sheet.canvas.y + LABEL - 0.5)
            sheet.canvas.y += len(lines) * _LEADING + 1.5
        _bar(sheet, row, left, scale)
        sheet.canvas.y += _BAR + _GAP
    if beside:
        sheet.canvas.line((left, top - 2), (left, sheet.canvas.y - _GAP + 2), "muted", 0.8)
    sheet.canvas.y -= _GAP - 4
    _notes(sheet, _bound_notes(sheet))


def _pairs(sheet: _Sheet, *, common: bool) -> None:
    """A result and below it its target, row by row."""
    _legend(sheet, (("result", "chart.note.result"), ("target", "chart.note.target")))
    shared = _scale(sheet, sheet.rows, 0.0)
    for rows in sheet.by_row():
        scale = shared if common else _scale(sheet, rows, 0.0)
        lines = sheet.wrap(rows[0].name, WIDTH - 4)
        _name(sheet, rows[0], lines, sheet.canvas.y + LABEL - 0.5)
        sheet.canvas.y += len(lines) * _LEADING + 1.5
        for row in rows:
            _bar(sheet, row, 0.0, scale)
            sheet.canvas.y += _BAR + 3.5
        sheet.canvas.y += _GAP - 2
    sheet.canvas.y -= _GAP - 4
    own = () if common else ("chart.note.own-scale",)
    _notes(sheet, (*own, *_bound_notes(sheet)))


def _targets(sheet: _Sheet) -> None:
    _pairs(sheet, common=True)


def _multiples(sheet: _Sheet) -> None:
    _pairs(sheet, common=False)


def _dots(sheet: _Sheet) -> None:
    """A dot on a line from 0 to 100; the values stand at the right, above the line."""
    if len({row.ink for row in sheet.rows}) > 1:
        _legend(sheet, (("result", "chart.note.result"), ("target", "chart.note.target")), dots=True)
    canvas = sheet.canvas
    left, right = 6.0, WIDTH - 6.0
    top = canvas.y
    for rows in sheet.by_row():
        values = [(_dot_value(sheet, row, alone=len(rows) == 1), row) for row in rows]
        room = sum(sheet.wide(text, bold=True) + 12 for text, _ in values)
        lines = sheet.wrap(rows[0].name, WIDTH - room - 10)
        _name(sheet, rows[0], lines, canvas.y + LABEL - 0.5)
        x = WIDTH
        for text, row in reversed(values):
            canvas.write(Words(x, canvas.y + LABEL - 0.5, LABEL, text, row.ink, "end", bold=True, mark=row.index))
            x -= sheet.wide(text, bold=True) + 12
        canvas.y += len(lines) * _LEADING + 5.5
        canvas.line((left, canvas.y), (right, canvas.y), "rule", 1.2)
        for row in rows:
            _dot(sheet, row, left, right)
        canvas.y += 12.5
    _axis(sheet, left, right, top)
    _notes(sheet, _bound_notes(sheet))


def _dot_value(sheet: _Sheet, row: _Row, *, alone: bool) -> str:
    """The value; a target says that it is one, for colour alone does not."""
    if row.ink != "target" and alone:
        return row.value
    return sheet.locale.label("chart.alt.role", role=captions.role(sheet.spec, row.mark, sheet.locale), value=row.value)


def _dot(sheet: _Sheet, row: _Row, left: float, right: float) -> None:
    canvas, y = sheet.canvas, sheet.canvas.y
    at = left + (right - left) * row.size / 100
    open_end = {"over": right, "under": left, "range": left + (right - left) * row.end / 100}.get(row.figure.bound)
    if open_end is not None:
        low, high = min(at, open_end), max(at, open_end)
        canvas.rectangle((low, y - 2, high, y + 2), fill="tint" if row.ink == "result" else "", stroke=row.ink, width=0.6, mark=row.index)
    if row.ink == "target":
        canvas.polygon(((at, y - 5.2), (at + 5.2, y), (at, y + 5.2), (at - 5.2, y)), "paper", "target", 1.6, row.index)
    elif row.figure.bound == "approx":
        canvas.circle((at, y), 4.2, "paper", "result", 2.0, row.index)
    else:
        canvas.circle((at, y), 4.8, "result", "paper", 0.8, row.index)


def _axis(sheet: _Sheet, left: float, right: float, top: float) -> None:
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


def _parts(sheet: _Sheet) -> None:
    """A whole as a pale bar, its part as a dark one inside it; both named, the part below."""
    canvas = sheet.canvas
    for whole, part in (rows[:2] for rows in sheet.by_row()):
        full = (WIDTH - _TIP - 2) / whole.end
        _key_line(sheet, whole, "tint")
        top = canvas.y
        canvas.rectangle((0, top, whole.size * full, top + 20), fill="tint", mark=whole.index)
        canvas.rectangle((0, top, part.size * full, top + 20), fill="result", mark=part.index)
        _open_end(sheet, whole, whole.size * full, top, 20, "tint")
        canvas.y += 20 + 5
        _key_line(sheet, part, "result")
        canvas.y += _GAP
    canvas.y -= _GAP + 2
    _notes(sheet, _bound_notes(sheet))


def _key_line(sheet: _Sheet, row: _Row, ink: str) -> None:
    """A small square, what the mark is, its name, and the value at the right."""
    canvas = sheet.canvas
    room = sheet.wide(row.value, bold=True) + 12
    lines = sheet.wrap(_part_name(sheet, row), WIDTH - 15 - room)
    canvas.rectangle((0, canvas.y + 2, 9, canvas.y + 11), fill=ink, mark=row.index)
    _name(sheet, row, lines, canvas.y + LABEL - 1, x=15)
    canvas.write(Words(WIDTH, canvas.y + LABEL - 1, LABEL, row.value, "ink", "end", bold=True, mark=row.index))
    canvas.y += len(lines) * _LEADING + 2


def _part_name(sheet: _Sheet, row: _Row) -> str:
    """The whole by its name; a part by its own, or, where it is so much of the same thing, by what was done with it."""
    first = next(other for other in sheet.rows if other.row == row.row)
    if row is first:
        return row.name
    if sheet.spec.kind == "done":
        return sheet.locale.label("chart.note.of-it-done")
    return sheet.locale.label("chart.note.named", role=captions.role(sheet.spec, row.mark, sheet.locale), thing=row.name)


def _numbers(sheet: _Sheet) -> None:
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
            _name(sheet, row, lines, canvas.y + BIG + 4 + _LEADING + 2, x=x)
            height = max(height, BIG + 6 + len(lines) * _LEADING + 4)
        canvas.y += height + _GAP
    canvas.y -= _GAP - 2


LAYOUTS: dict[str, Callable[[_Sheet], None]] = {
    "bars": _bars,
    "targets": _targets,
    "multiples": _multiples,
    "dots": _dots,
    "part": _parts,
    "done": _parts,
    "numbers": _numbers,
}


# ---- tools of the layouts


def _scale(sheet: _Sheet, rows: Sequence[_Row], left: float) -> float:
    """Points for one unit, so that every bar and the value at its end fit."""
    return min((WIDTH - left - _TIP - 8 - sheet.wide(row.value, bold=True)) / row.end for row in rows)


def _name(sheet: _Sheet, row: _Row, lines: Sequence[str], y: float, x: float = 0.0) -> None:
    at = Words(x, y, LABEL, "", "ink", foreign=row.foreign, mark=row.index)
    sheet.canvas.lines(lines, at, _LEADING)


def _bar(sheet: _Sheet, row: _Row, left: float, scale: float) -> None:
    """The bar with its end drawn by the figure's bound, and the value behind it."""
    canvas, top = sheet.canvas, sheet.canvas.y
    right = left + row.size * scale
    fill = "result" if row.ink == "result" else ""
    if row.ink == "target":
        _hatched(sheet, row, (left, top, right, top + _BAR))
    elif row.figure.bound == "approx":
        cut = max(left, right - 8)
        canvas.rectangle((left, top, cut, top + _BAR), fill=fill, mark=row.index)
        for n in range(2):
            start = cut + 1.6 + n * 4
            canvas.rectangle((start, top, start + 2.4, top + _BAR), fill=fill, mark=row.index)
    else:
        canvas.rectangle((left, top, right, top + _BAR), fill=fill, mark=row.index)
    end = _open_end(sheet, row, right, top, _BAR, row.ink)
    if row.end > row.size:
        end = left + row.end * scale
        canvas.rectangle((right, top, end, top + _BAR), fill="tint", mark=row.index)
    canvas.write(Words(end + 5, top + _BAR - 2, LABEL, row.value, row.ink, bold=True, mark=row.index))


def _open_end(sheet: _Sheet, row: _Row, right: float, top: float, height: float, ink: str) -> float:
    """A point where the number is only the least, a notch where it is the most; where the shape ends."""
    middle = top + height / 2
    if row.figure.bound == "over":
        tip = ((right, top), (right + _TIP, middle), (right, top + height))
        if row.ink == "target":
            sheet.canvas.polygon(tip, "target", "target", 0.8, row.index)
        else:
            sheet.canvas.polygon(tip, ink, mark=row.index)
        return right + _TIP
    if row.figure.bound == "under":
        sheet.canvas.polygon(((right + 0.5, top - 0.5), (right - _TIP, middle), (right + 0.5, top + height + 0.5)), "paper", mark=row.index)
    return right


def _hatched(sheet: _Sheet, row: _Row, box: tuple[float, float, float, float]) -> None:
    """An outline with slanting strokes: told from a result without colour."""
    left, top, right, bottom = box
    height = bottom - top
    sheet.canvas.rectangle((left + 0.6, top + 0.6, right - 0.6, bottom - 0.6), stroke="target", width=1.2, mark=row.index)
    x = left - height + 4.0
    while x < right:
        low, high = max(left, x), min(right, x + height)
        if high - low > 1:
            start, end = (low, bottom - (low - x)), (high, bottom - (high - x))
            sheet.canvas.line(start, end, "target", 0.7, row.index)
        x += 5.0


def _legend(sheet: _Sheet, entries: Sequence[tuple[str, str]], *, dots: bool = False) -> None:
    canvas, x = sheet.canvas, 0.0
    y = canvas.y
    for ink, label in entries:
        years = dict.fromkeys(str(r.figure.year) for r in sheet.rows if r.ink == ink and r.figure.year)
        words = sheet.locale.label(label) + (sheet.locale.label("chart.note.year", year=next(iter(years))) if len(years) == 1 else "")
        if dots and ink == "result":
            canvas.circle((x + 6, y + 6), 4.8, ink)
        elif dots:
            canvas.polygon(((x + 6, y + 0.8), (x + 11.2, y + 6), (x + 6, y + 11.2), (x + 0.8, y + 6)), "paper", ink, 1.6)
        elif ink == "result":
            canvas.rectangle((x, y + 1.5, x + 12, y + 10.5), fill=ink)
        else:
            canvas.rectangle((x + 0.6, y + 2.1, x + 11.4, y + 9.9), stroke=ink, width=1.2)
            for n in range(2):
                canvas.line((x + 1 + n * 5, y + 10), (x + 6 + n * 5, y + 2), ink, 0.7)
        canvas.write(Words(x + 17, y + NOTE, NOTE, words, "muted"))
        x += 17 + sheet.wide(words, NOTE) + 18
    canvas.y += NOTE + 12


def _bound_notes(sheet: _Sheet) -> tuple[str, ...]:
    """A label for each kind of end that is drawn."""
    kind = "dots" if sheet.spec.kind == "dots" else ""
    bounds = dict.fromkeys(row.figure.bound for row in sheet.rows if row.figure.bound != "exact")
    if kind:
        return tuple(dict.fromkeys("chart.note.approx-dot" if b == "approx" else "chart.note.open" for b in bounds))
    return tuple(f"chart.note.{bound}" for bound in bounds)


def _notes(sheet: _Sheet, labels: Sequence[str]) -> None:
    """Small print below the drawing: what the ends of bars mean."""
    canvas = sheet.canvas
    if not labels:
        canvas.y += 2
        return
    words = sheet.locale.label("chart.note.separator").join(sheet.locale.label(label) for label in labels)
    lines = sheet.wrap(words, WIDTH - 4, NOTE)
    canvas.lines(lines, Words(0, canvas.y + NOTE + 2, NOTE, "", "muted"), NOTE * 1.35)
    canvas.y += len(lines) * NOTE * 1.35 + 5
