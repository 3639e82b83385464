"""MkDocs' hook: generate first where nobody has, then give each page its own locale. Thinking is done in gen/site.py."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from markupsafe import Markup, escape
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation

from gen import farm, folders, locales, markup, site, tongues
from gen.errors import GongbaoError
from gen.locales import Locale

_views: dict[str, dict[str, Any]] = {}
_navs: dict[tuple[str, str], Navigation] = {}


def on_config(config: Any) -> Any:
    """Generate docs/ for plain `mkdocs build` and `mkdocs serve`; prepare each locale's view."""
    own = config.extra.setdefault(
        "gongbao", {"locales": list(locales.standard()), "preview": "", "generated": False}
    )
    if not own["generated"]:
        try:
            farm.generate_docs(Path(config.docs_dir), folders.SEEDS, own["locales"])
        except GongbaoError as error:
            raise PluginError(str(error)) from error
    _views.clear()
    _views.update({locale.code: site.view(config, locale) for locale in own["locales"]})
    return config


def on_files(files: Any, config: Any) -> Any:
    """Leave out what the theme would load and our frame does not."""
    style = site.theme_style(config.theme.dirs)
    for file in list(files):
        if not site.is_used(file.src_uri, style):
            files.remove(file)
    return files


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Watch what people edit, not what is generated."""
    server.unwatch(config.docs_dir)
    for folder in (folders.SEEDS, folders.DOCS / "pages", folders.DOCS / "assets", folders.GEN):
        server.watch(str(folder))
    return server


def on_nav(nav: Any, config: Any, files: Any) -> Any:
    """One menu per report and locale, previous and next cut at its borders."""
    _navs.clear()
    for locale in config.extra["gongbao"]["locales"]:
        path = Path(config.docs_dir, locale.code, site.NAV)
        menus = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        home = files.get_file_from_path(f"{locale.code}/index.md")
        for stem, menu in menus.items():
            items, pages = site.navigation(menu, locale.code, files, stem)
            own = [page for page in pages if not home or page is not home.page]
            site.chain(own)
            if home:
                home.page.previous_page = home.page.next_page = None
            _navs[locale.code, stem] = Navigation(items, pages)
            _navs[locale.code, stem].homepage = home.page if home else None
    return nav


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Titles and descriptions are text to the theme, which would write them as HTML."""
    if "title" in page.meta:
        page.title = Markup(escape(page.meta.pop("title")))
    if "description" in page.meta:
        page.meta["description"] = Markup(escape(page.meta["description"]))
    return markdown


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Draw the charts in place; tell which words of people's pages, and which titles in the list of sections, are in another language."""
    own = page.meta.get("gongbao")
    if own:
        tongue = tongues.of(_locale(own["locale"], config))
        html = html if own["stem"] or own["home"] else site.mark_words(html, tongue)
        site.mark_languages(html, page.toc, tongue)
    return site.inline_charts(html, Path(page.file.abs_src_path).parent)


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Hand the page its own view of the configuration, its menu and its twins."""
    own = page.meta.get("gongbao")
    if own:
        menu = _windowed(_navs.get((own["locale"], own["stem"])) or nav, page)
        twins = site.twins(own["path"], config.extra["gongbao"]["locales"])
        context.update(
            config=_views[own["locale"]],
            nav=menu,
            twins=twins,
            own=own,
            site_menu=_navs.get((own["locale"], "")),
        )
        context["locale"] = _locale(own["locale"], config)
        tongue = tongues.of(context["locale"])
        context["lang"] = lambda *words: markup.lang(" ".join(words), tongue)
    context["all_locales"] = config.extra["gongbao"]["locales"]
    context["theme_style"] = site.theme_style(config.theme.dirs)
    return context


def _locale(code: str, config: Any) -> Locale:
    known: list[Locale] = config.extra["gongbao"]["locales"]
    return next(locale for locale in known if locale.code == code)


def _windowed(menu: Navigation, page: Any) -> Navigation:
    """The menu near the page; previous and next go on through the whole of it."""
    if len(menu.pages) <= site.LONG_MENU:
        return menu
    near = Navigation(site.window(menu.items, page if page in menu.pages else page.parent), menu.pages)
    near.homepage = menu.homepage
    return near


def on_template_context(context: Any, template_name: str, config: Any) -> Any:
    """The 404 page and the sitemap speak of all locales; the former brings its style along."""
    context["all_locales"] = config.extra["gongbao"]["locales"]
    context["root_style"] = Path(config.docs_dir, "assets/gongbao/root.css").read_text("utf-8")
    return context
