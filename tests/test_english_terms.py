"""Set English in a sentence: the longest form first, in the forms that sentences have, and nothing inside another word."""

from __future__ import annotations

import pytest

from gen.read import english_terms


@pytest.mark.parametrize(
    ("words", "forms", "seen"),
    [
        ("Owners’ committees were elected.", "owners' committee", "Owners’ committees"),
        ("We issued Senior-Citizen cards.", "the “senior citizen” card", "Senior-Citizen cards"),
        ("Subsidies were paid.", "subsidy", "Subsidies"),
        ("The “five violations, four musts” drive", "Five Violations, Four Musts", "five violations, four musts"),
        ("five violations and four musts", "five violations and four musts", "five violations and four musts"),
        ("the three-meeting system", "three meeting", "three-meeting"),
        ("glasses and lenses for boxes", "box", "boxes"),
        ("the “90-7-3” elderly care framework", "“90-7-3” elderly care framework", "“90-7-3” elderly care framework"),
        ("“8+2+X” startup platforms", "8+2+X startup platform", "“8+2+X” startup platforms"),
        ("at Wujiaochang “Colored Egg,” a square", "Wujiaochang “Colored Egg”", "Wujiaochang “Colored Egg,”"),
        ("the district’s \"Double Ten\" projects", "Double Ten projects", "\"Double Ten\" projects"),
        ("those “owners’ committees” and residents", "owners’ committee", "owners’ committees"),
        ("the so-called “new Double Ten” projects", "Double Ten projects", "Double Ten” projects"),
    ],
)
def test_a_form_is_seen_as_sentences_have_it(words: str, forms: str, seen: str) -> None:
    place = english_terms.stand_for(words, [(forms,)])[0]
    assert words[place.start : place.end] == seen


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("the riverhead systems", "river head system"),
        ("subsidised housing", "subsidise"),
        ("the 1+1+12 model", "1+1+1"),
        ("cooperatives", "operative"),
        ("three meetingsplace", "three meetings"),
    ],
)
def test_nothing_is_seen_inside_another_word(words: str, form: str) -> None:
    assert english_terms.stand_for(words, [(form,)]) == {}


def test_the_longest_form_goes_first_whichever_term_the_chinese_names_first() -> None:
    words = "The innovation base serves innovation."
    found = english_terms.stand_for(words, [("innovation",), ("innovation base", "base")])
    assert {n: words[s.start : s.end] for n, s in found.items()} == {1: "innovation base", 0: "innovation"}


def test_a_term_that_the_chinese_has_twice_is_seen_twice_and_not_thrice() -> None:
    words = "River chiefs meet river chiefs; no other river chief came."
    found = english_terms.stand_for(words, [("river chief",), ("river chief",)])
    assert [words[s.start : s.end] for _, s in sorted(found.items())] == ["River chiefs", "river chiefs"]
