"""A re-issue on the site: old anchors stay alive on their page and say what changed; no translation is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from gen import seeds as family
from gen.__main__ import main
from gen.read import outline, text
from tests.conftest import STEM

EDITS = (
    ("全年救助各类困难对象3.6万人次", "全年救助各类困难对象3.7万人次"),
    ("继续关爱独生子女困难家庭和失独家庭。", ""),
    ("推进住房保障工作,", "推进住房保障各项工作,"),
    ("基本保障广覆盖。", "基本保障更广覆盖。"),
    ("(二)创新创业取得新进展", "(二)创新创业取得新的进展"),
)


def keys(path: Path) -> dict[str, str]:
    words = text.read(family.load(path))
    return {
        leaf.key: words.slice(leaf.span)
        for leaf in outline.parse(words).root.leaves()
        if leaf.kind != "furniture"
    }


def test_five_edits_lose_no_translation_and_make_no_link_lie(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, site = seeds / f"{STEM}.txt", tmp_path / "site"
    before = keys(path)
    old_po = (seeds / f"{STEM}.en.po").read_text("utf-8")
    raw = path.read_text("utf-8")
    for found, words in EDITS:
        assert raw.count(found) == 1
        raw = raw.replace(found, words)
    new = tmp_path / "new.txt"
    new.write_text(raw, "utf-8")
    assert main(["adopt", str(new), STEM, "--seeds", str(seeds)]) == 0
    assert path.read_text("utf-8") == raw
    assert len(list((seeds / STEM).glob("*.txt"))) == 1
    assert main(["build", "--seeds", str(seeds), "--site", str(site), "--no-pdf"]) == 0

    after = keys(path)
    gone = [key for key in before if key not in after]
    assert len(gone) == 5
    pages = {p.parent.name: p.read_text("utf-8") for p in (site / "zh" / STEM).glob("*/index.html")}
    for key in gone:
        place = [name for name, html in pages.items() if f'class="gb-former" id="{key}"' in html]
        assert "full" in place
        assert len(place) == 2, f"{key} is alive on its own page and on the full one"
    for key in set(before) & set(after):
        assert after[key] == before[key]
    new_po = (seeds / f"{STEM}.en.po").read_text("utf-8")
    lost = [
        line
        for line in old_po.splitlines()
        if line.startswith("msgstr ") and line not in new_po.replace("#~ ", "")
    ]
    assert lost == []
    assert main(["translate", "status", STEM, "--seeds", str(seeds)]) == 0
    first = next(line for line in capsys.readouterr().out.splitlines() if "\t1-1\t" in line)
    assert "stale 3" in first, "the changed sentences of the first chapter wait for their translator"


def test_the_same_text_again_is_nothing_to_adopt(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {p.name: p.read_bytes() for p in seeds.iterdir() if p.is_file()}
    assert main(["adopt", str(seeds / f"{STEM}.txt"), STEM, "--seeds", str(seeds)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert {p.name: p.read_bytes() for p in seeds.iterdir() if p.is_file()} == before
