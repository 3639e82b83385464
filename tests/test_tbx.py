"""The term base: TBX-Basic as ISO 30042:2019 and the dialect's modules min and basic have it, and whole in every language."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gen import analysis, book, editions, folders, locales
from gen.exports import tbx
from gen.model import Shelf
from gen.seeds import load
from tests.conftest import STEM

CORE, MIN, BASIC = "urn:iso:std:iso:30042:ed-2", "http://www.tbxinfo.net/ns/min", "http://www.tbxinfo.net/ns/basic"
SHORT = {CORE: "", MIN: "min:", BASIC: "basic:"}
XML = "{http://www.w3.org/XML/1998/namespace}"
# Element -> what may stand in it, as the standard and its modules say; `#` is text alone.
CONTENT = {
    "tbx": "tbxHeader text",
    "tbxHeader": "fileDesc( encodingDesc)?( revisionDesc)?",
    "fileDesc": "(publicationStmt )?(titleStmt )?sourceDesc",
    "titleStmt": "title( note)*",
    "sourceDesc": "p( p)*",
    "text": "body( back)?",
    "body": "conceptEntry( conceptEntry)*",
    "conceptEntry": "((min:subjectField|min:externalCrossReference|basic:crossReference|note) )*langSec( langSec)*",
    "langSec": "((descripGrp|note) )*termSec( termSec)*",
    "descripGrp": "basic:definition( basic:source)*",
    "termSec": "term( min:administrativeStatus| min:partOfSpeech| basic:termType)*( basic:context| basic:source| note)*",
}
TEXT = {
    "title", "p", "note", "term", "min:subjectField", "min:externalCrossReference", "min:administrativeStatus",
    "basic:crossReference", "basic:definition", "basic:context", "basic:source",
}  # fmt: skip
VALUES = {"min:administrativeStatus": "(admitted|deprecated|superseded|preferred)Term-admn-sts"}
ATTRIBUTES = {
    "tbx": {"type", "style", f"{XML}lang"},
    "conceptEntry": {"id"},
    "langSec": {f"{XML}lang"},
    "min:externalCrossReference": {"target"},
    "basic:crossReference": {"target"},
}


@pytest.fixture(scope="module")
def root(site: Path) -> ElementTree.Element:
    return ElementTree.fromstring((site / "downloads" / STEM / "terms.tbx").read_bytes())


def test_every_element_stands_where_the_standard_lets_it(root: ElementTree.Element) -> None:
    assert (root.get("type"), root.get("style"), root.get(f"{XML}lang")) == ("TBX-Basic", "dct", "en")
    assert list(faults(root)) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("<term>", "<termx>"),
        ('style="dct"', 'type2="dct"'),
        ("preferredTerm-admn-sts", "preferred"),
        ("<descripGrp>", "<descripGrp><note>n</note>"),
        ("min:subjectField", "basic:subjectField"),
    ],
)
def test_the_check_of_structure_sees_what_is_wrong(site: Path, wrong: str, right: str) -> None:
    words = (site / "downloads" / STEM / "terms.tbx").read_text("utf-8")
    broken = words.replace(wrong, right).replace(wrong.replace("<", "</"), right.replace("<", "</").replace("><", ""))
    if wrong == "<descripGrp>":
        broken = words.replace(wrong, right)
    assert broken != words
    assert list(faults(ElementTree.fromstring(broken)))


def test_names_are_given_once_and_lead_somewhere(root: ElementTree.Element) -> None:
    ids = [entry.get("id") for entry in root.iter(f"{{{CORE}}}conceptEntry")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"t-[0-9a-f]{8}", name or "") for name in ids)
    assert {ref.get("target") for ref in root.iter(f"{{{BASIC}}}crossReference")} <= set(ids)
    assert all(re.match("https?://", ref.get("target", "")) for ref in root.iter(f"{{{MIN}}}externalCrossReference"))


def test_every_term_of_the_report_is_there_in_every_language(root: ElementTree.Element, site: Path) -> None:
    entries = list(root.iter(f"{{{CORE}}}conceptEntry"))
    with (site / "downloads" / STEM / "terms.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(entries) == len(list(csv.DictReader(file))) > 100
    for entry in entries:
        assert [part.get(f"{XML}lang") for part in entry.findall(f"{{{CORE}}}langSec")] == ["zh-Hans", "zh-Hant", "en"]
    four = next(e for e in entries if e.find(f".//{{{CORE}}}term").text == "五违四必")  # type: ignore[union-attr]
    firsts = [part.find(f".//{{{CORE}}}term").text for part in four.findall(f"{{{CORE}}}langSec")]  # type: ignore[union-attr]
    assert firsts[:2] == ["五违四必", "五違四必"]


def test_other_names_parts_and_the_report_s_own_definition_stand_in_each_script(root: ElementTree.Element, site: Path) -> None:
    with (site / "downloads" / STEM / "terms.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert sum(bool(row["aliases"]) for row in table) > 10
    forms = {"zh-Hans": ("term", "aliases"), "zh-Hant": ("term_zh_hant", "aliases_zh_hant"), "en": ("en", "en_forms", "en_not")}
    for entry, row in zip(root.iter(f"{{{CORE}}}conceptEntry"), table, strict=True):
        for section in entry.findall(f"{{{CORE}}}langSec"):
            first, *others = forms[section.get(f"{XML}lang", "")]
            expected = [row[first], *(form for name in others for form in row[name].split(" | ") if form)]
            assert [term.text for term in section.iter(f"{{{CORE}}}term")] == expected
    four = next(e for e in root.iter(f"{{{CORE}}}conceptEntry") if e.find(f".//{{{CORE}}}term").text == "四种意识")  # type: ignore[union-attr]
    simplified, traditional, english = ("".join(part.itertext()) for part in four.findall(f"{{{CORE}}}langSec"))
    assert "政治意识、大局意识、核心意识、看齐意识" in simplified
    assert "政治意識、大局意識、核心意識、看齊意識" in traditional
    assert "所含各項：政治意識；" in traditional
    assert "What it counts: political integrity; " in english


def test_english_that_the_base_rules_out_is_told_to_the_tool(root: ElementTree.Element) -> None:
    ruled_out = {
        section[0].text
        for section in root.iter(f"{{{CORE}}}termSec")
        if any(part.text == "deprecatedTerm-admn-sts" for part in section)
    }
    base = load(folders.SEEDS / f"{STEM}.txt")
    used = {element.text for element in root.iter(f"{{{CORE}}}term")}
    assert ruled_out == {words for term in base.terms if term.term in used for words in term.en_not} != set()


def test_a_report_without_terms_has_no_term_base(seeds: Path) -> None:
    (seeds / "bare-2020.txt").write_text("某镇2020年工作总结\n一、回顾\n全年走访3户。\n", "utf-8")
    found = analysis.analyse(load(seeds / "bare-2020.txt"))
    spoken = locales.standard()
    index = editions.index(found)
    whole = book.bind(found, [editions.edition(index, one) for one in spoken], Shelf(()))
    assert tbx.of_book(whole, spoken) == ""


def faults(element: ElementTree.Element) -> list[str]:
    """What of an element and those in it the standard does not allow."""
    own = name(element)
    found = [f"{own}: attribute {a}" for a in set(element.attrib) ^ ATTRIBUTES.get(own, set())]
    inside = " ".join(map(name, element))
    if own in TEXT:
        if len(element) or not re.fullmatch(VALUES.get(own, r"[\s\S]+"), element.text or ""):
            found.append(f"{own}: {element.text}")
    elif not re.fullmatch(CONTENT.get(own, "-"), inside):
        found.append(f"{own}: {inside}")
    return found + [fault for child in element for fault in faults(child)]


def name(element: ElementTree.Element) -> str:
    space, _, own = element.tag[1:].partition("}")
    return SHORT.get(space, "?") + own
