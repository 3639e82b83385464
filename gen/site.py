"""MkDocs' one door: a build in this process, and the pure functions behind the hook that give each page its own locale."""

from __future__ import annotations

import json
import logging
import os
import platform
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape

from gen import folders
from gen.errors import GongbaoError
from gen.locales import Locale
from gen.tongues import Tongue
from gen.web.pages import NavItem

LONG_MENU = 120
"Pages of a report above which a page shows only the part of the menu around it."
NAV = ".nav.json"
"Written into each locale's folder under docs/; MkDocs leaves files with a leading dot alone."
STYLES = "assets/stylesheets/"
"Where the theme keeps its style sheets."
_IMAGE = re.compile(r'<img alt="([^"]*)" src="((?:[^"/]*/)*charts/[^"/]+\.svg)"\s*/?>')
_TAG = re.compile(r"(<[^>]*>)")
_HEADING = re.compile(r'<h[1-6](?=[^>]* id="([^"]+)")(?=[^>]* lang="([^"]+)")[^>]*>')


@dataclass(frozen=True, slots=True)
class Options:
    """What differs from build to build."""

    base_url: str = ""
    "Where the site will stand; empty for what mkdocs.yml says."
    preview: str = ""
    "Commit of a preview: not to be indexed, and with a banner that names it."


# ---- building


def build(docs: Path, site: Path, locales: Sequence[Locale], options: Options) -> None:
    """One MkDocs build of `docs` into `site`; a warning is an error, and the first one is what is told."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    said = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    logger.propagate, before = False, logger.propagate
    try:
        config = load_config(str(folders.CONFIG), docs_dir=str(docs), site_dir=str(site), strict=True)
        if options.base_url:
            config.site_url = options.base_url.rstrip("/") + "/"
        config.extra["gongbao"] = {"locales": list(locales), "preview": options.preview, "generated": True}
        mkdocs_build(config)
    except (MkDocsException, SystemExit) as error:
        raise GongbaoError(
            "mkdocs", f"expected a build without warnings ({said.first or error})", "mend what it names"
        ) from error
    finally:
        logger.removeHandler(said)
        logger.propagate = before


class _Listener(logging.Handler):
    """Keeps the first warning."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.first = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.first = self.first or record.getMessage()


def tracker() -> str:
    """The address of the project's tracker, as mkdocs.yml says."""
    return _setting("tracker")


def base(url: str = "") -> str:
    """Where the site will stand, with a slash at its end: `url`, or what mkdocs.yml says."""
    address = (url or _setting("site_url")).rstrip("/")
    return f"{address}/" if address else ""


def _setting(name: str) -> str:
    match = re.search(rf"^\s*{name}:\s*(\S+)", folders.CONFIG.read_text("utf-8"), re.MULTILINE)
    return match[1].strip("\"'") if match else ""


def tools() -> dict[str, str]:
    """The versions of the tools whose work is in the site."""
    from importlib.metadata import version

    names = ("mkdocs", "mkdocs-material", "markdown", "matplotlib", "opencc", "jinja2", "typst", "fonttools")
    return {"python": platform.python_version(), **{name: version(name) for name in names}}


def nav_file(navs: Mapping[str, Sequence[NavItem]]) -> bytes:
    """The menus of one locale: report's stem -> items, and `` for pages that belong to none."""
    return json.dumps(
        {stem: [asdict(item) for item in items] for stem, items in navs.items()}, ensure_ascii=False
    ).encode()


# ---- behind the hook


def navigation(
    items: Iterable[Mapping[str, Any]], code: str, files: Any, stem: str = ""
) -> tuple[list[Any], list[Any]]:
    """MkDocs' items for the menu of `stem`, and its pages in order; a page of another menu, or not made, becomes a link.

    Pages below a page stand in no menu; they follow each other, after the page that leads to them.
    """
    from mkdocs.structure.nav import Link, Section

    out: list[Any] = []
    pages: list[Any] = []
    for item in items:
        title = Markup(f'<span lang="{escape(item["lang"])}">{escape(item["title"])}</span>')
        if not item["path"]:
            children, below = navigation(item["items"], code, files, stem)
            section = Section(title, children)
            for child in children:
                child.parent = section
            out.append(section)
            pages.extend(below)
            continue
        file = files.get_file_from_path(f"{code}/{item['path']}")
        folder = item["path"].partition("/")[0] if "/" in item["path"] else ""
        if file is None or file.page is None or folder not in ("", stem):
            out.append(Link(title, f"{code}/{posixpath.dirname(item['path'])}/"))
        else:
            # The theme shows this in place of the page's title: the menu's word, in its language.
            file.page.typeset = SimpleNamespace(title=title)
            out.append(file.page)
            pages.append(file.page)
            below = navigation(item["items"], code, files, stem)[1]
            for child in below:
                child.parent = file.page
            chain([file.page, *below])
    return out, pages


