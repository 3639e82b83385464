"""Headings and what stands between them, found in the lines of a reading text; a string in, pieces out.

Each line is judged by itself here. What only its neighbours can tell is left `open`, for `siblings.settled`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gen import numerals
from gen.read.markers import (
    APPENDIX,
    CIRCLED,
    CLAUSE,
    FULL_STOP,
    HAN,
    ITEM,
    LISTED,
    POINT,
    SENTENCE,
    SUBITEM,
    TELLS,
    Piece,
    bare,
    is_contents,
    marker,
)

_INLINE = re.compile(
    rf"(?:(?<=[。；;:,!?])|^)(?:([{HAN}]{{1,2}})是|\(([{HAN}]{{1,2}})\)|\((\d{{1,2}})\)|(\d{{1,2}})[.、](?!\d)|([①-⑳]))"
)
_CLOSING = re.compile(
    r"(?:《.{2,12}》)?(?:中)?(?:有关|部分|相关)?(?:内容)?(?:名词|用语|词语|术语)(?:注释|解释|说明|释义):?|注释:?|附注:?|附件?\s*\d{0,2}:?"
)
_UNNUMBERED = re.compile(
    r"(?:回顾|总结|任务|目标|重点工作|工作安排(?:建议)?|工作部署|工作计划|工作打算|工作思路|完成情况|成就|成效)$"
)
_UNFINISHED = re.compile(r"(?:及|和|与|暨)\s*$")
"The line before a heading is whole; else both are one title: 某镇2010年工作总结及 / 2011年工作计划."
_LONGEST = {1: 60, 2: 60, 3: 40}
_LONGEST_BEFORE_TEXT = 45
_LISTED_LONGEST = 40
_INLINE_LONGEST = 28


def pieces(reading: str, lines: Sequence[tuple[int, int]]) -> list[Piece]:
    """The lines' text in order, cut into headings, list items, table rows and runs of text.

    >>> words = "(一)民生保障。全年救助3.6万人次。"
    >>> [(p.kind, words[p.start : p.end]) for p in pieces(words, [(0, len(words))])]
    [('heading', '(一)民生保障。'), ('text', '全年救助3.6万人次。')]
    """
    found: list[Piece] = []
    unmarked = True  # until a chapter is numbered, a line such as 2016年工作回顾 opens one
    contents = _contents(reading, lines)
    notes = named = False
    for n, (start, end) in enumerate(lines):
        words = reading[start:end]
        unmarked = unmarked and (named or not _is_chapter(words))
        if n in contents:
            found.append(Piece("item", start, end))
        elif "\t" in words.strip():
            found.append(Piece("row", start, end))
        elif _is_section(words, unmarked) and not (n and _UNFINISHED.search(reading[slice(*lines[n - 1])])):
            named = named or not _CLOSING.fullmatch(words)
            notes = explains(words)
            found.append(Piece("heading", start, end, APPENDIX, 1, "", start))
        else:
            found.extend(_note(reading, start, end) if notes else _line_pieces(reading, start, end))
    return found


def _is_chapter(words: str) -> bool:
    found = marker(words)
    return (
        found is not None
        and found[0] <= CLAUSE
        and _heading_end(words, found[2].end(), *found[1::-1]) is not None
    )


def explains(title: str) -> bool:
    """Whether a chapter of this title says what words of the report mean.

    >>> explains("名词解释"), explains("附件1")
    (True, False)
    """
    return bool(_CLOSING.fullmatch(title)) and not title.startswith("附")


def _is_section(words: str, unmarked: bool) -> bool:
    """A line that opens a chapter without a marker: 名词解释, 附件, and 2016年工作回顾 where no chapter is numbered."""
    if _CLOSING.fullmatch(words):
        return True
    if not unmarked or len(words) > 36 or marker(words):
        return False
    return bool(_UNNUMBERED.search(words)) and not re.search(r"[,。:;；!?]", words)


def _contents(reading: str, lines: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the lines of a table of contents: after 目录, up to where its first entry comes again."""
    for n, (start, end) in enumerate(lines[:40]):
        if is_contents(reading[start:end]) and n + 1 < len(lines):
            first = _entry(reading, lines[n + 1])
            again = next(
                (m for m in range(n + 2, min(len(lines), n + 200)) if _entry(reading, lines[m]) == first),
                None,
            )
            return frozenset(range(n, again)) if again else frozenset()
    return frozenset()


