"""The glossary page of one report in one locale: its entries in order, three ways into them, and the sentences they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from gen import book as binding
from gen import locales, markup
from gen.model import Line, Run, Term, TermUse
from gen.web import search
from gen.web.desk import Desk, plain

SHOWN = 3
"Sentences of an entry that stand open; the others are folded."
_AROUND = {True: 46, False: 110}
"Characters of a sentence kept on either side of a term, by whether it is Chinese."
_PAUSE = re.compile(r"[，。；：！？、]|[,.;:!?]\s")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that a term stands in: its place, and the words around the term."""

    address: str
    href: str
    before: str
    words: str
    "The term as the sentence has it; empty where it could not be told."
    after: str
    lang: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry with all that its place on the page needs."""

    term: Term
    forms: tuple[tuple[str, str], ...]
    "The Chinese in every script in which it differs, each with its `lang`."
    defined: str
    "The report's own words that define it."
    quotes: tuple[Quote, ...]
    names: str
    "What else it is found by: other names and other English forms."
    related: tuple[Term, ...]
    "Entries of this page: those it names, and those that name it."


Group = tuple[str, tuple[Item, ...]]


class Lexicon:
    """What the glossary page looks up; holds only what it reads."""

    def __init__(self, desk: Desk, here: str) -> None:
        self.desk = desk
        self.here = here

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All entries in the order of the locale."""
        known = {term.term: term for term, _ in self.desk.uses()}
        return tuple(self._item(term, uses, known) for term, uses in self.desk.uses())

    def groups(self) -> list[Group]:
        """The entries under their first letter in the order of the locale."""
        return _grouped(self.items, lambda item: initial(self.desk.filed(item.term)))

    def by_kind(self) -> list[Group]:
        """The entries under their kind, the largest kind first."""
        groups = _grouped(self.items, lambda item: self.desk.label(f"kind.{item.term.kind}"))
        return sorted(groups, key=lambda group: -len(group[1]))

    def by_other(self) -> list[Group]:
        """The entries under their first letter in the other language: English beside pinyin, pinyin beside English."""

        def other(item: Item) -> str:
            return plain(item.term.pinyin if self.desk.locale.data == "en" else item.term.en)

        return _grouped(sorted(self.items, key=other), lambda item: initial(other(item)))

    def fold(self) -> str:
        """Pairs of characters that the page's search compares as one, for a reader who types the other script."""
        chinese = [words for item in self.items for words in self._searched(item)]
        others = [words for found, defined, _ in self.desk.candidates() for words in (found.term, defined)]
        return search.fold_pairs("\n".join(map(self.desk.script, [*chinese, *others])))

    def _searched(self, item: Item) -> Iterable[str]:
        parts = (part.get("zh", "") for part in item.term.parts)
        return (item.term.term, item.names, item.term.meaning.get("zh", ""), item.defined, *parts)

    def _item(self, term: Term, uses: Iterable[TermUse], known: dict[str, Term]) -> Item:
        quotes = tuple(quote for quote in map(self._quote, _once(uses)) if quote)
        near = [*term.related, *(other.term for other in known.values() if term.term in other.related)]
        related = tuple(known[name] for name in dict.fromkeys(near) if name in known)
        names = " ".join((*term.aliases, *term.en_forms))
        return Item(term, self._forms(term), self._defined.get(term.term, ""), quotes, names, related)

    def _forms(self, term: Term) -> tuple[tuple[str, str], ...]:
        exceptions = self.desk.book.analysis.seed.script_exceptions
        own = [(one.in_script(term.term, exceptions), one.html) for one in locales.standard() if one.data == "zh"]
        return tuple({words: (words, lang) for words, lang in reversed(own)}.values())[::-1]

    @cached_property
    def _defined(self) -> dict[str, str]:
        return binding.definitions(self.desk.book.analysis)

    def _quote(self, use: TermUse) -> Quote | None:
        line = self.desk.line_of.get(use.sentence)
        if not line:
            return None
        before, words, after = _split(line, use.term)
        chinese = line.lang.startswith("zh")
        kept = _AROUND[chinese]
        return Quote(
            line.address, markup.link(self.here, self.desk.address(use.sentence)),
            _tail(before, kept), words, _head(after, kept if words else 2 * kept), line.lang,
        )  # fmt: skip


def _once(uses: Iterable[TermUse]) -> list[TermUse]:
    """One use a sentence."""
    return list({use.sentence: use for use in reversed(list(uses))}.values())[::-1]


def _split(line: Line, term: str) -> tuple[str, str, str]:
    """The words of a line before a term, of the term, and after it; all of them after it where the term is not marked."""
    mine = [n for n, run in enumerate(line.runs) if any(ref.kind == "term" and ref.id == term for ref in run.refs)]
    if not mine:
        return "", "", line.words
    first = mine[0]
    last = next(n for n in range(first, len(line.runs)) if n + 1 not in mine)

    def said(runs: Iterable[Run]) -> str:
        return "".join(run.text for run in runs)

    return said(line.runs[:first]), said(line.runs[first : last + 1]), said(line.runs[last + 1 :])


def _tail(words: str, kept: int) -> str:
    """The end of `words`, from a pause on where there is one.

    >>> _tail("推进网格化管理，深化平台建设，落实", 9)
    '…深化平台建设，落实'
    """
    if len(words) <= kept:
        return words
    cut = words[-kept - 1 :]
    pause = _PAUSE.search(cut)
    start = pause.end() if pause else cut.find(" ") + 1
    return "…" + cut[start:]


def _head(words: str, kept: int) -> str:
    """The beginning of `words`, up to a pause where there is one.

    >>> _head("，组建河道巡查队伍，制定任务清单。", 12)
    '，组建河道巡查队伍…'
    """
    if len(words) <= kept:
        return words
    pauses = [m.start() for m in _PAUSE.finditer(words[:kept]) if m.start()]
    end = pauses[-1] if pauses else max(words.rfind(" ", 0, kept), 0) or kept
    return words[:end] + "…"


def _grouped(items: Iterable[Item], name: Callable[[Item], str]) -> list[Group]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(name(item), []).append(item)
    return [(key, tuple(some)) for key, some in groups.items()]


def initial(filed: str) -> str:
    """The letter an entry stands under; 0 for what begins with none.

    >>> initial("wu wei"), initial("9073")
    ('W', '0')
    """
    return filed[0].upper() if "a" <= filed[:1] <= "z" else "0"
