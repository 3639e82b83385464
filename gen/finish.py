"""The last touch on the finished site: each page says what it may load, and the theme's style keeps only what a page wears."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Set

from gen.errors import GongbaoError

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
"What a page may load: the site's own files, and in pictures what stands in the style sheet itself. All else is refused."

_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_CHARSET = re.compile(r'<meta charset="utf-8">\n?', re.IGNORECASE)
_INLINE = re.compile(r"<(script|style)(\s[^>]*)?>(.*?)</\1\s*>", re.DOTALL)
_RUNS = re.compile(r"^(module|(text|application)/(java|ecma)script|)$")


def secure(html: str, place: str = "") -> str:
    """The page with its Content-Security-Policy before anything that it rules; a page that has one gets it anew.

    A host that sets no headers leaves the meta tag (HTML, 4.2.5.3), which must come first. What stands inline is allowed by its hash.

    >>> secure('<head><meta charset="utf-8"><script>go()</script></head>').count("sha256-")
    1
    """
    bare = _META.sub("", html)
    allowed = dict(POLICY)
    for name, content in _inline(bare):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        allowed[f"{name}-src"] += f" 'sha256-{digest}'"
    policy = "; ".join(f"{name} {sources}" for name, sources in allowed.items())
    meta = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    done, count = _CHARSET.subn(lambda _: meta, bare, count=1)
    if not count:
        raise GongbaoError(place or "a page", 'expected <meta charset="utf-8"> in its head', "add it to its template")
    return done


def _inline(html: str) -> Iterator[tuple[str, str]]:
    """The scripts that would run and the styles that would apply from the page itself; data in a script element is neither."""
    for match in _INLINE.finditer(html):
        name, attributes, content = match.groups("")
        kind = re.search(r"\btype\s*=\s*[\"']?([^\"'\s>]*)", attributes)
        if name == "style" or (
            not re.search(r"\bsrc\s*=", attributes) and _RUNS.match(kind[1].lower() if kind else "")
        ):
            yield name, content


# ---- style

_WORN = re.compile(r'<([a-z][a-z\d-]*)|\s(?:class|id)="([^"]*)"')
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_PIECE = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|/\*.*?\*/|[{};]|[^\"'{};/]+|.", re.DOTALL)
_ASIDE = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?")
_NAME = re.compile(r"[.#]?-?[A-Za-z_][\w-]*")


def worn(html: str) -> set[str]:
    """The elements, classes and ids of a page."""
    return {name for tag, names in _WORN.findall(html) for name in (tag, *names.split()) if name}


def spoken(script: str) -> set[str]:
    """Every word of a script: it may make an element or give a class of that name."""
    return set(_WORD.findall(script))


def trim(css: str, names: Set[str], others: str = "") -> str:
    """The style sheet without rules that nothing of `names` can match, and without variables that neither it nor `others` reads.

    >>> trim("a,.x b{color:red}.y{top:0}@media print{.y{top:0}}", {"a", "b", "x"})
    'a,.x b{color:red}'
    """
    kept = "".join(_rules(_pieces(css), names))
    used = set(re.findall(r"var\(\s*(--[\w-]+)", kept + others))
    return "".join(_without_variables(kept, used))


def _pieces(css: str) -> Iterator[str]:
    return (piece for piece in _PIECE.findall(css) if not piece.startswith("/*"))


def _rules(pieces: Iterator[str], names: Set[str]) -> Iterator[str]:
    """What is kept of the rules up to the end of the block that `pieces` are in."""
    head = ""
    for piece in pieces:
        if piece == "}":
            return
        if piece == ";":
            yield f"{head};"
            head = ""
        elif piece != "{":
            head += piece
        else:
            yield from _rule(head, pieces, names)
            head = ""


def _rule(head: str, pieces: Iterator[str], names: Set[str]) -> Iterator[str]:
    if head.startswith(("@media", "@supports")):
        inside = "".join(_rules(pieces, names))
        if inside:
            yield f"{head}{{{inside}}}"
        return
    body = _block(pieces)
    kept = head if head.startswith("@") else ",".join(one for one in _split(head) if _matches(one, names))
    if kept:
        yield f"{kept}{{{body}}}"


def _block(pieces: Iterator[str]) -> str:
    """The block as it stands, up to its end; blocks within it stay."""
    out, depth = [], 1
    for piece in pieces:
        depth += (piece == "{") - (piece == "}")
        if not depth:
            break
        out.append(piece)
    return "".join(out)


def _split(selectors: str) -> list[str]:
    """The selectors of a list; a comma within brackets parts nothing."""
    return [one.strip() for one in re.split(r",(?![^()]*\))(?![^\[]*\])", selectors)]


def _matches(selector: str, names: Set[str]) -> bool:
    """Whether all elements, classes and ids that the selector asks for are somewhere among `names`."""
    return all(name.lstrip(".#") in names for name in _NAME.findall(_ASIDE.sub("", selector)))


def _without_variables(css: str, used: Iterable[str]) -> Iterator[str]:
    kept = set(used)
    pieces = list(_pieces(css))
    declaration: list[str] = []
    for piece in pieces:
        if piece in "{};":
            words = "".join(declaration)
            name = words.partition(":")[0].strip()
            gone = piece != "{" and name.startswith("--") and name not in kept
            yield "" if gone else words
            yield piece if piece != ";" or not gone else ""
            declaration = []
        else:
            declaration.append(piece)
    yield "".join(declaration)
