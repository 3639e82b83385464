"""Terms: the base's terms are seen where they stand and nowhere else; a text alone gives its own away."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bench import figures_quality
from bench import terms as bench_terms
from gen import folders, seeds
from gen.errors import GongbaoError
from gen.model import Report, Seed, Term, Text
from gen.read import outline, phrases, slogans, terms, text

GOLDEN = Path(__file__).parent / "golden" / "terms"
SEED = folders.SEEDS / "wujiaochang-2016.txt"
PIECES = [
    "“",
    "”",
    "、",
    "，",
    "。",
    "\n",
    "三会",
    "四议",
    "“三会”",
    "1+1+1",
    "9073",
    "群租房屋",
    "河长制",
    "名词解释",
    "1.",
    "：",
    "是指",
    "五",
    "(",
    ")",
]


def golden(name: str) -> list[Any]:
    cases = yaml.safe_load((GOLDEN / name).read_text("utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def read(raw: str) -> tuple[Text, Report]:
    words = text.read(Seed("demo", "seeds/demo.txt", raw.encode(), "0" * 64, "utf-8", raw))
    return words, outline.parse(words)


def entry(term: str, **more: Any) -> Term:
    more = {k: tuple(v) for k, v in more.items()}
    return Term(term, more.pop("aliases", ()), "", (), "", "other", {}, (), None, (), (), "sure", **more)


@pytest.fixture(scope="module")
def seed() -> Seed:
    return seeds.load(SEED)


@pytest.mark.parametrize("case", golden("occurrences.yml"))
def test_a_term_is_seen_where_it_stands_and_not_inside_another_word(case: dict[str, Any]) -> None:
    words, report = read(case["text"])
    uses = terms.occurrences(words, report, [entry(**fields) for fields in case["base"]])
    assert [[use.term, words.slice(use.span)] for use in uses] == case["uses"]


@pytest.mark.parametrize(
    "words",
    ["处理重大调解案件12件", "收到获得感谢信60封", "开展双创建活动", "四个意识形态责任", "新常态化采样", "中国梦想小镇", "双拥挤路段"],
)
def test_a_term_that_reports_share_is_not_seen_inside_a_longer_word(words: str, seed: Seed) -> None:
    text, report = read(f"某镇2021年工作总结\n一、回顾\n{words}。\n")
    assert terms.occurrences(text, report, seed.terms) == ()


@pytest.mark.parametrize("case", golden("candidates.yml"))
def test_a_text_gives_its_terms_away(case: dict[str, Any]) -> None:
    words, report = read(case["text"])
    found = {c.term: c for c in terms.candidates(words, report)}
    assert set(case["has"]) <= set(found)
    assert not set(case.get("lacks", ())) & set(found)
    for term, says in case.get("defined", {}).items():
        definition = found[term].definition
        assert (words.slice(definition) if definition else None) == says
    assert {t: found[t].count for t in case.get("counts", {})} == case.get("counts", {})
    assert {t: found[t].kind for t in case.get("kinds", {})} == case.get("kinds", {})


def test_an_editor_misses_at_most_one_term_in_ten(seed: Seed) -> None:
    words, report = read(seed.raw)
    found = {bare(c.term) for c in terms.candidates(words, report)}
    wanted = [
        bare(t.term) for t in seed.terms if t.kind != "place" and t.term in seed.raw and t.term != "群租房"
    ]
    missed = [t for t in wanted if not any(near(t, f) for f in found)]
    assert len(wanted) > 90
    assert len(missed) * 10 <= len(wanted), missed


def test_fewer_than_one_candidate_in_five_is_noise(seed: Seed) -> None:
    words, report = read(seed.raw)
    found = {c.term for c in terms.candidates(words, report)}
    known = {bare(t.term) for t in seed.terms} | {bare(n.zh) for n in seed.names}
    worth = set(yaml.safe_load((GOLDEN / "wujiaochang-2016.worth.yml").read_text("utf-8")))
    noise = [f for f in found if f not in worth and bare(f) not in known]
    assert len(noise) * 5 < len(found), noise


def test_a_candidate_names_its_first_place_and_every_further_one(seed: Seed) -> None:
    words, report = read(seed.raw)
    for candidate in terms.candidates(words, report):
        plain = bare(seed.raw[candidate.span.start : candidate.span.end])
        assert plain == bare(candidate.term)
        assert candidate.count == bare(seed.raw).count(plain)
        assert bare(seed.raw[: candidate.span.start]).count(plain) == 0


def test_group_rented_rooms_are_not_group_rented_housing(seed: Seed) -> None:
    words, report = read(seed.raw)
    uses = terms.occurrences(words, report, seed.terms)
    assert "群租房屋" in seed.raw
    assert not [u for u in uses if u.term == "群租房"]


def test_every_term_of_the_report_is_seen_in_it(seed: Seed) -> None:
    words, report = read(seed.raw)
    seen = {use.term for use in terms.occurrences(words, report, seed.terms)}
    shared = {t["term"] for t in yaml.safe_load((folders.SEEDS / "terms.yml").read_text("utf-8"))["terms"]}
    assert {t.term for t in seed.terms} - shared <= seen


@example('"‘“"')  # quotes around quotes hold no term
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join))
def test_whatever_the_text_finds_lie_in_it_in_order_and_apart(raw: str) -> None:
    words, report = read(raw)
    base = [
        entry("三会"),
        entry("两委三会四议"),
        entry("群租房", not_before=["屋"]),
        entry("1+1+1"),
        entry("河长制"),
    ]
    uses = terms.occurrences(words, report, base)
    assert all(a.span.end <= b.span.start for a, b in pairwise(uses))
    leaves = {leaf.key: leaf for leaf in report.root.leaves()}
    assert all(use.span in leaves[use.sentence].span for use in uses)
    found = terms.candidates(words, report)
    assert all(0 <= c.span.start < c.span.end <= len(raw) and c.count > 0 for c in found)
    assert len({c.term for c in found}) == len(found)
    assert all(c.definition is None or 0 <= c.definition.start < c.definition.end <= len(raw) for c in found)


@pytest.mark.parametrize("piece", ["一、二、", "“三会", "综合治理", "1+", "甲乙丙丁中心", "《", "四议（"])
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        raw = piece * times
        started = time.process_time()
        for rule in (slogans.quoted, slogans.numeric, slogans.named, slogans.summed, slogans.lists):
            list(rule(raw))
        return time.process_time() - started

    seconds(100)
    assert seconds(20_000) < max(40 * seconds(2_000), 0.5)


# ---- the shared data


@pytest.mark.parametrize("name", ["terms", "names"])
def test_the_schema_is_one_and_refuses_what_it_does_not_know(name: str) -> None:
    schema = json.loads((folders.SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors({name: [{"surprise": 1}]}))


def test_an_entry_says_what_it_means_or_that_nobody_does(seed: Seed) -> None:
    for term in seed.terms:
        assert (term.certainty == "unknown") == (not term.meaning), term.term
        assert term.certainty == "unknown" or set(term.meaning) == {"zh", "en"}, term.term
        assert not re.search(r"[A-Za-z]{4,}", term.meaning.get("zh", "")), term.term


def test_the_forms_of_a_term_are_listed_longest_first_and_related_terms_exist(seed: Seed) -> None:
    known = {t.term for t in seed.terms}
    for term in seed.terms:
        assert list(map(len, term.en_forms)) == sorted(map(len, term.en_forms), reverse=True), term.term
        assert set(term.related) <= known - {term.term}, term.term


def test_a_definition_in_the_text_stands_there_word_for_word(seed: Seed) -> None:
    assert [t.term for t in seed.terms if t.defined_in_text and t.defined_in_text not in seed.raw] == []


def test_a_slogan_has_as_many_parts_as_it_counts(seed: Seed) -> None:
    for term in seed.terms:
        number = slogans.counts(bare(term.term))
        if number and term.parts and term.term != "“9073”养老格局":
            assert len(term.parts) == number, term.term


def bare(words: str) -> str:
    return re.sub('[“”‘’「」『』"]', "", words)


def near(term: str, found: str) -> bool:
    """Whether an editor who looks at `found` sees `term`: one holds the other and is at most twice as long."""
    longer, shorter = sorted((term, found), key=len, reverse=True)
    return shorter in longer and len(longer) <= 2 * len(shorter) + 1


LABELS = Path(__file__).parent / "labels"


@pytest.mark.parametrize(
    ("labels", "share"),
    [("local", 0.9), ("local-2", 0.93), ("local-3-tune", 0.9), ("local-3-report", 0.8), ("local-4", 0.93), ("local-4-second", 0.93)],
)
def test_local_texts_give_away_the_terms_that_a_reader_listed(labels: str, share: float) -> None:
    by_hash = figures_quality.texts_in(LABELS / "figures" / "own") | figures_quality.texts_in(LABELS / "terms" / "own")
    worth = bench_terms.judged_worth(LABELS / "terms" / "worth.txt")
    counts: Counter[str] = Counter()
    for head, lines in figures_quality.labelled(LABELS / "terms" / f"{labels}.jsonl"):
        if path := by_hash.get(head["sha256"]):  # the others stand outside the project
            outcomes = bench_terms.measure(path, lines)
            counts.update(kind for kind, note in outcomes if kind != "noise" or note.partition(" (")[0] not in worth)
    wanted = counts["found"] + counts["missed"]
    assert wanted > 150
    assert counts["found"] >= share * wanted
    assert counts["noise"] * 5 < counts["candidate"]


# ---- set phrases

LISTED = "{kind}:\n  patterns: ['村(?:全面)?振兴']\n  words: {{fields: '{words}'}}\n"


def _list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **words: str) -> None:
    kinds = ("policy", "programme", "institution", "finance", "wording")
    file = tmp_path / "phrases.yml"
    file.write_text("".join(LISTED.format(kind=k, words=words.get(k, f"甲乙{k}")) for k in kinds), "utf-8")
    monkeypatch.setattr(phrases, "_FILE", file)
    phrases._ready.cache_clear()


@pytest.fixture
def fresh_list() -> Iterator[None]:
    yield
    phrases._ready.cache_clear()


@pytest.mark.usefixtures("fresh_list")
def test_of_phrases_that_begin_alike_the_longest_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _list(tmp_path, monkeypatch, policy="集体经济 集体经济组织 集体", finance="集体经营")
    sentence = "集体经济与集体经济组织,集体经营和集体林"
    assert [(sentence[a:b], kind) for a, b, kind in phrases.find(sentence)] == [
        ("集体经济", "policy"),
        ("集体经济组织", "policy"),
        ("集体经营", "finance"),
        ("集体", "policy"),
    ]


@pytest.mark.usefixtures("fresh_list")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"policy": "河长制", "finance": "河长制"}, "expected 河长制 once"),
        ({"policy": "河长 制"}, "of two characters or more, found 制"),
        ({"policy": "河长:制"}, "of two characters or more, found 河长:制"),
    ],
)
def test_a_faulty_list_of_phrases_is_named_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: dict[str, str], says: str
) -> None:
    _list(tmp_path, monkeypatch, **words)
    with pytest.raises(GongbaoError, match=says):
        list(phrases.find("河长制"))


@pytest.mark.usefixtures("fresh_list")
def test_a_faulty_pattern_is_named_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _list(tmp_path, monkeypatch)
    file = tmp_path / "phrases.yml"
    file.write_text(file.read_text("utf-8").replace("(?:全面)?", "(?:全面?", 1), "utf-8")
    with pytest.raises(GongbaoError, match="expected regular expressions"):
        list(phrases.find("河长制"))


def test_a_set_phrase_within_a_much_longer_name_is_a_candidate_too() -> None:
    words, report = read("稳慎推进农村宅基地制度改革，落实河长制，推进信访工作法治化。")
    found = [c.term for c in terms.candidates(words, report)]
    assert found == ["农村宅基地制度改革", "宅基地", "河长制", "信访", "信访工作法治化"]
