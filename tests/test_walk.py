"""A headless Chromium walks every page of every locale, at a domain's root, under a project's path, and from a folder."""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from gen import locales
from tests.conftest import CODES, STEM

LANGUAGES = {locale.code: locale.html for locale in locales.standard()}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {k: v or "" for k, v in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        for name in ("src", "href"):
            if (
                tag not in ("a", "svg")
                and name in values
                and values.get("rel") != "canonical"
                and "alternate" not in values.get("rel", "")
            ):
                self.loads.append(values[name])
        if "style" in values:
            self.faults.append(f"<{tag} style>")
        self.faults.extend(f"<{tag} {name}>" for name in values if name.startswith("on"))

    handle_startendtag = handle_starttag


def parsed(path: Path) -> _Links:
    parser = _Links()
    parser.feed(path.read_text("utf-8"))
    parser.close()
    return parser


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, _Links]:
    """Every page by its address below the root."""
    return {
        p.relative_to(site).as_posix().removesuffix("index.html"): parsed(p)
        for p in sorted(site.rglob("*.html"))
    }


def addresses(pages: dict[str, _Links]) -> Iterator[str]:
    yield from (address for address in pages if address != "404.html")


def test_no_link_and_no_anchor_is_broken(site: Path, pages: dict[str, _Links]) -> None:
    broken = []
    for address, page in pages.items():
        if address == "404.html":
            continue
        for link in page.links:
            target, anchor = urldefrag(urljoin(f"http://x/{address}", link))
            if urlsplit(target).netloc != "x":
                continue
            path = unquote(urlsplit(target).path).lstrip("/")
            if path.endswith("/") or not path:
                if path not in pages or (anchor and unquote(anchor) not in pages[path].ids):
                    broken.append((address, link))
            elif not (site / path).is_file():
                broken.append((address, link))
    assert broken == []


def test_no_page_loads_from_another_host_or_carries_inline_styles_or_handlers(
    pages: dict[str, _Links],
) -> None:
    assert [(a, load) for a, page in pages.items() for load in page.loads if urlsplit(load).netloc] == []
    assert [(a, fault) for a, page in pages.items() for fault in page.faults] == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, _Links]) -> None:
    assert {
        a: {i for i in page.ids if page.ids.count(i) > 1}
        for a, page in pages.items()
        if len(set(page.ids)) < len(page.ids)
    } == {}


def test_links_are_relative_so_that_any_path_will_do(pages: dict[str, _Links]) -> None:
    absolute = [
        (a, link)
        for a, page in pages.items()
        if a != "404.html"
        for link in page.links
        if link.startswith("/")
    ]
    assert absolute == []


@pytest.mark.parametrize("place", ["at_root", "under_path"])
def test_every_page_opens_without_a_word_on_the_console(
    place: str, pages: dict[str, _Links], browser: Browser, request: pytest.FixtureRequest
) -> None:
    base = request.getfixturevalue(place)
    host = urlsplit(base).netloc
    said: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on(
        "console", lambda m: said.append(f"{page.url}: {m.text}") if m.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda e: said.append(f"{page.url}: {e}"))
    page.on(
        "request",
        lambda r: (
            said.append(f"{page.url} asks {r.url}") if urlsplit(r.url).netloc not in (host, "") else None
        ),
    )
    page.on("response", lambda r: said.append(f"{page.url}: {r.status} {r.url}") if r.status >= 400 else None)
    for address in addresses(pages):
        page.goto(base + address, wait_until="load")
        code = address.split("/")[0]
        if code in LANGUAGES:
            assert page.evaluate("document.documentElement.lang") == LANGUAGES[code], address
    context.close()
    assert said == []


