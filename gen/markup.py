"""Runs of text to Markdown that stays text: every character that Markdown or HTML would read is escaped here."""

from __future__ import annotations

import hashlib
import posixpath
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup, escape

from gen.model import Figure, Line, Ref, Run
from gen.numerals import digits
from gen.tongues import Tongue

# What Python-Markdown and its extensions in mkdocs.yml act upon in running text; HTML's own come with `escape`.
_ACTIVE = {ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]()!|~^=#$:@/"}


def md(words: str) -> Markup:
    r"""`words` as inline Markdown that shows exactly them.

    >>> md("*<b>* & [x](y)")
    Markup('&#42;&lt;b&gt;&#42; &amp; &#91;x&#93;&#40;y&#41;')
    """
    shown = "".join(
        " " if c.isspace() else c for c in words if c.isspace() or unicodedata.category(c) != "Cc"
    )
    return Markup("".join(str(escape(c)) if c in "&<>\"'" else _ACTIVE.get(ord(c), c) for c in shown))


def spoken(tongue: Tongue, words: str, within: str = "") -> Markup:
    """`words` as `md` has them, each stretch in another language than the page's in a span that says so.

    `within` is the `lang` of the element around them, where it has one: in a Chinese one there is nothing to tell.

    >>> spoken(Tongue("en", True, "zh-Hans"), "Gongbao (公报)")
    Markup('Gongbao &#40;<span lang="zh-Hans">公报</span>&#41;')
    """
    if within.startswith("zh"):
        return md(words)
    out = Markup()
    for piece, lang in tongue.pieces(words):
        out += Markup('<span lang="{}">{}</span>').format(lang, md(piece)) if lang else md(piece)
    return out


def lang(words: str, tongue: Tongue) -> Markup:
    """The attribute of an element that can hold no other and has these words; nothing where they are in the page's language."""
    found = tongue.of(words)
    return Markup(' lang="{}"').format(found) if found else Markup()


def attr(words: str) -> Markup:
    """`words` for an attribute's value, within double quotes."""
    return md(words)


def link(here: str, target: str) -> str:
    """The address of `target` as seen from the page `here`; both are folders on the site such as `zh/stem/1-1/`.

    >>> link("zh/a/1-1/", "zh/a/data/#f-3"), link("zh/a/", "downloads/a/x.csv")
    ('../data/#f-3', '../../downloads/a/x.csv')
    """
    path, mark, anchor = target.partition("#")
    if path == here:
        return mark + quote(anchor) if mark else "./"
    relative = posixpath.relpath(path or ".", here or ".")
    folder = "/" if path.endswith("/") or not path else ""
    return quote(relative) + folder + (mark + quote(anchor) if mark else "")


def term_id(term: str) -> str:
    """The anchor of a glossary entry.

    >>> term_id("五违四必")
    't-cb81c9bf'
    """
    return "t-" + hashlib.sha256(term.encode()).hexdigest()[:8]


