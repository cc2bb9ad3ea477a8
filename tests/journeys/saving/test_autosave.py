"""Saving while somebody writes: whatever happens to the server, the connection, the browser or the sign-in, every
letter that was typed ends at the server, and the page never says more than is true."""

import pytest

from tests.journeys.saving.writer import LONG_MILLISECONDS, Writer
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

TRIES_BEFORE_A_LONG_WAIT = 5
"""After so many in vain a tab waits a minute: longer than another takes to open on a busy machine."""


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
    wait_until(lambda: len(desk.saves) == 2)
    assert [(save["language"], save["base"]) for save in desk.saves] == [("fi", 1), ("sv", 1)]
    wait_until(lambda: writer.drafts() == 0)


def test_leaving_the_page_saves_what_was_not_saved_yet(writer, desk):
    writer.type(" Viimeinen.")
    writer.page.goto("about:blank")
    wait_until(lambda: "Eka kappale. Viimeinen." in desk.text())


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
    wait_until(lambda: len(desk.saves) == 1)
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
    wait_until(lambda: desk.text() == expected)
    wait_until(lambda: after.text == expected and after.drafts() == 0)
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
    desk.troubles = ["down"] * TRIES_BEFORE_A_LONG_WAIT
    writer.type(" Auki yhä.")
    for left in reversed(range(TRIES_BEFORE_A_LONG_WAIT)):
        writer.pause(LONG_MILLISECONDS)
        wait_until(lambda left=left: len(desk.troubles) == left)
        writer.says("waiting")
    Writer(context, desk).page.wait_for_timeout(200)
    assert desk.saves == []
