"""The whole term in a browser, in each language: an account without anything, the council's report and plan, a year's
follow-up, the annual reports, the next term's report. One figure is typed, the target; every other one comes along.
"""

import re

import pytest
from playwright.sync_api import expect

from app.carrying import actions
from app.reports.queries import whole_report
from app.reports.structure import ANNUAL
from app.web import numbers
from tenants import clock
from tenants.permissions import Role
from tests.journeys.tab import TabInOneLanguage
from tests.makers import a_municipality, name_people, write

pytestmark = pytest.mark.browser

EMPHASIS = {"fi": "Osallisuus", "sv": "Delaktighet"}
GOAL = {"fi": "Väki kasvaa", "sv": "Folket ökar"}
MEASURE = {"fi": "Asukasilta joka kylässä", "sv": "Invånarkväll i varje by"}
SENTENCE = {"fi": "Iltoja oli kuusi.", "sv": "Kvällarna var sex."}
SUMMARY = {"fi": "Kunnassa on hyvä elää.", "sv": "Kommunen är god att leva i."}
POPULATION = "127"
"""Sotkanet's number of the figure that the goal is measured by."""
TARGET, SHOWN_TARGET = "15000", "15\N{NO-BREAK SPACE}000 (2029)"
TITLES = {each.key: {"fi": each.fi, "sv": each.sv} for each in ANNUAL}
ENDED = {"fi": actions.ENDED.title_fi, "sv": actions.ENDED.title_sv}
TODAY = numbers.day(clock.today(), "fi")


class Coordinator(TabInOneLanguage):
    """A coordinator, whose colleagues write the sections that nothing more is asked of."""

    def __init__(self, page, language, municipality):
        super().__init__(page, language)
        self.municipality = municipality

    def go_to(self, msgid):
        """By the main navigation."""
        self.page.locator("#navigation").get_by_role("link", name=self.say(msgid), exact=True).click()

    def go_to_report(self, title):
        """From the list of reports."""
        self.go_to("Welfare reports")
        self.page.locator("main").get_by_role("link", name=title, exact=True).click()

    def signs_in(self, role):
        """From the service's front page."""
        self.open("/")
        self.page.locator("header").get_by_role("link", name=self.say("Sign in")).click()
        self.sign_in(self.municipality.people[role])

    def go_to_section(self, titles):
        """From the report's page."""
        ends_so = re.compile(rf"{re.escape(titles[self.language])}\s*$")
        self.page.locator(".govuk-task-list__link", has_text=ends_so).click()

    def go_to_plan(self):
        """To the plan that was begun first."""
        self.go_to("Welfare plans")
        self.page.locator("main h2 a").last.click()

    def begin(self, msgid):
        """By the link that is first of those that begin so: what it is about is heard, not seen."""
        self.page.get_by_role("link", name=re.compile(f"^{re.escape(self.say(msgid))}")).first.click()

    def type(self, name, texts):
        """One text in both languages."""
        for language, text in texts.items():
            self.page.locator(f"#{name}_{language}").fill(text)

    def is_told(self):
        """That what was asked for has been done."""
        expect(self.page.locator(".govuk-notification-banner--success")).to_be_visible()

    def sees(self, *words):
        """All of it, on the page as it is now."""
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)

    def reads(self, *words):
        """That a section's texts hold all of it, in both languages and without having been typed there."""
        for language in ("fi", "sv"):
            text = self.page.locator(f"#text_{language}").input_value().replace("\\", "")
            told = [each[language] if isinstance(each, dict) else each for each in words]
            assert [each for each in told if each not in text] == []

    def takes_to_council(self, number):
        """When the colleagues have written what was blank and approved everything."""
        with self.municipality.session(read_only=True) as session:
            report = whole_report(session, number)
        for each in report.sections:
            if each.state != "approved":
                typed = (each.text_fi or f"Teksti {number}", each.text_sv or f"Text {number}")
                write(self.municipality, report, each.position, *typed, "approve")
        name_people(self.municipality)
        self.page.reload()
        self.press("Submit to the council")
        self.press("Record the council's decision")
        self.page.locator("#meeting_on").fill(TODAY)
        self.page.locator("#meeting_section").fill("4")
        self.press("Record the adoption")
        self.sees(TODAY)


@pytest.mark.parametrize(
    ("language", "options"), [("fi", {}), ("sv", {"java_script_enabled": False})], ids=["in Finnish", "in Swedish"]
)
def test_a_term_its_years_and_the_next_term(engines, tab, language, options):
    municipality = a_municipality(engines, bilingual=True)
    coordinator, owner = (
        Coordinator(tab(locale=f"{language}-FI", **options).page, language, municipality) for _ in range(2)
    )
    coordinator.signs_in(Role.COORDINATOR)
    report, figure = begins_the_term(coordinator)
    asks_how_it_goes(coordinator)
    tells_how_it_goes(owner)
    year = reports_on_the_year(coordinator, figure)
    reports_on_the_next_year(coordinator, year)
    begins_the_next_term(coordinator, report, figure)
    assert not coordinator.troubles + owner.troubles


