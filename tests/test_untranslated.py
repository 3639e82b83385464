"""A report half translated: what is still Chinese on its English pages says so, to the eye and to a screen reader."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gen import folders, po
from gen.__main__ import main
from gen.judge import catalog
from tests.conftest import STEM

STANDINGS = ("", "untranslated", "outdated", "draft")
NOTES = {
    "untranslated": "Not translated yet; shown in Chinese",
    "outdated": "Translation out of date; shown in Chinese",
    "draft": "Machine draft, not yet checked by a person",
}


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a report of whose messages each has another standing than the one before, beside one without any English."""
    folder = tmp_path_factory.mktemp("half")
    seeds = folder / "seeds"
    shutil.copytree(folders.SEEDS, seeds)
    (seeds / f"{STEM}.meta.yml").unlink()
    file = seeds / f"{STEM}.en.po"
    parsed = catalog.parse(file.read_text("utf-8"), file.name)
    entries = [_standing(entry, STANDINGS[n % 4]) for n, entry in enumerate(parsed.entries.values())]
    file.write_text(po.write([parsed.header, *entries]), "utf-8")
    (seeds / "lone-2023.txt").write_text(
        "2023年东林镇人民政府工作报告\n（2024年1月8日）\n一、2023年主要工作\n全年实现财政收入3.2亿元，同比增长5%。\n"
        "二、2024年工作安排\n全年实现财政收入3.5亿元，同比增长6%。\n", "utf-8",
    )  # fmt: skip
    assert main(["build", "--seeds", str(seeds), "--site", str(folder / "site"), "--no-pdf"]) == 0
    return folder / "site"


def _standing(entry: po.Entry, name: str) -> po.Entry:
    """The entry as it is where a sentence has the standing `name`."""
    if name == "untranslated":
        return replace(entry, target="")
    if name == "outdated":
        return replace(entry.marked(fuzzy=True), previous="这句话后来改了。")
    if name == "draft":
        return replace(entry.marked(fuzzy=True), comments=(*entry.comments, f"{catalog.MACHINE}m1"))
    return entry


def chapters(site: Path) -> dict[str, str]:
    """The reading pages of the report's chapters in English, by slug."""
    return {
        path.parent.name: path.read_text("utf-8")
        for path in sorted((site / "en" / STEM).glob("*/index.html"))
        if re.fullmatch(r"\d-\d", path.parent.name)
    }


def test_headings_that_are_not_translated_say_so_as_paragraphs_do(half: Path) -> None:
    seen = set()
    for page in chapters(half).values():
        for classes, inner in re.findall(r'<h[1-3] class="(gb-s[^"]*)"[^>]*>(.*?)</h[1-3]>', page, re.DOTALL):
            notes = re.findall(r'<span class="gb-note" data-gb-label lang="en">(.*?)</span>', inner)
            names = [name for name, words in NOTES.items() if words in notes]
            assert len(notes) == len(names) == (classes != "gb-s"), inner
            assert (classes == "gb-s gb-untranslated") == (names in (["untranslated"], ["outdated"]))
            seen.update(names)
        for listed in re.findall(r'<nav class="gb-nav[^"]*".*?</nav>', page, re.DOTALL):
            assert not any(words in listed for words in NOTES.values()), "menus tell the heading alone"
    assert seen == set(NOTES)


def test_what_has_a_translation_of_other_words_is_told_from_what_has_none(half: Path) -> None:
    """Each paragraph has the notes of its sentences, each once."""
    pages = "".join(chapters(half).values())
    for paragraph in re.findall(r"<p>(<span class=\"gb-s.*?)</p>", pages, re.DOTALL):
        notes = re.findall(r'<span class="gb-note" data-gb-label lang="en">(.*?)</span>', paragraph)
        assert len(set(notes)) == len(notes)
        told = {name for name, words in NOTES.items() if words in notes}
        assert ("gb-untranslated" in paragraph) == bool(told & {"untranslated", "outdated"})
        assert ("gb-draft" in paragraph) == ("draft" in told)
    for words in NOTES.values():
        assert words in pages


def test_a_chapter_and_its_parallel_page_count_the_same_sentences_as_translated(half: Path) -> None:
    for slug, page in chapters(half).items():
        beside = (half / "en" / STEM / "parallel" / slug / "index.html").read_text("utf-8")
        counts = [re.findall(r"(\d+) of (\d+) sentences", html) for html in (page, beside)]
        assert len(counts[0]) == 1
        assert counts[0] == counts[1], slug
