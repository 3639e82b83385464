"""What looks like a term in plain words: quotations, slogans that count, names by their last word, lists.

Pure functions over a text in half-width digits and simplified characters; offsets count in that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gen import numerals
from gen.characters import is_han
from gen.read import coined, phrases

OPENING = "“‘「『\""
CLOSING = "”’」』\""
_NUM = "一二三四五六七八九十两双"

_QUOTED = re.compile(r"“([^“”\n]{1,40})”|「([^「」\n]{1,40})」|『([^『』\n]{1,40})』|\"([^\"\n]{1,40})\"")
_TITLE = re.compile(r"《[^《》\n]{1,60}》")
# A quotation with a stop or a comma inside is a sentence or a motto, not a name.
_NOT_A_NAME = re.compile(r"[,。;:!?、…]|--|^(?:第?[一二三四五六七八九十\d]+|[A-Za-z\d.]|[一-鿿])$")
_COUNTED_HONOUR = re.compile(rf"[{_NUM}百\d]+连[一-鿿]$")
_AWARD_BEFORE = re.compile(r"(?:获评|荣获|获得|获|授予|被评为|评为|评定为|入选|命名为|认定为)[^,。;“”]{0,12}$")
_AWARD_AFTER = re.compile(r"(?:等)?(?:荣誉)?(?:称号|奖|荣誉)|之称|美誉|状[,。;]")
# 抓住“牛鼻子”, 打好“组合拳”: figures of speech that every report uses and nobody looks up.
_FIGURE_OF_SPEECH = re.compile(
    "牛鼻子|组合拳|主力军|主旋律|生命线|压舱石|定盘星|稳定器|助推器|加速度|加速器|新引擎|火车头|领头羊|排头兵|先手棋|突破口|"
    "硬骨头|绊脚石|最先一公里|最后一公里|最后一米|神经末梢|主心骨|指挥棒|风向标|晴雨表|聚宝盆|金名片|新名片|亮丽名片|硬核|"
    "加减法|加法|减法|乘法|除法|冷板凳|拦路虎|堵点|痛点|难点|小切口|大文章|及时雨|定心丸|强心针|强心剂|试验田|桥头堡|主战场|"
    "主阵地|好声音|好日子|里子|面子|钱袋子|菜篮子|米袋子|幸福账|民生账|含金量|含绿量|含新量|成绩单|施工图|路线图|任务书|时间表|"
    "责任状|军令状|高压线|紧箍咒|防火墙|保护伞|两张皮|一盘棋|一张网|一张图|一股绳|一把手|实招|硬招|实打实|大写意|工笔画|"
    "烟火气|人情味|新高地|新赛道|新篇章|(?:空中)?出海口|铜墙铁壁|家门口|满天星|千里马|热带雨林|诗[与和]远方|引进来|幸福指数|躺平|陪跑人|头羊|奋斗者|打卡点|小而美|马上就办|向[新优前]|未来|"
    "[一-鿿]{2,3}(?:(?<!改)造|速度|样板|精度|方案|答卷|名片|力量|温度|现象|奇迹|担当)|[你我不][一-鿿]{2,3}|(?:钢铁|绿色|水上)长城|样板|试金石|娘家人|店小二|粗放式|精准滴灌|大水漫灌|绿色通道|快车道|高速路|起跑线|"
    "[一-鿿]{1,2}战|最美|国家队|开门红|满堂红|满堂彩|全年红|开局之年|收官之年|关键之年|时时放心不下|拼|抢|干|稳|进|新|实|好|快|严|细|有|无|大战大考"
)
# Words that a clipped quotation needs behind it: “9073”养老格局, “双十”工程, “12.2”火灾.
_HEAD = (
    "格局|体系|机制|制度|模式|平台|工程|行动|计划|规划|战略|经费|联动|地区|区域|签约|网络|布局|工作法|事故|火灾|案件|专案|精神|改革|清单|"
    "部署|目标|思路|策略|普法|集群|产业链?|制造业|企业|热线"
)
_HEAD_AFTER = re.compile(rf"[^\W\d_A-Za-z的了和与及等]{{0,6}}?(?:{_HEAD})")
_CLIPPED = re.compile(rf"[\dA-Za-z+.·\-]+|[{_NUM}][一-鿿]|[{_NUM}]{{2,5}}")
_NUMERALS = re.compile(rf"[{_NUM}]{{3,5}}")  # “一二三五”发展策略
_OWN_WORD = re.compile(rf"[{_NUM}][一-鿿]")

_NUMERIC = re.compile(
    rf"""
      (?<![\dA-Za-z.+]) \d{{1,3}}(?:\+\d{{1,3}})+(?:\+[A-Za-z])? (?![\dA-Za-z.%+])    # 1+1+4+32
    | (?<![\dA-Za-z.+]) \d{{1,3}}(?:\+\d{{1,3}})*\+[A-Za-z] (?![\dA-Za-z])            # 1+7+32+X
    | (?P<twice> (?<![{_NUM}百千万\d第]) [一两三四五六七八九] [一-鿿] (?:[{_NUM}] [一-鿿]){{1,3}} (?![{_NUM}百千万]) )   # 三重一大
    | 双 [一-鿿] 双 [一-鿿]                                                                     # 双招双引
    | (?<![第前后{_NUM}百千万\d]) [两三四五六七八九十] 个
      (?:意识|自信|维护|务必|不摘|不准|严禁|率先|转变|统筹|确保|到位|全覆盖|底线|一律|提升|坚持|不变|融合)    # 三个底线
    | (?<![第{_NUM}百千万\d]) [两三四五六七八九十] 大 [一-鿿]{{0,4}}? (?:产业|工程|行动|战略|攻坚战|板块|片区|组团|集群|专项)
    | (?<![{_NUM}百千万\d第]) [三四五六七八九十] (?:场 (?:硬仗|攻坚战) | (?P<rule> 项 (?:规定|制度)))      # 八项规定
    | (?<![第{_NUM}百千万]) (?P<plan> [六七八九十] 五 (?=”?(?:计划|规划|时期|期间|末))                      # 九五, 十五
        | 十 [一二三四五六] 五 (?=计划|规划|时期|期间|”|目标|开局|收官|发展|以来|末|初|交通|建设|主要|重点))   # 十三五
    """,
    re.VERBOSE,
)
# What a number in front counts; 三年五次 is no slogan.
_CLASSIFIERS = (
    "个年月日天周次项件家户名人位条批份万亿千百十元倍成点时分号期届级类种块处所座台辆米里亩吨斤只册本场轮组岁"
    "到至是为以下上来省市县镇村"
)
_IDIOMS = re.compile("五湖四海|四面八方|三令五申|三番五次|三三两两|七上八下|四通八达|五颜六色|三心二意|九牛一毛|两面三刀|四分五裂")


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Something that looks like a term."""

    start: int
    end: int
    kind: str
    "numeric-slogan, quoted, programme, institution, policy."


