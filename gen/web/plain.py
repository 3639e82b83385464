r"""The clean Markdown beside each page, for programs that read: the words without marks, drafts and what is not translated told as such.

It lies at `index.html.md` in the page's folder, and `llms.txt` at the site's root leads there, as https://llmstxt.org proposes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from gen.locales import Locale
from gen.model import Element, Figure, Line, Shelf
from gen.web.desk import Desk

NAME = "index.html.md"
_ACTIVE = re.compile(r"([\\`*_\[\]<>|])")
_OPENS = re.compile(r"^(\s*)([#+-]+|\d+[.)](?=\s|$))")


def report(desk: Desk) -> dict[str, bytes]:
    """The Markdown of one report in one locale, by path below the site."""
    pages = {
        "": _overview(desk),
        **{f"{page.slug}/": _blocks(desk, page.elements) for page in desk.edition.pages},
        "full/": [line for page in (desk.edition.front, *(p.elements for p in desk.edition.pages)) for line in _blocks(desk, page)],
        "ledger/": _ledger(desk),
        "data/": _data(desk),
        "glossary/": _glossary(desk),
    }  # fmt: skip
    tail = [desk.label("disclaimer")] if desk.locale.translated else []
    return {f"{desk.folder}{path}{NAME}": _joined([*blocks, *tail]) for path, blocks in pages.items()}


def index(shelf: Shelf, locales: Sequence[Locale], base: str) -> bytes:
    """`llms.txt`: the reports with what a program needs of each, in every locale."""
    first = next((locale for locale in locales if locale.translated), locales[0])
    blocks = [f"# {first.label('site.name')}", f"> {escape(first.label('site.lead'))}", escape(first.label("llms.lead"))]
    for entry in shelf.entries:
        blocks.append(f"## {escape(entry.titles[first.code])}")
        rows = [
            _item(entry.titles[locale.code], f"{base}{locale.code}/{entry.stem}/{path}{NAME}", locale.label(f"llms.{what}"))
            for locale in (first, *(other for other in locales if other is not first))
            for path, what in (("", "overview"), ("full/", "full"))
        ]
        rows += [
            _item(name, f"{base}downloads/{entry.stem}/{name}", first.label(f"llms.{what}"))
            for name, what in (("figures.csv", "figures"), ("datapackage.json", "package"), ("source.txt", "source"))
        ]
        blocks.append("\n".join(rows))
    return _joined(blocks)


def _item(title: str, address: str, says: str) -> str:
    return f"- [{escape(title)}]({quote(address, safe='/:')}): {escape(says)}"


def escape(words: str) -> str:
    r"""`words` so that Markdown shows exactly them, with as few marks as that takes.

    >>> escape("1. “8+2+X” *and* [this]"), escape("增长12%(约3万)")
    ('1\\. “8+2+X” \\*and\\* \\[this\\]', '增长12%(约3万)')
    """
    safe = _ACTIVE.sub(r"\\\1", " ".join(words.split()))
    return _OPENS.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", safe)


def _joined(blocks: Iterable[str]) -> bytes:
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


# ---- the report's own words


def _blocks(desk: Desk, elements: Iterable[Element]) -> Iterator[str]:
    """Headings, paragraphs, lists and tables, each with how its translation stands; rows and items in a row stay together."""
    rows: list[str] = []
    kind = ""
    for element in elements:
        if element.kind != kind:
            yield "\n".join(rows)
            rows, kind = [], element.kind
        words = "".join(_sentence(line) for line in element.lines).rstrip()
        note = _note(desk, element.lines)
        if element.kind in {"title", "heading"}:
            yield f"{'#' * min(max(element.depth, 1), 6)} {words.rstrip('。')}{note}"
        elif element.kind == "item":
            rows.append(f"- {words}{note}")
        elif element.kind == "row":
            rows.append(f"| {' | '.join(escape(line.words) for line in element.lines)}{note} |")
        else:
            yield f"{words}{note}"
    yield "\n".join(rows)


def _note(desk: Desk, lines: Iterable[Line]) -> str:
    """What pages mark at the end of a block too: a draft, a translation that is missing or out of date; each once."""
    names = dict.fromkeys(line.standing for line in lines if line.standing)
    return "".join(f" *{escape(desk.label(name))}*" for name in names)


def _sentence(line: Line) -> str:
    """A sentence; in languages that part words with a blank, one stands behind it."""
    words = escape(line.words)
    return words if line.lang.startswith("zh") else f"{words} "


# ---- what we tell beside them


def _overview(desk: Desk) -> Iterator[str]:
    edition = desk.edition
    yield f"# {escape(edition.title)}"
    yield escape(edition.office)
    for part, pages in desk.parts():
        if part:
            yield f"## {escape(part.words)}"
        yield "\n".join(f"- [{escape(page.title)}]({page.slug}/{NAME})" for page, _ in pages)
    doors = ("full", "ledger", "data", "glossary")
    yield "\n".join(f"- [{escape(desk.label(f'nav.{name}'))}]({name}/{NAME})" for name in doors)


def _ledger(desk: Desk) -> Iterator[str]:
    found = desk.ledger()
    yield f"# {escape(desk.label('nav.ledger'))}"
    yield escape(desk.label("ledger.lead", pairs=len(found.pairs)))
    head = [desk.label("ledger.thing"), *(desk.label(f"status.{s}") for s in ("result", "target")), desk.label("ledger.certainty")]
    yield _table(
        head,
        ([_name(desk, one), _told(desk, one), _told(desk, two), desk.label(f"ledger.{pair.certainty}")] for pair, one, two in found.pairs),
    )
    for title, figures in ((desk.label("ledger.targets"), found.targets), (desk.label("ledger.results"), found.results)):
        yield f"## {escape(title)}" if figures else ""
        yield "\n".join(f"- {escape(_name(desk, f))}{desk.label('colon')}{escape(desk.amount(f))}" for f in figures)


def _data(desk: Desk) -> Iterator[str]:
    yield f"# {escape(desk.label('nav.data'))}"
    head = [desk.label(f"data.{name}") for name in ("subject", "value", "status", "year", "sentence")]
    rows = (
        [name, desk.amount(f), desk.label(f"status.{f.status}"), str(f.year or ""), line.words if line else ""]
        for f, name, line, _ in desk.figure_rows()
    )
    yield _table(head, rows)


def _glossary(desk: Desk) -> Iterator[str]:
    yield f"# {escape(desk.label('nav.glossary'))}"
    for term, _ in desk.uses():
        own, other = desk.script(term.term), term.en
        yield f"## {escape(other)} {escape(own)}" if desk.locale.data == "en" else f"## {escape(own)} {escape(other)}"
        yield escape(term.pinyin)
        yield escape(desk.script(term.meaning.get(desk.locale.data, "")))
        yield "\n".join(f"- {escape(desk.script(part.get(desk.locale.data, '')))}" for part in term.parts)


def _name(desk: Desk, figure: Figure) -> str:
    return desk.edition.names[figure.span.start]


def _told(desk: Desk, figure: Figure) -> str:
    line, _ = desk.sentence_of(figure)
    return f"{desk.amount(figure)} ({line.words})" if line else desk.amount(figure)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([escape(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
