"""The fonts that charts and print share: where they lie, how wide their characters are, and small static copies of them.

FontTools' one door. The fonts come as variable TrueType from packages under the SIL Open Font License: Noto Sans SC and
TC, whose reserved name is "Source" alone, and Source Serif 4, which a changed copy may not be called. A copy is made for
the set of characters in use, pinned to a few weights; it depends on nothing but the font, that set and this recipe.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from gen import script
from gen.errors import GongbaoError

WEIGHTS = {400: "Regular", 500: "Medium", 700: "Bold"}
LICENCE = "OFL.txt"
"Name of the licence's text beside the fonts."
_RECIPE = "2"
"Goes up when copies come out otherwise than before."
_CJK_FEATURES = ("ccmp", "chws", "halt", "kern", "liga", "locl", "mark", "mkmk", "palt", "pwid")
_LATIN_FEATURES = ("ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "onum", "pnum", "tnum")
_LATIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028)))) | set(
    "‰′″‹›€℃№™←↑→↓−×÷≈≠≤≥·ǎǐǒǔǖǘǚǜǹ"
)
"What any edition may print in Latin, and what typesetting adds by itself."
_MARKS = frozenset(map(chr, (*range(0x2460, 0x2474), *range(0x3001, 0x3018), *range(0xFF01, 0xFF5F)))) | set("●■▲○□△◆◇★※㎡㎞￥")
"Numbers in circles, Chinese punctuation, full-width forms."
_RARE = " Rare"
"Behind the name of a family: its copy for what is not in common use."
_SYSTEM = Path("/usr/share/fonts/opentype/noto")
"Where Debian's fonts-noto-cjk lies: the fall-back where the package is missing."


@dataclass(frozen=True, slots=True)
class Family:
    """A family as documents name it, and where it is found."""

    name: str
    package: str
    "Import name of the Python package that holds it."
    pattern: str
    "Its file within the package, as a glob."
    licence: str
    "The licence's text within the package."
    features: tuple[str, ...]
    pinned: Mapping[str, float] = field(default_factory=dict)
    "Axes beside the weight."
    system: int = -1
    "Its number in the collections of fonts-noto-cjk; -1 where it is not in them."
    latin: bool = False
    "It stands for Latin text alone, where quotation marks are as wide as they are drawn."


def _noto(script: str, system: int, latin: str = "") -> Family:
    folder = f"fonts/ofl/notosans{script.lower()}"
    return Family(
        latin or f"Noto Sans {script}", "justmytype_intl_cjk", f"{folder}/*.ttf", f"{folder}/OFL.txt",
        _LATIN_FEATURES if latin else _CJK_FEATURES, system=system, latin=bool(latin),
    )  # fmt: skip


FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        _noto("SC", 2), _noto("TC", 3), _noto("JP", 0), _noto("KR", 1), _noto("SC", 2, latin="Gongbao Sans"),
        Family(
            "Gongbao Serif", "fontpkg_source_serif_4", "files/SourceSerif4[[]*.ttf", "LICENSE", _LATIN_FEATURES, {"opsz": 11},
            latin=True,
        ),
    )
}  # fmt: skip
"By name. JP and KR serve rare characters that SC and TC lack; Gongbao Sans is the Latin of SC, Gongbao Serif is Source Serif 4."
SANS, SERIF = "Gongbao Sans", "Gongbao Serif"
FIRST, LAST = ("Noto Sans SC", "Noto Sans TC"), ("Noto Sans JP", "Noto Sans KR")
"Where a character is looked for that an edition's own fonts lack, in this order."
_FIRST_HAN = 0x2E80
"Where the blocks of Chinese begin."


@dataclass(frozen=True, slots=True)
class Source:
    """A font file as found."""

    files: Mapping[int, Path]
    "By weight; one file stands under each of its weights."
    number: int
    "Within a collection; -1 where the file is one font."
    licence: Path | None


@lru_cache(maxsize=16)
def source(name: str) -> Source | None:
    """Where the family lies: in its package, else among the system's; None where it is in neither."""
    family = FAMILIES.get(name)
    if family is None:
        return None
    folder = _package(family.package)
    found = sorted(folder.glob(family.pattern)) if folder else []
    if folder and found:
        return Source(dict.fromkeys(WEIGHTS, found[0]), -1, folder / family.licence)
    regular, bold = (_SYSTEM / f"NotoSansCJK-{weight}.ttc" for weight in ("Regular", "Bold"))
    if family.system < 0 or not regular.is_file():
        return None
    return Source({400: regular, 700: bold if bold.is_file() else regular}, family.system, None)


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def needed(name: str) -> Source:
    """As `source`; a family that is nowhere is an error that names both places."""
    found = source(name)
    if found is None:
        package = (
            FAMILIES[name].package.replace("_", "-")
            if name in FAMILIES
            else "that gen/typeset/fonts.py names"
        )
        raise GongbaoError(
            f"font {name}",
            f"expected the Python package {package} or Debian's fonts-noto-cjk",
            "install one of them",
        )
    return found


