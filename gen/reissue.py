"""A corrected text takes the place of an earlier issue: which sentence became which, and the files that say so.

Pure: the door writes what `files` returns. The earlier issue is kept; old keys stay names for what they named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path

from gen import seeds
from gen.errors import GongbaoError
from gen.judge import catalog, layout
from gen.judge.catalog import likeness
from gen.model import Erratum, Finding, Former, Leaf, Message, Report, Seed, Span, Text
from gen.read import outline, text

IN_PLACE = 0.4
"How much a sentence must share with one at the same place to be its successor."
ELSEWHERE = 0.6
"The same for one at another place."
_MERGED = 0.8
"How much of a sentence must stand in another for the other to have swallowed it."


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an old key: an entry of `.history.yml`."""

    old: str
    "The key that earlier addresses name."
    words: str
    "What it named, as printed."
    new: str | None
    "The key of the sentence that took its place; None if there is none."
    note: str = ""
    "How it went, where words alone do not tell: merged, moved."
    page: str = ""
    "Slug of the page it stood on; empty for the overview."


@dataclass(frozen=True, slots=True)
class Adoption:
    """All that a re-issue changes."""

    files: Mapping[str, bytes]
    "Name below the folder of seeds -> new content; everything else stays as it is."
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    "What a person must look at: errata that no longer match."


# ---- which became which


def adopt(
    old: tuple[Text, Report], new: tuple[Text, Report], known: Iterable[Change] = ()
) -> tuple[Change, ...]:
    """The history after the re-issue: an entry for each old key that no longer names a sentence, chains resolved.

    `known` is the history so far. A key that names a sentence again needs no entry any more.
    """
    before, after = _words(*old), _words(*new)
    gone = [key for key in before if key not in after]
    fresh = [key for key in after if key not in before]
    successors = _successors(before, after, gone, fresh)
    pages = {leaf.key: plan.slug for plan in layout.paginate(old[1]).pages for block in plan.blocks for leaf, _ in block.leaves}
    became = {key: successors.get(key, (None, "")) for key in gone}
    changes = [Change(key, before[key], new, note, pages.get(key, "")) for key, (new, note) in became.items()]
    latest = {change.old: change.new for change in changes}
    chained = [
        _chained(change, latest) for change in known if change.old not in after and change.old not in latest
    ]
    return tuple(sorted((*chained, *changes), key=lambda change: change.old))


def _chained(change: Change, latest: Mapping[str, str | None]) -> Change:
    """An older entry, leading to where its sentence is now."""
    return replace(change, new=latest[change.new]) if change.new and change.new in latest else change


def _words(read: Text, report: Report) -> dict[str, str]:
    """The raw words of each leaf that a reader can point at, by key, in the order of the text."""
    return {leaf.key: _raw(read, leaf) for leaf in report.root.leaves() if leaf.kind != "furniture"}


def _raw(read: Text, leaf: Leaf) -> str:
    """The printed words, without line ends and the furniture between them."""
    plain = replace(read, errata=())
    return catalog.source_words(plain, leaf)


def _successors(
    before: Mapping[str, str], after: Mapping[str, str], gone: Sequence[str], fresh: Sequence[str]
) -> dict[str, tuple[str, str]]:
    """Old key -> new key and note: twins first, then what changed in its place, then what moved, then what was merged."""
    found: dict[str, tuple[str, str]] = {}
    for key in gone:
        if twin := next((k for k in after if _base(k) == _base(key)), None):
            found[key] = (twin, "")
    for old, new in _in_place(before, after, [k for k in gone if k not in found], fresh):
        found[old] = (new, "")
    taken = {new for new, _ in found.values()}
    for old in (k for k in gone if k not in found):
        best = max(
            (k for k in fresh if k not in taken), key=lambda k: likeness(before[old], after[k]), default=None
        )
        if best and likeness(before[old], after[best]) >= ELSEWHERE:
            found[old] = (best, "moved")
            taken.add(best)
    for old in (k for k in gone if k not in found):
        if host := _host(before[old], {k: after[k] for k in fresh}):
            found[old] = (host, "merged")
    return found


def _base(key: str) -> str:
    """The key without a twin's number."""
    return "-".join(key.split("-")[:2])


