"""Promises of one year and outcomes of the next: reached, not reached or no evidence, each with both sentences."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import frictionless
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from bench import verdicts
from gen import analysis, editions, farm, seeds
from gen.__main__ import main
from gen.errors import GongbaoError
from gen.judge import promises, shelf
from gen.locales import standard
from gen.model import Entry, Meta, Outcome, Seed
from tests.conftest import CODES

YEARS = Path(__file__).parent / "years"
PLANS = "某镇2021年工作总结和2022年工作安排\n一、2021年工作回顾\n工作有序开展。\n二、2022年工作安排\n{}\n"
RESULTS = "某镇2022年工作总结和2023年工作安排\n一、2022年工作回顾\n{}\n二、2023年工作安排\n工作有序开展。\n"


def entry(raw: str, stem: str = "a") -> Entry:
    found = analysis.analyse(Seed(stem, f"{stem}.txt", raw.encode(), "", "utf-8", raw))
    index = editions.index(found)
    return editions.entry(found, [editions.edition(index, locale) for locale in standard()])


def judged(plans: str, results: str) -> list[Outcome]:
    return list(promises.outcomes(entry(PLANS.format(plans)), entry(RESULTS.format(results), "b")))


# ---- the verdict


@pytest.mark.parametrize(
    ("plan", "result", "outcome"),
    [
        ("新引进企业不少于100家。", "新引进企业103家。", "reached"),
        ("新引进企业100家以上。", "新引进企业100余家。", "reached"),
        ("新引进企业100家。", "新引进企业99家。", "not reached"),
        ("新引进企业100家。", "新引进企业不到100家。", "not reached"),
        ("群众满意率达95%以上。", "群众满意率达96.2%。", "reached"),
        ("群众满意率达95%以上。", "群众满意率达94%。", "not reached"),
        ("地区生产总值增长6%左右。", "地区生产总值增长6.3%。", "reached"),
        ("地区生产总值增长5%—6%。", "地区生产总值增长5.2%。", "reached"),
        ("一般公共预算收入增长5%。", "一般公共预算收入下降1.2%。", "not reached"),
        ("单位生产总值能耗下降3%。", "单位生产总值能耗下降3.4%。", "reached"),
        ("单位生产总值能耗下降3%。", "单位生产总值能耗下降2.1%。", "not reached"),
        ("登记失业率控制在3.5%以内。", "登记失业率2.9%。", "reached"),
        ("登记失业率控制在3.5%以内。", "登记失业率3.8%。", "not reached"),
        ("新增绿地2万平方米。", "新增绿地30亩。", "reached"),
        ("修缮农村道路15公里。", "修缮农村道路14800米。", "not reached"),
        ("城镇新增就业1200人以上。", "全年城镇新增就业人数1244人。", "reached"),
        ("城镇新增就业1000人。", "1—10月城镇新增就业1020人。", "reached"),
        ("固定资产投资增长7%左右。", "固定资产投资增长4%。", "not reached"),
        ("新增城镇就业900人。", "城镇新增就业人口970人。", "reached"),
        ("国内生产总值增长8%左右。", "国内生产总值达到18亿元，比上年增长9.9%。", "reached"),
        ("规模以上工业增加值增长7%。", "规上工业增加值增长6.7%。", "not reached"),
        ("粮食产量稳定在43万斤以上。", "粮食总产达44.6万斤。", "reached"),
        ("电力装机容量达97万千瓦。", "电力装机规模突破100万千瓦。", "reached"),
        ("高速公路通车里程突破93公里。", "高速公路里程达94公里。", "reached"),
        ("研究与试验发展经费投入强度2%。", "全社会研发投入强度2.1%。", "reached"),
        ("城镇和农村居民人均可支配收入分别增长5%、7%。", "城镇和农村居民人均可支配收入分别增长5.2%、6.1%。", "not reached"),
        ("农村自来水普及率94%、卫生厕所普及率86%。", "农村卫生厕所普及率达87%。", "reached"),
        ("城镇调查失业率、居民消费价格涨幅分别控制在5%和3%以内。", "城镇调查失业率4.8%。", "reached"),
        ("建设公共文化空间60个。", "60个新型公共文化空间投入使用。", "reached"),
        ("造林20公顷。", "造林310亩。", "reached"),
        ("更新住宅电梯40部。", "更新住宅电梯52台。", "reached"),
        ("数字经济核心产业营业收入增长7%以上。", "数字经济核心产业营收增长10.9%。", "reached"),
        ("装配式建筑面积占新建建筑比例达80%以上。", "“十四五”时期成绩显著。装配式建筑面积占新建建筑比例达82%。", "reached"),
        ("高新技术企业突破150家。", "“十四五”时期成绩显著。高新技术企业超160家。", "reached"),
    ],
)
def test_a_number_that_leaves_no_choice_is_certain(plan: str, result: str, outcome: str) -> None:
    told = [(o.verdict, o.certainty, o.doubts) for o in judged(plan, result) if o.result]
    assert told[-1:] == [(outcome, "certain", ())]


@pytest.mark.parametrize(
    ("plan", "result", "outcome", "doubt"),
    [
        ("新引进企业100家。", "新引进企业95余家。", "not reached", "bound"),
        ("新引进企业100家。", "新引进企业约102家。", "reached", "bound"),
        ("地区生产总值增长6%左右。", "地区生产总值增长5.8%。", "not reached", "near"),
        ("居民消费价格涨幅3%左右。", "居民消费价格涨幅0.4%。", "reached", "ceiling"),
        ("地区生产总值增长5%左右。", "地区生产总值增长4.9%。", "not reached", "near"),
        ("城镇、农村居民人均可支配收入分别增长5%、6%左右。", "城镇、农村居民人均可支配收入分别增长4.8%、6.1%。", "not reached", "near"),
        ("固定资产投资增长5%。", "扣除房地产开发投资，固定资产投资增长2.7%。", "not reached", "names"),
        ("常住人口城镇化率超过60%。", "常住人口城镇化率60%。", "reached", "even"),
        ("常住人口城镇化率达到58.1%。", "常住人口城镇化率达到58.08%。", "not reached", "rounded"),
        ("争取债券资金3000万元、支持项目50个。", "争取资金4000万元、支持项目400个。", "reached", "names"),
        ("推动超过100家企业改造。", "推动100家企业改造。", "reached", "even"),
        ("地方一般公共预算收入增长2.5%。", "地方一般公共预算收入增长1.7%（同口径增长2.6%）。", "not reached", "names"),
        ("改造老旧小区40个。", "新开工改造老旧小区44个。", "reached", "deed"),
        ("修缮农村道路15公里。", "1—10月修缮农村道路14公里。", "not reached", "period"),
        ("地区生产总值增长6%。", "前三季度地区生产总值增长6.4%。", "reached", "period"),
        ("拆除违法建筑3万平方米。", "拆除违法建筑2.8万平方米，完成全年目标的112%。", "not reached", "claim"),
        ("服务老人1000人。", "服务老人1200人次。", "reached", "mixed"),
        ("新增绿色账户1000户。", "向1200户家庭推广绿色账户。", "reached", "deed"),
    ],
)
def test_what_is_arguable_says_so_and_why(plan: str, result: str, outcome: str, doubt: str) -> None:
    told = [(o.verdict, o.certainty, doubt in o.doubts) for o in judged(plan, result)]
    assert (outcome, "arguable", True) in told


@pytest.mark.parametrize(
    ("plan", "result"),
    [
        ("新引进企业100家。", "走访企业103家。"),
        ("拆除违法建筑10万平方米。", "河道整治中拆除无证建筑12万平方米。"),
        ("群众满意率达95%。", "新建停车位工程完成全年目标的97%。"),
        ("经济增长5%。", "单位国内生产总值能耗下降6%。"),
        ("今年是建镇70周年。", "隆重庆祝建镇70周年。"),
        ("新建公园3座。", "计划新建公园3座。"),
        ("勘探新增石油储量300万吨、天然气20亿立方米。", "生产原油40万吨、天然气5亿立方米。"),
        ("单位生产总值能耗降低4%左右。", "没有实现年初确定的单位生产总值能耗降低4%左右的目标。"),
        ("交通、水利分别完成投资25万元、8万元。", "交通、能源、水利完成投资54万元。"),
        ("安排就业资金420万元。", "投入资金450万元补贴家电下乡。"),
        ("文化产业和旅游业增加值突破15亿元。", "服务业增加值达到200亿元。"),
        ("镇财政用于教育的投入达到500万元。", "镇财政用于水利的投入达到900万元。"),
    ],
)
def test_another_thing_proves_nothing(plan: str, result: str) -> None:
    assert {o.verdict for o in judged(plan, result)} <= {"no evidence"}, judged(plan, result)


@pytest.mark.parametrize(
    ("plan", "result", "doubt"),
    [
        ("新建睦邻点6个。", "五年来累计新建睦邻点31个。", "span"),
        ("新建睦邻点6个。", "过去五年成绩显著。新建睦邻点31个。", "span"),
        ("社会消费品零售总额增长5%。", "社会消费品零售总额年均增长6%。", "span"),
        ("新培育高新技术企业20家。", "高新技术企业达到180家。", "stock"),
        ("培育高新技术企业20家。", "有效期内高新技术企业突破180家。", "stock"),
    ],
)
def test_work_of_several_years_or_all_that_there_is_proves_nothing_of_one_year_but_is_shown(plan: str, result: str, doubt: str) -> None:
    one = judged(plan, result)[-1]
    assert (one.verdict, one.certainty, doubt in one.doubts) == ("no evidence", None, True)
    assert one.result is not None


def test_the_year_is_taken_where_a_report_tells_of_five_years_and_of_the_year() -> None:
    results = "“十四五”时期成绩显著。新建海外仓58个。\n刚刚过去的2022年很不平凡。新建海外仓7个。"
    (one,) = judged("新建海外仓8个。", results)
    assert one.result is not None
    assert (one.result.text, one.verdict, one.certainty) == ("7个", "not reached", "certain")


def test_a_level_at_the_end_of_five_years_is_that_of_the_last() -> None:
    (one,) = judged("常住人口城镇化率达到58%以上。", "“十四五”时期成绩显著。常住人口城镇化率由52%提高到58.2%。")
    assert (one.verdict, one.certainty) == ("reached", "certain")


def test_what_a_company_plans_is_not_reached_by_the_whole_place() -> None:
    assert [o.verdict for o in judged("东篱电力集团要当好主力，力争发电装机超过40万千瓦。", "发电装机达到310万千瓦。")] == ["no evidence"]


@pytest.mark.parametrize(
    ("plan", "result"),
    [
        ("到2025年建成智慧社区10个。", "建成智慧社区2个。"),
        ("到2027年，森林覆盖率达到24%。城镇化率达到70%，新建智慧社区10个。", "城镇化率达到66%，新建智慧社区2个。"),
        ("“十五五”时期，新增城镇人口9000人。", "新增城镇人口1000人。"),
        ("今后五年新增学位900个。", "新增学位200个。"),
        ("用三年时间，改造老旧小区90个。", "改造老旧小区30个。"),
        ("全镇每年接待游客近3万人次。", "接待游客3万人次。"),
        ("推进30万吨级航道建设。", "开工30万吨级航道。"),
        ("公交与轨道50米内换乘比例提高。", "公交与轨道50米内换乘比例提高。"),
        ("用好240小时过境免签政策。", "推广240小时过境免签政策。"),
        ("过去一年，各项工作取得明显成绩。新建公园7座。", "新建公园3座。"),
    ],
)
def test_what_is_for_a_later_year_or_no_promise_is_not_judged(plan: str, result: str) -> None:
    assert judged(plan, result) == []


def test_a_year_named_again_ends_the_aim_of_a_later_one() -> None:
    (one,) = judged("到2027年，森林覆盖率达到24%。今年新建公园10座。", "新建公园12座。")
    assert (one.target.text, one.verdict) == ("10座", "reached")


def test_a_promise_without_a_figure_in_the_later_report_has_no_evidence_and_no_certainty() -> None:
    (one,) = judged("培训养老护理员120人。", "工作有序开展。")
    assert (one.result, one.verdict, one.certainty, one.doubts) == (None, "no evidence", None, ())


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_plain_numbers_are_judged_as_arithmetic_has_it(plan: int, result: int) -> None:
    (one,) = judged(f"新引进企业{plan}家。", f"新引进企业{result}家。")
    assert (one.verdict, one.certainty) == ("reached" if result >= plan else "not reached", "certain")


@given(st.lists(st.sampled_from(["新建公园3座。", "举办活动5场。", "零售额增长5%。", "就业率达95%。"]), max_size=6), st.data())
def test_every_promise_has_one_outcome_and_no_result_proves_two(plans: list[str], data: st.DataObject) -> None:
    results = data.draw(st.lists(st.sampled_from([p.replace("5", "6") for p in plans] or ["有序。"]), max_size=6))
    former = entry(PLANS.format("".join(plans) or "有序。"))
    found = promises.outcomes(former, entry(RESULTS.format("".join(results) or "有序。"), "b"))
    assert [o.target for o in found] == [s.figure for s in former.sayings if promises.is_promise(s, former)]
    assert max(Counter(o.result.span for o in found if o.result).values(), default=1) == 1


# ---- which reports are one series


@pytest.mark.parametrize(
    ("title", "office", "declared", "series"),
    [
        ("东篱镇人民政府2021年工作总结和2022年工作安排", "", "", "东篱镇"),
        ("东篱镇2022年度工作总结暨2023年工作思路", "", "", "东篱镇"),
        ("东篱镇2022年上半年工作总结", "", "", ""),
        ("2022年政府工作报告", "", "", ""),
        ("政府工作报告", "东篱县人民政府", "", "东篱县"),
        ("2022年政府工作报告", "", "东篱县", "=东篱县"),
    ],
)
def test_reports_of_one_office_are_known_by_what_is_declared_or_by_office_and_title(
    title: str, office: str, declared: str, series: str
) -> None:
    meta = Meta(office={"zh": office} if office else {}, series=declared)
    found = shelf.series(Seed("a", "a.txt", b"", "", "utf-8", "", meta=meta), title)
    assert found == series or (series == "" and found != "东篱镇")


def test_only_the_report_of_the_next_year_tells_what_became_of_a_plan() -> None:
    def one(stem: str, year: int) -> Entry:
        return Entry(stem, {}, year, year + 1, "东篱镇")

    shelved = shelf.collect([one("a", 2019), one("b", 2021), one("c", 2022), Entry("d", {}, 2022, 2023, "别处镇")])
    beside = shelf.slice_of(shelved, "b")
    assert (beside.former, beside.later) == (None, one("c", 2022))
    assert shelf.relatives(shelved, ["b"]) == {"a", "c"}


def test_two_reports_of_a_year_tell_nothing_unless_declared_and_then_stop_the_build() -> None:
    twins = [Entry(stem, {}, year, None, "东篱镇") for stem, year in (("a", 2021), ("b", 2022), ("c", 2022))]
    assert shelf.slice_of(shelf.collect(twins), "a").later is None
    with pytest.raises(GongbaoError, match="expected one report of 2022"):
        shelf.collect(Entry(e.stem, {}, e.year_of_results, None, "=东篱镇") for e in twins)


# ---- the site


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the two reports of a made-up office."""
    folder = tmp_path_factory.mktemp("years")
    shutil.copytree(YEARS, folder / "seeds")
    assert main(["build", "--no-pdf", "--seeds", str(folder / "seeds"), "--site", str(folder / "site")]) == 0
    return folder


