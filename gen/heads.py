"""Headings and what stands between them, found in reading text by their markers and their form; a string in, pieces out.

The level follows the marker (一、 第X章 = 1, (一) 第X节 = 2, everything finer = 3). The rank tells the finer markers apart, so
that (1) can nest under 1. although both are of level 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gen import numerals

HAN = "一二三四五六七八九十百"
SENTENCE = re.compile(r"[^。!?]*(?:[。!?]+[”’」』）)】》〉…]*|$)")
"Up to a full stop and the marks that close after it."
_SECTION_RANK, LISTED, RUN_IN = 0, 6, 7
"The ranks of 附件 and 名词解释, which hold chapters of their own; of 一是 and ——; and of heads without a marker."
# rank, level, pattern: the first that matches wins.
_MARKERS: tuple[tuple[int, int, re.Pattern[str]], ...] = tuple(
    (rank, level, re.compile(pattern))
    for rank, level, pattern in (
        (1, 1, rf"第\s*([{HAN}]{{1,4}}|\d{{1,2}})\s*(?:章|部分|篇)\s*[、:.]?\s*"),
        (2, 2, rf"第\s*([{HAN}]{{1,4}}|\d{{1,2}})\s*节\s*[、:.]?\s*"),
        (1, 1, rf"([{HAN}]{{1,4}})\s*[、.]\s*"),
        (2, 2, rf"\(\s*([{HAN}]{{1,4}})\s*\)\s*[、.]?\s*"),
        (3, 3, r"(\d{1,2})\s*(?:、|\.(?!\d))\s*"),
        (3, 3, r"(\d{1,2})\s*\.(?=20\d\d年)"),
        (4, 3, r"(?:\(\s*(\d{1,2})\s*\)|(\d{1,2})\))\s*[、.]?\s*"),
        (5, 3, r"([①-⑳])\s*[、.]?\s*"),
        (6, 3, rf"([{HAN}]{{1,2}})是(?=\S)"),
        (6, 3, r"(——)\s*"),
    )
)
_INLINE = re.compile(
    rf"(?:(?<=[。；;:,!?])|^)(?:([{HAN}]{{1,2}})是|\(([{HAN}]{{1,2}})\)|\((\d{{1,2}})\)|(\d{{1,2}})[.、](?!\d)|([①-⑳]))"
)
_CLOSING = re.compile(
    r"(?:《.{2,12}》)?(?:中)?(?:有关|部分|相关)?(?:内容)?(?:名词|用语|词语|术语)(?:注释|解释|说明|释义):?|注释:?|附注:?|附件?\s*\d{0,2}:?"
)
_SECTION = re.compile(r"(?:回顾|总结|任务|目标|重点工作|工作安排|工作部署|工作计划|工作打算|工作思路|完成情况|成就|成效)$")
_LONGEST = {1: 60, 2: 60, 3: 40}
_LONGEST_BEFORE_TEXT = 45
_RUN_IN_LONGEST = 22
_LISTED_LONGEST = 40
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|(?:19|20)\d\d年")
# A first sentence that tells rather than names: it has a clause, a time, a number, or speaks of us.
_TELLS = re.compile(
    r"[:：;；]|^(?:今年|去年|明年|过去|一年来|五年来|同时|此外|另外|目前|当前|回顾|总的|总之|各位|在|我们|这|对此|现在|现将|预计)|"
    r"(?:之年|元年|收官|开局)$|我们|不易|不凡|寻常|如下|主要(?:是|有)|分别|(?:上|本|下)年|谢谢|大家"
)
_CLOSING_WORDS = re.compile("各位|同志们|谢谢|让我们|以上报告|特此")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of reading text that is one thing."""

    kind: Literal["heading", "open", "item", "text", "row"]
    "`open`: a listed line that may be a heading or an item; only within this module."
    start: int
    end: int
    rank: int = 0
    level: int = 0
    number: str = ""
    body: int = 0
    "Where the words after the marker begin."


def starts_heading(words: str) -> bool:
    """Whether `words` begin with the marker of a heading or list item.

    >>> starts_heading("(一)民生保障再上新台阶"), starts_heading("五角场街道")
    (True, False)
    """
    return _marker(words) is not None


