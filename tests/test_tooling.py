"""The house around the code: locks, make, .ci/run, git's attributes, licence and workflows. A missing tool fails."""

from __future__ import annotations

import ast
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from gen.folders import CHECKOUT

WORKFLOWS = sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))
LOCKS = ("requirements", "requirements-test", "requirements-bench")
ALONE = "requirements-recognizers"  # the lock of an environment of its own
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>[^\\]+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def run(*words: str | Path, at: Path = CHECKOUT, **more: Any) -> subprocess.CompletedProcess[str]:
    """One command, its output as text; a command that is not there raises, and so fails the test.

    What `make test` hands down to its children is left out, or a make below it would tell of its level.
    """
    more.setdefault(
        "env", {k: v for k, v in os.environ.items() if k not in ("MAKELEVEL", "MAKEFLAGS", "MFLAGS")}
    )
    return subprocess.run(list(map(str, words)), cwd=at, capture_output=True, text=True, check=False, **more)


def tool(name: str) -> Path:
    """A program of the test requirements, from the environment that runs the tests."""
    return Path(sys.executable).with_name(name)


# ---- locks


def read_lock(name: str) -> dict[str, list[tuple[str, int]]]:
    """Name -> (version, number of hashes) of each pin; a line that is neither pin, hash nor comment fails."""
    found: dict[str, list[tuple[str, int]]] = {}
    last = ""
    for line in (CHECKOUT / f"{name}.txt").read_text("utf-8").splitlines():
        if pin := PIN.match(line):
            last = pin["name"]
            found.setdefault(last, []).append((pin["version"], 0))
        elif HASH.match(line):
            version, count = found[last][-1]
            found[last][-1] = (version, count + 1)
        else:
            assert line.lstrip().startswith("#"), f"{name}.txt: {line!r}"
    return found


def wanted(name: str) -> Iterator[Requirement]:
    """What an .in file asks for by name, with the files it includes."""
    for line in (CHECKOUT / f"{name}.in").read_text("utf-8").splitlines():
        words = line.partition("#")[0].strip()
        if words.startswith("-r "):
            yield from wanted(words[3:].strip().removesuffix(".in"))
        elif words and not words.startswith("-c "):
            yield Requirement(words)


@pytest.mark.parametrize("name", [*LOCKS, ALONE])
def test_every_pin_of_a_lock_is_hashed(name: str) -> None:
    pins = read_lock(name)
    assert len(pins) > (10 if name == ALONE else 20)
    assert [pin for pin, versions in pins.items() if not all(count for _, count in versions)] == []


@pytest.mark.parametrize("name", [*LOCKS, ALONE])
def test_a_lock_names_no_host_and_the_command_that_made_it(name: str) -> None:
    words = (CHECKOUT / f"{name}.txt").read_text("utf-8")
    assert "make lock" in words.splitlines()[1]
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted-host|\bfile:", words)


@pytest.mark.parametrize("name", [*LOCKS, ALONE])
def test_a_lock_holds_what_its_in_file_asks_for(name: str) -> None:
    pins = read_lock(name)
    for requirement in wanted(name):
        versions = [Version(version) for version, _ in pins.get(canonicalize_name(requirement.name), [])]
        assert versions, f"{name}.txt lacks {requirement}: make lock"
        assert all(requirement.specifier.contains(version) for version in versions), (
            f"{requirement}: make lock"
        )


def test_the_three_locks_agree() -> None:
    site = read_lock("requirements")
    for name in LOCKS[1:]:
        assert {key: value for key, value in read_lock(name).items() if key in site} == site


@pytest.mark.parametrize("name", ["matplotlib", "numpy", "opencc", "pillow", "pyyaml", "markupsafe"])
def test_compiled_packages_are_locked_for_every_system(name: str) -> None:
    """A lock made from one machine's own wheels would hold one or two hashes."""
    assert all(count > 12 for _, count in read_lock("requirements")[name])


@pytest.mark.parametrize(
    ("folder", "lock"),
    [("gen", "requirements"), ("tests", "requirements-test"), ("bench", "requirements-bench")],
)
def test_every_package_that_code_imports_is_asked_for_by_name(folder: str, lock: str) -> None:
    asked = {canonicalize_name(requirement.name) for requirement in wanted(lock)}
    homes = packages_distributions()
    files = sorted((CHECKOUT / folder).rglob("*.py"))
    assert files
    for file in files:
        for module in imported(ast.parse(file.read_text("utf-8"))):
            names = {canonicalize_name(name) for name in homes.get(module, [])}
            assert not names or names & asked, f"{file}: {module} is not in {lock}.in"


