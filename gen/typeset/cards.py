"""Pictures for those who pass a page on: one for a report, one for each chapter and each chart, in one locale."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gen.model import Line, Page
from gen.typeset import document, typst
from gen.typeset.words import clean, pieces
from gen.web.desk import Desk

Data = dict[str, Any]
SIZE = (1200, 630)
"Width and height in pixels, as the services that show such cards ask for."
LIMIT = 30_000
"Bytes of a card at most: some services pass over larger ones, and people pay for what their phones load."
_PACKED = ((64, 6), (64, 9), (32, 9), (16, 9), (8, 9))
"Colours and the level of deflation, tried in this order until a card is small enough."


def cards(desk: Desk) -> Data:
    """All that the template `card.typ` needs for the cards of one locale; `cards` holds each with its name."""
    made = [_report(desk), *(_chapter(desk, page) for page in desk.edition.pages), *_charts(desk)]
    return {
        "langs": document.languages(),
        "voices": [desk.locale.html],
        "name": [_said(desk.locale.html, desk.edition.short_title)],
        "cards": made,
    }


def draw(data: Mapping[str, Any], fonts: Mapping[str, Path], place: str) -> Iterator[tuple[str, bytes]]:
    """Each card's name with its PNG, `SIZE` pixels, and at most `LIMIT` bytes if few colours can do it; `place` is for errors."""
    pictures = typst.pictures("card.typ", data, fonts, place)
    for card, picture in zip(data["cards"], pictures, strict=True):
        yield card["id"], _light(picture)


def icon(drawing: str) -> bytes:
    """The site's mark, an SVG, as a PNG of 192 by 192 pixels on white: what a phone's home screen wants."""
    return typst.pictures("icon.typ", {"svg": drawing}, {}, "icon.svg")[0]


def _report(desk: Desk) -> Data:
    keys = [_key(desk, *key) for key in desk.key_figures()[:3]]
    over = desk.edition.office
    return _card(desk, desk.stem, over, desk.locale.html, desk.edition.short_title, keys, desk.years())


def _chapter(desk: Desk, page: Page) -> Data:
    keys = [_key(desk, *key) for key in desk.telling(page)]
    part = page.part if page.part is not page.heading else None
    under: Sequence[str] = (part.words, part.lang) if isinstance(part, Line) else (desk.years(), desk.locale.html)
    return _card(desk, page.slug, desk.edition.short_title, page.lang, page.title, keys, *under)


def _charts(desk: Desk) -> Iterator[Data]:
    for chart in desk.charts:
        card = _card(desk, f"c-{chart.id}", desk.edition.short_title, desk.locale.html, chart.title, [], "")
        yield card | {"svg": chart.print.decode()}


def _card(
    desk: Desk, name: str, over: str, lang: str, title: str, keys: list[Data], under: str, under_lang: str = ""
) -> Data:
    own = desk.locale.html
    return {
        "id": name,
        "over": _said(own, over),
        "brand": _said(own, desk.label("site.name")),
        "title": _said(lang, title),
        "keys": keys,
        "under": _said(under_lang or own, under),
    }


def _key(desk: Desk, figure: Any, name: str, _address: str) -> Data:
    return {
        "value": _said(desk.locale.html, desk.amount(figure)),
        "name": _said(desk.own_name(figure) or desk.locale.html, name),
    }


def _said(lang: str, words: str) -> Data:
    return {"lang": lang, "run": pieces(clean(words))}


def _light(picture: bytes) -> bytes:
    """The picture with as many colours as `LIMIT` allows: cards are flat colours and soft edges of letters."""
    from PIL import Image

    full = Image.open(io.BytesIO(picture)).convert("RGB")
    data = picture
    for colours, level in _PACKED:
        out = io.BytesIO()
        fewer = full.quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        fewer.save(out, "PNG", compress_level=level)
        data = out.getvalue()
        if len(data) <= LIMIT:
            break
    return data
