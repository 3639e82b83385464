"""The tool of a sentence: its link, its words and its citations on the clipboard, by mouse, touch, keyboard and without a clipboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from gen.web import citing
from tests.conftest import CODES, STEM

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
AUTHOR = {"zh": "上海市杨浦区五角场街道办事处. ", "zh-hant": "上海市楊浦區五角場街道辦事處. ", "en": "Wujiaochang Subdistrict Office, "}
KINDS = ("1-3", "full", "parallel/1-3")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    yield made
    made.close()


def opened(context: BrowserContext, base: str, code: str = "zh", page: str = "1-3") -> Page:
    tab = context.new_page()
    tab.goto(f"{base}{code}/{STEM}/{page}/")
    tab.wait_for_selector(".gb-link[aria-haspopup]", state="attached")
    return tab


def tool(tab: Page) -> Locator:
    return tab.get_by_role("dialog")


def copied(tab: Page, n: int) -> str:
    """What is on the clipboard after the nth line of the tool was asked for."""
    tab.evaluate("navigator.clipboard.writeText('')")
    tool(tab).locator("[data-copy]").nth(n).click()
    tab.locator(".gb-tool-said span").wait_for()
    return str(tab.evaluate("navigator.clipboard.readText()"))


def today(tab: Page) -> str:
    return str(tab.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10)"))


@pytest.mark.parametrize("page", KINDS)
def test_a_sentence_has_an_address_and_a_paragraph_one_stop(context: BrowserContext, at_root: str, page: str) -> None:
    tab = opened(context, at_root, "zh", page)
    alone, linked, stops = tab.evaluate("""() => {
        const heads = "h1, h2, h3, h4, h5, h6, .gb-part, .gb-title, .gb-both--part, .gb-both--title";
        const said = Array.from(document.querySelectorAll(".gb-report span.gb-s")).filter((one) => !one.closest(heads));
        const alone = said.filter((one) => one.nextElementSibling.getAttribute("href") !== `#${one.id}`).map((one) => one.id);
        const homes = new Set(said.map((one) => one.closest(".gb-both") || one.closest("p")));
        return [alone, said.length, Array.from(homes).map((home) => home.querySelectorAll(".gb-link:not([tabindex])").length)];
    }""")
    assert alone == []
    assert linked > len(stops) >= 3
    assert set(stops) == {1}


@pytest.mark.parametrize("code", CODES)
def test_link_words_and_citations_reach_the_clipboard(context: BrowserContext, under_path: str, code: str) -> None:
    tab = opened(context, under_path, code)
    sentence = tab.locator(".gb-report > p .gb-s").nth(1)
    sentence.hover()
    key = sentence.get_attribute("id")
    tab.locator(f'.gb-link[href="#{key}"]').click()
    url = f"{under_path}{code}/{STEM}/1-3/#{key}"
    assert copied(tab, 0) == url
    words = copied(tab, 1)
    assert words.startswith(sentence.inner_text())
    assert url in words
    gbt, apa = copied(tab, 2), copied(tab, 3)
    assert re.fullmatch(rf"[^.]+\. [^.]+\[R/OL\]\.(?: Gongbao, trans\.)? \(2018-06-15\)\[{today(tab)}\]\. {re.escape(url)}\.", gbt)
    assert gbt.startswith(AUTHOR[code])
    assert re.fullmatch(
        r"Wujiaochang Subdistrict Office, Yangpu District, Shanghai\. \(2018, June 15\)\. .+\. Gongbao\. "
        rf"Retrieved [A-Z][a-z]+ \d{{1,2}}, {today(tab)[:4]}, from {re.escape(url)}", apa,
    )
    lines = tool(tab).locator("a")
    assert lines.nth(0).get_attribute("href") == "../source/#L14"
    assert (lines.nth(1).get_attribute("href") or "").endswith(f"?title={STEM}%20{key}%20%28{code}%29")


def test_the_words_of_a_sentence_come_without_what_we_say_beside_them(context: BrowserContext, at_root: str) -> None:
    tab = opened(context, at_root, "zh", "full")
    marked = tab.locator(".gb-s:has(.gb-was)").first
    key = marked.get_attribute("id")
    tab.locator(f'.gb-link[href="#{key}"]').dispatch_event("click")
    assert "原文作" in marked.inner_text()
    assert "原文作" not in copied(tab, 1)


@pytest.mark.parametrize("page", KINDS)
def test_by_keyboard_it_opens_walks_the_sentences_and_gives_the_focus_back(context: BrowserContext, at_root: str, page: str) -> None:
    tab = opened(context, at_root, "en", page)
    stop = tab.locator(".gb-link[aria-label]").nth(2)
    label = stop.get_attribute("aria-label") or ""
    stop.focus()
    tab.keyboard.press("Enter")
    assert tool(tab).is_visible()
    assert tab.evaluate("document.activeElement.closest('#gb-tool') !== null")
    assert label.endswith(tool(tab).locator("b").inner_text())
    tool(tab).locator("[data-step='-1']").focus()
    tab.keyboard.press("Enter")
    assert not label.endswith(tool(tab).locator("b").inner_text())
    assert tab.locator(".gb-held").count() == 1
    for _ in range(12):
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.closest('#gb-tool') !== null")
    tab.keyboard.press("Escape")
    assert not tool(tab).is_visible()
    assert tab.locator(".gb-held").count() == 0
    assert stop.evaluate("a => a === document.activeElement && a.getAttribute('aria-expanded') === 'false'")
    tab.keyboard.press("Space")
    assert tool(tab).is_visible()


def test_by_touch_it_stands_at_the_foot_of_the_screen(browser: Browser, at_root: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    tab = opened(context, at_root)
    stop = tab.locator(".gb-link[aria-label]").nth(1)
    assert stop.evaluate("a => getComputedStyle(a).opacity") == "1"
    stop.evaluate("a => a.scrollIntoView({ block: 'end' })")
    stop.tap()
    box = tool(tab).bounding_box()
    assert box
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 360, 740)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    held = tab.locator(".gb-held").evaluate("one => Array.from(one.getClientRects()).pop().bottom")
    assert held <= box["y"], "the sentence is seen above it"
    tab.touchscreen.tap(180, 100)
    assert not tool(tab).is_visible()
    context.close()


def test_without_a_clipboard_the_words_are_copied_all_the_same(context: BrowserContext, at_root: str) -> None:
    context.add_init_script(NO_CLIPBOARD)
    tab = opened(context, at_root)
    tab.locator(".gb-link[aria-label]").first.dispatch_event("click")
    tool(tab).locator("[data-copy]").first.click()
    said = tool(tab).get_by_role("status").inner_text()
    assert said.startswith("已复制")
    tab.locator("[data-close]").click()
    tab.locator("input.gb-search").click()
    tab.keyboard.press("Control+v")
    assert tab.locator("input.gb-search").input_value() in said


def test_where_nothing_may_be_copied_the_words_stand_marked(context: BrowserContext, at_root: str) -> None:
    context.add_init_script(f"{NO_CLIPBOARD}; document.execCommand = () => false")
    tab = opened(context, at_root)
    tab.locator(".gb-link[aria-label]").first.dispatch_event("click")
    tool(tab).locator("[data-copy]").first.click()
    assert tab.evaluate("String(getSelection())").startswith(at_root)
    assert "自行复制" in tool(tab).get_by_role("status").inner_text()


def test_from_a_folder_a_sentence_is_cited_by_its_address_on_the_web(context: BrowserContext, site: Path) -> None:
    tab = context.new_page()
    tab.goto((site / "zh" / STEM / "1-3" / "index.html").as_uri())
    tab.locator(".gb-link[aria-haspopup][aria-label]").first.dispatch_event("click")
    tool(tab).locator("[data-copy]").first.click()
    tab.locator(".gb-tool-said span").wait_for()
    words = tab.locator(".gb-tool-said span").inner_text()
    assert re.fullmatch(rf"https://[^#]+/zh/{STEM}/1-3/#s-[a-z2-7]{{6}}", words)


def test_without_javascript_the_permalink_is_a_link(browser: Browser, at_root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{at_root}zh/{STEM}/1-3/")
    stop = tab.locator(".gb-link[aria-label]").nth(1)
    stop.focus()
    tab.keyboard.press("Enter")
    assert tab.url.endswith(stop.get_attribute("href") or "?")
    assert not tab.locator("#gb-tool").is_visible()
    assert tab.locator(".gb-without a[href*='issues']").is_visible()
    context.close()


def test_who_and_when_are_left_out_where_they_are_not_known() -> None:
    def book(**meta: Any) -> Any:
        known = SimpleNamespace(published="", title={}, office={}, **meta)
        analysis = SimpleNamespace(seed=SimpleNamespace(meta=known), report=SimpleNamespace(date=None))
        return SimpleNamespace(analysis=analysis, edition=lambda _: SimpleNamespace(office="", title="某街道工作报告"))

    labels = SimpleNamespace(code="zh", translated=False, label=lambda name, **values: f"{name} {values}")
    cite = citing.citations(book(), labels)  # type: ignore[arg-type]
    assert cite.gbt == "某街道工作报告[R/OL]. [{date}]. {url}."
    assert cite.apa == "某街道工作报告. (n.d.). Gongbao. Retrieved {day}, from {url}"
    assert citing.report_error("", "x", "zh") == ""
