"""A work account from the directory to the sign-in; one's own account from a new e-mail to its end; in a browser."""

import uuid

import pytest

from app.messages.models import Letter
from tenants.permissions import Role
from tests.databases import CLUSTER
from tests.entra_server import CLIENT, SECRET, an_entra
from tests.journeys.tab import TabInOneLanguage, a_person_at
from tests.letters import a_free_port, outbox
from tests.makers import a_municipality
from tests.serving import AS_SERVED, Server, environment
from tests.work_accounts import a_member, an_invitation

pytestmark = pytest.mark.browser

SIGN_IN = {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}
ACCOUNT = {"fi": "/fi/omat/tili", "sv": "/sv/mina/konto"}
DIRECTORY = {"fi": "ihmiset/tyotilit", "sv": "personer/arbetskonton"}
INVITATION = {"fi": "/fi/kutsu/", "sv": "/sv/inbjudan/"}
WIDTHS = {"fi": 1280, "sv": 375}


@pytest.fixture(scope="module")
def entra():
    """A provider of work accounts, whose page lets one choose who one is."""
    with an_entra() as running:
        yield running


@pytest.fixture(scope="module")
def at_microsofts(entra, engines, database_name, tmp_path_factory):
    """The service as it is served, registered at that provider."""
    port = a_free_port()
    ours = {"ENTRA_CLIENT_ID": CLIENT, "ENTRA_CLIENT_SECRET": SECRET, "ENTRA_AUTHORITY": entra.url}
    settings = environment(CLUSTER.addresses(database_name)) | ours | {"PUBLIC_URL": f"http://127.0.0.1:{port}"}
    log = tmp_path_factory.mktemp("server") / "log"
    with Server(log, settings, (*AS_SERVED, "-b", f"127.0.0.1:{port}")) as started:
        yield started


@pytest.fixture
def opened(browser, at_microsofts):
    """A function: a fresh window in a language, as wide as this language is tried."""
    contexts = []

    def fresh(language):
        size = {"width": WIDTHS[language], "height": 900}
        contexts.append(a_person_at(browser, base_url=at_microsofts.url, viewport=size))
        return TabInOneLanguage(contexts[-1].new_page(), language)

    yield fresh
    for context in contexts:
        context.close()


def a_user(entra, name):
    """Somebody in every directory, by a name that nobody else has."""
    entra.add(name := f"{name}{uuid.uuid4().hex[:6]}")
    return name


def take_into_use(tab, entra, place, language):
    """As the coordinator does it on the municipality's page; returns what was found fault with."""
    address = f"/{language}/{place.facts.slugs[language]}/{DIRECTORY[language]}"
    chief = a_user(entra, "Paula")
    tab.open(SIGN_IN[language])
    tab.sign_in(place.people[Role.COORDINATOR])
    tab.page.wait_for_url(f"**/{place.facts.slugs[language]}/")
    tab.open(address)
    faults = tab.faults()
    tab.page.locator("#entra_tenant").fill(str(uuid.uuid4()))
    tab.press("Store the directory")
    tab.press("Sign in through the directory")
    tab.link(chief).click()
    tab.page.wait_for_url(f"**{address}")
    faults += tab.faults()
    tab.press("Take the directory into use")
    in_use = "The directory is in use. Everybody can now link a work account on the page My account."
    assert tab.say(in_use) in tab.text()
    return faults + tab.faults()


@pytest.mark.parametrize("language", SIGN_IN)
def test_a_municipality_takes_work_accounts_into_use_and_the_invited_comes_in_with_one(
    opened, engines, entra, language
):
    place, tab = a_municipality(engines, bilingual=True), opened(language)
    faults, newcomer = take_into_use(tab, entra, place, language), a_user(entra, "Uuno")
    token, _ = an_invitation(place)
    guest = opened(language)
    guest.open(f"{INVITATION[language]}{token}")
    guest.press("Accept with your work account (Microsoft)")
    guest.link(newcomer).click()
    assert guest.page.locator("#name").input_value() == newcomer
    faults += guest.faults()
    guest.press("Accept the invitation")
    guest.page.wait_for_url(f"**/{place.facts.slugs[language]}/")
    again = opened(language)
    again.open(f"{SIGN_IN[language]}?municipality={place.facts.slugs[language]}")
    faults += again.faults()
    again.press("Sign in with your work account (Microsoft)")
    again.link(newcomer).click()
    again.page.wait_for_url(f"**/{place.facts.slugs[language]}/")
    assert newcomer in again.page.locator(".app-visitor").text_content()
    assert faults == []
    assert tab.troubles == guest.troubles == again.troubles == []


@pytest.mark.parametrize("language", SIGN_IN)
def test_somebody_changes_their_e_mail_leaves_and_is_erased(opened, engines, language):
    place, tab = a_municipality(engines, bilingual=True), opened(language)
    tab.open(SIGN_IN[language])
    tab.sign_in(a_member(place))
    tab.page.wait_for_url(f"**/{place.facts.slugs[language]}/")
    tab.page.locator(".app-visitor a").click()
    tab.page.wait_for_url(f"**{ACCOUNT[language]}")
    faults = tab.faults()
    tab.page.get_by_role("link", name=tab.say("Edit")).nth(1).click()
    new = f"{uuid.uuid4().hex[:8]}@kunta.example"
    tab.page.locator("#email").fill(new)
    faults += tab.faults()
    tab.press("Send the link")
    (letter,) = outbox(engines, Letter.to_email == new)
    tab.open(f"{ACCOUNT[language]}/{'sahkoposti' if language == 'fi' else 'e-post'}/{letter.payload['token']}")
    faults += tab.faults()
    tab.press("Change e-mail")
    assert tab.say("Your e-mail is changed. From now on you sign in with it.") in tab.text()
    tab.page.get_by_role("link", name=tab.say("Leave")).click()
    faults += tab.faults()
    tab.press("Leave the municipality")
    tab.follow("Erase my account")
    faults += tab.faults()
    tab.press("Erase my account")
    assert tab.say("There is something to correct") in tab.text(), "it was not ticked"
    tab.page.locator("#understood").check()
    tab.press("Erase my account")
    assert tab.say("Your details are erased, and you are signed out.") in tab.text()
    assert faults == []
    assert not [each for each in tab.troubles if "422" not in each]
