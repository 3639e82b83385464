"""Reports on paper for tests: documents made from texts, the words that a PDF gives back, its tree of tags."""

from __future__ import annotations

import functools
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf

from gen import analysis, book, editions, farm, folders, locales, output, seeds
from gen.judge import shelf
from gen.model import Book
from gen.typeset import document, press, typst
from gen.web.blocks import Facts
from gen.web.desk import Desk

LOCALES = locales.standard()
CACHE = functools.partial(output.cached, folders.CACHE / "fonts")
FACTS = Facts("", "https://gongbao.example/")
NAMES = ("zh", "zh-hant", "en", "bilingual")


def bound(path: Path) -> Book:
    """The report at `path` with all its editions."""
    found = analysis.analyse(seeds.load(path))
    index = editions.index(found)
    spoken = tuple(editions.edition(index, locale) for locale in LOCALES)
    found = editions.named(found, zip(LOCALES, spoken, strict=True))
    return book.bind(found, spoken, shelf.collect([editions.entry(found, spoken)]))


def desks(path: Path) -> dict[str, Desk]:
    """What print reads, by locale."""
    whole = bound(path)
    return {loc.code: Desk(whole, loc, farm.drawings_of(whole, loc), FACTS) for loc in LOCALES}


def documents(path: Path) -> dict[str, dict[str, Any]]:
    """The document of each edition, by name."""
    own = desks(path)
    return {plan.name: document.document(plan, [own[loc.code] for loc in plan.locales], {}) for plan in document.plans(LOCALES)}


def printed(path: Path, attached: Mapping[str, bytes] | None = None) -> dict[str, typst.Sheets]:
    """Each edition of the report at `path`, by name."""
    return {plan.name: sheets for plan, sheets in press.printed(desks(path), LOCALES, attached or {}, CACHE).editions}


# ---- words that a PDF gives back


def extracted(pdf: Path, *options: str) -> list[str]:
    """The text of each page, by poppler, in the order in which it is drawn."""
    done = subprocess.run(["pdftotext", "-q", "-raw", *options, str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def type_area(pdf: Path) -> list[str]:
    """The text of each page without running head and foot."""
    with pikepdf.open(pdf) as opened:
        width, height = (int(float(n)) for n in opened.pages[0].mediabox[2:])
    top, foot = (70, 62) if height > width else (56, 50)
    return extracted(pdf, "-r", "72", "-x", "0", "-y", str(top), "-W", str(width), "-H", str(height - top - foot))


def bare(words: str) -> str:
    """`words` without blanks and hyphens, which a line's end takes or adds."""
    return re.sub(r"[\s\u00ad\u2010-]", "", words)


def pieces(value: Any) -> Iterator[str]:
    """The words of pieces, in their order."""
    if isinstance(value, dict):
        if "t" in value:
            yield value["t"]
        for item in value.values():
            yield from pieces(item)
    elif isinstance(value, list):
        for item in value:
            yield from pieces(item)


def chart_words(chart: Mapping[str, Any], labels: Mapping[str, Any]) -> str:
    """A pattern for all that a chart prints, blanks left out."""
    number = "".join(pieces(labels["pdf-chart"][:1]))
    drawn = ["".join(text.itertext()) for svg in chart["svg"] for text in _texts(svg)]
    cited = "".join(re.escape(bare(s["address"])) + r"\D{0,2}\d+\D{0,2}?" for s in chart["sources"])
    head = re.escape(bare(number)) + r"\d+" + re.escape(bare("".join(pieces(chart["title"]))))
    said, drawing = re.escape(bare("".join(pieces(labels["pdf-sentences"])))) + cited, re.escape(bare("".join(drawn)))
    return f"{head}{drawing}{said}" if len(chart["svg"]) > 1 else f"{head}{said}{drawing}"


def _texts(svg: str) -> Iterator[ElementTree.Element]:
    return ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")


def body_words(data: Mapping[str, Any]) -> str:
    """All words between the front and the back, charts left out, in the order of the text; notes of ours included."""
    out: list[str] = []
    for element in data["body"]:
        if element["kind"] == "address":
            out.extend((*pieces(data["labels"]["pdf-online"]), element["shown"]))
        elif element["kind"] != "chart":
            for line in element["lines"]:
                for said in line["say"]:
                    out.extend((*pieces(said["run"]), said.get("stop", "") if len(data["voices"]) == 1 else ""))
    return bare("".join(out))


# ---- the tree of tags


def tags(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The elements of the tag tree, in the order of reading."""
    yield from _below(pdf.Root.StructTreeRoot.K)


def _below(kids: Any) -> Iterator[pikepdf.Dictionary]:
    if isinstance(kids, pikepdf.Array):
        for kid in kids:
            yield from _below(kid)
    elif isinstance(kids, pikepdf.Dictionary) and "/S" in kids:
        yield kids
        if "/K" in kids:
            yield from _below(kids.K)


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    """The kinds of the elements, in the order of reading."""
    return [str(tag.S)[1:] for tag in tags(pdf)]


def complaints(pdf: pikepdf.Pdf, data: Mapping[str, Any]) -> Iterator[str]:
    """What the standards' checkers do not look at: the right language, texts that tell something, heads of tables."""
    language, region = data["langs"][data["voices"][0]]
    if str(pdf.Root.get("/Lang", "")).lower() != f"{language}-{region}":
        yield "language of the document"
    alts = [alt for element in data["body"] if element["kind"] == "chart" for alt in element["alt"]]
    told = [str(tag.get("/Alt", "")) for tag in tags(pdf) if str(tag.S) == "/Figure"]
    if sorted(told) != sorted(alts):
        yield "text alternatives of the charts"
    for table in (tag for tag in tags(pdf) if str(tag.S) == "/Table"):
        rows = [tag for tag in _below(table.K) if str(tag.S) == "/TR"]
        if not rows or {str(cell.S) for cell in _below(rows[0].K) if str(cell.S) in ("/TH", "/TD")} != {"/TH"}:
            yield "head of a table"
    levels = [int(kind[1]) for kind in kinds(pdf) if re.fullmatch("H[1-6]", kind)]
    if levels[:1] != [1] or any(two - one > 1 for one, two in pairwise(levels)):
        yield "levels of headings"


def spoken(pdf: pikepdf.Pdf) -> set[str]:
    """The languages that elements name beside the document's own."""
    return {str(tag.Lang).lower() for tag in tags(pdf) if "/Lang" in tag}


def outline(items: Sequence[Any], depth: int = 1) -> Iterator[tuple[int, str]]:
    """The bookmarks with their depth."""
    for item in items:
        yield depth, str(item.title)
        yield from outline(item.children, depth + 1)