def imported(tree: ast.AST) -> set[str]:
    """The first word of every absolute import."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


# ---- make and .ci/run


def test_make_site_is_one_command_behind_the_locked_environment() -> None:
    plan = run("make", "--always-make", "-n", "site")
    assert plan.returncode == 0, plan.stderr
    assert "--require-hashes -r requirements.txt" in plan.stdout
    assert plan.stdout.splitlines()[-1].endswith("-m gen build")


def test_make_test_ends_with_pytest_after_the_checkers() -> None:
    plan = run("make", "--always-make", "-n", "test").stdout
    places = [plan.index(words) for words in ("packages.txt", "-m ruff check", "-m mypy", "-m pytest")]
    assert places == sorted(places)
    assert "-m pytest" in plan.splitlines()[-1]


def test_make_help_names_every_command_of_the_contract() -> None:
    words = run("make").stdout
    for name in ("site", "test", "serve", "bench", "audit", "lock", "check", "lint", "clean"):
        assert f"make {name} " in words


def test_an_old_python_is_told_in_one_line(tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").touch()
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    old.chmod(0o755)
    done = run("make", "site", f"PYTHON={old}", at=tmp_path)
    assert done.returncode
    assert [line for line in done.stderr.splitlines() if "Error 1" not in line] == [
        f"make: {old}: expected Python 3.11 or later; name one: make PYTHON=/path/to/python3.12"
    ]
    assert not (tmp_path / ".venv").exists()


def test_every_missing_system_package_is_named_and_fails(tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "Makefile", tmp_path)
    (tmp_path / "packages.txt").write_text(
        "# none of them\nno-such-one no-such-1\nsh no-such-sh|sh\nno-such-two no-such-2\n", "utf-8"
    )
    done = run("make", "packages", at=tmp_path)
    assert done.returncode
    assert "no-such-one (no no-such-1) no-such-two (no no-such-2)" in done.stderr
    assert " sh " not in done.stderr


def test_every_line_of_packages_names_a_package_and_the_command_that_proves_it() -> None:
    lines = (CHECKOUT / "packages.txt").read_text("utf-8").splitlines()
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    assert {name for name, _ in pairs} >= {"chromium", "firefox-esr", "nodejs", "poppler-utils"}
    assert [command for _, command in pairs if not any(map(shutil.which, command.split("|")))] == []


@pytest.mark.parametrize(("code", "fine"), [(0, True), (1, False)])
def test_ci_passes_the_tests_last_line_and_verdict_on(tmp_path: Path, code: int, fine: bool) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(CHECKOUT / ".ci" / "run", tmp_path / ".ci")
    (tmp_path / "packages.txt").write_text("sh sh\n", "utf-8")
    (tmp_path / "Makefile").write_text(f"test:\n\t@echo '3 passed in 0.1s'; exit {code}\n", "utf-8")
    done = run("bash", ".ci/run", at=tmp_path, stdin=subprocess.DEVNULL)
    assert (done.returncode == 0) is fine
    assert done.stdout.splitlines()[-1] == "3 passed in 0.1s"


@pytest.mark.parametrize("folder", ["tests", "bench"])
def test_npm_packages_are_pinned_hashed_and_never_run_on_arrival(folder: str) -> None:
    asked = json.loads((CHECKOUT / folder / "package.json").read_text("utf-8"))
    lock = json.loads((CHECKOUT / folder / "package-lock.json").read_text("utf-8"))
    assert asked["private"] is True
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked["devDependencies"].values())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if not entry["integrity"].startswith("sha512-")] == []
    assert not re.search("://registry", json.dumps(lock))
    assert "ignore-scripts=true" in (CHECKOUT / folder / ".npmrc").read_text("utf-8")


# ---- git, licence, README


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty repository with the checkout's attributes and ignore list; the checkout itself may be none."""
    folder = tmp_path_factory.mktemp("repository")
    assert run("git", "init", "--quiet", at=folder).returncode == 0
    for name in (".gitattributes", ".gitignore"):
        shutil.copy(CHECKOUT / name, folder)
    return folder


def test_git_keeps_the_bytes_of_seeds(repository: Path) -> None:
    (repository / "seeds").mkdir()
    raw = "一、工作回顾\r\n全年\n救助\r".encode("gb18030")
    (repository / "seeds" / "x.txt").write_bytes(raw)
    assert (
        run("git", "check-attr", "text", "seeds/x.txt", at=repository).stdout == "seeds/x.txt: text: unset\n"
    )
    run("git", "add", "seeds/x.txt", at=repository)
    kept = subprocess.run(["git", "show", ":seeds/x.txt"], cwd=repository, capture_output=True, check=True)
    assert kept.stdout == raw


def test_git_gives_code_the_same_line_ends_everywhere(repository: Path) -> None:
    assert (
        run("git", "check-attr", "eol", "gen/read/text.py", at=repository).stdout
        == "gen/read/text.py: eol: lf\n"
    )


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("docs/zh/x.md", True), ("docs/zh-hant/x.md", True), ("docs/en/x.md", True), ("docs/downloads/x/a", True),
        ("site/index.html", True), (".site.old/index.html", True), (".venv/bin/python", True),
        ("docs/pages/x.zh.md", False), ("docs/assets/x.css", False), ("seeds/x.txt", False), ("gen/site.py", False),
    ],
)  # fmt: skip
def test_git_ignores_what_is_made_and_nothing_that_people_write(
    repository: Path, path: str, ignored: bool
) -> None:
    assert (run("git", "check-ignore", "--quiet", path, at=repository).returncode == 0) is ignored