def titles(text: str) -> tuple[tuple[int, int], ...]:
    """Where 《titles》 stand: what is quoted in a title is part of the title.

    >>> titles("推进《2016年“创业五角场”行动计划》落实")
    ((2, 20),)
    """
    return tuple(m.span() for m in _TITLE.finditer(text))


# 1310, 20+8, 415X; not 365天, 15分钟, 3小时.
_DIGITS = re.compile(r"\d+(?!\d|[天年月日岁度时]|小时|分钟|公里)")


def quoted(text: str) -> Iterator[Found]:
    """Quotations that name something; a clipped one with the noun it needs.

    >>> [t[f.start:f.end] for t in ["深化“9073”养老格局,深化“双拥”服务,做到“案清事明、案结事了”,“知民情,解民忧。”"] for f in quoted(t)]
    ['“9073”养老格局', '双拥', '案清事明、案结事了']
    """
    for match in _QUOTED.finditer(text):
        group = match.lastindex or 1
        start, end = match.span(group)
        words = match[group].strip()
        head = _head_after(text, match.end(), words) if _CLIPPED.fullmatch(words) else None
        if not (_names(words) or (head and _NUMERALS.fullmatch(words))) or _is_award(text, match):
            yield from _slogans_within(text, start, end)
            continue
        kind = "numeric-slogan" if counts(words) not in (None, 1) or _DIGITS.match(words) else "quoted"
        if head:
            yield Found(match.start(), head, kind)
        elif not re.fullmatch(r"[\d.]{1,2}|[\d.]*\.[\d.]*|(?:19|20)\d\d", words):
            yield Found(start, end, kind)


