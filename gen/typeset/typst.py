"""Typst's one door: from the data of a document to a PDF, with no way out of the folder of templates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from gen import folders
from gen.errors import GongbaoError
from gen.typeset.slim import slim

STANDARDS: tuple[Literal["ua-1"], Literal["a-3a"]] = ("ua-1", "a-3a")
"PDF/UA-1 for readers who listen, PDF/A-3a for archives; together, with the data attached."
_NOWHERE = "/nonexistent"
"Where packages would be looked for: none is ever used."
_INCH = 72
"Points in an inch: at this density a point is a pixel."
_PAGES = "query(<end-of-document>).first().location().page()"


@dataclass(frozen=True, slots=True)
class Sheets:
    """A finished PDF."""

    data: bytes
    pages: int
    warnings: tuple[str, ...]
    "What Typst remarks on; none in a sound document."


def pdf(document: Mapping[str, Any], fonts: Mapping[str, Path], name: str) -> Sheets:
    """The document set by gen/templates/report.typ with nothing but `fonts`, folders by family; `name` is for errors.

    The words travel as one string, so nothing is written and nothing but templates can be read. The clock is not asked.
    """
    import typst

    try:
        return _set(document, fonts)
    except typst.TypstError as error:
        failed = error
    if document["float"]:
        # Typst 0.15 cannot tag every page on which charts float to the foot; where they stand in the text it can.
        try:
            return _set({**document, "float": False}, fonts)
        except typst.TypstError as error:
            failed = error
    said = " ".join((failed.message, *failed.hints))
    raise GongbaoError(name, f"expected a document that Typst can set ({said})", "mend gen/templates/report.typ") from failed


def _set(document: Mapping[str, Any], fonts: Mapping[str, Path]) -> Sheets:
    compiler = _compiler("report.typ", document, fonts)
    data, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=[*STANDARDS], timestamp=0)
    assert isinstance(data, bytes)  # a PDF is one file
    return Sheets(slim(data), int(compiler.eval(_PAGES)), tuple(warning.message for warning in warnings))


def pictures(template: str, document: Mapping[str, Any], fonts: Mapping[str, Path], name: str) -> list[bytes]:
    """Each page that a template makes of the document as a PNG, a point to a pixel; `name` is for errors."""
    import typst

    try:
        made = _compiler(template, document, fonts).compile(format="png", ppi=_INCH)
    except typst.TypstError as error:
        said = " ".join((error.message, *error.hints))
        raise GongbaoError(name, f"expected a picture that Typst can draw ({said})", f"mend gen/templates/{template}") from error
    return made if isinstance(made, list) else [made]


def _compiler(template: str, document: Mapping[str, Any], fonts: Mapping[str, Path]) -> Any:
    """A compiler that reads the templates and the document, and nothing else."""
    import typst

    words = json.dumps({**document, "families": list(fonts)}, ensure_ascii=False)
    return typst.Compiler(
        str(folders.TEMPLATES / template), root=str(folders.TEMPLATES), font_paths=_fonts(tuple(map(str, fonts.values()))),
        ignore_system_fonts=True, sys_inputs={"data": words}, package_path=_NOWHERE, package_cache_path=_NOWHERE,
    )  # fmt: skip


@lru_cache(maxsize=4)
def _fonts(places: tuple[str, ...]) -> Any:
    """The fonts of some folders and no others."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(places))
