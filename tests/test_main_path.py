"""The main path of a reader in Firefox and Chromium: at a domain's root, under a project's path, in the offline copy from a folder."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gen import offline
from gen.folders import CHECKOUT
from tests.conftest import STEM

PLACES = ("at the root", "under a path", "from a folder")
BROWSERS = {"firefox": ("firefox-esr", "firefox"), "chrome": ("chromium", "chromium-browser", "google-chrome")}
STEPS = ("reading", "tooltip", "citing", "searching", "switching", "sorting", "phone")


@pytest.fixture(scope="module", params=BROWSERS)
def walks(
    request: pytest.FixtureRequest, site: Path, at_root: str, under_path: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What one browser saw at each place."""
    path = next(filter(None, map(shutil.which, BROWSERS[request.param])), None)
    assert path, f"{BROWSERS[request.param][0]} is missing: install the packages of packages.txt"
    folder = tmp_path_factory.mktemp("unpacked") / "离线 copy"
    with zipfile.ZipFile(site / "downloads" / STEM / offline.NAME) as archive:
        archive.extractall(folder)
    bases = (at_root, under_path, f"{folder.as_uri()}/")
    places = [{"name": name, "base": base} for name, base in zip(PLACES, bases, strict=True)]
    told = {"browser": request.param, "path": path, "stem": STEM, "places": places}
    command = ["node", str(CHECKOUT / "tests" / "walk" / "main-path.mjs"), json.dumps(told)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    lines = map(json.loads, done.stdout.splitlines())
    return {line["place"]: line | {"base": base} for line, base in zip(lines, bases, strict=True)}


@pytest.fixture(params=PLACES)
def walk(request: pytest.FixtureRequest, walks: dict[str, Any]) -> Any:
    return walks[request.param]


def test_no_step_fails_and_no_page_complains(walk: Any) -> None:
    assert {step: seen for step, seen in walk["seen"].items() if "failed" in seen} == {}
    assert tuple(walk["seen"]) == STEPS
    assert walk["said"] == []


def test_a_chapter_is_read_with_its_charts_and_terms(walk: Any) -> None:
    reading, tip = walk["seen"]["reading"], walk["seen"]["tooltip"]
    assert reading["lang"] == "zh-Hans"
    assert reading["sentences"] > 15
    assert reading["charts"] >= 1
    assert tip["term"] in tip["says"]
    assert len(tip["says"]) > 2 * len(tip["term"])


def test_a_citation_is_copied(walk: Any) -> None:
    citing = walk["seen"]["citing"]
    assert citing["pasted"] in citing["told"]
    web = "https://" if walk["base"].startswith("file:") else walk["base"]
    assert re.search(rf"\[R/OL\]\. \(2018-06-15\)\[\d{{4}}-\d\d-\d\d\]\. {re.escape(web)}\S+/1-3/#s-[a-z2-7]+\.$", citing["pasted"])


def test_search_finds_in_its_locale_and_leads_to_the_place(walk: Any) -> None:
    searching = walk["seen"]["searching"]
    assert all(link.startswith(f"{walk['base']}zh/") for link in searching["found"])
    assert searching["target"]
    assert searching["at"] in searching["found"]


def test_the_switch_keeps_the_sentence(walk: Any) -> None:
    switching = walk["seen"]["switching"]
    assert switching["lang"] == "en"
    assert re.search(rf"/en/{STEM}/1-3/(index\.html)?#{switching['key']}$", switching["at"])


def test_the_table_of_figures_is_sorted_both_ways(walk: Any) -> None:
    (first, there), (second, back) = walk["seen"]["sorting"]["first"], walk["seen"]["sorting"]["second"]
    assert {first, second} == {"ascending", "descending"}
    assert len(there) > 100
    assert there == sorted(there, reverse=first == "descending")
    assert back == sorted(back, reverse=second == "descending")


def test_a_phone_has_the_menu_and_the_tool_and_no_sideways_scroll(walk: Any) -> None:
    phone = walk["seen"]["phone"]
    assert max(phone["widths"]) <= 390
    assert phone["foot"]
    assert phone["opener"] == "false"
