"""An account is asked for, the e-mail confirmed, and the request answered by those whose guest the asker is."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from app.accounts import duties
from app.accounts import request_actions as actions
from app.messages.models import Letter
from app.messages.writing import write
from tenants import audit, clock, requests
from tenants.boundary import DoorSession, StaffSession, WorkerSession
from tenants.email_domains import confirm_domain
from tenants.errors import Refused
from tenants.invitations import Invitation
from tenants.permissions import Role
from tenants.requests import AccountRequest, State
from tenants.tokens import digest_of
from tests.account_requests import (
    a_request,
    a_request_to_coordinators,
    a_request_to_the_association,
    confirm,
    stored_request,
)
from tests.deliveries import end_every_membership
from tests.letters import outbox
from tests.makers import a_municipality, a_person
from tests.orders import a_free_municipality, token_in_letter


@pytest.fixture(scope="module")
def home(engines):
    """One municipality for the whole file."""
    return a_municipality(engines)


@pytest.fixture(scope="module")
def officer(engines):
    """A staff member's id."""
    return a_person(engines, is_staff=True).id


def letters_to(engines, email) -> list[Letter]:
    """In order, with what is still in them."""
    return outbox(engines, Letter.to_email == email)


def letters_to_coordinator(home, kind) -> list[Letter]:
    return outbox(home.engines, Letter.to_person == home.coordinator, Letter.kind == kind)


def by_letter(engines, token) -> DoorSession:
    """The one who asked, with the link of a letter."""
    return DoorSession(engines, token_digest=digest_of(token))


def decide(home, answer, request, *more):
    with home.session() as session, session.begin():
        answer(session, home.coordinator, request.id, *more)


def test_nobody_is_told_of_a_request_before_its_e_mail_is_confirmed(app, engines, home):
    before = len(letters_to_coordinator(home, "account_request_arrived"))
    token = a_request(engines, home.facts.municipality_code, email=f"varas@{home.facts.slugs['fi']}.fi")
    with app.app_context():
        duties.route_requests(engines, clock.now())
    assert stored_request(engines, token).routed_at is None
    assert len(letters_to_coordinator(home, "account_request_arrived")) == before


@pytest.mark.parametrize("domain", ["{}.fi", "edu.{}.fi"])
def test_an_e_mail_in_the_municipality_s_name_goes_to_its_coordinators_who_get_a_letter(app, engines, home, domain):
    before = len(letters_to_coordinator(home, "account_request_arrived"))
    token = a_request(engines, home.facts.municipality_code, email="x@" + domain.format(home.facts.slugs["sv"]))
    assert confirm(app, engines, token).to_tenant == home.facts.id
    assert len(letters_to_coordinator(home, "account_request_arrived")) == before + 1


def test_a_domain_that_a_coordinator_vouches_for_does_too(app, engines, home):
    to_association = a_request(engines, home.facts.municipality_code, email="x@kuntayhtyma.example")
    assert confirm(app, engines, to_association).to_tenant is None
    with home.session() as session, session.begin():
        confirm_domain(session, home.coordinator, "Kuntayhtyma.example")
    token = a_request(engines, home.facts.municipality_code, email="y@kuntayhtyma.example")
    assert confirm(app, engines, token).to_tenant == home.facts.id


def test_a_municipality_without_a_coordinator_and_one_that_is_no_customer_are_the_association_s(app, engines):
    headless = a_municipality(engines)
    end_every_membership(headless)
    assert a_request_to_coordinators(app, headless)[0].to_tenant is None
    assert a_request_to_the_association(app, engines)[0].to_tenant is None


def test_approval_sends_an_invitation_in_the_asker_s_language_and_stands_in_the_trail(app, engines, home):
    asked, token = a_request_to_coordinators(app, home, language="sv")
    decide(home, actions.approve, asked, Role.WRITER)
    newest = letters_to(engines, asked.email)[-1]
    assert (newest.kind, newest.language, newest.about_tenant) == ("invitation", "sv", home.facts.id)
    with home.session(read_only=True) as session:
        invitation = session.scalars(select(Invitation).filter_by(email=asked.email)).one()
        assert (invitation.role, invitation.name) == ("writer", asked.name)
        assert "request.approved" in session.scalars(select(audit.AuditEntry.deed)).all()
    after = stored_request(engines, token)
    assert (after.state, after.decided_by, after.role) == ("approved", home.coordinator, "writer")


