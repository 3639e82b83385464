"""The build as one list of steps: from the folder of texts to the published site, everything or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from gen import farm, finish, folders, locales, offline, output, proof, seeds, site
from gen.errors import GongbaoError
from gen.locales import Locale
from gen.model import Entry, Finding
from gen.web import blocks, pages, plain


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be built."""

    seeds: Path = folders.SEEDS
    site: Path = folders.SITE
    stems: tuple[str, ...] = ()
    "Rebuild these and leave the others as published; all where empty."
    locales: tuple[str, ...] = ()
    "Codes; all where empty."
    locale_folders: tuple[Path, ...] = ()
    "Folders with more locales."
    jobs: int = 1
    keep_going: bool = False
    "Publish the rest if a report fails."
    base_url: str = ""
    preview: str = ""
    "Commit of a preview."
    paper: bool = True
    "Make the PDFs too."


@dataclass(frozen=True, slots=True)
class Build:
    """What one step hands to the next."""

    wish: Wish
    stage: Path
    locales: tuple[Locale, ...] = ()
    paths: tuple[Path, ...] = ()
    carried: tuple[Entry, ...] = ()
    "Reports whose published pages stay."
    harvest: farm.Harvest = field(default_factory=farm.Harvest)
    findings: tuple[Finding, ...] = ()


def run(wish: Wish) -> Build:
    """The finished build; an error leaves the last site as it was."""
    _check(wish)
    stage = output.stage(wish.site)
    build = Build(wish, stage)
    try:
        for step in STEPS:
            build = step(build)
    finally:
        output.discard(stage)
    return build


def _check(wish: Wish) -> None:
    if wish.jobs < 1:
        raise GongbaoError(f"--jobs {wish.jobs}", "expected at least 1", "leave it out for one at a time")
    if wish.base_url and not re.fullmatch(r"https?://[^\s\"'<>?#]+", wish.base_url):
        raise GongbaoError(
            f"--base-url {wish.base_url}", "expected an address that begins with https://", "mend it"
        )
    if not re.fullmatch(r"[\w.-]*", wish.preview):
        raise GongbaoError(f"--preview {wish.preview}", "expected a commit", "name it by its hash")


def _choose(build: Build) -> Build:
    """Which locales, which reports, and which published ones stay as they are."""
    chosen = locales.choose(locales.load(*build.wish.locale_folders), build.wish.locales)
    found = {path.stem: path for path in seeds.find(build.wish.seeds)}
    for stem in build.wish.stems:
        if stem not in found:
            raise GongbaoError(stem, f"expected a stem in {build.wish.seeds}", f"one of: {', '.join(found)}")
    named = tuple(found[stem] for stem in build.wish.stems) or tuple(found.values())
    published = _published(build.wish.site)
    stay = tuple(entry for stem, entry in published.items() if stem in found and found[stem] not in named)
    missing = [path for stem, path in found.items() if path not in named and stem not in published]
    return replace(build, locales=chosen, paths=(*named, *missing), carried=stay)


def _harvest(build: Build) -> Build:
    """Read and render all reports; a failure stops here unless the others may go on."""
    stage = build.stage
    facts = blocks.Facts(site.tracker(), site.base(build.wish.base_url), build.wish.paper)
    with farm.executor(build.wish.jobs) as executor:
        spare = _spare(build)
        made = farm.harvest(build.paths, stage / "store", build.locales, executor, build.carried, facts, spare)
        if made.failures and build.wish.keep_going:
            lost = [entry for stem, entry in _published(build.wish.site).items() if stem in made.failures]
            paths = [path for path in build.paths if path.stem not in made.failures]
            spare = {stem: path for stem, path in spare.items() if stem not in made.failures}
            again = farm.harvest(
                paths, stage / "store", build.locales, executor, (*build.carried, *lost), facts, spare
            )
            made = replace(again, failures={**made.failures, **again.failures})
            build = replace(build, carried=(*build.carried, *lost))
    if made.failures and (not build.wish.keep_going or not (made.reads or build.carried)):
        *others, last = made.failures.values()
        last.others = tuple(others)
        raise last
    read = {r.entry.stem for r in made.reads}
    return replace(build, harvest=made, carried=tuple(e for e in build.carried if e.stem not in read))


