"""What an amount measures, in the report's words: a short name from the clause in which it stands."""

from __future__ import annotations

import re

_LONGEST = 14
_LEAD = re.compile(
    r"^(?:全年|今年|去年|年内|上半年|下半年|全市|全区|全街道|同时|其中|另外|此外|并且|并|还|已|共计|共|累计|合计|总计|年度|进一步|继续|不断|积极|大力|全力|努力|全面|"
    r"切实|扎实|有效|成功|持续|深入|着力|广泛|先后|力争|确保|争取|计划|预计|将|实现|社区百姓|我们|向|对|在|为|通过|使|让|把|有|使得|20\d\d年|截至|目前|"
    r"各类|各种|各项|多个|有序|集中|多次|分别|约|近|超|了|的|和|及|与|等|一是|二是|三是|主要|[、,:;。\s\"“”‘’()《》—+-])+"
)
_TAIL = re.compile(
    r"(?:达到|达|为|到|至|约|近|超过|突破|超|不少于|不低于|不超过|不足|逾|共计|共|累计|合计|总计|分别|各|已|了|有|在|是|控制在|保持在|以|均|大约|接近|其中|"
    r"平均|总计达|各类|各种|将|总数|增至|升至|降至|提高到|上|规模|的|[、,:;\s\"“”‘’()《》—+])+$"
)
_NOUN = re.compile(r"^(?:的|左右|以上|以下|以内|余|多)?(?P<noun>[^\d,。;:!?、()“”《》\s]*)")
_STOP = re.compile(r"[,。;:!?]")
_FILLER = re.compile("各类|各种|各级|各项|有关|相关|等(?=[^级待])|了|全年|进行|的(?=$)")
_VERB = re.compile(
    r"(?:完成|开展|举办|新建|新增|建成|修缮|更新|发放|受理|组织|创建|培育|推进|实施|引入|引进|开发|打造|整治|拆除|取缔|查处|检查|编制|下发|健全|召开|接待|配送|制作|"
    r"处理|救助|改造|安装|建设|成立|改建|扩建|设立|清理|封堵|推广|实现|提供|服务|覆盖|帮助|吸引|获评|获得|荣获|获|投入|争取|投资|筹集|落实|培训|巡查|排查|化解|调解|"
    r"签约|启动|打通|种植|栽植|硬化|铺设|拓宽|绿化|解决|办理|办结|收集|征集|流转|脱贫|减少|增加|发展|新发展|组建|新组建|设置|选派|选树|评选|招引|签订|出动|立案|"
    r"侦破|抓获|关停|取得|拥有|辖|现有|共有|设有|下辖|承办|参与|入驻|试点|印发|推送|巩固|提升|调整|消除|整改|新设立|创成|建立|招聘|开设|购置|采购|补助|资助|慰问)"
)


def name(before: str, after: str) -> str:
    """The name of what is measured, from the words of the sentence before and after the amount; empty if there are none.

    >>> name("全年救助各类困难对象", ",发放各类救助金"), name("修缮", "居委会办公室和老年活动室,建成"), name("社区总体就业率达", "。")
    ('救助困难对象', '修缮居委会办公室和老年活动室', '社区总体就业率')
    """
    noun = _noun(after)
    lead = _lead(_clause(before))
    if noun and lead and (_VERB.match(lead[-4:]) or _VERB.search(lead[-3:]) or len(lead) <= 4):
        verb = lead if len(lead) <= 6 else _last_verb(lead)
        return _short(verb + noun)
    if noun and not lead:
        return _short(noun)
    if lead:
        return _short(lead)
    return _short(_lead(_earlier(before)) or noun)


def _noun(after: str) -> str:
    match = _NOUN.match(after)
    noun = match["noun"] if match else ""
    return "" if re.match(r"^(?:以上|左右|以下|以内|和|与|及|至|到|的?$|比|增长|下降|内)", noun) else _FILLER.sub("", noun)


def _clause(before: str) -> str:
    return _STOP.split(before)[-1]


def _earlier(before: str) -> str:
    parts = [p for p in _STOP.split(before) if p]
    return parts[-2] if len(parts) > 1 else (parts[-1] if parts else "")


def _lead(clause: str) -> str:
    """The words before the amount, without what only introduces or links."""
    words = re.split(r"\d[\d.%‰]*[万亿]?\S{0,2}", clause)[-1]
    words = _TAIL.sub("", _LEAD.sub("", words))
    return _FILLER.sub("", words)


def _last_verb(lead: str) -> str:
    verbs = list(_VERB.finditer(lead))
    return lead[verbs[-1].start() :] if verbs else lead[-6:]


def _short(words: str) -> str:
    words = words.strip("、,的 ")
    if len(words) <= _LONGEST:
        return words
    verbs = [m.start() for m in _VERB.finditer(words) if len(words) - m.start() <= _LONGEST]
    return words[verbs[0] :] if verbs and verbs[0] > 0 and len(words) - verbs[0] >= 4 else words[-_LONGEST:]
