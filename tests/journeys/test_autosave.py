"""Saving while somebody writes: whatever happens to the server, the connection, the browser or the sign-in, every
letter that was typed ends at the server, and the page never says more than is true."""

import pytest
from playwright.sync_api import Error

from tests.journeys.editor_page import Desk, eventually

pytestmark = pytest.mark.browser

BEGUN = "Eka kappale.\n\nToka kappale.\n\nKolmas kappale."
MOVED_BY = 2_100
KEPT = "(part) => Object.keys(localStorage).filter((key) => key.includes(part)).length"
LONG_MILLISECONDS = 61_000


class Writer:
    """A tab with the section open; its clock is moved by hand."""

    def __init__(self, context, desk):
        self.desk, self.context = desk, context
        self.page = context.new_page()
        self.page.goto(self.desk.url)
        self.page.locator("#text_sv-editor").wait_for()

    @property
    def text(self):
        """What stands in the Finnish field."""
        return self.page.locator("#text_fi").input_value()

    @property
    def state(self):
        """What the Finnish field says about itself."""
        return self.page.locator("[data-saving=fi]").get_attribute("data-state")

    def says(self, state):
        """Wait until it says so."""
        self.page.locator(f"[data-saving=fi][data-state={state}]").wait_for(timeout=5_000)

    def type(self, words, paragraph=0):
        """At the end of a paragraph."""
        self.page.locator("#text_fi-editor p").nth(paragraph).click()
        self.page.keyboard.press("End")
        self.page.keyboard.type(words)

    def pause(self, milliseconds=MOVED_BY):
        """Write nothing for so long."""
        self.page.clock.fast_forward(milliseconds)

    def saves(self, words, paragraph=0):
        """Type, pause, and wait until it is saved."""
        self.type(words, paragraph)
        self.pause()
        self.says("saved")

    def crash(self):
        """The browser loses the tab's process, with all that it had in memory."""
        with pytest.raises(Error, match="crash"):
            self.page.goto("chrome://crash")
        self.page.close()

    def drafts(self):
        """How many texts the browser keeps."""
        return self.page.evaluate(KEPT, f"autosave/{self.desk.section}|")


