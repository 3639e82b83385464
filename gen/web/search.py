"""The search index of one report in one locale, made from the Book and loaded as a script, so that it works from file:// too.

docs/assets/gongbao/search.js reads it: what can be found are the report's pages, chapters, headings, sentences with their figures,
and the entries of its glossary.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any

from gen import script
from gen.book import translation
from gen.locales import Locale
from gen.markup import term_id
from gen.model import Book, Edition, Element, Figure, Line, Page, Term
from gen.numerals import digits

ENGINE = "assets/gongbao/search.js"
"The engine, below the site's root; a page loads it when a reader opens the search."
PAGES = ("full", "parallel", "ledger", "data", "glossary", "about", "source")
"Pages of a report that a reader may look for by name."
KINDS = ("page", "chapter", "heading", "sentence", "figure", "term")
"Kinds of result."
TYPED = ("t2s", "s2t", "s2tw")
"How a reader's own script may write what is shown: OpenCC's conversions."
_HAN = ("\u3400", "\u9fff")


def report_index(book: Book, locale: Locale) -> dict[str, bytes]:
    """The script that hands the report's index to the engine, by its path; `data` tells what is in it."""
    return {path(book.analysis.seed.stem, locale): _call("report", data(book, locale))}


def path(stem: str, locale: Locale) -> str:
    """Where the index of a report stands below the site's root."""
    return f"{locale.code}/search/{stem}.js"


def data(book: Book, locale: Locale) -> dict[str, Any]:
    """What can be found in the report.

    - `stem`, `title`: of the report, in short.
    - `langs`: `lang` of its words in Han characters and in Latin letters, for names in the other script.
    - `fold`: pairs of characters, a Traditional one and the Simplified one that it is compared as.
    - `pages`: `[path below the report's folder, name]`.
    - `chapters`: `[slug, title, lang, key of its heading, blocks]`; a block is `[1 for a heading, line, …]`, a line
      `[key, words, lang, figures, 1 for a machine draft]`, a figure `[from, to, name, value]` counted in UTF-16 units of the
      words. `lang` is empty for the locale's own; what is empty at the end of a list is left out.
    - `terms`: `[anchor, meaning, how many names are in its language, names …]`, the set name in each language first.
    """
    edition = book.edition(locale.code)
    figures = {str(figure.span.start): figure for figure in book.analysis.figures}
    pages = [("", edition.title), *((f"{name}/", locale.label(f"nav.{name}")) for name in PAGES)]
    chapters = [_chapter(page, edition, figures, locale) for page in edition.pages]
    terms = [_term(term, book, locale) for term in _used(book)]
    rest = {"pages": pages, "chapters": chapters, "terms": terms}
    words = json.dumps(rest, ensure_ascii=False)
    langs = [edition.source_lang, translation(book)]
    about = {"stem": book.analysis.seed.stem, "title": edition.short_title, "langs": langs}
    return {**about, "fold": fold_pairs(words), **rest}


def shelf_index(stems: Iterable[str], locale: Locale) -> dict[str, bytes]:
    """The script that tells the engine which reports there are to search, in their order, and what its panel says."""
    names = ("none", "count", "more", "others", *KINDS)
    told = {name: locale.label(f"search.{name}", count="{count}") for name in names} | {"draft": locale.label("draft")}
    return {f"{locale.code}/search/index.js": _call("reports", {"stems": list(stems), "labels": told})}


def fold_pairs(words: str) -> str:
    """Pairs of a Traditional and a Simplified character, for all that a reader of either script may type to find `words`.

    Characters that OpenCC exchanges in these words alone are compared as one too: 著 is 着 in 沿著 and stays in 著名.

    >>> pairs = fold_pairs("养老头发 沿着")
    >>> [pair in pairs for pair in ("養养", "髮发", "發发", "著着")]
    [True, True, True, True]
    """
    simple = {_simplified().get(char, char) for char in words}
    table = {char: to for char, to in _simplified().items() if to in simple}
    for conversion in TYPED:
        typed = script.convert(words, conversion)
        if len(typed) == len(words):
            for shown, other in set(zip(words, typed, strict=True)):
                _merge(table, table.get(shown, shown), table.get(other, other))
    return "".join(sorted(char + to for char, to in table.items()))