def _spare(build: Build) -> dict[str, Path]:
    """The texts of the reports that are carried, should one of their series be made anew."""
    carried = {entry.stem for entry in build.carried}
    return {path.stem: path for path in seeds.find(build.wish.seeds) if path.stem in carried}


def _publish_pages(build: Build) -> Build:
    """One MkDocs build of the staged pages; carried reports are copied from the published site."""
    docs = build.stage / "docs"
    sources, late = build.harvest.sorted()
    output.lay(build.stage / "store", sources, docs)
    output.carry(folders.DOCS, docs, ["assets"])
    output.write(docs, {"index.html": pages.root_page(build.locales, build.wish.preview)})
    site.build(
        docs, build.stage / "site", build.locales, site.Options(build.wish.base_url, build.wish.preview)
    )
    output.lay(build.stage / "store", late, build.stage / "site")
    index = plain.index(build.harvest.shelf, build.locales, site.base(build.wish.base_url))
    output.write(build.stage / "site", {"llms.txt": index})
    for entry in build.carried:
        paths = [
            p
            for loc in build.locales
            for p in (f"{loc.code}/{entry.stem}", f"{loc.code}/search/{entry.stem}.js")
        ]
        output.carry(build.wish.site, build.stage / "site", [*paths, f"downloads/{entry.stem}"])
    return build


def _finish(build: Build) -> Build:
    """Each page says what it may load, and the theme's style sheet keeps what some page wears."""
    folder = build.stage / "site"
    names: set[str] = set()

    def page(html: str, path: str) -> str:
        names.update(finish.worn(html))
        return finish.secure(html, path)

    output.change(folder, "*.html", page)
    own = folder / "assets" / "gongbao"
    for script in own.glob("*.js"):
        names.update(finish.spoken(script.read_text("utf-8")))
    others = "".join(path.read_text("utf-8") for path in sorted(own.glob("*.css")))
    output.change(folder / site.STYLES, "*.css", lambda css, _: finish.trim(css, names, others))
    return build


def _prove(build: Build) -> Build:
    """Prove from the finished HTML that each report is whole, and publish the proof."""
    for receipt in build.harvest.reads:
        found = farm.load(build.stage / "store", receipt)
        data = proof.prove(build.stage / "site", found, receipt.slugs, build.locales)
        output.write(build.stage / "site", {f"downloads/{receipt.entry.stem}/proof.json": data})
    return build


def _pack(build: Build) -> Build:
    """Put each report's finished pages into its offline copy."""
    base = site.base(build.wish.base_url)
    for receipt in build.harvest.reads:
        stem = receipt.entry.stem
        packed = offline.pack(build.stage / "site", stem, build.locales, base)
        output.write(build.stage / "site", {f"downloads/{stem}/{offline.NAME}": packed})
    return build


def _swap(build: Build) -> Build:
    """List every file in the manifest, then make the staged site the site in one move."""
    sums = {r.entry.stem: r.sha256 for r in build.harvest.reads}
    sums |= {e.stem: _published_sum(build.wish.site, e.stem) for e in build.carried}
    output.manifest(build.stage / "site", sums, site.tools())
    output.publish(build.stage / "site", build.wish.site)
    return replace(build, findings=tuple(f for r in build.harvest.reads for f in r.findings))


STEPS: tuple[Callable[[Build], Build], ...] = (_choose, _harvest, _publish_pages, _finish, _prove, _pack, _swap)
"The build, from the folder of texts to the published site."


def _published(site: Path) -> dict[str, Entry]:
    """The reports of the published site, by stem."""
    found = {}
    for file in sorted(site.glob("downloads/*/report.json")):
        data = json.loads(file.read_text("utf-8"))
        found[data["stem"]] = Entry(
            data["stem"], data["titles"], data["year_of_results"], data["year_of_plans"], data.get("series", "")
        )
    return found


def _published_sum(site: Path, stem: str) -> str:
    return str(json.loads((site / "downloads" / stem / "report.json").read_text("utf-8"))["sha256"])
