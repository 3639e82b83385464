"""The import of a plain English text: what is filled is right, what is doubtful is told, and nothing that a translator wrote is lost."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import alignment
from gen import folders, po, seeds
from gen.__main__ import main
from gen.analysis import analyse
from gen.judge import aligned, anchors, beads, catalog
from gen.judge.beads import Piece
from gen.model import Analysis, Seed
from gen.po import Entry
from gen.read import english_text

TEXT = """某镇2021年工作总结
一、2021年工作回顾
全年救助困难群众5000人次。新建道路12公里，改造老旧小区3个。组织各类活动，群众满意度明显提高。
二、2022年工作安排
计划新增就业800人。
"""
ENGLISH = """I. Review of work in 2021

We gave relief 5,000 times. We built 12 km of roads and renovated three old compounds. Activities of all kinds made residents more content.

- 1 -

II. Plans for 2022

We plan 800 new jobs.
"""


@cache
def lone() -> Analysis:
    return analyse(Seed("lone", "lone.txt", TEXT.encode(), "", "utf-8", TEXT))


def catalogue(existing: str = "") -> str:
    return catalog.update(catalog.messages(lone()), existing, language="en", title="t", place="lone.en.po")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "lone.txt").write_text(TEXT, "utf-8")
    (tmp_path / "english").mkdir()
    (tmp_path / "english" / "official.txt").write_text(ENGLISH, "utf-8")
    return tmp_path


def run(desk: Path) -> int:
    return main(["translate", "import", "lone", str(desk / "english" / "official.txt"), "--seeds", str(desk)])


def entries(desk: Path) -> dict[str, Entry]:
    return {e.source: e for e in catalog.parse((desk / "lone.en.po").read_text("utf-8"), "lone.en.po").entries.values()}


# ---- the text


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Mr. Li met Dr. Wu. They agreed.", 2),
        ("It grew 3.5 percent to 1.2 million. Good.", 2),
        ("The U.S. market, e.g. No. 3 Road, i.e. Guoding Rd., was open at 9 a.m. on Monday.", 1),
        ("It opened at 9 a.m. We went.", 2),
        ("He asked, “Is it done?” It was.", 2),
        ("No. We did not.", 2),
        ("See J. Smith et al. for more.", 1),
        ("The clinics rose to 5. We built roads.", 2),
        ("2. Roads", 1),
    ],
)
def test_an_abbreviation_or_a_decimal_point_ends_no_sentence(words: str, count: int) -> None:
    assert len(english_text.sentences(words)) == count


def test_page_numbers_and_broken_lines_do_not_cut_a_paragraph() -> None:
    text = "The office gave relief to all people in\nneed, and it built roads in every\n\n- 3 -\n\nvillage of the town. All were glad.\n"
    (only,) = english_text.paragraphs(text)
    assert [(s.words.split()[0], s.line) for s in only.sentences] == [("The", 1), ("All", 6)]


@pytest.mark.parametrize("words", ["part of the town", "section chiefs met", "chapter and verse were read"])
def test_a_broken_line_that_begins_like_a_numbered_part_goes_on(words: str) -> None:
    (only,) = english_text.paragraphs(f"The office gave relief to all people in\n{words} and built roads.\n")
    assert words in only.sentences[0].words
    assert not english_text.is_numbered(words.capitalize())


@pytest.mark.parametrize("words", ["Part One: Roads", "PART II. Roads", "Section 3 Roads", "(1) Roads", "iv. Roads", "B) Roads"])
def test_the_number_of_a_heading_is_no_part_of_its_translation(words: str) -> None:
    assert english_text.unnumbered(words) == "Roads"


def test_marks_of_markdown_are_set_aside() -> None:
    head, item = english_text.paragraphs("## 2. **Roads**\n- We built [12 km](https://example.org) of *new* roads.\n")
    assert (head.heading, head.sentences[0].words) == (True, "2. Roads")
    assert item.sentences[0].words == "We built 12 km of new roads."


# ---- the place


def test_a_number_that_both_have_outweighs_the_lengths() -> None:
    chinese = [Piece(100, frozenset({0})), Piece(100, frozenset({1}))]
    english = [Piece(300, frozenset()), Piece(80, frozenset({0})), Piece(120, frozenset({1}))]
    found = beads.align(chinese, english, beads.SENTENCES, [4.0, 4.0])
    assert [(list(b.chinese), list(b.english)) for b in found if b.chinese] == [([0], [1]), ([1], [2])]


def test_two_very_long_texts_are_aligned_near_the_straight_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beads, "_PLACES", 400)
    pieces = [Piece(100 + n % 7 * 20, frozenset()) for n in range(50)]
    found = beads.align(pieces, pieces, {(1, 1): 0.0, (1, 0): 0.0, (0, 1): 0.0}, [])
    assert all(list(bead.chinese) == list(bead.english) for bead in found)
    assert len(beads._Lattice(50, 50, beads.PARAGRAPHS, lambda *_: 0.0).steps) < 51 * 51 / 4


@pytest.mark.parametrize("number", [0, 1])
def test_the_seeds_own_english_comes_back_from_a_plain_text(number: int) -> None:
    found = analyse(seeds.load(next(folders.SEEDS.glob("*.txt"))))
    measured = alignment.measure(found, alignment.edited(found, number))
    assert measured.recall >= 0.95
    assert measured.precision >= 0.97


# ---- the desk


def test_an_english_text_comes_in_as_fuzzy_with_its_file_line_and_confidence(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(desk) == 0
    entry = entries(desk)["全年救助困难群众5000人次。"]
    assert (entry.target, entry.fuzzy) == ("We gave relief 5,000 times.", True)
    assert entry.comments[-1].startswith("aligned draft: official.txt, line 3, confidence ")
    assert entries(desk)["二、2022年工作安排"].target == "Plans for 2022"
    assert "aligned as fuzzy" in capsys.readouterr().out


def test_an_aligned_draft_is_not_shown_to_readers(desk: Path) -> None:
    run(desk)
    assert not any(catalog.is_machine_draft(entry) for entry in entries(desk).values())


def test_a_remark_of_an_earlier_draft_does_not_stay_beside_an_aligned_one(desk: Path) -> None:
    """A person took a machine's words out and left its remark: with it the new draft would be shown to readers."""
    parsed = catalog.parse(catalogue(), "lone.en.po")
    remarks = (f"{catalog.MACHINE}m1", "mind the tense", f"{catalog.ALIGNED}old.txt, line 1, confidence 0.9")
    left = [replace(entry, comments=remarks) for entry in parsed.entries.values()]
    (desk / "lone.en.po").write_text(po.write([parsed.header, *left]), "utf-8")
    run(desk)
    mine, aligned_by = entries(desk)["全年救助困难群众5000人次。"].comments
    assert (mine, aligned_by.partition(",")[0]) == ("mind the tense", "aligned draft: official.txt")
    assert not any(catalog.is_machine_draft(entry) for entry in entries(desk).values())


