"""The door: the commands. The only module that prints and exits; the build itself is the list of steps in `pipeline`."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from gen.arguments import parsed
from gen.errors import GongbaoError, one_line

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what comes back is the exit code: 0 fine, 1 findings, 2 wrong use or unreadable input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    options = parsed(arguments)
    try:
        code = COMMANDS[options.command](options)
        sys.stdout.flush()
        return code
    except GongbaoError as error:
        for one in (*error.others, error):
            print(f"gongbao: {one}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        _drop_output()
        place = error.filename or "output"
        expected = f"expected to read and write it ({error.strerror})"
        print(f"gongbao: {place}: {expected}; look at disk and rights", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("gongbao: interrupted; the last site stays as it was", file=sys.stderr)
        return 130


def _drop_output() -> None:
    """What is left in the buffer has no place to go, and must not be tried again at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _build(options: argparse.Namespace) -> int:
    """Everything under site/, or nothing."""
    from gen import pipeline

    wish = pipeline.Wish(
        seeds=Path(options.seeds),
        site=Path(options.site),
        stems=tuple(options.stems),
        locales=tuple(options.locale),
        locale_folders=tuple(map(Path, options.locale_dir)),
        jobs=options.jobs,
        keep_going=options.keep_going,
        base_url=options.base_url,
        preview=options.preview,
        paper=not options.no_pdf,
    )
    built = pipeline.run(wish)
    grave = [finding for finding in built.findings if finding.severity != "info"]
    for told in (*map(_sentence, grave), *(f"gongbao: {error}" for error in built.harvest.failures.values())):
        print(told, file=sys.stderr)
    print(f"{len(built.harvest.reads)} built, {len(built.carried)} kept: {wish.site}")
    return 1 if grave or built.harvest.failures else 0


# ---- reading commands


def _text(options: argparse.Namespace) -> Any:
    """The text with what its own files say of how to read it; no term base, no translation."""
    from gen import seeds

    return seeds.load(Path(options.file), plain=options.plain, encoding=options.encoding, siblings=seeds.FOR_READING)


def _figures(options: argparse.Namespace) -> int:
    """Figures, or with --rejected the numerals that are none."""
    from gen.read import declared, figures, outline, text

    seed = _text(options)
    words = text.read(seed)
    report = declared.with_years(outline.parse(words), seed)
    found, rejected = figures.find(words, report)
    if options.rejected:
        return _lines(
            {"start": r.span.start, "end": r.span.end, "text": r.text, "reason": r.reason} for r in rejected
        )
    return _lines(_figure(f) for f in declared.overridden(found, seed))


def _figure(figure: Any) -> dict[str, Any]:
    return {
        "start": figure.span.start, "end": figure.span.end, "text": figure.text, "value": figure.value, "unit": _unit(figure),
        "bound": figure.bound, "status": figure.status, "year": figure.year, "change": figure.change,
        "subject": figure.subject, "sentence": figure.sentence,
    }  # fmt: skip


def _unit(figure: Any) -> str:
    """The unit as written: the rules read Simplified characters, the text may have others; a part in brackets borrows its unit."""
    if figure.unit in figure.text or figure.text.isascii():
        return str(figure.unit)
    from gen import script

    at = script.fold(figure.text).rfind(figure.unit)
    return str(figure.text[at : at + len(figure.unit)] if at >= 0 else figure.unit)


def _outline(options: argparse.Namespace) -> int:
    """Title, date, years and headings."""
    from gen.read import declared, outline, text

    seed = _text(options)
    words = text.read(seed)
    report = declared.with_years(outline.parse(words), seed)
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
    """Results beside the targets that measure the same thing; with --former what became of the targets of the year before."""
    from gen import analysis, captions, editions, locales, seeds
    from gen.exports import promises

    found = analysis.analyse(seeds.load(Path(options.file), plain=options.plain, encoding=options.encoding))
    english = next(locale for locale in locales.standard() if locale.data == "en")
    edition = editions.edition(editions.index(found), english)
    if options.former:
        before = analysis.analyse(seeds.load(Path(options.former), plain=options.plain))
        former = editions.entry(before, [editions.edition(editions.index(before), english)])
        return _lines(promises.lines(former, editions.entry(found, [edition]), english))
    return _lines(
        {
            "result": [p.result.start, p.result.end], "target": [p.target.start, p.target.end], "names": dict(p.names),
            "certainty": p.certainty, "reason": captions.why_paired(p, edition.names, english),
        }
        for p in editions.named(found, [(english, edition)]).pairs
    )  # fmt: skip


def _terms(options: argparse.Namespace) -> int:
    """Glossary candidates found by rule in the text alone."""
    from gen.read import outline, terms, text

    words = text.read(_text(options))
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
        po = seeds.utf8(seeds.read_bytes(path), str(path))
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

    for language in options.language:
        catalog.check_language(language)
    if options.action in ("export", "import"):
        return _exchange(options)
    if options.action == "draft":
        return _draft(options)
    if options.file or options.output:
        raise GongbaoError(
            f"translate {options.action}", "expected no FILE and no --output", "leave them out"
        )
    paths = [p for p in seeds.find(Path(options.seeds)) if options.stem in (None, p.stem)]
    if not paths:
        raise GongbaoError(options.stem, f"expected a stem in {options.seeds}", "check the name")
    for path in paths:
        seed = seeds.load(path)
        if not {*seed.catalogs, *options.language}:
            raise GongbaoError(
                seed.stem, "expected a language, there is no PO file yet", "name one with --language en"
            )
        found = analysis.analyse(seed)
        for language in sorted({*seed.catalogs, *options.language}):
            name = f"{seed.stem}.{language}.po"
            if options.action == "update":
                output.revise(path.with_name(name), catalog.follower(found, language))
            else:
                old = catalog.parse(seed.catalogs.get(language, ""), name)
                for row in catalog.status(catalog.messages(found), old):
                    print(
                        f"{seed.stem}\t{language}\t{row.chapter}\tdone {row.done}\tstale {row.stale}\tmissing {row.missing}"
                    )
    return 0


