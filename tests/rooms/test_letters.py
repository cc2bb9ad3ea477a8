"""What a letter looks like when it arrives: its language, its parts, and what people's words cannot do to it."""

import shutil
import uuid
from datetime import date
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest
from flask import Flask
from jinja2 import UndefinedError

from app.messages import content, kinds
from app.messages.actions import post
from app.messages.content import Content, Enclosure
from app.messages.models import Letter
from app.messages.smtp import NotTaken
from app.messages.writing import write
from app.reports.models import Report
from tenants import clock
from tenants.boundary import DoorSession, StaffSession, WorkerSession
from tests.letters import outbox
from tests.makers import MunicipalityOfTest, a_municipality, a_person, a_report
from tests.pages.parsed import ParsedPage

FINNISH = """\
Kutsu: {{ municipality }}, äitiys ja yö, {{ name }}

Hei {{ name }},

teidät on kutsuttu palveluun. Linkki on voimassa {{ until | day }} asti:

{{ link("reports.show", number=3) }}

- ensimmäinen & toinen
- {{ title }}

{{ title }}
"""
SWEDISH = FINNISH.replace("Kutsu", "Inbjudan").replace("äitiys ja yö", "på ön").replace("Hei", "Hej")
NASTY = 'Aino\ufdd0\r\nBcc: kaikki@kunta.example\r\n\r\n<script>alert("x")</script> &amp; \u202etxet'
SINGLE = 'Aino Bcc: kaikki@kunta.example <script>alert("x")</script> &amp; txet'


@pytest.fixture(autouse=True)
def invitation(tmp_path, monkeypatch):
    """A letter of this test's own, besides the real ones."""
    shutil.copytree(kinds.LETTERS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "invitation.fi.txt").write_text(FINNISH)
    (tmp_path / "invitation.sv.txt").write_text(SWEDISH)
    monkeypatch.setattr(kinds, "LETTERS", tmp_path)
    monkeypatch.setattr(content, "GATHERERS", {})


@pytest.fixture
def arriving(app: Flask, engines):
    """A function: posts an invitation in a municipality's session and gives it as its reader gets it."""

    def arrives(municipality: MunicipalityOfTest, title: str = "Kolmas", **words: object) -> EmailMessage:
        content.gathers("invitation")(lambda session, payload: Content({"title": title}))
        with municipality.session() as session, session.begin():
            post(session, "invitation", until=date(2026, 12, 6), **words)
        return read(app, engines)

    return arrives


def newest(engines) -> Letter:
    """Written by now: other tests' letters may be of days to come."""
    return outbox(engines, Letter.created_at <= clock.now())[-1]


def read(app: Flask, engines) -> EmailMessage:
    """The newest letter."""
    return BytesParser(policy=default).parsebytes(write(app, newest(engines))[1])


def parts(letter: EmailMessage) -> tuple[str, ParsedPage]:
    """Its text and its HTML."""
    return letter.get_body(("plain",)).get_content(), ParsedPage(letter.get_body(("html",)).get_content())


@pytest.mark.parametrize(
    ("language", "subject"), [("fi", "Kutsu: {}, äitiys ja yö, Åsa Öhman"), ("sv", "Inbjudan: {}, på ön, Åsa Öhman")]
)
def test_a_letter_is_in_its_reader_s_language_whatever_the_writer_s(arriving, engines, language, subject):
    municipality = a_municipality(engines, bilingual=True)
    reader = a_person(engines, "Åsa Öhman", language=language)
    letter = arriving(municipality, to_person=reader.id)
    assert letter["Subject"] == subject.format(municipality.facts.names[language])
    assert letter["Content-Language"] == language
    assert str(letter["To"]) == f"Åsa Öhman <{reader.email}>"
    text, page = parts(letter)
    assert f"http://localhost:8000/{language}/{municipality.facts.slugs[language]}/" in text
    assert page.all("html")[0].get("lang") == language


def test_a_reader_s_other_language_can_be_asked_for(arriving, municipality, engines):
    letter = arriving(municipality, to_person=a_person(engines, language="fi").id, language="sv")
    assert letter["Subject"].startswith("Inbjudan")


def test_the_two_parts_say_the_same_and_the_html_has_lists_and_links(arriving, municipality):
    text, page = parts(arriving(municipality, to_person=municipality.coordinator))
    words = " ".join(" ".join(page.words()).split())
    for line in text.replace("- ", "").splitlines():
        assert " ".join(line.split()) in words
    assert len(page.all("li")) == 2
    (link,) = page.all("a")
    assert link.get("href") in text
    assert link.get("href").endswith("/kertomukset/3")
    assert len(page.all("h1")) == 1


def test_headers_hold_nothing_but_ascii_on_the_way(app, arriving, engines, municipality):
    arriving(municipality, to_person=a_person(engines, "Åsa Öhman").id)
    sent = write(app, newest(engines))[1]
    assert sent.isascii()
    assert b"\r\n" in sent
    assert b"\n" not in sent.replace(b"\r\n", b"")


