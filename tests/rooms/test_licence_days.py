"""What the days bring to licences: trials end after two warnings, unpaid ones lapse, and nothing closes by itself."""

from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from app.messages.models import Letter
from app.messages.writing import write
from app.payments.actions import credit, issue
from app.staff.actions import restrict_licence
from app.subscribing.licence_actions import give_notice, order_licence, withdraw_notice
from billing.example_prices import EXAMPLE
from billing.kept_documents import from_data
from billing.licence_rules import permits
from billing.licences import licence_on, state_on
from billing.models import Invoice, Licence, LicenceEvent
from billing.payments import allocate
from billing.proration import prorated_cents
from billing.reminders import close_dispute, open_dispute
from tenants import audit, clock
from tenants.boundary import StaffSession, WorkerSession
from tenants.errors import Refused
from tenants.membership import add_member
from tenants.permissions import Role
from tests.association import OPERATOR
from tests.letters import outbox
from tests.licences import a_customer, a_municipality_on_trial, approve, the_licence, turn_to
from tests.makers import a_person
from tests.money import a_payment

LAPSED = {
    "fi": ("ei ole maksettu eräpäivään {} mennessä", "liitto voi estää kirjoittamisen aikaisintaan"),
    "sv": ("betalades inte senast på förfallodagen {}", "förbundet spärra möjligheten att skriva tidigast"),
}

JANUARY = date(2027, 1, 11)
TYPED = {"name": "Tiina Tilaaja", "position": "Koordinaattori", "email": "tiina@kunta.example"}


@pytest.fixture
def own(apart):
    """Those of the service that stands apart."""
    return apart.engines


@pytest.fixture
def trial(own, monkeypatch):
    """A trial whose last day is the 11th of March 2027."""
    turn_to(monkeypatch, JANUARY)
    return a_municipality_on_trial(own)


@pytest.fixture
def customer(own, monkeypatch):
    """A licence of 2027, invoiced on the 11th of January and due on the 10th of February."""
    turn_to(monkeypatch, JANUARY)
    customer = a_customer(own, 2027)
    with StaffSession(own) as session, session.begin():
        issue(session, session.merge(the_licence(own, customer)), OPERATOR, JANUARY)
    return customer


def story(own, customer) -> list[tuple[str, str]]:
    """(state, reason) of all that has become of a municipality's licences after they were begun."""
    with WorkerSession(own, read_only=True) as session:
        of_it = LicenceEvent.tenant_id == customer.facts.id, LicenceEvent.before != "draft"
        events = session.scalars(select(LicenceEvent).where(*of_it).order_by(LicenceEvent.at))
        return [(each.after, each.reason) for each in events]


def letters(own, customer, kind) -> list[Letter]:
    """Of a kind, about a municipality."""
    return outbox(own, Letter.kind == kind, Letter.about_tenant == customer.facts.id)


def invoice_of(own, customer) -> Invoice:
    """The newest one."""
    with WorkerSession(own, read_only=True) as session:
        of_it = select(Invoice).where(Invoice.tenant_id == customer.facts.id, Invoice.kind == "invoice")
        return session.scalars(of_it.order_by(Invoice.number.desc())).first()


def order(customer) -> None:
    with customer.session() as session, session.begin():
        order_licence(session, customer.coordinator, customer.facts.municipality_code, TYPED, "sv")


def test_a_trial_ends_after_its_last_day_and_writing_with_it(apart, own, trial, monkeypatch):
    turn_to(monkeypatch, date(2027, 3, 11), 20)
    apart.do("end_licences")
    assert the_licence(own, trial).state == "trial"
    turn_to(monkeypatch, date(2027, 3, 11), 22)
    apart.do("end_licences")
    apart.do("end_licences")
    assert story(own, trial) == [("ended", "trial_over")]
    with trial.session(read_only=True) as session:
        assert not permits(state_on(session, clock.today()), "section.write")