def _exchange(options: argparse.Namespace) -> int:
    """A translation out as TMX, or an existing one in as a draft; the PO is written only if something was taken."""
    from gen import analysis, output, seeds
    from gen.exports import tmx
    from gen.judge import catalog

    path = next((p for p in seeds.find(Path(options.seeds)) if p.stem == options.stem), None)
    if path is None or len(options.language) > 1 or bool(options.file) != (options.action == "import"):
        raise GongbaoError(
            f"translate {options.action}",
            f"expected one STEM of {options.seeds}, one --language at most, and a FILE for import alone",
            "see --help",
        )
    language = options.language[0] if options.language else "en"
    if options.action == "export":
        words = tmx.of_report(seeds.load(path), language)
        if options.output:
            target = Path(options.output)
            output.write(target.parent, {target.name: words.encode()})
        else:
            print(words, end="")
        return 0
    if Path(options.file).suffix.lower() in (".txt", ".md"):
        return _aligned(options, path, language)
    offers = tmx.read(seeds.read_bytes(Path(options.file)), options.file, language)
    name = f"{path.stem}.{language}.po"
    follow = catalog.follower(analysis.analyse(seeds.load(path)), language)
    drafts: list[tmx.Draft] = []

    def take(now: str) -> str | None:
        drafts.append(tmx.take(follow(now), offers, name))
        return drafts[-1].text if drafts[-1].taken else None

    output.revise(path.with_name(name), take)
    print(f"{name}: {drafts[-1].taken} taken as fuzzy; of {len(offers)} offered {drafts[-1].left} not taken")
    return 0


def _aligned(options: argparse.Namespace, path: Path, language: str) -> int:
    """A plain translated text in as a draft, aligned with the report; what found no place is told, line by line."""
    from gen import analysis, output, seeds
    from gen.judge import aligned, catalog

    english = seeds.utf8(seeds.read_bytes(Path(options.file)), options.file)
    found = analysis.analyse(seeds.load(path))
    desk, file = path.with_name(f"{path.stem}.{language}.po"), Path(options.file).name
    told: list[str] = []

    def take(now: str) -> str | None:
        text = catalog.follower(found, language)(now)
        draft = aligned.draft(found, text, english, place=desk.name, file=file)
        told[:] = aligned.summary(draft, desk.name, file)
        return draft.text if draft.told("taken") else None

    output.revise(desk, take)
    print("\n".join(told))
    return 0


def _draft(options: argparse.Namespace) -> int:
    """Machine drafts for what is missing, written one by one, so that a failure loses none of those before it."""
    from gen import analysis, output, seeds
    from gen.judge import chat, drafts

    path = next((p for p in seeds.find(Path(options.seeds)) if p.stem == options.stem), None)
    if path is None or len(options.language) > 1 or not (options.endpoint and options.model):
        raise GongbaoError(
            "translate draft",
            f"expected one STEM of {options.seeds}, --endpoint, --model, and one --language at most",
            "see --help",
        )
    language = options.language[0] if options.language else "en"
    key = os.environ.get("GONGBAO_DRAFT_KEY", "")
    for name, number in (("--limit", options.limit), ("--per-minute", options.per_minute)):
        if number is not None and number < 1:
            raise GongbaoError(f"{name} {number}", "expected 1 or more", "leave it out where there is no limit")
    ask = chat.asker(chat.Server(options.endpoint, options.model, key, options.per_minute or 0))
    file = path.with_name(f"{path.stem}.{language}.po")
    made = refused = left = 0
    for outcome in drafts.draft(
        analysis.analyse(seeds.load(path)), partial(output.revise, file), language=language, model=options.model,
        ask=ask, chapter=options.chapter, limit=options.limit or 0,
    ):  # fmt: skip
        made += outcome.entered
        refused += bool(outcome.faults)
        left += not (outcome.entered or outcome.faults)
        if outcome.faults:
            print("\n".join(drafts.told([outcome])), file=sys.stderr)
    kept = f", {left} left as a person wrote them meanwhile" if left else ""
    print(f"{file.name}: {made} drafted as fuzzy, {refused} refused by the checks{kept}")
    return 1 if refused else 0


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
    before = seeds.family(path)
    adoption = reissue.files(
        seeds.load(path),
        data,
        options.file,
        lambda seed: catalog.messages(analysis.analyse(seed)),
        reissue.earlier(path),
    )
    if seeds.family(path) != before:
        expected = "expected its files to stay as they are while the re-issue is worked out"
        raise GongbaoError(path.stem, expected, "save them and run the command again; nothing was written")
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


COMMANDS: dict[str, Command] = {
    "build": _build, "figures": _figures, "outline": _outline, "pairs": _pairs, "terms": _terms,
    "check": _check, "translate": _translate, "adopt": _adopt, "serve": _serve,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
