"""What a coordinator does about leaving, page by page: what is fetched, what is asked again, what is refused."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.leaving import queries
from tenants.membership import add_member
from tenants.permissions import Role
from tests.leaving import an_export_of, begin_deletion, carry_out, let_days_pass
from tests.makers import a_municipality
from tests.pages.visitor import Visitor


@pytest.fixture
def coordinator(app, municipality) -> Visitor:
    """Signed in just now."""
    return Visitor(app, municipality.people[Role.COORDINATOR])


def address(municipality, page: str) -> str:
    return f"/fi/{municipality.facts.slugs['fi']}/{page}"


def deeds(municipality) -> list[str]:
    with municipality.session(read_only=True) as session:
        return list(session.scalars(text("SELECT deed FROM audit_entry ORDER BY at")))


def newest(municipality):
    with municipality.session(read_only=True) as session:
        return queries.exports(session)[0]


def test_an_export_is_asked_for_once_and_fetched_by_coordinators_only(app, municipality, coordinator):
    for _ in range(2):
        assert coordinator.post(address(municipality, "tietojen-vienti/pyynto")).status_code == 302
    assert deeds(municipality).count("export.asked") == 1
    with municipality.session() as session, session.begin():
        session.execute(text("DELETE FROM export"))
    content = an_export_of(app, municipality)
    fetch = address(municipality, f"tietojen-vienti/{newest(municipality).id}.zip")
    answer = coordinator.post(fetch)
    assert answer.data == content
    assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="')
    assert deeds(municipality)[-1] == "export.fetched"
    assert Visitor(app, municipality.people[Role.WRITER]).post(fetch).status_code == 403
    assert coordinator.get(fetch).status_code == 405, "a link in a letter or a picture fetches nothing"


def test_a_neighbour_fetches_nothing(app, engines, municipality):
    an_export_of(app, municipality)
    other = a_municipality(engines)
    own = Visitor(app, other.people[Role.COORDINATOR])
    for of in (municipality, other):
        assert own.post(address(of, f"tietojen-vienti/{newest(municipality).id}.zip")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"delay_days": "29"}, 422),
        ({"delay_days": "91"}, 422),
        ({"delay_days": "kuukausi"}, 422),
        ({"municipality": "Toinen"}, 422),
        ({}, 302),
        ({"delay_days": "90", "withdraws_editions": "y"}, 302),
    ],
)
def test_a_deletion_is_not_asked_for_by_a_slip_of_the_hand(municipality, coordinator, typed, status):
    typed = {"delay_days": "30", "municipality": municipality.facts.names["fi"].lower()} | typed
    answer = coordinator.post(address(municipality, "tietojen-poistaminen/pyynto"), typed)
    assert answer.status_code == status
    if status == 422:
        kept = re.findall(r'name="(?:delay_days|municipality)"[^>]*value="([^"]*)"', answer.text)
        assert set(kept) == {typed["delay_days"], typed["municipality"]}
    with municipality.session(read_only=True) as session:
        record = queries.open_deletion(session, municipality.facts.id)
    assert (record is not None) == (status == 302)
    if record:
        assert record.withdraws_editions == ("withdraws_editions" in typed)


def test_a_second_one_is_refused_and_the_first_can_be_stopped_by_another_coordinator(app, municipality, coordinator):
    begin_deletion(municipality)
    typed = {"delay_days": "30", "municipality": municipality.facts.names["fi"]}
    assert coordinator.post(address(municipality, "tietojen-poistaminen/pyynto"), typed).status_code == 409
    assert coordinator.post(address(municipality, "tietojen-poistaminen/pysayta")).status_code == 302
    assert coordinator.post(address(municipality, "tietojen-poistaminen/pysayta")).status_code == 409
    assert deeds(municipality)[-2:] == ["deletion.asked", "deletion.stopped"]


@pytest.mark.parametrize("page", ["tietojen-vienti", "tietojen-poistaminen/pyynto"])
def test_who_it_is_is_asked_again_before_what_is_dangerous(engines, municipality, coordinator, page):
    with engines.door.begin() as door:
        longer_ago = "UPDATE sign_in SET confirmed_at = now() - interval '1 hour' WHERE person_id = :id"
        door.execute(text(longer_ago), {"id": municipality.coordinator})
    answer = coordinator.get(address(municipality, page))
    assert answer.status_code == 302
    assert page in answer.location
    assert coordinator.post(address(municipality, "tietojen-vienti/pyynto")).status_code == 401
    assert coordinator.get(address(municipality, "tietojen-poistaminen")).status_code == 200


def test_after_the_deletion_its_pages_are_found_by_nobody(app, engines, municipality, coordinator):
    with a_municipality(engines).session() as session, session.begin():
        add_member(session, municipality.coordinator, Role.READER)  # who stays somebody, elsewhere
    record = begin_deletion(municipality)
    let_days_pass(municipality, record, 30)
    carry_out(app, engines)
    assert coordinator.get(address(municipality, "lisenssi")).status_code == 404
    let_days_pass(municipality, record, closed=timedelta(hours=1))
    carry_out(app, engines)
    for page in ("", "lisenssi", "ihmiset"):
        assert coordinator.get(address(municipality, page)).status_code == 404
    assert coordinator.get("/fi/omat").status_code in (200, 302)