def test_what_people_wrote_begins_no_header_and_no_markup(arriving, municipality, engines):
    reader = a_person(engines, NASTY)
    letter = arriving(municipality, NASTY, to_person=reader.id)
    assert [address.addr_spec for address in letter["To"].addresses] == [reader.email]
    assert letter["Bcc"] is None
    assert letter["Subject"].endswith(SINGLE)
    text, page = parts(letter)
    assert f"Hei {SINGLE}," in text
    assert f"- {SINGLE}" in text
    assert page.all("script") == []
    assert SINGLE in " ".join(page.words())


def test_an_address_in_somebody_s_words_does_not_become_a_link(arriving, municipality, engines):
    reader = a_person(engines, "http://localhost:8000/x\nhttp://evil.example")
    _, page = parts(arriving(municipality, "http://evil.example", to_person=reader.id))
    assert [link.get("href").rpartition("/")[2] for link in page.all("a")] == ["3"]


def test_the_same_row_gives_the_same_bytes_and_a_message_id_of_its_own(app, arriving, engines, municipality):
    arriving(municipality, to_person=municipality.coordinator)
    letter = newest(engines)
    assert write(app, letter) == write(app, letter)
    assert f"Message-ID: <{letter.id}@koeliitto.example>".encode() in write(app, letter)[1]


def test_a_letter_comes_from_the_association_and_answers_go_to_its_people(arriving, municipality):
    letter = arriving(municipality, to_person=municipality.coordinator)
    assert str(letter["From"]) == "Koeliitto <palvelu@koeliitto.example>"
    assert letter["Reply-To"] == "tuki@koeliitto.example"
    assert letter["Auto-Submitted"] == "auto-generated"


def test_a_blank_that_nobody_fills_is_an_error_and_no_letter_with_a_hole(app, engines, municipality):
    with municipality.session() as session, session.begin():
        post(session, "invitation", to_person=municipality.coordinator)
    with pytest.raises(UndefinedError):
        write(app, newest(engines))


@pytest.mark.parametrize("address", ["åke@kunta.example", "a@b, c@d.example", "nobody", "a@b\r\nBcc: c@d.example"])
def test_an_address_that_is_none_is_given_up_at_once(app, engines, address):
    with WorkerSession(engines) as session, session.begin():
        post(session, "check", to_email=address, language="fi")
    with pytest.raises(NotTaken) as refused:
        write(app, newest(engines))
    assert (refused.value.is_final, str(refused.value)) == (True, "bad_address")


def test_what_a_letter_says_is_read_from_behind_its_own_municipality_s_wall(app, engines):
    home, neighbour = a_municipality(engines), a_municipality(engines)
    for municipality in (home, neighbour):
        a_report(municipality)

    @content.gathers("invitation")
    def reports(session, payload):
        (report,) = session.query(Report).all()
        return Content({"title": str(report.tenant_id)})

    with home.session() as session, session.begin():
        post(session, "invitation", to_person=home.coordinator, until=date(2026, 1, 1))
    text, _ = parts(read(app, engines))
    assert f"- {home.facts.id}" in text


@pytest.mark.parametrize("open_session", [DoorSession, StaffSession])
def test_who_may_not_read_a_municipality_s_content_cannot_have_it_sent_either(app, engines, open_session):
    municipality = a_municipality(engines)
    content.gathers("invitation")(lambda session, payload: Content({"title": "a secret"}))
    with open_session(engines) as session, session.begin():
        post(session, "invitation", to_email="x@y.example", language="fi", about=municipality.facts.id)
    with pytest.raises(PermissionError):
        write(app, newest(engines))


def test_gathering_changes_nothing(app, engines, municipality):
    @content.gathers("invitation")
    def changing(session, payload):
        session.add(Report(number=9, title_fi="", title_sv="", first_year=1, last_year=2, id=uuid.uuid4()))
        session.flush()

    with municipality.session() as session, session.begin():
        post(session, "invitation", to_person=municipality.coordinator)
    with pytest.raises(Exception, match="read-only transaction"):
        write(app, newest(engines))


def test_a_file_goes_along_under_its_own_name(app, engines, municipality):
    @content.gathers("invitation")
    def with_invoice(session, payload):
        invoice = Enclosure("Lasku 2026-1\nä.pdf", "application/pdf", b"%PDF-1.7")
        return Content({"title": "Lasku"}, (invoice,))

    with municipality.session() as session, session.begin():
        post(session, "invitation", to_person=municipality.coordinator, until=date(2026, 1, 1))
    (file,) = read(app, engines).iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("Lasku 2026-1 ä.pdf", "application/pdf")
    assert file.get_content() == b"%PDF-1.7"
    assert write(app, newest(engines)) == write(app, newest(engines))