def _entry(reading: str, line: tuple[int, int]) -> str:
    return re.sub(r"[.…·\s]*\d*$", "", "".join(reading[line[0] : line[1]][:120].split()))


# ---- lines


def _line_pieces(reading: str, start: int, end: int) -> Iterator[Piece]:
    """A line as heading, heading with text after it, list item, or plain text."""
    words = reading[start:end]
    found = marker(words)
    if found is None or (found[0] >= POINT and next(_enumeration(words), (1,))[0] == 0):
        yield from _text_pieces(reading, start, end, Piece("text", start, end))
        return
    rank, level, match = found
    stop = _heading_end(words, match.end(), level, rank)
    piece = Piece("item", start, end, rank, level, "".join(match[0].split()), start + match.end())
    if stop is None:
        yield from _text_pieces(reading, start, end, piece)
        return
    alone = stop >= len(words) and (rank >= ITEM or words[-1] in FULL_STOP)
    yield replace(piece, kind="open" if alone else "heading", end=start + stop)
    if start + stop < end:
        yield from _text_pieces(reading, start + stop, end, Piece("text", start + stop, end))


def _note(reading: str, start: int, end: int) -> Iterator[Piece]:
    """A line of the closing glossary: its numbers number notes, not headings."""
    words = reading[start:end]
    found = marker(words)
    if found and found[0] <= CLAUSE and len(words) <= 30 and words[-1] not in "。;；":
        yield Piece(
            "heading", start, end, found[0], found[1], "".join(found[2][0].split()), start + found[2].end()
        )
    elif found:
        yield Piece(
            "item", start, end, found[0], found[1], "".join(found[2][0].split()), start + found[2].end()
        )
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
    if not head or len(head) > _LONGEST[level] or (rank < LISTED and head[0] in "年月日%个"):
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
    return colon + 1 if len(head) >= 2 and not re.search(r"[“”‘’\"+\d,]|[A-Z]{2}", head) else None


def _names_alone(words: str, head: str, rank: int) -> bool:
    """Whether a marked line that holds one sentence only may be a heading; what stands below it decides."""
    if words[-1] in ";；," or re.search("[:;；]", head):
        return False
    own = bare(head)
    if words[-1] not in FULL_STOP:
        return rank < LISTED or not re.search(r",|\d", own)
    if rank < ITEM:
        return not re.search(r"\d[^,]*,|,.*,.*,", own)
    return len(head) <= _LISTED_LONGEST and head.count(",") <= 2 and not re.search(r"\d|我们", own)


def _names_what_follows(head: str, rank: int) -> bool:
    """Whether the first sentence of a marked paragraph is a heading for the rest of it."""
    own = bare(head)
    if rank == LISTED:
        return (
            len(head) <= _LISTED_LONGEST
            and own.count(",") <= 2
            and not re.search(r"\d|[:;；]|我们|分别|如下", own)
        )
    if rank >= ITEM:
        return len(head) <= 32 and not re.search(r"\d", own) and own.count(",") <= 2
    return not re.search(r"\d[^,]*,|,.*,.*,.*,", own)


def _text_pieces(reading: str, start: int, end: int, whole: Piece) -> Iterator[Piece]:
    """Text, with the heads of an enumeration 一是…。二是…。 in it where each is a short sentence with text after it."""
    at, piece = start, whole
    for head_start, head_end, rank, number in _enumeration(reading[start:end]):
        if start + head_start > at:
            yield replace(piece, start=at, end=start + head_start)
        body = start + head_start + len(number)
        yield Piece(
            "heading", start + head_start, start + head_end, rank, 2 if rank == POINT else 3, number, body
        )
        at = start + head_end
        piece = Piece("text", at, end)
    if at < end:
        yield replace(piece, start=at, end=end)


def _enumeration(words: str) -> Iterator[tuple[int, int, int, str]]:
    """Start, end, rank and marker of each head of the first sequence in `words` that counts 1, 2, 3 without a gap."""
    kinds = {1: LISTED, 2: POINT, 3: SUBITEM, 4: ITEM, 5: CIRCLED}
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
    short = len(head) <= _INLINE_LONGEST and head.count(",") <= 1
    return sentence.end() if short and not re.search(r"\d", bare(head)) and not TELLS.search(head) else None
