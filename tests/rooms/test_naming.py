"""Whoever is named in a plan hears of it by one letter in the morning, in their language, with the way to it."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from app.messages.content import NotNeeded
from app.messages.models import Letter
from app.messages.writing import write
from app.plan import naming, queries, row_actions, shaping_actions
from tenants.errors import Refused
from tenants.membership import add_member
from tests.letters import outbox
from tests.makers import a_person
from tests.plans import GOAL, MEASURE, a_plan, decide, the_plan


@pytest.fixture
def anna(engines, municipality):
    """A Swedish member, and a plan of two goals with two measures each."""
    a_plan(municipality, goals=2, measures=2)
    person = a_person(engines, "Anna Ägare", language="sv").id
    with municipality.session() as session, session.begin():
        add_member(session, person, "writer")
    return person


def tell(municipality, kind, number, told, by=None):
    with municipality.session() as session, session.begin():
        plan = queries.plan_by_number(session, 1)
        row = queries.row_by_number(session, plan, kind, number)
        row_actions.change_row(session, by or municipality.coordinator, plan, row, told)


def letters_to(engines, person):
    return outbox(engines, Letter.kind == "plan_assigned", Letter.to_person == person)


def drawn(app, letter):
    letter = message_from_bytes(write(app, letter)[1], policy=policy.default)
    return letter.get_body("plain").get_content()


def test_much_given_in_a_day_is_one_letter_the_next_morning(app, engines, municipality, anna):
    tell(municipality, "measure", 1, replace(MEASURE, owner_id=anna))
    tell(municipality, "measure", 2, replace(MEASURE, deputy_id=anna))
    tell(municipality, "goal", 2, replace(GOAL, owner_id=anna))
    tell(municipality, "measure", 1, replace(MEASURE, owner_id=anna, cost_cents=1))
    (letter,) = letters_to(engines, anna)
    assert letter.not_before.hour in (3, 4) and letter.not_before > letter.created_at
    said = drawn(app, letter)
    assert said.count("Promenadsällskap i varje by") == 2 and "Ensamheten minskar" in said
    assert "/uppfoljning/1\r\n" in said and "#goal-2" in said and "mer" not in said.split()


def test_what_has_been_given_to_another_or_removed_meanwhile_is_not_told(app, engines, municipality, anna):
    tell(municipality, "measure", 1, replace(MEASURE, owner_id=anna))
    tell(municipality, "goal", 2, replace(GOAL, deputy_id=anna))
    tell(municipality, "measure", 1, MEASURE)
    (letter,) = letters_to(engines, anna)
    assert "Promenadsällskap" not in drawn(app, letter)
    with municipality.session() as session, session.begin():
        plan = queries.plan_by_number(session, 1)
        shaping_actions.remove_row(session, municipality.coordinator, plan, plan.emphases[0])
    with pytest.raises(NotNeeded):
        write(app, letter)


def test_after_the_decision_others_are_named_and_hear_of_it(engines, municipality, anna):
    decide(municipality)
    with municipality.session() as session, session.begin():
        plan = queries.plan_by_number(session, 1)
        told = (plan, plan.measures[0])
        naming.name_people(session, municipality.coordinator, *told, anna, municipality.coordinator)
        naming.name_people(session, municipality.coordinator, *told, anna, None)
        with pytest.raises(Refused, match="not_a_member"):
            naming.name_people(session, municipality.coordinator, *told, a_person(engines).id, None)
    measure = the_plan(municipality).measures[0]
    assert (measure.owner_id, measure.deputy_id, bool(measure.owned_since)) == (anna, None, True)
    assert len(letters_to(engines, anna)) == 1


def test_nobody_gets_a_letter_of_what_they_took_themselves(engines, municipality, anna):
    tell(municipality, "measure", 1, replace(MEASURE, owner_id=anna), by=anna)
    assert letters_to(engines, anna) == []
