"""Find, decode and check the family of files of one report; the raw text is never changed."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import yaml

from gen import folders
from gen.errors import GongbaoError
from gen.model import BriefPoint, Erratum, Former, Meta, Name, Seed, Span, Term

T = TypeVar("T")
LARGEST = 4_000_000
"Bytes; a work report has under 200,000, and what is larger is not one."
RESERVED = frozenset(
    {"search", "assets", "downloads", "how-to-read", "about-project", "index", "404", "readme"}
)
"Addresses beside the reports' own folders."
_STEM = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SCRIPT = ".zh-hant.yml"
"Conversions to Traditional characters; without its first dot and stem, those that all reports share."
_SUFFIXES = (
    ".meta.yml",
    ".errata.yml",
    ".figures.yml",
    ".brief.yml",
    ".terms.yml",
    _SCRIPT,
    ".history.yml",
)
ALL = frozenset((*_SUFFIXES, ".po"))
"The siblings of a text, by the end of their names."
FOR_READING = frozenset((".meta.yml", ".errata.yml", ".figures.yml"))
"Those that say how the text is to be read."


# ---- find


def find(folder: Path) -> tuple[Path, ...]:
    """The texts in `folder`, by stem; two stems that differ in case or form only are an error."""
    if not folder.is_dir():
        raise GongbaoError(str(folder), "expected a folder of reports", "create it and put a .txt in it")
    found: dict[str, Path] = {}
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() == ".txt"):
        _check_stem(path)
        twin = found.setdefault(path.stem.casefold(), path)
        if twin != path:
            raise GongbaoError(
                str(path), f"expected a stem unlike that of {twin.name}", "rename one of the two"
            )
    if not found:
        raise GongbaoError(str(folder), "expected at least one .txt", "put a report's text in it")
    return tuple(sorted(found.values(), key=lambda p: p.stem))


def _check_stem(path: Path) -> None:
    stem = path.stem
    good = unicodedata.is_normalized("NFC", stem) and _STEM.fullmatch(stem) and len(stem) <= 80
    if not good or stem.casefold() in RESERVED:
        raise GongbaoError(
            str(path), "expected a name of NFC letters, digits, - and _ that is no page's", "rename the file"
        )


# ---- decode


def decode(data: bytes, place: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of `data` and the encoding it was read with; `encoding` overrides the guess.

    A byte order mark first, then UTF-16 by its NULs, then strict UTF-8, then GB18030 where the outcome is common Chinese:
    GB18030 decodes much Big5 and binary without an error, so an outcome of rare characters is refused.
    """
    if encoding:
        return _strictly(data, encoding, place), encoding
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data, "utf-8-sig" if name == "utf-8" else name, place), name
    if wide := _utf16_by_nuls(data):
        return _strictly(data, wide, place), wide
    for name, holds in (("utf-8", _any), ("gb18030", _common_chinese)):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if holds(text):
            return _textual(text, place), name
    raise GongbaoError(
        place, "expected UTF-8, UTF-16 or GB18030 text in Chinese", "name its encoding with --encoding"
    )


def utf8(data: bytes, place: str) -> str:
    """The text of a file that people write for us: UTF-8, with or without a mark, and not empty."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GongbaoError(place, f"expected UTF-8 ({error})", "save it as UTF-8") from error
    if not text.strip():
        raise GongbaoError(place, "expected entries, found an empty file", "write it or delete it")
    return _textual(text, place)


def _strictly(data: bytes, encoding: str, place: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise GongbaoError(
            place, f"expected text in {encoding} ({error})", "name another with --encoding"
        ) from error
    return _textual(text.removeprefix("\ufeff"), place)


def _textual(text: str, place: str) -> str:
    controls = sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in text)
    if "\0" in text or controls * 100 > len(text):
        raise GongbaoError(place, "expected text, found a binary file", "export the report as plain text")
    return text


def _utf16_by_nuls(data: bytes) -> str | None:
    """UTF-16 without a mark: line ends and digits leave NULs, and one byte order alone makes Chinese of them.

    The NULs' side does not decide: 一, 开 and 最 (U+4E00, U+5F00, U+6700) have theirs on the other one.
    """
    if len(data) % 2 or b"\0" not in data or (data.isascii() and data.count(0) * 4 < len(data)):
        return None  # letters with a NUL between them here and there are no UTF-16, though pairs of them look like Han
    shares = [(_chinese_share(data, name), name) for name in ("utf-16-le", "utf-16-be")]
    (share, _), name = max(shares)
    return name if share >= 0.97 else None


def _chinese_share(data: bytes, encoding: str) -> tuple[float, int]:
    """How much of the text would be Chinese, and how many Han it would have."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0, 0
    return sum(_is_chinese(c) for c in text) / len(text), sum("\u4e00" <= c <= "\u9fff" for c in text)


