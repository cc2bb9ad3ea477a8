"""A translation is saved while it is written beside its original: whatever happens, no sentence is lost."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.reports.queries import section_at
from app.sections.models import KeptText
from tenants import sign_ins
from tenants.boundary import DoorSession
from tenants.permissions import Role
from tests.journeys.saving.writer import MOVED_BY
from tests.journeys.tab import Tab, a_person_at
from tests.makers import a_report, write
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

FINNISH, SWEDISH = "Yksi\n\nKaksi {{figure:1}}\n\nKolme\n\nNeljä", "Ett"


class Translator:
    """Somebody in front of the rows, in a browser whose clock is moved by hand."""

    def __init__(self, context, place):
        self.context, self.place = context, place
        self.home = f"/fi/{place.facts.slugs['fi']}"
        self.opens()

    def opens(self):
        self.tab = Tab(self.context.new_page())
        self.page = self.tab.page
        self.tab.open(f"{self.home}/kertomukset/1/osat/1/kaannos")
        expect(self.page.locator(".app-saving")).to_be_attached()

    def types(self, row, words):
        """At the end of a row."""
        self.page.locator(f"#row-{row}").press("Control+End")
        self.page.keyboard.type(words)

    def pauses(self, milliseconds=MOVED_BY):
        self.page.clock.fast_forward(milliseconds)

    def hears(self, state, row):
        """The state stands below the row that is written."""
        group = self.page.locator(".govuk-form-group", has=self.page.locator(f"#row-{row}"))
        expect(group.locator(f".app-saving[data-state={state}]")).to_be_visible()

    def moves(self, way, row, to):
        """With the button beside a row, without leaving the page before."""
        words = self.text(row)
        pair = self.page.locator(".app-pair", has=self.page.locator(f"#row-{row}"))
        pair.locator("summary").click()
        pair.get_by_role("button", name=f"Siirrä käännös {way}").click()
        expect(self.page.locator(f"#row-{to}")).to_have_value(words)
        expect(self.page.locator(f"#row-{row}")).to_have_value("")
        expect(self.page.locator(".app-saving")).to_be_attached()

    def text(self, row):
        return self.page.locator(f"#row-{row}").input_value()

    def drafts(self):
        return self.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft')).length")

    def sign_in(self):
        tab = Tab(self.context.new_page())
        tab.open("/fi/kirjaudu")
        tab.sign_in(self.place.people[Role.WRITER])
        tab.page.wait_for_url("**/fi/**")
        tab.page.close()


@pytest.fixture
def place(municipality):
    write(municipality, a_report(municipality), 1, FINNISH, SWEDISH)
    return municipality


@pytest.fixture
def translator(browser, server, place):
    context = a_person_at(browser, base_url=server.url)
    context.clock.install()
    at_the_door = Tab(context.new_page())
    at_the_door.open("/fi/kirjaudu")
    at_the_door.sign_in(place.people[Role.WRITER])
    at_the_door.page.wait_for_url("**/fi/**")
    yield Translator(context, place)
    context.close()


def stored(place):
    with place.session(read_only=True) as session:
        return section_at(session, 1, 1).text_sv


def another_writes(place, swedish):
    with place.session(read_only=True) as session:
        report = section_at(session, 1, 1).report
    write(place, report, 1, FINNISH, swedish)


def pauses_and_others_are_taken_in(translator, place):
    """A row belongs to its paragraph once it is saved, and two paragraphs of one are written on in its row."""
    translator.types(3, "Tre")
    translator.hears("writing", 3)
    translator.pauses()
    translator.hears("saved", 3)
    assert stored(place) == "Ett\n\nTre"
    translator.moves("alas", 3, to=4)
    translator.moves("ylös", 4, to=3)
    translator.types(3, " blir\n\nmera")
    translator.pauses()
    wait_until(lambda: stored(place) == "Ett\n\nTre blir\n\nmera")
    translator.hears("saved", 3)
    another_writes(place, "Ett av annan\n\nTre blir\n\nmera")
    translator.types(3, "!")
    translator.page.keyboard.press("Tab")
    translator.hears("saved", 3)
    assert stored(place) == "Ett av annan\n\nTre blir\n\nmera!" and translator.text(1) == "Ett av annan"


def half_a_sentence_is_stored_and_said_to_be_unfinished(translator, place):
    """It has not named its figure yet."""
    translator.types(2, "Två")
    translator.pauses()
    translator.hears("remarked", 2)
    assert stored(place).startswith("Ett av annan\n\nTvå\n\nTre blir")
    translator.types(2, " {{figure:1}}")
    translator.pauses()
    translator.hears("saved", 2)


def without_network_or_signed_out_it_is_kept_here(translator, place):
    translator.context.set_offline(True)
    translator.types(4, "Fyra i tunneln")
    translator.pauses()
    translator.hears("waiting", 4)
    assert translator.drafts() == 1
    translator.context.set_offline(False)
    translator.hears("saved", 4)
    with DoorSession(place.engines) as door, door.begin():
        sign_ins.end_all(door, place.people[Role.WRITER].id)
    translator.types(4, " och efter")
    translator.pauses()
    translator.hears("signedOut", 4)
    translator.sign_in()
    translator.page.evaluate("window.dispatchEvent(new Event('focus'))")
    translator.hears("saved", 4)
    assert stored(place).endswith("mera!\n\nFyra i tunneln och efter")


def test_no_sentence_of_a_translation_is_lost(translator, place):
    pauses_and_others_are_taken_in(translator, place)
    half_a_sentence_is_stored_and_said_to_be_unfinished(translator, place)
    without_network_or_signed_out_it_is_kept_here(translator, place)
    # The button stores the same once more, and nothing twice.
    translator.types(4, ".")
    translator.tab.button("Tallenna käännös").click()
    expect(translator.page.locator(".govuk-notification-banner")).to_be_visible()
    whole = "Ett av annan\n\nTvå {{figure:1}}\n\nTre blir\n\nmera!\n\nFyra i tunneln och efter."
    assert stored(place) == whole
    with place.session(read_only=True) as session:
        assert session.scalars(select(KeptText.text)).all() == []
    # A tab that is lost in mid-sentence leaves its text, and the next one sends it.
    translator.context.set_offline(True)
    translator.types(1, " och kesk")
    translator.page.close()
    translator.context.set_offline(False)
    translator.opens()
    wait_until(lambda: stored(place) == whole.replace("av annan", "av annan och kesk"))
    expect(translator.page.locator("#row-1")).to_have_value("Ett av annan och kesk")
    wait_until(lambda: translator.drafts() == 0)
    assert translator.tab.faults() == []
