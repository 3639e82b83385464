"""Whether two names and units can be of one thing: by meaning and not by classifier, whatever verb or suffix they carry."""

from __future__ import annotations

import re

from gen.model import Figure
from gen.read import subjects

_FAMILIES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (kind, frozenset(members.split()))
    for kind, members in (
        ("people", "人 名 位 人次"),
        ("households", "户 户次"),
        ("events", "场 次 场次 期 班次 届"),
        ("things", "个 家 处 所 座 条 项 件 栋 幢 支 套 台 块 片 种 类 间 门 批 对 户"),
        ("copies", "册 本 份 张 部"),
        ("machines", "台 部"),
        ("area", "平方米 ㎡ 平米 亩 公顷 平方公里"),
        ("length", "公里 千米 米 延米 km m"),
        ("money", "元"),
        ("share", "% ‰"),
    )
)
# Verbs that do the same to what they act on.
_ACTS: dict[str, str] = {
    verb: kind
    for kind, verbs in (
        ("make", "新建 建成 新增 增设 新增设 新设立 设立 成立 创建 创成 建设 打造 新发展 发展 改扩建 组建 新组建 引进 引入 新引进 招引"),
        ("make", "修建 兴建"),
        ("mend", "修缮 更新 改造 整修 修复 提升 优化 改建 整改"),
        ("hold", "举办 开展 组织 承办 召开 开设"),
        ("remove", "拆除 清理 取缔 封堵 整治 治理"),
        ("help", "救助 帮助 资助 慰问 服务 惠及 覆盖"),
        ("give", "发放 配送 推送 提供 编制 印发 下发"),
    )
    for verb in verbs.split()
}
_PERIOD = re.compile(
    r"^(?:截[至止]\S{0,6}?|20\d\d年)?(?:前?1?\d[-—–~至到]*(?:1?\d)?个?月份?(?:末|底)?|上半年|前三季度|[一二三四五六七八九十]+年来(?:累计)?)"
)
"A time that begins a name."
NEUTRAL = frozenset(["", "完成", "推进", "实施", "落实", "做好"])
_SAME = (
    (re.compile("帐户"), "账户"),
    (re.compile("(?:同比|[比较](?:上年|去年)|预计)(?=增|下|提|减|上|降)"), ""),
    (re.compile("^全[省市区县国](?=..)(?!通办)|^外贸(?=进出口)|(?<=进出口)总?[额值]|翻番$"), ""),
    (re.compile("(?:通车|营业|运营)?总?里程$"), ""),
    (re.compile("(?<=装机)(?:总?容量|总?规模|总量)$"), ""),
    (re.compile("(?<=增长)(?:占比|金额|重量)$"), ""),
    (re.compile("营业收入"), "营收"),
    (re.compile("规模以上"), "规上"),
    (re.compile("限额以上"), "限上"),
    (re.compile("粮食(?:总产量?|产量)"), "粮食产量"),
    (re.compile("居民消费价格(?:总水平|指数)"), "居民消费价格"),
    (re.compile("^(?:国民)?经济增长|(?:国内|地区)?生产总值增长|GDP增长"), "生产总值增"),
    (re.compile("注册(?=会员)|预期目标|目标$|(?<=..)(?:总?人数|总数|数量)$"), ""),
    (re.compile(r"(?:[由从](?:每[人户年月生]|20\d\d年的?|上半年)*)?(?:(?:提高|提升|增加|扩大|下降|降低|降|减少|缩短)[到至])?$"), ""),
    (re.compile("(?:上涨|涨幅|增长|增速|增幅)(?:率)?$"), "增"),
    (re.compile("增+$"), "增"),
    (re.compile("^(?:壮大|推动|做强|抓好|修建|兴建|续建)(?=.{3})"), ""),
    (re.compile("(?:全面|加快|高效|开诊)*(?:起势|落地见效|落地|投入运行|投入使用|运行|运营|投用)$"), ""),
    (re.compile("[、和与及的]|等(?=活动|项目)|年度|全年"), ""),
)
KNOWN = (
    (re.compile("城镇新增就业|新增城镇就业|^新增就业(?:人数)?$"), "城镇新增就业"),
    (re.compile("(?:R&D|研究与试验发展|研发)(?:经费)?(?:投入|支出)?(?:强度|占(?:GDP|(?:地区|国内)生产总值)的?比[重例])"), "研发投入强度"),
)
"Measures that every report has, under several names."
BARE = re.compile(
    "(?:重点|重大|一批|主要|总|年|计划|项目|(?:国家|省|市|自治区|区)级?)*(?:投资|资金|经费|金额|总额|项目|工程|人数|任务|改革|面积|数量|收入|支出|产值|企业|"
    "政策|措施|举措|(?:中央|省|市|县|区)?财政|国债|国家|今年|再|安排|补助|预算|专项|拟|工程项目|案例|典型|活动|平台|基地|园区|机构|人员|事项|引进|培育|形成|推出|出台|服务|立项|城市|单位|成果|指标|试点|示范|省份|国家和地区|"
    "个|家|项|条|以上|左右|规模|全[省市区县国州])*"
)
"Names that leave out what they are of: 基本建设的投资 and 签约项目的投资 are called the same."
MOVES = re.compile("(?:年均|平均|累计|逆势|实现)*(?:正|负)?(?:增|下降|降低|减少|降幅|减幅|上升|提高|提升|回落|降|减|幅度?)+(?:率)?$")
CERTAIN = 0.74
"Share of common character pairs from which two names are the same thing."
_LITTLE = 3
"So many characters before a name leave it the same: 政民等睦邻茶室."