def _in_place(
    before: Mapping[str, str], after: Mapping[str, str], gone: Sequence[str], fresh: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Pairs in the gaps between unchanged sentences: the most alike first, never crossing."""
    waiting, coming = set(gone), set(fresh)
    olds, news = list(before), list(after)
    for tag, i, j, k, m in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "replace":
            left = [key for key in olds[i:j] if key in waiting]
            right = [key for key in news[k:m] if key in coming]
            yield from _best_pairs([(key, before[key]) for key in left], [(key, after[key]) for key in right])


def _best_pairs(
    left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """The pair most alike, then the same before and behind it, so that order is kept."""
    scored = [(likeness(a, b), -i, -j) for i, (_, a) in enumerate(left) for j, (_, b) in enumerate(right)]
    if not scored or max(scored)[0] < IN_PLACE:
        return
    _score, i, j = max(scored)
    yield from _best_pairs(left[:-i], right[:-j])
    yield left[-i][0], right[-j][0]
    yield from _best_pairs(left[-i + 1 :], right[-j + 1 :])


def _host(words: str, others: Mapping[str, str]) -> str | None:
    """The new sentence in which nearly all of `words` stands, in order."""

    def shared(other: str) -> float:
        blocks = SequenceMatcher(None, words, other, autojunk=False).get_matching_blocks()
        return sum(b.size for b in blocks if b.size > 1) / max(len(words), 1)

    best = max(others, key=lambda key: shared(others[key]), default=None)
    return best if best and shared(others[best]) >= _MERGED else None


# ---- the files


def earlier(path: Path) -> tuple[Change, ...]:
    """The history of the report at `path` so far, notes included; empty where there is none."""
    data = seeds.read_yaml(path.with_name(f"{path.stem}.history.yml"), "history")
    return tuple(Change(e["old"], e["words"], e["new"], e.get("note", ""), e.get("page", "")) for e in data.get("history", ()))


def files(
    old: Seed,
    data: bytes,
    name: str,
    messages: Callable[[Seed], Sequence[Message]],
    known: Iterable[Change] = (),
) -> Adoption:
    """What to write when `data`, the bytes of the file `name`, take the place of the text of `old`.

    `messages` tells the translator's messages of a seed (analyse, then `catalog.messages`); `known` is the history so far
    (`earlier`). The same bytes again are refused with a GongbaoError, as are bytes that are no text.
    """
    if sha256(data).hexdigest() == old.sha256:
        raise GongbaoError(
            name, f"expected a text that differs from {old.stem}.txt", "nothing is to be adopted"
        )
    seed, findings = _successor(old, data, name)
    changes = adopt(_read(old), _read(seed), known)
    seed = replace(seed, history=tuple(Former(c.old, c.words, c.new or "", c.page) for c in changes))
    out = {
        f"{old.stem}.txt": data,
        f"{old.stem}/{old.sha256[:8]}.txt": old.data,
        f"{old.stem}.history.yml": _history_yml(changes),
    }
    current = messages(seed)
    for language, po_text in old.catalogs.items():
        place = f"{old.stem}.{language}.po"
        title = old.meta.title.get(language) or old.stem
        updated = catalog.update(
            current, po_text, language=language, title=title, place=place, history=[(f.key, f.new) for f in seed.history]
        )
        out[place] = updated.encode()
    return Adoption(out, changes, tuple(findings))


def _read(seed: Seed) -> tuple[Text, Report]:
    read = text.read(seed)
    return read, outline.parse(read)


def _successor(old: Seed, data: bytes, name: str) -> tuple[Seed, list[Finding]]:
    """The new seed with what its siblings still say of it, and the errata that the office itself has mended."""
    raw, encoding = seeds.decode(data, name)
    if not any(c.isalnum() for c in raw):
        raise GongbaoError(name, "expected text, found an empty file", "name the re-issued report")
    errata, findings = [], []
    for erratum in old.errata:
        carried = _carried(erratum, old.raw, raw)
        if carried:
            errata.append(carried)
        else:
            words = f"{erratum.id}: {erratum.found} is no longer where it was: delete the entry if the office mended it"
            findings.append(Finding("errata", "error", words, f"{old.stem}.errata.yml"))
    seed = replace(
        old, data=data, sha256=sha256(data).hexdigest(), encoding=encoding, raw=raw, errata=tuple(errata)
    )
    return seed, findings


def _carried(erratum: Erratum, old: str, new: str) -> Erratum | None:
    """The erratum at its place in the new text, found by the words around it, fewer and fewer; None if it is gone."""
    for margin in (20, 10, 5, 2):
        start = max(erratum.span.start - margin, 0)
        words = old[start : erratum.span.end + margin]
        if new.count(words) == 1:
            at = new.index(words) + erratum.span.start - start
            return replace(erratum, span=Span(at, at + len(erratum.found)))
    return None


def _history_yml(changes: Iterable[Change]) -> bytes:
    """The history as YAML, one entry a block; strings are written as JSON, which YAML reads the same."""
    lines = [
        "# What became of sentences of earlier issues: written by `gen adopt`, kept so that old addresses stay alive.",
        "history:",
    ]
    for change in changes:
        lines.append(f"- old: {change.old}")
        lines.append(f"  words: {json.dumps(change.words, ensure_ascii=False)}")
        lines.append(f"  new: {change.new or 'null'}")
        if change.page:
            lines.append(f"  page: {json.dumps(change.page)}")
        if change.note:
            lines.append(f"  note: {json.dumps(change.note, ensure_ascii=False)}")
    if len(lines) == 2:
        lines[1] = "history: []"
    return ("\n".join(lines) + "\n").encode()
