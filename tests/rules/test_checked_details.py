"""Invoicing details as they are typed: each field is kept as it is or refused, and nothing is changed silently."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing.checked_details import checked_details
from tests.orders import DETAILS


def test_good_details_are_taken_as_they_are():
    checked = checked_details(DETAILS)
    assert (checked.refusals, checked.warnings) == ({}, {})
    assert checked.details == {name: DETAILS[name] for name in checked.details}
    assert set(checked.details) == RULED


RULED = set(DETAILS) - {"language", "email"}
ANY = st.text(max_size=90)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({name: st.one_of(st.just(DETAILS[name]), ANY) for name in sorted(RULED)}))
def test_every_field_is_either_kept_or_refused_and_what_is_kept_stays_as_it_is(typed):
    checked = checked_details(typed)
    assert set(checked.details) | set(checked.refusals) == set(typed)
    assert set(checked.details) & set(checked.refusals) == set()
    assert set(checked.warnings) <= set(checked.details)
    if not checked.refusals:
        assert checked_details(checked.details).details == checked.details
