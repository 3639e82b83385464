"""Pieces of a clause before an amount, and of the names made of them."""

from __future__ import annotations

import re
from functools import lru_cache

OPENINGS = re.compile(
    r"""^(?:
      [、,:;。.\s"“”‘’()》—+●■◆·①-⑳-] | 级(?=、) | 20\d\d年(?:度|底|末|以来|来)? | (?:今年)?1?\d(?:[-—~至]1?\d)?月(?:份|底)?
    | (?:一|二|三|四|五|六|七|八|九|十)是
    | 全年度?| 但 | 却 | 要(?![素求点道闻害件塞]) | 提出(?=\S{4}) | 又 | 也(?=要|将) | 相当于 | (?:新?台阶|大关)(?=、)
    | (?:过去|近|这)?[二三四五十两]+年(?:来|间|(?=增量)) | 在[^,。;、]{0,8}基础上
    | 今年以来|今年来|今年|去年|明年|年内|年度|上半年|下半年|前三季度|全市|全区|全县|全镇|全乡|全街道|我镇|我区|我县
    | 我市|我局|我们|街道(?=直接|全年|共|累计|实现|完成)|年(?=实现)|第?[一二三四]季度(?=完成|实现|全|累计)|不折不扣
    | 这(?![里样])|重点(?=抓|推进|打造)|抓好
    | 同时|其中|另外|此外|并且|并(?![网轨])|还(?![迁田款林建])|已经|已|共计|合计|总计|累计|共(?![同建享青富治]|产党|有产权)|现已|仅
    | 是(?!否)|由(?=20\d\d)|全力以赴|逐步|进一步|继续|不断|积极|大力|全力|强力|努力|全面
    | 充分发挥|充分(?=利用|运用)|切实|扎实|有效(?!率)|成功(?!率)|持续
    | 深入|着力|广泛|先后|集中(?!供养|安置|隔离)|有序|依法|及时(?![率性])|稳步|认真|严格|主动|力促|力争|确保
    | 争取(?!到)|计划(?!生育)|预计|将(?!军)|拟|实现(?!率)|截至|截止|目前|现(?![代金场有货役行存价])|通过(?!率)|使得|使(?!用)|让|向(?!上)
    | 对(?![口外接象上])|对上(?=争)|在(?![线建校册岗职库园京沪津渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川滇黔藏陕陇])|为(?![老民企农])
    | 各类|各种|各项|多个|分别|约(?![谈束定])|近(?![期视海年郊岸代地距邻])|超过|超(?![市限载额声收长大高低级短强算])
    | 和(?![谐平睦])|及(?!时)|与|以及
    | 等(?![级候待])|有力|有(?![机线效关轨序色声])|的(?!士)|了(?!解)|把|以(?!上)
    | 当年|当前|至今|涉及(?=\S{4})|主要|包括|用于
    )+""",
    re.VERBOSE,
)
ENDINGS = re.compile(
    r"""(?:
      [、,:;\s"“‘(—+-]
    | 达到|高达|(?<![通发到送抵])达|均为|分别为|为(?!民)|到|至(?![今少])|大约|(?<![签条合节制特预])约|接近|近|将近|超过|超额|突破|超
    | 不少于|不低于|不超过|不足|不到|逾|至少|最多|不高于|共计|合计|总计|累计|共
    | 分别|各(?=$)|了|有|充分发挥|发挥|在|是|控制|保持|稳定|维持|力争|确保|预计|拟按|拟安排|平均|其中|各类|各种|各项|的|将|增至|升至|降至
    | 跨上|迈上|站上|跨过|跨越|迈过|冲破|跃上|跃升到?|升到|首次|接连|历史性|双双|减?按(?=$)|拟(?=$)
    | 缩小[至到]|压[缩减][至到]|降到|(?:回升|攀升|跃升|恢复)[至到]?
    | (?<![通经超])过(?=$)|零下|[低高]于
    | (?:从|由)(?:20\d\d年[末底]?|上年|去年|年初|年末|[一二三四五]年前)的? | (?:19|20)\d\d年[末底]? | 每(?:人|户|亩|生|月|年|天|次)?
    | (?<![共饱缓总])和|以及|(?<![普涉顾波惠危])及|^(?:用|定|又|只)$|已(?=$)|(?<![成造])就(?=$)
    |从|(?<![事理自缘])由|(?<=[到从由为至])人均|要|调整[为到]
    | (?:提升|提高|下降|降低|上升|增加|扩大)至|提高到|提升到|增加到|扩大到|下降到|延长至|降低到|发展到|上升到|(?<![规限])上(?=$)|以|均|再
    )++$""",
    re.VERBOSE,
)
FILLERS = re.compile("一批|要(?=增长|下降|降低|提高|减少)|连续[两三四五六七八九十]+年(?=增长|下降|增加|减少)|"
                      "各类|各种|各级各类|各项|(?<=[^一])些|有关|(?<!业务)相关|进行(?!曲)|全年|分别|(?<=.)累计共?(?=完成)"
                      "|(?<=..)(?<![为除])了(?=..)(?![解结])|(?<=..)(?:实现|完成)(?=增加值|利润|利税|总?产值|税收)")