@pytest.fixture(scope="module")
def desk():
    """The server."""
    opened = Desk()
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def browsing(browser):
    """A person's browser, its clock moved by hand."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(5_000)
    opened.clock.install()
    yield opened
    opened.close()


@pytest.fixture
def context(browsing, desk):
    """That browser at a section of its own, without tabs and with nothing kept."""
    desk.begin(BEGUN, "Första stycket.")
    yield browsing
    for page in browsing.pages:
        page.close()


@pytest.fixture
def writer(context, desk):
    """Somebody in front of the section."""
    return Writer(context, desk)


def test_what_is_typed_is_saved_after_a_pause_and_each_language_by_itself(writer, desk):
    writer.type(" Lisää.")
    assert writer.state == "writing"
    assert desk.saves == []
    writer.pause()
    writer.says("saved")
    assert desk.text() == "Eka kappale. Lisää.\n\nToka kappale.\n\nKolmas kappale."
    assert "10.42" in writer.page.locator("[data-saving=fi]").inner_text()
    writer.page.locator("#text_sv-editor p").click()
    writer.page.keyboard.type("x")
    writer.page.locator("h1").click()
    eventually(lambda: len(desk.saves) == 2)
    assert [(save["language"], save["base"]) for save in desk.saves] == [("fi", 1), ("sv", 1)]
    eventually(lambda: writer.drafts() == 0)


def test_leaving_the_page_saves_what_was_not_saved_yet(writer, desk):
    writer.type(" Viimeinen.")
    writer.page.goto("about:blank")
    eventually(lambda: "Eka kappale. Viimeinen." in desk.text())


PASSING = ["down", "broken", "killed before", "killed after"]


@pytest.mark.parametrize("trouble", PASSING)
def test_a_server_in_trouble_gets_the_text_when_it_is_back_and_once(writer, desk, trouble):
    desk.troubles = [trouble, trouble]
    writer.type(" Lisää.")
    writer.pause()
    writer.says("waiting")
    assert writer.drafts() == 1
    writer.type(" Vielä.")
    for _ in range(3):
        writer.pause(LONG_MILLISECONDS)
        writer.page.wait_for_timeout(60)
    writer.says("saved")
    assert desk.text().startswith("Eka kappale. Lisää. Vielä.\n\n") and desk.text() == writer.text
    assert desk.kept == [] and writer.drafts() == 0


NEED_A_PERSON = {
    "signed out": ("signedOut", "sign in in another tab"),
    "licence closed": ("licenceClosed", "licence"),
    "forbidden": ("forbidden", "may no longer write"),
    "frozen": ("frozen", "can no longer be changed"),
    "too long": ("refused", "The text is too long."),
}


@pytest.mark.parametrize(("trouble", "state", "words"), [(each, *told) for each, told in NEED_A_PERSON.items()])
def test_a_refused_text_stays_here_with_the_reason_and_is_sent_when_it_may_be(writer, desk, trouble, state, words):
    desk.troubles = [trouble]
    writer.type(" Lisää.")
    writer.pause()
    writer.says(state)
    assert words in writer.page.locator("[data-saving=fi]").inner_text()
    assert words in writer.page.locator("[aria-live=polite]", has_text=words).inner_text()
    assert writer.drafts() == 1
    writer.page.evaluate("window.dispatchEvent(new Event('focus'))")
    writer.says("saved")
    assert desk.text() == writer.text and "Lisää." in writer.text


def test_who_signed_in_anew_in_another_tab_goes_on_with_the_new_token(writer, desk):
    desk.token = "another token"
    writer.saves(" Lisää.")
    assert "Lisää." in desk.text()
    assert writer.page.locator("[name=csrf_token]").input_value() == "another token"


def test_without_a_network_the_text_waits_and_goes_when_it_is_back(writer, context, desk):
    context.set_offline(True)
    writer.type(" Junassa.")
    writer.pause()
    writer.says("waiting")
    context.set_offline(False)
    writer.says("saved")
    assert "Junassa." in desk.text()


def test_a_server_that_never_answers_is_asked_again_under_the_same_name(writer, desk):
    desk.troubles = ["slow"]
    writer.type(" Lisää.")
    writer.pause()
    eventually(lambda: len(desk.saves) == 1)
    writer.type(" Vielä.")
    writer.pause(16_000)
    writer.says("waiting")
    for _ in range(2):
        writer.pause(LONG_MILLISECONDS)
        writer.page.wait_for_timeout(60)
    writer.says("saved")
    assert [save["text"].split("\n")[0] for save in desk.saves] == ["Eka kappale. Lisää.", "Eka kappale. Lisää. Vielä."]
    assert [save["base"] for save in desk.saves] == [1, 2]
    assert desk.kept == []


@pytest.mark.parametrize("fate", ["closed", "crashed", "crashed after sending"])
def test_a_lost_tab_leaves_its_text_and_the_next_one_sends_it(writer, context, desk, fate):
    desk.troubles = ["killed after"] if fate == "crashed after sending" else ["down"] * 3
    writer.type(" Kesken jäi.")
    if fate != "crashed":
        writer.pause()
        writer.says("waiting")
        writer.type(" Ja vielä")
    if fate == "closed":
        writer.page.close()
    else:
        writer.crash()
    desk.troubles = []
    desk.writes(desk.text().replace("Toka kappale.", "Toka kappale, jota toinen muutti."))
    after = Writer(context, desk)
    typed = "Eka kappale. Kesken jäi." + ("" if fate == "crashed" else " Ja vielä")
    expected = f"{typed}\n\nToka kappale, jota toinen muutti.\n\nKolmas kappale."
    eventually(lambda: desk.text() == expected)
    eventually(lambda: after.text == expected and after.drafts() == 0)
    assert desk.kept == []


def test_what_a_lost_tab_left_is_shown_as_long_as_it_cannot_be_sent(writer, context, desk):
    desk.troubles = ["frozen"] * 2
    writer.type(" Jäätynyt.")
    writer.pause()
    writer.says("frozen")
    writer.crash()
    after = Writer(context, desk)
    after.page.locator("details summary").click()
    assert "Eka kappale. Jäätynyt." in after.page.locator("pre.app-kept").inner_text()
    assert after.drafts() == 1
    after.page.get_by_role("button", name="Remove it from this browser").click()
    assert after.drafts() == 0 and after.page.locator("pre.app-kept").count() == 0


def test_a_living_tab_s_text_is_not_sent_by_another(writer, context, desk):
    desk.troubles = ["down"]
    writer.type(" Auki yhä.")
    writer.pause()
    writer.says("waiting")
    Writer(context, desk).page.wait_for_timeout(200)
    assert desk.saves == []


def test_two_writers_of_different_paragraphs_get_both(writer, desk):
    writer.type(" Minun.", 0)
    desk.writes(BEGUN.replace("Kolmas kappale.", "Kolmas kappale. Toisen."))
    writer.pause()
    writer.says("saved")
    assert writer.text == desk.text() == "Eka kappale. Minun.\n\nToka kappale.\n\nKolmas kappale. Toisen."
    assert "Kolmas kappale. Toisen." in writer.page.locator("#text_fi-editor").inner_text()
    writer.page.keyboard.type(" Jatkan.")
    writer.pause()
    eventually(lambda: desk.text().startswith("Eka kappale. Minun. Jatkan."))


def test_of_one_paragraph_written_by_two_both_texts_are_kept(writer, desk):
    writer.type(" Minun.")
    desk.writes(BEGUN.replace("Eka kappale.", "Eka kappale on toisen."))
    writer.pause()
    writer.says("saved")
    assert writer.text == desk.text() == BEGUN.replace("Eka kappale.", "Eka kappale on toisen.")
    assert [each["text"] for each in desk.kept] == ["Eka kappale. Minun."]
    writer.page.locator("[data-kept] p").wait_for()
    assert writer.page.locator("[data-kept]").inner_text() == "Eka kappale. Minun."


@pytest.mark.parametrize("paragraph", [0, 2])
def test_who_types_on_while_others_changes_arrive_loses_nothing_and_is_not_interrupted(writer, desk, paragraph):
    desk.troubles = ["slow"]
    desk.writes(BEGUN.replace("Kolmas kappale.", "Kolmas kappale. Toisen."))
    writer.type(" Minun.")
    writer.pause()
    eventually(lambda: len(desk.saves) == 1)
    writer.type(" Jatkan.", paragraph)
    desk.answer_now.set()
    writer.says("writing")
    writer.page.wait_for_timeout(100)
    assert "Toisen." not in writer.text
    writer.page.keyboard.type(" Yhä.")
    writer.pause()
    writer.says("saved")
    everything = desk.text() + "".join(each["text"] for each in desk.kept)
    assert all(words in everything for words in ("Minun.", "Jatkan.", "Yhä.", "Toisen."))
    assert writer.text == desk.text()
    if paragraph == 0:
        assert desk.text().startswith("Eka kappale. Minun. Jatkan. Yhä.\n\n") and desk.kept == []


def test_a_lost_answer_and_another_s_save_never_end_in_saved_over_an_old_text(writer, desk):
    desk.troubles = ["killed after", "down"]
    writer.type(" Minun.")
    writer.pause()
    writer.says("waiting")
    desk.writes(desk.text().replace("Toka kappale.", "Toka kappale. Toisen."))
    writer.type(" Jatkan.")
    seen = set()
    for _ in range(3):
        writer.pause(LONG_MILLISECONDS)
        writer.page.wait_for_timeout(80)
        seen.add((writer.state, writer.text == desk.text()))
    assert ("saved", False) not in seen
    writer.says("saved")
    assert writer.text == desk.text() == "Eka kappale. Minun. Jatkan.\n\nToka kappale. Toisen.\n\nKolmas kappale."


def test_the_cursor_stays_at_its_words_when_others_changes_come_in(writer, desk):
    writer.type("", 1)
    writer.page.keyboard.type("!")
    desk.writes(f"Uusi alku.\n\nToinen uusi.\n\n{BEGUN} Ja loppu.")
    writer.pause()
    writer.says("saved")
    writer.page.keyboard.type("?")
    assert "Toka kappale.!?" in writer.text and writer.text.startswith("Uusi alku.")


def test_in_the_plain_field_too_the_cursor_stays(writer, desk):
    writer.page.get_by_role("button", name="Write as plain text").first.click()
    field = writer.page.locator("#text_fi")
    field.evaluate("field => field.setSelectionRange(field.value.indexOf('Kolmas'), field.value.indexOf('Kolmas'))")
    writer.page.keyboard.type("x")
    desk.writes(f"Uusi alku.\n\n{BEGUN}")
    writer.pause()
    writer.says("saved")
    writer.page.keyboard.type("y")
    assert writer.text == "Uusi alku.\n\nEka kappale.\n\nToka kappale.\n\nxyKolmas kappale."


def test_a_browser_that_keeps_nothing_says_so_and_saves_all_the_same(writer, desk):
    writer.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    writer.type(" Lisää.")
    writer.says("unkept")
    writer.pause()
    writer.says("saved")
    assert "Lisää." in desk.text()


def test_the_names_of_those_who_are_here_too_are_said_when_they_change(writer, desk):
    here = writer.page.locator("[data-also-here]")
    assert here.inner_text() == ""
    desk.names = ["Aino", "Bertta"]
    writer.pause(20_100)
    here.filter(has_text="Also here: Aino, Bertta").wait_for()
    desk.names = []
    writer.pause(20_100)
    here.filter(has_not_text="Aino").wait_for(state="attached")


def test_saving_says_aloud_only_what_a_writer_must_know(writer, desk):
    spoken = writer.page.locator("[data-saving=fi] + [aria-live=polite]")
    writer.saves(" Yksi.")
    first = spoken.inner_text()
    writer.saves(" Kaksi.")
    assert spoken.inner_text() == first
    desk.troubles = ["down"]
    writer.type(" Kolme.")
    writer.pause()
    writer.says("waiting")
    assert "Kept in this browser" in spoken.inner_text()
