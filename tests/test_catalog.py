"""The translator's catalogue: what stands in it, and that nothing a translator wrote is lost."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gen import po, seeds
from gen.errors import GongbaoError
from gen.judge import catalog, layout
from gen.model import Analysis, Erratum, Figure, Seed, Span, Term, TermUse
from gen.po import Entry
from gen.read import outline, text

RAW = (
    "街道办事处2016年工作总结\n一、工作回顾\n(一)民生保障\n"
    "全年救助困难对象3.6万人次，发放救助金1547\n万元。服务满意度达95%以上!\n(二)平安建设\n确保公共安全，顺路畅通。\n"
)


def analysed(raw: str = RAW, **more: Any) -> Analysis:
    seed = replace(Seed("demo", "seeds/demo.txt", raw.encode(), "0" * 64, "utf-8", raw), **more)
    read = text.read(seed)
    report = outline.parse(read)
    rest = dict.fromkeys(
        ("rejected", "candidates", "pairs", "relations", "charts", "uncharted", "findings", "figures", "terms"), ()
    )
    return Analysis(seed=seed, text=read, report=report, layout=layout.paginate(report), **rest)


def with_figure(words: str, subject: str, raw: str = RAW) -> Analysis:
    found = analysed(raw)
    at = raw.index(words)
    leaf = next(leaf for leaf in found.report.root.leaves() if leaf.span.start <= at < leaf.span.end)
    figure = Figure(
        Span(at, at + len(words)), words, 36000, "人次", "exact", "result", 2016, None, subject, leaf.key
    )
    term = Term("救助金", (), "relief funds", (), "", "money", {}, (), None, (), (), "sure")
    use = TermUse("救助金", Span(raw.index("救助金"), raw.index("救助金") + 3), leaf.key)
    return replace(found, figures=(figure,), terms=(use,), seed=replace(found.seed, terms=(term,)))


def updated(found: Analysis, existing: str = "", **more: Any) -> str:
    return catalog.update(catalog.messages(found), existing, language="en", title="demo", **more)


def translated(po_text: str) -> str:
    """Every entry with a translation of its own."""
    entries = po.parse(po_text, "demo.en.po")
    return po.write(replace(e, target=f"English of {e.source}") if e.source else e for e in entries)


# ---- messages


def test_each_leaf_with_words_is_a_message_in_the_order_of_the_text() -> None:
    found = analysed()
    leaves = [leaf.key for leaf in found.report.root.leaves() if leaf.kind != "furniture"]
    assert [m.key for m in catalog.messages(found)] == leaves


def test_a_line_end_inside_a_sentence_is_not_in_its_msgid_and_marks_stay_as_typed() -> None:
    sources = [m.source for m in catalog.messages(analysed())]
    assert "全年救助困难对象3.6万人次，发放救助金1547万元。" in sources
    assert "服务满意度达95%以上!" in sources


def test_a_certain_erratum_is_applied_and_a_doubtful_one_is_not() -> None:
    at = RAW.index("顺路")
    certain = Erratum("road", Span(at, at + 2), "顺路", "道路", {"en": "slip"}, "certain")
    doubtful = replace(certain, certainty="low")
    assert "确保公共安全，道路畅通。" in [m.source for m in catalog.messages(analysed(errata=(certain,)))]
    assert "确保公共安全，顺路畅通。" in [m.source for m in catalog.messages(analysed(errata=(doubtful,)))]


def test_furniture_that_cuts_a_sentence_is_not_in_its_msgid() -> None:
    raw = RAW.replace("1547\n万元", "1547\n— 3 —\n万元")
    assert "全年救助困难对象3.6万人次，发放救助金1547万元。" in [
        m.source for m in catalog.messages(analysed(raw))
    ]


def test_a_named_figure_is_a_message_of_its_own_numbered_within_its_sentence() -> None:
    found = with_figure("3.6万人次", "救助困难对象")
    names = [m for m in catalog.messages(found) if "#" in m.key]
    assert [(m.key, m.source) for m in names] == [(f"{found.figures[0].sentence}#1", "救助困难对象")]


def test_comments_carry_chapter_address_figures_and_terms() -> None:
    found = with_figure("3.6万人次", "救助困难对象")
    comments = next(m.comments for m in catalog.messages(found) if m.key == found.figures[0].sentence)
    assert comments == (
        "sentence 1.1.0-01 · 民生保障",
        "figures: 3.6万人次 = 36,000 人次",
        "terms: 救助金 = relief funds",
    )


# ---- what is shown


def entry(**more: Any) -> Entry:
    return replace(Entry("确保公共安全。", "We kept the public safe.", "s-abcdef"), **more)


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({}, True),
        ({"flags": ("fuzzy",)}, False),
        ({"source": "公共安全。"}, False),
        ({"target": " "}, False),
        ({"obsolete": True}, False),
    ],
)
def test_only_a_cleared_translation_of_just_these_words_is_shown(change: dict[str, Any], shown: bool) -> None:
    found = catalog.parse(po.write([entry(**change)]), "a.po")
    expected = "We kept the public safe." if shown else None
    assert catalog.translation(found, "s-abcdef", "确保公共安全。") == expected


def test_status_counts_done_stale_and_missing_by_chapter() -> None:
    found = analysed()
    po_text = translated(updated(found))
    entries = list(po.parse(po_text, "a.po"))
    entries[-1] = entries[-1].marked(fuzzy=True)
    entries[-2] = replace(entries[-2], target="")
    rows = catalog.status(catalog.messages(found), catalog.parse(po.write(entries), "a.po"))
    assert [(r.chapter, r.done, r.stale, r.missing) for r in rows] == [
        ("", 1, 0, 0),
        ("1-1", 4, 0, 0),
        ("1-2", 0, 1, 1),
    ]


# ---- update


def test_an_update_of_an_up_to_date_file_changes_no_byte() -> None:
    po_text = translated(updated(with_figure("3.6万人次", "救助困难对象")))
    assert updated(with_figure("3.6万人次", "救助困难对象"), po_text) == po_text


def test_a_changed_sentence_keeps_its_translation_as_fuzzy_with_the_previous_text() -> None:
    po_text = translated(updated(analysed()))
    new = analysed(RAW.replace("95%以上", "95%左右"))
    found = catalog.parse(updated(new, po_text), "a.po")
    changed = next(e for e in found.entries.values() if e.source == "服务满意度达95%左右!")
    assert (changed.fuzzy, changed.previous, changed.target) == (
        True,
        "服务满意度达95%以上!",
        "English of 服务满意度达95%以上!",
    )
    assert any(e.target == changed.target for e in found.obsolete)


def test_changed_punctuation_keeps_the_key_and_the_translation() -> None:
    po_text = translated(updated(analysed()))
    found = catalog.parse(updated(analysed(RAW.replace("以上!", "以上。")), po_text), "a.po")
    changed = next(e for e in found.entries.values() if e.source == "服务满意度达95%以上。")
    assert (changed.fuzzy, changed.previous) == (False, "")
    assert changed.target == "English of 服务满意度达95%以上!"
    assert catalog.translation(found, changed.context or "", "服务满意度达95%以上。") == changed.target


def test_history_outweighs_likeness() -> None:
    po_text = translated(updated(analysed()))
    new = analysed(RAW.replace("确保公共安全，顺路畅通。", "平安。"))
    old_key, new_key = outline.key("确保公共安全，顺路畅通。"), outline.key("平安。")
    found = catalog.parse(updated(new, po_text, history=[(old_key, new_key)]), "a.po")
    assert found.entries[new_key].target == "English of 确保公共安全，顺路畅通。"
    assert found.entries[new_key].fuzzy


def test_a_sentence_that_is_gone_stays_obsolete_with_the_translators_remark_and_comes_back() -> None:
    entries = [replace(e, comments=("checked with the office",)) if e.source.startswith("确保") else e
               for e in po.parse(translated(updated(analysed())), "a.po")]  # fmt: skip
    po_text = po.write(entries)
    without = updated(analysed(RAW.replace("确保公共安全，顺路畅通。\n", "")), po_text)
    assert "# checked with the office" in without
    assert '#~ msgstr "English of 确保公共安全，顺路畅通。"' in without
    assert updated(analysed(), without) == po_text


def test_an_untouched_untranslated_entry_that_is_gone_leaves_nothing_behind() -> None:
    po_text = updated(analysed())
    assert "#~" not in updated(analysed("街道办事处2016年工作总结\n一、工作回顾\n"), po_text)


def test_the_name_of_a_figure_keeps_its_translation_when_another_figure_comes_before_it() -> None:
    one = with_figure("3.6万人次", "救助困难对象")
    po_text = translated(updated(one))
    second = replace(one.figures[0], subject="各类对象")
    two = replace(one, figures=(second, one.figures[0]))
    found = catalog.parse(updated(two, po_text), "a.po")
    moved = found.entries[f"{second.sentence}#2"]
    assert (moved.target, moved.fuzzy) == ("English of 救助困难对象", False)


@given(
    st.lists(
        st.sampled_from(["保障民生。", "确保安全。", "服务群众。", "美化环境。", "保障民生！"]), max_size=6
    ),
    st.data(),
)
def test_no_translation_is_ever_lost(sentences: list[str], data: st.DataObject) -> None:
    head = "2016年工作总结\n"
    po_text = translated(updated(analysed(head + "\n".join(sentences))))
    before = {e.target for e in po.parse(po_text, "a.po") if e.source}
    after_text = updated(
        analysed(head + "\n".join(data.draw(st.permutations(sentences))[: len(sentences) // 2])), po_text
    )
    after = {e.target for e in po.parse(after_text, "a.po") if e.source}
    assert before <= after


# ---- the file


def test_polib_and_babel_read_what_we_write() -> None:
    from babel.messages.pofile import read_po

    po_text = translated(updated(with_figure("3.6万人次", "救助困难对象")))
    ours = {e.context: e.target for e in po.parse(po_text, "a.po") if e.source}
    assert {e.msgctxt: e.msgstr for e in polib.pofile(po_text)} == ours
    assert {m.context: m.string for m in read_po(io.StringIO(po_text), abort_invalid=True) if m.id} == ours


def test_msgfmt_accepts_the_file_with_its_header(tmp_path: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        pytest.fail("msgfmt is missing: install gettext (packages.txt)")
    po_text = translated(updated(analysed()))
    later = updated(analysed(RAW.replace("95%以上", "95%左右").replace("一、工作回顾\n", "")), po_text)
    path = tmp_path / "demo.en.po"
    path.write_text(later, "utf-8")
    done = subprocess.run(
        [msgfmt, "--check", "--output-file=/dev/null", str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("po_text", "line"),
    [
        ('msgid "养老\nmsgstr ""\n', 1),
        ('msgctxt "s-a"\nmsgid "养老"\n\nmsgctxt "s-b"\nmsgid "安全"\nmsgstr ""\n', 4),
        ('msgctxt "s-a"\nmsgid "养老"\nmsgstr ""\nhello\n', 4),
        ('msgctxt "s-a"\nmsgid "养老"\nmsgstr "a"\n\nmsgctxt "s-a"\nmsgid "养老"\nmsgstr "b"\n', 5),
        ('msgid "养老"\nmsgid_plural "养老"\nmsgstr[0] ""\n', 2),
        ('msgid "养老\\q"\nmsgstr ""\n', 1),
        ('msgid "养老"\n', 2),
    ],
)
def test_a_file_that_is_no_po_is_refused_with_its_line(po_text: str, line: int) -> None:
    with pytest.raises(GongbaoError) as caught:
        catalog.parse(po_text, "demo.en.po")
    assert caught.value.place == f"demo.en.po:{line}"


words = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=20
)


@given(
    st.lists(
        st.builds(
            Entry,
            source=words.filter(bool),
            target=words,
            context=words,
            previous=words,
            obsolete=st.booleans(),
        )
    )
)
def test_what_is_written_is_read_back(entries: list[Entry]) -> None:
    assert [replace(e, line=0) for e in po.parse(po.write(entries), "a.po")] == entries


def test_a_byte_order_mark_of_an_editor_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "demo.txt"
    path.write_text(RAW, "utf-8")
    path.with_name("demo.en.po").write_text("\ufeff" + updated(analysed()), "utf-8")
    assert len(catalog.parse(seeds.load(path).catalogs["en"], "demo.en.po").entries) == len(
        catalog.messages(analysed())
    )


@pytest.mark.parametrize("tail", ["\n# TODO: ask the office\n", "# TODO: ask the office", "\n#~ # TODO: ask the office\n"])
def test_a_remark_behind_the_last_entry_is_kept(tail: str) -> None:
    whole = translated(updated(analysed())) + tail
    assert "TODO: ask the office" in updated(analysed(), whole)
    assert updated(analysed(), updated(analysed(), whole)) == updated(analysed(), whole)


def test_a_file_of_remarks_alone_keeps_them() -> None:
    assert "# TODO\n" in updated(analysed(), "# TODO\n")


def test_a_remark_that_quotes_two_lines_stays_a_remark() -> None:
    entry = Entry("甲", context="s-a", comments=("a\nb",), extracted=("printed 甲\r\n乙",))
    (again,) = po.parse(po.write([entry]), "a.po")
    assert (again.comments, again.extracted) == (("a b",), ("printed 甲 乙",))


def test_the_remark_of_a_sentence_names_the_heading_that_it_stands_under() -> None:
    raw = (
        "街道办事处2016年工作总结\n一、工作回顾\n全年工作扎实推进。\n(一)民生保障\n全年救助困难对象3.6万人次。\n"
        "(二)平安建设\n公共安全得到确保。\n"
    )
    found = {m.source: m.comments[0] for m in catalog.messages(analysed(raw))}
    assert {source: place.partition(" · ")[2] for source, place in found.items()} == {
        "街道办事处2016年工作总结": "", "一、工作回顾": "工作回顾", "全年工作扎实推进。": "工作回顾", "(一)民生保障": "民生保障",
        "全年救助困难对象3.6万人次。": "民生保障", "(二)平安建设": "平安建设", "公共安全得到确保。": "平安建设",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("english", "fuzzy"),
    [("Public safety", False), ("(2) Public safety", True), ("II. Public safety", True), ("Part Two: Public safety", True)],
)
def test_a_heading_with_another_number_keeps_its_translation(english: str, fuzzy: bool) -> None:
    done = [replace(e, target=english) if e.source == "(二)平安建设" else e for e in po.parse(updated(analysed()), "a.po")]
    entries = catalog.parse(updated(analysed(RAW.replace("(二)平安", "(三)平安")), po.write(done)), "a.po").entries
    (found,) = [entry for entry in entries.values() if entry.source == "(三)平安建设"]
    assert (found.target, found.fuzzy, bool(found.previous)) == (english, fuzzy, fuzzy)


def test_a_heading_with_other_words_waits_for_a_person() -> None:
    done = translated(updated(analysed()))
    entries = catalog.parse(updated(analysed(RAW.replace("(二)平安建设", "(三)平安城区建设")), done), "a.po").entries
    assert [entry.fuzzy for entry in entries.values() if entry.source == "(三)平安城区建设"] == [True]
