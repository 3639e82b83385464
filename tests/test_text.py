"""From raw text to reading text: joined lines, furniture, width, script, errata and the map back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gen import script, years
from gen.characters import fold_width
from gen.model import Erratum, Seed, Span, Text
from gen.read import outline, text


def read(raw: str, *errata: Erratum) -> Text:
    return text.read(Seed("a", "a.txt", raw.encode(), "", "utf-8", raw, errata=errata))


def erratum(raw: str, found: str, reading: str, certainty: str = "certain") -> Erratum:
    start = raw.index(found)
    return Erratum("e1", Span(start, start + len(found)), found, reading, {}, certainty)  # type: ignore[arg-type]  # a test's word


@given(st.text(alphabet="甲乙一、(（3。，,\n\r\u2028 　\t\u200b-—", max_size=200))
def test_every_character_read_knows_its_raw_place(raw: str) -> None:
    words = read(raw)
    assert len(words.starts) == len(words.ends) == len(words.reading)
    for n, char in enumerate(words.reading):
        if char != "\n":
            assert fold_width(raw[words.starts[n] : words.ends[n]]) == char
    assert list(words.starts) == sorted(words.starts)


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("全年救助困难对象3.\n6万人次。", "全年救助困难对象3.6万人次。"),
        ("细颗粒物(PM\n2.5\n)年均浓度下降。", "细颗粒物(PM2.5)年均浓度下降。"),
        ("拆违面积1547\n万平方米。", "拆违面积1547万平方米。"),
        ("深化平台建设，\n推进整治。", "深化平台建设,推进整治。"),
        ("深化平台建设\n，推进整治。", "深化平台建设,推进整治。"),
        ("（\n三）改革开放", "(三)改革开放"),
        ("附件1\n2016年实事项目", "附件1\n2016年实事项目"),
        ("建成中心。\n推进整治。", "建成中心。\n推进整治。"),
        ("加强以下工作,\n1.学习", "加强以下工作,\n1.学习"),
        ("救助困难对象3.6万\n人次", "救助困难对象3.6万人次"),
        ("整治违建1万\n　　余平方米", "整治违建1万余平方米"),
        ("走访家庭2000\n余户", "走访家庭2000余户"),
        ("走访家庭三万六千\n户", "走访家庭三万六千户"),
        ("附件1\n个人先进", "附件1\n个人先进"),
        ("工作总结2016\n项目推进,有序", "工作总结2016\n项目推进,有序"),
        ("新增绿地3\n余杭区建设", "新增绿地3\n余杭区建设"),
    ],
)
def test_a_line_end_joins_only_what_it_cuts(raw: str, reading: str) -> None:
    assert read(raw).reading == reading


def test_lines_broken_at_the_margin_are_joined_and_headings_are_not() -> None:
    raw = (
        "一、工作回顾\n"
        "全年以来街道深入推进社区治理创新和平安建设工作\n"
        "同时不断完善为老服务体系并且健全各项长效工作机\n"
        "制和保障措施取得了较为明显的阶段性成效得到好评。\n"
        "(一)民生保障\n"
        "全年救助困难对象三万六千人次发放各类救助金一千\n"
        "五百四十七万元。"
    )
    assert [len(line) for line in read(raw).reading.split("\n")] == [6, 70, 7, 31]


def test_a_long_line_shows_that_nothing_was_wrapped() -> None:
    raw = "这一行没有句号但是恰好结束在这里\n" * 3 + "长" * 90 + "。"
    assert read(raw).reading.count("\n") == 3


@pytest.mark.parametrize(
    "line",
    [
        "索引号：AB/2018-001",
        "发布日期:2018-06-15",
        "来源：街道办",
        "【字体：大 中 小】",
        "打印",
        "首页 > 政务公开 > 总结",
        "今天是:2019年10月31日 星期三",
    ],
)
def test_a_label_above_the_text_is_furniture(line: str) -> None:
    words = read(f"{line}\n五角场街道2016年工作总结\n一、回顾\n全年完成各项任务。")
    assert [words.slice(s) for s in words.furniture] == [line]


@pytest.mark.parametrize("line", ["- 3 -", "— 12 —", "第3页 共9页", "3/12", "７"])
def test_a_page_number_is_furniture_anywhere(line: str) -> None:
    words = read(
        f"某街道总结\n一、回顾\n全年完成各项任务,深化平\n{line}\n台建设。\n二、安排\n继续努力做好明年工作。"
    )
    assert [words.slice(s) for s in words.furniture] == [line]
    assert "深化平台建设" in words.reading


@pytest.mark.parametrize("line", ["时间:全年推进", "来源:街道办", "打印", "大"])
def test_a_label_within_the_text_is_text(line: str) -> None:
    words = read(f"某街道总结\n一、回顾\n全年完成各项任务得到好评。\n{line}\n台建设不断推进得到好评。")
    assert words.furniture == ()


def test_the_value_below_a_label_is_furniture_and_the_title_is_not() -> None:
    words = read("来源：\n街道办\n时间：\n某街道2016年工作总结\n一、回顾")
    assert [words.slice(s) for s in words.furniture] == ["来源：", "街道办", "时间："]


def test_a_posting_date_behind_the_title_is_furniture() -> None:
    words = read("某街道2016年工作总结 2018-06-15\n一、回顾\n好。")
    assert [words.slice(s) for s in words.furniture] == ["2018-06-15"]
    assert years.posting_date(words) == "2018-06-15"


def test_a_date_of_no_calendar_is_no_posting_date() -> None:
    assert years.posting_date(read("某街道2016年工作总结 2018-16-45\n一、回顾\n好。")) is None


def test_a_signature_and_its_date_stay_text() -> None:
    assert (
        read("某街道总结\n一、回顾\n全年完成各项任务得到好评。\n某街道办事处\n2017年1月5日").furniture == ()
    )


def test_a_text_of_one_line_is_no_furniture() -> None:
    assert read("3").furniture == ()


@pytest.mark.parametrize("dot", [".", "．"])
@pytest.mark.parametrize(
    ("before", "behind", "ends"),
    [
        ("新开工重大项目23个，总投资12.5亿元", "坚持“一网通办”，集成服务", True),
        ("全年完成植树造林面积八百余亩", "“一网统管”平台全面建成", True),
        ("自治区代主席艾尔肯", "吐尼亚孜代表自治区人民政府作报告", False),
        ("坚持新发展理念，推动创新", "协调.绿色.开放.共享发展", False),
        ("各位代表，现在汇报三项重点工作，十一", "坚持绿色发展不动摇", False),
        ("以“城市更新和社区治理", "基层组织建设”为题", False),
        ("附件", "重点工作任务分解表一览", False),
    ],
)
def test_a_point_ends_a_sentence_only_where_it_surely_does(before: str, behind: str, ends: bool, dot: str) -> None:
    raw = f"{before}{dot}{behind}。"
    found = read(raw)
    assert [found.slice(leaf.span) for leaf in outline.parse(found).root.leaves() if leaf.kind == "sentence"] == (
        [before + dot, behind + "。"] if ends else [raw]
    )


def test_width_is_folded_for_reading_only() -> None:
    words = read("（３）３．６万，")
    assert (words.reading, words.raw) == ("(3)3.6万,", "（３）３．６万，")


def test_traditional_text_is_read_in_simplified_place_for_place() -> None:
    words = read("五角場街道辦事處為長者服務的社區會議發現問題。")
    assert words.reading == "五角场街道办事处为长者服务的社区会议发现问题。"
    assert words.raw[words.starts[1] : words.ends[2]] == "角場"


@pytest.mark.parametrize("raw", ["10萬餘平方公尺", "增長12%", "走訪家庭30戶，3.6萬元"])
def test_a_few_words_tell_traditional_script(raw: str) -> None:
    assert read(raw).reading == fold_width(script.convert(raw, "t2s"))


def test_a_traditional_name_in_a_simplified_text_changes_nothing() -> None:
    assert read("为社区长者服务，走访張記商铺。").reading == "为社区长者服务,走访張記商铺。"


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\u200e", "\u200f", "\u2066", "\ufe0f", "\U000e0100"])
def test_invisible_marks_are_not_read_and_keep_their_place(mark: str) -> None:
    raw = f"新建{mark}公园20{mark}座{mark}。"
    words = read(raw)
    assert words.reading == "新建公园20座。"
    assert words.slice(words.raw_span(4, 7)).rstrip(mark) == f"20{mark}座"
    outline.cover(words, outline.parse(words))


def test_a_certain_erratum_is_read_and_a_doubtful_one_is_not() -> None:
    raw = "新新中国成立顺路健身步道。"
    assert read(raw, erratum(raw, "新中国成立", "建国")).reading == "新建国顺路健身步道。"
    assert read(raw, erratum(raw, "新中国成立", "建国", "high")).reading == raw


def test_words_that_an_erratum_deletes_keep_their_place() -> None:
    raw = "完成完成任务。好。"
    words = read(
        raw,
        erratum(raw, "完成任务"[:2], ""),
    )
    assert words.reading == "完成任务。好。"
    raw = "任务完成完成。好。"
    words = read(raw, Erratum("e", Span(4, 6), "完成", "", {}, "certain"))
    assert words.reading == "任务完成。好。"
    assert words.raw_span(0, 5) == Span(0, 7)
