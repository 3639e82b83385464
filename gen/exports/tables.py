"""The report's data to take away: CSV and JSON of all that was found, a data package that describes them, and the text as published."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gen import book as binding
from gen import captions, columns
from gen.columns import CHANGES, Table, safe
from gen.exports import promises, tbx, tmx
from gen.judge import shelf
from gen.locales import Locale
from gen.model import Book, Figure, Line, Pair, Span, Term
from gen.numerals import digits

_AROUND = 12
"Code points shown before and after a numeral."
_CHART_SCHEMA = "charts/schema.json"
"All charts share one schema, which the package names instead of repeating it."
_NAME = re.compile(r"[a-z0-9._-]+")
Record = dict[str, Any]
"One row with native values: numbers, lists, None; column -> value."


@dataclass(frozen=True, slots=True)
class Sheet:
    """The data of one chart in one language, as CSV."""

    chart: str
    "Id of the chart."
    locale: str
    titles: Mapping[str, str]
    "The chart's title by locale."
    data: bytes


def files(book: Book, locales: Sequence[Locale], sheets: Iterable[Sheet] = ()) -> dict[str, bytes]:
    """Everything under downloads/<stem>/ that is data or the source, by path below docs/."""
    desk = _Desk(book, locales)
    kept = tuple(sheets)
    figures, kept_or_not = list(desk.figures()), list(desk.promises())
    made = {
        "figures.csv": _csv(columns.FIGURES, locales, figures),
        "rejected.csv": _csv(columns.REJECTED, locales, desk.rejected()),
        "ledger.csv": _csv(columns.LEDGER, locales, desk.ledger()),
        "terms.csv": _csv(columns.TERMS, locales, desk.terms()),
        **({"promises.csv": _csv(columns.PROMISES, locales, kept_or_not)} if kept_or_not else {}),
        **{f"charts/{sheet.chart}.{sheet.locale}.csv": sheet.data for sheet in kept},
        **({_CHART_SCHEMA: _json(columns.CHART.schema(locales))} if kept else {}),
        "figures.json": _json({"about": _about(book, locales), "figures": [_json_figure(f) for f in figures], "promises": kept_or_not}),
        "source.txt": book.analysis.seed.data,
        "report.json": _json(_report(book)),
        **_for_translators(book, locales),
    }
    made["datapackage.json"] = _json(_package(book, locales, made, kept))
    made["README.txt"] = _readme(book, locales, made).encode()
    return {f"downloads/{book.analysis.seed.stem}/{path}": data for path, data in made.items()}


def _for_translators(book: Book, locales: Sequence[Locale]) -> dict[str, bytes]:
    """The term base and the translation memory, each only where it would hold something."""
    spoken = binding.translation(book)
    memory = tmx.of_report(book.analysis.seed, spoken) if spoken else ""
    made = {"terms.tbx": tbx.of_book(book, locales), "translation.tmx": memory}
    return {name: words.encode() for name, words in made.items() if words}


class _Desk:
    """Makes the records of one report; holds only what it reads."""

    def __init__(self, book: Book, locales: Sequence[Locale]) -> None:
        self.book = book
        self.locales = locales
        self.lines: dict[str, dict[str, Line]] = {
            edition.locale: {line.key: line for line in edition.lines()} for edition in book.editions
        }
        first = book.edition(locales[0].code)
        self.page_of = {line.key: f"{page.slug}/" for page in first.pages for line in page.lines()}
        self.at = {figure.span: figure for figure in book.analysis.figures}
        self.ids = dict(_ids(book.analysis.figures))

    def figures(self) -> Iterator[Record]:
        """Each figure with its subject and its sentence in every language; what has no translation is None and named."""
        charts: dict[Span, list[str]] = {}
        for spec in self.book.analysis.charts:
            for mark in spec.marks:
                charts.setdefault(mark.figure.span, []).append(spec.id)
        related = {
            (r.figure, "share" if r.kind == "share" else "part"): self.ids[r.of] for r in self.book.analysis.relations
        }
        for figure in self.book.analysis.figures:
            subject, sentence = self.subject(figure), self.sentence(figure)
            yield {
                "id": self.ids[figure.span], "start": figure.span.start, "end": figure.span.end, "text": figure.text,
                **_amount(figure), "sentence": figure.sentence, **subject, **sentence,
                "untranslated": columns.missing(subject | sentence), "address": self.address(figure.sentence),
                "part_of": related.get((figure.span, "part")), "share_of": related.get((figure.span, "share")),
                "charts": list(dict.fromkeys(charts.get(figure.span, ()))),
            }  # fmt: skip

    def subject(self, figure: Figure) -> Record:
        """What is measured, by column of each language."""
        found: Record = {}
        for locale in self.locales:
            edition = self.book.edition(locale.code)
            missing = figure.span.start in edition.untranslated_names
            found[f"subject_{columns.suffix(locale)}"] = None if missing else edition.names[figure.span.start]
        return found

    def sentence(self, figure: Figure, side: str = "") -> Record:
        """The words of its sentence, by column of each language."""
        found: Record = {}
        for locale in self.locales:
            line = self.lines[locale.code][figure.sentence]
            found[f"{side}sentence_{columns.suffix(locale)}"] = line.words if line.cleared else None
        return found

    def address(self, key: str) -> str:
        """Where a sentence is read, from the root of the site, in the first language."""
        return f"{self.locales[0].code}/{self.book.analysis.seed.stem}/{self.page_of.get(key, '')}#{key}"

    def rejected(self) -> Iterator[Record]:
        """Each numeral that is no figure, with its reason and the words around it."""
        raw = self.book.analysis.text.raw
        for item in self.book.analysis.rejected:
            start, end = item.span.start, item.span.end
            yield {
                "start": start, "end": end, "text": item.text, "line": raw.count("\n", 0, start) + 1, "reason": item.reason,
                "context": re.sub(r"[\r\n]+", "", raw[max(0, start - _AROUND) : end + _AROUND]),
            }  # fmt: skip

    def ledger(self) -> Iterator[Record]:
        """Each pair with both its sides, whole."""
        for pair in self.book.analysis.pairs:
            result, target = self.at[pair.result], self.at[pair.target]
            row = {**self.subject(target), "certainty": pair.certainty, "reason": pair.reason, **self.why(pair)}
            row |= {**self._side(result, "result_"), **self._side(target, "target_")}
            yield row | {"untranslated": columns.missing(row)}

    def why(self, pair: Pair) -> Record:
        """Why it is a pair, by column of each language."""
        return {
            f"reason_{columns.suffix(locale)}": captions.why_paired(pair, self.book.edition(locale.code).names, locale)
            for locale in self.locales
        }

    def _side(self, figure: Figure, side: str) -> Record:
        amount = {f"{side}{name}": value for name, value in _amount(figure).items() if name != "status"}
        own = {f"{side}id": self.ids[figure.span], f"{side}text": figure.text, f"{side}address": self.address(figure.sentence)}
        return own | amount | self.sentence(figure, side)

    def promises(self) -> Iterator[Record]:
        """What the report of the year before promised, with what this one says of it; nothing where there is none."""
        former = self.book.shelf.former
        ids = dict(_ids(s.figure for s in former.sayings)) if former else {}
        return promises.rows(self.book, self.locales, ids, self._side, _amount)

    def terms(self) -> Iterator[Record]:
        """The terms of the base that occur, with their other forms, and where."""
        places: dict[str, list[str]] = {}
        for use in self.book.analysis.terms:
            places.setdefault(use.term, []).append(use.sentence)
        defined = binding.definitions(self.book.analysis)
        for term in self.book.analysis.seed.terms:
            if term.term in places:
                sentences = places[term.term]
                yield {
                    "term": term.term, "pinyin": term.pinyin, "en": term.en, "kind": term.kind,
                    "meaning_zh": term.meaning.get("zh"), "meaning_en": term.meaning.get("en"), "certainty": term.certainty,
                    "sources": [source["url"] for source in term.sources], "count": len(sentences), **self._forms(term),
                    "defined_in_text": defined.get(term.term), "sentences": list(dict.fromkeys(sentences)),
                    "address": self.address(sentences[0]),
                }  # fmt: skip

    def _forms(self, term: Term) -> Record:
        """How else a term is written, in each further script, by other names, in English; what it may not be there; its parts."""
        found: Record = {
            "aliases": _listed(term.aliases), "en_forms": _listed(form for form in term.en_forms if form != term.en),
            "en_not": _listed(term.en_not),
            "parts_zh": _listed(part["zh"] for part in term.parts), "parts_en": _listed(part["en"] for part in term.parts),
        }  # fmt: skip
        for locale in self.locales:
            if locale.script:
                own = [locale.in_script(name, self.book.analysis.seed.script_exceptions) for name in (term.term, *term.aliases)]
                found |= {f"term_{columns.suffix(locale)}": own[0], f"aliases_{columns.suffix(locale)}": _listed(own[1:])}
        return found


def _listed(words: Iterable[str]) -> str:
    """Words that may hold blanks as one cell.

    >>> _listed(["local cadre residential area manager", "manager"])
    'local cadre residential area manager | manager'
    """
    return " | ".join(words)


def _ids(figures: Iterable[Figure]) -> Iterator[tuple[Span, str]]:
    """Each figure's name: the key of its sentence and its place there, which a corrected re-issue does not move."""
    counts: dict[str, int] = {}
    for figure in figures:
        counts[figure.sentence] = counts.get(figure.sentence, 0) + 1
        yield figure.span, f"{figure.sentence}#{counts[figure.sentence]}"


