"""One's own account: changed by oneself alone, taken along, and erased so that nothing tells who it was."""

import json
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.messages.models import Letter
from tenants import audit, clock, invitations, membership, own_account, people, sign_ins
from tenants.audit import AuditEntry
from tenants.boundary import DoorSession
from tenants.errors import Refused
from tenants.membership import Membership
from tenants.permissions import Role
from tests.letters import outbox
from tests.makers import PASSWORD, a_municipality, a_person, a_report, write
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor
from tests.work_accounts import a_member, linked, with_directory

ACCOUNT = "/fi/omat/tili"
EMAIL = f"{ACCOUNT}/sahkoposti"


def a_new_address():
    return f"{uuid.uuid4().hex[:8]}@kunta.example"


def letters_to(engines, email):
    return outbox(engines, Letter.to_email == email)


def asked_for(engines, person, email):
    """The token of the letter to a new address."""
    with DoorSession(engines, person.id) as door, door.begin():
        return own_account.ask_for_email(door, person.id, email)


def test_a_person_changes_their_name_and_the_language_of_their_letters(app, engines):
    person = a_person(engines, language="fi")
    visitor = Visitor(app, person)
    answer = visitor.post(f"{ACCOUNT}/tiedot", {"name": " Aino Ääkkönen ", "language": "sv"})
    assert (answer.status_code, answer.location) == (302, ACCOUNT)
    with DoorSession(engines, read_only=True) as door:
        found = door.get(people.Person, person.id)
    assert (found.name, found.language) == ("Aino Ääkkönen", "sv")
    header = ParsedPage(visitor.get(ACCOUNT).text).with_class("app-visitor")[0]
    assert "Aino Ääkkönen" in text_of(header)
    assert header.find(".//a").get("href") == ACCOUNT


@pytest.mark.parametrize(
    "typed",
    [{"name": ""}, {"name": "a" * 101}, {"language": "en"}, {"name": "Toinen", "is_staff": "1", "language": ""}],
)
def test_what_cannot_be_is_not_stored_and_nothing_else_either(app, engines, typed):
    person = a_person(engines)
    answer = Visitor(app, person).post(f"{ACCOUNT}/tiedot", {"name": "Uusi", "language": "sv"} | typed)
    assert answer.status_code == 422
    with DoorSession(engines, read_only=True) as door:
        found = door.get(people.Person, person.id)
    assert (found.name, found.language, found.is_staff) == (person.name, "fi", False)


def test_an_e_mail_changes_when_the_letter_to_the_new_address_is_answered(app, engines):
    person, new = a_person(engines), a_new_address()
    visitor = Visitor(app, person)
    assert visitor.post(EMAIL, {"email": new}).location == ACCOUNT
    (letter,) = letters_to(engines, new)
    assert letter.kind == "email_change"
    assert Visitor(app).sign_in(new).status_code == 422, "not before"
    link = f"{EMAIL}/{letter.payload['token']}"
    assert new in visitor.get(link).text
    assert visitor.post(link).location == ACCOUNT
    assert Visitor(app).sign_in(new).status_code == 302
    assert Visitor(app).sign_in(person.email).status_code == 422
    (told,) = letters_to(engines, person.email)
    assert (told.kind, told.payload) == ("email_changed", {}), "and not where to"
    assert visitor.post(link).status_code == 410, "once"


def test_opening_the_link_changes_nothing(app, engines):
    person, new = a_person(engines), a_new_address()
    link = f"{EMAIL}/{asked_for(engines, person, new)}"
    assert Visitor(app, person).get(link).status_code == 200
    with DoorSession(engines, read_only=True) as door:
        assert door.get(people.Person, person.id).email == person.email


def test_whether_an_address_is_somebodys_cannot_be_found_out(app, engines):
    colleague, visitor = a_person(engines), Visitor(app, a_person(engines))
    answers = []
    for email in (colleague.email.upper(), a_new_address()):
        visitor.post(EMAIL, {"email": email})
        seen = visitor.get(ACCOUNT).text
        file = json.loads(visitor.get(f"{ACCOUNT}/omat-tiedot.json").text)
        answers.append((seen.count(email), seen.count("banner--success"), [row["email"] for row in file["new_email"]]))
        assert answers[-1] == (2, 1, [email]), "the account page and one's own file say the same of both"
    assert outbox(engines, Letter.to_email == colleague.email.upper())[0].kind == "email_in_use"
    assert {letter.kind for letter in letters_to(engines, colleague.email)} == set()


