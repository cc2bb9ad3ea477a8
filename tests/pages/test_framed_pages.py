"""A published page is framed once for everybody who is nobody in particular, and for nobody else."""

from app.notices.models import Announcement
from app.publishing import actions, pages
from app.reports.queries import whole_report
from tenants import clock
from tenants.boundary import StaffSession
from tenants.permissions import Role
from tests.announcing import an_announcement
from tests.makers import a_municipality, an_adopted_report


def published(app, municipality, language="fi"):
    """Publish a report, and give its address."""
    report = an_adopted_report(municipality)
    with app.test_request_context("/fi/"), municipality.session() as session, session.begin():
        wanted = whole_report(session, report.number)
        actions.publish(session, municipality.coordinator, municipality.facts, wanted, pages.draw)
    return f"/fi/raportit/{municipality.facts.slugs['fi']}/2025-2029/1"


def test_a_page_kept_for_everybody_names_nobody_and_holds_no_token(app, municipality, visitor):
    address = published(app, municipality)
    coordinator = municipality.people[Role.COORDINATOR]
    own = visitor(coordinator).get(address)
    first, second = visitor().get(address), visitor().get(address)
    assert coordinator.name in own.text
    assert first.text == second.text
    assert coordinator.name not in first.text
    assert "csrf_token" not in first.text


def test_two_municipalities_pages_are_never_taken_for_each_other(app, engines, municipality, visitor):
    neighbour = a_municipality(engines)
    addresses = {each.facts.names["fi"]: published(app, each) for each in (municipality, neighbour)}
    for _ in range(2):
        for name, address in addresses.items():
            text = visitor().get(address).text
            assert f"Laaja hyvinvointikertomus 2025–2029, {name}" in text
            assert not any(other in text for other in addresses if other != name)


def test_a_question_in_the_address_stays_with_the_one_who_asks_it(app, municipality, visitor):
    address = published(app, municipality)
    assert "?order=state" in visitor().get(f"{address}?order=state").text
    assert "?order=state" not in visitor().get(address).text


def test_what_the_frame_tells_is_told_as_it_is_now(app, engines, municipality, visitor):
    """Also to a browser that has the page as it was."""
    address, board = published(app, municipality), app.extensions["notice_board"]
    told = an_announcement(engines, "Huolto alkaa")
    try:
        board.forget()
        before = visitor().get(address)
        assert "Huolto alkaa" in before.text
        with StaffSession(engines) as desk, desk.begin():
            desk.get_one(Announcement, told).title_fi = "Huolto siirtyi"
        board.forget()
        now = visitor().get(address, headers={"If-None-Match": before.headers["ETag"]})
        assert "Huolto siirtyi" in now.text and "Huolto alkaa" not in now.text
    finally:
        with StaffSession(engines) as desk, desk.begin():
            desk.get_one(Announcement, told).ends_at = clock.now()
        board.forget()
