"""The report on paper: what stands in it, in what order, how it is set, and the standards that it keeps."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import page as page_validation
import pdfua
import pikepdf
import pytest
import typst as typst_itself

from gen import folders
from gen.__main__ import main
from gen.errors import GongbaoError
from gen.typeset import press, slim, typst, words
from tests import papers
from tests.conftest import STEM

SEED = folders.SEEDS / f"{STEM}.txt"
Document = dict[str, Any]
LANGS = {"zh": "zh-cn", "zh-hant": "zh-tw", "en": "en-us", "bilingual": "zh-cn"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the four PDFs of the first report."""
    folder = tmp_path_factory.mktemp("paper")
    attached = {"figures.json": b"{}\n", "figures.csv": "\ufeffid\r\n".encode()}
    for name, sheets in papers.printed(SEED, attached).items():
        assert sheets.warnings == ()
        (folder / f"{name}.pdf").write_bytes(sheets.data)
    return folder


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """The documents of the same editions."""
    return papers.documents(SEED)


# ---- standards


@pytest.mark.parametrize("name", papers.NAMES)
def test_every_edition_keeps_pdf_ua_and_pdf_a(name: str, made: Path) -> None:
    assert _faults((made / f"{name}.pdf").read_bytes()) == []


def _faults(data: bytes) -> list[str]:
    """What the two checkers find."""
    found = [
        str(failure.rule_id)
        for profile in ("ua1", "3a")
        for failure in page_validation.validate_pdf_bytes(data, profile=profile).failures
    ]
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return found + [str(finding.rule_id) for finding in pdfua.validate(file.name).findings]


@pytest.mark.parametrize("name", papers.NAMES)
def test_what_the_checkers_do_not_look_at_is_right_too(
    name: str, made: Path, documents: dict[str, Document]
) -> None:
    with pikepdf.open(made / f"{name}.pdf") as pdf:
        assert list(papers.complaints(pdf, documents[name])) == []
        assert str(pdf.Root.Lang).lower() == LANGS[name]


def _no_alt(pdf: pikepdf.Pdf) -> None:
    del next(tag for tag in papers.tags(pdf) if str(tag.S) == "/Figure")["/Alt"]


def _empty_alt(pdf: pikepdf.Pdf) -> None:
    next(tag for tag in papers.tags(pdf) if str(tag.S) == "/Figure")["/Alt"] = "chart"


def _skipped(pdf: pikepdf.Pdf) -> None:
    next(tag for tag in papers.tags(pdf) if str(tag.S) == "/H2")["/S"] = pikepdf.Name("/H4")


def _headless(pdf: pikepdf.Pdf) -> None:
    for tag in papers.tags(pdf):
        if str(tag.S) == "/TH":
            tag["/S"] = pikepdf.Name("/TD")


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def _wrong_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Lang"] = "ja-JP"


def _untagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def _unnamed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences["/DisplayDocTitle"] = False


