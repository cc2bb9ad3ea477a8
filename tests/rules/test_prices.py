"""Every population has one fee, a bigger one never a lower fee, and what staff typed wrongly is named."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.example_prices import EXAMPLE
from billing.prices import PriceClass, PriceList, check_price_list, list_on
from billing.vat import rate_on, vat_cents
from tenants.errors import Refused

populations = st.integers(min_value=0, max_value=1_000_000)


@st.composite
def price_lists(draw):
    """Any list that staff may type."""
    starts = [0, *sorted(draw(st.sets(st.integers(1, 700_000), max_size=12)))]
    prices = sorted(draw(st.lists(st.integers(1, 10**7), min_size=len(starts), max_size=len(starts))))
    classes = [
        PriceClass(start, end, net) for (start, end), net in zip(pairwise([*starts, None]), prices, strict=True)
    ]
    return PriceList(date(2026, 1, 1), tuple(classes), county_net_cents=1)


@given(price_lists(), populations)
def test_every_population_has_exactly_one_class(prices, population):
    check_price_list(prices)
    holding = [
        row
        for row in prices.classes
        if row.min_population <= population and (row.max_population is None or population < row.max_population)
    ]
    assert holding == [prices.class_for(population)]


@given(price_lists(), populations, populations)
def test_a_bigger_municipality_never_pays_less(prices, one, other):
    smaller, bigger = sorted((one, other))
    assert prices.class_for(smaller).net_cents <= prices.class_for(bigger).net_cents


def test_a_class_begins_with_its_first_inhabitant_and_ends_before_its_limit():
    assert EXAMPLE.class_for(0) == EXAMPLE.class_for(1_999) == EXAMPLE.classes[0]
    assert EXAMPLE.class_for(2_000) == EXAMPLE.classes[1]
    assert EXAMPLE.class_for(99_999) == EXAMPLE.classes[-2]
    assert EXAMPLE.class_for(100_000) == EXAMPLE.class_for(10**7) == EXAMPLE.classes[-1]


def test_there_is_no_negative_population():
    with pytest.raises(ValueError, match="-1"):
        EXAMPLE.class_for(-1)


@pytest.mark.parametrize(("classes", "reason", "details"), [
    ([], "price_list_empty", {}),
    ([(1, None, 10)], "price_list_start", {"population": 1}),
    ([(0, 5, 10), (7, None, 20)], "price_list_gap", {"first": 5, "last": 6}),
    ([(0, 5, 10), (6, None, 20)], "price_list_gap", {"first": 5, "last": 5}),
    ([(0, 5, 10), (4, None, 20)], "price_list_overlap", {"population": 4}),
    ([(0, None, 10), (5, None, 20)], "price_list_overlap", {"population": 5}),
    ([(0, 5, 10), (5, 9, 20)], "price_list_end", {"population": 9}),
    ([(0, 0, 10), (0, None, 20)], "price_class_empty", {"population": 0}),
    ([(0, 5, 10), (5, 3, 10), (3, None, 10)], "price_class_empty", {"population": 5}),
    ([(0, 5, 20), (5, None, 10)], "price_descending", {"population": 5}),
    ([(0, 5, 0), (5, None, 10)], "price_not_positive", {"net_cents": 0}),
])
def test_what_is_wrong_with_a_price_list_is_named_with_its_place(classes, reason, details):
    prices = replace(EXAMPLE, classes=tuple(PriceClass(*row) for row in classes))
    with pytest.raises(Refused) as refused:
        check_price_list(prices)
    assert (refused.value.reason, refused.value.details) == (reason, details)


def test_a_county_does_not_go_free_by_mistake():
    with pytest.raises(Refused, match="price_not_positive"):
        check_price_list(replace(EXAMPLE, county_net_cents=0))


def test_the_example_is_a_price_list_and_says_in_both_languages_that_it_is_an_example():
    check_price_list(EXAMPLE)
    assert "Esimerkki" in EXAMPLE.name_fi and "keksitty" in EXAMPLE.note_fi
    assert "Exempel" in EXAMPLE.name_sv and "påhittade" in EXAMPLE.note_sv


def test_the_example_has_whole_tens_of_euros_so_that_its_tax_has_no_fractions():
    rate = rate_on(EXAMPLE.valid_from)
    for net_cents in (*(row.net_cents for row in EXAMPLE.classes), EXAMPLE.county_net_cents):
        assert net_cents % 10_00 == 0
        assert vat_cents(net_cents, rate) == net_cents * rate / 100


def test_the_list_of_a_day_is_the_latest_that_has_begun():
    old, new = EXAMPLE, replace(EXAMPLE, valid_from=date(2027, 1, 1))
    assert list_on(date(2026, 12, 31), [new, old]) == old
    assert list_on(date(2027, 1, 1), [new, old]) == list_on(date(2030, 1, 1), [old, new]) == new
    with pytest.raises(Refused, match="no_price_list"):
        list_on(date(2025, 12, 31), [new, old])
