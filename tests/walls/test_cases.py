"""Questions to the association: by raw SQL, nobody reads or writes what is not theirs, and notes are the desk's."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tenants.boundary import DoorSession, StaffSession, TenantSession, WorkerSession
from tenants.permissions import Role
from tenants.tokens import digest_of
from tests.makers import a_municipality, a_person
from tests.support import a_visitors_question, an_asked_case, answer_case, close_case, confirm_question

NOTE = "Vain kollegoille"


@pytest.fixture(scope="module")
def home(engines):
    return a_municipality(engines)


@pytest.fixture(scope="module")
def staff(engines):
    return a_person(engines, is_staff=True)


@pytest.fixture(scope="module")
def writer(home):
    return home.people[Role.WRITER]


@pytest.fixture(scope="module")
def shared(engines, home, writer, staff):
    """The number of a case that its asker shares with the coordinators."""
    case = an_asked_case(engines, writer, about_tenant=home.facts.id, is_shared=True)
    answer_case(engines, staff, case.number, note=NOTE)
    return case.number


@pytest.fixture(scope="module")
def kept(engines, home, writer):
    """The number of a case about the municipality that its asker keeps to themselves."""
    return an_asked_case(engines, writer, about_tenant=home.facts.id).number


@pytest.fixture(scope="module")
def token(engines, staff):
    """Of the newest letter about a visitor's case."""
    made = a_visitors_question(engines, "ulkopuolinen@kunta.example")
    confirm_question(engines, made)
    return made


def numbers(session):
    with session:
        return set(session.scalars(text("SELECT number FROM support_case")))


def said(session):
    with session:
        return set(session.scalars(text("SELECT text FROM support_message")))


def test_a_person_reads_their_own_cases_and_no_others(engines, writer, shared, kept, token):
    assert numbers(DoorSession(engines, writer.id, read_only=True)) == {shared, kept}
    assert numbers(DoorSession(engines, a_person(engines).id, read_only=True)) == set()


def test_whoever_has_the_newest_letter_reads_that_case_alone(engines, shared, kept, token):
    assert len(numbers(DoorSession(engines, token_digest=digest_of(token), read_only=True))) == 1
    assert numbers(DoorSession(engines, token_digest=digest_of("another"), read_only=True)) == set()
    assert numbers(DoorSession(engines, read_only=True)) == set()


def test_a_municipality_reads_what_is_shared_with_it_and_nothing_else(engines, home, shared, kept):
    assert numbers(TenantSession(engines, home.facts.id, read_only=True)) == {shared}
    assert numbers(TenantSession(engines, a_municipality(engines).facts.id, read_only=True)) == set()


def test_no_customer_reads_what_colleagues_note_for_each_other(engines, home, writer, shared):
    for session in (DoorSession(engines, writer.id, read_only=True), TenantSession(engines, home.facts.id)):
        assert said(session) == {"Päivitä sivu."}
    assert NOTE in said(StaffSession(engines, read_only=True))


@pytest.mark.parametrize("column", ["assigned_to", "urgency", "asker_email", "page", "token_digest"])
def test_a_municipality_reads_no_column_of_the_desk(engines, home, shared, column):
    with TenantSession(engines, home.facts.id) as session, pytest.raises(DBAPIError, match="permission denied"):
        session.execute(text("SELECT * FROM support_case") if column == "page" else text(DESKS[column]))


DESKS = {
    "assigned_to": "SELECT assigned_to FROM support_case",
    "urgency": "SELECT urgency FROM support_case",
    "asker_email": "SELECT asker_email FROM support_case",
    "token_digest": "SELECT token_digest FROM support_case",
}


def test_nobody_asks_about_a_municipality_that_they_do_not_belong_to(engines, home):
    with pytest.raises(DBAPIError, match="does not belong there"):
        an_asked_case(engines, a_person(engines), about_tenant=home.facts.id, is_shared=True)


def test_nobody_asks_in_another_name_or_answers_as_the_association(engines, writer, shared):
    forged = (
        "INSERT INTO support_message (id, case_id, at, is_from_staff, is_internal, text, author_id)"
        " SELECT gen_random_uuid(), id, now(), true, false, 'väärennös', :who FROM support_case"
    )
    with DoorSession(engines, writer.id) as session, pytest.raises(DBAPIError, match="row-level security"):
        session.execute(text(forged), {"who": writer.id})
    other = a_person(engines)
    with DoorSession(engines, other.id) as session, pytest.raises(DBAPIError, match="row-level security"):
        session.execute(text("UPDATE support_case SET state = 'closed'"))
        an_asked_as(session, writer)


def an_asked_as(session, person):
    statement = (
        "INSERT INTO support_case (id, asked_at, asker_id, language, is_shared, subject, question, kind, urgency,"
        " state, confirmed_at, changed_at) VALUES (gen_random_uuid(), now(), :who, 'fi', false, 'x', 'x', 'question',"
        " 'normal', 'new', now(), now())"
    )
    session.execute(text(statement), {"who": person.id})


def test_the_desk_sees_no_question_before_its_address_is_confirmed(engines):
    before = numbers(StaffSession(engines, read_only=True))
    token = a_visitors_question(engines, "vahvistamatta@kunta.example")
    assert numbers(StaffSession(engines, read_only=True)) == before
    assert {confirm_question(engines, token)} == numbers(StaffSession(engines, read_only=True)) - before


def test_the_background_work_knows_of_cases_only_that_they_are_unconfirmed(engines, shared):
    with WorkerSession(engines) as session:
        waiting = "SELECT count(*) FROM support_case WHERE confirmed_at IS NOT NULL AND state <> 'closed'"
        assert session.scalar(text(waiting)) == 0
    for table in ("support_message", "canned_answer"):
        with WorkerSession(engines) as session, pytest.raises(DBAPIError, match="permission denied"):
            session.execute(text(LOOKS[table]))


LOOKS = {"support_message": "SELECT text FROM support_message", "canned_answer": "SELECT name FROM canned_answer"}


def test_nobody_but_the_background_work_forgets_and_that_only_what_is_long_closed(engines, writer):
    old, young = (an_asked_case(engines, writer).number for _ in range(2))
    for number, days in ((old, 732), (young, 700)):
        answer_case(engines, a_person(engines, is_staff=True), number)
        close_case(engines, number, timedelta(days=days))
    for login in (engines.owner, engines.staff, engines.door):
        with login.connect() as connection, pytest.raises(DBAPIError, match=r"is refused|permission denied"):
            connection.execute(text("DELETE FROM support_message"))
    with WorkerSession(engines) as session, session.begin():
        # What other tests have left closed for so long goes with it.
        assert session.execute(text("DELETE FROM support_message")).rowcount >= 1
        assert session.execute(text("DELETE FROM support_case WHERE state = 'closed'")).rowcount >= 1
    assert {old, young} & numbers(DoorSession(engines, writer.id, read_only=True)) == {young}


def test_what_was_said_is_never_rewritten(engines, staff, shared):
    for session in (StaffSession(engines), DoorSession(engines, staff.id)):
        with session, pytest.raises(DBAPIError, match="permission denied"):
            session.execute(text("UPDATE support_message SET text = 'toinen'"))
