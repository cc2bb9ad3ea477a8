"""Two who write in one section at once: both find their words, and nobody is interrupted."""

import pytest

from tests.journeys.saving.writer import BEGUN, LONG_MILLISECONDS
from tests.waiting import wait_until

pytestmark = pytest.mark.browser


def test_two_writers_of_different_paragraphs_get_both(writer, desk):
    writer.type(" Minun.", 0)
    desk.writes(BEGUN.replace("Kolmas kappale.", "Kolmas kappale. Toisen."))
    writer.pause()
    writer.says("saved")
    assert writer.text == desk.text() == "Eka kappale. Minun.\n\nToka kappale.\n\nKolmas kappale. Toisen."
    assert "Kolmas kappale. Toisen." in writer.page.locator("#text_fi-editor").inner_text()
    writer.page.keyboard.type(" Jatkan.")
    writer.pause()
    wait_until(lambda: desk.text().startswith("Eka kappale. Minun. Jatkan."))


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
    wait_until(lambda: len(desk.saves) == 1)
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
