"""A forgotten password, a lost second step, a device left open: what gets its owner back in, and nobody else."""

import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.security_actions import ask_for_new_password, let_member_begin_anew
from app.messages.models import Letter
from tenants import clock, sign_ins
from tenants.boundary import DoorSession, WorkerSession
from tenants.errors import Refused
from tenants.membership import add_member
from tenants.permissions import Role
from tenants.sign_ins import SignIn
from tenants.two_step_resets import DELAY, VALID
from tests.letters import outbox
from tests.makers import PASSWORD, a_municipality, a_person
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor
from tests.second_factors import an_app, code_of

OWN, FORGOTTEN, SECURITY = "/fi/omat", "/fi/unohtunut-salasana", "/fi/omat/kirjautuminen"
NEW = "uusi pitkä ja outo salasana"
TYPED = {"password": NEW, "again": NEW}
HOUR = timedelta(hours=1, seconds=1)


@pytest.fixture(scope="module")
def home(engines):
    """A municipality for all of these."""
    return a_municipality(engines)


@pytest.fixture
def person(engines):
    """Somebody who belongs nowhere."""
    return a_person(engines)


@pytest.fixture
def later(monkeypatch):
    """A function that moves the clock on."""

    def move(time):
        moment = clock.now() + time
        monkeypatch.setattr(clock, "now", lambda: moment)

    return move


def letters_to(engines, person) -> dict[str, dict]:
    """What the letters to somebody carry, by their kind."""
    with WorkerSession(engines, read_only=True) as session:
        rows = session.execute(select(Letter.kind, Letter.payload).where(Letter.to_person == person.id))
        return dict(rows.all())


def token_for(engines, person) -> str:
    with DoorSession(engines, person.id) as door, door.begin():
        ask_for_new_password(door, person.id, "fi")
    return letters_to(engines, person)["password_reset"]["token"]


def set_password(app, token, typed=TYPED) -> int:
    return Visitor(app).post(f"/fi/uusi-salasana/{token}", typed).status_code


def test_the_answer_is_the_same_whoever_asks_for_a_new_password(app, engines, person):
    texts = []
    for email in (person.email, nobody := f"{uuid.uuid4().hex[:8]}@kunta.example"):
        answer = Visitor(app).post(FORGOTTEN, {"email": email}, environ_base={"REMOTE_ADDR": "198.51.100.8"})
        assert answer.status_code == 200
        texts.append(re.sub(r'csrf_token" value="[^"]*|nonce="[^"]*', "", answer.text).replace(email, ""))
    assert texts[0] == texts[1]
    assert set(letters_to(engines, person)) == {"password_reset"}
    (told,) = outbox(engines, Letter.to_email == nobody)
    assert (told.kind, told.payload) == ("no_account", {}), "as much is written for nobody: the time tells nothing"


def test_letters_are_not_asked_for_without_end(app, engines, person):
    codes = [
        Visitor(app)
        .post(FORGOTTEN, {"email": person.email}, environ_base={"REMOTE_ADDR": f"198.51.100.{n}"})
        .status_code
        for n in range(10, 14)
    ]
    assert codes == [200, 200, 200, 422]


def test_a_new_password_ends_every_sign_in_and_is_told_and_signs_nobody_in(app, engines, person):
    elsewhere = Visitor(app, person)
    assert set_password(app, token_for(engines, person)) == 302
    assert elsewhere.get(OWN).location.startswith("/fi/kirjaudu")
    assert "password_changed" in letters_to(engines, person)
    assert Visitor(app).sign_in(person.email, PASSWORD).status_code == 422
    assert Visitor(app).sign_in(person.email, NEW).location == OWN


def test_a_letter_s_link_works_once(app, engines, person):
    token = token_for(engines, person)
    assert [set_password(app, token) for _ in range(2)] == [302, 410]
    assert Visitor(app).get(f"/fi/uusi-salasana/{token}").status_code == 410


def test_a_letter_s_link_is_too_old_after_an_hour(app, engines, person, later):
    token = token_for(engines, person)
    later(HOUR)
    assert set_password(app, token) == 410


def test_a_newer_letter_makes_the_older_one_worthless(app, engines, person):
    older, newer = token_for(engines, person), None
    with WorkerSession(engines) as session, session.begin():
        session.execute(update(Letter).where(Letter.to_person == person.id).values(payload={}))
    with DoorSession(engines, person.id) as door, door.begin():
        ask_for_new_password(door, person.id, "fi")
    with WorkerSession(engines, read_only=True) as session:
        payloads = session.scalars(select(Letter.payload).where(Letter.to_person == person.id))
        newer = next(each["token"] for each in payloads if each)
    assert set_password(app, older) == 410
    assert set_password(app, newer) == 302


