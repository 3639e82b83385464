"""Each published page says what it may load; browsers keep to it, and nothing of ours offends against it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from gen import finish
from gen.errors import GongbaoError
from tests.kinds import addresses, kind, samples

HEAR = """addEventListener("securitypolicyviolation", (e) => {
    console.error(`refused by policy: ${e.violatedDirective} ${e.blockedURI}`);
});"""
HEAD = re.compile(r'^\s*<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"')


def listen(page: Page, host: str) -> list[str]:
    """What the page has to complain of from now on: errors, refusals, and what it asks of other hosts."""
    said: list[str] = []
    page.add_init_script(HEAR)
    page.on("console", lambda m: said.append(f"{page.url}: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda e: said.append(f"{page.url}: {e}"))
    page.on(
        "request",
        lambda r: said.append(f"{page.url} asks {r.url}") if urlsplit(r.url).netloc != host else None,
    )
    return said


def test_every_page_has_its_policy_before_anything_that_it_rules(site: Path) -> None:
    for address in addresses(site):
        path = site / address / "index.html" if not address.endswith(".html") else site / address
        html = path.read_text("utf-8")
        assert HEAD.match(html), address
        assert html.count("Content-Security-Policy") == 1, address
        policy = html.split('Content-Security-Policy" content="', 1)[1].split('"', 1)[0]
        assert "unsafe" not in policy, address
        assert "default-src 'none'" in policy, address
        assert ("sha256-" in policy) is (address == "404.html"), address


@pytest.mark.parametrize(("place", "code"), [("at_root", "en"), ("under_path", "zh-hant"), ("folder", "zh")])
def test_nothing_of_ours_is_refused_and_no_other_host_is_asked(
    place: str, code: str, site: Path, browser: Browser, request: pytest.FixtureRequest
) -> None:
    base = site.as_uri() + "/" if place == "folder" else request.getfixturevalue(place)
    page = browser.new_page()
    said = listen(page, urlsplit(base).netloc)
    for address in samples(site, code):
        if address == "404.html" and place != "folder":
            continue
        name = address if address.endswith(".html") else f"{address}index.html"
        page.goto(base + name)
        scripts = page.evaluate("document.scripts.length > 0 && document.styleSheets.length > 0")
        assert scripts, address
        if kind(address) == "report/chapter/":
            assert "js" in page.evaluate("document.documentElement.className").split(), address
            page.locator(".gb-search").fill("2016")
            page.locator(".gb-results:not([hidden])").wait_for()
    page.close()
    assert said == []


@pytest.mark.parametrize("place", ["at_root", "folder"])
def test_what_is_put_into_a_page_does_not_run(
    place: str, site: Path, browser: Browser, request: pytest.FixtureRequest
) -> None:
    base = site.as_uri() + "/" if place == "folder" else request.getfixturevalue(place)
    page = browser.new_page()
    said = listen(page, urlsplit(base).netloc)
    page.goto(f"{base}zh/index.html")
    assert said == []
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        const image = document.createElement("img");
        image.setAttribute("onerror", "window.ran = true");
        image.src = "nowhere.png";
        const style = document.createElement("style");
        style.textContent = "h1 { color: rgb(1, 2, 3) !important }";
        const far = document.createElement("script");
        far.src = "https://example.org/x.js";
        document.body.append(script, image, style, far);
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"
    for directive in ("script-src-elem", "script-src-attr", "style-src-elem", "script-src-elem https://example.org"):
        assert any(f"refused by policy: {directive}" in one for one in said), directive
    page.close()


@pytest.mark.parametrize("prefix", ["", "gongbao/", "elsewhere/"])
def test_the_lost_page_is_styled_and_leads_home_below_any_path(
    prefix: str, site: Path, serve: Callable[[Path], str], browser: Browser, tmp_path: Path
) -> None:
    """GitHub Pages shows the file for any address, so it can load nothing by a relative one."""
    host = tmp_path / "host"
    (host / prefix).mkdir(parents=True)
    (host / "404.html").write_bytes((site / "404.html").read_bytes())
    base = serve(host)
    page = browser.new_page()
    said = listen(page, urlsplit(base).netloc)
    page.goto(f"{base}{prefix}zh-hant/nowhere/at/all/")
    homes = page.locator("a.gb-switch").evaluate_all("links => links.map((a) => a.href)")
    assert homes == [f"{base}{prefix}{code}/" for code in ("zh", "zh-hant", "en")]
    assert page.evaluate("getComputedStyle(document.querySelector('ul')).listStyleType") == "none"
    assert [one for one in said if "status of 404" not in one] == []
    page.close()


def test_data_in_a_script_element_needs_no_leave_and_a_second_pass_changes_nothing() -> None:
    page = (
        '<head>\n<meta charset="utf-8">\n<script type="application/ld+json">{}</script>'
        "<script src=x.js></script><script type=module>go()</script><style>a{}</style>"
    )
    done = finish.secure(page)
    assert done.count("sha256-") == 2
    assert finish.secure(done) == done


def test_a_page_without_a_place_for_its_policy_is_an_error() -> None:
    with pytest.raises(GongbaoError, match=r"downloads/x\.html.*charset"):
        finish.secure("<p>x", "downloads/x.html")


def test_the_style_keeps_what_is_worn_and_drops_the_rest() -> None:
    css = (
        '@charset "UTF-8";:root{--a:1px;--b:url("data:x;{y}");--c:0}.x,.gone>p{top:var(--a)}p:not(.gone){left:0}'
        "@media print{.gone{top:0}#id{top:0}}[data-x=y] .x:hover{right:0}@font-face{font-family:F}.gone:after{content:'}'}"
    )
    kept = finish.trim(css, {"p", "x", "id"}, "b{left:var(--c)}")
    assert kept == (
        '@charset "UTF-8";:root{--a:1px;--c:0}.x{top:var(--a)}p:not(.gone){left:0}'
        "@media print{#id{top:0}}[data-x=y] .x:hover{right:0}@font-face{font-family:F}"
    )


def test_the_theme_reaches_the_site_as_one_small_style_sheet(site: Path) -> None:
    files = [p.name for p in (site / "assets").rglob("*") if p.is_file() and p.parent.name != "gongbao"]
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in files] == ["main.min.css"]
    css = (site / "assets" / "stylesheets" / files[0]).read_text("utf-8")
    assert len(css) < 40_000
    assert ".md-typeset table" in css
    assert ".md-clipboard" not in css
