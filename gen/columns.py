"""The columns of the tables that are given away: their names, types, limits, and what they are called in each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from gen.locales import Locale
from gen.model import Bound, PairReason, Status, Verdict

KEY = r"s-[a-z2-7]{6}(-\d+)?"
"The key of a sentence."
FIGURE = KEY + r"#\d+"
"A figure: the key of its sentence and its place among the figures there, from 1, as in the PO files."
CHANGES = {"+": "increase", "-": "decrease", None: ""}
"A sign alone would be taken for a formula."
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"A text cell that begins with one of these is a formula to a spreadsheet, or a way around its guards."


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one for each language."""

    name: str
    label: str
    "Its name in gen/locale is `table.<label>`, what it holds `table.<label>.note`."
    kind: Literal["string", "integer", "number"] = "string"
    required: bool = False
    choices: tuple[str, ...] = ()
    "The only cells there are."
    pattern: str = ""
    least: int | None = None
    unique: bool = False
    each: bool = False
    "Whether there is one for each language."
    scripts: bool = False
    "Whether there is one for each locale that shows the Chinese in a script of its own."


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of one kind of CSV."""

    columns: tuple[Column, ...]
    primary: tuple[str, ...] = ()
    "Columns that name a row."
    foreign: tuple[str, ...] = ()
    "Columns that name a figure."
    own: tuple[str, ...] = ()
    "Columns that name a row of the table itself."

    def names(self, locales: Iterable[Locale]) -> list[str]:
        """The first row of the CSV."""
        return [name for column in self.columns for name, _ in _spread(column, tuple(locales))]

    def schema(self, locales: Sequence[Locale]) -> dict[str, Any]:
        """The Table Schema, titles and descriptions in every language."""
        fields = [_field(column, name, own, locales) for column in self.columns for name, own in _spread(column, locales)]
        schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
        if self.primary:
            schema["primaryKey"] = list(self.primary)
        if self.foreign:
            reference = {"resource": "figures", "fields": ["id"]}
            schema["foreignKeys"] = [{"fields": [name], "reference": reference} for name in self.foreign]
        if self.own:
            # An empty resource is how a Table Schema names itself.
            schema["foreignKeys"] = [{"fields": [n], "reference": {"resource": "", "fields": ["id"]}} for n in self.own]
        return schema


def suffix(locale: Locale) -> str:
    """What the column of a language ends with: `zh_hans`."""
    return locale.html.replace("-", "_").lower()


def words(prefix: str, name: str, locales: Sequence[Locale], **values: object) -> dict[str, str]:
    """The label `name` in every language: `title` in the first, `title_en` and the like in the others."""
    return said(prefix, {locale.code: locale.label(name, **values) for locale in locales}, locales)


def said(prefix: str, texts: Mapping[str, str], locales: Sequence[Locale]) -> dict[str, str]:
    """Texts by code as properties of a data package, whose `title` may only be a string."""
    return {prefix if n == 0 else f"{prefix}_{loc.code.replace('-', '_')}": texts[loc.code] for n, loc in enumerate(locales)}


def safe(cell: str) -> str:
    """A text cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("3.6万人次")
    ("'=1+1", '3.6万人次')
    """
    return f"'{cell}" if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA) else cell


def missing(record: Mapping[str, Any]) -> list[str]:
    """The columns of words that lack a translation."""
    return [name for name, value in record.items() if value is None and ("subject_" in name or "sentence_" in name)]


def _spread(column: Column, locales: Sequence[Locale]) -> Iterator[tuple[str, Locale | None]]:
    if not (column.each or column.scripts):
        yield column.name, None
        return
    for locale in locales:
        if column.each or locale.script:
            yield f"{column.name}_{suffix(locale)}", locale


def _field(column: Column, name: str, own: Locale | None, locales: Sequence[Locale]) -> dict[str, Any]:
    blanks = {"language": own.name} if own else {}
    return {
        "name": name,
        "type": column.kind,
        **words("title", f"table.{column.label}", locales, **blanks),
        **words("description", f"table.{column.label}.note", locales, **blanks),
        "constraints": _limits(column, locales),
    }


def _limits(column: Column, locales: Sequence[Locale]) -> dict[str, Any]:
    choices = list(column.choices)
    if column.choices == REASONS:
        choices = sorted(name.partition(".")[2] for name in locales[0].labels if name.startswith("reason."))
    limits = {"required": column.required, "unique": column.unique, "enum": choices, "pattern": column.pattern}
    return {k: v for k, v in limits.items() if v} | ({} if column.least is None else {"minimum": column.least})


REASONS = ("reason.*",)
"Stands for every reason that gen/locale has words for."
_PLACE = (
    Column("start", "start", "integer", required=True, least=0),
    Column("end", "end", "integer", required=True, least=1),
    Column("text", "text", required=True),
)
_AMOUNT = (
    Column("value", "value", "number", required=True),
    Column("value_high", "value_high", "number"),
    Column("unit", "unit"),
    Column("bound", "bound", required=True, choices=get_args(Bound)),
    Column("status", "status", required=True, choices=get_args(Status)),
    Column("year", "year", "integer", least=1),
    Column("change", "change", choices=tuple(filter(None, CHANGES.values()))),
)


def _side(side: str) -> tuple[Column, ...]:
    """What the ledger says of one of its two sides."""
    return (
        Column(f"{side}_id", f"{side}_id", required=True, pattern=FIGURE),
        Column(f"{side}_text", f"{side}_text", required=True),
        *(
            Column(f"{side}_{c.name}", c.label, c.kind, c.required, c.choices, least=c.least)
            for c in _AMOUNT
            if c.name != "status"
        ),
        Column(f"{side}_sentence", "words", each=True),
        Column(f"{side}_address", "address", required=True),
    )


FIGURES = Table(
    (
        Column("id", "id", required=True, pattern=FIGURE, unique=True),
        *_PLACE,
        *_AMOUNT,
        Column("sentence", "sentence", required=True, pattern=KEY),
        Column("subject", "subject", each=True),
        Column("sentence", "words", each=True),
        Column("untranslated", "untranslated"),
        Column("address", "address", required=True),
        Column("part_of", "part_of", pattern=FIGURE),
        Column("share_of", "share_of", pattern=FIGURE),
        Column("charts", "charts"),
    ),
    primary=("id",),
    own=("part_of", "share_of"),
)
REJECTED = Table(
    (*_PLACE, Column("line", "line", "integer", required=True, least=1), Column("reason", "reason", required=True, choices=REASONS),
     Column("context", "context", required=True)),
    primary=("start", "end"),
)  # fmt: skip
LEDGER = Table(
    (
        Column("subject", "subject", each=True),
        Column("certainty", "certainty", required=True, choices=("certain", "arguable")),
        Column("reason", "pair_reason", required=True, choices=get_args(PairReason)),
        Column("reason", "pair_why", required=True, each=True),
        *_side("result"),
        *_side("target"),
        Column("untranslated", "untranslated"),
    ),
    primary=("result_id", "target_id"),
    foreign=("result_id", "target_id"),
)
PROMISES = Table(
    (
        Column("subject", "subject", each=True),
        Column("outcome", "outcome", required=True, choices=get_args(Verdict)),
        Column("certainty", "certainty", choices=("certain", "arguable")),
        Column("doubts", "doubts"),
        Column("why", "outcome_why", required=True, each=True),
        Column("target_report", "target_report", required=True),
        *(replace(c, label="former_id", unique=True) if c.name == "target_id" else c for c in _side("target")),
        *(replace(c, required=False) for c in _side("result")),
        Column("untranslated", "untranslated"),
    ),
    primary=("target_id",),
    foreign=("result_id",),
)
TERMS = Table(
    (
        Column("term", "term", required=True, unique=True),
        Column("pinyin", "pinyin"),
        Column("en", "term_en"),
        Column("kind", "kind"),
        Column("meaning_zh", "meaning_zh"),
        Column("meaning_en", "meaning_en"),
        Column("certainty", "term_certainty"),
        Column("sources", "sources"),
        Column("count", "count", "integer", required=True, least=1),
        Column("term", "term_script", required=True, scripts=True),
        Column("aliases", "aliases"),
        Column("aliases", "aliases_script", scripts=True),
        Column("en_forms", "en_forms"),
        Column("en_not", "en_not"),
        Column("parts_zh", "parts_zh"),
        Column("parts_en", "parts_en"),
        Column("defined_in_text", "defined_in_text"),
        Column("sentences", "sentences", required=True),
        Column("address", "term_address", required=True),
    ),
    primary=("term",),
)
CHART = Table(
    (
        Column("chart", "chart", required=True, pattern="[a-z0-9-]+"),
        Column("name", "mark", required=True),
        *_AMOUNT,
        Column("printed", "text", required=True),
        Column("sentence", "sentence", required=True, pattern=KEY),
    )
)
