"""Numerals: words to numbers, exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gen import numerals


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3.6万", "36000"), ("10万余", "100000"), ("1.39万亿", "1390000000000"), ("6600多万", "66000000"), ("两千多", "2000"),
        ("百余", "100"), ("十二", "12"), ("二十", "20"), ("一百零五", "105"), ("1,234,567", "1234567"), ("134.9亿", "13490000000"),
        ("3万5千", "35000"), ("1亿2000万", "120000000"), ("二百五十", "250"), ("0.07万", "700"), ("30 万", "300000"),
        ("三万六千", "36000"), ("三亿五千万", "350000000"), ("两万零五百", "20500"), ("三万五千亿", "3500000000000"),
        ("一万二", "12000"), ("三万零六", "30006"), ("十万零三百二十", "100320"), ("三点六万", "36000"), ("零", "0"),
        ("1，234", "1234"), ("12 345", "12345"),
    ],
)  # fmt: skip
def test_words_are_expanded_exactly(words: str, number: str) -> None:
    assert numerals.exact(words) == Decimal(number)


@pytest.mark.parametrize("words", ["", "甲", "3万元", "-", "二三百", "十百", "三亿亿", "一〇"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert numerals.exact(words) is None


@given(st.decimals(min_value=0, max_value=10**6, places=4), st.sampled_from(["", "万", "亿", "万亿"]))
def test_digits_and_scale_lose_nothing(number: Decimal, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert numerals.exact(f"{number:f}{scale}") == number * factor


def spelled(number: int) -> str:
    """The number in Han numerals, as it is said in full."""
    if number < 10:
        return "零一二三四五六七八九"[number]
    scale, word = next(
        (s, w)
        for s, w in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))
        if number >= s
    )
    head, rest = divmod(number, scale)
    zero = "零" if 0 < rest < scale // 10 else ""
    return spelled(head) + word + (zero + spelled(rest) if rest else "")


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_number_spelled_in_full_is_read_back(number: int) -> None:
    assert numerals.exact(spelled(number)) == number


@given(st.integers(min_value=0, max_value=10**15))
def test_a_whole_number_stays_an_int(number: int) -> None:
    plain = numerals.plain(Decimal(number))
    assert plain == number
    assert isinstance(plain, int)


def test_a_fraction_prints_its_own_digits() -> None:
    assert str(numerals.plain(Decimal("96.30"))) == "96.3"
