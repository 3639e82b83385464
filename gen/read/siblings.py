"""Headings that only their neighbours tell: numbered lines that stand alone, and short first sentences that name paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from gen.read.markers import CLAUSE, FULL_STOP, ITEM, POINT, RUN_IN, SENTENCE, TELLS, Kind, Piece, bare

_RUN_IN_LONGEST = 22
_CLOSING_WORDS = re.compile("各位|同志们|谢谢|让我们|以上报告|特此")


def settled(reading: str, found: list[Piece]) -> list[Piece]:
    r"""The pieces without `open` ones, and with the run-in heads cut from their paragraphs.

    >>> words = "基本保障广覆盖。全年救助3.6万人次。\n服务载体深拓展。办理10万余件。"
    >>> [words[p.start : p.end] for p in settled(words, [Piece("text", 0, 19), Piece("text", 20, 36)]) if p.kind == "heading"]
    ['基本保障广覆盖。', '服务载体深拓展。']
    """
    return _with_run_in_heads(reading, _decided(reading, found))


def _decided(reading: str, found: list[Piece]) -> list[Piece]:
    """The pieces with each `open` line made a heading or a list item by what stands below it and its siblings."""
    for rank in sorted({p.rank for p in found if p.kind == "open"}):
        holds = [_holds_text(p, q) for p, q in zip(found, [*found[1:], None], strict=False)]
        group: list[int] = []
        decided: dict[int, Kind] = {}
        for n, piece in enumerate([*found, Piece("heading", 0, 0, -1)]):
            if piece.kind in ("heading", "open") and piece.rank < rank:
                decided.update(_verdicts(reading, found, group, holds))
                group = []
            elif piece.rank == rank and piece.kind in ("heading", "open"):
                group.append(n)
        found = [replace(p, kind=decided[n]) if n in decided else p for n, p in enumerate(found)]
    return found


def _holds_text(piece: Piece, below: Piece | None) -> bool:
    return below is not None and (below.kind in ("text", "row") or below.rank > piece.rank)


def _verdicts(reading: str, found: list[Piece], group: list[int], holds: list[bool]) -> dict[int, Kind]:
    """Heading or item for the open lines of `group`, which are of one rank and under one parent.

    Lines without a full stop are headings if half of them hold text. Lines with one must all hold text where the rank is
    fine, since a numbered sentence that stands alone is a list item; a coarse rank is given the doubt.
    """
    verdicts: dict[int, Kind] = {}
    for stopped in (True, False):
        lines = [
            n
            for n in group
            if found[n].kind == "open" and (reading[found[n].end - 1] in FULL_STOP) == stopped
        ]
        holding = sum(holds[n] for n in lines)
        strict = stopped and lines and found[lines[0]].rank >= ITEM
        settled = len(group) - sum(found[n].kind == "open" for n in group)
        good = holding == len(lines) and len(group) >= 2 if strict else (holding + settled) * 2 >= len(lines)
        kind: Kind = "heading" if good else "item"
        verdicts.update(dict.fromkeys(lines, kind))
    return verdicts


def _groups(found: Iterable[Piece], opens: Callable[[Piece], bool]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in found:
        if opens(piece) and group:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _with_run_in_heads(reading: str, found: list[Piece]) -> list[Piece]:
    """The pieces with short first sentences made headings where most of their sibling paragraphs begin with one."""
    if _is_one_sentence_a_line(reading, [p for p in found if p.kind == "text"]):
        return found
    groups = list(_groups(found, lambda p: p.kind == "heading"))
    stops = [_run_in_stops(reading, [p for p in group if p.kind == "text"]) for group in groups]
    habits = _habits(groups, stops)
    out: list[Piece] = []
    for group, own, habit in zip(groups, stops, habits, strict=True):
        for piece in group:
            stop = (own or (_lone_stop(reading, group) if habit else {})).get(piece)
            if stop:
                out.append(Piece("heading", piece.start, stop, RUN_IN, 3, "", piece.start))
            if not stop or stop < piece.end:
                out.append(replace(piece, start=stop or piece.start))
    return out


def _habits(groups: list[list[Piece]], stops: list[dict[Piece, int]]) -> list[bool]:
    """For each group whether at least two others of its chapter have run-in heads."""
    chapters = list(
        accumulate(int(group[0].kind == "heading" and group[0].rank <= CLAUSE) for group in groups)
    )
    named = Counter(chapter for chapter, own in zip(chapters, stops, strict=True) if own)
    return [named[chapter] >= 2 for chapter in chapters]


def _lone_stop(reading: str, group: list[Piece]) -> dict[Piece, int]:
    """Where the head ends of the only paragraph under a heading (一) but for its lead, in a chapter that has run-in heads."""
    texts = [p for p in group if p.kind == "text" and not _CLOSING_WORDS.match(reading, p.start)]
    if not texts or len(texts) > 2 or group[0].rank != POINT or reading[texts[-1].start - 1] != "\n":
        return {}
    stop = _run_in_end(reading, texts[-1])
    named = stop and stop < texts[-1].end and "," not in reading[texts[-1].start : stop]
    return {texts[-1]: stop} if stop and named else {}


def _is_one_sentence_a_line(reading: str, texts: Sequence[Piece]) -> bool:
    """Whether the text was cut into lines by sentence, as corpora are: then a short first sentence names nothing."""
    single = sum(not re.search("[。!?].", reading[p.start : p.end]) for p in texts)
    return len(texts) >= 30 and single * 10 >= len(texts) * 7


def _run_in_stops(reading: str, texts: list[Piece]) -> dict[Piece, int]:
    """Where the head of each paragraph ends, if those that have one are at least half, or three in a row."""
    stops: dict[Piece, int] = {}
    bodies: set[Piece] = set()
    for piece, below in zip(texts, [*texts[1:], None], strict=False):
        at_line_start = piece.start == 0 or reading[piece.start - 1] == "\n"
        stop = _run_in_end(reading, piece) if at_line_start and piece not in bodies else None
        if stop is None:
            continue
        if stop < piece.end:
            stops[piece] = stop
        elif (
            below
            and below.end - below.start > 2 * _RUN_IN_LONGEST
            and (_run_in_end(reading, below) or 0) == 0
        ):
            stops[piece] = stop
            bodies.add(below)
    plain = [
        p for p in texts if p not in stops and p not in bodies and not _CLOSING_WORDS.match(reading, p.start)
    ]
    lead = bool(texts) and texts[0] in plain
    couplets = [p for p, stop in stops.items() if "," in reading[p.start : stop]]
    if len(couplets) * 2 < len(stops):  # a line of verse closes a chapter, it does not open a paragraph
        stops = {p: stop for p, stop in stops.items() if p not in couplets}
    if len(stops) >= 2 and len(stops) >= len(plain) - lead:
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
    if not 3 <= len(head) <= _RUN_IN_LONGEST or TELLS.search(head) or re.search(r"\d", bare(head)):
        return None
    return sentence.end() if "," not in head or _is_couplet(head) else None


def _is_couplet(head: str) -> bool:
    """Whether two clauses of nearly one length make up `head`, as in 狠抓项目建设,支撑产业升级."""
    clauses = head.split(",")
    return len(clauses) == 2 and min(map(len, clauses)) >= 4 and abs(len(clauses[0]) - len(clauses[1])) <= 2