def test_every_coordinator_is_warned_two_weeks_and_three_days_before_once(apart, own, trial, monkeypatch):
    with trial.session() as session, session.begin():
        second = a_person(own, language="sv").id
        add_member(session, second, Role.COORDINATOR)
    told = {}
    for day in (JANUARY + timedelta(days=number) for number in range(60)):
        turn_to(monkeypatch, day)
        for _ in range(2):
            apart.do("warn_before_trials_end")
        told[day] = len(letters(own, trial, "trial_ending")) - sum(told.values())
    assert {day: count for day, count in told.items() if count} == {date(2027, 2, 25): 2, date(2027, 3, 8): 2}
    assert {each.to_person for each in letters(own, trial, "trial_ending")} == {trial.coordinator, second}
    in_swedish = next(each for each in letters(own, trial, "trial_ending") if each.to_person == second)
    message = write(apart.app, in_swedish)[1].decode()
    assert "11.3.2027" in message and "/licens/bestallning" in message


def test_who_was_away_for_the_first_warning_gets_the_second_alone(apart, own, trial, monkeypatch):
    turn_to(monkeypatch, date(2027, 3, 9))
    apart.do("warn_before_trials_end")
    assert len(letters(own, trial, "trial_ending")) == 1


def test_an_order_ends_the_trial_and_begins_the_licence_that_day_with_its_invoice(apart, own, trial, monkeypatch):
    turn_to(monkeypatch, date(2027, 2, 20))
    order(trial)
    with pytest.raises(Refused, match="already_ordered"):
        order(trial)
    for _ in range(2):
        apart.do("open_orders")
    with trial.session(read_only=True) as session:
        licence, past = licence_on(session, clock.today()), session.scalars(select(Licence.state)).all()
    assert sorted(past) == ["active", "ended"]
    assert (licence.starts_on, licence.ends_on) == (date(2027, 2, 20), date(2027, 12, 31))
    document = from_data(invoice_of(own, trial).document)
    yearly = EXAMPLE.class_for(licence.population).net_cents
    assert document.net_cents == prorated_cents(yearly, licence.starts_on, licence.ends_on) < yearly
    assert len(letters(own, trial, "licence_begun")) == 1
    with pytest.raises(Refused, match="licence_in_force"):
        order(trial)


def test_an_order_on_the_day_the_trial_began_opens_writing_all_the_same(apart, own, trial):
    order(trial)
    apart.do("open_orders")
    with trial.session(read_only=True) as session:
        assert permits(state_on(session, clock.today()), "report.publish")


def test_who_let_the_trial_end_may_order_later(apart, own, trial, monkeypatch):
    turn_to(monkeypatch, date(2027, 6, 1))
    apart.do("end_licences")
    order(trial)
    apart.do("open_orders")
    with trial.session(read_only=True) as session:
        assert state_on(session, clock.today()) == "active"


def test_an_unpaid_licence_lapses_after_its_due_day_and_is_told_of_once(apart, own, customer, monkeypatch):
    due_on = invoice_of(own, customer).due_on
    turn_to(monkeypatch, due_on)
    apart.do("lapse_licences")
    assert story(own, customer) == []
    turn_to(monkeypatch, due_on + timedelta(days=1))
    for _ in range(2):
        apart.do("lapse_licences")
    assert story(own, customer) == [("grace", "unpaid")]
    told = letters(own, customer, "licence_lapsed")
    assert {(each.to_person, each.to_email) for each in told} == {
        (customer.coordinator, None), (None, "laskut@kunta.example"),
    }  # fmt: skip
    for each in told:
        text = message_from_bytes(write(apart.app, each)[1], policy=default).get_body(("plain",)).get_content()
        assert invoice_of(own, customer).number in text and "11.4.2027" in text
        unpaid, threat = LAPSED["fi" if "Kunta:" in text else "sv"]
        assert unpaid.format(f"{due_on:%-d.%-m.%Y}") in text and threat in text
    with customer.session(read_only=True) as session:
        assert permits(state_on(session, clock.today()), "report.publish")


