"""From a trial to a licence and its notice, as a coordinator does it in a browser, in either language."""

import pytest

from tenants.permissions import Role
from tests.journeys.tab import TabInOneLanguage
from tests.licences import a_municipality_on_trial
from tests.orders import open_orders

pytestmark = pytest.mark.browser

SIGN_IN = {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}
LICENCE = {"fi": "lisenssi", "sv": "licens"}


@pytest.mark.parametrize("language", SIGN_IN)
def test_a_trial_is_followed_by_a_licence_which_is_given_up_and_kept_after_all(app, engines, tab, language):
    trial, opened = a_municipality_on_trial(engines), TabInOneLanguage(tab().page, language)
    licence = f"/{language}/{trial.facts.slugs[language]}/{LICENCE[language]}"
    opened.open(SIGN_IN[language])
    opened.sign_in(trial.people[Role.COORDINATOR])
    opened.open(licence)
    opened.press("Order a licence until the end of the year")
    for box in ("#details_are_right", "#accepted"):
        opened.page.locator(box).check()
    opened.page.locator("#position").fill("Koordinaattori")
    opened.press("Order the licence")
    opened.page.wait_for_url(f"**{licence}")
    open_orders(app, engines)
    opened.open(licence)
    assert opened.say("Reports can be written and published.") in opened.text()
    assert opened.page.locator("main table tbody tr").count() == 1, "the invoice"
    opened.follow("Give notice")
    opened.page.locator("#municipality").fill(trial.facts.names[language])
    opened.press("Give notice")
    opened.page.wait_for_url(f"**{licence}")
    opened.press("Withdraw the notice")
    opened.press("Withdraw the notice")
    opened.page.wait_for_url(f"**{licence}")
    assert opened.say("The notice is withdrawn. The coordinators get a letter that confirms it.") in opened.text()
    assert not opened.troubles
