"""What a coordinator does about the licence, and staff about the renewals of a year, on their pages."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.payments.actions import issue
from app.subscribing.models import LicenceOrder
from billing.models import Licence, Renewal
from tenants import audit, clock
from tenants.boundary import StaffSession
from tenants.permissions import Role
from tests.association import OPERATOR
from tests.licences import a_customer, a_municipality_on_trial, renewal_of, the_licence, turn_to
from tests.makers import a_municipality, a_person
from tests.pages.parsed import ParsedPage
from tests.pages.test_bad_input import assert_refused_at
from tests.pages.visitor import Visitor

TYPED = {"position": "Hyvinvointikoordinaattori", "details_are_right": "y", "accepted": "y"}
RENEWALS = "/fi/liitto/uusiminen"
YEAR = 2036


@pytest.fixture
def trial(engines):
    """A municipality on trial that has told who pays."""
    return a_municipality_on_trial(engines)


def coordinator_of(app, municipality) -> Visitor:
    return Visitor(app, municipality.people[Role.COORDINATOR])


def at(municipality, path="", language="fi") -> str:
    return f"/{language}/{municipality.facts.slugs[language]}/{'lisenssi' if language == 'fi' else 'licens'}{path}"


def orders(engines, municipality) -> list[LicenceOrder]:
    with StaffSession(engines, read_only=True) as session:
        return session.scalars(select(LicenceOrder).where(LicenceOrder.tenant_id == municipality.facts.id)).all()


def test_a_trial_s_coordinator_orders_at_the_price_that_is_shown(app, engines, trial):
    coordinator = coordinator_of(app, trial)
    assert at(trial, "/tilaus") in coordinator.get(at(trial)).text
    page = coordinator.get(at(trial, "/tilaus")).text
    today = clock.today()
    assert f"{today.day}.{today.month}.{today.year}–31.12.{today.year}" in page
    answer = coordinator.post(at(trial, "/tilaus"), TYPED)
    assert (answer.status_code, answer.location) == (302, at(trial))
    (order,) = orders(engines, trial)
    assert order.orderer["position"] == TYPED["position"]
    assert order.price["yearly_net_cents"] == the_licence(engines, trial).yearly_net_cents
    assert coordinator.post(at(trial, "/tilaus"), TYPED).status_code == 409
    assert 'name="accepted"' not in coordinator.get(at(trial, "/tilaus")).text


@pytest.mark.parametrize("missing", TYPED)
def test_an_order_lacks_nothing_and_what_was_typed_stays(app, engines, trial, missing):
    typed = {name: value for name, value in TYPED.items() if name != missing}
    page = assert_refused_at(coordinator_of(app, trial).post(at(trial, "/tilaus"), typed), missing)
    if missing != "position":
        assert page.value_of("position") == TYPED["position"]
    assert orders(engines, trial) == []


def test_without_a_payer_nothing_can_be_ordered_and_the_page_says_where_to_tell(app, engines):
    trial = a_municipality_on_trial(engines, payer=False)
    coordinator = coordinator_of(app, trial)
    page = coordinator.get(at(trial, "/tilaus")).text
    assert at(trial, "/laskutustiedot") in page and 'name="accepted"' not in page
    assert coordinator.post(at(trial, "/tilaus"), TYPED).status_code == 409
    assert orders(engines, trial) == []


def test_who_has_a_licence_orders_none(app, engines, municipality):
    coordinator = coordinator_of(app, municipality)
    assert 'name="accepted"' not in coordinator.get(at(municipality, "/tilaus")).text
    assert coordinator.post(at(municipality, "/tilaus"), TYPED).status_code == 409


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_notice_is_given_by_writing_the_name_and_withdrawn_by_a_button(app, engines, language):
    municipality = a_municipality(engines, bilingual=True)
    coordinator = coordinator_of(app, municipality)
    path = {"fi": "/irtisanominen", "sv": "/uppsagning"}[language]
    address, names = at(municipality, path, language), municipality.facts.names
    assert {"fi": "aikaisintaan joulukuussa", "sv": "tidigast i december"}[language] in coordinator.get(address).text
    refused = coordinator.post(address, {"municipality": "kyllä"})
    assert (refused.status_code, ParsedPage(refused.text).value_of("municipality")) == (422, "kyllä")
    assert the_licence(engines, municipality).notice_given_on is None
    other = names["sv" if language == "fi" else "fi"]
    assert coordinator.post(address, {"municipality": f" {other.upper()} "}).status_code == 302
    assert the_licence(engines, municipality).notice_given_on == clock.today()
    assert coordinator.post(address, {"municipality": other}).status_code == 409
    back = address + {"fi": "/peru", "sv": "/aterta"}[language]
    assert back in coordinator.get(address).text
    assert coordinator.post(back).status_code == 302
    assert the_licence(engines, municipality).notice_given_on is None
    assert coordinator.post(back).status_code == 409


def test_a_municipality_says_by_itself_nothing_of_its_licence_but_that_it_gives_notice(municipality):
    for column in ("state = 'active'", "ends_on = '2099-12-31'", "yearly_net_cents = 1", "population = 1"):
        with municipality.session() as session, pytest.raises(Exception, match="permission denied"):
            session.connection().exec_driver_sql(f"UPDATE licence SET {column}")


@pytest.fixture
def officer(app, engines, monkeypatch):
    """A staff member on the tenth of December before the year of these tests."""
    turn_to(monkeypatch, date(YEAR - 1, 12, 10))
    return Visitor(app, a_person(engines, is_staff=True))


def renewal(engines, customer) -> Renewal:
    with StaffSession(engines, read_only=True) as session:
        return renewal_of(session, customer, YEAR)


def test_staff_propose_look_and_approve_the_chosen(engines, officer):
    chosen, waiting, leaving = (a_customer(engines, YEAR - 1) for _ in range(3))
    assert officer.post(f"{RENEWALS}/ehdotus").status_code == 302
    the_licence(engines, leaving, notice_given_on=date(YEAR - 1, 11, 2))
    page = ParsedPage(officer.get(RENEWALS).text)
    ticked = {each.get("value") for each in page.all("input") if each.get("name") == "renewal"}
    assert {str(renewal(engines, each).id) for each in (chosen, waiting)} <= ticked
    assert str(renewal(engines, leaving).id) not in ticked
    assert "2.11.2035" in officer.get(RENEWALS).text
    sent = [str(renewal(engines, each).id) for each in (chosen, leaving)]
    typed = {"seen_at": page.value_of("seen_at"), "renewal": sent}
    assert officer.post(f"{RENEWALS}/hyvaksynta", typed).status_code == 302
    assert [bool(renewal(engines, each).approved_at) for each in (chosen, waiting, leaving)] == [True, False, False]
    with StaffSession(engines, read_only=True) as session:
        deeds = session.scalars(select(audit.StaffAuditEntry.deed)).all()
    assert {"renewals.proposed", "renewals.approved"} <= set(deeds)


def test_what_was_proposed_while_the_page_was_made_is_not_approved_with_it(engines, officer, monkeypatch):
    customer = a_customer(engines, YEAR - 1)
    officer.post(f"{RENEWALS}/ehdotus")
    turn_to(monkeypatch, date(YEAR - 1, 12, 10), hour=11)
    page = ParsedPage(officer.get(RENEWALS).text)
    with StaffSession(engines) as session, session.begin():
        renewal_of(session, customer, YEAR).proposed_at = clock.now() - timedelta(hours=1)
    typed = {"seen_at": page.value_of("seen_at"), "renewal": [str(renewal(engines, customer).id)]}
    officer.post(f"{RENEWALS}/hyvaksynta", typed)
    assert renewal(engines, customer).approved_at is None


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"seen_at": "eilen", "renewal": []},
        {"seen_at": "2035-12-10T09:00:00+00:00", "renewal": ["x"]},
        {"seen_at": "0001-01-01T00:00:00"},
    ],
)
def test_what_the_page_never_sent_is_a_bad_request(officer, typed):
    assert officer.post(f"{RENEWALS}/hyvaksynta", typed).status_code == 400


def test_the_desk_sees_who_gave_notice_and_whose_writing_may_be_closed(engines, officer):
    leaving = a_customer(engines, YEAR - 1, notice_given_on=date(YEAR - 1, 11, 3))
    licence = the_licence(engines, leaving)
    for address in ("/fi/liitto/lisenssit", f"/fi/liitto/lisenssit/{licence.id}"):
        assert "3.11.2035" in officer.get(address).text
    with StaffSession(engines, read_only=True) as session:
        assert session.get(Licence, (licence.tenant_id, licence.id)).state == "active"


def test_staff_record_a_merger_and_are_told_what_cannot_be(engines, officer):
    going, staying = (a_customer(engines, YEAR - 1) for _ in range(2))
    address = f"/fi/liitto/lisenssit/{the_licence(engines, going).id}/liitos"
    typed = {"into": str(staying.facts.id), "last_day_typed": f"30.6.{YEAR - 1}"}
    assert assert_refused_at(officer.post(address, typed | {"into": ""}), "into").value_of("last_day_typed")
    assert_refused_at(officer.post(address, typed | {"last_day_typed": "kesällä"}), "last_day_typed")
    for day in (f"31.12.{YEAR - 1}", "31.12.9999", "1.1.0001"):
        assert_refused_at(officer.post(address, typed | {"last_day_typed": day}), "last_day_typed")
    assert the_licence(engines, going).state == "active"
    assert officer.post(address, typed).status_code == 302
    assert the_licence(engines, going).state == "ended"
    assert_refused_at(officer.post(address, typed), "into")


def closable(officer) -> int:
    """How many licences the desk says may be closed; those of other tests are among them."""
    found = re.search(r"Lisenssejä, joilla kirjoittamisen voi estää: (\d+)", officer.get("/fi/liitto/").text)
    return int(found[1]) if found else 0


def test_the_desk_says_whose_writing_may_be_closed_once_the_grace_is_over(engines, officer):
    lapsed = a_customer(engines, YEAR - 1)
    with StaffSession(engines) as session, session.begin():
        issue(session, session.merge(the_licence(engines, lapsed)), OPERATOR, date(YEAR - 1, 9, 1))
    before = closable(officer)
    the_licence(engines, lapsed, state="grace")
    assert closable(officer) == before + 1