# ---- what a font holds


@lru_cache(maxsize=8)
def characters(name: str) -> frozenset[str]:
    """All characters that the family has a glyph for; none where it is missing."""
    found = source(name)
    if found is None:
        return frozenset()
    last = _FIRST_HAN if FAMILIES[name].latin else sys.maxunicode
    return frozenset(chr(code) for code in _open(found, 400).getBestCmap() if code < last)


@lru_cache(maxsize=4)
def advances(name: str, weight: int) -> Mapping[str, float] | None:
    """How wide each character is at `weight`, in ems; None where the family is missing. Looked up lazily."""
    found = source(name)
    return _Advances(_open(found, weight), weight) if found else None


class _Advances(Mapping[str, float]):
    """Advances of one font, read as they are asked for: a variable font's default plus its delta at the weight."""

    def __init__(self, font: Any, weight: int) -> None:
        self._cmap = font.getBestCmap()
        self._metrics = font["hmtx"]
        self._units = font["head"].unitsPerEm
        self._deltas: Any = None
        if "HVAR" in font:
            self._deltas, self._rows = _deltas(font, weight)

    def __getitem__(self, char: str) -> float:
        glyph = self._cmap[ord(char)]
        delta = self._deltas[self._rows[glyph]] if self._deltas is not None else 0
        return float(self._metrics[glyph][0] + delta) / float(self._units)

    def __iter__(self) -> Any:
        return map(chr, self._cmap)

    def __len__(self) -> int:
        return len(self._cmap)


def _deltas(font: Any, weight: int) -> tuple[Any, Any]:
    """What `weight` adds to the default advance, by row of the table, and the row of each glyph."""
    from fontTools.varLib.models import normalizeValue, piecewiseLinearMap
    from fontTools.varLib.varStore import VarStoreInstancer

    axis = next(axis for axis in font["fvar"].axes if axis.axisTag == "wght")
    place = normalizeValue(weight, (axis.minValue, axis.defaultValue, axis.maxValue))
    if "avar" in font:
        place = piecewiseLinearMap(place, font["avar"].segments[axis.axisTag])
    table = font["HVAR"].table
    deltas = VarStoreInstancer(table.VarStore, font["fvar"].axes, {axis.axisTag: place})
    # Without a map of its own the table has one row a glyph, in the order of glyphs.
    return deltas, table.AdvWidthMap.mapping if table.AdvWidthMap else font.getReverseGlyphMap()


def _open(found: Source, weight: int) -> Any:
    from fontTools.ttLib import TTFont

    path = found.files.get(weight) or found.files[400]
    return TTFont(path, fontNumber=found.number, lazy=True, recalcTimestamp=False)


# ---- small static copies


@lru_cache(maxsize=8)
def common(name: str) -> frozenset[str]:
    """The characters of the family that are in common use: Latin, punctuation, and for Han the 3,755 that GB 2312 puts first.

    One copy for them serves all reports; the Traditional fonts hold what these become in Traditional script.
    """
    if name in LAST:
        return frozenset()
    chars = _LATIN if FAMILIES[name].latin else _LATIN | _MARKS | _usual(name.endswith("TC"))
    return frozenset(chars & characters(name))


