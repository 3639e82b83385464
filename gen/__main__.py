"""The door: commands, and the build as one list of steps. The only module that prints and exits."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from gen import folders
from gen.errors import GongbaoError, one_line

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what comes back is the exit code: 0 fine, 1 findings, 2 wrong use or unreadable input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    try:
        command: Command = options.command
        return command(options)
    except GongbaoError as error:
        print(f"gongbao: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("gongbao: interrupted; the last site stays as it was", file=sys.stderr)
        return 130


# ---- build


@dataclass(frozen=True, slots=True)
class _Build:
    """What one step of a build hands to the next."""

    options: argparse.Namespace
    locales: tuple[Any, ...] = ()
    paths: tuple[Path, ...] = ()
    carried: tuple[Any, ...] = ()
    "Entries of reports whose published pages stay."
    stage: Path = Path()
    harvest: Any = None
    findings: tuple[Any, ...] = ()

    @property
    def site(self) -> Path:
        """Where the site is published."""
        return Path(self.options.site)


def _choose(build: _Build) -> _Build:
    """Which locales, which reports, and which published ones stay as they are."""
    from gen import locales, seeds

    chosen = locales.choose(locales.load(*map(Path, build.options.locale_dir)), build.options.locale)
    found = {path.stem: path for path in seeds.find(Path(build.options.seeds))}
    for stem in build.options.stems:
        if stem not in found:
            raise GongbaoError(
                stem, f"expected a stem in {build.options.seeds}", f"one of: {', '.join(found)}"
            )
    named = tuple(found[stem] for stem in build.options.stems) or tuple(found.values())
    published = _published(build.site)
    stay = tuple(entry for stem, entry in published.items() if stem in found and found[stem] not in named)
    missing = [path for stem, path in found.items() if path not in named and stem not in published]
    return replace(build, locales=chosen, paths=(*named, *missing), carried=stay)


def _harvest(build: _Build) -> _Build:
    """Read and render all reports; a failure stops here unless the others may go on."""
    from gen import farm, site

    stage = build.stage
    with farm.executor(build.options.jobs) as executor:
        made = farm.harvest(
            build.paths, stage / "store", build.locales, executor, build.carried, site.tracker()
        )
        if made.failures and build.options.keep_going:
            lost = [entry for stem, entry in _published(build.site).items() if stem in made.failures]
            paths = [path for path in build.paths if path.stem not in made.failures]
            again = farm.harvest(
                paths, stage / "store", build.locales, executor, (*build.carried, *lost), site.tracker()
            )
            made = replace(again, failures={**made.failures, **again.failures})
            build = replace(build, carried=(*build.carried, *lost))
    failures = list(made.failures.values())
    if failures and (not build.options.keep_going or not (made.reads or build.carried)):
        _tell(failures[:-1])
        raise failures[-1]
    _tell(failures)
    return replace(build, harvest=made)


def _tell(errors: Iterable[GongbaoError]) -> None:
    for error in errors:
        print(f"gongbao: {error}", file=sys.stderr)


def _publish_pages(build: _Build) -> _Build:
    """One MkDocs build of the staged pages; carried reports are copied from the published site."""
    from gen import output, site

    docs = build.stage / "docs"
    output.lay(build.stage / "store", build.harvest.files, docs)
    output.carry(folders.DOCS, docs, ["assets"])
    site.build(
        docs, build.stage / "site", build.locales, site.Options(build.options.base_url, build.options.preview)
    )
    for entry in build.carried:
        paths = [
            p
            for loc in build.locales
            for p in (f"{loc.code}/{entry.stem}", f"{loc.code}/search/{entry.stem}.js")
        ]
        output.carry(build.site, build.stage / "site", [*paths, f"downloads/{entry.stem}"])
    return build


def _prove(build: _Build) -> _Build:
    """Prove from the finished HTML that each report is whole, and publish the proof."""
    from gen import farm, output, proof

    for receipt in build.harvest.reads:
        found = farm.load(build.stage / "store", receipt)
        data = proof.prove(build.stage / "site", found, receipt.slugs, build.locales)
        output.write(build.stage / "site", {f"downloads/{receipt.entry.stem}/proof.json": data})
    return build


def _swap(build: _Build) -> _Build:
    """List every file in the manifest, then make the staged site the site in one move."""
    from gen import output, site

    sums = {r.entry.stem: r.sha256 for r in build.harvest.reads}
    sums |= {e.stem: _published_sum(build.site, e.stem) for e in build.carried}
    output.manifest(build.stage / "site", sums, site.tools())
    output.publish(build.stage / "site", build.site)
    return replace(build, findings=tuple(f for r in build.harvest.reads for f in r.findings))


STEPS: tuple[Callable[[_Build], _Build], ...] = (_choose, _harvest, _publish_pages, _prove, _swap)
"The build, from the folder of texts to the published site."


def _build(options: argparse.Namespace) -> int:
    """Everything under site/, or nothing."""
    from gen import output

    stage = output.stage(Path(options.site))
    build = _Build(options, stage=stage)
    try:
        for step in STEPS:
            build = step(build)
    finally:
        output.discard(stage)
    grave = [finding for finding in build.findings if finding.severity != "info"]
    for finding in grave:
        print(_sentence(finding), file=sys.stderr)
    print(f"{len(build.harvest.reads)} built, {len(build.carried)} kept: {build.site}")
    return 1 if grave or build.harvest.failures else 0


def _published(site: Path) -> dict[str, Any]:
    """The reports of the published site, by stem."""
    from gen.model import Entry

    found = {}
    for file in sorted(site.glob("downloads/*/report.json")):
        data = json.loads(file.read_text("utf-8"))
        found[data["stem"]] = Entry(
            data["stem"], data["titles"], data["year_of_results"], data["year_of_plans"]
        )
    return found


def _published_sum(site: Path, stem: str) -> str:
    return str(json.loads((site / "downloads" / stem / "report.json").read_text("utf-8"))["sha256"])


# ---- reading commands


def _analysis(options: argparse.Namespace) -> Any:
    from gen import seeds

    return seeds.load(Path(options.file), plain=options.plain, encoding=options.encoding)


def _figures(options: argparse.Namespace) -> int:
    """Figures, or with --rejected the numerals that are none."""
    from gen import analysis
    from gen.read import figures, outline, text

    seed = _analysis(options)
    words = text.read(seed)
    report = analysis.with_declared_years(outline.parse(words), seed)
    found, rejected = figures.find(words, report)
    if options.rejected:
        return _lines(
            {"start": r.span.start, "end": r.span.end, "text": r.text, "reason": r.reason} for r in rejected
        )
    return _lines(_figure(f) for f in analysis.overridden(found, seed))


def _figure(figure: Any) -> dict[str, Any]:
    return {
        "start": figure.span.start, "end": figure.span.end, "text": figure.text, "value": figure.value, "unit": figure.unit,
        "bound": figure.bound, "status": figure.status, "year": figure.year, "change": figure.change,
        "subject": figure.subject, "sentence": figure.sentence,
    }  # fmt: skip


def _outline(options: argparse.Namespace) -> int:
    """Title, date, years and headings."""
    from gen import analysis
    from gen.read import outline, text

    seed = _analysis(options)
    words = text.read(seed)
    report = analysis.with_declared_years(outline.parse(words), seed)
    data = {
        "title": report.title, "date": report.date, "year_of_results": report.year_of_results,
        "year_of_plans": report.year_of_plans, "headings": list(_headings(report.root, words)),
    }  # fmt: skip
    print(json.dumps(data, ensure_ascii=False, indent=1))
    return 0


def _headings(root: Any, words: Any) -> Iterator[dict[str, Any]]:
    """The headings in the order of the text; `parent` counts in that order."""
    places: dict[int, int] = {}

    def below(node: Any, parent: int | None) -> Iterator[dict[str, Any]]:
        index = parent
        if node.heading:
            index = len(places)
            places[index] = index
            raw = words.slice(node.heading.span)
            text = raw.rstrip("。；：.;: \u3000")
            yield {
                "level": node.level, "text": text, "start": node.heading.span.start,
                "end": node.heading.span.start + len(text), "inline": node.inline, "parent": parent,
            }  # fmt: skip
        for child in node.nodes:
            yield from below(child, index)

    yield from below(root, None)


def _pairs(options: argparse.Namespace) -> int:
    """Results beside the targets that measure the same thing."""
    from gen import analysis

    found = analysis.analyse(_analysis(options))
    return _lines(
        {
            "result": [p.result.start, p.result.end], "target": [p.target.start, p.target.end], "names": dict(p.names),
            "certainty": p.certainty, "reason": p.reason,
        }
        for p in found.pairs
    )  # fmt: skip


def _terms(options: argparse.Namespace) -> int:
    """Glossary candidates found by rule in the text alone."""
    from gen.read import outline, terms, text

    words = text.read(_analysis(options))
    return _lines(
        {
            "term": c.term, "start": c.span.start, "end": c.span.end, "kind": c.kind,
            "definition": [c.definition.start, c.definition.end] if c.definition else None, "count": c.count,
        }
        for c in terms.candidates(words, outline.parse(words))
    )  # fmt: skip


def _lines(rows: Iterable[dict[str, Any]]) -> int:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
    return 0


# ---- findings


def _check(options: argparse.Namespace) -> int:
    """Findings on texts, data and translations."""
    if options.corpus:
        from gen.judge import corpus

        print("\n".join(corpus.measure_corpus(Path(options.corpus)).lines()))
        return 0
    findings = list(_findings(options))
    for finding in findings:
        print(
            json.dumps(_finding(finding), ensure_ascii=False)
            if options.format == "jsonl"
            else _sentence(finding)
        )
    return 1 if any(f.severity != "info" for f in findings) else 0


def _findings(options: argparse.Namespace) -> Iterator[Any]:
    from gen import analysis, seeds
    from gen.judge import checks

    if options.target and options.target.endswith(".po"):
        path = Path(options.target)
        po = seeds.decode(seeds.read_bytes(path), str(path), "utf-8")[0]
        yield from checks.check_po(po, str(path))
        return
    for path in seeds.find(Path(options.seeds)):
        if options.target in (None, path.stem):
            yield from checks.check_analysis(analysis.analyse(seeds.load(path)))
            if options.target:
                return
    if options.target:
        raise GongbaoError(
            options.target, f"expected a stem in {options.seeds} or a .po file", "check the name"
        )


def _finding(finding: Any) -> dict[str, Any]:
    return {
        "file": finding.file, "line": finding.line or None, "start": finding.span.start if finding.span else None,
        "end": finding.span.end if finding.span else None, "msgctxt": finding.msgctxt or None, "check": finding.check,
        "severity": finding.severity, "message": finding.message,
    }  # fmt: skip


def _sentence(finding: Any) -> str:
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    return one_line(f"{place}: {finding.severity}: {finding.check}: {finding.message}")


# ---- the translator's desk, the preview


def _translate(options: argparse.Namespace) -> int:
    """Carry a changed source over into the PO files, or tell what is done."""
    from gen import analysis, output, seeds
    from gen.judge import catalog

    for path in seeds.find(Path(options.seeds)):
        if options.stem not in (None, path.stem):
            continue
        seed = seeds.load(path)
        found = analysis.analyse(seed)
        messages = catalog.messages(found)
        for language in sorted({*seed.catalogs, *options.language}):
            old = seed.catalogs.get(language, "")
            name = f"{seed.stem}.{language}.po"
            if options.action == "update":
                new = catalog.update(
                    messages,
                    old,
                    language=language,
                    title=found.report.title,
                    history=[(f.key, f.new) for f in seed.history],
                    place=name,
                )
                output.write(path.parent, {name: new.encode()})
            else:
                for row in catalog.status(messages, catalog.parse(old, name)):
                    print(
                        f"{seed.stem}\t{language}\t{row.chapter}\tdone {row.done}\tstale {row.stale}\tmissing {row.missing}"
                    )
    return 0


def _adopt(options: argparse.Namespace) -> int:
    """Let a re-issued text take the place of an earlier one; the earlier one, its keys and translations are kept."""
    from gen import analysis, output, reissue, seeds
    from gen.judge import catalog

    folder = Path(options.seeds)
    path = next((p for p in seeds.find(folder) if p.stem == options.stem), None)
    if path is None:
        raise GongbaoError(
            options.stem, f"expected a stem in {folder}", "name the report that is issued again"
        )
    data = seeds.read_bytes(Path(options.file))
    adoption = reissue.files(
        seeds.load(path),
        data,
        options.file,
        lambda seed: catalog.messages(analysis.analyse(seed)),
        reissue.earlier(path),
    )
    output.write(folder, adoption.files)
    for change in adoption.changes:
        print(f"{change.old} -> {change.new or 'gone'}\t{one_line(change.words)[:40]}")
    for finding in adoption.findings:
        print(_sentence(finding), file=sys.stderr)
    return 1 if adoption.findings else 0


def _serve(options: argparse.Namespace) -> int:
    from gen import serve

    serve.serve(options.address)
    return 0


# ---- words of the command line


class _Parser(argparse.ArgumentParser):
    """Tells wrong use in one line."""

    def error(self, message: str) -> NoReturn:
        """Exit with 2."""
        self.exit(2, f"gongbao: {self.prog}: {one_line(message)}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m gen", description="From a government work report to a bilingual site.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands)
    for name, command, words in (
        ("figures", _figures, "the figures of a text, as JSON Lines"),
        ("outline", _outline, "its title, years and headings, as JSON"),
        ("pairs", _pairs, "its results beside its targets, as JSON Lines"),
        ("terms", _terms, "glossary candidates found in it, as JSON Lines"),
    ):
        sub = commands.add_parser(name, help=words)
        sub.add_argument("file", metavar="FILE")
        sub.add_argument("--plain", action="store_true", help="leave the files beside FILE aside")
        sub.add_argument("--encoding", help="how FILE is encoded, where the guess is wrong")
        sub.set_defaults(command=command)
        if name == "figures":
            sub.add_argument(
                "--rejected", action="store_true", help="the numerals that are no figures, with the reason"
            )
    _add_desk(commands)
    return parser


def _add_build(commands: Any) -> None:
    build = commands.add_parser("build", help="build the site")
    build.add_argument("stems", metavar="STEM", nargs="*", help="rebuild these; the others stay as published")
    build.add_argument("--jobs", type=int, default=1, help="reports at a time")
    build.add_argument("--locale", action="append", default=[], help="only this locale; may be repeated")
    build.add_argument(
        "--locale-dir", action="append", default=[], metavar="DIR", help="more locales, one YAML file each"
    )
    build.add_argument("--keep-going", action="store_true", help="publish the rest if a report fails")
    build.add_argument("--seeds", default=str(folders.SEEDS), metavar="DIR")
    build.add_argument("--site", default=str(folders.SITE), metavar="DIR")
    build.add_argument("--base-url", default="", metavar="URL", help="where the site will stand")
    build.add_argument(
        "--preview", default="", metavar="COMMIT", help="a preview: not indexed, with a banner"
    )
    build.set_defaults(command=_build)


def _add_desk(commands: Any) -> None:
    check = commands.add_parser("check", help="findings on texts, data and translations")
    check.add_argument("target", metavar="STEM or FILE.po", nargs="?")
    check.add_argument(
        "--corpus", metavar="DIR", help="measure the number check on aligned sentences in DIR/*.csv"
    )
    check.add_argument("--format", choices=("text", "jsonl"), default="text")
    check.add_argument("--seeds", default=str(folders.SEEDS), metavar="DIR")
    check.set_defaults(command=_check)
    translate = commands.add_parser("translate", help="the translator's desk")
    translate.add_argument("action", choices=("update", "status"))
    translate.add_argument("stem", nargs="?")
    translate.add_argument("--language", action="append", default=[])
    translate.add_argument("--seeds", default=str(folders.SEEDS), metavar="DIR")
    translate.set_defaults(command=_translate)
    adopt = commands.add_parser("adopt", help="let a re-issued text take the place of an earlier one")
    adopt.add_argument("file", metavar="NEW.txt")
    adopt.add_argument("stem", metavar="STEM")
    adopt.add_argument("--seeds", default=str(folders.SEEDS), metavar="DIR")
    adopt.set_defaults(command=_adopt)
    serve = commands.add_parser("serve", help="live preview")
    serve.add_argument("--address", default="127.0.0.1:8000")
    serve.set_defaults(command=_serve)


if __name__ == "__main__":
    sys.exit(main())
