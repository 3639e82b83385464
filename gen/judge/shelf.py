"""What reports know of each other: titles, years, and which of them are of one office in years that follow each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from gen.errors import GongbaoError
from gen.model import Entry, Seed, Shelf

_YEARS = re.compile(r"[(（]?(?:20|19)\d\d年?(?:度)?[)）]?|[二一][〇○零九][〇○零一二三四五六七八九]{2}年(?:度)?")
_FORMS = re.compile(
    "关于|的|(?:人民)?政府(?=工作|$)|人民|办事处|工作|报告|年终|年度|全年|总结|小结|回顾|情况|计划|安排|思路|打算|要点|谋划|目标|任务|"
    "及|和|与|暨|以及|下一步|下一年|来年|明年|摘要|全文|[\\s、,，—()（）《》“”·-]"
)
"What titles say beside office and years."
_OFFICE = re.compile("[省市区县旗盟州镇乡村局委办院校会处所站]$|街道|社区|国务院|开发区|新区|园区")
"A name that holds none of these names no office."


def collect(entries: Iterable[Entry]) -> Shelf:
    """The shelf of all reports, newest year first, then by stem; two of one declared series for one year are an error."""
    ordered = tuple(sorted(entries, key=lambda e: (-(e.year_of_results or e.year_of_plans or 0), e.stem)))
    for (series, year), count in Counter((e.series, _year(e)) for e in ordered).items():
        if count > 1 and series.startswith("=") and year:
            stems = ", ".join(e.stem for e in ordered if (e.series, _year(e)) == (series, year))
            raise GongbaoError(
                f"series {series[1:]}: {stems}", f"expected one report of {year}", "name their series apart in .meta.yml"
            )
    return Shelf(ordered)


def slice_of(shelf: Shelf, stem: str) -> Shelf:
    """What of the shelf the report `stem` depends on: its own entry, and its neighbours in years with their figures."""
    own = next(e for e in shelf.entries if e.stem == stem)
    return Shelf((own,), _neighbour(shelf, own, -1), _neighbour(shelf, own, +1))


def titles(shelf: Shelf) -> Shelf:
    """The shelf without figures: what the site's own pages tell."""
    return Shelf(tuple(replace(entry, sayings=()) for entry in shelf.entries))


def relatives(shelf: Shelf, stems: Iterable[str]) -> frozenset[str]:
    """The stems of all reports that stand in one series with one of `stems`, those themselves left out."""
    given = frozenset(stems)
    series = {e.series for e in shelf.entries if e.stem in given and e.series}
    return frozenset(e.stem for e in shelf.entries if e.series in series) - given


def series(seed: Seed, title: str) -> str:
    """What a report shares with those of the same office in other years: declared, else the office and the kind told by the title.

    A declared one is marked with `=`, so that it never meets one that was guessed.

    >>> from gen.model import Meta
    >>> bare = Seed("a", "a.txt", b"", "", "utf-8", "")
    >>> series(bare, "东篱镇人民政府2021年工作总结和2022年工作安排"), series(bare, "2023年政府工作报告")
    ('东篱镇', '')
    """
    if seed.meta.series:
        return f"={seed.meta.series}"
    named = re.sub("人民政府$|办事处$", "", seed.meta.office.get("zh", ""))
    rest = _FORMS.sub("", _YEARS.sub("", title))
    if named and (not rest or rest in named or named in rest):
        return named
    return rest if len(rest) >= 3 and _OFFICE.search(rest) else ""


def _neighbour(shelf: Shelf, own: Entry, step: int) -> Entry | None:
    """The one report of the same series one year before or after; none where that is ambiguous or unknown."""
    year = _year(own)
    if not own.series or year is None:
        return None
    same = [e for e in shelf.entries if e.series == own.series and e.stem != own.stem]
    near = [e for e in same if _year(e) == year + step]
    return near[0] if len(near) == 1 and not any(_year(e) == year for e in same) else None


def _year(entry: Entry) -> int | None:
    """The year whose results a report tells."""
    return entry.year_of_results or (entry.year_of_plans - 1 if entry.year_of_plans else None)
