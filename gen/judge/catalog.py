"""The translator's catalogue of a report: its messages, and how a PO file follows them without losing a word.

An entry's context is the sentence's key, so a translation stays with its sentence wherever that moves. A translation is shown
only while its msgid is what the report says now; all else is stale and waits for a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import partial

from gen import po
from gen.characters import fold_width, is_blank
from gen.errors import GongbaoError
from gen.judge import form
from gen.model import Analysis, Figure, Leaf, Message, Text
from gen.po import Entry
from gen.read import markers
from gen.read.outline import key

_LINE_END = re.compile(
    "[\\s\u200b\ufeff]*(?:\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029])[\\s\u200b\ufeff]*"
)
NEAR = 0.6
"How much two sentences must share for the translation of one to be offered for the other."
_FIELDS = (
    ("Project-Id-Version", "{title}"),
    ("Report-Msgid-Bugs-To", ""),
    ("POT-Creation-Date", ""),
    ("PO-Revision-Date", "1970-01-01 00:00+0000"),
    ("Last-Translator", "Unknown"),
    ("Language-Team", "{language}"),
    ("Language", "{language}"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
)
MACHINE = "machine draft: "
"How the remark begins that names the model which made a draft; it counts while the entry is fuzzy."
REFUSED = "no machine draft: "
"How the remark begins that names the model whose draft the checks refused: such an entry is asked for after all others."
ALIGNED = "aligned draft: "
"How the remark begins that names the file from which the English of a sentence was taken; pages do not show such a draft."
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
"A tag as BCP 47 writes it, or with gettext's underscore."
_WRITTEN = frozenset(name for name, value in _FIELDS if value)


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file, read."""

    place: str
    "The file's name, for findings."
    header: Entry
    "Its first entry, without a msgid."
    entries: Mapping[str, Entry] = field(default_factory=dict)
    "By context, in the order of the file."
    obsolete: tuple[Entry, ...] = ()
    "What is no longer in the report, kept."


@dataclass(frozen=True, slots=True)
class ChapterStatus:
    """How much of one chapter is translated; the names of figures count too."""

    chapter: str
    "Slug of its page."
    done: int
    stale: int
    "Fuzzy, or made for other words than those of now."
    missing: int


# ---- messages


def messages(analysis: Analysis) -> tuple[Message, ...]:
    """One message for each leaf that has words and for each figure that has a name, in the order of the text."""
    figures: dict[str, list[Figure]] = {}
    for figure in analysis.figures:
        figures.setdefault(figure.sentence, []).append(figure)
    return tuple(
        message
        for chapter, title, leaf, address in _placed_leaves(analysis)
        for message in _of_leaf(
            analysis, leaf, chapter, f"{address}{title and f' · {title}'}", figures.get(leaf.key, [])
        )
    )


def source_words(text: Text, leaf: Leaf) -> str:
    """The leaf's words as a translator sees them: certain errata applied, line ends and furniture out, punctuation as typed."""
    out, at = [], leaf.span.start
    cuts = [(hole, "") for hole in leaf.holes]
    cuts += [(e.span, e.reading) for e in text.errata if e.certainty == "certain" and e.span in leaf.span]
    for span, instead in sorted(cuts):
        out += [text.raw[at : span.start], instead]
        at = span.end
    words = _LINE_END.sub("", "".join([*out, text.raw[at : leaf.span.end]]))
    shown = "".join(c for c in words if c.isspace() or not is_blank(c))
    return shown.replace("\t", " ").strip()


def of_heading(remarks: Sequence[str]) -> bool:
    """Whether a translator is told by `remarks`, the comments of an entry, that it is a heading."""
    return bool(remarks) and remarks[0].startswith("heading ")


def _placed_leaves(analysis: Analysis) -> Iterator[tuple[str, str, Leaf, str]]:
    """Each leaf with its chapter's slug, the title of what it stands under (its part, down to the chapter's heading), and its address."""
    heads = {n.heading.key: n.title for n in analysis.report.root.walk() if n.heading}
    for block in analysis.layout.front:
        yield from (("", "", leaf, address) for leaf, address in block.leaves)
    for page in analysis.layout.pages:
        under = page.part or page.heading
        for leaf, address in (placed for block in page.blocks for placed in block.leaves):
            under = page.heading if leaf.key == page.heading else under
            yield page.slug, heads.get(under, ""), leaf, address