def begins_the_term(coordinator):
    """The report and the plan in it, as far as the council; gives what the report is called, and the figure that the
    goal begins from.
    """
    coordinator.press("Begin a welfare report")
    for name, year in (("first_year", "2021"), ("last_year", "2025")):
        coordinator.page.locator(f"#{name}").fill(year)
        coordinator.page.locator(f"#plan_{name}").fill(str(int(year) + 4))
    coordinator.press("Begin the report")
    coordinator.sees("2021–2025")
    report = coordinator.heading()
    coordinator.follow("Choose the welfare plan in the report")
    figure = plans(coordinator)
    coordinator.go_to_report(report)
    coordinator.takes_to_council(1)
    return report, figure


def plans(coordinator):
    """One goal and one measure: the years are the report's, the starting point is Sotkanet's."""
    coordinator.page.locator("#plan").select_option("new")
    coordinator.press("Save")
    coordinator.sees("2025–2029")
    coordinator.press("Add an emphasis")
    coordinator.type("title", EMPHASIS)
    coordinator.press("Save")
    coordinator.begin("Add a goal")
    coordinator.type("title", GOAL)
    coordinator.press("Save")
    coordinator.page.locator("#q").fill(POPULATION)
    coordinator.press("Search")
    coordinator.page.locator(f"button[name=indicator][value='{POPULATION}']").click()
    figure = int(coordinator.page.locator("#baseline_value").input_value())
    coordinator.page.locator("#target_value").fill(TARGET)
    coordinator.page.locator("#target_year").fill("2029")
    coordinator.press("Save")
    coordinator.begin("Add a measure")
    coordinator.type("title", MEASURE)
    coordinator.page.locator("#owner").select_option(label="Writer Testi")
    coordinator.press("Save")
    coordinator.sees(MEASURE[coordinator.language])
    return numbers.number(figure, 0, "fi")


def asks_how_it_goes(coordinator):
    """A day of follow-up, by which whoever answers for a measure tells of it."""
    coordinator.go_to_plan()
    coordinator.follow("Follow-up")
    coordinator.press("Days of follow-up")
    coordinator.page.locator("#due_on").fill(TODAY)
    coordinator.press("Save")
    coordinator.sees(TODAY)


def tells_how_it_goes(owner):
    """From one's own tasks."""
    owner.signs_in(Role.WRITER)
    owner.page.get_by_role("link", name=MEASURE[owner.language]).click()
    owner.page.locator("input[name=status][value=under_way]").check()
    owner.page.locator("input[name=light][value=green]").check()
    owner.page.locator("main summary").click()
    owner.type("sentence", SENTENCE)
    owner.press("Save")
    owner.is_told()


def reports_on_the_year(coordinator, figure):
    """Its figures and what was told are in their places; gives the year."""
    coordinator.go_to_plan()
    coordinator.follow("Begin the annual report")
    year = int(coordinator.page.locator("#year").input_value())
    coordinator.press("Begin the report")
    coordinator.sees(coordinator.say("Tools for the report"))
    report = coordinator.heading()
    coordinator.go_to_section(TITLES["measures"])
    coordinator.reads(GOAL, figure, SHOWN_TARGET, MEASURE, SENTENCE)
    coordinator.go_to_report(report)
    coordinator.go_to_section(TITLES["1"])
    for code, text in SUMMARY.items():
        coordinator.write(code, text)
    coordinator.press("Save and approve")
    coordinator.go_to_report(report)
    coordinator.takes_to_council(2)
    return year


def reports_on_the_next_year(coordinator, year):
    """Last year's texts wait until somebody confirms them; the reports are read side by side."""
    coordinator.go_to_plan()
    coordinator.follow("Begin the annual report")
    expect(coordinator.page.locator("#year")).to_have_value(str(year + 1))
    coordinator.press("Begin the report")
    coordinator.sees(coordinator.say("Carried over, not confirmed."), str(year + 1))
    report = coordinator.heading()
    coordinator.go_to_section(TITLES["1"])
    coordinator.reads(SUMMARY)
    coordinator.press("Confirm what was carried over")
    coordinator.is_told()
    coordinator.go_to_report(report)
    coordinator.follow("Compare with an earlier report")
    coordinator.page.locator("main li a").first.click()
    coordinator.sees(coordinator.say("The text is the same."))
    printed = coordinator.page.request.get(coordinator.page.locator("main a[href$='.pdf']").get_attribute("href"))
    assert printed.body().startswith(b"%PDF-")


def begins_the_next_term(coordinator, report, figure):
    """From the report of the term before: its texts, what its plan came to, and the next plan."""
    coordinator.go_to_report(report)
    coordinator.follow("Begin the next term's report")
    names = ("first_year", "last_year", "plan_first_year", "plan_last_year")
    offered = [coordinator.page.locator(f"#{name}").input_value() for name in names]
    assert offered == ["2025", "2029", "2029", "2033"]
    coordinator.press("Begin the report")
    coordinator.sees("2029–2033", coordinator.say("Carried over, not confirmed."))
    following = coordinator.heading()
    coordinator.go_to_section(ENDED)
    coordinator.reads(GOAL, figure, SHOWN_TARGET, MEASURE, SENTENCE)
    coordinator.go_to_report(following)
    coordinator.page.locator("main a[href$='/2']").last.click()
    coordinator.sees("2029–2033", GOAL[coordinator.language], MEASURE[coordinator.language], figure)
