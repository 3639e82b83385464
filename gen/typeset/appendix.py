"""What stands behind the report on paper: results beside plans, glossary, errata, where the text comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from gen import book as binding
from gen import markup
from gen.model import Figure, Line, Pair, Term, TermUse
from gen.typeset.words import clean, pieces
from gen.web.desk import Desk

Data = dict[str, Any]


class Voice:
    """Says one thing in every language of an edition."""

    def __init__(self, desks: tuple[Desk, ...]) -> None:
        self.desks = desks
        self.first = desks[0]

    def each(self, words: Callable[[Desk], str]) -> list[Data]:
        """What `words` says for each voice, in the voice's own language; nothing is said where it is empty."""
        return [said(words(desk), desk.locale.html) for desk in self.desks if words(desk)]

    def told(self, words: Sequence[str]) -> list[Data]:
        """Words that are there already, one a voice."""
        return [said(one, desk.locale.html) for one, desk in zip(words, self.desks, strict=True)]

    def label(self, name: str, **values: object) -> list[Data]:
        """A label in every voice."""
        return self.each(lambda desk: desk.label(name, **values))

    def name(self, figure: Figure) -> list[Data]:
        """What a figure measures; in the report's language where there is no translation."""
        return [
            said(desk.edition.names[figure.span.start], desk.own_name(figure) or desk.locale.html)
            for desk in self.desks
        ]

    def source(self, words: str) -> list[Data]:
        """Words of the report that no edition translates, as the first voice shows them."""
        return [said(self.first.script(words), self.first.source_lang)]

    def own(self, values: Any) -> list[Data]:
        """What people say per language of the data."""
        return self.each(lambda desk: desk.script(values.get(desk.locale.data) or ""))

    def sentence(self, key: str) -> list[Data]:
        """A sentence in every voice."""
        return [marked(line, said(line.words, line.lang)) for desk in self.desks if (line := desk.line_of.get(key))]

    def address(self, path: str) -> Data:
        """A place on the site: where it leads, and how it is printed; no link where the site's address is not known."""
        base = self.first.facts.base
        return web(f"{base}{quote(path)}", f"{base}{path}") if base else {}


def said(words: str, lang: str) -> Data:
    """Plain words in a language."""
    return {"lang": lang, "run": pieces(words)}


def marked(line: Line, words: Data) -> Data:
    """The words of a line with what is to be noted of them: that they are not translated, or were once, or by a machine alone."""
    if not line.translated:
        return words | {"missing": True} | ({"outdated": True} if line.outdated else {})
    return words | {"draft": True} if line.draft else words


def web(address: str, shown: str = "") -> Data:
    """An address on the web, and how it is printed; only http and https lead anywhere."""
    if not address.startswith(("https://", "http://")):
        return {}
    return {"url": clean(address), "shown": clean(shown or address).split("://", 1)[1].rstrip("/")}


def back(voice: Voice) -> Data:
    """The parts behind the report."""
    return {
        "ledger": _ledger(voice),
        "glossary": _glossary(voice),
        "errata": _errata(voice),
        "about": _about(voice),
    }


# ---- results beside plans


def _ledger(voice: Voice) -> Data:
    found = voice.first.ledger()
    report = voice.first.book.analysis.report
    return {
        "lead": voice.label("ledger.lead", pairs=len(found.pairs)),
        "head": [
            voice.label("ledger.thing"),
            voice.label("ledger.result", year=report.year_of_results or ""),
            voice.label("ledger.target", year=report.year_of_plans or ""),
            voice.label("ledger.certainty"),
        ],
        "rows": [_pair(voice, *row) for row in found.pairs],
        "rest": [
            {"title": voice.label(f"ledger.{name}"), "rows": [_entry(voice, figure) for figure in figures]}
            for name, figures in (("targets", found.targets), ("results", found.results))
            if figures
        ],
    }


def _pair(voice: Voice, pair: Pair, result: Figure, target: Figure) -> Data:
    sure = pair.certainty == "certain"
    return {
        "thing": voice.name(target),
        "sides": [
            {**_entry(voice, figure), "sentence": voice.sentence(figure.sentence)}
            for figure in (result, target)
        ],
        "certainty": voice.label(f"ledger.{pair.certainty}"),
        "why": [] if sure else voice.label(f"ledger.reason.{pair.reason}"),
    }


def _entry(voice: Voice, figure: Figure) -> Data:
    return {
        "id": figure.sentence,
        "name": voice.name(figure),
        "value": voice.each(lambda desk: desk.amount(figure)),
    }


# ---- glossary


def _glossary(voice: Voice) -> Data:
    uses, defined = voice.first.uses(), binding.definitions(voice.first.book.analysis)
    return {
        "lead": voice.label("glossary.lead", count=len(uses)),
        "entries": [_term(voice, term, places, defined.get(term.term, "")) for term, places in uses],
    }


