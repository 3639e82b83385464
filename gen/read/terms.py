"""Terms: where those of the term base stand in a text, and what a text alone gives away as a term.

The rules read the reading text (half width, simplified, lines joined); every offset handed out is a raw one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gen.characters import fold_width
from gen.model import Candidate, Leaf, Report, Span, Term, TermUse, Text
from gen.read import phrases, slogans
from gen.read.slogans import CLOSING, OPENING, Found

_QUOTES = frozenset(OPENING + CLOSING)
_COUNTING = frozenset("零〇一二三四五六七八九十百千万亿两双")
_NAME_BEGUN = re.compile("[“‘「『][一-鿿]{1,2}$")
_PLAIN_NUMBER = re.compile(r"[\d+.·\-]+")


# ---- terms of the base


def occurrences(words: Text, report: Report, termbase: Iterable[Term]) -> tuple[TermUse, ...]:
    """Every place where a term of the base stands, by place, never overlapping; of two that begin alike the longer one.

    Quotation marks are optional (“9073”养老格局, 9073养老格局), width does not matter. A term is not seen inside another
    word where that can be told: a longer term, a declared neighbour (`not_before`, `not_after`), a longer number (十三会).
    """
    bare = _Bare.of(words.reading)
    forms = _forms(termbase)
    starts = re.compile("[" + re.escape("".join(forms)) + "]") if forms else None
    places = _Leaves(report)
    uses = []
    at = 0
    while starts and (hit := starts.search(bare.text, at)):
        at = hit.start() + 1
        for form, term in forms[hit[0]]:
            if bare.text.startswith(form, hit.start()) and (span := bare.place(words, hit.start(), form, term)):
                if leaf := places.holding(span):
                    uses.append(TermUse(term.term, span, leaf.key))
                at = hit.start() + len(form)
                break
    return tuple(uses)


def _forms(termbase: Iterable[Term]) -> Mapping[str, list[tuple[str, Term]]]:
    """First character -> the forms that begin with it, longest first, quotation marks left out."""
    forms: dict[str, list[tuple[str, Term]]] = {}
    for term in termbase:
        for form in {_unquoted(f) for f in (term.term, *term.aliases)} - {""}:
            forms.setdefault(form[0], []).append((form, term))
    for group in forms.values():
        group.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return forms


def _unquoted(text: str) -> str:
    return "".join(c for c in fold_width(text) if c not in _QUOTES and c not in "\n ")


@dataclass(frozen=True, slots=True)
class _Bare:
    """The reading text without quotation marks, and where each of its characters stands there."""

    text: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, reading: str) -> _Bare:
        kept = [n for n, c in enumerate(reading) if c not in _QUOTES]
        return cls("".join(reading[n] for n in kept), tuple(kept))

    def place(self, words: Text, start: int, form: str, term: Term) -> Span | None:
        """The raw span of `form` at `start`, its quotation marks balanced; None where it is part of another word."""
        end = start + len(form)
        before, after = self.text[max(start - 12, 0) : start], self.text[end : end + 12]
        if _inside_another(form, before, after) or before.endswith(term.not_after) or after.startswith(term.not_before):
            return None
        first, last = self.at[start], self.at[end - 1] + 1
        if _PLAIN_NUMBER.fullmatch(form) and "+" not in form and not _is_quoted(words.reading, first, last):
            return None
        if len(form) <= 3 and _ends_a_longer_name(words.reading, first, last):
            return None
        balanced = _balanced(words.reading, first, last)
        return words.raw_span(*balanced) if balanced else None


def _inside_another(form: str, before: str, after: str) -> bool:
    """Whether a longer number or Latin word goes on before or behind: 十三会 holds no 三会, 1+1+12 no 1+1+1."""
    if before and form[0] in _COUNTING and before[-1] in _COUNTING and form[0] != "双":
        return True
    return any(
        edge.isascii() and edge.isalnum() and next_.isascii() and (next_.isalnum() or next_ in "+.")
        for edge, next_ in ((form[0], before[-1:]), (form[-1], after[:1]))
        if next_
    )


def _is_quoted(text: str, start: int, end: int) -> bool:
    return start > 0 and text[start - 1] in OPENING and text[end : end + 1] in tuple(CLOSING)


def _ends_a_longer_name(text: str, start: int, end: int) -> bool:
    """Whether a short form is the tail of a quoted name: “省三会” are other meetings than the “三会” of neighbours."""
    return bool(_NAME_BEGUN.search(text[max(start - 3, 0) : start])) and text[end : end + 1] in tuple(CLOSING)


def _balanced(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range widened by one mark where it holds only half of a quotation; None where that half stands elsewhere."""
    opened = sum(c in "“‘「『" for c in text[start:end])
    closed = sum(c in "”’」』" for c in text[start:end])
    if opened == closed:
        return start, end
    if closed == opened + 1 and text[start - 1 : start] in tuple("“‘「『"):
        return start - 1, end
    if opened == closed + 1 and text[end : end + 1] in tuple("”’」』"):
        return start, end + 1
    return None


