"""From a book to the Markdown pages of one locale, and what the site's navigation needs to know of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from gen import markup, tongues
from gen.exports import linked
from gen.judge import briefs
from gen.locales import Locale
from gen.model import Book, Page, Shelf
from gen.web import lexicon, parallel, tips
from gen.web.blocks import translated_share
from gen.web.desk import Desk
from gen.web.templating import render

DOORS = ("full", "parallel", "ledger", "data", "glossary", "downloads", "about", "changes", "source")
"Pages of a report beside its chapters, in the order of menus."
LINKED = {"overview": linked.report, "data": linked.dataset, "glossary": linked.terms}
"Pages that tell search engines what they are: template -> linked data."
PLAIN = frozenset({"overview", "chapter", "full", "ledger", "data", "glossary"})
"Pages with their clean Markdown beside them, by template."


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of a menu: a page, or a group of them."""

    title: str
    lang: str
    path: str = ""
    "Source path within the locale's folder; empty for a group."
    items: tuple[NavItem, ...] = ()
    "Of a group: what stands under it. Of a page: those that it alone leads to, one after the other; no menu shows them."


def report_pages(desk: Desk) -> dict[str, bytes]:
    """The Markdown of one report in one locale, by path below docs/."""
    files = {f"{desk.folder}{name}": text for name, text in texts(desk)}
    for chart in desk.charts:
        files[f"{desk.folder}charts/{chart.id}.svg"] = chart.svg.decode()
    files[f"{desk.folder}terms.js"] = tips.script(desk.book, desk.locale)
    return {path: text.encode() for path, text in files.items()}


def report_nav(book: Book, locale: Locale, other: Locale | None = None) -> tuple[NavItem, ...]:
    """The menu of one report in one locale; chapters stand under their parts, those beside `other` under none."""
    edition = book.edition(locale.code)
    stem = book.analysis.seed.stem
    own = locale.html

    def item(name: str) -> NavItem:
        title = locale.label(f"nav.{name}")
        if name != parallel.FOLDER:
            return NavItem(title, own, f"{stem}/{name}.md")
        below = (NavItem(p.title, p.lang, f"{stem}/{name}/{p.slug}.md") for p in edition.pages)
        return NavItem(title, own, f"{stem}/{name}/index.md", tuple(below))

    groups: list[NavItem] = []
    for page in edition.pages:
        entry = NavItem(page.title, page.lang, f"{stem}/{page.slug}.md")
        if page.part is None or page.part is page.heading:
            groups.append(entry)
        elif groups and groups[-1].items and groups[-1].title == page.part.words:
            groups[-1] = NavItem(groups[-1].title, groups[-1].lang, "", (*groups[-1].items, entry))
        else:
            groups.append(NavItem(page.part.words, page.part.lang, "", (entry,)))
    return (
        NavItem(locale.label("nav.home"), own, "index.md"),
        NavItem(locale.label("nav.overview"), own, f"{stem}/index.md"),
        *groups,
        *(item(name) for name in doors(other)),
    )


def doors(other: Locale | None) -> tuple[str, ...]:
    """The pages of a report beside its chapters; two languages side by side only where there are two."""
    return tuple(name for name in DOORS if other or name != parallel.FOLDER)


def site_pages(
    shelf: Shelf, locale: Locale, desk: Desk | None, people: Mapping[str, str], locales: Iterable[Locale]
) -> dict[str, bytes]:
    """The pages that belong to no report: home, which leads to its twins in `locales`, and those that people wrote (name -> Markdown)."""
    files = {f"{locale.code}/index.md": _home(shelf, locale, desk, tuple(locales))}
    for name, words in people.items():
        files[f"{locale.code}/{name}.md"] = _front(locale, "", f"{name}/", _heading_of(words), "") + words
    return {path: text.encode() for path, text in files.items()}


def site_nav(shelf: Shelf, locale: Locale, people: Mapping[str, str]) -> tuple[NavItem, ...]:
    """The menu of pages that belong to no report."""
    own = locale.html
    tongue = tongues.of(locale)
    titles = ((e.stem, e.titles[locale.code]) for e in shelf.entries)
    reports = tuple(NavItem(title, tongue.of(title) or own, f"{stem}/index.md") for stem, title in titles)
    return (
        NavItem(locale.label("nav.home"), own, "index.md"),
        NavItem(locale.label("nav.reports"), own, "", reports),
        *(NavItem(_heading_of(words), own, f"{name}.md") for name, words in people.items()),
    )


def root_page(locales: Iterable[Locale], preview: str = "") -> bytes:
    """The start page that chooses the language; whole without JavaScript. `preview` names the commit of a preview."""
    return render("root.html", locales=list(locales), preview=preview).encode()


def _home(shelf: Shelf, locale: Locale, desk: Desk | None, locales: tuple[Locale, ...]) -> str:
    here = f"{locale.code}/"
    body = render(
        "home.md", t=locale.label, here=here, link=markup.link, attr=markup.attr, shelf=shelf, desk=desk,
        md=partial(markup.spoken, tongues.of(locale)),
        locales=locales, locale=locale,
        doors=doors(desk.other if desk else None),
        keys=desk.key_figures() if desk else [],
    )  # fmt: skip
    return (
        _front(
            locale,
            "",
            "",
            locale.label("nav.home"),
            locale.label("site.lead"),
            home=True,
            card=desk.card(desk.stem) if desk else "",
            hide=("navigation", "toc"),
        )
        + body
    )


