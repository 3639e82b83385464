"""A chapter in brief: which of its points may be shown, and what is wrong with them; pure.

A point is ours and rests on sentences of its chapter. It may leave out what they say, but has no number that they lack. Where a newer
issue of the report changed one of its sentences, it waits for its writer, as a translation does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from gen import units
from gen.english_words import EnglishNumber
from gen.errors import GongbaoError
from gen.judge import same_numbers
from gen.model import Analysis, BriefPoint, Figure, Finding, PagePlan, Rejected, Seed, Severity
from gen.read import figures, outline, text

POINTS = (2, 4)
"Fewest and most points of a chapter."
CHINESE = (20, 45)
"Fewest and most characters of a point in Chinese."
ENGLISH = 220
"Most characters of a point in English: two lines and a half of a page."
_HAN_COUNT = re.compile(rf"(?<![\d.万亿千百余多])(?P<number>[一二两三四五六七八九十百千]+)(?={units.PATTERN})")


@dataclass(frozen=True, slots=True)
class _Claim:
    """One point with what it stands on."""

    seed: Seed
    heading: str
    "Key of the chapter's heading, as in the file."
    number: int
    "Of the point in its chapter, from 1."
    point: BriefPoint
    sentences: tuple[str, ...]
    "The words that the rules read, of each of its sentences."
    year: int | None
    "The year that the chapter tells of: a point may name it though its sentences do not."

    def finding(self, severity: Severity, message: str) -> Finding:
        """A finding on this point."""
        words = f"{self.heading}, point {self.number}: {message}"
        return Finding("brief", severity, words, _file(self.seed), msgctxt=self.heading)


# ---- what may be shown


def shown(analysis: Analysis) -> dict[str, tuple[BriefPoint, ...]]:
    """The points of each chapter by the slug of its page, without those that rest on a sentence of an earlier issue."""
    former = _former(analysis)
    found: dict[str, tuple[BriefPoint, ...]] = {}
    for heading, points in analysis.seed.brief.items():
        page = _page(analysis, heading)
        kept = tuple(point for point in points if not former & set(point.keys))
        if page and kept:
            found[page.slug] = kept
    return found


def _former(analysis: Analysis) -> frozenset[str]:
    """The keys of earlier issues that name nothing any more."""
    return frozenset(former.key for former in analysis.seed.history) - _words(analysis).keys()


def _page(analysis: Analysis, heading: str) -> PagePlan | None:
    """The page under that heading, or under the one that took its place; None where the chapter is gone."""
    pages = {page.heading: page for page in analysis.layout.pages if page.heading}
    successors = {former.key: former.new for former in analysis.seed.history}
    return pages.get(heading) or pages.get(successors.get(heading, ""))


# ---- what is wrong


def check(analysis: Analysis) -> Iterator[Finding]:
    """The findings on the points; one that names no heading or sentence of the report stops the build.

    `error`: a number that the sentences lack, or that one language has and the other not. `warning`: too long, too many.
    `info`: a newer issue changed what the point rests on.
    """
    if not analysis.seed.brief:
        return
    words, former = _words(analysis), _former(analysis)
    for heading, points in analysis.seed.brief.items():
        page = _known_page(analysis, heading)
        if page is None:
            yield Finding("brief", "info", f"{heading}: the chapter is gone from the newer issue; delete its points", _file(analysis.seed))
            continue
        yield from _count(analysis.seed, heading, len(points))
        own = {leaf.key for block in page.blocks for leaf, _ in block.leaves}
        for number, point in enumerate(points, 1):
            _require_known(analysis.seed, f"{heading}, point {number}", point, words.keys() | former)
            said = tuple(words[key] for key in point.keys if key in words)
            claim = _Claim(analysis.seed, heading, number, point, said, _year(analysis, page))
            if former & set(point.keys):
                yield claim.finding("info", "a newer issue changed its sentences, so it is not shown: read it again and name the new keys")
            else:
                yield from _judged(claim, own)


def _known_page(analysis: Analysis, heading: str) -> PagePlan | None:
    page = _page(analysis, heading)
    if page is None and heading not in _former(analysis):
        place = f"{_file(analysis.seed)}: {heading}"
        raise GongbaoError(place, "expected the key of a chapter's heading", "copy it from the chapter's address, or delete the entry")
    return page


def _require_known(seed: Seed, place: str, point: BriefPoint, known: Iterable[str]) -> None:
    unknown = [key for key in point.keys if key not in set(known)]
    if unknown:
        raise GongbaoError(
            f"{_file(seed)}: {place}", f"expected keys of sentences, found no {unknown[0]}", "copy the key from the sentence's address"
        )


def _judged(claim: _Claim, own: set[str]) -> Iterator[Finding]:
    for key in claim.point.keys:
        if key not in own:
            yield claim.finding("error", f"{key} stands in another chapter: name a sentence of this one")
    yield from _chinese(claim)
    yield from _english(claim)
    yield from _length(claim)


def _count(seed: Seed, heading: str, count: int) -> Iterator[Finding]:
    if not POINTS[0] <= count <= POINTS[1]:
        words = f"{heading}: expected {POINTS[0]} to {POINTS[1]} points, found {count}"
        yield Finding("brief", "warning", words, _file(seed), msgctxt=heading)


def _length(claim: _Claim) -> Iterator[Finding]:
    chinese, english = len(claim.point.zh), len(claim.point.en)
    if not CHINESE[0] <= chinese <= CHINESE[1]:
        yield claim.finding("warning", f"expected {CHINESE[0]} to {CHINESE[1]} characters of Chinese, found {chinese}")
    if english > ENGLISH:
        yield claim.finding("warning", f"expected at most {ENGLISH} characters of English, found {english}")


# ---- numbers


def _chinese(claim: _Claim) -> Iterator[Finding]:
    """Each number of the Chinese stands in the sentences, with the same unit, bound and sign."""
    own, others = _numbers(claim.point.zh)
    read = [_numbers(sentence) for sentence in claim.sentences]
    there = [figure for found, _ in read for figure in found]
    for figure in own:
        if _sense(figure) not in {_sense(f) for f in there}:
            near = next((f.text for f in there if f.value == figure.value), "")
            hint = f", which have {near} with another unit, bound or sign" if near else ""
            yield claim.finding("error", f"{figure.text} is not in its sentences{hint}: correct it")
    printed = {numeral.text for _, found in read for numeral in found} | {figure.text for figure in there}
    for numeral in others:
        if numeral.text not in printed and re.sub(r"\D", "", numeral.text) != str(claim.year):
            yield claim.finding("error", f"{numeral.text} is not in its sentences: correct it")
    for match in _HAN_COUNT.finditer(claim.point.zh):
        if not any(match["number"] in sentence for sentence in claim.sentences):
            yield claim.finding("error", f"{match['number']} is not in its sentences: correct it")


def _english(claim: _Claim) -> Iterator[Finding]:
    """Each number of the English stands in the sentences, and the two languages have the same ones."""
    source, en = "\n".join(claim.sentences), claim.point.en
    years = (claim.year,) if claim.year else ()
    strange = [
        n for n in same_numbers.strange(source, _figures(claim.sentences), en, years) if n.kind != "year" or n.value != claim.year
    ]
    for number in strange:
        yield claim.finding("error", f"{_words_of(number, en)} is not in its sentences: correct it")
    if not strange:
        for slip in same_numbers.compare(claim.point.zh, _figures((claim.point.zh,)), en, years):
            chinese = slip.missing.text if slip.missing else "nothing of the kind"
            english = _words_of(slip.extra, en) if slip.extra else "nothing of the kind"
            yield claim.finding("error", f"the Chinese has {chinese}, the English {english}: correct one of them")


def _words_of(number: EnglishNumber, english: str) -> str:
    return english[number.start : number.end]


def _sense(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.unit, figure.bound, figure.change


def _figures(sentences: Iterable[str]) -> tuple[Figure, ...]:
    return tuple(figure for sentence in sentences for figure in _numbers(sentence)[0])


@lru_cache(maxsize=512)
def _numbers(words: str) -> tuple[tuple[Figure, ...], tuple[Rejected, ...]]:
    """The figures and the other numerals of a sentence that stands alone, so that point and report are read alike."""
    read = text.read(Seed("", "", b"", "", "utf-8", words))
    return figures.find(read, outline.parse(read))


# ---- the report


def _words(analysis: Analysis) -> dict[str, str]:
    """What the rules read of each leaf: certain errata applied, one width, no line ends."""
    read = analysis.text
    found: dict[str, list[str]] = {}
    leaves = sorted((leaf.span, leaf.key) for leaf in analysis.report.root.leaves())
    at = 0
    for span, key in leaves:
        piece = found.setdefault(key, [])
        while at < len(read.starts) and read.starts[at] < span.end:
            if read.starts[at] >= span.start:
                piece.append(read.reading[at])
            at += 1
    return {key: "".join(piece) for key, piece in found.items()}


def _year(analysis: Analysis, page: PagePlan) -> int | None:
    years = {"results": analysis.report.year_of_results, "plans": analysis.report.year_of_plans}
    return years.get(page.role or "")


def _file(seed: Seed) -> str:
    return f"{seed.path.removesuffix('.txt')}.brief.yml"
