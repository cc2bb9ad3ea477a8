"""What is pasted from other programs keeps its structure and loses the rest."""

import pytest

from tests.journeys.pasted import SAMPLES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("html", "text"), SAMPLES.values(), ids=SAMPLES.keys())
def test_what_is_pasted_keeps_its_structure_and_loses_the_rest(write, html, text):
    writer = write()
    writer.paste(html, "plain")
    assert writer.text == text
    assert writer.page.evaluate("window.stolen") is None
    assert writer.editor.locator("script, img[src], iframe, [onclick], [onerror], a[href^=javascript]").count() == 0
    assert writer.troubles == []


def test_pasting_plain_text_reads_it_as_the_plain_field_would(write):
    writer = write()
    writer.paste("", "## Otsikko\r\n\r\n- a\r\n- b {{figure:3}}")
    assert writer.text == "## Otsikko\n\n- a\n- b {{figure:3}}"


def test_several_pasted_paragraphs_stay_within_a_table_s_cell(write):
    writer = write("| a | b |\n|---|---|\n| 1 | 2 |")
    writer.editor.locator("td").first.click()
    writer.paste("<p>x</p><p>y</p><ul><li>z</li></ul>", "x")
    assert writer.text in ("| a | b |\n| --- | --- |\n| 1x y z | 2 |", "| a | b |\n| --- | --- |\n| x y z1 | 2 |")