def _of_leaf(
    analysis: Analysis, leaf: Leaf, chapter: str, place: str, figures: Sequence[Figure]
) -> Iterator[Message]:
    words = source_words(analysis.text, leaf)
    if leaf.kind == "furniture" or not any(c.isalpha() for c in words):
        return
    yield Message(leaf.key, words, chapter, (f"{leaf.kind} {place}", *_remarks(analysis, leaf, figures)))
    for n, figure in enumerate(figures, start=1):
        if figure.subject:
            yield Message(
                f"{leaf.key}#{n}",
                figure.subject,
                chapter,
                (f"what {_one_line(figure.text)} measures, in {place}",),
            )


def _remarks(analysis: Analysis, leaf: Leaf, figures: Sequence[Figure]) -> Iterator[str]:
    """Figures with their full value, terms with their set English, errata with what was printed."""
    if figures:
        yield "figures: " + "; ".join(f"{_one_line(f.text)} = {_in_full(f)}" for f in figures)
    used = list(dict.fromkeys(use.term for use in analysis.terms if use.sentence == leaf.key))
    known = {t.term: rendering(t.term, t.en, t.en_not) for t in analysis.seed.terms}
    if used:
        yield "terms: " + "; ".join(known.get(term, f"{term} = ") for term in used)
    for erratum in analysis.text.errata:
        if erratum.certainty == "certain" and erratum.span in leaf.span:
            yield f"printed {erratum.found}, read as {erratum.reading}"


def rendering(chinese: str, english: str, never: Sequence[str]) -> str:
    """What a translator is told of a term or name: its set English, and what may not stand for it.

    >>> rendering("街道办事处", "subdistrict office", ["street office"])
    '街道办事处 = subdistrict office, not street office'
    """
    return f"{chinese} = {english}" + (f", not {' or '.join(never)}" if never else "")


def _one_line(words: str) -> str:
    return "".join(words.split())


_BOUNDS = {"over": "over ", "under": "under ", "approx": "about "}


def _in_full(figure: Figure) -> str:
    """The figure as English digits: 15,470,000 元, 15-18 %.

    The unit stays as printed: how to render it is the translator's to say.
    """
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    joint = ":" if figure.unit in (":", "：") else "–"
    unit = "" if joint == ":" else f" {figure.unit}"
    return (_BOUNDS.get(figure.bound, "") + joint.join(f"{value:,}" for value in values) + unit).strip()


# ---- reading


def check_language(language: str) -> None:
    """Refuse what is no tag of a language that a Chinese report is translated into: it becomes part of a file's name."""
    if not _LANGUAGE.fullmatch(language) or re.split("[-_]", language)[0] == "zh":
        expected = "expected the tag of a language other than Chinese, such as en or pt-BR"
        raise GongbaoError(f"--language {language}", expected, "mend it")


def parse(text: str, place: str) -> Catalog:
    """The catalogue in the PO file `text`; no text is an empty one. GongbaoError with file and line where it is no PO."""
    header, entries, obsolete = Entry(""), {}, []
    for entry in po.parse(text, place):
        where = f"{place}:{entry.line}"
        if entry.obsolete:
            obsolete.append(entry)
        elif not entry.source and entry.context is None:
            header = entry
        elif (entry.context or entry.source) in entries:
            po.refuse_twin(entry, where)
        else:
            entries[entry.context or entry.source] = entry
    return Catalog(place, header, entries, tuple(obsolete))


def translation(catalog: Catalog, key: str, msgid: str) -> str | None:
    """The translation of `key`, if a person has cleared it and it was made for just these words; else None."""
    entry = catalog.entries.get(key)
    if entry is None or entry.fuzzy or not same_words(entry.source, msgid) or not entry.target.strip():
        return None
    return entry.target


def machine_draft(catalog: Catalog, key: str, msgid: str) -> str | None:
    """The draft of `key` that a machine made for just these words and nobody has cleared yet; else None."""
    entry = catalog.entries.get(key)
    return entry.target if entry and shows_draft(entry, msgid) else None


def shows_draft(entry: Entry, msgid: str) -> bool:
    """Whether the entry is a draft that a machine made for just these words, which pages show as one."""
    return is_machine_draft(entry) and same_words(entry.source, msgid)


