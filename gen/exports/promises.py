"""What the report of the year before promised and what became of it, as rows: of promises.csv, and of `gen pairs --former`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from gen import captions, columns
from gen.judge import promises
from gen.locales import Locale
from gen.model import Book, Entry, Figure, Outcome, Saying, Span

Record = dict[str, Any]
Side = Callable[[Figure, str], Record]
"""The columns of one side of a pair, under a prefix."""


def rows(book: Book, locales: Sequence[Locale], ids: dict[Span, str], side: Side, amount: Callable[[Figure], Record]) -> Iterator[Record]:
    """A row for each numbered promise; `side` tells the figures of this report, `ids` names those of the former by place."""
    former = book.shelf.former
    if former is None:
        return
    there = {saying.figure.span: saying for saying in former.sayings}
    for one in book.promises:
        saying = there[one.target.span]
        row = {**_subject(saying, locales), **_judged(one, locales), "target_report": former.stem}
        row |= _target(former, saying, locales, ids[one.target.span], amount)
        row |= side(one.result, "result_") if one.result else {}
        yield row | {"untranslated": columns.missing(row)}


def lines(former: Entry, later: Entry, locale: Locale) -> Iterator[Record]:
    """An object for each promise: `target` counts in the former text, `result` in the later; `locale` names and gives reasons."""
    names = {saying.figure.span: saying.names[locale.code] for saying in former.sayings}
    for one in promises.outcomes(former, later):
        name, lang = names[one.target.span]
        yield {
            "result": [one.result.span.start, one.result.span.end] if one.result else None,
            "target": [one.target.span.start, one.target.span.end],
            "names": {"zh": one.target.subject, locale.data: "" if lang else name},
            "certainty": one.certainty, "reason": captions.why_judged(one, locale), "outcome": one.verdict,
        }  # fmt: skip


def _subject(saying: Saying, locales: Sequence[Locale]) -> Record:
    told = ((locale, *saying.names[locale.code]) for locale in locales)
    return {f"subject_{columns.suffix(locale)}": None if lang else name for locale, name, lang in told}


def _judged(one: Outcome, locales: Sequence[Locale]) -> Record:
    why = {f"why_{columns.suffix(locale)}": captions.why_judged(one, locale) for locale in locales}
    return {"outcome": one.verdict, "certainty": one.certainty, "doubts": list(one.doubts), **why}


def _target(
    former: Entry, saying: Saying, locales: Sequence[Locale], name: str, amount: Callable[[Figure], Record]
) -> Record:
    figure, page = saying.figure, f"{saying.page}/" if saying.page else ""
    told = [(locale, *saying.words[locale.code]) for locale in locales]
    return {
        "target_id": name, "target_text": figure.text,
        **{f"target_{key}": value for key, value in amount(figure).items() if key != "status"},
        **{f"target_sentence_{columns.suffix(loc)}": words if lang == loc.html else None for loc, words, lang in told},
        "target_address": f"{locales[0].code}/{former.stem}/{page}#{figure.sentence}",
    }  # fmt: skip
