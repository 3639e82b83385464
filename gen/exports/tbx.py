"""The terms of a report as a term base: TBX-Basic after ISO 30042:2019 in the style DCT, which tools for translators load.

One concept an entry; under it one section a language or script with the set term, its other forms, what it means and what it counts,
and in Chinese the report's own definition with the report as its source. The
elements and where they may stand: the core structure of the standard and the modules min and basic of the dialect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gen import book as binding
from gen import markup
from gen.exports.tmx import quoted, written
from gen.locales import Locale
from gen.model import Book, Line, Term

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tbx type="TBX-Basic" style="dct" xml:lang={lang} '
    'xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">\n'
    "<tbxHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><sourceDesc><p>{source}</p></sourceDesc></fileDesc></tbxHeader>\n"
    "<text><body>\n"
)
_TAIL = "</body></text>\n</tbx>\n"
_SET, _OTHER, _NEVER = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"


def of_book(book: Book, locales: Sequence[Locale]) -> str:
    """The terms of the base that occur in the report as TBX-Basic; empty where none does, for a term base holds at least one.

    Notes that belong to no language are in the language of the last locale.
    """
    used = {use.term: use.sentence for use in reversed(book.analysis.terms)}
    terms = [term for term in book.analysis.seed.terms if term.term in used]
    if not terms:
        return ""
    own = locales[-1]
    source = f"{own.label('glossary.lead', count=len(terms))} {own.label('disclaimer')}"
    head = _HEAD.format(lang=quoted(own.html), title=written(book.edition(own.code).short_title), source=written(source))
    lines = {e.locale: {line.key: line for line in e.lines()} for e in book.editions}
    defined = binding.definitions(book.analysis)
    entries = (_entry(term, used[term.term], used, book, locales, lines, defined.get(term.term, "")) for term in terms)
    return head + "".join(entries) + _TAIL


def _entry(
    term: Term, sentence: str, used: Iterable[str], book: Book, locales: Sequence[Locale], lines: dict[str, dict[str, Line]],
    defined: str,
) -> str:
    """One concept: its field, its sources, the entries it belongs to, and a section for each language."""
    parts = [f"<min:subjectField>{written(locales[-1].label(f'kind.{term.kind}'))}</min:subjectField>"]
    parts += [
        f"<min:externalCrossReference target={quoted(source['url'])}>{written(source.get('says', ''))}</min:externalCrossReference>"
        for source in term.sources
    ]
    parts += [
        f"<basic:crossReference target={quoted(markup.term_id(other))}>{written(other)}</basic:crossReference>"
        for other in term.related
        if other in used
    ]
    if not term.meaning:
        parts.append(f"<note>{written(locales[-1].label('glossary.unknown'))}</note>")
    for locale in locales:
        line = lines[locale.code].get(sentence)
        parts.append(_language(term, book, locale, line.words if line and line.cleared else "", defined))
    inner = "\n".join(part for part in parts if part)
    return f"<conceptEntry id={quoted(markup.term_id(term.term))}>\n{inner}\n</conceptEntry>\n"


def _language(term: Term, book: Book, locale: Locale, context: str, defined: str) -> str:
    """The section of one language or script; empty for a language that the term base does not hold."""
    if locale.data not in ("zh", "en") or (locale.translated and locale.catalog != locale.data):
        return ""

    def own(words: str) -> str:
        return written(locale.in_script(words, book.analysis.seed.script_exceptions) if locale.data == "zh" else words)

    forms = [own(form) for form in _forms(term, locale)]
    says = term.meaning.get(locale.data, "")
    meaning = f"<descripGrp><basic:definition>{own(says)}</basic:definition></descripGrp>" if says else ""
    if defined and locale.data == "zh":
        source = written(book.edition(locale.code).short_title)
        meaning += f"<descripGrp><basic:definition>{own(defined)}</basic:definition><basic:source>{source}</basic:source></descripGrp>"
    if term.parts:
        parts = ("；" if locale.data == "zh" else "; ").join(part[locale.data] for part in term.parts)
        meaning += f"<note>{own(locale.label('glossary.parts', parts=parts))}</note>"
    seen = f"<basic:context>{written(context)}</basic:context>" if context else ""
    first, *others = dict.fromkeys(forms)
    terms = _term(first, _SET, seen) + "".join(_term(other, _OTHER) for other in others)
    if locale.data == "en":
        terms += "".join(_term(form, _NEVER) for form in term.en_not)
    return f"<langSec xml:lang={quoted(locale.html)}>{meaning}{terms}</langSec>"


def _term(form: str, status: str, seen: str = "") -> str:
    return f"<termSec><term>{form}</term><min:administrativeStatus>{status}</min:administrativeStatus>{seen}</termSec>"


def _forms(term: Term, locale: Locale) -> Iterator[str]:
    """The set term of a language, then its other forms."""
    if locale.data == "en":
        yield term.en
        yield from term.en_forms
    else:
        yield term.term
        yield from term.aliases
