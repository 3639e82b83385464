"""Finding, decoding and refusing texts."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gen import seeds
from gen.errors import GongbaoError

PLAIN = "五角场街道办事处2016年工作总结\r\n一、开展工作\n最近开始一开一最，全年救助３．６万人次！\n"
TRADITIONAL = "五角場街道辦事處2016年工作總結\n一、為老服務\n發現問題3件，圖書館開館。\n"
HAN_ONLY = "五角场街道工作总结"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PLAIN.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + PLAIN.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + PLAIN.encode("utf-32-le"), "utf-32"),
        (codecs.BOM_UTF32_BE + PLAIN.encode("utf-32-be"), "utf-32"),
        (PLAIN.encode("utf-16-le"), "utf-16-le"),
        (PLAIN.encode("utf-16-be"), "utf-16-be"),
        (PLAIN.encode("gb18030"), "gb18030"),
        (PLAIN.encode("gbk"), "gb18030"),
    ],
)
def test_each_encoding_is_told_by_its_bytes_and_the_mark_is_no_text(data: bytes, name: str) -> None:
    assert seeds.decode(data, "a.txt") == (PLAIN, name)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-8"])
def test_traditional_text_is_told_too(name: str) -> None:
    assert seeds.decode(TRADITIONAL.encode(name), "a.txt") == (TRADITIONAL, name)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_one_character_that_has_its_nul_on_the_other_side_does_not_turn_the_bytes(name: str) -> None:
    assert seeds.decode(("一" * 40 + "\n").encode(name), "a.txt") == ("一" * 40 + "\n", name)


@given(st.text(alphabet="一开最五角场街道全年救助，。\n 0123456789", min_size=1))
def test_utf8_and_marked_utf16_give_back_what_was_written(words: str) -> None:
    assert seeds.decode(words.encode(), "a.txt")[0] == words
    assert seeds.decode(codecs.BOM_UTF16_BE + words.encode("utf-16-be"), "a.txt")[0] == words


@pytest.mark.parametrize(
    "data",
    [
        TRADITIONAL.encode("big5"),
        (TRADITIONAL * 50).encode("big5"),
        HAN_ONLY.encode("utf-16-be"),
        PLAIN.encode()[:-30] + b"\xff\xfe\xfd",
        bytes(range(128, 256)) * 8,
    ],
)
def test_what_cannot_be_told_is_refused_in_one_line_that_names_the_option(data: bytes) -> None:
    with pytest.raises(GongbaoError, match="--encoding") as caught:
        seeds.decode(data, "a.txt")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("a.txt: ")


@pytest.mark.parametrize(
    ("name", "words"), [("big5", TRADITIONAL), ("utf-16-be", HAN_ONLY), ("gb18030", TRADITIONAL)]
)
def test_a_named_encoding_is_taken(name: str, words: str) -> None:
    assert seeds.decode(words.encode(name), "a.txt", name) == (words, name)


@pytest.mark.parametrize("name", ["utf-8", "no-such", "hex", "ascii"])
def test_a_named_encoding_that_does_not_fit_is_an_error_in_one_line(name: str) -> None:
    with pytest.raises(GongbaoError, match="--encoding"):
        seeds.decode(TRADITIONAL.encode("big5"), "a.txt", name)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00\x02\x00\x08\x06\x00\x00\x00\xf4x\xd4\xfa",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + bytes(200),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\x00\x01\x02",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
        bytes(1000),
        b"key\x00value\x00key\x00values\x00",
        b"\x01\x02\x03\x04\x05\x06\x07" * 30,
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(GongbaoError, match="expected"):
        seeds.decode(data, "a.txt")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_one_line_of_error(data: bytes) -> None:
    try:
        words, name = seeds.decode(data, "a.txt")
    except GongbaoError as error:
        words, name = str(error), ""
    assert "\n" not in words if not name else words.encode(name).removeprefix(codecs.BOM_UTF16_LE) in data


@pytest.mark.parametrize("data", [b"", b"\n \r\n", codecs.BOM_UTF8, "　\u200b。！".encode()])
def test_a_file_without_a_word_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(GongbaoError, match="empty"):
        seeds.load(path)


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(GongbaoError, match="found a folder"):
        seeds.load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GongbaoError, match=r"none\.txt: expected a readable file"):
        seeds.load(tmp_path / "none.txt")


def test_a_file_of_five_megabytes_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("好".encode() * (5_000_000 // 3))
    with pytest.raises(GongbaoError, match="at most"):
        seeds.load(path)


def test_the_raw_text_and_its_bytes_are_kept_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(codecs.BOM_UTF8 + PLAIN.encode())
    seed = seeds.load(path, plain=True)
    assert (seed.raw, seed.data, seed.stem) == (PLAIN, codecs.BOM_UTF8 + PLAIN.encode(), "a")


@pytest.mark.parametrize("names", [("Alpha.txt", "alpha.txt"), ("straße.txt", "STRASSE.txt")])
def test_stems_alike_but_for_their_case_are_an_error(names: tuple[str, str], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_text(PLAIN, "utf-8")
    if len(list(tmp_path.iterdir())) < 2:
        return  # this file system already holds them for one name
    with pytest.raises(GongbaoError, match="expected a stem unlike that of"):
        seeds.find(tmp_path)


@pytest.mark.parametrize(
    "stem", ["e\u0301t", "a b", "a.b", "-a", "a-", "search", "404", "a/b"[:1] + "\u202e", "长" * 81]
)
def test_a_stem_that_makes_no_address_is_an_error(stem: str, tmp_path: Path) -> None:
    (tmp_path / f"{stem}.txt").write_text(PLAIN, "utf-8")
    with pytest.raises(GongbaoError, match="rename the file"):
        seeds.find(tmp_path)


def test_texts_are_found_by_stem_and_siblings_are_none(tmp_path: Path) -> None:
    for name in ("五角场-2016.txt", "a_1.txt", "a_1.errata.yml", "a_1.en.po", "terms.yml"):
        (tmp_path / name).write_text("", "utf-8")
    assert [p.name for p in seeds.find(tmp_path)] == ["a_1.txt", "五角场-2016.txt"]


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GongbaoError, match=r"at least one \.txt"):
        seeds.find(tmp_path)


def test_a_key_that_stands_twice_in_an_entry_is_named_and_nothing_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "a-2021.txt").write_text("某镇2021年工作总结\n一、回顾\n新建公园3个。\n", "utf-8")
    (tmp_path / "a-2021.meta.yml").write_text("title:\n  zh: 甲\n  zh: 乙\n", "utf-8")
    with pytest.raises(GongbaoError, match=r"a-2021\.meta\.yml:3: .*zh stands here again"):
        seeds.load(tmp_path / "a-2021.txt")


@pytest.mark.parametrize("entry", [
    "names: [{zh: 中环, en: Middle Ring Road, en_not: [middle-ring road]}]",
    "terms: [{term: 河长制, en: river chiefs, en_forms: [River Chief], en_not: [river chief], kind: policy, certainty: unknown}]",
])  # fmt: skip
def test_english_that_is_both_set_and_ruled_out_is_an_error_that_names_it(entry: str, tmp_path: Path) -> None:
    file = tmp_path / "a.terms.yml"
    file.write_text(entry, "utf-8")
    with pytest.raises(GongbaoError, match=r"a\.terms\.yml: expected .* to be set or in en_not, found both; strike one"):
        seeds.read_yaml(file, "terms")
