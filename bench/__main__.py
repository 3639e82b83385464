"""`make bench`: how long the steps of a build take beside a plain MkDocs build of the very same pages."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gen import folders, locales

ROUNDS = 3
PLAIN = """site_name: plain
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, font: false}}
plugins: []
markdown_extensions: [attr_list, md_in_html, tables, toc]
"""


def main() -> int:
    """Print each task's median and its ratio to the plain build."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        docs = _generated(folder / "docs")
        tasks: dict[str, Callable[[], object]] = {
            "plain mkdocs build of the same pages": lambda: _plain(docs, folder),
            "python -m gen build": lambda: _run(["-m", "gen", "build", "--site", str(folder / "ours")]),
            "python -m gen figures": lambda: _run(
                ["-m", "gen", "figures", str(next(folders.SEEDS.glob("*.txt")))]
            ),
            "python -c pass": lambda: _run(["-c", "pass"]),
        }
        seconds = {name: [_timed(task) for _ in range(ROUNDS)] for name, task in tasks.items()}
    base = statistics.median(next(iter(seconds.values())))
    print(
        f"{'ratio':>6}  {'median s':>8}  {'min':>6}  {'max':>6}  task ({ROUNDS} rounds, {os.cpu_count()} cores)"
    )
    for name, times in seconds.items():
        middle = statistics.median(times)
        print(f"{middle / base:6.2f}  {middle:8.2f}  {min(times):6.2f}  {max(times):6.2f}  {name}")
    return 0


def _generated(docs: Path) -> Path:
    from gen import farm

    farm.generate_docs(docs, folders.SEEDS, locales.standard())
    shutil.copytree(folders.DOCS / "assets", docs / "assets")
    return docs


def _plain(docs: Path, folder: Path) -> None:
    config = folder / "plain.yml"
    config.write_text(PLAIN.format(docs=docs, site=folder / "plain"), "utf-8")
    _run(["-m", "mkdocs", "build", "--quiet", "--config-file", str(config)])


def _run(arguments: list[str]) -> None:
    subprocess.run([sys.executable, *arguments], cwd=folders.CHECKOUT, check=True, capture_output=True)


def _timed(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
