"""The desk's one search, and the pages of a municipality and a person to which it leads; every look is written down."""

import uuid

import pytest
from sqlalchemy import select

from app.staff.finding import find
from tenants import clock
from tenants.audit import StaffAuditEntry
from tenants.boundary import DoorSession, StaffSession
from tenants.membership import Membership, add_member
from tenants.permissions import Role
from tenants.sign_ins import begin
from tests.issuing import a_proposal, an_issued_invoice
from tests.letters import a_letter_given_up
from tests.makers import a_municipality, a_person
from tests.money_at_the_desk import money_at_the_desk
from tests.orders import a_confirmed_order
from tests.pages.parsed import ParsedPage, text_of

DESK = "/fi/liitto/"


@pytest.fixture
def officer(engines, visitor):
    return visitor(a_person(engines, "Liiton Etsijä", is_staff=True))


@pytest.fixture(scope="module")
def home(engines):
    return a_municipality(engines)


def found(officer, words) -> dict[str, str]:
    """The hits by the address they lead to."""
    answer = officer.client.get(DESK, query_string={"q": words})
    assert answer.status_code == 200
    (results,) = [each for each in ParsedPage(answer.text).all("div") if each.get("role") == "status"]
    return {item.find("a").get("href"): text_of(item) for item in results.iter("li")}


def trail(officer, **chosen) -> str:
    return officer.client.get(f"{DESK}tapahtumat", query_string=chosen).text


def test_a_person_is_found_by_name_and_e_mail_with_their_municipalities_and_the_look_is_written_down(
    engines, officer, home
):
    writer, name = a_person(engines, f"Harvinainen {uuid.uuid4().hex[:8]}"), home.facts.names["fi"]
    with home.session() as session, session.begin():
        add_member(session, writer.id, Role.WRITER)
    page = f"/fi/liitto/henkilot/{writer.id}"
    assert found(officer, writer.email.upper()) == {page: f"{writer.name}, {writer.email}, {name}"}
    assert page in found(officer, writer.name[:16])
    assert f"Liiton Etsijä haki esiin henkilöitä: {writer.name}" in trail(officer, kind="people")


@pytest.mark.parametrize("words", ["x", "%", "_%", "ei ketään", "%00", "'; --"])
def test_what_nobody_has_finds_nothing(officer, words):
    assert "Mitään ei löytynyt" in officer.client.get(DESK, query_string={"q": words}).text


def test_an_id_out_of_a_log_leads_straight_to_its_page(engines, officer, home):
    invoice = an_issued_invoice(engines, home)
    payment = money_at_the_desk(engines, invoice).waiting
    places = {
        home.coordinator: f"henkilot/{home.coordinator}",
        home.facts.id: f"kunnat/{home.facts.municipality_code}",
        invoice.id: f"laskut/{invoice.number}",
        invoice.licence_id: f"lisenssit/{invoice.licence_id}",
        payment.id: f"maksut/{payment.id}",
        a_proposal(engines, 2061).id: "hinnastot",
        a_letter_given_up(engines): "kirjeet",
    }
    for id, place in places.items():
        answer = officer.client.get(DESK, query_string={"q": f"ERROR person={str(id).upper()}: failed"})
        assert (answer.status_code, answer.location) == (302, DESK + place)
    assert "Mitään ei löytynyt" in officer.client.get(DESK, query_string={"q": str(uuid.uuid4())}).text


def test_an_order_is_found_by_who_sent_it(engines, officer):
    a_confirmed_order(engines)
    assert any("kunnat/" in at for at in found(officer, "tilaaja"))


FOUND_BY = [("orders", "tilaaja"), ("cases", "Taulukko"), ("requests", "muualla.example"), ("letters", "@kunta")]


@pytest.mark.parametrize(("kind", "words"), FOUND_BY)
def test_who_has_no_account_is_not_looked_up_without_a_line_either(engines, visitor, world, kind, words):
    looking = a_person(engines, "Liiton Katsoja", is_staff=True)
    with StaffSession(engines, read_only=True) as session:
        shown = {str(hit.names_in) for hit in find(session, words, "fi")[kind]}
        assert shown and "None" not in shown
        assert visitor(looking).client.get(DESK, query_string={"q": words}).status_code == 200
        lines = session.scalars(select(StaffAuditEntry).filter_by(person_id=looking.id, deed="person.found"))
        assert shown <= {row for line in lines for row in line.details["rows"]}


