"""Pure decisions about figures and their words."""

from decimal import Decimal

import pytest

from app.indicators import rules


def test_a_change_is_exact():
    assert rules.change(Decimal("12.7"), Decimal("11.9")) == Decimal("0.8")


def test_no_change_is_not_the_same_as_a_missing_figure():
    assert rules.change(Decimal("5"), Decimal("5")) == 0
    assert rules.change(Decimal("5"), None) is None
    assert rules.change(None, Decimal("5")) is None


def test_a_figure_of_zero_has_a_change():
    assert rules.change(Decimal("0"), Decimal("2")) == Decimal("-2")


def test_a_text_blank_in_one_language_is_given_in_the_other_and_marked():
    assert rules.wording({"fi": "Prosenttia", "sv": ""}, "sv") == ("Prosenttia", "fi")
    assert rules.wording({"fi": "Prosenttia", "sv": "Procent"}, "sv") == ("Procent", "sv")


def test_a_producer_other_than_thl_is_named_in_both_languages():
    line = rules.source_line({"fi": "Tilastokeskus", "sv": "Statistikcentralen"})
    assert line["fi"] == "Tilasto- ja indikaattoripankki Sotkanet, THL, CC BY 4.0 (tuottaja: Tilastokeskus)"
    assert line["sv"] == "Statistik- och indikatorbanken Sotkanet, THL, CC BY 4.0 (producent: Statistikcentralen)"


def test_thl_is_not_named_twice():
    thl = {"fi": "Terveyden ja hyvinvoinnin laitos (THL)", "sv": "Institutet för hälsa och välfärd (THL)"}
    assert rules.source_line(thl)["sv"] == "Statistik- och indikatorbanken Sotkanet, THL, CC BY 4.0"


@pytest.mark.parametrize(
    "other",
    ["Lapset 0–17-vuotiaat, % väestöstä", "Lapset 0 - 17-vuotiaat, % väestöstä ", "lapset 0-17-vuotiaat % vaestosta"],
)
def test_dashes_spaces_and_lost_dots_do_not_make_another_title(other):
    assert rules.is_same_title("Lapset 0 - 17-vuotiaat, % väestöstä", other)


@pytest.mark.parametrize("other", ["Lapset 0–15-vuotiaat, % väestöstä", "Lapset 0–17-vuotiaat, väestöstä", ""])
def test_another_age_or_unit_makes_another_title(other):
    assert not rules.is_same_title("Lapset 0 - 17-vuotiaat, % väestöstä", other)
