"""A chart in words: its title, what a sighted reader sees in it, the table behind it and its CSV; why two figures pair; pure.

`names` gives a mark's label in the words of the locale; what it lacks stays in the report's own words.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from gen import amounts, columns
from gen.locales import Locale
from gen.model import Change, ChartSpec, Figure, Mark, Outcome, Pair
from gen.read import claims, subjects

Names = Mapping[str, str]
_COLUMNS = (
    "chart", "name", "value", "value_high", "unit", "bound", "status", "year", "change", "printed", "sentence",
)  # fmt: skip
_NUMBERED = re.compile(r"^(chart\.title\.numbers\.[a-z]+)(?:\.part)?$")
"Titles that tell a chapter by its number; where its heading is told they do without."
RELATIONS = {
    "part": ("chart.note.whole", "chart.note.part"),
    "done": ("chart.note.begun", "chart.note.done"),
    "rises": ("chart.note.before", "chart.note.after"),
}
"What the two marks of a row are to each other, by kind of chart."


def name(label: str, locale: Locale, names: Names) -> str:
    """What the mark is called in `locale`; the report's own words where there is no other name."""
    return names.get(label) or amounts.shown(label, locale)


def title(spec: ChartSpec, locale: Locale, names: Names) -> str:
    """The chart's title in `locale`; with what its figures are about, where one of many charts of their kind."""
    blanks = {key: _blank(value, locale, names) for key, value in spec.params if key != "topic"}
    topic = _topic(dict(spec.params).get("topic", ""), locale, names)
    if not topic and "chapter" in blanks and not _NUMBERED.search(spec.title):
        topic = locale.label("chart.topic.chapter", part=blanks["part"], chapter=blanks["chapter"])
    if not topic:
        return locale.label(spec.title, **blanks)
    pattern = _NUMBERED.sub(r"\1.text", spec.title)
    return locale.label("chart.title.topic", topic=topic, title=locale.label(pattern, **blanks))


def _topic(value: str, locale: Locale, names: Names) -> str:
    """A topic by its label, a heading by its translation; nothing where a heading has none."""
    if value == "@" or (value.startswith("@") and locale.translated):
        return names.get(value[1:], "")
    return _blank(value, locale, names)


def _blank(value: str, locale: Locale, names: Names) -> str:
    if value.startswith("@"):
        return name(value[1:], locale, names)
    return locale.label(value) if value.startswith("chart.") else value


def role(spec: ChartSpec, mark: Mark, locale: Locale) -> str:
    """What a mark stands for: a result, a target, a standing fact, a whole, a part."""
    if spec.kind in RELATIONS:
        first = next(m for m in spec.marks if m.row == mark.row)
        return locale.label(RELATIONS[spec.kind][0 if mark is first else 1])
    return locale.label(f"chart.note.{mark.figure.status}")


def mark_name(spec: ChartSpec, mark: Mark, locale: Locale, names: Names) -> str:
    """Name and value of one mark, as its link is called."""
    alone = len(_rows(spec)[mark.row]) == 1
    value = shown_value(spec, mark, locale, names) if alone else _with_role(spec, mark, locale)
    pattern = "chart.alt.number" if spec.kind == "numbers" else "chart.alt.mark"
    return locale.label(pattern, thing=name(mark.label, locale, names), value=value)


def _with_role(spec: ChartSpec, mark: Mark, locale: Locale) -> str:
    value = amounts.value_text(mark.figure, locale)
    return locale.label("chart.alt.role", role=role(spec, mark, locale), value=value)


def signed(figure: Figure, value: str) -> str:
    """The value with the one sign of its change, as charts of changes print it beside a name that tells of none."""
    return ("−" if figure.change == "-" else "+") + value.removeprefix("-")


def shown_value(spec: ChartSpec, mark: Mark, locale: Locale, names: Names) -> str:
    """The value as the chart prints it; a change with its sign right before the number: about +4.5%.

    Without the sign where the name tells already which way it went: a fall in fires of −22% would be a rise.
    """
    figure = mark.figure
    if spec.kind != "changes" or _said_change(mark.label, locale, names) == figure.change:
        return amounts.value_text(figure, locale)
    value = signed(figure, amounts.value_text(replace(figure, bound="exact"), locale))
    return value if figure.bound in ("exact", "range") else locale.label(f"chart.change.{figure.bound}", n=value)


