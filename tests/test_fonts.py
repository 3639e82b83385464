"""Fonts for print: small static copies for the characters in use, from packages or from the system, always the same."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from gen import output
from gen.errors import GongbaoError
from gen.typeset import fonts

NAMES = ("Noto Sans SC", "Noto Sans TC", "Gongbao Sans", "Gongbao Serif")
FEW = frozenset("骨骼公报2016’“—éǎ，。")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A machine without the packages of fonts, and with an empty folder of the system's."""
    cached = (fonts.source, fonts.characters, fonts.advances, fonts.common)
    monkeypatch.setattr(fonts, "_package", lambda _name: None)
    monkeypatch.setattr(fonts, "_SYSTEM", tmp_path)
    for one in cached:
        one.cache_clear()
    yield tmp_path
    for one in cached:
        one.cache_clear()


def chars(name: str) -> frozenset[str]:
    return FEW & fonts.characters(name)


@pytest.mark.parametrize("name", NAMES)
def test_copies_are_static_of_three_weights_and_bear_their_licence(name: str) -> None:
    made = fonts.copies(name, chars(name))
    assert b"SIL OPEN FONT LICENSE Version 1.1" in made.pop(fonts.LICENCE)
    assert len(made) == 3
    for data in made.values():
        font = TTFont(io.BytesIO(data))
        assert "fvar" not in font
        assert set(map(ord, chars(name))) <= set(font.getBestCmap())
        assert "Source" not in (font["name"].getDebugName(1) or "") + (font["name"].getDebugName(4) or "")
        assert "Open Font License" in (font["name"].getDebugName(13) or "")
    weights = {TTFont(io.BytesIO(data))["OS/2"].usWeightClass for data in made.values()}
    assert weights == {400, 500, 700}
    assert len({len(data) for data in made.values()} | set(map(hash, made.values()))) > 3


def test_copies_are_the_same_byte_for_byte() -> None:
    once, again = (fonts.copies("Gongbao Serif", chars("Gongbao Serif")) for _ in range(2))
    assert {k: hashlib.sha256(v).digest() for k, v in once.items()} == {
        k: hashlib.sha256(v).digest() for k, v in again.items()
    }


def test_simplified_and_traditional_draw_the_same_character_otherwise() -> None:
    drawn = []
    for name in ("Noto Sans SC", "Noto Sans TC"):
        font = TTFont(io.BytesIO(fonts.copies(name, frozenset("骨"))[f"{name.replace(' ', '')}-Regular.ttf"]))
        drawn.append(font["glyf"][font.getBestCmap()[ord("骨")]].coordinates)
    assert drawn[0] != drawn[1]


def test_quotation_marks_are_narrow_in_latin_and_as_wide_as_han_in_chinese() -> None:
    widths = {}
    for name in ("Noto Sans SC", "Gongbao Sans"):
        font = TTFont(io.BytesIO(fonts.copies(name, frozenset("’“a"))[f"{name.replace(' ', '')}-Regular.ttf"]))
        widths[name] = font["hmtx"][font.getBestCmap()[ord("’")]][0] / font["head"].unitsPerEm
    assert widths["Noto Sans SC"] == 1
    assert widths["Gongbao Sans"] < 0.5


def test_common_characters_share_one_copy_and_rare_ones_get_their_own() -> None:
    name = "Noto Sans SC"
    assert fonts.parts(name, "公报") == fonts.parts(name, "街道办事处") == {name: fonts.common(name)}
    parts = fonts.parts(name, "公报犇龘")
    assert parts[f"{name} Rare"] == {"犇", "龘"}
    assert fonts.key(name, parts[name]) != fonts.key(f"{name} Rare", parts[f"{name} Rare"])
    assert fonts.key(name, "甲乙") == fonts.key(name, "甲乙") != fonts.key(name, "甲丙")


def test_a_cache_makes_a_thing_once(tmp_path: Path) -> None:
    calls: list[int] = []

    def make() -> dict[str, bytes]:
        calls.append(1)
        return {"a.ttf": b"font"}

    places = [output.cached(tmp_path / "cache", "key", make) for _ in range(3)]
    assert len(calls) == 1
    assert {place.joinpath("a.ttf").read_bytes() for place in places} == {b"font"}


def test_without_any_font_the_error_names_package_and_fall_back(bare: Path) -> None:
    with pytest.raises(GongbaoError, match=r"justmytype-intl-cjk.*fonts-noto-cjk"):
        fonts.needed("Noto Sans SC")


def test_the_system_s_fonts_stand_in_where_the_package_is_missing(bare: Path) -> None:
    """A collection in the order of fonts-noto-cjk: JP, KR, SC, TC."""
    collection = TTCollection()
    collection.fonts = [_font(mark) for mark in "日한简繁"]
    collection.save(bare / "NotoSansCJK-Regular.ttc")
    fonts.source.cache_clear()
    assert fonts.characters("Noto Sans SC") == {"a", "简"}
    assert fonts.characters("Noto Sans TC") == {"a", "繁"}
    made = fonts.copies("Noto Sans TC", frozenset("a繁"))
    assert sorted(made) == ["NotoSansTC-Bold.ttf", "NotoSansTC-Regular.ttf"]


def _font(mark: str) -> TTFont:
    """A font with two glyphs."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((0, 500))
    pen.closePath()
    names = [".notdef", "a", "mark"]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("a"): "a", ord(mark): "mark"})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    return builder.font