def _term(voice: Voice, term: Term, uses: list[TermUse], defined: str) -> Data:
    named = {"zh": voice.source(term.term), "en": [said(term.en, "en")] if term.en else []}
    data = voice.first.locale.data
    others = [words for language, words in named.items() if language != data and words]
    return {
        "id": markup.term_id(term.term),
        "term": named.get(data) or named["zh"],
        "other": others[0] if others else [],
        "pinyin": clean(term.pinyin),
        "meaning": voice.own(term.meaning),
        "defined": _defined(voice, term, defined),
        "parts": [part for part in (_part(voice, part) for part in term.parts) if part],
        "sources": [
            link for source in term.sources if (link := web(source["url"], _host(voice, source["url"])))
        ],
        "sources-label": voice.label("glossary.sources"),
        "uses": list(dict.fromkeys(use.sentence for use in uses)),
    }


def _host(voice: Voice, url: str) -> str:
    return f"https://{voice.first.host(url)}"


def _defined(voice: Voice, term: Term, words: str) -> Data:
    """The report's own words that define a term, or that it gives none."""
    if words:
        return {"label": voice.label("glossary.defined"), "words": voice.source(words)}
    has = any(term.meaning.get(desk.locale.data) for desk in voice.desks)
    names = ("silent", "unsourced") if has else ("mentioned", "undefined")
    return {"label": voice.label(f"pdf.glossary.{names[0 if term.sources else 1]}"), "words": []}


def _part(voice: Voice, part: Any) -> list[Data]:
    """One part of a slogan: in Chinese for Chinese readers, in both for the others."""
    own = voice.own(part)
    if voice.first.locale.data == "zh" or not part.get("zh"):
        return own
    return [*own, said(part["zh"], voice.first.raw_lang)]


# ---- errata


def _errata(voice: Voice) -> Data:
    rows = []
    for erratum, printed, reading, _ in voice.first.errata(""):
        line = voice.first.line_at(erratum.span)
        rows.append(
            {
                "id": f"e-{erratum.id}",
                "name": clean(erratum.id),
                "at": line.key if line else "",
                "printed": [said(printed, voice.first.source_lang)],
                "reading": [said(reading, voice.first.source_lang)],
                "certainty": voice.label(f"certainty.{erratum.certainty}"),
                "reason": voice.own(erratum.reason),
            }
        )
    heads = ("errata.id", "errata.printed", "errata.reading", "errata.certainty", "errata.reason")
    return {
        "lead": voice.label("about.errata.lead" if rows else "about.errata.none"),
        "head": [voice.label(name) for name in heads],
        "rows": rows,
    }


# ---- about the text


def _about(voice: Voice) -> Data:
    seed = voice.first.book.analysis.seed
    return {
        "facts": [{"name": voice.label(name), "value": value} for name, value in _facts(voice) if value],
        "source": web(seed.meta.source_url),
        "sha256": seed.sha256,
        "note": voice.own(seed.meta.note),
        "proof": {
            "title": voice.label("about.proof"),
            "lead": voice.label("pdf.proof.lead"),
            "head": [voice.label("proof.kind"), voice.label("proof.count")],
            "rows": [
                {"name": voice.label(f"proof.{kind}"), "count": str(count)}
                for kind, count in voice.first.proof()
            ],
            "all": {"name": voice.label("proof.all"), "count": str(len(seed.raw))},
        },
        "texts": [{"title": voice.label(title), "words": words} for title, words in _texts(voice)],
    }


def _facts(voice: Voice) -> Iterator[tuple[str, list[Data]]]:
    analysis = voice.first.book.analysis
    seed = analysis.seed
    yield "about.office", voice.each(lambda desk: desk.edition.office)
    yield "about.title", voice.source(analysis.report.title)
    yield "about.years", voice.each(lambda desk: desk.years())
    yield (
        "about.posted",
        [said(analysis.report.date, voice.first.locale.html)] if analysis.report.date else [],
    )
    yield "about.file", voice.label("about.bytes", count=len(seed.data), encoding=seed.encoding)


def _texts(voice: Voice) -> Iterator[tuple[str, list[Data]]]:
    yield "about.method", voice.label("about.method.text")
    if any(desk.locale.translated for desk in voice.desks):
        done = next(desk.done() for desk in voice.desks if desk.locale.translated)
        yield "about.translation", voice.label("pdf.translation", done=done[0], all=done[1])
    if any(desk.locale.script for desk in voice.desks):
        yield "about.script", voice.label("about.script.text")
    yield "about.licence", voice.label("about.licence.text")
    yield "pdf.fonts", voice.label("pdf.fonts.text")
