"""An existing English text of a report as a draft: aligned with the report's sentences, for a person to clear.

Paragraphs are put beside paragraphs first, then sentences within those. What the text has for one sentence alone enters as fuzzy, with a
remark that says where it comes from and how sure the place is; what two sentences share is left to a person. Pure: the door writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, groupby
from typing import Literal, get_args

from gen import po
from gen.judge import anchors, beads, catalog, checks
from gen.judge.anchors import Sides
from gen.judge.beads import Bead, Piece
from gen.judge.catalog import Catalog
from gen.judge.checks import Unit
from gen.model import Analysis
from gen.po import Entry
from gen.read import english_text, markers
from gen.read.english_text import Sentence

SURE = 0.75
"How likely a place must be for its English to be taken."
_FIRM = 0.9
"How likely paragraphs must belong together for their sentences to be looked at apart from those around."
_MOVED = -4.0
"The price below which paragraphs that found no place in order belong together all the same."
_REFUSED = ("numbers", "length")
"Checks that tell a wrong place; the others tell how a good translation differs from ours."
_UNSURE = "the place is not sure"
_ANOTHER = "too much else of the file does not agree: is it the English of this report?"
_CHANCE = 3
"So many sentences may be refused in a file of which nothing is taken."
State = Literal["taken", "doubtful", "left"]


@dataclass(frozen=True, slots=True)
class Place:
    """What was found for one entry that had no translation."""

    key: str
    address: str
    "Where it stands in the report: 1.3.2-04."
    state: State
    "`doubtful`: there is English, but the place is unlikely or the checks refuse it; `left`: none, or none of its own."
    sentences: tuple[Sentence, ...] = ()
    "The English beside it."
    words: str = ""
    "The same as a translation."
    confidence: float = 0.0
    "How likely the place is beside all others, 0 to 1."
    why: str = ""
    "Why it was not taken."


@dataclass(frozen=True, slots=True)
class Draft:
    """A PO file with what it took from an English text."""

    text: str
    "The PO text."
    places: tuple[Place, ...]
    "What became of each entry without a translation, in the order of the report."
    kept: int
    "How many sentences had one."
    lost: tuple[Sentence, ...]
    "English that stands beside no sentence of the report."

    def told(self, state: State) -> tuple[Place, ...]:
        """The places in `state`."""
        return tuple(place for place in self.places if place.state == state)


@dataclass(frozen=True, slots=True)
class _Source:
    """A sentence of the report."""

    unit: Unit
    address: str
    heading: bool


def draft(analysis: Analysis, po_text: str, english: str, *, place: str, file: str) -> Draft:
    """The catalogue `po_text`, as `catalog.update` made it, with what `english` has for the entries without a translation.

    `place` and `file` are the names of the PO file and of the English text. Entries with a translation stay as they are.
    """
    found = catalog.parse(po_text, place)
    blocks = _blocks(analysis, found)
    paragraphs = english_text.paragraphs(english)
    sources = list(chain.from_iterable(blocks))
    said = [(sentence, paragraph.heading) for paragraph in paragraphs for sentence in paragraph.sentences]
    two = anchors.sides([(s.unit, s.heading) for s in sources], [(sentence.words, heading) for sentence, heading in said])
    counts = [len(block) for block in blocks], [len(paragraph.sentences) for paragraph in paragraphs]
    first = [(bead.chinese[0], bead.english) for bead in align(two, *counts) if len(bead.chinese) == 1 and bead.confidence >= SURE]
    placed = align(anchors.learned(two, [s.unit.source for s in sources], [s.words for s, _ in said], first), *counts)
    sentences = [sentence for sentence, _ in said]
    places = _believed(tuple(_places(placed, sources, sentences)))
    taken = {p.key: p for p in places if p.state == "taken"}
    entries = {key: _filled(entry, taken[key], file) if key in taken else entry for key, entry in found.entries.items()}
    used = {n for bead in placed if bead.chinese for n in bead.english}
    lost = tuple(sentence for n, sentence in enumerate(sentences) if n not in used)
    return Draft(po.write([found.header, *entries.values(), *found.obsolete]), places, len(sources) - len(places), lost)


def _blocks(analysis: Analysis, found: Catalog) -> list[list[_Source]]:
    """The sentences of the report that have an entry, by paragraph."""
    units = {unit.key: unit for unit in checks.units(analysis, found) if unit.entry}
    plans = chain(analysis.layout.front, *(page.blocks for page in analysis.layout.pages))
    blocks = [
        [_Source(units[leaf.key], address, leaf.kind in ("title", "heading")) for leaf, address in block.leaves if leaf.key in units]
        for block in plans
    ]
    return [block for block in blocks if block]


# ---- the place of each sentence


def align(two: Sides, blocks: Sequence[int], paragraphs: Sequence[int]) -> list[Bead]:
    """Which sentences belong together, by their numbers; `blocks` and `paragraphs` say how many stand in each paragraph."""
    ours, theirs = list(_ranges(blocks)), list(_ranges(paragraphs))
    opened = replace(two, chinese=_opened(two.chinese, ours), english=_opened(two.english, theirs))
    whole = beads.align(
        [_joined(two.chinese, own) for own in ours], [_joined(two.english, own) for own in theirs], beads.PARAGRAPHS, two.weights
    )
    found = list(chain.from_iterable(_within(opened, region, ours, theirs) for region in _regions(whole)))
    return _with_moved(found, opened, ours, theirs)


def _opened(pieces: Sequence[Piece], paragraphs: Sequence[range]) -> tuple[Piece, ...]:
    """The pieces, the first of each paragraph marked as such."""
    firsts = {own.start for own in paragraphs}
    return tuple(replace(piece, opens=n in firsts) for n, piece in enumerate(pieces))


def _ranges(counts: Sequence[int]) -> Iterator[range]:
    ends = list(accumulate(counts))
    return (range(end - count, end) for end, count in zip(ends, counts, strict=True))


def _regions(whole: Sequence[Bead]) -> Iterator[Bead]:
    """The beads of paragraphs, those side by side that are not firm made one."""
    for firm, those in groupby(whole, lambda bead: bead.confidence >= _FIRM):
        own = list(those)
        if firm:
            yield from own
        else:
            yield Bead(
                range(own[0].chinese.start, own[-1].chinese.stop), range(own[0].english.start, own[-1].english.stop), 1.0
            )


def _within(two: Sides, region: Bead, ours: Sequence[range], theirs: Sequence[range]) -> Iterator[Bead]:
    """The beads of sentences of the paragraphs in `region`."""
    chinese = _span(ours, region.chinese)
    english = _span(theirs, region.english)
    for bead in beads.align(
        two.chinese[chinese.start : chinese.stop], two.english[english.start : english.stop], beads.SENTENCES, two.weights
    ):
        yield Bead(
            _moved_by(bead.chinese, chinese.start), _moved_by(bead.english, english.start), bead.confidence * region.confidence
        )


def _span(ranges: Sequence[range], those: range) -> range:
    return range(ranges[those.start].start, ranges[those.stop - 1].stop) if those else range(0)


def _moved_by(those: range, start: int) -> range:
    return range(those.start + start, those.stop + start)


def _with_moved(found: Sequence[Bead], two: Sides, ours: Sequence[range], theirs: Sequence[range]) -> list[Bead]:
    """`found`, and paragraphs that have no place in order beside those that say the same elsewhere."""
    placed = [bead for bead in found if bead.chinese and bead.english]
    ours_left = _left(ours, {n for bead in placed for n in bead.chinese})
    theirs_left = _left(theirs, {n for bead in placed for n in bead.english})
    with_heads = [range(n, n + 2) for n in ours_left if n + 1 in ours_left and two.chinese[ours[n].start].heading]
    offers = sorted(
        (price, own.start, own.stop, j)
        for own in (*(range(n, n + 1) for n in ours_left), *with_heads)
        for j in theirs_left
        if (price := beads.cost(_joined(two.chinese, _span(ours, own)), _joined(two.english, theirs[j]), two.weights)) < _MOVED
    )
    moved: dict[int, range] = {}
    for _price, start, stop, j in offers:
        if j not in moved and not any({*own} & {*range(start, stop)} for own in moved.values()):
            moved[j] = range(start, stop)
    again = [bead for j, own in moved.items() for bead in _within(two, Bead(own, range(j, j + 1), 1.0), ours, theirs)]
    gone = {n for own in moved.values() for n in _span(ours, own)}
    known = {n for j in moved for n in theirs[j]}
    rest = [bead for bead in found if not (gone & {*bead.chinese} or (not bead.chinese and known & {*bead.english}))]
    return sorted([*rest, *again], key=lambda bead: (bead.chinese.start, bead.english.start))


def _left(ranges: Sequence[range], used: set[int]) -> list[int]:
    return [n for n, those in enumerate(ranges) if not used & {*those}]


def _joined(pieces: Sequence[Piece], those: range) -> Piece:
    return replace(beads.join(pieces[those.start : those.stop]), opens=False)


# ---- what is taken


def _places(placed: Sequence[Bead], sources: Sequence[_Source], sentences: Sequence[Sentence]) -> Iterator[Place]:
    """What becomes of each sentence without a translation."""
    for bead in placed:
        english = tuple(sentences[n] for n in bead.english)
        for n in bead.chinese:
            if not sources[n].unit.english.strip():
                yield _place(sources[n], english, bead, [sources[other].unit.key for other in bead.chinese if other != n])


def _place(source: _Source, english: tuple[Sentence, ...], bead: Bead, others: Sequence[str]) -> Place:
    words = " ".join(sentence.words for sentence in english)
    place = Place(
        source.unit.key, source.address, "left", english, english_text.unnumbered(words) if source.heading else words, bead.confidence
    )
    if not english:
        return replace(place, why="no English was found")
    if others:
        return replace(place, why=f"shares its English with {', '.join(others)}")
    if not source.heading and english_text.is_numbered(words) and not markers.starts_heading(source.unit.source):
        return replace(place, state="doubtful", why="a heading seems to open it")
    if faults := _faults(source.unit, place.words):
        return replace(place, state="doubtful", why=faults)
    if bead.confidence < SURE:
        return replace(place, state="doubtful", why=_UNSURE)
    return replace(place, state="taken")


def _believed(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places; where the checks refuse more than are left, the file is hardly the English of this report, and nothing is taken."""
    refused = sum(place.state == "doubtful" and place.why != _UNSURE for place in places)
    if refused <= max(_CHANCE, sum(place.state == "taken" for place in places)):
        return places
    return tuple(replace(place, state="doubtful", why=_ANOTHER) if place.state == "taken" else place for place in places)