def test_a_link_opens_nothing_for_anybody_else_and_not_for_long(app, engines, monkeypatch):
    person, new = a_person(engines), a_new_address()
    link = f"{EMAIL}/{asked_for(engines, person, new)}"
    assert Visitor(app).get(link).location.startswith("/fi/kirjaudu?next=")
    assert Visitor(app, a_person(engines)).post(link).status_code == 410
    assert Visitor(app, person).post(f"{EMAIL}/{'x' * 43}").status_code == 410
    late = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: late)
    assert Visitor(app, person).post(link).status_code == 410
    with DoorSession(engines, read_only=True) as door:
        assert not people.has_account(door, new)


def test_a_newer_link_closes_the_older_and_an_address_taken_meanwhile_is_not_taken_twice(app, engines):
    person, other, new = a_person(engines), a_person(engines), a_new_address()
    old, newer = (f"{EMAIL}/{asked_for(engines, person, new)}" for _ in range(2))
    others = f"{EMAIL}/{asked_for(engines, other, new)}"
    assert Visitor(app, person).post(old).status_code == 410
    assert Visitor(app, other).post(others).status_code == 302
    assert Visitor(app, person).post(newer).status_code == 410


def test_new_addresses_are_not_asked_for_by_the_dozen(app, engines):
    visitor = Visitor(app, a_person(engines))
    codes = [visitor.post(EMAIL, {"email": a_new_address()}).status_code for _ in range(6)]
    assert codes == [302] * 5 + [422]


def test_a_member_leaves_by_themself_and_the_trail_says_so(app, municipality):
    person = municipality.people[Role.WRITER]
    visitor, slug = Visitor(app, person), municipality.facts.slugs["fi"]
    answer = visitor.post(f"/fi/{slug}/ihmiset/lahteminen")
    assert (answer.status_code, answer.location) == (302, ACCOUNT)
    assert visitor.get(f"/fi/{slug}/").status_code == 404
    with municipality.session(read_only=True) as session:
        assert not membership.is_member(session, person.id)
        newest = session.scalars(select(AuditEntry).order_by(AuditEntry.at.desc())).first()
    assert (newest.deed, newest.person_id) == ("member.left", person.id)


def test_the_last_coordinator_does_not_leave(app, municipality):
    visitor = Visitor(app, municipality.people[Role.COORDINATOR])
    address = f"/fi/{municipality.facts.slugs['fi']}/ihmiset/lahteminen"
    assert "govuk-button--warning" not in visitor.get(address).text
    assert visitor.post(address).status_code == 409
    a_member(municipality, Role.COORDINATOR)
    assert visitor.post(address).status_code == 302


def test_who_is_no_longer_a_member_in_mid_page_is_let_in_no_more_and_their_text_is_kept_in_sight(app, municipality):
    a_report(municipality)
    person, slug = municipality.people[Role.WRITER], municipality.facts.slugs["fi"]
    address = f"/fi/{slug}/kertomukset/1/osat/1"
    visitor = Visitor(app, person)
    page = ParsedPage(visitor.get(address).text)
    form = {name: page.value_of(name) for name in ("csrf_token", "version_fi", "version_sv")}
    with municipality.session() as session, session.begin():
        membership.end(session, person.id)
    answer = visitor.post(address, form | {"text_fi": "Kesken jäänyt lause.", "text_sv": ""})
    assert answer.status_code == 404
    assert [each.text for each in ParsedPage(answer.text).all("textarea")] == ["Kesken jäänyt lause."]
    for gone in (address, f"/fi/{slug}/", f"/fi/{slug}/ihmiset"):
        assert visitor.get(gone).status_code == 404