def page(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("code", CODES)
def test_the_later_ledger_shows_each_promise_with_both_sentences_above_its_own_plans(two_years: Path, code: str) -> None:
    ledger = page(two_years / "site", f"{code}/dongli-2022/ledger")
    order = [h.get("id") for h in ledger.select("h2[id]")]
    assert order.index("promises") < order.index("own")
    rows = ledger.select("table.gb-promises tbody tr")
    assert len(rows) == 20
    for row in rows:
        for cell in row.select("td")[:2]:
            link, quote = cell.a, cell.select_one(".gb-quote")
            assert link is not None
            assert quote is not None
            place, _, key = str(link["href"]).partition("#")
            target = page(two_years / "site", str(Path(f"{code}/dongli-2022/ledger") / place))
            sentence = target.find(id=key)
            assert sentence is not None
            assert quote.get_text() in sentence.get_text()


@pytest.mark.parametrize("code", CODES)
def test_the_earlier_ledger_leads_to_the_outcome_of_each_plan(two_years: Path, code: str) -> None:
    earlier, later = (page(two_years / "site", f"{code}/dongli-{year}/ledger") for year in (2021, 2022))
    links = [str(a["href"]) for a in earlier.select("a.gb-became")]
    assert len(links) == 23
    assert all(later.find(id=link.partition("#")[2]) is not None for link in links)
    assert {link.partition("#")[0] for link in links} == {"../../dongli-2022/ledger/"}


def test_a_sentence_that_rows_share_is_unfolded_once_and_at_hand_in_each(two_years: Path) -> None:
    ledger = page(two_years / "site", "zh/dongli-2022/ledger")
    for column in (1, 2):
        before = ""
        for cell in ledger.select(f"table.gb-promises tbody tr td:nth-of-type({column})"):
            quote = cell.select_one(".gb-quote")
            assert quote is not None
            assert (quote.find_parent("details", class_="gb-again") is not None) == (quote.get_text() == before)
            before = quote.get_text()
    assert ledger.select("table.gb-promises details.gb-again")


def test_what_proves_nothing_stands_with_its_figure_and_the_reason(two_years: Path) -> None:
    row = page(two_years / "site", "zh/dongli-2022/ledger").select_one("table.gb-promises tr:has(.gb-verdict--no-evidence)")
    assert row is not None
    assert "31" in row.select("td")[1].get_text()
    assert row.select_one(".gb-why") is not None


def test_the_home_page_shows_the_promises_in_small(two_years: Path) -> None:
    home = page(two_years / "site", "en")
    assert [n.get_text() for n in home.select(".gb-tally strong")] == ["13", "6", "4"]
    assert 3 <= len(home.select(".gb-small li")) <= 5


def test_promises_are_given_away_and_the_package_is_valid(two_years: Path) -> None:
    folder = two_years / "site" / "downloads" / "dongli-2022"
    assert frictionless.validate(str(folder / "datapackage.json")).flatten(["type", "note"]) == []
    rows = list(csv.DictReader(io.StringIO((folder / "promises.csv").read_text("utf-8-sig"))))
    assert Counter(row["outcome"] for row in rows) == {"reached": 13, "not reached": 6, "no evidence": 4}
    former = json.loads((folder.parent / "dongli-2021" / "figures.json").read_text("utf-8"))["figures"]
    assert {row["target_id"] for row in rows} <= {figure["id"] for figure in former}
    companies = next(row for row in rows if row["subject_en"] == "New companies to be brought in")
    assert companies["target_sentence_en"].startswith("Bring in at least 45")
    assert "52" in companies["result_sentence_en"]
    told = json.loads((folder / "figures.json").read_text("utf-8"))["promises"]
    assert [one["outcome"] for one in told] == [row["outcome"] for row in rows]
    assert not (folder.parent / "dongli-2021" / "promises.csv").exists()


def test_a_report_built_by_name_takes_its_series_along(two_years: Path, tmp_path: Path) -> None:
    shutil.copytree(two_years / "site", tmp_path / "site")
    shutil.copytree(two_years / "seeds", tmp_path / "seeds")
    later = tmp_path / "seeds" / "dongli-2022.txt"
    later.write_text(later.read_text("utf-8").replace("新引进企业52家", "新引进企业12家"), "utf-8")
    assert main(["build", "dongli-2022", "--no-pdf", "--seeds", str(tmp_path / "seeds"), "--site", str(tmp_path / "site")]) in (0, 1)
    earlier = page(tmp_path / "site", "zh/dongli-2021/ledger")
    assert "未达到 12家" in [" ".join(a.get_text().split()) for a in earlier.select("a.gb-became")]


def test_what_is_rendered_depends_on_the_years_beside_alone(tmp_path: Path) -> None:
    for path in YEARS.iterdir():
        shutil.copy(path, tmp_path)
    names = ("dongli-2021", "dongli-2022")
    alone = farm.harvest([tmp_path / f"{n}.txt" for n in names], tmp_path / "one", standard(), farm.Serial())
    other = tmp_path / "bieqiao-2012.txt"
    other.write_text("别桥镇2012年工作总结\n一、工作回顾\n新引进企业3家。\n", "utf-8")
    more = farm.harvest(
        [*(tmp_path / f"{n}.txt" for n in names), other], tmp_path / "two", standard(), farm.Serial()
    )

    def of(files: Any) -> dict[str, str]:
        return {path: name for path, name in files.items() if "/dongli-" in path}

    assert of(alone.files)
    assert of(alone.files) == of(more.files)


# ---- the measure


def test_the_measure_tells_right_from_too_sure_wrong_and_missed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plans = PLANS.format("新建公园3座。举办活动5场。新引进企业9家。种树40亩。")
    results = RESULTS.format("新建公园4座。举办活动6场。新引进企业7家。种草50亩。")
    for name, raw in (("a", plans), ("b", results)):
        (tmp_path / f"{name}.txt").write_text(raw, "utf-8")
    said = (("3座", "4座", "reached"), ("5场", "6场", "either"), ("9家", "7家", "reached"), ("40亩", "50亩", "reached"))

    def span(raw: str, words: str) -> list[int]:
        return [raw.index(words), raw.index(words) + len(words)]

    head = {"sha256": hashlib.sha256(plans.encode()).hexdigest(), "later": hashlib.sha256(results.encode()).hexdigest(), "read": True}
    lines = [head, *({"target": span(plans, t), "result": span(results, r), "says": says} for t, r, says in said)]
    labels = tmp_path / "labels.jsonl"
    labels.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert verdicts.main([str(labels), str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "certain     3  right 1 (0.333)  too sure 1 (0.333)  wrong 1 (0.333)  unjudged 0" in out
    assert "outcomes that a reader finds 4  told 3 (0.750)" in out
    assert verdicts.main([str(labels), str(YEARS)]) == 2


# ---- the command


def test_pairs_with_the_former_report_tells_the_outcomes(capsys: pytest.CaptureFixture[str]) -> None:
    former, later = YEARS / "dongli-2021.txt", YEARS / "dongli-2022.txt"
    assert main(["pairs", str(later), "--former", str(former)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    raw = {path: seeds.load(path).raw for path in (former, later)}
    first = rows[2]
    assert raw[former][slice(*first["target"])] == "45家"
    assert raw[later][slice(*first["result"])] == "52家"
    assert (first["outcome"], first["certainty"], first["names"]["en"]) == ("reached", "certain", "New companies to be brought in")
    assert Counter(row["outcome"] for row in rows) == {"reached": 13, "not reached": 6, "no evidence": 4}
    assert [row["certainty"] for row in rows if row["outcome"] == "no evidence"] == [None] * 4
