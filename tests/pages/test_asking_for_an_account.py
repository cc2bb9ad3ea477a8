"""The pages of account requests: nothing typed is lost, no answer tells who has an account, storms are stopped."""

import pytest

from tests.account_requests import a_request, a_request_to_coordinators, a_request_to_the_association, confirm
from tests.account_requests import stored_request as stored
from tests.letters import outbox
from tests.makers import a_municipality, a_person
from tests.orders import token_in_letter
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor

ASK = {"fi": "/fi/pyyda-tunnusta", "sv": "/sv/be-om-konto"}
PLACES = iter(f"198.51.100.{number}" for number in range(1, 250))


@pytest.fixture(scope="module")
def home(engines):
    """One municipality for the whole file."""
    return a_municipality(engines)


@pytest.fixture
def typed(home):
    """A form filled in well."""
    return {
        "municipality": home.facts.municipality_code,
        "name": "Kirsi Kirjastonjohtaja",
        "email": "kirsi@muualla.example",
        "position": "Kirjastonjohtaja",
        "reason": "Kirjoitan kirjaston osan.\nJa luen muut.",
        "homepage": "",
    }


@pytest.fixture
def send(app):
    """A function: send the form as a visitor at a network address of its own."""
    place = next(PLACES)

    def send(typed, language="fi", place=place):
        return Visitor(app).post(ASK[language], typed, environ_base={"REMOTE_ADDR": place})

    return send


def letters_to(engines, email) -> list:
    return [each for each in outbox(engines) if each.to_email == email]


BAD = [
    ("municipality", ""),
    ("municipality", "999"),
    ("name", ""),
    ("name", "\u202e\u200f\0"),
    ("name", "a" * 10_000),
    ("name", "🙂" * 101),
    ("email", ""),
    ("email", "kirsi"),
    ("email", "kirsi@kunta"),
    ("email", "kirsi@kunta.example\0"),
    ("email", "äiti@kunta.example"),
    ("email", "a" * 300 + "@kunta.example"),
    ("position", "x" * 201),
    ("reason", ""),
    ("reason", "\0\u202e"),
    ("reason", "x" * 1001),
]


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize(("field", "value"), BAD)
def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(engines, send, typed, field, value, language):
    email = f"{field}{len(value)}{language}@muualla.example"
    filled = typed | {"email": email, field: value}
    answer = send(filled, language)
    if (field, value) == ("email", "kirsi@kunta.example\0"):  # what nobody sees is taken away
        assert answer.status_code == 302
        return
    page = ParsedPage(answer.text)
    assert answer.status_code == 422
    assert f"{field}-error" in page.ids
    assert all(page.value_of(name) == filled[name] for name in ("name", "email", "position") if name != field)
    assert page.value_of("reason").strip() == filled["reason"].strip("\0\u202e")
    assert letters_to(engines, email) == []


@pytest.mark.parametrize("name", ["Åke Öberg", "🙂 Aino", "\u202eAino\u200f", "' OR 1=1 --", "<b>Aino</b>", "مريم"])
def test_any_name_that_can_be_seen_is_stored_as_it_is_seen(app, engines, send, typed, name, home):
    email = f"nimi{abs(hash(name))}@{home.facts.slugs['fi']}.fi"
    assert send(typed | {"name": name, "email": email}).status_code == 302
    token = token_in_letter(engines, email)
    assert stored(engines, token).name == name.strip("\u202e\u200f")
    confirm(app, engines, token)
    coordinator = Visitor(app, home.people["coordinator"])
    queue = f"/fi/{home.facts.slugs['fi']}/ihmiset/pyynnot"
    page = ParsedPage(coordinator.get(queue).text)
    assert any(name.strip("\u202e\u200f") == text_of(link) for link in page.all("a"))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_answer_on_screen_is_the_same_with_and_without_an_account(engines, app, send, typed, language):
    known = a_person(engines).email
    answers = [send(typed | {"email": email}, language) for email in (known, f"x{known}")]
    assert len({(each.status_code, each.location) for each in answers}) == 1
    assert letters_to(engines, known)[0].payload.keys() == letters_to(engines, f"x{known}")[0].payload.keys()


def test_a_program_that_fills_in_what_nobody_sees_stores_nothing_and_a_person_only_sends_again(engines, send, typed):
    email = "selain.taytti@muualla.example"
    answer = send(typed | {"email": email, "homepage": "https://spam.example"})
    assert answer.status_code == 422
    assert letters_to(engines, email) == []
    page = ParsedPage(answer.text)
    again = {name: page.value_of(name) for name in ("name", "email", "position", "reason", "homepage")}
    assert send(again | {"municipality": typed["municipality"]}).status_code == 302
    assert len(letters_to(engines, email)) == 1


def test_the_trap_is_hidden_from_everybody_and_not_only_from_the_eye(app):
    page = ParsedPage(Visitor(app).get(ASK["fi"]).text)
    (trap,) = [each for each in page.all("div") if each.get("hidden") is not None]
    assert [each.get("name") for each in trap.iter("input")] == ["homepage"]


