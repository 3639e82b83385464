"""The offline copy of a report: its pages in every locale, search, charts, data and PDFs in one archive that opens by double click.

From `file://` a folder does not open its index page, and what lies outside the archive is not there: so each link is written out to
the page it means, and a link to another report leads to the public site.
"""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from gen.locales import Locale
from gen.web import search

NAME = "offline.zip"
MANIFEST = "manifest.json"
_LINK = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
_STYLE_URL = re.compile(r'url\(\s*["\']?([^"\')]+)["\']?\s*\)')
_STORED = frozenset({".pdf", ".png", ".gz", ".zip", ".woff2"})
"Packed already: deflating them again gains nothing."
_TIME = (1980, 1, 1, 0, 0, 0)
"The earliest that an archive can say, so that the same pages give the same bytes."


def pack(site: Path, stem: str, locales: Iterable[Locale], base: str) -> bytes:
    """The archive of the report `stem` of the finished pages under `site`; `base` is the public address, or empty."""
    codes = list(locales)
    files = {path: (site / path).read_bytes() for path in _pages(site, stem, codes)}
    for locale in codes:
        files |= search.shelf_index([stem], locale)
    for path in sorted(_needed(site, files)):
        files.setdefault(path, (site / path).read_bytes())
    known = frozenset(files)
    for path in known:
        if path.endswith(".html"):
            files[path] = _written_out(files[path].decode("utf-8"), path, known, base).encode()
    sums = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}
    files[MANIFEST] = (json.dumps({"files": sums}, ensure_ascii=False, indent=1) + "\n").encode()
    return _zipped(files)


def _pages(site: Path, stem: str, locales: Iterable[Locale]) -> Iterator[str]:
    """The report's own files, and what belongs to no report: pages, and the search that pages load when it is opened."""
    yield from ("index.html", search.ENGINE)
    folders = [f"downloads/{stem}", *(f"{locale.code}/{stem}" for locale in locales)]
    for folder in folders:
        yield from (p.relative_to(site).as_posix() for p in (site / folder).rglob("*") if p.is_file() and not _outside(p))
    for locale in locales:
        yield f"{locale.code}/search/{stem}.js"
        reports = {p.name for p in (site / "downloads").iterdir()}
        yield f"{locale.code}/index.html"
        for page in sorted((site / locale.code).glob("*/index.html")):
            if page.parent.name not in reports:
                yield page.relative_to(site).as_posix()


def _outside(path: Path) -> bool:
    """Whether a file stays out: the archive itself, and cards of pages, which only an address on the web shows; charts' are linked."""
    return path.name == NAME or (path.parent.parent.name == "cards" and not path.name.startswith("c-"))


def _needed(site: Path, files: Mapping[str, bytes]) -> set[str]:
    """What the pages load or lead to besides themselves: styles, scripts, pictures, and what the styles load."""
    found: set[str] = set()
    for path, data in files.items():
        if path.endswith(".html"):
            found |= {_target(path, unescape(m[2])) for m in _LINK.finditer(data.decode("utf-8"))}
    assets = {path for path in found if path.startswith("assets/") and (site / path).is_file()}
    for path in list(assets):
        if path.endswith(".css"):
            style = (site / path).read_text("utf-8")
            assets |= {t for m in _STYLE_URL.finditer(style) if (site / (t := _target(path, m[1]))).is_file()}
    return assets


def _target(page: str, href: str) -> str:
    """The path on the site that `href` on `page` means, a folder by its index page; empty where it leads elsewhere."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    if path.startswith(".."):
        return ""
    is_folder = parts.path.endswith("/") or parts.path.rsplit("/", 1)[-1] in (".", "..")
    return posixpath.normpath(f"{path}/index.html") if is_folder else path


def _written_out(html: str, page: str, known: frozenset[str], base: str) -> str:
    """The page with each link to its file in the archive, or to the public site where it is not in there."""

    def link(match: re.Match[str]) -> str:
        name, href = match[1], unescape(match[2])
        target = _target(page, href)
        if not target or (target not in known and not base):
            return match[0]
        if target in known:
            path = posixpath.relpath(target, posixpath.dirname(page) or ".")
            address = quote(path) + _tail(href)
        else:
            address = base + quote(target.removesuffix("index.html")) + _tail(href)
        return f'{name}="{escape(address)}"'

    return _LINK.sub(link, html)


def _tail(href: str) -> str:
    parts = urlsplit(href)
    return (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _TIME)
            entry.compress_type = zipfile.ZIP_STORED if Path(path).suffix in _STORED else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, data)
    return out.getvalue()
