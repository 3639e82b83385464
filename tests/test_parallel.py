"""Both languages side by side: every sentence beside its twin, numbers checked, either language hidden at will."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gen.__main__ import main
from tests.conftest import CODES, STEM

OTHER = {"zh": "en", "zh-hant": "en", "en": "zh"}
CHAPTERS = [f"{part}-{chapter}" for part in (1, 2) for chapter in range(1, 8)]


@pytest.fixture(scope="module")
def root(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def parallel(root: str, code: str, chapter: str = "1-1") -> str:
    return f"{root}{code}/{STEM}/parallel/{chapter}/"


def html(site: Path, code: str, chapter: str) -> str:
    return (site / code / STEM / "parallel" / chapter / "index.html").read_text("utf-8")


@pytest.mark.parametrize("code", CODES)
def test_every_chapter_has_its_parallel_page_and_each_leads_to_the_other(site: Path, code: str) -> None:
    for chapter in CHAPTERS:
        own = (site / code / STEM / chapter / "index.html").read_text("utf-8")
        assert f'href="../parallel/{chapter}/"' in own
        both = html(site, code, chapter)
        assert f'href="../../{chapter}/"' in both
        assert f'href="../../../../{OTHER[code]}/{STEM}/{chapter}/"' in both
    assert (site / code / STEM / "parallel" / "index.html").is_file()


@pytest.mark.parametrize("code", CODES)
def test_each_sentence_stands_beside_its_twin_under_one_key(page: Page, root: str, code: str) -> None:
    """The words are those of the two chapter pages, which are proven against the text."""
    words = (
        "all => all.map(s => [s.id, Array.from(s.childNodes)"
        ".map(n => n.dataset && n.dataset.gbLabel !== undefined ? '' : n.textContent).join('')])"
    )
    page.goto(f"{root}{code}/{STEM}/1-3/")
    own = page.eval_on_selector_all(".gb-report span.gb-s", words)
    page.goto(f"{root}{OTHER[code]}/{STEM}/1-3/")
    other = page.eval_on_selector_all(".gb-report span.gb-s", words)
    page.goto(parallel(root, code, "1-3"))
    pairs = dict(page.eval_on_selector_all("div.gb-pair .gb-s", words))
    twins = dict(page.eval_on_selector_all("div.gb-pair .gb-twin", words))
    assert len(own) > 10
    assert [(key, pairs[key]) for key, _ in own] == [(key, said) for key, said in own]
    assert [(key, twins[f"{key}-{OTHER[code]}"]) for key, _ in other] == [(key, said) for key, said in other]


def test_a_figure_has_one_letter_in_both_languages(page: Page, root: str) -> None:
    page.goto(parallel(root, "zh"))
    pairs = page.eval_on_selector_all(
        ".gb-pair", "all => all.map(p => ['.gb-own', '.gb-other'].map(c => Array.from(p.querySelectorAll(c + ' .gb-fig[data-mark]'))"
        ".map(f => [f.dataset.mark, f.dataset.start, f.dataset.value]).sort()))",
    )
    assert sum(len(own) for own, _ in pairs) > 20
    for own, other in pairs:
        assert own == other
        assert [mark for mark, *_ in own] == sorted({mark for mark, *_ in own})
    figure = page.locator(".gb-other .gb-fig[data-mark]").first
    figure.hover()
    assert page.locator(".gb-lit").count() == 2
    page.mouse.move(0, 0)
    expect(page.locator(".gb-lit")).to_have_count(0)
    page.locator(".gb-own .gb-fig[data-mark]").last.focus()
    assert page.locator(".gb-own .gb-lit").count() == 1


@pytest.mark.parametrize("code", CODES)
def test_no_letter_is_without_its_twin_not_even_inside_another_number(site: Path, code: str) -> None:
    for chapter in CHAPTERS:
        for pair in re.split('<(?:div|h.) class="gb-pair"', html(site, code, chapter))[1:]:
            own, _, other = pair.partition('class="gb-other"')
            marks = [sorted(re.findall('data-start="([0-9]+)"[^>]* data-mark="([^"]+)"', side)) for side in (own, other)]
            assert marks[0] == marks[1]
    assert re.search('data-value="6370000000"[^>]* data-mark=', html(site, code, "1-2")), "the part of 134.9(含东方购物63.7)亿元"


def test_a_wrong_number_and_a_missing_sentence_are_told_at_their_place(seeds: Path, tmp_path: Path) -> None:
    """The translation of one sentence is made wrong, another is taken out: the page says which, and counts them."""
    po = seeds / f"{STEM}.en.po"
    entries = po.read_text("utf-8").split("\n\n")
    wrong = next(n for n, e in enumerate(entries) if "15.47 million" in e and "#" not in _context(e))
    gone = next(n for n, e in enumerate(entries) if n > wrong and "1.9万" in e and "#" not in _context(e))
    entries[wrong] = entries[wrong].replace("15.47 million", "1.547 million")
    entries[gone] = re.sub(r'msgstr (?:".*"\n?)+', 'msgstr ""\n', entries[gone]).rstrip()
    po.write_text("\n\n".join(entries), "utf-8")
    built = tmp_path / "site"
    assert main(["build", "--seeds", str(seeds), "--site", str(built), "--locale", "zh", "--locale", "en"]) == 1, "the number check speaks"
    for code in ("zh", "en"):
        pages = "".join(html(built, code, chapter) for chapter in CHAPTERS)
        (note,) = re.findall(r'<span class="gb-check gb-check--open".*?</span></span>', pages)
        assert "1547" in note
        assert "1.547 million" in note
        (lost,) = re.findall(r'<div class="gb-pair"><p class="gb-own">(?:(?!</div>).)*gb-note.*?</div>', pages)
        assert f'id="{_context(entries[gone])}"' in lost
        assert "gb-twin" not in lost
    english = re.findall(r'<span class="gb-s gb-untranslated"[^>]* lang="zh-Hans">', html(built, "en", "1-1"))
    assert len(english) == 1, "the report's own words keep the sentence's key"


def _context(entry: str) -> str:
    return "".join(re.findall(r'msgctxt "([^"]*)"', entry)) or "#"


@pytest.mark.parametrize("code", CODES)
def test_headings_and_sentences_of_a_column_begin_at_one_edge(page: Page, root: str, code: str) -> None:
    page.goto(parallel(root, code))
    item = page.locator(".gb-both--paragraph").first
    item.evaluate("p => p.after(Object.assign(p.cloneNode(true), { className: 'gb-both gb-both--item' }))")
    edge = "(c, s = getComputedStyle(c)) => Math.round(c.getBoundingClientRect().x + c.clientLeft + parseFloat(s.paddingLeft))"
    for column in (".gb-own", ".gb-other"):
        found = page.eval_on_selector_all(f".gb-pair > {column}", f"all => all.map(c => ({edge})(c))")
        assert len(found) > 10
        assert len(set(found)) == 1


def test_either_language_can_be_hidden_by_keyboard_and_stays_so(page: Page, root: str) -> None:
    page.goto(parallel(root, "zh"))
    assert page.locator(".gb-tongues").is_visible()
    page.locator(".gb-tongues input:checked").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".gb-own").first.is_visible()
    assert not page.locator(".gb-other").first.is_visible()
    assert "简体中文" in page.locator(".gb-tongues-said").inner_text()
    page.goto(parallel(root, "en", "2-1"))
    assert not page.locator(".gb-own").first.is_visible(), "Chinese alone, in the English locale too"
    assert page.locator(".gb-other").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".gb-own").first.is_visible(), "paper has both"
    assert not page.locator(".gb-tongues").is_visible()


def test_a_sentence_asked_for_by_its_address_is_lit_with_its_twin(page: Page, root: str, site: Path) -> None:
    key = re.findall(r'class="gb-s" id="(s-[^"]+)"', html(site, "zh", "1-1"))[8]
    for anchor in (key, f"{key}-en"):
        page.goto(parallel(root, "zh") + f"#{anchor}")
        pair = page.locator(f'.gb-pair:has([id="{key}"])')
        colours = pair.locator("> *").evaluate_all("all => all.map(c => getComputedStyle(c).backgroundColor)")
        assert len(set(colours)) == 1
        assert colours[0] != "rgba(0, 0, 0, 0)"
        page.goto("about:blank")
    page.goto(parallel(root, "zh"))
    page.locator(".gb-tongues input").last.check()
    page.goto(parallel(root, "zh") + f"#{key}")
    page.reload()
    assert page.locator(f'[id="{key}"]').is_visible()


def test_a_tap_lights_both_sides_of_a_sentence(browser: Browser, root: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(parallel(root, "en"))
    pair = page.locator(".gb-both .gb-pair").nth(2)
    own, other = (pair.locator(c).bounding_box() for c in (".gb-own", ".gb-other"))
    assert own
    assert other
    assert other["y"] >= own["y"] + own["height"] - 1, "on a phone the languages alternate"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    pair.locator(".gb-other").tap(position={"x": 4, "y": 4})
    assert pair.evaluate("p => p.classList.contains('gb-on')")
    page.keyboard.press("Escape")
    assert page.locator(".gb-on").count() == 0
    context.close()


def test_without_javascript_both_languages_are_there_and_no_control(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(parallel(root, "zh-hant"))
    assert page.locator(".gb-own").first.is_visible()
    assert page.locator(".gb-other").first.is_visible()
    assert not page.locator(".gb-tongues").is_visible()
    context.close()


def test_the_menu_and_the_search_name_parallel_pages_once(page: Page, root: str, site: Path) -> None:
    page.goto(f"{root}zh/{STEM}/1-1/")
    menu = page.eval_on_selector_all(".gb-nav:not(.gb-toc) a", "all => all.map(a => a.getAttribute('href'))")
    assert len([href for href in menu if href and "parallel" in href]) == 1
    page.goto(parallel(root, "zh"))
    nxt = page.locator(".md-footer__link--next").get_attribute("href")
    assert nxt == "../1-2/"
    index = (site / "zh" / "search" / f"{STEM}.js").read_text("utf-8")
    assert index.count('"parallel/"') == 1