class _Leaves:
    """Finds the leaf that holds a span."""

    __slots__ = ("_leaves", "_starts")

    def __init__(self, report: Report) -> None:
        self._leaves = tuple(leaf for leaf in report.root.leaves() if leaf.kind != "furniture")
        self._starts = [leaf.span.start for leaf in self._leaves]

    def holding(self, span: Span) -> Leaf | None:
        index = bisect_right(self._starts, span.start) - 1
        return self._leaves[index] if index >= 0 and span in self._leaves[index].span else None


# ---- candidates


def candidates(words: Text, report: Report) -> tuple[Candidate, ...]:
    """What an editor would think of listing, found in the text alone, by first place.

    The place is the first one where the words stand at all, be it in a longer term; the count counts those too. The
    office's own glossary at the end (名词解释) goes before everything else: its terms come with their definitions.
    """
    text = words.reading
    entries, end = _own_glossary(text)
    body = text[:end]
    listed = tuple(slogans.lists(body))
    meant = tuple(match.start() for match in _MEANS_AT.finditer(body))
    places: dict[str, tuple[Found, tuple[int, int] | None]] = {}
    bare = _Bare.of(body)
    for term, (place, definition) in entries.items():
        known, where = _in_body(bare, body, term, text[slice(*place)]) or (term, place)
        places[known] = (Found(*where, "glossary"), definition)
    cores = {_core(text[slice(*place)]) for place, _ in entries.values()} - {""}
    for item in _chosen(body, _title_places(report, words, body)):
        term = _unquoted(body[item.start : item.end])
        if term and term not in places and not {term, _core(body[item.start : item.end])} & cores:
            _, where = _in_body(bare, body, term, "") or (term, (item.start, item.end))
            places[term] = (Found(*where, item.kind), _definition(body, item, listed, meant))
    counts = _counts(bare.text, places)
    found = (_candidate(words, item, definition, counts[term]) for term, (item, definition) in places.items())
    return tuple(sorted(found, key=lambda c: (c.span, c.term)))


def _in_body(bare: _Bare, body: str, term: str, printed: str) -> tuple[str, tuple[int, int]] | None:
    """Where the report first uses a term that its own glossary explains: “三会”制度 may stand there as “三会”."""
    for words in (term, _core(printed)):
        if words and (at := bare.text.find(words)) >= 0:
            start, end = bare.at[at], bare.at[at + len(words) - 1] + 1
            return words, _balanced(body, start, end) or (start, end)
    return None


def _core(printed: str) -> str:
    """What a printed term holds between quotation marks; nothing where that is a small number (稳增长“18”条)."""
    quoted = re.search("[“‘「『]([^”’」』]{2,})[”’」』]", printed)
    return quoted[1] if quoted and re.search(r"[^\d.]|\d{3}", quoted[1]) else ""


