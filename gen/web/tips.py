"""What a report's terms mean, as one script that its pages share: loaded as such, it works from a folder too."""

from __future__ import annotations

import json

from gen import markup
from gen.locales import Locale
from gen.model import Book, Term


def script(book: Book, locale: Locale) -> str:
    """The script that hands the page each term that occurs: name of its entry -> title, other language, its `lang`, meaning."""
    used = {use.term for use in book.analysis.terms}
    terms = {markup.term_id(t.term): _told(t, book, locale) for t in book.analysis.seed.terms if t.term in used}
    data = {"more": locale.label("glossary.more"), "terms": terms}
    return f"gongbao.terms({json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"


def _told(term: Term, book: Book, locale: Locale) -> tuple[str, str, str, str]:
    def own(words: str) -> str:
        return locale.in_script(words, book.analysis.seed.script_exceptions)

    says = own(term.meaning.get(locale.data, "")) or locale.label("glossary.unknown")
    if locale.data == "en":
        return term.en, term.term, book.editions[0].source_lang, says
    return own(term.term), term.en, "en", says