def texts(desk: Desk) -> Iterable[tuple[str, str]]:
    """Every page of the report: its path in the report's folder, and its Markdown."""
    yield "index.md", _page(desk, "overview", "", desk.edition.short_title, keys=desk.key_figures())
    for n, page in enumerate(desk.edition.pages):
        yield f"{page.slug}.md", _chapter(desk, page, n)
    yield "full.md", _page(desk, "full", "full/", desk.label("nav.full"))
    yield from _parallel(desk)
    yield "ledger.md", _page(desk, "ledger", "ledger/", desk.label("nav.ledger"), rows=desk.ledger())
    yield "data.md", _page(desk, "data", "data/", desk.label("nav.data"))
    words = lexicon.Lexicon(desk, f"{desk.folder}glossary/")
    yield "glossary.md", _page(desk, "glossary", "glossary/", desk.label("nav.glossary"), lexicon=words, shown=lexicon.SHOWN)
    yield "downloads.md", _page(desk, "downloads", "downloads/", desk.label("nav.downloads"))
    yield "changes.md", _page(desk, "changes", "changes/", desk.label("nav.changes"))
    yield "about.md", _page(desk, "about", "about/", desk.label("nav.about"), proof=desk.proof())
    yield "source.md", _page(desk, "source", "source/", desk.label("nav.source"), raw=_raw_lines(desk.book))


def _chapter(desk: Desk, page: Page, n: int) -> str:
    own = _depth(page)
    first = next(i for i, p in enumerate(desk.edition.pages) if p.part == page.part)
    cut = next((i for i, e in enumerate(page.elements, 1) if page.heading in e.lines), 0)
    return _page(desk,
        "chapter", f"{page.slug}/", page.title, page=page, own=own, done=translated_share(page.lines()),
        cut=cut, keys=desk.telling(page), line=(page.heading or next(page.lines())).source_line,
        points=briefs.shown(desk.book.analysis).get(page.slug, ()),
        first=desk.edition.pages[first] if page.part and first < n else None,
    )  # fmt: skip


def _parallel(desk: Desk) -> Iterable[tuple[str, str]]:
    """The chapters in two languages side by side, and the list of them; nothing where there is one language only."""
    if desk.other is None:
        return
    both, folder = parallel.Parallel(desk, desk.other), parallel.FOLDER
    yield f"{folder}/index.md", _page(desk, "parallels", f"{folder}/", desk.label(f"nav.{folder}"), both=both)
    for page, twin, tally in both.chapters():
        path = f"{folder}/{page.slug}/"
        title = desk.label("parallel.title", title=page.title)
        rows = list(both.paragraphs(page, f"{desk.folder}{path}", _depth(page)))
        yield f"{path[:-1]}.md", _page(desk, "parallel", path, title, both=both, page=page, twin=twin, tally=tally, rows=rows)


def _depth(page: Page) -> int:
    """How deep the page's own heading nests; 0 where it has none."""
    return next((e.depth for e in page.elements if page.heading in e.lines), 0)


def _page(desk: Desk, template: str, path: str, title: str, **values: Any) -> str:
    here = f"{desk.folder}{path}"
    marks = desk.marks(here)
    body = render(
        f"{template}.md", t=desk.locale.label, here=here, link=markup.link, md=desk.say, attr=markup.attr, marks=marks, desk=desk,
        doors=doors(desk.other), book=desk.book, edition=desk.edition, locale=desk.locale, term_id=markup.term_id, **values,
    )  # fmt: skip
    description = desk.lead() if template == "overview" else desk.label("page.description", title=title, report=desk.edition.short_title)
    hidden = () if template in ("chapter", "full") else ("toc",)
    report = desk.edition.short_title if path else ""
    return (
        _front(
            desk.locale, desk.stem, f"{desk.stem}/{path}", title, description, report=report, hide=hidden,
            data=LINKED[template](desk.book, desk.locale, desk.facts.base) if template in LINKED else None,
            plain=template in PLAIN, card=desk.card(values["page"].slug if template == "chapter" else desk.stem),
        )
        + body
    )


def _raw_lines(book: Book) -> list[str]:
    return book.analysis.text.raw.splitlines()


def _heading_of(words: str) -> str:
    return next((line[2:].strip() for line in words.splitlines() if line.startswith("# ")), "")


def _front(
    locale: Locale,
    stem: str,
    path: str,
    title: str,
    description: str,
    *,
    home: bool = False,
    report: str = "",
    hide: Iterable[str] = (),
    data: Mapping[str, Any] | None = None,
    plain: bool = False,
    card: str = "",
) -> str:
    """Front matter: JSON strings are YAML, so no title can end it.

    `report` names the report in the window's title; `hide` bars; `data` is its linked data; `plain` says that its clean
    Markdown lies beside it; `card` is the place of its picture for those who pass it on.
    """
    own = {"locale": locale.code, "stem": stem, "path": path, "home": home, "report": report, "plain": plain, "card": card}
    if data:
        own["linked"] = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    meta = {"title": title, "description": description, "hide": list(hide), "gongbao": own}
    return (
        "---\n" + "".join(f"{k}: {json.dumps(v, ensure_ascii=True)}\n" for k, v in meta.items()) + "---\n\n"
    )
