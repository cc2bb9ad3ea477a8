"""Help: found from each page, read and searched by everybody, kept version by version by staff."""

import re

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.support.help_actions import load_help
from app.support.help_queries import help_pages
from tenants.boundary import DoorSession, StaffSession
from tenants.permissions import Role
from tests.makers import a_person
from tests.pages.test_number_of_queries import questions
from tests.pages.visitor import Visitor

PAGE = {"title_fi": "Uusi ohje", "text_fi": "Näin se tehdään.", "title_sv": "Ny hjälp", "text_sv": "Så gör man."}


@pytest.fixture
def staff(app, engines):
    return Visitor(app, a_person(engines, "Ossi Ohjaaja", is_staff=True))


def test_the_first_pages_are_there_in_both_languages_and_name_views_that_exist(app, engines):
    with DoorSession(engines, read_only=True) as session:
        pages = help_pages(session, "fi")
        assert len(pages) >= 10
        assert all(each.title(language) and each.text(language) for each in pages for language in ("fi", "sv"))
        named = {view for each in pages for view in each.views.split()}
    assert {view for view in named if view not in app.view_functions} == set()


def test_every_page_leads_to_its_own_help(visitor):
    anybody = visitor()
    link = re.search(r'href="(/fi/ohjeet\?view=accounts.sign_in)"', anybody.get("/fi/kirjaudu").text)[1]
    assert anybody.get(link).location == "/fi/ohjeet/1"
    assert "Hyvä salasana" in anybody.get("/fi/ohjeet/1").text
    assert "Ett bra lösenord" in anybody.get("/sv/hjalp/1").text


@pytest.mark.parametrize(
    ("view", "number", "said"),
    [
        ("indicators.show", 11, "mediaani"),
        ("indicators.profile", 12, "Luottamusväli"),
        ("indicators.changes", 12, "Trendi"),
        ("indicators.comparison", 13, "lähimmät verrokit"),
        ("indicators.whats_new", 14, "Olen nähnyt nämä"),
        ("plan.edit_goal", 16, "lähtötason"),
        ("follow_up.measure", 17, "Yksi virke riittää"),
        ("handling.way", 18, "Suunnitelman muutos kesken kauden"),
        ("negotiating.received", 19, "Jaettu paketti on kopio"),
    ],
)
def test_a_page_leads_to_what_explains_it(visitor, view, number, said):
    anybody = visitor()
    answer = anybody.get("/fi/ohjeet", query_string={"view": view})
    assert answer.location == f"/fi/ohjeet/{number}"
    assert said in anybody.get(answer.location).text


@pytest.mark.parametrize("view", ["home.front", "", "no.such.view", "%", "reports", "' OR 1=1 --"])
def test_a_page_without_help_of_its_own_leads_to_all_of_it(visitor, view):
    answer = visitor().get("/fi/ohjeet", query_string={"view": view})
    assert (answer.status_code, "/fi/ohjeet/10" in answer.text) == (200, True)


def test_the_link_costs_no_question(app, visitor):
    anybody = visitor()
    with questions(app) as asked:
        assert "view=home.privacy" in anybody.get("/fi/tietosuoja").text
    assert not [each for each in asked if "help_version" in each]


def test_help_is_searched_by_a_word_of_the_page_s_language(visitor):
    anybody = visitor()
    found = anybody.get("/fi/ohjeet?q=PYKÄLÄ").text
    assert ("/fi/ohjeet/6" in found, "/fi/ohjeet/1\"" in found) == (True, False)
    assert "/sv/hjalp/6" not in anybody.get("/sv/hjalp?q=pykälä").text
    assert "/fi/ohjeet/6" not in anybody.get("/fi/ohjeet?q=%25%25").text