@pytest.mark.parametrize("password", ["lyhyt", "salasana1234!", "Salasana2026!!!"])
def test_a_new_password_is_no_common_one(app, engines, person, password):
    assert set_password(app, token_for(engines, person), {"password": password, "again": password}) == 422


def test_the_second_step_is_still_asked_for_after_a_new_password(app, engines, settings, person):
    an_app(engines, settings.secret_key, person)
    set_password(app, token_for(engines, person))
    visitor = Visitor(app)
    assert visitor.sign_in(person.email, NEW).location == "/fi/kirjaudu/koodi"


def let(engines, home) -> tuple:
    """The writer, who has lost an app, and the letter's address."""
    writer = home.people[Role.WRITER]
    with home.session() as session, session.begin():
        let_member_begin_anew(session, home.coordinator, writer.id)
    return writer, f"/fi/kaksivaiheinen-uudelleen/{letters_to(engines, writer)['two_step_reset']['token']}"


def forget_letters(engines, person):
    with WorkerSession(engines) as session, session.begin():
        session.query(Letter).filter_by(to_person=person.id).delete()


def test_two_step_sign_in_is_set_up_anew_a_day_later_with_letter_and_password(app, engines, settings, later):
    home = a_municipality(engines)
    an_app(engines, settings.secret_key, home.people[Role.WRITER])
    writer, address = let(engines, home)
    visitor = Visitor(app)
    assert visitor.get(address).status_code == 200
    assert visitor.post(address, {"password": PASSWORD}).status_code == 422  # not yet
    later(DELAY)
    assert visitor.post(address, {"password": "väärä salasana"}).status_code == 422
    assert visitor.post(address, {"password": PASSWORD}).location == "/fi/kirjaudu"
    assert visitor.post(address, {"password": PASSWORD}).status_code == 410
    assert Visitor(app).sign_in(writer.email).location == OWN


def test_the_person_stops_what_somebody_else_has_set_going(app, engines, settings, home, later):
    forget_letters(engines, home.people[Role.WRITER])
    _, address = let(engines, home)
    assert Visitor(app).post(address, {"decision": "stop"}).status_code == 200
    later(DELAY)
    assert Visitor(app).post(address, {"password": PASSWORD}).status_code == 410


def test_the_permission_becomes_too_old(app, engines, home, later):
    forget_letters(engines, home.people[Role.WRITER])
    _, address = let(engines, home)
    later(DELAY + VALID)
    assert Visitor(app).get(address).status_code == 410


def test_nobody_lets_themselves_or_a_stranger(engines, home):
    for person_id in (home.coordinator, a_person(engines).id):
        with home.session() as session, pytest.raises(Refused, match="not_a_member"):
            let_member_begin_anew(session, home.coordinator, person_id)


def test_one_of_the_staff_lets_another(app, engines):
    one, other = (a_person(engines, is_staff=True) for _ in range(2))
    visitor = Visitor(app, one)
    assert visitor.post(f"/fi/liitto/kirjautuminen/{other.id}").status_code == 302
    assert "two_step_reset" in letters_to(engines, other)
    assert visitor.post(f"/fi/liitto/kirjautuminen/{one.id}").status_code == 404


def test_a_device_is_signed_out_from_another(app, engines, person):
    here, there = Visitor(app, person), Visitor(app, person)
    with DoorSession(engines) as door:
        others = sign_ins.open_sign_ins(door, person.id)
    page = here.get(SECURITY).text
    (other,) = [each for each in others if f"laitteet/{each.id}" in page]
    assert here.post(f"{SECURITY}/laitteet/{other.id}").status_code == 302
    assert there.get(OWN).location.startswith("/fi/kirjaudu")
    assert here.get(OWN).status_code == 200
    assert Visitor(app, a_person(engines)).post(f"{SECURITY}/laitteet/{others[0].id}").status_code == 404


def test_signing_out_everywhere_leaves_nobody_signed_in(app, person):
    visitors = [Visitor(app, person) for _ in range(3)]
    assert visitors[0].post(f"{SECURITY}/kaikkialta").location == "/fi/"
    assert {each.get(OWN).status_code for each in visitors} == {302}


