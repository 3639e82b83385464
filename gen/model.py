"""The values that flow through the house: frozen dataclasses that import nothing of gen.

Offsets are code points into the raw text (decoded, byte order mark removed, line ends as they stand), unless a name says
`reading`: then they count in the reading text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Standing = Literal["", "untranslated", "outdated", "draft"]
Severity = Literal["error", "warning", "info"]
Certainty = Literal["certain", "high", "medium", "low"]
LeafKind = Literal["title", "heading", "sentence", "cell", "furniture"]
BlockKind = Literal["title", "paragraph", "item", "row", "furniture"]
Role = Literal["results", "plans"]
Bound = Literal["exact", "over", "under", "approx", "range"]
Status = Literal["result", "target", "stock"]
Change = Literal["+", "-"]
PairReason = Literal["same", "mixed", "deed", "names", "span", "total", "beside"]
Verdict = Literal["reached", "not reached", "no evidence"]
Doubt = Literal[
    "mixed", "deed", "names", "span", "beside", "bound", "near", "ceiling", "period", "total", "stock", "added", "claim", "even", "rounded",
]  # fmt: skip
RelationKind = Literal["part", "done", "share"]
Number = int | float
Value = Number | tuple[Number, ...]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of offsets."""

    start: int
    "First code point."
    end: int
    "One past the last code point."

    def __contains__(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that somebody should look at."""

    check: str
    "Which check speaks: outline, errata, figures, numbers …"
    severity: Severity
    "How grave it is; errors and warnings make `check` exit with 1."
    message: str
    "What was found and what to do, in English, one line."
    file: str = ""
    "The file it is about."
    line: int = 0
    "1-based line in that file; 0 where there is none."
    span: Span | None = None
    "Where in the raw text, if anywhere."
    msgctxt: str = ""
    "The entry of a PO file, if it is about one."


# ---- Seed


@dataclass(frozen=True, slots=True)
class Erratum:
    """A flaw of the printed text, declared by a person."""

    id: str
    "Short name, unique in the report."
    span: Span
    "The words found, in the raw text, without what the two readings share at their ends."
    found: str
    "The words as printed."
    reading: str
    "What they should read."
    reason: Mapping[str, str]
    "Why, per language (zh, en)."
    certainty: Certainty
    "Only `certain` is applied to the shown text; the rest is listed as doubtful."
    declared: tuple[str, str] = ("", "")
    "The two readings with the words around them, as the person wrote them."


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary."""

    term: str
    "As printed."
    aliases: tuple[str, ...]
    "Other printed forms that mean the same."
    en: str
    "The set English."
    en_forms: tuple[str, ...]
    "Spellings by which it is recognised in English, longest first."
    pinyin: str
    "With tone marks."
    kind: str
    "numeric-slogan, institution, programme …"
    meaning: Mapping[str, str]
    "Per language (zh, en); empty where no source defines it."
    parts: tuple[Mapping[str, str], ...]
    "The parts of a numeric slogan, per language."
    defined_in_text: str | None
    "The words of the report that define it."
    related: tuple[str, ...]
    "Other terms."
    sources: tuple[Mapping[str, str], ...]
    "Where the meaning comes from: url and says."
    certainty: str
    "sure, likely, unknown."
    not_before: tuple[str, ...] = ()
    "Words that may not follow: the term is then part of a longer one."
    not_after: tuple[str, ...] = ()
    "Words that may not stand before it."
    en_not: tuple[str, ...] = ()
    "English that may not stand for it."


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name with its set English spelling."""

    zh: str
    "As printed."
    en: str
    "As the English edition writes it."
    kind: str
    "place, road, institution …"
    source: str
    "Address where the spelling was seen, or pinyin, or translation."
    en_not: tuple[str, ...] = ()
    "English that may not stand for it."


@dataclass(frozen=True, slots=True)
class Meta:
    """What a person says about a report in `.meta.yml`; all optional."""

    title: Mapping[str, str] = field(default_factory=dict)
    "Short title per language (zh, en)."
    office: Mapping[str, str] = field(default_factory=dict)
    "The publishing office per language."
    source_url: str = ""
    "Where it was published."
    published: str = ""
    "ISO date of publication, if known."
    note: Mapping[str, str] = field(default_factory=dict)
    "Anything a reader must know about the source, per language."
    year_of_results: int | None = None
    "Overrides what the rules read."
    year_of_plans: int | None = None
    "Overrides what the rules read."
    series: str = ""
    "Name that the reports of one office share from year to year; where it is empty, office and title tell."


@dataclass(frozen=True, slots=True)
class Former:
    """A sentence of an earlier issue whose key no longer names one."""

    key: str
    words: str
    "What it said, as printed."
    new: str
    "Key of the sentence that took its place; empty where there is none."
    page: str
    "Slug of the page it stood on; empty for the overview."


@dataclass(frozen=True, slots=True)
class BriefPoint:
    """One of the few points that a chapter comes to, in our words and not the office's."""

    zh: str
    "In Chinese."
    en: str
    "The same in English."
    keys: tuple[str, ...]
    "The sentences that it rests on."


@dataclass(frozen=True, slots=True)
class Seed:
    """The bytes of one report's family, decoded and checked."""

    stem: str
    "Its name in addresses."
    path: str
    "The text file, as given."
    data: bytes
    "The text file's bytes, as published."
    sha256: str
    "Of `data`."
    encoding: str
    "What it was decoded with."
    raw: str
    "The decoded text, byte order mark removed, otherwise untouched."
    meta: Meta = Meta()
    errata: tuple[Erratum, ...] = ()
    "Sorted by place."
    terms: tuple[Term, ...] = ()
    "The shared term base with this report's own entries laid over it."
    names: tuple[Name, ...] = ()
    "The shared spellings with this report's own laid over them."
    catalogs: Mapping[str, str] = field(default_factory=dict)
    "PO text per language."
    script_exceptions: tuple[tuple[str, str], ...] = ()
    "Conversions that OpenCC gets wrong, the shared ones and the report's own: printed -> traditional."
    script_reviewed: tuple[str, ...] = ()
    "Words in Traditional characters that a person has found rightly converted."
    history: tuple[Former, ...] = ()
    "What the keys of earlier issues named."
    overrides: tuple[Mapping[str, Any], ...] = ()
    "Entries of `.figures.yml`."
    brief: Mapping[str, tuple[BriefPoint, ...]] = field(default_factory=dict)
    "Points of a chapter by the key of its heading."


# ---- Text


@dataclass(frozen=True, slots=True)
class Text:
    """The raw text, the text that the rules read, and the map between them."""

    raw: str
    "As published."
    reading: str
    "One logical line per paragraph; lines joined, furniture set aside, width and script folded, certain errata applied."
    starts: tuple[int, ...]
    "For each code point of `reading`: where it begins in `raw`."
    ends: tuple[int, ...]
    "For each code point of `reading`: where it ends in `raw`."
    furniture: tuple[Span, ...]
    "Raw spans that are page furniture: posting date, page numbers, index numbers."
    errata: tuple[Erratum, ...]
    "All declared flaws, by place."

    def raw_span(self, start: int, end: int) -> Span:
        """The raw span of the reading text's `[start, end)`; `end` must be greater than `start`."""
        return Span(self.starts[start], self.ends[end - 1])

    def slice(self, span: Span) -> str:
        """The raw words of `span`."""
        return self.raw[span.start : span.end]


# ---- Report


@dataclass(frozen=True, slots=True)
class Leaf:
    """The smallest piece of the text that is shown as one."""

    kind: LeafKind
    "What it is."
    span: Span
    "Its raw words, blanks trimmed."
    key: str
    "Its name that never moves: `s-` and six characters, a twin `-2`."
    holes: tuple[Span, ...] = ()
    "Furniture that cuts it in two, such as a page number in mid-sentence."


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row, title line or piece of furniture."""

    kind: BlockKind
    leaves: tuple[Leaf, ...]
    "In order; furniture within a paragraph stands among its sentences."


@dataclass(frozen=True, slots=True)
class Node:
    """A heading and what stands under it; the root has no heading."""

    level: int
    "By the marker: 1 一、 2 (一) 3 1. and run-in heads; 0 for the root."
    number: str
    "The marker as printed, without blanks; empty for a run-in head."
    title: str
    "The heading's words without marker and final stop, read for the rules."
    heading: Leaf | None
    "None for the root only."
    inline: bool
    "The heading does not begin a line."
    role: Role | None
    "Whether the text under it tells results or plans, as far as headings say."
    blocks: tuple[Block, ...]
    "What stands between the heading and the first sub-heading."
    nodes: tuple[Node, ...]
    "Sub-headings, in order."

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the text."""
        yield self
        for node in self.nodes:
            yield from node.walk()

    def leaves(self) -> Iterator[Leaf]:
        """All leaves in the order of the text."""
        if self.heading:
            yield self.heading
        for block in self.blocks:
            yield from block.leaves
        for node in self.nodes:
            yield from node.leaves()


@dataclass(frozen=True, slots=True)
class Report:
    """The tree of one report."""

    title: str
    "The title's raw words."
    date: str | None
    "A posting date beside the title, ISO; never the report's year."
    year_of_results: int | None
    year_of_plans: int | None
    root: Node
    findings: tuple[Finding, ...]
    "Wrong nesting, missing numbers."


# ---- Layout

ElementKind = Literal["title", "heading", "paragraph", "item", "row", "furniture"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block or heading with the address of each of its leaves."""

    kind: ElementKind
    depth: int
    "Of a heading: how deep it nests, 1 at the top; 0 for the rest."
    leaves: tuple[tuple[Leaf, str], ...]
    "Each leaf with its address by position: 1.3.2-04."


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What stands on one page, from the end of the page before to its own end; the same in all locales."""

    slug: str
    "`<part>-<chapter>`"
    part: str
    "Key of the heading of its part; empty where there is none."
    heading: str
    "Key of its own heading; empty where there is none."
    role: Role | None
    blocks: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The report cut into pages."""

    front: tuple[Placed, ...]
    "Title lines and the furniture around them, for the overview."
    pages: tuple[PagePlan, ...]


# ---- Analysis


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its unit; meanings of the fields as in CONTRACT (figures)."""

    span: Span
    text: str
    value: Value
    unit: str
    bound: Bound
    status: Status
    year: int | None
    change: Change | None
    subject: str
    "What is measured, in the report's words, short."
    sentence: str
    "Key of the leaf it stands in."


@dataclass(frozen=True, slots=True)
class Rejected:
    """A numeral that is no figure, with the reason."""

    span: Span
    text: str
    reason: str
    "year, date, ordinal, name, slogan, heading, title, numbering …"


@dataclass(frozen=True, slots=True)
class TermUse:
    """One place where a term of the base occurs."""

    term: str
    "The entry's `term`."
    span: Span
    sentence: str
    "Key of the leaf it stands in."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A glossary candidate found by rule in the text alone."""

    term: str
    span: Span
    kind: str
    definition: Span | None
    count: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A result and the target that measures the same thing."""

    result: Span
    target: Span
    names: Mapping[str, str]
    "What is measured, by language of the data; English is filled in by its edition."
    certainty: Literal["certain", "arguable"]
    reason: PairReason
    "Its words are the label `ledger.reason.<reason>`."


@dataclass(frozen=True, slots=True)
class Relation:
    """What one figure is of another in the same sentence."""

    figure: Span
    "The part, what was done, or what was found or measured as a share."
    of: Span
    "The whole, what was begun, or what was looked through."
    kind: RelationKind


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a chart: a figure and the name it goes by."""

    figure: Figure
    label: str
    "In the report's words."
    row: int = 0
    "Row of the chart, from 0; marks that are seen together (a result and its target, a whole and its part) share one."


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """What to draw, as pure data."""

    id: str
    "Unique in the report, stable, [a-z0-9-]."
    kind: str
    "Which drawing: bars, dots, part-of-whole, results-and-targets …"
    title: str
    "Key of the label that is its title's pattern."
    unit: str
    "Of all marks, as written; empty where rows differ."
    marks: tuple[Mark, ...]
    place: str
    "Key of the leaf whose paragraph it follows."
    params: tuple[tuple[str, str], ...] = ()
    "What fills the blanks of the title: plain words, or keys of labels that begin with `chart.`."


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that was found in one report; it points at spans and keys."""

    seed: Seed
    text: Text
    report: Report
    layout: Layout
    figures: tuple[Figure, ...]
    rejected: tuple[Rejected, ...]
    terms: tuple[TermUse, ...]
    candidates: tuple[Candidate, ...]
    pairs: tuple[Pair, ...]
    relations: tuple[Relation, ...]
    "Which figures are parts and shares of which, by the figure's place; at most one for a figure."
    charts: tuple[ChartSpec, ...]
    uncharted: tuple[tuple[Figure, str], ...]
    "Figures in no chart, with the reason (a label key)."
    findings: tuple[Finding, ...]


# ---- Shelf


@dataclass(frozen=True, slots=True)
class Saying:
    """A figure as the report of another year needs it: with its name, its sentence and where that stands."""

    figure: Figure
    before: str
    "The words of its sentence before it."
    after: str
    "The words of its sentence behind it."
    names: Mapping[str, tuple[str, str]]
    "What is measured per locale code, and the `lang` of the name where it is not the locale's own, else nothing."
    words: Mapping[str, tuple[str, str]]
    "The shown sentence per locale code, and its `lang`."
    page: str
    "Slug of the page that its sentence stands on; empty for the overview."
    long: bool = False
    "Its passage tells of several years, as where a report closes a five-year plan."


@dataclass(frozen=True, slots=True)
class Entry:
    """What the other reports know of one."""

    stem: str
    titles: Mapping[str, str]
    "Short title per locale code."
    year_of_results: int | None
    year_of_plans: int | None
    series: str = ""
    "What it shares with the reports of the same office in other years; empty where nothing tells."
    sayings: tuple[Saying, ...] = ()
    "Its figures in the order of the text; none where the shelf need not tell them."


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports of the site, newest first; or the slice of them that one report depends on."""

    entries: tuple[Entry, ...]
    former: Entry | None = None
    "Of a slice: the report of the year before in the same series."
    later: Entry | None = None
    "Of a slice: the report of the year after."


@dataclass(frozen=True, slots=True)
class Outcome:
    """A promise of one year, and what the report of the next year says of it."""

    target: Figure
    "Of the earlier report."
    result: Figure | None
    "Of the later report; None where no figure there measures the same thing. One beside `no evidence` tells of another time or count."
    verdict: Verdict
    certainty: Literal["certain", "arguable"] | None
    "None where there is nothing to be sure of."
    doubts: tuple[Doubt, ...]
    "What is arguable; the words of each are the label `promise.doubt.<doubt>`."


# ---- Edition

RefKind = Literal["figure", "term", "erratum", "doubt", "furniture"]


@dataclass(frozen=True, slots=True)
class Ref:
    """What a run refers to."""

    kind: RefKind
    id: str
    "Start of the figure, the term, id of the erratum."


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of shown words with the same references."""

    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One leaf as it is shown in one locale."""

    key: str
    kind: LeafKind
    address: str
    "By position, to sort and to show: 1.3.2-04."
    runs: tuple[Run, ...]
    lang: str
    "`lang` of the words: the locale's own, or that of the report where the translation is missing."
    translated: bool
    "False where a translation is missing or stale."
    source_line: int
    "1-based line of the raw text."
    draft: bool = False
    "Whether a machine made the translation and no person has cleared it."
    numbers: int = 0
    "How many numbers of the sentence were looked for in its translation; 0 in the report's own words."
    unconfirmed: tuple[tuple[str, str], ...] = ()
    "Where the number check found no agreement: words of the report and of the translation, either may be empty."
    outdated: bool = False
    "Whether it has a translation, but of words that the report no longer says: that is not shown."

    @property
    def standing(self) -> Standing:
        """What readers must know of a translation that no person stands for as it is shown; empty where one does."""
        if not self.translated:
            return "outdated" if self.outdated else "untranslated"
        return "draft" if self.draft else ""

    @property
    def cleared(self) -> bool:
        """Whether a person stands for the words."""
        return self.translated and not self.draft

    @property
    def words(self) -> str:
        """The shown words without references."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Element:
    """A block or heading of a page."""

    kind: ElementKind
    depth: int
    "Of a heading: how deep it nests, 1 at the top; 0 for the rest."
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One chapter: what stands between the end of the page before and its own end."""

    slug: str
    "`<part>-<chapter>`"
    title: str
    "Plain words."
    lang: str
    "`lang` of the title."
    part: Line | None
    "The heading of the part it belongs to."
    heading: Line | None
    "Its own heading; None where a text has none."
    role: Role | None
    elements: tuple[Element, ...]
    "Everything on it, part heading and leads included, in the order of the text."

    def lines(self) -> Iterator[Line]:
        """All lines in the order of the text."""
        for element in self.elements:
            yield from element.lines


@dataclass(frozen=True, slots=True)
class Edition:
    """One report in one locale."""

    locale: str
    "Code of the locale."
    title: str
    "Full title, plain words."
    short_title: str
    "For menus."
    office: str
    front: tuple[Element, ...]
    "Title lines and the furniture around them; shown on the overview."
    pages: tuple[Page, ...]
    names: Mapping[int, str]
    "Subject of each figure, by its start."
    untranslated_names: frozenset[int]
    "Starts of the figures whose subject is still in the report's language."
    source_lang: str
    "`lang` of the report's words as published."

    def lines(self) -> Iterator[Line]:
        """All lines of the report, front matter first."""
        for element in self.front:
            yield from element.lines
        for page in self.pages:
            yield from page.lines()


@dataclass(frozen=True, slots=True)
class Book:
    """All editions of one report with what was found in it, and its slice of the shelf."""

    analysis: Analysis
    editions: tuple[Edition, ...]
    shelf: Shelf
    "The slice that this report depends on."
    promises: tuple[Outcome, ...] = ()
    "What the report of the year before promised, and what this one says of it."
    outcomes: tuple[Outcome, ...] = ()
    "What this report promises, and what the one of the year after says of it."

    def edition(self, code: str) -> Edition:
        """The edition of the locale `code`."""
        return next(edition for edition in self.editions if edition.locale == code)


# ---- Translation


@dataclass(frozen=True, slots=True)
class Message:
    """Words of the report that a translator renders: one entry of a PO file."""

    key: str
    "msgctxt: the leaf's key, or `<key>#<n>` for the name of its n-th figure, counted from 1."
    source: str
    "msgid: the words, certain errata applied, punctuation as typed."
    chapter: str
    "Slug of the page it stands on; empty before the first."
    comments: tuple[str, ...] = ()
    "What helps the translator: chapter, address, figures, set terms."