def test_the_licence_leaves_the_reports_to_their_publishers() -> None:
    words = (CHECKOUT / "LICENSE").read_text("utf-8")
    assert words.startswith("MIT License")
    assert "seeds/" in words
    assert "belong to the offices that published them" in " ".join(words.split())


def test_the_readme_names_the_two_commands() -> None:
    words = (CHECKOUT / "README.md").read_text("utf-8")
    assert "make site" in words
    assert "make test" in words


# ---- workflows


def uses(workflow: Path) -> list[str]:
    """What every `uses:` line names, its comment included."""
    return re.findall(r"^\s*(?:- )?uses: *(.+)$", workflow.read_text("utf-8"), re.MULTILINE)


def load(name: str) -> dict[Any, Any]:
    """One workflow as data; `on` comes as True, as YAML 1.1 has it."""
    found = yaml.safe_load((CHECKOUT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_workflows_pass_zizmor() -> None:
    done = run(
        tool("zizmor"), "--offline", "--persona", "pedantic", "--no-ignores", "--strict-collection", "--no-progress",
        ".github",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    for file in (*WORKFLOWS, Path("dependabot.yml")):
        assert file.name in done.stderr


def test_zizmor_would_have_told(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    words = (CHECKOUT / ".github" / "workflows" / "preview.yml").read_text("utf-8")
    (folder / "preview.yml").write_text(
        words.replace("\n  pull_request:\n", "\n  pull_request_target:\n"), "utf-8"
    )
    done = run(tool("zizmor"), "--offline", "--no-progress", tmp_path)
    assert done.returncode != 0
    assert "dangerous-triggers" in done.stdout


def test_workflows_pass_the_schema() -> None:
    assert {file.stem for file in WORKFLOWS} >= {"check", "publish", "preview"}
    for schema, files in (
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.dependabot", [CHECKOUT / ".github" / "dependabot.yml"]),
    ):
        done = run(tool("check-jsonschema"), "--builtin-schema", schema, *files)
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_official_and_pinned_by_hash_with_its_version() -> None:
    found = [(file.name, action) for file in WORKFLOWS for action in uses(file)]
    assert len(found) > 8
    good = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [pair for pair in found if not good.fullmatch(pair[1])] == []


def test_one_action_has_one_pin() -> None:
    pins = {action for file in WORKFLOWS for action in uses(file)}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


def test_code_of_a_pull_request_never_runs_with_a_right_to_write() -> None:
    for name in ("check", "preview"):
        workflow = load(name)
        assert workflow["permissions"] == {}
        for job in workflow["jobs"].values():
            if any("checkout" in step.get("uses", "") for step in job["steps"]):
                assert set(job["permissions"].values()) == {"read"}


def test_only_the_default_branch_is_published() -> None:
    workflow = load("publish")
    assert set(workflow[True]) == {"push", "workflow_dispatch"}
    assert workflow[True]["push"] == {"branches": ["main"]}
    assert workflow["jobs"]["build"]["if"] == "github.ref_name == github.event.repository.default_branch"
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert set(workflow["jobs"]["build"]["permissions"].values()) == {"read"}


# ---- previews beside the site


def previews() -> Any:
    """The module that publish.yml runs."""
    spec = importlib.util.spec_from_file_location("previews", CHECKOUT / ".github" / "previews.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pull(number: int, repository: str | None) -> dict[str, Any]:
    return {"number": number, "head": {"repo": repository and {"full_name": repository}}}


def artifact(identity: int, made: str, home: int = 1, expired: bool = False) -> Mapping[str, Any]:
    return {
        "id": identity, "created_at": made, "expired": expired,
        "workflow_run": {"repository_id": 1, "head_repository_id": home},
    }  # fmt: skip


def packed(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("up/", "../"), data)
    return target.getvalue()


def test_previews_of_forks_are_not_put_on_the_sites_address() -> None:
    pulls = [pull(1, "us/gongbao"), pull(2, "them/gongbao"), pull(3, None), pull(4, "us/gongbao")]
    assert previews().ours(pulls, "us/gongbao") == [1, 4]


def test_a_forks_artifact_under_our_name_is_not_taken() -> None:
    found = [artifact(7, "2026-11-01T00:00:00Z"), artifact(8, "2026-11-02T00:00:00Z", home=2)]
    assert previews().newest(found) == 7


def test_the_newest_preview_that_still_exists_is_taken() -> None:
    found = [
        artifact(7, "2026-11-01T00:00:00Z"),
        artifact(9, "2026-11-03T00:00:00Z", expired=True),
        artifact(8, "2026-11-02T00:00:00Z"),
    ]
    assert previews().newest(found) == 8
    assert previews().newest([]) is None


def test_a_preview_is_laid_below_its_own_folder(tmp_path: Path) -> None:
    assert previews().lay(packed(index=b"i", zh__index=b"z"), tmp_path / "pr-7") == 2
    assert (tmp_path / "pr-7" / "zh" / "index").read_bytes() == b"z"


def test_a_preview_cannot_write_over_the_site(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="inside the site"):
        previews().lay(packed(up__index=b"bad"), tmp_path / "pr-7")
    assert not (tmp_path / "index").exists()
