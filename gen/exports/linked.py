"""Linked data in the words of schema.org: what a search engine is told of a report, its figures and its glossary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gen.locales import Locale
from gen.markup import link, term_id
from gen.model import Book

Data = dict[str, Any]
_FORMS = {
    "figures.csv": "text/csv",
    "figures.json": "application/json",
    "datapackage.json": "application/json",
    "source.txt": "text/plain",
}


def report(book: Book, locale: Locale, base: str) -> Data:
    """The report itself, as a Report."""
    seed, edition = book.analysis.seed, book.edition(locale.code)
    own = f"{locale.code}/{seed.stem}/"
    data: Data = {
        **_of("Report", base, own, own, edition.title, locale),
        "hasPart": [
            _link("CreativeWork", base, own, f"{own}{page.slug}/", page.title) for page in edition.pages
        ],
        "temporalCoverage": _years(book),
    }
    if edition.office:
        data["publisher"] = {"@type": "GovernmentOrganization", "name": edition.office}
    if seed.meta.published:
        data["datePublished"] = seed.meta.published
    if locale.translated:
        original = f"{_own_locale(book, locale)}/{seed.stem}/"
        data["translationOfWork"] = _link("Report", base, own, original, book.analysis.report.title)
    if seed.meta.source_url:
        data["isBasedOn"] = seed.meta.source_url
    return data


def dataset(book: Book, locale: Locale, base: str) -> Data:
    """The figures, as a Dataset with its files."""
    stem, edition = book.analysis.seed.stem, book.edition(locale.code)
    here = f"{locale.code}/{stem}/data/"
    name = f"{locale.label('nav.data')} · {edition.short_title}"
    return {
        **_of("Dataset", base, here, here, name, locale),
        "description": locale.label("data.lead", count=len(book.analysis.figures)),
        "isAccessibleForFree": True,
        "temporalCoverage": _years(book),
        "isBasedOn": _link("Report", base, here, f"{locale.code}/{stem}/", edition.title),
        "variableMeasured": list(dict.fromkeys(edition.names.values())),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file,
                "encodingFormat": form,
                "contentUrl": _address(base, here, f"downloads/{stem}/{file}"),
            }
            for file, form in _FORMS.items()
        ],
    }


def terms(book: Book, locale: Locale, base: str) -> Data:
    """The glossary, as a DefinedTermSet of the terms that occur."""
    seed = book.analysis.seed
    here = f"{locale.code}/{seed.stem}/glossary/"
    used = {use.term for use in book.analysis.terms}
    title = f"{locale.label('nav.glossary')} · {book.edition(locale.code).short_title}"
    shown: Mapping[bool, Any] = {True: lambda t: t.en, False: lambda t: _chinese(t.term, book, locale)}
    return {
        **_of("DefinedTermSet", base, here, here, title, locale),
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": shown[locale.data == "en"](term),
                "url": _address(base, here, f"{here}#{term_id(term.term)}"),
                **(
                    {"description": _chinese(term.meaning[locale.data], book, locale)}
                    if term.meaning.get(locale.data)
                    else {}
                ),
            }
            for term in seed.terms
            if term.term in used
        ],
    }


def _of(kind: str, base: str, here: str, path: str, name: str, locale: Locale) -> Data:
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "url": _address(base, here, path),
        "name": name,
        "inLanguage": locale.html,
    }


def _link(kind: str, base: str, here: str, path: str, name: str) -> Data:
    return {"@type": kind, "url": _address(base, here, path), "name": name}


def _address(base: str, here: str, path: str) -> str:
    """Whole where the site's place is known, else as seen from the page `here`."""
    return base + link("", path).removeprefix("./") if base else link(here, path)


def _years(book: Book) -> str:
    report = book.analysis.report
    years = sorted({year for year in (report.year_of_results, report.year_of_plans) if year})
    return "/".join(str(year) for year in years)


def _own_locale(book: Book, locale: Locale) -> str:
    """The code of the first edition in the report's own words."""
    return next((e.locale for e in book.editions if e.locale != locale.code), locale.code)


def _chinese(words: str, book: Book, locale: Locale) -> str:
    return locale.in_script(words, book.analysis.seed.script_exceptions)
