"""All editions of one report on paper, and its cards: their documents, the fonts that hold their characters, the finished files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from gen import locales
from gen.errors import GongbaoError
from gen.locales import Locale
from gen.typeset import cards, document, fonts, typst
from gen.web.desk import Desk

Cache = Callable[[str, Callable[[], Mapping[str, bytes]]], Path]
"Gives the folder of the files that go by a name, and makes them where it has none."
_TAG = re.compile(r"<[^>]*>")
_UNSET = frozenset({"url", "sha256", "mime", "name", "edition", "langs", "families", "voices", "kind"})
"Names of values that are not words, or hold nothing but ASCII."


@dataclass(frozen=True, slots=True)
class Printed:
    """What the press makes of a report."""

    editions: tuple[tuple[document.Plan, typst.Sheets], ...]
    cards: Mapping[str, Mapping[str, bytes]]
    "By locale and name."


def printed(
    desks: Mapping[str, Desk], chosen: Sequence[Locale], attached: Mapping[str, bytes], cache: Cache
) -> Printed:
    """The PDF of each edition and the cards of each locale; `desks` by locale, `attached` goes into every PDF.

    A font that is nowhere, a character that no font has and a document that cannot be set are errors.
    """
    plans = document.plans(chosen)
    made = {plan.name: document.document(plan, [desks[loc.code] for loc in plan.locales], attached) for plan in plans}
    small = {f"{locale.code}.png": cards.cards(desks[locale.code]) for locale in chosen}
    voices = {plan.name: plan.locales for plan in plans} | {f"{locale.code}.png": (locale,) for locale in chosen}
    placed = fonts_of(made | small, voices, cache)
    return Printed(
        tuple((plan, typst.pdf(made[plan.name], placed[plan.name], f"{plan.name}.pdf")) for plan in plans),
        {name.removesuffix(".png"): dict(cards.draw(data, placed[name], name)) for name, data in small.items()},
    )


def fonts_of(
    made: Mapping[str, Mapping[str, Any]], voices: Mapping[str, Sequence[Locale]], cache: Cache
) -> dict[str, dict[str, Path]]:
    """The folders of the fonts that each document needs; documents share the copies."""
    chosen = {name: families(data, voices[name]) for name, data in made.items()}
    placed = {family: dict(_placed(family, made, chosen, cache)) for family in _each(chosen)}
    return {name: {part: path for family in own for part, path in placed[family].items()} for name, own in chosen.items()}


def families(data: Mapping[str, Any], voices: Sequence[Locale]) -> tuple[str, ...]:
    """The fonts that an edition needs, in the order of preference; a character that none has is an error that names its sentence."""
    spoken = {locale.html: locale.matplotlib_font for locale in locales.standard()}
    langs = {said["lang"] for said in _said(data)}
    own = [locale.matplotlib_font for locale in voices] + [
        font for lang, font in spoken.items() if lang in langs
    ]
    latin = [fonts.SERIF] if any(locale.translated for locale in voices) else []
    latin += [fonts.SANS] if any(not lang.startswith("zh") for lang in langs) else []
    names = [name for name in latin if fonts.source(name)]
    for name in dict.fromkeys(own):
        fonts.needed(name)
        names.append(name)
    held = frozenset().union(*map(fonts.characters, names))
    for char, place in _lacking(data, held):
        if char in held:
            continue
        other = next((name for name in (*fonts.FIRST, *fonts.LAST) if name not in names and char in fonts.characters(name)), "")
        if not other:
            raise GongbaoError(
                place, f"expected a font with a glyph for {char} (U+{ord(char):04X})",
                "declare in .errata.yml what stands for it, or add a font to gen/typeset/fonts.py",
            )  # fmt: skip
        names.append(other)
        held |= fonts.characters(other)
    return tuple(names)


def _lacking(data: Mapping[str, Any], held: frozenset[str]) -> list[tuple[str, str]]:
    """The characters that `held` lacks, each with where it stands first."""
    found: dict[str, str] = {}
    for words, place in _words(data, data["name"][0]["run"][0]["t"]):
        for char in set(words) - held:
            if char not in "\n\r\t":
                found.setdefault(char, place)
    return sorted(found.items())


def _words(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """All that is printed, each string with the sentence, chart or entry that it belongs to."""
    if isinstance(value, str):
        yield (_TAG.sub("", value) if value.startswith("<svg") else value), place
    elif isinstance(value, list):
        for item in value:
            yield from _words(item, place)
    elif isinstance(value, dict):
        here = value.get("id", place)
        for name, item in value.items():
            if name not in _UNSET and (name != "attached"):
                yield from _words(item, here)
        if isinstance(value.get("name"), list):
            yield from _words(value["name"], here)


def _said(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict) and "lang" in value and "run" in value:
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _said(item)


def _each(chosen: Mapping[str, Sequence[str]]) -> list[str]:
    """The families that any edition needs."""
    return list(dict.fromkeys(name for names in chosen.values() for name in names))


def _placed(
    family: str, made: Mapping[str, Mapping[str, Any]], chosen: Mapping[str, Sequence[str]], cache: Cache
) -> Iterator[tuple[str, Path]]:
    """Each copy of the family, which together hold what all editions print in it, with its folder."""
    printed = {c for name, data in made.items() if family in chosen[name] for words, _ in _words(data, "") for c in words}
    for part, chars in fonts.parts(family, printed).items():
        yield part, cache(fonts.key(part, chars), partial(fonts.copies, part, chars))
