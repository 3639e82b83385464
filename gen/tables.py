"""The report's data to take away: CSV and JSON of figures and terms, and the text as published."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from gen.locales import Locale
from gen.model import Book, Figure, Line

FORMULA = "=+-@\t\r"
"A cell that begins with one of these is a formula to a spreadsheet."


def files(book: Book, locales: Sequence[Locale]) -> dict[str, bytes]:
    """Everything under downloads/<stem>/ that is a table or the source, by path below docs/."""
    folder = f"downloads/{book.analysis.seed.stem}/"
    rows = list(_figure_rows(book, locales))
    return {
        f"{folder}figures.csv": _csv(rows),
        f"{folder}figures.json": _json([_with_numbers(book, row, n) for n, row in enumerate(rows)]),
        f"{folder}terms.csv": _csv(list(_term_rows(book))),
        f"{folder}source.txt": book.analysis.seed.data,
        f"{folder}report.json": _json(_report(book)),
    }


def safe(cell: str) -> str:
    """A text cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("3.6万人次")
    ("'=1+1", '3.6万人次')
    """
    return f"'{cell}" if cell[:1] and cell[0] in FORMULA else cell


def _figure_rows(book: Book, locales: Sequence[Locale]) -> Iterable[dict[str, str]]:
    lines = {edition.locale: {line.key: line for line in edition.lines()} for edition in book.editions}
    stem = book.analysis.seed.stem
    for figure in book.analysis.figures:
        row = _figure_row(figure)
        for locale in locales:
            name = locale.html.replace("-", "_").lower()
            row[f"subject_{name}"] = safe(book.edition(locale.code).names[figure.span.start])
        for locale in locales:
            line: Line | None = lines[locale.code].get(figure.sentence)
            row[f"sentence_{locale.html.replace('-', '_').lower()}"] = safe(line.words) if line else ""
        row["address"] = f"{locales[0].code}/{stem}/data/#f-{figure.span.start}"
        yield row


def _figure_row(figure: Figure) -> dict[str, str]:
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    return {
        "start": str(figure.span.start),
        "end": str(figure.span.end),
        "text": safe(figure.text),
        "value": plain(low),
        "value_high": plain(high) if isinstance(figure.value, tuple) else "",
        "unit": safe(figure.unit),
        "bound": figure.bound,
        "status": figure.status,
        "year": str(figure.year or ""),
        "change": {"+": "increase", "-": "decrease", None: ""}[figure.change],
        "sentence": figure.sentence,
    }


def plain(value: float) -> str:
    """A number without an exponent, whole numbers without a point.

    >>> plain(126000000000000), plain(96.3)
    ('126000000000000', '96.3')
    """
    return str(value) if isinstance(value, int) else f"{value:.12f}".rstrip("0").rstrip(".")


def _with_numbers(book: Book, row: dict[str, str], n: int) -> dict[str, Any]:
    """The row as JSON: numbers as numbers, text as it stands."""
    figure = book.analysis.figures[n]
    return {
        **row, "start": figure.span.start, "end": figure.span.end, "text": figure.text, "value": figure.value,
        "unit": figure.unit, "year": figure.year, "change": figure.change,
    }  # fmt: skip


def _term_rows(book: Book) -> Iterable[dict[str, str]]:
    counts: dict[str, int] = {}
    for use in book.analysis.terms:
        counts[use.term] = counts.get(use.term, 0) + 1
    for term in book.analysis.seed.terms:
        if term.term in counts:
            yield {
                "term": safe(term.term), "pinyin": term.pinyin, "en": safe(term.en), "kind": term.kind,
                "meaning_zh": safe(term.meaning.get("zh", "")), "meaning_en": safe(term.meaning.get("en", "")),
                "certainty": term.certainty, "sources": " ".join(s["url"] for s in term.sources),
                "count": str(counts[term.term]),
            }  # fmt: skip


def _report(book: Book) -> dict[str, Any]:
    seed, report = book.analysis.seed, book.analysis.report
    return {
        "stem": seed.stem,
        "title": report.title,
        "titles": {edition.locale: edition.short_title for edition in book.editions},
        "year_of_results": report.year_of_results,
        "year_of_plans": report.year_of_plans,
        "sha256": seed.sha256,
    }


def _csv(rows: Sequence[dict[str, str]]) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheets need to read Chinese."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
