"""Translations out as TMX and back as a draft: what goes round comes back, and a translator's words are never touched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gen import po
from gen.__main__ import main
from gen.errors import GongbaoError
from gen.exports import tmx
from gen.judge import catalog
from gen.po import Entry
from tests.conftest import STEM

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADER = Entry("", "Language: en\n")
WORDS = st.text(max_size=20) | st.text("养老3.6万、，\n\r\t&<>]\"'\0\x85\ufffe", max_size=8)


def foreign(units: str, head: str = "") -> bytes:
    return f'{head}<tmx version="1.4"><header srclang="zh"/><body>{units}</body></tmx>'.encode()


def unit(source: str, target: str, tag: str = "en", name: str = "") -> str:
    return (
        f'<tu{name and f" tuid={chr(34)}{name}{chr(34)}"}><tuv xml:lang="zh-CN"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{tag}"><seg>{target}</seg></tuv></tu>'
    )


def exported(*entries: Entry) -> str:
    return tmx.export(catalog.parse(po.write([HEADER, *entries]), "a.en.po"), source="zh-Hans", target="en")


def taken(entry: Entry, data: bytes, place: str = "a.tmx", language: str = "en") -> Entry:
    draft = tmx.take(po.write([HEADER, entry]), tmx.read(data, place, language), "a.en.po")
    return replace(po.parse(draft.text, "a.en.po")[1], line=0)


OPEN = Entry("救助3.6万人次，", context="s-a")


# ---- out


def test_only_cleared_translations_go_out_each_under_its_context() -> None:
    words = exported(
        Entry("养老", "care of the elderly", "s-a"),
        Entry("救助", "relief", "s-b", flags=("fuzzy",)),
        Entry("平安", "", "s-c"),
        Entry("服务", "services", "s-a#1"),
        Entry("旧话", "gone", "s-d", obsolete=True),
    )
    units = ElementTree.fromstring(words).findall("body/tu")
    assert [u.get("tuid") for u in units] == ["s-a", "s-a#1"]
    assert [(v.get(LANG), v.findtext("seg")) for v in units[0]] == [
        ("zh-Hans", "养老"), ("en", "care of the elderly"),
    ]  # fmt: skip


def test_the_header_has_all_that_tmx_1_4_asks_for_and_no_date() -> None:
    root = ElementTree.fromstring(exported())
    header = root.find("header")
    assert root.get("version") == "1.4"
    assert header is not None
    assert set(header.attrib) == {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype",
    }  # fmt: skip
    assert header.get("srclang") == "zh-Hans"


def test_control_characters_are_dropped_and_marks_of_xml_are_kept() -> None:
    root = ElementTree.fromstring(exported(Entry("养\x00老\x1b", 'a < b & "c" ]]>\ufffe', "s-\x01'\"<")))
    (only,) = root.findall("body/tu")
    assert only.get("tuid") == "s-'\"<"
    assert [seg.text for seg in only.iter("seg")] == ["养老", 'a < b & "c" ]]>']


@given(WORDS, WORDS, WORDS)
def test_whatever_the_words_the_xml_is_valid_and_the_same_twice(
    context: str, source: str, target: str
) -> None:
    entries = catalog.Catalog("a.po", HEADER, {"k": Entry(source, target, context)})
    words = tmx.export(entries, source="zh-Hans", target="en")
    assert len(ElementTree.fromstring(words.encode()).findall("body/tu")) == bool(target.strip())
    assert words == tmx.export(entries, source="zh-Hans", target="en")


# ---- there and back


@given(
    st.lists(
        st.tuples(
            st.text("养老救助人次3万，。").map(lambda words: f"平{words}"),
            st.text("abc &<\n\r\t’").map(lambda words: f"{words}."),
        ),
        max_size=6,
    )
)
def test_what_goes_out_comes_back_as_fuzzy_into_an_emptied_file(pairs: list[tuple[str, str]]) -> None:
    entries = [Entry(source, target, f"s-{n}") for n, (source, target) in enumerate(pairs)]
    emptied = po.write([HEADER, *(replace(e, target="") for e in entries)])
    draft = tmx.take(emptied, tmx.read(exported(*entries).encode(), "a.tmx", "en"), "a.en.po")
    back = [replace(e, line=0) for e in po.parse(draft.text, "a.en.po")[1:]]
    assert back == [e.marked(fuzzy=True) for e in entries]
    assert (draft.taken, draft.left) == (len(pairs), 0)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("甲乙丙"), st.sampled_from(["", "mine", " "]), st.booleans(), st.booleans()
        ),
        max_size=6,
    )
)
def test_what_a_translator_wrote_stays_to_the_letter(rows: list[tuple[str, str, bool, bool]]) -> None:
    entries = [
        replace(Entry(source, target, f"s-{n}", ("remark",), obsolete=gone), flags=("fuzzy",) * fuzzy)
        for n, (source, target, fuzzy, gone) in enumerate(rows)
    ]
    offers = [tmx.Offer("", (source,), "theirs") for source in "甲乙丙丁"]
    draft = tmx.take(po.write([HEADER, *entries]), offers, "a.en.po")
    after = [replace(e, line=0) for e in po.parse(draft.text, "a.en.po")[1:]]
    assert [(e.source, e.context, e.comments, e.obsolete) for e in after] == [
        (e.source, e.context, e.comments, e.obsolete) for e in entries
    ]
    for old, new in zip(entries, after, strict=True):
        if old.target.strip() or old.obsolete:
            assert new == old
        else:
            assert (new.target, new.fuzzy) == ("theirs", True)


# ---- which translation goes where


def test_punctuation_and_width_may_differ_and_the_words_it_was_made_for_stand_beside_it() -> None:
    got = taken(OPEN, foreign(unit("救助３.6万人次。", "Relief for 36,000")))
    assert (got.target, got.fuzzy, got.previous) == ("Relief for 36,000", True, "救助３.6万人次。")


def test_other_words_are_not_taken() -> None:
    assert taken(OPEN, foreign(unit("救助3.7万人次，", "Relief for 37,000"))) == OPEN


def test_of_several_offers_the_one_of_its_own_name_is_taken_then_the_one_for_its_very_words() -> None:
    near, same, named = (
        unit("救助3.6万人次", "near"), unit(OPEN.source, "same"), unit("救助3.6万人次;", "named", name="s-a"),
    )  # fmt: skip
    assert taken(OPEN, foreign(near + same)).target == "same"
    assert taken(OPEN, foreign(near + same + named)).target == "named"


def test_twins_both_get_the_one_translation_and_what_found_no_place_is_counted() -> None:
    offers = tmx.read(foreign(unit("养老", "care") + unit("无处", "nowhere")), "a.tmx", "en")
    twins = po.write([HEADER, Entry("养老", context="s-a"), Entry("养老", context="s-a-2")])
    draft = tmx.take(twins, offers, "a.en.po")
    assert (draft.taken, draft.left) == (2, 1)


@pytest.mark.parametrize("tag", ["en", "EN", "en-US", "en_GB"])
def test_a_region_of_the_language_will_do(tag: str) -> None:
    assert taken(OPEN, foreign(unit(OPEN.source, "x", tag))).target == "x"


@pytest.mark.parametrize("tag", ["fr", "", "eng"])
def test_another_language_will_not(tag: str) -> None:
    assert taken(OPEN, foreign(unit(OPEN.source, "x", tag))) == OPEN


def test_codes_of_other_formats_are_left_out_and_what_they_mark_is_kept() -> None:
    marked = (
        'Relief <bpt i="1">&lt;b&gt;<sub>no</sub></bpt>for <hi>many</hi><ept i="1">&lt;/b&gt;</ept> people'
    )
    assert taken(OPEN, foreign(unit(OPEN.source, marked))).target == "Relief for many people"


def test_a_memory_in_utf_16_or_with_a_namespace_is_read() -> None:
    wide = (
        foreign(unit(OPEN.source, "x"), '<?xml version="1.0" encoding="UTF-16"?>').decode().encode("utf-16")
    )
    spaced = foreign(unit(OPEN.source, "x")).replace(b"<tmx ", b'<tmx xmlns="http://www.lisa.org/tmx14" ')
    assert taken(OPEN, wide).target == taken(OPEN, spaced).target == "x"


def test_a_po_file_offers_its_fuzzy_and_its_obsolete_entries_for_the_words_they_were_made_for() -> None:
    gone = Entry(OPEN.source, "gone", "x", obsolete=True)
    stale = Entry("别的话", "stale", "y", flags=("fuzzy",), previous=OPEN.source)
    assert taken(OPEN, po.write([HEADER, gone]).encode(), "b.po").target == "gone"
    assert taken(OPEN, po.write([HEADER, stale]).encode(), "b.po").target == "stale"


# ---- bad files

BILLION = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n'
BAD = {
    "doctype": foreign(unit("养老", "x"), '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'),
    "entities": foreign(unit("养老", "&b;"), BILLION),
    "outside": foreign(unit("养老", "&b;"), '<!DOCTYPE t [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
    "hidden": foreign(unit("养老", "&b;"), BILLION).decode().encode("utf-16"),
    "unknown": foreign(unit("养老", "&b;")),
    "broken": foreign(unit("养老", "x"))[:-9],
    "empty": b"",
    "html": b"<html><body/></html>",
    "words": "养老".encode(),
    "control": foreign(unit("养老", "x\x01")),
    "gb": foreign(unit("养老", "x")).decode().encode("gb18030"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_memory_is_refused_in_one_line_and_nothing_is_written(
    name: str, seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = seeds / "bad.tmx"
    file.write_bytes(BAD[name])
    before = {p.name: p.read_bytes() for p in seeds.iterdir() if p.is_file()}
    assert main(["translate", "import", STEM, str(file), "--seeds", str(seeds)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert str(file) in told.err
    assert {p.name: p.read_bytes() for p in seeds.iterdir() if p.is_file()} == before


def test_a_declaration_is_refused_with_its_line_before_anything_is_parsed() -> None:
    with pytest.raises(GongbaoError, match=r"a\.tmx:2: expected TMX without a DOCTYPE"):
        tmx.read(BAD["doctype"] + b"<", "a.tmx", "en")


def test_an_encoding_that_the_file_claims_does_not_hide_a_declaration() -> None:
    claimed = b'<?xml version="1.0" encoding="utf-7"?>+ADw-!DOCTYPE tmx+AD4-'
    with pytest.raises(GongbaoError, match="well-formed"):
        tmx.read(claimed + foreign(""), "a.tmx", "en")


def test_elements_a_hundred_thousand_deep_are_read() -> None:
    deep = "<hi>" * 100_000 + "x" + "</hi>" * 100_000
    assert taken(OPEN, foreign(unit(OPEN.source, deep))).target == "x"


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for place in ("a.tmx", "a.po"):
        try:
            tmx.read(data, place, "en")
        except GongbaoError as error:
            assert str(error).startswith(place)  # noqa: PT017


# ---- the commands


def test_a_report_goes_round_by_the_commands(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--seeds", str(seeds)]
    path, file = seeds / f"{STEM}.en.po", seeds / "memory.tmx"
    before = path.read_text("utf-8")
    assert main(["translate", "export", STEM, "--output", str(file), *where]) == 0
    assert main(["translate", "export", STEM, *where]) == 0
    assert capsys.readouterr().out == file.read_text("utf-8")
    path.unlink()
    assert main(["translate", "import", STEM, str(file), *where]) == 0
    cleared = {k: e.target for k, e in catalog.parse(before, "").entries.items() if e.target and not e.fuzzy}
    after = catalog.parse(path.read_text("utf-8"), "").entries
    assert {k: e.target for k, e in after.items() if e.target} == cleared
    assert all(e.fuzzy for e in after.values() if e.target)
    assert f"{len(cleared)} taken as fuzzy; of {len(cleared)} offered 0 not taken" in capsys.readouterr().out


def test_an_import_that_takes_nothing_writes_nothing(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (seeds / f"{STEM}.en.po").unlink()
    (seeds / "m.po").write_text(po.write([HEADER, Entry("无此句", "none")]), "utf-8")
    assert main(["translate", "import", STEM, str(seeds / "m.po"), "--seeds", str(seeds)]) == 0
    assert "0 taken as fuzzy; of 1 offered 1 not taken" in capsys.readouterr().out
    assert not (seeds / f"{STEM}.en.po").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["export"],
        ["export", "nowhere"],
        ["export", STEM, "x.tmx"],
        ["export", STEM, "--language", "fr"],
        ["export", STEM, "--language", "en", "--language", "fr"],
        ["import"],
        ["import", STEM],
        ["import", STEM, "missing.tmx"],
        ["import", STEM, "Makefile"],
        ["import", "nowhere", "x.tmx"],
        ["update", STEM, "x.tmx"],
        ["status", STEM, "--output", "x.tmx"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_in_one_line(
    words: list[str], seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", *words, "--seeds", str(seeds)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
