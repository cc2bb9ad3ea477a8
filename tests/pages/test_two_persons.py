"""Two staff members together: a look without consent, which the municipality hears of at once; a deletion on demand."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.leaving.models import DeletionRecord
from app.messages.models import Letter
from tenants import clock
from tenants.boundary import StaffSession
from tenants.emergencies import KIND, LASTS, EmergencyLook
from tenants.proposals import Proposal, waiting
from tests.emergencies import an_emergency, an_emergency_look
from tests.letters import outbox
from tests.makers import a_municipality, a_person, a_report, write
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.test_bad_input import assert_refused_at

PROPOSALS = "/fi/liitto/ehdotukset"


@pytest.fixture(scope="module")
def home(engines):
    municipality = a_municipality(engines)
    write(municipality, a_report(municipality), 1, "Salainen luonnos", "Hemligt utkast")
    return municipality


@pytest.fixture
def two(engines, visitor):
    """Two staff members, each a person and a visit."""
    return [
        (person, visitor(person))
        for person in (a_person(engines, f"Liiton {name}", is_staff=True) for name in ("Eeva", "Oiva"))
    ]


def place(home, page) -> str:
    return f"/fi/liitto/kunnat/{home.facts.municipality_code}/{page}"


def proposed(engines, kind, by) -> str:
    with StaffSession(engines, read_only=True) as session:
        return f"{PROPOSALS}/{next(each.id for each in waiting(session, kind) if each.proposed_by == by.id)}"


def test_a_look_is_opened_by_two_shows_no_text_and_is_told_of_at_once(engines, home, two, visitor):
    (asker, asking), (_, approving) = two
    assert asking.post(place(home, "hatakatselu"), {"reason": "Tili on kaapattu."}).status_code == 302
    at = proposed(engines, KIND, asker)
    assert asking.post(at, {"decision": "approve"}).status_code == 409
    assert approving.post(at, {"decision": "approve"}).status_code == 302
    (link,) = [
        each.get("href")
        for each in ParsedPage(approving.get(PROPOSALS).text).all("a")
        if "hatakatselut" in each.get("href")
    ]
    for looking in (asking, approving):
        page = looking.get(link)
        assert page.status_code == 200 and "Coordinator Testi" in page.text
        assert "Salainen" not in page.text and "Hemligt" not in page.text
    assert visitor(a_person(engines, is_staff=True)).get(link).status_code == 403
    (letter,) = outbox(engines, Letter.kind == "emergency_look", Letter.about_tenant == home.facts.id)
    assert letter.to_person == home.coordinator
    trail = visitor(home.people["coordinator"]).get(f"/fi/{home.facts.slugs['fi']}/tapahtumat?kind=support").text
    assert "Liiton Oiva hyväksyi puolen tunnin hätäkatselun: Liiton Eeva, Liiton Oiva. Syy: Tili on kaapattu." in trail
    assert trail.count("(liitto) katsoi tiloja") == 2


def test_a_look_is_over_for_its_two_as_well(engines, superuser_of_tests, two):
    (asker, asking), (approver, _) = two
    look = an_emergency_look(a_municipality(engines), asker.id, approver.id)
    assert asking.get(f"/fi/liitto/hatakatselut/{look.id}").status_code == 200
    ago = {"opened_at": EmergencyLook.opened_at - LASTS, "ends_at": EmergencyLook.ends_at - LASTS}
    superuser_of_tests(update(EmergencyLook).where(EmergencyLook.id == look.id).values(ago))
    assert asking.get(f"/fi/liitto/hatakatselut/{look.id}").status_code == 403


def test_an_emergency_that_has_waited_a_day_is_none(engines, superuser_of_tests, home, two):
    (asker, _), (_, approving) = two
    proposal = an_emergency(home, asker.id)
    superuser_of_tests(
        update(Proposal).where(Proposal.id == proposal.id).values(proposed_at=clock.now() - timedelta(hours=25))
    )
    answer = approving.post(f"{PROPOSALS}/{proposal.id}", {"decision": "approve"})
    assert answer.status_code == 409 and "yli vuorokauden vanha" in answer.text
    assert approving.post(f"{PROPOSALS}/{proposal.id}", {"decision": "decline"}).status_code == 302


def test_a_deletion_on_written_demand_begins_when_the_second_has_agreed(engines, two, visitor):
    home, ((asker, asking), (_, approving)) = a_municipality(engines), two
    typed = {"demand": "Kunnanjohtajan kirje 20.11.2026, diaari 12", "delay_days": "45"}
    assert asking.post(place(home, "poisto"), typed).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        of_home = session.query(DeletionRecord).filter_by(about_tenant=home.facts.id)
        assert of_home.count() == 0
        at = proposed(engines, "deletion", asker)
        assert "diaari 12" in approving.get(PROPOSALS).text
        assert approving.post(at, {"decision": "approve"}).status_code == 302
        session.rollback()
        assert of_home.one().delay_days == 45
    said = text_of(ParsedPage(asking.get("/fi/liitto/tapahtumat?kind=settings").text).root)
    code = home.facts.municipality_code
    assert f"Liiton Eeva ehdotti kunnan {code} poistamista" in said and f"Liiton Oiva hyväksyi kunnan {code}" in said


@pytest.mark.parametrize(
    ("page", "typed", "fields"),
    [
        ("hatakatselu", {"reason": " "}, ["reason"]),
        ("poisto", {"demand": "", "delay_days": "45"}, ["demand"]),
        ("poisto", {"demand": "kirje", "delay_days": "7"}, ["delay_days"]),
        ("poisto", {"demand": "kirje", "delay_days": ""}, ["delay_days"]),
    ],
)
def test_what_is_missing_is_told_at_its_field(home, two, page, typed, fields):
    assert_refused_at(two[0][1].post(place(home, page), typed), *fields)
