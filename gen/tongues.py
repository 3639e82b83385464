"""The language of words on a page in another one: what stands in Han characters there is the report's own, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gen import script
from gen.locales import Locale

CHINESE = {True: "zh-Hant", False: "zh-Hans"}
"`lang` of Chinese words, by whether they are Traditional."
_HAN = "〇々\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_STRETCH = re.compile(
    rf"""
    (?:[\d（《〈「『【〔][\d.,%（《〈「『【〔]{{0,40}})?      # a number or opening marks that belong to it: 2016年, 《条例》
    [{_HAN}]
    (?:\S*[{_HAN}])?      # all up to the last Han character before a blank: 睦邻中心24个, TPY also within
    [。，、；：！？）》〉」』】〕％]*
    """,
    re.VERBOSE,
)
_WRITE_HAN = ("zh", "ja")
_PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class Tongue:
    """Tells words of the page's language from Chinese ones; where the page itself is Chinese there is nothing to tell."""

    page: str
    "`lang` of the page."
    telling: bool
    "Whether its language is written without Han characters, so that these tell Chinese."
    chinese: str = ""
    "`lang` of the report's words; empty where words of several reports meet: then each tells its own script."

    def pieces(self, words: str) -> Iterator[tuple[str, str]]:
        """The words, cut wherever the language changes, each piece with its `lang`: empty for the page's own.

        >>> list(Tongue("en", True, "zh-Hans").pieces("part of 五角场街道2016年“睦邻”(全年) (62)"))
        [('part of ', ''), ('五角场街道2016年“睦邻”(全年)', 'zh-Hans'), (' (62)', '')]
        """
        at = 0
        for start, end in _stretches(words) if self.telling else ():
            if start > at:
                yield words[at:start], ""
            yield words[start:end], self._lang(words)
            at = end
        if at < len(words):
            yield words[at:], ""

    def of(self, words: str) -> str:
        """The `lang` of an element that can hold no other, a title or an attribute, with these words; empty for the page's own.

        >>> Tongue("en", True).of("Data · 五角場街道"), Tongue("en", True).of("Data"), Tongue("zh-Hans", False).of("数据")
        ('zh-Hant', '', '')
        """
        return self._lang(words) if self.telling and _STRETCH.search(words) else ""

    def _lang(self, words: str) -> str:
        return self.chinese or CHINESE[script.is_traditional(words)]


def of(locale: Locale, chinese: str = "") -> Tongue:
    """How pages of `locale` tell Chinese words; `chinese` is the `lang` of a report's own words."""
    return Tongue(locale.html, locale.html.partition("-")[0] not in _WRITE_HAN, chinese)


def _stretches(words: str) -> Iterator[tuple[int, int]]:
    """From and to of each Chinese stretch; of a pair of marks it holds both or none."""
    for found in _STRETCH.finditer(words):
        start, end = found.span()
        for opens, closes in _PAIRS:
            more = found[0].count(opens) - found[0].count(closes)
            if more > 0 and words[end : end + 1] == closes:
                end += 1
            elif more < 0 and words[start - 1 : start] == opens:
                start -= 1
        yield start, end
