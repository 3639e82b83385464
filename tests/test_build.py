"""One command builds the whole site, or leaves the last one whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gen import farm, folders, output
from gen.__main__ import main
from tests.conftest import CODES, STEM

LONE = """某某镇2021年工作总结
各位代表：
现在报告工作。
一、2021年工作回顾
(一)经济发展
全年实现财政收入3.2亿元，同比增长5%。
(二)民生改善
新建养老服务中心2个，培训5000人次。
二、2022年工作安排
新建公园3个。
"""
PAGES = ("full", "data", "glossary", "about", "source")


def digest(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def small(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for stem, words in texts.items():
        (folder / f"{stem}.txt").write_text(words, "utf-8")
    return folder


def build(seeds: Path, site: Path, *more: str) -> int:
    return main(["build", "--seeds", str(seeds), "--site", str(site), "--no-pdf", *more])


def test_every_page_of_the_contract_is_there_in_every_locale(site: Path) -> None:
    chapters = [f"{part}-{chapter}" for part in (1, 2) for chapter in range(1, 8)]
    for code in CODES:
        for name in ("", *chapters, *PAGES):
            assert (site / code / STEM / name / "index.html").is_file(), f"{code}/{STEM}/{name}"
    for name in ("figures.csv", "figures.json", "terms.csv", "source.txt", "proof.json"):
        assert (site / "downloads" / STEM / name).is_file(), name
    assert (site / "index.html").is_file()
    assert (site / "404.html").is_file()
    assert (site / "sitemap.xml").is_file()


def test_the_text_is_given_away_byte_for_byte(site: Path) -> None:
    published = (site / "downloads" / STEM / "source.txt").read_bytes()
    assert (
        hashlib.sha256(published).hexdigest()
        == "a9393909d271a65371bcae20821b0804d5438d98070b1b5ea442d761a907c2bd"
    )


def test_the_manifest_lists_every_file_with_its_hash(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_text("utf-8"))
    files = digest(site)
    del files["manifest.json"]
    assert manifest["files"] == files
    assert manifest["seeds"][STEM] == hashlib.sha256((folders.SEEDS / f"{STEM}.txt").read_bytes()).hexdigest()
    assert manifest["tools"]["mkdocs"].startswith("1.")


def test_two_builds_are_the_same_byte_for_byte_with_one_job_or_two(seeds: Path, tmp_path: Path) -> None:
    small(seeds, lone=LONE)
    command = [sys.executable, "-m", "gen", "build", "--seeds", str(seeds), "--jobs"]
    for name, jobs in (("a", "1"), ("b", "2")):
        subprocess.run(
            [*command, jobs, "--site", str(tmp_path / name)],
            cwd=folders.CHECKOUT,
            check=True,
            capture_output=True,
        )
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


def test_a_lone_text_builds(tmp_path: Path) -> None:
    seeds, site = small(tmp_path / "seeds", lone=LONE), tmp_path / "site"
    assert build(seeds, site) == 0
    assert "3.2亿元" in (site / "zh/lone/1-1/index.html").read_text("utf-8")
    assert (site / "zh/lone/2-1/index.html").is_file()
    assert 'class="gb-s gb-untranslated"' in (site / "en/lone/1-1/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        "当前位置: 首页 > 政务公开\n某镇2010年工作总结\n来源:某镇 日期:2010-04-07\n一、工作回顾\n建成2个。\n",
        "某镇2010年工作总结\n一、抓好防疫。全年建成2个。\n(一)救助困难群众。救助3人。\n",
        "没有标题的一段话。第二句。",
        "# {{ x }} <b>甲</b>\n*乙*。\n",
        "一、甲\n一、甲\n甲。甲。\n",
    ],
    ids=["furniture", "stops", "plain", "hostile", "twins"],
)
def test_any_text_at_all_builds_and_is_proven_whole(words: str, tmp_path: Path) -> None:
    seeds, site = small(tmp_path / "seeds", text=words), tmp_path / "site"
    assert build(seeds, site) in (0, 1)
    assert (site / "downloads/text/proof.json").is_file()


def test_a_name_in_han_makes_addresses_that_work(tmp_path: Path) -> None:
    seeds, site = small(tmp_path / "seeds", 某某镇2021=LONE), tmp_path / "site"
    assert build(seeds, site) == 0
    assert (site / "en/某某镇2021/2-1/index.html").is_file()


def test_named_stems_are_rebuilt_and_the_others_stay_published(tmp_path: Path) -> None:
    seeds, site = small(tmp_path / "seeds", one=LONE, two=LONE.replace("某某镇", "他镇")), tmp_path / "site"
    assert build(seeds, site) == 0
    before = digest(site)
    small(seeds, one=LONE.replace("5000", "6000"), two="\0")
    assert build(seeds, site, "one") == 0
    after = digest(site)
    assert "6000人次" in (site / "zh/one/1-2/index.html").read_text("utf-8")
    kept = [
        p
        for p in before
        if p.startswith(("zh/two/", "zh-hant/two/", "en/two/", "downloads/two/"))
        or p.endswith("search/two.js")
    ]
    assert len(kept) > 20
    assert {p: after.get(p) for p in kept} == {p: before[p] for p in kept}
    assert "他镇" in (site / "zh/index.html").read_text("utf-8")
    assert json.loads((site / "manifest.json").read_text("utf-8"))["seeds"].keys() == {"one", "two"}


def test_one_failed_report_does_not_publish_half_a_site(tmp_path: Path) -> None:
    seeds, site = small(tmp_path / "seeds", one=LONE, two=LONE), tmp_path / "site"
    assert build(seeds, site) == 0
    before = digest(site)
    (seeds / "two.txt").write_bytes(b"\0\1\2")
    assert build(seeds, site) == 2
    assert digest(site) == before


def test_keep_going_publishes_the_rest_and_the_failed_ones_last_good_pages(tmp_path: Path) -> None:
    seeds, site = small(tmp_path / "seeds", one=LONE, two=LONE), tmp_path / "site"
    assert build(seeds, site) == 0
    (seeds / "two.txt").write_bytes(b"\0\1\2")
    small(seeds, one=LONE.replace("5000", "7000"))
    assert build(seeds, site, "--keep-going") == 1
    assert "7000人次" in (site / "zh/one/1-2/index.html").read_text("utf-8")
    assert "5000人次" in (site / "zh/two/1-2/index.html").read_text("utf-8")


def test_a_failed_proof_publishes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds, site = small(tmp_path / "seeds", one=LONE), tmp_path / "site"
    from gen import markup

    honest = markup.Marks.line

    def forgetful(self: markup.Marks, line: object, *more: object, **named: object) -> object:
        words = honest(self, line, *more, **named)  # type: ignore[arg-type]  # the patch stands in for the method
        return type(words)(str(words).replace("培训", ""))

    monkeypatch.setattr(markup.Marks, "line", forgetful)
    assert build(seeds, site) == 2
    assert "培训" in capsys.readouterr().err
    assert not site.exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_a_build_that_is_cut_off_leaves_the_last_site_whole(number: signal.Signals, tmp_path: Path) -> None:
    seeds, site = small(tmp_path / "seeds", one=LONE), tmp_path / "site"
    assert build(seeds, site) == 0
    before = digest(site)
    small(seeds, one=LONE.replace("5000", "8000"))
    command = [sys.executable, "-m", "gen", "build", "--seeds", str(seeds), "--site", str(site), "--no-pdf"]
    # A suite that runs in the background ignores interrupts, and its children with it: the child gets them back.
    before_tests = signal.signal(signal.SIGINT, signal.default_int_handler)
    started = subprocess.Popen(
        command, cwd=folders.CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    signal.signal(signal.SIGINT, before_tests)
    while started.poll() is None and not list(tmp_path.glob(".site.stage-*/docs/zh")):
        time.sleep(0.01)
    assert started.poll() is None, "the build was over before it could be cut off"
    os.kill(started.pid, number)
    started.wait()
    assert digest(site) == before
    assert build(seeds, site) == 0
    assert not list(tmp_path.glob(".site.*")), "leftovers of the dead build"
    assert "8000人次" in (site / "zh/one/1-2/index.html").read_text("utf-8")


def test_where_folders_cannot_be_exchanged_two_renames_serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_exchange", lambda *_: False)
    for name, words in (("new", "new"), ("site", "old")):
        small(tmp_path / name, x=words)
    output.publish(tmp_path / "new", tmp_path / "site")
    assert (tmp_path / "site/x.txt").read_text() == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_a_swap_that_died_between_two_renames_is_healed(tmp_path: Path) -> None:
    small(tmp_path / ".site.old", x="last good")
    output.heal(tmp_path / "site")
    assert (tmp_path / "site/x.txt").read_text() == "last good"


def test_a_fourth_language_is_a_file_of_labels_and_a_catalogue(seeds: Path, tmp_path: Path) -> None:
    """A pseudo-locale: accented labels and the report's words in brackets; nothing in gen/ is touched."""
    from gen import analysis, locales, po
    from gen import seeds as family
    from gen.judge import catalog

    table = {ord(a): b for a, b in zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True)}
    labels = (folders.LOCALE / "en.yml").read_text("utf-8").split("labels:", 1)[1]
    english = next(loc for loc in locales.standard() if loc.code == "en").labels
    accented = {k: v if "{" in v else v.translate(table) for k, v in english.items()}
    assert labels
    extra = tmp_path / "more"
    extra.mkdir()
    tags = "tags: {order: 4, name: Pséudo, short: PS, html: en-XA, theme: en, babel: en_US, font: Noto Sans SC, data: en, catalog: xa}\n"
    (extra / "xa.yml").write_text(tags + "labels: " + json.dumps(accented) + "\n", "utf-8")
    read = family.load(seeds / f"{STEM}.txt")
    messages = catalog.messages(analysis.analyse(read))
    parsed = catalog.parse(catalog.update(messages, "", language="xa", title="x"), "xa.po")
    entries = [
        entry.__class__(**{**{f: getattr(entry, f) for f in entry.__slots__}, "target": f"[{entry.source}]"})
        for entry in parsed.entries.values()
    ]
    (seeds / f"{STEM}.xa.po").write_text(po.write([parsed.header, *entries]), "utf-8")
    site = tmp_path / "site"
    assert build(seeds, site, "--locale-dir", str(extra)) == 1, "the checks see that it is no translation"
    page = (site / "xa" / STEM / "1-1" / "index.html").read_text("utf-8")
    assert '<html lang="en-XA"' in page or 'lang="en"' in page
    assert "gb-untranslated" not in page
    assert accented["nav.glossary"] in page
    assert 'hreflang="en-XA"' in (site / "zh" / STEM / "index.html").read_text("utf-8")


