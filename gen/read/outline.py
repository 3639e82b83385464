"""From reading text to the tree of a report: headings nested by rank, sentences as leaves with keys that never move.

Nothing is lost: `cover` proves that the leaves, in order, hold every character of the raw text that shows anything.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gen import numerals, years
from gen.characters import LINE_END, is_blank
from gen.errors import GongbaoError
from gen.model import Block, BlockKind, Leaf, LeafKind, Node, Report, Role, Span, Text
from gen.read import heads, markers, numbering, siblings, titles

_STOPS = re.compile(r"[。!?]+[”’」』)】》〉]*")
_SAID = 400
"Characters in which a report says when it was given, where its head runs into its text."
_FINAL = "。:;；. "


@dataclass(slots=True)
class _Draft:
    """A node while its children are still coming."""

    rank: int
    level: int
    number: str = ""
    title: str = ""
    heading: Span | None = None
    inline: bool = False
    order: int = -1
    blocks: list[tuple[BlockKind, list[tuple[LeafKind, Span]]]] = field(default_factory=list)
    nodes: list[_Draft] = field(default_factory=list)


def parse(text: Text) -> Report:
    """The tree of `text`; nothing of it is lost, whatever it holds (see `cover`)."""
    lines = list(_reading_lines(text.reading))
    words = [text.reading[start:end] for start, end in lines[:100]]
    head = titles.count(words)
    root = _Draft(-1, 0)
    for start, end in lines[:head]:
        root.blocks.append(("title", [("title", _trim(text, start, end))]))
    numbered = _build(root, text, siblings.settled(text.reading, heads.pieces(text.reading, lines[head:])))
    tree = _with_furniture(_freeze(root, text, None, Counter()), text)
    chosen = [lines[n] for n in (titles.title(words[:head]) if head else titles.fallback(words))]
    date = years.posting_date(text)
    results, plans = years.of_report(
        _read(text, chosen), _read(text, lines[:head]) + "\n" + text.reading[:_SAID], _chapters(tree), text.reading
    )
    return Report(_raw(text, chosen), date, results, plans, tree, tuple(numbering.findings(numbered)))


def cover(text: Text, report: Report) -> tuple[Leaf, ...]:
    """The leaves in order, once it is proven that they and blanks are the whole raw text; else an error of ours."""
    leaves = tuple(report.root.leaves())
    at = 0
    for span in (*pieces_of(leaves), Span(len(text.raw), len(text.raw))):
        if span.start < at or any(not is_blank(c) for c in text.raw[at : span.start]):
            raise GongbaoError(
                f"offset {at}", "expected every character in exactly one leaf", "report this text as a bug"
            )
        at = span.end
    return leaves


def pieces_of(leaves: Iterable[Leaf]) -> Iterator[Span]:
    """The raw spans of leaves in order, a sentence without the furniture that cuts it in two, the furniture by itself."""
    for leaf in leaves:
        at = leaf.span.start
        for hole in leaf.holes:
            yield Span(at, hole.start)
            yield hole
            at = hole.end
        yield Span(at, leaf.span.end)


def key(words: str) -> str:
    """The name of a leaf by its content: letters and digits only, so that punctuation and blanks may change.

    >>> key("基本保障广覆盖。") == key("基本保障广覆盖")
    True
    """
    kept = "".join(c for c in unicodedata.normalize("NFKC", words) if c.isalnum())
    return "s-" + base64.b32encode(hashlib.sha256(kept.encode()).digest()).decode()[:6].lower()


def line_of(text: Text, offset: int) -> int:
    """The 1-based raw line of `offset`; for many offsets take `line_starts` and bisect."""
    return bisect_right(line_starts(text.raw), offset)


def line_starts(raw: str) -> list[int]:
    r"""Where the lines of `raw` begin.

    >>> line_starts("一\r\n二\r三")
    [0, 3, 5]
    """
    return [0, *(match.end() for match in LINE_END.finditer(raw))]


# ---- titles


def _reading_lines(reading: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in reading.split("\n") if reading else []:
        if any(not is_blank(c) for c in line):
            yield at, at + len(line)
        at += len(line) + 1


def _read(text: Text, lines: Iterable[tuple[int, int]]) -> str:
    return "\n".join(titles.squeeze(text.reading[start:end]) for start, end in lines)


def _raw(text: Text, lines: Iterable[tuple[int, int]]) -> str:
    """The raw words of the title's lines; a line end between them is no part of it."""
    words = (text.slice(_trim(text, start, end)) for start, end in lines)
    return "".join(titles.squeeze(" ".join(line.split())) for line in words)


