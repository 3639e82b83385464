"""gettext PO text to entries and back, strictly: nothing of a file is dropped, and what is no PO is refused with its line.

Babel's reader is not used for this: it drops duplicates, takes `#|` for a remark of the translator, refuses `#~|`, and cuts an
unclosed string without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn

from gen.errors import GongbaoError

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(\[\d+\])?\s+(?=\")")
_FIELDS = {"msgctxt": "context", "msgid": "source", "msgstr": "target"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a PO file."""

    source: str
    "msgid."
    target: str = ""
    "msgstr; empty while nothing is translated."
    context: str | None = None
    "msgctxt; None where there is none."
    comments: tuple[str, ...] = ()
    "The translator's remarks (`# …`)."
    extracted: tuple[str, ...] = ()
    "Our remarks for the translator (`#. …`)."
    references: tuple[str, ...] = ()
    "`#: …`"
    flags: tuple[str, ...] = ()
    "`#, …`, in the order of the file."
    previous: str = ""
    "The msgid that the translation was made for (`#| msgid`)."
    previous_context: str = ""
    "Its msgctxt (`#| msgctxt`)."
    obsolete: bool = False
    "Kept, but no longer in the report (`#~`)."
    line: int = 0
    "1-based line of its first keyword; 0 for an entry that was not read from a file."

    @property
    def fuzzy(self) -> bool:
        """Whether a person has yet to look at the translation."""
        return "fuzzy" in self.flags

    def marked(self, fuzzy: bool) -> Entry:
        """The entry with the flag set or cleared, the other flags untouched."""
        others = tuple(flag for flag in self.flags if flag != "fuzzy")
        return replace(self, flags=("fuzzy", *others) if fuzzy else others)


@dataclass(slots=True)
class _Draft:
    """An entry whose lines are still coming."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    marks: dict[str, list[str]] = field(default_factory=dict)
    current: list[str] | None = None
    obsolete: bool = False
    line: int = 0


def parse(text: str, place: str) -> tuple[Entry, ...]:
    r"""The entries of the PO file `text` in its order, the header as the one with an empty `source` and no context.

    What is no PO raises GongbaoError with `place` and line. Plural entries are refused: a report's sentences have none.

    >>> [e.target for e in parse('msgctxt "s-a"\nmsgid "养老"\nmsgstr "elderly "\n"care"\n', "a.po")]
    ['elderly care']
    """
    entries: list[Entry] = []
    for draft, where in _drafts(text, place):
        if draft.parts:
            entries.append(_finished(draft, where))
        elif left := draft.marks.get(""):  # remarks behind the last entry stay with it
            last = entries.pop() if entries else Entry("")
            entries.append(replace(last, comments=(*last.comments, *left)))
    return tuple(entries)


def _drafts(text: str, place: str) -> Iterator[tuple[_Draft, str]]:
    """Each entry's lines with the place behind it; the last may be of remarks alone."""
    draft = _Draft()
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        words = line.strip()
        if not words:
            continue
        where = f"{place}:{number}"
        if _begins(words, draft):
            yield draft, where
            draft = _Draft()
        _take(draft, words, where, number)
    yield draft, f"{place}:{text.count(chr(10)) + 1}"


def _begins(words: str, draft: _Draft) -> bool:
    """Whether this line opens a new entry: a remark or a first keyword after the translation of the last one."""
    if "target" not in draft.parts:
        return False
    body = words[2:].lstrip() if words.startswith("#~") and not words.startswith("#~|") else words
    return body.startswith(("#", "msgctxt", "msgid"))


def _take(draft: _Draft, words: str, where: str, number: int) -> None:
    if words.startswith("#~"):
        draft.obsolete = True
        words = "#" + words[2:].lstrip() if words[2:].lstrip().startswith("|") else words[2:].lstrip()
    elif not words.startswith("#") and draft.obsolete:
        raise GongbaoError(where, "expected the obsolete entry to go on with #~", "mend the line")
    if words.startswith("#|"):
        _take_string(draft, words[2:].lstrip(), where, "previous_")
    elif words.startswith("#"):
        _take_remark(draft, words)
    elif words:
        draft.line = draft.line or number
        _take_string(draft, words, where, "")


def _take_remark(draft: _Draft, words: str) -> None:
    kind = words[1:2] if words[1:2] in (".", ":", ",") else ""
    body = words[1 + len(kind) :]
    draft.current = None
    draft.marks.setdefault(kind, []).append(body.strip() if kind else body.removeprefix(" "))


