"""Signing in in two steps in a real browser: an app, a lost phone, a passkey that the browser's own device holds."""

from collections.abc import Iterator

import pytest

from tenants.people import Person
from tests.databases import CLUSTER
from tests.journeys.tab import TabInOneLanguage
from tests.letters import a_free_port
from tests.makers import PASSWORD, a_person
from tests.second_factors import code_of
from tests.serving import Server, environment

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 375, "height": 800}}
LANGUAGES = [("fi", PHONE), ("sv", {})]
IDS = ["in Finnish on a phone", "in Swedish"]


@pytest.fixture(scope="module")
def server(engines, database_name, tmp_path_factory) -> Iterator[Server]:
    """The service under a name that passkeys can be made for, which no bare number is."""
    port = str(a_free_port())
    settings = environment(CLUSTER.addresses(database_name)) | {"PORT": port, "PUBLIC_URL": f"http://localhost:{port}"}
    with Server(tmp_path_factory.mktemp("server") / "log", settings) as started:
        started.url = settings["PUBLIC_URL"]
        yield started


class Owner(TabInOneLanguage):
    """Somebody with a phone in the pocket."""

    def signs_in(self, person: Person) -> None:
        """E-mail and password, from the sign-in page on."""
        self.open({"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}[self.language])
        self.page.locator("#email").fill(person.email)
        self.page.locator("#password").fill(PASSWORD)
        self.submit()

    def signs_out(self) -> None:
        """By the button that every page has."""
        self.button(self.say("Sign out")).first.click()

    def goes_to_security(self) -> None:
        """To the page about signing in."""
        self.open({"fi": "/fi/omat/kirjautuminen", "sv": "/sv/mina/inloggning"}[self.language])

    def holds_a_device(self, *, looks: bool = True) -> None:
        """Give the browser a device that makes passkeys; `looks`: it recognises its user."""
        protocol = self.page.context.new_cdp_session(self.page)
        protocol.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": looks,
            "hasUserVerification": looks,
            "isUserVerified": looks,
            "automaticPresenceSimulation": True,
        }
        protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def owner(tab, engines):
    """A function: a tab and its person."""

    def fresh(language: str, **options: object) -> tuple[Owner, Person]:
        return Owner(tab(locale=f"{language}-FI", **options).page, language), a_person(engines, language=language)

    return fresh


@pytest.mark.parametrize(("language", "options"), LANGUAGES, ids=IDS)
def test_an_app_is_taken_into_use_and_when_the_phone_is_lost_a_recovery_code_opens(owner, language, options):
    tab, person = owner(language, **options)
    tab.signs_in(person)
    tab.goes_to_security()
    tab.press("Take two-step sign-in into use")
    assert tab.faults() == []
    codes = takes_app_into_use(tab)
    tab.signs_out()
    tab.signs_in(person)
    assert tab.heading() == tab.say("Second step of signing in")
    assert tab.faults() == []
    tab.page.locator("#code").fill(codes[3].upper())
    tab.press("Continue")
    assert tab.say("You used a recovery code. Codes left: %(count)s.") % {"count": 9} in tab.text()
    assert tab.troubles == []


def takes_app_into_use(tab: Owner) -> list[str]:
    """Returns the recovery codes, which can be saved as a file."""
    tab.press("Use an authenticator app")
    assert tab.page.locator("svg[role=img], .app-square svg").count() == 1
    assert tab.faults() == []
    secret = tab.page.locator(".app-key").inner_text().replace(" ", "")
    tab.page.locator("#name").fill("Oma puhelin")
    tab.page.locator("#code").fill(code_of(secret))
    tab.press("Take into use")
    tab.press("Make and show recovery codes")
    assert tab.faults() == []
    codes = tab.page.locator(".app-codes code").all_inner_texts()
    with tab.page.expect_download() as saved:
        tab.page.get_by_role("link", name=tab.say("Save the codes as a text file")).click()
    assert saved.value.path().read_text().split("\n") == codes
    tab.press("I have kept the codes, continue")
    return codes


@pytest.mark.parametrize(("language", "options"), LANGUAGES, ids=IDS)
def test_a_passkey_is_made_and_signs_in_without_a_password_and_after_one(owner, language, options):
    tab, person = owner(language, **options)
    tab.holds_a_device()
    tab.signs_in(person)
    makes_passkey(tab)
    tab.signs_out()
    tab.open({"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}[language])
    assert tab.faults() == []
    tab.press("Sign in with a passkey")
    tab.page.get_by_text(person.name).first.wait_for()
    tab.goes_to_security()
    assert tab.say("passkey") in tab.text()
    tab.signs_out()
    tab.signs_in(person)
    tab.press("Continue with the passkey")
    tab.page.get_by_text(person.name).first.wait_for()
    tab.goes_to_security()
    assert tab.say("password and passkey") in tab.text()
    assert tab.faults() == []
    assert tab.troubles == []


def test_a_key_that_does_not_look_at_its_user_is_a_second_step_only(owner):
    tab, person = owner("fi")
    tab.holds_a_device(looks=False)
    tab.signs_in(person)
    makes_passkey(tab)
    tab.signs_out()
    tab.signs_in(person)
    tab.press("Continue with the passkey")
    tab.page.get_by_text(person.name).first.wait_for()
    tab.signs_out()
    tab.open("/fi/kirjaudu")
    tab.press("Sign in with a passkey")
    tab.page.get_by_text(tab.say("The passkey did not answer. Try again, or sign in another way.")).wait_for()


def makes_passkey(tab: Owner) -> None:
    tab.goes_to_security()
    tab.press("Take two-step sign-in into use")
    tab.press("Use a passkey")
    assert tab.faults() == []
    tab.page.locator("#name").fill("Työkone")
    tab.press("Make a passkey")
    tab.press("Make and show recovery codes")
    tab.press("I have kept the codes, continue")
    assert "Työkone" in tab.text()