def _candidate(words: Text, item: Found, definition: tuple[int, int] | None, count: int) -> Candidate:
    span = words.raw_span(item.start, item.end)
    term = "".join(words.slice(span).split())
    if not _balanced(term, 0, len(term)):
        term = "".join(c for c in term if c not in _QUOTES)  # 社区”建设 stands across the end of a quotation
    return Candidate(term, span, item.kind, words.raw_span(*definition) if definition else None, max(count, 1))


def _counts(text: str, terms: Iterable[str]) -> Counter[str]:
    """How often each term stands in the text, in longer ones too."""
    begins: dict[str, list[str]] = {}
    for term in terms:
        begins.setdefault(term[0], []).append(term)
    starts = re.finditer("[" + re.escape("".join(begins)) + "]", text) if begins else ()
    return Counter(term for hit in starts for term in begins[hit[0]] if text.startswith(term, hit.start()))


def _chosen(body: str, names: Iterable[tuple[int, int]]) -> Iterator[Found]:
    """Of finds that overlap the longest; only set phrases from the report's title (`names`), nothing from those of documents.

    No 北茶园睦邻中心 where 睦邻中心 is one by itself.
    """
    documents, head = sorted(slogans.titles(body)), sorted(names)
    rules = (slogans.quoted, slogans.numeric, slogans.named, slogans.summed)
    finds = {f for rule in rules for f in rule(body) if not _lies_in(head, f)}
    finds.update(Found(at + start, at + end, kind) for at, stop in head for start, end, kind in phrases.find(body[at:stop]))
    finds = {f for f in finds if not _lies_in(documents, f)}
    kept: list[Found] = []
    for find in sorted(finds, key=lambda f: (f.start, -f.end, f.kind != "numeric-slogan", f.kind)):
        while kept and find.start < kept[-1].end and find.end - find.start > kept[-1].end - kept[-1].start:
            kept.pop()
        if not kept or find.start >= kept[-1].end:
            kept.append(find)
    known = {body[f.start : f.end] for f in kept}
    kept.extend(_within(body, kept, set(known)))
    yield from (f for f in kept if not _is_longer_form(body[f.start : f.end], f.kind, known))