def _slogans_within(text: str, start: int, end: int) -> Iterator[Found]:
    """A quotation that strings counting slogans together: “三个推定、三个走进”; one that counts upwards is one slogan."""
    if _RISING.fullmatch(text[start:end]) and _is_rising(text[start:end]):
        yield Found(start, end, "numeric-slogan")
        return
    parts = [(m.start() + start, m.end() + start) for m in re.finditer("[^、]+", text[start:end])]
    if len(parts) > 1 and all(counts(text[a:b]) not in (None, 1) for a, b in parts):
        yield from (Found(a, b, "numeric-slogan") for a, b in parts)
    elif coined.is_in_parts(re.sub("[‘’]", "", text[start:end])) or _is_called(text, start, end):
        yield Found(start, end, "quoted")


# “扶上马、送一程”活动: a motto in words of any length, which something is called by.
_CALLED = re.compile(rf"[”」』\"][一-鿿]{{0,4}}?(?:{_HEAD}|活动|理念|主题|方针|原则|作风|要求|方略|发展路子)")
_MOTTO = re.compile("[一-鿿\\d]{1,8}(?:[、,][一-鿿\\d]{1,8}){1,4}")


def _is_called(text: str, start: int, end: int) -> bool:
    return bool(_MOTTO.fullmatch(text, start, end) and _CALLED.match(text, end))


_RISING = re.compile(rf"[{_NUM}][一-鿿]{{1,4}}(?:、[{_NUM}][一-鿿]{{1,4}}){{1,4}}")


def _is_rising(words: str) -> bool:
    """一过线、两不愁、三保障 is one slogan: each part counts more than the one before it."""
    numbers = [2 if part[0] in "两双" else numerals.integer(part[0]) or 0 for part in words.split("、")]
    return all(a < b for a, b in pairwise(numbers))


def _names(words: str) -> bool:
    if re.fullmatch(r"\d{3,6}|\d{1,2}[.·]\d{1,2}", words):
        return True
    length = sum(is_han(c) for c in words) or len(words)
    speech = _NOT_A_NAME.search(words) or _FIGURE_OF_SPEECH.fullmatch(words) or _COUNTED_HONOUR.fullmatch(words)
    return 2 <= length <= (16 if "—" in words else 12) and not speech


def _is_award(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - 20, 0) : match.start()]
    return bool(_AWARD_BEFORE.search(before) or _AWARD_AFTER.match(text, match.end()))


def _head_after(text: str, at: int, words: str) -> int | None:
    match = _HEAD_AFTER.match(text, at)
    if not match or (_OWN_WORD.fullmatch(words) and match[0].endswith(("机制", "制度", "模式", "平台"))):
        return None
    return match.end()


# Places and dates that begin with a number.
_COUNTS_NOTHING = re.compile(
    "十佳|四川|三峡|三亚|三明|三门峡|三沙|三江源|两广|两湖|九江|九寨沟|九华山|六安|六盘水|五台山|五指山|五角场|五五购物节|十堰|双流|双鸭山|一汽|七夕|五一|七一|八一|十一"
)


