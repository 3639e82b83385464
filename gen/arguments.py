"""The command line: what each command takes. What it does stands in `__main__`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from gen import folders
from gen.errors import one_line


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line; a name may stand behind an option that stands behind the command."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    for name in ("stem", "target"):
        if len(rest) == 1 and not rest[0].startswith("-") and getattr(options, name, "") is None:
            setattr(options, name, rest.pop())
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return options


class _Parser(argparse.ArgumentParser):
    """Tells wrong use in one line."""

    def error(self, message: str) -> NoReturn:
        """Exit with 2."""
        self.exit(2, f"gongbao: {self.prog}: {one_line(message)}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m gen", description="From a government work report to a bilingual site.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands)
    for name, words in (
        ("figures", "the figures of a text, as JSON Lines"),
        ("outline", "its title, years and headings, as JSON"),
        ("pairs", "its results beside its targets, as JSON Lines"),
        ("terms", "glossary candidates found in it, as JSON Lines"),
    ):
        sub = commands.add_parser(name, help=words)
        sub.add_argument("file", metavar="FILE")
        sub.add_argument("--plain", action="store_true", help="leave the files beside FILE aside")
        sub.add_argument("--encoding", help="how FILE is encoded, where the guess is wrong")
        sub.set_defaults(command=name)
        if name == "pairs":
            sub.add_argument(
                "--former", metavar="FILE", default="", help="the report of the year before: what became of its targets"
            )
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
    build.add_argument("--no-pdf", action="store_true", help="leave the PDFs out, for a quick look")
    build.set_defaults(command="build")


def _add_desk(commands: Any) -> None:
    check = commands.add_parser("check", help="findings on texts, data and translations")
    check.add_argument("target", metavar="STEM or FILE.po", nargs="?")
    check.add_argument(
        "--corpus", metavar="DIR", help="measure the number check on aligned sentences in DIR/*.csv"
    )
    check.add_argument("--format", choices=("text", "jsonl"), default="text")
    check.add_argument("--seeds", default=str(folders.SEEDS), metavar="DIR")
    check.set_defaults(command="check")
    translate = commands.add_parser("translate", help="the translator's desk")
    translate.add_argument("action", choices=("update", "status", "export", "import", "draft"))
    translate.add_argument("stem", metavar="STEM", nargs="?")
    translate.add_argument("file", metavar="FILE", nargs="?", help="import: a .tmx or .po to take from, or a translated .txt or .md")
    translate.add_argument("--output", default="", metavar="FILE", help="export: where to; else to stdout")
    translate.add_argument("--language", action="append", default=[])
    translate.add_argument("--endpoint", default="", metavar="URL", help="draft: a server's chat interface; its key is GONGBAO_DRAFT_KEY")
    translate.add_argument("--model", default="", help="draft: which of its models")
    translate.add_argument("--chapter", default="", help="draft: only this page, such as 1-2")
    translate.add_argument("--limit", type=int, help="draft: so many at most")
    translate.add_argument("--per-minute", type=int, help="draft: requests a minute at most")
    translate.add_argument("--seeds", default=str(folders.SEEDS), metavar="DIR")
    translate.set_defaults(command="translate")
    adopt = commands.add_parser("adopt", help="let a re-issued text take the place of an earlier one")
    adopt.add_argument("file", metavar="NEW.txt")
    adopt.add_argument("stem", metavar="STEM")
    adopt.add_argument("--seeds", default=str(folders.SEEDS), metavar="DIR")
    adopt.set_defaults(command="adopt")
    serve = commands.add_parser("serve", help="live preview")
    serve.add_argument("--address", default="127.0.0.1:8000")
    serve.set_defaults(command="serve")
