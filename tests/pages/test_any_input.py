"""Whatever arrives, from a keyboard or from a program: a page says what it thinks of it, and nothing breaks."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.reports.queries import section_at
from tests.makers import a_report, an_adopted_report
from tests.pages.parsed import ParsedPage
from tests.pages.visitor import Visitor

AT_EASE = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
SENT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
SIGNS = st.text(st.sampled_from("#*_-|[]()<>&;\\`~.1 a\n\r\t\0\v\u202e\u00ad"), max_size=60)
STRANGE_NAMES = ["%00", "a%00b", "%ff%fe", "%0d%0a", "a" * 5000, "%F0%9F%99%82", "..%2f..", "%E2%80%AE", "' OR 1=1 --"]


@pytest.fixture
def coordinator(app, municipality):
    """The coordinator of a municipality with one report."""
    a_report(municipality)
    return Visitor(app, municipality.people["coordinator"])


@AT_EASE
@given(fi=SENT | SIGNS, sv=SENT | SIGNS)
def test_any_text_is_either_stored_and_shown_everywhere_or_refused(coordinator, municipality, fi, sv):
    section = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/1"
    with municipality.session(read_only=True) as session:
        before = section_at(session, 1, 1)
    form = ParsedPage(coordinator.get(section).text)
    begun_from = {name: form.value_of(name) for name in ("version_fi", "version_sv")}
    answer = coordinator.post(section, begun_from | {"text_fi": fi, "text_sv": sv})
    assert answer.status_code in (302, 422)
    with municipality.session(read_only=True) as session:
        after = section_at(session, 1, 1)
    if answer.status_code == 422:
        assert (after.text_fi, after.text_sv) == (before.text_fi, before.text_sv)
    assert coordinator.get(section).status_code == 200
    assert coordinator.get(section.replace("osat/1", "esikatselu")).status_code == 200


@AT_EASE
@given(years=st.tuples(SENT, SENT))
def test_any_years_begin_a_report_or_are_refused(coordinator, municipality, years):
    typed = {"template": "annual", "first_year": years[0], "last_year": years[1]}
    answer = coordinator.post(f"/fi/{municipality.facts.slugs['fi']}/kertomukset/uusi", typed)
    assert answer.status_code in (302, 422)


@AT_EASE
@given(day=SENT | st.from_regex(r"\d{1,2}\.\d{1,2}\.\d{4}"), section=SENT)
def test_any_council_decision_is_recorded_or_refused(adopted, day, section):
    visitor, address = adopted
    assert visitor.post(address, {"meeting_on": day, "meeting_section": section}).status_code in (302, 422)
    assert visitor.get(address).status_code == 200


@pytest.fixture
def adopted(app, municipality):
    """(the coordinator, the address where the adoption of the one report is corrected)."""
    an_adopted_report(municipality)
    visitor = Visitor(app, municipality.people["coordinator"])
    return visitor, f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/hyvaksynta"


@AT_EASE
@given(typed=SENT, named=st.sampled_from(["q", "name", "area", "gender", "compare", "basket", "print"]))
def test_whatever_an_address_asks_of_figures_there_is_an_answer(coordinator, municipality, typed, named):
    figures = f"/fi/{municipality.facts.slugs['fi']}/tunnusluvut"
    for page in ("/", "/228", "/profiili", "/muutokset.csv"):
        assert coordinator.get(figures + page, query_string={named: typed}).status_code == 200


@AT_EASE
@given(codes=st.lists(SENT | st.sampled_from(["091", "837", "000"]), max_size=6), name=SENT | st.just("Helsinki"))
def test_any_comparison_municipalities_are_saved_or_refused(coordinator, municipality, codes, name):
    address = f"/fi/{municipality.facts.slugs['fi']}/tunnusluvut/vertailukunnat"
    assert coordinator.post(address, {"municipality": codes, "name": name}).status_code in (302, 422)


@pytest.mark.parametrize("field", ["email", "password", "next"])
@pytest.mark.parametrize(
    "typed", ["\0", "a\0b@kunta.example", "\N{SLIGHTLY SMILING FACE}" * 50, "\u202e\u200f", "\ufffe"]
)
def test_no_sign_in_breaks_the_door(visitor, field, typed):
    filled = {"email": "x@kunta.example", "password": "x", "next": "", field: typed}
    answer = visitor().post("/fi/kirjaudu", filled, environ_base={"REMOTE_ADDR": "192.0.2.30"})
    assert answer.status_code in (422, 429)


@pytest.mark.parametrize("name", STRANGE_NAMES)
@pytest.mark.parametrize(
    "address",
    [
        "/fi/{}/",
        "/sv/{}/berattelser/1",
        "/fi/raportit/{}/",
        "/sv/rapporter/{}/2025-2029/1",
        "/fi/raportit/a/{}/1.pdf",
        "/{}",
        "/static/{}",
    ],
)
def test_no_name_in_an_address_breaks_a_page(coordinator, address, name):
    assert coordinator.get(address.format(name)).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "%00",
        "next=%00",
        "next=" + "a" * 5000,
        "%ff=%ff",
        "&&==",
        "a=1&a=2&_anchor=x&_external=1&language=sv&municipality=x",
        "endpoint=x&suffix=pdf&indicator_id=1&set_id=x&version=0",
    ],
)
def test_no_question_in_an_address_breaks_a_page(coordinator, query):
    for page in ("/fi/", "/sv/logga-in", "/fi/raportit/"):
        assert coordinator.get(f"{page}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{}"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data", b""),
        ("application/x-www-form-urlencoded", b"%ff=%ff&" * 200),
        ("application/x-www-form-urlencoded", b"a=1&" * 5000),
        ("text/plain", b"\0"),
        ("", b"x"),
    ],
)
def test_no_body_breaks_a_form(coordinator, municipality, content_type, body):
    address = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/1"
    answer = coordinator.client.post(address, data=body, content_type=content_type)
    assert answer.status_code in (400, 413)
    assert "<h1" in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_a_method_no_page_has_is_refused(coordinator, municipality, method):
    address = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1"
    assert coordinator.client.open(address, method=method).status_code == 405


@pytest.mark.parametrize(
    "header",
    [{"Accept-Language": "x" * 5000}, {"Cookie": "language=%00; session=\xff"}, {"Accept-Language": ";q=,,;=0.x"}],
)
def test_no_header_breaks_a_page(visitor, header):
    assert visitor().client.get("/", headers=header).status_code == 302
    assert visitor().client.get("/fi/", headers=header).status_code == 200
