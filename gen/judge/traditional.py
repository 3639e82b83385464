"""Conversions to Traditional characters that depend on context, for a person to review.

发 is 發 in 发展 and 髮 in 理发; the converter decides by its phrases and is wrong now and then. A word that a person has
seen to be right is listed once, in `seeds/zh-hant.yml`, and counts for every report; what no listed word covers is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from gen import script
from gen.characters import is_han
from gen.locales import Locale
from gen.model import Finding, Seed, Span

_COMMON = tuple(
    bytes((lead, trail)).decode("big5")
    for lead in range(0xA4, 0xC7)
    for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    if (lead, trail) < (0xC6, 0x7F)
)
"Big5's first plane of 5,401 Han characters: those that Traditional texts are written with. Rarer variants are no real choice."
_AROUND = 2
"Characters shown on each side."


@lru_cache(maxsize=4)
def choices(config: str) -> Mapping[str, str]:
    """Simplified characters that stand for several common Traditional ones, each with those.

    >>> [choices("s2tw")[c] for c in "发里面"], "国" in choices("s2tw")
    (['發髮', '裡里', '面麵'], False)
    """
    forms: dict[str, str] = {}
    simple = script.convert("\n".join(_COMMON), "t2s").split("\n")
    own = script.convert("\n".join(_COMMON), "t2tw" if config.endswith("tw") else "t2s").split("\n")
    for traditional, simplified, standard in zip(_COMMON, simple, own, strict=True):
        if standard in {traditional, simplified}:
            forms[simplified] = forms.get(simplified, "") + traditional
    return {c: "".join(sorted(found)) for c, found in sorted(forms.items()) if len(found) > 1}


def check(seed: Seed, locales: Iterable[Locale]) -> Iterator[Finding]:
    """One finding, for information, for each choice of characters that the reviewed words do not cover."""
    for locale in locales:
        if locale.script and not script.is_traditional(seed.raw):
            yield from _unreviewed(seed, locale)


def _unreviewed(seed: Seed, locale: Locale) -> Iterator[Finding]:
    shown = locale.in_script(seed.raw, seed.script_exceptions)
    if len(shown) != len(seed.raw):  # an exception that changes the length: no place can be told
        return
    several = choices(locale.script)
    covered = _covered(shown, (*seed.script_reviewed, *(word for _, word in seed.script_exceptions)))
    places: dict[tuple[str, str], list[int]] = {}
    for n, char in enumerate(seed.raw):
        if char in several and not covered[n]:
            places.setdefault((char, shown[n]), []).append(n)
    for (char, form), found in places.items():
        others = "、".join(c for c in several[char] if c != form)
        words = dict.fromkeys(_around(shown, n) for n in found)
        more = f" and {len(words) - 5} more" if len(words) > 5 else ""
        yield Finding(
            "traditional",
            "info",
            f"{char} is shown as {form} and might be {others}: {' '.join(list(words)[:5])}{more}; "
            f"list the words that are right under reviewed: in zh-hant.yml, the others under exceptions:",
            seed.path,
            seed.raw.count("\n", 0, found[0]) + 1,
            Span(found[0], found[0] + 1),
        )


def _covered(shown: str, words: Iterable[str]) -> bytearray:
    """For each character, whether a reviewed word holds it."""
    covered = bytearray(len(shown))
    for word in dict.fromkeys(words):
        at = shown.find(word)
        while at >= 0:
            covered[at : at + len(word)] = b"\1" * len(word)
            at = shown.find(word, at + 1)
    return covered


def _around(shown: str, n: int) -> str:
    """The characters about place `n`, as far as Han goes on."""
    start = end = n
    while start > max(0, n - _AROUND) and is_han(shown[start - 1]):
        start -= 1
    while end < min(len(shown) - 1, n + _AROUND) and is_han(shown[end + 1]):
        end += 1
    return shown[start : end + 1]
