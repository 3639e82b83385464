"""The house rules: imports only downward, one door to each heavy library, one writer, one printer, annotated and documented."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from gen import folders

# Floors from the ground up; each is a list of steps. A room imports only from lower floors and earlier steps.
FLOORS: dict[str, list[list[str]]] = {
    "base": [["errors", "model", "folders", "characters", "script"], ["locales"], ["tongues"]],
    "words": [
        ["seeds", "po", "numerals", "units", "english_words"],
        ["years", "english_units"],
        ["english_numbers"],
    ],
    "read": [
        [
            "read.furniture",
            "read.markers",
            "read.phrases",
            "read.coined",
            "read.reasons",
            "read.clauses",
            "read.kinds",
            "read.numbering",
            "read.nested",
            "read.goals",
            "read.cues",
            "read.fiveyear",
            "read.style",
            "read.turns",
            "read.grids",
            "read.tables",
            "read.english_terms",
            "read.declared",
            "read.english_text",
        ],
        ["read.shortening", "read.listed"],
        ["read.portions"],
        ["read.quantities", "read.slogans", "read.subjects"],
        ["read.heads", "read.siblings", "read.titles", "read.text", "read.claims", "read.terms"],
        ["read.outline", "read.progress", "read.tenses"],
        ["read.places"],
        ["read.figures"],
    ],
    "judge": [
        ["judge.form"],
        [
            "judge.akin",
            "judge.layout",
            "judge.themes",
            "judge.periods",
            "judge.catalog",
            "judge.chat",
            "judge.said",
            "judge.bounds",
            "judge.shelf",
            "judge.traditional",
            "judge.beads",
        ],
        ["judge.told", "judge.exchanged"],
        ["judge.pairs", "judge.swapped"],
        ["judge.same_numbers", "judge.planted"],
        ["judge.comparable", "judge.checks", "judge.briefs", "judge.promises"],
        ["judge.corpus", "judge.drafts", "judge.relations", "judge.drawable", "judge.anchors"],
        ["judge.drawings", "judge.aligned"],
    ],
    "speak": [["analysis", "editions", "book", "amounts", "markup", "reissue", "columns"], ["captions"]],
    "render": [
        [
            "charts.skins",
            "exports.linked",
            "exports.promises",
            "exports.tmx",
            "web.citing",
            "web.search",
            "web.stems",
            "web.templating",
            "web.tips",
            "typeset.fonts",
            "typeset.words",
            "typeset.slim",
        ],
        ["charts.metrics", "exports.tbx", "web.blocks", "web.findable", "typeset.typst"],
        ["web.accounts"],
        ["charts.canvas", "exports.tables", "web.desk", "web.parallel"],
        ["charts.sheet", "web.lexicon", "web.plain", "typeset.appendix"],
        ["charts.layouts", "web.pages", "typeset.document"],
        ["typeset.cards"],
        ["charts", "typeset.press"],
    ],
    "publish": [["output", "site", "serve", "proof", "finish", "offline"], ["farm"], ["pipeline"]],
    "door": [["arguments"], ["__main__"]],
}
HEIGHT = {
    room: (floor, step)
    for floor, steps in enumerate(FLOORS.values())
    for step, rooms in enumerate(steps)
    for room in rooms
}
DOORS = {
    "matplotlib": {"charts.canvas"},
    "fontTools": {"typeset.fonts"},
    "typst": {"typeset.typst"},
    "jinja2": {"web.templating"},
    "opencc": {"script"},
    "PIL": {"typeset.cards"},
    "mkdocs": {"site", "serve", "theme.hooks"},
    "jsonschema": {"seeds"},
    "yaml": {"seeds", "locales"},
}


def rooms() -> dict[str, Path]:
    """Every module of gen by its name below the package; a package's `__init__` goes by the package's name."""
    found = {}
    for path in sorted(folders.GEN.rglob("*.py")):
        name = ".".join(path.relative_to(folders.GEN).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def imports(path: Path) -> set[str]:
    """The modules that a file imports, whole names, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            parent = node.module
            own = [f"{parent}.{alias.name}" for alias in node.names]
            modules = [name for name in own if name.removeprefix("gen.") in ROOMS]
            found.update(modules if parent.split(".")[0] == "gen" and modules else [parent])
    return found