def _said_change(label: str, locale: Locale, names: Names) -> Change | None:
    """Which way a mark's name says that it went: a translated one by its first word that does, the report's own by its end."""
    if not locale.translated or label not in names:
        return claims.change(subjects.bare(label), None, "")
    signs: tuple[tuple[Change, str], ...] = (("+", "chart.says.rise"), ("-", "chart.says.fall"))
    words = {word: sign for sign, key in signs for word in locale.label(key).split(", ")}
    return next((words[word] for word in re.findall(r"\w+", names[label].lower()) if word in words), None)


def alt(spec: ChartSpec, locale: Locale, names: Names) -> str:
    """What a sighted reader sees: the kind of chart, how many marks, the highest and lowest, every value."""
    rows = _rows(spec)
    said = [_row_text(spec, row, locale, names) for row in rows.values()]
    ranked = sorted(spec.marks, key=lambda mark: _size(mark.figure))
    first, last = (mark_name(spec, mark, locale, names) for mark in (ranked[-1], ranked[0]))
    count = len(spec.marks) if spec.kind in ("bars", "changes", "dots", "numbers") else len(rows)
    everything = locale.label("chart.alt.separator").join(said)
    return locale.label(f"chart.alt.{spec.kind}", count=count, first=first, last=last, all=everything)


def _row_text(spec: ChartSpec, row: list[Mark], locale: Locale, names: Names) -> str:
    if len(row) == 1:
        return mark_name(spec, row[0], locale, names)
    if spec.kind in RELATIONS and spec.kind != "rises":
        return locale.label("chart.list").join(mark_name(spec, mark, locale, names) for mark in row)
    first, second = (_with_role(spec, mark, locale) for mark in row[:2])
    return locale.label("chart.alt.pair", thing=name(row[0].label, locale, names), first=first, second=second)


def table(spec: ChartSpec, locale: Locale, names: Names) -> tuple[tuple[str, ...], ...]:
    """The table behind a chart: a row of heads, then one row a mark, all as shown."""
    head = tuple(locale.label(f"chart.table.{column}") for column in ("name", "value", "role", "year"))
    return (head, *_table_rows(spec, locale, names))


def _table_rows(spec: ChartSpec, locale: Locale, names: Names) -> Iterator[tuple[str, ...]]:
    for mark in spec.marks:
        figure = mark.figure
        value = shown_value(spec, mark, locale, names)
        yield name(mark.label, locale, names), value, role(spec, mark, locale), str(figure.year or "")


def to_csv(spec: ChartSpec, locale: Locale, names: Names) -> str:
    """The chart's data for a program: numbers in full, bounds by name; no cell that a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for mark in spec.marks:
        figure = mark.figure
        value = (figure.value[0], figure.value[-1]) if isinstance(figure.value, tuple) else (figure.value, "")
        meaning = (columns.safe(figure.unit), figure.bound, figure.status, figure.year or "", columns.CHANGES[figure.change])
        label, printed = (columns.safe(words) for words in (name(mark.label, locale, names), figure.text))
        writer.writerow((spec.id, label, *value, *meaning, printed, figure.sentence))
    return out.getvalue()


def _rows(spec: ChartSpec) -> dict[int, list[Mark]]:
    rows: dict[int, list[Mark]] = {}
    for mark in spec.marks:
        rows.setdefault(mark.row, []).append(mark)
    return rows


def _size(figure: Figure) -> float:
    size = float(figure.value[1] if isinstance(figure.value, tuple) else figure.value)
    return -size if figure.change == "-" else size


def why_paired(pair: Pair, names: Mapping[int, str], locale: Locale) -> str:
    """Why two figures are taken for the same thing, or what is arguable: with both names as `names` has them by offset."""
    why = locale.label(f"ledger.reason.{pair.reason}")
    one, two = names[pair.result.start], names[pair.target.start]
    return why if pair.certainty == "certain" else locale.label("ledger.between", reason=why, one=one, two=two)


def why_judged(outcome: Outcome, locale: Locale) -> str:
    """Why a promise is said to be reached or not, or what of that is arguable."""
    if not outcome.doubts:
        return locale.label(f"promise.why.{outcome.verdict.replace(' ', '-')}")
    return locale.label("promise.and").join(locale.label(f"promise.doubt.{doubt}") for doubt in outcome.doubts)
