"""The outline: golden cases, and what holds for every text whatsoever."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gen import seeds
from gen.__main__ import main
from gen.characters import is_blank
from gen.errors import GongbaoError
from gen.model import Leaf, Report, Seed, Text
from gen.read import outline, text

GOLDEN = sorted((Path(__file__).parent / "golden" / "outline").glob("*.txt"))
FRAGMENTS = (
    "一、2016年工作回顾", "二、2017年工作安排", "(一)民生保障", "（二）城市管理。全年拆违1.2万平方米。",
    "1.加强领导。成立专班。", "2、完善机制", "（3）抓落实", "④抓督查。", "第一章 总则", "第二节 任务",
    "第一部分 回顾", "一是抓学习。组织12场。二是抓作风。走访3户。", "——经济向好。",
    "基本保障广覆盖。全年救助3.6万人次。", "服务载体深拓展。办理10万余件!", "各位代表:", "名词解释",
    "附件1", "目录", "索引号:001", "2018-06-15", "— 3 —", "3", "第3页 共9页", "(含东方购物63.7",
    ")亿元", "“五违四必”", "全年完成100", "万元,增长", "1.5%。", "\t", "指标\t完成\t比例", "\n", "\r\n",
    "\r", "\u2028", "\n\n", "\u3000\u3000", " ", "\u200b", "，", "。", "五角场街道办事处2016年工作总结",
    "社區為老服務", "来源:街道", "(", ")", "【", "】", "政 府 工 作 报 告", "谢谢大家!",
)  # fmt: skip
ALPHABET = (
    "一二三十百是第章节部分、.．。！？!?；;：:，,()（）【】《》“”‘’—-①⑨0123456789０９"
    "甲乙年月日目录附件各位社區為 　\t\n\r\x0b\x0c\x1c\x1e\x85\u2028\u2029"
    "\u200b\u200d\ufeff\u00ad\x00\x07aZ~|>·…%‰𠀀👍é\u0301"
)
anything = st.one_of(st.text(max_size=300), st.text(alphabet=ALPHABET, max_size=400))
reports = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
wrapped = st.tuples(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join), st.integers(3, 30)).map(
    lambda pair: "\n".join(pair[0][n : n + pair[1]] for n in range(0, len(pair[0]), pair[1]))
)


def read(raw: str) -> tuple[Text, Report]:
    words = text.read(Seed("a", "a.txt", raw.encode("utf-8", "surrogatepass"), "", "utf-8", raw))
    return words, outline.parse(words)


def leaves_of(raw: str) -> tuple[Text, tuple[Leaf, ...]]:
    words, report = read(raw)
    return words, tuple(report.root.leaves())


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_the_outline_of_each_golden_case_is_as_written(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["outline", str(path), "--plain"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_a_golden_heading_is_a_slice_of_the_raw_text_and_its_parent_stands_before_it(path: Path) -> None:
    raw = seeds.load(path, plain=True).raw
    headings = json.loads(path.with_suffix(".json").read_text("utf-8"))["headings"]
    for n, heading in enumerate(headings):
        assert raw[heading["start"] : heading["end"]] == heading["text"]
        assert heading["parent"] is None or heading["parent"] < n
        begins = raw[: heading["start"]].rstrip(" \u3000\t")
        assert heading["inline"] == (not begins.endswith(("\n", "\r")) and begins != "")


@given(st.one_of(anything, reports, wrapped))
def test_nothing_of_any_text_is_lost_and_nothing_stands_twice(raw: str) -> None:
    words, report = read(raw)
    leaves = outline.cover(words, report)
    shown = "".join(raw[s.start : s.end] for s in outline.pieces_of(leaves))
    assert "".join(c for c in shown if not is_blank(c)) == "".join(c for c in raw if not is_blank(c))


@given(st.one_of(anything, reports, wrapped))
def test_leaf_spans_are_disjoint_in_order_and_never_empty(raw: str) -> None:
    at = 0
    for leaf in leaves_of(raw)[1]:
        assert at <= leaf.span.start < leaf.span.end <= len(raw)
        assert not is_blank(raw[leaf.span.start])
        assert not is_blank(raw[leaf.span.end - 1])
        at = leaf.span.end


@given(st.one_of(anything, reports, wrapped))
def test_keys_are_unique(raw: str) -> None:
    keys = [leaf.key for leaf in leaves_of(raw)[1]]
    assert len(keys) == len(set(keys))


def level_of(number: str) -> tuple[int, ...]:
    """The levels that CONTRACT allows for a marker; without one it is a run-in head or an unnumbered chapter."""
    plain = "".join(unicodedata.normalize("NFKC", number).split())
    if re.fullmatch(r"[一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]+[、.]|第.+(章|部分|篇)[、:.]?", plain):
        return (1,)
    if re.fullmatch(r"\([一二三四五六七八九十百]+\)[、.]?|第.+节[、:.]?", plain):
        return (2,)
    return (3,) if plain else (1, 3)


@given(st.one_of(anything, reports, wrapped))
def test_the_level_of_a_heading_follows_its_marker(raw: str) -> None:
    for node in read(raw)[1].root.walk():
        assert (node.heading is None) == (node.level == 0)
        assert node.heading is None or node.level in level_of(node.number)


@given(reports)
def test_the_same_text_always_gives_the_same_tree(raw: str) -> None:
    assert read(raw) == read(raw)


@given(reports, st.sampled_from(["\r\n", "\r", "\u2028"]))
def test_the_kind_of_line_end_changes_no_key(raw: str, end: str) -> None:
    raw = "".join("\n" if c in "\r\u2028" else c for c in raw.replace("\r\n", "\n"))
    one, other = leaves_of(raw)[1], leaves_of(raw.replace("\n", end))[1]
    assert [x.key for x in one if x.kind != "furniture"] == [x.key for x in other if x.kind != "furniture"]


def test_a_leaf_that_was_lost_stops_the_proof() -> None:
    words, _ = read("一、回顾\n全年完成。")
    _, less = read("一、回顾\n")
    with pytest.raises(GongbaoError, match="exactly one leaf"):
        outline.cover(words, less)


def test_a_missing_number_is_a_finding_with_its_line() -> None:
    _, report = read("某街道总结\n一、回顾\n好。\n三、安排\n好。")
    assert [(f.check, f.severity, f.line) for f in report.findings] == [("outline", "warning", 4)]


def test_a_doubled_number_is_a_finding_with_its_line() -> None:
    _, report = read("某街道总结\r\n一、回顾\r\n好。\r\n一、安排\r\n好。")
    assert [(f.severity, f.line) for f in report.findings] == [("warning", 4)]


def test_wrong_nesting_is_a_finding_with_its_line() -> None:
    _, report = read("某街道总结\n一、回顾\n1.民生\n好。\n(一)城管\n好。")
    assert [(f.line, f.message.split(":")[0]) for f in report.findings] == [(5, "wrong nesting")]


def test_numbers_that_run_on_through_sections_are_no_finding() -> None:
    _, report = read(
        "某街道总结\n一、回顾\n(一)民生\n1.救助。救助3户。\n2.养老。新建1家。\n(二)城管\n3.拆违。拆除5处。\n4.保洁。清运9吨。"
    )
    assert report.findings == ()


def test_a_list_that_starts_again_at_one_is_no_finding() -> None:
    raw = "某街道总结\n一、回顾\n一是学习。组织3场。二是走访。走访5户。\n另外还有。\n一是宣传。发放9份。二是检查。检查2次。"
    assert read(raw)[1].findings == ()


def test_a_key_is_of_letters_and_digits_alone() -> None:
    assert outline.key("３．６万，人次！") == outline.key("3 6万人次") != outline.key("36万人")


def test_a_twin_sentence_has_a_number_of_its_own() -> None:
    keys = [leaf.key for leaf in leaves_of("好事。\n好事。\n好事。")[1]]
    assert [k[8:] for k in keys] == ["", "-2", "-3"]


@pytest.mark.parametrize(
    ("raw", "sentences"),
    [
        ("他说“好。”然后走了。再见。", ["他说“好。”", "然后走了。", "再见。"]),
        ("建成(含东方购物。共2家)中心。开放。", ["建成(含东方购物。共2家)中心。", "开放。"]),
        ("建成(未完。开放。", ["建成(未完。", "开放。"]),
        ("好！！真好？是。", ["好！！", "真好？", "是。"]),
    ],
)
def test_a_sentence_ends_at_a_stop_outside_matched_brackets(raw: str, sentences: list[str]) -> None:
    words, leaves = leaves_of(raw)
    assert [words.slice(leaf.span) for leaf in leaves] == sentences


def test_a_page_number_in_mid_sentence_is_a_hole_and_no_part_of_the_key() -> None:
    words, leaves = leaves_of("某街道总结\n一、回顾\n全年救助困难对象共计三千\n— 3 —\n六百人次,发放物资。")
    cut = next(leaf for leaf in leaves if leaf.holes)
    assert [words.slice(h) for h in cut.holes] == ["— 3 —"]
    assert cut.key == outline.key("全年救助困难对象共计三千六百人次,发放物资。")


def test_table_rows_are_cells() -> None:
    words, leaves = leaves_of("某街道总结\n指标\t完成\t\t比例\n救助\t3.6万\t\t96.3%")
    assert [words.slice(leaf.span) for leaf in leaves if leaf.kind == "cell"] == [
        "指标",
        "完成",
        "比例",
        "救助",
        "3.6万",
        "96.3%",
    ]
