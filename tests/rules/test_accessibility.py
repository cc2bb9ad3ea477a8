"""What the accessibility check finds in a text, and what it leaves in peace."""

import pytest

from app.writing.accessibility import findings_in

FAULTS = {
    "Lue [tästä](https://kunta.fi).": "link_says_nothing",
    "Läs [mer »](https://kunta.fi).": "link_says_nothing",
    "![](attachment:1)": "picture_without_words",
    "![silta](attachment:9)": "picture_missing",
    "|  |  |\n|---|---|\n| a | b |": "table_without_head",
}
WARNINGS = {
    "[https://kunta.fi/a](https://kunta.fi/a)": "link_is_address",
    "![Kuva 1](attachment:1)": "picture_named_only",
    "![IMG_2041.jpg](attachment:1)": "picture_named_only",
    "| Vuosi |  |\n|---|---|\n| a | b |": "column_without_head",
    "**Tavoitteet**\n\nTeksti": "bold_for_heading",
    "Kommunen har en plan för att främja välfärden och hälsan i byarna.": "other_language",
}
FINE = (
    "# Otsikko\n\nLue [Kuntaliiton ohje](https://kunta.fi) ja kirjoita [a@b.fi](mailto:a@b.fi).",
    "![Silta keväällä](attachment:1) ja \\![](attachment:1)",
    "|  | 2024 |\n|---|---|\n| Lapset | 3 |",
    "**Tärkeää:** kaikki on hyvin. **Kokonainen lause on lihavoitu.**",
    "Kunnassa on suunnitelma, jonka nimi on ”Plan för att främja välfärden och hälsan”.",
    "Vuosi 2024",
)


@pytest.mark.parametrize(("text", "kind"), [*FAULTS.items(), *WARNINGS.items()])
def test_what_is_found_is_told_once_and_faults_are_told_from_warnings(text, kind):
    (found,) = findings_in(text, "fi", {1})
    assert (found.kind, found.is_fault) == (kind, text in FAULTS)


@pytest.mark.parametrize("text", FINE)
def test_what_can_be_read_by_everybody_is_left_in_peace(text):
    assert findings_in(text, "fi", {1}) == []


def test_a_quotation_that_is_marked_is_read_in_its_own_language():
    quoted = "Kommunen har en plan för att främja välfärden och hälsan i byarna."
    assert findings_in(f"[{quoted}](lang:sv)", "fi", ()) == []


def test_finnish_within_a_swedish_text_is_noticed_too():
    text = "Kunnalla on suunnitelma, joka on uusi ja jota kaikki ovat odottaneet."
    assert [each.kind for each in findings_in(text, "sv", ())] == ["other_language"]
