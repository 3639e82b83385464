"""The search finds what a reader means: judged queries on the shipped engine, and what a person does with its panel."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from bench import judged
from gen import folders
from gen.errors import GongbaoError
from gen.locales import standard
from gen.model import Book
from gen.web import findable, search
from gen.web.stems import stem
from tests.conftest import CODES, STEM

ENGINE = folders.DOCS / search.ENGINE
BUDGET = 40_000


@pytest.fixture(scope="module")
def whole() -> Book:
    return judged.bound()


@pytest.fixture(scope="module")
def asked(whole: Book) -> list[judged.Judged]:
    return judged.queries(whole)


@pytest.fixture(scope="module")
def answers(site: Path, asked: list[judged.Judged]) -> list[judged.Answer]:
    """What the engine and the index of the built site say to every judged query."""
    return judged.answered(site, asked, "gongbao")


# ---- what is found


def test_the_truth_is_what_its_judge_counted(asked: list[judged.Judged]) -> None:
    counted = judged.counts()
    assert {(q.locale, q.query): len(q.relevant) for q in asked if (q.locale, q.query) in counted} == counted
    assert len(asked) >= 80
    assert {q.locale for q in asked} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_first_result_is_right_and_nothing_relevant_is_lost(code: str, answers: list[judged.Answer]) -> None:
    own = [a for a in answers if a.query.locale == code]
    score = judged.score(own)
    missed = [(a.query.query, a.anchors[:2], sorted(a.query.first)[:2]) for a in own if not a.hit]
    lost = [(a.query.query, sorted(a.query.relevant - set(a.anchors))) for a in own if a.query.relevant - set(a.anchors)]
    assert score.hit >= 0.95, missed
    assert score.recall >= 0.98, lost
    assert score.foreign == 0


def test_what_nobody_wrote_is_not_found(answers: list[judged.Answer]) -> None:
    asked = [a for a in answers if a.query.nothing]
    assert len(asked) > 10
    assert {a.query.query: a.anchors for a in asked if a.addresses} == {}


def test_every_result_is_a_place_that_is_there(site: Path, answers: list[judged.Answer]) -> None:
    addresses = {address for a in answers for address in a.addresses}
    pages = {a.partition("#")[0]: (site / a.partition("#")[0] / "index.html").read_text("utf-8") for a in addresses}
    assert [a for a in addresses if "#" in a and f'id="{a.partition("#")[2]}"' not in pages[a.partition("#")[0]]] == []


@pytest.mark.parametrize("code", CODES)
def test_a_first_query_costs_little(site: Path, code: str) -> None:
    files = [site / search.ENGINE, *(site / code / "search").glob("*.js")]
    assert len(files) == 3
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) < BUDGET


def test_old_browsers_can_read_the_scripts() -> None:
    """WeChat's built-in browser on old phones knows ES2017 and no more."""
    newer = {
        "optional chaining": r"\?\.(?!\d)",
        "nullish": r"\?\?",
        "lookbehind or a named group": r"\(\?<",
        "property escapes": r"\\p\{",
        "spread in an object": r"\{\s*\.\.\.|,\s*\.\.\.\w+\s*\}",
        "catch without a name": r"catch\s*\{",
        "later methods": r"\.(flat|flatMap|replaceAll|matchAll|at|fromEntries|replaceChildren|trimStart|trimEnd)\(|globalThis",
    }
    found = [
        (path.name, name)
        for path in sorted(ENGINE.parent.glob("*.js"))
        for name, pattern in newer.items()
        if re.search(pattern, path.read_text("utf-8"))
    ]
    assert found == []


# ---- the self-test of the build


@pytest.mark.parametrize("code", CODES)
def test_every_heading_sentence_figure_and_term_is_found_by_its_own_words(code: str, whole: Book) -> None:
    locale = next(one for one in standard() if one.code == code)
    findable.prove(search.report_index(whole, locale), whole, locale)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("s-hcjmga", "s-aaaaaa", "s-hcjmga"),  # a sentence under another name
        ("救助各类困难对象3.6", "救助各类困难3.6", "s-olokkl"),  # a character less
        ("養养", "養羊", "養"),  # one script is not compared as the other
        ("t-cb81c9bf", "t-00000000", "五违四必"),  # a term without its entry
        ("社区总体就业率\"]", "社区\"]", "s-hcjmga"),  # a figure by another name
    ],
)
def test_a_place_that_the_index_lost_stops_the_build_with_one_line(old: str, new: str, lost: str, whole: Book) -> None:
    locale = next(one for one in standard() if one.code == "zh")
    ((path, data),) = search.report_index(whole, locale).items()
    words = data.decode()
    assert old in words
    with pytest.raises(GongbaoError, match=lost) as told:
        findable.prove({path: words.replace(old, new).encode()}, whole, locale)
    assert str(told.value).startswith(f"zh/search/{STEM}.js: expected to find ")
    assert "\n" not in str(told.value)