def units_alike(one: str, two: str) -> bool:
    """Whether two units can count the same thing: 家 and 个 can, 场 and 人次 cannot."""
    return one == two or any(one in members and two in members for _, members in _FAMILIES)


def same_act(one: str, two: str) -> bool:
    """Whether the verbs of two names do the same, or one of them says nothing: 新建 and 建成 do, 走访 and 引进 do not."""
    first, second = parts(one)[0], parts(two)[0]
    if first in NEUTRAL or second in NEUTRAL:
        return True
    short, long = sorted((first.removeprefix("新"), second.removeprefix("新")), key=len)
    return _ACTS.get(first, first) == _ACTS.get(second, second) or (len(short) >= 2 and long.startswith(short))


def one_measure(one: str, two: str) -> bool:
    """Whether what grew or shrank is one measure: 国内生产总值 and 地区生产总值 are, 国内生产总值 and its 能耗 are not."""
    first, second = (MOVES.sub("", words) for words in (one, two))
    return not first or not second or first[-2:] == second[-2:]


def parts(subject: str) -> tuple[str, str]:
    """Verb and noun of a name, the time at its beginning left out."""
    return subjects.parts(_PERIOD.sub("", subject))


def noun(figure: Figure) -> str:
    """What a figure measures, without its deed and in the one form of many: 全省规模以上工业增加值增长 is 规上工业增加值增."""
    if known := next((name for pattern, name in KNOWN if pattern.search(figure.subject)), ""):
        return known
    whole = _PERIOD.sub("", subjects.bare(figure.subject))
    words = _same(parts(figure.subject)[1])
    verb = parts(figure.subject)[0]
    within = verb and not whole.startswith(verb) and BARE.fullmatch(words)
    # 固定资产投资增长, 服务业增加值, 南北山绿化工程: no deed, but a name that holds a verb
    return _same(whole) if MOVES.fullmatch(words) or words.startswith("业") or within else words


def _same(words: str) -> str:
    for pattern, instead in _SAME:
        words = pattern.sub(instead, words)
    return words


def likeness(one: str, two: str, little: int = _LITTLE) -> float:
    """Share of the character pairs that two names have in common; a name that ends another of `little` more characters is the same."""
    if one == two:
        return 1.0
    if min(len(one), len(two)) < 2:
        return 0.0
    first, second = twos(one), twos(two)
    shared = len(first & second)
    dice = 2 * shared / (len(first) + len(second))
    short, long = sorted((one, two), key=len)
    if len(short) >= 3 and len(long) - len(short) <= little and long.endswith(short):
        return max(dice, CERTAIN)
    return max(dice, 0.7 * shared / min(len(first), len(second))) if len(short) >= 3 else dice


def twos(words: str) -> frozenset[str]:
    """The pairs of characters that stand side by side."""
    return frozenset(words[n : n + 2] for n in range(len(words) - 1))


def common(one: str, two: str) -> int:
    """Length of the longest row of characters that both hold in the same order."""
    row = [0] * (len(two) + 1)
    for char in one:
        last = 0
        for n, other in enumerate(two, 1):
            last, row[n] = row[n], last + 1 if char == other else max(row[n], row[n - 1])
    return row[-1]
