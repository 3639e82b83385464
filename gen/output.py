"""The only writer under docs/ and site/: a store by hash, folders made from it, and the swap that publishes."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from gen import seeds
from gen.errors import GongbaoError

MANIFEST = "manifest.json"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
_CACHED = 256
"How many things a cache holds."
_ABANDONED = 6 * 3600
"Seconds after which a staging folder is nobody's, even if its process number is in use again."


# ---- the store


def keep(store: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    """Write each file into the store under its hash; what comes back is the receipt, path -> hash."""
    store.mkdir(parents=True, exist_ok=True)
    receipt = {}
    for path, data in files.items():
        name = hashlib.sha256(data).hexdigest()
        target = store / name
        if not target.exists():
            _put(target, data)
        receipt[path] = name
    return receipt


def lay(store: Path, receipt: Mapping[str, str], folder: Path) -> None:
    """Make `folder` hold the receipt's files; what already has the right bytes is not touched, so that watchers rest."""
    for path, name in receipt.items():
        target = _inside(folder, path)
        data = (store / name).read_bytes()
        if not target.is_file() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def cached(folder: Path, name: str, make: Callable[[], Mapping[str, bytes]]) -> Path:
    """The folder `name` in a cache: as it lies there, else made; two that make it at once do not disturb each other."""
    target = folder / name
    if not target.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".", dir=folder))
        for path, data in make().items():
            (scratch / path).write_bytes(data)
        try:
            scratch.rename(target)
        except OSError:
            shutil.rmtree(scratch, ignore_errors=True)
        _forget(folder)
    return target


def _forget(folder: Path) -> None:
    """Keep the newest things of a cache and drop the rest, leftovers included."""
    kept = sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in kept[_CACHED:]:
        shutil.rmtree(old, ignore_errors=True)


def prune(folder: Path, kept: Iterable[str], roots: Iterable[str]) -> None:
    """Delete the generated files below `roots` that are not `kept`."""
    wanted = set(kept)
    for root in roots:
        for path in sorted((folder / root).rglob("*"), reverse=True):
            if path.is_file() and path.relative_to(folder).as_posix() not in wanted:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()


def _inside(folder: Path, path: str) -> Path:
    target = folder / path
    if ".." in Path(path).parts or Path(path).is_absolute():
        raise GongbaoError(path, "expected a path inside the site", "report this as a bug")
    return target


# ---- staging and publishing


def stage(site: Path) -> Path:
    """A fresh folder on the same file system as `site`; leftovers of builds that died are cleared first."""
    check_site(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    heal(site)
    for left in site.parent.glob(f".{site.name}.stage-*"):
        if not _alive(left.name.split("-")[-2]) or time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f".{site.name}.stage-{os.getpid()}-", dir=site.parent))


def check_site(site: Path) -> None:
    """Only a folder that is missing, empty, or a site of ours is ever replaced."""
    if site.is_file() or (site.is_dir() and any(site.iterdir()) and not (site / MANIFEST).is_file()):
        raise GongbaoError(
            str(site), "expected a folder that is empty or an earlier site", "name another with --site"
        )


def heal(site: Path) -> None:
    """Put back the last site if a swap by two renames died between them."""
    old = _old(site)
    if old.is_dir():
        if site.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(site)


def publish(staged: Path, site: Path) -> None:
    """Make `staged` the site in one move where the system can, in two renames elsewhere; the old one goes."""
    if not site.exists():
        staged.rename(site)
        return
    if _exchange(staged, site):
        shutil.rmtree(staged, ignore_errors=True)
        return
    site.rename(_old(site))
    staged.rename(site)
    shutil.rmtree(_old(site), ignore_errors=True)


def discard(folder: Path) -> None:
    """Remove a staging folder, whatever is in it."""
    shutil.rmtree(folder, ignore_errors=True)


def carry(old: Path, new: Path, paths: Iterable[str]) -> None:
    """Copy last good pages from the published site into the staged one."""
    for path in paths:
        source, target = old / path, _inside(new, path)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a staged folder."""
    for path, data in files.items():
        target = _inside(folder, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def revise(file: Path, work: Callable[[str], str | None]) -> str:
    """A text file that people edit, through `work`, and back in its place in one move; what comes back is the text that stands then.

    `work` gets the text of now, empty where there is no file; None leaves the file alone. What somebody saves while it works is
    taken up too: then it works once more. What cannot be read, or what `work` refuses, raises GongbaoError and is kept.
    """
    file = file.resolve()
    while True:
        data = _bytes(file)
        old = "" if data is None else seeds.utf8(data, str(file))
        new = work(old)
        if new is None or new.encode() == data:
            return old
        if _bytes(file) == data:
            _put(file, new.encode())
            return new


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _put(file: Path, data: bytes) -> None:
    """`data` as the whole of `file`, in one move: who reads it meanwhile finds the old bytes or the new ones."""
    scratch = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        scratch.write_bytes(data)
        if file.exists():
            shutil.copymode(file, scratch)
        scratch.replace(file)
    finally:
        scratch.unlink(missing_ok=True)


def change(folder: Path, pattern: str, work: Callable[[str, str], str]) -> None:
    """Each text file under `folder` that matches, as `work(text, path below folder)` makes it."""
    for path in sorted(folder.rglob(pattern)):
        text = path.read_bytes().decode()
        new = work(text, path.relative_to(folder).as_posix())
        if new != text:
            path.write_bytes(new.encode())


def manifest(folder: Path, seeds: Mapping[str, str], tools: Mapping[str, str]) -> None:
    """Write manifest.json: the hash of every file of the site but itself, of the texts, and the tools' versions."""
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    data = {"files": files, "seeds": dict(sorted(seeds.items())), "tools": dict(sorted(tools.items()))}
    (folder / MANIFEST).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False where the system or the file system cannot."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
