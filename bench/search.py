"""`python -m bench.search [SITE]`: our search beside others on the judged queries, in one run under node.

SITE is a built site that holds the report of the queries; without it one is built. The others are MiniSearch, FlexSearch and Pagefind of
bench/package.json, given the rows, the spelling and the stems of our own index, and Chinese cut into pairs of characters. An engine
that cannot be had is named with its reason.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench import judged
from gen import pipeline

ENGINES = ("gongbao", "minisearch", "flexsearch", "pagefind")
ROUNDS = 5
HEAD = ("engine", "hit@1", "recall", "wrongly found", "other locales", "first query, KB gzip", "time, ratio")


def main(arguments: Sequence[str]) -> int:
    """Print the table as Markdown."""
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(arguments[0]) if arguments else Path(scratch) / "site"
        if not arguments:
            pipeline.run(pipeline.Wish(site=site, stems=(judged.STEM,), paper=False))
        asked = judged.queries(judged.bound())
        results = {name: _result(site, asked, name) for name in ENGINES}
    print(f"{len(asked)} queries, {ROUNDS} rounds\n")
    for cells in (HEAD, ("---",) * len(HEAD), *_table(asked, results)):
        print(f"| {' | '.join(cells)} |")
    return 0


def _result(site: Path, asked: Sequence[judged.Judged], engine: str) -> dict[str, Any] | str:
    """What the engine found and what it cost, or why it cannot be had."""
    try:
        result: dict[str, Any] = judged.run(site, asked, [engine], ROUNDS)[engine]
    except (OSError, subprocess.CalledProcessError) as error:
        return f"not to be had: {error}"
    return result


def _table(
    asked: Sequence[judged.Judged], results: dict[str, dict[str, Any] | str]
) -> Iterator[tuple[str, ...]]:
    own = results["gongbao"]
    base = statistics.median(own["ms"]) if isinstance(own, dict) else 1.0
    for name, result in results.items():
        if isinstance(result, str):
            yield (name, result, *("",) * (len(HEAD) - 2))
            continue
        answers = [judged.Answer(q, tuple(f)) for q, f in zip(asked, result["found"], strict=True)]
        score = judged.score(answers)
        wrong = sum(a.query.nothing and bool(a.addresses) for a in answers)
        size = max(result["bytes"].values()) / 1000
        speed = statistics.median(result["ms"]) / base
        yield (
            name, f"{score.hit:.1%}", f"{score.recall:.1%}", str(wrong), str(score.foreign), f"{size:.1f}", f"{speed:.2f}"
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
