"""Many reports over any executor: a flat list of tasks that share a store by hash and hand back receipts, never bytes."""

from __future__ import annotations

import functools
import pickle
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from gen import analysis, book, captions, charts, editions, folders, output, seeds, site
from gen.charts import skins
from gen.errors import GongbaoError
from gen.exports import tables
from gen.judge import checks, shelf
from gen.locales import Locale
from gen.model import Analysis, Book, ChartSpec, Edition, Entry, Finding, Shelf
from gen.typeset import cards, press
from gen.web import blocks, findable, pages, plain, search
from gen.web.desk import Desk

T = TypeVar("T")
NO_FACTS = blocks.Facts("")


@dataclass(frozen=True, slots=True)
class Read:
    """Receipt of the first stage: what others need to know of a report; its analysis lies in the store."""

    path: Path
    entry: Entry
    analysis: str
    "Hash of the pickled Analysis in the store."
    editions: str
    "Hash of its pickled editions, in the order of the locales."
    sha256: str
    findings: tuple[Finding, ...]
    slugs: tuple[str, ...]
    "Of its chapter pages."


@dataclass(frozen=True, slots=True)
class Rendered:
    """Receipt of the second stage."""

    stem: str
    files: Mapping[str, str]
    "Path below docs/ -> hash in the store."
    navs: Mapping[str, tuple[pages.NavItem, ...]]
    "The report's menu per locale."