def test_the_trail_tells_how_many_such_were_shown(officer, world):
    found(officer, "muualla.example")
    assert "Liiton Etsijä haki ihmisiä pyynnöistä, kysymyksistä" in trail(officer, kind="people")


def page_of(officer, home) -> ParsedPage:
    return ParsedPage(officer.get(f"/fi/liitto/kunnat/{home.facts.municipality_code}").text)


def test_a_municipality_s_page_shows_people_and_what_needs_attention_but_nothing_that_is_in_order(engines, officer):
    home = a_municipality(engines)
    page = page_of(officer, home)
    words = text_of(page.root)
    assert "Kunnalla on vain yksi koordinaattori" in words
    assert "Viestit, joita ei voitu lähettää" not in words and "Kukaan ei ole kirjautunut" in words
    with DoorSession(engines) as session, session.begin():
        begin(session, home.coordinator, "password", is_strong=False, device="")
    with home.session() as session, session.begin():
        add_member(session, a_person(engines, "Toinen Koordinaattori").id, Role.COORDINATOR)
        left = home.people[Role.WRITER]
        session.scalar(select(Membership).where(Membership.person_id == left.id)).ended_at = clock.now()
    words = text_of(page_of(officer, home).root)
    assert "koordinaattori" in words and "Vaatii huomiota" not in words and "Kukaan ei ole kirjautunut" not in words
    assert "Toinen Koordinaattori" in words and left.email not in words


def test_sign_ins_are_counted_by_week_and_the_last_one_told_of(engines, officer):
    home = a_municipality(engines)
    for _ in range(3):
        with DoorSession(engines) as session, session.begin():
            begin(session, home.coordinator, "password", is_strong=False, device="")
    table = page_of(officer, home).all("table")[1]
    assert [text_of(cell) for cell in table.iter("td")] == ["3"]


def test_the_municipality_reads_who_of_the_association_looked_at_it(engines, officer, visitor):
    home = a_municipality(engines)
    for _ in range(2):
        page_of(officer, home)
    own = visitor(home.people[Role.COORDINATOR]).get(f"/fi/{home.facts.slugs['fi']}/tapahtumat?kind=support").text
    assert own.count("Liiton Etsijä (liitto) katsoi kunnan käyttäjiä") == 1
    assert f"katsoi kunnan {home.facts.municipality_code} käyttäjiä" in trail(officer, kind="settings")


def test_a_municipality_that_is_no_customer_has_only_the_register_s_facts(officer):
    page = officer.get("/fi/liitto/kunnat/478")
    assert "Kunta ei käytä palvelua" in page.text and "Lisenssit</h2>" not in page.text
    assert officer.get("/fi/liitto/kunnat/999").status_code == 404


def test_a_person_s_page_tells_where_they_belong_and_whether_letters_reach_them(engines, officer, home):
    reader = home.people[Role.READER]
    a_letter_given_up(engines, to=None, person=reader.id)
    words = text_of(ParsedPage(officer.get(f"/fi/liitto/henkilot/{reader.id}").text).root)
    assert f"{home.facts.names['fi']}, lukija" in words
    assert "Viestit, joita ei voitu lähettää 1" in words
    assert officer.get(f"/fi/liitto/henkilot/{uuid.uuid4()}").status_code == 404


def test_staff_read_who_belongs_where_and_change_nothing_of_it(engines, home):
    with StaffSession(engines, read_only=True) as session:
        assert session.scalar(select(Membership.role).where(Membership.person_id == home.coordinator)) == "coordinator"


def test_staff_end_somebody_s_sign_ins_and_nobody_else_s(engines, visitor, officer, home):
    person, colleague = home.people[Role.READER], home.people[Role.WRITER]
    telephone, computer, other = visitor(person), visitor(person), visitor(colleague)
    page = f"/fi/liitto/henkilot/{person.id}"
    assert officer.post(f"{page}/ulos").location == page
    own = f"/fi/{home.facts.slugs['fi']}/ihmiset"
    assert [each.get(own).status_code for each in (telephone, computer, other)] == [302, 302, 200]
    assert "päätti kaikki" in officer.get("/fi/liitto/tapahtumat").text


def test_a_question_is_found_by_its_number_and_its_subject(officer, world):
    page = f"/fi/liitto/tuki/{world.desk.number}"
    for words in (str(world.desk.number), "Taulukko ei tallennu"):
        assert page in found(officer, words)


def test_an_account_request_that_is_ours_is_found_by_who_asks(officer, world):
    assert world.requests
    assert "/fi/liitto/tunnuspyynnot" in found(officer, "example")
