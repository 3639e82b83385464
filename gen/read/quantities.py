"""The numerals of a sentence: each an amount with its unit, or no amount, with the rule that says so.

The words are reading text: one width, no line ends. Patterns are tried at each numeral in the order of the tables; the first that
fits takes all the numerals it covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from gen import numerals, units
from gen.read import reasons


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral of a sentence; offsets count in that sentence."""

    start: int
    end: int
    reason: str
    "Why it is no figure; empty for an amount."
    values: tuple[Decimal, ...] = ()
    "One number, the two of a range, or the parts of a ratio."
    unit: str = ""
    more: bool = False
    "余 or 多 stands inside."


# A blank parts thousands too: 12 345件; three zeros never begin a number.
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?![\d.])|\d{1,3}(?:,\d{3})+\.\d+|"
    r"(?<![\d.])(?<!\d,)[1-9]\d{0,2}(?:[\ \u2009\u202f]\d{3}){1,4}(?:\.\d+)?(?![\d.,:/])|"
    r"(?!00)\d+(?:\.\d+)?)"
)
_MORE = r"(?:余(?!额|下|热|杭|姚|种不)|多(?!元化|媒体|功能|层次|方|渠道|样|年来|维|彩|措|点支撑|哈)|来(?=[个家项场名人次户件万亿]))"
_SCALE = r"(?:十(?!堰)|百(?!分点|分之|姓|色)|千(?!\ ?[瓦米克伏卡帕]|字节|年)|万(?!科|达广|事|物|众创)|亿(?!利|达))"
_AMOUNT = rf"{_NUMBER}(?:个(?=多?亿(?!元|级|万))|(?:\ ?{_SCALE}{{1,3}})?)(?:\ ?{_MORE})?(?:{_SCALE}{{1,2}}(?:余|多)?)?"
_HAN_AMOUNT = rf"""(?:
    (?:[零〇]?[一二两三四五六七八九]?{_SCALE})+                # 两千 三万六千 两万零五百
    (?:[零〇]?[一二三四五六七八九])?                            # 二十二 一百零五
    (?:{_MORE}(?:[万亿]{_MORE}?)?)?                             # 十余 二十多万
  | [一二三四五六七八九]点[零一二三四五六七八九]+{_SCALE}{{0,2}}[万亿]{_MORE}?  # 三点六万
)"""
_JOINT = r"\ ?(?:[-－—–―~～至]{1,2}|到)\ ?"