def test_what_is_asked_more_is_answered_by_either_link_and_the_coordinators_hear_of_it(app, engines, home):
    asked, first = a_request_to_coordinators(app, home)
    decide(home, actions.ask_more, asked, "Mitä osaa kirjoitat?")
    newest = token_in_letter(engines, asked.email)
    heard = len(letters_to_coordinator(home, "account_request_arrived"))
    assert newest != first
    assert stored_request(engines, first).state == stored_request(engines, newest).state == "more_asked"
    with by_letter(engines, newest) as door, door.begin():
        requests.answer(door, requests.request_of(door, newest), "Kirjastoa.")
    with app.app_context():
        duties.route_requests(engines, clock.now())
    after = stored_request(engines, first)
    assert after.state == "waiting"
    assert [each["text"] for each in after.exchange] == ["Mitä osaa kirjoitat?", "Kirjastoa."]
    assert len(letters_to_coordinator(home, "account_request_arrived")) == heard + 1


def test_the_letters_say_what_their_writers_wrote_and_nothing_of_it_lies_in_the_outbox(app, engines, home, officer):
    first, _ = a_request_to_coordinators(app, home)
    decide(home, actions.ask_more, first, "Mitä osaa\nkirjoitat?")
    second, _ = a_request_to_the_association(app, engines)
    with StaffSession(engines) as session, session.begin():
        actions.decline(session, officer, second.id, "Emme tunne sinua.")
    for asked, words in ((first, "Mitä osaa kirjoitat?"), (second, "Emme tunne sinua.")):
        letter = letters_to(engines, asked.email)[-1]
        assert words not in str(letter.payload)
        assert words in _text_of(app, letter)


def _text_of(app, letter) -> str:
    with app.app_context():
        _, message = write(app, letter)
    return message_from_bytes(message, policy=policy.default).get_body("plain").get_content()


def test_the_letter_alone_tells_whether_the_e_mail_has_an_account(app, engines, home):
    known = a_person(engines).email
    for email, has_account in ((known, True), (f"x{known}", False)):
        a_request(engines, home.facts.municipality_code, email=email)
        text = _text_of(app, letters_to(engines, email)[-1])
        assert ("Sinulla on jo tunnus" in text) is has_account


@pytest.mark.parametrize("answer", ["approved", "declined", "withdrawn"])
def test_what_was_answered_is_answered_once(app, engines, home, answer):
    asked, token = a_request_to_coordinators(app, home)
    if answer == "withdrawn":
        with by_letter(engines, token) as door, door.begin():
            requests.withdraw(door, requests.request_of(door, token))
    else:
        more = (actions.approve, Role.READER) if answer == "approved" else (actions.decline, "Ei.")
        decide(home, more[0], asked, more[1])
    for again, words in ((actions.approve, Role.WRITER), (actions.decline, "Ei."), (actions.ask_more, "Mitä?")):
        with pytest.raises(Refused, match="already_decided"):
            decide(home, again, asked, words)
    for move in (requests.withdraw, requests.confirm):
        with by_letter(engines, token) as door, pytest.raises(Refused, match="request_closed"):
            move(door, requests.request_of(door, token))
    assert stored_request(engines, token).state == answer


def test_a_link_older_than_seven_days_confirms_nothing(engines, home, monkeypatch):
    token = a_request(engines, home.facts.municipality_code)
    later = clock.now() + requests.VALID
    monkeypatch.setattr(clock, "now", lambda: later)
    with by_letter(engines, token) as door, pytest.raises(Refused, match="request_closed"):
        requests.confirm(door, requests.request_of(door, token))


