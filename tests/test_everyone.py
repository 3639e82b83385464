"""Readers who zoom, who have no mouse, no JavaScript or colours of their own, or want nothing to move: one page of each kind."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.conftest import CODES, STEM
from tests.kinds import npm, samples

SIDEWAYS = """() => {
    const wide = document.documentElement.clientWidth;
    const clips = (e) => /(auto|scroll|hidden|clip)/.test(getComputedStyle(e).overflowX);
    const scrolls = (e) => e && e !== document.body && (clips(e) || scrolls(e.parentElement));
    const out = Array.from(document.querySelectorAll("main *, header *, footer *")).filter((e) => {
        const box = e.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && (box.right > wide + 1 || box.left < -1) && !scrolls(e.parentElement)
            && getComputedStyle(e).visibility !== "hidden" && !e.closest("svg");
    });
    const page = document.documentElement.scrollWidth > wide ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
    return page.concat(out.slice(0, 3).map((e) => `${e.tagName}.${e.className}`));
}"""
MOVES = """() => Array.from(document.querySelectorAll("*")).filter((e) => {
    const style = getComputedStyle(e);
    const lasts = (words) => words.split(",").some((one) => parseFloat(one) > 0.011);
    return lasts(style.transitionDuration) || (style.animationName !== "none" && lasts(style.animationDuration));
}).map((e) => `${e.tagName}.${e.className}`).slice(0, 3)"""
SEEN = """() => {
    const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    const name = e.tagName + "." + (e.className.baseVal ?? e.className) + " " + (e.getAttribute("href") || "");
    return { name, ring, there: box.width > 0 && box.height > 0 };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A narrow page of its own."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def pages(site: Path, code: str) -> list[str]:
    """One page of each kind in a locale, and those that belong to none."""
    return [address for address in samples(site, code) if address != "404.html"]


@pytest.mark.parametrize(("width", "code"), [(320, "en"), (640, "zh"), (320, "zh-hant")])
def test_zoomed_in_nothing_is_cut_off_and_no_page_scrolls_sideways(
    width: int, code: str, page: Page, at_root: str, site: Path
) -> None:
    """320 px are 400 % of a screen of 1280 (WCAG 1.4.10), 640 are 200 % (1.4.4)."""
    page.set_viewport_size({"width": width, "height": 640})
    wrong = {}
    for address in pages(site, code):
        page.goto(at_root + address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if found := page.evaluate(SIDEWAYS):
            wrong[address] = found
    assert wrong == {}


def test_who_wants_no_motion_gets_none(page: Page, at_root: str, site: Path) -> None:
    for address in pages(site, "en"):
        page.goto(at_root + address)
        assert page.evaluate(MOVES) == [], address


def test_text_may_be_spaced_out_without_loss(page: Page, at_root: str, site: Path) -> None:
    """WCAG 1.4.12: line height, paragraphs, letters and words as a reader's own style spaces them."""
    page.set_viewport_size({"width": 360, "height": 640})
    style = (
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } "
        "p { margin-bottom: 2em !important }"
    )
    wrong = {}
    for address in pages(site, "en"):
        page.goto(at_root + address)
        page.evaluate("css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", style)
        if found := page.evaluate(SIDEWAYS):
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_every_mark_keeps_its_line(browser: Browser, at_root: str, scheme: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{at_root}zh/{STEM}/1-1/")
    line = "e => { const s = getComputedStyle(e); return s.textDecorationLine + s.borderBottomStyle; }"
    for mark in ("a.gb-term", ".gb-fig"):
        assert page.locator(mark).first.evaluate(line) not in ("nonenone", ""), mark
    bars = "svg => new Set([...svg.querySelectorAll('rect, path, use')].map((e) => getComputedStyle(e).fill)).size"
    assert max(svg.evaluate(bars) for svg in page.locator("figure.gb-chart svg").all()) > 1
    context.close()


@pytest.mark.parametrize("code", CODES)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, at_root: str, code: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{at_root}{code}/{STEM}/1-1/")
    wanted = page.evaluate(
        "() => [...document.querySelectorAll('main a[href], main button, main summary, header a[href], header button, header input')]"
        ".filter((e) => e.checkVisibility() && e.tabIndex >= 0).length"
    )
    seen = []
    page.keyboard.press("Tab")
    assert "md-skip" in page.evaluate(SEEN)["name"], "the way past the menus comes first"
    for _ in range(wanted + 40):
        page.keyboard.press("Tab")
        at = page.evaluate(SEEN)
        if at["name"].startswith("BODY"):
            break
        seen.append(at)
    assert [one["name"] for one in seen if not (one["ring"] and one["there"])] == []
    assert len(seen) >= wanted
    page.goto(f"{at_root}{code}/{STEM}/1-1/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "__content"
    context.close()


@pytest.mark.parametrize("code", CODES)
def test_without_javascript_text_charts_tables_and_languages_are_there(
    browser: Browser, at_root: str, site: Path, code: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(f"{at_root}{code}/{STEM}/1-1/")
    html = BeautifulSoup((site / code / STEM / "1-1" / "index.html").read_text("utf-8"), "html.parser")
    assert page.locator(".gb-s").count() == len(html.select(".gb-s")) > 10
    assert all(svg.bounding_box()["width"] > 200 for svg in page.locator("figure.gb-chart svg").all())  # type: ignore[index]
    page.locator(".gb-chart-data summary").first.click()
    assert page.locator(".gb-chart-data table").first.is_visible()
    for other in CODES:
        if other != code:
            page.locator(f".gb-languages a[href*='/{other}/']").first.click()
            assert page.url == f"{at_root}{other}/{STEM}/1-1/"
            page.go_back()
    page.goto(f"{at_root}{code}/{STEM}/data/")
    assert page.locator("table.gb-figures tbody tr").count() > 100
    context.close()


def test_scripts_are_of_2017_as_old_browsers_know_them(site: Path) -> None:
    """The browsers inside messaging apps lag by years; one unknown word of grammar, and the whole script is dead."""
    paths = [p for p in site.rglob("*.js") if "gongbao" in p.parts or p.parts[-3] in CODES or p.parts[-2] == "search"]
    code = f"""const acorn = require({json.dumps(str(npm("acorn/dist/acorn.js")))});
        for (const path of process.argv.slice(1)) try {{
            acorn.parse(require("fs").readFileSync(path, "utf8"), {{ ecmaVersion: 2017 }});
        }} catch (error) {{ console.log(path + ": " + error.message); }}"""
    done = subprocess.run(["node", "-e", code, *map(str, paths)], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert len(paths) > 10
    late = re.compile(r"\.(flat|flatMap|replaceAll|at|matchAll|trimStart|trimEnd|replaceChildren|toggleAttribute|fromEntries|allSettled)\(")
    assert [(p.name, m[0]) for p in paths if "gongbao" in p.parts for m in late.finditer(p.read_text("utf-8"))] == []


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_was_checked_for_everyone(site: Path, code: str) -> None:
    path = site / code / "accessibility" / "index.html"
    assert "WCAG" in path.read_text("utf-8")
    home = BeautifulSoup((site / code / STEM / "1-1" / "index.html").read_text("utf-8"), "html.parser")
    assert any(str(a["href"]).endswith("/accessibility/") for a in home.select("footer a[href]"))
