"""Amounts as a reader of each language writes them: 1547万元, RMB 15.47 million; pure.

How a language scales and groups its numbers is data in gen/locale: `chart.scales`, `chart.group`, `chart.decimal`,
and one `chart.unit.<unit>` for each unit that it spells. A unit without one is a classifier it does not need.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from gen.locales import Locale
from gen.model import Figure, Number

_LONGEST_FRACTION = 4
_PRINTED = re.compile(r"\d+(?:\.\d+)?[十百千万亿]*[余多]?(?:[^\d\s,.()]|㎡)*")
"A figure printed in one piece, with digits: it can stand in a Chinese chart as it is."


def value_text(figure: Figure, locale: Locale) -> str:
    """The figure as `locale` writes it, its bound kept; in Chinese as printed, where it is one piece.

    >>> from gen.locales import standard
    >>> from gen.model import Span
    >>> money = Figure(Span(0, 6), "1547万元", 15470000, "元", "exact", "result", 2016, None, "救助金", "s-a")
    >>> [value_text(money, locale) for locale in standard()]
    ['1547万元', '1547萬元', 'RMB 15.47 million']
    """
    printed = unicodedata.normalize("NFKC", figure.text) if figure.unit != "㎡" else figure.text
    marked = bool(re.search("[余多]", printed))
    bare = figure.unit and printed[-1:].isdigit()  # a part within brackets, or a number of a list, borrows its unit
    if locale.data == "zh" and not bare and _PRINTED.fullmatch(printed) and not isinstance(figure.value, tuple):
        amount = shown(printed, locale)
    else:
        amount = with_unit(_value(figure, locale), figure.unit, locale)
        marked = False
    if figure.bound in ("over", "under", "approx") and not marked:
        return locale.label(f"chart.amount.{figure.bound}", n=amount)
    return amount


def with_unit(number: str, unit: str, locale: Locale) -> str:
    """`number` with the unit as `locale` spells it; a classifier it does not need is dropped."""
    if unit == ":":
        return number
    pattern = locale.labels.get(f"chart.unit.{unit}") or locale.label("chart.unit", n="{n}", unit="{unit}")
    return pattern.format(n=number, unit=shown(unit, locale))


def shown(words: str, locale: Locale) -> str:
    """The report's own words in the script of `locale`."""
    return locale.in_script(words)


def number_text(value: Number, locale: Locale) -> str:
    """One number: scaled where it stays short and exact, else grouped.

    >>> from gen.locales import standard
    >>> zh, hant, en = standard()
    >>> number_text(36000, zh), number_text(36000, en), number_text(126_000_000_000_000, hant)
    ('3.6万', '36,000', '126萬億')
    """
    exact = Decimal(str(value))
    for limit, word in reversed(_scales(locale)):
        scaled = exact / limit
        if abs(scaled) >= 1 and _fraction(scaled) <= _LONGEST_FRACTION:
            return _digits(scaled, locale) + word
    return _digits(exact, locale)


def _value(figure: Figure, locale: Locale) -> str:
    if not isinstance(figure.value, tuple):
        return number_text(figure.value, locale)
    return (":" if figure.unit == ":" else "–").join(number_text(v, locale) for v in figure.value)


def _scales(locale: Locale) -> list[tuple[int, str]]:
    """Limit and word of each scale, ascending, from `10000:万,100000000:亿`."""
    pairs = (entry.split(":", 1) for entry in locale.label("chart.scales").split(","))
    return sorted((int(limit), word) for limit, word in pairs)


def _fraction(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))


def _digits(number: Decimal, locale: Locale) -> str:
    whole, _, fraction = f"{number.normalize():f}".partition(".")
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", locale.label("chart.group"), whole)
    return grouped + (locale.label("chart.decimal") + fraction if fraction else "")
