"""Figures: what is one and what is none, value, unit, bound, status, year, change, subject."""

from __future__ import annotations

import re
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bench import figures_quality
from gen import seeds
from gen.model import Figure, Rejected, Seed, Text
from gen.read import figures, outline, quantities, text

GOLDEN = Path(__file__).parent / "golden" / "figures"
CASES = [
    case for path in sorted(GOLDEN.glob("*.yml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
REPORT = "某街道2016年工作总结和2017年工作安排\n一、2016年工作回顾\n{results}\n二、2017年工作安排\n{plans}\n"
REASONS = {
    "year", "date", "clock", "ordinal", "name", "slogan", "heading", "title", "numbering", "furniture", "version", "document",
    "fraction", "age", "idiom", "bare", "erratum", "reference",
}  # fmt: skip


def read(raw: str) -> Text:
    return text.read(Seed("a", "a.txt", raw.encode(), "", "utf-8", raw))


def find(raw: str) -> tuple[tuple[Figure, ...], tuple[Rejected, ...]]:
    words = read(raw)
    return figures.find(words, outline.parse(words))


def of_case(case: dict[str, Any]) -> tuple[list[Figure], list[Rejected]]:
    """What is found in the case's text, placed in a chapter of a small report unless the text is a whole one."""
    plain = "各项工作有序推进。"
    plans = case.get("role") == "plans"
    raw = REPORT.format(results=plain if plans else case["text"], plans=case["text"] if plans else plain)
    raw = case["text"] if case.get("role") == "whole" else raw
    start = raw.index(case["text"])
    found, rejected = find(raw)
    inside = range(start, start + len(case["text"]))
    return [f for f in found if f.span.start in inside], [r for r in rejected if r.span.start in inside]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_golden_case_is_kept(case: dict[str, Any]) -> None:
    found, rejected = of_case(case)
    expected = case.get("figures", [])
    assert [f.text for f in found] == [e["text"] for e in expected]
    for figure, wanted in zip(found, expected, strict=True):
        value = list(figure.value) if isinstance(figure.value, tuple) else figure.value
        got = {key: value if key == "value" else getattr(figure, key) for key in wanted}
        assert got == wanted
        assert isinstance(wanted.get("value"), float) == isinstance(got.get("value"), float)
    reasons = {r.text: r.reason for r in rejected}
    assert {k: reasons.get(k) for k in case.get("rejected", {})} == case.get("rejected", {})


def accounted(raw: str) -> None:
    """Every promise that holds for any text."""
    words = read(raw)
    report = outline.parse(words)
    found, rejected = figures.find(words, report)
    places = {leaf.key: leaf.span for leaf in report.root.leaves()}
    for figure in found:
        assert figure.text == raw[figure.span.start : figure.span.end]
        assert figure.subject.count("(") <= 1
        assert len(figure.subject.split("(")[0]) <= LONGEST_NAME
        assert re.search(r"\w", figure.subject)
        assert figure.span in places[figure.sentence]
        assert figure.subject
    inner = [f for f in found if any(f is not o and f.span in o.span for o in found)]
    assert all("(" in o.text or "（" in o.text for f in inner for o in found if f is not o and f.span in o.span)
    spans = sorted([*(f.span for f in found if f not in inner), *(r.span for r in rejected)])
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {n for span in spans for n in range(span.start, span.end)}
    assert all(set(range(m.start(), m.end())) <= covered for m in re.finditer("[0-9０-９]+", raw))
    assert {r.reason for r in rejected} <= REASONS
    assert [f.span for f in found] == sorted(f.span for f in found)
    assert len({f.subject for f in found}) == len(found)


LONGEST_NAME = 22
TRAPS = "0123456789０９.,，%:—-()（）《》“”\n 　年月日第号万亿千百十余多个户元人次增长到至由一二两+X/约。、"


@given(st.text(alphabet=TRAPS, max_size=80))
@example("0(0一)%")
def test_no_text_raises_and_every_digit_is_in_exactly_one_list(raw: str) -> None:
    accounted(raw)


@pytest.mark.parametrize("words", ["平均每年实际", "扣除因素", "均为", "分别达到", "按口径比上年"])
def test_words_that_could_be_read_in_many_ways_end_no_reading_late(words: str) -> None:
    """Were each repetition tried in each way, this would not end within years."""
    accounted(f"{words * 60}5%，{words * 60}企业7家。")


@given(st.text(max_size=60))
def test_no_text_of_any_script_raises(raw: str) -> None:
    accounted(raw)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_digit_of_a_seed_is_accounted_for(path: Path) -> None:
    accounted(seeds.load(path, plain=True).raw)


def test_a_heading_that_names_a_chapter_holds_no_figure() -> None:
    found, rejected = find("某镇2016年工作总结\n一、实施5个项目\n进展顺利。\n二、其他工作\n新建2座公园。\n")
    assert [f.text for f in found] == ["2座"]
    assert ("5个", "heading") in [(r.text, r.reason) for r in rejected]


def test_a_list_of_items_under_a_chapter_holds_figures() -> None:
    found, _ = find("某县2024年民生实事项目清单\n一、就业\n1.新增就业5000人。\n2.培训300人次。\n")
    assert [(f.text, f.status, f.year) for f in found] == [
        ("5000人", "target", 2024),
        ("300人次", "target", 2024),
    ]


def test_without_headings_the_words_of_time_decide() -> None:
    found, _ = find(
        "某区今年新增学位\n2020年1月12日，记者从会议上获悉，去年该区建成学校3所。今年将新增学位1500个。改造小区8个。\n"
    )
    assert [(f.text, f.status) for f in found] == [("3所", "result"), ("1500个", "target"), ("8个", "target")]


def told(raw: str) -> list[tuple[str, str, int | None]]:
    return [(f.text, f.status, f.year) for f in find(raw)[0]]


def test_the_first_half_of_an_item_of_progress_is_its_target() -> None:
    raw = "2022年区民生实事项目进展情况\n1.新建公园10座。目前，已建成8座。\n2.新增车位3000个。\n"
    assert told(raw) == [("10座", "target", 2022), ("8座", "result", 2022), ("3000个", "target", 2022)]


def test_a_list_of_public_projects_without_the_word_plan_is_one_of_targets() -> None:
    raw = "某市确定今年为民十件实事\n一是新建幼儿园12所。二是改造危房3000户。\n"
    assert [(f, s) for f, s, _ in told(raw)] == [("12所", "target"), ("3000户", "target")]


def test_a_far_year_does_not_date_a_report() -> None:
    raw = "2022年，辖区居民健康水平提升。目前共有医疗机构787间，提前8年实现行动2030年的目标值。全年诊疗1213万人次。\n"
    assert told(raw)[-1] == ("1213万人次", "result", 2022)


def test_those_who_attend_an_assembly_belong_to_the_year_in_which_it_is_held() -> None:
    raw = "某镇召开人民代表大会\n2019-01-10\n本次大会应到代表96人。2018年全镇完成税收3亿元。\n"
    assert told(raw) == [("96人", "result", 2019), ("3亿元", "result", 2018)]


def test_what_is_expected_of_the_past_year_is_a_result_in_a_press_version_too() -> None:
    raw = "某市两会开幕\n2018-01-18 来源:日报\n预计地区生产总值增长8.8%左右。新的一年，经济增长8%左右。\n"
    assert told(raw) == [("8.8%", "result", 2017), ("8%", "target", 2018)]


def test_numbers_on_lines_of_their_own_are_joined_to_their_words() -> None:
    raw = "某局工作总结\n今年共出动\n150余次,出动\n8000\n余人次,清理垃圾\n36\n吨,投入资金\n12\n万元;拆除广告\n5\n块。\n"
    assert [f.text for f in find(raw)[0]] == ["150余次", "8000\n余人次", "36\n吨", "12\n万元", "5\n块"]


def test_a_short_traditional_text_is_read() -> None:
    found, _ = find("3.6萬元，10萬餘平方公尺，增長12%。")
    assert [(f.text, f.value, f.unit) for f in found] == [
        ("3.6萬元", 36000, "元"), ("10萬餘平方公尺", 100000, "平方公尺"), ("12%", 12, "%"),
    ]  # fmt: skip


def test_two_chapters_of_a_year_each_are_results_and_plans() -> None:
    raw = "某镇工作报告\n一、2020年主要工作\n新建公园2座。\n二、2021年主要工作\n新建公园3座。\n"
    report = outline.parse(read(raw))
    assert (report.year_of_results, report.year_of_plans) == (2020, 2021)
    assert told(raw) == [("2座", "result", 2020), ("3座", "target", 2021)]


def test_time_grows_with_the_length_of_the_text_only() -> None:
    sentence = "全年救助困难对象3.6万人次，发放救助金1547万元，同比增长1.5%。"

    def seconds(times: int) -> float:
        words = read(REPORT.format(results=sentence * times, plans=sentence))
        report = outline.parse(words)
        best = []
        for _ in range(3):
            start = time.perf_counter()
            figures.find(words, report)
            best.append(time.perf_counter() - start)
        return min(best)

    assert seconds(2000) < 30 * seconds(200)


@pytest.mark.parametrize("run", ["千", "三万六千", "111 ", "1,111，", "十三五", "三点"])
def test_a_run_of_numerals_takes_time_by_its_length_only(run: str) -> None:
    def seconds(times: int) -> float:
        best = []
        for _ in range(3):
            start = time.process_time()
            list(quantities.numerals_in(run * times))
            best.append(time.process_time() - start)
        return min(best)

    assert seconds(4000) < 40 * seconds(400)


@pytest.mark.parametrize("clause", ["利用资金5万元,", "发挥作用5人、", "围绕5万元,"])
def test_words_that_reach_far_take_time_by_the_length_of_their_sentence(clause: str) -> None:
    def seconds(times: int) -> float:
        words = read("某镇2016年工作总结\n" + clause * times)
        outlined = outline.parse(words)
        start = time.process_time()
        figures.find(words, outlined)
        return time.process_time() - start

    assert seconds(400) < 20 * seconds(100)


LABELS = Path(__file__).parent / "labels" / "figures"


@pytest.mark.parametrize(("labels", "share"), [("own-first", 0.97), ("own-second", 0.97), ("own-third", 0.93), ("own-fourth", 0.97)])
def test_local_texts_of_our_own_are_read_as_people_read_them(labels: str, share: float) -> None:
    texts = figures_quality.texts_in(LABELS / "own")
    notes = [
        (kind, f"{texts[head['sha256']].stem}: {note}")
        for head, lines in figures_quality.labelled(LABELS / f"{labels}.jsonl")
        for kind, note in figures_quality.measure(texts[head["sha256"]], head, lines)
    ]
    kinds = Counter(kind for kind, _ in notes)
    wrong = [f"{kind}: {note}" for kind, note in notes if note]
    assert kinds["right"] > 500
    assert kinds["whole"] >= share * kinds["right"], wrong
    assert kinds["missed"] + kinds["false"] <= 0.01 * kinds["right"], wrong