def _merge(table: dict[str, str], kept: str, gone: str) -> None:
    """What is compared as `gone` is compared as `kept` from now on."""
    if kept != gone:
        table.update({char: kept for char, to in table.items() if to == gone})
        table[gone] = kept
        table.pop(kept, None)


@lru_cache(maxsize=1)
def _simplified() -> Mapping[str, str]:
    """Every Han character that has another Simplified form."""
    chars = [chr(n) for n in range(ord(_HAN[0]), ord(_HAN[1]) + 1)]
    simple = script.convert("\n".join(chars), "t2s").split("\n")
    return {char: to for char, to in zip(chars, simple, strict=True) if to != char and len(to) == 1}


def _chapter(page: Page, edition: Edition, figures: Mapping[str, Figure], locale: Locale) -> list[Any]:
    blocks = [block for element in page.elements if len(block := _block(element, edition, figures)) > 1]
    lang = "" if page.lang == locale.html else page.lang
    return [page.slug, page.title, lang, page.heading.key if page.heading else "", blocks]


def _block(element: Element, edition: Edition, figures: Mapping[str, Figure]) -> list[Any]:
    lines = [_line(line, edition, figures) for line in element.lines if any(c.isalnum() for c in line.words)]
    return [int(element.kind == "heading"), *lines]


def _line(line: Line, edition: Edition, figures: Mapping[str, Figure]) -> list[Any]:
    lang = "" if line.translated else line.lang
    return _cut([line.key, line.words, lang, list(_figures(line, edition, figures)), int(line.draft)])


def _figures(line: Line, edition: Edition, figures: Mapping[str, Figure]) -> Iterator[list[Any]]:
    """The figures of a line that have a name in its language; the value where it is not what stands there."""
    for start, end, figure, words in figures_of(line):
        if int(figure) not in edition.untranslated_names:
            value = figures[figure].value
            plain = "" if isinstance(value, tuple) else digits(value)
            told = "" if plain in words.replace(",", "") else plain
            yield _cut([start, end, edition.names.get(int(figure), ""), told])


def figures_of(line: Line) -> Iterator[tuple[int, int, str, str]]:
    """The figures marked in a line: from and to in UTF-16 units of its words, as a browser counts; which one; its words."""
    at = 0
    for figure, runs in groupby(line.runs, lambda run: next((r.id for r in run.refs if r.kind == "figure"), "")):
        words = "".join(run.text for run in runs)
        end = at + len(words.encode("utf-16-le")) // 2
        if figure:
            yield at, end, figure, words
        at = end


def _cut(values: list[Any]) -> list[Any]:
    """The list without what is empty at its end."""
    while values and not values[-1]:
        values.pop()
    return values


def _used(book: Book) -> Iterator[Term]:
    used = {use.term for use in book.analysis.terms}
    return (term for term in book.analysis.seed.terms if term.term in used)


def _term(term: Term, book: Book, locale: Locale) -> list[Any]:
    exceptions = book.analysis.seed.script_exceptions
    chinese = [locale.in_script(name, exceptions) for name in (term.term, *term.aliases)]
    english = [name for name in (term.en, *term.en_forms) if name]
    own, others = (english, chinese) if locale.data == "en" else (chinese, english)
    meaning = locale.in_script(term.meaning.get(locale.data, ""), exceptions)
    names = dict.fromkeys(own or others)
    return [term_id(term.term), meaning, len(names), *dict.fromkeys([*names, *others])]


def _call(name: str, data: object) -> bytes:
    """A script that calls the engine's function, safe inside HTML too."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"gongbao.search.{name}({text});\n".encode()
