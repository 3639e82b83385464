"""What an amount measures, in the report's words: a short name from the clause in which it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gen import units

LONGEST = 14
"Characters of a name; longer ones are cut at a joint of the phrase."
_ACTING = 5
"How far behind a neutral verb, or the start, the acting verb of a subject begins."
_WHOLE = 18
"A phrase without a joint is kept whole up to here."
_OPENINGS = re.compile(
    r"""^(?:
      [、,:;。.\s"“”‘’()》—+●■◆·-] | 20\d\d年(?:度|底|以来|来)? | 1?\d-1?\d月份? | (?:一|二|三|四|五|六|七|八|九|十)是
    | 全年度?|今年以来|今年来|今年|去年|明年|年内|年度|上半年|下半年|前三季度|全市|全区|全县|全镇|全乡|全街道|我镇|我区|我县
    | 我市|我局|我们|街道(?=直接|全年)
    | 同时|其中|另外|此外|并且|并(?![网轨])|还(?![迁田款林建])|已经|已|共计|合计|总计|累计|共(?![同建享青富治]|产党|有产权)|现已|仅
    | 是(?!否)|由(?=20\d\d)|全力以赴|逐步|进一步|继续|不断|积极|大力|全力|努力|全面|切实|扎实|有效(?!率)|成功(?!率)|持续
    | 深入|着力|广泛|先后|集中(?!供养|安置|隔离)|有序|依法|及时(?![率性])|稳步|认真|严格|主动|力促|力争|确保
    | 争取(?!到)|计划(?!生育)|预计|将(?!军)|拟|实现(?!率)|截至|截止|目前|现|通过(?!率)|使得|使(?!用)|让|向(?!上)
    | 对(?![口外接象])|在(?![线建校册岗职])|为(?![老民企农])
    | 各类|各种|各项|多个|分别|约(?![谈束定])|近(?![期视海年郊])|超过|超(?![市限载额声])|和(?![谐平睦])|及(?!时)|与|以及
    | 等(?![级候待])|有(?![机线效关轨序])|的(?!士)|了(?!解)|把|以(?!上)
    | 当年|当前|至今|涉及(?=\S{4})|主要|包括|用于
    )+""",
    re.VERBOSE,
)
_ENDINGS = re.compile(
    r"""(?:
      [、,:;\s"“‘(—+-]
    | 达到|高达|达|均为|分别为|为(?!民)|到|至(?!今)|大约|约|接近|近|将近|超过|超额|突破|超
    | 不少于|不低于|不超过|不足|不到|逾|至少|最多|不高于|共计|合计|总计|累计|共
    | 分别|各(?=$)|了|有|在|是|控制|保持|稳定|维持|力争|确保|预计|拟按|拟安排|平均|其中|各类|各种|各项|的|将|增至|升至|降至
    | (?<![通经超])过(?=$)|零下|[低高]于
    | 从|由|提高到|提升到|增加到|扩大到|下降到|延长至|降低到|发展到|上升到|上(?=$)|以|均|再
    )+$""",
    re.VERBOSE,
)
_VERBS = (
    "办理 受理 处理 处置 受理处置 发放 新发展 发展 新增设 新增 新建 新改建 新改扩建 改扩建 扩建 改建 建成 建设 新设立 设立 成立 "
    "组建 新组建 创建 创成 完成 开展 举办 承办 召开 组织 实施 启动 推进 "
    "推广 推送 开发 引进 引入 新引进 招引 吸引 培育 打造 修缮 更新 改造 整治 清理 拆除 取缔 封堵 查处 检查 排查 巡查 整改 消除 "
    "化解 调解 解决 救助 帮助 资助 慰问 补助 提供 服务 覆盖 新覆盖 惠及 安装 铺设 "
    "硬化 栽植 种植 绿化 购置 采购 配备 配送 制作 编制 制定 修订 健全 印发 下发 征集 收集 接待 培训 招聘 开设 开办 投入 投资 "
    "争取 筹集 落实 获评 荣获 获得 获 入选 签订 签约 新签约 安置 转移 流转 出动 立案 抓获 侦破 关停 兑付 支出 清退 "
    "供应 筹措 筹建 布设 修复 治理 深化 提升 优化 打通 贯通 竣工 开工 新开工 试点 参与 参加 开放 投放 储备 管控 封闭 设置 增设 "
    "增发 发行 拟安排 安排 制定修订 提请 登记 减免 让利 化解 回收 收储 复垦 出清 孵化 保障 带动 走访 推出 挖掘"
)
_VERB = re.compile("|".join(sorted(set(_VERBS.split()), key=lambda v: (-len(v), v))))
_CHANGES = re.compile(
    r"^(?:同比|环比|年均|平均|逆势|自然|较(?:上年|去年|同期|年初|\d{4}年)|比(?:上年|去年|同期|年初|上一年|\d{4}年)?(?:同期|"
    r"年初预算|预算)?|预期)*(?:分别|再|各)?"
    r"(?P<verb>负?增长|增加|减少|下降|上升|上涨|提高|提升|降低|增幅|降幅|增速|增率|减幅|涨幅|回落|高出|高|低|多|少|增|减|降)(?:率)?$"
)
_FULFILLED = re.compile(r"^(?:完成(?:率)?|占|达(?:到)?)(?:了)?(?:全年|年度|年初|年|总)*(?:目标|计划|任务|预算|投资)*(?:任务|投资|"
    r"数|总数|额|率)*(?<=[标划务算资率])$|^(?:占比|完成率|完成比例)$")
_GENERAL = re.compile(
    "^(?:涉及|总|年|参与|参加|服务|受益|惠及|直接|查处)?(?:金额|投资|总投资|满意度|居民|群众|人数|人员|完成率|问题|产量|总产量|"
    "年产量|面积|总面积|资金|产值|人次|覆盖率|合格率|办结率|成功率)$|^(?:惠及|死亡|受伤|涉及|带动)$"
)
"Words that say how much but not of what."
_TOWARD = re.compile("[为向给]$")
"A preposition in front of the amount: 为20位老人提供服务."
_RECEIVED = re.compile(rf"^[为向给](?![民老企农])(?=\S{{2,{_ACTING}}}(?:{_VERB.pattern}))")
"The preposition of a name, in front of those for whom something is done."
_LINKED = re.compile("^[^、]*(?:[、和及与]|以及)$")
_LAST_VERB = re.compile(f"(?:{_VERB.pattern})$")
_REST = re.compile("^(?:其余|剩余|其他|其它|另外)$")
_REACHED = re.compile(r"(?:提高|增加|下降|降低|上升|扩大|发展|减少|提升|调整|延长|缩短|压缩|增长|降|升|增|减)[到至为](?:现在的|"
    r"目前的)?$")
_NOUN = re.compile(r"^(?:的(?!士))?(?P<noun>[^\d,。;:!?()《》\s]*)")
_NO_NOUN = re.compile(r"^(?:(?:压缩|缩短|提高|增加|下降|降|升|扩大|减少|调整|提升|增|减|延长|发展|上升)[到至为]|大关|以上|左右|"
    r"以下|以内|及以上|上下|不等|和(?!谐)|与|及|至|到|比|较|增长|下降|内(?!部)|、|之|并|时|后|前(?!端|期)|为(?![民老企农])|是|有|"
    r"等|共|已|均|分别|同比|中(?!小|学|心|医|央|等))")
_GROUP = re.compile("[及(含)]*(?:以上|以下|以内)的?(?P<noun>[^\\d,。;:!?()《》\\s]{1,18})")
"Whom an age marks off: 60岁以上老年人."
_LIST = re.compile(r"(?:“[^”]*”|[^“”])*?等(?=[^级候待级]|$)(?:各[类种项])?")
_FILLERS = re.compile("各类|各种|各级各类|各项|(?<=[^一])些|有关|(?<!业务)相关|进行(?!曲)|全年")
_ONLY_VERBS = re.compile(rf"^(?:{_VERB.pattern}|、)+$")
_PEOPLE_ACT = re.compile("^(?:参与|参加|受益|受惠|到场|观看|就业|通过|入住|领取)")
_HOLD = re.compile("《[^》]*》|“[^”]*”|\\([^)]*\\)")
_KINDS = (
    ("面积", ("平方米", "平方公里", "平米", "㎡", "亩", "公顷", "m²", "km²")),
    ("金额", ("元", "美元", "欧元", "港元")),
    ("长度", ("公里", "千米", "米", "延米", "km")),
    ("人次", ("人次",)),
    ("人数", ("人", "名")),
    ("户数", ("户",)),
    ("占比", ("%", "‰")),
    ("重量", ("吨", "公斤", "千克", "斤")),
)
_MEASURED = re.compile(rf"(?<=..)(?:{'|'.join(kind for kind, _ in _KINDS)}|时长|{units.PATTERN}数)+$")
"What a name ends in that has taken the kind of its unit."
_NAMELESS = "数量"
"The name of an amount of which the words tell nothing."
_EDGES = re.compile(r"^[^\w“《]+|[^\w%‰”》]+$")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words around an amount, of its own sentence."""

    before: str
    "Back to the amount before it, or to the start of the sentence."
    after: str
    "On to the end of the sentence."
    unit: str
    previous: str
    "The name of the amount before it in the sentence, or empty."
    previous_unit: str = ""
    sentence: str = ""
    "All words of the sentence before the amount."


def name(words: Wording) -> str:
    """The name of what is measured, without brackets and of bounded length; empty if the words tell nothing.

    >>> name(Wording("全年救助各类困难对象", ",发放各类救助金", "人次", "")), name(Wording("。修缮", "居委会办公室,建成", "家", ""))
    ('救助困难对象', '修缮居委会办公室')
    >>> name(Wording("政策,为", "残疾人提供康复指导。", "位", ""))
    '为残疾人提供康复指导'
    >>> name(Wording(",同比增长", "。", "%", "商圈社零额"))
    '商圈社零额同比增长'
    """
    plain = _EDGES.sub("", re.sub("[()]", "", _name(words)))
    return plain if len(plain) <= _WHOLE else _EDGES.sub("", _short(plain))


def _name(words: Wording) -> str:
    clause = _clause(words.before)
    if words.unit in ("岁", "周岁") and (group := _GROUP.match(words.after)):
        return _short(group["noun"]) + "年龄"
    lead, noun = _lead(clause), _noun(words.after)
    if words.previous and clause == words.before and _LINKED.search(clause):
        # 6个街道、4个镇: what stands between belongs to the amount before.
        lead = ""
    if shared := _distributed(words.sentence):
        return _short(shared)
    if _CHANGES.match(lead) or _FULFILLED.match(lead):
        return _with_previous(words.previous or _lead(_earlier(words.before)), lead)
    if noun:
        return _short(_of_noun(lead, noun, words))
    return _without_noun(lead, clause, words)


def _without_noun(lead: str, clause: str, words: Wording) -> str:
    """The name where the amount closes its phrase: what stands before it, completed from the amount before if need be."""
    previous = words.previous
    if not lead and previous:
        if reached := _REACHED.search(clause):
            return _with_previous(previous, reached[0].rstrip("的现在"))
        return previous if words.unit == words.previous_unit else _kind(previous, words.unit)
    if lead and _ONLY_VERBS.match(lead):
        near = clause == words.before or words.unit == words.previous_unit
        return _short(_completed(lead, words, near))
    if previous and _REST.match(lead):
        return _short(lead + _object(previous))
    if previous and _GENERAL.match(lead):
        return _with_previous(_object(previous), lead)
    return _short(lead or _lead(_earlier(words.before)))


def _completed(verb: str, words: Wording, near: bool) -> str:
    """A lone verb with what it acts on: 竣工 behind 加装电梯开工52台 is 加装电梯竣工."""
    if noun := _next_noun(words.after):
        return verb + noun
    if len(verb) >= 4 or not words.previous:
        return verb
    if topic := _topic(words.sentence):
        return verb + topic
    if not near:
        return verb
    if (last := _LAST_VERB.search(words.previous)) and last.start():
        return words.previous[: last.start()] + verb
    return verb + _object(words.previous)


def _distributed(sentence: str) -> str:
    """The part of a list that this amount measures, where each has one: 处置率、结案率分别达99.8%、98.5%."""
    at = sentence.rfind("分别")
    if at < 0 or re.search("[。;]", sentence[at:]):
        return ""
    tail = sentence[at + 2 :]
    items = re.split("[、和与及]", _clause(sentence[:at]))
    place = len(re.findall(r"\d+(?:\.\d+)?", tail))
    if len(items) < 2 or place >= len(items) or re.search(r"[^\d.%‰、和与及元万亿个百分点人户家名约近了各]{7,}", tail):
        return ""
    item, last = _lead(items[place]), _lead(items[-1])
    if len(item) <= 3 < len(last):
        item += last[len(item) :]
    verb = re.match("(?:同比)?(?:增长|下降|上升|提高|增加|减少)", tail)
    return item + (verb[0] if verb else "") if item else ""


def ends_in_verb(words: str) -> bool:
    """Whether `words` end in a verb whose object or number is still to come.

    >>> ends_in_verb("全年受理"), ends_in_verb("新建站点")
    (True, False)
    """
    return _LAST_VERB.search(words) is not None


def bare(subject: str) -> str:
    """The subject without the mark that tells it apart.

    >>> bare("社区总体就业率(2017年计划)")
    '社区总体就业率'
    """
    return re.sub(r"\([^()]*\)$", "", subject)


def parts(subject: str) -> tuple[str, str]:
    """The last verb of a subject and the noun it acts on; an empty verb where there is none.

    >>> parts("修缮居委会办公室"), parts("社区总体就业率"), parts("向家庭推广绿色帐户")
    (('修缮', '居委会办公室'), ('', '社区总体就业率'), ('推广', '绿色帐户'))
    """
    words = _RECEIVED.sub("", bare(subject))
    at, verb = 0, ""
    while (match := _VERB.match(words, at)) and match.end() < len(words) - 1:
        at, verb = match.end(), match[0]
    if verb not in ("", "完成", "推进", "实施"):
        return verb, words[at:]
    # 完成年度拆除违法建筑, 社区家庭推广绿色帐户: the verb that acts follows within a few characters.
    later = [m for m in _VERB.finditer(words, at) if m.start() - at <= _ACTING and m.end() < len(words) - 1]
    return (later[-1][0], words[later[-1].end() :]) if later else (verb, words[at:])


def told_apart(names: Iterable[tuple[str, str, str]]) -> list[str]:
    """Names that no two share, from (name, mark of time, unit) in the order of the text.

    The first keeps its name; a later one takes its mark of time, else what its unit measures, else a number.

    >>> told_apart([("就业率", "", "%"), ("就业率", "2017年计划", "%"), ("整修", "", "个"), ("整修", "", "平方米")])
    ['就业率', '就业率(2017年计划)', '整修', '整修面积']
    """
    seen: dict[str, tuple[str, str]] = {}
    counts: Counter[str] = Counter()
    out: list[str] = []
    for words, mark, unit in names:
        base = words or _NAMELESS
        holder = seen.get(base, (mark, unit))
        kind = [_kind(base, unit)] if holder[1] != unit else []
        marked = [f"{base}({mark})"] if mark and holder[0] != mark else []
        free = next((t for t in (base, *kind, *marked) if t not in seen), "")
        while not free:
            counts[base] += 1
            numbered = f"{base}({counts[base] + 1})"
            free = "" if numbered in seen else numbered
        seen[free] = (mark, unit)
        out.append(free)
    return out


# ---- pieces of a clause


def _clause(before: str) -> str:
    """The words after the last stop that stands outside quotes, titles and brackets."""
    masked = _HOLD.sub(lambda m: "口" * len(m[0]), before)
    cut = max(masked.rfind(mark) for mark in ",。;:!?\t(")
    return before[cut + 1 :]


def _earlier(before: str) -> str:
    masked = _HOLD.sub(lambda m: "口" * len(m[0]), before)
    ends = [m.start() for m in re.finditer("[,。;:!?\t]", masked)]
    if not ends:
        return ""
    start = ends[-2] + 1 if len(ends) > 1 else 0
    return before[start : ends[-1]]


def _lead(clause: str) -> str:
    """The words before the amount, without what only introduces or links."""
    words = re.sub(r"\([^)]*\)", "", clause)
    words = re.sub("[《》“”‘’\"]", "", words)
    words = _ENDINGS.sub("", _OPENINGS.sub("", words.strip()))
    return _FILLERS.sub("", _OPENINGS.sub("", words))


def _noun(after: str) -> str:
    """The noun that follows the unit at once, with the parts of a list that share its head; empty if none does."""
    if _NO_NOUN.match(after):
        return ""
    match = _NOUN.match(after)
    noun = match["noun"] if match else ""
    if "、" in noun and match and (after[match.end() :][:1].isdigit() or _VERB.match(noun.split("、")[-1])):
        noun = noun.split("、")[0]
    noun = re.sub("[“”‘’]", "", noun)
    noun = re.split("(?<=..)(?:已|正在|全部)", noun)[0]
    noun = re.sub("的(?:整体|总体|年度|全年)?(?:目标|任务)$", "", noun)
    return _FILLERS.sub("", _ENDINGS.sub("", noun))


def _of_noun(lead: str, noun: str, words: Wording) -> str:
    if not lead:
        if (toward := _TOWARD.search(words.before)) and _RECEIVED.match(toward[0] + noun):
            return toward[0] + noun
        if _PEOPLE_ACT.match(noun) and words.previous:
            return _object(words.previous) + noun
        return noun
    lead = _LIST.sub("", lead) if _LIST.search(lead) and not _ONLY_VERBS.match(lead) else lead
    verbs = list(_VERB.finditer(lead))
    if not lead and (first := _VERB.search(_lead(_clause(words.before)))):
        return first[0] + noun
    if verbs and verbs[-1].end() == len(lead):
        return lead[verbs[-1].start() :] + noun if len(lead) + len(noun) > LONGEST else lead + noun
    if len(lead) + len(noun) <= LONGEST:
        return lead + noun
    return (verbs[-1][0] if verbs else "") + noun


def _next_noun(after: str) -> str:
    """The noun of the next amount where this one shares it: 新建1个、扩建3个睦邻中心."""
    match = re.match(r"[、和及]?[^\d,。;、]{0,6}\d+(?:\.\d+)?[万亿]?", after)
    if match is None:
        return ""
    unit = units.at(after, match.end())
    return _noun(after[match.end() + len(unit) :])


def _topic(sentence: str) -> str:
    """The first words of the sentence, as many as come again in it: 业委会 in 业委会运作不断规范,启动业委会换届."""
    first, _, rest = sentence.strip().partition(",")
    for length in range(min(len(first), 8), 1, -1):
        if first[:length] in rest:
            return first[:length]
    return ""


def _object(previous: str) -> str:
    """What the amount before counted, without its verb."""
    first = _VERB.match(previous)
    return previous[first.end() :] if first and first.end() < len(previous) else previous


def _with_previous(previous: str, lead: str) -> str:
    previous = _REACHED.sub("", previous) if _REACHED.search(lead) else previous
    base = re.sub(r"(?:同比|年均)?(?:增长|下降|增加|减少|比上年.*|较上年.*|完成目标任务|完成率)$", "", previous)
    if base.endswith(lead):
        return base
    room = max(4, _WHOLE - len(lead))
    return (base if len(base) <= room else base[-room:]) + lead


def _kind(base: str, unit: str) -> str:
    """The name with what the unit measures or counts at its end, in place of what another unit did."""
    kind = next((kind for kind, members in _KINDS if unit in members), "")
    if not kind:
        kind = "时长" if units.is_duration(unit) else f"{unit}数" if units.is_classifier(unit) else ""
    if not kind or base.endswith(kind) or (kind == "占比" and base.endswith("率")):
        return base
    return ("" if base == _NAMELESS else _MEASURED.sub("", base)) + kind


def _short(words: str) -> str:
    """`words`, cut at a joint of the phrase if they are too long: verb and last noun stay."""
    words = words.strip("、,的 ")
    if len(words) <= LONGEST:
        return words
    verb = _VERB.match(words)
    head = verb[0] if verb else ""
    for joint in ("等", "的", "、", "和", "及", "地区"):
        tail = words.rsplit(joint, 1)[-1]
        if len(tail) >= 2 and len(head) + len(tail) <= LONGEST:
            if joint == "等" and len(tail) <= 3 and (item := re.split("[、和及]", words[len(head) :])[0]) and len(item) <= 6:
                return f"{head}{item}等{tail}"
            return tail if tail.startswith(head) else head + tail
    inner = [m.start() for m in _VERB.finditer(words) if 4 <= len(words) - m.start() <= LONGEST]
    if inner:
        return words[inner[0] :]
    return words if len(words) <= _WHOLE else words[-LONGEST:]
