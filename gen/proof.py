"""The proof that nothing was lost, made again from the finished HTML: the report's characters in order, each once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from gen import editions
from gen.characters import is_blank
from gen.errors import GongbaoError
from gen.locales import Locale
from gen.model import Analysis

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


class ReportText(HTMLParser):
    """Collects what a page shows of the report: words in `.gb-report` without labels and second languages, and the keys."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.keys: list[str] = []
        self._open: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether we are inside the report, and inside a label of ours."""
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        inside, label = self._open[-1][1:] if self._open else (False, False)
        inside, label = inside or "gb-report" in classes, label or "data-gb-label" in values or "gb-twin" in classes
        if inside and not label and "gb-s" in classes:
            self.keys.append(values.get("id") or "")
        if tag not in _VOID:
            self._open.append((tag, inside, label))

    def handle_endtag(self, tag: str) -> None:
        """Leave the innermost element of that name."""
        for n in range(len(self._open) - 1, -1, -1):
            if self._open[n][0] == tag:
                del self._open[n:]
                return

    def handle_data(self, data: str) -> None:
        """Keep the words of the report."""
        if self._open and self._open[-1][1] and not self._open[-1][2]:
            self.words.append(data)


def read_page(html: str) -> ReportText:
    """What the page shows of the report."""
    parser = ReportText()
    parser.feed(html)
    parser.close()
    return parser


def expected(analysis: Analysis, locale: Locale) -> str:
    """The report's characters as `locale` shows them, blanks left out, a heading's final stop left out."""
    words = []
    found = editions.index(analysis)
    for leaf in analysis.report.root.leaves():
        shown = editions.shown_words(found, leaf, locale)
        words.append(shown.removesuffix("。") if leaf.kind == "heading" else shown)
    return compact("".join(words))


def compact(words: str) -> str:
    """`words` without anything that shows nothing."""
    return "".join(c for c in words if not is_blank(c))


def prove(site: Path, analysis: Analysis, slugs: Sequence[str], locales: Sequence[Locale]) -> bytes:
    """Check every page of the report under `site`; what comes back is proof.json. A gap is an error that names its place."""
    raw = analysis.text.raw
    data: dict[str, Any] = {
        "stem": analysis.seed.stem,
        "sha256": analysis.seed.sha256,
        "characters": len(raw),
        "not_blank": sum(not is_blank(c) for c in raw),
        "sentences": sum(1 for leaf in analysis.report.root.leaves() if leaf.kind != "furniture"),
        "locales": {
            locale.code: _prove_locale(site, analysis, slugs, locale, both=locale.partner(locales) is not None)
            for locale in locales
        },
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _prove_locale(
    site: Path, analysis: Analysis, slugs: Sequence[str], locale: Locale, *, both: bool
) -> dict[str, Any]:
    """What the pages of `locale` hold, chapter by chapter, whole, and, where there are `both` languages, side by side."""
    stem = analysis.seed.stem
    front = Path(stem, "index.html")
    ways = {
        "chapters": [front, *(Path(stem, slug, "index.html") for slug in slugs)],
        "full": [Path(stem, "full", "index.html")],
        **({"parallel": [front, *(Path(stem, "parallel", slug, "index.html") for slug in slugs)]} if both else {}),
    }
    results = {}
    for name, paths in ways.items():
        pages = [read_page((site / locale.code / path).read_text("utf-8")) for path in paths]
        place = f"{locale.code}/{stem} ({name})"
        _prove_keys([key for page in pages for key in page.keys], analysis, place)
        words = compact("".join(word for page in pages for word in page.words))
        if not locale.translated:
            _same(words, expected(analysis, locale), place)
        results[name] = {
            "pages": len(pages),
            "characters": len(words),
            "sha256": hashlib.sha256(words.encode()).hexdigest(),
        }
    return results


def _prove_keys(found: Sequence[str], analysis: Analysis, place: str) -> None:
    wanted = [leaf.key for leaf in analysis.report.root.leaves() if leaf.kind != "furniture"]
    if list(found) != wanted:
        key = next((a or b for a, b in _side_by_side(found, wanted) if a != b), "")
        raise GongbaoError(
            place, f"expected every sentence once and in order, not so at {key}", "report this text as a bug"
        )


def _side_by_side(one: Sequence[str], other: Sequence[str]) -> Iterable[tuple[str, str]]:
    length = max(len(one), len(other))
    return zip([*one, *[""] * (length - len(one))], [*other, *[""] * (length - len(other))], strict=True)


def _same(found: str, wanted: str, place: str) -> None:
    if found != wanted:
        at = next(_differences(found, wanted))
        around = f"…{wanted[max(0, at - 8) : at + 8]}…, found …{found[max(0, at - 8) : at + 8]}…"
        raise GongbaoError(place, f"expected {around} at character {at}", "report this text as a bug")


def _differences(one: str, other: str) -> Iterator[int]:
    yield from (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    yield min(len(one), len(other))
