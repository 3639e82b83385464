"""Set English in a sentence: which words of a translation stand for which term of the Chinese, told by the forms of the base."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gen.model import Span

_TOKEN = re.compile(r"[^\s\-‐‑–“”\"‘’']+(?:['’][^\s\-‐‑–“”\"‘’']+)*['’]?")
_BETWEEN = r"[\s\-‐‑–“”\"‘’',]+"
_CLOSING = re.compile('[,.]?[”"]')


def stand_for(words: str, terms: Sequence[Sequence[str]]) -> dict[int, Span]:
    """Where the terms of a sentence stand in its translation: number of the term -> place, none overlapping.

    `terms` holds the forms of each, in the order of the Chinese; one that occurs twice is there twice. The longest form goes
    first, whichever term it belongs to, so that a short one is not seen inside a longer; each takes the first free place.

    >>> stand_for("Duties for startups; startup bases.", [("startup",), ("startup base",), ("duty",)])
    {1: Span(start=21, end=34), 0: Span(start=11, end=19), 2: Span(start=0, end=6)}
    """
    found: dict[int, Span] = {}
    forms = sorted(((form, n) for n, own in enumerate(terms) for form in own), key=lambda pair: (-len(pair[0]), pair[1]))
    for form, n in forms:
        if n not in found and (place := _free(form, words, found)):
            found[n] = place
    return found


def unwanted(words: str, variants: Sequence[str], allowed: Sequence[str]) -> Iterator[Span]:
    """Where one of `variants` stands in `words`, the longest first, but not inside a form that is `allowed` there.

    >>> list(unwanted("Street offices bought street lamps.", ["street", "street office"], ["street lamp"]))
    [Span(start=0, end=14)]
    """
    taken = [span for form in allowed for span in _places(form, words)]
    for variant in sorted(variants, key=len, reverse=True):
        for span in _places(variant, words):
            if not any(span in other for other in taken):
                taken.append(span)
                yield span


def _free(form: str, words: str, found: dict[int, Span]) -> Span | None:
    return next((span for span in _places(form, words) if not any(span.touches(o) for o in found.values())), None)


def _places(form: str, words: str) -> Iterator[Span]:
    for match in _pattern(form).finditer(words):
        yield _balanced(words, *match.span())


def _balanced(words: str, start: int, end: int) -> Span:
    """The place with the quotation mark before or behind it whose twin it holds, as in “Double Ten” projects.

    Single ones are left alone: a closing one may be an apostrophe.
    """
    said = words[start:end]
    more = said.count("“") - said.count("”")
    odd = said.count('"') % 2 == 1
    if (more < 0 or odd) and words[:start].endswith(("“", '"')):
        start -= 1
    elif (more > 0 or odd) and (closing := _CLOSING.match(words, end)):
        end = closing.end()
    return Span(start, end)


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str]:
    """A form in either case, its words joined by blanks or hyphens, with either apostrophe, its last word in the plural too."""
    *first, last = _TOKEN.findall(re.sub("^(?:the|an?) ", "", form)) or [form]
    ending = rf"(?:{_said(last)}|{re.escape(last[:-1])}ies)" if re.search("[^aeiou]y$", last) else rf"{_said(last)}(?:e?s)?"
    return re.compile(rf"(?<!\w){_BETWEEN.join([*map(_said, first), ending])}(?!\w)", re.IGNORECASE)


def _said(token: str) -> str:
    return re.sub("['’]", "['’]", re.escape(token))
