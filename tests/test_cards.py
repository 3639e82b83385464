"""Pictures for those who pass a page on: each page names one that exists, is light, and shows its words as words."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from gen import folders
from gen.__main__ import main
from gen.typeset import cards, press
from tests import papers
from tests.conftest import CODES, STEM

BASE = "https://gongbao.example/office/"


@pytest.fixture(scope="module")
def drawn(site: Path) -> dict[str, bytes]:
    """Each card of the built site by its place."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in (site / "downloads" / STEM / "cards").rglob("*.png")}


def test_the_report_each_chapter_and_each_chart_has_a_card_in_each_locale(site: Path, drawn: dict[str, bytes]) -> None:
    for code in CODES:
        names = {STEM, *(p.parent.name for p in (site / code / STEM).glob("[0-9]-[0-9]/index.html"))}
        names |= {f"c-{p.stem.split('.')[0]}" for p in (site / "downloads" / STEM / "charts").glob(f"*.{code}.svg")}
        assert {Path(place).stem for place in drawn if f"/{code}/" in place} == names
        assert len(names) > 30


def test_a_card_is_1200_by_630_and_at_most_30_kb(drawn: dict[str, bytes]) -> None:
    for place, data in drawn.items():
        assert Image.open(io.BytesIO(data)).size == cards.SIZE, place
        assert len(data) <= cards.LIMIT, place


def test_every_page_names_a_card_that_exists_by_its_whole_address(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert main(["build", "--site", str(site), "--locale", "en", "--base-url", BASE]) == 0
    pages = sorted(site.glob("en/**/index.html"))
    for page in pages:
        said = {
            str(meta.get("property") or meta.get("name")): str(meta["content"])
            for meta in BeautifulSoup(page.read_text("utf-8"), "html.parser").select("meta[content]")
        }
        if STEM not in page.parts and page.parent.name != "en":
            continue  # a page that people wrote belongs to no report
        address = said["og:image"]
        assert address.startswith(BASE)
        assert (site / address.removeprefix(BASE)).is_file()
        assert said["og:image:alt"]
        assert said["twitter:card"] == "summary_large_image"
    assert len(pages) > 20
    assert "/cards/en/1-2.png" in (site / "en" / STEM / "1-2" / "index.html").read_text("utf-8")


def test_each_chart_gives_its_picture(site: Path) -> None:
    for page in (site / "en" / STEM).glob("[0-9]-[0-9]/index.html"):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        found = [str(a["href"]) for a in soup.select(".gb-take a[href$='.png']")]
        assert len(found) == len(soup.select("figure.gb-chart"))
        assert all((page.parent / href).resolve().is_file() for href in found)


def test_words_on_a_card_are_never_markup_and_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    seed = tmp_path / "hostile.txt"
    words = "一、#panic(\"x\") *重* $x^2$ @a <b> `c` \\ // " + "很长的标题" * 30
    seed.write_text(f"某街道2020年工作总结\n一、{words}\n全年服务5万人次，#read(\"/etc/passwd\")。\n", "utf-8")
    desks = papers.desks(seed)
    zh = papers.LOCALES[0]
    data = cards.cards(desks[zh.code])
    fonts = press.fonts_of({"zh.png": data}, {"zh.png": (zh,)}, papers.CACHE)["zh.png"]
    once, twice = (dict(cards.draw(data, fonts, "zh.png")) for _ in range(2))
    assert once == twice
    assert len(once) == len(data["cards"]) >= 2


def test_the_site_has_an_icon_for_home_screens(site: Path) -> None:
    for page in (site / "index.html", site / "en" / "index.html"):
        found = re.search(r'<link rel="apple-touch-icon" href="([^"]+)"', page.read_text("utf-8"))
        assert found
        icon = Image.open((page.parent / found[1]).resolve()).convert("RGB")
        assert icon.size == (192, 192)
        assert icon.getpixel((0, 0)) == (255, 255, 255)
        assert len(set(icon.get_flattened_data())) > 10
    assert (folders.DOCS / "assets/gongbao/icon.svg").is_file()