def test_the_build_and_the_browser_cut_english_words_alike(site: Path) -> None:
    words = sorted(set(re.findall(r"[a-z]+(?:'[a-z]+)?", (site / "en" / "search" / f"{STEM}.js").read_text("utf-8").lower())))
    more = ["organisation", "theatres", "programmes", "relational", "happily", "agreed", "hopping", "falling", "news", "yearly", "ties"]
    words += more
    assert len(words) > 1500
    assert judged.stems(site, words) == [stem(word) for word in words]


# ---- a person at the panel


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def opened(tab: Page, address: str, query: str) -> list[str]:
    """The page with the query pasted, and the addresses of what is shown."""
    tab.goto(address)
    tab.locator("input.gb-search").focus()
    tab.evaluate("words => document.execCommand('insertText', false, words)", query)
    tab.locator(".gb-results:not([hidden])").wait_for()
    return [str(a.get_attribute("href")) for a in tab.locator(".gb-hit a").all()]


def test_nothing_of_the_search_is_loaded_until_it_is_opened(tab: Page, at_root: str) -> None:
    loaded: list[str] = []
    tab.on("request", lambda request: loaded.append(request.url.removeprefix(at_root)))
    tab.goto(f"{at_root}zh/{STEM}/1-1/")
    assert not [url for url in loaded if "search" in url]
    tab.locator("input.gb-search").focus()
    tab.locator(f"head script[src*='search/{STEM}.js']").wait_for(state="attached")
    tab.locator("head script[src*='search/index.js']").wait_for(state="attached")
    assert sorted(url for url in loaded if "search" in url) == [
        "assets/gongbao/search.js", "zh/search/index.js", f"zh/search/{STEM}.js",
    ]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_each_result_says_of_which_kind_it_is_and_shows_the_match(code: str, tab: Page, at_root: str) -> None:
    labels = next(locale for locale in standard() if locale.code == code)
    seen = set()
    for query in ("96.3", "五违四必", {"en": "startup"}.get(code, "创业"), labels.label("nav.ledger")):
        opened(tab, f"{at_root}{code}/{STEM}/1-1/", query)
        assert tab.locator(".gb-hit").first.locator("mark").count() or code == "en"
        seen |= set(tab.locator(".gb-hit-kind").all_inner_texts())
    assert seen == {labels.label(f"search.{kind}") for kind in search.KINDS}


def test_a_result_leads_to_its_sentence(tab: Page, at_root: str) -> None:
    opened(tab, f"{at_root}en/{STEM}/1-2/", "employment rate reached 96.3%")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/1-1/#s-*")
    assert "96.3%" in tab.locator(".gb-s:target").inner_text()


def test_the_keyboard_walks_the_results_and_comes_back(tab: Page, at_root: str) -> None:
    tab.goto(f"{at_root}zh/{STEM}/1-1/")
    tab.keyboard.press("/")
    tab.keyboard.insert_text("睦邻")
    tab.locator(".gb-results:not([hidden])").wait_for()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    second = tab.locator(".gb-hit a").nth(1)
    assert second.evaluate("link => link === document.activeElement")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.className") == "gb-search"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Escape")
    assert tab.locator(".gb-results").is_hidden()
    assert tab.evaluate("document.activeElement.className") == "gb-search"
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.className") == "gb-search"


