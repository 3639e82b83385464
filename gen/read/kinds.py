"""What kind of amount a name tells of, by its unit, and names that no two amounts share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from gen import units

MONEY = ("元", "美元", "欧元", "港元")
_KINDS = (
    ("面积", ("平方米", "平方公里", "平米", "㎡", "亩", "公顷", "m²", "km²")),
    ("金额", MONEY),
    ("长度", ("公里", "千米", "米", "延米", "km")),
    ("人次", ("人次",)),
    ("人数", ("人", "名")),
    ("户数", ("户",)),
    ("占比", ("%", "‰")),
    ("重量", ("吨", "公斤", "千克", "斤")),
)
_MEASURED = re.compile(rf"(?<=..)(?:{'|'.join(kind for kind, _ in _KINDS)}|时长|{units.PATTERN}数)+$")
"What a name ends in that has taken the kind of its unit."
_NAMELESS = "数量"
"The name of an amount of which the words tell nothing."


def told_apart(names: Iterable[tuple[str, str, str]]) -> list[str]:
    """Names that no two share, from (name, mark of time, unit) in the order of the text.

    The first keeps its name; a later one takes its mark of time, else what its unit measures, else a number.

    >>> told_apart([("就业率", "", "%"), ("就业率", "2017年计划", "%"), ("整修", "", "个"), ("整修", "", "平方米")])
    ['就业率', '就业率(2017年计划)', '整修', '整修面积']
    """
    seen: dict[str, tuple[str, str]] = {}
    counts: Counter[str] = Counter()
    out: list[str] = []
    for words, mark, unit in names:
        base = words or measured_in(_NAMELESS, unit)
        holder = seen.get(base, (mark, unit))
        kind = [measured_in(base, unit)] if holder[1] != unit else []
        marked = [f"{base}({mark})"] if mark and holder[0] != mark else []
        free = next((t for t in (base, *kind, *marked) if t not in seen), "")
        while not free:
            counts[base] += 1
            numbered = f"{base}({counts[base] + 1})"
            free = "" if numbered in seen else numbered
        seen[free] = (mark, unit)
        out.append(free)
    return out


def measured_in(base: str, unit: str) -> str:
    """The name with what the unit measures or counts at its end, in place of what another unit did."""
    kind = next((kind for kind, members in _KINDS if unit in members), "")
    if not kind:
        kind = "时长" if units.is_duration(unit) else f"{unit}数" if units.is_classifier(unit) else ""
    if not kind or base.endswith(kind) or (kind == "占比" and base.endswith("率")):
        return base
    return ("" if base == _NAMELESS else _MEASURED.sub("", base)) + kind