def _amount(figure: Figure) -> Record:
    low, *_, high = figure.value if isinstance(figure.value, tuple) else (figure.value, None)
    return {
        "value": low, "value_high": high, "unit": figure.unit, "bound": figure.bound, "status": figure.status,
        "year": figure.year, "change": CHANGES[figure.change],
    }  # fmt: skip


# ---- cells


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return safe(" ".join(value))
    return safe(value) if isinstance(value, str) else digits(value)


def _csv(table: Table, locales: Sequence[Locale], records: Iterable[Record]) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheets need to read Chinese; never without its first row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, table.names(locales), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in record.items()} for record in records)
    return out.getvalue().encode("utf-8-sig")


def _json_figure(record: Record) -> Record:
    """A figure for programs: a range is a list, a change a sign, and nothing is escaped."""
    signs = {word: sign for sign, word in CHANGES.items()}
    value = record["value"] if record["value_high"] is None else [record["value"], record["value_high"]]
    kept = {name: cell for name, cell in record.items() if name != "value_high"}
    return kept | {"value": value, "change": signs[record["change"]]}


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


# ---- what goes with the data


def _report(book: Book) -> Record:
    seed, report = book.analysis.seed, book.analysis.report
    return {
        "stem": seed.stem,
        "title": report.title,
        "titles": {edition.locale: edition.short_title for edition in book.editions},
        "year_of_results": report.year_of_results,
        "year_of_plans": report.year_of_plans,
        "series": shelf.series(seed, report.title),
        "sha256": seed.sha256,
    }