def _take_string(draft: _Draft, words: str, where: str, prefix: str) -> None:
    """A keyword with its string, or a string that goes on."""
    keyword = _KEYWORD.match(words)
    if keyword:
        if keyword[2] or keyword[1] == "msgid_plural":
            raise GongbaoError(
                where, "expected entries without plural forms", "write one msgid and one msgstr"
            )
        name = prefix + _FIELDS[keyword[1]]
        if name in draft.parts or (name == "target" and "source" not in draft.parts):
            raise GongbaoError(
                where,
                f"expected msgctxt, msgid, msgstr once each and in this order, found {keyword[1]}",
                "mend the entry",
            )
        draft.current = draft.parts.setdefault(name, [])
        words = words[keyword.end() :]
    string = _STRING.fullmatch(words)
    if string is None or draft.current is None:
        raise GongbaoError(
            where,
            f'expected msgctxt, msgid or msgstr and a string in "quotes", found {words[:40]!r}',
            "mend the line",
        )
    draft.current.append(_unescaped(string[1], where))


def _unescaped(words: str, where: str) -> str:
    def one(match: re.Match[str]) -> str:
        if match[1] not in _ESCAPES:
            raise GongbaoError(
                where, f'expected an escape such as \\n or \\", found \\{match[1]}', "double the backslash"
            )
        return _ESCAPES[match[1]]

    return re.sub(r"\\(.)", one, words)


def _finished(draft: _Draft, where: str) -> Entry:
    if "source" not in draft.parts or "target" not in draft.parts:
        raise GongbaoError(
            where, "expected the entry before this line to have msgid and msgstr", "complete it"
        )
    words = {name: "".join(strings) for name, strings in draft.parts.items()}
    return Entry(
        source=words["source"],
        target=words["target"],
        context=words.get("context"),
        comments=tuple(draft.marks.get("", ())),
        extracted=tuple(draft.marks.get(".", ())),
        references=tuple(draft.marks.get(":", ())),
        flags=tuple(
            f for line in draft.marks.get(",", ()) for f in (x.strip() for x in line.split(",")) if f
        ),
        previous=words.get("previous_source", ""),
        previous_context=words.get("previous_context", ""),
        obsolete=draft.obsolete,
        line=draft.line,
    )


def refuse_twin(entry: Entry, where: str) -> NoReturn:
    """Refuse a second entry of the same name: one of the two translations would be lost."""
    raise GongbaoError(
        where, f"expected one entry for {entry.context or entry.source[:20]}, found a second", "merge the two"
    )


# ---- back to text


def write(entries: Iterable[Entry]) -> str:
    """The PO text of `entries`, byte for byte the same for the same entries; strings are not wrapped."""
    return "\n".join("\n".join(_lines(entry)) + "\n" for entry in entries)


def _lines(entry: Entry) -> Iterator[str]:
    dead = "#~ " if entry.obsolete else ""
    yield from (f"# {_one_line(line)}".rstrip() for line in entry.comments)
    yield from (f"#. {_one_line(line)}" for line in entry.extracted)
    yield from (f"#: {line}" for line in entry.references)
    if entry.flags:
        yield "#, " + ", ".join(entry.flags)
    before = "#~| " if entry.obsolete else "#| "
    if entry.previous_context:
        yield from _strings(before, "msgctxt", entry.previous_context)
    if entry.previous:
        yield from _strings(before, "msgid", entry.previous)
    if entry.context is not None:
        yield from _strings(dead, "msgctxt", entry.context)
    yield from _strings(dead, "msgid", entry.source)
    yield from _strings(dead, "msgstr", entry.target)


def _one_line(remark: str) -> str:
    """A remark that quotes two lines of a text, on one: the second would be no remark any more."""
    return re.sub(r"[\r\n]+", " ", remark)


def _strings(prefix: str, keyword: str, words: str) -> Iterator[str]:
    lines = words.splitlines(keepends=True) if "\n" in words else [words]
    if len(lines) > 1 or words.endswith("\n"):
        lines.insert(0, "")
    for number, line in enumerate(lines):
        yield f'{prefix}{keyword + " " if number == 0 else ""}"{escaped(line)}"'


def escaped(words: str) -> str:
    r"""`words` as they stand between the quotes of a PO string.

    >>> print(escaped('“一口受理”\t"x"'))
    “一口受理”\t\"x\"
    """
    table = {ord(char): f"\\{name}" for name, char in _ESCAPES.items()}
    return words.translate(table)


def header(entry: Entry) -> Mapping[str, str]:
    """The fields of a header entry, by name, in their order."""
    lines = (line.partition(":") for line in entry.target.split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _colon, value in lines}
