"""Pages by kind, so that a test of one page of each kind takes in a kind that is new without being told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from gen.folders import CHECKOUT
from tests.conftest import CODES, STEM

SCHEMES = ("light", "dark")
WIDTHS = (360, 1280)


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as one reader sees it."""

    address: str
    "Below the site's root."
    scheme: str
    width: int


def kind(address: str) -> str:
    """What `address` is a page of: the locale and the report left out, and a chapter's number.

    >>> kind("zh/wujiaochang-2016/parallel/1-3/"), kind("en/how-to-read/"), kind("404.html")
    ('report/parallel/chapter/', 'site/how-to-read/', '404.html')
    """
    code, _, path = address.partition("/")
    if code not in CODES:
        return address
    stem, slash, rest = path.partition("/")
    return "report/" + re.sub(r"\d+-\d+", "chapter", rest) if stem == STEM and slash else f"site/{path}"


def addresses(site: Path) -> list[str]:
    """Every page of the site; the start page is the empty address."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(address.removesuffix("index.html") for address in found)


def samples(site: Path, code: str = "") -> list[str]:
    """The heaviest page of each kind, in each locale or in the one named; pages of no locale too."""
    heaviest: dict[tuple[str, str], tuple[int, str]] = {}
    for address in addresses(site):
        own = address.split("/")[0]
        if code and own in CODES and own != code:
            continue
        size = (site / f"{address}index.html" if not address.endswith(".html") else site / address).stat().st_size
        key = (kind(address), own)
        heaviest[key] = max(heaviest.get(key, (0, "")), (size, address))
    return [address for _, address in heaviest.values()]


def pairwise(site: Path) -> Iterator[Sight]:
    """A sample of each kind and locale; any two of kind, locale, colours and width meet at least once."""
    kinds = sorted({kind(address) for address in samples(site)})
    for address in samples(site):
        i, j = kinds.index(kind(address)), [*CODES, ""].index(address.split("/")[0] if "/" in address else "")
        yield Sight(address, SCHEMES[(i + j) % 2], WIDTHS[(i // 2 + j) % 2])


def every(site: Path) -> Iterator[Sight]:
    """Each page in both colours at both widths."""
    for address, scheme, width in product(addresses(site), SCHEMES, WIDTHS):
        yield Sight(address, scheme, width)


def npm(path: str) -> Path:
    """A file of an npm package of tests/package.json; a missing one fails."""
    file = CHECKOUT / "tests" / "node_modules" / path
    assert file.exists(), f"{file.relative_to(CHECKOUT)} is missing: make tests/node_modules/.stamp"
    return file