class Marks:
    """How the refs of one page's runs are written: addresses of data, glossary and errata, and labels."""

    def __init__(
        self,
        here: str,
        report: str,
        figures: Iterable[Figure],
        errata: dict[str, tuple[str, str]],
        labels: dict[str, str],
        tongue: Tongue,
    ) -> None:
        """`report` is the report's folder; `errata` maps an id to its words as printed and the note that tells so."""
        self.here = here
        self.report = report
        self.figures = {str(f.span.start): f for f in figures}
        self.errata = errata
        self.labels = labels
        self.tongue = tongue
        self.linked: set[str] = set()
        self.plain = False
        "Whether figures and terms are marked but lead nowhere."
        self.letters: Mapping[str, str] = {}
        "What a figure is called beside its twin in another language, by its start."

    def section(self) -> None:
        """A new section begins: terms are linked again at their first occurrence in it."""
        self.linked.clear()

    def runs(self, runs: Iterable[Run], *, links: bool = True, within: str = "") -> Markup:
        """The runs as Markdown, each figure and term one element, the note of an erratum after its last run; `within`: see `spoken`."""
        numbered = list(enumerate(runs))
        last = {ref: n for n, run in numbered for ref in run.refs if ref.kind in ("erratum", "doubt")}
        out = Markup()
        for (ref, _), group in groupby(numbered, key=_group):
            pieces = list(group)
            inner = Markup().join(self._inner(run, within) for _, run in pieces)
            out += self._outer_mark(ref, inner) if ref and links else inner
            here = {n for n, _ in pieces}
            out += Markup().join(self._note(erratum) for erratum, n in last.items() if n in here and links)
        return out

    def _inner(self, run: Run, within: str) -> Markup:
        words = spoken(self.tongue, run.text, within)
        for ref in [ref for ref in run.refs if ref.kind == "figure"][1:]:
            words = Markup('<span class="gb-fig" {}>{}</span>').format(self._data(self.figures[ref.id]), words)
        for ref in run.refs:
            if ref.kind == "erratum" and run.text:
                words = Markup('<span class="gb-erratum">{}</span>').format(words)
            elif ref.kind == "doubt":
                words = Markup('<span class="gb-doubt">{}</span>').format(words)
            elif ref.kind == "furniture":
                words = Markup('<span class="gb-furniture">{}</span>').format(words)
        return words

    def _outer_mark(self, ref: Ref, inner: Markup) -> Markup:
        if ref.kind == "figure":
            return self._figure(self.figures[ref.id], inner)
        if self.plain or ref.id in self.linked:
            return Markup('<span class="gb-term" data-term="{}">{}</span>').format(attr(ref.id), inner)
        self.linked.add(ref.id)
        target = link(self.here, f"{self.report}glossary/#{term_id(ref.id)}")
        return Markup('<a class="gb-term" data-term="{}" href="{}">{}</a>').format(
            attr(ref.id), target, inner
        )

    def _figure(self, figure: Figure, inner: Markup) -> Markup:
        data = self._data(figure)
        if self.plain:
            return Markup('<span class="gb-fig" {}>{}</span>').format(data, inner)
        target = link(self.here, f"{self.report}data/#f-{figure.span.start}")
        return Markup('<a class="gb-fig" {} href="{}">{}</a>').format(data, target, inner)

    def _data(self, figure: Figure) -> Markup:
        """What a figure's element tells programs; and its letter, also where it stands inside another figure."""
        start = str(figure.span.start)
        letter = self.letters.get(start)
        mark = Markup(' data-mark="{}"').format(letter) if letter else Markup()
        return Markup('data-start="{}" data-value="{}" data-unit="{}"{}').format(
            start, attr(value_attr(figure)), attr(figure.unit), mark
        )

    def _note(self, ref: Ref) -> Markup:
        target = link(self.here, f"{self.report}about/#e-{ref.id}")
        _printed, note = self.errata[ref.id]
        if ref.kind == "erratum":
            words = spoken(self.tongue, note)
            return Markup('<a class="gb-was" data-gb-label lang="{}" href="{}">{}</a>').format(self.tongue.page, target, words)
        return Markup('<a class="gb-query" data-gb-label href="{}" aria-label="{}">?</a>').format(
            target, attr(note)
        )

    def line(self, line: Line, *, links: bool = True, share: str = "") -> Markup:
        """One sentence, item, cell or title as a span with its key, and its permalink where it is to be shared.

        `share` is `sentence`, or `paragraph` for the last one of a paragraph: that permalink alone is in reach of keyboard and
        screen reader, and opens the tool that leads to all the others.
        """
        lang = Markup(' lang="{}"').format(line.lang) if line.lang != self.tongue.page else Markup()
        if line.kind == "furniture":
            return Markup('<span class="gb-furniture" id="{}"{}>{}</span>').format(
                line.key, lang, self.runs(line.runs, within=line.lang)
            )
        classes = "gb-s" if line.translated else "gb-s gb-untranslated"
        if line.draft:
            classes += " gb-draft"
        words = Markup('<span class="{}" id="{}" data-address="{}"{}>{}</span>').format(
            classes, line.key, line.address, lang, self.runs(line.runs, links=links, within=line.lang)
        )
        if not share or line.kind not in ("sentence", "cell"):
            return words
        link = Markup('<a class="gb-link" data-gb-label href="#{}" data-line="{}"').format(line.key, line.source_line)
        if share == "sentence":
            return words + link + Markup(' tabindex="-1" aria-hidden="true"></a>')
        name = attr(f"{self.labels['share']} {line.address}")
        return words + link + Markup(' aria-label="{}"></a>').format(name)


def value_attr(figure: Figure) -> str:
    """The value for `data-value`: a number, or both ends of a range or ratio as a list."""
    if isinstance(figure.value, tuple):
        return "[" + ", ".join(digits(v) for v in figure.value) + "]"
    return digits(figure.value)


def _group(numbered: tuple[int, Run]) -> tuple[Ref | None, int]:
    """Runs of one figure or term stand together; every other run stands alone, so that a note follows its own words."""
    n, run = numbered
    outer = next((ref for ref in run.refs if ref.kind in ("figure", "term")), None)
    return outer, -1 if outer else n
