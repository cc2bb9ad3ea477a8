"""Every form filled in wrongly: the field says what is wrong, what was typed is still there, nothing is stored."""

import io

import pytest
from sqlalchemy import func, select

from app.reports.models import Report
from app.reports.queries import reports, section_at
from app.reports.template_queries import offered
from tenants.boundary import StaffSession
from tenants.municipalities import MunicipalityPopulation
from tests.makers import a_report, an_adopted_report, name_people, write
from tests.pages.parsed import ParsedPage, text_of

LONG = "a" * 10_000


@pytest.fixture
def place(municipality):
    """The beginning of the municipality's Finnish addresses."""
    return f"/fi/{municipality.facts.slugs['fi']}/kertomukset/"


@pytest.fixture
def coordinator(visitor, municipality):
    """The municipality's coordinator at work."""
    return visitor(municipality.people["coordinator"])


def summary(page):
    """The lines of the error summary: (words, where they lead)."""
    (box,) = page.with_class("govuk-error-summary")
    return [(text_of(link), link.get("href")) for link in box.iter("a")]


def assert_refused_at(answer, *names, status=422):
    """The summary leads to each of these fields, and each says there what the summary says."""
    assert answer.status_code == status
    page = ParsedPage(answer.text)
    lines = summary(page)
    assert [where for _, where in lines] == [f"#{name}" for name in names]
    for words, where in lines:
        (message,) = [each for each in page.all() if each.get("id") == f"{where[1:]}-error"]
        assert text_of(message).endswith(words)
        field = next(each for each in page.fields() if each.get("id") == where[1:])
        assert f"{where[1:]}-error" in field.get("aria-describedby")
    assert page.title().startswith(("Error", "Virhe"))
    return page


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ({}, ["first_year", "last_year"]),
        ({"first_year": "2025", "last_year": ""}, ["last_year"]),
        ({"first_year": "ensi vuosi", "last_year": "2029"}, ["first_year"]),
        ({"first_year": "2029", "last_year": "2025"}, ["last_year"]),
        ({"first_year": "1999", "last_year": "2025"}, ["first_year"]),
        ({"first_year": "2025", "last_year": "2101"}, ["last_year"]),
        ({"first_year": "2025", "last_year": LONG}, ["last_year"]),
        ({"first_year": "9" * 5000, "last_year": "2029"}, ["first_year"]),
    ],
)
def test_a_report_of_impossible_years_is_not_begun(municipality, coordinator, place, typed, names):
    with municipality.session(read_only=True) as session:
        template = next(iter(offered(session)))
    page = assert_refused_at(coordinator.post(f"{place}uusi", {"template": template} | typed), *names)
    for name in typed:
        assert page.value_of(name) == typed[name]
    with municipality.session(read_only=True) as session:
        assert reports(session) == []


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ({}, ["meeting_on", "meeting_section"]),
        ({"meeting_on": "12.1.2026", "meeting_section": ""}, ["meeting_section"]),
        ({"meeting_on": "12.1.2026", "meeting_section": " § "}, ["meeting_section"]),
        ({"meeting_on": "2026-01-12", "meeting_section": "4"}, ["meeting_on"]),
        ({"meeting_on": "30.2.2026", "meeting_section": "4"}, ["meeting_on"]),
        ({"meeting_on": "1.1.26", "meeting_section": "4"}, ["meeting_on"]),
        ({"meeting_on": "ensi maanantaina", "meeting_section": "4"}, ["meeting_on"]),
        ({"meeting_on": "12.1.2026", "meeting_section": LONG}, ["meeting_section"]),
        ({"meeting_on": LONG, "meeting_section": "\x07"}, ["meeting_on", "meeting_section"]),
    ],
)
def test_a_council_decision_without_its_day_and_section_is_not_recorded(municipality, coordinator, place, typed, names):
    report = _submitted(municipality, coordinator, place)
    page = assert_refused_at(coordinator.post(f"{place}1/hyvaksynta", typed), *names)
    assert page.value_of("meeting_on") == typed.get("meeting_on", "")
    with municipality.session(read_only=True) as session:
        stored = session.scalars(select(Report).where(Report.id == report.id)).one()
        assert (stored.state, stored.meeting_on, stored.meeting_section) == ("submitted", None, None)


def _submitted(municipality, coordinator, place):
    report = a_report(municipality)
    for section in report.sections:
        write(municipality, report, section.position, "Teksti", "", "approve")
    name_people(municipality)
    assert coordinator.post(f"{place}1/valtuustolle").status_code == 302
    return report


def test_a_refused_correction_leaves_the_adoption_as_it_was(municipality, coordinator, place):
    report = an_adopted_report(municipality)
    typed = {"meeting_on": "31.11.2025", "meeting_section": "5"}
    page = assert_refused_at(coordinator.post(f"{place}1/hyvaksynta", typed), "meeting_on")
    assert (page.value_of("meeting_on"), page.value_of("meeting_section")) == ("31.11.2025", "5")
    with municipality.session(read_only=True) as session:
        stored = session.scalars(select(Report)).one()
        assert (stored.meeting_on, stored.meeting_section) == (report.meeting_on, "4")