def _loose(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/AF"]


@pytest.mark.parametrize(
    "plant",
    [_no_alt, _empty_alt, _skipped, _headless, _no_language, _wrong_language, _untagged, _unnamed, _loose],
    ids=lambda plant: plant.__name__,
)
def test_a_planted_fault_is_found(
    plant: Callable[[pikepdf.Pdf], None], made: Path, documents: dict[str, Document]
) -> None:
    out = io.BytesIO()
    with pikepdf.open(made / "zh.pdf") as pdf:
        plant(pdf)
        own = list(papers.complaints(pdf, documents["zh"])) if "/StructTreeRoot" in pdf.Root else []
        pdf.save(out, linearize=False)
    assert own + _faults(out.getvalue())


def test_words_of_another_language_are_tagged_with_it(made: Path) -> None:
    with pikepdf.open(made / "en.pdf") as pdf:
        assert "zh-cn" in papers.spoken(pdf)
    with pikepdf.open(made / "bilingual.pdf") as pdf:
        assert "en-us" in papers.spoken(pdf)


# ---- nothing lost


@pytest.mark.parametrize("name", papers.NAMES)
def test_the_words_of_the_report_come_out_in_their_order(
    name: str, made: Path, documents: dict[str, Document]
) -> None:
    data = documents[name]
    found = papers.bare("".join(papers.type_area(made / f"{name}.pdf")))
    for chart in (element for element in data["body"] if element["kind"] == "chart"):
        found, count = re.subn(papers.chart_words(chart, data["labels"]), "", found, count=1)
        assert count == 1, chart["id"]
    assert papers.body_words(data) in found


@pytest.mark.parametrize("code", ["zh", "zh-hant", "en"])
def test_a_document_says_what_the_edition_shows(code: str, documents: dict[str, Document]) -> None:
    whole = papers.bound(SEED)
    shown = {line.key: line.words for line in whole.edition(code).lines()}
    data = documents[code]
    lines = [line for element in (*data["cover"]["lines"], *data["body"]) for line in element.get("lines", ())]
    assert [line["id"] for line in lines] == list(shown)
    for line in lines:
        said = line["say"][0]
        own = "".join(p["t"] for p in said["run"] if "q" not in p) + said.get("stop", "")
        assert papers.bare(own) == papers.bare(shown[line["id"]]), line["id"]


def test_an_erratum_is_noted_at_its_place_and_a_doubt_leads_to_its_entry(documents: dict[str, Document]) -> None:
    runs = [p for p in _all_pieces(documents["zh"]["body"]) if "q" in p]
    assert [p["t"] for p in runs if p.get("n")] != []
    rows = {row["id"] for row in documents["zh"]["back"]["errata"]["rows"]}
    assert {p["q"] for p in runs} <= rows


def _all_pieces(value: object) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if "t" in value:
            yield value
        for item in value.values():
            yield from _all_pieces(item)
    elif isinstance(value, list):
        for item in value:
            yield from _all_pieces(item)


# ---- how it is set


def _lines(pdf: Path) -> Iterator[list[list[tuple[float, float, str]]]]:
    """The lines of each page as a reader sees them: words with their left and right edges."""
    done = subprocess.run(["pdftotext", "-q", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    space = "{http://www.w3.org/1999/xhtml}"
    for one in ElementTree.fromstring(done.stdout).iter(f"{space}page"):
        rows: dict[int, list[tuple[float, float, str]]] = {}
        for word in one.iter(f"{space}word"):
            base = round(float(word.get("yMax", 0)))
            row = next((rows[y] for y in (base, base - 1, base + 1) if y in rows), None)
            if row is None:
                row = rows.setdefault(base, [])
            row.append((float(word.get("xMin", 0)), float(word.get("xMax", 0)), word.text or ""))
        yield [sorted(row) for _, row in sorted(rows.items())]


def _text_lines(pdf: Path) -> Iterator[list[list[tuple[float, float, str]]]]:
    """Of each page the lines that fill the measure: running text; not those of the contents."""
    for lines in _lines(pdf):
        left = min((row[0][0] for row in lines if row), default=0)
        full = [row for row in lines if row[0][0] < left + 25 and row[-1][1] > 490]
        yield [row for row in full if row[-2:][0][2] != "."]


@pytest.mark.parametrize("name", ["zh", "zh-hant"])
def test_no_line_begins_or_ends_with_a_mark_that_must_not(name: str, made: Path) -> None:
    """GB/T 15834, 5.1: stops do not begin a line, opening marks do not end one."""
    lines = [row for page in _text_lines(made / f"{name}.pdf") for row in page]
    assert len(lines) > 150
    assert not [row for row in lines if row[0][2][0] in "，。、；：？！”’）》」』…"]
    assert not [row for row in lines if row[-1][2][-1] in "“‘（《「『"]


@pytest.mark.parametrize("name", ["zh", "zh-hant"])
def test_no_number_is_parted_from_its_measure_word(name: str, made: Path) -> None:
    for page in _text_lines(made / f"{name}.pdf"):
        for row, below in pairwise(page):
            parted = row[-1][2][-1].isdigit() and re.match(r"[\u4e00-\u9fff]", below[0][2])
            assert not parted, (row[-1], below[0])


@pytest.mark.parametrize("name", papers.NAMES)
def test_no_page_holds_but_a_few_lines(name: str, made: Path) -> None:
    counts = [len([row for row in page if row]) for page in _lines(made / f"{name}.pdf")]
    assert min(counts) > 8, counts


@pytest.mark.parametrize("name", ["zh", "zh-hant", "en"])
def test_no_heading_stands_at_the_foot_of_a_page(name: str, made: Path, documents: dict[str, Document]) -> None:
    heads = [
        papers.bare("".join(papers.pieces(e["lines"][0]["say"][0]["run"])))
        for e in documents[name]["body"]
        if e["kind"] == "heading" and e["depth"] < 3
    ]
    for page in papers.type_area(made / f"{name}.pdf"):
        last = papers.bare(page[-60:])
        assert not any(last.endswith(head) for head in heads), last


def test_chinese_has_the_glyphs_of_its_region_and_bold_is_bold(made: Path) -> None:
    assert {"NotoSansSC-Regular", "NotoSansSC-Bold"} <= _fonts(made / "zh.pdf")
    assert {"NotoSansTC-Regular", "NotoSansTC-Bold"} <= _fonts(made / "zh-hant.pdf")
    assert {"GongbaoSerif-Regular", "GongbaoSans-Bold"} <= _fonts(made / "en.pdf")
    assert not [name for name in _fonts(made / "zh.pdf") if "JP" in name or "KR" in name]


def _fonts(pdf: Path) -> set[str]:
    done = subprocess.run(["pdffonts", str(pdf)], capture_output=True, check=True, text=True)
    return {line.split()[0].partition("+")[2] for line in done.stdout.splitlines()[2:]}


# ---- ways through it


@pytest.mark.parametrize("name", papers.NAMES)
def test_bookmarks_have_three_levels_and_pages_their_labels(name: str, made: Path) -> None:
    with pikepdf.open(made / f"{name}.pdf") as pdf:
        with pdf.open_outline() as opened:
            found = list(papers.outline(opened.root))
        assert {depth for depth, _ in found} == {1, 2, 3}
        assert all(title.strip() for _, title in found)
        assert pdf.pages[1].label == "i"
        assert "1" in [page.label for page in pdf.pages[2:]]
        named = {str(entry.F) for entry in pdf.Root.AF}
    assert named == {"figures.json", "figures.csv"}


@pytest.mark.parametrize("name", papers.NAMES)
def test_links_lead_inside_or_to_printed_addresses_on_the_web(name: str, made: Path) -> None:
    shown = papers.bare("".join(papers.extracted(made / f"{name}.pdf")))
    with pikepdf.open(made / f"{name}.pdf") as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", ()) if str(a.Subtype) == "/Link"]
        assert len(links) > 300
        assert all(str(link.get("/Contents", "")).strip() for link in links)
        webs = {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}
    assert len(webs) > 20
    for address in webs:
        assert re.match("https?://", address)
        host = address.split("//", 1)[1].split("/", 1)[0]
        assert papers.bare(host) in shown, address


def test_the_attached_data_is_the_report_s_own(site: Path) -> None:
    folder = site / "downloads" / STEM
    for name in papers.NAMES:
        with pikepdf.open(folder / f"{name}.pdf") as pdf:
            for file in ("figures.json", "figures.csv"):
                assert pdf.attachments[file].get_file().read_bytes() == (folder / file).read_bytes()


# ---- always the same


def test_the_same_report_gives_the_same_bytes_in_another_process(made: Path) -> None:
    code = (
        "import hashlib, json, pathlib; from tests import papers\n"
        "made = papers.printed(pathlib.Path(%r), {'figures.json': b'{}\\n', 'figures.csv': '\\ufeffid\\r\\n'.encode()})\n"
        "print(json.dumps({name: hashlib.sha256(sheets.data).hexdigest() for name, sheets in made.items()}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code % str(SEED)], cwd=folders.CHECKOUT, capture_output=True, text=True, check=True,
        env={"PATH": "/usr/bin:/bin", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7", "HOME": "/nonexistent"},
    )  # fmt: skip
    here = {name: hashlib.sha256((made / f"{name}.pdf").read_bytes()).hexdigest() for name in papers.NAMES}
    assert json.loads(done.stdout) == here


def test_packing_a_file_changes_nothing_that_it_says(made: Path, documents: dict[str, Document]) -> None:
    data = (made / "zh.pdf").read_bytes()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        objects, told = len(pdf.objects), [str(tag.S) for tag in papers.tags(pdf)]
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    again = slim.slim(out.getvalue())
    assert len(again) < len(out.getvalue())
    with pikepdf.open(io.BytesIO(again)) as pdf:
        assert [str(tag.S) for tag in papers.tags(pdf)] == told
        assert len(pdf.objects) >= objects - 10
    assert slim.slim(b"%PDF-1.7 something else") == b"%PDF-1.7 something else"


# ---- text stays text

_MARKUP = (
    "*粗*", "_斜_", "$x^2$", "`码`", "```c```", "@引", "<标>", "= 题", "- 项", "+ 项", "/ 词: 义", "\\ 行", "\\u{41}", "~", "--",
    "---", "...", "// 注", "/* 注 */", "[容]", "{1+1}", "#1+1", "#{let a = 1}", "#let a = 1", "#set text(red)", "#show: it => it",
    "#import 'a': *", "#include 'a'", "#sys.inputs", "#std.read('/etc/hostname')", "http://a.example/", "'单' \"双\"", "&amp;",
    "<b>", "]]>", "%", "^", "|",
)  # fmt: skip


def _names() -> list[str]:
    """Every name that Typst knows in markup."""
    compiler = typst_itself.Compiler(b"", package_path="/nonexistent", package_cache_path="/nonexistent")
    return sorted(json.loads(compiler.eval("dictionary(std).keys()")))


HOSTILE = [*_MARKUP, *(f"#{name}(1)" for name in _names())]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a report full of Typst gives back."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = [f"第{n}条有{item}在其中。" for n, item in enumerate(HOSTILE, 1)]
    (folder / "hostile.txt").write_text("工作报告\n一、工作\n" + "\n".join(lines) + "\n", "utf-8")
    sheets = papers.printed(folder / "hostile.txt")["zh"]
    (folder / "zh.pdf").write_bytes(sheets.data)
    return papers.bare("".join(papers.type_area(folder / "zh.pdf")))


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=lambda n: HOSTILE[n])
def test_what_typst_would_run_is_printed_as_text(number: int, hostile: str) -> None:
    wide = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）"})
    said, plain = hostile.translate(wide), HOSTILE[number].translate(wide)
    assert papers.bare(f"有{plain}在其中") in said


def test_there_are_names_of_functions_to_try() -> None:
    assert {"#read(1)", "#eval(1)", "#plugin(1)", "#image(1)", "#json(1)"} <= set(HOSTILE)


@pytest.mark.parametrize("path", ["../outside.txt", "/../outside.txt", "@preview/example:0.1.0"])
def test_a_template_cannot_reach_outside_its_folder(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documents: dict[str, Document]
) -> None:
    root = tmp_path / "templates"
    root.mkdir()
    (tmp_path / "outside.txt").write_text("secret", "utf-8")
    own = f'#import "{path}": a' if path.startswith("@") else f'#read("{path}")'
    (root / "report.typ").write_text(f"{own}\n#metadata(none) <end-of-document>", "utf-8")
    monkeypatch.setattr(folders, "TEMPLATES", root)
    with pytest.raises(GongbaoError, match=r"zh\.pdf"):
        typst.pdf(documents["zh"], {}, "zh.pdf")


def test_what_paper_cannot_show_is_left_out() -> None:
    assert words.clean("甲\u202e乙\x00\ufeff丙\ue000丁\t戊") == "甲乙丙丁 戊"


def test_an_address_that_is_not_of_the_web_leads_nowhere() -> None:
    from gen.typeset.appendix import web

    assert web("javascript:alert(1)") == {}
    assert web("file:///etc/passwd") == {}
    assert web("https://a.example/x/") == {"url": "https://a.example/x/", "shown": "a.example/x"}


# ---- in the build


def test_the_pdfs_are_linked_with_pages_and_size_and_stand_in_the_manifest(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_text("utf-8"))["files"]
    for name in papers.NAMES:
        assert f"downloads/{STEM}/{name}.pdf" in manifest
    for page in (f"zh/{STEM}/index.html", f"en/{STEM}/about/index.html", "zh-hant/index.html"):
        html = (site / page).read_text("utf-8")
        for name in papers.NAMES:
            assert f"downloads/{STEM}/{name}.pdf" in html, page
    with pikepdf.open(site / "downloads" / STEM / "en.pdf") as pdf:
        assert f"PDF, {len(pdf.pages)} pages" in (site / f"en/{STEM}/index.html").read_text("utf-8")


LONE = "试验街道2023年工作总结\n一、2023年工作\n全年服务居民3.2万人次。{}\n"


def test_a_character_without_a_glyph_is_named_with_its_sentence_and_the_report_fails_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "good.txt").write_text(LONE.format("完成10项。"), "utf-8")
    (folder / "rare.txt").write_text(LONE.format("另有\U00013000一处。"), "utf-8")
    command = ["build", "--seeds", str(folder), "--site", str(tmp_path / "site")]
    assert main(command) == 2
    told = capsys.readouterr().err
    assert re.search(r"s-[a-z2-7]{6}.*glyph for \U00013000 \(U\+13000\)", told)
    assert not (tmp_path / "site").exists()
    assert main([*command, "--keep-going"]) == 1
    assert (tmp_path / "site/downloads/good/zh.pdf").is_file()
    assert not (tmp_path / "site/zh/rare").exists()


def test_without_pdfs_nothing_is_made_and_nothing_links_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "lone.txt").write_text(LONE.format(""), "utf-8")
    assert main(["build", "--seeds", str(folder), "--site", str(tmp_path / "site"), "--no-pdf"]) == 0
    assert not list((tmp_path / "site").rglob("*.pdf"))
    assert ".pdf" not in (tmp_path / "site/zh/lone/index.html").read_text("utf-8")


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "golden/outline").glob("*.txt")), ids=lambda p: p.stem)
def test_any_text_can_be_printed(path: Path) -> None:
    made = papers.printed(path)
    assert list(made) == list(papers.NAMES)
    for name, sheets in made.items():
        assert sheets.warnings == (), name
        assert page_validation.validate_pdf_bytes(sheets.data, profile="ua1").is_compliant, name


def test_an_edition_asks_for_no_more_fonts_than_it_prints(documents: dict[str, Document]) -> None:
    zh, _, en = papers.LOCALES
    assert press.families(documents["zh"], (zh,)) == ("Gongbao Sans", "Noto Sans SC")
    assert press.families(documents["en"], (en,))[:2] == ("Gongbao Serif", "Gongbao Sans")
