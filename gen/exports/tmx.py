"""Translations out as TMX 1.4b, and back from TMX or PO as a draft: fuzzy, and only where a report has no translation yet.

Pure: the door reads and writes the files. A TMX file comes from anywhere, so one that declares a DTD or an entity is refused
before it is parsed; the words that are looked through are the ones the parser gets, whatever encoding the file claims.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from gen import po, script, tongues
from gen.errors import GongbaoError
from gen.judge import catalog
from gen.judge.catalog import Catalog
from gen.model import Seed
from gen.po import Entry

_UNPRINTED = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"Controls, and what XML 1.0 has no way to write at all."
_DECLARED = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
"Inline elements of TMX that hold the marks of another format, no words."
_HEADER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    '<header creationtool="gongbao" creationtoolversion="1" segtype="sentence" o-tmf="PO" adminlang="en" '
    'srclang={source} datatype="plaintext"/>\n<body>\n'
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation that a file holds."""

    name: str
    "tuid or msgctxt; empty where there is none."
    sources: tuple[str, ...]
    "What it translates; TMX may say the same in several languages."
    target: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A PO file with what it took from another."""

    name: str
    "The file's name."
    text: str
    "The PO text."
    taken: int
    "How many of its entries got a translation."
    left: int
    "How many offers went to no entry."


# ---- out


def of_report(seed: Seed, language: str) -> str:
    """The report's cleared translations into `language` as TMX; GongbaoError where it has no PO file in it."""
    name = f"{seed.stem}.{language}.po"
    if language not in seed.catalogs:
        raise GongbaoError(name, "expected a translation, there is none", "make one with translate update")
    source = tongues.CHINESE[script.is_traditional(seed.raw)]
    return export(catalog.parse(seed.catalogs[language], name), source=source, target=language)


def export(entries: Catalog, *, source: str, target: str) -> str:
    """The cleared translations of `entries` as TMX 1.4b, in its order; `source` and `target` are the tags of the two languages.

    Fuzzy and obsolete entries stay out. The same catalogue gives the same bytes: nothing is dated.

    >>> entry = Entry("养老", "care of the elderly", "s-a")
    >>> print(export(Catalog("a.po", Entry(""), {"s-a": entry}), source="zh-Hans", target="en").splitlines()[4])
    <tu tuid="s-a"><tuv xml:lang="zh-Hans"><seg>养老</seg></tuv><tuv xml:lang="en"><seg>care of the elderly</seg></tuv></tu>
    """
    cleared = [e for e in entries.entries.values() if e.target.strip() and not e.fuzzy]
    units = "".join(f"{_unit(entry, source, target)}\n" for entry in cleared)
    return f"{_HEADER.format(source=quoted(source))}{units}</body>\n</tmx>\n"


def _unit(entry: Entry, source: str, target: str) -> str:
    name = f" tuid={quoted(entry.context)}" if entry.context else ""
    return f"<tu{name}>{_variant(source, entry.source)}{_variant(target, entry.target)}</tu>"


def _variant(tag: str, words: str) -> str:
    """One language of a unit; a carriage return is written by number, or a parser would read it as a line feed."""
    return f"<tuv xml:lang={quoted(tag)}><seg>{written(words)}</seg></tuv>"


def written(words: str) -> str:
    """`words` as the text of an XML element; what XML 1.0 cannot hold is left out."""
    return escape(_UNPRINTED.sub("", words), {"\r": "&#13;"})


def quoted(words: str) -> str:
    """`words` as the value of an XML attribute, with its quotation marks."""
    return quoteattr(_UNPRINTED.sub("", words))


# ---- what a file offers


def read(data: bytes, place: str, language: str) -> tuple[Offer, ...]:
    """The translations into `language` in the file `data`, TMX or PO by the end of its name `place`.

    GongbaoError with file, and line where there is one, for what is neither, is broken, or declares a DTD or an entity.
    """
    ending = place.rpartition(".")[2].lower()
    if ending not in ("tmx", "po"):
        raise GongbaoError(place, "expected a file .tmx, .po, .txt or .md", "export the translation as one of these")
    words = _decoded(data, place)
    return tuple(_of_tmx(words, place, language) if ending == "tmx" else _of_po(words, place))


def _decoded(data: bytes, place: str) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise GongbaoError(
            place, f"expected UTF-8, or UTF-16 with its mark ({error.reason})", "save it as UTF-8"
        ) from error


def _of_po(words: str, place: str) -> Iterator[Offer]:
    """Obsolete entries too: their words may stand in this report. A fuzzy one is for the words it was made for."""
    for entry in po.parse(words, place):
        if entry.source and entry.target.strip():
            made_for = (entry.fuzzy and entry.previous) or entry.source
            yield Offer(entry.context or "", (made_for,), entry.target)