def is_machine_draft(entry: Entry) -> bool:
    """Whether a machine made the translation, for the words of its msgid, and no person has cleared it."""
    made = any(comment.startswith(MACHINE) for comment in entry.comments)
    return made and entry.fuzzy and not entry.previous and bool(entry.target.strip())


def by_people(comments: Iterable[str]) -> tuple[str, ...]:
    """The remarks that no machine made."""
    return tuple(comment for comment in comments if not comment.startswith((MACHINE, REFUSED, ALIGNED)))


def is_stale(entry: Entry, source: str) -> bool:
    """Whether there is a translation that must not be shown: fuzzy, or made for other words."""
    return bool(entry.target.strip()) and (entry.fuzzy or not same_words(entry.source, source))


def is_outdated(catalog: Catalog, key: str, msgid: str, former: Iterable[str] = ()) -> bool:
    """Whether the translation of `key` was made for other words than these; `former` are keys that the sentence had before."""
    entry = catalog.entries.get(key)
    if entry is None or not entry.target.strip():
        return any(old.target.strip() for name in former if (old := catalog.entries.get(name)))
    return bool(entry.fuzzy and entry.previous) or not same_words(entry.source, msgid)


def same_words(one: str, other: str) -> bool:
    """Whether two sources differ in blanks and punctuation at most, as two sentences of one key do.

    >>> same_words("2016年,街道办事处", "2016年，街道办事处")
    True
    """
    return one == other or (any(c.isalnum() for c in one) and key(one) == key(other))


def status(current: Iterable[Message], catalog: Catalog) -> tuple[ChapterStatus, ...]:
    """How far the translation is, by chapter in the order of the report."""
    counts: dict[str, list[int]] = {}
    for message in current:
        row = counts.setdefault(message.chapter, [0, 0, 0])
        entry = catalog.entries.get(message.key)
        row[_state(message, entry)] += 1
    return tuple(ChapterStatus(chapter, *row) for chapter, row in counts.items())


def _state(message: Message, entry: Entry | None) -> int:
    if entry is None or not entry.target.strip():
        return 2
    return 1 if is_stale(entry, message.source) else 0


# ---- following the report


def follower(analysis: Analysis, language: str) -> Callable[[str], str]:
    """`update` for the report's PO file in `language`: what it makes of the text of that file."""
    seed = analysis.seed
    return partial(
        update,
        messages(analysis),
        language=language,
        title=analysis.report.title,
        place=f"{seed.stem}.{language}.po",
        history=[(former.key, former.new) for former in seed.history],
    )


def update(
    current: Sequence[Message],
    existing: str,
    *,
    language: str,
    title: str,
    place: str = "",
    history: Iterable[tuple[str, str]] = (),
) -> str:
    """The PO text for `current`, with all that `existing` holds.

    Unchanged sentences keep their entry. A changed one takes over, as fuzzy and with the old msgid as previous text, the
    translation of the sentence that `history` (old key, new key) names, or of one nearly like it. Entries of sentences that are
    gone stay as obsolete ones. The same input gives the same bytes; a second run changes nothing.
    """
    old = parse(existing, place or f"{language}.po")
    keeper = _Keeper(old, {m.key for m in current}, tuple(history))
    entries = [keeper.follow(message) for message in current]
    header = _header(old.header, language, title)
    return po.write([header, *entries, *keeper.left()])


def _header(old: Entry, language: str, title: str) -> Entry:
    """The header as it stands, completed by the fields that msgfmt asks for; never a date of the clock."""
    known = po.header(old)
    lines = [line for line in old.target.split("\n") if line]
    fields = [(n, v) for n, v in _FIELDS if n in _WRITTEN and n not in known]
    lines += [f"{name}: {value.format(language=language, title=title)}" for name, value in fields]
    return replace(old.marked(fuzzy=False), target="\n".join(lines) + "\n")