def test_a_number_that_does_not_agree_is_told_and_not_taken(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk / "english" / "official.txt"
    file.write_text(ENGLISH.replace("800", "900"), "utf-8")
    run(desk)
    assert entries(desk)["计划新增就业800人。"].target == ""
    assert "doubtful: the Chinese has 800" in capsys.readouterr().out


def test_a_heading_that_runs_into_a_sentence_without_a_stop_is_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk / "english" / "official.txt"
    file.write_text(ENGLISH.replace("2022\n\nWe plan", "2022 We plan"), "utf-8")
    run(desk)
    assert entries(desk)["计划新增就业800人。"].target == ""
    assert "doubtful: the English has 800, the Chinese does not" in capsys.readouterr().out


def test_two_sentences_that_share_one_are_left_and_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk / "english" / "official.txt"
    file.write_text(ENGLISH.replace("5,000 times. We built", "5,000 times, and we built"), "utf-8")
    run(desk)
    assert entries(desk)["全年救助困难群众5000人次。"].target == ""
    assert "left: shares its English with" in capsys.readouterr().out


def test_the_english_of_another_report_is_not_taken() -> None:
    figures = "".join(f"新建道路{n}公里。" for n in range(11, 40))
    other = "".join(f"We built {n} km of roads. " for n in range(60, 89))
    text = f"某镇2021年工作总结\n{figures}\n"
    found = analyse(Seed("a", "a.txt", text.encode(), "", "utf-8", text))
    empty = catalog.update(catalog.messages(found), "", language="en", title="t")
    assert not aligned.draft(found, empty, other, place="a.en.po", file="a.txt").told("taken")


def test_what_a_text_says_again_and_again_is_an_anchor_though_no_list_holds_it() -> None:
    pieces = tuple(Piece(100, frozenset()) for _ in range(4))
    chinese = ["成渝建设", "成渝道路", "推动成渝", "服务群众"]
    english = ["Chengdu works", "roads in Chengdu", "Chengdu moves", "serve the people"]
    known = anchors.learned(anchors.Sides(pieces, pieces, ()), chinese, english, [(n, range(n, n + 1)) for n in range(4)])
    shared = [ours.marks & theirs.marks for ours, theirs in zip(known.chinese, known.english, strict=True)]
    assert [bool(marks) for marks in shared] == [True, True, True, False]


def test_a_second_import_changes_nothing(desk: Path) -> None:
    run(desk)
    before = (desk / "lone.en.po").read_bytes()
    run(desk)
    assert (desk / "lone.en.po").read_bytes() == before


@settings(max_examples=60)
@given(
    st.text(max_size=200) | st.lists(st.sampled_from([*ENGLISH.split("\n"), "12", "# I.", "a.m.", "..."]), max_size=12).map("\n".join),
    st.sets(st.integers(0, 9)),
)
def test_any_text_gives_a_catalogue_that_keeps_every_translation(text: str, done: set[int]) -> None:
    parsed = catalog.parse(catalogue(), "lone.en.po")
    some = [
        replace(entry, target="kept", comments=("mine",)) if n in done else entry for n, entry in enumerate(parsed.entries.values())
    ]
    before = catalog.parse(catalogue(po.write([parsed.header, *some])), "lone.en.po")
    draft = aligned.draft(lone(), po.write([before.header, *before.entries.values()]), text, place="lone.en.po", file="any.txt")
    after = catalog.parse(draft.text, "lone.en.po")
    assert list(after.entries) == list(before.entries)
    for key, entry in before.entries.items():
        if entry.target:
            assert replace(after.entries[key], line=0) == replace(entry, line=0)
    assert list(aligned.summary(draft, "lone.en.po", "any.txt"))
