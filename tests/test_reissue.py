"""A re-issued text: every old key is alive or in the history, and no translation is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gen import folders, po, reissue, seeds
from gen.errors import GongbaoError
from gen.judge import catalog, layout
from gen.model import Analysis, Erratum, Message, Report, Seed, Span, Text
from gen.read import outline, text
from gen.reissue import Change

STEM = "wujiaochang-2016"
CHANGED = ("全面完成10类42项社区实事项目。", "全面完成10类43项社区实事项目。")
HEADING = ("(二)创新创业取得新进展", "(二)创新创业取得新突破")
INSERTED = "新建社区食堂一处。"
DELETED = "继续关爱独生子女困难家庭和失独家庭。"
SWAPPED = (
    "推进社区服务线上线下结合,建立电子检索手册,提高服务的便捷度、可及性。",
    "生活服务中心为2105人次提供服务。",
)


def messages(seed: Seed) -> Sequence[Message]:
    """The translator's messages, without the figures: their names are the catalogue's own test."""
    read = text.read(seed)
    report = outline.parse(read)
    rest = dict.fromkeys(
        ("rejected", "candidates", "pairs", "relations", "charts", "uncharted", "findings", "figures", "terms"), ()
    )
    return catalog.messages(
        Analysis(seed=seed, text=read, report=report, layout=layout.paginate(report), **rest)
    )


def read(seed: Seed) -> tuple[Text, Report]:
    words = text.read(seed)
    return words, outline.parse(words)


def keys(raw: str) -> list[str]:
    return [leaf.key for leaf in read(demo(raw))[1].root.leaves() if leaf.kind != "furniture"]


def demo(raw: str, **more: Any) -> Seed:
    return replace(Seed("demo", "seeds/demo.txt", raw.encode(), "0" * 64, "utf-8", raw), **more)


@pytest.fixture(scope="module")
def old() -> Seed:
    """The real report, every message translated."""
    bare = replace(seeds.load(folders.SEEDS / f"{STEM}.txt", plain=True), catalogs={})
    entries = po.parse(catalog.update(messages(bare), "", language="en", title=STEM), "a.po")
    done = [
        replace(e, target=f"English of {e.source}", comments=("seen",)) if e.source else e for e in entries
    ]
    return replace(bare, catalogs={"en": po.write(done)})


@pytest.fixture(scope="module")
def edited(old: Seed) -> bytes:
    """Five edits: a word changed, a sentence inserted, one deleted, two swapped, a heading changed."""
    raw = old.raw
    for before, after in (
        CHANGED,
        HEADING,
        (DELETED, ""),
        (SWAPPED[0] + SWAPPED[1], SWAPPED[1] + SWAPPED[0] + INSERTED),
    ):
        assert raw.count(before) == 1
        raw = raw.replace(before, after)
    return raw.encode()


@pytest.fixture(scope="module")
def adoption(old: Seed, edited: bytes) -> reissue.Adoption:
    return reissue.files(old, edited, "new.txt", messages)


def entries(adoption: reissue.Adoption) -> catalog.Catalog:
    return catalog.parse(adoption.files[f"{STEM}.en.po"].decode(), "a.po")


def test_five_edits_leave_every_old_key_alive_or_in_the_history(
    old: Seed, edited: bytes, adoption: reissue.Adoption
) -> None:
    before, after = set(keys(old.raw)), set(keys(edited.decode()))
    assert {c.old for c in adoption.changes} == before - after
    assert {c.new for c in adoption.changes if c.new} <= after


def test_each_edit_is_told_as_what_it_was(adoption: reissue.Adoption) -> None:
    assert {(c.words, c.new) for c in adoption.changes} == {
        (CHANGED[0], outline.key(CHANGED[1])),
        (HEADING[0], outline.key(HEADING[1])),
        (DELETED, None),
    }


def test_unchanged_and_moved_sentences_keep_their_translation(
    old: Seed, edited: bytes, adoption: reissue.Adoption
) -> None:
    alive = set(keys(old.raw)) & set(keys(edited.decode()))
    before, after = catalog.parse(old.catalogs["en"], "a.po").entries, entries(adoption).entries
    assert len(alive) > 200
    bare: dict[str, Any] = {"line": 0, "extracted": ()}  # the address among our remarks may change
    assert [k for k in alive if replace(after[k], **bare) != replace(before[k], **bare)] == []


def test_changed_sentences_are_fuzzy_with_the_previous_text(adoption: reissue.Adoption) -> None:
    for before, after in (CHANGED, HEADING):
        entry = entries(adoption).entries[outline.key(after)]
        assert (entry.target, entry.fuzzy, entry.previous) == (f"English of {before}", True, before)
        assert entry.comments == ("seen",)


def test_what_is_deleted_stays_obsolete_and_what_is_new_is_untranslated(adoption: reissue.Adoption) -> None:
    assert f"English of {DELETED}" in {e.target for e in entries(adoption).obsolete}
    assert entries(adoption).entries[outline.key(INSERTED)].target == ""


def test_no_translation_is_lost(old: Seed, adoption: reissue.Adoption) -> None:
    before = {e.target for e in po.parse(old.catalogs["en"], "a.po") if e.source}
    assert before <= {e.target for e in po.parse(adoption.files[f"{STEM}.en.po"].decode(), "b.po")}


def test_the_earlier_issue_is_kept_byte_for_byte(
    old: Seed, edited: bytes, adoption: reissue.Adoption
) -> None:
    assert adoption.files[f"{STEM}/{old.sha256[:8]}.txt"] == old.data
    assert adoption.files[f"{STEM}.txt"] == edited


def test_the_history_file_obeys_its_schema_and_is_read_back(
    adoption: reissue.Adoption, tmp_path: Path
) -> None:
    data = adoption.files[f"{STEM}.history.yml"]
    schema = yaml.safe_load((folders.SCHEMAS / "history.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(data))
    (tmp_path / f"{STEM}.history.yml").write_bytes(data)
    assert reissue.earlier(tmp_path / f"{STEM}.txt") == adoption.changes


def test_going_back_to_the_first_issue_leaves_the_first_translation(
    old: Seed, adoption: reissue.Adoption
) -> None:
    later = reissue_seed(old, adoption)
    back = reissue.files(later, old.data, "old.txt", messages, adoption.changes)
    now = catalog.parse(back.files[f"{STEM}.en.po"].decode(), "a.po")
    assert {k: e.target for k, e in now.entries.items()} == {
        k: e.target for k, e in catalog.parse(old.catalogs["en"], "a.po").entries.items()
    }
    assert {c.old for c in back.changes}.isdisjoint(keys(old.raw))


def reissue_seed(old: Seed, adoption: reissue.Adoption) -> Seed:
    data = adoption.files[f"{STEM}.txt"]
    po_text = adoption.files[f"{STEM}.en.po"].decode()
    return replace(old, data=data, raw=data.decode(), sha256="1" * 64, catalogs={"en": po_text})


# ---- rules


def test_chains_are_resolved() -> None:
    first, second, third = (
        f"2016年总结\n全年救助困难{words}。" for words in ("对象三百户", "对象四百户", "家庭四百户")
    )
    one = reissue.adopt(read(demo(first)), read(demo(second)))
    two = reissue.adopt(read(demo(second)), read(demo(third)), one)
    assert {(c.words, c.new) for c in two} == {
        ("全年救助困难对象三百户。", outline.key("全年救助困难家庭四百户。")),
        ("全年救助困难对象四百户。", outline.key("全年救助困难家庭四百户。")),
    }


def test_a_chain_to_a_sentence_that_is_gone_ends_in_nothing() -> None:
    known = (Change("s-aaaaaa", "救助。", outline.key("全年救助困难对象三百户。"), "a remark"),)
    after = reissue.adopt(
        read(demo("2016年总结\n全年救助困难对象三百户。")),
        read(demo("2016年总结\n绿化面积达到标准。")),
        known,
    )
    assert Change("s-aaaaaa", "救助。", None, "a remark") in after


def test_a_key_that_lives_again_leaves_the_history() -> None:
    words = "全年救助困难对象三百户。"
    known = (Change(outline.key(words), words, None),)
    assert (
        reissue.adopt(read(demo("2016年总结\n平安。")), read(demo(f"2016年总结\n平安。\n{words}")), known)
        == ()
    )


def test_a_twin_that_is_alone_now_leads_to_its_other() -> None:
    raw = "2016年总结\n保障民生。\n优化环境。\n保障民生。"
    (change,) = reissue.adopt(read(demo(raw)), read(demo(raw.removesuffix("\n保障民生。"))))
    assert (change.old, change.new) == (f"{outline.key('保障民生。')}-2", outline.key("保障民生。"))


def test_merged_sentences_both_lead_to_the_merged_one() -> None:
    one, two = "全面完成各类社区实事项目。", "推进住房保障各项工作。"
    merged = "全面完成各类社区实事项目,推进住房保障各项工作。"
    changes = reissue.adopt(read(demo(f"2016年总结\n{one}{two}")), read(demo(f"2016年总结\n{merged}")))
    assert {c.new for c in changes} == {outline.key(merged)}


def test_an_erratum_keeps_its_place_and_one_that_the_office_mended_is_a_finding() -> None:
    raw = "2016年总结\n道路顺路畅通。\n新新中国成立。"
    errata = tuple(
        Erratum(name, Span(raw.index(words), raw.index(words) + 2), words, reading, {"en": "slip"}, "certain")
        for name, words, reading in (("road", "顺路", "顺道"), ("new", "新新", "新"))
    )
    adoption = reissue.files(
        demo(raw, errata=errata), "2016年总结\n道路顺路畅通。\n新中国成立。".encode(), "new.txt", messages
    )
    assert [(f.check, f.message.split(":")[0], f.file) for f in adoption.findings] == [
        ("errata", "new", "demo.errata.yml")
    ]


@pytest.mark.parametrize("data", ["2016年总结\n平安。".encode(), b"\n \n", b"\x00\xff" * 50])
def test_what_cannot_be_adopted_is_refused(data: bytes) -> None:
    from hashlib import sha256

    same = "2016年总结\n平安。"
    with pytest.raises(GongbaoError):
        reissue.files(demo(same, sha256=sha256(same.encode()).hexdigest()), data, "new.txt", messages)


@given(st.data())
def test_whatever_changes_every_old_key_is_alive_or_in_the_history(data: st.DataObject) -> None:
    pool = [
        "保障民生。",
        "确保安全。",
        "服务群众。",
        "美化环境。",
        "保障民生！",
        "一、平安建设",
        "保障各类民生。",
    ]
    before, after = (data.draw(st.lists(st.sampled_from(pool), max_size=6)) for _ in "ab")
    old_raw, new_raw = ("2016年工作总结\n" + "\n".join(lines) for lines in (before, after))
    changes = reissue.adopt(read(demo(old_raw)), read(demo(new_raw)))
    assert {c.old for c in changes} == set(keys(old_raw)) - set(keys(new_raw))
    assert {c.new for c in changes if c.new} <= set(keys(new_raw))
