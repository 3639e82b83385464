"""Drawings and their skins, captions and amounts: what a reader of each language and each skin is promised."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gen import amounts, captions, charts, locales
from gen.charts import layouts, metrics, skins
from gen.locales import Locale
from gen.model import Bound, Change, ChartSpec, Figure, Mark, Number, Span
from gen.typeset import fonts
from tests import charting

LOCALES = locales.standard()
ZH, HANT, EN = LOCALES
SVG = "{http://www.w3.org/2000/svg}"
CASES = sorted(path.stem for path in charting.GOLDEN.glob("*.yml"))


def specs() -> Iterator[ChartSpec]:
    for case in CASES:
        yield from charting.drawn(charting.case(case))[0]


SPECS = {spec.kind: spec for spec in sorted(specs(), key=lambda spec: len({m.figure.bound for m in spec.marks}))}
"Of each kind the chart with the most kinds of ends."


def names(spec: ChartSpec) -> dict[str, str]:
    return {mark.label: f"English name {mark.row}" for mark in spec.marks}


def figure(text: str, value: Number, unit: str, bound: Bound = "exact") -> Figure:
    return Figure(Span(0, len(text)), text, value, unit, bound, "result", 2016, None, "某事", "s-aaaaaa")


def bars(*labels: str, value: Number = 5) -> ChartSpec:
    marks = tuple(Mark(figure(f"{value + n}个", value + n, "个"), label, n) for n, label in enumerate(labels))
    return ChartSpec(
        "some-bars",
        "bars",
        "chart.title.result.plain",
        "个",
        marks,
        "s-aaaaaa",
        (("what", "chart.theme.events"),),
    )


def every_text(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}text"))


# ---- amounts


@pytest.mark.parametrize(
    ("printed", "zh", "hant", "en"),
    [
        (figure("1547万元", 15_470_000, "元"), "1547万元", "1547萬元", "RMB 15.47 million"),
        (figure("3.6万人次", 36_000, "人次"), "3.6万人次", "3.6萬人次", "36,000"),
        (figure("10万余件", 100_000, "件", "over"), "10万余件", "10萬餘件", "100,000+"),
        (figure("十余项", 10, "项", "over"), "10项以上", "10項以上", "10+"),
        (figure("60%", 60, "%", "over"), "60%以上", "60%以上", "60%+"),
        (figure("2500人", 2500, "人", "approx"), "约2500人", "約2500人", "about 2,500"),
        (figure("7.6万平方米", 76_000, "平方米"), "7.6万平方米", "7.6萬平方米", "76,000 sq m"),
        (figure("134.9(含东方购物63.7)亿元", 13_490_000_000, "元"), "134.9亿元", "134.9億元", "RMB 13.49 billion"),
        (figure("126万亿元", 126_000_000_000_000, "元", "over"), "126万亿元以上", "126萬億元以上", "RMB 126 trillion+"),
    ],
)  # fmt: skip
def test_an_amount_is_written_as_a_reader_of_the_language_writes_it(
    printed: Figure, zh: str, hant: str, en: str
) -> None:
    assert [amounts.value_text(printed, locale) for locale in LOCALES] == [zh, hant, en]


def test_a_range_and_a_ratio_keep_both_numbers() -> None:
    span = Span(0, 7)
    spread = Figure(span, "15%—18%", (15, 18), "%", "range", "target", 2025, None, "占比", "s-a")
    ratio = Figure(span, "1:3", (1, 3), ":", "exact", "result", 2025, None, "配比", "s-a")
    assert [amounts.value_text(f, EN) for f in (spread, ratio)] == ["15–18%", "1:3"]
    assert [amounts.value_text(f, ZH) for f in (spread, ratio)] == ["15–18%", "1:3"]


# ---- drawings


@pytest.mark.parametrize("kind", sorted(layouts.LAYOUTS))
@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.code)
def test_every_kind_is_drawn_in_every_language_within_its_sheet(kind: str, locale: Locale) -> None:
    spec = SPECS[kind]
    drawing = charts.drawing(spec, locale, names(spec) if locale.translated else {})
    for item in drawing.items:
        if isinstance(item, skins.Words):
            width = metrics.width(item.text, item.size, locale.matplotlib_font, bold=item.bold)
            left = item.x - width * {"start": 0, "middle": 0.5, "end": 1}[item.anchor]
            assert left >= -0.5
            assert left + width <= drawing.width + 0.5
            assert 0 < item.y < drawing.height
            assert item.size >= 8.5
        else:
            corners = re.findall(r"(-?[\d.]+) (-?[\d.]+)", item.d)
            assert all(-0.5 <= float(x) <= drawing.width + 0.5 and -1 <= float(y) <= drawing.height for x, y in corners)
    shown = {item.text for item in drawing.items if isinstance(item, skins.Words)}
    for mark in spec.marks:
        value = amounts.value_text(mark.figure, locale)
        assert any(value in text for text in shown)


def test_values_stand_beside_lengths_in_proportion() -> None:
    drawing = charts.drawing(bars("甲", "乙", "丙", value=8), ZH, {})
    widths = {}
    for item in drawing.items:
        if isinstance(item, skins.Shape) and item.mark >= 0:
            xs = [float(x) for x in re.findall(r"[ML](-?[\d.]+) ", item.d)]
            widths[item.mark] = max(xs) - min(xs)
    assert widths[0] / widths[2] == pytest.approx(8 / 10, abs=0.01)


def test_an_open_bound_is_drawn_and_explained() -> None:
    spec = SPECS["bars"]
    assert {mark.figure.bound for mark in spec.marks} >= {"over", "approx"}
    texts = [text.text or "" for text in every_text(charts.skin_print(charts.drawing(spec, ZH, {})))]
    assert any("尖端" in text and "约数" in text for text in texts)


def test_a_long_name_is_wrapped_and_none_of_it_lost() -> None:
    long = "“五角场杯”羽毛球赛、陆上划舟器等市级区级赛事以及社区文化节社区学习节等系列社区文化品牌活动"
    texts = [
        text.text or ""
        for text in every_text(charts.skin_file(charts.drawing(bars(long, "乙", "丙"), ZH, {})))
    ]
    assert long in "".join(texts)


def test_an_untranslated_name_keeps_its_language() -> None:
    drawing = charts.drawing(bars("甲类活动", "乙", "丙"), EN, {"乙": "Second", "丙": "Third"})
    svg = charts.skin_web(drawing)
    assert re.search(r'lang="zh-Hans"[^>]*>甲类活动<', svg)
    assert not re.search(r'lang="zh-Hans"[^>]*>Second<', svg)


def test_hostile_names_are_text() -> None:
    evil = '</text><script>alert("$x^2$")</script>&{{ 7*7 }}'
    drawing = charts.drawing(bars(evil, "乙", "丙"), ZH, {})
    for svg in (charts.skin_web(drawing), charts.skin_file(drawing), charts.skin_print(drawing)):
        root = ElementTree.fromstring(svg)
        assert not [element for element in root.iter() if "script" in element.tag]
        assert evil.replace(" ", "") in "".join(
            text.text or "" for text in root.iter() if text.tag.endswith("text")
        ).replace(" ", "")


# ---- skins


@pytest.mark.parametrize("kind", sorted(layouts.LAYOUTS))
def test_the_web_skin_links_each_mark_and_holds_nothing_that_a_strict_policy_refuses(kind: str) -> None:
    spec = SPECS[kind]
    svg = charts.skin_web(charts.drawing(spec, EN, names(spec)), "../1-2/#{}".format)
    assert not svg.startswith("<?xml")
    assert "style" not in re.sub(r">[^<]*<", "><", svg)
    assert "<metadata" not in svg
    assert not re.search(r'(?:fill|stroke)="#', svg)
    links = re.findall(r'<a class="gb-mark" href="\.\./1-2/#(s-[^"]+)"><title>([^<]+)</title>', svg)
    assert [key for key, _ in links] == [mark.figure.sentence for mark in spec.marks]
    assert [name for _, name in links] == [
        captions.mark_name(spec, mark, EN, names(spec)) for mark in spec.marks
    ]
    assert 'role="group"' in svg
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert all(id_.startswith(spec.id) for id_ in ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("kind", sorted(layouts.LAYOUTS))
def test_file_and_print_skins_need_no_page_around_them(kind: str) -> None:
    spec = SPECS[kind]
    drawing = charts.drawing(spec, ZH, {})
    for svg in (charts.skin_file(drawing, ("来源：某报告",)), charts.skin_print(drawing)):
        root = ElementTree.fromstring(svg)
        assert root.tag == f"{SVG}svg"
        assert "var(" not in svg
        assert "currentColor" not in svg
        assert not list(root.iter(f"{SVG}a"))
        assert root.get("font-family", "").endswith("sans-serif")
    whole = "".join(text.text or "" for text in every_text(charts.skin_file(drawing, ("来源：某报告",))))
    assert "来源：某报告" in whole
    assert captions.title(spec, ZH, {}) in whole


def test_print_tells_result_from_target_without_colour() -> None:
    svg = charts.skin_print(charts.drawing(SPECS["targets"], ZH, {}))
    greys = {name: skins.INKS[name].print for name in ("result", "target")}
    assert f'fill="{greys["result"]}"' in svg
    assert re.search(rf'fill="none" stroke="{greys["target"]}"', svg)


def test_inks_are_legible_on_their_ground() -> None:
    for scheme in ("light", "dark", "print"):
        paper = getattr(skins.INKS["paper"], scheme)
        for name in ("ink", "muted", "result", "target"):
            assert _contrast(getattr(skins.INKS[name], scheme), paper) >= 4.5, (name, scheme)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


_DIGEST = """
import hashlib
from tests import test_charts
print(test_charts.digest())
"""


def digest() -> str:
    whole = hashlib.sha256()
    for spec in SPECS.values():
        for locale in LOCALES:
            drawing = charts.drawing(spec, locale, {})
            for svg in (charts.skin_web(drawing), charts.skin_file(drawing), charts.skin_print(drawing)):
                whole.update(svg.encode())
    return whole.hexdigest()


def test_the_same_spec_gives_the_same_bytes_in_two_processes() -> None:
    checkout = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-c", _DIGEST]
    runs = [
        subprocess.run(
            command, cwd=checkout, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert {run.stdout.strip() for run in runs} == {digest()}


# ---- in words


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.code)
def test_the_text_alternative_tells_every_value_and_the_extremes(locale: Locale) -> None:
    for spec in SPECS.values():
        alt = captions.alt(spec, locale, names(spec))
        for mark in spec.marks:
            assert amounts.value_text(mark.figure, locale) in alt
    ranked = captions.alt(SPECS["bars"], EN, names(SPECS["bars"]))
    assert "highest is English name 0: 354" in ranked
    assert "lowest is English name 3: 30" in ranked


@pytest.mark.parametrize(
    ("title", "known", "wanted"),
    [
        ("chart.title.rises", True, "Before and after: Social support"),
        ("chart.title.rises", False, "Before and after: part 1, chapter 2"),
        ("chart.title.numbers.result", True, "Other numbers: Social support"),
        ("chart.title.numbers.result", False, "Other numbers in part 1, chapter 2"),
    ],
)
def test_a_title_names_a_chapter_in_the_reader_s_words_or_by_its_number(title: str, known: bool, wanted: str) -> None:
    params = (("part", "1"), ("chapter", "2"), ("topic", "@民生保障,再上台阶"))
    spec = ChartSpec("a", "rises", title, "", (), "s-aaaaaa", params)
    assert captions.title(spec, EN, {"民生保障,再上台阶": "Social support"} if known else {}) == wanted


def test_a_change_bears_its_sign_at_the_number() -> None:
    bounds: tuple[Bound, ...] = ("approx", "over")
    changes = {bound: replace(figure("4.5%", 4.5, "%", bound), change="+") for bound in bounds}
    spec = ChartSpec("a", "changes", "chart.title.result.plain", "%", (), "s-aaaaaa", (("what", "chart.theme.changes"),))
    shown = {bound: captions.shown_value(spec, Mark(one, "出口"), EN, {}) for bound, one in changes.items()}
    assert shown == {"approx": "about +4.5%", "over": "+4.5% or more"}


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.code)
@pytest.mark.parametrize(
    ("subject", "english", "change", "signs"),
    [
        ("社会消费品零售总额下降", "Decline in retail sales", "-", ("", "", "")),
        ("社会消费品零售总额下降(2)", "Retail sales", "-", ("", "", "−")),
        ("火灾事故发生数同比下降", None, "-", ("", "", "")),
        ("居民消费价格", "Consumer prices", "-", ("−", "−", "−")),
        ("财政收入增长", "Fiscal revenue growth", "-", ("−", "−", "−")),
        ("财政收入增长", "Fiscal revenue growth", "+", ("", "", "")),
    ],
)
def test_which_way_a_number_went_is_said_once_by_its_name_or_by_its_sign(
    subject: str, english: str | None, change: Change, signs: tuple[str, ...], locale: Locale
) -> None:
    mark = Mark(replace(figure("1.3%", 1.3, "%"), subject=subject, change=change), subject)
    spec = ChartSpec("a", "changes", "chart.title.result.plain", "%", (mark,), "s-aaaaaa", (("what", "chart.theme.changes"),))
    known = {subject: english} if english and locale.translated else {}
    value = signs[LOCALES.index(locale)] + "1.3%"
    assert captions.table(spec, locale, known)[1][1] == value
    for words in (captions.alt(spec, locale, known), captions.mark_name(spec, mark, locale, known)):
        assert re.findall("[+−]?1\\.3%", words) == [value] * words.count("1.3%")
    assert value in [text.text for text in every_text(charts.skin_file(charts.drawing(spec, locale, known)))]


def test_titles_are_whole_in_every_language() -> None:
    for spec in specs():
        titles = [captions.title(spec, locale, names(spec)) for locale in LOCALES]
        assert all(
            title and "{" not in title and "chart." not in title and "@" not in title for title in titles
        )
        assert not re.search("[\u4e00-\u9fff]", titles[2])


def test_the_table_has_a_row_a_mark_under_heads_in_the_language() -> None:
    spec = SPECS["targets"]
    head, *rows = captions.table(spec, EN, names(spec))
    assert head == ("What", "Value", "Kind", "Year")
    assert len(rows) == len(spec.marks)
    assert rows[0] == ("English name 0", "15", "Result", "2016")
    assert rows[1][1:] == ("8", "Target", "2017")


def test_the_csv_keeps_numbers_whole_and_runs_nothing() -> None:
    spec = bars("=1+1", "@乙", "丙", value=15_470_000)
    rows = list(csv.DictReader(io.StringIO(captions.to_csv(spec, ZH, {}))))
    assert [row["name"] for row in rows] == ["'=1+1", "'@乙", "丙"]
    assert [row["value"] for row in rows] == ["15470000", "15470001", "15470002"]


def test_every_label_of_charts_stands_in_every_language() -> None:
    wanted = {f"chart.theme.{theme}" for theme in _themes()} | {
        f"chart.alt.{kind}" for kind in layouts.LAYOUTS
    }
    for locale in LOCALES:
        assert wanted <= set(locale.labels)


def _themes() -> list[str]:
    from gen.judge import themes

    return [theme.name for theme in themes.THEMES]


def test_a_missing_font_is_a_warning_and_not_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts.source.cache_clear()
    monkeypatch.setattr(fonts, "_package", lambda _name: None)
    monkeypatch.setattr(fonts, "_SYSTEM", Path("no-such-folder"))
    assert [finding.severity for finding in metrics.findings("Noto Sans SC")] == ["warning"]
    assert metrics.font_file("Noto Sans SC") is None
    monkeypatch.undo()
    fonts.source.cache_clear()
    assert not metrics.findings("Noto Sans SC")