_PASSED = re.compile(
    "(?<=..)(?:首次|历史性|连续|接连)*(?:突破|超过?|跨过|跨越|跨上|迈上|再上|登上|跃上|站上)(?:[千百万亿两三]+元?|新?台阶|大关)+(?:大关|、|,|$)"
)
"A round number that was passed, told beside the amount: 总量突破千亿、达到1042亿元."
_HOLD = re.compile("《[^》]*》|“[^”]*”|\\([^)]*\\)")
_SAID = re.compile(r"(?:(?:同比|环比|年均|平均|预计|同期|较上年|比上年|(?:较|比)[^较比]{2,6}?)?(?:分别|均)?"
                   r"(?:增长|下降|增加|减少|上升|提高|增速|增幅|降幅|净增|新增)"
                   r"|比上年.*|较上年.*|(?:年度|当年)计划(?:完成)?投资|(?:总|超额)?完成(?:全年|年度|年初|年|总)*(?:投资)?(?:目标|计划|任务|预算)+|完成(?:率|比例)|占\S{1,10}(?:比重|比例|计划)"
                   r"|与\S{2,12}之比|连续\S{0,12}[年天月]数|(?:增速)?[高低]于(?:全国|全省|\S{2,4}平均)\S{0,4})$")
"What is said of a measure, at the end of a name."
_REPORTS = re.compile("^(?:完成|实现|发生)(?=..)|(?<=...)(?:预计)?(?:完成|实现)$")
"A verb that only reports that there is such an amount."
BASE = "原"
"In front of the name of the level from which something rose or fell."
_VERBS = (
    "办理 受理 处理 处置 受理处置 发放 新发展 发展 新增设 新增 新建 新改建 新改扩建 改扩建 扩建 改建 建成 建设 新设立 设立 成立 "
    "组建 新组建 创建 创成 完成 开展 举办 承办 召开 组织 实施 启动 推进 "
    "推广 推送 开发 引进 引入 新引进 招引 吸引 培育 打造 修缮 更新 改造 整治 清理 拆除 取缔 封堵 查处 检查 排查 巡查 整改 消除 "
    "化解 调解 解决 救助 帮助 资助 慰问 补助 提供 服务 覆盖 新覆盖 惠及 安装 铺设 "
    "硬化 栽植 种植 绿化 购置 采购 配备 配送 制作 编制 制定 修订 健全 印发 下发 征集 收集 接待 培训 招聘 开设 开办 投入 投资 "
    "争取 筹集 落实 获评 荣获 获得 获 入选 签订 签约 新签约 安置 转移 流转 出动 立案 抓获 侦破 关停 兑付 支出 清退 "
    "供应 筹措 筹建 布设 修复 治理 深化 提升 优化 打通 贯通 竣工 开工 新开工 试点 参与 参加 开放 投放 储备 管控 封闭 设置 增设 "
    "投产 并网 完工 淘汰 压减 削减 出台 发布 收购 开行 修建 兴建 加固 敷设 投运 投用 认定 新认定 选派 选聘 招录 吸纳 拓宽 续建 扩种 "
    "盘活 建好 调减 下达 拨付 报销 新培育 新打造 新开通 开通 新签 新设 重组 审结 办结 创办 新认证 新创建 新建成 建设改造 改造提升 "
    "增发 发行 拟安排 安排 制定修订 提请 登记 减免 让利 化解 回收 收储 复垦 出清 孵化 保障 带动 走访 推出 挖掘"
)
_NOUNS = {"服务": "业|中心|站|区|型|贸易|外包", "试点": "县|城市|企业|单位|范围|地区|任务|学校", "登记": "失业率", "投产": "项目"}
"What makes a verb the first part of a noun: 服务业."
VERB = re.compile(
    "|".join(f"{v}(?!{_NOUNS[v]})" if v in _NOUNS else v for v in sorted(set(_VERBS.split()), key=lambda v: (-len(v), v)))
)
_NOUN = re.compile(r"^(?:的(?!士))?(?P<noun>(?:“[^”\s]{1,12}”)?[^\d,。;:!?()《》\s]*)")
_ASIDE = re.compile(r"^([^\d,。;:()]{1,6})\([^()\d]{1,6}\)")
"A bracket within the noun: 规上(限上)企业."
_SPENT = re.compile("(?<=资金|基金|债券|国债)(?:注入|用于|支持|投入|加强|补助)")
_NEXT_ITEM = re.compile(f"若干|一批|多[个家项]|数量|总[数量]|{VERB.pattern}")
"What stands behind the noun as an item of its own."
_BOUND = re.compile("^(?:级(?![别配联差])|(?:左右|以[上下内])的?)(?=[\u4e00-\u9fff“])(?![和及])|^级(?=、)")
"The bound of the amount, before the noun: 10个以上集群."
_THRESHOLD = re.compile(
    "^\\d[\\d.]*[万亿]{0,2}(?:[项个家件种条类名所]|千伏(?:和\\d+千伏)?"
    "|(?:户|人|元|万元|亩|平方米|公里|吨|千瓦|岁)以[上下内]|级)的?(?=[\u4e00-\u9fff])"
)
"What marks off those counted: 8个50户以上村寨."
_GRADE = re.compile("(?<=国家)[345]A级(?:及?以上)?")
_NO_NOUN = re.compile(r"^(?:的?(?:规模|关口|水平|优势)(?![\u4e00-\u9fff])|"
    r"(?:压缩|缩短|缩小|提高|增加|下降|降|升|扩大|减少|调整|提升|增|减|延长|发展|上升|恢复|跃升|攀升|回升|转)[到至为]|(?:整合|优化|精简|合并|压减)+[到至为成]|(?:的?新)?(?:[两三四五]个)?(?:大?台阶|大关)|以上|左右|"
    r"以下|以内|及以上|上下|不等|和(?!谐)|与|及|至|到|比|较|增长(?!速度|率|目标|幅度)|下降|征收|计征|内(?!部)|、|之|并|时|后|前(?!端|期)|为(?![民老企农])|是|有(?![色机线效害毒轨])|来(?![访华自源电])|"
    r"等|共(?![建享同])|已|均|分别|同比|中(?![\u4e00-\u9fff]))")


