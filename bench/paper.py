"""`python -m bench.paper`: time, memory and size of the Chinese PDF beside what other tools make of the same content.

The content is what the PDF holds: overview, chapters with their charts, ledger, glossary and the page about the text. WeasyPrint
and Chromium print them as one page of HTML, mkdocs-to-pdf makes a PDF of the same pages' Markdown within a build of its own. Every
task is a process of its own, its start included. Fonts for Typst are cached, as they are from the second build on.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from gen import folders, locales
from gen.__main__ import main as build
from gen.typeset import typst

ROUNDS = 3
PAGES = ("", "[0-9]*", "ledger", "glossary", "about")
STYLE = """@page { size: A4; margin: 25mm 30mm } body { font: 10.5pt/1.75 "Noto Sans SC", "Noto Sans CJK SC", sans-serif }
svg, img { max-width: 100% } table { border-collapse: collapse } td, th { padding: 3pt 5pt; border-bottom: .4pt solid #999 }"""
PLUGIN = """site_name: paper
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, font: false}}
markdown_extensions: [attr_list, md_in_html, tables, toc]
plugins:
  - to-pdf: {{output_path: {pdf}, cover: false, toc_level: 2, heading_shift: false}}
"""
TYPST = """import json, pathlib, sys
from gen.typeset import typst
job = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))
fonts = {name: pathlib.Path(path) for name, path in job["fonts"].items()}
pathlib.Path(sys.argv[2]).write_bytes(typst.pdf(job["data"], fonts, "zh.pdf").data)
"""
WEASY = "import sys; from weasyprint import HTML; HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"


@dataclass(frozen=True, slots=True)
class Task:
    """A way to a PDF."""

    name: str
    command: list[str]
    pdf: Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    seconds: float
    peak: float
    "Megabytes, children included."


def main() -> int:
    """Print each way's median time, its ratio to Typst, peak memory and size."""
    with tempfile.TemporaryDirectory() as scratch:
        tasks = list(_tasks(Path(scratch)))
        costs = {task.name: [_run(task.command) for _ in range(ROUNDS)] for task in tasks}
        base = statistics.median(cost.seconds for cost in costs[tasks[0].name])
        print(f"{'ratio':>6}  {'median s':>8}  {'peak MB':>8}  {'size KB':>8}  way to a PDF ({ROUNDS} rounds)")
        for task in tasks:
            middle = statistics.median(cost.seconds for cost in costs[task.name])
            peak = max(cost.peak for cost in costs[task.name])
            size = task.pdf.stat().st_size / 1000
            print(f"{middle / base:6.2f}  {middle:8.2f}  {peak:8.0f}  {size:8.0f}  {task.name}")
    return 0


def _tasks(folder: Path) -> list[Task]:
    stem = next(folders.SEEDS.glob("*.txt")).stem
    job = _job(folder)
    build(["build", "--site", str(folder / "site"), "--no-pdf"])
    page = _page(folder / "site", stem, folder / "page.html")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or "chromium"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder / 'profile'}"]
    config = _plugin(folder, stem)
    made = {name: folder / f"{name}.pdf" for name in ("typst", "weasyprint", "chromium", "mkdocs-to-pdf")}
    return [
        Task("Typst, this project", [sys.executable, "-c", TYPST, str(job), str(made["typst"])], made["typst"]),
        Task("WeasyPrint", [sys.executable, "-c", WEASY, str(page), str(made["weasyprint"])], made["weasyprint"]),
        Task("Chromium print", [chromium, *flags, f"--print-to-pdf={made['chromium']}", page.as_uri()], made["chromium"]),
        Task("mkdocs-to-pdf", [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)], made["mkdocs-to-pdf"]),
    ]  # fmt: skip


def _job(folder: Path) -> Path:
    """The document of the Chinese edition with its fonts, as the build hands it to Typst."""
    from unittest import mock

    taken: dict[str, object] = {}

    def take(data: dict[str, object], fonts: dict[str, Path], name: str) -> typst.Sheets:
        if name == "zh.pdf":
            taken.update(data=data, fonts={part: str(path) for part, path in fonts.items()})
        return typst.Sheets(b"", 1, ())

    with mock.patch("gen.typeset.press.typst.pdf", take):
        build(["build", "--site", str(folder / "first")])
    path = folder / "job.json"
    path.write_text(json.dumps(taken, ensure_ascii=False), "utf-8")
    return path


def _page(site: Path, stem: str, target: Path) -> Path:
    """One page of HTML that holds the articles of the report's pages."""
    places = [p for name in PAGES for p in sorted((site / "zh" / stem).glob(f"{name}/index.html" if name else "index.html"))]
    articles = [re.search("<article.*?</article>", p.read_text("utf-8"), re.DOTALL) for p in places]
    inner = "\n".join(found[0] for found in articles if found)
    inner = re.sub(r"var\(--[^,()]*, ?([^()]*)\)", r"\1", inner)
    target.write_text(
        f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{stem}</title><style>{STYLE}</style>{inner}', "utf-8"
    )
    return target


def _plugin(folder: Path, stem: str) -> Path:
    """A MkDocs project of the same pages with the plugin."""
    from gen import farm

    generated, docs = folder / "generated", folder / "docs"
    farm.generate_docs(generated, folders.SEEDS, locales.standard())
    for name in PAGES:
        for path in sorted((generated / "zh" / stem).glob(f"{name or 'index'}.md")):
            docs.mkdir(exist_ok=True)
            shutil.copy(path, docs / path.name)
    shutil.copytree(generated / "zh" / stem / "charts", docs / "charts")
    config = folder / "plugin.yml"
    config.write_text(PLUGIN.format(docs=docs, site=folder / "plugin", pdf=folder / "mkdocs-to-pdf.pdf"), "utf-8")
    return config


def _run(command: list[str]) -> Cost:
    """Run to the end, looking at the memory of the process and its children a hundred times a second."""
    start, peak = time.perf_counter(), 0
    with subprocess.Popen(command, cwd=folders.CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, _memory(watched))
            time.sleep(0.01)
        if process.returncode:
            raise SystemExit(f"{command[0]} failed with {process.returncode}")
    return Cost(time.perf_counter() - start, peak / 1e6)


def _memory(process: psutil.Process) -> int:
    try:
        return sum(int(one.memory_info().rss) for one in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0


if __name__ == "__main__":
    sys.exit(main())
