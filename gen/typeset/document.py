"""From a book to the document of one edition on paper: data that a template sets, words always as words and never as markup.

An edition speaks with one voice, or with two, sentence beside sentence. What is said is a list with one entry a voice: the
language, and pieces as `words` makes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from gen import locales, markup
from gen.locales import Locale
from gen.model import Element
from gen.typeset import appendix
from gen.typeset.words import Setter, clean
from gen.web.blocks import Chart
from gen.web.desk import Desk

Data = dict[str, Any]
BILINGUAL = "bilingual"
"Name of the edition with two voices."
_LABELS = (
    "pdf.contents", "pdf.charts", "pdf.chart", "pdf.page", "pdf.pages", "pdf.keys", "pdf.reading", "pdf.online", "pdf.sentences",
    "pdf.made", "pdf.untranslated", "pdf.outdated", "draft", "pdf.sources", "colon", "chart.list", "disclaimer", "site.name", "nav.ledger",
    "nav.glossary", "about.errata",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """An edition to be made."""

    name: str
    "Of its file, without .pdf."
    locales: tuple[Locale, ...]
    "Its voices."


def plans(chosen: Sequence[Locale]) -> tuple[Plan, ...]:
    """One edition a locale, and one with two voices where there are the report's own words and a translation."""
    own = next((locale for locale in chosen if not locale.translated and not locale.script), None)
    other = next((locale for locale in chosen if locale.translated), None)
    pair = (Plan(BILINGUAL, (own, other)),) if own and other else ()
    return (*(Plan(locale.code, (locale,)) for locale in chosen), *pair)


def document(plan: Plan, desks: Sequence[Desk], attached: Mapping[str, bytes]) -> Data:
    """All that the template `report.typ` needs; `desks` are those of the plan's locales, `attached` goes into the file as it is."""
    return _Paper(plan, desks).document(attached)


