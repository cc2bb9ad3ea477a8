"""The pages where a checkout shows the letters that it has caught instead of sending them."""

import re
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app import create_app
from app.demo import second_factors
from app.demo.catching import caught
from app.messages import outbox
from app.messages.models import Letter
from app.messages.smtp import post_office
from app.messages.writing import write
from tenants import clock, people
from tenants.boundary import DoorSession, WorkerSession
from tests.letters import a_free_port, a_letter
from tests.makers import PASSWORD
from tests.pages.parsed import ParsedPage
from tests.pages.visitor import Visitor

LANGUAGES = ("fi", "sv")
ADDRESSES = {"fi": "/fi/esittely/kirjeet", "sv": "/sv/demo/brev"}


@pytest.fixture(scope="module")
def demo(settings, tmp_path_factory):
    """A demonstration that has sent a letter to a Finnish and one to a Swedish reader."""
    mail = replace(settings.mail, port=a_free_port(), caught_in=tmp_path_factory.mktemp("mail") / "letters")
    app = create_app(replace(settings, mail=mail, is_demo=True))
    engines = app.extensions["engines"]
    with WorkerSession(engines) as session, session.begin():
        session.execute(delete(Letter))
    for language in LANGUAGES:
        a_letter(engines, to=f"{language}@kunta.example", language=language)
    with caught(mail):
        outbox.drain(engines, clock.now(), partial(write, app), partial(post_office, mail, "localhost"))
    yield app.test_client()
    engines.dispose()


def letter_pages(demo, language: str) -> list[str]:
    return re.findall(rf'href="({ADDRESSES[language]}/[0-9a-f-]{{36}})"', demo.get(ADDRESSES[language]).text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_caught_letter_is_listed_and_can_be_read_in_either_language_of_the_page(demo, language):
    pages = letter_pages(demo, language)
    assert len(pages) == 2
    texts = [demo.get(page).text for page in pages]
    assert sum("Koeviesti: sähköposti kulkee perille" in text for text in texts) == 1
    assert sum("Provmeddelande: e-posten når fram" in text for text in texts) == 1
    for page in texts:
        parsed = ParsedPage(page)
        assert parsed.all("html")[0].get("lang") == language


def test_a_letter_s_html_can_do_nothing_but_be_read(demo):
    answer = demo.get(f"{letter_pages(demo, 'fi')[0]}/html")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("rest", ["/nothing", "/nothing/html", "/nothing/1", "/../../secret_key"])
def test_a_letter_that_is_not_there_is_not_found(demo, rest):
    assert demo.get(ADDRESSES["fi"] + rest).status_code == 404


def test_the_code_shown_beside_the_letters_signs_an_example_staff_member_in(demo, engines):
    email, visitor = second_factors.STAFF[0].email, Visitor(demo.application)
    with Session(engines.owner) as session, session.begin():
        person = people.add_person(session, email, "Tiina Tuki", "fi", PASSWORD, is_staff=True)
        session.flush()
        person_id = person.id
    with DoorSession(engines, person_id) as door, door.begin():
        second_factors.give_app(door, demo.application.config["SECRET_KEY"], person_id)
    code = re.search(rf"{email}</span>: <code[^>]*>([0-9]{{6}})", demo.get(ADDRESSES["fi"]).text)[1]
    assert visitor.sign_in(email).location == "/fi/kirjaudu/koodi"
    assert visitor.post("/fi/kirjaudu/koodi", {"code": code}).location == "/fi/omat"
    assert visitor.get("/fi/liitto/").status_code == 200


def test_the_demonstration_s_banner_leads_to_the_letters(demo):
    assert ADDRESSES["sv"] in demo.get("/sv/").text


def test_a_service_that_sends_its_letters_shows_nobody_any(client):
    assert client.get(ADDRESSES["fi"]).status_code == 404
    assert "kirjeet" not in client.get("/fi/").text
