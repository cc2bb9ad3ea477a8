"""The rich editor in a person's hands: keys, tools, pasting; the field beneath it is what counts."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.editing.writer import ALL, BEGUN, CLICK_AND_ENTER

pytestmark = pytest.mark.browser


def test_a_text_that_nobody_edits_is_not_touched(desk, write):
    writer = write(BEGUN)
    before = writer.page.locator("#text_fi").evaluate("field => field.defaultValue")
    writer.editor.click()
    writer.type("ArrowUp", "ArrowDown", "Control+b", "Control+b")
    assert writer.text == before
    writer.page.locator("h1").first.click()
    assert desk.saves == []
    assert writer.troubles == []


def test_only_the_paragraph_that_was_edited_is_written_anew(write):
    writer = write(BEGUN)
    writer.editor.locator("p").nth(1).click()
    writer.type("End", " Lisää.")
    assert writer.text == "# Otsikko\n\nEka __kappale__.\n\nToka {{figure:3}} kappale. Lisää."
    assert "Eka kappale." in writer.editor.inner_text()


def test_what_is_undone_is_the_very_same_text_again(write):
    writer = write("Eka __kappale__.\n\n* a\n* b")
    before = writer.text
    writer.editor.locator("p").first.click()
    writer.type("x", "Control+Home", "Control+Alt+2")
    assert writer.text != before
    writer.type("Control+z", "Control+z", "Control+z")
    assert writer.text == before


def test_a_text_that_the_editor_would_change_stays_plain_with_a_note(write):
    writer = write()
    writer.tool("Write as plain text").click()
    field = writer.page.locator("#text_fi")
    field.fill("a\\  \nb")
    writer.page.get_by_role("button", name="Write with tools").first.click()
    expect(field).to_be_visible()
    assert writer.editor.count() == 0
    assert "shown as plain text" in writer.page.locator(".app-editor__note").first.inner_text()
    field.fill("Eka **rivi**")
    writer.page.get_by_role("button", name="Write with tools").first.click()
    assert writer.editor.locator("strong").inner_text() == "rivi"
    assert writer.text == "Eka **rivi**"


def test_what_a_sentence_begins_with_is_no_list_and_no_heading_unless_meant(write):
    writer = write()
    writer.type("31. toukokuuta", "Enter", "2024.", "Enter", "#avain", "Enter", "5 * 3 * 2", "Enter", "&amp; <b>")
    assert writer.text == "31\\. toukokuuta\n\n2024\\.\n\n#avain\n\n5 * 3 * 2\n\n&amp; <b>"


def test_signs_that_are_meant_become_what_they_mean(write):
    writer = write()
    writer.type("## Väestö", "Enter", "Se on **kasvanut** *vähän*: {{figure:3}}.", "Enter", "- yksi", "Enter", "kaksi")
    writer.type("Enter", "Enter", "1. eka", "Enter", "toka")
    assert writer.text == (
        "## Väestö\n\nSe on **kasvanut** *vähän*: {{figure:3}}.\n\n- yksi\n- kaksi\n\n1. eka\n2. toka"
    )


def test_every_tool_is_reached_and_used_by_keys_alone(write):
    writer = write("Sana")
    focused = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
    writer.type("Alt+F10")
    assert writer.page.evaluate(focused) == "H1 Heading 1"
    seen = []
    for _ in range(20):
        seen.append(writer.page.evaluate(focused))
        writer.type("ArrowRight")
    assert seen[3:6] == ["Bold", "Italic", "Link"] and "Write as plain text" in seen
    writer.type("Home", "ArrowRight", "Enter")
    assert writer.text == "## Sana"
    assert writer.tool("H2 Heading 2").get_attribute("aria-pressed") == "true"
    writer.type("Alt+F10", "Escape", " x")
    assert writer.text == "## Sana x"
    assert writer.page.locator(".app-toolbar").first.locator("[tabindex='0']").count() == 1


def test_tab_is_never_caught(write):
    writer = write("| a |\n|---|\n| b |")
    writer.editor.locator("th").click()
    writer.type("Tab")
    writer.type("x")
    assert writer.text.endswith("| x |")
    writer.type("Tab")
    assert not writer.page.evaluate("document.activeElement.closest('#text_fi-editor')")


def test_marks_lists_and_their_levels_by_keys(write):
    writer = write()
    writer.type("Control+b", "lihava", "Control+b", " ", "Control+i", "vino", "Control+i", "Enter")
    writer.tool("Bullet list").click()
    writer.type("a", "Enter", "Alt+Shift+ArrowRight", "b", "Enter", "Alt+Shift+ArrowLeft", "c")
    assert writer.text == "**lihava** *vino*\n\n- a\n  - b\n- c"
    writer.tool("Numbered list").click()
    assert writer.text == "**lihava** *vino*\n\n1. a\n   - b\n2. c"


def test_no_list_goes_deeper_than_six(write):
    writer = write("- a")
    for name in "bcdefgh":
        writer.type("Enter", "Alt+Shift+ArrowRight", name + "!")
    assert writer.editor.locator("li").count() == 8
    assert writer.text.endswith("          - f!\n          - g!\n          - h!")


def test_a_link_is_asked_for_and_refused_where_it_leads_nowhere_allowed(write):
    writer = write("sivu")
    writer.select("sivu", "Shift+Home")
    writer.type("Control+k")
    writer.page.keyboard.type("javascript:alert(1)")
    writer.type("Enter")
    assert "https://" in writer.dialog().locator(".govuk-error-message").inner_text()
    assert writer.faults() == []
    writer.dialog().get_by_label("Address of the link").fill("www.kunta.fi/a b")
    writer.type("Enter")
    assert writer.text == "[sivu](https://www.kunta.fi/a%20b)"
    writer.type("Control+k")
    writer.dialog().get_by_role("button", name="Remove the link").click()
    assert writer.text == "sivu"


def test_words_in_another_language_are_marked_and_unmarked(write):
    writer = write("Havet")
    writer.editor.click()
    writer.select("Havet", "Control+Home", "Shift+End")
    writer.tool("Words in another language").click()
    writer.dialog().get_by_role("combobox").select_option("sv")
    writer.dialog().get_by_role("button", name="Insert").click()
    expect(writer.page.locator("#text_fi")).to_have_value("[Havet](lang:sv)")
    expect(writer.editor.locator("[lang=sv]")).to_have_text("Havet")
    expect(writer.tool("Words in another language")).to_have_attribute("aria-pressed", "true")
    writer.tool("Words in another language").click()
    writer.dialog().get_by_role("button", name="Remove the mark of language").click()
    expect(writer.page.locator("#text_fi")).to_have_value("Havet")


def test_a_figure_is_chosen_by_keys_and_shown_as_its_value(write):
    writer = write("Osuus on")
    writer.type(" ", "Alt+F10", *["ArrowRight"] * 9, "Enter")
    assert writer.dialog().get_by_role("button").count() == 4
    writer.page.keyboard.type("yksin")
    writer.type("Enter", ".")
    assert writer.text == "Osuus on {{figure:4}}."
    chip = writer.editor.get_by_role("img")
    assert chip.inner_text() == "8,1 %"
    assert chip.get_attribute("aria-label") == "Figure: Koettu yksinäisyys, 75 vuotta täyttäneet, 8,1 %"


def test_an_image_needs_words_for_those_who_cannot_see_it(write):
    writer = write("x")
    writer.tool("Insert an image").click()
    writer.dialog().get_by_role("button", name="Insert").click()
    assert writer.dialog().locator(".govuk-error-message").inner_text() == "Enter what the image shows"
    writer.page.keyboard.type("Kartta [1] kunnasta")
    writer.type("Enter")
    assert writer.text == "x![Kartta \\[1\\] kunnasta](attachment:2)"


def test_a_footnote_and_a_panel_are_put_in(write):
    writer = write("Väite")
    writer.tool("Insert a footnote").click()
    writer.page.keyboard.type("Lähde.")
    assert writer.text == "Väite[^1]\n\n[^1]: Lähde."
    writer.type("Control+Home", "End")
    writer.tool("Insert an indicator panel").click()
    writer.dialog().get_by_role("button", name="Väestön ikärakenne").click()
    assert writer.text == "Väite[^1]\n\n{{panel:7}}\n\n[^1]: Lähde."
    expect(writer.editor.get_by_role("img", name="Indicator panel: Väestön ikärakenne")).to_be_visible()


def test_a_footnote_that_is_copied_gets_a_number_of_its_own_and_one_that_is_deleted_leaves_its_mark(write):
    writer = write("Eka[^1] toka.\n\n[^1]: Lähde.")
    writer.paste('<p data-footnote="1">Kopio.</p>')
    assert writer.text in ("Eka[^1] toka.\n\n[^1]: Lähde.Kopio.", "Eka[^1] toka.\n\n[^1]: Lähde.\n\n[^2]: Kopio.")
    writer.type("Control+z")
    writer.editor.locator("[data-footnote]").click()
    writer.type("End", "Shift+Home", "Backspace")
    assert writer.text == "Eka[^1] toka."
    writer.page.keyboard.type("Uusi.")
    assert writer.text == "Eka[^1] toka.\n\n[^1]: Uusi."


def test_a_link_over_a_footnote_s_mark_leaves_the_mark_out(write):
    writer = write("eka[^1] toka\n\n[^1]: Lähde.")
    writer.editor.locator("p").first.click()
    writer.select("eka", "Home", "Shift+End")
    writer.type("Control+k")
    writer.page.keyboard.type("/sivu")
    writer.type("Enter")
    assert writer.text == "[eka](/sivu)[^1] [toka](/sivu)\n\n[^1]: Lähde."


def test_a_table_is_made_filled_and_changed(write):
    writer = write("Alku")
    writer.tool("Insert a table").click()
    writer.type("Vuosi", "Tab", "Määrä | kpl", "Tab", "2024", "Tab", "31", "Enter", "32")
    writer.tool("Align the column to the right").click()
    writer.tool("Add a row below").click()
    writer.tool("Add a column to the right").click()
    assert writer.text == (
        "Alku\n\n| Vuosi | Määrä \\| kpl |  |\n| --- | ---: | --- |\n| 2024 | 31 |  |\n|  | 32 |  |\n|  |  |  |"
    )
    writer.tool("Delete the column").click()
    writer.tool("Delete the row").click()
    writer.type("Control+Home")
    writer.tool("Delete the row").wait_for(state="hidden")
    writer.editor.locator("td").last.click()
    writer.tool("Delete the table").click()
    assert writer.text == "Alku"


def test_enter_in_the_last_row_leaves_the_table(write):
    writer = write("| a |\n|---|\n| b |\n\nLoppu")
    writer.editor.locator("td").click()
    writer.type("Enter", "väli")
    assert writer.text == "| a |\n|---|\n| b |\n\nväli\n\nLoppu"


def test_an_enter_right_after_a_click_is_never_lost(write):
    writer = write("\n\n".join(f"Kappale numero {number}" for number in range(CLICK_AND_ENTER)))
    for number in range(CLICK_AND_ENTER):
        if number % 2:
            writer.page.locator("h1").first.click()
        writer.editor.locator("p", has_text=re.compile(f"numero {number}$")).click(position={"x": 2, "y": 8})
        writer.type("Enter")
        writer.page.keyboard.type("x")
    assert writer.text == "\n\n".join(f"xKappale numero {number}" for number in range(CLICK_AND_ENTER))
    assert writer.editor.locator("p").count() == 2 * CLICK_AND_ENTER


def test_each_field_is_named_and_spelled_in_its_own_language(write):
    writer = write(ALL, "Text {{figure:3}} och {{figure:99}}.")
    for language, name in {"fi": "Suomeksi", "sv": "Ruotsiksi"}.items():
        box = writer.page.get_by_role("textbox", name=name, exact=True)
        told = {key: box.get_attribute(key) for key in ("lang", "spellcheck", "aria-multiline")}
        assert told == {"lang": language, "spellcheck": "true", "aria-multiline": "true"}
        assert "Alt and F10" in writer.page.locator(f"#{box.get_attribute('aria-describedby')}").inner_text()
    swedish = writer.page.locator("#text_sv-editor").get_by_role("img")
    assert swedish.first.get_attribute("aria-label") == "Figure: Arbetslösa, % av arbetskraften, 12,7 %"
    assert swedish.last.get_attribute("aria-label") == "Figure 99, which this section no longer has"
    writer.page.locator("label").last.click()
    assert writer.page.evaluate("document.activeElement.id") == "text_sv-editor"


def test_the_page_is_accessible_and_fits_wide_and_narrow(write):
    writer = write(ALL, "Text")
    writer.editor.locator("td").first.click()
    assert writer.faults() == []
    writer.tool("Insert a figure").click()
    assert writer.faults() == []
    assert writer.troubles == []


def test_tools_are_told_apart_where_the_system_chooses_the_colours(write):
    writer = write("**a**")
    writer.page.emulate_media(forced_colors="active")
    writer.editor.locator("strong").click()
    colours = "node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).borderTopColor]"
    pressed, other = (writer.tool(name).evaluate(colours) for name in ("Bold", "Italic"))
    assert pressed[0] != other[0] and other[1] not in ("transparent", "rgba(0, 0, 0, 0)")