def last(before: str) -> str:
    """The words after the last stop that stands outside quotes, titles and brackets.

    >>> last("共办理,修缮《甲,乙》")
    '修缮《甲,乙》'
    """
    masked = _HOLD.sub(lambda m: "口" * len(m[0]), before)
    cut = max(masked.rfind(mark) for mark in ",。;:!?\t(")
    return before[cut + 1 :]


def last_but_one(before: str) -> str:
    """The words between the last two stops, or before the only one; empty where there is none."""
    masked = _HOLD.sub(lambda m: "口" * len(m[0]), before)
    ends = [m.start() for m in re.finditer("[,。;:!?\t]", masked)]
    if not ends:
        return ""
    start = ends[-2] + 1 if len(ends) > 1 else 0
    return before[start : ends[-1]]


@lru_cache(maxsize=64)
def lead(clause: str) -> str:
    """The words before the amount, without what only introduces or links.

    >>> lead("全年累计办理各类")
    '办理'
    """
    words = re.sub(r"\([^)]*\)|\[\d{1,3}\]?", "", clause).replace("”“", "”、“")
    words = re.sub("“[^”]*”", lambda quoted: quoted[0].replace("、", ""), words)
    words = re.sub("[《》“”‘’\"]", "", words)
    words = _PASSED.sub("", ENDINGS.sub("", OPENINGS.sub("", words.strip())))
    return FILLERS.sub("", OPENINGS.sub("", words))


def topic(sentence: str) -> str:
    """The first words of the sentence, as many as come again in it: 业委会 in 业委会运作不断规范,启动业委会换届."""
    first, _, rest = sentence.strip().partition(",")
    for length in range(min(len(first), 8), 1, -1):
        if first[:length] in rest:
            return first[:length]
    return ""


def measure(previous: str) -> str:
    """The measure behind a name: without what is said of it, and without the verb that only reports it.

    >>> measure("完成工业总产值同比下降"), measure("服务业增加值完成年度目标"), measure("原补助标准")
    ('工业总产值', '服务业增加值', '补助标准')
    """
    base, last = previous.removeprefix(BASE), ""
    while base != last:
        base, last = _SAID.sub("", base) or base, base
    return _REPORTS.sub("", base)


@lru_cache(maxsize=64)
def noun(after: str) -> str:
    """The noun that follows the unit at once, with the parts of a list that share its head; empty if none does."""
    after = _BOUND.sub("", _THRESHOLD.sub("", _GRADE.sub("", re.sub(r"^\([^)]{1,3}\)", "", after))))
    if _NO_NOUN.match(after):
        return ""
    match = _NOUN.match(_ASIDE.sub(r"\1", after))
    noun = match["noun"] if match else ""
    if "、" in noun and match and (after[match.end() :][:1].isdigit() or _NEXT_ITEM.match(noun.split("、")[-1])):
        noun = noun.split("、")[0]
    noun = _SPENT.split(re.sub("[“”‘’]", "", noun))[0]
    noun = re.split("(?<=..)(?:已|正在|全部|中(?=唯一|有)|的?基础上|的同时|过程中)", noun)[0]
    noun = re.sub("的(?:整体|总体|年度|全年)?(?:目标|任务)$|(?<=..)作用$", "", noun)
    noun = re.sub("(?<=..)(?<![平同高中初优])等$|(?<=[^高初职集心途空]{3})中$", "", noun)
    return FILLERS.sub("", ENDINGS.sub("", noun))


def fitting(base: str, room: int) -> str:
    """The end of `base` that fits into so many characters: from behind a threshold or a joint, if there is one."""
    if len(base) <= room:
        return base
    ends = (base[m.end() :] for m in re.finditer(r"\d\S*?以[上下内]|[、和及的]", base))
    return next((end for end in ends if 4 <= len(end) <= room), "") or OPENINGS.sub("", base[-room:])
