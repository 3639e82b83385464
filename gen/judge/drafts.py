"""Drafts by machine, for a person to clear: any server that speaks the OpenAI chat interface, a local model's too.

Off unless asked for. A draft carries the set English of terms and names, passes the checks before it is written, and stays fuzzy, with a
remark that says which model made it, until a person clears it. What was drafted before a failure is kept, and so is whatever people
save in the file while drafts come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from gen import locales, po
from gen.errors import GongbaoError
from gen.judge import catalog, checks
from gen.judge.catalog import Catalog
from gen.judge.chat import Ask, Chat
from gen.judge.checks import Unit
from gen.model import Analysis, Finding
from gen.po import Entry

_ROLE = (
    "You translate a Chinese local-government work report into {language} for readers abroad. Write as a native editor would: plain, "
    "complete, nothing added. Say every number as the language writes it, with its full value: 1547万元 is RMB 15.47 million. "
    "Use the set renderings of terms and names exactly. Answer with the translation of the sentence alone."
)
_NAME = "This is the name of a figure in tables and charts: a few words, no full stop."
_HEADING = "This is a heading: translate it without its number and without a full stop."
_AGAIN = "The checks found: {faults}. Answer with the mended translation alone."
Desk = Callable[[Callable[[str], str | None]], str]
"""Takes the PO text as it stands at that moment through a change, puts the result in its place, and gives what stands then;
a change that gives None leaves it. People save the file while drafts come: it is the one place where the text is kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message."""

    key: str
    text: str
    "The draft; what the checks refused where `faults` is not empty."
    faults: tuple[Finding, ...] = ()
    entered: bool = False
    "Whether the draft stands in the file; False without faults where a person wrote there meanwhile."


# ---- drafting


def draft(
    analysis: Analysis, desk: Desk, *, language: str, model: str, ask: Ask, chapter: str = "", limit: int = 0
) -> Iterator[Outcome]:
    """Each message without a translation, drafted and entered: what became of it.

    The file is brought up to date first, as `translate update` does. `chapter` and `limit` say which messages and how many at most;
    those that were refused in an earlier run come last, so that runs with a limit get further.
    """
    chapters = {m.key: m.chapter for m in catalog.messages(analysis)}
    if chapter and chapter not in chapters.values():
        known = ", ".join(dict.fromkeys(filter(None, chapters.values())))
        raise GongbaoError(f"--chapter {chapter}", f"expected one of {known}", "choose one of these")
    place = f"{analysis.seed.stem}.{language}.po"
    first = catalog.parse(desk(catalog.follower(analysis, language)), place)
    waiting = [
        unit
        for unit in checks.units(analysis, first)
        if not unit.english.strip() and chapter in ("", chapters.get(unit.key))
    ]
    waiting.sort(key=_refused_before)
    for unit in waiting[: limit or None]:
        entries = _standing(desk(lambda _: None), place, first).entries
        if not _is_open(entries[unit.key], unit):
            yield Outcome(unit.key, "")
            continue
        outcome = _drafted(unit, _prompt(unit, entries, language), model, ask)
        entry = _refusal if outcome.faults else partial(_drafted_entry, text=outcome.text)
        stands = _put(desk, unit, partial(entry, model=model), place, first)
        yield replace(outcome, entered=not outcome.faults and stands.target == outcome.text)


def _refused_before(unit: Unit) -> bool:
    return any(comment.startswith(catalog.REFUSED) for comment in (unit.entry.comments if unit.entry else ()))


def _put(desk: Desk, unit: Unit, made: Callable[[Entry], Entry], place: str, first: Catalog) -> Entry:
    """The unit's entry as it stands after `made` was put into the file: another one where a person wrote meanwhile."""

    def change(now: str) -> str | None:
        found = _standing(now, place, first)
        own = found.entries[unit.key]
        if not _is_open(own, unit):
            return None
        return po.write([found.header, *{**found.entries, unit.key: made(own)}.values(), *found.obsolete])

    return catalog.parse(desk(change), place).entries[unit.key]


def _standing(text: str, place: str, first: Catalog) -> Catalog:
    """The catalogue of now; one that lost entries since the start was caught half written, or belongs to another text."""
    found = catalog.parse(text, place)
    if gone := [key for key in first.entries if key not in found.entries]:
        words = f"expected all {len(first.entries)} entries of the start, {gone[0]} is gone: the file was changed meanwhile"
        raise GongbaoError(place, words, "look at it and run the command again; nothing was written over")
    return found


def _is_open(entry: Entry, unit: Unit) -> bool:
    """Whether nobody has translated the entry, or changed what it says in Chinese, since the start."""
    return not entry.target.strip() and entry.source == unit.source


def _drafted(unit: Unit, chat: Chat, model: str, ask: Ask) -> Outcome:
    """The answer, asked for once more with what the checks found in the first."""
    text = ""
    faults: tuple[Finding, ...] = ()
    for _ in range(2):
        words = _unwrapped(ask(chat), unit.source)
        text = " ".join(words.split())
        faults = (*_talk(unit, words), *_faults(unit, text, model))
        if not faults:
            break
        told = "; ".join(finding.message for finding in faults)
        chat = [*chat, {"role": "assistant", "content": text}, {"role": "user", "content": _AGAIN.format(faults=told)}]
    return Outcome(unit.key, text, faults)


