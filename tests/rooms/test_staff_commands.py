"""The association's people come and go by the operator's command alone."""

import uuid

import pytest
from sqlalchemy import select

from app.messages.models import Letter
from tenants.audit import StaffAuditEntry
from tenants.boundary import DoorSession, StaffSession, WorkerSession
from tenants.people import Person
from tests.pages.visitor import Visitor

PASSWORD = "kuusi vihreää venettä rannalla"


@pytest.fixture
def command(app):
    """A function: what a command prints, and whether it did well."""
    return lambda *words: app.test_cli_runner().invoke(args=["staff", *words])


@pytest.fixture
def email():
    return f"{uuid.uuid4().hex[:8]}@esimerkkiliitto.example"


def link_of_letter_to(engines, email):
    with WorkerSession(engines, read_only=True) as session:
        (person_id,) = session.scalars(select(Person.id).where(Person.email == email))
        letter = session.scalars(select(Letter).where(Letter.to_person == person_id)).one()
        return f"/fi/uusi-salasana/{letter.payload['token']}", person_id


def test_a_new_colleague_chooses_a_password_by_letter_and_sets_up_the_second_step(app, engines, command, email):
    assert command("add", email, "Liiton Uusi").exit_code == 0
    link, person_id = link_of_letter_to(engines, email)
    visitor = Visitor(app)
    assert visitor.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert visitor.sign_in(email, PASSWORD).status_code == 302
    assert "kaksivaiheinen" in visitor.get("/fi/liitto/").location
    with StaffSession(engines, read_only=True) as session:
        added = select(StaffAuditEntry.details).where(StaffAuditEntry.deed == "staff.added")
        assert {"people": [str(person_id)]} in session.scalars(added).all()


def test_who_is_removed_is_out_at_once(app, engines, command, email):
    command("add", email, "Liiton Lähtijä")
    with DoorSession(engines, read_only=True) as session:
        colleague = Visitor(app, session.scalars(select(Person).where(Person.email == email)).one())
    assert colleague.get("/fi/liitto/").status_code == 200
    assert command("remove", email).exit_code == 0
    assert colleague.get("/fi/liitto/").status_code == 302


def test_removing_somebody_who_is_not_of_the_staff_is_said_to_be_wrong(command, email):
    told = command("remove", email)
    assert told.exit_code == 1
    assert email in told.output
