"""What the door promises: wrong use is refused, builds tell what checks find, long menus stay short."""

from __future__ import annotations

from pathlib import Path

import pytest

from gen import editions, site
from gen.__main__ import main
from tests.conftest import STEM

TEXT = "某镇2021年工作总结\n一、2021年工作回顾\n全年救助困难群众5000人次。\n"


def small(folder: Path, words: str = TEXT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lone.txt").write_text(words, "utf-8")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ["--base-url", 'https://example.org/a b"/x'],
        ["--base-url", "javascript:x"],
        ["--jobs", "0"],
        ["--preview", '"><script>'],
    ],
    ids=lambda words: words[0] + words[1][:6],
)
def test_a_build_refuses_options_that_cannot_be_right(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = small(tmp_path / "seeds")
    assert main(["build", "--seeds", str(seeds), "--site", str(tmp_path / "site"), *words]) == 2
    assert words[0] in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_build_tells_what_the_checks_find_with_file_and_line(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    po = seeds / f"{STEM}.en.po"
    words = po.read_text("utf-8")
    assert words.count("RMB 22.45 million") == 1
    po.write_text(words.replace("RMB 22.45 million", "RMB 2.245 million"), "utf-8")
    assert main(["build", "--seeds", str(seeds), "--site", str(tmp_path / "site"), "--no-pdf"]) == 1
    told = capsys.readouterr().err
    assert f"{STEM}.en.po:" in told
    assert "numbers" in told


def test_the_start_page_of_a_preview_is_one_too(tmp_path: Path) -> None:
    place = tmp_path / "site"
    assert (
        main(
            ["build", "--seeds", str(small(tmp_path / "seeds")), "--site", str(place), "--no-pdf", "--preview", "abc1234"]
        )
        == 0
    )
    page = (place / "index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "abc1234" in page


@pytest.mark.parametrize("action", ["update", "status"])
def test_the_desk_refuses_a_report_that_is_not_there(
    action: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = small(tmp_path / "seeds")
    assert main(["translate", action, "nobody", "--seeds", str(seeds)]) == 2
    assert "nobody" in capsys.readouterr().err
    assert main(["translate", action, "lone", "--seeds", str(seeds)]) == 2
    assert "--language" in capsys.readouterr().err


def test_a_name_may_stand_behind_an_option(tmp_path: Path) -> None:
    seeds = small(tmp_path / "seeds")
    assert main(["translate", "update", "--seeds", str(seeds), "--language", "en", "lone"]) == 0
    assert (seeds / "lone.en.po").is_file()


def test_marks_without_width_stay_in_the_shown_text() -> None:
    family, right = "\U0001f468\u200d\U0001f469", "\u200f"
    assert editions.visible(f"一家{family}{right}。\n") == f"一家{family}{right}。"


class _Item:
    def __init__(self, title: str, children: list[_Item] | None = None) -> None:
        self.title = title
        self.children = children
        self.parent: object = None


def test_a_long_menu_shows_only_what_is_near_the_page() -> None:
    pages = [_Item(str(n)) for n in range(500)]
    part = _Item("part", pages)
    shown = site.window([_Item("home"), part, _Item("about")], pages[250])
    assert [item.title for item in shown] == ["home", "part", "about"]
    near = [item.title for item in shown[1].children]
    assert near == [str(n) for n in range(220, 281)]
    assert site.window([part], pages[0])[0].children[0] is pages[0]


@pytest.mark.parametrize("language", ["../x", "", "EN", "e n", "zh", "zh-Hant", "en/x", "english", "en\n"])
@pytest.mark.parametrize("action", ["update", "draft"])
def test_a_language_that_is_none_is_refused_and_nothing_is_written(
    action: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_text("某街道2023年工作总结\n全年建成睦邻中心3个。\n", "utf-8")
    assert main(["translate", action, "a", "--language", language, "--seeds", str(folder)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("gongbao: --language ")
    assert error.count("\n") == 1
    assert [path.name for path in tmp_path.rglob("*.*")] == ["a.txt"]


@pytest.mark.parametrize("language", ["en", "pt-BR", "pt_BR", "sr-Latn"])
def test_a_language_may_name_its_region_or_script(language: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("某街道2023年工作总结\n全年建成睦邻中心3个。\n", "utf-8")
    assert main(["translate", "update", "a", "--language", language, "--seeds", str(tmp_path)]) == 0
    assert (tmp_path / f"a.{language}.po").is_file()
