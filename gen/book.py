"""One report, whole: all its editions together with what was found in it."""

from __future__ import annotations

from collections.abc import Iterable

from gen.model import Analysis, Book, Edition, Shelf


def bind(analysis: Analysis, editions: Iterable[Edition], shelf: Shelf) -> Book:
    """The book that all renderers read."""
    return Book(analysis, tuple(editions), shelf)


def translation(book: Book) -> str:
    """The language of the report's first translation that is bound in; empty where there is none."""
    return next((e.locale for e in book.editions if e.locale in book.analysis.seed.catalogs), "")
