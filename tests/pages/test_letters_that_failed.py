"""The association's page of letters that did not go."""

import pytest

from app.messages.models import Letter
from tests.letters import a_letter, a_letter_given_up, outbox
from tests.makers import a_person

ADDRESSES = {"fi": "/fi/liitto/kirjeet", "sv": "/sv/forbundet/brev"}
AGAIN = {"fi": "uudelleen", "sv": "igen"}


@pytest.fixture
def staff(engines, visitor):
    return visitor(a_person(engines, "Tiina Tuki", is_staff=True))


@pytest.mark.parametrize("language", ADDRESSES)
def test_staff_read_who_did_not_get_a_letter_and_why(engines, staff, language):
    a_letter_given_up(engines, "550 <b>no such user</b>", to="poissa@kunta.example")
    page = staff.get(ADDRESSES[language]).text
    assert "poissa@kunta.example" in page
    assert "550 &lt;b&gt;no such user&lt;/b&gt;" in page


def test_a_person_s_address_is_shown_though_the_letter_knows_only_the_person(engines, staff):
    person = a_person(engines)
    a_letter_given_up(engines, to=None, person=person.id)
    assert person.email in staff.get(ADDRESSES["fi"]).text


def test_staff_see_since_when_letters_wait(engines, staff):
    before = staff.get(ADDRESSES["fi"]).text
    a_letter(engines)
    assert staff.get(ADDRESSES["fi"]).text != before


@pytest.mark.parametrize("language", ADDRESSES)
def test_a_letter_is_sent_again_with_one_press_and_the_trail_says_who_pressed(engines, staff, language):
    letter_id = a_letter_given_up(engines)
    answer = staff.post(f"{ADDRESSES[language]}/{letter_id}/{AGAIN[language]}")
    assert (answer.status_code, answer.location) == (302, ADDRESSES[language])
    (letter,) = outbox(engines, Letter.id == letter_id)
    assert (letter.failed_at, letter.tries) == (None, 0)
    trail = {"fi": "/fi/liitto/tapahtumat", "sv": "/sv/forbundet/handelser"}[language]
    assert "Tiina Tuki" in staff.get(trail).text
    assert staff.post(f"{ADDRESSES[language]}/{letter_id}/{AGAIN[language]}").status_code == 404


def test_our_own_reasons_are_in_the_page_s_language_and_a_server_s_are_marked_as_its_own(engines, staff):
    for why in ("bad_address", "554 go away"):
        a_letter_given_up(engines, why)
    for address in ADDRESSES.values():
        page = staff.get(address).text
        assert "bad_address" not in page
        assert '<span lang="en">554 go away</span>' in page
