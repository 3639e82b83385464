"""Numbers in English prose: found with exact values, and matched to the Chinese figures that they render."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gen import english_numbers, english_units


@dataclass(frozen=True)
class Figure:
    value: int | float | tuple[int | float, int | float]
    unit: str


def shown(value: object) -> str:
    return "–".join(map(str, value)) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("36,000 visits", [("36000", "number")]),
        ("15.47 million yuan", [("15470000", "number")]),
        ("RMB 1.2 billion", [("1200000000", "number")]),
        ("five offices", [("5", "number")]),
        ("twenty-one, a hundred, some 40", [("21", "number"), ("100", "number"), ("40", "number")]),
        ("two hundred and fifty thousand people", [("250000", "number")]),
        ("one and a half years", [("3/2", "number")]),
        ("one third, two-thirds, 3/4, half", [(value, "fraction") for value in ("1/3", "2/3", "3/4", "1/2")]),
        ("a third of homes", [("1/3", "fraction")]),
        ("a third meeting", [("3", "ordinal")]),
        ("it doubled; two dozen", [("2", "times"), ("2", "number"), ("12", "number")]),
        ("5 percent, 5%, 5 per cent", [("5", "percent")] * 3),
        ("1.2 percentage points, a one-percentage-point rise", [("6/5", "points"), ("1", "points")]),
        ("4‰ and 20 basis points", [("4", "permille"), ("20", "basis")]),
        ("the 18th Congress, the sixth batch, the twenty-first", [("18", "ordinal"), ("6", "ordinal"), ("21", "ordinal")]),
        ("in 2016", [("2016", "year")]),
        ("2016-2020", [("2016–2020", "year")]),
        ("15-18 percent, 15 to 18 percent, between 15 and 18 percent", [("15–18", "percent")] * 3),
        ("3 to 5 million", [("3000000–5000000", "number")]),
        ("6.1 and 8.4 percent", [("61/10", "percent"), ("42/5", "percent")]),
        ("a ratio of 1:3 at 9:30 a.m., 5 p.m.", [("1–3", "ratio"), ("570", "clock"), ("300", "clock")]),
        ("5G, C919, Covid-19", [("5", "code"), ("919", "code"), ("19", "code")]),
        ("RMB1.547bn, CNY 36m, 5m yuan", [("1547000000", "number"), ("36000000", "number"), ("5000000", "number")]),
        ("a 30m pool, 5k", [("30", "number"), ("5", "code")]),
        ("a score of towns, a score of 95", [("20", "number"), ("95", "number")]),
        ("an hour and a half, two years and a half", [("3/2", "number"), ("5/2", "number")]),
        ("two million and a half", [("2500000", "number")]),
        ("cut by a quarter, by a tenth in all, by a third party", [("1/4", "fraction"), ("1/10", "fraction"), ("3", "ordinal")]),
        ("2020–22, 2016-12", [("2020–2022", "year"), ("2016", "year"), ("12", "number")]),
        ("it fell by 156, or 22 percent", [("156", "number"), ("22", "percent")]),
        ("1. We served residents", [("1", "numbering")]),
        ("May 4; we may", [("5", "month"), ("4", "number")]),
        ("no number at all", []),
    ],
)  # fmt: skip
def test_english_numbers_are_found_with_their_values(words: str, expected: list[tuple[str, str]]) -> None:
    assert [(shown(n.value), n.kind) for n in english_numbers.find(words)] == expected


@given(st.integers(0, 10**9))
def test_a_grouped_number_is_read_back(value: int) -> None:
    (number,) = english_numbers.find(f"some {value:,} people")
    assert number.value == value


@given(st.text(max_size=80))
def test_found_numbers_are_in_order_and_apart(words: str) -> None:
    ends = [0]
    for number in english_numbers.find(words):
        assert ends[-1] <= number.start < number.end <= len(words)
        ends.append(number.end)


def matched(figures: list[Figure], words: str) -> dict[int, str]:
    return {a.figure: words[a.start : a.end] for a in english_numbers.align(figures, words)}


def test_figures_are_matched_in_any_order() -> None:
    words = "Relief of 15.47 million yuan reached people on 36,000 occasions."
    assert matched([Figure(36000, "人次"), Figure(15470000, "元")], words) == {
        0: "36,000",
        1: "15.47 million",
    }


def test_each_english_number_serves_once_and_the_nearer_figure_gets_it() -> None:
    words = "We repaired 5 offices and opened 5 centers."
    assert [
        a.start for a in english_numbers.align([Figure(5, "家"), Figure(5, "个"), Figure(5, "处")], words)
    ] == [12, 33]


def test_figures_that_say_the_same_keep_the_order_of_the_sentence() -> None:
    words = (
        "We will set up a system of services for older people, open two day care centers, add two meal sites."
    )
    first, second = english_numbers.align([Figure(2, "个"), Figure(2, "个")], words)
    assert (first.figure, second.figure) == (0, 1)
    assert first.start < second.start


@pytest.mark.parametrize(
    ("figure", "words", "said"),
    [
        (Figure(96.3, "%"), "96.3 percent", "96.3 percent"),
        (Figure(1.2, "个百分点"), "by 1.2 percentage points", "1.2 percentage points"),
        (Figure(50, "%"), "by half", "half"),
        (Figure(2, "倍"), "it tripled", "tripled"),
        (Figure(8, "成"), "80 percent", "80 percent"),
        (Figure(1390000000000, "斤"), "695 million metric tons", "695 million"),
        (Figure(10000, "亩"), "some 670 hectares", "670"),
        (Figure(12, "个月"), "one year", "one"),
        (Figure((15, 18), "%"), "15 to 18 percent", "15 to 18 percent"),
        (Figure((15, 18), "%"), "from 15 percent up to 18 percent", "15 percent up to 18 percent"),
        (Figure((1, 3), ":"), "a ratio of 1:3", "1:3"),
        (Figure(5, "个"), "five centers", "five"),
        (Figure(120, "万千瓦时"), "nothing", None),
        (Figure(300, "斤"), "300 kilograms", None),
        (Figure(1.2, "个百分点"), "1.2 percent", None),
        (Figure(36000, "人次"), "3,600 times", None),
        (Figure(10000, "亩"), "760 hectares", None),
    ],
)
def test_a_figure_is_recognised_in_the_ways_english_writes_it(
    figure: Figure, words: str, said: str | None
) -> None:
    assert matched([figure], words) == ({0: said} if said else {})


def test_values_are_exact() -> None:
    assert english_units.exact(96.3) == Fraction(963, 10)
    assert english_numbers.find("0.1 million")[0].value == 100000


@pytest.mark.parametrize("wrong", ["68,0000", "1,234,5678", "12,0000 new"])
def test_a_number_with_a_digit_too_many_is_not_read_as_the_one_without_it(wrong: str) -> None:
    found = [number.value for number in english_numbers.find(f"There were {wrong} firms")]
    assert not {Fraction(68000), Fraction(1234567), Fraction(1234), Fraction(12000)} & set(found)
