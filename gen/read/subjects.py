"""What an amount measures, in the report's words: a short name from the clause in which it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gen import units
from gen.read import clauses, kinds, listed, portions, shortening

_ACTING = 5
"How far behind a neutral verb, or the start, the acting verb of a subject begins."
_CHANGES = re.compile(
    r"^(?:增幅|增速)?(?:同比|环比|年均|平均每年|平均|每年|逆势|自然|实际|名义|首次|累计|[一二三四五]年|(?:扣除|考虑|剔除|按)\S{0,8}?(?:因素|口径|价格(?!\S{0,4}因素))(?:影响)?(?:后|计算)?|较(?:上年|去年|同期|年初|\d{4}年)|"
    r"比(?:上年|去年|同期|年初|上一年|前[一二三四五]年|[一二三四]季度|上半年|“?[一二三四五六七八九十]五”?(?:时期|期间)?|\d{4}年)?(?:同期|年初预算|年初计划|预算)?|预期|转为|减为)*+(?:分别|再|各)?"
    r"(?P<verb>净增|增收|减收|增产|减产|负?增长|增加|减少|下降|上升|上涨|提高|提升|降低|增幅|降幅|增速|增率|减幅|涨幅|回落|高出|高|低|多|少|增|减|降)(?:率)?$"
)
_FULFILLED = re.compile(r"^(?:完成(?:率)?|占|达(?:到)?)(?:了)?(?:全年|年度|年初|年|总)*(?:目标|计划|任务|预算|投资)*(?:任务|投资|"
    r"数|总数|额|率)*(?<=[标划务算资率])$|^(?:占比|完成率|完成比例)$")
_GENERAL = re.compile(
    "^(?:总规模|(?:总|通车|运营)里程|总装机|总量|总额|增量|年?吞吐量|(?:出让)?收益|覆盖面)$|^(?:涉及|总|年|参与|参加|服务|受益|惠及|直接|查处)?(?:金额|投资|总投资|满意度|居民|群众|人数|人员|完成率|问题|产量|总产量|"
    "年产量|(?:种植|养殖|占地|建筑)?面积|总面积|资金|产值|人次|覆盖率|合格率|办结率|年?创收|平均亩产|成功率)$|^(?:惠及|死亡|受伤|涉及|带动)$"
)
"Words that say how much but not of what."
_TOWARD = re.compile("[为向给]$")
"A preposition in front of the amount: 为20位老人提供服务."
_RECEIVED = re.compile(rf"^[为向给](?![民老企农])(?=\S{{2,{_ACTING}}}(?:{clauses.VERB.pattern}))")
"The preposition of a name, in front of those for whom something is done."
_LINKED = re.compile("^[^、]*(?:[、和及与]|以及)$")
_BOUND = re.compile("^(?:左右|上下)|^以[上下内](?=[、和及])")
"The bound of the amount before."
_SPENT = re.compile("支持|用于|实施|推动|开展|保障|解决|补助|全部|奖补|带动|促进|帮助|发放|推进")
"What an amount is used for, behind it: 安排资金3亿元支持技改."
_GIVEN = re.compile(f"(?:{clauses.VERB.pattern}|拿出|拨出|提供)$")
_LISTED_ON = re.compile("(?:[、及]|以及|[和与])$")
_OWN_TOTAL = re.compile("^[^,]*?、(?=(?:总[数量]|累计|合计|总投资|总规模)(?:已)?(?:达到?|突破|超过?|为)?$)")
"A total told behind what it adds up: 新增站点3个、总数达20个."
_COMPARED = re.compile("^(?:持续|连续|分别|均|都|仍|明显)*(?P<than>(?:增速|增幅|降幅)?(?:高于|低于|快于|高出|领先|好于)\\S{2,10})$")
_GOVERNS = re.compile("^\\S{0,8}?[现下管]*辖有?$")
_AIM = re.compile("^(?:年度|全年|总)?(?:目标任务|目标|任务|计划)数?$")
_TOTALS = {"户": "总户数", "人": "总人口"}
_STANDING = re.compile("(?:村|组|居委会|社区|人口|户数?)$")
_EARNED = re.compile("^(?:利润(?:总额)?|利税|税收|主营业务收入)$")
_EARNERS = re.compile("^(?P<who>.+?)(?:增加值|总?产值|主营业务收入)$")
_WORTH = re.compile("(?:项目)?(?:协议|计划|预计|估算|概算)?(?:总投资额?|投资总?额)$")
_PAST_BOUND = re.compile("^以[上下内]的?(?=..)")
_AMONG = re.compile(r"^\S{2,12}中,$")
_SHARE_OF = re.compile(r"^占\S{1,12}?(?:比重|比例)?$")
_TIMES = re.compile("(?:是|为|相当于)(?P<of>[^,是为]{2,12})的$")
"A multiple of something else: 是“十五”期间的1.8倍."
_REPORTED = re.compile("(?<=..)(?:预计|已)?(?:完成|实现)$")
_RISES = re.compile("(?:增长|增加|上升|提高|下降|减少|降低)$")
_FROM = re.compile(r"(?:从|由)(?:20\d\d年[末底]?的?|上年的?|原来的?|人均|每[人户亩]每?年?月?)*$")
_MOVES = (
    "(?:整合|优化|精简|合并|缩小|恢复|跃升|攀升|回升|提高|增加|下降|降低|上升|扩大|发展|减少|提升|调整|延长|缩短|压[缩减]|增长|降|升|增|减)[到至为成]"
)
_ONWARD = re.compile(rf"[^\d,。;、]{{0,8}}?{_MOVES}")
_IN_ALL = re.compile("^[、,]?(?P<all>累计|总[数量]|总计|合计|共计)(?:已)?(?:达到?|突破|超过?|有|为)?$")
_LEVEL = re.compile("^[、,]?(?:已|均)*(?:达到?|突破|超过?|增至|升至|降至|至)$")
_INVESTED = re.compile("(?:(?:年度|当年)?计划)?(?:总|完成)?投资$")
_BUDGET = re.compile("^(?:(?:年初|调整|变更|追加)预算|支出|收入|决算)数?$")
_BUDGET_END = re.compile("(?:年初|调整|变更|追加)?预算数?$")
_PLACE = re.compile("^\\S{1,5}(?:[镇乡区县市村场]|本级)$")
_THRESHOLD = re.compile("[及(含)]*以(?P<side>[上下])的?(?P<noun>[^\\d,。;:!?()《》\\s、]{0,16})(?<!达)(?<!达到)(?=\\d)")
"An amount that marks off what is counted behind it: 50头以上养殖大户23户."
_MARKED_OFF = re.compile("[及(含)]*以[上下]")
_LAST_VERB = re.compile(f"(?:{clauses.VERB.pattern})$")
_REACHES = re.compile("(?:惠及|带动|覆盖|吸引|受益|服务)+$")
_BUILT = re.compile(
    "(?:推进|加强|加快|抓好|实施|推动|打好|开展)(?:新一轮)?(?P<what>[^\\d、]{2,8}?)(?:建设|改造|治理|提升行动|提升|攻坚战?|专项行动|行动|工程)+$"
)
_REST = re.compile("^(?:其余|剩余|其他|其它|另外)$")
_REACHED = re.compile(rf"{_MOVES}(?:现在的|"
                      r"目前的|20\d\d年[末底]?的?|去年[末底]?的?|上年[末底]?的?|年[末底]的?)?$")
_LIST = re.compile(r"(?:“[^”]*”|[^“”])*?等(?=[^级候待级]|$)(?:各[类种项])?")
_ONLY_VERBS = re.compile(rf"^(?:{clauses.VERB.pattern})(?:{clauses.VERB.pattern}|[、和及并])*$")
_CARRIED = re.compile("扩大种植|新入选|出栏|存栏|饲养|新植|埋设|架设|(?!完成|落实|推进|实施|提升|支出|投入|投资|获|保障|带动|服务)"
                      f"(?:{clauses.VERB.pattern})+(?=..)")
"A verb that holds for a whole list."
_ADDED = re.compile("(?:新增|新建|新设立?|新培育|新认定|新招引)(?!就业|贷款)(?=..)")
_BENEFIT = re.compile("受[益惠]$")
_PEOPLE_ACT = re.compile("^(?:参与|参加|受益|受惠|到场|观看|就业|通过|入住|领取)")
_EDGES = re.compile(r"^[^\w“《]+|[^\w%‰”》]+$")


@dataclass(frozen=True, slots=True)
class Named:
    """An amount that has its name."""

    end: int
    "Where it ends in `Wording.sentence`; below 0 where that begins later."
    name: str
    unit: str


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
    earlier: tuple[Named, ...] = ()
    "The amounts of the sentence before this one, in order."


def name(words: Wording) -> str:
    """The name of what is measured, without brackets and of bounded length; empty if the words tell nothing.

    >>> name(Wording("全年救助各类困难对象", ",发放各类救助金", "人次", "")), name(Wording("。修缮", "居委会办公室,建成", "家", ""))
    ('救助困难对象', '修缮居委会办公室')
    >>> name(Wording("政策,为", "残疾人提供康复指导。", "位", ""))
    '为残疾人提供康复指导'
    >>> name(Wording(",同比增长", "。", "%", "商圈社零额"))
    '商圈社零额同比增长'
    """
    plain = _EDGES.sub("", re.sub("[()]|(?<=[\u4e00-\u9fff])[%‰]+$|(?<=...)连续$", "", _name(words)))
    base = clauses.BASE if plain.startswith(clauses.BASE) else ""
    return plain if len(plain) <= shortening.WHOLE + 2 else base + _EDGES.sub("", shortening.short(plain.removeprefix(base)))


def _name(words: Wording) -> str:
    words = _after_time(replace(words, before=_BOUND.sub("", words.before)))
    clause = clauses.last(words.before)
    if words.previous:
        clause = _OWN_TOTAL.sub("", clause)
    return _marking_off(clause, words) or _measuring(clause, words)


def _marking_off(clause: str, words: Wording) -> str:
    """The name of an amount from which on others are counted, or of what such an amount marks off; empty for any other."""
    if words.unit not in ("岁", "周岁") and (threshold := _THRESHOLD.match(words.after)):
        return _threshold(clauses.lead(clause), threshold, words)
    counted = units.is_classifier(words.previous_unit) and not words.previous.endswith(("起点", "上限"))
    return _marked_off(words) if clause == words.before and _MARKED_OFF.match(clause) and not counted else ""


def _measuring(clause: str, words: Wording) -> str:
    """The name by the words before the amount, its noun behind it, and the amounts before."""
    lead, noun = _PAST_BOUND.sub("", _GOVERNS.sub("", clauses.lead(clause))), _noun_behind(words)
    if words.previous and clause == words.before and words.previous.endswith((first := lead.partition("、"))[0]) and first[2]:
        lead = first[2]
    if words.previous and clause == words.before and (_LINKED.search(clause) or (noun and words.previous.endswith(lead))):
        # 6个街道、4个镇, 3个居委会27个村: what stands between belongs to the amount before.
        lead = _carried(noun, words.previous) if noun and _LISTED_ON.search(words.before) else ""
    if lead and not units.is_classifier(words.unit) and _SPENT.match(noun) and not _GIVEN.search(lead):
        noun = ""
    if portion := portions.named(words.before, lead, words.after, words.unit, words.previous):
        return portion
    if shared := _distributed(words):
        return shared if len(shared) <= shortening.WHOLE + 2 else shortening.short(shared)
    if not noun and (invested := _invested(lead, clause, words)):
        return invested
    if (said := _said_of(lead, clause, words.unit)) and not (noun and said != lead):
        own = clauses.lead(clause[: times.start()]) if (times := _TIMES.search(clause)) else ""
        return _with_previous(own or words.previous or clauses.lead(clauses.last_but_one(words.before)), said)
    if noun:
        named = _about(lead, noun, words) or _of_noun(lead, noun, words)
        deed = named if lead else shortening.deed(named)
        return deed if not lead and len(deed) <= shortening.WHOLE + 2 else shortening.short(deed)
    return _without_noun(_reported(lead, words.unit), clause, words)


def _after_time(words: Wording) -> Wording:
    """`words` without a time in between: in 率达67.5%、5年提高4.5个百分点 it is the rate that rises."""
    between = units.is_duration(words.previous_unit) and not units.is_duration(words.unit)
    if not between or not _CHANGES.match(clauses.lead(clauses.last(words.before))):
        return words
    told = next((n for n in reversed(words.earlier) if not units.is_duration(n.unit)), None)
    return replace(words, previous=told.name, previous_unit=told.unit) if told else words


def _noun_behind(words: Wording) -> str:
    """The noun behind the amount; empty behind 30户以上, which marks off and does not count it."""
    marks = words.unit and _MARKED_OFF.match(words.after) and (words.unit in _TOTALS or not units.is_classifier(words.unit))
    noun = "" if marks else clauses.noun(words.after)
    first = re.split("[、和]", noun)[0]
    return first if len(noun) > shortening.WHOLE and len(first) >= shortening.FEW and not shortening.acts(first) else noun


def _said_of(lead: str, clause: str, unit: str) -> str:
    """What is said of the amount before, as its name goes on: a change, how far a plan is fulfilled, a share, a multiple; else empty."""
    if (_CHANGES.match(lead) and not _REACHED.match(clause)) or _FULFILLED.match(lead):
        return lead
    if (units.is_share(unit) or unit == "成") and (share := _SHARE_OF.match(lead)):
        return share[0]
    if units.is_share(unit) and (compared := _COMPARED.match(lead)):
        return compared["than"]
    if unit == "倍" and (times := _TIMES.search(clause)):
        return f"与{re.sub('[“”‘’]', '', times['of'])}之比"
    return ""


def _threshold(lead: str, threshold: re.Match[str], words: Wording) -> str:
    """The amount from which on things are counted: 出栏50头以上养殖大户23户 begins at 养殖大户出栏起点."""
    noun = clauses.lead(threshold["noun"]) or _object(words.previous)
    verb = clauses.VERB.match(lead)
    rest = lead[verb.end() :] if verb and verb.end() < len(lead) else lead
    end = "上限" if threshold["side"] == "下" else "起点"
    return shortening.short(noun + (rest if len(rest) <= _ACTING and not noun.endswith(rest) else "")) + end


def _marked_off(words: Wording) -> str:
    """The name of what a threshold marks off, with the threshold: 培育出栏50头以上养殖大户."""
    clause = clauses.last(words.sentence)
    lead = clauses.lead(clause)
    if mark := re.search("以[上下内]$", clause):
        noun = clauses.noun(words.after) or _object(words.previous).removesuffix("起点").removesuffix("上限")
        lead += mark[0] + noun
    return lead if len(lead) <= shortening.WHOLE and lead[:1] not in "以及" else ""


def _without_noun(lead: str, clause: str, words: Wording) -> str:
    """The name where the amount closes its phrase: what stands before it, completed from the amount before if need be."""
    if going_on := _going_on(lead, clause, words):
        return going_on
    previous = words.previous
    if lead == "总人口" and words.unit == "户":
        return _TOTALS[words.unit]
    if lead and _ONLY_VERBS.match(lead):
        near = clause == words.before or words.unit == words.previous_unit
        return shortening.short(_completed(lead, words, near))
    if previous and _REST.match(lead):
        return shortening.short(lead + _object(previous))
    if previous and _GENERAL.match(lead) and not (lead.startswith("总") and _STANDING.search(previous)):
        return _with_previous(_object(previous), lead)
    return shortening.short(lead or clauses.lead(clauses.last_but_one(words.before)))


def _going_on(lead: str, clause: str, words: Wording) -> str:
    """The name of another level, sum, place or item of what the amount before measures; empty if this one stands for itself."""
    previous = words.previous
    if previous and (not lead or _REACHED.match(clause) or _IN_ALL.match(clause)):
        return _other_level(clause, words)
    if _FROM.search(clause) and _ONWARD.match(words.after):
        return clauses.BASE + shortening.short(lead or clauses.measure(previous))
    if place := _of_place(lead, words):
        return place
    if account := _account(lead, previous):
        return account
    if clause.startswith("、") and (verb := _carried(lead, previous)):
        return verb + lead
    return ""


def _other_level(clause: str, words: Wording) -> str:
    """The name where no words of its own stand before the amount: what the one before measures, at another time or by another unit."""
    previous = words.previous
    if _REACHED.search(clause):
        return previous.removeprefix(clauses.BASE) if previous.startswith(clauses.BASE) else clauses.measure(previous)
    if _FROM.search(clause) and _ONWARD.match(words.after):
        return clauses.BASE + clauses.measure(previous)
    if in_all := _IN_ALL.match(clause):
        return _object(clauses.measure(previous)) + in_all["all"] if in_all["all"].startswith("总") else "累计" + _object(previous)
    if _LEVEL.match(clause) or units.is_duration(words.previous_unit) > units.is_duration(words.unit):
        return clauses.measure(previous)
    if words.unit == words.previous_unit:
        return previous
    if not clause and _STANDING.search(previous) and words.unit in _TOTALS:
        return _TOTALS[words.unit]
    measured = clauses.measure(previous) if units.is_share(words.previous_unit) else previous
    return measured if measured != previous else kinds.measured_in(previous, words.unit)


def _completed(verb: str, words: Wording, near: bool) -> str:
    """A lone verb with what it acts on: 竣工 behind 加装电梯开工52台 is 加装电梯竣工."""
    if noun := portions.next_noun(words.after):
        return verb + noun
    if _REACHES.match(verb) and (done := _by_deed_before(words)):
        return done + verb
    if (built := _BUILT.search(clauses.lead(clauses.last_but_one(words.before)))) and not near:
        return verb + built["what"]
    if len(verb) >= 4 or not words.previous:
        return verb
    if topic := clauses.topic(words.sentence):
        return verb + topic
    if not near:
        return clauses.measure(words.previous) + verb if verb in ("新增", "净增") and _RISES.search(words.previous) else verb
    if (last := _LAST_VERB.search(words.previous)) and last.start():
        return words.previous[: last.start()] + verb
    return _object(words.previous) + verb if verb == "投资" else verb + _object(words.previous)


def _by_deed_before(words: Wording) -> str:
    """What the clause before does, where it counts nothing, for a verb that tells whom that reaches: 建立补贴制度,惠及30万人."""
    deed = _object(clauses.lead(clauses.last_but_one(words.before)))
    return clauses.fitting(deed, shortening.LONGEST) if len(deed) >= 4 and not re.search(r"\d", deed) else ""


def _reported(lead: str, unit: str) -> str:
    """`lead` without the verb that only reports the amount: 生产总值预计完成127.4亿元; with the word for a share."""
    if units.is_share(unit) and lead.endswith("占"):
        return lead + "比"
    if units.is_classifier(unit) or units.is_share(unit) or _ONLY_VERBS.match(lead):
        return lead
    return _REPORTED.sub("", lead)


def _of_place(lead: str, words: Wording) -> str:
    """The name of what a bracket tells of one place: 总户数2823户(其中宗加镇1170户) is 宗加镇总户数."""
    if not _PLACE.match(lead):
        return ""
    if words.previous and clauses.last(words.before).startswith("其中"):
        return lead + clauses.measure(words.previous)
    opened = words.sentence.rfind("(")
    if opened <= words.sentence.rfind(")"):
        return ""
    outer = next((n for n in words.earlier if n.end == opened), None)
    return lead + clauses.measure(outer.name) if outer else ""


def _invested(lead: str, clause: str, words: Wording) -> str:
    """The name of what is invested in what an amount before counts: 签约项目13个,计划投资94801万元."""
    invested = _INVESTED.search(clause)
    names = [n.name for n in words.earlier if not n.name.endswith("率")]
    if not invested or not names or words.unit not in kinds.MONEY or lead not in ("投资", "完成投资") or invested[0] == "投资":
        return ""
    return clauses.fitting(_INVESTED.sub("", clauses.measure(names[-1])), shortening.WHOLE - len(invested[0])) + invested[0]


def _account(lead: str, previous: str) -> str:
    """The name of another entry of the account that the amount before belongs to: its profit, or what was spent of a budget."""
    if _EARNED.match(lead) and (earner := _EARNERS.match(clauses.measure(previous))):
        return earner["who"] + lead
    if _BUDGET.match(lead) and (of := _BUDGET_END.sub("", previous)) != previous:
        return of.removesuffix(lead) + lead.removesuffix("数")
    return ""


def _carried(lead: str, previous: str) -> str:
    """The verb of the amount before, where this one only goes on with its list: 新增家庭农场20家、专业合作社3家."""
    verb = _CARRIED.match(previous) or _ADDED.search(previous)
    if verb is None or verb.end() >= len(previous) - 1 or previous[verb.end()] == "、":
        return ""
    if not lead or clauses.VERB.match(lead) or _GENERAL.match(lead):
        return ""
    return verb[0] if len(verb[0]) + len(lead) <= shortening.LONGEST else ""


def _distributed(words: Wording) -> str:
    """What this amount of a series measures, where each has its own: 处置率、结案率分别达99.8%、98.5%."""
    series = listed.series(words.sentence, words.after)
    clause = clauses.last(series.head)
    each = "分别" in clause
    if not each and (series.count < 2 or clauses.noun(words.after)):
        return ""
    if of_each := _said_of_each(series, words):
        return of_each
    return listed.own(series, clause, clauses.last_but_one(series.head))


def _said_of_each(series: listed.Series, words: Wording) -> str:
    """The name where a series tells something of as many amounts before it: 存款71.7亿元、贷款63.1亿元,分别增长18.6%和30.5%."""
    before = [n for n in words.earlier if n.end <= len(series.head)]
    clause = clauses.last(series.head[max(0, before[-1].end) :]) if before else ""
    said = _said_of(clauses.lead(clause), clause, words.unit)
    reached = _REACHED.match(clause) is not None
    names = [clauses.measure(n.name) for n in before[-series.count :]]
    if not (said or reached) or not len(set(names)) == series.count > 1:
        return ""
    return _with_previous(names[series.place], said)


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
    while (match := clauses.VERB.match(words, at)) and match.end() < len(words) - 1:
        at, verb = match.end(), match[0]
    if verb not in ("", "完成", "推进", "实施"):
        return verb, words[at:]
    # 完成年度拆除违法建筑, 社区家庭推广绿色帐户: the verb that acts follows within a few characters.
    later = [m for m in clauses.VERB.finditer(words, at) if m.start() - at <= _ACTING and m.end() < len(words) - 1]
    return (later[-1][0], words[later[-1].end() :]) if later else (verb, words[at:])


def _about(lead: str, noun: str, words: Wording) -> str:
    """The name where the noun behind owns the amount (总投资1.3亿元的中医院迁建工程) or tells what some of those before do."""
    if words.unit in kinds.MONEY and (worth := _WORTH.search(lead)):
        return noun + worth[0].removeprefix("项目" if noun.endswith("项目") else "")
    if not lead and _AMONG.match(words.before) and len(words.previous) + len(noun) <= shortening.WHOLE:
        return words.previous + noun
    if units.is_duration(words.unit) and (noun == "实现" or _ONLY_VERBS.match(noun)) and (done := portions.next_noun(words.after)):
        return shortening.short(noun + done) + "时长"
    if words.previous and _AIM.match(noun) and re.match("(?:超额)?(?:完成)?$", lead):
        return clauses.measure(words.previous) + noun.replace("目标任务", "目标")
    return ""


def _of_noun(lead: str, noun: str, words: Wording) -> str:
    if not lead:
        if (toward := _TOWARD.search(words.before)) and _RECEIVED.match(toward[0] + noun):
            return toward[0] + noun
        if _BENEFIT.match(noun) and (done := _by_deed_before(words)):
            return done + noun
        if _PEOPLE_ACT.match(noun) and words.previous:
            return _object(words.previous) + noun
        return noun
    if _LIST.search(lead) and not _ONLY_VERBS.match(lead):
        lead = shortening.of_examples(_LIST.sub("", lead), noun, clauses.lead(clauses.last(words.before)))
        if not lead:
            return noun
    verbs = list(clauses.VERB.finditer(lead))
    if verbs and verbs[-1].end() == len(lead):
        return lead[verbs[-1].start() :] + noun if len(lead) + len(noun) > shortening.LONGEST else lead + noun
    if len(lead) + len(noun) <= shortening.LONGEST:
        return lead + noun
    return shortening.attributed(lead, noun)


def _object(previous: str) -> str:
    """What the amount before counted, without its verb."""
    first = clauses.VERB.match(previous)
    return previous[first.end() :] if first and first.end() < len(previous) - (previous.endswith("项目") * 2) else previous


def _with_previous(previous: str, lead: str) -> str:
    base = clauses.measure(previous)
    if base.endswith(lead):
        return base
    if _COMPARED.match(lead) and lead[0] not in "增降" and _RISES.search(previous):
        lead = ("降幅" if "降" in previous[-3:] else "增速") + lead
    if len(base) + len(lead) > shortening.WHOLE:
        lead = lead.removeprefix("同比")
    room = max(4, shortening.WHOLE - len(lead))
    return clauses.fitting(base, room) + lead
