"""The offline copy: it opens by double click, in any folder, and all of it works without a connection."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from gen import locales, offline
from tests.conftest import CODES, STEM


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive unpacked in a folder with blanks and Chinese in its name."""
    folder = tmp_path_factory.mktemp("unpacked") / "离线 copy 五角场"
    with zipfile.ZipFile(site / "downloads" / STEM / offline.NAME) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader without a connection; what it asks of the network or complains of fails the test."""
    context = browser.new_context(offline=True)
    context.set_default_timeout(10_000)
    wrong: list[str] = []
    page = context.new_page()
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    yield page
    context.close()
    assert wrong == []


def test_every_link_leads_into_the_copy_or_to_the_web(copy: Path) -> None:
    lost = []
    for path in copy.rglob("*.html"):
        html = path.read_text("utf-8")
        for href in map(unescape, re.findall(r'\s(?:href|src)="([^"]*)"', html)):
            target, _, anchor = href.partition("#")
            if re.match(r"https?:|data:|mailto:", href):
                continue
            file = (path.parent / unquote(target)).resolve() if target else path
            if not file.is_file() or (anchor and f'id="{unquote(anchor)}"' not in file.read_text("utf-8")):
                lost.append(f"{path.relative_to(copy)}: {href}")
    assert lost == []


def test_the_copy_is_whole(copy: Path) -> None:
    for code in CODES:
        assert len(list((copy / code / STEM).rglob("index.html"))) > 20
    for name in ("figures.csv", "zh.pdf", "proof.json"):
        assert (copy / "downloads" / STEM / name).stat().st_size > 100
    assert not list(copy.rglob(offline.NAME))


def test_no_path_of_a_machine_is_in_the_copy(copy: Path) -> None:
    for path in copy.rglob("*"):
        if path.suffix in {".html", ".js", ".css", ".json", ".md", ".svg"}:
            words = path.read_text("utf-8")
            assert not re.search(r'(?:href|src)="/|file://|/home/|/root/|/tmp/', words), path


def test_the_copy_has_a_manifest_of_its_own(copy: Path) -> None:
    sums = json.loads((copy / offline.MANIFEST).read_text("utf-8"))["files"]
    files = {p.relative_to(copy).as_posix(): p for p in copy.rglob("*") if p.is_file() and p != copy / offline.MANIFEST}
    assert sums == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def test_the_same_pages_give_the_same_bytes(site: Path) -> None:
    packed = (site / "downloads" / STEM / offline.NAME).read_bytes()
    assert offline.pack(site, STEM, locales.standard(), "https://gongbao.github.io/gongbao/") == packed


def test_a_reader_walks_searches_and_switches_without_a_connection(copy: Path, page: Page) -> None:
    page.goto((copy / "index.html").as_uri())
    page.click("a[hreflang=zh-Hans], a[href*='zh/index.html']")
    page.click(".gb-reports a")
    page.click("article a[href*='1-1/index.html']")
    page.locator("#s-ugrdbm.gb-s").wait_for()
    page.locator("figure.gb-chart svg").first.wait_for()
    page.click("a.gb-switch[hreflang=en]")
    assert page.locator("html").get_attribute("lang") == "en"
    page.fill("input.gb-search", "elderly")
    page.locator(".gb-hit a").first.click()
    assert page.url.startswith("file:")
    page.locator(":target").wait_for()
    assert page.locator(":target").count() == 1


def test_a_link_to_a_report_that_is_not_in_the_copy_leads_to_the_web() -> None:
    known = frozenset({"zh/a/index.html", "zh/index.html"})
    html = '<a href="b/">b</a> <a href="a/#s-1">a</a> <a href="https://x.org/?a=1&amp;b=2">x</a> <img src="y.png">'
    assert offline._written_out(html, "zh/index.html", known, "https://x.org/s/") == (
        '<a href="https://x.org/s/zh/b/">b</a> <a href="a/index.html#s-1">a</a> '
        '<a href="https://x.org/?a=1&amp;b=2">x</a> <img src="https://x.org/s/zh/y.png">'
    )
