"""Parts of a whole, what was done of what was begun, and shares of a count are known as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from gen import analysis, folders, seeds
from gen.judge import comparable, relations
from gen.judge.comparable import Item
from gen.model import Relation, Seed
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
        ("新增公园127座，提前建成公园城市，累计达到1100座。", [("127座", "part", "1100座")]),
        ("新登记经营主体320万户、增长13%，总量达2037万户。", [("320万户", "part", "2037万户")]),
        ("企业调查59项测评点中有22项达到最优。", [("22项", "part", "59项")]),
        ("12个项目获科学技术奖，其中1项获一等奖。", [("1项", "part", "12个")]),
        (
            "汽车保有量由2552万辆增至3230万辆，其中新能源汽车由45万辆增至356万辆。",
            [("45万辆", "part", "2552万辆"), ("356万辆", "part", "3230万辆")],
        ),
        (
            "总人口3718户11440人，其中低收入人口615户2096人。",
            [("615户", "part", "3718户"), ("2096人", "part", "11440人")],
        ),
        (
            "电力总装机达9157万千瓦，新能源装机达4091万千瓦、占比达44.7%。",
            [("4091万千瓦", "part", "9157万千瓦"), ("44.7%", "share", "9157万千瓦")],
        ),
        ("引进亿元以上项目793个，其中重点产业链项目占比达84.4%。", [("84.4%", "share", "793个")]),
        ("清洁能源装机7900万千瓦、装机占比超93%，其中新能源装机占比超73%。", []),
        ("实施城市更新项目223个，6个项目获评全国典型案例。", [("6个", "part", "223个")]),
        ("上云上平台企业12万家，8家企业获评智能工厂。", []),
        (
            "实现生产总值184413万元，增长6.0%。其中：第一产业29811万元，增长4.0%；第二产业62947万元，增长4.1%；第三产业91655万元。",
            [(part, "part", "184413万元") for part in ("29811万元", "62947万元", "91655万元")],
        ),
        ("财政收入190万元，其中地方财政收入67万元，农民人均收入2010元。", [("67万元", "part", "190万元")]),
        ("一般公共预算支出3.4万亿元，74%以上用于民生。", [("74%", "share", "3.4万亿元")]),
        ("生产总值2.15万亿元、增长5.5%，投资增长7.2%，收入分别增长5.3%、7%，其中农民收入首次突破2万元。", []),
        ("招商引资23179万元，其中省外资金4064万元，完成率40.6%。", [("4064万元", "part", "23179万元")]),
        ("走访企业300家次，协调解决问题120个。", []),
        (
            "低收入户952户3122人(其中因病户182户159人，因学户467户1630人)。",
            [("182户", "part", "952户"), ("159人", "part", "3122人"), ("467户", "part", "952户"), ("1630人", "part", "3122人")],
        ),
        (
            "进出口总额2100亿元，增长6%，其中出口1550亿元，增长5%(区本级1330亿元)。",
            [("1550亿元", "part", "2100亿元"), ("1330亿元", "part", "1550亿元")],
        ),
        ("已开工重点项目159项，尚未开工项目37项。", []),
        ("续建安置房7550套，新开工1000套。", []),
        ("为65岁以上老年人体检，其中0—6岁儿童健康管理率达到90%。", []),
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


def test_a_sentence_without_end_shows_a_rule_no_more_figures_than_may_be_looked_back(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def watching(_item: Item, before: Sequence[Item]) -> Iterator[Relation]:
        seen.append(len(before))
        return iter(())

    monkeypatch.setattr(relations, "RULES", (*relations.RULES, watching))
    many = "、".join(f"改建菜场{n}处" for n in range(2, 200))
    assert related(f"{many}。") == []
    assert len(seen) == 198
    assert max(seen) == relations.FURTHEST
