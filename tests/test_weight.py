"""What a page costs a reader with a phone: bytes, requests, and nothing that jumps while it loads; and what Lighthouse says."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from gen.folders import CHECKOUT
from tests.kinds import kind, samples

# Bars of a page with all that it loads, its styles and scripts included, as a host sends it with gzip.
REQUESTS = 12
BYTES = {"report/full/": 200_000, "report/data/": 160_000, "report/glossary/": 160_000, "report/ledger/": 120_000}
OTHERS = 110_000
"Bytes of any other kind of page."
SHIFT = 0.01
"Cumulative layout shift; people notice from about 0.1 on (web.dev, Core Web Vitals)."
SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => { list.getEntries().forEach((one) => { sum += one.value; }); })
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => done(sum), 0));
})"""
AUDITED = ("site/", "report/", "report/chapter/", "report/ledger/", "report/data/", "report/glossary/", "report/parallel/chapter/")
WHOLE = ("accessibility", "best-practices", "seo")


def packed(site: Path, address: str) -> int:
    """Bytes of a file of the site as gzip sends it."""
    path = site / unquote(address)
    return len(gzip.compress((path / "index.html" if path.is_dir() else path).read_bytes()))


def test_a_page_loads_little_and_nothing_in_it_jumps(at_root: str, site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(urlsplit(r.url).path.lstrip("/")) if r.url.startswith(at_root) else None)
    over = []
    for address in [a for a in samples(site) if a != "404.html"]:
        asked.clear()
        page.goto(at_root + address, wait_until="networkidle")
        shift = page.evaluate(SHIFTS)
        size = sum(packed(site, one) for one in set(asked))
        if size > BYTES.get(kind(address), OTHERS) or len(asked) > REQUESTS or shift > SHIFT:
            over.append((address, size, len(asked), round(shift, 3)))
    context.close()
    assert over == []


def test_robots_are_told_where_the_map_is(site: Path) -> None:
    lines = (site / "robots.txt").read_text("utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow:"]
    assert lines[-1].startswith("Sitemap: https://")


@pytest.mark.audit
def test_lighthouse_gives_full_marks_but_for_speed(
    at_root: str, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = CHECKOUT / "bench/node_modules/lighthouse/cli/index.js"
    assert program.is_file(), "Lighthouse is missing: make bench/node_modules/.stamp"
    marks = {}
    for address in [a for a in samples(site) if kind(a) in AUDITED]:
        found = lighthouse(program, at_root + address, tmp_path / "found.json")
        marks[address] = {name: round(100 * one["score"]) for name, one in found["categories"].items()}
    with capsys.disabled():
        print()  # noqa: T201  figures for whoever runs the audit
        for address, own in marks.items():
            print(f"{address:50}", *(f"{name} {mark}" for name, mark in own.items()))  # noqa: T201
    assert len(marks) == 3 * len(AUDITED)
    assert {a: own for a, own in marks.items() if any(own[name] < 100 for name in WHOLE)} == {}
    assert min(own["performance"] for own in marks.values()) >= 80, "on machines of two cores; 95 is the aim"


def lighthouse(program: Path, address: str, target: Path) -> dict[str, dict[str, dict[str, float]]]:
    """What Lighthouse says of a page on its phone."""
    flags = "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium
    command = ["node", str(program), address, "--quiet", "--output=json", f"--output-path={target}", f"--chrome-flags={flags}"]
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium, "HOME": str(target.parent)})
    found = json.loads(target.read_text("utf-8"))
    assert isinstance(found, dict)
    return found
