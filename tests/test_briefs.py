"""A chapter in brief: every number stands in the sentences named, in both languages, and the page says that it is ours."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from gen import analysis, seeds
from gen.errors import GongbaoError
from gen.judge import briefs
from gen.model import Analysis, BriefPoint, Finding, Former, Seed
from tests.conftest import CODES, STEM

SEED = Path(__file__).parent.parent / "seeds" / f"{STEM}.txt"
RAW = (
    "某街道2016年工作总结\n一、2016年工作回顾\n(一)民生保障\n"
    "全年救助3.6万人次,发放救助金1547万元。启动业委会换届18个,已完成换届13个。吸引机构150余家,开展三项检查,案件下降22%。\n"
    "(二)城区管理\n整治群租房屋32处。\n"
)
GOOD = BriefPoint(
    "2016年救助3.6万人次，发放救助金1547万元。",
    "In 2016 people were aided 36,000 times, with RMB 15.47 million.",
    (),
)


def made(heading: str | None = None, key: str | None = None, **words: str) -> Analysis:
    """A small report with two points in its first chapter, the second of which may be told otherwise."""
    path = SEED.with_name("plain.txt")
    plain = Seed("plain", str(path), RAW.encode(), "", "utf-8", RAW)
    read = analysis.analyse(plain)
    page = read.layout.pages[0]
    keys = [leaf.key for block in page.blocks for leaf, _ in block.leaves if leaf.kind == "sentence"]
    good = replace(GOOD, keys=tuple(keys))
    other = replace(good, **words, keys=(*keys, key) if key else tuple(keys))
    return replace(read, seed=replace(plain, brief={heading or page.heading: (good, other)}))


def found(**told: str) -> list[Finding]:
    return list(briefs.check(made(**told)))


def test_what_the_seed_says_in_brief_is_clean_and_in_every_chapter() -> None:
    read = analysis.analyse(seeds.load(SEED))
    assert [f for f in read.findings if f.check == "brief"] == []
    assert list(briefs.shown(read)) == [page.slug for page in read.layout.pages]
    assert all(2 <= len(points) <= 4 for points in briefs.shown(read).values())


def test_a_true_point_has_no_finding() -> None:
    assert found() == []
    assert (
        found(
            zh="启动业委会换届18个，其中13个已完成换届。",
            en="Of 18 owners' committees in re-election, 13 finished.",
        )
        == []
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ({"zh": "2016年救助3.7万人次，发放救助金1547万元。"}, "3.7万人次"),
        ({"zh": "2015年救助3.6万人次，发放救助金1547万元。"}, "2015年"),
        ({"zh": "2016年救助3.6万户次，发放救助金1547万元。"}, "3.6万户"),
        (
            {
                "zh": "全年吸引各类机构150家参加活动，开展三项检查。",
                "en": "150 organizations came; three checks were made.",
            },
            "150家",
        ),
        (
            {
                "zh": "全年吸引各类机构150余家，并开展了五项检查。",
                "en": "Over 150 organizations came; five checks were made.",
            },
            "五",
        ),
        (
            {
                "zh": "全年各类案件比上一年同比增长22%，开展三项检查。",
                "en": "Cases changed by 22%; three checks were made.",
            },
            "22%",
        ),
        ({"en": "In 2016 people were aided 36,000 times, with RMB 154.7 million."}, "154.7 million"),
        ({"en": "In 2015 people were aided 36,000 times, with RMB 15.47 million."}, "2015"),
        ({"en": "In 2016 people were aided 36,000 times in four rounds, with RMB 15.47 million."}, "four"),
        ({"en": "In 2016 people were aided 36,000 times; cases fell 22%."}, "22%"),
        ({"en": "In 2016 people were aided 36,000 times."}, "1547万"),
    ],
)
def test_a_number_that_is_not_in_the_sentences_or_not_in_both_languages_is_an_error(
    words: dict[str, str], named: str
) -> None:
    findings = found(**words)
    assert findings, "the planted fault is not seen"
    assert {(f.check, f.severity) for f in findings} == {("brief", "error")}
    assert any(named in f.message and "point 2" in f.message for f in findings), [f.message for f in findings]
    assert findings[0].file.endswith("plain.brief.yml")


@pytest.mark.parametrize(
    ("told", "named"), [({"heading": "s-aaaaaa"}, "s-aaaaaa"), ({"key": "s-bbbbbb"}, "s-bbbbbb")]
)
def test_a_heading_or_sentence_that_the_report_has_not_stops_the_build(
    told: dict[str, str], named: str
) -> None:
    with pytest.raises(GongbaoError, match=named):
        found(**told)


def test_a_sentence_of_another_chapter_bears_no_point() -> None:
    other = next(
        leaf.key
        for block in made().layout.pages[1].blocks
        for leaf, _ in block.leaves
        if leaf.kind == "sentence"
    )
    assert ["another chapter" in f.message for f in found(key=other)] == [True]


def test_too_long_and_too_many_are_warnings() -> None:
    long = found(zh=GOOD.zh + "并做好其他各项工作" * 5, en=GOOD.en + " And so on." * 20)
    assert [f.severity for f in long] == ["warning", "warning"]
    read = made()
    ((heading, points),) = read.seed.brief.items()
    many = replace(read, seed=replace(read.seed, brief={heading: points * 3}))
    assert [(f.severity, "found 6" in f.message) for f in briefs.check(many)] == [("warning", True)]


def test_a_point_whose_sentence_a_newer_issue_changed_is_not_shown_and_stops_nothing() -> None:
    read = made(key="s-bbbbbb")
    history = (Former("s-bbbbbb", "原来的话。", read.layout.pages[1].heading, "1-1"),)
    newer = replace(read, seed=replace(read.seed, history=history))
    assert [f.severity for f in briefs.check(newer)] == ["info"]
    assert [len(points) for points in briefs.shown(newer).values()] == [1]


def test_a_chapter_keeps_its_points_when_its_heading_was_reworded() -> None:
    read = made(heading="s-bbbbbb")
    history = (Former("s-bbbbbb", "(一)民生", read.layout.pages[0].heading, "1-1"),)
    newer = replace(read, seed=replace(read.seed, history=history))
    assert list(briefs.check(newer)) == []
    assert list(briefs.shown(newer)) == [read.layout.pages[0].slug]


@pytest.mark.parametrize("code", CODES)
def test_each_chapter_shows_its_points_as_ours_outside_the_report_with_links_that_lead_to_their_sentences(
    site: Path, code: str
) -> None:
    read = analysis.analyse(seeds.load(SEED))
    for slug, points in briefs.shown(read).items():
        html = (site / code / STEM / slug / "index.html").read_text("utf-8")
        asides = re.findall(r'<aside class="gb-brief" data-gb-label[^>]*>.*?</aside>', html, re.DOTALL)
        assert len(asides) == 1, slug
        items = re.findall(r"<li>(.*?)</li>", asides[0], re.DOTALL)
        assert [re.findall(r'href="#([^"]+)"', item) for item in items] == [
            list(point.keys) for point in points
        ]
        assert all(f'id="{key}"' in html for point in points for key in point.keys)
        if code != "zh-hant":
            texts = [unescape(re.sub(r"\s*<span.*", "", item, flags=re.DOTALL)) for item in items]
            assert texts == [getattr(point, code) for point in points]
    assert 'class="gb-brief"' not in (site / code / STEM / "full" / "index.html").read_text("utf-8")


def test_the_traditional_edition_converts_the_points(site: Path) -> None:
    html = (site / "zh-hant" / STEM / "1-1" / "index.html").read_text("utf-8")
    assert "救助困難對象3.6萬人次" in unescape(html)
    assert "救助困难对象" not in unescape(html)
