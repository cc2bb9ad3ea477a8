"""A question and its answers, from the asker's page to the desk and back, with letters both ways."""

import re
from datetime import timedelta

import pytest

from app.messages.models import Letter
from app.support.duties import forget_closed_questions, forget_unconfirmed_questions
from app.support.rules import CLOSED_KEPT, CONFIRMED_WITHIN
from tenants import clock
from tenants.attempts import LIMITS, Limit
from tenants.permissions import Role
from tests.association import OPERATOR
from tests.letters import outbox
from tests.makers import a_municipality, a_person
from tests.pages.visitor import Visitor
from tests.support import (
    a_canned_answer,
    a_support_session,
    a_visitors_question,
    answer_case,
    close_case,
    confirm_question,
    token_sent_to,
)

WISH = {"text": "Koulutus kirjoittajille", "when": "tammikuussa", "where": "here"}
ASKED = {"subject": "Osa ei tallennu", "text": "Painan nappia.\r\n\r\nMitään ei tapahdu."}


@pytest.fixture(scope="module")
def home(engines):
    return a_municipality(engines)


@pytest.fixture(scope="module")
def staff(engines):
    return a_person(engines, "Tiina Tuki", is_staff=True)


@pytest.fixture(scope="module")
def desk(app, staff):
    return Visitor(app, staff)


@pytest.fixture(scope="module")
def writer(app, home):
    return Visitor(app, home.people[Role.WRITER])


def ask(writer, home, **more):
    answer = writer.post("/fi/tuki/kysy", ASKED | {"municipality": str(home.facts.id)} | more)
    assert answer.status_code == 302, answer.text
    return int(answer.location.rpartition("/")[2])


def letters(engines, kind, **to):
    return outbox(engines, Letter.kind == kind, *(getattr(Letter, name) == value for name, value in to.items()))


def test_a_question_is_answered_and_replied_to_and_each_hears_of_the_other(engines, home, writer, desk, staff):
    number = ask(writer, home, page="/fi/kempele/kertomukset/1")
    assert letters(engines, "support_question", to_email=OPERATOR.email)[-1].payload == {"number": number}
    case = desk.get(f"/fi/liitto/tuki/{number}").text
    assert all(each in case for each in ["Mitään ei tapahdu.", "/fi/kempele/kertomukset/1", home.facts.names["fi"]])
    desk.post(f"/fi/liitto/tuki/{number}", {"deed": "answer", "text": "Päivitä sivu."})
    assert letters(engines, "support_answer")[-1].to_person == home.people[Role.WRITER].id
    own = f"/fi/tuki/kysymykset/{number}"
    assert all(each in writer.get(own).text for each in ["Päivitä sivu.", "odottaa asiakasta"])
    assert writer.post(own, {"text": "Ei auttanut"}).status_code == 302
    assert letters(engines, "support_question", to_person=staff.id)[-1].payload == {"number": number}
    assert "vastattavana" in writer.get(own).text
    assert str(number) in desk.get("/fi/liitto/tuki?mine=y").text


def test_a_note_is_read_by_colleagues_and_by_no_customer(engines, home, writer, desk):
    number = ask(writer, home)
    sent = len(letters(engines, "support_answer"))
    desk.post(f"/fi/liitto/tuki/{number}", {"deed": "note", "text": "Sama vika kuin eilen"})
    assert "Sama vika kuin eilen" in desk.get(f"/fi/liitto/tuki/{number}").text
    assert "Sama vika" not in writer.get(f"/fi/tuki/kysymykset/{number}").text
    assert len(letters(engines, "support_answer")) == sent


def test_coordinators_see_a_question_only_if_its_asker_shares_it(app, home, writer):
    coordinator, place = Visitor(app, home.people[Role.COORDINATOR]), f"/fi/{home.facts.slugs['fi']}/tuki"
    kept, shared = ask(writer, home), ask(writer, home, is_shared="y")
    page = coordinator.get(place).text
    assert (f"{place}/{shared}" in page, f"{place}/{kept}" in page) == (True, False)
    assert coordinator.get(f"{place}/{shared}").status_code == 200
    assert coordinator.get(f"{place}/{kept}").status_code == 404
    assert coordinator.get(f"/fi/tuki/kysymykset/{shared}").status_code == 404