def _is_chinese(char: str) -> bool:
    """Han of either script, Chinese punctuation, or ASCII; what the wrong byte order makes is mostly none of these."""
    return (
        char in "\t\r\n\ufeff"
        or " " <= char <= "~"
        or "\u4e00" <= char <= "\u9fff"
        or "\u2010" <= char <= "\u2027"
        or ("\u3000" <= char <= "\u301f" or "\uff01" <= char <= "\uff5e" or "\u2460" <= char <= "\u2473")
    )


def _any(_text: str) -> bool:
    return True


def _common_chinese(text: str) -> bool:
    """Whether nearly all that is not ASCII is Han of GB 2312's first level (the 3,755 frequent ones) or punctuation."""
    others = [c for c in text if ord(c) > 127]
    if not others:
        return True
    return sum(_is_common(c) for c in others) >= 0.93 * len(others)


@cache
def _is_common(char: str) -> bool:
    if (
        char in "“”‘’—…·　、。〈〉《》「」『』【】〔〕〇㎡％‰×①②③④⑤⑥⑦⑧⑨⑩\ufeff\xa0"
        or "\uff01" <= char <= "\uff5e"
    ):
        return True
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


# ---- load


def load(
    path: Path, *, plain: bool = False, encoding: str | None = None, siblings: frozenset[str] = ALL
) -> Seed:
    """The family of the text at `path`, as far as `siblings` asks for it; `plain` leaves all of it and shared data aside."""
    data = read_bytes(path)
    raw, name = decode(data, str(path), encoding)
    if not any(c.isalnum() for c in raw):
        raise GongbaoError(str(path), "expected text, found an empty file", "put the report's text in it")
    seed = Seed(path.stem, str(path), data, hashlib.sha256(data).hexdigest(), name, raw)
    return seed if plain else _with_siblings(seed, path, siblings)


def family(path: Path) -> dict[str, bytes]:
    """The bytes of all files that make up the report at `path`, by name: its cache key."""
    names = [
        path,
        *(path.with_name(path.stem + s) for s in _SUFFIXES),
        *sorted(path.parent.glob(f"{_glob(path.stem)}.*.po")),
    ]
    return {p.name: p.read_bytes() for p in names if p.is_file()}


