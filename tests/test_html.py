"""Every finished page is valid HTML to the Nu checker, and light enough for a phone."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.kinds import addresses, kind, npm

# A page read as a file has no origin, so Nu takes 'self' for nobody; in browsers test_policy proves what the policy does.
NO_ORIGIN = re.compile(r"(Resource|Inline (script|style)) violates Content Security Policy \(meta tag\)")
HEAVIEST = 60 * 1024
"Bytes, gzipped, of a chapter's HTML with its charts."


def messages(*paths: Path) -> list[dict[str, Any]]:
    """What Nu says of the HTML files at or under `paths`, infos and warnings too."""
    command = ["java", "-Xss4m", "-jar", str(npm("vnu-jar/build/dist/vnu.jar")), "--skip-non-html", "--format", "json"]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    said = json.loads(done.stderr)["messages"]
    assert isinstance(said, list)
    return said


def test_every_page_is_valid_without_a_warning(site: Path) -> None:
    said = [m for m in messages(site) if not NO_ORIGIN.match(m["message"])]
    assert [(m["url"].split("/site/")[-1], m.get("lastLine"), m["message"]) for m in said] == []


def test_the_checker_sees_a_fault(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p id=a><p id=a>", "utf-8")
    assert any("Duplicate ID" in m["message"] for m in messages(page))


def test_a_chapter_is_light_with_its_charts(site: Path) -> None:
    chapters = [address for address in addresses(site) if kind(address) == "report/chapter/"]
    weights = {a: len(gzip.compress((site / a / "index.html").read_bytes())) for a in chapters}
    assert len(weights) > 40
    assert {a: weight for a, weight in weights.items() if weight > HEAVIEST} == {}
