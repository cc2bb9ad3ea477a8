"""A consultation round: asked by letter, stated without an account until the last day is over, gathered, reminded."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.consulting import actions, duties, queries
from app.consulting.models import Consultation
from app.consulting.recipients import read_list
from app.consulting.rules import Statement
from app.messages.writing import write
from app.reports.queries import whole_report
from tenants import clock
from tenants.boundary import DoorSession, WorkerSession
from tenants.errors import Refused
from tenants.tokens import digest_of
from tests.consulting import BODIES, SAID, a_round, gathered, letters, over, state, the_round, tokens
from tests.makers import a_municipality, a_report, an_adopted_report
from tests.makers import write as write_section
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor


@pytest.fixture
def place(municipality):
    """A municipality with a report of which something is written."""
    write_section(municipality, a_report(municipality), 1, "Luonnos **nyt**", "Utkast")
    return municipality


def test_a_list_of_bodies_is_understood_or_says_which_row_is_not():
    typed = """Vanhusneuvosto; a@x.example; vanhusneuvosto
Lapin hyvinvointialue\tb@x.example
Rådet för personer med funktionsnedsättning, c@x.example
Kerho; d@x.example; klubi
Kerho; A@x.example; muu
Kerho; sain@x.example
e@x.example
;f@x.example;other"""
    rows = read_list(typed, {"sain@x.example"})
    assert [row.recipient.kind for row in rows[:3]] == ["elderly", "county", "disability"]
    assert [row.problem for row in rows[3:]] == ["kind", "twice", "asked", "columns", "name"]


def test_each_body_gets_a_letter_with_a_link_that_opens_the_draft_as_it_stood(place, app):
    a_round(place)
    write_section(place, the_report(place), 1, "Aivan muuta", "Annat")
    posted = letters(place, "consultation_invited")
    assert [each.to_email for each in posted] == sorted(each.email for each in BODIES)
    address, message = write(app, posted[0])
    assert b"/fi/lausunto/" in message and address == posted[0].to_email
    page = Visitor(app).get(f"/fi/lausunto/{tokens(place)[0]}/kertomus").text
    assert "Luonnos <strong>nyt</strong>" in page and "Aivan muuta" not in page


def the_report(municipality):
    with municipality.session(read_only=True) as session:
        return whole_report(session, 1)


def test_a_statement_is_kept_sent_changed_and_only_what_was_sent_is_gathered(place, app):
    number = a_round(place)
    token, visitor = tokens(place)[0], Visitor(app)
    address = f"/fi/lausunto/{token}"
    typed = {"body": "Vanhusneuvosto", "text": "Kesken"}
    assert visitor.post(address, typed | {"move": "keep"}).status_code == 302
    assert gathered(place) == []
    refused = visitor.post(address, typed | {"move": "send"})
    assert refused.status_code == 422 and "Kesken" in refused.text
    for said in ("Ensin", "Sitten <b>näin</b>"):
        whole = typed | {"signer": "Aino", "text": said, "section_1": "Osasta 2", "move": "send"}
        assert visitor.post(address, whole).status_code == 302
    assert gathered(place) == [("", "Sitten <b>näin</b>"), ("2", "Osasta 2")]
    visitor.post(address, typed | {"text": "Vielä muuta", "move": "keep"})
    assert gathered(place)[0] == ("", "Sitten <b>näin</b>")
    writer = Visitor(app, place.people["writer"])
    page = f"/fi/{place.facts.slugs['fi']}/kertomukset/1/lausuntokierrokset/{number}/lausunnot"
    assert "Sitten &lt;b&gt;näin&lt;/b&gt;" in writer.get(page).text
    assert "Osasta 2" in writer.get(f"{page}.csv").text


def test_two_windows_of_one_letter_do_not_write_over_each_other(place, app):
    a_round(place)
    visitor, address = Visitor(app), f"/fi/lausunto/{tokens(place)[0]}"
    seen = ParsedPage(visitor.get(address).text).value_of("seen")
    typed = {"body": "Vanhusneuvosto", "signer": "Aino", "seen": seen}
    assert visitor.post(address, typed | {"text": "Ensin tämä", "move": "keep"}).status_code == 302
    refused = visitor.post(address, typed | {"text": "Toinen teksti", "move": "send"})
    assert refused.status_code == 422
    assert "Ensin tämä" in refused.text and "Toinen teksti" in refused.text
    both = typed | {"text": "Ensin tämä, toinen teksti", "seen": ParsedPage(refused.text).value_of("seen")}
    for _once_more in range(2):
        assert visitor.post(address, both | {"move": "send"}).status_code == 302
    assert gathered(place) == [("", "Ensin tämä, toinen teksti")]


def test_what_was_kept_and_never_sent_is_still_read_when_the_round_is_over(place, app, monkeypatch):
    a_round(place)
    token = tokens(place)[0]
    state(place, token, Statement("Vanhusneuvosto", "", "Jäi kesken"), actions.keep)
    over(monkeypatch)
    assert "Jäi kesken" in Visitor(app).get(f"/fi/lausunto/{token}").text


def test_after_the_last_day_the_page_says_so_and_takes_nothing(place, app, monkeypatch):
    a_round(place)
    answered, silent, _third = tokens(place)
    state(place, answered)
    over(monkeypatch)
    visitor = Visitor(app)
    assert "Hyvä luonnos." in text_of(ParsedPage(visitor.get(f"/fi/lausunto/{answered}").text).all("main")[0])
    assert visitor.get(f"/fi/lausunto/{silent}").status_code == 200
    late = visitor.post(f"/fi/lausunto/{silent}", {"text": "Myöhässä", "section_1": "Siitäkin", "move": "send"})
    assert late.status_code == 410
    assert "Myöhässä" in late.text and "Siitäkin" in late.text, "nobody writes it twice"
    with pytest.raises(Refused, match="round_is_over"):
        state(place, silent)


def test_a_round_that_is_closed_or_an_invitation_that_is_taken_back_takes_nothing(place, app):
    a_round(place)
    first, second, _third = tokens(place)
    state(place, first)
    with place.session() as session, session.begin():
        one, another = (queries.asked_by(session, each)[0] for each in (first, second))
        actions.take_back(session, place.coordinator, the_round(session), another)
        with pytest.raises(Refused, match="answered_already"):
            actions.take_back(session, place.coordinator, the_round(session), one)
    assert Visitor(app).get(f"/fi/lausunto/{second}").status_code == 410
    assert Visitor(app).get(f"/fi/lausunto/{second}/kertomus").status_code == 410
    assert "Turhaan" in Visitor(app).post(f"/fi/lausunto/{second}", {"text": "Turhaan", "move": "send"}).text
    with place.session() as session, session.begin():
        actions.close(session, place.coordinator, the_round(session))
    with pytest.raises(Refused, match="round_is_over"):
        state(place, first)


def test_who_has_not_answered_is_reminded_by_themselves_three_days_before(place, app, engines):
    a_round(place, days=3)
    state(place, tokens(place)[0])
    for _ in range(2):
        duties.remind_bodies(engines, clock.now())
    reminded = [each.to_email for each in letters(place, "consultation_reminder")]
    assert reminded == sorted(each.email for each in BODIES[1:])
    duties.remind_bodies(engines, clock.now() - timedelta(days=1))
    assert len(letters(place, "consultation_reminder")) == 2


def test_a_coordinator_reminds_at_most_once_a_day(place, monkeypatch):
    a_round(place)

    def remind():
        with place.session() as session, session.begin():
            return actions.remind(session, place.coordinator, the_round(session))

    assert remind() == 0, "they were asked today"
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert (remind(), remind()) == (3, 0)


def test_a_round_is_opened_by_a_form_that_loses_nothing(place, app):
    coordinator = Visitor(app, place.people["coordinator"])
    address = f"/fi/{place.facts.slugs['fi']}/kertomukset/1/lausuntokierrokset/uusi"
    both = ("title_fi", "title_sv", "message_fi", "message_sv")
    typed = dict.fromkeys(both, "Lausukaa") | {"ends_on": "31.2.2030", "rows": "Kerho; x", "language": "sv"}
    refused = coordinator.post(address, typed)
    assert refused.status_code == 422
    assert refused.text.count("Lausukaa") >= 2 and "Kerho; x" in refused.text
    last = clock.today() + timedelta(days=7)
    good = typed | {"ends_on": f"{last.day}.{last.month}.{last.year}", "rows": "Kerho; x@kerho.example"}
    assert coordinator.post(address, good).status_code == 302
    assert [each.language for each in letters(place, "consultation_invited")] == ["sv"]


def test_nothing_is_asked_about_an_adopted_report(municipality):
    an_adopted_report(municipality)
    with pytest.raises(Refused, match="wrong_report_state"):
        a_round(municipality)


def test_the_door_knows_of_a_letter_whose_it_is_and_nothing_else(place, engines):
    a_round(place)
    a_round(neighbour := with_report(engines))
    token = tokens(place)[1]
    with DoorSession(engines, token_digest=digest_of(token), read_only=True) as door:
        assert door.execute(text("SELECT tenant_id FROM consulted_body")).all() == [(place.facts.id,)]
        assert queries.tenant_of_token(door, token) == place.facts.id != neighbour.facts.id
    for statement in ("SELECT email FROM consulted_body", "SELECT * FROM consultation"):
        with DoorSession(engines, token_digest=digest_of(token)) as door, pytest.raises(DBAPIError, match="denied"):
            door.execute(text(statement))
    with DoorSession(engines, token_digest=digest_of("another")) as door:
        assert door.execute(text("SELECT tenant_id FROM consulted_body")).all() == []


def with_report(engines):
    made = a_municipality(engines)
    a_report(made)
    return made


def test_the_worker_sees_which_rounds_go_on_and_nobody_who_is_asked(place, engines):
    a_round(place)
    with WorkerSession(engines) as session:
        assert session.scalars(select(Consultation.ends_on).filter_by(tenant_id=place.facts.id)).all()
    for statement in ("SELECT id FROM consulted_body", "SELECT content FROM consultation"):
        with WorkerSession(engines) as session, pytest.raises(DBAPIError, match="denied"):
            session.execute(text(statement))


def test_what_was_asked_about_is_never_rewritten(place):
    a_round(place)
    changes = ("consultation SET content = '{}'", "consultation SET title_fi = ''", "consulted_body SET email = ''")
    for change in changes:
        with place.session() as session, pytest.raises(DBAPIError, match="permission denied"):
            session.execute(text(f"UPDATE {change}"))


def test_a_statement_keeps_what_it_is_made_of():
    assert Statement(**SAID.as_kept()) == SAID