def _about(book: Book, locales: Sequence[Locale]) -> Record:
    seed = book.analysis.seed

    def each(name: str) -> dict[str, str]:
        return {locale.code: locale.label(name) for locale in locales}

    return {
        **_report(book),
        "source": {"file": "source.txt", "sha256": seed.sha256, "encoding": seed.encoding, "address": seed.meta.source_url or None},
        "licence": each("about.licence.text"),
        "translation": each("disclaimer"),
        "offsets": each("table.start.note"),
    }


def _package(book: Book, locales: Sequence[Locale], made: Mapping[str, bytes], sheets: Iterable[Sheet]) -> Record:
    """The Frictionless Data Package; it says nothing of the time or place at which it was made."""
    seed = book.analysis.seed
    titles = {edition.locale: edition.short_title for edition in book.editions}
    notes = {locale.code: f"{locale.label('table.package')} {locale.label('disclaimer')}" for locale in locales}
    return {
        "name": _package_name(seed.stem, seed.sha256),
        **columns.said("title", titles, locales),
        **columns.said("description", notes, locales),
        "sources": [{
            **columns.said("title", titles, locales), "path": seed.meta.source_url or "source.txt", "sha256": seed.sha256,
        }],
        "licenses": [{"name": "notspecified", **columns.words("title", "about.licence.text", locales)}],
        "resources": list(_resources(book, locales, made, sheets)),
    }  # fmt: skip