@lru_cache(maxsize=2)
def _usual(traditional: bool) -> frozenset[str]:
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    usual = "".join(code.decode("gb2312", "ignore") for code in rows)
    return frozenset(script.convert(usual, "s2tw", ()) if traditional else usual)


def parts(name: str, printed: Iterable[str]) -> dict[str, frozenset[str]]:
    """The copies of the family that hold what is `printed`: the name of each and its characters."""
    held = common(name).union(*(characters(other) for other in FIRST if name in LAST))
    rare = frozenset((set(printed) & characters(name)) - held)
    made = {name: common(name), f"{name}{_RARE}": rare}
    return {part: chars for part, chars in made.items() if chars}


def key(part: str, chars: Iterable[str]) -> str:
    """A name for a copy that holds `chars`: the same for the same font, set and recipe."""
    found = needed(part.removesuffix(_RARE))
    path = found.files[400]
    told = (_RECIPE, _tool(), part, path.name, str(path.stat().st_size), str(sorted(found.files)), "".join(sorted(chars)))
    return f"{part.replace(' ', '-').lower()}-{hashlib.sha256(chr(0).join(told).encode()).hexdigest()[:16]}"


def _tool() -> str:
    from importlib.metadata import version

    return version("fonttools")


def copies(part: str, chars: frozenset[str]) -> dict[str, bytes]:
    """Static fonts that go by the name `part` and hold `chars`, one a weight, and the licence's text; by file name."""
    family = FAMILIES[part.removesuffix(_RARE)]
    found = needed(family.name)
    made: dict[str, bytes] = {}
    small: dict[Path, bytes] = {}
    for weight, path in found.files.items():
        if path not in small:
            font = _open(found, weight)
            if family.latin:
                _narrow(font)
            small[path] = _subset(font, chars, family.features)
        made[f"{part.replace(' ', '')}-{WEIGHTS[weight]}.ttf"] = _pinned(small[path], family, part, weight)
    if found.licence:
        made[LICENCE] = found.licence.read_bytes()
    return made


def _narrow(font: Any) -> None:
    """Let characters mean their proportional glyphs: a Chinese font draws ’ “ ” as wide as Han."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    lookups = {n for r in table.FeatureList.FeatureRecord if r.FeatureTag == "pwid" for n in r.Feature.LookupListIndex}
    narrow: dict[str, str] = {}
    for number in sorted(lookups):
        for part in table.LookupList.Lookup[number].SubTable:
            narrow |= getattr(getattr(part, "ExtSubTable", part), "mapping", {})
    for one in font["cmap"].tables:
        one.cmap = {code: narrow.get(glyph, glyph) if code < _FIRST_HAN else glyph for code, glyph in one.cmap.items()}


def _subset(font: Any, chars: frozenset[str], features: tuple[str, ...]) -> bytes:
    from fontTools import subset

    options = subset.Options()
    options.layout_features = list(features)
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.recalc_timestamp = False
    worker = subset.Subsetter(options)
    worker.populate(unicodes=sorted(map(ord, chars)))
    worker.subset(font)
    return _saved(font)


def _pinned(data: bytes, family: Family, part: str, weight: int) -> bytes:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(
            font, {"wght": weight, **family.pinned}, inplace=True
        )
    _rename(font, part, weight)
    return _saved(font)


def _rename(font: Any, name: str, weight: int) -> None:
    """Names by which the copy is found at its weight, the copyright and licence kept."""
    style = WEIGHTS[weight]
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 5, 13, 14)]
    full = f"{name} {style}"
    plain = weight in (400, 700)
    told = {
        1: name if plain else full, 2: style if plain else "Regular", 3: f"{full} subset", 4: full,
        6: full.replace(" ", "").replace(style, f"-{style}"), 16: name, 17: style,
    }  # fmt: skip
    for number, words in told.items():
        names.setName(words, number, 3, 1, 0x409)
    table = font["OS/2"]
    table.usWeightClass = weight
    table.fsSelection = (table.fsSelection & ~0x61) | {400: 0x40, 700: 0x20}.get(weight, 0)
    font["head"].macStyle = int(weight == 700)
    if "STAT" in font:
        del font["STAT"]


def _saved(font: Any) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