def pieces(reading: str, lines: Sequence[tuple[int, int]]) -> list[Piece]:
    """The lines' text in order, cut into headings, list items, table rows and runs of text.

    >>> words = "一、工作回顾\\n基本保障广覆盖。全年救助3.6万人次。\\n服务载体深拓展。办理10万余件。"
    >>> [(p.kind, words[p.start : p.end]) for p in pieces(words, [(0, 6), (7, 25), (26, 42)])][:2]
    [('heading', '一、工作回顾'), ('heading', '基本保障广覆盖。')]
    """
    found: list[Piece] = []
    unmarked = not any(_is_chapter(reading[start:end]) for start, end in lines)
    contents = _contents(reading, lines)
    notes = False
    for n, (start, end) in enumerate(lines):
        words = reading[start:end]
        if n in contents:
            found.append(Piece("item", start, end))
        elif "\t" in words.strip():
            found.append(Piece("row", start, end))
        elif _is_section(words, unmarked):
            notes = bool(_CLOSING.fullmatch(words)) and not words.startswith("附")
            found.append(Piece("heading", start, end, _SECTION_RANK, 1, "", start))
        else:
            found.extend(_note(reading, start, end) if notes else _line_pieces(reading, start, end))
    return _with_run_in_heads(reading, _decided(found))


# ---- markers


def _marker(words: str) -> tuple[int, int, re.Match[str]] | None:
    for rank, level, pattern in _MARKERS:
        if match := pattern.match(words):
            return rank, level, match
    return None


def _is_chapter(words: str) -> bool:
    found = _marker(words)
    return found is not None and found[0] == 1 and _heading_end(words, found[2].end(), 1, 1) is not None


def _is_section(words: str, unmarked: bool) -> bool:
    """A line that opens a chapter without a marker: 名词解释, 附件, and 2016年工作回顾 where no chapter is numbered."""
    if _CLOSING.fullmatch(words):
        return True
    return unmarked and len(words) <= 36 and bool(_SECTION.search(words)) and not re.search(r"[,。:;；!?]|^[(—\d]\d?[.)、]", words)


