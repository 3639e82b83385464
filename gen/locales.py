"""How each tool spells each locale: one YAML file a locale in gen/locale, read into one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from gen import folders
from gen.errors import GongbaoError


@dataclass(frozen=True, slots=True)
class Locale:
    """One language edition of the site."""

    code: str
    "Folder on the site and name of the file in gen/locale."
    order: int
    "Place in menus."
    name: str
    "Its own name, for the language switch."
    short: str
    "The same in a letter or two."
    html: str
    "`lang` and hreflang."
    babel: str
    "Babel's locale, for numbers and dates."
    matplotlib_font: str
    "Font family for measuring chart text."
    data: str
    "Which language of bilingual data it reads (zh or en)."
    script: str
    "OpenCC configuration, or empty."
    catalog: str
    "Language of its PO files, or empty where the report's own words are shown."
    labels: Mapping[str, str]
    "Every word of ours on its pages."
    exceptions: tuple[tuple[str, str], ...] = ()
    "Words that the script conversion gets wrong: as printed -> as shown."
    quotes: str = ""
    "Its four quotation marks, in the order “ ” ‘ ’; empty where it keeps those."

    def label(self, name: str, **values: object) -> str:
        """The label `name` with its `{blanks}` filled; a missing one is an error of ours."""
        try:
            return self.labels[name].format(**values)
        except KeyError as error:
            raise GongbaoError(
                f"gen/locale/{self.code}.yml", f"expected the label {name} ({error})", "add it"
            ) from error

    def in_script(self, words: str, exceptions: Iterable[tuple[str, str]] = ()) -> str:
        """Chinese `words` in this locale's script and quotation marks, code point for code point; else as they are.

        `exceptions` are those of one report; they come before the locale's own.
        """
        if not self.script:
            return words
        from gen import script

        converted = script.convert(words, self.script, (*self.exceptions, *exceptions))
        return script.quoted(converted, self.quotes) if self.quotes else converted

    @property
    def translated(self) -> bool:
        """Whether it shows a translation instead of the report's own words."""
        return bool(self.catalog)

    def partner(self, among: Iterable[Locale]) -> Locale | None:
        """The locale that is read beside this one: the first translation beside the report's own words, and the reverse."""
        return next((other for other in among if other.translated != self.translated), None)


def load(*more: Path) -> tuple[Locale, ...]:
    """All locales of gen/locale and of the folders in `more`, in the order of menus."""
    files = [path for folder in (folders.LOCALE, *more) for path in sorted(folder.glob("*.yml"))]
    raw = {path.stem: _read(path) for path in files}
    return tuple(sorted((_locale(code, raw) for code in raw), key=lambda locale: (locale.order, locale.code)))


@lru_cache(maxsize=1)
def standard() -> tuple[Locale, ...]:
    """The locales of the checkout itself."""
    return load()


def choose(locales: Iterable[Locale], codes: Iterable[str]) -> tuple[Locale, ...]:
    """Those of `locales` that `codes` name; all of them where `codes` is empty."""
    known = {locale.code: locale for locale in locales}
    wanted = list(codes) or list(known)
    for code in wanted:
        if code not in known:
            raise GongbaoError(
                f"--locale {code}", f"expected one of {', '.join(known)}", "choose one of these"
            )
    return tuple(known[code] for code in known if code in wanted)


def english_name(language: str) -> str:
    """What English calls the language of a tag; the tag itself where Babel does not know it.

    >>> english_name("en"), english_name("pt-BR"), english_name("xa")
    ('English', 'Portuguese (Brazil)', 'xa')
    """
    import babel

    try:
        return babel.Locale.parse(language.replace("-", "_")).get_display_name("en") or language
    except (ValueError, babel.UnknownLocaleError):
        return language


def _read(path: Path) -> dict[str, object]:
    data = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(data, dict) or "tags" not in data:
        raise GongbaoError(
            str(path), "expected a mapping with `tags` and `labels`", "look at gen/locale/en.yml"
        )
    return data


def _locale(code: str, raw: Mapping[str, Mapping[str, object]]) -> Locale:
    """The locale of one file.

    Labels that it lacks come from the file named by `labels_from`: in its script, with its `label_words` for those of that file.
    """
    data = raw[code]
    tags = {str(k): v for k, v in _mapping(data["tags"]).items()}
    own = {str(k): str(v) for k, v in _mapping(data.get("labels")).items()}
    exceptions = tuple((str(k), str(v)) for k, v in _mapping(data.get("exceptions")).items())
    base = str(data.get("labels_from", ""))
    inherited: dict[str, str] = {}
    if base:
        inherited = {str(k): str(v) for k, v in _mapping(raw[base].get("labels")).items()}
    locale = Locale(
        code=code,
        order=int(str(tags.get("order", 9))),
        name=str(tags["name"]),
        short=str(tags.get("short", code)),
        html=str(tags["html"]),
        babel=str(tags["babel"]),
        matplotlib_font=str(tags["font"]),
        data=str(tags["data"]),
        script=str(tags.get("script", "")),
        catalog=str(tags.get("catalog", "")),
        labels=own,
        exceptions=exceptions,
        quotes=str(tags.get("quotes", "")),
    )
    words = [(str(k), str(v)) for k, v in _mapping(data.get("label_words")).items()]
    return replace(locale, labels={**{k: locale.in_script(v, words) for k, v in inherited.items()}, **own})


def _mapping(value: object) -> Mapping[object, object]:
    return value if isinstance(value, Mapping) else {}
