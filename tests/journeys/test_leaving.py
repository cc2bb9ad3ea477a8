"""A coordinator takes everything along and has it deleted, thinks better of it, and in the end leaves."""

import io
import json
import zipfile
from datetime import timedelta

import pytest

from app.leaving import queries
from tenants.permissions import Role
from tests.journeys.tab import TabInOneLanguage
from tests.leaving import a_published_report, carry_out, let_days_pass, make_exports
from tests.makers import a_municipality

pytestmark = pytest.mark.browser

SIGN_IN = {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in"}
LICENCE = {"fi": "lisenssi", "sv": "licens"}
PUBLISHED = {"fi": "raportit", "sv": "rapporter"}
SIZES = {"fi": {"width": 1280, "height": 900}, "sv": {"width": 375, "height": 800}}


def ask_for_deletion(opened: TabInOneLanguage, name: str) -> None:
    """From the page that tells what is deleted and what stays."""
    opened.press("Ask for the deletion")
    opened.page.locator("#municipality").fill(name)
    assert opened.faults() == []
    opened.press("Ask for the deletion")
    opened.page.locator(".govuk-notification-banner").wait_for()


@pytest.mark.parametrize("language", SIGN_IN)
def test_everything_is_taken_along_and_then_deleted(app, engines, tab, language):
    leaving = a_municipality(engines)
    a_published_report(app, leaving)
    opened, slug = TabInOneLanguage(tab(viewport=SIZES[language]).page, language), leaving.facts.slugs[language]
    opened.open(SIGN_IN[language])
    opened.sign_in(leaving.people[Role.COORDINATOR])
    opened.open(f"/{language}/{slug}/{LICENCE[language]}")
    opened.follow("Export all information")
    opened.press("Make an export")
    opened.page.locator(".govuk-notification-banner").wait_for()
    make_exports(app, engines)
    opened.follow("Look how far it has come")
    assert opened.faults() == []
    with opened.page.expect_download() as download:
        opened.page.locator("main table button").click()
    zipped = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    assert json.loads(zipped.read("manifest.json"))["municipality"]["code"] == leaving.facts.municipality_code
    opened.follow("Delete all information")
    assert opened.faults() == []
    ask_for_deletion(opened, leaving.facts.names[language])
    opened.press("Stop the deletion")
    assert opened.say("The deletion is stopped. Nothing has changed. All coordinators get a letter.") in opened.text()
    ask_for_deletion(opened, leaving.facts.names[language])
    with leaving.session(read_only=True) as session:
        record = queries.open_deletion(session, leaving.facts.id)
    let_days_pass(leaving, record, 30)
    carry_out(app, engines)
    assert opened.open(f"/{language}/{slug}/{LICENCE[language]}").status == 404
    let_days_pass(leaving, record, closed=timedelta(hours=1))
    carry_out(app, engines)
    assert SIGN_IN[language] in opened.open(f"/{language}/{slug}/{LICENCE[language]}").url, "nobody is known any more"
    assert opened.open(f"/{language}/{PUBLISHED[language]}/{slug}/2025-2029/1").status == 200
    assert [trouble for trouble in opened.troubles if "404" not in trouble] == []
