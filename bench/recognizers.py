"""`python -m bench.recognizers`: throughput of our figure reader beside Recognizers-Text's Chinese models, and both as a text grows.

Both read the same text, one to eight times over, in one run, each warm in a process of its own: starting and building the models is
not counted. A ratio compares eight times the text. Recognizers-Text stands in an environment of its own, since it wants an old emoji.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping
from pathlib import Path

from gen import folders, seeds
from gen.read import figures, outline, text

HOME = folders.CHECKOUT / ".cache" / "recognizers"
LOCK = folders.CHECKOUT / "requirements-recognizers.txt"
MODELS = Path(__file__).with_name("recognizers_models.py")
ROUNDS = 3
TIMES = (1, 2, 4, 8)
GOAL = 10

Seconds = dict[int, float]


def main() -> int:
    """Print throughput, its ratio to the models', and time as the text grows; exit code 1 below the goal."""
    python = environment()
    with tempfile.TemporaryDirectory() as scratch:
        once = next(folders.SEEDS.glob("*.txt")).read_bytes().decode("utf-8-sig")
        paths = {times: Path(scratch) / f"{times}.txt" for times in TIMES}
        for times, path in paths.items():
            path.write_text(once * times, "utf-8", newline="")
        _read(paths[1])
        ours = {times: statistics.median(_timed(path) for _ in range(ROUNDS)) for times, path in paths.items()}
        job = [str(python), str(MODELS), *map(str, paths.values())]
        done = subprocess.run(job, check=True, capture_output=True, text=True, encoding="utf-8")
        theirs = {name: dict(zip(TIMES, row, strict=True)) for name, row in json.loads(done.stdout).items()}
    rows = {"Recognizers-Text, " + name: row for name, row in theirs.items()}
    rows["this project, python -m gen figures"] = ours
    return report(rows, len(once))


def environment() -> Path:
    """The Python of the environment that holds what the lock says; made anew when the lock changes."""
    python = HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp, wanted = HOME / "lock.sha256", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text("ascii") != wanted:
        print(f"installing {LOCK.name} into {HOME.relative_to(folders.CHECKOUT)}", file=sys.stderr)
        venv.create(HOME, with_pip=True, clear=True)
        quiet = ["--disable-pip-version-check", "--no-input", "--quiet", "--require-hashes"]
        subprocess.run([str(python), "-m", "pip", "install", *quiet, "-r", str(LOCK)], check=True)
        stamp.write_text(wanted, "ascii")
    return python


def _timed(path: Path) -> float:
    start = time.perf_counter()
    _read(path)
    return time.perf_counter() - start


def _read(path: Path) -> object:
    """The figures of a text, from its bytes on."""
    words = text.read(seeds.load(path, plain=True))
    return figures.find(words, outline.parse(words))


def report(rows: Mapping[str, Seconds], size: int) -> int:
    """Print the table; 1 where ours is not GOAL times as fast as the models that read numbers and their units."""
    base, last = next(iter(rows.values())), TIMES[-1]
    print(f"{'ratio':>6}  {'chars/s':>9}  " + "  ".join(f"time x{n}" for n in TIMES) + f"  reader ({size:,} characters)")
    for name, row in rows.items():
        growth = "  ".join(f"{row[n] / row[1]:7.2f}" for n in TIMES)
        print(f"{base[last] / row[last]:6.1f}  {size * last / row[last]:9,.0f}  {growth}  {name}")
    return 0 if base[last] / [*rows.values()][-1][last] >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