def _faults(unit: Unit, text: str, model: str) -> tuple[Finding, ...]:
    """What the checks say of a draft, as if a person had cleared it."""
    base = unit.entry or Entry(unit.source, context=unit.key)
    judged = replace(unit, entry=_drafted_entry(base, text, model).marked(fuzzy=False))
    return tuple(f for f in checks.check_unit(judged) if f.severity != "info" or f.check == "missing")


def _drafted_entry(entry: Entry, text: str, model: str) -> Entry:
    remarks = (*catalog.by_people(entry.comments), f"{catalog.MACHINE}{model}")
    return replace(entry, target=text, comments=remarks).marked(fuzzy=True)


def _refusal(entry: Entry, model: str) -> Entry:
    return replace(entry, comments=(*catalog.by_people(entry.comments), f"{catalog.REFUSED}{model}"))


def _prompt(unit: Unit, entries: Mapping[str, Entry], language: str) -> Chat:
    """The sentence with what a translator would have beside it: remarks, set renderings, the sentence before in both languages."""
    remarks = list(unit.entry.extracted) if unit.entry else []
    terms = [catalog.rendering(t.term, t.en, t.en_not) for t in unit.terms]
    names = [catalog.rendering(n.zh, n.en, n.en_not) for n in unit.names if n.zh in unit.source]
    kind = _NAME if "#" in unit.key else _HEADING if unit.heading else ""
    before = _before(unit.key, entries)
    parts = [
        kind,
        *(f"Remark: {remark}" for remark in remarks),
        *(f"Set rendering: {pair}" for pair in dict.fromkeys([*terms, *names])),
        f"The sentence before: {before.source} = {before.target}" if before else "",
        f"Translate: {unit.source}",
    ]
    return [
        {"role": "system", "content": _ROLE.format(language=locales.english_name(language))},
        {"role": "user", "content": "\n".join(part for part in parts if part)},
    ]


def _before(key: str, entries: Mapping[str, Entry]) -> Entry | None:
    """The translated sentence that stands before `key` in the catalogue."""
    last = None
    for name, entry in entries.items():
        if name == key:
            return last
        if "#" not in name and entry.target.strip():
            last = entry
    return None


# ---- what models put around a translation

_THOUGHTS = re.compile(r"\A.*</(?:think|thinking|thought|reasoning)>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(
    r"""
    (?: [^`\n]* : \s* )?      # said before it
    (?P<marks> `{1,3} )
    (?: \w* \n )?             # the language that the fence names
    (?P<words> [^`]* )
    (?P=marks)
    """,
    re.VERBOSE,
)
_LEAD = re.compile(
    r"""
    (?: \W* (?: sure | certainly | of\ course | okay | ok | yes ) \b [^:\n]{0,40}? [,.!:] \s+ )?
    (?P<bold> [*_]+ )?
    (?: here (?: \ is | ['’]s ) \b [^:\n]{0,80}?
      | (?: the\ | my\ )? (?: english\ | mended\ | corrected\ | revised\ )? translation (?: \ (?: in | into ) \ \w+ )?
      | english (?: \ version )? )
    [*_]* : (?(bold) [*_]* ) \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TALK = re.compile(
    r"""
      \n \s* \n                                              # a second paragraph
    | \n [^\w\n]* (?: notes? | explanation | comments? ) \b
    | \( (?: translator['’]s \ )? note \b
    | \A \W* (?: sure | certainly | of\ course | okay ) \b [,.!:]
    | \b here (?: \ is | ['’]s ) \ (?: the | my | your | an? ) \ [^.\n]* \b translation
    | ` | \*\*                                                 # tags are the check of leftovers' to find
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PAIRS = {'"': '"', "“": "”", "`": "`", "*": "*"}


def _unwrapped(answer: str, source: str) -> str:
    r"""The answer without thoughts, code fence, the words that announce it, bold, and quotation marks that `source` has not.

    >>> _unwrapped("<think>3 centres</think>\n**Translation:** We built 3 centres.", "建成睦邻中心3个。")
    'We built 3 centres.'
    """
    words = _THOUGHTS.sub("", answer).strip()
    if fence := _FENCE.fullmatch(words):
        words = fence["words"].strip()
    words = words[lead.end() :] if (lead := _LEAD.match(words)) else words
    while len(words) > 1 and _PAIRS.get(words[0]) == words[-1] and not {words[0], words[-1]} & {*words[1:-1].strip("*"), source[0]}:
        words = words[1:-1].strip()
    return words


def _talk(unit: Unit, words: str) -> Iterator[Finding]:
    """What the model said beside the translation; marks that the Chinese has too say nothing."""
    found = _TALK.search(words)
    if found and (found[0][0] not in "`*" or found[0][0] not in unit.source):
        more = words[found.start() :].strip()[:40]
        yield unit.finding("answer", "error", f"expected the translation alone, found {more!r}")


def told(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """One line for each message that the checks refused."""
    for outcome in outcomes:
        for finding in outcome.faults:
            yield f"{outcome.key}: not drafted: {finding.check}: {finding.message}"
