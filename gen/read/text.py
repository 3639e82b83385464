"""From raw text to reading text: furniture set aside, cut lines joined, width and script folded, certain errata applied.

The raw text is never changed. Every code point of the reading text knows the raw span it stands for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from gen import script, units
from gen.characters import LINE_END, fold_width, is_blank
from gen.model import Erratum, Seed, Span, Text
from gen.read import furniture

_TERMINAL = "。！？!?…"
_OPEN = ",、(“‘《〈【"
_CLOSING = ",、。；;:)”’》〉】%‰"
_STARTS_NEW = re.compile(
    r"""(?:
      [一二三四五六七八九十百]{1,4}\s*[、.]       # 一、
    | \(\s*[一二三四五六七八九十]{1,4}\s*\)       # (一)
    | 第[一二三四五六七八九十百\d]{1,4}(?:章|部分|篇|节)
    | \d{1,2}\s*(?:、|\.(?!\d)|\))                # 1. 1、 1)
    | \(\s*\d{1,2}\s*\)                           # (1)
    | [①-⑳⑴-⒛㈠-㈩]
    | ——
    | [一二三四五六七八九十]{1,2}是
    | 附件\d*
    )""",
    re.VERBOSE,
)
_NUMBER_ONLY = re.compile(r"\d[\d.,]*[十百千万亿]{0,3}[%‰]?")
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d")
_BEFORE_UNIT = (re.compile(" ?[余多]? ?[十百千万亿]{1,2}[余多]? ?"), re.compile(" ?[余多]? ?"))
"What may stand between a line end within an amount and the measure, the longer first."
_ENDS_IN_SCALE = re.compile(
    r"""(?:
      \d\ ?[十百千万亿]{1,3}\ ?[余多]?                                  # 3.6万  10万余
    | \d\ ?[余多]
    | [一二两三四五六七八九][十百千万亿]*[百千万亿][余多]?             # 三万六千
    | [十百千][余多]                                                   # 十余
    )$""",
    re.VERBOSE,
)
_HAN_DIGIT = "[一二两三四五六七八九]"
_HAN_LEFT = re.compile(rf"{_HAN_DIGIT}[十百千万亿]+零?$")
_HAN_RIGHT = re.compile(rf"(?:零?{_HAN_DIGIT}[十百千万亿]*)+[余多]?")
"Both halves of a number in words: 三万 | 六千户."
_ENDS_IN_NUMBER = re.compile(r"[\u4e00-\u9fff]\ ?\d[\d,]*(?:\.\d+)?$", re.VERBOSE)
_LABELLED = re.compile(r"(?:附件|附表|附录|表|图|之|第|页|栏|专栏|案例)\ ?\d+$|(?<!\d)(?:19|20)\d\d$", re.VERBOSE)
"A number that ends a line and counts nothing: 附件1, 2016."
_OF_DATES = frozenset(("年", "月", "日", "天", "点", "分", "号", "期", "届"))
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+")
"Zero-width marks, marks of direction, and what chooses among glyphs."
_MIDDLE_POINT = re.compile(r"(?<=\d)[·•・](?=\d{1,2} ?(?:[%‰]|个百分点|[万亿]))")
_SOUND = re.compile(r"(?<=[\u3400-\u9fff])\((?=[a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[^\W\d_\u3400-\u9fff]{1,6}\)")
"The sound of the character before it."
_DOT = re.compile(r"(?<=[\u3400-\u9fff]{2})\.(?=[\u3400-\u9fff]|[“‘])")
"A half-width or full-width full stop between Chinese words."
_LISTED = re.compile(r"(?:[一二三四五六七八九十百〇零]|第[^,。]{1,6}[章节篇条款]|部分|附[件表录注])$")
"What stands before the point of a list, and no sentence."
_SOUNDS = "阿艾尔肯吐尼亚孜买提力不都热依木江古丽卡斯拉麦克达巴娜扎伊米吾布努合哈迪夏帕甫约翰史密汤姆杰弗里森"
_NAMED = re.compile(rf"[{_SOUNDS}]{{2}}")
"Characters that write the sound of foreign names: 艾尔肯.吐尼亚孜."
_WORDS_BEFORE, _WORDS_BEHIND = 10, 6
"Characters up to the stop before and the mark behind that make sentences of both sides, and no list of words: 创新.协调.绿色."
_SPACED = re.compile(r"(?<![\d.])\d(?: \d)+(?![\d.])")
_HABIT, _NO_WIDTH = 5, "\u200b"
"Numbers set digit by digit from which on they are the text's way; what stands for a blank between digits."
_LEADING_NUMBER = re.compile("\\d[\\d.,]*[十百千万亿]*[余多]?[万亿]?")
_TABLE = "序号"
"The head of a table's first column."
_SCATTERED = 3
"Lines of prose that break off before a number, from which on such breaks are the text's habit."
_WIDEST = 80
"Columns; nobody wraps text by hand wider than this."


@dataclass(frozen=True, slots=True)
class _Line:
    """One raw line, blanks trimmed; `indent` counts the blanks cut from its start."""

    start: int
    end: int
    folded: str
    indent: int
    fresh: bool = False
    "A blank line stands before it."
    cut: bool = False
    "A page number stands before it."


def read(seed: Seed) -> Text:
    """The seed's text, ready for the rules of outline and figures."""
    traditional = script.is_traditional(seed.raw)
    folded = _stopped(_tightened(fold_width(script.fold(seed.raw) if traditional else seed.raw)))
    lines = list(_lines(seed.raw, folded))
    spans = tuple(sorted(_furniture([line for line in lines if line.folded])))
    certain = tuple(e for e in seed.errata if e.certainty == "certain")
    reading, starts, ends = _compose(folded, _join(list(_without(lines, spans))), certain)
    if traditional and certain:
        reading = script.fold(reading)
    return Text(seed.raw, reading, starts, ends, spans, seed.errata)


