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
_PLACED = re.compile("的|(?<![贫困族达部村])地区")
"Where words too long may be cut without loss of what is measured."
_SUCH_AS = re.compile("(?<![高中初优平])等(?![级候待])")
_KIND = re.compile("(?:企业|项目|产品|基地|园区|平台|机构|活动|工程|人才|人员|产业|集群|场所|设施|领域|方面|行业|服务|学校|实验室|中心)$")
"What the items of a list are, told once behind the last."
_SORT_END = re.compile("[型级类性]$")
_SORT = re.compile("(?<=[型级类性])[^型级类性]{2,10}$")
"The noun of a list of sorts: 县级、乡级示范商圈."
_ITEM = 8
"An example of a list is no longer than this."
FEW = 3
"Words of so few characters behind a list say little without one of its items."
_NEAR = 5
"The verb of a list stands at its start, or within so many characters."
_PREDICATE = re.compile(
    "(?<=.)(?:获批|获评|荣获|获得|获|入选|进入|纳入|列入|实现|达到|通过|完成|开展|建成|落实|参[加与]|享受|得到|采用|提供|投入|推出|率先|全部|全面|稳定|成为|接入|落地|"
    "投产|启动|形成|打造|执行|承担|举办|试点|领取|接受|用于|投向|取得|改造)"
)
"What those do who are counted, behind their noun: 9个园区入选名单."
_SAID = re.compile("(?<=..)(?:占|均|已|居|位居|达|比)|、|和(?!谐)|以及")
"Behind those who are counted: what is said of them, or who else is."
_EXAMPLES = re.compile("^[^等]{1,12}、[^等]{1,20}等(?=..)")
_ADVERBIAL = re.compile("(?<=..)在[^在]{2,14}?[中内上下](?=获|入选|取得|位|荣)")


def short(words: str) -> str:
    """`words`, cut at a joint of the phrase if they are too long: verb and last noun stay.

    >>> short("新培育科技型、高成长创新型、新型工业化示范型企业"), short("铁路、高速公路、水路通道")
    ('新培育科技型等企业', '铁路、高速公路、水路通道')
    """
    words = words.strip("、,的 ")
    whole = not _SUCH_AS.search(words[:-1]) and (_LISTED.search(words) or not _PLACED.search(words))
    if len(words) <= LONGEST or (len(words) <= WHOLE and whole):
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
    if len(items) > 1 and words.endswith("等") and len(head + items[0]) < LONGEST:
        return head + items[0] + "等"
    verbs = [m for m in clauses.VERB.finditer(items[0]) if m.end() < len(items[0])]
    if not head and verbs:
        head, items[0] = verbs[-1][0], items[0][verbs[-1].end() :]
    kind = _SORT.search(items[-1]) if _SORT_END.search(items[0]) else None
    kind = kind or _KIND.search(items[-1])
    if len(items) < 3 or kind is None or len(items[0]) > _ITEM or items[0].endswith(kind[0]) or acts(items[-1]):
        return ""
    example = f"{head}{items[0]}等{kind[0]}"
    return example if len(example) <= WHOLE else ""


def _at_joint(words: str, head: str) -> str:
    """The verb and what stands behind the last joint that leaves words short enough; empty if none does."""
    for joint in ("等", "的", "、", "和", "及", "地区"):
        tail = words.rsplit(joint, 1)[-1]
        if _MARKED_OFF.match(tail) or tail.startswith("生产总值"):
            continue
        if joint == "的" and len(tail) <= 4:
            if len(words) <= WHOLE + 2 and not head:
                return words
            if head or len(words) <= WHOLE:
                return head + tail if head and len(words) > WHOLE else words
            return clauses.fitting(words[: -len(tail) - 1], WHOLE - 1 - len(tail)) + "的" + tail
        if joint == "、" and len(tail) <= 2 and (whose := ending(words[: -len(tail) - 1], LONGEST)):
            return whose + tail
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
    words = _ADVERBIAL.sub("", _EXAMPLES.sub("", words) if len(words) > WHOLE + 2 else words)
    done = _PREDICATE.search(words)
    if len(words) <= WHOLE + 2:
        return words
    if done is None or done.end() > LONGEST:
        first = _SAID.split(words)[0]
        return first if 2 <= len(first) <= WHOLE else words
    who, what = words[: done.end()], words[done.end() :]
    tail = re.split("[的、和与及等]", what)[-1]
    return who + tail if len(who) + len(tail) <= WHOLE + 2 else words[: done.start()]


def doer(words: str) -> str:
    """Those who do something, without what they do; empty where nothing is done.

    >>> doer("绿道全线贯通"), doer("绿道")
    ('绿道', '')
    """
    done = re.search("(?<=..)(?:全线|全部|实现|贯通|建成|通车|开通|完工|投用|提前|率先|基本)", words)
    return words[: done.start()] if done and done.start() <= LONGEST else ""


def acts(words: str) -> bool:
    """Whether `words` tell what someone does and name nothing alone."""
    return _PREDICATE.search(words) is not None


def of_examples(rest: str, noun: str, lead: str) -> str:
    """What stands before the noun of a list of examples: the verb that governs all, for a noun that says little its first item."""
    first = clauses.VERB.search(lead)
    item = re.split("[、和及]|等", lead)[0]
    if not rest and len(noun) <= FEW and 2 <= len(item) <= LONGEST - len(noun) - 1:
        return item + "等"
    return rest or (first[0] if first and first.start() < _NEAR and first.end() < len(item) else "")


def attributed(lead: str, noun: str) -> str:
    """The noun with as much of a long phrase before it as a name has room for: its verb, or the end that tells which."""
    verb = re.match(f"(?:{clauses.VERB.pattern})+", lead)
    last = clauses.VERB.search(verb[0][-4:]) if verb else None
    if len(noun) <= FEW:
        return (ending(lead, WHOLE - len(noun)) or (last[0] if last else "")) + noun
    if verb and last and "、" in lead:
        return last[0] + noun
    verbs = list(clauses.VERB.finditer(lead))
    return (verbs[-1][0] if verbs else "") + noun


def ending(words: str, room: int) -> str:
    """The longest end of `words` that fits into so many characters and begins with a verb or behind a joint; else empty."""
    if len(words) <= room:
        return words
    starts = sorted({m.start() for m in clauses.VERB.finditer(words)} | {m.end() for m in re.finditer("[的、和与及]", words)})
    return next((words[at:] for at in starts if 2 <= len(words) - at <= room), "")