class _Keeper:
    """Finds for each message the entry whose translation it goes on with, and knows what is left over."""

    def __init__(self, old: Catalog, keys: set[str], history: tuple[tuple[str, str], ...]) -> None:
        self.entries = old.entries
        self.obsolete = {e.context or e.source: e for e in old.obsolete}
        self.lost = {k: e for k, e in old.entries.items() if k not in keys and e.target.strip()}
        self.gone = {
            k: e for k, e in old.entries.items() if k not in keys and (e.target.strip() or by_people(e.comments))
        }
        self.rest = list(old.obsolete)
        self.sources: dict[str, list[str]] = {}
        for before, after in history:
            self.sources.setdefault(after, []).append(before)

    def follow(self, message: Message) -> Entry:
        """The entry for `message`, its translation carried over if there is one."""
        own = self.entries.get(message.key)
        if own and (own.target.strip() or own.comments):
            return self._renewed(own, message)
        if message.key in self.obsolete:
            self.rest.remove(self.obsolete[message.key])
            return self._renewed(self.obsolete[message.key], message)
        other = self._same_words(message) or self._by_history(message) or self._near(message)
        if other is None:
            return self._fresh(message)
        return self._renewed(other, message)

    def left(self) -> Iterator[Entry]:
        """What a translator wrote for words that are no longer there, the most recently gone first."""
        for entry in self.gone.values():
            yield replace(entry, obsolete=True, extracted=(), references=(), line=0)
        yield from self.rest

    def _fresh(self, message: Message) -> Entry:
        return Entry(message.source, context=message.key, extracted=message.comments)

    def _renewed(self, entry: Entry, message: Message) -> Entry:
        """The entry under the message's name; fuzzy, with the words it was made for, if those have changed."""
        new = replace(
            entry,
            source=message.source,
            context=message.key,
            extracted=message.comments,
            references=(),
            obsolete=False,
        )
        if same_words(entry.source, message.source) or _renumbered(entry, message) or not entry.target.strip():
            return new if entry.fuzzy else replace(new, previous="", previous_context="")
        return replace(
            new.marked(fuzzy=True),
            previous=(entry.fuzzy and entry.previous) or entry.source,
            previous_context="",
        )

    def _same_words(self, message: Message) -> Entry | None:
        """An entry for the same words under another name: a twin, or a figure that moved within its sentence."""
        base = message.key.split("#")[0]
        relatives = {base, *self.sources.get(base, ())}
        names = "#" in message.key
        pool = [
            *self.lost.items(),
            *(self.obsolete.items() if names else ()),
            *(self.entries.items() if names else ()),
        ]
        same = [
            (k, e) for k, e in pool if e.source == message.source and ("#" in k) == names and e.target.strip()
        ]
        near_by = [e for k, e in same if k.split("#")[0] in relatives]
        return next(iter(near_by), None) or next((e for _, e in same), None)

    def _by_history(self, message: Message) -> Entry | None:
        """The entry of the sentence that became this one; of several, the one most like it."""
        before = [self.lost[k] for k in self.sources.get(message.key, ()) if k in self.lost]
        return max(before, key=lambda e: likeness(e.source, message.source), default=None)

    def _near(self, message: Message) -> Entry | None:
        """The entry of a vanished sentence nearly like this one, that nothing else has taken."""
        if "#" in message.key:
            return None
        named = {k for keys in self.sources.values() for k in keys}
        best, key = NEAR, ""
        for name, entry in self.lost.items():
            if (
                "#" not in name
                and name not in named
                and (score := likeness(entry.source, message.source, best)) > best
            ):
                best, key = score, name
        return self.lost.pop(key) if key else None


def _renumbered(entry: Entry, message: Message) -> bool:
    """Whether a heading has another number and is the same else: numbers are not translated, so that its translation stays true."""
    if not of_heading(message.comments):
        return False
    one, other = map(_unnumbered, (entry.source, message.source))
    return bool(one) and same_words(one, other) and not any(form.own_number(entry.source, entry.target))


def _unnumbered(heading: str) -> str:
    """The heading behind its number; empty where it has none.

    >>> _unnumbered("（一）民生保障"), _unnumbered("民生保障")
    ('民生保障', '')
    """
    found = markers.marker(fold_width(heading))
    return heading[found[2].end() :] if found else ""


def likeness(one: str, other: str, floor: float = 0.0) -> float:
    """How much of two texts is the same in the same order, 0 to 1; 0 where it is surely not above `floor`."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() <= floor or matcher.quick_ratio() <= floor:
        return 0.0
    return matcher.ratio()