def chain(pages: Sequence[Any]) -> None:
    """Make each page the next one of the page before it."""
    for page, before, after in zip(pages, [None, *pages], [*pages[1:], None], strict=False):
        page.previous_page, page.next_page = before, after


def window(items: Iterable[Any], page: Any, width: int = 30) -> list[Any]:
    """The menu as `page` shows it: of more than `2 * width` entries side by side only those near the page's own.

    A menu that lists every chapter of a long report on every page makes a site that grows with the square of its pages.
    """
    from mkdocs.structure.nav import Section

    entries = list(items)
    if len(entries) > 2 * width:
        at = next((n for n, item in enumerate(entries) if item is page or page in _below(item)), 0)
        entries = entries[max(0, at - width) : at + width + 1]
    out = []
    for item in entries:
        if item.children and len(item.children) > 2 * width:
            part = Section(item.title, window(item.children, page, width))
            part.active = page in _below(item)
            out.append(part)
        else:
            out.append(item)
    return out


def _below(item: Any) -> list[Any]:
    return [one for child in item.children or () for one in (child, *_below(child))]


def view(config: Any, locale: Locale) -> dict[str, Any]:
    """The configuration as a page of `locale` sees it."""
    return {
        **config,
        "site_name": locale.label("site.name"),
        "site_description": Markup(escape(locale.label("site.lead"))),
    }


def theme_style(folders_of_theme: Iterable[str]) -> str:
    """Address of the theme's style sheet below the site's root; its name changes with the theme's version."""
    found = sorted(path for folder in folders_of_theme for path in Path(folder).glob(f"{STYLES}main.*.min.css"))
    if not found:
        raise GongbaoError("mkdocs-material", f"expected {STYLES}main.*.min.css", "look where its style went")
    return f"{STYLES}{found[0].name}"


def is_used(path: str, style: str) -> bool:
    """Whether a file that MkDocs would copy is one that pages load: of the theme's own only its style sheet `style` is."""
    return path == style or not path.startswith(("assets/javascripts/", "assets/images/", STYLES))


def twins(path: str, locales: Sequence[Locale]) -> dict[str, str]:
    """The same page in each locale: code -> address below the site's root."""
    return {locale.code: f"{locale.code}/{path}" for locale in locales}


def inline_charts(html: str, page_folder: Path) -> str:
    """The page with each chart's drawing in place of the picture that Markdown made of it."""

    def drawing(match: re.Match[str]) -> str:
        name = match[2].rsplit("/", 1)[-1]
        file = page_folder / "charts" / name
        return file.read_text("utf-8") if file.is_file() else match[0]

    return _IMAGE.sub(drawing, html)


def mark_languages(html: str, toc: Iterable[Any], tongue: Tongue) -> None:
    """Give each entry of a page's contents the language that its heading has in `html`, as the theme shows it."""
    langs = {match[1]: match[2] for match in _HEADING.finditer(html)}
    for item in toc:
        if item.id in langs:
            item.typeset = SimpleNamespace(
                title=Markup('<span lang="{}">{}</span>').format(langs[item.id], Markup(item.title))
            )
        elif tongue.of(item.title):
            item.typeset = SimpleNamespace(title=Markup(mark_words(item.title, tongue)))
        mark_languages(html, item.children, tongue)


def mark_words(html: str, tongue: Tongue) -> str:
    """What people wrote, each stretch in another language than the page's in a span that says so.

    >>> mark_words("<p>Gongbao (公报)</p>", Tongue("en", True, "zh-Hans"))
    '<p>Gongbao (<span lang="zh-Hans">公报</span>)</p>'
    """
    parts = (((part, ""),) if part.startswith("<") else tongue.pieces(part) for part in _TAG.split(html))
    return "".join(f'<span lang="{lang}">{words}</span>' if lang else words for part in parts for words, lang in part)
