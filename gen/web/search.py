"""The search index of one report in one locale, made from the Book and loaded as a script, so that it works from file:// too."""

from __future__ import annotations

import json
from collections.abc import Iterable

from gen import script
from gen.locales import Locale
from gen.model import Book, Edition

TITLE, SENTENCE, TERM = 0, 1, 2
"Kinds of result; lower ones rank first among equals."


def report_index(book: Book, locale: Locale) -> dict[str, bytes]:
    """The script that hands the report's rows to the page: `[kind, address, title, words]`, and `lang` where it is another one."""
    edition = book.edition(locale.code)
    stem = book.analysis.seed.stem
    rows = list(_rows(book, edition, stem, locale))
    data = {"rows": rows, "fold": fold_table("".join(str(row[3]) for row in rows))}
    return {f"{locale.code}/search/{stem}.js": _call("report", data)}


def shelf_index(stems: Iterable[str], locale: Locale) -> dict[str, bytes]:
    """The script that tells the page which reports there are to search."""
    return {f"{locale.code}/search/index.js": _call("reports", sorted(stems))}


def fold_table(words: str) -> dict[str, str]:
    """Traditional to Simplified for every character that a reader of either script may type to find `words`.

    >>> table = fold_table("养老")
    >>> table["養"]
    '养'
    """
    table: dict[str, str] = {}
    for char in sorted({c for c in words if "\u3400" <= c <= "\u9fff"}):
        simple = script.convert(char, "t2s")
        for variant in {char, script.convert(simple, "s2t"), script.convert(simple, "s2tw")}:
            if len(variant) == 1 and len(simple) == 1 and variant != simple:
                table[variant] = simple
    return dict(sorted(table.items()))


def _rows(book: Book, edition: Edition, stem: str, locale: Locale) -> Iterable[list[object]]:
    yield [TITLE, f"{stem}/", edition.short_title, edition.title]
    for name in ("full", "parallel", "ledger", "data", "glossary", "about", "source"):
        yield [TITLE, f"{stem}/{name}/", edition.short_title, locale.label(f"nav.{name}")]
    for page in edition.pages:
        for element in page.elements:
            for line in element.lines:
                kind = TITLE if element.kind == "heading" else SENTENCE
                if any(c.isalnum() for c in line.words):
                    foreign = [] if line.translated else [line.lang]
                    yield [kind, f"{stem}/{page.slug}/#{line.key}", page.title, line.words, *foreign]
    from gen.markup import term_id

    used = {use.term for use in book.analysis.terms}
    for term in book.analysis.seed.terms:
        if term.term in used:
            name, other = (term.en, term.term) if locale.data == "en" else (term.term, term.en)
            words = [f"{name} {other}", term.meaning.get(locale.data, "")]
            words = [locale.in_script(w, book.analysis.seed.script_exceptions) for w in words]
            yield [TERM, f"{stem}/glossary/#{term_id(term.term)}", *words]


def _call(name: str, data: object) -> bytes:
    """A script that calls the page's function, safe inside HTML too."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"gongbao.search.{name}({text});\n".encode()
