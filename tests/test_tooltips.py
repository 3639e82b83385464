"""Tooltips of terms: by mouse, touch, keyboard and screen reader; without JavaScript a term is a link to its entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.conftest import CODES, STEM

CHAPTER = "1-3"
TERM = "五违四必"
SAYS = {"zh": "上海自2015年9月起", "zh-hant": "上海自2015年9月起", "en": "A Shanghai campaign"}


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def touch(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield made
    made.close()


def opened(context: BrowserContext, address: str, code: str = "zh", page: str = CHAPTER) -> Page:
    tab = context.new_page()
    tab.goto(f"{address}{code}/{STEM}/{page}/")
    tab.wait_for_selector("#gb-tip", state="attached")
    return tab


def term(tab: Page, name: str = TERM) -> Locator:
    return tab.locator(f'a.gb-term[data-term="{name}"]').first


def tip(tab: Page) -> Locator:
    return tab.get_by_role("tooltip")


@pytest.mark.parametrize("code", CODES)
def test_the_pointer_shows_the_meaning_in_the_language_of_the_page(context: BrowserContext, address: str, code: str) -> None:
    tab = opened(context, address, code)
    term(tab).hover()
    tip(tab).wait_for(state="visible")
    assert SAYS[code] in tip(tab).inner_text()
    assert ("Five Violations" in tip(tab).inner_text())
    assert ("五违四必" in tip(tab).inner_text() or code == "zh-hant")
    assert tip(tab).locator("a").get_attribute("href") == term(tab).evaluate("a => a.href")


def test_what_is_shown_can_be_entered_stays_and_goes_when_the_pointer_leaves(context: BrowserContext, address: str) -> None:
    tab = opened(context, address)
    term(tab).hover()
    tip(tab).wait_for(state="visible")
    tip(tab).locator("p").last.hover()
    tab.wait_for_timeout(700)
    assert tip(tab).is_visible()
    tab.mouse.move(2, 400)
    tip(tab).wait_for(state="hidden")


def test_escape_hides_it_without_moving_pointer_or_focus(context: BrowserContext, address: str) -> None:
    tab = opened(context, address)
    term(tab).hover()
    tip(tab).wait_for(state="visible")
    tab.keyboard.press("Escape")
    assert tip(tab).is_hidden()
    term(tab).focus()
    tip(tab).wait_for(state="visible")
    tab.keyboard.press("Escape")
    assert tip(tab).is_hidden()
    assert term(tab).evaluate("a => a === document.activeElement")


def test_the_keyboard_shows_it_on_focus_and_enter_goes_to_the_entry(context: BrowserContext, address: str) -> None:
    tab = opened(context, address)
    term(tab).focus()
    tip(tab).wait_for(state="visible")
    tab.keyboard.press("Tab")
    tip(tab).wait_for(state="hidden") if not tab.locator("a.gb-term:focus").count() else None
    term(tab).focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/glossary/#t-*")
    assert tab.locator(".gb-entry:target").inner_text().startswith(TERM)


@pytest.mark.parametrize("code", CODES)
def test_on_focus_it_leaves_every_line_of_a_wrapped_term_free(touch: BrowserContext, address: str, code: str) -> None:
    tab = opened(touch, address, code, "1-1")
    count = 0
    for link in tab.locator("a.gb-term[href]").all():
        lines = "a => Array.from(a.getClientRects()).map(({ top, bottom, left, right }) => [top, bottom, left, right])"
        if len(link.evaluate(lines)) < 2:
            continue
        count += 1
        link.focus()
        tip(tab).wait_for(state="visible")
        box = tip(tab).bounding_box()
        assert box
        for top, bottom, left, right in link.evaluate(lines):
            assert bottom <= box["y"] or top >= box["y"] + box["height"] or right <= box["x"] or left >= box["x"] + box["width"]
        tab.keyboard.press("Escape")
    assert count > 2


def test_a_first_tap_shows_it_a_tap_beside_hides_it_and_a_second_tap_goes_on(touch: BrowserContext, address: str) -> None:
    tab = opened(touch, address)
    term(tab).scroll_into_view_if_needed()
    term(tab).tap()
    tip(tab).wait_for(state="visible")
    assert f"/{CHAPTER}/" in tab.url
    box = tip(tab).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    tab.locator("h1").tap()
    tip(tab).wait_for(state="hidden")
    term(tab).tap()
    tip(tab).wait_for(state="visible")
    term(tab).tap()
    tab.wait_for_url("**/glossary/#t-*")


def test_the_link_within_goes_on_by_touch(touch: BrowserContext, address: str) -> None:
    tab = opened(touch, address, "en")
    term(tab).tap()
    tip(tab).wait_for(state="visible")
    tip(tab).locator("a").tap()
    tab.wait_for_url("**/glossary/#t-*")


@pytest.mark.parametrize("code", CODES)
def test_a_screen_reader_is_told_the_meaning_of_every_linked_term(context: BrowserContext, address: str, code: str) -> None:
    tab = opened(context, address, code, "full")
    told = tab.eval_on_selector_all(
        "a.gb-term[href]", "all => all.map(a => (document.getElementById(a.getAttribute('aria-describedby')) || {}).textContent)"
    )
    assert len(told) > 100
    assert all(told)


def test_without_javascript_a_term_leads_to_its_entry(browser: Browser, address: str) -> None:
    plain = browser.new_context(java_script_enabled=False)
    tab = plain.new_page()
    tab.goto(f"{address}zh/{STEM}/{CHAPTER}/")
    term(tab).click()
    tab.wait_for_url("**/glossary/#t-*")
    assert tab.locator(".gb-entry:target h3").inner_text().startswith(TERM)
    plain.close()


def test_it_works_from_a_folder(context: BrowserContext, site: Path) -> None:
    tab = context.new_page()
    tab.goto((site / "zh" / STEM / CHAPTER / "index.html").as_uri())
    tab.wait_for_selector("#gb-tip", state="attached")
    term(tab).hover()
    tip(tab).wait_for(state="visible")
    assert SAYS["zh"] in tip(tab).inner_text()


@pytest.mark.parametrize("code", CODES)
def test_a_section_links_a_term_once_at_its_first_place(context: BrowserContext, address: str, code: str) -> None:
    tab = opened(context, address, code, "full")
    found = tab.evaluate(
        """() => {
          const out = []; let seen = new Set();
          document.querySelectorAll('.gb-report h1, .gb-report h2, .gb-report h3, .gb-report h4, .gb-term').forEach(e => {
            if (/^H/.test(e.tagName)) { seen = new Set(); return; }
            const t = e.dataset.term;
            if (e.matches('a') === seen.has(t)) out.push(t);
            seen.add(t);
          });
          return out;
        }"""
    )
    assert found == []


def test_the_meanings_are_not_repeated_in_every_page(site: Path) -> None:
    page = (site / "zh" / STEM / CHAPTER / "index.html").read_text("utf-8")
    assert SAYS["zh"] not in page