def test_somebody_without_an_account_asks_once_the_letter_has_confirmed_the_address(engines, visitor, desk):
    anybody, email = visitor(), "vieras@kunta.example"
    asked = anybody.post("/fi/tuki/kysy-ilman-tunnusta", ASKED | {"name": "Ville Vieras", "email": email})
    assert asked.status_code == 302
    token = token_sent_to(engines, email)
    assert "Ville Vieras" not in desk.get("/fi/liitto/tuki").text
    page = anybody.get(f"/fi/tuki/kirje/{token}")
    assert "Lähetä kysymys" in page.text
    assert anybody.post(f"/fi/tuki/kirje/{token}").status_code == 302
    row = re.compile(r"/fi/liitto/tuki/(\d+)[^>]*>\d+: Osa ei tallennu</a>(?:(?!</tr>).)*Ville Vieras", re.DOTALL)
    number = row.search(desk.get("/fi/liitto/tuki").text)[1]
    desk.post(f"/fi/liitto/tuki/{number}", {"deed": "answer", "text": "Kirjaudu ensin."})
    newest = token_sent_to(engines, email)
    assert "Kirjaudu ensin." in anybody.get(f"/fi/tuki/kirje/{newest}").text
    assert anybody.get(f"/fi/tuki/kirje/{token}").status_code == 404, "only the newest link leads there"
    assert anybody.post(f"/fi/tuki/kirje/{newest}", {"text": "Kiitos"}).status_code == 302


def test_whether_the_address_has_an_account_is_told_to_nobody(visitor, home):
    pages = [
        visitor().post("/fi/tuki/kysy-ilman-tunnusta", ASKED | {"name": "X Y", "email": email})
        for email in (home.people[Role.READER].email, "ei-tunnusta@kunta.example")
    ]
    assert {(each.status_code, each.location) for each in pages} == {(302, "/fi/tuki/kysy/lahetetty")}


def test_one_address_asks_three_times_an_hour_and_keeps_its_text(visitor):
    asker, typed = visitor(), ASKED | {"name": "Ahkera", "email": "ahkera@kunta.example"}
    for _ in range(3):
        assert asker.post("/fi/tuki/kysy-ilman-tunnusta", typed).status_code == 302
    refused = asker.post("/fi/tuki/kysy-ilman-tunnusta", typed)
    assert (refused.status_code, "Mitään ei tapahdu." in refused.text) == (422, True)


def test_a_person_s_questions_and_replies_are_counted_together_and_what_was_typed_stays(
    app, engines, home, monkeypatch
):
    monkeypatch.setitem(LIMITS, "conversation", Limit(per_email=3, per_address=240, window=timedelta(hours=1)))
    asker = Visitor(app, a_person(engines))
    own = asker.post("/fi/tuki/kysy", ASKED).location
    assert asker.post(own, {"text": "Lisää"}).status_code == 302
    assert asker.post("/fi/tuki/neuvonta", WISH).status_code == 302
    sent = len(letters(engines, "support_question"))
    for page, typed in (("/fi/tuki/kysy", ASKED), (own, {"text": "Mitään ei tapahdu."})):
        refused = asker.post(page, typed)
        assert (refused.status_code, "Odota tunti" in refused.text) == (422, True)
        assert "Mitään ei tapahdu." in refused.text
    assert len(letters(engines, "support_question")) == sent


def test_replies_by_a_letter_s_link_are_counted_for_their_case(engines, visitor, monkeypatch):
    monkeypatch.setitem(LIMITS, "conversation", Limit(per_email=1, per_address=240, window=timedelta(hours=1)))
    token = a_visitors_question(engines, "monta@kunta.example")
    confirm_question(engines, token)
    page = f"/fi/tuki/kirje/{token}"
    assert [visitor().post(page, {"text": "Lisää"}).status_code for _ in range(2)] == [302, 422]


def test_a_canned_answer_joins_what_is_written_in_the_asker_s_language(engines, home, app, desk, staff):
    canned = a_canned_answer(engines, staff)
    swedish = Visitor(app, home.people[Role.READER])
    number = int(swedish.post("/sv/stod/fraga", ASKED).location.rpartition("/")[2])
    put = desk.post(f"/fi/liitto/tuki/{number}", {"deed": "put", "canned": str(canned), "text": "Hej!"})
    assert "Hej!\n\nSpara delen med knappen." in put.text.replace("\r", "")
    assert "Spara delen" not in swedish.get(f"/sv/stod/fragor/{number}").text, "nothing was sent"
    desk.post(f"/fi/liitto/tuki/vastaukset/{canned}", {"deed": "remove"})
    assert str(canned) not in desk.get(f"/fi/liitto/tuki/{number}").text


