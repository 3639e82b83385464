"""Judged queries of one report: the truth, computed from its Book, and how well an engine's answers meet it.

The queries and what they mean stand in tests/golden/search-queries.yml; its head tells how to read them.
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gen import analysis, book, editions, folders, locales, script, seeds
from gen.judge import shelf
from gen.markup import term_id
from gen.model import Book, Line, Term

QUERIES = folders.CHECKOUT / "tests" / "golden" / "search-queries.yml"
STEM = "wujiaochang-2016"
"The report that the queries were written for."
_LEFT_OUT = str.maketrans({"’": "'", "‘": "'"} | dict.fromkeys("“”\"《》「」『』"))
"The Traditional edition sets corner brackets where the others have curly quotation marks."


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with its truth in one locale; a result goes by its anchor, `s-xxxxxx` or `t-xxxxxxxx`."""

    locale: str
    kind: str
    query: str
    first: frozenset[str]
    "Anchors that may stand on top."
    relevant: frozenset[str]
    "Keys that must be found."
    nothing: bool
    "Nothing may be found."


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine gave for one query: the addresses below the site's root, best first."""

    query: Judged
    addresses: tuple[str, ...]

    @property
    def anchors(self) -> list[str]:
        """The anchors of the results."""
        return [address.partition("#")[2] for address in self.addresses]

    @property
    def hit(self) -> bool:
        """Whether the first result is one that may stand there, or nothing is found where nothing is asked for."""
        if self.query.nothing:
            return not self.addresses
        return self.anchors[:1] != [] and self.anchors[0] in self.query.first

    @property
    def found(self) -> int:
        """How many of the relevant keys are among the results."""
        return len(self.query.relevant & set(self.anchors))

    @property
    def foreign(self) -> int:
        """How many results lie in another locale."""
        return sum(not address.startswith(f"{self.query.locale}/") for address in self.addresses)


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1 over some answers."""

    hit: float
    "Queries whose first result is right."
    recall: float
    "Mean over the queries that have relevant keys."
    foreign: int
    "Results of other locales, all in all."


def score(answers: Sequence[Answer]) -> Score:
    """The measures of the issue over `answers`."""
    asked = [a for a in answers if a.query.relevant]
    return Score(
        sum(a.hit for a in answers) / len(answers),
        sum(a.found / len(a.query.relevant) for a in asked) / len(asked),
        sum(a.foreign for a in answers),
    )


def bound(stem: str = STEM) -> Book:
    """The Book of a report of the checkout in the standard locales."""
    found = analysis.analyse(seeds.load(folders.SEEDS / f"{stem}.txt"))
    index = editions.index(found)
    spoken = tuple(editions.edition(index, locale) for locale in locales.standard())
    found = editions.named(found, zip(locales.standard(), spoken, strict=True))
    shelved = shelf.collect([editions.entry(found, spoken)])
    return book.bind(found, spoken, shelf.slice_of(shelved, stem))


def queries(whole: Book, path: Path = QUERIES) -> list[Judged]:
    """Every query whose truth can be told today: one that waits for its translation is left out."""
    entries = yaml.safe_load(path.read_text("utf-8"))["queries"]
    return [judged for entry in entries if (judged := _judge(entry, whole)).nothing or judged.first]


def counts(path: Path = QUERIES) -> Mapping[tuple[str, str], int]:
    """How many relevant keys the judge counted, by locale and query."""
    entries = yaml.safe_load(path.read_text("utf-8"))["queries"]
    return {(e["locale"], str(e["query"])): e["count"] for e in entries if "count" in e}


def run(site: Path, asked: Sequence[Judged], engines: Sequence[str], rounds: int = 1) -> dict[str, Any]:
    """What `engines` of bench/engines.js find in the built site, as that file tells; an engine's error is raised."""
    queries = [{"locale": q.locale, "query": q.query} for q in asked]
    result: dict[str, Any] = _node(site, {"engines": engines, "rounds": rounds, "queries": queries})
    return result


def stems(site: Path, words: Sequence[str]) -> list[str]:
    """The stems of English words as the site's own engine cuts them."""
    result: list[str] = _node(site, {"stems": words})
    return result


def _node(site: Path, job: Mapping[str, Any]) -> Any:
    words = json.dumps({"site": str(site), "stem": STEM, **job})
    script = Path(__file__).with_name("engines.js")
    done = subprocess.run(["node", str(script)], input=words, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def answered(site: Path, asked: Sequence[Judged], engine: str) -> list[Answer]:
    """The answers of one engine."""
    found = run(site, asked, [engine])[engine]["found"]
    return [Answer(query, tuple(addresses)) for query, addresses in zip(asked, found, strict=True)]


def folded(words: str) -> str:
    """Words as the truth compares them.

    >>> folded("９６．３％的“養老”")
    '96.3%的养老'
    """
    return script.fold(unicodedata.normalize("NFKC", words).lower()).translate(_LEFT_OUT)


def _judge(entry: Mapping[str, Any], whole: Book) -> Judged:
    code, query = entry["locale"], str(entry["query"])
    lines = _lines(whole, code)
    if entry.get("nothing"):
        return Judged(code, entry["kind"], query, frozenset(), frozenset(), True)
    matches = _matcher(entry, query)
    relevant = {line.key for line in lines if matches(line.words)} | set(entry.get("relevant", ()))
    relevant &= {line.key for line in lines}
    tops: set[str] = set()
    for place in entry["first"]:
        tops |= _tops(place, whole, code, matches, lines, relevant)
    return Judged(code, entry["kind"], query, frozenset(tops), frozenset(relevant), False)


def _lines(whole: Book, code: str) -> list[Line]:
    """The headings and sentences of chapters that are shown in the locale's own language."""
    pages = whole.edition(code).pages
    return [line for page in pages for line in page.lines() if line.kind != "furniture" and line.translated]


def _matcher(entry: Mapping[str, Any], query: str) -> Any:
    """Whether some words hold what the query asks for."""
    pattern = entry.get("match")
    if pattern == "none":
        return lambda _: False
    if pattern is None:
        parts = folded(query).split()
        return lambda words: all(part in folded(words) for part in parts)
    patterns = [pattern] if isinstance(pattern, str) else pattern
    return lambda words: all(re.search(one, folded(words)) for one in patterns)


def _tops(
    place: str, whole: Book, code: str, matches: Any, lines: Iterable[Line], relevant: set[str]
) -> set[str]:
    used = {use.term for use in whole.analysis.terms}
    terms = [t for t in whole.analysis.seed.terms if t.term in used]
    if place == "any":
        return relevant
    if place == "headings":
        return {line.key for line in lines if line.kind == "heading" and line.key in relevant}
    if place == "terms":
        chinese = next(loc for loc in locales.standard() if loc.code == code).data == "zh"
        return {term_id(t.term) for t in terms if any(matches(form) for form in _forms(t, chinese))}
    if place.startswith("term:"):
        return {term_id(t.term) for t in terms if t.term == place.removeprefix("term:")}
    return {place} & {line.key for line in lines}


def _forms(term: Term, chinese: bool) -> tuple[str, ...]:
    return (term.term, *term.aliases) if chinese else (term.en, *term.en_forms)