def _tightened(folded: str) -> str:
    """The same length, with numbers set apart digit by digit (4 9 2 5 0) closed up, 4·3% with a point, and no pinyin beside its character.

    What goes becomes a mark of no width. One or two such runs may be lists of numbers; a text full of them is set that way.
    Pages that turn a text into Traditional characters leave the sound behind some of them: 農(nóng)民.
    """
    folded = _MIDDLE_POINT.sub(".", folded)
    folded = _SOUND.sub(lambda m: _NO_WIDTH * len(m[0]), folded)
    if len(_SPACED.findall(folded)) < _HABIT:
        return folded
    return _SPACED.sub(lambda m: m[0].replace(" ", _NO_WIDTH), folded)


def _stopped(folded: str) -> str:
    """The same length, with 。 for a point that surely ends a sentence: 总投资12.5亿元.坚持“一网通办”,集成服务.

    >>> _stopped("新开工重大项目23个,总投资12.5亿元.坚持“一网通办”改革")
    '新开工重大项目23个,总投资12.5亿元。坚持“一网通办”改革'
    >>> _stopped("自治区人民政府代主席艾尔肯.吐尼亚孜代表自治区人民政府作报告")
    '自治区人民政府代主席艾尔肯.吐尼亚孜代表自治区人民政府作报告'
    """
    out = list(folded)
    for dot in _DOT.finditer(folded):
        before = re.split(r"[。!?\n\r]", folded[max(0, dot.start() - 200) : dot.start()])[-1]
        behind = re.split(r"[。!?\n\r,;:、.]", folded[dot.end() : dot.end() + 40])[0]
        whole = all(before.count(opens) == before.count(closes) for opens, closes in ("“”", "‘’", "《》", "()"))
        named = _NAMED.match(behind) or _NAMED.search(before[-2:])
        if whole and not named and not _LISTED.search(before) and len(before) >= _WORDS_BEFORE and len(behind) >= _WORDS_BEHIND:
            out[dot.start()] = "。"
    return "".join(out)


def _lines(raw: str, folded: str) -> Iterator[_Line]:
    start = 0
    for match in LINE_END.finditer(raw):
        yield _trimmed(folded, start, match.start())
        start = match.end()
    yield _trimmed(folded, start, len(raw))


def _trimmed(folded: str, start: int, end: int) -> _Line:
    first = start
    while first < end and is_blank(folded[first]):
        first += 1
    while end > first and is_blank(folded[end - 1]):
        end -= 1
    return _Line(first, end, folded[first:end], first - start)


def _furniture(full: list[_Line]) -> Iterator[Span]:
    """Whole lines that belong to the page and not to the report, and a date that trails the title."""
    whole = set(furniture.whole([line.folded for line in full]))
    titles = 0
    for n, line in enumerate(full):
        if n in whole:
            yield Span(line.start, line.end)
            continue
        titles += 1
        at = furniture.trailing_date(line.folded) if titles <= 3 else None
        if at is not None:
            yield Span(line.start + at, line.end)