def _chapters(root: Node) -> tuple[str, ...]:
    """The headings that can say which year is told: those of level 1, or of level 2 where there are none."""
    levels = {node.level for node in root.walk()}
    return tuple(node.title for node in root.walk() if node.level == (1 if 1 in levels else 2))


# ---- the tree


def _build(root: _Draft, text: Text, pieces: Iterable[markers.Piece]) -> list[numbering.Numbered]:
    """Hang the pieces into the tree; what carries a number comes back in order."""
    stack, numbered, order = [root], [], 0
    starts = line_starts(text.raw)
    for piece in pieces:
        if piece.kind == "heading":
            while stack[-1].rank >= piece.rank and len(stack) > 1:
                stack.pop()
            draft = _heading_draft(text, piece, starts, order)
            stack[-1].nodes.append(draft)
            stack.append(draft)
            order += 1
        else:
            stack[-1].blocks.append(_block(text, piece))
        elder = next(draft for draft in reversed(stack) if draft.rank < max(piece.rank, 0))
        if (entry := _numbered(text, piece, elder, starts)) is not None:
            numbered.append(entry)
    return numbered


def _numbered(
    text: Text, piece: markers.Piece, parent: _Draft, starts: list[int]
) -> numbering.Numbered | None:
    plain = re.sub(
        rf"[^{markers.HAN}\d]", "", unicodedata.normalize("NFKC", piece.number)
    )  # ⑴ ㈠ ① are 1 too
    number = numerals.integer(plain) if plain else None
    if number is None:
        return None
    span = _trim(text, piece.start, piece.end)
    label = " ".join(text.reading[piece.start : min(piece.end, piece.start + 24)].split()).rstrip(_FINAL)
    return numbering.Numbered(
        parent=parent.order,
        skips=parent.rank == markers.CLAUSE and markers.ITEM < piece.rank < markers.LISTED,
        rank=piece.rank,
        runs_on=piece.level == 3 or markers.PART <= parent.rank < markers.CLAUSE,
        number=number,
        label=label,
        span=span,
        line=bisect_right(starts, span.start),
        nests=piece.kind == "heading" and piece.rank < markers.LISTED,
    )


def _heading_draft(text: Text, piece: markers.Piece, starts: list[int], order: int) -> _Draft:
    span = _trim(text, piece.start, piece.end)
    begin = starts[bisect_right(starts, span.start) - 1]
    inline = any(not is_blank(c) for c in text.raw[begin : span.start][:200])
    words = text.reading[piece.body : piece.end].strip().rstrip(_FINAL)
    return _Draft(piece.rank, piece.level, piece.number, words, span, inline, order)


def _trim(text: Text, start: int, end: int) -> Span:
    while start < end and is_blank(text.reading[start]):
        start += 1
    while end > start and is_blank(text.reading[end - 1]):
        end -= 1
    return text.raw_span(start, end)


def _block(text: Text, piece: markers.Piece) -> tuple[BlockKind, list[tuple[LeafKind, Span]]]:
    if piece.kind == "row":
        return "row", [("cell", span) for span in _cells(text, piece)]
    kind: BlockKind = "item" if piece.kind == "item" else "paragraph"
    return kind, [("sentence", span) for span in _sentences(text, piece.start, piece.end)]


def _cells(text: Text, piece: markers.Piece) -> Iterator[Span]:
    at = piece.start
    for cell in text.reading[piece.start : piece.end].split("\t"):
        if any(not is_blank(c) for c in cell):
            yield _trim(text, at, at + len(cell))
        at += len(cell) + 1


