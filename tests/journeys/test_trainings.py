"""Somebody signs up to a training and takes it back, in both languages, on a phone and without scripts."""

import pytest

from tenants.permissions import Role
from tests.journeys.test_questions import WAYS, signed_in
from tests.makers import a_municipality, a_person
from tests.support import a_training

pytestmark = pytest.mark.browser

TRAININGS = {"fi": "/fi/koulutukset", "sv": "/sv/utbildningar"}
NAMES = {"fi": "Kirjoittajien koulutus", "sv": "Utbildning för skribenter"}


@pytest.mark.parametrize(("language", "options"), WAYS.values(), ids=WAYS.keys())
def test_a_writer_signs_up_to_a_training_and_cancels(engines, tab, language, options):
    home, staff = a_municipality(engines), a_person(engines, is_staff=True)
    a_training(engines, staff)
    writer = signed_in(tab(**options), home.people[Role.WRITER], language)
    writer.open(TRAININGS[language])
    writer.page.locator("main").get_by_role("link", name=NAMES[language]).first.click()
    writer.press("Sign up")
    assert writer.say("You have a place.") in writer.text()
    assert "java_script_enabled" in options or not writer.faults()
    writer.press("Cancel my coming")
    assert writer.say("You have a place.") not in writer.text()
    assert not writer.troubles