# The table of units is large: it stands in one pattern, tried where a number ends, and in no other.
_UNIT_BEHIND = re.compile(rf"\ ?{units.PATTERN}", re.VERBOSE)
_ONE = re.compile(_AMOUNT, re.VERBOSE)
_TO = re.compile(_JOINT, re.VERBOSE)
_RATIO = re.compile(r"(?P<low>\d+(?:\.\d+)?)\ ?[:∶︰﹕比]\ ?(?P<high>\d+(?:\.\d+)?)(?![\d:∶︰﹕.])", re.VERBOSE)
_PARTS = re.compile(r"\d+(?:\.\d+)?(?:\ ?[:∶︰﹕]\ ?\d+(?:\.\d+)?){2,}(?![\d:∶︰﹕])", re.VERBOSE)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}")
_PERCENT = 100
"What the parts of a structure come to: 22:46:32 is no time of day."
_RATE = re.compile(r"(?P<low>\d+(?:\.\d+)?)\ ?(?P<unit>/\ ?(?:10\ ?万|十万|1?百万|100\ ?万|1?万|千)人?)(?![\d人])", re.VERBOSE)
_BELOW_ZERO = re.compile(
    r"(?<=[\u4e00-\u9fff:(])(?<![年月日时号第])(?<!(?<![跌降升增滑变])[至到])"
    r"[-−－](?=\d+(?:\.\d+)?\ ?(?:%|‰|个百分点|℃|摄氏度))",
    re.VERBOSE,
)
_SPLIT = re.compile(
    rf"(?P<low>{_NUMBER})\ ?\([^()\n]{{1,40}}?[\u4e00-\u9fff][^()\n]{{0,40}}\)\ ?(?P<scale>{_SCALE}{{0,2}}{_MORE}?)",
    re.VERBOSE,
)
_SUM = re.compile(
    rf"(?:(?:{_NUMBER}{_SCALE}{{1,2}}){{2,}}(?:\d{{1,3}})?|{_NUMBER}万{_NUMBER}|{_NUMBER}[百千]\d{{1,3}})(?:{_MORE}[万亿]?)?", re.VERBOSE
)
_HAN_ONE = re.compile(_HAN_AMOUNT, re.VERBOSE)
_SHARED = re.compile(rf"(?P<low>{_NUMBER})(?:[、和与]{_NUMBER})*[、和与](?P<last>{_AMOUNT})", re.VERBOSE)
_SCALE_END = re.compile("[十百千万亿]+$")
_UNLISTED = re.compile(
    rf"(?P<low>{_NUMBER})(?P<unit>[\u4e00-\u9fff])(?<![底初末线号路楼级班队连营届期款后强佳界房室国省市区县校院第月日时点分年元])"
    r"(?=[,。;、)]|$)"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_SHARE = re.compile(
    r"(?P<of>[百千])分之(?P<low>(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九零百]+)(?:点[零一二三四五六七八九]+)?|"
    r"\d+(?:\.\d+)?)"
)

# Nouns that are counted without a classifier: 辖7村3社区. Other nouns after a bare number make it a name: 12345热线.
_COUNTED = re.compile(
    r"\ ?(?:村|社区|小区|街道|镇|乡|县(?!道)|市|区|居委|网格|儿童|学生|居民|群众|党员|企业|项目|家庭|人口|户籍|职工|名?户籍|岗位|"
    r"机构|单位|部门|床位|车位|泊位|志愿者|"
    r"老人|学校|公司|人才|校|院|馆|园|站|厂|员工|个体工商户|个体户|(?:富余|剩余|农村)?劳动力|农户|商户|干部|代表|委员|村庄|行政村|自然村|组织|店|"
    r"国(?![际家内有庆民道])|省(?![道级市委]))"
)
_NUMBERING = re.compile(r"(?:\(\ ?\d{1,2}\ ?\)|\d{1,2}\ ?(?:、(?!\ ?\d)|\.(?!\d)|\.(?=(?:19|20)\d{2}\ ?年)|\)))")
_APART = re.compile(r"\d{1,2}\ (?=[\u4e00-\u9fff])", re.VERBOSE)
_FIRST_DIGITS = re.compile(r"\d+")
_ROUND = re.compile("(?:近|超|超过|过|上|逾|约|达|突破)$")
_PLAIN_CLASSIFIERS = frozenset("个家项场次处名位户条件所座套台")
_RANK = re.compile("(?:排名|排位|位次|名次|(?<![\\d余多万])位居(?!民|家)|位列|名列|居全|列全)[^,。;]{0,14}$")
_ADDRESS = re.compile("[东西南北]|单元|楼道|门口|旁|后面|前面|围墙|\\d")
_NO_AMOUNT_BEHIND = frozenset("几数第每初“各")
_LONGER = frozenset("零〇一二两三四五六七八九十百千万亿")
_FREEZING = re.compile(r"零下(?:约|近|达|达到|低至)?\ ?$", re.VERBOSE)
_DEGREES = frozenset(("度", "℃", "摄氏度"))
_TITLE = re.compile(r"《[^》\n]{1,80}》")
_QUOTED = re.compile(r"[“\"‘]([^”\"’\n]{1,14})[”\"’]")
_START = re.compile(
    r"\d|[百千]分之|[一二两三四五六七八九]?[十百千]|[一二两三四五六七八九][万亿]|[一二三四五六七八九]点[零一二三四五六七八九]+[十百千万亿]"
)
_DIGIT_RUN = re.compile(r"\d+(?:[.,]\d+)*")
_HAN_RUN = re.compile("[一二两三四五六七八九十百千万亿零]+")
_DAY = re.compile(r"\d{1,2}[.·•・]\d{1,2}")
_CLAUSE_START = re.compile(r"^\ ?$|[。;:,!?)\ ]\ ?$", re.VERBOSE)


def numerals_in(words: str) -> Iterator[Numeral]:
    """The numerals of a sentence, in order: each digit in exactly one; Han numerals where they may report an amount.

    >>> [(n.reason or n.unit, n.start, n.end) for n in numerals_in("2016年发放救助金1547万元，获荣誉十余项。")]
    [('year', 0, 5), ('元', 10, 16), ('项', 20, 23)]
    """
    titles = [m.span() for m in _TITLE.finditer(words)]
    quotes = [m.span() for m in _QUOTED.finditer(words)]
    at = 0
    while match := _START.search(words, at):
        start = match.start()
        found = _enclosed(words, start, titles, quotes) or (_digits if words[start].isdigit() else _han)(words, start)
        if found is None:
            at = match.end()
            continue
        yield found
        at = max(found.end, start + 1)


def _enclosed(words: str, start: int, titles: list[tuple[int, int]], quotes: list[tuple[int, int]]) -> Numeral | None:
    """A numeral in a title 《》 or in short quotes, which is the name of something."""
    run = _DIGIT_RUN if words[start].isdigit() else _HAN_RUN
    for spans, reason in ((titles, "title"), (quotes, "slogan")):
        while spans and spans[0][1] <= start:
            spans.pop(0)
        if not spans or spans[0][0] >= start:
            continue
        first, last = spans[0]
        if reason == "slogan" and _DAY.fullmatch(words, first + 1, last - 1):
            return Numeral(start, last - 1, "date")
        return Numeral(start, _run_end(words, start, run), reason)
    return None


def _run_end(words: str, start: int, pattern: re.Pattern[str]) -> int:
    match = pattern.match(words, start)
    return match.end() if match else start + 1


def _digits(words: str, start: int) -> Numeral:
    """The numeral that begins with a digit: numbering, no amount by a rule, or an amount."""
    if numbering := _read_numbering(words, start):
        return numbering
    for read in (_read_below_zero, _read_parts, _read_rate, _read_ratio, _read_sum):
        if found := read(words, start):
            return found
    for reason, pattern in reasons.NO_AMOUNT:
        if (match := pattern.match(words, start)) and match.end() > start and not _is_measured(match):
            return Numeral(start, match.end(), reason)
    for reader in (_read_range, _read_split, _read_plain, _read_shared, _read_unlisted):
        if found := reader(words, start):
            return found
    if match := reasons.BARE_YEAR.match(words, start):
        return Numeral(start, match.end(), "year")
    return Numeral(start, _run_end(words, start, _DIGIT_RUN), "bare")


def _read_numbering(words: str, start: int) -> Numeral | None:
    """The number of an item: 1. (2) 3、 at the start of a clause."""
    opened = start - 1 if words[start - 1 : start] == "(" else start
    if opened == start and not _CLAUSE_START.search(words[max(0, start - 3) : start]):
        return None
    if _NUMBERING.match(words, opened) is None and not _is_set_apart(words, start):
        return None
    return Numeral(start, _run_end(words, start, _FIRST_DIGITS), "numbering")


def _is_set_apart(words: str, start: int) -> bool:
    """Whether blanks alone set the number of an item off: 。  3 村庄整治; 3 个 is an amount."""
    match = _APART.match(words, start)
    return match is not None and words[max(0, start - 2) : start] in ("", "  ") and not units.at(words, match.end())


def _amount(words: str, start: int, end: int, values: tuple[str, ...], unit: str) -> Numeral | None:
    numbers = tuple(n for v in values if (n := numerals.exact(v)) is not None)
    if len(numbers) != len(values):
        return None
    if _is_freezing(words, start, unit.strip()):
        numbers = tuple(-n for n in numbers)
    return Numeral(start, end, "", numbers, _unit(unit), bool(re.search("[余多]", "".join(values))))


def _is_freezing(words: str, start: int, unit: str) -> bool:
    """Whether 零下 before the number is its sign."""
    return unit in _DEGREES and _FREEZING.search(words[max(0, start - 7) : start]) is not None


def _unit(words: str) -> str:
    """The unit as it is counted with, without the blanks that part it."""
    return words.replace(" ", "")


def _unit_at(words: str, at: int) -> str:
    """The unit at the end of a number, with the blank that may part them; empty where there is none."""
    match = _UNIT_BEHIND.match(words, at)
    return match[0] if match else ""


def _is_measured(match: re.Match[str]) -> bool:
    """Whether what looks like a month, 2016.12, is a number with its unit."""
    return reasons.POINTED_YEAR.fullmatch(match[0]) is not None and bool(_unit_at(match.string, match.end()))


def _read_range(words: str, start: int) -> Numeral | None:
    """Two numbers joined: 15%—18%, 3000万元至5000万元, 10-20户."""
    first, joint, second = _range_at(words, start)
    if first is None or joint is None or second is None:
        return None
    unit = _unit_at(words, second.end())
    low, high, low_unit = first[0], second[0], words[first.end() : joint.start()].replace(" ", "")
    end = second.end() + len(unit)
    unit = _unit(unit)
    if not unit or (low_unit and low_unit != unit):
        return None
    scale = _SCALE_END.search(high)
    if scale and not low_unit and not re.search("[十百千万亿]", low):
        low += scale[0]
    least, most = numerals.exact(low), numerals.exact(high)
    if least is None or most is None or least >= most:
        return None
    if _is_freezing(words, start, unit):
        least, most = -most, -least
    if kind := _kind_of(words, start, end, unit):
        return Numeral(start, end, kind)
    return Numeral(start, end, "", (least, most), unit)


def _range_at(words: str, start: int) -> tuple[re.Match[str] | None, re.Match[str] | None, re.Match[str] | None]:
    """The first number of a range, what joins it and the second number; the first may have a unit of its own."""
    first = _ONE.match(words, start)
    if first is None:
        return None, None, None
    joint = _TO.match(words, first.end() + len(_unit_at(words, first.end()))) or _TO.match(words, first.end())
    return first, joint, _ONE.match(words, joint.end()) if joint else None


def _read_ratio(words: str, start: int) -> Numeral | None:
    match = _RATIO.match(words, start)
    if match is None or (match[0].count("比") and not re.search("[以约为]$|比例", words[max(0, start - 8) : start])):
        return None
    if words[start - 1 : start] in ("图", "表"):
        return None  # 图1:2011-2015年
    clock = re.fullmatch(r"(?:[01]?\d|2[0-4])", match["low"]) and re.fullmatch(r"[0-5]\d", match["high"])
    if clock and not re.search("比|配|按", words[max(0, start - 12) : start]):
        return None
    return _amount(words, start, match.end(), (match["low"], match["high"]), ":")


def _read_parts(words: str, start: int) -> Numeral | None:
    """A proportion of three parts or more: 9.7:47.3:43; 8:30:00 is a time of day."""
    match = _PARTS.match(words, start)
    if match is None:
        return None
    parts = tuple(re.findall(r"\d+(?:\.\d+)?", match[0]))
    if _CLOCK.fullmatch(match[0]) and sum(map(int, parts)) != _PERCENT:
        return None
    return _amount(words, start, match.end(), parts, ":")


def _read_rate(words: str, start: int) -> Numeral | None:
    """So many in a hundred thousand: 3.85/10万."""
    match = _RATE.match(words, start)
    return _amount(words, start, match.end(), (match["low"],), match["unit"].replace(" ", "")) if match else None


def _read_below_zero(words: str, start: int) -> Numeral | None:
    """A share below zero, its sign part of the number: 自然增长率为-0.86‰."""
    if not start or _BELOW_ZERO.match(words, start - 1) is None:
        return None
    found = _read_plain(words, start)
    if found is None or found.reason:
        return None
    return replace(found, start=start - 1, values=tuple(-v for v in found.values))


def _read_sum(words: str, start: int) -> Numeral | None:
    """A number in more than one scale: 3亿5000万元, 1亿3千5百万人口."""
    match = _SUM.match(words, start)
    alone = match and len(re.findall("[十百千万亿]", match[0])) > 2
    return _with_unit(words, match) or (_amount(words, start, match.end(), (match[0],), "") if match and alone else None)


def _read_split(words: str, start: int) -> Numeral | None:
    """A number cut by an insertion: 134.9(含东方购物63.7)亿元."""
    match = _SPLIT.match(words, start)
    return _with_unit(words, match, match["low"] + match["scale"]) if match else None


def _with_unit(words: str, match: re.Match[str] | None, low: str = "") -> Numeral | None:
    """The amount that `match` begins, if a unit follows; `low` is its number, else all that matched."""
    unit = _unit_at(words, match.end()) if match else ""
    if match is None or not unit:
        return None
    return _amount(words, match.start(), match.end() + len(unit), (low or match[0],), unit)


def _read_plain(words: str, start: int) -> Numeral | None:
    match = _ONE.match(words, start)
    if match is None:
        return None
    low = match[0].rstrip()
    scaled = not low[-1].isdigit()
    unit = _unit_at(words, match.end())
    if scaled and unit.strip() == "级":
        unit = ""  # 500亿级产业群
    end = match.end() + len(unit) if unit else start + len(low)
    if not unit and not scaled and not _COUNTED.match(words, end):
        return None
    if not unit and not scaled and reasons.BARE_YEAR.fullmatch(low):
        return None
    if kind := _kind_of(words, start, end, unit.strip()):
        return Numeral(start, end, kind)
    return _amount(words, start, end, (low,), unit)


def _read_shared(words: str, start: int) -> Numeral | None:
    """A number that shares the unit of the last of its list: 分别下降0.01、0.85个百分点."""
    match = _SHARED.match(words, start)
    if match is None or "分别" not in words[max(0, start - 40) : start]:
        return None
    scale = _SCALE_END.search(match["last"])
    unit = _unit_at(words, match.end())
    if not unit:
        return None
    return _amount(words, start, match.end("low"), (match["low"] + (scale[0] if scale else ""),), unit)


def _read_unlisted(words: str, start: int) -> Numeral | None:
    """A number with a classifier that the table lacks, where it closes the phrase: 提供样本50槽,."""
    match = _UNLISTED.match(words, start)
    if match is None or not _HAN.match(words[start - 1 : start]):
        return None
    return _amount(words, start, match.end(), (match["low"],), match["unit"])


def _kind_of(words: str, start: int, end: int, unit: str) -> str:
    """Why a number with a unit is no amount all the same: it ranks or is an address; empty if it is one."""
    if unit in ("位", "名") and _RANK.search(words[max(0, start - 24) : start]):
        return "ordinal"
    if unit in ("栋", "幢") and (_ADDRESS.match(words, end) or words.count(unit, start, end) > 1):
        return "ordinal"
    return ""


def _han(words: str, start: int) -> Numeral | None:
    """The numeral that begins with a Han character, if it reports an amount or is one of the known kinds that do not."""
    if match := _HAN_SHARE.match(words, start):
        return _han_share(match)
    if words[start - 1 : start] in _LONGER:
        return None  # in the middle of a numeral that is no amount as a whole: 二三百户
    measured = words[start] in "百千万" and _ROUND.search(words[max(0, start - 4) : start])
    for reason, pattern in reasons.HAN_NO_AMOUNT:
        if match := pattern.match(words, start):
            phrase = Numeral(start, match.end(), reason)
            doubtful = measured and (reason == "slogan" or match[0] == "千万")
            return (_han_amount(words, start) or phrase) if doubtful else phrase
    return _han_amount(words, start)


def _han_amount(words: str, start: int) -> Numeral | None:
    """A number in Han characters with its unit: 两千多户, 十余项; without a word of measure beside it 百家 is none."""
    match = _HAN_ONE.match(words, start)
    unit = _unit_at(words, match.end()) if match else ""
    if match is None or not unit or words[start - 1 : start] in _NO_AMOUNT_BEHIND:
        return None
    if unit.strip() in ("年", "天", "日", "岁", "周年") and "余" not in match[0]:
        return Numeral(start, match.end() + len(unit), "name")
    if _is_round(match[0], unit) and not _ROUND.search(words[max(0, start - 4) : start]):
        return None
    return _with_unit(words, match)


def _is_round(low: str, unit: str) -> bool:
    """百家, 千亿斤: without a word of measure beside them names and phrases more often than amounts; 十个 is an amount."""
    return not re.search("[一二两三四五六七八九余多]", low) and (low != "十" or unit not in _PLAIN_CLASSIFIERS)


def _han_share(match: re.Match[str]) -> Numeral | None:
    whole, _, fraction = match["low"].partition("点")
    number = numerals.exact(whole)
    if number is None:
        return None
    digits = "".join(str(numerals.integer(c)) for c in fraction)
    unit = "%" if match["of"] == "百" else "‰"
    return Numeral(match.start(), match.end(), "", (number + Decimal(f"0.{digits}") if digits else number,), unit)