def test_only_a_person_closes_writing_and_only_after_sixty_days(apart, own, customer, monkeypatch):
    officer = a_person(own, is_staff=True).id
    for day in (date(2027, 2, 11), date(2027, 4, 11), date(2027, 8, 1)):
        turn_to(monkeypatch, day)
        apart.do("lapse_licences", "end_licences")
        assert the_licence(own, customer).state == "grace"
    with StaffSession(own) as session, session.begin():
        restrict_licence(session, officer, session.merge(the_licence(own, customer)), "ei maksettu")
    invoice = invoice_of(own, customer)
    with StaffSession(own) as session, session.begin():
        payment = a_payment(session, invoice.gross_cents, clock.today())
        allocate(session, payment, session.merge(invoice), invoice.gross_cents)
    assert story(own, customer) == [("grace", "unpaid"), ("read_only", "ei maksettu"), ("active", "paid")]


def test_what_is_disputed_does_not_lapse_until_the_dispute_is_over(apart, own, customer, monkeypatch):
    officer, invoice = a_person(own, is_staff=True).id, invoice_of(own, customer)
    turn_to(monkeypatch, invoice.due_on + timedelta(days=5))
    with StaffSession(own) as session, session.begin():
        open_dispute(session, officer, session.merge(invoice), "väkiluku")
    apart.do("lapse_licences")
    assert story(own, customer) == []
    turn_to(monkeypatch, invoice.due_on + timedelta(days=6))
    with StaffSession(own) as session, session.begin():
        close_dispute(session, officer, session.merge(invoice), "oikein")
    apart.do("lapse_licences")
    assert story(own, customer) == [("grace", "unpaid")]


def test_a_credit_note_of_all_of_it_lifts_the_lapse(apart, own, customer, monkeypatch):
    invoice = invoice_of(own, customer)
    turn_to(monkeypatch, invoice.due_on + timedelta(days=1))
    apart.do("lapse_licences")
    with StaffSession(own) as session, session.begin():
        credit(session, session.merge(invoice), date(2026, 12, 31), clock.today())
    apart.do("lapse_licences")
    assert story(own, customer) == [("grace", "unpaid"), ("active", "settled")]


def notice(customer, act=give_notice) -> None:
    with customer.session() as session, session.begin():
        act(session, customer.coordinator)


def test_notice_ends_the_licence_after_its_last_day_whatever_its_state(apart, own, customer, monkeypatch):
    notice(customer)
    with pytest.raises(Refused, match="notice_given"):
        notice(customer)
    assert len(letters(own, customer, "notice_given")) == 1
    turn_to(monkeypatch, date(2027, 12, 31), 20)
    apart.do("end_licences", "lapse_licences", "propose_next_year")
    assert the_licence(own, customer).state == "grace"
    turn_to(monkeypatch, date(2027, 12, 31), 22)
    apart.do("end_licences")
    assert story(own, customer) == [("grace", "unpaid"), ("ended", "notice")]
    with pytest.raises(Refused, match="no_notice"):
        notice(customer, withdraw_notice)


def test_a_withdrawn_notice_leaves_the_licence_as_it_was(apart, own, customer):
    notice(customer)
    notice(customer, withdraw_notice)
    assert the_licence(own, customer).notice_given_on is None
    with pytest.raises(Refused, match="no_notice"):
        notice(customer, withdraw_notice)
    assert len(letters(own, customer, "notice_withdrawn")) == 1
    with customer.session(read_only=True) as session:
        deeds = set(session.scalars(select(audit.AuditEntry.deed)))
    assert {"licence.notice_given", "licence.notice_withdrawn"} <= deeds


def test_after_the_renewal_is_approved_notice_is_too_late(own, customer, monkeypatch):
    turn_to(monkeypatch, date(2027, 12, 2))
    approve(own, 2028, customer)
    with pytest.raises(Refused, match="already_renewed"):
        notice(customer)


def test_a_trial_needs_no_notice(trial):
    with pytest.raises(Refused, match="no_licence_to_end"):
        notice(trial)


def test_a_licence_whose_renewal_nobody_approved_goes_on(apart, own, monkeypatch):
    turn_to(monkeypatch, date(2027, 12, 20))
    customer = a_customer(own, 2027)
    apart.do("propose_next_year")
    turn_to(monkeypatch, date(2028, 1, 5))
    apart.do("end_licences", "open_renewals")
    assert story(own, customer) == []
    assert approve(own, 2028, customer) == 1
    apart.do("open_renewals")
    apart.do("end_licences")
    assert story(own, customer) == [("ended", "followed")]