def counts(words: str) -> int | None:
    """How many things a slogan counts, or None: 四议 and 四种意识 count four, 三重一大 no one number.

    >>> counts("四议"), counts("四环联动"), counts("六大熟人社区"), counts("三位一体"), counts("五违四必"), counts("双创")
    (4, 4, 6, 3, 0, 2)
    """
    found = re.findall(rf"[{_NUM}]+", words)
    if not words or words[0] not in _NUM or _COUNTS_NOTHING.match(words):
        return None
    if re.match(rf"[{_NUM}]个一(?![{_NUM}])", words):  # 五个一
        return numerals.integer(found[0])
    if len(found) > 1 and not words.endswith(("一体", "合一")):
        return 0
    return 2 if found[0] == "双" else numerals.integer(found[0])


def numeric(text: str) -> Iterator[Found]:
    """Slogans that count, quoted or not.

    >>> t = "坚持党政同责、一岗双责,优化1+1+4+32模式,执行中央八项规定,守住三个底线,打好三场硬仗,五湖四海"
    >>> [t[f.start:f.end] for f in numeric(t)]
    ['一岗双责', '1+1+4+32', '八项规定', '三个底线', '三场硬仗']
    """
    for match in _NUMERIC.finditer(text):
        if not match["twice"] or (not _IDIOMS.fullmatch(match[0]) and _is_slogan(match[0])):
            kind = "policy" if match["rule"] or match["plan"] else "numeric-slogan"
            yield Found(match.start(), match.end(), kind)


def _is_slogan(words: str) -> bool:
    """五违四必 counts twice; 一年一度 and 一心一意 say one thing, 三年五次 counts with measure words."""
    numbers, things = words[::2], words[1::2]
    return (set(numbers) != {"一"} or len(numbers) > 2) and not any(c in _CLASSIFIERS or c in _NUM for c in things)


# ---- names by their last word, and set phrases

