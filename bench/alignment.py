"""How right the import of a plain English text is: `python -m bench.alignment [CORPUS] [--errors]`.

The seed's own English is written out as editors would have it (headings without keys, some of them run in, sentences merged and split, one
paragraph left out, one moved, page numbers, lines broken or not) and imported into an empty PO file. CORPUS holds national reports as CSV
files, as `gen check --corpus` reads them: both sides are joined to texts, aligned, and compared with the rows.
"""

from __future__ import annotations

import csv
import random
import re
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from gen import folders, seeds
from gen.analysis import analyse
from gen.judge import aligned, catalog
from gen.judge.aligned import Draft, Place
from gen.model import Analysis, Message
from gen.read import english_text

EDITIONS = 4
"Texts made of the seed, each with other changes."
_MERGED, _SPLIT, _RUN_IN = 0.08, 0.3, 0.5
"Shares of sentences merged with the next, of semicolons made full stops, of editions whose lowest headings open their paragraph."


@dataclass(frozen=True, slots=True)
class Edition:
    """An English text and what belongs to which sentence."""

    text: str
    alone: Mapping[str, str]
    "Key of a sentence whose English stands unmerged in the text -> that English."
    all: Mapping[str, str]
    "The English that may at most stand at a key, others merged with it."


@dataclass(frozen=True, slots=True)
class Measure:
    """What an import made of an edition."""

    right: int
    "Keys that got exactly their English."
    wanted: int
    "Keys whose English stands unmerged."
    filled: int
    wrong: int
    "Keys that got other words than theirs."
    errors: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Right of those that could be."""
        return self.right / max(1, self.wanted)

    @property
    def precision(self) -> float:
        """Not wrong of those filled."""
        return 1 - self.wrong / max(1, self.filled)


def main(arguments: list[str]) -> int:
    """Print the measures; exit code 0."""
    errors = "--errors" in arguments
    paths = [argument for argument in arguments if not argument.startswith("--")]
    found = analyse(seeds.load(next(folders.SEEDS.glob("*.txt"))))
    for n in range(EDITIONS):
        told(f"seed, edition {n + 1}", measure(found, edited(found, n)), errors)
    for path in sorted(Path(paths[0]).glob("*.csv")) if paths else ():
        report, edition = from_rows(path)
        told(path.stem, measure(report, edition), errors)
    return 0


def told(name: str, found: Measure, errors: bool) -> None:
    """One line for a measure, and the keys that went wrong."""
    print(
        f"{name:18} recall {found.recall:.3f} ({found.right} of {found.wanted})  "
        f"precision {found.precision:.3f} ({found.filled} filled, {found.wrong} wrong)"
    )
    for line in found.errors if errors else ():
        print(f"  {line}")


def measure(found: Analysis, edition: Edition) -> Measure:
    """The edition imported into an empty PO file, compared with what belongs there."""
    empty = catalog.update(catalog.messages(found), "", language="en", title=found.report.title)
    return compared(aligned.draft(found, empty, edition.text, place="a.en.po", file="a.txt"), edition)


def compared(draft: Draft, edition: Edition) -> Measure:
    """What the draft has right, and wrong, of the edition."""
    states = {place.key: place for place in draft.places}
    taken = {place.key: place for place in draft.told("taken")}
    right = {key for key, words in edition.alone.items() if key in taken and same(taken[key].words, words)}
    wrong = [key for key in taken if key not in right and (key in edition.alone or not _part(taken[key].words, edition.all.get(key, "")))]
    missed = dict.fromkeys([*(key for key in edition.alone if key not in right and key in states), *wrong])
    errors = tuple(_told(states[key], edition.all.get(key, "")) for key in missed)
    return Measure(len(right), len(edition.alone), len(taken), len(wrong), errors)


def _told(place: Place, words: str) -> str:
    why = f" {place.why[:60]}" if place.why else ""
    return f"{place.key} {place.address} {place.state} {place.confidence:.2f}{why}: {place.words[:70]!r}, not {words[:70]!r}"


def same(one: str, other: str) -> bool:
    """Whether two texts have the same letters and digits."""
    return _bare(one) == _bare(other)


def _part(words: str, whole: str) -> bool:
    """Whether what was filled stands in the English of the rows that the key is in."""
    return bool(whole) and _bare(words) in _bare(whole)


def _bare(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


# ---- the seed, edited


def edited(found: Analysis, number: int) -> Edition:
    """The English of a report as an editor would have it; another one for each `number`."""
    chance = random.Random(number)
    entries = catalog.parse(found.seed.catalogs["en"], found.seed.stem).entries
    blocks = [
        (block.kind, block.depth, [(leaf.key, entries[leaf.key].target) for leaf, _ in block.leaves if leaf.key in entries])
        for block in (*found.layout.front, *(b for page in found.layout.pages for b in page.blocks))
    ]
    blocks = [block for block in blocks if block[2]]
    blocks = blocks[1:]  # the title is printed twice in the Chinese, once in English
    long = [n for n, block in enumerate(blocks) if block[0] == "paragraph" and len(block[2]) > 2]
    out, moved = chance.sample(long, 2)
    run_in = chance.random() < _RUN_IN
    alone: dict[str, str] = {}
    lines: list[tuple[str, bool]] = []
    opening = ""
    for n, (kind, depth, own) in enumerate(blocks):
        if n == out:
            lines += [(opening, False)] if opening else []
            opening = ""
            continue
        if kind == "heading":
            alone |= dict(own)
            if run_in and depth == 3:
                opening = f"{own[0][1]}. "
            else:
                lines.append((_numbered(own[0][1], depth, n, chance), True))
        else:
            lines.append((opening + _paragraph(own, alone, chance), False))
            opening = ""
    place = next(n for n, line in enumerate(lines) if line[0].endswith(alone.get(blocks[moved][2][-1][0], "") or "\0"))
    lines.insert(chance.randrange(len(lines)), lines.pop(place))
    return Edition(_printed(lines, number), alone, alone)


def _numbered(words: str, depth: int, n: int, chance: random.Random) -> str:
    return words if depth > 1 else f"{'I' * (1 + (n > 40))}. {words}"


def _paragraph(own: Sequence[tuple[str, str]], alone: dict[str, str], chance: random.Random) -> str:
    """The sentences of a paragraph, some merged and some split; `alone` gets those that are not merged."""
    words: list[str] = []
    before = ""
    for n, (key, target) in enumerate(own):
        said = _split(target) if chance.random() < _SPLIT else target
        if before:
            words[-1] = f"{words[-1].rstrip('.')}, and {said[0].lower()}{said[1:]}"
            alone.pop(before, None)
            before = ""
            continue
        words.append(said)
        alone[key] = said
        before = key if chance.random() < _MERGED and n + 1 < len(own) else ""
    return " ".join(words)


def _split(words: str) -> str:
    return re.sub(r"; ([a-z])", lambda match: f". {match[1].upper()}", words)


def _printed(lines: Iterable[tuple[str, bool]], number: int) -> str:
    """The paragraphs as a file: Markdown, or plain text broken at 76 characters with page numbers and a running head."""
    if number % 2:
        return "\n\n".join(f"## {words}" if heading else words for words, heading in lines) + "\n"
    broken = [line for words, _ in lines for line in (*textwrap.wrap(words, 76), "")]
    pages = [broken[n : n + 42] for n in range(0, len(broken), 42)]
    return "\n".join("\n".join(["Report on the Work of the Office", *page, "", f"- {n} -", ""]) for n, page in enumerate(pages, 1))


# ---- national reports, from their rows


def from_rows(path: Path) -> tuple[Analysis, Edition]:
    """A report and its English from a file of aligned rows; the shared terms and names go with it, as with any report."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    paragraphs = [list(own) for _, own in groupby(rows, lambda row: row["年度文件内行号"])]
    chinese = "\n".join("".join(row["中文"] for row in own) for own in paragraphs)
    english = "\n\n".join(" ".join(row["英文"] for row in own) for own in paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        for shared in ("terms.yml", "names.yml"):
            shutil.copy(folders.SEEDS / shared, folder)
        lone = Path(folder) / f"{path.stem}.txt"
        lone.write_text(f"国务院政府工作报告\n{chinese}\n", "utf-8")
        found = analyse(seeds.load(lone))
    return found, Edition(english, *_expected(rows, [m for m in catalog.messages(found) if "#" not in m.key]))


def _expected(rows: Sequence[Mapping[str, str]], messages: Sequence[Message]) -> tuple[dict[str, str], dict[str, str]]:
    """The English of the sentences that have a row to themselves, and for each the English of the rows that it stands in."""
    alone, every = {}, {}
    row_of = [n for n, row in enumerate(rows) for c in row["中文"] if c.isalnum()]
    whole = "".join(_bare(row["中文"]) for row in rows)
    at = 0
    for message in messages:
        start = whole.find(_bare(message.source), at)
        if start < 0:
            continue
        at = start + len(_bare(message.source))
        touched = sorted(set(row_of[start:at]))
        every[message.key] = " ".join(rows[n]["英文"] for n in touched)
        if len(touched) == 1 and same(rows[touched[0]]["中文"], message.source):
            alone[message.key] = english_text.unnumbered(every[message.key]) if len(message.source) < 30 else every[message.key]
    return alone, every


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
