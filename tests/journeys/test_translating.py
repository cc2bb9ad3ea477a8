"""A translator writes beside the original in a browser: nothing typed is left unasked, and axe is content."""

import pytest

from tenants.permissions import Role
from tests.makers import a_report, write

pytestmark = pytest.mark.browser

SENT = "Ett\n\nTvå"


def test_who_leaves_with_words_that_were_not_sent_is_asked_and_who_saves_is_not(tab, municipality):
    report = a_report(municipality)
    write(municipality, report, 1, "Yksi\n\nKaksi\n\nKolme", SENT)
    write(municipality, report, 1, "Yksi muuttui\n\nKaksi\n\nKolme", SENT)
    opened = tab()
    opened.open("/fi/kirjaudu")
    opened.sign_in(municipality.people[Role.WRITER])
    opened.open(f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/1/kaannos")
    assert opened.faults() == []
    asked = []
    opened.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    opened.page.locator("#row-3").press_sequentially("Tre")
    opened.page.get_by_role("link", name="1 Tiivistelmä").click(no_wait_after=True)
    opened.page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert opened.page.locator("#row-3").input_value() == "Tre"
    opened.button("Tallenna käännös").click()
    opened.page.locator(".govuk-notification-banner").wait_for()
    assert asked == ["beforeunload"]
    assert opened.page.locator("#row-3").input_value() == "Tre"
    assert opened.troubles == []
