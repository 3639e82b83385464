"""The glossary page: whole without JavaScript, three ways to an entry, and a search that any script, English and pinyin find by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page

from gen import folders, seeds
from tests.conftest import CODES, STEM

LATIN = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ") | {"0–9"}


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.fixture(scope="module")
def soups(site: Path) -> dict[str, BeautifulSoup]:
    return {c: BeautifulSoup((site / c / STEM / "glossary" / "index.html").read_bytes(), "html.parser") for c in CODES}


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    yield made
    made.context.close()


def entries(soup: BeautifulSoup) -> list[Tag]:
    return soup.select(".gb-entry")


@pytest.mark.parametrize("code", CODES)
def test_every_way_in_leads_to_every_entry_once(soups: dict[str, BeautifulSoup], code: str) -> None:
    ids = [entry["id"] for entry in entries(soups[code])]
    assert len(set(ids)) == len(ids) > 100
    ways = soups[code].select(".gb-ways")
    assert len(ways) == 2
    for way in ways:
        assert sorted(a["href"] for a in way.select("dd a")) == sorted(f"#{name}" for name in ids)
    letters = [a.get_text() for a in soups[code].select(".gb-index a")]
    assert set(letters) <= LATIN
    assert letters == sorted(letters)
    assert {a["href"] for a in soups[code].select(".gb-index a")} == {f"#{h['id']}" for h in soups[code].select(".gb-letter")}


@pytest.mark.parametrize("code", CODES)
def test_every_entry_has_its_scripts_pinyin_kind_sentences_and_meaning_or_says_that_nobody_defines_it(
    soups: dict[str, BeautifulSoup], code: str
) -> None:
    known = {t.term: t for t in seeds.load(folders.SEEDS / f"{STEM}.txt").terms}
    labels = {"zh": "报告没有解释这个词", "zh-hant": "報告沒有解釋這個詞", "en": "The report does not define this term"}
    for entry in entries(soups[code]):
        words = entry.get_text()
        said = {tag["lang"] for tag in entry.select("[lang]")}
        assert "zh-Latn" in said
        assert entry.select_one(".gb-kind").get_text()  # type: ignore[union-attr]
        assert entry.select(".gb-uses li a"), words
        assert all(q.get_text() and q.find("b") for q in entry.select(".gb-uses q")) or code == "en", words
        other = {"zh": "en", "zh-hant": "en", "en": "zh-Hans"}[code]
        assert other in said
        meanings = entry.select(".gb-meaning")
        assert (len(meanings) == 2) or labels[code] in words, words
    names = {e["id"]: e.select_one("h3").get_text() for e in entries(soups["en"])}  # type: ignore[union-attr]
    assert sum(t.en in name for t in known.values() for name in names.values()) >= len(names)


def test_sentences_of_the_english_page_show_the_term_that_is_linked_in_them(soups: dict[str, BeautifulSoup]) -> None:
    quotes = soups["en"].select(".gb-uses q")
    assert sum(bool(q.find("b")) for q in quotes) == len(quotes) > 150


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("query", ["五违四必", "五違四必", "wu wei si bi", "wuweisibi", "Wǔ wéi sì bì", "FIVE violations"])
def test_a_term_is_found_in_any_script_in_english_and_by_pinyin(tab: Page, address: str, code: str, query: str) -> None:
    tab.goto(f"{address}{code}/{STEM}/glossary/")
    tab.locator(".gb-find input").fill(query)
    kept = tab.locator(".gb-entry:not([hidden])")
    assert kept.first.get_attribute("id") == "t-cb81c9bf"
    assert kept.count() < 4
    assert tab.locator(".gb-letter:not([hidden])").count() <= kept.count()


@pytest.mark.parametrize("code", CODES)
def test_the_count_is_announced_and_escape_brings_all_back(tab: Page, address: str, code: str) -> None:
    tab.goto(f"{address}{code}/{STEM}/glossary/")
    everything = tab.locator(".gb-entry").count()
    status = tab.get_by_role("status")
    assert str(everything) in status.inner_text()
    tab.locator(".gb-pick select").select_option(index=1)
    some = tab.locator(".gb-entry:not([hidden])").count()
    assert 0 < some < everything
    assert str(some) in status.inner_text()
    tab.locator(".gb-find input").fill("zzzz")
    assert tab.locator(".gb-entry:not([hidden])").count() == 0
    assert "0" in status.inner_text()
    tab.locator(".gb-find input").press("Escape")
    assert tab.locator(".gb-entry:not([hidden])").count() == everything


def test_an_entry_asked_for_by_its_address_shows_itself_whatever_the_filter_says(tab: Page, address: str) -> None:
    tab.goto(f"{address}zh/{STEM}/glossary/")
    tab.locator(".gb-find input").fill("zzzz")
    tab.evaluate("location.hash = '#t-cb81c9bf'")
    tab.locator("#t-cb81c9bf").wait_for(state="visible")


def found(tab: Page, query: str) -> list[str | None]:
    """The entries that stand when a reader has typed `query`."""
    tab.locator(".gb-find input").fill(query)
    return [box.get_attribute("id") for box in tab.locator(".gb-entry:not([hidden])").all()]


@pytest.mark.parametrize("code", CODES)
def test_words_of_meanings_and_of_candidates_are_found_in_either_script(tab: Page, address: str, code: str) -> None:
    tab.goto(f"{address}{code}/{STEM}/glossary/")
    for simplified, traditional in (("睦邻", "睦鄰"), ("居委会", "居委會"), ("垃圾分类", "垃圾分類"), ("绿色", "綠色")):
        entries = found(tab, simplified)
        others = tab.locator(".gb-candidates li:visible").all_inner_texts()
        assert entries
        assert found(tab, traditional) == entries
        assert tab.locator(".gb-candidates li:visible").all_inner_texts() == others


@pytest.mark.parametrize("code", CODES)
def test_a_term_is_found_by_another_name_that_its_heading_does_not_show(tab: Page, address: str, code: str) -> None:
    tab.goto(f"{address}{code}/{STEM}/glossary/")
    assert found(tab, "绿色帐户") == found(tab, "綠色賬戶") == found(tab, "Green Account")
    assert len(found(tab, "居民委员会")) == 1


@pytest.mark.parametrize("query", ["lüse", "lǜsè", "luse", "lvse", "LVSE", "lvsezhanghu"])
def test_an_u_with_dots_is_typed_as_u_or_v_and_no_pinyin_is_found_across_english_words(tab: Page, address: str, query: str) -> None:
    tab.goto(f"{address}zh/{STEM}/glossary/")
    names = tab.locator(".gb-entry:not([hidden]) h3")
    found(tab, query)
    assert [name.startswith("绿色账户") for name in names.all_inner_texts()] == [True]


@pytest.mark.parametrize("code", CODES)
def test_the_search_keeps_of_the_candidates_what_it_finds_and_opens_the_closed_group(tab: Page, address: str, code: str) -> None:
    tab.goto(f"{address}{code}/{STEM}/glossary/")
    closed, groups, words = tab.locator("details.gb-wording"), tab.locator(".gb-others section"), tab.locator(".gb-candidates li")

    def whole() -> tuple[int, str, int]:
        return groups.locator("visible=true").count(), closed.locator("summary").inner_text(), words.locator("visible=true").count()

    everything = whole()
    assert found(tab, "绿色")
    kept = words.locator("visible=true").all_inner_texts()
    assert 0 < len(kept) < words.count()
    assert {text.replace("綠", "绿").count("绿色") for text in kept} == {1}
    for group in groups.locator("visible=true").all():
        assert group.locator("li:visible").count()
    inside = closed.locator("li:visible").count()
    assert inside
    assert str(inside) in closed.locator("summary").inner_text()
    link = tab.get_by_role("status").get_by_role("link")
    assert str(len(kept)) in link.inner_text()
    link.click()
    assert tab.locator("#candidates").evaluate("box => Math.abs(box.getBoundingClientRect().top) < innerHeight")
    found(tab, "zzzz")
    assert tab.locator("#candidates").is_hidden()
    tab.locator(".gb-find input").press("Escape")
    assert whole() == everything


def test_the_choice_of_a_kind_holds_for_candidates_and_leaves_open_what_the_reader_opened(tab: Page, address: str) -> None:
    tab.goto(f"{address}en/{STEM}/glossary/")
    closed = tab.locator("details.gb-wording")
    closed.locator("summary").click()
    heads = tab.locator(".gb-others h3").all_inner_texts()
    for kind in heads:
        tab.locator(".gb-pick select").select_option(label=kind)
        assert tab.locator(".gb-others h3:visible").all_inner_texts() == [kind]
        assert set(tab.locator(".gb-entry:visible .gb-kind").all_inner_texts()) <= {kind}
    tab.locator(".gb-find input").press("Escape")
    assert tab.locator(".gb-others h3:visible").all_inner_texts() == heads
    assert closed.get_attribute("open") is not None


def test_candidates_asked_for_by_their_address_show_themselves(tab: Page, address: str) -> None:
    tab.goto(f"{address}zh/{STEM}/glossary/")
    found(tab, "zzzz")
    tab.evaluate("location.hash = '#candidates'")
    tab.locator("#candidates").wait_for(state="visible")


@pytest.mark.parametrize("code", CODES)
def test_the_page_stays_light(site: Path, code: str) -> None:
    import gzip

    assert len(gzip.compress((site / code / STEM / "glossary" / "index.html").read_bytes())) < 120_000


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("code", CODES)
def test_a_phone_never_moves_sideways(browser: Browser, address: str, code: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740})
    tab = context.new_page()
    tab.goto(f"{address}{code}/{STEM}/glossary/")
    for summary in tab.locator(".gb-ways > summary").all():
        summary.click()
    assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    context.close()
