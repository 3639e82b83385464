"""Jinja2's one door: templates of gen/templates, escaped but for what `markup` made; a fault in one is one line."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from gen import folders
from gen.errors import GongbaoError


@lru_cache(maxsize=1)
def environment() -> Any:
    """The templates' environment: everything is escaped but what `markup` made."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders.TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, keep_trailing_newline=True,
    )  # fmt: skip


def render(name: str, **values: Any) -> str:
    """The template `name` filled; a fault in it is one line that names it."""
    import jinja2

    try:
        return str(environment().get_template(name).render(**values))
    except jinja2.TemplateError as error:
        place = f"gen/templates/{getattr(error, 'name', None) or name}:{getattr(error, 'lineno', None) or _line_in(error)}"
        raise GongbaoError(place, f"expected a template that renders ({error})", "mend it") from error


def _line_in(error: BaseException) -> int:
    """The line of the template in which a rendering error arose: the last frame that is a template's."""
    line, frame = 1, error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename.startswith(str(folders.TEMPLATES)):
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
