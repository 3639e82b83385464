"""Parts of a whole, what was done of what was begun, and shares of a count are known as such."""

from __future__ import annotations

import pytest

from gen import analysis, folders, seeds
from gen.judge import comparable, relations
from gen.model import Seed
from gen.read import figures, outline, text
from tests.conftest import STEM


def related(words: str) -> list[tuple[str, str, str]]:
    """Each relation of a report with these words: the figure, its kind, what it is of."""
    raw = f"某街道2023年工作总结\n{words}\n"
    read = text.read(Seed("a", "a.txt", raw.encode(), "", "utf-8", raw))
    report = outline.parse(read)
    found, _ = figures.find(read, report)
    pairs = relations.find(comparable.items_of(report, found, read))
    return [(raw[r.figure.start : r.figure.end], r.kind, raw[r.of.start : r.of.end]) for r in pairs]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("社零额达到134.9(含网络零售63.7)亿元。", [("63.7", "part", "134.9(含网络零售63.7)亿元")]),
        ("新增停车位500个，其中立体停车位120个、充电车位60个。", [("120个", "part", "500个"), ("60个", "part", "500个")]),
        ("检查电梯4094台次，查处问题24条。", [("24条", "share", "4094台次")]),
        ("启动业委会换届18个，完成业委会换届13个。", [("13个", "done", "18个")]),
        ("受理投诉242件，办结236件。", [("236件", "done", "242件")]),
        ("新建公园3个，修缮学校5所。", []),
        ("完成投资500万元以上项目12个，其中新开工7个。", [("7个", "part", "12个")]),
        ("发放补贴1547万元，惠及居民236户。", []),
        ("检查商户300户，新增绿地24亩。", []),
    ],
)
def test_relations_within_a_sentence(words: str, wanted: list[tuple[str, str, str]]) -> None:
    assert related(words) == wanted


def test_the_seed_knows_its_parts_and_shares() -> None:
    found = analysis.analyse(seeds.load(folders.SEEDS / f"{STEM}.txt"))
    raw = found.text.raw
    told = {(raw[r.figure.start : r.figure.end], r.kind, raw[r.of.start : r.of.end][:5]) for r in found.relations}
    assert {("63.7", "part", "134.9"), ("24条", "share", "4094台"), ("13个", "done", "18个")} <= told
