"""The words that tell whether a sentence is about what was done or what is to come, each with its weight and its reach."""

from __future__ import annotations

import re
from dataclasses import dataclass

STRONG = 6
"Outweighs every prior: an aspect (已, 了) or a modal verb (将, 力争)."
FAIR = 4
"Outweighs what the text has spoken of so far, but no heading."
WEAK = 2
"Decides where nothing else speaks."
_BUILDS = (
    "新|完|建|实|达|投|开|力|再|集中|统筹|聚焦|依托|通过|怎么|如何|有(?!关)|以|按|增|超|启|推|继续|改|打造|着力|突出|引进|优先|重点|"
    "进一步|持续|加|大力|积极|努力|围绕|坚持|确保|扎实|深入|组织|提供|安排|举办|培|扩|迁|拆|修|装|创|提|招|整|落|维|用|筹|解决|发放|"
    "补|配|种|设|购|延|办|打|带"
)
_MODAL = (
    rf"于|在(?=[^,。;]*{_BUILDS})|对[^,。;]{{1,12}}(?:进行|实施|开展)|为[^,。;]{{1,8}}[办提]|到20|会|陆续|全[面力]|分[期批]|{_BUILDS}"
)
"What follows 将 where it is a modal verb; before a noun it may be 把: 将全镇划分为529个网格."
_SCHEDULED = (
    "利用|通过|分[期年]|新|完成|建|实[施现]|达到|投入|开|启|推进|改造|打造|引进|组织|举办|培训|扩|迁|拆|修|装|创建|招|用|发放|增|设|购|脱贫|危改|"
    "延|在|于|到"
)
"What follows 计划 where it is a verb; else it is a noun: 雨露计划补助."
_WHEN = r"(?:[年内]|今年|20\d\d年|\d+月|[^,。;]{0,3}底前?)*"
_SAID = ")(?<!".join(
    ["明确", "确定", "提出", "公布", "发布", "部署", "安排", "敲定", "制定", "印发", "出台", "下达", "分解", "票选", "选出", "推出", "通过"]
)
"Before 了: what was fixed thereby is still to come."


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell of time."""

    points: int
    reach: str
    "How far they reach: clause, sentence, or text, where what follows goes on in the same time."
    pattern: re.Pattern[str]


def _cue(points: int, reach: str, *patterns: str) -> Cue:
    return Cue(points, reach, re.compile("|".join(patterns)))


CUES: tuple[Cue, ...] = (
    # ---- what is to come
    _cue(
        -STRONG,
        "text",
        rf"(?<![即必麻主上中大少])将(?:要|会)?(?={_MODAL})(?![^,。;]{{0,14}}(?:划分|分为|分成|纳入))",
        r"力争(?!目标)|拟(?!定|合|人)|打算|明年|下一?年度?(?!初)|下一?步|新的?一年|今后|未来(?!科|城|社|乡|之)",
        r"新目标|目标清单|预期目标(?!完|达|任务完)|今年(?:的)?(?:主要)?(?:预期)?(?:目标|计划|任务|打算)(?!完|实)",
    ),
    _cue(
        -STRONG,
        "sentence",
        r"争取(?=在|\d|于|年|实现|全年|达到|完成|20|新|用|早|尽快|到)|即将(?=[^,。;]*[建开完投实动])|有望",
        rf"(?<![按照超动总])计划{_WHEN}(?=(?:{_SCHEDULED}))(?!完成(?:投资|率|的|情况)|投资|建设(?:内容|规模|面积)|数|单列)",
        r"(?<=[镇乡县市区村街])计划(?=[^,。;年度]{0,12}(?:增[加长]|达到|减少|下降|实现))",
        r"(?:^|[,。;、:])(?:我们|全[市区县镇乡]|街道|还|也|都|均|就|并)?要(?=新|完|建|实|达|力|再|继|加|全|在|确|抓|着)",
        r"确保(?!了)(?=[^,。;]{0,8}(?:全年|年底|年内|明年|20\d\d年|[一二三四五六七八九十\d]+月(?:底|份|末)))",
        r"(?:^|[,。;:、])到(?:今年)?年底(?!已)",
        r"(?:今年|全年|年内|年底前?)[^,。;]{0,6}(?:要(?!求|素)|确保(?!了))",
    ),
    _cue(
        -FAIR,
        "sentence",
        r"确保(?!了|目标|任务)|下半年(?!以来)|(?<!提前)(?<!早)年底前|20\d\d年(?:底|末|\d+月(?:底|末)?)前|\d月(?:底|末)?前(?!后|三)",
        r"预计(?!增长|下降|全年|全[市区县镇乡]|实现|今年|去年|到|可?完成|可?达|可实现|20\d\d年)",
        "计划(?:完成)?(?:总)?投资",
        "正在(?:设计|谋划|规划|筹备|洽谈|招标|报批|申报|争取)|(?:前期|筹备)工作(?=正在)",
        r"规划(?:建设(?!用地)|新建)|(?<![按照动度])计划(?=改|培|用|实施|完成(?!投|情|率)|新)",
    ),
    _cue(-FAIR, "text", "(?:工作)?报告(?:中)?[^,。;]{0,4}(?:提出|明确|部署)"),
    _cue(
        -FAIR,
        "clause",
        r"预计20\d\d年|规划(?:总|用地|建筑)?面积",
        "预计(?:[^,。;]{0,8}(?:完工|建成|竣工|投用|投入使用|交付|开工|启用))",
    ),
    _cue(
        -STRONG,
        "clause",
        r"(?:达产|建成|投产|完工|竣工)(?:达效|运营)?后,?[^,。;]{0,10}?(?:可|将|能)|研究决定(?=[^,。;]{0,8}\d)",
    ),
    _cue(-WEAK, "sentence", "继续|(?<!已)(?<!以来)进一步"),
    # ---- what is done
    _cue(
        STRONG,
        "text",
        r"截[至止](?!20\d\d年(?:底|末)前)|至今|现已|回顾|(?:过去的?|这)一年|一年来|(?:今年|年初|建区|20\d\d年)以来",
        r"(?<![比较同为按在与])(?:去年|上年|前年)(?!同期|年初|的?基础|水平|预算|相比|度?(?:增|提|下|减|多|少|翻|末数)|[^,。;]{0,6}的)",
        r"1[-—至]\d{1,2}月份?|前三季度|成绩单|(?<![增降升减])至\d{1,2}月(?:底|末|\d{1,2}日)(?!前)|已(?!知|婚|故|列入|纳入|经?成为)",
    ),
    _cue(
        STRONG,
        "sentence",
        rf"(?<=[\u4e00-\u9fff])(?<![为除免末])(?<!{_SAID})了(?![解然结却不无])",
        "累计|实际(?=[开完到投实建竣发拨支收])|荣获|获评|被评为|被授予|先后|目前(?!拟|计划)",
    ),
    _cue(FAIR, "text", "上半年(?!前|将|要|拟|力争|确保|计划)"),
    _cue(
        FAIR,
        "sentence",
        "正在(?=[施建推进办])(?!设计|谋划)",
        r"(?:顺利|圆满|超额|全面|提前|如期)(?:完成|实现)|今年来|从而|成功|不断|获\d|获得",
        "有效(?!灌溉|期|性|投资|供给|需求|面积|衔接|利用)",
    ),
    _cue(
        FAIR,
        "clause",
        "(?<![计划年度])完成(?:项目|工程)?投资(?!任务|计划)",
        "同比|比上年|较上年|比去年|较去年|环比|比上一年|比同期|较同期|同期",
    ),
    _cue(WEAK, "clause", "共(?=[\u4e00-\u9fff]{0,4}$)|共(?:计|有)"),
)
"""The order does not matter: of the cues before an amount the nearest in its own clause decides, else the nearest that reaches it."""
