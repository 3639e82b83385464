"""How a sentence is cited: lines to copy, in which the page fills in the sentence, its address and the day it was read."""

from __future__ import annotations

from calendar import month_name
from dataclasses import dataclass
from urllib.parse import quote

from gen.locales import Locale
from gen.model import Book

SITE = "Gongbao"
"The site's name among English words."


@dataclass(frozen=True, slots=True)
class Citations:
    """Lines to copy, each with blanks for what is known only when it is copied.

    `{url}`, `{words}`, `{address}` are those of the sentence; `{date}` (2026-11-26) and `{day}` (November 26, 2026) say when it was read.
    """

    quote: str
    "The sentence with its source."
    gbt: str
    "GB/T 7714-2015, electronic resources: author. title[R/OL]. (date)[date of citation]. address."
    apa: str
    "APA 7, section 10.4 (reports by government agencies): author. (date). title. site. Retrieved day, from address."


def citations(book: Book, locale: Locale) -> Citations:
    """How the sentences of one report are cited in one locale; who and when are left out where they are not known."""
    meta, edition = book.analysis.seed.meta, book.edition(locale.code)
    issued = meta.published or book.analysis.report.date or ""
    own, foreign = edition.title, meta.title.get("en", "")
    shown = f"{own} ({SITE}, Trans.)" if locale.translated else f"{own} [{foreign}]" if foreign else own
    source = locale.label("sentence.source", office=edition.office, title=own) if edition.office else own
    return Citations(
        locale.label("sentence.quote", source=source),
        _gbt(edition.office, f"{own}[R/OL]{f'. {SITE}, trans' if locale.translated else ''}", issued),
        _apa(meta.office.get("en", "") or edition.office, shown, issued),
    )


def report_error(tracker: str, stem: str, code: str) -> str:
    """The address at which an error in a sentence is reported, `{key}` to be filled with its key; empty without a tracker."""
    return f"{tracker}?title={quote(stem)}%20{{key}}%20%28{code}%29" if tracker else ""


def _gbt(author: str, title: str, issued: str) -> str:
    """A citation by GB/T 7714-2015, whose own punctuation is half width; without an author the title leads."""
    dates = f"({issued})[{{date}}]" if issued else "[{date}]"
    return "".join(f"{part.rstrip('.')}. " for part in (author, title) if part) + f"{dates}. {{url}}."


def _apa(author: str, title: str, issued: str) -> str:
    """A citation by APA 7; without an author the title moves to its place (9.12), without a date it says n.d. (9.17).

    >>> _apa("Office", "Report", "2018-06-15")
    'Office. (2018, June 15). Report. Gongbao. Retrieved {day}, from {url}'
    >>> _apa("", "Report", "")
    'Report. (n.d.). Gongbao. Retrieved {day}, from {url}'
    """
    year, _, rest = issued.partition("-")
    month, _, day = rest.partition("-")
    date = f"{year}, {month_name[int(month)]} {int(day)}" if day else "n.d."
    parts = (author, f"({date})", title) if author else (title, f"({date})")
    return " ".join(f"{part.rstrip('.')}." for part in (*parts, SITE)) + " Retrieved {day}, from {url}"
