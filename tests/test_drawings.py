"""Which figures are drawn together: golden cases in golden/drawings, and promises that hold for any figures."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gen.judge import comparable, drawings
from gen.model import Bound, ChartSpec, Figure, Status
from tests import charting

CASES = sorted(path.stem for path in charting.GOLDEN.glob("*.yml"))
UNITS = ("元", "人次", "场", "个", "处", "家", "%", "平方米", "户", "家次", "亩", ":")


@pytest.mark.parametrize("name", CASES)
def test_figures_that_look_like_this_are_drawn_like_that(name: str) -> None:
    data = charting.case(name)
    specs, uncharted = charting.drawn(data)
    assert [_as_written(spec, wanted) for spec, wanted in zip(specs, data["charts"], strict=True)] == data[
        "charts"
    ]
    assert {figure.text: why for figure, why in uncharted} == data["uncharted"]


def _as_written(spec: ChartSpec, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the case says about a chart, as the chart has it."""
    there = [mark.label for mark in spec.marks if mark.figure.sentence == spec.place]
    known = {
        "id": spec.id,
        "kind": spec.kind,
        "marks": [mark.figure.text for mark in spec.marks],
        "rows": [mark.row for mark in spec.marks],
        "after": wanted["after"] if wanted.get("after") in there else there,
    }
    return {key: known[key] for key in wanted}


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    """A report of a few chapters with figures of any size, unit, bound and status."""
    rows: list[dict[str, Any]] = []
    lines = ["某街道2016年工作总结"]
    for chapter in range(draw(st.integers(1, 3))):
        lines.append("一二三"[chapter] + "、工作")
        clauses = []
        for _ in range(draw(st.integers(0, 18))):
            unit, value = draw(st.sampled_from(UNITS)), draw(st.integers(0, 10**6))
            text = f"{value}{unit}"
            bound: Bound = draw(st.sampled_from(("exact", "over", "under", "approx")))
            status: Status = draw(st.sampled_from(("result", "target", "stock")))
            change = draw(st.sampled_from((None, None, "+", "-")))
            subject = draw(st.sampled_from(("新建站点", "活动", "企业", "")))
            clauses.append(f"第{len(rows)}项工作{subject}{text}")
            year = draw(st.sampled_from((2016, 2017, None)))
            rows.append(
                {"text": text, "value": value, "unit": unit, "bound": bound, "status": status, "change": change,
                 "subject": subject and f"{subject}{len(rows)}", "year": year}
            )  # fmt: skip
        lines.append("，".join(clauses) + "。")
    return {"report": "\n".join(lines), "figures": rows}


@settings(deadline=None, max_examples=60)
@given(reports())
def test_every_figure_is_drawn_once_or_has_a_reason(data: dict[str, Any]) -> None:
    whole, report = charting.read(data["report"])
    found = charting.figures(whole, report, data["figures"])
    specs, uncharted = drawings.draw(report, found, (), whole)
    seen = [mark.figure for spec in specs for mark in spec.marks] + [figure for figure, _ in uncharted]
    assert Counter(seen) == Counter(found)
    assert all(why.startswith("chart.why.") for _, why in uncharted)


@settings(deadline=None, max_examples=60)
@given(reports())
def test_no_chart_compares_what_cannot_be_compared(data: dict[str, Any]) -> None:
    specs, _ = charting.drawn(data)
    for spec in specs:
        figures = [mark.figure for mark in spec.marks]
        if spec.kind in ("bars", "changes"):
            assert len({(f.status, f.year) for f in figures}) == 1
            assert _spread(figures) <= comparable.LONGEST_RATIO
            assert comparable.FEWEST <= len(figures) <= comparable.MOST
        if spec.kind == "dots":
            assert all(f.unit == "%" and f.change is None for f in figures)
        if spec.unit:
            assert {f.unit for f in figures} == {spec.unit}


def _spread(figures: list[Figure]) -> float:
    sizes = [f.value for f in figures if not isinstance(f.value, tuple)]
    return max(sizes) / min(sizes)


@settings(deadline=None, max_examples=40)
@given(reports())
def test_a_chart_has_a_name_of_its_own_and_a_place_among_its_sentences(data: dict[str, Any]) -> None:
    specs, _ = charting.drawn(data)
    assert len({spec.id for spec in specs}) == len(specs)
    for spec in specs:
        assert re.fullmatch(r"[a-z0-9-]+", spec.id)
        assert spec.place in {mark.figure.sentence for mark in spec.marks}


def test_a_figure_that_is_added_elsewhere_does_not_rename_charts() -> None:
    data = charting.case("ranked")
    more = {
        **data,
        "report": data["report"] + "拆除违建7.6万平方米,整修1万平方米,改造2万平方米。",
        "figures": [
            *data["figures"],
            *(
                {"text": f"{n}万平方米", "value": int(n * 10000), "unit": "平方米", "subject": name}
                for n, name in ((7.6, "违建"), (1, "整修"), (2, "改造"))
            ),
        ],
    }
    before = {spec.id for spec in charting.drawn(data)[0]}
    assert before < {spec.id for spec in charting.drawn(more)[0]}


def test_rules_work_on_subjects_alone_where_the_text_is_not_given() -> None:
    data = charting.case("ranked")
    whole, report = charting.read(data["report"])
    specs, _ = drawings.draw(report, charting.figures(whole, report, data["figures"]))
    assert [spec.id for spec in specs] == ["events-result"]


def test_a_report_without_figures_has_no_charts() -> None:
    _, report = charting.read("某街道2016年工作总结\n深入开展各项工作。")
    assert drawings.draw(report, ()) == ((), ())
