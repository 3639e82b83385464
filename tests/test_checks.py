"""The checks on translations: what they find, what they leave alone, how grave it is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gen import folders, po, seeds
from gen.analysis import analyse
from gen.judge import catalog, checks, corpus, form, same_numbers
from gen.judge.checks import Unit
from gen.model import Finding, Name, Term
from gen.po import Entry

GOLDEN = Path(__file__).parent / "golden" / "checks"


def golden(name: str) -> list[Any]:
    cases = yaml.safe_load((GOLDEN / name).read_text("utf-8"))
    return [
        pytest.param(case, id=f"{n}-{case.get('slip', case['zh'])[:30]}") for n, case in enumerate(cases, 1)
    ]


def unit(zh: str, en: str, **more: Any) -> Unit:
    facts = {"figures": checks.figures_in(zh), "years": frozenset({2016, 2017}), **more}
    return Unit("demo.en.po", "s-abcdef", zh, Entry(zh, en, "s-abcdef", line=7), **facts)


def found(zh: str, en: str, **more: Any) -> list[Finding]:
    return list(checks.check_unit(unit(zh, en, **more)))


# ---- numbers


@pytest.mark.parametrize("case", golden("agree.yml"))
def test_numbers_that_agree_raise_no_alarm(case: dict[str, str]) -> None:
    assert [f.message for f in found(case["zh"], case["en"]) if f.check == "numbers"] == []


@pytest.mark.parametrize("case", golden("slips.yml"))
def test_a_slip_is_an_error_that_names_the_number(case: dict[str, str]) -> None:
    alarms = [f for f in found(case["zh"], case["en"]) if f.check == "numbers"]
    assert [f.severity for f in alarms] == ["error"]
    assert case["names"] in alarms[0].message


def test_the_finding_points_at_the_number_in_the_translation() -> None:
    english = "Relief of 1.547 million yuan was paid."
    (alarm,) = found("发放救助金1547万元。", english)
    assert alarm.span is not None
    assert english[alarm.span.start : alarm.span.end] == "1.547 million"
    assert (alarm.line, alarm.msgctxt, alarm.file) == (7, "s-abcdef", "demo.en.po")
    assert alarm.message == "the Chinese has 1547万元 (15,470,000), the English 1.547 million: correct it"


def test_last_year_in_english_stands_for_the_year_in_chinese() -> None:
    assert found("2016年完成投资。", "Last year the investment was completed.") == []


def test_a_lost_over_is_no_error() -> None:
    assert found("吸引投资机构150余家。", "It drew 150 investors.") == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(zh: str, en: str) -> None:
    same_numbers.compare(zh, (), en)


@given(st.text(max_size=60), st.text(st.sampled_from("aAs ’‘“”\"(),;.<b>&\n\u200b⼈5"), max_size=60))
def test_every_fault_of_form_lies_in_the_translation(zh: str, en: str) -> None:
    for fault in (*form.leftovers(zh, en), *form.faults(zh, en), *form.own_number(zh, en)):
        assert 0 <= fault.start < fault.end <= len(en)
        assert "\n" not in fault.says


_CHINESE = st.lists(
    st.sampled_from(
        [
            "2016年", "2017年", "3月", "12月", "5日", "由", "从", "到", "增长", "减少", "15%", "51%", "1.2万", "3亿元", "2美元",
            "120公里", "85亩", "其中", "的3倍", "“十四五”", "，", "。",
        ]
    )
)  # fmt: skip
_ENGLISH = st.lists(
    st.sampled_from(
        [
            "2016", "2017", "March", "May", "5", "from", "to", "up", "down", "by", "15", "51", "percent", "12,000", "RMB", "US$",
            "yuan", "120", "km", "85", "mu", "of", "them", "14th", "Five-Year", ".",
        ]
    )
)  # fmt: skip


@given(_CHINESE, _ENGLISH)
def test_any_sentence_of_numbers_can_be_compared(zh: list[str], en: list[str]) -> None:
    english = " ".join(en)
    for finding in found("".join(zh), english):
        assert finding.span is None or 0 <= finding.span.start < finding.span.end <= len(english)


@given(st.integers(1, 10**12))
def test_a_number_in_digits_agrees_with_itself_and_not_with_ten_times_itself(value: int) -> None:
    assert not same_numbers.compare(f"共{value}项", (), f"{value:,} items in all")
    assert same_numbers.compare(f"共{value}项", (), f"{value}0 items in all")


# ---- the other checks


@pytest.mark.parametrize("case", golden("form.yml"))
def test_one_check_speaks_and_only_that_one(case: dict[str, str]) -> None:
    assert {(f.check, f.severity) for f in found(case["zh"], case["en"])} == {(case["check"], "warning")}


@pytest.mark.parametrize("case", golden("well-formed.yml"))
def test_form_that_a_good_translation_may_have_raises_no_warning(case: dict[str, str]) -> None:
    assert found(case["zh"], case["en"]) == []


def test_a_heading_is_translated_without_its_number() -> None:
    for zh, en in (
        ("(一)做强产业", "(1) Stronger industry"), ("二、做强产业", "II. Stronger industry"), ("3.做强产业", "3. Stronger industry"),
        ("第一部分 做强产业", "Part One: Stronger industry"),
    ):  # fmt: skip
        (alarm,) = found(zh, en, heading=True)
        assert (alarm.check, alarm.severity) == ("punctuation", "warning")
        assert alarm.message.startswith("a heading is translated without its number: take out '")
        assert found(zh, en, heading=False) == []
    for zh, en in (("(一)做强产业", "Stronger industry"), ("(一)3D打印", "3D printing"), ("第一部分", "Part One")):
        assert found(zh, en, heading=True) == []


def test_a_heading_is_known_by_its_remark_in_a_file_alone_and_by_the_report_in_a_report() -> None:
    lone = po.write(
        [
            Entry("", "Language: en\n"),
            Entry("(一)做强产业", "(1) Stronger industry", "s-aaaaaa", extracted=("heading 1.1.0",)),
            Entry("(一)做强产业。", "(1) Industry is stronger.", "s-bbbbbb", extracted=("sentence 1.1.0-01",)),
        ]
    )
    assert [f.msgctxt for f in checks.check_po(lone, "demo.en.po")] == ["s-aaaaaa"]
    report = analyse(seeds.load(next(folders.SEEDS.glob("*.txt"))))
    kinds = {u.key: u.heading for u in checks.units(report, catalog.parse(lone, "demo.en.po"))}
    heads = {n.heading.key for n in report.report.root.walk() if n.heading}
    assert {key for key, heading in kinds.items() if heading} == heads


def term(zh: str, en: str, *forms: str) -> Term:
    return Term(zh, (), en, forms, "", "programme", {}, (), None, (), (), "sure")


def test_a_term_without_its_set_english_is_a_warning_and_any_listed_form_will_do() -> None:
    known = (term("敬老卡", "senior citizen card", "senior citizen card", "senior card"),)
    assert [f.check for f in found("办理敬老卡。", "We issued elderly cards.", terms=known)] == ["terms"]
    assert found("办理敬老卡。", "We issued Senior Cards.", terms=known) == []
    assert (
        found(
            "办理敬老卡。",
            "We issued “senior-citizen” cards.",
            terms=(term("敬老卡", "the “senior citizen” card"),),
        )
        == []
    )


@pytest.mark.parametrize("case", golden("unwanted.yml"))
def test_english_that_the_base_rules_out_is_named_with_what_to_write(case: dict[str, Any]) -> None:
    base = seeds.load(next(folders.SEEDS.glob("*.txt")))
    used = tuple(term for term in base.terms if any(words in case["zh"] for words in (term.term, *term.aliases)))
    assert [f.message for f in found(case["zh"], case["en"], terms=used, names=base.names)] == case["says"]


def test_every_wording_that_is_ruled_out_is_found_and_the_set_english_is_not_asked_for_besides() -> None:
    known = (replace(term("敬老卡", "senior card", "senior card"), en_not=("old people's card", "elder card")),)
    english = "Old people’s cards and elder cards were issued."
    alarms = found("办理敬老卡。", english, terms=known)
    assert [(f.check, f.severity) for f in alarms] == [("terms", "warning")] * 2
    assert [english[f.span.start : f.span.end] for f in alarms if f.span] == ["Old people’s cards", "elder cards"]
    names = (Name("五角场", "Wujiaochang", "place", "", ("Pentagon",)), Name("五角场路", "Pentagon Road", "road", ""))
    assert [f.message for f in found("五角场热闹。", "The Pentagon is busy.", names=names)] == [
        "五角场 may not be Pentagon: write Wujiaochang"
    ]
    assert found("五角场路和五角场。", "Pentagon Road and Wujiaochang", names=names) == []


def test_the_name_of_a_figure_may_not_have_english_that_is_ruled_out() -> None:
    report = analyse(seeds.load(next(folders.SEEDS.glob("*.txt"))))
    base = tuple(replace(t, en_not=("senior pass",)) if t.term == "敬老卡" else t for t in report.seed.terms)
    report = replace(report, seed=replace(report.seed, terms=base))
    labels = [m for m in catalog.messages(report) if "#" in m.key and "敬老卡" in m.source]
    entries = [Entry("", "Language: en\n"), *(Entry(m.source, "Senior passes issued", m.key) for m in labels)]
    alarms = checks.check_catalog(report, catalog.parse(po.write(entries), "demo.en.po"))
    assert labels
    assert [f.msgctxt for f in alarms if f.check == "terms"] == [m.key for m in labels]


def test_only_the_longest_name_at_a_place_is_asked_for() -> None:
    names = (
        Name("五角场", "Wujiaochang", "place", ""),
        Name("五角场街道", "Wujiaochang Subdistrict", "place", ""),
    )
    assert [f.message for f in found("五角场街道办公。", "Wujiaochang Street works.", names=names)] == [
        "五角场街道 is spelled Wujiaochang Subdistrict: use it"
    ]
    assert found("五角场街道办公。", "Wujiaochang Subdistrict works.", names=names) == []


def test_a_name_may_lose_its_article_or_stand_by_its_short_form() -> None:
    names = (Name("创智天地", "the Knowledge Community (KIC)", "place", ""),)
    for english in ("KIC is busy.", "Knowledge Community is busy.", "The Knowledge Community (KIC) is busy."):
        assert found("创智天地繁忙。", english, names=names) == []


def test_unfinished_work_is_only_information() -> None:
    empty = checks.check_unit(replace(unit("服务群众。", ""), entry=None))
    stale = checks.check_unit(
        replace(unit("服务群众。", "We served."), entry=Entry("服务群众", "We served.", flags=("fuzzy",)))
    )
    other = checks.check_unit(
        replace(unit("服务群众。", "We served."), entry=Entry("服务居民。", "We served."))
    )
    assert [(f.check, f.severity) for f in (*empty, *stale, *other)] == [
        ("missing", "info"), ("fuzzy", "info"), ("fuzzy", "info"),
    ]  # fmt: skip


def test_marks_that_english_uses_are_no_leftover() -> None:
    english = "We extended the “Double Support” service—café-style—for €5’s worth…"
    assert found("深化“双拥”服务，值5欧元。", english) == []


# ---- a file alone


def test_a_lone_po_file_gets_the_checks_that_need_only_its_own_words() -> None:
    entries = [
        Entry("", "Language: en\n"),
        Entry("发放救助金1547万元。", "Relief of 1.547 million yuan was paid.", "s-aaaaaa"),
        Entry("2016年服务群众。", "We served 群众 in 2016.", "s-bbbbbb"),
        Entry("优化环境。", "", "s-cccccc"),
        Entry("优化服务。", "We improved services.", "s-dddddd", flags=("fuzzy",)),
        Entry("增长5%。", "Up by 6 percent.", "s-eeeeee", obsolete=True),
    ]
    alarms = list(checks.check_po(po.write(entries), "demo.en.po"))
    assert [(f.check, f.msgctxt, f.line) for f in alarms] == [
        ("numbers", "s-aaaaaa", 5), ("leftover", "s-bbbbbb", 9), ("missing", "s-cccccc", 13), ("fuzzy", "s-dddddd", 18),
    ]  # fmt: skip


# ---- measured


def test_misaligned_rows_are_set_aside_and_slips_are_planted_and_caught(tmp_path: Path) -> None:
    rows = ["中文,英文,是否需要人工复核"]
    rows += ["增长5.2%。,It grew by 5.2 percent.,False"] * 3
    rows += [
        "完成投资30.2亿元。,The work went on.,False",
        "工作有序推进。,Investment reached 3.02 billion yuan.,False",
    ]
    rows += ["成本不超过5亿元。,The cost is at most 500 million yuan .,False"]
    rows += ["新增3项。,Nothing.,True"]
    (tmp_path / "a.csv").write_text("\n".join(rows), "utf-8-sig")
    summary = corpus.measure_corpus(tmp_path)
    assert (summary.rows, len(summary.aside), summary.with_numbers, len(summary.alarms)) == (6, 2, 4, 0)
    assert (summary.caught, summary.planted["points for percent"]) == (100, (3, 3))
    assert summary.planted["opposite bound"] == (1, 1)
    assert summary.forms == {"length": 0, "leftover": 0, "punctuation": 1}
    assert "false alarms: 0" in "\n".join(summary.lines())


def test_a_slip_of_sense_is_planted_in_each_way_that_the_sentence_allows(tmp_path: Path) -> None:
    rows = ["中文,英文,是否需要人工复核"]
    rows += ["“十四五”期间投资3亿元，增长5.2%。,Investment in the 14th Five-Year Plan was 300 million yuan; up 5.2 percent.,False"]
    rows += ["2016年3月启动，5个工作日内由12家增加到20家。,Begun in March 2016; it grew from 12 to 20 within five working days.,False"]
    rows += ["是上年的3倍。,It is three times that of the year before.,False"]
    rows += ["建房2680套，其中回迁1150套。,Of 2680 homes built we gave 1150 to former residents.,False"]
    rows += ["改造道路120公里，流转土地85亩。,We rebuilt 120 km of road and 85 mu of land.,False"]
    rows += ["2016年新增12家，2017年新增15家。,There were 12 more in 2016 and 15 more in 2017.,False"]
    (tmp_path / "a.csv").write_text("\n".join(rows), "utf-8-sig")
    summary = corpus.measure_corpus(tmp_path)
    assert len(summary.alarms) == 0
    assert {kind: done for kind, done in summary.planted.items() if re.match("another|fall|.*exchanged", kind)} == {
        "another currency": (1, 1),
        "another month": (1, 1),
        "another multiple": (1, 1),
        "another plan": (1, 1),
        "another unit of time": (1, 1),
        "fall for rise": (1, 1),
        "from and to exchanged": (1, 1),
        "two units exchanged": (1, 1),
        "two years exchanged": (1, 1),
        "whole and part exchanged": (0, 1),
    }


def test_absurdly_long_numbers_do_no_harm() -> None:
    assert same_numbers.compare("共" + "9" * 5000 + "项" + "一" * 5000, (), "7" * 5000 + " items") == ()


def test_a_slip_in_a_word_is_caught_like_one_in_digits() -> None:
    (alarm,) = found("修缮5家居委会办公室。", "Six residents’ committee offices were repaired.")
    assert (alarm.check, alarm.message) == (
        "numbers",
        "the Chinese has 5家 (5), the English lacks it: add it",
    )


def test_more_overrides_than_one_figure_in_ten_are_a_warning() -> None:
    analysis = analyse(seeds.load(next(folders.SEEDS.glob("*.txt"))))
    found = [f for f in checks.check_analysis(analysis) if f.file.endswith(".figures.yml")]
    assert [f.severity for f in found] == ["info"]
    assert f"{len(analysis.seed.overrides)} of {len(analysis.figures)} figures" in found[0].message
    tenfold = replace(analysis, seed=replace(analysis.seed, overrides=analysis.seed.overrides * 10))
    assert [f.severity for f in checks.check_analysis(tenfold) if f.file.endswith(".figures.yml")] == ["warning"]
