"""What people save while a command is at work is kept: each writes into the file of that moment, never over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gen import analysis, output, po, reissue
from gen.__main__ import main
from gen.errors import GongbaoError
from gen.judge import catalog

TEXT = "某街道2023年工作总结\n一、民生\n全年建成睦邻中心3个。发放补贴1547万元。\n"
CHANGED = TEXT.replace("3个", "4个")
WRITTEN = "A person wrote this."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one text and its catalogue, in which nothing is translated yet."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert main(["translate", "update", "a", "--language", "en", "--seeds", str(tmp_path)]) == 0
    return tmp_path


def save(file: Path) -> None:
    """Translate the last entry, as an editor's program would save it."""
    *others, last = po.parse(file.read_text("utf-8"), file.name)
    file.write_text(po.write([*others, replace(last, target=WRITTEN, comments=("by hand",))]), "utf-8")


def saving(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, file: Path) -> None:
    """Let a person save `file` right after the function `name` of `module` has done its work."""
    real: Callable[..., Any] = getattr(module, name)

    def work(*given: Any, **more: Any) -> Any:
        result = real(*given, **more)
        save(file)
        return result

    monkeypatch.setattr(module, name, work)


@pytest.mark.parametrize("action", ["update", "import"])
def test_what_is_saved_while_the_report_is_read_is_kept(
    action: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, memory = folder / "a.en.po", folder.parent / f"{folder.name}.po"
    memory.write_text(po.write([po.Entry("全年建成睦邻中心4个。", "We built 4 centers.")]), "utf-8")
    (folder / "a.txt").write_text(CHANGED, "utf-8")
    saving(monkeypatch, analysis, "analyse", file)
    more = [str(memory)] if action == "import" else []
    assert main(["translate", action, "a", *more, "--seeds", str(folder)]) == 0
    found = catalog.parse(file.read_text("utf-8"), file.name)
    entries = [*found.entries.values(), *found.obsolete]
    assert [entry.comments for entry in entries if entry.target == WRITTEN] == [("by hand",)]
    assert "全年建成睦邻中心4个。" in {entry.source for entry in found.entries.values()}, "the command did its work"


def test_a_reissue_worked_out_from_files_that_changed_meanwhile_is_not_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    new = folder.parent / f"{folder.name}.txt"
    new.write_text(CHANGED, "utf-8")
    saving(monkeypatch, reissue, "files", folder / "a.en.po")
    assert main(["adopt", str(new), "a", "--seeds", str(folder)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert WRITTEN in (folder / "a.en.po").read_text("utf-8")
    assert (folder / "a.txt").read_text("utf-8") == TEXT


def test_a_file_saved_while_it_is_worked_on_is_worked_on_again(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text("one", "utf-8")
    seen = []

    def work(now: str) -> str:
        seen.append(now)
        if len(seen) == 1:
            file.write_text("two", "utf-8")
        return f"{now}, changed"

    assert output.revise(file, work) == "two, changed" == file.read_text("utf-8")
    assert seen == ["one", "two"]


def test_a_file_that_is_refused_or_left_alone_keeps_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(b"\xef\xbb\xbfone\r\n")

    def refuse(now: str) -> str:
        raise GongbaoError("a.po:1", f"expected better than {now}", "mend it")

    with pytest.raises(GongbaoError, match=r"^a\.po:1"):
        output.revise(file, refuse)
    assert output.revise(file, lambda _: None) == "one\r\n"
    assert file.read_bytes() == b"\xef\xbb\xbfone\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.po"]


def test_a_revised_file_keeps_its_rights_and_the_link_to_it(tmp_path: Path) -> None:
    file, link = tmp_path / "a.po", tmp_path / "link.po"
    file.write_text("one", "utf-8")
    file.chmod(0o640)
    link.symlink_to(file.name)
    output.revise(link, lambda _: "two")
    assert link.is_symlink()
    assert file.read_text("utf-8") == "two"
    assert file.stat().st_mode & 0o777 == 0o640