def _of_tmx(words: str, place: str, language: str) -> Iterator[Offer]:
    for unit in _parsed(words, place).iterfind(".//{*}tu"):
        said = [(_tag(variant), _said(variant)) for variant in unit.iterfind("{*}tuv")]
        ranked = [(rank, n) for n, (tag, _) in enumerate(said) if (rank := _rank(tag, language)) is not None]
        if ranked and said[best := min(ranked)[1]][1].strip():
            others = tuple(source for n, (_, source) in enumerate(said) if n != best)
            yield Offer(unit.get("tuid", ""), others, said[best][1])


def _parsed(words: str, place: str) -> ElementTree.Element:
    if found := _DECLARED.search(words):
        raise GongbaoError(
            f"{place}:{words.count(chr(10), 0, found.start()) + 1}",
            f"expected TMX without a {found[1].upper()}",
            "delete the declaration",
        )
    try:
        root = ElementTree.fromstring(words)
    except ElementTree.ParseError as error:
        where = f"{place}:{error.position[0]}"
        raise GongbaoError(
            where, f"expected well-formed XML ({error.msg})", "export the file again"
        ) from error
    if _local(root) != "tmx":
        raise GongbaoError(
            place, f"expected <tmx>, found <{_local(root)[:40]}>", "export the file as TMX 1.4"
        )
    return root


def _local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _tag(variant: ElementTree.Element) -> str:
    """The language of a variant as TMX 1.4 writes it, or as 1.1 did."""
    return _plain(variant.get(_LANG) or variant.get("lang") or "")


def _plain(tag: str) -> str:
    return tag.replace("_", "-").lower()


def _rank(tag: str, language: str) -> int | None:
    """How well a tag fits `language`: the same, one of its regions, the same language elsewhere; None for another one."""
    wanted = _plain(language)
    if tag == wanted:
        return 0
    if tag.startswith(f"{wanted}-"):
        return 1
    return 2 if tag.partition("-")[0] == wanted.partition("-")[0] else None


def _said(variant: ElementTree.Element) -> str:
    """The words of a variant, the codes of other formats left out; white space counts in TMX and stays."""
    segment = variant.find("{*}seg")
    if segment is None:
        return ""
    for element in list(segment.iter()):
        if _local(element) in _CODES:
            after = element.tail
            element.clear()
            element.tail = after
    return "".join(segment.itertext())


# ---- in


def take(existing: str, offers: Sequence[Offer], place: str) -> Draft:
    """The PO file `existing` with an offer, as fuzzy, in each entry that has no translation and whose source says the same.

    The same is said where letters and digits are equal; of several offers the one of the entry's own name goes first, then
    the one for exactly its words. Where punctuation differs, the words it was made for stand beside it as previous msgid.
    Entries with a translation, fuzzy or obsolete ones too, stay as they are.
    """
    known = _by_words(offers)
    entries, used, taken = [], set(), 0
    for entry in po.parse(existing, place):
        match = _best(entry, known.get(_says(entry.source), ())) if _is_open(entry) else None
        if match:
            taken += 1
            used.add(match.number)
        entries.append(_filled(entry, match) if match else entry)
    return Draft(place, po.write(entries), taken, len(offers) - len(used))


@dataclass(frozen=True, slots=True)
class _Match:
    """An offer by one of its sources."""

    number: int
    source: str
    offer: Offer


def _by_words(offers: Iterable[Offer]) -> Mapping[str, Sequence[_Match]]:
    known: dict[str, list[_Match]] = {}
    for number, offer in enumerate(offers):
        for source in offer.sources:
            if said := _says(source):
                known.setdefault(said, []).append(_Match(number, source, offer))
    return known


def _says(words: str) -> str:
    """Letters and digits only: what `outline.key` hashes, whole, since a foreign memory is large enough for two to share a hash.

    >>> _says("救助３.6万人次，") == _says("救助3.6万人次。")
    True
    """
    return "".join(c for c in unicodedata.normalize("NFKC", words) if c.isalnum())


def _is_open(entry: Entry) -> bool:
    return bool(entry.source) and not entry.target.strip() and not entry.obsolete


def _best(entry: Entry, matches: Iterable[_Match]) -> _Match | None:
    return min(
        matches,
        key=lambda match: (match.offer.name != entry.context, match.source != entry.source),
        default=None,
    )


def _filled(entry: Entry, match: _Match) -> Entry:
    previous = match.source if match.source != entry.source else ""
    return replace(
        entry.marked(fuzzy=True), target=match.offer.target, previous=previous, previous_context=""
    )
