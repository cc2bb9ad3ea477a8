"""A municipality always keeps a coordinator, whoever ends whose membership at the same moment."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tenants import membership
from tenants.errors import Refused
from tenants.membership import add_member, coordinators
from tenants.permissions import Role
from tests.makers import a_person
from tests.walls.test_racing import one_after_the_other

LEAVE = text("UPDATE membership SET ended_at = now() WHERE person_id = :person")
STEP_DOWN = text("UPDATE membership SET role = 'reader' WHERE person_id = :person")
EVERYBODY_LEAVES = text("UPDATE membership SET ended_at = now()")


@pytest.fixture
def two(municipality):
    """The ids of a municipality's two coordinators."""
    second = a_person(municipality.engines).id
    with municipality.session() as session, session.begin():
        add_member(session, second, Role.COORDINATOR)
    return municipality.coordinator, second


def left(municipality):
    with municipality.session(read_only=True) as session:
        return coordinators(session, municipality.facts.id)


@pytest.mark.parametrize("deed", [LEAVE, STEP_DOWN])
def test_the_database_keeps_the_last_coordinator(municipality, deed):
    with municipality.session() as session, pytest.raises(DBAPIError, match="the last coordinator stays"):
        session.execute(deed, {"person": municipality.coordinator})


def test_nor_do_all_go_in_one_statement(municipality, two):
    with municipality.session() as session, pytest.raises(DBAPIError, match="the last coordinator stays"):
        session.execute(EVERYBODY_LEAVES)


def test_who_is_one_of_two_goes(municipality, two):
    with municipality.session() as session, session.begin():
        session.execute(LEAVE, {"person": two[0]})
    assert left(municipality) == [two[1]]


@pytest.mark.parametrize("deed", [LEAVE, STEP_DOWN])
def test_two_who_end_each_other_in_raw_sql_leave_one(municipality, two, deed):
    first, second = two
    outcome = one_after_the_other(
        municipality,
        lambda session: session.execute(deed, {"person": first}),
        lambda session: session.execute(deed, {"person": second}),
    )
    assert isinstance(outcome.exception(), DBAPIError)
    assert left(municipality) == [second]


def test_two_who_end_each_other_on_the_page_leave_one_who_is_told_why(municipality, two):
    first, second = two

    def take_away_the_first(session):
        membership.end(session, first)
        session.flush()

    outcome = one_after_the_other(municipality, take_away_the_first, lambda session: membership.end(session, second))
    assert isinstance(outcome.exception(), Refused)
    assert outcome.exception().reason == "last_coordinator"
    assert left(municipality) == [second]


def test_somebody_who_left_can_be_a_member_again(municipality):
    reader = municipality.people[Role.READER].id
    with municipality.session() as session, session.begin():
        membership.end(session, reader)
    with municipality.session() as session, session.begin():
        assert membership.member(session, reader) is None
        add_member(session, reader, Role.WRITER)
    with municipality.session(read_only=True) as session:
        assert membership.member(session, reader).role == Role.WRITER