def _within(body: str, kept: Sequence[Found], known: set[str]) -> Iterator[Found]:
    """Set phrases that a find more than twice as long holds, where they are not kept for themselves: 宅基地 in 农村宅基地制度改革."""
    for find in kept:
        for start, end, kind in phrases.shorter(body[find.start : find.end], (find.end - find.start + 1) // 2):
            words = body[find.start + start : find.start + end]
            if words not in known:
                known.add(words)
                yield Found(find.start + start, find.start + end, kind)


def _lies_in(shut: list[tuple[int, int]], find: Found) -> bool:
    index = bisect_right(shut, find.start, key=lambda place: place[0]) - 1
    return index >= 0 and find.end <= shut[index][1]


def _is_longer_form(term: str, kind: str, known: set[str]) -> bool:
    return kind in ("institution", "programme", "policy") and any(term[n:] in known for n in range(1, len(term) - 3))


def _title_places(report: Report, words: Text, body: str) -> Iterator[tuple[int, int]]:
    """Where the report's title stands in the reading text: it names the office, not a term."""
    for leaf in report.root.leaves():
        if leaf.kind == "title":
            start = bisect_right(words.starts, leaf.span.start - 1)
            yield start, min(bisect_right(words.starts, leaf.span.end - 1), len(body))


# ---- definitions that stand in the text

_EXPLAINS = re.compile(r"[”’」』\"]?(?:\(即?|,?即|,?是指|:|,包括|,分别为|,分别是)[“‘「『]?")
_MEANS = re.compile(r"[”’」』\"]?,?(?:是指|指的是|即指)(?P<says>[^。\n]{4,160})")
_MEANS_AT = re.compile(r"(?=[”’」』\"]?,?(?:是指|指的是|即指))")
_IN_FULL = re.compile(r"(?P<full>[^,。;:、\n(“”]{3,30})\((?:以下|下文)?(?:统一|统)?(?:简称|称)为?[“‘「『]?$")
_POINTS = re.compile(r"[”’」』\"]?[一-鿿]{0,4}[,:;。]?\n?一是")
_POINT, _POINTS_LONG = 200, 300
"Characters that a point may have, and all points together."
_COUNT = "零一二三四五六七八九十"
_STOPS = re.compile("[。\n]|$")
_TWO = re.compile(r"([一-鿿]{3,10})和[一-鿿]{3,8}$")
_Listed = tuple[int, int, tuple[str, ...]]


def _definition(body: str, item: Found, listed: Iterable[_Listed], meant: Iterable[int]) -> tuple[int, int] | None:
    """The words that spell a term out: a sentence with 是指, its full name, or the list of what a slogan counts.

    `meant` are the places where something is said to mean something: behind the term's first use, or in a note further down.
    """
    words = body[item.start : item.end]
    for at in meant:
        if at >= item.end and body.endswith(words, 0, at) and (match := _MEANS.match(body, at)):
            return match.span("says")
    before = body[max(item.start - 50, 0) : item.start]
    if match := _IN_FULL.search(before):
        start = item.start - len(before) + match.start("full")
        return start + slogans.begin(match["full"]), start + len(match["full"])
    return _spelled_out(body, item, listed)


def _enumerated(body: str, end: int, number: int) -> tuple[int, int] | None:
    """As many points as the slogan counts, right behind it: 做到五个确保:一是 and so on up to 五是."""
    at = opening.end() if (opening := _POINTS.match(body, end)) else -1
    first = at - len("一是")
    for n in range(2, number + 1):
        at = body.find(f"{_COUNT[n]}是", at, at + _POINT) if at >= 0 and n < len(_COUNT) else -1
    stop = _STOPS.search(body, at) if at >= 0 else None
    return (first, stop.start()) if stop and stop.start() - first <= _POINTS_LONG else None


def _spelled_out(body: str, item: Found, listed: Iterable[_Listed]) -> tuple[int, int] | None:
    """A list of as many items as the slogan counts: right before it, right behind it, or one that shares its word."""
    slogan = _unquoted(body[item.start : item.end])
    number = slogans.counts(slogan)
    if not number or number < 2:
        return None
    start = item.start - (body[item.start - 1 : item.start] in tuple(OPENING))
    behind = _EXPLAINS.match(body, item.end)
    thing = slogans.thing(slogan)
    if points := _enumerated(body, item.end, number):
        return points
    if slogan.startswith("两大") and (both := _TWO.search(body, max(item.start - 24, 0), start)):  # 高端制造业和港口物流业“两大板块”
        grown = len("发展") if both[1].startswith("发展") else 0  # a verb here, in 发展目标 none
        return both.start() + (grown or slogans.begin(both[1])), both.end()
    elsewhere: tuple[int, int] | None = None
    for list_start, list_end, items in listed:
        if len(items) != number or (number == 2 and max(map(len, items)) > 5):
            continue
        if (body[list_end : list_end + 1] == "的" and list_end + 1 == start) or list_end == start:
            tail = 0 if len({len(one) for one in items[1:]}) == 1 and len(items) > 2 else slogans.tail(body[list_start:list_end])
            return slogans.trimmed(body, list_start, items), list_end - tail
        if behind and list_start == behind.end():
            return list_start, list_end
        if not elsewhere and len(thing) > 1 and _share(items, thing):
            elsewhere = (slogans.trimmed(body, list_start, items), list_end)
    return elsewhere


def _share(items: tuple[str, ...], thing: str) -> bool:
    return all(item.endswith(thing) for item in items) or all(thing in item for item in items)


# ---- the office's own glossary

_SECTION = re.compile(
    r"^(?:附(?:件|录)?\s*\d*\s*[:、.]?\s*|[一二三四五六七八九十]{1,3}、\s*|[(\[【《]\s*)?(?:《?政府工作报告》?|报告)?(?:中?的?)?(?:有关|相关|部分|名词|专业)?"
    r"(?:名词(?:解释|注释|说明|释义)|术语(?:解释|说明|注释)|注释|用语说明)[)\]】》]?\s*:?$"
)
_MARKER = r"\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、)]|[\[【]\d{1,3}[\]】]|[①-⑳]"
# 1. 稳增长“21”条: what is meant, which may begin on the next line.
_MARKED = re.compile(rf"^(?:{_MARKER})\s*(?P<term>[^:。;,]{{1,40}}?)\s*(?::|——|--|(?=是指|指的是))\s*(?P<says>.*)$")
_ENTRY = re.compile(
    rf"""^(?:{_MARKER}|\d{{1,3}}|[•·*])?\s*
    (?P<term>[“"‘「]?[^\s:。;,(“”"]{{1,30}}[”"’」]?[^\s:。;,“”"]{{0,12}}?)\s*
    (?::|——|--|\s(?=指|是指)|(?=是指|指的是))\s*(?P<says>.+)$""",
    re.VERBOSE,
)
# A paragraph or a note that says what a term means, wherever it stands: “八一”行动:指……
_NOTE = re.compile(
    rf"^(?:注?\s*(?:{_MARKER})\s*)?(?P<term>[“‘「][^“”‘’「」\n]{{1,24}}[”’」][^\s:。;,“”]{{0,12}}|[^\s:。;,“”]{{2,12}})\s*:(?P<says>(?:即|是)?指.+)$"
)
_STOP = tuple("。;!?”")
_Entries = dict[str, tuple[tuple[int, int], tuple[int, int]]]
"Bare term -> where it stands and where its definition does."


def _own_glossary(text: str) -> tuple[_Entries, int]:
    """The terms of the closing section, and where that section begins (else the text's end); with those that notes explain."""
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    heads = [n for n, (a, b) in enumerate(lines) if _SECTION.match(text[a:b].strip())]
    rest = lines[heads[-1] + 1 :] if heads else []
    marked = bool(rest) and bool(_MARKED.match(text[slice(*rest[0])]))
    found = list(_matches(_MARKED if marked else _ENTRY, text, rest))
    start = lines[heads[-1]][0] if len(found) > 1 else len(text)  # a line that happens to read 注释 is no glossary
    notes = [(m, a, a + m.end()) for m, a in _matches(_NOTE, text, lines) if a < start]
    ends = [*(a - 1 for _, a in found[1:]), len(text)]
    listed = [(m, a, end) for (m, a), end in zip(found, ends, strict=False)] if start < len(text) else []
    return _entries(text, notes) | _entries(text, listed), start


def _matches(pattern: re.Pattern[str], text: str, lines: Iterable[tuple[int, int]]) -> Iterator[tuple[re.Match[str], int]]:
    return ((m, a) for a, b in lines if (m := pattern.match(text[a:b])))


def _entries(text: str, found: Iterable[tuple[re.Match[str], int, int]]) -> _Entries:
    """The terms of matched lines: match, where its line begins, up to where its definition may go on."""
    entries: _Entries = {}
    for match, at, end in found:
        start = at + match.start("says")
        start += len(text[start:end]) - len(text[start:end].lstrip())
        definition = (start, _closed(text, start, end))
        term = _unquoted(match["term"])
        if term and definition[0] < definition[1]:
            entries.setdefault(term, ((at + match.start("term"), at + match.end("term")), definition))
    return entries


def _closed(text: str, start: int, end: int) -> int:
    """Where a definition ends: before a line that ends in no stop where the line before ended in one (责任编辑:)."""
    closed = start
    whole = False
    for line in re.finditer(r"[^\n]+", text[start:end]):
        ends = line[0].rstrip().endswith(_STOP)
        if whole and not ends:
            break
        closed, whole = start + line.start() + len(line[0].rstrip()), ends
    return closed
