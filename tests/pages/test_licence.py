"""A licence that does not permit it closes writing, in one place, and nothing else."""

import pytest
from sqlalchemy import select

from billing.licences import move_licence
from billing.models import Licence
from tenants.boundary import StaffSession
from tenants.permissions import Role
from tests.makers import a_person, a_report, an_adopted_report
from tests.pages.visitor import Visitor

MOVES = {"read_only": ("lapse", "restrict"), "ended": ("end",)}


@pytest.fixture
def closed(engines, municipality):
    """Take the municipality's licence to a state that permits no writing, as a staff member does."""

    def to(state):
        officer = a_person(engines, is_staff=True).id
        with StaffSession(engines) as session, session.begin():
            licence = session.scalar(select(Licence).where(Licence.tenant_id == municipality.facts.id))
            for move in MOVES[state]:
                move_licence(session, licence, move, "test", officer)

    return to


def at(municipality, path):
    return f"/fi/{municipality.facts.slugs['fi']}/kertomukset/{path}"


@pytest.mark.parametrize("state", MOVES)
def test_without_a_licence_in_force_writing_is_refused_and_the_text_stays_in_sight(app, municipality, closed, state):
    report = a_report(municipality)
    writer = Visitor(app, municipality.people[Role.WRITER])
    closed(state)
    typed = {"text_fi": "Pitkään mietitty lause.", "text_sv": "", "move": "save"}
    answer = writer.post(at(municipality, f"{report.number}/osat/1"), typed)
    assert answer.status_code == 402
    assert "Pitkään mietitty lause." in answer.text
    with municipality.session(read_only=True) as session:
        assert session.scalars(select(Licence.state)).all() == [state]


@pytest.mark.parametrize("state", MOVES)
def test_a_lapse_closes_no_page(app, municipality, closed, state):
    report = an_adopted_report(municipality)
    coordinator = Visitor(app, municipality.people[Role.COORDINATOR])
    closed(state)
    for path in ("", f"{report.number}", f"{report.number}/osat/1", f"{report.number}/esikatselu"):
        assert coordinator.get(at(municipality, path)).status_code == 200
    assert coordinator.post(at(municipality, f"{report.number}/julkaisu")).status_code == 402