def _contents(reading: str, lines: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the lines of a table of contents: after 目录, up to where its first entry comes again."""
    for n, (start, end) in enumerate(lines[:40]):
        if "".join(reading[start:end].split()) == "目录" and n + 1 < len(lines):
            first = _entry(reading, lines[n + 1])
            again = next((m for m in range(n + 2, min(len(lines), n + 200)) if _entry(reading, lines[m]) == first), None)
            return frozenset(range(n, again)) if again else frozenset()
    return frozenset()


def _entry(reading: str, line: tuple[int, int]) -> str:
    return re.sub(r"[.…·\s]*\d*$", "", "".join(reading[line[0] : line[1]][:120].split()))


# ---- lines


def _line_pieces(reading: str, start: int, end: int) -> Iterator[Piece]:
    """A line as heading, heading with text after it, list item, or plain text."""
    words = reading[start:end]
    found = _marker(words)
    if found is None:
        yield from _text_pieces(reading, start, end, Piece("text", start, end))
        return
    rank, level, match = found
    stop = _heading_end(words, match.end(), level, rank)
    piece = Piece("item", start, end, rank, level, "".join(match[0].split()), start + match.end())
    if stop is None:
        yield from _text_pieces(reading, start, end, piece)
        return
    whole_sentence = stop >= len(words) and words[-1] in "。!?"
    yield replace(piece, kind="open" if rank == LISTED and whole_sentence else "heading", end=start + stop)
    if start + stop < end:
        yield from _text_pieces(reading, start + stop, end, Piece("text", start + stop, end))


def _note(reading: str, start: int, end: int) -> Iterator[Piece]:
    """A line of the closing glossary: its numbers number notes, not headings."""
    words = reading[start:end]
    found = _marker(words)
    if found and found[0] == 1 and len(words) <= 30 and words[-1] not in "。;；":
        yield Piece("heading", start, end, 1, 1, "".join(found[2][0].split()), start + found[2].end())
    elif found:
        yield Piece("item", start, end, found[0], found[1], "".join(found[2][0].split()), start + found[2].end())
    else:
        yield Piece("text", start, end)


def _heading_end(words: str, body: int, level: int, rank: int) -> int | None:
    """Where the heading that begins `words` ends: at its first stop, or at the line's end; None if it is no heading."""
    sentence = SENTENCE.match(words, body, min(len(words), body + 2 * _LONGEST[level]))
    stop = sentence.end() if sentence else len(words)
    if stop < len(words) and words[stop - 1] not in "。!?”’」』)】》〉…":
        stop = len(words)
    colon = _colon_end(words, body, stop, rank)
    if colon is not None:
        return colon
    head = words[body:stop].rstrip("。:;；. ")
    if not head or len(head) > _LONGEST[level] or (rank <= 5 and head[0] in "年月日%个"):
        return None
    if stop >= len(words):
        return stop if _names_alone(words, head, rank) else None
    return stop if len(head) <= _LONGEST_BEFORE_TEXT and _names_what_follows(head, rank) else None


def _colon_end(words: str, body: int, stop: int, rank: int) -> int | None:
    """The end of a heading that a colon closes before its text: (一)经济发展:全年…; a quoted term is being explained instead."""
    colon = words.find(":", body, min(stop, body + 18))
    if colon < 0 or rank >= LISTED or len(words) - colon < 20:
        return None
    head = words[body:colon]
    return colon + 1 if 2 <= len(head) and not re.search(r"[“”‘’\"+\d,]|[A-Z]{2}", head) else None


def _names_alone(words: str, head: str, rank: int) -> bool:
    """Whether a marked line that holds one sentence only is a heading; with a stop and clauses it is a list item."""
    if words[-1] in ";；,":
        return False
    if ":" in head or ";" in head or "；" in head:
        return False
    if words[-1] not in "。!?":
        return rank < LISTED or not re.search(r"[,]|\d", _bare(head))
    if rank == LISTED:
        return len(head) <= _LISTED_LONGEST and head.count(",") <= 2 and not re.search(r"\d|我们", _bare(head))
    return rank < 3 or not re.search(r",|\d", head)


def _names_what_follows(head: str, rank: int) -> bool:
    """Whether the first sentence of a marked paragraph is a heading for the rest of it."""
    bare = _bare(head)
    if rank == LISTED:
        return len(head) <= _LISTED_LONGEST and bare.count(",") <= 2 and not re.search(r"\d|[:;；]|我们|分别|如下", bare)
    if rank >= 3:
        return len(head) <= 32 and not re.search(r"\d", bare) and bare.count(",") <= 2
    return not re.search(r"\d[^,]*,|,.*,.*,.*,", bare)


def _bare(head: str) -> str:
    """The head without what stands in quotes, and without years, whose digits measure nothing."""
    return _QUOTED.sub("", head)


def _text_pieces(reading: str, start: int, end: int, whole: Piece) -> Iterator[Piece]:
    """Text, with the heads of an enumeration 一是…。二是…。 in it where each is a short sentence with text after it."""
    at, piece = start, whole
    for head_start, head_end, rank, number in _enumeration(reading[start:end]):
        if start + head_start > at:
            yield replace(piece, start=at, end=start + head_start)
        body = start + head_start + len(number)
        yield Piece("heading", start + head_start, start + head_end, rank, 2 if rank == 2 else 3, number, body)
        at = start + head_end
        piece = Piece("text", at, end)
    if at < end:
        yield replace(piece, start=at, end=end)


def _enumeration(words: str) -> Iterator[tuple[int, int, int, str]]:
    """Start, end, rank and marker of each head of the first sequence in `words` that counts 1, 2, 3 without a gap."""
    kinds = {1: LISTED, 2: 2, 3: 4, 4: 3, 5: 5}
    marks: dict[int, list[re.Match[str]]] = {}
    for match in _INLINE.finditer(words):
        marks.setdefault(match.lastindex or 0, []).append(match)
    for kind, found in marks.items():
        if len(found) >= 2 and all(numerals.integer(m[kind]) == n for n, m in enumerate(found, 1)):
            limits = [*(m.start() for m in found[1:]), len(words)]
            ends = [_head_end(words, m, limit) for m, limit in zip(found, limits, strict=True)]
            if all(ends):
                yield from ((m.start(), e or 0, kinds[kind], m[0]) for m, e in zip(found, ends, strict=True))
                return


def _head_end(words: str, mark: re.Match[str], limit: int) -> int | None:
    """The end of the short sentence after `mark`, if text follows it before `limit`."""
    sentence = SENTENCE.match(words, mark.end(), min(limit, mark.end() + _LISTED_LONGEST))
    if sentence is None or not sentence[0].endswith("。") or sentence.end() >= limit:
        return None
    head = sentence[0].rstrip("。")
    short = len(head) <= _RUN_IN_LONGEST + 6 and head.count(",") <= 1
    return sentence.end() if short and not re.search(r"\d", _bare(head)) and not _TELLS.search(head) else None


# ---- what the neighbours decide


def _decided(found: Iterable[Piece]) -> list[Piece]:
    """The pieces with each `open` line made a heading where all but it have text of their own below, else a list item."""
    out: list[Piece] = []
    for group in _groups(found, lambda p: p.kind == "heading" and p.rank < LISTED):
        after = [*group[1:], Piece("item", 0, 0)]
        listed = sum(p.rank == LISTED for p in group)
        bare = any(p.kind == "open" and q.kind != "text" for p, q in zip(group, after, strict=True))
        kind: Literal["heading", "item"] = "heading" if listed >= 2 and not bare else "item"
        out.extend(replace(p, kind=kind) if p.kind == "open" else p for p in group)
    return out


def _groups(found: Iterable[Piece], opens: object) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in found:
        if callable(opens) and opens(piece) and group:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _with_run_in_heads(reading: str, found: list[Piece]) -> list[Piece]:
    """The pieces with short first sentences made headings where most of their sibling paragraphs begin with one."""
    out: list[Piece] = []
    for group in _groups(found, lambda p: p.kind == "heading"):
        stops = _run_in_stops(reading, [p for p in group if p.kind == "text"])
        for piece in group:
            stop = stops.get(piece)
            if stop:
                out.append(Piece("heading", piece.start, stop, RUN_IN, 3, "", piece.start))
            if not stop or stop < piece.end:
                out.append(replace(piece, start=stop or piece.start))
    return out


def _run_in_stops(reading: str, texts: list[Piece]) -> dict[Piece, int]:
    """Where the head of each paragraph ends, if those that have one are at least half, or three in a row."""
    stops: dict[Piece, int] = {}
    bodies: set[Piece] = set()
    for piece, below in zip(texts, [*texts[1:], None], strict=False):
        stop = None if piece in bodies else _run_in_end(reading, piece)
        if stop is None:
            continue
        if stop < piece.end:
            stops[piece] = stop
        elif below and below.end - below.start > 2 * _RUN_IN_LONGEST:
            stops[piece] = stop
            bodies.add(below)
    bare = [p for p in texts if p not in stops and p not in bodies and not _CLOSING_WORDS.match(reading, p.start)]
    lead = bool(texts) and texts[0] in bare
    if len(stops) >= 2 and len(stops) >= len(bare) - lead:
        return stops
    return _in_a_row(stops, [p for p in texts if p not in bodies])


def _in_a_row(stops: dict[Piece, int], texts: list[Piece]) -> dict[Piece, int]:
    """Those of `stops` that stand in a run of three or more paragraphs with text on the head's own line."""
    kept: dict[Piece, int] = {}
    run: list[Piece] = []
    for piece in [*texts, None]:
        if piece and piece in stops and stops[piece] < piece.end:
            run.append(piece)
            continue
        if len(run) >= 3:
            kept.update((p, stops[p]) for p in run)
        run = []
    return kept


def _run_in_end(reading: str, piece: Piece) -> int | None:
    sentence = SENTENCE.match(reading, piece.start, min(piece.end, piece.start + 2 * _RUN_IN_LONGEST))
    if sentence is None or not sentence[0].endswith("。"):
        return None
    head = sentence[0].strip().rstrip("。")
    if not 3 <= len(head) <= _RUN_IN_LONGEST or _TELLS.search(head) or re.search(r"\d", _bare(head)):
        return None
    return sentence.end() if "," not in head or _is_couplet(head) else None


def _is_couplet(head: str) -> bool:
    """Two clauses of nearly one length name a paragraph: 狠抓项目建设,支撑产业升级。"""
    clauses = head.split(",")
    return len(clauses) == 2 and min(map(len, clauses)) >= 4 and abs(len(clauses[0]) - len(clauses[1])) <= 2
