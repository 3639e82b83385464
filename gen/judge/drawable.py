"""Which figures cannot stand in a chart of their own right, and why: nameless ones, thresholds, levels that a change starts from; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gen.judge.comparable import Item
from gen.model import Span

_DEEDS = re.compile(
    "新增|新建|扩建|改建|建成|建设|打造|培育|开展|实施|推进|推动|完成|实现|组织|举办|支持|提升|提高|增长|提$|达到|突破|超过?|首次|累计|"
    "个数|人数|金额|占比|数量|重量|长度|面积|规模|比例|比重|总量|产量|投资|以上|左右|总额|完工|竣工|开工|全[省市区县国]|"
    "(?:19|20)\\d\\d年|[的达约近新等到至]"
)
"Words that tell what was done or how much, never of what."
_HALF = re.compile("^(?:以上|以下|以内|及|和|与|的|、|占|折合|左右|稳居|[\\d.]+[万亿]*[元%人户家个项])|\\(\\d+\\)$")
"A name cut off at its beginning, one of another measure, or one told from another by a number only."
_TOTAL = re.compile("(?:累计|总)(?:里程|装机|容量|规模|面积|数|量|共)*")
_THRESHOLD = re.compile("^(?:\\(?含\\)?)?(?:及)?以[上下内](?:的)?[\u4e00-\u9fff]|^级")
_MEASURES = re.compile("元|美元|人|岁|亩|公顷|平方米|平方公里|立方米|公里|米|吨|千瓦|千瓦时|年|天|小时")
_NO_DIGIT = re.compile("^[十百千万亿]+")
_ROSE = re.compile(
    "^[^,，。;；、\\d]{0,3}?(?:增[至加]到?|增长[到至]|提[高升][到至]|提到|上升[到至]|扩大[到至]|拓展[到至]|发展到|扩容[到至]|"
    "调整[为到至]|下降[到至]|降[至到]|降低[到至]|缩[小短减]?[到至]|减少?[到至]|压[减缩][到至]|优化[到至])"
)


def unfit(items: Iterable[Item]) -> dict[Span, str]:
    """The figures that no rule may draw alone, each with the label that says why."""
    return dict(_unfit(list(items)))


def rises(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """A level that a change started from and the level that it came to: 高铁里程由2110公里增至3055公里."""
    for item, following in pairwise(items):
        near = item.figure.sentence == following.figure.sentence and item.figure.unit == following.figure.unit
        if near and _ROSE.search(following.lead.removeprefix(item.figure.text)):
            yield item, following


def _unfit(items: list[Item]) -> Iterator[tuple[Span, str]]:
    for item in items:
        if _is_threshold(item):
            yield item.figure.span, "chart.why.threshold"
        elif item.level and not is_named(item.figure.subject):
            yield item.figure.span, "chart.why.name"
    for base, _ in rises(items):
        yield base.figure.span, "chart.why.base"


def is_named(subject: str) -> bool:
    """Whether a name tells of what a figure is.

    >>> is_named("培育(2)"), is_named("新增上市公司")
    (False, True)
    """
    return not (is_cut(subject) or _TOTAL.fullmatch(subject)) and len(_DEEDS.sub("", re.sub(r"\([^)]*\)$", "", subject))) >= 2


def is_cut(subject: str) -> bool:
    """Whether a name is a piece of one: 以上的技改项目, 占全球, 培育(2)."""
    return bool(_HALF.search(subject))


def _is_threshold(item: Item) -> bool:
    """Whether an amount only marks off what is counted: 2000万元以上的技改项目, 百亿元企业."""
    if not _MEASURES.fullmatch(item.figure.unit):
        return False
    behind = item.clause.partition(item.figure.text)[2]
    return bool(_THRESHOLD.search(behind) or _NO_DIGIT.search(item.figure.text))