@dataclass(frozen=True, slots=True)
class Harvest:
    """All reports that could be made, and the errors of those that could not."""

    reads: tuple[Read, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    "Path below docs/ -> hash in the store."
    failures: Mapping[str, GongbaoError] = field(default_factory=dict)
    "By stem."
    shelf: Shelf = field(default_factory=lambda: Shelf(()))

    def sorted(self) -> tuple[dict[str, str], dict[str, str]]:
        """The files that MkDocs is to see, and clean Markdown, of which it would make pages: laid below the site when it is done."""
        late = {path: name for path, name in self.files.items() if path.endswith(plain.NAME)}
        return {path: name for path, name in self.files.items() if path not in late}, late


class Serial(Executor):
    """Runs each task at once, in this process."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """The finished future of `fn(*args, **kwargs)`."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  the future carries it, as any executor's does
            future.set_exception(error)
        return future


def harvest(
    paths: Sequence[Path],
    store: Path,
    locales: Sequence[Locale],
    executor: Executor,
    carried: Iterable[Entry] = (),
    facts: blocks.Facts = NO_FACTS,
    spare: Mapping[str, Path] | None = None,
) -> Harvest:
    """Read all, shelve, render all; a report's failure is kept beside the others' success.

    `spare` has the texts of carried reports: those that stand in one series with a report of `paths` are made anew with it.
    """
    reads, failures = _all(executor, {p.stem: (read, p, store, tuple(locales)) for p in paths})
    shelved = shelf.collect(_entries(reads, carried))
    kin = shelf.relatives(shelved, (r.entry.stem for r in reads))
    more_reads, more = _all(executor, {s: (read, p, store, tuple(locales)) for s, p in (spare or {}).items() if s in kin})
    if more_reads:
        reads = [*reads, *more_reads]
        shelved = shelf.collect(_entries(reads, carried))
    failures.update(more)
    home = next((e.stem for e in shelved.entries if e.stem in {r.entry.stem for r in reads}), "")
    tasks = {
        r.entry.stem: (
            render, r, store, tuple(locales), shelf.slice_of(shelved, r.entry.stem),
            shelf.titles(shelved) if r.entry.stem == home else None, facts,
        )
        for r in reads
    }  # fmt: skip
    rendered, more = _all(executor, tasks)
    failures.update(more)
    files = {path: name for r in rendered for path, name in r.files.items()}
    files.update(output.keep(store, _shared(rendered, shelved, locales, home)))
    return Harvest(tuple(r for r in reads if r.entry.stem not in failures), files, failures, shelved)


def _entries(reads: Iterable[Read], carried: Iterable[Entry]) -> list[Entry]:
    """What was read, and what is carried and was not."""
    own = {r.entry.stem: r.entry for r in reads}
    return [*own.values(), *(e for e in carried if e.stem not in own)]


def _all(
    executor: Executor, tasks: Mapping[str, tuple[Any, ...]]
) -> tuple[list[Any], dict[str, GongbaoError]]:
    """The results of the tasks in order, and the error of each that failed."""
    futures = {name: executor.submit(task[0], *task[1:]) for name, task in tasks.items()}
    results: list[Any] = []
    failures: dict[str, GongbaoError] = {}
    for name, future in futures.items():
        try:
            results.append(future.result())
        except GongbaoError as error:
            failures[name] = error
    return results, failures


def executor(jobs: int) -> Executor:
    """One process for each job; none but this one where there is a single job."""
    return ProcessPoolExecutor(jobs) if jobs > 1 else Serial()


# ---- tasks


def read(path: Path, store: Path, locales: Sequence[Locale]) -> Read:
    """Task: the report at `path` analysed, its analysis in the store."""
    found = analysis.analyse(seeds.load(path))
    index = editions.index(found)
    spoken = tuple(editions.edition(index, locale) for locale in locales)
    found = editions.named(found, zip(locales, spoken, strict=True))
    pickled = {"analysis": found, "editions": spoken}
    kept = output.keep(store, {name: pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for name, value in pickled.items()})
    slugs = tuple(plan.slug for plan in found.layout.pages)
    findings = tuple(checks.check_analysis(found))
    return Read(
        path, editions.entry(found, spoken), kept["analysis"], kept["editions"], found.seed.sha256, findings, slugs
    )


def load(store: Path, receipt: Read) -> Analysis:
    """The analysis of a receipt."""
    found = pickle.loads((store / receipt.analysis).read_bytes())
    assert isinstance(found, Analysis)  # nothing else is stored under that hash
    return found


def load_editions(store: Path, receipt: Read) -> tuple[Edition, ...]:
    """The editions of a receipt."""
    found = pickle.loads((store / receipt.editions).read_bytes())
    assert isinstance(found, tuple)  # as above
    return found


def render(
    receipt: Read, store: Path, locales: Sequence[Locale], beside: Shelf, home: Shelf | None, facts: blocks.Facts
) -> Rendered:
    """Task: all files of one report in all locales, in the store; it depends on its slice of the shelf alone.

    `home` is the whole shelf where this report's figures are shown on the site's own pages.
    """
    found = load(store, receipt)
    whole = book.bind(found, load_editions(store, receipt), beside)
    files = tables.files(whole, locales, chart_data(whole, locales))
    desks = {loc.code: Desk(whole, loc, drawings_of(whole, loc), facts) for loc in locales}
    prints, pictures = _printed(found.seed.stem, desks, locales, files) if facts.paper else ({}, {})
    files.update({one.path: data for one, data in prints.items()} | pictures)
    sizes = {path: len(data) for path, data in files.items()}
    for locale in locales:
        desk = Desk(whole, locale, desks[locale.code].charts, facts, tuple(prints), sizes, locale.partner(locales))
        files.update(pages.report_pages(desk))
        files.update(plain.report(desk))
        files.update({f"downloads/{desk.stem}/charts/{c.id}.{locale.code}.svg": c.file for c in desk.charts})
        index = search.report_index(whole, locale)
        findable.prove(index, whole, locale)
        files.update(index)
        if home:
            files.update(pages.site_pages(home, locale, desk, people(locale), locales))
    return Rendered(
        found.seed.stem,
        output.keep(store, files),
        {loc.code: pages.report_nav(whole, loc, loc.partner(locales)) for loc in locales},
    )


def _printed(
    stem: str, desks: Mapping[str, Desk], locales: Sequence[Locale], files: Mapping[str, bytes]
) -> tuple[dict[blocks.Print, bytes], dict[str, bytes]]:
    """The report's PDFs, with its figures attached, and its cards by their place on the site."""
    attached = {name: files[f"downloads/{stem}/{name}"] for name in ("figures.json", "figures.csv")}
    cache = functools.partial(output.cached, folders.CACHE / "fonts")
    made = press.printed(desks, locales, attached, cache)
    prints = {
        blocks.Print(
            f"downloads/{stem}/{plan.name}.pdf", " / ".join(loc.name for loc in plan.locales), plan.locales[0].html,
            sheets.pages, len(sheets.data),
        ): sheets.data
        for plan, sheets in made.editions
    }  # fmt: skip
    pictures = {blocks.card_path(stem, code, name): data for code, own in made.cards.items() for name, data in own.items()}
    return prints, pictures


def drawings_of(whole: Book, locale: Locale) -> tuple[blocks.Chart, ...]:
    """The report's charts as pages need them, drawn once and given three skins."""
    edition, names = whole.edition(locale.code), _mark_names(whole, locale)
    return tuple(_chart(spec, whole, edition, locale, names) for spec in whole.analysis.charts)


def chart_data(whole: Book, locales: Sequence[Locale]) -> Iterator[tables.Sheet]:
    """The numbers behind each chart, in every language."""
    names = {locale.code: _mark_names(whole, locale) for locale in locales}
    for spec in whole.analysis.charts:
        titles = {locale.code: captions.title(spec, locale, names[locale.code]) for locale in locales}
        for locale in locales:
            words = captions.to_csv(spec, locale, names[locale.code])
            yield tables.Sheet(spec.id, locale.code, titles, words.encode("utf-8-sig"))


def _mark_names(whole: Book, locale: Locale) -> dict[str, str]:
    """What marks and headings that charts name are called in `locale`, by their name in the report's words."""
    edition = whole.edition(locale.code)
    starts = (f.span.start for f in whole.analysis.figures if f.span.start not in edition.untranslated_names)
    by_start = {f.span.start: f.subject for f in whole.analysis.figures}
    names = {
        pair.names["zh"]: pair.names[locale.data]
        for pair in whole.analysis.pairs
        if pair.names.get(locale.data)
    }
    names |= _heading_names(whole, edition)
    return names | {by_start[start]: edition.names[start] for start in starts}


def _heading_names(whole: Book, edition: Edition) -> dict[str, str]:
    """The headings as the locale shows them, without their markers, by their words as the rules read them; titles may name them."""
    lines = {line.key: line for page in edition.pages for line in page.lines() if line.kind == "heading"}
    nodes = [(node, lines.get(node.heading.key)) for node in whole.analysis.report.root.walk() if node.heading]
    return {node.title: _bare_heading(line.words, node.number) for node, line in nodes if line and line.translated}


def _bare_heading(words: str, number: str) -> str:
    marked = unicodedata.normalize("NFKC", words[: len(number)]) == number
    return words[len(number) if marked else 0 :].strip().rstrip("。.")


def _chart(
    spec: ChartSpec, whole: Book, edition: Edition, locale: Locale, names: Mapping[str, str]
) -> blocks.Chart:
    drawing = charts.drawing(spec, locale, names)
    head, *rows = captions.table(spec, locale, names)
    page_of = {line.key: page.slug for page in edition.pages for line in page.lines()}
    here = page_of.get(spec.place, "")

    def href(key: str) -> str:
        return f"#{key}" if page_of.get(key) == here else f"../{page_of.get(key, '')}/#{key}"

    notes = [locale.label("chart.source", source=edition.short_title)]
    if locale.translated:
        notes.append(locale.label("disclaimer"))
    return blocks.Chart(
        id=spec.id,
        place=spec.place,
        title=captions.title(spec, locale, names),
        alt=captions.alt(spec, locale, names),
        head=head,
        rows=tuple(rows),
        sources=tuple(dict.fromkeys(mark.figure.sentence for mark in spec.marks)),
        svg=skins.skin_web(drawing, href).encode(),
        file=skins.skin_file(drawing, notes).encode(),
        print=skins.skin_print(drawing).encode(),
    )


def people(locale: Locale) -> dict[str, str]:
    """The pages that people wrote for this locale, by name; where one lacks, the next best language's stands in."""
    folder = folders.DOCS / "pages"
    names = sorted({path.name.split(".")[0] for path in folder.glob("*.md")})
    found = {}
    for name in names:
        for code in (locale.code, locale.catalog, locale.data, "en"):
            path = folder / f"{name}.{code}.md"
            if code and path.is_file():
                found[name] = path.read_text("utf-8")
                break
    return found


def _shared(
    rendered: Iterable[Rendered], shelved: Shelf, locales: Sequence[Locale], home: str
) -> dict[str, bytes]:
    """The files that belong to no report."""
    mark = (folders.DOCS / "assets/gongbao/icon.svg").read_text("utf-8")
    files = {"index.html": pages.root_page(locales), "assets/gongbao/icon.png": cards.icon(mark)}
    for locale in locales:
        navs = {r.stem: r.navs[locale.code] for r in rendered}
        navs[""] = pages.site_nav(shelved, locale, people(locale))
        files[f"{locale.code}/{site.NAV}"] = site.nav_file(navs)
        files.update(search.shelf_index((e.stem for e in shelved.entries), locale))
        if not home:
            files.update(pages.site_pages(shelved, locale, None, people(locale), locales))
    return files


# ---- for plain mkdocs


def generate_docs(docs: Path, folder: Path, locales: Sequence[Locale]) -> None:
    """Write the generated pages into `docs`, and take away those of reports that are gone; any failure stops."""
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch)
        made = harvest(
            seeds.find(folder), store, locales, Serial(), facts=blocks.Facts(site.tracker(), site.base())
        )
        for error in made.failures.values():
            raise error
        sources, _ = made.sorted()
        output.lay(store, sources, docs)
        output.prune(docs, sources, [*(locale.code for locale in locales), "downloads"])