def test_half_a_syllable_is_not_looked_up(tab: Page, at_root: str) -> None:
    """What an input method does: it composes letters in the field, then puts the chosen characters in their place."""
    opened(tab, f"{at_root}zh/{STEM}/1-1/", "体育")
    before = tab.locator(".gb-hits").inner_text()
    compose = """([words, done]) => {
        const field = document.querySelector("input.gb-search");
        if (!done) field.dispatchEvent(new CompositionEvent("compositionstart", { data: "" }));
        field.value = words;
        field.dispatchEvent(new InputEvent("input", { data: words, isComposing: !done, bubbles: true }));
        if (done) field.dispatchEvent(new CompositionEvent("compositionend", { data: words }));
    }"""
    tab.evaluate(compose, ["mu'lin", False])
    assert tab.locator(".gb-hits").inner_text() == before
    tab.evaluate(compose, ["睦邻", True])
    assert "睦邻" in tab.locator(".gb-hit").first.inner_text()


def test_more_results_come_on_demand_and_the_focus_goes_on(tab: Page, at_root: str) -> None:
    first = opened(tab, f"{at_root}zh/{STEM}/1-1/", "社区")
    tab.locator(".gb-hits-more").click()
    links = tab.locator(".gb-hit a")
    assert links.count() > len(first)
    assert links.nth(len(first)).evaluate("link => link === document.activeElement")
    assert tab.locator(".gb-results").is_visible()


def test_the_count_is_told_in_a_live_region(tab: Page, at_root: str) -> None:
    opened(tab, f"{at_root}en/{STEM}/1-1/", "badminton")
    told = tab.locator(".gb-results [role=status]")
    assert re.search(r"\d+ found", told.inner_text())
    tab.locator("input.gb-search").fill("zeppelin")
    assert told.inner_text() == "Nothing found"


@pytest.mark.parametrize("lost", ["search.js", f"{STEM}.js"])
def test_a_search_that_cannot_be_loaded_says_so(lost: str, tab: Page, at_root: str) -> None:
    tab.route(f"**/{lost}", lambda route: route.abort())
    opened(tab, f"{at_root}en/{STEM}/1-1/", "badminton")
    assert "did not load" in tab.locator(".gb-results [role=status]").inner_text()


def test_what_is_typed_before_the_script_is_there_is_looked_up(tab: Page, at_root: str) -> None:
    held: list[Route] = []
    tab.route("**/site.js", lambda route: held.append(route))  # noqa: PLW0108  the library marks its handlers
    with tab.expect_request("**/site.js"):
        tab.goto(f"{at_root}zh/{STEM}/1-1/", wait_until="commit")
    tab.locator("input.gb-search").fill("睦邻")
    held[0].continue_()
    tab.locator(".gb-hit a").first.wait_for()


def test_a_page_of_no_report_searches_every_report(tab: Page, at_root: str) -> None:
    found = opened(tab, f"{at_root}en/", "badminton")
    assert all(f"{STEM}/" in href for href in found)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**#s-*")


# ---- more than one report


def test_a_page_of_a_report_searches_it_first_and_the_others_on_demand(
    tab: Page, seeds: Path, tmp_path: Path, at_root: str
) -> None:
    """The folder holds a second report; its words are found from the first one's pages when those have none, or when asked."""
    from gen.__main__ import main

    other = "二〇二〇年某街道工作报告\n一、工作回顾\n建成风雨廊桥3座，睦邻点2个，整治五违四必点位3处。\n二、工作安排\n继续修缮廊桥。\n"
    (seeds / "other-2020.txt").write_text(other, "utf-8")
    assert main(["build", "--no-pdf", "--locale", "zh", "--seeds", str(seeds), "--site", str(tmp_path / "site")]) in (0, 1)
    page = (tmp_path / "site" / "zh" / STEM / "1-1" / "index.html").as_uri()
    assert [href for href in opened(tab, page, "廊桥") if "other-2020" in href]
    found = opened(tab, page, "睦邻")
    assert not [href for href in found if "other-2020" in href]
    tab.locator(".gb-hits-more").last.click()
    tab.locator(".gb-hit a[href*='other-2020']").first.wait_for()
    assert "二〇二〇年某街道" in tab.locator(".gb-hit", has=tab.locator("a[href*='other-2020']")).first.inner_text()
    opened(tab, page.replace(f"/{STEM}/1-1", ""), "五违四必")
    places = tab.locator(".gb-hit--term .gb-hit-place").all_inner_texts()
    assert len(places) == 2
    assert all(re.search(r" campaign\s· \S.*[^\s·]$", place.strip()) for place in places), places
