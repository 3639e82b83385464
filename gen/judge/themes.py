"""What makes two figures comparable: a table of kinds of things, known by unit and words near the number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gen.model import Figure


@dataclass(frozen=True, slots=True)
class Theme:
    """One kind of thing that reports count; its name is `chart.theme.<name>` in the labels."""

    name: str
    units: str
    "Pattern of the whole unit."
    words: str = ""
    "Pattern that must occur in the subject or the clause; empty where the unit says enough."
    without: str = ""
    "Pattern that must not occur there."
    mixed: bool = False
    "Its units are mere classifiers of one kind (人 名 位), so that they may stand in one chart."


_BUILT = "新建|建成|改建|扩建|修缮|修建|翻建|更新|改造|新设|新增|创建|增设|设立|整修|新辟|启用|投用|打造|完工"
_NOT_PLACES = (
    "企业|单位|公司|岗位|成员|会员|机构|项目|伙伴|商户|人才|品牌|班|个体|主体|事项|业委会|组织|专利|荣誉"
)
_FIRMS = "企业|单位|公司|机构|伙伴|商户|团队|创业项目|规上|限上"
_NOT_FIRMS = "检查|整治|查处|出清|淘汰|居委会"

THEMES: tuple[Theme, ...] = (
    Theme("income", "元", "人均|工资|薪酬|每人|低保标准|养老金"),
    Theme("money", "元"),
    Theme("dollars", "美元"),
    Theme("attendance", "人次"),
    Theme("jobs", "人|名|位|个", "就业|岗位|成功创业|上岗", "率", mixed=True),
    Theme("people", "人|名|位", without="万人拥有|每千人", mixed=True),
    Theme("events", "场|场次", mixed=True),
    Theme("visits", "家次|处次|台次|户次|车次|辆次|点次|站次|所次|店次|个次", mixed=True),
    Theme("times", "次"),
    Theme("households", "户"),
    Theme("floor-area", "平方米|㎡|平米", mixed=True),
    Theme("land", "亩|公顷|平方公里"),
    Theme("length", "公里|千米|米"),
    Theme("weight", "吨|公斤|斤"),
    Theme("copies", "册|本|份"),
    Theme("cases", "件|起|宗"),
    Theme("homes", "套"),
    Theme("facilities", "个|处|座|所|家|条|间|块", _BUILT, _NOT_PLACES, mixed=True),
    Theme("firms", "家|户|个", _FIRMS, _NOT_FIRMS, mixed=True),
    Theme("projects", "个|项", "项目(?!录)|工程", mixed=True),
    Theme("rules", "项|条|部", "制度|清单|目录|事项|规定|政策|举措|事务", mixed=True),
)  # fmt: skip
"The first that fits wins."


TOPICS: tuple[tuple[str, str], ...] = (
    ("trade", "进出口|出口|进口|外贸|外资|贸易|跨境"),
    ("tourism", "游客|旅游|旅居|入境|接待|旅客"),
    ("spending", "消费|零售|销售"),
    ("investment", "投资|到位资金|招商"),
    ("income", "可支配收入|收入水平|工资|就业|低保|养老金|补助标准"),
    ("credit", "贷款|存款|信贷|融资|授信|保费|保险|余额|基金"),
    ("budget", "预算|财政|税|非税"),
    ("environment", "PM|浓度|能耗|碳|水耗|用水|排放|空气|水质|总磷"),
    ("safety", "事故|死亡|伤亡|警情|案件|发案|信访|诈骗|火灾"),
    ("research", "研发|专利|技术合同|技术交易|高新技术企业"),
    ("output", "增加值|生产总值|产值|产业|营收|营业收入|利润|产量|产能|制造|工业|经济|机器人|电池|电路|粮食"),
)  # fmt: skip
"What sums of money and rates of change are about: name and words of the subject; the first that fits wins."


def topic_of(subject: str) -> str:
    """What a sum or a change is about; empty where no topic fits."""
    return next((name for name, words in TOPICS if re.search(words, subject)), "")


def theme_of(figure: Figure, clause: str) -> Theme | None:
    """The kind of thing that `figure` counts, by its unit and the words about it; None where no kind fits."""
    about = f"{figure.subject} {clause}"
    for theme in THEMES:
        if not re.fullmatch(theme.units, figure.unit):
            continue
        if theme.words and not re.search(theme.words, about):
            continue
        if not theme.without or not re.search(theme.without, about):
            return theme
    return None