_HEADS = {
    "institution": (
        "论坛(?!上)|(?<=[一-鿿]{2})博览会|(?<=[一-鿿]{2})(?:洽谈|交易)会(?!上)|(?<!为)中心(?!城|任务|工作|环节|镇|村|地|区|思想|组|议题)|基金会|超市|消防站|工作站|服务站|驿站|之家|综合体|议事堂|茶室|工作室|联席会议|苗圃|孵化园|孵化器|孵化基地|示范基地|"
        "合作社|共同体|养老院|敬老院|监督岗|微网格"
    ),
    "programme": (
        "工程|(?:科创|创新)走廊|经济[圈带]|大湾区|保卫战|攻坚战|专项行动|攻坚行动|提升行动|整治行动|三年行动|(?<=[一-鿿]{2})行动计划|城市群|家园|账户|帐户|岗位|补贴|津贴|养老金|生活圈|商圈|供水改造|小区改造|"
        "(?:建设|提升|攻坚|突破|落实|服务|升级|优化|创新|招商|项目|效能|规范|环境|发展)年(?=活动|行动|主题)|"
        "(?:宜居|安全|生态|智慧|熟人|友好|韧性|完整|未来|低碳|零碳|充分就业|创业型)社区"
    ),
    "policy": (
        "制度|清单|(?:负责|责任|否决|承诺|公示|代理|承包|包干|聘任|任期|听证|包联|积分|问责|代办|轮岗)制(?![度造定订])|"
        "(?:优先|强[省市县区]|兴[省市县区]|立[省市县区]|驱动|八八)(?:发展)?战略|现代化试点|"
        "试点城区|试验区|先行区|示范区|承载区|文明城[区市]|价值观|发展理念|民主协商机制|防控体系"
    ),
}
_PATTERNS = {kind: re.compile(heads) for kind, heads in _HEADS.items()}
# What never stands inside a name: the name begins behind it.
_CUT = re.compile(
    "扩张|擦亮|彰显|更多|更高水平|增强|树立|支持|获批|关进|盘活|推介|把握|守牢|筑牢|压实|压紧|算好|兑现|入选|守护|维护|打好|打赢|推进|推动|深化|完善|开展|建设|建立|健全|加强|强化|优化|落实|实施|实行|推行|执行|启动|试行|探索|扩大|拓展|提升|提高|促进|打造|构建|成立|"
    "设立|新建|新增|扩建|改建|修缮|建成|完成|实现|组建|组织|举办|召开|制定|编制|制订|修订|更新|公布|发放|办理|申请|享受|拆除|坚持|贯彻|弘扬|"
    "践行|争创|争当|开发|引入|引进|培育|做好|做强|做实|做优|抓好|抓实|围绕|依托|结合|通过|发挥|利用|确保|帮助|鼓励|引导|覆盖|包括|以及|筹集|"
    "纳入|用好|用足|建好|办好|承办|投入|投资|配合|配备|聚焦|对接|打响|巩固|夯实|加大|加快|严格|全面|深入|扎实|积极|稳步|有序|切实|继续|持续|"
    "不断|进一步|大力|着力|全力|努力|认真|坚决|充分|有效|逐步|牢固|坚定|获评|荣获|创成|达到|超过|位于|进入|增加|减少|升级|试点|重点|以上|以下|"
    "推广|开设|增设|搭建|推出|签订|改造|成为|作为|属于|进行|处理|主动|适应|符合|转变|规范|动员|协助|开通|开放|共建|织密|牵头|发动|创建|出台|融入|严禁|缩减|清理|铸牢|重大|方面|相关|一揽子|新一轮|投向|管好|用好|治理|各项|内(?!部|涵|河)|创(?=全国)|(?=[三四五六七八九十]大[^楼厅])|"
    r"本(?:镇|区|市|县|街道|级|年)|[的了等及与或在将把被从到是其各该]|和(?!谐|平|美|睦)|对(?!口|接)|[\d.]+[万亿]?余?(?:公里|千米|公顷|平方米|[一-鿿])|[一二三四五六七八九十百千万两数]+[个家处项类条所座批户件张名位支](?!规定|补贴|制度)"
)
# What may stand before a name without belonging to it.
_LEAD = re.compile(
    "(?:好|搞|新版|新型|首个|首批|首家|多个|一批|一系列|各类|各项|有关|相关|全市|全区|全镇|全县|全省|全年|街道|辖区|本镇|本区|区级|市级|省级|镇级|"
    "(?!社区|小区|校区|园区|城区|城市|都市|乡镇|农村|集镇)[一-鿿]{2,3}(?:省|市(?![场域民政容])|区(?!域)|县(?!域)|镇|乡(?![村镇])|街道)(?!事务|文化|公益|居民|服务|治理|民主|级))+"
)
# 管理制度, 长效监管, 重大工程: such words in front name nothing.
_PLAIN = re.compile(
    "(?:面子|形象|政绩|社会|人民|公共|综合|城市|社区|小区|物业|基层|政务|便民|民生|项目|工作|考核|评价|培训|责任|规章|财务|任务|问题|内部|日常|规范|精细|"
    "常态|信息|智能|标准|专业|市场|多元|矛盾|纠纷|联动|群众|居民|村民|党员|干部|重大|重点|重要|基础|市政|实事|安全|应急|就业|科学|现代|法治|统一|"
    "动态|分类|长效|行政|司法|居民区|建设|管理|服务|发展|经济|产业|配套|收尾|设施|道路|水利|交通|绿化|电力|农业|工业|企业|资产|资金|食品|"
    "药品|质量|生产|安全生产|环境|生态|环保|住宅|美丽|幸福|文明|共同|核心|以人民为|以经济建设为|人|大型?|小|旧|各|本|该|村|市|区|镇|县|街道|"
    "受理|执法|质监|金融|监督|依法|高效|中央|国家|全国|上级|地方|政府|部门|机关|单位|人事|党建|党风|规划|设计|施工|扩建|新建|改造|维修|修复|整修|"
    "政治|经营|业务|学习|会议|领导|目标|标志性|节点|人才|提质|扩面|防洪|供水|医学|检验|检测|认证|整区域|副|分|多|类|个|以|要素|权利|义务|相关|具体|明确|主体|工资|薪酬|分配|市场化|社会化|法律|法规|改革|创新|"
    "负面|问题整改|整改|销号|需求|供给|文化|教育|科技|医疗|卫生|体育|行政审批|养老|商业|商务|区域|世界|全球)*"
)
# 经费管理制度, 问题清单: a procedure, not the name of one.
_PROCEDURE = re.compile(
    "(?:管理|评价|监管|奖励|审批|统计|分配|考核|公开|指引|使用|修复|保护|帮扶|支持|服务|基础|性|节约|重组|运行|报告|审查|检查|监督|"
    "指导|培训|保障|补偿|双控|认证|基准|协调|规章|产权|土地|任务|事项|问题|项目|工作|整改|整治|关键|合作|退出|核心价值观)$"
)
# 二期工程 is a building site; a centre with a name longer than 社区事务受理服务中心 carries its place and task, and is one by itself.
_STAGE = re.compile(f"[{_NUM}]期")
_REACH = 24  # characters before the telling word in which its name must begin
_RUN_BEFORE = re.compile(r"[一-鿿A-Za-z\d.+]*$")
# Works on the ground: 国道大修工程, 水库主体工程, 特高压工程.
_WORKS = re.compile(
    "(?:大修|中修|主体|骨干|连通|联网|高压|交流|直流|输变电|输水|改扩建|修建|改建|公路|道路|高速|铁路|水库|灌区|电站|机场|隧道|大桥|枢纽|管网|泵站|河道|堤防|延伸)$"
)


