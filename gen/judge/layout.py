"""Which page and which address each block of a report has; the same in all locales.

A page is a level-2 heading where there is one, else level 1, else the whole text. It carries all that stands between the end of
the page before and its own end, so that the pages in order are the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gen.model import Block, Layout, Node, PagePlan, Placed, Report, Role


@dataclass(slots=True)
class _Sheet:
    """A page while it is being filled."""

    part: str = ""
    heading: str = ""
    slug: str = ""
    role: Role | None = None
    blocks: list[Placed] = field(default_factory=list)


def paginate(report: Report) -> Layout:
    """The front matter, and the pages in order.

    A part without chapters is one page, `<part>-1`; so is a text without parts, `1-1`.
    """
    blocks = report.root.blocks
    cut = next((n for n, b in enumerate(blocks) if b.kind not in ("title", "furniture")), len(blocks))
    front = tuple(_placed(blocks[:cut], "0.0.0"))
    sheets = [_Sheet(blocks=list(_placed(blocks[cut:], "0.0.0")))]
    part = 0
    for node in report.root.nodes:
        if node.level == 1:
            part += 1
            _part(sheets, node, part)
        elif node.level == 2:
            part = part or 1
            _chapter(sheets, node, part, "")
        else:
            sheets[-1].blocks.extend(_node(node, f"{max(part, 1)}.0.{_count(sheets[-1]) + 1}", 1))
    return Layout(front, tuple(_finished(sheets)))


def _part(sheets: list[_Sheet], node: Node, part: int) -> None:
    key = _key(node)
    chapters = any(child.level == 2 for child in node.nodes)
    sheet = _next(sheets, key)
    if not chapters:
        sheet.slug, sheet.heading, sheet.role = f"{part}-1", key, node.role
        sheet.blocks.extend(_node(node, f"{part}.1.0", 1))
        return
    sheet.blocks.extend([_heading(node, f"{part}.0.0", 1), *_placed(node.blocks, f"{part}.0.0")])
    for child in node.nodes:
        if child.level == 2:
            _chapter(sheets, child, part, key)
        else:
            sheets[-1].blocks.extend(_node(child, f"{part}.0.{_count(sheets[-1]) + 1}", 2))


def _chapter(sheets: list[_Sheet], node: Node, part: int, part_key: str) -> None:
    sheet = _next(sheets, part_key)
    number = sum(s.slug.startswith(f"{part}-") for s in sheets) + 1
    sheet.slug, sheet.heading, sheet.role = f"{part}-{number}", _key(node), node.role
    sheet.blocks.extend(_node(node, f"{part}.{number}.0", 2 if part_key else 1))


def _next(sheets: list[_Sheet], part: str) -> _Sheet:
    """The sheet to fill: the last one while it has no page of its own yet, else a new one."""
    if sheets[-1].slug:
        sheets.append(_Sheet())
    sheets[-1].part = part
    return sheets[-1]


def _finished(sheets: list[_Sheet]) -> Iterator[PagePlan]:
    for sheet in sheets:
        if sheet.blocks or sheet.slug:
            yield PagePlan(sheet.slug or "1-1", sheet.part, sheet.heading, sheet.role, tuple(sheet.blocks))


def _count(sheet: _Sheet) -> int:
    return sum(block.kind == "heading" for block in sheet.blocks)


def _node(node: Node, address: str, depth: int) -> Iterator[Placed]:
    """The heading and all under it; the sections of a chapter count on, however deep they nest."""
    yield _heading(node, address, depth)
    yield from _placed(node.blocks, address)
    stem, _, section = address.rpartition(".")
    number = int(section)
    for child in node.nodes:
        yield from _node(child, f"{stem}.{number + 1}", depth + 1)
        number += sum(1 for _ in child.walk())


def _heading(node: Node, address: str, depth: int) -> Placed:
    assert node.heading is not None  # only the root has none, and it is never placed
    return Placed("heading", depth, ((node.heading, address),))


def _placed(blocks: Iterable[Block], address: str) -> Iterator[Placed]:
    count = 0
    for block in blocks:
        leaves = []
        for leaf in block.leaves:
            count += leaf.kind != "furniture"
            leaves.append((leaf, f"{address}-{count:02}"))
        yield Placed(block.kind, 0, tuple(leaves))


def _key(node: Node) -> str:
    return node.heading.key if node.heading else ""
