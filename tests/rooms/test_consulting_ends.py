"""How a round goes on and ends: every letter's link opens it, its last day moves, adoption keeps what was stated."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.consulting import actions, duties, queries
from app.consulting.rules import Statement
from app.messages.writing import write
from tenants import clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tests.consulting import BODIES, a_round, gathered, letters, over, state, the_round, tokens
from tests.makers import a_municipality, a_report, adopt
from tests.makers import write as write_section
from tests.pages.visitor import Visitor


@pytest.fixture
def place(municipality):
    """A municipality with a report."""
    a_report(municipality)
    return municipality


@pytest.fixture(scope="module")
def adopted(engines):
    """A municipality whose report was adopted while a round went on: one has answered, one was writing."""
    municipality = a_municipality(engines)
    report = a_report(municipality)
    for section in report.sections:
        write_section(municipality, report, section.position, "Teksti", "Text", "approve")
    a_round(municipality, days=3)
    answered, writing, _third = tokens(municipality)
    state(municipality, answered)
    state(municipality, writing, Statement("Vammaisneuvosto", "", "Jäi kesken"), actions.keep)
    adopt(municipality, report)
    return municipality


def test_the_link_of_every_letter_opens_the_statement_until_the_round_is_over(place, app, monkeypatch):
    a_round(place)
    begun = clock.now()
    for days in (2, 4, 6):
        monkeypatch.setattr(clock, "now", lambda days=days: begun + timedelta(days=days))
        with place.session() as session, session.begin():
            assert actions.remind(session, place.coordinator, the_round(session)) == 3
    reminded = [each.payload["token"] for each in letters(place, "consultation_reminder")]
    links = {*tokens(place), *reminded}
    assert len(links) == 12
    assert {Visitor(app).get(f"/fi/lausunto/{token}").status_code for token in links} == {200}
    state(place, reminded[0], Statement("Neuvosto", "Aino", "Toisesta linkistä"))
    assert [said for _number, said in gathered(place)] == ["Toisesta linkistä"]


def move(municipality, days):
    with municipality.session() as session, session.begin():
        last = clock.today() + timedelta(days)
        return actions.move_last_day(session, municipality.coordinator, the_round(session), last)


def test_a_coordinator_moves_the_last_day_and_whoever_is_asked_hears_of_it(place, app, monkeypatch):
    a_round(place)
    first, second, _third = tokens(place)
    state(place, first)
    with place.session() as session, session.begin():
        actions.take_back(session, place.coordinator, the_round(session), queries.asked_by(session, second)[0])
    assert (move(place, 14), move(place, 3)) == (0, 2), "the same day is no news; an earlier one is"
    assert {each.to_email for each in letters(place, "consultation_moved")} == {BODIES[0].email, BODIES[2].email}
    token = letters(place, "consultation_moved")[0].payload["token"]
    _address, message = write(app, letters(place, "consultation_moved")[0])
    assert token.encode() in message
    for days, reason in ((-1, "day_is_past"), (400, "day_is_far")):
        with pytest.raises(Refused, match=reason):
            move(place, days)
    over(monkeypatch)
    with pytest.raises(Refused, match="round_is_over"):
        state(place, first)
    assert move(place, 2) == 2, "more time may be given when the last day is over"
    state(place, token)


def test_the_page_that_moves_the_last_day_refuses_at_its_field(place, app):
    number = a_round(place)
    coordinator = Visitor(app, place.people["coordinator"])
    address = f"/fi/{place.facts.slugs['fi']}/kertomukset/1/lausuntokierrokset/{number}"
    assert "viimeinen-paiva" in coordinator.get(address).text
    refused = coordinator.post(f"{address}/viimeinen-paiva", {"ends_on": "1.1.2020"})
    assert refused.status_code == 422 and "1.1.2020" in refused.text
    last = clock.today() + timedelta(days=40)
    typed = {"ends_on": f"{last.day}.{last.month}.{last.year}"}
    assert coordinator.post(f"{address}/viimeinen-paiva", typed).status_code == 302
    assert typed["ends_on"] in coordinator.get(address).text


def test_adoption_ends_a_round_kindly(adopted, app, engines):
    _answered, writing, _third = tokens(adopted)
    late = Visitor(app).post(f"/fi/lausunto/{writing}", {"text": "Myöhässä", "move": "send"})
    assert late.status_code == 410
    assert "Myöhässä" in late.text and "Valtuusto on hyväksynyt" in late.text and "Jäi kesken" in late.text
    for deed in (lambda: state(adopted, writing), lambda: move(adopted, 9)):
        with pytest.raises(Refused, match="round_is_over"):
            deed()
    duties.remind_bodies(engines, clock.now())
    assert letters(adopted, "consultation_reminder") == []


@pytest.mark.parametrize("plane", ["tenant", "owner"])
def test_the_database_keeps_rounds_and_statements_of_an_adopted_report(adopted, engines, plane):
    changes = (
        "UPDATE consultation SET ends_on = ends_on",
        "UPDATE consulted_body SET sent = draft",
        "UPDATE consulted_body SET later_digests = '{x}'",
        "DELETE FROM consulted_body",
        "INSERT INTO consulted_body SELECT (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(),"
        " 'token_digest', 'x'))).* FROM consulted_body b LIMIT 1",
    )
    for change in changes:
        with TenantSession(engines, adopted.facts.id, plane=plane) as session, pytest.raises(DBAPIError) as refused:
            session.execute(text(change))
        assert type(refused.value.orig).__name__ in {"RestrictViolation", "InsufficientPrivilege"}
