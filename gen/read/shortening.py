"""Words that are too long for a name, cut at a joint of the phrase so that they still tell what is measured."""

from __future__ import annotations

import re

from gen.read import clauses

LONGEST = 14
"Characters of a name; longer ones are cut at a joint of the phrase."
WHOLE = 18
"A phrase without a joint, or a list whose items a cut would lose, is kept whole up to here."
_HELD = re.compile("(?<=...)(?<!组织)(?:开展|举办|召开|筹建)(?!的)(?!.*、)\\S{4,}$")
"What someone holds or founds, at the end of words too long for a name."
_MARKED_OFF = re.compile("[及(含)]*以[上下]")
_LISTED = re.compile("[、和与及]")
_KIND = re.compile("(?:企业|项目|产品|基地|园区|平台|机构|活动|工程|人才|人员|产业|集群|场所|设施|领域|方面|行业|服务|学校|实验室|中心)$")
"What the items of a list are, told once behind the last."
_ITEM = 8
"An example of a list is no longer than this."
FEW = 3
"Words of so few characters behind a list say little without one of its items."
_PREDICATE = re.compile(
    f"(?<=.)(?:获批|{clauses.VERB.pattern}|入选|进入|纳入|列入|落地|投产|通过|达到|实现|稳定|成为|应用|全部|全面|率先|接入)"
)
"What those do who are counted, behind their noun: 9个园区入选名单."
_ADVERBIAL = re.compile("(?<=..)在[^在]{2,14}?[中内上下](?=获|入选|取得|位|荣)")


def short(words: str) -> str:
    """`words`, cut at a joint of the phrase if they are too long: verb and last noun stay.

    >>> short("新培育科技型、高成长创新型、新型工业化示范型企业"), short("铁路、高速公路、水路通道")
    ('新培育科技型等企业', '铁路、高速公路、水路通道')
    """
    words = words.strip("、,的 ")
    if len(words) <= LONGEST or (len(words) <= WHOLE and _LISTED.search(words) and "等" not in words):
        return words
    held = _HELD.search(words)
    if held and len(held[0]) <= WHOLE:
        return held[0]
    verb = clauses.VERB.match(words)
    head = verb[0] if verb else ""
    return _by_example(words, head) or _at_joint(words, head) or (words if head and len(words) <= WHOLE else _cut(words))


def _by_example(words: str, head: str) -> str:
    """The first item of a list of kinds, for all of it; empty where the words are no such list."""
    items = words[len(head) :].split("、")
    kind = _KIND.search(items[-1])
    if len(items) < 3 or kind is None or len(items[0]) > _ITEM or items[0].endswith(kind[0]):
        return ""
    return f"{head}{items[0]}等{kind[0]}"


def _at_joint(words: str, head: str) -> str:
    """The verb and what stands behind the last joint that leaves words short enough; empty if none does."""
    for joint in ("等", "的", "、", "和", "及", "地区"):
        tail = words.rsplit(joint, 1)[-1]
        if _MARKED_OFF.match(tail) or tail.startswith("生产总值"):
            continue
        if joint == "的" and len(tail) <= 4 and len(words) <= WHOLE:
            return words
        if len(tail) >= 2 and len(head) + len(tail) <= LONGEST:
            if joint == "等" and len(tail) <= FEW and (item := re.split("[、和及]", words[len(head) :])[0]) and len(item) <= _ITEM:
                return f"{head}{item}等{tail}"
            return tail if tail.startswith(head) else head + tail
    return ""


def _cut(words: str) -> str:
    """The end of words that have no joint to cut at: from a verb on, else from behind some joint, else so many characters."""
    verbs = [m.start() for m in clauses.VERB.finditer(words)]
    for longest in (LONGEST, WHOLE):
        if start := next((at for at in verbs if 5 <= len(words) - at <= longest), 0):
            return words[start:]
    if len(words) <= WHOLE:
        return words
    tails = (words.rsplit(joint, 1)[-1] for joint in ("、", "和", "及", "的"))
    return next((tail for tail in tails if 2 <= len(tail) <= WHOLE), words[-LONGEST:])


def deed(words: str) -> str:
    """Those counted and what they do, without where and with the end of what they do it to: who stands first is never cut off.

    >>> deed("医院在国家绩效考核中获评良好等级"), deed("市获批国家县域卫生综合改革与高质量发展示范项目城市")
    ('医院获评良好等级', '市获批高质量发展示范项目城市')
    """
    words = _ADVERBIAL.sub("", words)
    done = _PREDICATE.search(words)
    if len(words) <= WHOLE or done is None or done.end() > LONGEST:
        return words
    who, what = words[: done.end()], words[done.end() :]
    tails = (re.split("[的、和与及等]", what)[-1], "")
    return next(who + tail for tail in tails if len(who) + len(tail) <= WHOLE)


def ending(words: str, room: int) -> str:
    """The longest end of `words` that fits into so many characters and begins with a verb or behind a joint; else empty."""
    if len(words) <= room:
        return words
    starts = sorted({m.start() for m in clauses.VERB.finditer(words)} | {m.end() for m in re.finditer("[的、和与及]", words)})
    return next((words[at:] for at in starts if 2 <= len(words) - at <= room), "")