@pytest.mark.parametrize("place", ["at_root", "under_path"])
def test_the_switch_lands_on_the_twin_and_keeps_the_section(
    place: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    base = request.getfixturevalue(place)
    page = browser.new_page()
    for here, there in (("zh", "en"), ("en", "zh-hant"), ("zh-hant", "zh")):
        page.goto(f"{base}{here}/{STEM}/1-3/")
        anchor = page.locator("h2.gb-s").nth(1).get_attribute("id")
        page.goto(f"{base}{here}/{STEM}/1-3/#{anchor}")
        page.locator(f'.md-header a.gb-switch[hreflang="{LANGUAGES[there]}"]').first.click()
        page.wait_for_url(f"{base}{there}/{STEM}/1-3/#{anchor}")
        assert page.locator(f"#{anchor}").is_visible()
    page.close()


def test_the_start_page_chooses_a_language_without_javascript(at_root: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for code in CODES:
        page.goto(at_root)
        page.locator(f'a.gb-switch[hreflang="{LANGUAGES[code]}"]').click()
        assert page.url == f"{at_root}{code}/"
        page.locator(f'article a[href*="{STEM}"]').first.click()
        assert f"/{code}/{STEM}/" in page.url
        assert page.locator(".gb-s").first.is_visible()
    context.close()


def hits(page: Page, query: str) -> list[str]:
    field = page.locator("input.gb-search")
    field.click()
    field.fill(query)
    page.wait_for_function(
        "q => document.querySelector('.gb-results') && !document.querySelector('.gb-results').hidden && window.gongbao",
        arg=query,
    )
    page.wait_for_timeout(250)
    return [a.evaluate("e => e.href") for a in page.locator(".gb-hit a").all()]


@pytest.mark.parametrize(
    ("code", "query"),
    [
        ("zh", "垃圾分类"),
        ("zh", "五违四必"),
        ("zh", "養老"),
        ("zh-hant", "養老"),
        ("zh-hant", "垃圾分类"),
        ("en", "community"),
        ("en", "96.3"),
    ],
)
def test_search_finds_in_its_own_locale_only(
    code: str, query: str, under_path: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{under_path}{code}/{STEM}/2-3/")
    found = hits(page, query)
    assert found, query
    assert all(link.startswith(f"{under_path}{code}/") for link in found)
    page.locator(".gb-hit a").first.click()
    page.wait_for_load_state()
    anchor = urlsplit(page.url).fragment
    assert not anchor or page.locator(f"[id='{anchor}']").count() == 1
    page.close()


def test_search_says_so_where_nothing_is_found(at_root: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{at_root}zh/{STEM}/")
    assert hits(page, "南极企鹅") == []
    assert page.locator(".gb-count").inner_text().strip()
    page.close()


def test_the_site_works_from_a_folder_with_a_name_in_chinese(
    site: Path, browser: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "公报 副本"
    shutil.copytree(site, folder)
    page = browser.new_page()
    said: list[str] = []
    page.on("pageerror", lambda e: said.append(str(e)))
    page.goto(folder.as_uri() + "/index.html")
    page.locator(f'a.gb-switch[hreflang="{LANGUAGES["zh"]}"]').click()
    page.wait_for_url("**/zh/index.html")
    page.goto(f"{folder.as_uri()}/zh/{STEM}/1-1/index.html")
    page.locator(f'.md-header a.gb-switch[hreflang="{LANGUAGES["en"]}"]').first.click()
    page.wait_for_url(f"**/en/{STEM}/1-1/index.html*")
    assert page.locator("h1").is_visible()
    assert hits(page, "Wujiaochang")
    page.locator(".gb-hit a").first.click()
    page.wait_for_load_state()
    assert "index.html" in page.url
    assert said == []
    page.close()


def test_a_lost_reader_is_told_so_in_every_language(at_root: str, browser: Browser) -> None:
    page = browser.new_page()
    response = page.goto(f"{at_root}zh/nowhere/at/all/")
    assert response is not None
    assert response.status == 404
    for language in LANGUAGES.values():
        assert page.locator(f'li[lang="{language}"] a.gb-switch').is_visible()
    page.close()


def test_hreflang_names_every_twin_and_a_default_in_page_and_sitemap(site: Path) -> None:
    page = (site / "en" / STEM / "1-1" / "index.html").read_text("utf-8")
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    for language in (*LANGUAGES.values(), "x-default"):
        assert f'hreflang="{language}"' in page
        assert f'hreflang="{language}"' in sitemap
    for code in CODES:
        assert f"/{code}/{STEM}/1-1/</loc>" in sitemap


def test_without_javascript_text_charts_tables_and_languages_are_there(
    at_root: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{at_root}zh/{STEM}/1-1/")
    assert page.locator(".gb-s").count() > 15
    assert page.locator("figure.gb-chart svg").first.is_visible()
    page.locator("details.gb-chart-data summary").first.click()
    assert page.locator("details.gb-chart-data table").first.is_visible()
    page.locator(f'.md-header a.gb-switch[hreflang="{LANGUAGES["en"]}"]').first.click()
    assert posixpath.basename(page.url.rstrip("/")) == "1-1"
    context.close()
