"""The welfare plan is written row by row; what was decided stays, but for who does what and how it goes."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.plan import queries, row_actions
from app.web.fingerprints import fingerprint
from tenants.errors import Refused
from tests.makers import a_municipality, a_person
from tests.plans import MEASURE, a_plan, the_plan


@pytest.fixture
def home(engines):
    """A municipality with a plan of two goals with two measures each."""
    municipality = a_municipality(engines)
    a_plan(municipality, goals=2, measures=2)
    return municipality


def change(municipality, told, seen=None, number=1):
    """Tell a measure of the plan anew."""
    with municipality.session() as session, session.begin():
        plan = queries.plan_by_number(session, 1)
        measure = queries.row_by_number(session, plan, "measure", number)
        row_actions.change_row(session, municipality.coordinator, plan, measure, told, seen)


def test_a_row_is_numbered_by_its_place_and_addressed_by_a_number_that_stays(home):
    plan = the_plan(home)
    shown = queries.numbers(plan)
    assert [shown[each.id] for each in plan.measures] == ["1.1.1", "1.1.2", "1.2.1", "1.2.2"]
    assert [each.number for each in plan.measures] == [1, 2, 3, 4]


def test_of_two_who_change_one_measure_the_second_hears_of_the_first(home):
    seen = fingerprint(MEASURE)
    change(home, replace(MEASURE, title_fi="Yhteinen kävely"), seen)
    with pytest.raises(Refused, match="changed_meanwhile"):
        change(home, replace(MEASURE, title_fi="Kävely"), seen)
    assert the_plan(home).measures[0].title_fi == "Yhteinen kävely"


def test_only_people_of_the_municipality_answer_for_something(home, engines):
    with pytest.raises(Refused, match="not_a_member"):
        change(home, replace(MEASURE, owner_id=a_person(engines).id))
    change(home, replace(MEASURE, owner_id=home.coordinator))
    assert the_plan(home).measures[0].owned_since


def test_a_decided_plan_is_closed_for_writing(home):
    with home.session() as session, session.begin():
        session.execute(text("UPDATE plan SET state = 'adopted'"))
    with pytest.raises(Refused, match="wrong_plan_state"):
        change(home, replace(MEASURE, title_fi="Toinen"))


@pytest.mark.parametrize("plane", ["tenant", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plan SET title_fi = 'x'",
        "UPDATE emphasis SET title_fi = 'x'",
        "UPDATE goal SET title_fi = 'x'",
        "UPDATE goal SET tags = '{}'",
        "UPDATE measure SET cost_cents = 1",
        "UPDATE measure SET removed_at = now(), removed_by = (SELECT begun_by FROM plan)",
        "UPDATE goal_indicator SET target_value = 1",
        "DELETE FROM goal_indicator",
        "INSERT INTO measure SELECT (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(),"
        " 'number', 99))).* FROM measure m LIMIT 1",
    ],
)
def test_what_was_decided_does_not_change_even_in_raw_sql(home, plane, statement):
    with home.session() as session, session.begin():
        session.execute(text("UPDATE plan SET state = 'adopted'"))
    with pytest.raises(DBAPIError, match="decided does not change"), type(home.session())(
        home.engines, home.facts.id, plane=plane
    ) as session:
        session.execute(text(statement))


def test_follow_up_and_hand_over_go_on_after_the_decision(home):
    with home.session() as session, session.begin():
        session.execute(text("UPDATE plan SET state = 'adopted'"))
    with home.session() as session, session.begin():
        session.execute(text("UPDATE measure SET status = 'done', owner_id = :id, owned_since = now()"),
                        {"id": home.coordinator})
        session.execute(text("UPDATE goal SET owner_id = :id"), {"id": home.coordinator})
    assert {each.status for each in the_plan(home).measures} == {"done"}
