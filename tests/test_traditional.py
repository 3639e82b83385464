"""The Traditional edition: no Simplified glyph where a reader looks, its own quotation marks, choices reviewed by a person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gen import folders, locales, script, seeds
from gen.judge import traditional
from gen.model import Finding
from tests.conftest import STEM

HANT = next(locale for locale in locales.standard() if locale.script)
SEEN = ("title", "alt", "aria-label", "content", "placeholder", "value", "summary")
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@cache
def simplified(char: str) -> bool:
    """Whether OpenCC would write `char` otherwise and Big5, the character set of Traditional texts, does not know it."""
    return "\u3400" <= char <= "\u9fff" and script.convert(char, HANT.script) != char and not known(char)


def known(char: str) -> bool:
    """Whether Big5 has it."""
    try:
        return bool(char.encode("big5"))
    except UnicodeEncodeError:
        return False


class Seen(HTMLParser):
    """All that a reader sees, hears or finds of a page in its own language: words and telling attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = [("", False)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that are shown or read aloud."""
        values = dict(attrs)
        own = values["lang"] == HANT.html if values.get("lang") else self._open[-1][1]
        if own:
            self.words += [value for name in SEEN if (value := values.get(name))]
        if tag not in VOID:
            self._open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        """Leave the innermost element of that name."""
        for n in range(len(self._open) - 1, 0, -1):
            if self._open[n][0] == tag:
                del self._open[n:]
                return

    def handle_data(self, data: str) -> None:
        """Take the words, script and style apart."""
        if self._open[-1][1] and self._open[-1][0] not in {"script", "style"}:
            self.words.append(data)


def seen(path: Path) -> list[str]:
    """The words of the page at `path`."""
    parser = Seen()
    parser.feed(path.read_text("utf-8"))
    return parser.words


def pages(site: Path) -> Iterator[Path]:
    """Every page of the Traditional edition."""
    yield from sorted((site / HANT.code).rglob("*.html"))


def test_no_simplified_glyph_is_left_on_a_traditional_page(site: Path) -> None:
    allowed = {char for _, word in seeds.load(folders.SEEDS / f"{STEM}.txt").script_exceptions for char in word}
    found = {
        (str(path.relative_to(site)), words.strip())
        for path in pages(site)
        for words in seen(path)
        if any(simplified(char) and char not in allowed for char in words)
    }
    assert found == set()


def test_that_test_would_see_one() -> None:
    assert simplified("务")
    assert not any(map(simplified, "務里面后台1A。"))


def test_a_traditional_page_has_the_quotation_marks_of_its_readers(site: Path) -> None:
    whole = "".join(words for path in pages(site) for words in seen(path))
    assert "「創業五角場」" in whole
    assert [whole[max(0, n - 9) : n + 9] for n, char in enumerate(whole) if char in "“”‘"] == []


@given(st.text(alphabet="“”‘’aé区面发，。「", max_size=30))
def test_a_change_of_script_keeps_every_place(words: str) -> None:
    assert len(HANT.in_script(words)) == len(words)


@pytest.mark.parametrize(
    ("words", "shown"),
    [("“两学一做”", "「兩學一做」"), ("“‘五违’整治”", "「『五違』整治」"), ("Xi’an’s", "Xi’an’s"), ("污水平台", "污水平臺")],
)
def test_words_are_shown_as_traditional_readers_write_them(words: str, shown: str) -> None:
    assert HANT.in_script(words, seeds.load(folders.SEEDS / f"{STEM}.txt").script_exceptions) == shown


def findings(tmp_path: Path, words: str, **files: str) -> list[Finding]:
    """What is found on a text `a.txt` with `files` beside it: name of the sibling's suffix -> its text."""
    (tmp_path / "a.txt").write_text(words, "utf-8")
    for suffix, text in files.items():
        (tmp_path / f"a.{suffix.replace('_', '-')}.yml").write_text(text, "utf-8")
    return list(traditional.check(seeds.load(tmp_path / "a.txt"), [HANT]))


def test_a_choice_that_nobody_reviewed_is_found_once_with_its_words(tmp_path: Path) -> None:
    found = findings(tmp_path, "理发店32家。\n乡里理发。\n")
    assert [f.message.split(";")[0] for f in found] == [
        "发 is shown as 髮 and might be 發: 理髮店 里理髮",
        "里 is shown as 里 and might be 裡: 鄉里理髮",
    ]
    assert [(f.line, f.severity) for f in found] == [(1, "info"), (2, "info")]


def test_a_reviewed_word_and_an_exception_settle_it(tmp_path: Path) -> None:
    own = "exceptions: {乡里: 鄉里}\nreviewed: [理髮]\n"
    assert findings(tmp_path, "理发店32家。\n乡里理发。\n", zh_hant=own) == []


def test_a_traditional_text_has_nothing_to_review(tmp_path: Path) -> None:
    assert findings(tmp_path, "為長者服務的社區會議，理髮店32家，鄉里。") == []


def test_every_choice_of_the_checkouts_reports_is_reviewed() -> None:
    for path in folders.SEEDS.glob("*.txt"):
        assert list(traditional.check(seeds.load(path), [HANT])) == []


def test_our_labels_speak_as_readers_do_and_the_report_keeps_its_words() -> None:
    hant = next(locale for locale in locales.standard() if locale.script)
    assert "搜尋" in hant.label("search.placeholder")
    assert not [name for name, words in hant.labels.items() if "搜索" in words or "打印" in words or "鏈接" in words]
    assert hant.in_script("下发文件，打印程序") == "下發文件，打印程序"
