"""A merger: both licences end, what was not used is credited, and one licence for both populations goes on."""

from datetime import date

import pytest
from sqlalchemy import select

from app.payments.actions import credit, issue
from app.staff.merger_actions import merge
from app.staff.renewal_queries import renewals_of
from billing.kept_documents import from_data
from billing.licences import licence_on, open_licence, state_on
from billing.models import Invoice, Licence, LicenceEvent
from billing.price_lists import price_list_on
from billing.proration import prorated_cents
from billing.renewals import approve_renewals, open_renewal
from tenants import clock
from tenants.boundary import StaffSession
from tenants.errors import Refused
from tests.association import OPERATOR
from tests.licences import a_customer, approve, renewal_of, the_licence, turn_to
from tests.makers import a_person

LAST_DAY = date(2027, 6, 30)


@pytest.fixture
def desk(engines):
    """The staff's session."""
    with StaffSession(engines) as session:
        yield session


@pytest.fixture
def officer(engines):
    """Somebody of the staff."""
    return a_person(engines, is_staff=True).id


@pytest.fixture
def pair(engines, monkeypatch):
    """Two customers with an invoiced licence of 2027, on the 5th of July: the one merges into the other."""
    turn_to(monkeypatch, date(2027, 1, 11))
    customers = [a_customer(engines, 2027) for _ in range(2)]
    for each in customers:
        with StaffSession(engines) as session, session.begin():
            issue(session, session.merge(the_licence(engines, each)), OPERATOR, date(2027, 1, 11))
    turn_to(monkeypatch, date(2027, 7, 5))
    return customers


def merged(desk, engines, officer, pair, last_day=LAST_DAY) -> Licence:
    going, staying = pair
    licence = desk.merge(the_licence(engines, going))
    return merge(desk, officer, licence, staying.facts.id, last_day, OPERATOR)


def documents(desk, customer) -> list:
    """(kind, document) of all that was issued, in the order of its numbers."""
    of_it = select(Invoice).where(Invoice.tenant_id == customer.facts.id).order_by(Invoice.number)
    return [(each.kind, from_data(each.document)) for each in desk.scalars(of_it)]


def test_both_licences_end_with_a_credit_for_the_days_after_and_one_goes_on(engines, desk, officer, pair):
    going, staying = pair
    before = [the_licence(engines, each) for each in pair]
    new = merged(desk, engines, officer, pair)
    assert (new.starts_on, new.ends_on, new.state) == (date(2027, 7, 1), date(2027, 12, 31), "active")
    assert new.population == sum(each.population for each in before)
    yearly = price_list_on(desk, date(2027, 7, 1))[1].class_for(new.population).net_cents
    assert new.yearly_net_cents == yearly
    ((_, paid), (kind, note)) = documents(desk, going)
    assert kind == "credit_note" and note.credits_number == paid.number
    assert note.net_cents == pytest.approx(paid.net_cents * 184 / 365, abs=1)
    assert [kind for kind, _ in documents(desk, staying)] == ["invoice", "credit_note", "invoice"]
    assert documents(desk, staying)[-1][1].net_cents == prorated_cents(yearly, new.starts_on, new.ends_on)


def test_the_story_of_each_licence_says_who_and_why(engines, desk, officer, pair):
    merged(desk, engines, officer, pair)
    for each in pair:
        events = select(LicenceEvent).where(LicenceEvent.tenant_id == each.facts.id, LicenceEvent.after == "ended")
        (event,) = desk.scalars(events)
        assert (event.reason, event.person_id) == ("merged", officer)


def test_who_went_up_in_another_reads_on_and_who_stays_writes(engines, desk, officer, pair):
    going, staying = pair
    new = merged(desk, engines, officer, pair)
    desk.commit()
    with going.session(read_only=True) as session:
        assert state_on(session, date(2027, 7, 5)) == "ended"
    with staying.session(read_only=True) as session:
        assert licence_on(session, date(2027, 7, 5)).id == new.id


def test_a_merger_at_new_year_leaves_nothing_of_the_old_licence_but_its_story(engines, desk, officer, pair):
    new = merged(desk, engines, officer, pair, date(2026, 12, 31))
    assert (new.starts_on, new.ends_on) == (date(2027, 1, 1), date(2027, 12, 31))
    (_, paid), (_, note) = documents(desk, pair[0])
    assert note.gross_cents == paid.gross_cents
    desk.commit()
    with pair[1].session(read_only=True) as session:
        assert licence_on(session, date(2027, 7, 5)).id == new.id


@pytest.mark.parametrize("day", [date(2027, 7, 5), date(2027, 12, 31), date(2026, 12, 30)])
def test_the_day_is_past_and_in_the_year_of_both_licences(engines, desk, officer, pair, day):
    with pytest.raises(Refused, match=r"merger_day|no_licence_to_merge_into"):
        merged(desk, engines, officer, pair, day)


@pytest.mark.parametrize("state", ["trial", "ended"])
def test_nobody_merges_into_who_has_no_paid_licence(engines, desk, officer, pair, state):
    the_licence(engines, pair[1], state=state)
    with pytest.raises(Refused, match="no_licence_to_merge_into"):
        merged(desk, engines, officer, pair)


def test_days_that_were_credited_before_are_no_obstacle_and_leave_no_number_out(engines, desk, officer, pair):
    of_going = select(Invoice).where(Invoice.tenant_id == pair[0].facts.id)
    credit(desk, desk.scalars(of_going).one(), date(2027, 3, 31), date(2027, 7, 5))
    desk.commit()
    merged(desk, engines, officer, pair)
    assert [kind for kind, _ in documents(desk, pair[0])] == ["invoice", "credit_note"]
    before = int(documents(desk, pair[0])[-1][1].number)
    assert [int(each.number) for _, each in documents(desk, pair[1])][1:] == [before + 1, before + 2]


@pytest.mark.parametrize("whose", [0, 1])
def test_a_next_year_that_is_opened_already_is_not_left_beside_the_merged_licence(engines, desk, officer, pair, whose):
    facts = pair[whose].facts
    open_licence(desk, facts.id, facts.municipality_code, date(2028, 1, 1), date(2028, 12, 31))
    with pytest.raises(Refused, match="merger_after_renewal"):
        merged(desk, engines, officer, pair)


def test_what_was_approved_for_the_next_year_follows_the_merged_licence_and_is_looked_at_again(
    engines, desk, officer, pair, monkeypatch
):
    turn_to(monkeypatch, date(2027, 12, 10))
    assert approve(engines, 2028, *pair) == 2
    new = merged(desk, engines, officer, pair, date(2027, 12, 5))
    names = [each.facts.names["fi"] for each in pair]
    shown = [row for row in renewals_of(desk, 2028, "fi").rows if row.municipality.name("fi") in names]
    assert [(row.licence.id, row.state) for row in shown] == [(new.id, "proposed")]
    ids = {renewal_of(desk, each, 2028).id for each in pair}
    assert [each.licence_id for each in approve_renewals(desk, officer, 2028, ids, clock.now())] == [new.id]
    key = (new.tenant_id, renewal_of(desk, pair[1], 2028).id)
    assert open_renewal(desk, key).starts_on == date(2028, 1, 1)
