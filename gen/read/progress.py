"""Lists of progress: tasks, each with what has become of it, as tables, as items of two halves, as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gen.model import Block, Leaf, Node, Report, Role, Text
from gen.read import grids

_HEAD = 3000
"How far into a text the heads of a table's columns are looked for."
_PROGRESS = re.compile("(?:任务|实事|重点工作|目标|项目|指标|政府工作报告|事项).{0,12}(?:完成|进展|推进|落实|督办|督查|办理)")
"A list of tasks, each with what has become of it."
_DEED = re.compile(
    r"\W*[一二三四五六七八九十\d]{1,3}\W{1,2}(?:全年|今年|年内)?(?:新建|完成|改造|建设|建成|新增|实施|开展|举办|培训|打造|整治|修缮|拆除|提供|发放|资助|"
    r"救助|创建|维修|安装|改建|扩建|更新|种植|新改建|开工|硬化|铺设|减少|帮扶)[^,，。;；]{0,12}?\d"
)
"A heading that is a task itself: 一、新建2家综合为老服务中心。"
_ITEM = re.compile(r"\s*(?:【|[(（]?\d{1,3}\s*[.．、)）]|[(（]?[一二三四五六七八九十]{1,3}[、)）])")
_GLUED_ITEM = re.compile(r"\s*\d{1,3}\s?[\u4e00-\u9fff“]")
_GLUED_HEADS = re.compile(r"(?m)^序号[^\n]{4,30}$")
_TELLS = re.compile(
    r"\W*(?:20\d\d年)?(?:上半年|前三季度|第?[一二三]季度|1\s*[-—至]\s*\d{1,2}月|截[至止]|目前|现已|已|"
    r"(?:进展|完成|落实|推进|办理)(?:情况)?[:：])"
)
_DONE = re.compile("已(?!知)|完成了|[^除为]了(?!解)|截[至止]|累计|同比|目前")
_BECAME = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<!投资)完成\d|尚未|未能")
"农村公路完成131公里: the task is named first."
_OFFICE = re.compile(r"[^,，。;；\s\d]{2,12}(?:局|委|办|中心|公司|街道|镇|乡|集团)\s+(?=\S)")
"An office in charge stands between the task and what became of it."


def roles(text: Text, report: Report, title: str) -> dict[int, Role]:
    """The roles of leaves, by their start, that a list of progress gives: its tasks are plans, what became of them results."""
    fixed = grids.roles(text, report.root.leaves())
    for node in report.root.walk():
        if node.heading and _repeats_task(text, node, title):
            fixed.setdefault(node.heading.span.start, "plans")
        items = list(_items(text, node.blocks))
        if _PROGRESS.search(title + node.title) and any(_told_from(text, item) for item in items):
            for item in items:
                fixed.update((start, half) for start, half in _halves(text, item) if start not in fixed)
    return fixed


def _items(text: Text, blocks: Sequence[Block]) -> Iterator[tuple[Leaf, ...]]:
    """The leaves of each item; where a page has glued a table's cells to lines, those of the lines that go on with it too."""
    item: tuple[Leaf, ...] = ()
    for block in blocks:
        if is_item(text, block):
            if item:
                yield item
            item = block.leaves
        elif item and _GLUED_HEADS.search(text.raw[:_HEAD]):
            item += block.leaves
    if item:
        yield item


def _halves(text: Text, item: tuple[Leaf, ...]) -> Iterator[tuple[int, Role]]:
    """The sentences of an item, those that repeat the task and those that tell what was done."""
    told = _told_from(text, item)
    for n, leaf in enumerate(item):
        task = (told is None or n < told) and not _DONE.search(text.slice(leaf.span))
        yield leaf.span.start, "plans" if task else "results"


def _repeats_task(text: Text, node: Node, title: str) -> bool:
    """Whether the heading is an item of a list of progress, as 一、新建学校3所 before 截至6月底,完成主体2所."""
    if not _PROGRESS.search(title):
        return False
    first = next((leaf for block in node.blocks for leaf in block.leaves if leaf.kind != "furniture"), None)
    return first is not None and _TELLS.match(text.slice(first.span)) is not None and not _DONE.search(node.title)


def _told_from(text: Text, item: tuple[Leaf, ...]) -> int | None:
    """From which of its sentences on an item tells what was done; its first half repeats the task."""
    if _DONE.search(text.slice(item[0].span)):
        return None
    return next((n for n, leaf in enumerate(item) if n and _tells(text.slice(leaf.span))), None)


def _tells(words: str) -> bool:
    """Whether a sentence of a list of progress tells what became of the task before it."""
    return bool(_TELLS.match(words) or _DONE.search(words) or _BECAME.search(words) or _OFFICE.match(words))


def is_task(heading: str) -> bool:
    """Whether a heading is a sentence that tells a task, and names no chapter."""
    return heading.endswith(("。", ";", "；")) and _DEED.match(heading) is not None


def is_item(text: Text, block: Block) -> bool:
    """Whether a block begins with a marker, or with a bare number where a page has glued a table's cells (1确保增长6%)."""
    if not block.leaves:
        return False
    words = text.slice(block.leaves[0].span)
    return bool(_ITEM.match(words) or (_GLUED_ITEM.match(words) and _GLUED_HEADS.search(text.raw[:_HEAD])))
