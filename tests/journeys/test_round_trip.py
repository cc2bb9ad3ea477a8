"""The whole way in each language: from the coordinator's first sign-in to a resident who reads the report."""

import re

import pytest
from playwright.sync_api import expect

from app.reports.structure import SIX_CHAPTERS
from tenants.permissions import Role
from tests.journeys.tab import TabInOneLanguage
from tests.makers import a_municipality

pytestmark = pytest.mark.browser

CHILDREN = next(position for position, part in enumerate(SIX_CHAPTERS, start=1) if part.key == "3.2")
TO_WRITE = [position for position, part in enumerate(SIX_CHAPTERS, start=1) if not part.may_be_empty]
WRITTEN = {"fi": "Perheiden arki sujuu **enimmäkseen** hyvin.", "sv": "Vardagen löper för det **mesta** väl."}
READ = {language: text.replace("*", "") for language, text in WRITTEN.items()}
NAMES = {"fi": "Suomi", "sv": "Svenska"}


class Coordinator(TabInOneLanguage):
    """A coordinator with a report."""

    def go_to_section(self, position: int) -> None:
        """From the report's page to one of its sections."""
        self.page.locator(".govuk-task-list__link").nth(position - 1).click()

    def go_back_to_report(self) -> None:
        """By the last of the breadcrumbs."""
        self.page.locator(".govuk-breadcrumbs__link").last.click()

    def saves_by(self, msgid: str) -> None:
        """Press, and wait until the service has said that it has it."""
        self.press(msgid)
        expect(self.page.locator(".govuk-notification-banner--success")).to_be_visible()

    def write_both(self) -> None:
        """Type both texts."""
        for language, text in WRITTEN.items():
            self.write(language, text)


@pytest.mark.parametrize(
    ("language", "options"),
    [("fi", {}), ("sv", {}), ("fi", {"java_script_enabled": False})],
    ids=["in Finnish", "in Swedish", "without scripts"],
)
def test_a_report_is_begun_written_adopted_published_and_read(engines, tab, language, options):
    municipality = a_municipality(engines, bilingual=language == "sv")
    coordinator = Coordinator(tab(locale=f"{language}-FI", **options).page, language)
    arrives(coordinator, municipality)
    begins_a_report(coordinator)
    finds_the_figures(coordinator, municipality.facts.names[language])
    writes_every_section(coordinator)
    names_who_answers_for_each_section(coordinator)
    takes_it_to_the_council(coordinator)
    publishes_it(coordinator)
    coordinator.press("Sign out")
    reads_it_as_a_resident(coordinator, municipality.facts)
    assert not coordinator.troubles


def arrives(coordinator, municipality):
    coordinator.open("/")
    assert coordinator.page.locator("html").get_attribute("lang") == coordinator.language
    coordinator.page.locator("header").get_by_role("link", name=coordinator.say("Sign in")).click()
    coordinator.sign_in(municipality.people[Role.COORDINATOR])
    assert coordinator.heading() == coordinator.say("My tasks")


def begins_a_report(coordinator):
    coordinator.press("Begin a welfare report")
    years = [coordinator.page.locator(f"#{name}_year").input_value() for name in ("first", "last")]
    assert years == ["2025", "2029"]
    coordinator.press("Begin the report")
    assert "2025–2029" in coordinator.heading()


def finds_the_figures(coordinator, municipality):
    coordinator.go_to_section(CHILDREN)
    table = coordinator.page.locator(".app-figures table")
    assert municipality in table.locator("thead").inner_text()
    own = table.locator(".app-figures__number--own").all_inner_texts()
    assert len(own) >= 5
    assert sum(bool(re.search(r"\d,\d", text)) for text in own) >= 3
    assert all(re.search(r"\d", text) or coordinator.say("not available") in text for text in own)


def writes_every_section(coordinator):
    coordinator.write_both()
    coordinator.saves_by("Save")
    assert coordinator.page.locator("#text_sv").input_value() == WRITTEN["sv"]
    for position in TO_WRITE:
        coordinator.go_back_to_report()
        coordinator.go_to_section(position)
        coordinator.write_both()
        coordinator.saves_by("Save and approve")
    coordinator.go_back_to_report()


def names_who_answers_for_each_section(coordinator):
    coordinator.page.get_by_role("link", name=coordinator.say("Name responsible people and deputies")).click()
    for part, place in (("owner", 1), ("deputy", 2)):
        for field in coordinator.page.locator(f"main select[name^={part}]").all():
            field.select_option(index=place)
    coordinator.saves_by("Save")


def takes_it_to_the_council(coordinator):
    coordinator.press("Submit to the council")
    coordinator.press("Record the council's decision")
    coordinator.page.locator("#meeting_on").fill("12.1.2026")
    coordinator.page.locator("#meeting_section").fill("§ 4")
    coordinator.press("Record the adoption")
    assert re.search(r"12\.1\.2026,? § 4", coordinator.text())


def publishes_it(coordinator):
    coordinator.press("Publish for residents")
    coordinator.press("Publish")
    expect(coordinator.page.locator("#edition-1")).to_be_visible()


def reads_it_as_a_resident(resident, facts):
    """From the public register, in Finnish and then, at the same place, in Swedish; both PDFs open."""
    resident.open("/fi/")
    resident.page.get_by_role("link", name=facts.names["fi"]).first.click()
    reads_the_edition(resident, facts, "fi")
    resident.page.locator("header").get_by_role("link", name=NAMES["sv"]).click()
    reads_the_edition(resident, facts, "sv")


def reads_the_edition(resident, facts, language):
    address = {"fi": "/fi/raportit", "sv": "/sv/rapporter"}[language]
    assert resident.page.url.endswith(f"{address}/{facts.slugs[language]}/2025-2029/1")
    assert facts.names[language] in resident.heading()
    assert resident.text().count(READ[language]) == len(TO_WRITE)
    assert resident.page.locator(".app-figures table").count() >= 5
    link = resident.page.locator("main a[href$='.pdf']")
    answer = resident.page.request.get(link.get_attribute("href"))
    assert answer.body().startswith(b"%PDF-")
    assert len(answer.body()) > 20_000