def test_the_password_is_changed_only_by_who_knows_the_present_one(app, person):
    visitor, elsewhere = Visitor(app, person), Visitor(app, person)
    assert visitor.post(f"{SECURITY}/salasana", TYPED | {"current": "väärä"}).status_code == 422
    assert visitor.post(f"{SECURITY}/salasana", TYPED | {"current": PASSWORD}).location == SECURITY
    assert visitor.get(OWN).status_code == 200
    assert elsewhere.get(OWN).location.startswith("/fi/kirjaudu")


def test_the_last_second_factor_of_staff_stays(app, engines, settings):
    officer = a_person(engines, is_staff=True)
    an_app(engines, settings.secret_key, officer)
    visitor = Visitor(app, officer)
    (remove,) = re.findall(r"/fi/omat/kirjautuminen/poista/[0-9a-f-]+", visitor.get(SECURITY).text)
    visitor.post(remove)
    assert remove in visitor.get(SECURITY).text


def unconfirmed(engines, person) -> None:
    with DoorSession(engines) as door, door.begin():
        since = clock.now() - timedelta(minutes=16)
        door.execute(update(SignIn).where(SignIn.person_id == person.id).values(confirmed_at=since))


def test_what_is_dangerous_asks_for_the_password_again_and_goes_on(app, engines, person):
    visitor = Visitor(app, person)
    unconfirmed(engines, person)
    asked = visitor.get(f"{SECURITY}/salasana").location
    assert asked == f"/fi/omat/vahvista?next={SECURITY}/salasana"
    assert visitor.post(asked, {"password": "väärä"}).status_code == 422
    assert visitor.post(asked, {"password": PASSWORD}).location == f"{SECURITY}/salasana"
    assert visitor.get(f"{SECURITY}/salasana").status_code == 200


def test_who_has_a_second_factor_confirms_with_it_and_not_with_the_password(app, engines, settings, person):
    secret, visitor = an_app(engines, settings.secret_key, person), Visitor(app, person)
    unconfirmed(engines, person)
    asked = visitor.get(f"{SECURITY}/salasana").location
    assert visitor.post(asked, {"password": PASSWORD}).status_code == 422
    assert visitor.post(asked, {"code": code_of(secret)}).status_code == 302


def test_a_form_that_was_open_too_long_keeps_what_was_typed_in_sight_and_leads_back(app, engines):
    officer = a_person(engines, is_staff=True)
    visitor = Visitor(app, officer)
    unconfirmed(engines, officer)
    typed = {"valid_from": "1.1.2031", "password": "salainen sana"}
    answer = visitor.post("/fi/liitto/hinnastot", typed, headers={"Referer": "http://localhost/fi/liitto/hinnastot"})
    assert answer.status_code == 401
    assert "1.1.2031" in answer.text
    assert "salainen sana" not in answer.text
    links = {each.get("href") for each in ParsedPage(answer.text).all("a")}
    assert "/fi/omat/vahvista?next=/fi/liitto/hinnastot" in links


def test_the_rules_of_a_house_are_kept_and_stand_in_the_trail(app, engines):
    home = a_municipality(engines)
    rules, visitor = f"/fi/{home.facts.slugs['fi']}/saannot", Visitor(app, home.people[Role.COORDINATOR])
    assert home.people[Role.WRITER].name in text_of(
        ParsedPage(visitor.get(rules).text).with_class("govuk-inset-text")[0]
    )
    assert visitor.post(rules, {"requires_second_factor": "y", "support_may_read": "y"}).status_code == 302
    # From now on the coordinator, too, must have a second step.
    assert visitor.get(rules).location.startswith("/fi/omat/kirjautuminen/kaksivaiheinen")
    visitor.be(home.people[Role.COORDINATOR], is_strong=True)
    trail = visitor.get(f"/fi/{home.facts.slugs['fi']}/tapahtumat").text
    assert "määräsi kaksivaiheisen kirjautumisen kaikille" in trail
    assert "antoi liiton tuelle luvan lukea" in trail


def test_nobody_lets_others_begin_anew_by_the_dozen(app, engines, home, person):
    with home.session() as session, session.begin():
        add_member(session, person.id, Role.READER)
    coordinator, slug = Visitor(app, home.people[Role.COORDINATOR]), home.facts.slugs["fi"]
    for _ in range(6):
        coordinator.post(f"/fi/{slug}/saannot/kaksivaiheinen/{person.id}")
    assert len(outbox(engines, Letter.to_person == person.id)) == 5