def test_a_member_is_not_let_in_twice(app, engines, home):
    email = home.people[Role.READER].email
    token = a_request(engines, home.facts.municipality_code, email=email.upper())
    with home.session() as session, session.begin():
        confirm_domain(session, home.coordinator, "kunta.example")
    asked = confirm(app, engines, token)
    assert asked.to_tenant == home.facts.id
    with pytest.raises(Refused, match="already_member"):
        decide(home, actions.approve, asked, Role.WRITER)
    assert stored_request(engines, token).state == "waiting"


def test_the_association_lets_in_whom_it_approved_and_the_coordinators_hear_of_it(app, engines, home, officer):
    asked, _ = a_request_to_the_association(app, engines, home.facts.municipality_code)
    with StaffSession(engines) as session, session.begin():
        actions.approve_for_association(session, officer, asked.id, Role.READER)
    assert letters_to(engines, asked.email)[-1].kind == "invitation"
    with app.app_context():
        for _ in range(2):
            duties.tell_who_was_let_in(engines, clock.now())
    told = [each for each in letters_to_coordinator(home, "account_let_in") if str(asked.id) in each.key]
    assert len(told) == 1
    with home.session(read_only=True) as session:
        trail = session.scalars(select(audit.AuditEntry).filter_by(deed="request.approved", person_id=officer)).all()
        assert len(trail) == 1


def test_a_stranger_s_municipality_gets_the_way_to_a_trial_and_nobody_can_be_let_in(app, engines, officer):
    asked, token = a_request_to_the_association(app, engines)
    with StaffSession(engines) as session, pytest.raises(Refused, match="no_customer"):
        actions.approve_for_association(session, officer, asked.id, Role.COORDINATOR)
    with StaffSession(engines) as session, session.begin():
        actions.offer_trial(session, officer, asked.id)
    letter = letters_to(engines, asked.email)[-1]
    assert f"/fi/tilaa?municipality={asked.municipality_code}" in _text_of(app, letter)
    assert stored_request(engines, token).state == State.OFFERED


def test_coordinators_are_reminded_twice_and_then_the_association_sees_it(app, engines, home):
    asked, _ = a_request_to_coordinators(app, home)

    def age(days):
        since = clock.now() - timedelta(days=days, minutes=1)
        with engines.owner.begin() as connection:
            table = AccountRequest.__table__
            row = table.update().where(table.c.id == asked.id)
            connection.execute(row.values(confirmed_at=since, waiting_since=since, routed_at=since))
        with app.app_context():
            for _ in range(2):
                duties.remind_of_requests(engines, clock.now())
        reminders = letters_to_coordinator(home, "account_request_reminder")
        with StaffSession(engines, read_only=True) as session:
            seen = requests.request_with_id(session, asked.id) is not None
        return len([each for each in reminders if str(asked.id) in each.key and since.isoformat() in each.key]), seen

    assert [age(days) for days in (2, 3, 14)] == [(0, False), (1, False), (2, True)]
    with StaffSession(engines) as session, pytest.raises(Refused, match="already_decided"):
        actions.approve_for_association(session, home.coordinator, asked.id, Role.READER)


def test_requests_are_forgotten_when_they_were_never_confirmed_or_are_long_over(app, engines, home, monkeypatch):
    token = a_request(engines, home.facts.municipality_code)
    asked, answered = a_request_to_coordinators(app, home)
    decide(home, actions.decline, asked, "Ei.")
    for days, left in ((6, {token, answered}), (8, {answered}), (366, set())):
        later = clock.now() + timedelta(days=days)
        with monkeypatch.context() as patched:
            patched.setattr(clock, "now", lambda now=later: now)
            with WorkerSession(engines) as session, session.begin():
                requests.forget_old(session)
                there = {each for each in (token, answered) if requests.request_of(session, each)}
                session.rollback()
        assert there == left, days


def test_asking_for_a_municipality_that_is_no_customer_is_as_good(engines):
    token = a_request(engines, a_free_municipality(engines), name="Åke 🙂 \u202eÖberg")
    assert stored_request(engines, token).state == "unconfirmed"
