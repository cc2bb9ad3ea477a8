"""What an order gives is refused when it is wrong for sure, and only looked at again when it is unusual."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from billing.identifiers import Checked, bic, business_id, e_invoice_address, iban, operator, vat_number
from billing.operators import BANKS, NAMES, OPERATORS
from tenants.errors import Refused

HELSINKI = "0201256-6"
OVT = "003702012566"


def reason(check, *typed) -> str:
    with pytest.raises(Refused) as refused:
        check(*typed)
    return refused.value.reason


@pytest.mark.parametrize("typed", ["0201256-6", "02012566", " 0201256 - 6 ", "FI02012566", "0201256\u00a0-6"])
def test_a_business_id_is_stored_in_its_printed_form(typed):
    assert business_id(typed) == HELSINKI


@pytest.mark.parametrize(("typed", "why"), [
    ("0201256-7", "business_id_check_digit"), ("0210256-6", "business_id_check_digit"),
    ("", "business_id_form"), ("201256-6", "business_id_form"), ("Helsinki", "business_id_form"),
    ("0201256-66", "business_id_form"), ("0201256-A", "business_id_form"),
])
def test_a_wrong_business_id_is_refused_with_the_reason(typed, why):
    assert reason(business_id, typed) == why


@given(st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_of_a_business_id_is_always_seen(place, change):
    digits = HELSINKI.replace("-", "")
    wrong = digits[:place] + str((int(digits[place]) + change) % 10) + digits[place + 1 :]
    assert reason(business_id, wrong) == "business_id_check_digit"


@given(st.integers(10**6, 10**7 - 1))
def test_no_business_id_has_two_check_digits(number):
    accepted = []
    for digit in range(10):
        try:
            accepted.append(business_id(f"{number}{digit}"))
        except Refused:
            continue
    weighted = sum(int(digit) * weight for digit, weight in zip(str(number), (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    assert accepted == ([] if weighted == 1 else [f"{number}-{-weighted % 11}"])


def test_the_vat_number_follows_from_the_business_id():
    assert vat_number(HELSINKI) == "FI02012566"


def test_accounts_and_banks_are_checked():
    assert iban("fi37 1590 3000 0007 76") == "FI3715903000000776"
    assert reason(iban, "FI37 1590 3000 0007 77") == reason(iban, "FI37 1590 3000 0007") == "iban_wrong"
    assert reason(iban, "") == reason(iban, "159030-776") == "iban_wrong"
    assert bic("ndeafihh") == "NDEAFIHH"
    assert reason(bic, "NDEAFIH") == "bic_wrong"


@pytest.mark.parametrize("typed", [OVT, "0037 0201 2566", "0037-0201256-6", "0216:003702012566"])
def test_the_buyers_own_ovt_identifier_passes_without_a_word(typed):
    assert e_invoice_address(typed, HELSINKI) == Checked(OVT)


@pytest.mark.parametrize("unit", ["1", "00123", "TST01", "tst01"])
def test_a_unit_of_the_buyer_may_follow(unit):
    assert e_invoice_address(OVT + unit, HELSINKI) == Checked(OVT + unit.upper())


def test_another_organisations_identifier_is_asked_about_and_not_refused():
    assert e_invoice_address("003721291126", HELSINKI) == Checked("003721291126", ("e_invoice_address_of_another",))


def test_an_account_in_the_banks_network_is_an_address():
    assert e_invoice_address("FI37 1590 3000 0007 76", HELSINKI) == Checked("FI3715903000000776")


@pytest.mark.parametrize("typed", ["TE003702012566KUNTA", "E204503", "FI28768767", "kunta-01", "0201256-6"])
def test_an_operators_own_form_is_kept_as_typed_and_asked_about(typed):
    assert e_invoice_address(typed, HELSINKI) == Checked(typed, ("e_invoice_address_not_checkable",))


@pytest.mark.parametrize(("typed", "why"), [
    ("003702012567", "ovt_check_digit"), ("00370201256", "ovt_form"), ("003702012566123456", "ovt_form"),
    ("FI3715903000000777", "iban_wrong"), ("", "e_invoice_address_form"),
    ("laskut@kunta.example", "e_invoice_address_form"),
    ("X", "e_invoice_address_form"), ("X" * 36, "e_invoice_address_form"), ("osoite å", "e_invoice_address_form"),
])
def test_an_address_that_cannot_be_right_is_refused(typed, why):
    assert reason(e_invoice_address, typed, HELSINKI) == why


@given(st.text(max_size=40))
def test_whatever_is_typed_becomes_an_address_finvoice_holds_or_a_refusal(typed):
    try:
        checked = e_invoice_address(typed, HELSINKI)
    except Refused:
        return
    assert 2 <= len(checked.value) <= 35
    assert checked.value.isascii() and not set(checked.value) & set(" @/<>&\n")


@pytest.mark.parametrize("code", NAMES)
def test_every_operator_of_the_table_passes_without_a_word(code):
    assert operator(code.lower()) == Checked(code)


def test_no_operator_is_also_a_bank():
    assert not set(OPERATORS) & set(BANKS)


def test_an_operator_outside_the_table_is_asked_about_and_a_mistyped_one_refused():
    assert operator("ESSEFIHX") == Checked("ESSEFIHX", ("operator_unknown",))
    assert reason(operator, "003721291127") == "operator_check_digit"
    assert reason(operator, "Maventa!") == reason(operator, "") == reason(operator, "Å") == "operator_form"


@given(st.text("0123456789", min_size=8, max_size=8))
def test_a_wrong_check_digit_is_wrong_wherever_it_is_typed(digits):
    try:
        business_id(digits)
    except Refused:
        pass
    else:
        assume(False)
    assert reason(e_invoice_address, f"0037{digits}", HELSINKI) == "ovt_check_digit"
    assert reason(operator, f"0037{digits}") == "operator_check_digit"