def _faults(unit: Unit, words: str) -> str:
    """What the checks that tell a wrong place say of `words`, as if a person had cleared them."""
    entry = replace(unit.entry or Entry(unit.source, context=unit.key), target=words).marked(fuzzy=False)
    return "; ".join(f.message for f in checks.check_unit(replace(unit, entry=entry)) if f.check in _REFUSED)


def _filled(entry: Entry, place: Place, file: str) -> Entry:
    remark = f"{catalog.ALIGNED}{file}, line {place.sentences[0].line}, confidence {place.confidence:.2f}"
    remarks = (*catalog.by_people(entry.comments), remark)
    return replace(entry, target=place.words, comments=remarks, previous="", previous_context="").marked(fuzzy=True)


# ---- what the command tells


def summary(draft: Draft, place: str, file: str) -> Iterator[str]:
    """How many found their English, then a line for each entry that did not, and for each sentence of `file` without a place."""
    taken, doubtful, left = (draft.told(state) for state in get_args(State))
    yield (
        f"{place}: {len(taken)} aligned as fuzzy, {len(doubtful)} doubtful, {len(left)} left; {draft.kept} had a translation; "
        f"{len(draft.lost)} sentences of {file} found no place"
    )
    for one in (*doubtful, *left):
        lines = f"{file}:{one.sentences[0].line}: {_clip(one.words)}" if one.sentences else ""
        sure = f" ({one.confidence:.2f})" if one.sentences else ""
        yield f"{one.key} {one.address}: {one.state}: {one.why}{sure}{lines and f': {lines}'}"
    for sentence in draft.lost:
        yield f"{file}:{sentence.line}: no place: {_clip(sentence.words)}"


def _clip(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