def test_a_persons_data_are_theirs_and_readable(app, engines, municipality):
    writer, colleague = municipality.people[Role.WRITER], municipality.people[Role.READER]
    write(municipality, a_report(municipality), 1, "Teksti", "", "save")
    with municipality.session() as session, session.begin():
        audit.write(session, writer.id, "report.submitted", report=1)
        audit.write(session, colleague.id, "report.returned", report=1)
    visitor = Visitor(app, writer)
    answer = visitor.get(f"{ACCOUNT}/omat-tiedot.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    told = json.loads(answer.text)
    assert told["account"][0]["email"] == writer.email
    assert [(row["municipality"], row["role"]) for row in told["municipalities"]] == [
        (municipality.facts.names["fi"], "writer")
    ]
    assert [(row["deed"], row["details"]) for row in told["trail"]] == [("report.submitted", {"report": 1})]
    assert [row["method"] for row in told["sign_ins"]] == ["password"]
    for secret in ("argon2", "digest", "sealed", colleague.email, colleague.name):
        assert secret not in answer.text


def a_former_member(engines):
    """Somebody who has done what leaves traces, and has left."""
    place = with_directory(a_municipality(engines))
    name, email = f"Erik {uuid.uuid4().hex}", f"{uuid.uuid4().hex}@kunta.example"
    person = a_person(engines, name)
    with DoorSession(engines, person.id) as door, door.begin():
        door.execute(text("UPDATE person SET email = :email WHERE id = :id"), {"email": email, "id": person.id})
    with place.session() as session, session.begin():
        session.add(Membership(person_id=person.id, role=Role.COORDINATOR))
        session.flush()
        audit.write(session, person.id, "report.begun", report=1)
    asked_for(engines, person, a_new_address())
    with place.session() as session, session.begin():
        membership.end(session, person.id)
    return place, person, name, email


def test_erasing_leaves_a_number_in_the_trail_and_nothing_that_tells_who_it_was(app, engines, past_the_wall):
    place, person, name, email = a_former_member(engines)
    visitor = Visitor(app, person)
    elsewhere = Visitor(app, person)
    assert visitor.post(f"{ACCOUNT}/poisto", {"understood": "y"}).location == "/fi/"
    assert elsewhere.get(ACCOUNT).location.startswith("/fi/kirjaudu"), "signed out everywhere"
    assert Visitor(app).sign_in(email, PASSWORD).status_code == 422
    found = where_it_stands(past_the_wall, name, email)
    assert found == set()
    trail = Visitor(app, place.people[Role.COORDINATOR]).get(f"/fi/{place.facts.slugs['fi']}/tapahtumat").text
    assert "Henkilö (tiedot poistettu)" in trail


def where_it_stands(connection, *words):
    """Every column of the database that holds one of these."""
    columns = connection.execute(
        text(
            "SELECT table_schema, table_name, column_name FROM information_schema.columns"
            " JOIN information_schema.tables USING (table_schema, table_name)"
            " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
    ).all()
    found = set()
    for schema, table, column in columns:
        for word in words:
            question = text(f'SELECT EXISTS (SELECT FROM "{schema}"."{table}" WHERE "{column}"::text ILIKE :word)')
            if connection.scalar(question, {"word": f"%{word}%"}):
                found.add(f"{table}.{column}")
    return found


def test_whom_an_invitation_went_to_is_forgotten_a_month_after_it_has_ended(apart, monkeypatch):
    municipality = a_municipality(apart.engines)
    emails = {end: a_new_address() for end in ("accepted_at", "withdrawn_at", "")}
    with municipality.session() as session, session.begin():
        for end, email in emails.items():
            token = invitations.invite(session, municipality.facts.id, email, Role.READER)
            session.flush()
            if end:
                setattr(invitations.invitation_of(session, token), end, clock.now())
    now = clock.now()
    for days, left in ((29, set(emails.values())), (31, {emails[""]})):
        monkeypatch.setattr(clock, "now", lambda days=days: now + timedelta(days=days))
        apart.do("forget_invited")
        with municipality.session(read_only=True) as session:
            assert set(session.scalars(select(invitations.Invitation.email))) - {""} == left


def test_a_member_is_not_erased_before_leaving(app, engines, municipality):
    person = municipality.people[Role.READER]
    visitor = Visitor(app, person)
    assert visitor.post(f"{ACCOUNT}/poisto", {"understood": "y"}).status_code == 409
    with DoorSession(engines, person.id) as door, pytest.raises(Refused, match="still_member"):
        own_account.erase(door, person.id)


def test_nothing_is_erased_by_a_slip_of_the_hand(app, engines):
    person = a_person(engines)
    visitor = Visitor(app, person)
    assert visitor.post(f"{ACCOUNT}/poisto", {}).status_code == 422
    assert visitor.get(ACCOUNT).status_code == 200


def test_what_is_dangerous_asks_who_is_there_again(app, engines):
    person = a_person(engines)
    visitor = Visitor(app, person)
    with DoorSession(engines) as door, door.begin():
        for each in sign_ins.open_sign_ins(door, person.id):
            each.confirmed_at = clock.now() - timedelta(minutes=16)
    for address in (EMAIL, f"{ACCOUNT}/poisto"):
        assert visitor.post(address, {"email": a_new_address(), "understood": "y"}).status_code == 401
    assert visitor.get(ACCOUNT).status_code == 200


def test_a_linked_work_account_is_ended_only_where_a_password_is_left(app, engines):
    place = with_directory(a_municipality(engines))

    class Users:
        """Names nobody asks a provider about here."""

        def add(self, name, **claims):
            return uuid.uuid4()

    person, _ = linked(place, Users())
    visitor = Visitor(app, person)
    with DoorSession(engines) as door, door.begin():
        door.get(people.Person, person.id).password_hash = None
    assert visitor.post(f"{ACCOUNT}/tyotili", {"decision": "unlink"}).location == ACCOUNT
    assert "govuk-notification-banner--success" not in visitor.get(ACCOUNT).text
    with DoorSession(engines) as door, door.begin():
        door.get(people.Person, person.id).password_hash = person.password_hash
    visitor.post(f"{ACCOUNT}/tyotili", {"decision": "unlink"})
    assert "govuk-notification-banner--success" in visitor.get(ACCOUNT).text
