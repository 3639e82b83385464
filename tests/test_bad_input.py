"""Bad input is told in one line, exit 2, and nothing is written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gen import folders
from gen.__main__ import main
from tests.conftest import STEM

SHORT = "测试街道办事处2020年工作总结\n一、2020年工作回顾\n(一)民生\n全年救助困难群众120人次。\n"


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def missing(folder: Path) -> Path:
    return folder / "nothing.txt"


def empty(folder: Path) -> Path:
    return write(folder / "empty.txt", b"")


def blank(folder: Path) -> Path:
    return write(folder / "blank.txt", " \n\u3000\n")


def binary(folder: Path) -> Path:
    return write(folder / "binary.txt", bytes(range(256)) * 40)


def undecodable(folder: Path) -> Path:
    return write(
        folder / "big5.txt", "本府去年推動長者照顧服務，成效良好，並將繼續辦理各項活動。".encode("big5")
    )


def a_folder(folder: Path) -> Path:
    (folder / "folder.txt").mkdir(parents=True)
    return folder / "folder.txt"


def too_large(folder: Path) -> Path:
    return write(folder / "large.txt", "街道办事处工作总结。\n".encode() * 170_000)


BAD = [missing, empty, blank, binary, undecodable, a_folder, too_large]


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.strip().splitlines()
    assert len(lines) == 1, printed.err
    return lines[0]


@pytest.mark.parametrize("make", BAD, ids=lambda f: f.__name__)
@pytest.mark.parametrize("command", ["figures", "outline", "terms", "pairs"])
def test_a_reading_command_refuses_a_bad_file_in_one_line(
    make: Callable[[Path], Path], command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = make(tmp_path)
    assert main([command, str(file)]) == 2
    assert str(file) in one_line(capsys)


def test_a_file_that_is_no_utf_8_names_the_option_that_helps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", str(undecodable(tmp_path))]) == 2
    assert "--encoding" in one_line(capsys)


@pytest.mark.parametrize("make", [empty, binary, undecodable, a_folder, too_large], ids=lambda f: f.__name__)
def test_a_build_with_a_bad_seed_writes_nothing(
    make: Callable[[Path], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path / "seeds")
    site = tmp_path / "site"
    assert main(["build", "--seeds", str(tmp_path / "seeds"), "--site", str(site)]) == 2
    assert not site.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["seeds"]


def spoil_erratum(seeds: Path) -> str:
    write(
        seeds / f"{STEM}.errata.yml",
        "errata:\n- {id: Z1, found: 没有这几个字, reading: 有, certainty: high, reason: {zh: 无, en: none}}\n",
    )
    return "Z1"


def spoil_po(seeds: Path) -> str:
    write(seeds / f"{STEM}.en.po", 'msgid ""\nmsgstr ""\n\nmsgctxt "s-aaaaaa"\nmsgid "甲\nmsgstr "a"\n')
    return f"{STEM}.en.po"


def spoil_yaml(seeds: Path) -> str:
    write(seeds / f"{STEM}.meta.yml", "title: {zh: 甲\nnote: [")
    return f"{STEM}.meta.yml"


def spoil_schema(seeds: Path) -> str:
    write(seeds / f"{STEM}.meta.yml", "titel: {zh: 甲}\n")
    return "titel"


def spoil_override(seeds: Path) -> str:
    write(seeds / f"{STEM}.figures.yml", "figures:\n- {match: '修缮[99家]居委会', subject: 办公室}\n")
    return "99家"


def twin_stem(seeds: Path) -> str:
    shutil.copy(seeds / f"{STEM}.txt", seeds / f"{STEM.upper()}.txt")
    return STEM


def bad_stem(seeds: Path) -> str:
    shutil.copy(seeds / f"{STEM}.txt", seeds / "a b.txt")
    return "a b.txt"


def spoil_twice(seeds: Path) -> str:
    write(seeds / f"{STEM}.meta.yml", "title: {zh: 甲}\ntitle: {zh: 乙}\n")
    return f"{STEM}.meta.yml:2"


SPOILERS = [spoil_erratum, spoil_po, spoil_yaml, spoil_twice, spoil_schema, spoil_override, twin_stem, bad_stem]


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda f: f.__name__)
def test_spoiled_data_stops_the_build_in_a_line_that_names_it(
    spoil: Callable[[Path], str], seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = spoil(seeds)
    site = tmp_path / "site"
    assert main(["build", "--seeds", str(seeds), "--site", str(site)]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert place in said[0]
    assert not site.exists()


def test_a_template_error_is_one_line_that_names_template_and_line(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(folders.TEMPLATES, templates)
    write(templates / "about.md", "# x\n\n{{ nothing_of_that_name.x }}\n")
    monkeypatch.setattr(folders, "TEMPLATES", templates)
    from gen.web import templating

    templating.environment.cache_clear()
    try:
        assert main(["build", "--seeds", str(seeds), "--site", str(tmp_path / "site"), "--no-pdf"]) == 2
    finally:
        templating.environment.cache_clear()
    assert "about.md:3" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["figures"],
        ["build", "--jobs", "many"],
        ["build", "--locale", "xx"],
        ["build", "no-such-stem"],
        ["check", "no-such-stem"],
        [],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_line_and_exit_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(words)
    except SystemExit as stop:
        code = stop.code  # type: ignore[assignment]  # argparse exits with a number
    assert code == 2
    one_line(capsys)


def test_a_folder_that_is_no_site_of_ours_is_never_replaced(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    precious = write(tmp_path / "home" / "letter.txt", "dear")
    assert main(["build", "--seeds", str(seeds), "--site", str(precious.parent)]) == 2
    assert precious.read_text() == "dear"
    one_line(capsys)


def test_no_traceback_reaches_the_user_of_the_real_command(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "gen", "figures", str(binary(tmp_path))]
    done = subprocess.run(
        command, cwd=folders.CHECKOUT, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