def test_the_page_a_reader_came_from_goes_along_to_the_question_but_never_a_token(visitor, world):
    anybody = visitor()
    came = anybody.get("/fi/ohjeet", headers={"Referer": "http://localhost/fi/raportit/"}).text
    assert "/fi/tuki/kysy-ilman-tunnusta?page=/fi/raportit/" in came
    for other in (f"http://localhost/fi/kutsu/{'x' * 43}", "https://example.com/no/page", "http://[", "x"):
        assert "?page=" not in anybody.get("/fi/ohjeet", headers={"Referer": other}).text


def test_staff_write_versions_which_all_stay_and_tell_who_wrote_them(staff, visitor):
    written = staff.post("/fi/liitto/ohjeet/uusi", PAGE | {"version": "0", "views": "home.front"})
    number = int(written.location.rpartition("/")[2])
    edit = f"/fi/liitto/ohjeet/{number}"
    changed = PAGE | {"text_fi": "Toisin tehdään.", "views": "home.privacy", "version": "1"}
    assert staff.post(edit, changed).status_code == 302
    page = visitor().get(f"/fi/ohjeet/{number}").text
    assert ("Toisin tehdään." in page, "Näin se tehdään." in page) == (True, False)
    assert visitor().get("/fi/ohjeet?view=home.front").status_code == 200
    assert visitor().get("/fi/ohjeet?view=home.privacy").location == f"/fi/ohjeet/{number}"
    assert "Näin se tehdään." in staff.get(f"{edit}/1").text
    assert staff.get(edit).text.count("Ossi Ohjaaja") >= 2
    assert "ohjesivun" in staff.get("/fi/liitto/tapahtumat").text


def test_what_a_colleague_stored_meanwhile_is_not_written_over(staff):
    number = int(staff.post("/fi/liitto/ohjeet/uusi", PAGE | {"version": "0"}).location.rpartition("/")[2])
    edit = f"/fi/liitto/ohjeet/{number}"
    assert staff.post(edit, PAGE | {"version": "1", "text_fi": "Kollegan teksti"}).status_code == 302
    for version in ("1", "", "x", "99"):
        answer = staff.post(edit, PAGE | {"version": version, "text_fi": "Oma teksti"})
        assert (answer.status_code, "Oma teksti" in answer.text) == (422, True)


def test_a_view_that_is_not_there_is_refused_at_its_field(staff):
    answer = staff.post("/fi/liitto/ohjeet/uusi", PAGE | {"version": "0", "views": "sections.show\nsections.shw"})
    assert (answer.status_code, "sections.shw ei ole" in answer.text) == (422, True)


def test_markup_in_help_is_text(staff, visitor):
    typed = PAGE | {"text_fi": "<script>alert(1)</script> [x](javascript:alert(1))", "version": "0"}
    number = staff.post("/fi/liitto/ohjeet/uusi", typed).location.rpartition("/")[2]
    page = visitor().get(f"/fi/ohjeet/{number}").text
    assert ("<script>alert" in page, 'href="javascript' in page) == (False, False)


def test_loading_again_adds_nothing_and_writes_over_nothing(engines):
    with Session(engines.owner) as session, session.begin():
        assert load_help(session) == 0


def test_a_version_is_never_rewritten_and_only_staff_write(engines, municipality):
    for session in (StaffSession(engines), DoorSession(engines)):
        with session, pytest.raises(DBAPIError, match="permission denied"):
            session.connection().exec_driver_sql("UPDATE help_version SET text_fi = 'x'")
    with Session(engines.owner) as session, pytest.raises(DBAPIError, match="is refused"):
        session.connection().exec_driver_sql("DELETE FROM help_version")
    with municipality.session() as session, pytest.raises(DBAPIError, match="permission denied"):
        session.connection().exec_driver_sql("SELECT * FROM help_version")


def test_a_signed_in_reader_asks_from_the_help_with_their_account(app, municipality):
    reader = Visitor(app, municipality.people[Role.READER])
    assert 'href="/fi/tuki/kysy"' in reader.get("/fi/ohjeet").text
