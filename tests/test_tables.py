"""What is given away: every table holds what it says, and the frictionless tool reads the whole package."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import polib
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from gen import analysis, book, columns, editions, farm, folders, numerals, output, seeds
from gen.exports import tables
from gen.locales import standard
from gen.model import Book, Shelf
from tests.conftest import STEM

HOSTILE = """=SUM(A1:A9)镇2021年工作总结
一、2021年工作回顾
=1+1新建公园3个，"绿地"2处；全镇引进企业4家,新增岗位90个,救助200户。
+热线受理电话1200件，财政收入3.2
亿元，同比增长5%。
-事故比上年下降22%。
@居民满意率15%—18%，培训与就业之比为1:3。
\t培训居民5000人次。
＝建成学校2所，建成图书馆3所，建成文化馆7所，建成体育馆5所。
二、2022年工作安排
=新建公园5个。
"""
NUMBERS = {"start", "end", "value", "value_high", "year", "line", "count"}
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def given_away(site: Path) -> Path:
    return site / "downloads" / STEM


def bound_book(path: Path) -> Book:
    found, locales = analysis.analyse(seeds.load(path)), standard()
    index = editions.index(found)
    spoken = [editions.edition(index, locale) for locale in locales]
    return book.bind(found, spoken, Shelf((editions.entry(found, spoken),)))


def laid(words: str, folder: Path, stem: str = "lone") -> Path:
    """The folder with what is given away of a text that stands alone."""
    path = folder / f"{stem}.txt"
    path.write_text(words, "utf-8")
    whole = bound_book(path)
    output.write(folder / "out", tables.files(whole, standard(), farm.chart_data(whole, standard())))
    return folder / "out" / "downloads" / stem


def rows(path: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def faults(folder: Path) -> list[str]:
    """The kinds of errors that frictionless finds in the package."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.stats["tasks"] == len(package(folder)["resources"]) or report.errors
    return [kind for (kind,) in report.flatten(["type"])]


def package(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "datapackage.json").read_text("utf-8")))


# ---- the package


def test_the_package_is_valid_and_leaves_no_table_out(given_away: Path) -> None:
    assert faults(given_away) == []
    described = {resource["path"] for resource in package(given_away)["resources"]}
    assert {p.relative_to(given_away).as_posix() for p in given_away.rglob("*.csv")} <= described
    assert {"figures.json", "source.txt"} <= described
    assert len(described) > 40


def test_the_tool_itself_calls_the_package_valid(given_away: Path) -> None:
    tool = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    assert subprocess.run(tool, cwd=given_away, capture_output=True, check=False).returncode == 0