@pytest.mark.parametrize(
    ("fi", "sv", "names"),
    [
        ("Hyvä \N{SLIGHTLY SMILING FACE}", "Bra", ["text_fi"]),
        ("Hyvä", "Bra \N{SLIGHTLY SMILING FACE}", ["text_sv"]),
        ("a" * 100_001, "b" * 100_001, ["text_fi", "text_sv"]),
    ],
)
def test_a_text_that_cannot_be_printed_is_not_stored_but_stays_in_its_field(
    municipality, coordinator, place, fi, sv, names
):
    report = a_report(municipality)
    write(municipality, report, 1, "Ennen", "Förut")
    page = assert_refused_at(coordinator.post(f"{place}1/osat/1", {"text_fi": fi, "text_sv": sv}), *names)
    assert (page.value_of("text_fi"), page.value_of("text_sv")) == (fi, sv)
    assert text_in(municipality, 1) == ("Ennen", "Förut")


def text_in(municipality, position):
    with municipality.session(read_only=True) as session:
        section = section_at(session, 1, position)
        return section.text_fi, section.text_sv


def test_a_message_names_the_signs_that_cannot_be_printed(municipality, coordinator, place):
    a_report(municipality)
    answer = coordinator.post(f"{place}1/osat/1", {"text_fi": "Hyvä \N{SLIGHTLY SMILING FACE}"})
    ((words, _),) = summary(ParsedPage(answer.text))
    assert "\N{SLIGHTLY SMILING FACE}" in words


@pytest.mark.parametrize("move", ["ready", "approve"])
def test_an_empty_section_is_not_marked_ready(municipality, coordinator, place, move):
    a_report(municipality)
    form = ParsedPage(coordinator.get(f"{place}1/osat/1").text)
    typed = {name: form.value_of(name) for name in ("text_fi", "text_sv", "version_fi", "version_sv")}
    assert_refused_at(coordinator.post(f"{place}1/osat/1", typed | {"move": move}), "text_fi", status=409)
    with municipality.session(read_only=True) as session:
        assert section_at(session, 1, 1).state == "not_begun"


def test_a_button_that_does_not_exist_keeps_the_text_in_sight(municipality, coordinator, place):
    a_report(municipality)
    answer = coordinator.post(f"{place}1/osat/1", {"text_fi": "Pitkään mietitty lause", "move": "publish"})
    assert answer.status_code == 400
    assert "Pitkään mietitty lause" in answer.text


def test_a_report_with_unfinished_sections_names_each_of_them(municipality, coordinator, place):
    report = a_report(municipality)
    answer = coordinator.post(f"{place}1/valtuustolle")
    assert answer.status_code == 409
    unfinished = [f"{place}1/osat/{each.position}" for each in report.sections if not each.may_be_empty]
    assert [where for _, where in summary(ParsedPage(answer.text))] == unfinished
    with municipality.session(read_only=True) as session:
        assert reports(session)[0].state == "in_work"


@pytest.mark.parametrize("move", ["palauta", "julkaisu"])
def test_a_move_whose_turn_it_is_not_is_refused_with_a_sentence(municipality, coordinator, place, move):
    a_report(municipality)
    answer = coordinator.post(f"{place}1/{move}")
    assert answer.status_code == 409
    (box,) = ParsedPage(answer.text).with_class("govuk-error-summary")
    assert len(text_of(box).split()) > 5
    with municipality.session(read_only=True) as session:
        assert reports(session)[0].state == "in_work"


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"code,year,inhabitants,reference_date,source\n999,2025,100,2025-12-31,X\n445,2025,-4,2025-12-31,X\n", 2),
        (b"code,year\n445,2025\n", 1),
        (b"", 1),
        (b"\xff\xfe\x00", 1),
        (b"\x00" * 1000, 1),
        (b"x" * 200_000, 1),
    ],
    ids=["two bad rows", "missing columns", "empty", "not text", "zeros", "one long word"],
)
def test_a_population_file_with_a_bad_row_is_refused_whole(engines, world, content, rows):
    before = population(engines)
    file = {"file": (io.BytesIO(content), "vakiluvut.csv")}
    answer = world.visitors["staff"].post("/fi/liitto/vakiluvut", file)
    page = assert_refused_at(answer, "file")
    assert len([each for each in page.all("th") if each.get("scope") == "row"]) == rows
    assert population(engines) == before


def population(engines):
    with StaffSession(engines, read_only=True) as session:
        return session.scalar(select(func.count()).select_from(MunicipalityPopulation))


def test_no_file_at_all_is_said_at_the_field(world):
    assert_refused_at(world.visitors["staff"].post("/fi/liitto/vakiluvut"), "file")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ({}, ["email", "password"]),
        ({"email": "aino@kunta.example"}, ["password"]),
        ({"password": "salaisuus"}, ["email"]),
        ({"email": LONG, "password": "salaisuus"}, ["email"]),
        ({"email": "aino@kunta.example", "password": LONG}, ["password"]),
        ({"email": "aino@kunta.example", "password": "väärä"}, ["email"]),
    ],
)
def test_a_refused_sign_in_keeps_the_address_and_forgets_the_password(visitor, typed, names):
    stranger = visitor()
    page = assert_refused_at(stranger.post("/fi/kirjaudu", typed), *names)
    assert page.value_of("email") == typed.get("email", "")
    assert page.value_of("password") == ""
    assert stranger.get("/fi/omat").status_code == 302