def _without(lines: list[_Line], spans: tuple[Span, ...]) -> Iterator[_Line]:
    """The lines that hold text, less their furniture, which is always a whole line or a line's tail."""
    tails = {span.end: span.start for span in spans}
    blank = page = False
    for line in lines:
        end = tails.get(line.end, line.end) if line.folded else line.end
        cut = line.folded[: end - line.start].rstrip()
        if cut:
            # A page number and the blank lines around it cut through a paragraph without ending it.
            yield _Line(line.start, line.start + len(cut), cut, line.indent, blank and not page, page)
            blank = page = False
        page = page or (not cut and furniture.is_page_number(line.folded))
        blank = blank or not line.folded


def _join(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Lines grouped into paragraphs: a line end in mid-sentence does not end one."""
    width = _wrap_width(lines)
    habits = _Habits(width, bool(width) and _marks_paragraphs(lines), _is_scattered(lines))
    group: list[_Line] = []
    for line in lines:
        in_table = bool(group) and "\t" in group[-1].folded + line.folded  # a row is whole
        if group and not in_table and _continues(group[-1], line, habits):
            group.append(line)
        else:
            if group:
                yield group
            group = [line]
    if group:
        yield group


def _wrap_width(lines: list[_Line]) -> int:
    """The column at which the text was hard-wrapped, or 0: no line is longer, and most that break off end near it."""
    widths = [len(line.folded) + line.indent for line in lines]
    if not widths or max(widths) > _WIDEST:
        return 0
    unended = [(w, line) for w, line in zip(widths, lines, strict=True) if line.folded[-1] not in _TERMINAL]
    broken = [w for w, line in unended if len(line.folded) >= 15]
    widest = max(broken, default=0)
    near = sum(w >= widest - 4 for w in broken)
    # A post sets a phrase on each line: most of its lines end early.
    return widest if len(broken) >= 3 and near * 2 >= len(broken) and near * 4 >= len(unended) else 0


def _marks_paragraphs(lines: list[_Line]) -> bool:
    """Whether an indent opens each paragraph: then a line without one goes on, even behind a full stop."""
    indents = sum(line.indent >= 2 for line in lines)
    after_short = [
        below.indent >= 2
        for line, below in pairwise(lines)
        if line.folded[-1] in _TERMINAL and len(line.folded) < 15
    ]
    return 2 <= indents < len(lines) and sum(after_short) * 10 >= len(after_short) * 9


def _is_scattered(lines: list[_Line]) -> bool:
    """Whether numbers stand apart from their prose, as where a page set each in a tag of its own: 出动⏎8000⏎余人次,出动⏎1000."""
    if any(line.folded.startswith(_TABLE) for line in lines):
        return False  # each line is a cell
    return sum(_breaks_off(above.folded, below.folded) for above, below in pairwise(lines)) >= _SCATTERED


def _breaks_off(above: str, below: str) -> bool:
    """Whether prose stops before a number that begins the next line."""
    prose = re.search("[,;。]", above) and above[-1] not in _TERMINAL
    return bool(prose and _begins_in_number(below) and not _STARTS_NEW.match(below))


def _begins_in_number(line: str) -> bool:
    """Whether a line begins with an amount, and not with the number of a table's row: 8000余人次, not 2完善."""
    number = _LEADING_NUMBER.match(line)
    return number is not None and (number.end() == len(line) or bool(units.at(line, number.end())))


def _goes_on_scattered(above: str, below: str) -> bool:
    if _begins_in_number(below):
        return _breaks_off(above, below) or _is_broken_prose(above)
    return bool(_NUMBER_ONLY.fullmatch(above) or (above[0].isdigit() and re.search("[,;]", above)))


def _continues(line: _Line, following: _Line, habits: _Habits) -> bool:
    """Whether `following` goes on in mid-sentence: the line broke at the margin, or where no paragraph can end."""
    width, indented = habits.width, habits.indented
    last, first = line.folded[-1], following.folded[0]
    full = bool(width) and not following.fresh and len(line.folded) + line.indent >= width - 4
    if last == "(" and len(line.folded) <= 3:
        return True  # (⏎三) is one marker
    if indented and full and following.indent == 0 and len(line.folded) + line.indent >= width - 1:
        return True
    if _STARTS_NEW.match(following.folded) or last in _TERMINAL:
        return False
    if _parts_measure(line.folded, following.folded):
        return True
    if following.indent >= 2 and last not in _OPEN:
        return False
    if last in _OPEN or first in _CLOSING or _cuts_a_number(line.folded, following.folded):
        return True
    if habits.scattered and not _STARTS_NEW.match(line.folded[:4]) and _goes_on_scattered(line.folded, following.folded):
        return True
    return full or (following.cut and _is_broken_prose(line.folded))


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a text breaks its lines."""

    width: int
    "The column at which it was wrapped, or 0."
    indented: bool
    "An indent opens each paragraph."
    scattered: bool
    "Numbers stand on lines of their own."


def _is_broken_prose(above: str) -> bool:
    """Whether a page ended in the middle of this line's paragraph: it is long or has clauses, and is no heading or title."""
    if _STARTS_NEW.match(above) and not re.search("[。；;]", above):
        return False
    names = re.search(
        "(?:报告|总结|计划|安排|要点|回顾|任务|目标|街道|办事处|政府|局|[市县区镇乡]长.{0,6})$", above
    )
    return len(above) >= 10 and (bool(re.search("[,;；。]", above)) or not names)


def _parts_measure(above: str, below: str) -> bool:
    """Whether a line end stands between an amount and its measure, or before 余 多 and the measure: 3.6万 | 人次, 2000 | 余户."""
    if _HAN_LEFT.search(above) and (rest := _HAN_RIGHT.match(below)) and units.at(below, rest.end()):
        return True
    ends = (match.end() for pattern in _BEFORE_UNIT if (match := pattern.match(below)))
    start = next((end for end in ends if units.at(below, end)), None)
    if start is None:
        return False
    unit = units.at(below, start)
    if _ENDS_IN_SCALE.search(above):
        return True
    if not _ENDS_IN_NUMBER.search(above):
        return False
    if start:
        return True
    if _LABELLED.search(above) or unit in _OF_DATES:
        return False
    return len(unit) > 1 or bool(re.search("[,;。]", below)) or len(unit) == len(below)


def _cuts_a_number(above: str, below: str) -> bool:
    """Whether a line end stands within a number or a word of letters: 3. | 6万, PM | 2.5, 1547 | 万元."""
    last, first = above[-1], below[0]
    if last.isascii() and last.isalpha():
        return first.isdigit() and first.isascii()
    if last == "." and len(above) > 1 and above[-2].isdigit():
        return first.isdigit()
    if _YEAR_ONLY.fullmatch(above) and first == "年":
        return True
    if _NUMBER_ONLY.fullmatch(above) or _ENDS_IN_SCALE.search(above):
        return first in "余多" or bool(units.at(below))
    if not last.isdigit():
        return False
    if first.isdigit():
        return len(above) > 12 and len(below) > 12
    return first in ".%‰" or bool(
        re.match("[十百千万亿]|年度?[^度].*[,。]|[个户人名家件元吨亩][^、].*[,。]", below)
    )


def _compose(
    folded: str, paragraphs: Iterable[list[_Line]], errata: Iterable[Erratum]
) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The reading text with, for each of its code points, the raw start and end."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    pending = sorted(errata, key=lambda e: e.span)
    for paragraph in paragraphs:
        if chars:
            chars.append("\n")
            starts.append(ends[-1])
            ends.append(paragraph[0].start)
        for line in paragraph:
            _copy(folded, line, pending, (chars, starts, ends))
    return "".join(chars), tuple(starts), tuple(ends)


def _copy(
    folded: str, line: _Line, errata: list[Erratum], out: tuple[list[str], list[int], list[int]]
) -> None:
    """The line with its errata applied; one that reaches beyond the line is left as printed."""
    chars, starts, ends = out
    at = line.start
    for erratum in errata[bisect_left(errata, line.start, key=lambda e: e.span.start) :]:
        if erratum.span.end > line.end:
            break
        _plain(folded, at, erratum.span.start, out)
        reading = fold_width(erratum.reading)
        chars.extend(reading)
        starts.extend([erratum.span.start] * len(reading))
        ends.extend([erratum.span.end] * len(reading))
        if not reading and ends and erratum.span.start > line.start:
            ends[-1] = erratum.span.end  # words that are to go still belong to what stands before them
        at = erratum.span.end
    _plain(folded, at, line.end, out)


def _plain(folded: str, start: int, end: int, out: tuple[list[str], list[int], list[int]]) -> None:
    """The characters from `start` to `end`, without the invisible ones: the rules read none, and the offsets count them."""
    chars, starts, ends = out
    at = start
    for hidden in (*_HIDDEN.finditer(folded, start, end), None):
        stop = hidden.start() if hidden else end
        chars.extend(folded[at:stop])
        starts.extend(range(at, stop))
        ends.extend(range(at + 1, stop + 1))
        if hidden is None:
            break
        at = hidden.end()
        if ends and starts[-1] >= start and not all(map(is_blank, hidden[0])):
            ends[-1] = at  # what chooses a glyph belongs to its character
