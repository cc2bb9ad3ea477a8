"""Feature switches: staff set them for one municipality or for all, and both trails tell it."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from app import create_app
from app.audit.words import FEATURES as NAMES
from app.config import EInvoices, Stripe
from app.payments.delivering import channels_of, chooser
from tenants import features
from tenants.boundary import StaffSession, WorkerSession
from tenants.features import CARD_PAYMENTS, E_INVOICES, FEATURES, FeatureSwitch
from tests.issuing import an_issued_invoice
from tests.makers import a_municipality, a_person
from tests.pages.visitor import Visitor

OF_ALL = "/fi/liitto/ominaisuudet"


@pytest.fixture(scope="module")
def pair(engines):
    return a_municipality(engines), a_municipality(engines)


@pytest.fixture
def officer(app, engines):
    yield (staff := Visitor(app, a_person(engines, "Liiton Saija", is_staff=True)))
    for feature in FEATURES:  # other tests' municipalities have everything
        staff.post(OF_ALL, {"feature": feature, "state": "follow"})


@pytest.fixture
def with_cards(settings):
    """A service that takes cards; nobody gets as far as the payment."""
    return create_app(replace(settings, stripe=Stripe("sk_test_x", "whsec_x", "http://127.0.0.1:9")))


def has(municipality, feature) -> bool:
    with municipality.session(read_only=True) as session:
        return features.setting(session, feature).is_on(municipality.facts.id)


def switch(officer, municipality, feature, state):
    at = f"/fi/liitto/kunnat/{municipality.facts.municipality_code}/ominaisuudet"
    return officer.post(at, {"feature": feature, "state": state})


def test_every_feature_has_a_name():
    assert set(NAMES) == set(FEATURES)


def test_a_municipality_s_own_setting_goes_before_that_for_all(officer, pair):
    home, neighbour = pair
    assert has(home, CARD_PAYMENTS) and has(neighbour, CARD_PAYMENTS)
    assert switch(officer, home, CARD_PAYMENTS, "off").status_code == 302
    assert (has(home, CARD_PAYMENTS), has(neighbour, CARD_PAYMENTS)) == (False, True)
    officer.post(OF_ALL, {"feature": CARD_PAYMENTS, "state": "off"})
    switch(officer, home, CARD_PAYMENTS, "on")
    assert (has(home, CARD_PAYMENTS), has(neighbour, CARD_PAYMENTS)) == (True, False)
    switch(officer, home, CARD_PAYMENTS, "follow")
    assert not has(home, CARD_PAYMENTS)
    assert has(home, E_INVOICES)


def test_both_trails_tell_who_switched_what(officer, pair, visitor):
    home, neighbour = pair
    switch(officer, home, E_INVOICES, "off")
    said = f"Liiton Saija asetti kunnalle {home.facts.municipality_code}: Laskut verkkolaskuina, pois käytöstä"
    assert said in officer.get("/fi/liitto/tapahtumat?kind=settings").text

    def trail(municipality):
        coordinator = visitor(municipality.people["coordinator"])
        return coordinator.get(f"/fi/{municipality.facts.slugs['fi']}/tapahtumat?kind=settings").text

    assert said in trail(home) and said not in trail(neighbour)
    officer.post(OF_ALL, {"feature": CARD_PAYMENTS, "state": "off"})
    for text in (trail(home), trail(neighbour)):
        assert "Liiton Saija asetti kaikille kunnille: Korttimaksu, pois käytöstä" in text


@pytest.mark.parametrize("typed", [{"feature": "x", "state": "on"}, {"feature": CARD_PAYMENTS, "state": "x"}])
def test_what_is_no_feature_and_no_state_is_a_bad_request(officer, pair, typed):
    assert officer.post(OF_ALL, typed).status_code == 400


def test_a_municipality_reads_its_own_switches_and_those_for_all_and_changes_none(engines, officer, pair):
    home = pair[0]
    for each in pair:
        switch(officer, each, E_INVOICES, "off")
    with home.session() as session:
        own = set(session.query(FeatureSwitch.about_tenant).filter_by(feature=E_INVOICES).all())
        assert own == {(home.facts.id,)}
        with pytest.raises(DBAPIError, match="permission denied"):
            session.query(FeatureSwitch).delete()
    for plane in (WorkerSession, StaffSession):
        with plane(engines, read_only=True) as session:
            assert {each.facts.id for each in pair} <= set(features.setting(session, E_INVOICES).own)


def test_where_cards_are_off_there_is_no_button_and_no_way_past_it(engines, officer, pair, with_cards):
    home = pair[0]
    invoice = an_issued_invoice(engines, home)
    coordinator, licence = Visitor(with_cards, home.people["coordinator"]), f"/fi/{home.facts.slugs['fi']}/lisenssi"
    assert "/kortti" in coordinator.get(licence).text
    switch(officer, home, CARD_PAYMENTS, "off")
    assert "/kortti" not in coordinator.get(licence).text
    assert coordinator.post(f"{licence}/laskut/{invoice.number}/kortti").status_code == 404


def test_where_e_invoices_are_off_a_document_goes_by_e_mail(engines, officer, pair, tmp_path):
    neighbour = pair[1]
    invoice = an_issued_invoice(engines, neighbour)
    channels = channels_of(EInvoices(tmp_path, "finvoice"))
    chosen = {}
    for state in ("on", "off"):
        switch(officer, neighbour, E_INVOICES, state)
        with WorkerSession(engines, read_only=True) as session:
            chosen[state] = chooser(channels, features.setting(session, E_INVOICES))(invoice)
    assert chosen == {"on": "folder", "off": "email"}
