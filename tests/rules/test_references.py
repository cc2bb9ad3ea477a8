"""A reference names its invoice, and a slip of the payer's finger is seen.

Vectors: Finance Finland's reference guide (also as worked out by JustOn), ISO 11649 by python-stdnum, and the virtual
bar codes that two independent implementations publish (akselinurmio and kiskolabs: "virtuaaliviivakoodi").
"""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import iso11649

from billing.references import (
    bar_code,
    check_digit,
    grouped,
    is_national,
    national_reference,
    read_reference,
    rf_reference,
)

ACCOUNT = "FI37 1590 3000 0007 76"
bases = st.from_regex(r"[1-9][0-9]{2,18}", fullmatch=True)
references = bases.map(lambda base: base + check_digit(base))
places = st.integers(0, 18)


@pytest.mark.parametrize(("number", "reference"), [
    ("123", "1232"), ("123456", "1234561"), ("234823", "2348236"), ("1111", "11112"),
    ("2027-000123", "20270001233"), ("T2027-000123", "20270001233"), ("000123", "1232"),
    ("123456712345678", "1234567123456784"), ("1234567890123456789", "12345678901234567894"),
])
def test_an_invoice_number_gets_its_check_digit(number, reference):
    assert national_reference(number) == reference


@pytest.mark.parametrize("number", ["", "12", "0012", "A-B", "12345678901234567890"])
def test_a_number_that_is_too_short_or_too_long_makes_no_reference(number):
    with pytest.raises(ValueError, match="payment reference"):
        national_reference(number)


@given(bases)
def test_our_own_references_are_accepted_in_both_forms(base):
    reference = national_reference(base)
    assert is_national(reference)
    assert iso11649.is_valid(rf_reference(reference))
    assert read_reference(reference) == read_reference(rf_reference(reference)) == reference


@given(references, places, st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(reference, place, change):
    assume(place < len(reference))
    wrong = reference[:place] + str((int(reference[place]) + change) % 10) + reference[place + 1 :]
    assert not is_national(wrong)
    assert read_reference(wrong) is None


@given(references, places)
def test_two_digits_swapped_are_seen_unless_they_are_five_apart(reference, place):
    assume(place + 1 < len(reference))
    one, other = reference[place : place + 2]
    assume(abs(int(one) - int(other)) not in (0, 5))  # what the weights 7, 3, 1 cannot tell
    assert not is_national(reference[:place] + other + one + reference[place + 2 :])


@given(references, places)
def test_the_international_form_sees_every_swap(reference, place):
    assume(place + 1 < len(reference) and reference[place] != reference[place + 1])
    swapped = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    rf = rf_reference(reference)
    assert read_reference(rf[:4] + swapped) is None


def test_the_international_form_has_its_published_check_digits():
    assert rf_reference("11112") == "RF9811112"


@pytest.mark.parametrize("typed", [
    "11112", "11 112", " 1 1 1 1 2 ", "11\u00a0112", "00000000000000011112", "RF98 1111 2", "rf9811112",
    "RF98000011112",
])
def test_what_people_type_and_banks_send_is_read(typed):
    assert read_reference(typed) == "11112"


@pytest.mark.parametrize("typed", [
    "", "0", "112", "11113", "RF9711112", "RF98", "RF", "RF18ABC123", "Lasku 11112", "11112.0", "-11112", "١١١١٢",
])
def test_anything_else_is_no_reference(typed):
    assert read_reference(typed) is None


@pytest.mark.parametrize(("reference", "printed"), [
    ("1232", "1232"), ("11112", "11112"), ("123453", "1 23453"), ("20270001233", "2 02700 01233"),
    ("1234567123456784", "1 23456 71234 56784"), ("RF9811112", "RF98 1111 2"), ("RF331232", "RF33 1232"),
])
def test_references_are_grouped_for_print(reference, printed):
    assert grouped(reference) == printed


@given(references)
def test_what_is_printed_can_be_typed_back(reference):
    assert read_reference(grouped(reference)) == read_reference(grouped(rf_reference(reference))) == reference


@pytest.mark.parametrize(("cents", "reference", "due_on", "code"), [
    (12_25, "11112", date(2016, 12, 21), "437159030000007760000122500000000000000000011112161221"),
    (1_10, "RF9811112", date(2017, 1, 1), "537159030000007760000011098000000000000000011112170101"),
    (0, "11112", None, "437159030000007760000000000000000000000000011112000000"),
])
def test_the_published_bar_codes_come_out(cents, reference, due_on, code):
    assert bar_code(ACCOUNT, cents, reference, due_on) == code


def test_a_sum_too_big_for_the_code_or_none_to_pay_is_zeros():
    def amount(cents):
        return bar_code(ACCOUNT, cents, "11112")[17:25]

    assert amount(999_999_99) == "99999999"
    assert amount(1_000_000_00) == amount(-5) == "00000000"


@given(references, st.integers(-100, 2 * 10**8), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_code_has_54_digits_and_holds_what_it_was_made_of(reference, cents, due_on):
    for form, version in ((reference, "4"), (rf_reference(reference), "5")):
        code = bar_code(ACCOUNT, cents, form, due_on)
        assert len(code) == 54 and code.isdecimal()
        assert (code[0], code[1:17], code[-6:]) == (version, "3715903000000776", f"{due_on:%y%m%d}")
        assert read_reference(code[28:48]) == reference or read_reference(f"RF{code[25:48]}") == reference


@pytest.mark.parametrize(("account", "reference"), [
    ("SE4550000000058398257466", "11112"), ("FI37", "11112"), (ACCOUNT, "11113"), (ACCOUNT, "RF18ABC123"),
])
def test_no_code_is_made_of_a_foreign_account_or_a_wrong_reference(account, reference):
    with pytest.raises(ValueError, match="bar code"):
        bar_code(account, 1_00, reference)