def edit(name: str, change: Callable[[Rows], None]) -> Callable[[Path], None]:
    """A fault planted in a table."""

    def plant(folder: Path) -> None:
        found = rows(folder / name)
        change(found)
        out = io.StringIO()
        writer = csv.DictWriter(out, list(found[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(found)
        (folder / name).write_bytes(out.getvalue().encode("utf-8-sig"))

    return plant


def cell(name: str, column: str, value: str, n: int = 0) -> Callable[[Path], None]:
    return edit(name, lambda found: found[n].__setitem__(column, value))


def cut(folder: Path) -> None:
    path = folder / "rejected.csv"
    path.write_bytes(path.read_bytes() + b"9000,9001,7\r\n")


CHART = "charts/targets.en.csv"
PLANTED = {
    "a bound that is none": (cell("figures.csv", "bound", "more"), "constraint-error"),
    "a status that is none": (cell("figures.csv", "status", "kept"), "constraint-error"),
    "a sign where a word belongs": (cell("figures.csv", "change", "'+"), "constraint-error"),
    "a value that is no number": (cell("figures.csv", "value", "3.6万"), "type-error"),
    "a value with an apostrophe": (cell("figures.csv", "value", "'-3"), "type-error"),
    "no value": (cell("figures.csv", "value", ""), "constraint-error"),
    "an offset below zero": (cell("figures.csv", "start", "-1"), "constraint-error"),
    "a key that is none": (cell("figures.csv", "sentence", "1.3.2-04"), "constraint-error"),
    "two figures of one name": (edit("figures.csv", lambda r: r.append(dict(r[0]))), "unique-error"),
    "a reason that nobody knows": (cell("rejected.csv", "reason", "other"), "constraint-error"),
    "a pair with a figure that is none": (cell("ledger.csv", "result_id", "s-aaaaaa#9"), "foreign-key"),
    "a certainty that is none": (cell("ledger.csv", "certainty", "kept"), "constraint-error"),
    "a year in words": (cell("ledger.csv", "target_year", "明年"), "type-error"),
    "a chart's bound that is none": (cell(CHART, "bound", "余"), "constraint-error"),
    "a row cut off": (cut, "missing-cell"),
}


@pytest.mark.parametrize(("plant", "kind"), PLANTED.values(), ids=PLANTED.keys())
def test_the_schema_catches_a_planted_fault(
    plant: Callable[[Path], None], kind: str, given_away: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(given_away, folder)
    whole = package(folder)
    for resource in whole["resources"]:  # the hashes would tell by themselves
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(whole), "utf-8")
    assert faults(folder) == []
    plant(folder)
    assert kind in faults(folder)


@pytest.mark.parametrize("name", ["figures.csv", "source.txt", "figures.json", CHART])
def test_the_package_tells_a_file_that_was_changed(name: str, given_away: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(given_away, folder)
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data.replace(b"2016", b"2015"))
    assert len((folder / name).read_bytes()) == len(data)
    assert faults(folder) == ["hash-count"]


def test_every_title_and_description_stands_in_three_languages(given_away: Path) -> None:
    whole = package(given_away)
    chart = json.loads((given_away / "charts/schema.json").read_text("utf-8"))
    described = [whole, *whole["resources"], *chart["fields"]]
    described += [
        f for r in whole["resources"] if isinstance(r.get("schema"), dict) for f in r["schema"]["fields"]
    ]
    for item in described:
        for name in ("title", "description"):
            assert all(
                isinstance(item[name + tail], str) and item[name + tail] for tail in ("", "_zh_hant", "_en")
            ), item
            assert item[name] != item[f"{name}_en"]
    assert whole["title_zh_hant"] != whole["title"]
    assert (
        whole["sources"][0]["sha256"] == hashlib.sha256((given_away / "source.txt").read_bytes()).hexdigest()
    )
    assert "publisher" in whole["licenses"][0]["title_en"]


def test_the_package_says_nothing_of_when_or_where_it_was_made(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    one, other = (laid(HOSTILE, tmp_path / name) for name in ("a", "b"))
    for path in sorted(one.rglob("*.*")):
        assert path.read_bytes() == (other / path.relative_to(one)).read_bytes(), path
    assert not {"created", "version", "id"} & package(one).keys()


def test_a_stem_in_han_makes_a_package_with_a_name_that_tools_accept(tmp_path: Path) -> None:
    folder = laid(HOSTILE, tmp_path, "某某镇2021")
    assert package(folder)["name"].startswith("report-")
    assert faults(folder) == []


# ---- the tables


def test_every_row_gives_the_very_words_of_the_source_at_its_offsets(given_away: Path) -> None:
    raw = (given_away / "source.txt").read_bytes().decode("utf-8-sig")
    for name in ("figures.csv", "rejected.csv"):
        found = rows(given_away / name)
        assert len(found) > 50
        for row in found:
            assert raw[int(row["start"]) : int(row["end"])] == row["text"]


def test_every_figure_and_every_other_numeral_has_its_row(given_away: Path) -> None:
    found = analysis.analyse(seeds.load(folders.SEEDS / f"{STEM}.txt"))
    assert [int(row["start"]) for row in rows(given_away / "figures.csv")] == [
        f.span.start for f in found.figures
    ]
    assert [int(row["start"]) for row in rows(given_away / "rejected.csv")] == [
        r.span.start for r in found.rejected
    ]
    drawn = {row["charts"] for row in rows(given_away / "figures.csv")}
    assert {spec.id for spec in found.charts} == {name for names in drawn for name in names.split()}


def test_every_address_leads_to_its_sentence(given_away: Path, site: Path) -> None:
    pages: dict[str, BeautifulSoup] = {}
    addresses = {(row["address"], row["sentence"]) for row in rows(given_away / "figures.csv")}
    for address, key in sorted(addresses):
        path, _, anchor = address.partition("#")
        soup = pages.setdefault(
            path, BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser")
        )
        assert anchor == key
        assert soup.select_one(f'.gb-s[id="{key}"]'), address


def test_a_figure_is_called_as_translators_call_it(given_away: Path) -> None:
    contexts = {entry.msgctxt for entry in polib.pofile(str(folders.SEEDS / f"{STEM}.en.po"))}
    ids = [row["id"] for row in rows(given_away / "figures.csv")]
    assert len(set(ids)) == len(ids)
    assert len(contexts & set(ids)) > 0.9 * len(ids)


def test_json_holds_the_same_figures_with_native_types(given_away: Path) -> None:
    data = json.loads((given_away / "figures.json").read_text("utf-8"))
    assert (
        data["about"]["source"]["sha256"]
        == hashlib.sha256((given_away / "source.txt").read_bytes()).hexdigest()
    )
    assert data["about"]["title"]
    assert "prevails" in data["about"]["translation"]["en"]
    assert data["about"]["licence"]["en"]
    plain = rows(given_away / "figures.csv")
    assert len(data["figures"]) == len(plain)
    for own, row in zip(data["figures"], plain, strict=True):
        assert (own["id"], own["start"], own["sentence_en"] or "") == (
            row["id"],
            int(row["start"]),
            row["sentence_en"],
        )
        assert own["value"] == float(row["value"])
        assert columns.CHANGES[own["change"]] == row["change"]
        assert isinstance(own["charts"], list)


def test_the_ledger_gives_both_values_and_both_sentences(given_away: Path) -> None:
    figures = {row["id"]: row for row in rows(given_away / "figures.csv")}
    pairs = rows(given_away / "ledger.csv")
    assert len(pairs) >= 10
    for row in pairs:
        assert row["certainty"] in ("certain", "arguable")
        assert row["reason"]
        for side, status in (("result", {"result", "stock"}), ("target", {"target"})):
            figure = figures[row[f"{side}_id"]]
            assert figure["status"] in status
            for own, column in (
                ("value", "value"),
                ("text", "text"),
                ("sentence_zh_hans", "sentence_zh_hans"),
            ):
                assert row[f"{side}_{own}"] == figure[column]


def test_a_column_without_translation_is_empty_and_named(given_away: Path, tmp_path: Path) -> None:
    for folder in (given_away, laid(HOSTILE, tmp_path)):
        for name in ("figures.csv", "ledger.csv"):
            for row in rows(folder / name):
                empty = [c for c, words in row.items() if not words and ("subject_" in c or "sentence_" in c)]
                assert row["untranslated"].split() == empty
                assert all(c.endswith("_en") for c in empty)
    alone = rows(laid(HOSTILE, tmp_path) / "figures.csv")
    assert alone
    assert {row["untranslated"] for row in alone} == {"subject_en sentence_en"}


def test_every_chart_has_its_numbers_in_every_language(given_away: Path) -> None:
    found = analysis.analyse(seeds.load(folders.SEEDS / f"{STEM}.txt"))
    for spec in found.charts:
        for locale in standard():
            own = rows(given_away / f"charts/{spec.id}.{locale.code}.csv")
            assert [row["printed"] for row in own] == [mark.figure.text for mark in spec.marks]
            assert {row["chart"] for row in own} == {spec.id}
            assert (given_away / f"charts/{spec.id}.{locale.code}.svg").is_file()


def test_a_term_has_both_scripts_its_other_names_its_parts_and_the_places_where_the_report_uses_and_defines_it(given_away: Path) -> None:
    found = analysis.analyse(seeds.load(folders.SEEDS / f"{STEM}.txt"))
    known = {term.term: term for term in found.seed.terms}
    kept = rows(given_away / "terms.csv")
    for row in kept:
        term = known[row["term"]]
        for column, forms in (("aliases", term.aliases), ("en_forms", [f for f in term.en_forms if f != term.en]), ("en_not", term.en_not)):
            assert [form for form in row[column].split(" | ") if form] == [*forms]
        for language in ("zh", "en"):
            assert [part for part in row[f"parts_{language}"].split(" | ") if part] == [part[language] for part in term.parts]
        uses = [use.sentence for use in found.terms if use.term == term.term]
        assert (len(uses), [*dict.fromkeys(uses)]) == (int(row["count"]), row["sentences"].split())
        assert row["address"].endswith(f"#{uses[0]}")
    named = {row["term"]: row for row in kept}
    assert named["绿色账户"]["term_zh_hant"] == "綠色賬戶"
    assert named["绿色账户"]["aliases_zh_hant"] == "綠色帳戶"
    assert named["四种意识"]["defined_in_text"] == "政治意识、大局意识、核心意识、看齐意识"


def test_a_term_base_of_two_columns_is_picked_by_the_names_of_columns(given_away: Path) -> None:
    kept = rows(given_away / "terms.csv")
    assert [*kept[0]][:9] == ["term", "pinyin", "en", "kind", "meaning_zh", "meaning_en", "certainty", "sources", "count"]
    for chinese in ("term", "term_zh_hant"):
        base = {row[chinese]: row["en"] for row in kept}
        assert len(base) == len(kept) > 100
        assert all(base)
        assert all(base.values())


# ---- spreadsheets


def test_no_text_of_a_hostile_report_is_a_formula_and_numbers_stay_numbers(tmp_path: Path) -> None:
    folder = laid(HOSTILE, tmp_path)
    escaped = set()
    for path in sorted(folder.rglob("*.csv")):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        for row in rows(path):
            for column, words in row.items():
                name = column.removeprefix("result_").removeprefix("target_")
                if name in NUMBERS:
                    assert not words or float(words) >= 0
                else:
                    assert not words.lstrip().startswith(columns.FORMULA), (path, column, words)
                    escaped.add(words[:2])
    assert {"'=", "'+", "'-", "'@", "'＝"} <= escaped
    assert faults(folder) == []


def test_quotes_and_line_ends_within_a_cell_come_back_as_they_were(tmp_path: Path) -> None:
    found = {row["text"]: row for row in rows(laid(HOSTILE, tmp_path) / "figures.csv")}
    assert found["3.2\n亿元"]["value"] == "320000000"
    assert '"绿地"' in found["2处"]["sentence_zh_hans"]
    assert (found["5%"]["change"], found["22%"]["change"]) == ("increase", "decrease")
    assert (found["15%—18%"]["value"], found["15%—18%"]["value_high"]) == ("15", "18")


def test_a_range_and_a_ratio_are_lists_in_json(tmp_path: Path) -> None:
    data = json.loads((laid(HOSTILE, tmp_path) / "figures.json").read_text("utf-8"))["figures"]
    values = {figure["text"]: figure["value"] for figure in data}
    assert values["15%—18%"] == [15, 18]
    assert values["1:3"] == [1, 3]
    assert [figure["change"] for figure in data if figure["text"] in ("5%", "22%")] == ["+", "-"]
    assert any(figure["sentence_zh_hans"].startswith("=1+1") for figure in data)


def test_lines_end_as_spreadsheets_expect(given_away: Path) -> None:
    for path in given_away.glob("*.csv"):
        data = path.read_bytes()
        assert data.endswith(b"\r\n")
        assert data.count(b"\r\n") == data.count(b"\n")


@given(st.text())
def test_any_words_are_safe_and_come_back(words: str) -> None:
    kept = columns.safe(words)
    assert not kept.lstrip().startswith(columns.FORMULA)
    assert kept in (words, f"'{words}")


@given(st.one_of(st.integers(0, 10**18), st.decimals(0, 10**9, places=4).map(float)))
def test_a_number_is_written_out_in_full(value: float) -> None:
    shown = numerals.digits(value)
    assert type(value)(shown) == value
    assert set(shown) <= set("0123456789.")
    assert not shown.endswith((".", ".0"))


# ---- the rest


@pytest.mark.parametrize(
    "words", ["没有数字的一句话。", "一、甲\n一、甲\n甲。甲。\n"], ids=["no numeral", "twins"]
)
def test_a_text_without_figures_still_gives_tables_with_their_columns(words: str, tmp_path: Path) -> None:
    folder = laid(words, tmp_path)
    assert rows(folder / "figures.csv") == []
    assert (folder / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbfid,start,end,text,value,")
    assert faults(folder) == []


def test_the_readme_names_every_file_in_three_languages(given_away: Path) -> None:
    parts = (given_away / "README.txt").read_text("utf-8").split("-" * 72)
    files = {p.relative_to(given_away) for p in given_away.rglob("*.*")} - {
        Path("README.txt"),
        Path("charts/schema.json"),
        *(p.relative_to(given_away) for pattern in ("*.pdf", "*.zip", "cards/**/*.png") for p in given_away.glob(pattern)),  # no data
    }
    names = {p.name if p.parent == Path() else f"charts/*{p.suffix}" for p in files}
    assert len(names) >= 10
    for part, said in zip(
        parts, ("以中文原文为准", "以中文原文為準", "the Chinese text prevails"), strict=True
    ):
        assert names <= set(part.split())
        assert said in part
        assert hashlib.sha256((given_away / "source.txt").read_bytes()).hexdigest() in part


def test_the_data_page_links_every_table(given_away: Path, site: Path) -> None:
    for code in ("zh", "zh-hant", "en"):
        folder = site / code / STEM / "data"
        soup = BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")
        linked = {(folder / str(a["href"])).resolve() for a in soup.select(".gb-downloads a")}
        assert {
            (given_away / f"{name}.csv").resolve() for name in ("figures", "rejected", "ledger", "terms")
        } <= linked
        assert all(path.is_file() for path in linked)


def test_tables_start_without_heavy_libraries() -> None:
    code = "import sys, gen.exports.tables; print(*{'matplotlib', 'mkdocs', 'jinja2', 'opencc', 'babel', 'frictionless'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folders.CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