def test_plain_mkdocs_builds_in_a_fresh_checkout(tmp_path: Path) -> None:
    fresh = tmp_path / "checkout"
    shutil.copytree(
        folders.CHECKOUT,
        fresh,
        ignore=shutil.ignore_patterns(".venv", ".git", "node_modules", "site", "zh", "zh-hant", "en", "downloads", ".*cache"),
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (fresh / "site/zh-hant" / STEM / "1-1/index.html").read_text("utf-8")
    assert 'lang="zh-Hant"' in page
    assert "街道辦事處" in page


def test_a_stale_page_of_a_report_that_is_gone_leaves_docs(tmp_path: Path) -> None:
    from gen import locales

    seeds, docs = small(tmp_path / "seeds", one=LONE, two=LONE), tmp_path / "docs"
    farm.generate_docs(docs, seeds, locales.standard())
    assert (docs / "zh/two/index.md").is_file()
    (seeds / "two.txt").unlink()
    farm.generate_docs(docs, seeds, locales.standard())
    assert not (docs / "zh/two").exists()
    assert (docs / "zh/one/index.md").is_file()


def test_a_preview_is_not_indexed_and_names_its_commit(tmp_path: Path) -> None:
    seeds, site = small(tmp_path / "seeds", one=LONE), tmp_path / "site"
    assert build(seeds, site, "--preview", "abc1234", "--base-url", "https://example.org/x/") == 0
    page = (site / "en/one/1-1/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "abc1234" in page
    assert 'href="https://example.org/x/zh/one/1-1/"' in page