class _Paper:
    """Collects what one edition says; holds only what it reads."""

    def __init__(self, plan: Plan, desks: Sequence[Desk]) -> None:
        self.plan = plan
        self.desks = tuple(desks)
        self.first = self.desks[0]
        self.voice = appendix.Voice(self.desks)
        self.setters = tuple(self._setter(desk) for desk in desks)

    def document(self, attached: Mapping[str, bytes]) -> Data:
        """Everything, front to back."""
        edition, seed = self.first.edition, self.first.book.analysis.seed
        date = seed.meta.published or self.first.book.analysis.report.date or ""
        return {
            "edition": self.plan.name,
            "float": len(self.desks) == 1,
            "langs": languages(),
            "voices": [desk.locale.html for desk in self.desks],
            "title": clean(edition.title),
            "name": self.voice.each(lambda desk: desk.edition.short_title),
            "author": clean(edition.office),
            "description": clean(self.first.label("page.description", title=edition.title, report=self.first.label("site.name"))),
            "keywords": self._keywords(),
            "edition-name": " · ".join(desk.locale.name for desk in self.desks),
            "date": [int(n) for n in date.split("-")] if date else [],
            "labels": {name.replace(".", "-"): self.voice.label(name) for name in _LABELS},
            "reading": self._reading(),
            "cover": self._cover(),
            "keys": self._keys(),
            "body": list(self._body()),
            "back": appendix.back(self.voice),
            "attached": [self._attached(name, data) for name, data in attached.items()],
        }  # fmt: skip

    def _keywords(self) -> list[str]:
        """Some terms of the report, to be found by."""
        terms = [term for term, _ in self.first.uses()][:12]
        return [clean(t.en if self.first.locale.data == "en" else self.first.script(t.term)) for t in terms]

    def _attached(self, name: str, data: bytes) -> Data:
        kind = {"json": "application/json", "csv": "text/csv"}[name.rsplit(".", 1)[-1]]
        return {
            "name": name,
            "mime": kind,
            "text": data.decode("utf-8"),
            "description": self.first.label(f"table.{name}.note"),
        }

    def _setter(self, desk: Desk) -> Setter:
        used = {use.term for use in desk.book.analysis.terms}
        seed = desk.book.analysis.seed
        notes = {
            e.id: desk.label("erratum.note", found=desk.script(e.found))
            for e in seed.errata
            if e.certainty == "certain"
        }
        return Setter({term: markup.term_id(term) for term in used}, notes)

    # ---- front

    def _cover(self) -> Data:
        """The title lines as published with the furniture around them, the office, the years, where it is read."""
        fronts = zip(*(desk.edition.front for desk in self.desks), strict=True)
        return {
            "lines": [
                {"kind": one[0].kind, "lines": self._lines(*(one if one[0].kind == "title" else one[:1]), links=False)}
                for one in fronts
            ],
            "short": self.voice.each(lambda desk: desk.edition.short_title),
            "office": self.voice.each(lambda desk: desk.edition.office),
            "years": self.voice.each(lambda desk: desk.years()),
            "address": self.voice.address(self.first.folder),
            "translated": any(desk.locale.translated for desk in self.desks),
            "sha256": self.first.book.analysis.seed.sha256,
        }

    def _reading(self) -> list[list[Data]]:
        """The hints on how to read it: those that hold for this edition."""
        analysis = self.first.book.analysis
        held = {
            "whole": True,
            "address": True,
            "charts": bool(analysis.charts),
            "terms": bool(analysis.terms),
            "errata": bool(analysis.seed.errata),
            "untranslated": any(not line.translated for desk in self.desks for line in desk.edition.lines()),
            "draft": any(line.draft for desk in self.desks for line in desk.edition.lines()),
            "data": True,
        }
        return [self.voice.label(f"pdf.reading.{name}") for name, holds in held.items() if holds]

    def _keys(self) -> list[Data]:
        """The telling figures, each with its name and its sentence."""
        return [
            {
                "id": figure.sentence,
                "value": self.voice.each(partial(Desk.amount, figure=figure)),
                "name": self.voice.name(figure),
            }
            for figure, _, _ in self.first.key_figures()
        ]

    # ---- body

    def _body(self) -> Iterator[Data]:
        """Every element in its order, with the address of its chapter behind the chapter's heading, and the charts that follow it."""
        inline = {
            node.heading.key
            for node in self.first.book.analysis.report.root.walk()
            if node.heading and not node.number
        }
        for pages in zip(*(desk.edition.pages for desk in self.desks), strict=True):
            for setter in self.setters:
                setter.chapter()
            address = {"kind": "address", **self.voice.address(f"{self.first.folder}{pages[0].slug}/")}
            if pages[0].heading is None:
                yield address
            for elements in zip(*(page.elements for page in pages), strict=True):
                yield self._element(elements, inline)
                if pages[0].heading in elements[0].lines:
                    yield address
                yield from self._charts(elements[0])

    def _element(self, elements: Sequence[Element], inline: Iterable[str]) -> Data:
        first = elements[0]
        heading = first.kind == "heading"
        data: Data = {"kind": first.kind, "lines": self._lines(*elements, links=not heading)}
        if heading:
            runin = first.depth > 2 and first.lines[0].key in inline
            data |= {"depth": first.depth, "runin": runin}
            data["lines"] = [_stopless(line) for line in data["lines"]] if runin else data["lines"]
        return data

    def _lines(self, *elements: Element, links: bool) -> list[Data]:
        """The lines of one element, each in all voices."""
        return [
            {
                "id": lines[0].key,
                "say": [
                    appendix.marked(line, {"lang": line.lang, "run": setter.line(line, links=links)})
                    for line, setter in zip(lines, self.setters, strict=False)
                ],
            }
            for lines in zip(*(element.lines for element in elements), strict=True)
        ]

    def _charts(self, element: Element) -> Iterator[Data]:
        keys = {line.key for line in element.lines}
        for charts in zip(*(desk.charts for desk in self.desks), strict=True):
            if charts[0].place in keys:
                yield self._chart(charts)

    def _chart(self, charts: Sequence[Chart]) -> Data:
        known = self.first.line_of
        return {
            "kind": "chart",
            "id": f"c-{charts[0].id}",
            "title": self.voice.told([chart.title for chart in charts]),
            "alt": [clean(chart.alt) for chart in charts],
            "svg": [chart.print.decode() for chart in charts],
            "sources": [
                {"id": key, "address": known[key].address} for key in charts[0].sources if key in known
            ],
        }


def _stopless(line: Data) -> Data:
    """A run-in head without its final stop, which print sets behind the heading."""
    for said in line["say"]:
        if said["run"] and said["run"][-1]["t"][-1] in "。.":
            said["stop"] = said["run"][-1]["t"][-1]
            said["run"][-1]["t"] = said["run"][-1]["t"][:-1]
            said["run"] = [piece for piece in said["run"] if piece["t"]]
    return line


def languages() -> dict[str, list[str]]:
    """Language and region of each locale, as the typesetter wants them."""
    found = {}
    for locale in locales.standard():
        language, *_, region = locale.babel.lower().split("_")
        found[locale.html] = [language, region]
    return found
