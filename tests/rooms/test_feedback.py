"""Feedback of residents: given at the door, told to coordinators, answered in time, forgotten."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.feedback import actions, duties, queries, rules
from app.feedback.models import Feedback
from app.feedback.rules import Said
from app.messages.writing import write
from tenants import clock
from tenants.boundary import DoorSession
from tenants.errors import Refused
from tests.consulting import letters
from tests.feedback import SAID, an_edition_of, give
from tests.makers import an_adopted_report
from tests.publishing import publish, withdraw


@pytest.fixture
def report(app, municipality):
    """Published."""
    report = an_adopted_report(municipality)
    publish(app, municipality, report)
    return report


def of_municipality(municipality, feedback):
    with municipality.session(read_only=True) as session:
        return queries.feedback_with_id(session, feedback.id)


def test_an_answer_is_due_on_the_fourteenth_day_and_late_on_the_one_after():
    came = date(2026, 11, 30)
    assert rules.due_on(came) == date(2026, 12, 14)
    assert [rules.is_late(came, day) for day in (date(2026, 12, 14), date(2026, 12, 15))] == [False, True]
    assert rules.received_on_of(rules.due_on(came)) == came


def test_the_door_adds_feedback_and_reads_none(municipality, engines, report):
    feedback = give(municipality)
    assert (feedback.text, feedback.email, feedback.answered_at) == (SAID.text, SAID.email, None)
    with DoorSession(engines, read_only=True) as door, pytest.raises(DBAPIError, match="permission denied"):
        door.scalars(select(Feedback.id)).all()


def test_a_withdrawn_edition_takes_no_feedback_not_even_from_a_statement_at_the_door(municipality, report):
    edition_id = an_edition_of(municipality)
    withdraw(municipality, report, 1)
    with pytest.raises(DBAPIError, match="row-level security"):
        give(municipality, edition_id=edition_id)


def test_coordinators_hear_of_feedback_once_and_are_reminded_three_days_before_its_day(app, municipality, report):
    feedback, engines, now = give(municipality), municipality.engines, clock.now()
    for _ in range(2):
        duties.tell_of_feedback(engines, now)
    (letter,) = letters(municipality, "feedback_arrived")
    assert letter.to_person == municipality.coordinator
    _, drawn = write(app, letter)
    assert str(feedback.id).encode() in drawn.replace(b"=\r\n", b"") and b"Kuvaa 2" not in drawn
    for days in (10, 11, 11, 12):
        duties.remind_of_feedback(engines, now + timedelta(days))
    assert len(letters(municipality, "feedback_due")) == 1


def test_an_answer_is_given_once_and_goes_to_whoever_wanted_it(app, municipality, report):
    asked, told = give(municipality), give(municipality, Said("other", "Kiitos.", "sv"))
    with municipality.session() as session, session.begin():
        for each in (asked, told):
            actions.answer(session, municipality.coordinator, session.merge(each), "Ensimmäinen rivi.\nToinen <rivi>.")
    (letter,) = letters(municipality, "feedback_answered")
    assert (letter.to_email, letter.language) == (SAID.email, "fi")
    address, drawn = write(app, letter)
    assert address == SAID.email and b"Toinen <rivi>." in drawn and b"Toinen &lt;rivi&gt;." in drawn
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="answered_already"):
        actions.answer(session, municipality.coordinator, session.merge(asked), "Toinen vastaus.")


def test_what_waits_is_counted_with_what_is_late(municipality, report):
    give(municipality)
    with municipality.session(read_only=True) as session:
        today, later = clock.today(), clock.today() + timedelta(days=15)
        due = rules.due_on(today)
        assert queries.waiting_feedback(session, today) == (1, 0, due)
        assert queries.waiting_feedback(session, due) == (1, 0, due)
        assert queries.waiting_feedback(session, later) == (1, 1, due)


def test_feedback_is_forgotten_a_year_after_its_answer_and_two_years_after_it_came(municipality, report):
    answered, waiting = give(municipality), give(municipality)
    with municipality.session() as session, session.begin():
        actions.answer(session, municipality.coordinator, session.merge(answered), "Kiitos.")
    now = clock.now()
    duties.forget_feedback(municipality.engines, now + timedelta(days=364))
    assert of_municipality(municipality, answered)
    duties.forget_feedback(municipality.engines, now + timedelta(days=366))
    assert not of_municipality(municipality, answered) and of_municipality(municipality, waiting)
    duties.forget_feedback(municipality.engines, now + timedelta(days=732))
    assert not of_municipality(municipality, waiting)