def _sentences(text: Text, start: int, end: int) -> Iterator[Span]:
    """Raw spans of sentences: up to 。！？ with the marks that close after it; none ends within matched brackets."""
    at = start
    words = text.reading[start:end]
    depth = _depths(words)
    for match in _STOPS.finditer(words):
        stop = start + match.end()
        if depth[match.start()] == 0 and any(not is_blank(c) for c in text.reading[at:stop]):
            yield _trim(text, at, stop)
            at = stop
    if any(not is_blank(c) for c in text.reading[at:end]):
        yield _trim(text, at, end)


def _depths(words: str) -> list[int]:
    """For each character how many brackets it lies in; a bracket that never closes counts for nothing."""
    steps = [0] * (len(words) + 1)
    opened: list[int] = []
    for n, char in enumerate(words):
        if char in "(【":
            opened.append(n)
        elif char in ")】" and opened:
            steps[opened.pop() + 1] += 1
            steps[n] -= 1
    depths, depth = [], 0
    for step in steps:
        depth += step
        depths.append(depth)
    return depths


def _freeze(draft: _Draft, text: Text, above: Role | None, seen: Counter[str]) -> Node:
    """The finished node; keys are given in the order of the text, so that a twin's number never depends on the tree."""
    role = years.role_under(draft.title, above) if draft.level in (1, 2) else above
    heading = _leaf(text, "heading", draft.heading, seen) if draft.heading else None
    blocks = tuple(
        Block(kind, tuple(_leaf(text, k, span, seen) for k, span in leaves)) for kind, leaves in draft.blocks
    )
    nodes = tuple(_freeze(child, text, role, seen) for child in draft.nodes)
    return Node(draft.level, draft.number, draft.title, heading, draft.inline, role, blocks, nodes)


def _leaf(text: Text, kind: LeafKind, span: Span, seen: Counter[str]) -> Leaf:
    first = bisect_left(text.furniture, span)
    last = bisect_left(text.furniture, Span(span.end, span.end))
    holes = tuple(text.furniture[first:last])
    words = "".join(text.raw[s.start : s.end] for s in _between(span, holes))
    name = key(words)
    seen[name] += 1
    return Leaf(kind, span, name if seen[name] == 1 else f"{name}-{seen[name]}", holes)


def _between(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    at = span.start
    for hole in holes:
        yield Span(at, hole.start)
        at = hole.end
    yield Span(at, span.end)


# ---- furniture


def _with_furniture(root: Node, text: Text) -> Node:
    """The tree with each piece of furniture as a block of its own, where it stands."""
    leaves = list(root.leaves())
    starts = [leaf.span.start for leaf in leaves]
    after: dict[str, list[Span]] = {}
    for span in text.furniture:
        n = bisect_right(starts, span.start) - 1
        if n < 0 or span.start >= leaves[n].span.end:
            after.setdefault(leaves[n].key if n >= 0 else "", []).append(span)
    return _placed(root, after) if after else root


def _placed(node: Node, after: dict[str, list[Span]]) -> Node:
    blocks: list[Block] = []
    first = after.get("", []) if node.heading is None else after.get(node.heading.key, [])
    blocks.extend(_furniture_block(span) for span in first)
    for block in node.blocks:
        blocks.extend(_split(block, after))
    return replace(node, blocks=tuple(blocks), nodes=tuple(_placed(child, after) for child in node.nodes))


def _split(block: Block, after: dict[str, list[Span]]) -> Iterator[Block]:
    """The block, cut after each leaf that furniture follows."""
    leaves: list[Leaf] = []
    for leaf in block.leaves:
        leaves.append(leaf)
        if leaf.key in after:
            yield Block(block.kind, tuple(leaves))
            leaves = []
            yield from (_furniture_block(span) for span in after[leaf.key])
    if leaves:
        yield Block(block.kind, tuple(leaves))


def _furniture_block(span: Span) -> Block:
    return Block("furniture", (Leaf("furniture", span, f"f-{span.start}"),))
