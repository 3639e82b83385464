"""The data page: its rows sort, filter and show themselves; the ledger says why; a chart is cited, taken and embedded."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from gen import analysis, folders, seeds
from gen.locales import Locale, standard
from gen.model import Analysis
from gen.site import base
from tests.conftest import CODES, STEM


@pytest.fixture(scope="module")
def root(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.fixture(scope="module")
def found() -> Analysis:
    """All that is in the checkout's own report."""
    return analysis.analyse(seeds.load(folders.SEEDS / f"{STEM}.txt"))


@pytest.fixture
def page(root: str, browser: Browser) -> Iterator[Page]:
    """The English data page on a desk."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(f"{root}en/{STEM}/data/")
    yield opened
    context.close()


ROWS = "table.gb-figures tbody tr"
SHOWN = f"{ROWS}:not([hidden])"


def cells(page: Page, name: str) -> list[str]:
    """An attribute of each row that is shown, from the top."""
    return [row.get_attribute(name) or "" for row in page.locator(SHOWN).all()]


def press(page: Page, column: str) -> None:
    page.locator(f"th[data-sort={column}] button").click()


def sorted_by(page: Page) -> dict[str, str]:
    heads = page.locator("table.gb-figures th[aria-sort]").all()
    return {h.get_attribute("data-sort") or "": h.get_attribute("aria-sort") or "" for h in heads}


def told(page: Page) -> list[int]:
    """The numbers in the live count."""
    return [int(n) for n in re.findall(r"\d+", page.locator(".gb-filter [role=status]").inner_text())]


def test_rows_sort_by_their_full_value_both_ways_and_back_into_the_text_s_order(page: Page) -> None:
    before = cells(page, "id")
    assert sorted_by(page) == {"place": "ascending"}
    press(page, "value")
    up = [float(v) for v in cells(page, "data-value")]
    assert up == sorted(up)
    assert up[-1] > 1e9
    assert sorted_by(page) == {"value": "ascending"}
    press(page, "value")
    assert [float(v) for v in cells(page, "data-value")] == sorted(up, reverse=True)
    assert sorted_by(page) == {"value": "descending"}
    press(page, "place")
    assert cells(page, "id") == before


@pytest.mark.parametrize("column", ["name", "status", "year"])
def test_every_column_sorts_and_loses_no_row(column: str, page: Page) -> None:
    before = cells(page, "id")
    press(page, column)
    once = cells(page, "id")
    press(page, column)
    assert sorted_by(page) == {column: "descending"}
    assert sorted(once) == sorted(cells(page, "id")) == sorted(before)
    assert once != cells(page, "id")
    if column == "year":
        years = [int(y or 0) for y in cells(page, "data-year")]
        assert years == sorted(years, reverse=True)


def test_a_status_and_words_narrow_the_rows_and_the_count_says_so(page: Page) -> None:
    everything = len(cells(page, "id"))
    assert told(page) == [everything, everything]
    page.get_by_role("radio", name="planned").check()
    planned = len(cells(page, "id"))
    assert set(cells(page, "data-status")) == {"target"}
    assert 0 < planned < everything
    assert told(page) == [planned, everything]
    page.get_by_label("Find").fill("TEAhouses")
    assert len(cells(page, "id")) == 1
    assert told(page) == [1, everything]
    page.get_by_label("Find").fill("no such thing")
    assert told(page) == [0, everything]
    page.get_by_label("Find").press("Escape")
    assert told(page) == [everything, everything]


def test_a_traditional_page_finds_what_is_typed_in_simplified(root: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{root}zh-hant/{STEM}/data/")
    field = page.locator(".gb-filter input[type=search]")
    field.fill("文化围墙")
    expect(page.locator("table.gb-figures tbody tr:not([hidden])")).to_have_count(2)
    page.close()


def test_an_address_that_names_a_hidden_row_shows_it(page: Page) -> None:
    row = page.locator(f"{ROWS}[data-status=target]").last
    name = row.get_attribute("id")
    page.get_by_role("radio", name="done").check()
    assert row.is_hidden()
    page.evaluate("name => { location.hash = name; }", name)
    row.wait_for(state="visible")
    assert page.locator(f"{ROWS}:target").get_attribute("id") == name
    box = row.bounding_box()
    assert box is not None
    assert 40 < box["y"] < 900
    colours = [
        r.locator("th").evaluate("e => getComputedStyle(e).backgroundColor")
        for r in (row, page.locator(ROWS).first)
    ]
    assert colours[0] != colours[1]


def test_the_keyboard_alone_sorts_and_filters(page: Page) -> None:
    field = page.get_by_label("Find")
    field.focus()
    page.keyboard.type("events")
    assert 0 < told(page)[0] < told(page)[1]
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == "result"
    assert set(cells(page, "data-status")) == {"result"}
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.parentElement.dataset.sort") == "value":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert sorted_by(page) == {"value": "descending"}
    assert page.evaluate("document.activeElement.parentElement.dataset.sort") == "value"
    values = [float(v) for v in cells(page, "data-value")]
    assert values == sorted(values, reverse=True)


def test_without_javascript_every_row_is_there_and_nothing_that_would_not_work(
    root: str, browser: Browser, found: Analysis
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for code in CODES:
        page.goto(f"{root}{code}/{STEM}/data/")
        assert [r.get_attribute("id") for r in page.locator(ROWS).all()] == [
            f"f-{f.span.start}" for f in found.figures
        ]
        assert all(row.is_visible() for row in page.locator(ROWS).all())
        assert page.locator("article button, article input, article fieldset").count() == 0
    context.close()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("place", ["data", "ledger", "1-1"])
def test_a_phone_never_moves_sideways(code: str, width: int, place: str, root: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{root}{code}/{STEM}/{place}/")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for scroller in page.locator(".gb-table:has(table.gb-figures)").all():
        assert scroller.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    context.close()


def test_on_a_phone_the_columns_can_still_be_sorted_by(root: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{root}zh/{STEM}/data/")
    button = page.locator("th[data-sort=value] button")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    button.tap()
    values = [float(v) for v in cells(page, "data-value")]
    assert values == sorted(values)
    context.close()


def test_a_row_leads_to_the_chart_that_draws_it_and_the_rest_stand_under_a_reason(
    page: Page, site: Path, found: Analysis
) -> None:
    drawn = {m.figure.span.start for spec in found.charts for m in spec.marks}
    for row in page.locator(ROWS).all():
        start = int((row.get_attribute("id") or "f-").removeprefix("f-"))
        links = row.locator("td").last.locator("a").all()
        assert bool(links) == (start in drawn)
        for link in links:
            at = urlsplit(link.evaluate("e => e.href"))
            text = (site / unquote(at.path).lstrip("/") / "index.html").read_text("utf-8")
            assert f'id="{at.fragment}"' in text
    english = next(locale for locale in standard() if locale.code == "en")
    for reason in {why for _, why in found.uncharted}:
        own = page.locator("h3", has_text=english.label(reason))
        listed = own.locator("xpath=following-sibling::ul[1]/li").count()
        assert listed == sum(why == reason for _, why in found.uncharted)


@pytest.mark.parametrize("locale", standard(), ids=CODES)
def test_the_ledger_says_in_its_own_language_what_is_arguable(
    locale: Locale, site: Path, found: Analysis
) -> None:
    text = html.unescape((site / locale.code / STEM / "ledger" / "index.html").read_text("utf-8"))
    shown = re.findall(r'<span class="gb-why">(.*?)(?:：|: )', text)
    assert shown == [
        locale.label(f"ledger.reason.{p.reason}") for p in found.pairs if p.certainty == "arguable"
    ]
    assert shown


def test_every_chart_can_be_taken_cited_and_embedded(page: Page, root: str, site: Path) -> None:
    page.goto(f"{root}en/{STEM}/1-1/")
    for figure in page.locator("figure.gb-chart").all():
        name = figure.get_attribute("id")
        details = figure.locator("xpath=following-sibling::details[1]")
        details.locator("summary").click()
        files = [
            unquote(urlsplit(a.evaluate("e => e.href")).path)
            for a in details.locator("a[href*='downloads']").all()
        ]
        assert [Path(f).suffix for f in files] == [".svg", ".csv", ".png"]
        assert all((site / f.lstrip("/")).is_file() for f in files)
        assert details.locator(f"a[href='#{name}']").is_visible()
        address = f"{base()}en/{STEM}/1-1/#{name}"
        cite = details.locator("dd", has_text="drawn by Gongbao").inner_text()
        assert address in cite
        assert figure.locator("figcaption").inner_text() in cite
        page.evaluate("words => { document.body.insertAdjacentHTML('beforeend', `<div id=there>${words}</div>`); }",
                      details.locator("code").inner_text().replace(base(), root))  # fmt: skip
        picture = page.locator("#there img")
        page.wait_for_function("() => document.querySelector('#there img').naturalWidth > 100")
        assert picture.get_attribute("alt") == figure.locator("svg > desc").text_content()
        page.evaluate("document.getElementById('there').remove()")


def test_addresses_follow_the_base_of_the_build() -> None:
    assert base("https://example.org/a") == base("https://example.org/a/") == "https://example.org/a/"
    assert base().startswith("https://")