ROOMS = rooms()
PLACED = {
    name: path
    for name, path in ROOMS.items()
    if name not in ("__init__", "read", "judge", "web", "exports", "typeset", "theme.hooks")
}


def test_every_room_has_a_floor() -> None:
    assert sorted(PLACED) == sorted(HEIGHT)


def test_a_floor_of_more_than_eight_rooms_is_a_package() -> None:
    for floor, steps in FLOORS.items():
        flat = {room.split(".")[0] for step in steps for room in step}
        assert len(flat) <= 8, floor


@pytest.mark.parametrize("room", sorted(PLACED))
def test_a_room_imports_only_from_below(room: str) -> None:
    for module in imports(PLACED[room]):
        if module.startswith("gen."):
            other = module.removeprefix("gen.")
            assert HEIGHT[other] < HEIGHT[room], f"{room} imports {other}, which is not below it"


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_heavy_library_has_one_door(library: str) -> None:
    users = {name for name, path in ROOMS.items() if any(m.split(".")[0] == library for m in imports(path))}
    assert users == DOORS[library]


def test_only_the_door_prints_and_exits() -> None:
    for name, path in ROOMS.items():
        calls = [
            n.func.id
            for n in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        ]
        assert name == "__main__" or not {"print", "exit"} & set(calls), name


def test_only_output_writes_files() -> None:
    writers = set()
    for name, path in ROOMS.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in (
                "write_text",
                "write_bytes",
                "rename",
                "unlink",
                "mkdir",
                "rmtree",
                "copytree",
            ):
                writers.add(name)
    assert writers == {"output"}


def test_no_tag_of_a_locale_stands_in_the_code() -> None:
    """Tags live in gen/locale and mkdocs.yml; the two names of the report's own script are the one exception."""
    tags = {"zh-hant", "zh_Hans_CN", "zh_Hant_TW", "en_US", "zh-TW"}
    for name, path in ROOMS.items():
        strings = {
            n.value
            for n in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
        }
        assert not tags & strings, name


def test_figures_start_without_heavy_libraries() -> None:
    code = (
        "import sys; from gen.__main__ import main; main(['figures', sys.argv[1]]); "
        "heavy = {'matplotlib', 'mkdocs', 'jinja2', 'babel', 'opencc', 'fontTools', 'gen.analysis'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else 0)"
    )
    seed = next(folders.SEEDS.glob("*.txt"))
    done = subprocess.run(
        [sys.executable, "-c", code, str(seed)],
        cwd=folders.CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_module_can_be_read_in_a_quarter_of_an_hour() -> None:
    long = {
        name: lines
        for name, path in ROOMS.items()
        if (lines := path.read_text("utf-8").count("\n")) > 460 and name != "model"
    }
    assert long == {}


def test_every_file_of_gen_says_in_its_first_line_what_lives_there() -> None:
    assert [
        name for name, path in ROOMS.items() if not path.read_text("utf-8").startswith(('"""', 'r"""'))
    ] == []


def test_what_is_published_speaks_of_itself_alone() -> None:
    """No path of a machine and no host of a package registry anywhere in the checkout's text files."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=folders.CHECKOUT, capture_output=True, text=True, check=True
    )
    banned = ("/work" + "/", "py" + "pi.org", "registry.npm" + "js", "files.python" + "hosted")
    for name in done.stdout.split("\0"):
        path = folders.CHECKOUT / name
        if (
            name
            and path.is_file()
            and path.suffix in (".py", ".md", ".yml", ".toml", ".txt", ".in", ".html", ".js", ".css", "")
        ):
            text = path.read_bytes().decode("utf-8", "replace")
            assert not [word for word in banned if word in text], name
