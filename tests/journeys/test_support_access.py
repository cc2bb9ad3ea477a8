"""A coordinator lets the association look and ends it; the hour passes in mid-page. Both languages, and a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from tenants.permissions import Role
from tenants.support import SupportSession
from tests.journeys.tab import TabInOneLanguage
from tests.makers import a_municipality, a_person, a_report, write

pytestmark = pytest.mark.browser

SIGN_IN = {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}
SUPPORT = {"fi": "tuki", "sv": "stod"}
LOOKS = {"fi": "/fi/liitto/tuki/katselut", "sv": "/sv/forbundet/stod/insyn"}
WAYS = {"in Finnish": ("fi", {}), "in Swedish on a phone": ("sv", {"viewport": {"width": 375, "height": 800}})}
REASON = "Taulukko, tabell 3"


@pytest.mark.parametrize(("language", "options"), WAYS.values(), ids=WAYS.keys())
def test_support_looks_while_it_is_let_and_no_longer(engines, tab, language, options):
    home, officer = a_municipality(engines), a_person(engines, "Tiina Tuki", is_staff=True)
    write(home, a_report(home), 1, "Salainen luonnos", "Hemligt utkast")
    coordinator = signed_in(tab(**options), home.people[Role.COORDINATOR], language)
    helper = signed_in(tab(**options), officer, language)
    lets_look(coordinator, home, officer)
    looks(helper, home)
    sees_the_looks_and_ends_the_access(coordinator, home)
    is_shown_that_it_is_over(helper)
    lets_look(coordinator, home, officer)
    looks(helper, home)
    the_hour_passes(engines, home)
    is_shown_that_it_is_over(helper)
    assert not coordinator.troubles
    assert {each.partition("status of ")[2] for each in helper.troubles} == {"403 (FORBIDDEN)"}


def signed_in(opened, person, language):
    inside = TabInOneLanguage(opened.page, language)
    inside.open(SIGN_IN[language])
    inside.sign_in(person)
    return inside


def lets_look(coordinator, home, officer):
    coordinator.open(f"/{coordinator.language}/{home.facts.slugs[coordinator.language]}/{SUPPORT[coordinator.language]}")
    coordinator.page.locator("#staff").select_option(str(officer.id))
    coordinator.page.locator("#reason").fill(REASON)
    coordinator.press("Open the access for 60 minutes")
    assert coordinator.say("The support access is open for 60 minutes.") in coordinator.text()


def looks(helper, home):
    helper.open(LOOKS[helper.language])
    helper.page.locator("main").get_by_role("link", name=home.facts.names[helper.language]).click()
    helper.page.locator("main a[href*='/1']").first.click()
    helper.page.locator("main a[href*='/1/']").first.click()
    expect(helper.page.get_by_text({"fi": "Salainen luonnos", "sv": "Hemligt utkast"}[helper.language])).to_be_visible()
    banner = helper.page.get_by_role("region", name=helper.say("Support access"))
    assert REASON in banner.inner_text()
    assert helper.page.locator("main textarea").count() == 0
    assert helper.faults() == []


def sees_the_looks_and_ends_the_access(coordinator, home):
    coordinator.page.reload()
    assert coordinator.page.locator(".app-trail li").count() == 3
    assert coordinator.faults() == []
    coordinator.page.get_by_role("button", name=coordinator.say("End the access")).click()
    assert coordinator.say("The support access has ended.") in coordinator.text()


def is_shown_that_it_is_over(helper):
    helper.page.reload()
    assert helper.heading() == helper.say("The support access has ended")
    assert "Salainen" not in helper.text()
    assert helper.faults() == []


def the_hour_passes(engines, home):
    hour = timedelta(hours=1)
    earlier = {"opened_at": SupportSession.opened_at - hour, "ends_at": SupportSession.ends_at - hour}
    with engines.owner.execution_options(tenant=home.facts.id).begin() as connection:
        connection.execute(update(SupportSession).values(**earlier))
