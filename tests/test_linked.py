"""What programs read of the site: linked data, sharing, the clean Markdown of pages and the way there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gen import analysis, editions, folders, locales, seeds
from gen import site as publishing
from gen.web import plain
from tests.conftest import CODES, STEM

BASE = publishing.base()
KINDS = {"": "Report", "data/": "Dataset", "glossary/": "DefinedTermSet"}


def head(site: Path, code: str, path: str) -> str:
    """The head of a page of the report."""
    return (site / code / STEM / path / "index.html").read_text("utf-8").split("</head>")[0]


def linked(site: Path, code: str, path: str) -> Any:
    """The linked data of a page of the report."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head(site, code, path), re.DOTALL)
    return json.loads(found)


def addresses(data: Any) -> Iterator[str]:
    """Every address of our own site in `data`."""
    if isinstance(data, dict):
        for value in data.values():
            yield from addresses(value)
    elif isinstance(data, list):
        for value in data:
            yield from addresses(value)
    elif isinstance(data, str) and data.startswith(BASE):
        yield data


def exists(site: Path, address: str) -> bool:
    """Whether an address of ours leads to a file, and its anchor to an element."""
    path, _, anchor = unquote(address.removeprefix(BASE)).partition("#")
    file = site / path / "index.html" if path.endswith("/") or not path else site / path
    return file.is_file() and (not anchor or f'id="{anchor}"' in file.read_text("utf-8"))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("path", KINDS)
def test_linked_data_says_what_a_page_is_and_leads_to_what_exists(site: Path, code: str, path: str) -> None:
    data = linked(site, code, path)
    assert (data["@context"], data["@type"]) == ("https://schema.org", KINDS[path])
    own = [*addresses(data)]
    assert f"{BASE}{code}/{STEM}/{path}" == data["url"]
    assert len(own) > 3
    assert [address for address in own if not exists(site, address)] == []


def test_the_dataset_names_its_figures_and_the_glossary_its_terms(site: Path) -> None:
    found = analysis.analyse(seeds.load(folders.SEEDS / f"{STEM}.txt"))
    names = linked(site, "en", "data/")["variableMeasured"]
    assert len(names) > 0.9 * len(found.figures)
    assert not any("\u4e00" <= char <= "\u9fff" for name in names for char in name)
    terms = linked(site, "zh", "glossary/")["hasDefinedTerm"]
    assert {t["name"] for t in terms} == {use.term for use in found.terms}


@pytest.mark.parametrize("code", CODES)
def test_a_shared_page_says_its_title_its_language_and_the_others(site: Path, code: str) -> None:
    words = head(site, code, "1-1/")
    said = dict(re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', words))
    title = re.search(r"<title>(.*?) ·", words)
    assert title
    assert title[1] == said["title"]
    assert said["url"] == f"{BASE}{code}/{STEM}/1-1/"
    assert said["description"]
    spelled = {locale.code: locale.babel for locale in locales.standard()}
    assert said["locale"] == spelled[code]
    assert {*re.findall(r'og:locale:alternate" content="(\w+)"', words)} == {*spelled.values()} - {spelled[code]}


def test_every_address_of_llms_txt_exists(site: Path) -> None:
    words = (site / "llms.txt").read_text("utf-8")
    found = re.findall(r"\]\((\S+)\)", words)
    assert len(found) == 2 * len(CODES) + 3
    assert [address for address in found if not exists(site, address)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_page_names_its_clean_markdown_and_that_holds_every_sentence(site: Path, code: str) -> None:
    found = editions.index(analysis.analyse(seeds.load(folders.SEEDS / f"{STEM}.txt")))
    edition = editions.edition(found, next(loc for loc in locales.standard() if loc.code == code))
    for page in edition.pages:
        folder = site / code / STEM / page.slug
        assert 'type="text/markdown" href="index.html.md"' in (folder / "index.html").read_text("utf-8")
        words = (folder / plain.NAME).read_text("utf-8")
        assert "<" not in words
        for line in page.lines():
            assert plain.escape(line.words.rstrip("。") if line.kind == "heading" else line.words) in words


def test_the_links_of_the_clean_overview_lead_to_clean_pages(site: Path) -> None:
    folder = site / "en" / STEM
    found = re.findall(r"\]\((\S+)\)", (folder / plain.NAME).read_text("utf-8"))
    assert len(found) > 14
    assert [name for name in found if not (folder / name).is_file()] == []


@given(st.text(alphabet="五违12.*_[]()<>|`#+-\\ ~&!a\n", min_size=1, max_size=24).filter(str.strip))
def test_escaped_words_read_as_they_are(words: str) -> None:
    paragraph = re.fullmatch(r"<p>(.*)</p>\n", MarkdownIt().render(plain.escape(words)), re.DOTALL)
    assert paragraph, "it became something else than a paragraph"
    assert unescape(paragraph[1]).split() == words.split()