def named(text: str) -> Iterator[Found]:
    """Names that end in a telling word, cut behind verbs and particles, and set phrases.

    >>> t = "组织消防演练,新建32个微型消防站,落实河长制,健全管理制度,弘扬中国梦,完善街道综治中心"
    >>> [t[f.start:f.end] for f in named(t)]
    ['微型消防站', '综治中心', '中国梦', '河长制']
    """
    seen: set[tuple[int, int]] = set()
    for found in (*_by_ending(text), *_set_phrases(text)):
        if (found.start, found.end) not in seen:
            seen.add((found.start, found.end))
            yield found


def _by_ending(text: str) -> Iterator[Found]:
    for kind, pattern in _PATTERNS.items():
        for head in pattern.finditer(text):
            run = _RUN_BEFORE.search(text, max(head.start() - _REACH, 0), head.start())
            start = run.start() if run else head.start()
            words = text[start : head.start()]
            begin = _begin(words + head[0], len(words))
            if kind == "programme" and begin == 0 and text[start - 1 : start] in tuple(CLOSING):  # “百企”上市行动 is named by its quotation
                continue
            before = words[begin:]
            if 3 <= len(before) + len(head[0]) <= 14 and not _says_little(before, head[0]):
                yield Found(head.start() - len(before), head.end(), kind)


def _set_phrases(text: str) -> Iterator[Found]:
    yield from (Found(start, end, kind) for start, end, kind in phrases.find(text))
    for start, end in coined.find(text):
        window = max(start - 4, 0)  # the verb in front may begin there
        first = text[window:end].partition("、")[0]
        begin = max(window + _begin(first, max(len(first) - 4, 0)), start)
        if end - begin > 4 or not _CUT.match(text, begin):  # 推进强省 is no slogan
            yield Found(begin, end, "policy")


def _says_little(before: str, head: str) -> bool:
    if _PLAIN.fullmatch(before) or (head == "中心" and len(before) > 8) or (head == "综合体" and before.endswith("商业")):
        return True
    if before and set(before) <= set(_NUM):  # “五个一”工程 is no 一工程
        return True
    if head == "工程" and (_STAGE.search(before) or _WORKS.search(before)):
        return True
    return head in ("制度", "清单") and (len(before) > 6 or bool(_PROCEDURE.search(before)))


def _begin(run: str, head: int) -> int:
    start = max((m.end() for m in _CUT.finditer(run) if m.end() <= head), default=0)
    lead = _LEAD.match(run, start, head)
    return lead.end() if lead else start


# ---- lists

