"""Editions: in the English of the first report each term of the Chinese, and each figure, leads back to its own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import polib
import pytest

from gen import analysis, editions, folders, seeds
from gen.locales import standard
from gen.model import Analysis, Edition, Line
from gen.web.blocks import translated_share
from tests.conftest import STEM


@pytest.fixture(scope="module")
def found() -> Analysis:
    return analysis.analyse(seeds.load(folders.SEEDS / f"{STEM}.txt"))


@pytest.fixture(scope="module")
def english(found: Analysis) -> Edition:
    return editions.edition(editions.index(found), next(x for x in standard() if x.code == "en"))


def marked(lines: list[Line], kind: str) -> dict[tuple[str, str], str]:
    return {
        (line.key, ref.id): run.text
        for line in lines
        for run in line.runs
        for ref in run.refs
        if ref.kind == kind
    }


def test_each_term_of_a_translated_sentence_is_marked_whatever_its_case_and_apostrophe(
    found: Analysis, english: Edition
) -> None:
    lines = [line for line in english.lines() if line.translated]
    terms = marked(lines, "term")
    keys = {line.key for line in lines}
    assert {(use.sentence, use.term) for use in found.terms if use.sentence in keys} == set(terms)
    assert "Owners’ committees" in terms.values()
    assert "Retail sales of consumer goods" in terms.values()


def test_each_figure_of_a_translated_sentence_is_marked(found: Analysis, english: Edition) -> None:
    figures = marked([line for line in english.lines() if line.translated], "figure")
    keys = {line.key for line in english.lines() if line.translated}
    assert {(f.sentence, str(f.span.start)) for f in found.figures if f.sentence in keys} == set(figures)
    assert len(figures) > 100


def test_a_number_inside_a_slogan_is_taken_for_no_figure(english: Edition) -> None:
    line = next(line for line in english.lines() if "one integration, two cores" in line.words)
    after = [
        after.text.split(",")[0]
        for run, after in pairwise(line.runs)
        if any(ref.kind == "figure" for ref in run.refs)
    ]
    assert after == [" new ", " and opening ", " new "]


@pytest.mark.parametrize(
    ("title", "flags", "name"),
    [
        ("Dongli Town: The Year 2021", [], "Dongli Town: The Year 2021"),
        ("Dongli Town: The Year 2021", ["fuzzy"], "东篱镇2021年工作总结"),
        ("", [], "东篱镇2021年工作总结"),
    ],
)
def test_a_report_goes_by_its_translated_title_where_nothing_else_is_declared(
    title: str, flags: list[str], name: str, tmp_path: Path
) -> None:
    text = tmp_path / "dongli-2021.txt"
    text.write_text("东篱镇2021年工作总结\n一、回顾\n全年新建公园3个。\n", "utf-8")
    first = analysis.analyse(seeds.load(text))
    key = next(line.key for line in editions.edition(editions.index(first), standard()[0]).lines() if line.kind == "title")
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en"}
    po.append(polib.POEntry(msgctxt=key, msgid="东篱镇2021年工作总结", msgstr=title, flags=flags))
    po.save(str(tmp_path / "dongli-2021.en.po"))
    second = analysis.analyse(seeds.load(text))
    names = {x.code: editions.edition(editions.index(second), x).short_title for x in standard()}
    assert names == {"zh": "东篱镇2021年工作总结", "zh-hant": "東籬鎮2021年工作總結", "en": name}


def test_a_cell_of_digits_is_no_sentence_that_somebody_translated(tmp_path: Path) -> None:
    text = tmp_path / "dongli-2021.txt"
    table = "指标\t2020年\t2021年\n粮食产量（吨）\t33.8\t35.6\n蔬菜产量（吨）\t72.1\t76.5\n"
    text.write_text(f"东篱镇2021年工作总结\n一、回顾\n全年新建公园3个。\n{table}", "utf-8")
    index = editions.index(analysis.analyse(seeds.load(text)))
    lines = editions.edition(index, next(x for x in standard() if x.code == "en")).lines()
    assert "33.8" in [line.words for line in lines]
    done, there = translated_share(lines)
    assert (done, there) == (0, sum(any(c.isalpha() for c in line.words) for line in lines))
