"""From asking for an account to the first words in a section: two people, their letters, the worker between them, in a
municipality where everybody signs in with two steps.
"""

import re

import pytest

from tenants.house_rules import house_rules, keep_rules
from tests.databases import CLUSTER
from tests.journeys.tab import TabInOneLanguage
from tests.letters import PostOffice
from tests.makers import PASSWORD, MunicipalityOfTest, a_municipality, a_report
from tests.serving import Server, environment
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 375, "height": 800}}
WAYS = {"in Finnish": ("fi", {}), "in Swedish on a phone": ("sv", PHONE)}
IN_A_LETTER = re.compile(r"https?://[^/\s]+(/\S+)")
SIGN_IN = {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}
TYPED = {"name": "Kirsi Kirjastonjohtaja", "position": "Kirjasto", "reason": "Kirjoitan kirjastosta."}
ASK = {"fi": "/fi/pyyda-tunnusta", "sv": "/sv/be-om-konto"}


@pytest.fixture(scope="module")
def office():
    """Where the service's letters arrive."""
    with PostOffice() as office:
        yield office


@pytest.fixture(scope="module")
def server(engines, database_name, office, tmp_path_factory):
    """The service with its worker and its letters."""
    more = {
        "RUN_WORKER": "on",
        "PUBLIC_URL": "http://localhost:8000",
        "SMTP_PORT": str(office.port),
        "SMTP_SECURITY": "none",
    }
    log = tmp_path_factory.mktemp("service") / "log"
    with Server(log, environment(CLUSTER.addresses(database_name)) | more) as started:
        yield started


@pytest.mark.parametrize(("language", "options"), WAYS.values(), ids=WAYS.keys())
def test_from_asking_to_the_first_words(engines, tab, office, language, options):
    home = a_municipality(engines, bilingual=True)
    a_report(home)
    two_steps_are_the_rule(home)
    email = f"kirsi.{language}@{home.facts.slugs[language]}.fi"
    asker, coordinator = (TabInOneLanguage(tab(locale=f"{language}-FI", **options).page, language) for _ in range(2))
    asks(asker, home, email)
    confirms(asker, link_in(office, email, 1))
    link_in(office, home.people["coordinator"].email, 1)
    asks_more(coordinator, home)
    answers(asker, link_in(office, email, 2))
    link_in(office, home.people["coordinator"].email, 2)
    approves(coordinator)
    becomes_a_member(asker, link_in(office, email, 3))
    writes(asker)
    assert asker.troubles == coordinator.troubles == []


def two_steps_are_the_rule(home: MunicipalityOfTest) -> None:
    with home.session() as session, session.begin():
        rules = house_rules(session)
        rules.requires_second_factor = True
        keep_rules(session, rules)


def link_in(office: PostOffice, email: str, count: int) -> str:
    """Where the last link of somebody's `count`th letter leads."""

    def mine() -> list:
        return [letter for letter in office.taken if email in letter["To"]]

    wait_until(lambda: len(mine()) >= count)
    return IN_A_LETTER.findall(mine()[count - 1].get_body("plain").get_content())[-1]


def asks(asker: TabInOneLanguage, home: MunicipalityOfTest, email: str) -> None:
    asker.open(ASK[asker.language])
    assert asker.faults() == []
    asker.page.locator("#municipality").select_option(home.facts.municipality_code)
    for name, words in TYPED.items():
        asker.page.locator(f"#{name}").fill(words)
    asker.page.locator("#email").fill(email)
    asker.press("Send the request")
    assert asker.heading() == asker.say("Open the link in your e-mail")


def confirms(asker: TabInOneLanguage, link: str) -> None:
    asker.open(link)
    asker.press("Confirm the request")
    assert asker.heading() == asker.say("Your request for an account")
    assert asker.faults() == []


def asks_more(coordinator: TabInOneLanguage, home: MunicipalityOfTest) -> None:
    coordinator.open(SIGN_IN[coordinator.language])
    coordinator.sign_in(home.people["coordinator"])
    coordinator.take_app_into_use()
    waiting = coordinator.say("Answer account requests: %(count)s") % {"count": 1}
    coordinator.page.get_by_role("link", name=waiting).click()
    coordinator.page.get_by_role("link", name=TYPED["name"]).click()
    assert coordinator.faults() == []
    coordinator.page.locator("input[name=answer][value=more]").check()
    coordinator.page.locator("#message").fill("Mikä kirjasto?")
    coordinator.press("Send the answer")
    assert coordinator.say("Your question is sent.") in coordinator.text()


def answers(asker: TabInOneLanguage, link: str) -> None:
    asker.open(link)
    assert "Mikä kirjasto?" in asker.text()
    asker.page.locator("#text").fill("Kaikki kirjastot.")
    asker.press("Send the answer")
    assert "Kaikki kirjastot." in asker.text()


def approves(coordinator: TabInOneLanguage) -> None:
    coordinator.page.get_by_role("link", name=TYPED["name"]).click()
    assert "Kaikki kirjastot." in coordinator.text()
    coordinator.page.locator("input[name=answer][value=approve]").check()
    coordinator.page.locator("input[name=role][value=writer]").check()
    coordinator.press("Send the answer")
    assert coordinator.say("The request is approved, and an invitation is sent.") in coordinator.text()
    assert coordinator.faults() == []


def becomes_a_member(asker: TabInOneLanguage, link: str) -> None:
    asker.open(link)
    assert asker.page.locator("#name").input_value() == TYPED["name"]
    for name in ("password", "again"):
        asker.page.locator(f"#{name}").fill(PASSWORD)
    asker.press("Accept the invitation")
    assert asker.say("You are now a member.") in asker.text()
    assert asker.faults() == []
    asker.take_app_into_use()


def writes(asker: TabInOneLanguage) -> None:
    asker.page.locator("main .govuk-task-list a").first.click()
    asker.write(asker.language, "Kirjastossa käydään ahkerasti.")
    asker.press("Save")
    assert asker.page.locator(f"#text_{asker.language}").input_value() == "Kirjastossa käydään ahkerasti."
