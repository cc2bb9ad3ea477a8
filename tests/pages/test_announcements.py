"""What the association announces stands on every page of those whom it concerns, and on the public status page."""

from datetime import timedelta

import pytest

from app.notices.board import board
from tenants import clock
from tests.announcing import an_announcement
from tests.makers import a_person
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.test_bad_input import assert_refused_at
from tests.pages.visitor import Visitor

PAGE = "/fi/liitto/tiedotteet"
CHOSEN = {"kind", "audience"}


@pytest.fixture(scope="module", autouse=True)
def left_as_it_was(app):
    """Other tests' pages have no banner of ours."""
    yield
    with app.app_context():
        board().forget()


@pytest.fixture
def officer(app, engines):
    return Visitor(app, a_person(engines, "Liiton Viljo", is_staff=True))


def forget(app):
    with app.app_context():
        board().forget()


def banner(visitor, address="/fi/") -> str:
    return " ".join(text_of(each) for each in ParsedPage(visitor.get(address).text).with_class("app-notice"))


def typed(**changes):
    told = {"kind": "notice", "audience": "everybody", "title_fi": "Otsikko", "title_sv": "Rubrik", "text_fi": "Teksti"}
    return told | {"text_sv": "Text", "begins": "22.11.2026 klo 0.00", "ends": ""} | changes


def test_what_is_announced_stands_on_every_page_in_its_language_until_it_is_over(officer, visitor):
    assert (
        officer.post(
            PAGE, typed(kind="incident", title_fi="Sivut hitaita", title_sv="Sidorna är långsamma")
        ).status_code
        == 302
    )
    stranger = visitor()
    assert "Häiriö: Sivut hitaita" in banner(stranger) and "Häiriö: Sivut hitaita" in banner(officer, PAGE)
    assert "Störning: Sidorna är långsamma" in banner(stranger, "/sv/logga-in")
    status = stranger.get("/fi/tila").text
    assert "Palvelussa on häiriö" in status
    (address,) = [
        each.get("href") for each in ParsedPage(officer.get(PAGE).text).all("a") if text_of(each) == "Sivut hitaita"
    ]
    assert officer.post(f"{address}/paata").status_code == 302
    assert "Sivut hitaita" not in banner(stranger)
    assert "Sivut hitaita" in stranger.get("/fi/tila").text
    trail = officer.get("/fi/liitto/tapahtumat?kind=settings").text
    assert "Liiton Viljo kirjoitti tiedotteen" in trail and "Liiton Viljo päätti tiedotteen" in trail


def test_who_is_not_concerned_is_not_told(app, engines, municipality, visitor):
    for audience in ("signed_in", "municipalities"):
        an_announcement(engines, f"Koskee: {audience}", audience=audience)
    forget(app)
    stranger, writer = visitor(), visitor(municipality.people["writer"])
    assert "Koskee" not in banner(stranger) and "Koskee" not in stranger.get("/fi/tila").text
    assert "signed_in" in banner(writer) and "municipalities" not in banner(writer)
    assert "Koskee: municipalities" in banner(writer, f"/fi/{municipality.facts.slugs['fi']}/")


def test_a_planned_break_is_told_of_a_week_before_with_its_times_and_others_when_they_begin(app, engines, visitor):
    now = clock.now()
    for days in (6, 8):
        begins_at = now + timedelta(days=days)
        an_announcement(
            engines, f"Katko {days}", "planned_break", "everybody", begins_at, begins_at + timedelta(hours=1)
        )
    an_announcement(engines, "Huomenna", begins_at=now + timedelta(days=1))
    forget(app)
    said = banner(visitor())
    assert "Huoltokatko: Katko 6 (" in said and "klo" in said
    assert "Katko 8" not in said and "Huomenna" not in said
    assert "Katko 8" in visitor().get("/fi/tila").text


def test_the_banner_asks_once_a_minute_and_not_at_every_page(app, visitor):
    stranger = visitor()
    forget(app)
    asked = []
    for _ in range(3):
        before = app.extensions["notice_board"].until
        stranger.get("/fi/kirjaudu")
        asked.append(app.extensions["notice_board"].until != before)
    assert asked == [True, False, False]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"audience": "x"}, "audience"),
        ({"title_sv": ""}, "title_sv"),
        ({"text_fi": " "}, "text_fi"),
        ({"begins": "huomenna"}, "begins"),
        ({"begins": "32.1.2026 8.00"}, "begins"),
        ({"begins": "1.1.2026 24.00"}, "begins"),
        ({"ends": "21.11.2026 10.00"}, "ends"),
        ({"ends": "1.1.2199 10.00"}, "ends"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(officer, changes, field):
    answer = officer.post(PAGE, typed(**changes))
    page = ParsedPage(answer.text) if field in CHOSEN else assert_refused_at(answer, field)
    assert (answer.status_code, f"{field}-error" in page.ids) == (422, True)
    for name in ("title_fi", "begins", "ends"):
        assert page.value_of(name) == typed(**changes)[name]


def test_markup_in_an_announcement_is_text(officer, visitor):
    officer.post(PAGE, typed(title_fi="<b>lihava</b>", text_fi="<script>alert(1)</script>"))
    for address in ("/fi/", "/fi/tila"):
        page = visitor().get(address).text
        assert "&lt;b&gt;lihava" in page and "<b>lihava" not in page and "<script>alert" not in page


def test_one_is_changed_and_its_moments_are_shown_as_they_were_typed(officer):
    officer.post(PAGE, typed(title_fi="Muuttuva", ends="23.11.2026 kl. 7.05"))
    (address,) = [
        each.get("href") for each in ParsedPage(officer.get(PAGE).text).all("a") if text_of(each) == "Muuttuva"
    ]
    page = ParsedPage(officer.get(address).text)
    assert (page.value_of("begins"), page.value_of("ends")) == ("22.11.2026 0.00", "23.11.2026 7.05")
    assert officer.post(address, typed(title_fi="Muuttunut")).status_code == 302
    assert "Muuttunut" in officer.get(PAGE).text and ">Muuttuva<" not in officer.get(PAGE).text