def test_the_desk_sorts_a_question_and_hands_it_to_a_colleague(engines, home, writer, desk):
    number, colleague = ask(writer, home), a_person(engines, "Kalle Kollega", is_staff=True)
    sorting = {"kind": "fault", "urgency": "urgent", "state": "closed", "assigned_to": str(colleague.id)}
    assert desk.post(f"/fi/liitto/tuki/{number}/kasittely", sorting).status_code == 302
    closed = desk.get("/fi/liitto/tuki?state=closed&kind=fault").text
    assert all(each in closed for each in [f"{number}: ", "kiireellinen", "Kalle Kollega"])
    assert f"/fi/liitto/tuki/{number}" not in desk.get("/fi/liitto/tuki").text
    writer.post(f"/fi/tuki/kysymykset/{number}", {"text": "Avataan uudelleen"})
    assert f"/fi/liitto/tuki/{number}" in desk.get("/fi/liitto/tuki?state=answering").text
    assert desk.post(f"/fi/liitto/tuki/{number}/kasittely", sorting | {"state": "lost"}).status_code == 400


def test_a_wish_for_training_reaches_the_desk_as_consulting(home, writer, desk):
    number = writer.post("/fi/tuki/neuvonta", WISH).location.rpartition("/")[2]
    assert all(each in desk.get(f"/fi/liitto/tuki/{number}").text for each in ["tammikuussa", "Kunnassamme"])
    assert number in desk.get("/fi/liitto/tuki?kind=consulting").text


@pytest.mark.parametrize("page", ["https://example.com/", "//example.com", "javascript:alert(1)", "/fi/" + "a" * 400])
def test_only_a_page_of_ours_is_kept_as_the_place_a_question_comes_from(home, writer, desk, page):
    number = ask(writer, home, page=page)
    assert page not in desk.get(f"/fi/liitto/tuki/{number}").text


def test_what_waits_is_counted_on_the_desk(engines, home, writer, desk, staff):
    number = ask(writer, home)
    counted = int(re.search(r"Vastausta odottavat kysymykset: (\d+)", desk.get("/fi/liitto/").text)[1])
    answer_case(engines, staff, number)
    assert f"Vastausta odottavat kysymykset: {counted - 1}" in desk.get("/fi/liitto/").text


def test_a_question_that_nobody_confirms_is_forgotten_and_a_confirmed_one_is_not(app, engines, visitor):
    late, kept = (a_visitors_question(engines, f"{name}@kunta.example") for name in ("unohtui", "muisti"))
    confirm_question(engines, kept)
    forget_unconfirmed_questions(engines, clock.now() + CONFIRMED_WITHIN - timedelta(minutes=1))
    assert visitor().get(f"/fi/tuki/kirje/{late}").status_code == 200
    forget_unconfirmed_questions(engines, clock.now() + CONFIRMED_WITHIN + timedelta(minutes=1))
    assert visitor().get(f"/fi/tuki/kirje/{late}").status_code == 404
    assert visitor().get(f"/fi/tuki/kirje/{kept}").status_code == 200


def test_two_years_after_it_was_closed_a_question_is_forgotten_with_all_that_was_said(engines, home, writer, staff):
    old, young, waiting = (ask(writer, home, is_shared="y") for _ in range(3))
    for number in (old, young, waiting):
        answer_case(engines, staff, number, note="Sama vika")
    a_support_session(home, staff, about=old)
    close_case(engines, old, CLOSED_KEPT + timedelta(minutes=1))
    close_case(engines, young, CLOSED_KEPT - timedelta(minutes=1))
    forget_closed_questions(engines, clock.now())
    found = [writer.get(f"/fi/tuki/kysymykset/{number}").status_code for number in (old, young, waiting)]
    assert found == [404, 200, 200]


@pytest.mark.parametrize("page", ["tuki", "tuki/vastaukset", "ohjeet", "tuki/katselut", "koulutukset"])
def test_the_desk_leads_to_each_page_of_support(desk, page):
    assert f'href="/fi/liitto/{page}"' in desk.get("/fi/liitto/").text


def test_the_name_of_who_answered_stays_at_the_desk(engines, home, writer, desk, staff):
    number = ask(writer, home)
    answer_case(engines, staff, number)
    assert "Tiina Tuki" in desk.get(f"/fi/liitto/tuki/{number}").text
    assert "Tiina Tuki" not in writer.get(f"/fi/tuki/kysymykset/{number}").text


def test_somebody_who_belongs_to_no_municipality_yet_asks_too(app, engines, desk):
    newcomer = Visitor(app, a_person(engines, "Uusi Tulokas"))
    assert 'name="municipality"' not in newcomer.get("/fi/tuki/kysy").text
    number = newcomer.post("/fi/tuki/kysy", ASKED).location.rpartition("/")[2]
    assert "Uusi Tulokas" in desk.get(f"/fi/liitto/tuki/{number}").text
