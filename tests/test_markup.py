"""Hostile text stays text: in Markdown, in HTML, in front matter; a table stays a table."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gen import markup
from gen.characters import is_blank
from gen.web.desk import Desk
from tests import papers

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]
HOSTILE = [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "**粗** __体__ `码`", "![图](x.svg)", "&lt;b&gt; &amp;",
    "{: .x onclick=1 }",
    "{{ config }} {% raw %}", "a | b\n--|--", "# 标题", "1. 一", "- 二", "    码", "> 引", "<http://a.b>", "\\*", "$a$", "~~x~~", "^a^",
    "a_b_c",
    "[^1]: 注", "*[HTML]: x", "'\" onmouseover=1", "-->", "<!--", "]]>", "\x02wzxhzdk:0\x03", "::: x", "=== \"a\"", "@@", "http://a.b/c",
]  # fmt: skip


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def shown(source: str) -> _Shown:
    parser = _Shown()
    parser.feed(markdown.markdown(source, extensions=EXTENSIONS))
    parser.close()
    return parser


def solid(words: str) -> str:
    return "".join(c for c in words if not is_blank(c))


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join)))
@example("<b>*x*</b> [a](b) {#id}")
def test_any_words_in_a_sentence_are_shown_as_they_are_and_make_no_element(words: str) -> None:
    source = f'<span class="gb-s" id="s-a">{markup.md(words)}</span>'
    page = shown(source)
    assert solid(page.words) == solid(words)
    assert set(page.tags) <= {"p", "span"}


@given(st.one_of(st.text(max_size=40), st.sampled_from(HOSTILE)))
def test_any_words_in_a_heading_are_shown_as_they_are(words: str) -> None:
    page = shown(f"## 题{markup.md(words)} {{ #s-abcdef .gb-s data-address=1.1.1 }}")
    assert solid(page.words) == "题" + solid(words)
    assert page.tags == ["h2"]


@given(st.one_of(st.text(max_size=40), st.sampled_from(HOSTILE)))
def test_any_words_in_an_attribute_stay_in_it(words: str) -> None:
    page = shown(f'前<a class="gb-term" data-term="{markup.attr(words)}" href="x/">词</a>后')
    assert page.words == "前词后"
    assert page.tags == ["p", "a"]


def test_a_link_leads_from_page_to_page_without_the_sites_root() -> None:
    assert markup.link("zh/a/1-1/", "zh/a/about/#e-A1") == "../about/#e-A1"
    assert markup.link("zh/", "zh/a/") == "a/"
    assert markup.link("zh/a/", "zh/a/#s-x") == "#s-x"
    assert markup.link("zh/甲/1-1/", "zh/乙/") == "../../%E4%B9%99/"


@pytest.mark.parametrize(
    ("first", "scopes"),
    [("指标\t2022年\t增长", ["col", "col", "col", "row", "row"]), ("社区\t12户\t5户", [])],
)
def test_a_table_of_a_report_names_the_heads_of_its_columns_and_rows(tmp_path: Path, first: str, scopes: list[str]) -> None:
    path = tmp_path / "donglin-2022.txt"
    path.write_text(f"2022年某街道工作报告\n一、工作回顾\n情况如下：\n{first}\n产值\t33.8\t5.2%\n收入\t2.1\t8%\n", "utf-8")
    desk = Desk(papers.bound(path), papers.LOCALES[0], (), papers.FACTS)
    found = [str(desk.elements(page.elements, desk.marks("zh/donglin-2022/1-1/"), 1)) for page in desk.edition.pages]
    table = "".join(re.findall("<table.*</table>", "".join(found), re.DOTALL))
    assert re.findall('<th scope="([a-z]+)"', table) == scopes
    assert ("<thead><tr><th" in table) == bool(scopes)
    assert table.count("<th ") + table.count("<td>") == 9