def _glob(stem: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", stem)


def read_bytes(path: Path) -> bytes:
    """The bytes of a text file; a folder, a missing or a huge file is an error."""
    if path.is_dir():
        raise GongbaoError(str(path), "expected a text file, found a folder", "name the .txt in it")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise GongbaoError(
            str(path), f"expected a readable file ({error.strerror})", "check its name and rights"
        ) from error
    if size > LARGEST:
        raise GongbaoError(
            str(path),
            f"expected at most {LARGEST:,} bytes, found {size:,}",
            "a report is far smaller: check the file",
        )
    return data


def _with_siblings(seed: Seed, path: Path, wanted: frozenset[str]) -> Seed:
    def own(suffix: str) -> dict[str, Any]:
        return read_yaml(path.with_name(path.stem + suffix), suffix[1:-4]) if suffix in wanted else {}

    def shared(kind: str, suffix: str) -> dict[str, Any]:
        return _shared(path.parent, kind) if suffix in wanted else {}

    terms, shared_terms = own(".terms.yml"), shared("terms", ".terms.yml").get("terms", [])
    shared_names = shared("names", ".terms.yml").get("names", [])
    script = _script(own(_SCRIPT), shared(_SCRIPT[1:-4], _SCRIPT))
    history = own(".history.yml")
    return Seed(
        seed.stem, seed.path, seed.data, seed.sha256, seed.encoding, seed.raw,
        meta=_meta(own(".meta.yml")),
        errata=_errata(seed, own(".errata.yml").get("errata", []), str(path.with_name(path.stem + ".errata.yml"))),
        terms=_laid_over(map(_term, shared_terms), map(_term, terms.get("terms", [])), lambda t: t.term),
        names=_laid_over(map(_name, shared_names), map(_name, terms.get("names", [])), lambda n: n.zh),
        catalogs=_catalogs(path) if ".po" in wanted else {},
        script_exceptions=tuple(script["exceptions"].items()),
        script_reviewed=tuple(script["reviewed"]),
        history=tuple(
            Former(e["old"], e["words"], e.get("new") or "", e.get("page", "")) for e in history.get("history", [])
        ),
        overrides=tuple(own(".figures.yml").get("figures", [])),
        brief={heading: tuple(map(_point, points)) for heading, points in own(".brief.yml").get("brief", {}).items()},
    )  # fmt: skip


def _shared(folder: Path, kind: str) -> dict[str, Any]:
    """What all reports share, beside the text, or the checkout's own where there is none."""
    own = folder / f"{kind}.yml"
    return read_yaml(own if own.is_file() else folders.SEEDS / f"{kind}.yml", kind)


def _script(own: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """The report's own exceptions laid over the shared ones, and the reviewed words of both."""
    return {
        "exceptions": {**shared.get("exceptions", {}), **own.get("exceptions", {})},
        "reviewed": [*shared.get("reviewed", []), *own.get("reviewed", [])],
    }


def _catalogs(path: Path) -> dict[str, str]:
    found = {}
    for po in sorted(path.parent.glob(f"{_glob(path.stem)}.*.po")):
        found[po.name[len(path.stem) + 1 : -3]] = utf8(po.read_bytes(), str(po))
    return found


def _laid_over(base: Iterable[T], own: Iterable[T], name: Callable[[T], str]) -> tuple[T, ...]:
    return tuple({name(entry): entry for entry in (*base, *own)}.values())


# ---- siblings


def read_yaml(path: Path, schema: str) -> dict[str, Any]:
    """The mapping in `path`, checked against gen/schemas; empty where the file is missing."""
    if not path.is_file():
        return {}
    data = _parse_yaml(path.read_bytes(), str(path))
    if data is None:
        return {}
    _validate(data, schema, str(path))
    _settled((*data.get("terms", ()), *data.get("names", ())), str(path))
    return dict(data)


def _settled(entries: Iterable[Mapping[str, Any]], place: str) -> None:
    """No English of a term or name is both set and ruled out."""
    for entry in entries:
        for variant in entry.get("en_not", ()):
            if _folded(variant) in map(_folded, (entry["en"], *entry.get("en_forms", ()))):
                zh = entry.get("term") or entry["zh"]
                raise GongbaoError(place, f"expected {variant} of {zh} to be set or in en_not, found both", "strike one")


def _folded(english: str) -> str:
    """`english` without what makes no other wording: case, and whether a blank or a hyphen joins its words."""
    return " ".join(re.sub("[-‐‑–]", " ", english.casefold()).split())


class _Once(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML in which a key stands once: of two, YAML would keep the last and lose what a person wrote first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping of `node`; an error where a key stands again."""
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                problem = f"each key once, and {key.value} stands here again"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep))


@lru_cache(maxsize=64)
def _parse_yaml(data: bytes, place: str) -> Any:
    try:
        return yaml.load(data.decode("utf-8"), Loader=_Once)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{place}:{mark.line + 1}" if mark else place
        raise GongbaoError(
            where, f"expected YAML ({getattr(error, 'problem', None) or error})", "mend the line"
        ) from error


def _validate(data: Any, schema: str, place: str) -> None:
    file = folders.SCHEMAS / f"{schema}.schema.json"
    import jsonschema

    errors = sorted(_validator(file).iter_errors(data), key=lambda e: list(map(str, e.absolute_path)))
    if errors:
        worst = jsonschema.exceptions.best_match(errors)
        where = "/".join(str(p) for p in worst.absolute_path) or "top"
        raise GongbaoError(
            f"{place} at {where}", f"expected what {file.name} says: {worst.message[:160]}", "mend the entry"
        )


@lru_cache(maxsize=16)
def _validator(file: Path) -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(json.loads(file.read_text("utf-8")))


def _meta(data: Mapping[str, Any]) -> Meta:
    return Meta(
        title=data.get("title", {}),
        office=data.get("office", {}),
        source_url=data.get("source_url", ""),
        published=str(data.get("published", "")),
        note=data.get("note", {}),
        year_of_results=data.get("year_of_results"),
        year_of_plans=data.get("year_of_plans"),
        series=data.get("series", ""),
    )


def _errata(seed: Seed, entries: Iterable[Mapping[str, Any]], place: str) -> tuple[Erratum, ...]:
    errata = sorted((_erratum(seed.raw, entry, place) for entry in entries), key=lambda e: e.span)
    for before, after in pairwise(errata):
        if before.span.touches(after.span):
            raise GongbaoError(
                f"{place}: {after.id}",
                f"expected a place of its own, found that of {before.id}",
                "merge the two",
            )
    return tuple(errata)


def _erratum(raw: str, entry: Mapping[str, Any], place: str) -> Erratum:
    """The entry with its place: it must match exactly once, or the build stops."""
    found, reading = str(entry["found"]), str(entry["reading"])
    count = raw.count(found)
    if count != 1 or found == reading or "\n" in found or "\r" in found:
        raise GongbaoError(
            f"{place}: {entry['id']}",
            f"expected {found!r} exactly once in the text, found it {count} times",
            "correct or delete the entry",
        )
    start = raw.index(found)
    head, tail = _shared_ends(found, reading)
    span = Span(start + head, start + len(found) - tail)
    return Erratum(
        str(entry["id"]),
        span,
        raw[span.start : span.end],
        reading[head : len(reading) - tail],
        entry["reason"],
        entry["certainty"],
        (found, reading),
    )


def _shared_ends(found: str, reading: str) -> tuple[int, int]:
    """How many characters the two share at their start and end, leaving at least one of `found`."""
    shorter = min(len(found), len(reading))
    head = next((n for n in range(shorter) if found[n] != reading[n]), shorter)
    head = min(head, len(found) - 1)
    room = min(len(found) - 1, len(reading)) - head
    tail = next((n for n in range(room) if found[-1 - n] != reading[-1 - n]), max(room, 0))
    return head, tail


def _term(data: Mapping[str, Any]) -> Term:
    return Term(
        term=data["term"],
        aliases=tuple(data.get("aliases", ())),
        en=data["en"],
        en_forms=tuple(data.get("en_forms", ())),
        pinyin=data.get("pinyin", ""),
        kind=data["kind"],
        meaning={k: v for k, v in (data.get("meaning") or {}).items() if v},
        parts=tuple(data.get("parts", ())),
        defined_in_text=data.get("defined_in_text"),
        related=tuple(data.get("related", ())),
        sources=tuple(data.get("sources", ())),
        certainty=data.get("certainty", "sure"),
        not_before=tuple(data.get("not_before", ())),
        not_after=tuple(data.get("not_after", ())),
        en_not=tuple(data.get("en_not", ())),
    )


def _name(data: Mapping[str, Any]) -> Name:
    return Name(data["zh"], data["en"], data.get("kind", ""), data.get("source", ""), tuple(data.get("en_not", ())))


def _point(data: Mapping[str, Any]) -> BriefPoint:
    return BriefPoint(data["zh"].strip(), data["en"].strip(), tuple(data["keys"]))