def _package_name(stem: str, sha256: str) -> str:
    """The stem where a package may be called so, else a name made from the text's hash."""
    return stem.lower() if _NAME.fullmatch(stem.lower()) else f"report-{sha256[:8]}"


def _resources(
    book: Book, locales: Sequence[Locale], made: Mapping[str, bytes], sheets: Iterable[Sheet]
) -> Iterator[Record]:
    tables = {
        "figures": columns.FIGURES, "rejected": columns.REJECTED, "ledger": columns.LEDGER, "promises": columns.PROMISES,
        "terms": columns.TERMS,
    }  # fmt: skip
    for name, table in tables.items():
        if f"{name}.csv" not in made:
            continue
        yield _resource(name, f"{name}.csv", made, "csv") | _words(f"table.{name}.csv", locales) | _tabular(table.schema(locales))
    for sheet in sheets:
        path = f"charts/{sheet.chart}.{sheet.locale}.csv"
        titles = columns.said("title", sheet.titles, locales)
        note = columns.words("description", "table.charts.csv.note", locales)
        yield _resource(f"chart-{sheet.chart}-{sheet.locale}", path, made, "csv") | titles | note | _tabular(_CHART_SCHEMA)
    for name, kind in (("figures", "json"), ("source", "txt"), ("terms", "tbx"), ("translation", "tmx")):
        if f"{name}.{kind}" not in made:
            continue
        encoding = book.analysis.seed.encoding if name == "source" else "utf-8"
        own = {"type": "json" if kind == "json" else "file", "encoding": encoding}
        yield _resource(f"{name}-{kind}", f"{name}.{kind}", made, kind) | _words(f"table.{name}.{kind}", locales) | own


_MEDIA = {
    "csv": "text/csv", "json": "application/json", "txt": "text/plain", "tbx": "application/x-tbx", "tmx": "application/x-tmx+xml",
}  # fmt: skip


def _resource(name: str, path: str, made: Mapping[str, bytes], kind: str) -> Record:
    digest = hashlib.sha256(made[path]).hexdigest()
    return {
        "name": name, "path": path, "format": kind, "mediatype": _MEDIA[kind], "bytes": len(made[path]), "hash": f"sha256:{digest}",
    }  # fmt: skip


def _words(name: str, locales: Sequence[Locale]) -> dict[str, str]:
    return columns.words("title", name, locales) | columns.words("description", f"{name}.note", locales)


def _tabular(schema: Record | str) -> Record:
    return {"type": "table", "encoding": "utf-8", "schema": schema}


_GIVEN = (
    "figures.csv", "figures.json", "rejected.csv", "ledger.csv", "terms.csv", "charts.csv", "charts.svg", "datapackage.json", "source.txt",
    "report.json", "proof.json", "promises.csv", "terms.tbx", "translation.tmx",
)  # fmt: skip
_WHERE_THERE_IS_ONE = ("promises.csv", "terms.tbx", "translation.tmx")


def _readme(book: Book, locales: Sequence[Locale], made: Mapping[str, bytes]) -> str:
    """What each file is and how to cite it, in every language, one after the other."""
    return ("\n\n" + "-" * 72 + "\n\n").join(_readme_part(book, locale, made) for locale in locales) + "\n"


def _readme_part(book: Book, locale: Locale, made: Mapping[str, bytes]) -> str:
    seed, edition = book.analysis.seed, book.edition(locale.code)
    given = [name for name in _GIVEN if name in made or name not in _WHERE_THERE_IS_ONE]
    listed = [f"{name.replace('charts.', 'charts/*.')}\n    {locale.label(f'table.{name}.note')}" for name in given]
    title, office = edition.short_title, edition.office
    source = locale.label("table.readme.source", title=title, office=office) if office else title
    citation = locale.label("table.readme.cite", source=source, sha256=seed.sha256)
    notes = [locale.label(name) for name in ("disclaimer", "about.licence.text", "table.readme.safe")]
    parts = [title, office, "\n".join(notes), "\n".join(listed), citation]
    return "\n\n".join(part for part in parts if part)
