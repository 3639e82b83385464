"""The pages that tell what can be taken away and what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from gen import locales
from tests.conftest import CODES, STEM


def links(site: Path, code: str, page: str) -> set[Path]:
    """What a page of the report links to on the site."""
    folder = site / code / STEM / page
    soup = BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")
    hrefs = [str(a["href"]).partition("#")[0] for a in soup.select("article a[href]")]
    return {(folder / href).resolve() for href in hrefs if href and "://" not in href}


@pytest.mark.parametrize("code", CODES)
def test_the_downloads_page_leads_to_every_file_but_those_of_charts(site: Path, code: str) -> None:
    there = {path.resolve() for path in (site / "downloads" / STEM).iterdir() if path.is_file()}
    found = links(site, code, "downloads")
    assert there <= found
    assert {path for path in found if not path.exists()} == set()


@pytest.mark.parametrize("code", [locale.code for locale in locales.standard() if not locale.translated])
def test_what_changed_lists_each_correction_and_leads_to_its_place(site: Path, code: str) -> None:
    soup = BeautifulSoup((site / code / STEM / "changes" / "index.html").read_text("utf-8"), "html.parser")
    rows = soup.select("article tbody tr")
    marks = [
        mark
        for path in sorted((site / code / STEM).glob("[0-9]-[0-9]/index.html"))
        for mark in BeautifulSoup(path.read_text("utf-8"), "html.parser").select(".gb-was")
    ]
    assert len(rows) == len({str(mark["href"]) for mark in marks}) == 1
    page, _, key = str(rows[0].select_one("a[href]")["href"]).partition("#")  # type: ignore[index]
    assert f'id="{key}"' in (site / code / STEM / "changes" / page / "index.html").read_text("utf-8")
