"""A report half translated: what is still Chinese on its English pages says so, to the eye and to a screen reader."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from gen import folders, po
from gen.__main__ import main
from gen.judge import catalog
from gen.web import plain
from tests.conftest import STEM
from tests.test_search import opened

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


def found(site: Path) -> dict[str, tuple[str, bool]]:
    """What the search in English finds of the report: the words by key, and whether it knows them for a draft."""
    index = (site / "en" / "search" / f"{STEM}.js").read_text("utf-8")
    rows = json.loads(index[index.index("(") + 1 : index.rindex(")")])["chapters"]
    return {line[0]: (line[1], len(line) > 4) for *_, blocks in rows for _, *lines in blocks for line in lines}


def drafts(page: str) -> set[str]:
    """The keys of the machine's drafts on a page."""
    return set(re.findall(r'class="gb-s gb-draft"[^>]* id="([^"]+)"', page))


def test_the_clean_markdown_tells_a_draft_as_the_page_does(half: Path) -> None:
    words = {key: plain.escape(words) for key, (words, _) in found(half).items()}
    for slug, page in chapters(half).items():
        lines = (half / "en" / STEM / slug / plain.NAME).read_text("utf-8").split("\n")
        for note in NOTES.values():
            assert any(f"*{note}*" in line for line in lines) == (f">{note}</span>" in page), (slug, note)
        for key in drafts(page):
            assert any(f"*{NOTES['draft']}*" in line for line in lines if words[key].rstrip("。") in line), key


def test_a_search_result_tells_a_draft_from_what_a_person_stands_for(half: Path, browser: Browser) -> None:
    marked = drafts((half / "en" / STEM / "full" / "index.html").read_text("utf-8")) & found(half).keys()
    assert {key for key, (_, draft) in found(half).items() if draft} == marked
    assert len(marked) > 50
    sentence = next(words for words, draft in found(half).values() if draft and len(words) > 80)
    address = (half / "en" / STEM / "1-1" / "index.html").as_uri()
    tab = browser.new_page()
    opened(tab, address, " ".join(sentence.split()[:6]))
    first = tab.locator(".gb-hit").first.inner_text()
    opened(tab, address, "the")
    told = tab.locator(".gb-hit").all_inner_texts()
    tab.close()
    assert NOTES["draft"] in first
    assert {NOTES["draft"] in words for words in told} == {True, False}


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


HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
SAID = ("alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "content", "label", "placeholder", "title")
"Attributes whose words are read to people."
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


class _Unmarked(HTMLParser):
    """Han characters that no element around them says to be Chinese: words, and attributes that people are read."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element; its own words in attributes are in its language."""
        given = {name: value or "" for name, value in attrs}
        lang = given.get("lang", self.open[-1][1] if self.open else "")
        for name in SAID:
            self.look(given.get(name, ""), lang, f"<{tag} {name}>")
        if tag not in VOID:
            self.open.append((tag, lang))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once, as in SVG."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Leave the innermost element of that name."""
        at = max((n for n, (name, _) in enumerate(self.open) if name == tag), default=len(self.open))
        del self.open[at:]

    def handle_data(self, data: str) -> None:
        """Words of the innermost element."""
        tag, lang = self.open[-1] if self.open else ("", "")
        if tag not in ("script", "style"):
            self.look(data, lang, f"<{tag}>")

    def look(self, words: str, lang: str, place: str) -> None:
        """Keep what is Chinese and not said to be."""
        if HAN.search(words) and not lang.startswith("zh"):
            self.found.append(f"{place} {words.strip()[:60]}")


def unmarked(html: str) -> list[str]:
    """What is Chinese on a page and not said to be."""
    parser = _Unmarked()
    parser.feed(html)
    parser.close()
    return parser.found


def test_nothing_chinese_stands_on_an_english_page_without_its_language(half: Path) -> None:
    pages = sorted((half / "en").rglob("*.html"))
    assert len(pages) > 40
    found = {str(path.relative_to(half)): wrong for path in pages if (wrong := unmarked(path.read_text("utf-8")))}
    assert found == {}


def test_the_walk_sees_what_has_no_language() -> None:
    assert unmarked('<html lang="en"><title>睦邻</title><p lang="zh-Hans">睦邻 <b lang="en">睦邻</b></p>') == ["<title> 睦邻", "<b> 睦邻"]
    assert unmarked('<html lang="en"><div aria-label="睦邻"><p lang="zh-Hans" title="睦邻">睦邻<br>睦邻</p>') == ["<div aria-label> 睦邻"]


def test_nothing_english_is_said_to_be_chinese(half: Path) -> None:
    """Words of ours that stand inside the report's own are in the page's language again."""
    page = (half / "en" / STEM / "full" / "index.html").read_text("utf-8")
    wrong = re.findall(r'<span lang="zh-Han[st]">([^<]*)</span>', page)
    assert all(HAN.search(words) for words in wrong)
    assert '<span class="gb-note" data-gb-label>' not in page
    for chart in re.findall(r"<(?:title|desc) id=[^>]*>.*?</(?:title|desc)>", "".join(chapters(half).values())):
        assert ('lang="zh' in chart) == bool(HAN.search(chart))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of a desk's width."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_nothing_chinese_is_added_to_an_english_page_without_its_language(
    half: Path, serve: Callable[[Path], str], page: Page
) -> None:
    """What scripts show: search results of both reports, the meanings of terms, the tool of a sentence."""
    root = serve(half)
    for place in (f"{STEM}/2-7/", f"{STEM}/glossary/", f"{STEM}/data/", "lone-2023/data/", ""):
        page.goto(f"{root}en/{place}")
        for typed, least in (("工作", 2), ("report", 1), ("收入", 2)):
            page.locator("input.gb-search").fill(typed)
            page.locator(".gb-hit").nth(least - 1).wait_for()
            more = page.locator(".gb-hits-tail button")
            if more.count():
                more.first.click()
            assert unmarked(page.content()) == [], (place, typed)
    page.goto(f"{root}en/{STEM}/2-7/")
    page.locator("a.gb-term[aria-describedby]").first.focus()
    page.locator(".gb-tip").wait_for()
    page.locator('a.gb-link:not([tabindex="-1"])').first.press("Enter")
    page.locator("#gb-tool").wait_for()
    assert unmarked(page.content()) == []
