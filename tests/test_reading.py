"""What a reader finds on the home page and at the head of a chapter, and how text is set."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.conftest import CODES, STEM

FIRST_FONT = {"zh": "PingFang SC", "zh-hant": "PingFang TC", "en": "-apple-system"}


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup((page / "index.html").read_text("utf-8"), "html.parser")


def led_to(page: Path, href: str) -> bool:
    """Whether a link leads to a file of the site, and to a place in it where it names one."""
    path, anchor = urldefrag(href)
    target = (page / path).resolve()
    if target.is_dir():
        return not anchor or soup(target).find(id=anchor) is not None
    return target.is_file()


@pytest.mark.parametrize("code", CODES)
def test_home_tells_what_this_is_and_leads_on(site: Path, code: str) -> None:
    home = site / code
    page = soup(home)
    keys = [str(a["href"]) for a in page.select(".gb-keys a")]
    assert 6 <= len(keys) <= 8
    assert all("#s-" in href and led_to(home, href) for href in keys)
    assert len(page.select(".gb-small li")) >= 3
    chapters = page.select(".gb-chapters li")
    assert len(chapters) == 14
    assert all(li.select_one(".gb-heads") for li in chapters)
    links = [str(a["href"]) for a in page.select("article a")]
    for name in ("glossary", "data"):
        assert f"{STEM}/{name}/" in links
    for name in (f"{code}.pdf", "bilingual.pdf", "offline.zip"):
        assert f"../downloads/{STEM}/{name}" in links
    assert len(page.select(".gb-tongues-all a[hreflang]")) == len(CODES) - 1
    assert all(led_to(home, href) for href in links)


@pytest.mark.parametrize("code", CODES)
def test_a_chapter_begins_with_its_key_numbers_and_the_ways_beside_it(site: Path, code: str) -> None:
    shown = 0
    for part, chapter in ((p, c) for p in (1, 2) for c in range(1, 8)):
        folder = site / code / STEM / f"{part}-{chapter}"
        page = soup(folder)
        keys = [str(a["href"]) for a in page.select(".gb-beside-link + .gb-keys a")]
        assert len(keys) <= 3
        assert all(page.find(id=href.lstrip("#")) for href in keys), "they stand in this chapter"
        shown += bool(keys)
        twin, source = (str(a["href"]) for a in page.select(".gb-beside-link a"))
        assert twin == f"../parallel/{part}-{chapter}/"
        assert led_to(folder, source)
        line = soup(folder.parent / "source").find(id=source.partition("#")[2])
        assert line is not None
        if code == "zh":
            heading = page.select_one("h1")
            assert heading is not None
            assert re.findall(r"\w", heading.get_text()) == re.findall(r"\w", line.get_text())
        assert page.select_one("a[rel=next]")
        assert page.select_one("a[rel=prev]")
        assert page.select(".gb-toc a")
    assert shown >= 12


@pytest.mark.parametrize("code", CODES)
def test_a_line_of_text_is_as_long_as_the_eye_likes(at_root: str, browser: Browser, code: str) -> None:
    """About 34 Chinese characters or 66 Latin ones: the full lines of a paragraph are measured as they are set."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{at_root}{code}/{STEM}/1-3/")
    full = page.evaluate("""() => Array.from(document.querySelectorAll(".gb-report > p")).filter((p) => p.textContent.length > 150)
        .map((p) => p.textContent.length / (p.clientHeight / parseFloat(getComputedStyle(p).lineHeight)))""")
    page.close()
    least, most = (58, 74) if code == "en" else (28, 37)
    assert full
    assert all(least <= characters <= most for characters in full), full


@pytest.mark.parametrize("code", CODES)
def test_chinese_is_set_by_its_own_rules(at_root: str, browser: Browser, code: str) -> None:
    page = browser.new_page()
    page.goto(f"{at_root}{code}/{STEM}/parallel/1-3/")
    odd, fonts, spacing = page.evaluate("""() => {
        const style = (one) => getComputedStyle(one);
        const chinese = Array.from(document.querySelectorAll("article *")).filter((one) => one.closest("[lang]").lang.startsWith("zh"));
        const odd = chinese.filter((one) => style(one).fontStyle !== "normal" || !["normal", "0px"].includes(style(one).letterSpacing)
            || ![400, 500, 700].includes(Number(style(one).fontWeight)));
        const font = (lang) => { const one = document.querySelector(`[lang="${lang}"]`); return one && style(one).fontFamily; };
        const body = style(document.body);
        const spacing = document.documentElement.lang === "en" || [body.textAutospace, body.textSpacingTrim];
        return [odd.map((one) => one.outerHTML.slice(0, 80)), { zh: font("zh-Hans"), "zh-hant": font("zh-Hant"), en: font("en") }, spacing];
    }""")
    page.close()
    assert odd == []
    for name, family in fonts.items():
        assert family is None or re.split(r",\s*", family.replace('"', ""))[0] == FIRST_FONT[name]
    assert spacing is True or spacing == ["normal", "trim-start"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["ledger", "data"])
def test_the_cells_of_a_wide_table_stand_side_by_side_under_their_heads(browser: Browser, at_root: str, code: str, name: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{at_root}{code}/{STEM}/{name}/")
    table = page.locator("article table").first
    boxes = [[cell.bounding_box() for cell in row.locator("th, td").all()] for row in table.locator("tr").all()[:3]]
    for row in boxes[1:]:
        for head, cell in zip(boxes[0], row, strict=True):
            assert head
            assert cell
            assert abs(cell["x"] - head["x"]) < 1
            assert abs(cell["y"] - row[0]["y"]) < 1 if row[0] else False
    context.close()


def test_all_words_of_ours_are_set_in_the_fonts_of_the_page(browser: Browser, at_root: str) -> None:
    """The theme gives some elements fonts of their own; a page that is set in two looks broken."""
    page = browser.new_page()
    for place in ("1-1/", "data/", "ledger/", "glossary/", "full/"):
        page.goto(f"{at_root}en/{STEM}/{place}")
        page.evaluate("document.querySelector('article').append(document.createElement('aside'))")
        odd = (
            "() => { const own = getComputedStyle(document.body).fontFamily;"
            " return [...document.querySelectorAll('article :not(code, kbd, svg *, input, select)')]"
            ".filter((e) => !e.closest(':lang(zh)') && getComputedStyle(e).fontFamily !== own).map((e) => e.outerHTML.slice(0, 80)); }"
        )
        assert page.evaluate(odd) == [], place
    page.close()
