"""From a chart spec to a drawing in one locale, drawn once and without colours, and its three skins."""

from __future__ import annotations

from gen import captions, locales, tongues
from gen.charts import metrics
from gen.charts.canvas import WIDTH, Canvas
from gen.charts.layouts import LAYOUTS
from gen.charts.sheet import Row, Sheet
from gen.charts.skins import TITLE, Drawing, Link, custom_properties, skin_file, skin_print, skin_web
from gen.locales import Locale
from gen.model import ChartSpec, Finding
from gen.typeset import fonts

__all__ = ["Drawing", "custom_properties", "drawing", "findings", "skin_file", "skin_print", "skin_web"]


def drawing(spec: ChartSpec, locale: Locale, names: captions.Names) -> Drawing:
    """The chart in `locale`, drawn once and without colours; skins give it these. `names`: see `captions`."""
    canvas = Canvas(locale.matplotlib_font)
    sheet = Sheet(canvas, spec, locale, _rows(spec, locale, names))
    LAYOUTS[spec.kind](sheet)
    title = captions.title(spec, locale, names)
    return Drawing(
        id=spec.id,
        width=WIDTH,
        height=canvas.y,
        title=title,
        title_lines=metrics.wrap(title, TITLE, locale.matplotlib_font, WIDTH, bold=True),
        alt=captions.alt(spec, locale, names),
        tongue=tongues.of(locale),
        font=_stack(locale),
        items=canvas.drawn(),
        marks=tuple(Link(m.figure.sentence, captions.mark_name(spec, m, locale, names)) for m in spec.marks),
    )


def findings() -> tuple[Finding, ...]:
    """Warnings about fonts that are missing, one a family."""
    families = dict.fromkeys(locale.matplotlib_font for locale in locales.standard())
    return tuple(finding for family in families for finding in metrics.findings(family))


def _rows(spec: ChartSpec, locale: Locale, names: captions.Names) -> tuple[Row, ...]:
    return tuple(
        Row(
            mark, n, captions.name(mark.label, locale, names),
            captions.shown_value(spec, mark, locale, names), mark.row,
        )
        for n, mark in enumerate(spec.marks)
    )  # fmt: skip


def _stack(locale: Locale) -> str:
    own = locale.matplotlib_font
    latin = ("Helvetica Neue", "Arial", "Liberation Sans", fonts.SANS) if locale.translated else ()
    return ", ".join((*latin, own, own.replace("Sans", "Sans CJK"), "sans-serif"))