def test_a_storm_at_one_e_mail_is_stopped_and_another_e_mail_goes_on(engines, send, typed):
    answers = [send(typed | {"email": "myrsky@muualla.example"}).status_code for _ in range(5)]
    assert answers == [302, 302, 302, 422, 422]
    assert len(letters_to(engines, "myrsky@muualla.example")) == 3
    assert send(typed | {"email": "tyyni@muualla.example"}).status_code == 302


def test_a_storm_from_one_place_is_stopped_and_another_place_goes_on(engines, send, typed):
    place = next(PLACES)
    answers = [send(typed | {"email": f"m{n}@muualla.example"}, place=place).status_code for n in range(31)]
    assert answers == [302] * 30 + [422]
    assert send(typed | {"email": "m31@muualla.example"}).status_code == 302


def page_of(token, language="fi"):
    return f"/fi/tunnuspyynto/{token}" if language == "fi" else f"/sv/kontobegaran/{token}"


def test_opening_the_letter_s_page_confirms_nothing_and_its_button_does_once(app, engines, home):
    token, visitor = a_request(engines, home.facts.municipality_code), Visitor(app)
    assert visitor.get(page_of(token)).status_code == 200
    assert stored(engines, token).state == "unconfirmed"
    assert visitor.post(page_of(token), {"decision": "confirm"}).status_code == 302
    first = stored(engines, token).confirmed_at
    assert visitor.post(page_of(token, "sv"), {"decision": "confirm"}).status_code == 302
    assert stored(engines, token).confirmed_at == first is not None


@pytest.mark.parametrize("token", ["väärä", "x" * 43, "%00", "' OR 1=1 --", "%F0%9F%99%82"])
def test_a_wrong_token_is_not_found(app, engines, home, token):
    a_request(engines, home.facts.municipality_code)
    assert Visitor(app).get(page_of(token)).status_code == 404
    assert Visitor(app).post(page_of(token), {"decision": "confirm"}).status_code == 404


def test_the_one_who_asked_answers_and_withdraws_on_the_page(app, engines, home):
    asked, token = a_request_to_coordinators(app, home)
    coordinator, visitor = Visitor(app, home.people["coordinator"]), Visitor(app)
    queue = f"/fi/{home.facts.slugs['fi']}/ihmiset/pyynnot"
    question = {"answer": "more", "message": "Mitä osaa?\n🙂"}
    assert coordinator.post(f"{queue}/{asked.id}", question).status_code == 302
    assert "Mitä osaa?" in visitor.get(page_of(token)).text
    empty = visitor.post(page_of(token), {"decision": "answer", "text": " \0"})
    assert (empty.status_code, "text-error" in ParsedPage(empty.text).ids) == (422, True)
    assert visitor.post(page_of(token), {"decision": "answer", "text": "Kirjastoa."}).status_code == 302
    assert "Kirjastoa." in coordinator.get(f"{queue}/{asked.id}").text
    assert visitor.post(page_of(token), {"decision": "withdraw"}).status_code == 302
    assert stored(engines, token).state == "withdrawn"
    assert coordinator.post(f"{queue}/{asked.id}", {"answer": "decline", "message": "Ei."}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "answer"),
        ({"answer": "offer"}, "answer"),
        ({"answer": "more"}, "message"),
        ({"answer": "decline", "message": "\0 "}, "message"),
        ({"answer": "approve", "role": "owner"}, "role"),
        ({"answer": "decline", "message": "x" * 1001}, "message"),
    ],
)
def test_an_answer_that_lacks_something_says_so_at_its_field(app, engines, home, typed, field):
    asked, token = a_request_to_coordinators(app, home)
    queue = f"/sv/{home.facts.slugs['sv']}/personer/begaranden"
    answer = Visitor(app, home.people["coordinator"]).post(f"{queue}/{asked.id}", typed)
    assert answer.status_code == 422
    assert f"{field}-error" in ParsedPage(answer.text).ids
    assert stored(engines, token).state == "waiting"


def test_another_municipality_s_request_is_not_found(app, engines, home):
    neighbour = a_municipality(engines)
    asked, token = a_request_to_coordinators(app, neighbour)
    of_association, _ = a_request_to_the_association(app, engines)
    coordinator, officer = Visitor(app, home.people["coordinator"]), Visitor(app, a_person(engines, is_staff=True))
    queue = f"/fi/{home.facts.slugs['fi']}/ihmiset/pyynnot"
    decline = {"answer": "decline", "message": "Ei."}
    for visitor, address in (
        (coordinator, f"{queue}/{asked.id}"),
        (coordinator, f"{queue}/{of_association.id}"),
        (officer, f"/fi/liitto/tunnuspyynnot/{asked.id}"),
    ):
        assert visitor.get(address).status_code == 404
        assert visitor.post(address, decline).status_code == 404
    assert stored(engines, token).state == "waiting"


def test_staff_are_offered_a_trial_for_a_stranger_and_a_role_for_a_customer(app, engines, home):
    officer = Visitor(app, a_person(engines, is_staff=True))
    for code, offered in (("", {"offer", "more", "decline"}), (home.facts.municipality_code, None)):
        asked, _ = a_request_to_the_association(app, engines, code)
        page = ParsedPage(officer.get(f"/fi/liitto/tunnuspyynnot/{asked.id}").text)
        answers = {each.get("value") for each in page.fields() if each.get("name") == "answer"}
        assert answers == (offered or {"approve", "more", "decline"})
