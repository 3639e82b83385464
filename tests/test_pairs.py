"""Pairs: a result and a target that measure the same thing, and none that do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gen import captions, seeds
from gen.judge import pairs
from gen.locales import standard
from gen.model import Figure, Pair, Seed
from gen.read import figures, outline, text

REPORT = "某街道2016年工作总结和2017年工作安排\n一、2016年工作回顾\n{results}\n二、2017年工作安排\n{plans}\n"
SEED = Path(__file__).parent.parent / "seeds" / "wujiaochang-2016.txt"


def matched(raw: str) -> list[tuple[str, str, str]]:
    """Words of the result, words of the target, certainty."""
    words = text.read(Seed("a", "a.txt", raw.encode(), "", "utf-8", raw))
    report = outline.parse(words)
    found, _ = figures.find(words, report)
    return [
        (raw[p.result.start : p.result.end], raw[p.target.start : p.target.end], p.certainty)
        for p in pairs.find(report, found, words)
    ]


@pytest.mark.parametrize(
    ("results", "plans", "certainty"),
    [
        ("修缮10家居委会办公室和活动室。", "修缮8个居委会办公室、活动室。", "certain"),
        ("新建政民等9个睦邻茶室。", "新设立1家睦邻茶室。", "certain"),
        ("新增文化围墙15处。", "新建文化围墙8处。", "certain"),
        ("社区总体就业率达96.3%。", "社区总体就业率达95%以上。", "certain"),
        ("新增注册会员约2500人。", "新发展会员不少于2000人。", "certain"),
        ("向1万户家庭推广绿色帐户。", "新增绿色账户1万户。", "arguable"),
        ("举办创业新苗评选等活动30场。", "组织创业活动不少于40场。", "arguable"),
        ("国内生产总值增长5.2%。", "经济增长预期目标为5%左右。", "certain"),
    ],
)
def test_the_same_thing_is_paired_whatever_its_classifier(results: str, plans: str, certainty: str) -> None:
    assert [pair[2] for pair in matched(REPORT.format(results=results, plans=plans))] == [certainty]


GOLDEN = Path(__file__).parent / "golden" / "pairs.yml"


@pytest.mark.parametrize("case", yaml.safe_load(GOLDEN.read_text("utf-8")), ids=lambda case: case["says"])
def test_golden_pairs_are_kept(case: dict[str, Any]) -> None:
    found = matched(REPORT.format(results=case["results"], plans=case["plans"]))
    assert [list(pair) for pair in found] == case["pairs"]


@pytest.mark.parametrize(
    ("results", "plans"),
    [
        ("拆除违法建筑共计7.6万平方米。", "拆除无证建筑1.2万平方米。"),
        ("开展群众服务项目62个。", "培育社区典范自治项目不少于10个。"),
        ("全年提供助餐4万人次。", "新增2个社区老年人助餐点。"),
        ("新建政民等9个睦邻茶室。", "新建1个睦邻中心。"),
        ("举办各类文化活动354场。", "开展定向越野等全民健身活动不少于30场。"),
        ("零售额增长5%。", "零售额达到5亿元。"),
        ("拆除文化围墙3处。", "改造健身步道8处。"),
    ],
)
def test_unlike_things_are_not_paired(results: str, plans: str) -> None:
    assert matched(REPORT.format(results=results, plans=plans)) == []


def test_no_figure_stands_in_two_pairs() -> None:
    raw = REPORT.format(results="新建公园3座。新建公园5座。", plans="新建公园8座。新建公园9座。")
    found = matched(raw)
    assert len(found) == len({p[0] for p in found}) == len({p[1] for p in found})


def test_numbers_of_people_beside_a_pair_are_arguable() -> None:
    raw = REPORT.format(
        results="开展家庭服务活动61场，服务居民1.5万人次。",
        plans="开展人口家庭计划服务65场，受益人数1万人次。",
    )
    assert matched(raw) == [("61场", "65场", "arguable"), ("1.5万人次", "1万人次", "arguable")]


def test_an_arguable_pair_says_why() -> None:
    raw = REPORT.format(results="向1万户家庭推广绿色帐户。", plans="新增绿色账户1万户。")
    words = text.read(Seed("a", "a.txt", raw.encode(), "", "utf-8", raw))
    report = outline.parse(words)
    found, _ = figures.find(words, report)
    (pair,) = pairs.find(report, found, words)
    assert isinstance(pair, Pair)
    assert pair.reason == "deed"
    for locale in standard():
        said = captions.why_paired(pair, {f.span.start: f.subject for f in found}, locale)
        assert said.startswith(locale.label("ledger.reason.deed"))
        assert "推广" in said


def test_the_seed_pairs_what_a_reader_pairs() -> None:
    seed = seeds.load(SEED, plain=True)
    words = text.read(seed)
    report = outline.parse(words)
    found, _ = figures.find(words, report)
    names = {p.names["zh"] for p in pairs.find(report, found, words) if p.certainty == "certain"}
    assert {
        "社区总体就业率",
        "修缮居委会办公室、活动室",
        "创建区级妇女之家示范点",
        "新建文化围墙",
        "新设立睦邻茶室",
    } <= names
    assert not any("无证建筑" in name or "自治项目" in name for name in names)


def test_names_that_leave_out_what_they_are_of_are_no_pair() -> None:
    raw = REPORT.format(results="基本建设中，投资20359万元。", plans="签约项目13个，计划投资94801万元。")
    words = text.read(Seed("a", "a.txt", raw.encode(), "", "utf-8", raw))
    report = outline.parse(words)
    found = figures.find(words, report)[0]
    assert {f.status for f in found if f.unit == "元"} == {"result", "target"}
    assert pairs.find(report, found, words) == ()


@given(
    st.lists(
        st.sampled_from(
            ["新建公园3座。", "举办活动5场。", "零售额增长5%。", "服务居民2万人次。", "就业率达95%。"]
        ),
        max_size=8,
    )
)
def test_a_result_never_stands_on_the_side_of_targets(sentences: list[str]) -> None:
    raw = REPORT.format(
        results="".join(sentences) or "有序。", plans="".join(reversed(sentences)) or "有序。"
    )
    words = text.read(Seed("a", "a.txt", raw.encode(), "", "utf-8", raw))
    report = outline.parse(words)
    found = {f.span: f for f in figures.find(words, report)[0]}
    for pair in pairs.find(report, found.values(), words):
        result: Figure = found[pair.result]
        assert result.status != "target"
        assert found[pair.target].status == "target"
