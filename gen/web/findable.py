"""The search's self-test: a reader finds each heading, sentence, figure and glossary term by its own words, in either script.

It reads the index as it is shipped and folds as docs/assets/gongbao/search.js does. That whole sentences are found proves it for all
words within them: folding goes character by character.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gen import script
from gen.errors import GongbaoError
from gen.locales import Locale
from gen.markup import term_id
from gen.model import Book
from gen.web import search
from gen.web.stems import stem

_HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_LETTER = "a-z\u00df-\u00f6\u00f8-\u024f"
_ALIKE = dict.fromkeys(map(ord, "“”\"「」『』《》〈〉")) | dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
_BLANK = re.compile(rf"(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])|(?<=\d),(?=\d)|(?<![{_LETTER}])['‘’]")
_WORD = re.compile(rf"[{_LETTER}]+(?:'[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Index:
    """A shipped index, ready to be asked."""

    fold: Mapping[int, Any]
    "What each character is compared as."
    texts: Mapping[str, str]
    "By anchor: the folded words that it is found by."
    stems: Mapping[str, frozenset[str]]
    "By anchor: the stems of its English words."

    def finds(self, anchor: str, typed: str) -> bool:
        """Whether who types `typed` finds the place `anchor`."""
        text = self.texts.get(anchor, "")
        words = folded(typed, self.fold)
        return words in text and set(_stems(words)) <= self.stems.get(anchor, frozenset())


def prove(files: Mapping[str, bytes], book: Book, locale: Locale) -> None:
    """Nothing where all is found by the index in `files`; else an error that names the first place that is not."""
    place = search.path(book.analysis.seed.stem, locale)
    index = read(files[place])
    for anchor, shown in _places(book, locale):
        for typed in (shown, *_in_other_scripts(shown)):
            if not index.finds(anchor, typed):
                raise GongbaoError(
                    place, f"expected to find {anchor} by “{typed[:40]}”", "look at data() in gen/web/search.py"
                )


def read(script_file: bytes) -> Index:
    """The index of a script that `gen.web.search` made."""
    text = script_file.decode("utf-8")
    data = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    pairs = data["fold"]
    fold = _ALIKE | {ord(char): to for char, to in zip(pairs[::2], pairs[1::2], strict=True)}
    texts = {anchor: "\n".join(folded(one, fold) for one in words) for anchor, words in _rows(data)}
    return Index(fold, texts, {anchor: frozenset(_stems(text)) for anchor, text in texts.items()})


def folded(words: str, fold: Mapping[int, Any]) -> str:
    """Words in the one spelling that is compared: width, case, script, no quotation marks, no blanks beside Han characters."""
    plain = unicodedata.normalize("NFKC", words.translate(_ALIKE)).lower().translate(fold)
    return re.sub(r"\s+", " ", _BLANK.sub("", plain.replace("’", "'"))).strip()


def _stems(text: str) -> Iterator[str]:
    return map(stem, _WORD.findall(text))


def _rows(data: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Every anchor of the index with the words that it is found by."""
    for _slug, _title, _lang, _own, blocks in data["chapters"]:
        for _heading, *lines in blocks:
            for key, words, *rest in lines:
                yield key, [words]
                for start, end, *about in rest[1] if len(rest) > 1 else ():
                    yield f"{key} figure {start}", [*map(str, about), _units(words, start, end)]
    for anchor, meaning, _own, *names in data["terms"]:
        yield anchor, [meaning, *names]


def _units(words: str, start: int, end: int) -> str:
    """The words from one UTF-16 unit to another, as the browser counts."""
    return words.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def _places(book: Book, locale: Locale) -> Iterator[tuple[str, str]]:
    """What must be found, by its anchor: lines of chapters, their named figures, terms by each of their names."""
    edition = book.edition(locale.code)
    for page in edition.pages:
        for line in page.lines():
            if any(c.isalnum() for c in line.words):
                yield line.key, line.words
                yield from _figures(line.key, search.figures_of(line), edition.names, edition.untranslated_names)
    used = {use.term for use in book.analysis.terms}
    for term in book.analysis.seed.terms:
        if term.term in used:
            yield from ((term_id(term.term), name) for name in (term.term, *term.aliases, term.en, *term.en_forms) if name)


def _figures(
    key: str, found: Iterable[tuple[int, int, str, str]], names: Mapping[int, str], foreign: frozenset[int]
) -> Iterator[tuple[str, str]]:
    for start, _end, figure, words in found:
        if int(figure) not in foreign:
            yield f"{key} figure {start}", words
            yield f"{key} figure {start}", names.get(int(figure), "")


def _in_other_scripts(shown: str) -> Iterator[str]:
    if re.search(f"[{_HAN}]", shown):
        yield from (script.convert(shown, conversion) for conversion in search.TYPED)
