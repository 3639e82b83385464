"""One report, whole: all its editions together with what was found in it, and what the reports beside it say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gen.judge import promises
from gen.model import Analysis, Book, Edition, Shelf


def bind(analysis: Analysis, editions: Iterable[Edition], shelf: Shelf) -> Book:
    """The book that all renderers read; `shelf` is the report's slice, which has the reports of the years beside it."""
    own = next((e for e in shelf.entries if e.stem == analysis.seed.stem), None)
    former, later = shelf.former, shelf.later
    return Book(
        analysis,
        tuple(editions),
        shelf,
        promises.outcomes(former, own) if former and own and own.sayings else (),
        promises.outcomes(own, later) if later and own and later.sayings else (),
    )


def translation(book: Book) -> str:
    """The language of the report's first translation that is bound in; empty where there is none."""
    return next((e.locale for e in book.editions if e.locale in book.analysis.seed.catalogs), "")


def definitions(analysis: Analysis) -> dict[str, str]:
    """By term: the report's own words that define it, those that its file gives or else those that the rules find in the text.

    Terms whose quotation marks alone differ are one.
    """
    found = {
        _bare(one.term): re.sub(r"\s+", " ", analysis.text.slice(one.definition)).strip()
        for one in analysis.candidates
        if one.definition
    }
    told = {term.term: term.defined_in_text or found.get(_bare(term.term), "") for term in analysis.seed.terms}
    return {term: words for term, words in told.items() if words}


def _bare(term: str) -> str:
    return re.sub("[“”‘’「」『』]", "", term)