_ITEM = r"[一-鿿A-Za-z\d]{1,12}?"
_LIST = re.compile(rf"{_ITEM}(?:、{_ITEM}){{1,30}}(?:(?:和|以及|及|与){_ITEM})?(?=[^一-鿿A-Za-z\d、]|[{_NUM}][大方重场个张项类][一-鿿]|$)")
_LAST = re.compile(r"和|以及|及|与")
# 农村路、充电桩实现“两个全覆盖”, 排查、救助等“七个到位”: what stands between a list and the slogan that sums it up.
_TAIL = re.compile("(?:实现|达到|形成|做到|落实|构成|组成|推进|开展|建立|完善|健全|打造|为主的|等)+$")
_SUMMED = re.compile(rf"(?<=[一-鿿])[{_NUM}](?:大|方|重)[一-鿿]{{2,6}}(?=[^一-鿿])")


def lists(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Lists with 、 between their items: start, end, items. The first item may still hold the verb before it.

    >>> list(lists("健全提议、商议、审议、评议“四议”机制"))
    [(0, 13, ('健全提议', '商议', '审议', '评议'))]
    """
    for match in _LIST.finditer(text):
        words = match[0].removesuffix("的")
        *items, last = words.split("、")
        all_items = (*items, *_LAST.split(last, maxsplit=1))
        if all(all_items) and not any(_CUT.fullmatch(item) for item in all_items):
            yield match.start(), match.start() + len(words), all_items


def begin(words: str) -> int:
    """Where a name begins in words that end in it, verbs in front set aside.

    >>> begin("成立社会治理促进会"), begin("社会治理促进会")
    (2, 0)
    """
    start = 0
    while (verb := _CUT.match(words, start)) and start < verb.end() < len(words) - 1:
        start = verb.end()
    return start


def trimmed(text: str, start: int, items: tuple[str, ...]) -> int:
    """Where the first item of a list at `start` begins once the verb before it is cut off.

    >>> trimmed("健全提议、商议、审议、评议", 0, ("健全提议", "商议", "审议", "评议"))
    2
    >>> trimmed("清理清查、服务随访、药具发放", 0, ("清理清查", "服务随访", "药具发放"))
    0
    """
    first, second = items[0], items[1]
    lengths = {len(item) for item in items[1:]}
    if first[:2] == second[:2] or lengths == {len(first)}:
        return start
    surplus = len(first) - len(second)
    led = surplus > 0 and (surplus == 2 or any(verb.end() == surplus for verb in _CUT.finditer(first)))
    if len(items) > 2 and len(lengths) == 1 and led:  # 擦亮效率、服务、诚信; 全面完成清理清查、服务随访、药具发放
        return start + surplus
    if len(first) > max(map(len, items[1:])):
        start, first = (start + 1, first[1:]) if first[0] in "以按用由" else (start, first)
        return start + _begin(first, len(first))
    verb = _CUT.match(first)
    return start + (verb.end() if verb and len(first) - verb.end() > 1 else 0)


def tail(words: str) -> int:
    """How many characters at the end of a list only lead over to what sums it up.

    >>> tail("充电桩、农村路实现"), tail("排查、救助等"), tail("提议、商议")
    (2, 1, 0)
    """
    match = _TAIL.search(words)
    return len(match[0]) if match else 0


def thing(slogan: str) -> str:
    """What a counting slogan counts.

    >>> thing("四种意识"), thing("四议"), thing("六大熟人社区")
    ('意识', '议', '熟人社区')
    """
    return re.sub(rf"^[{_NUM}]+[个种大项类条]?(?=.)", "", slogan)


def summed(text: str) -> Iterator[Found]:
    """Lists summed up by a number and their kind.

    >>> t = "打造公益、文化、创业、企业、青年、睦邻六大熟人社区。"
    >>> [t[f.start:f.end] for f in summed(t)]
    ['六大熟人社区']
    """
    for _, end, items in lists(text):
        if (match := _SUMMED.match(text, end)) and counts(match[0]) == len(items):
            yield Found(*match.span(), "numeric-slogan")
