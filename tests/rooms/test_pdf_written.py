"""Footnotes, figures, pictures and panels within a text, as a screen reader and an archive read them in the PDF."""

import struct
import zlib
from datetime import date

import pytest

from app.indicators.reader import Reader
from app.publishing.document import document
from app.publishing.pdf import TEMPLATE
from app.writing.difference import Words, compare
from app.writing.parse import parse
from app.writing.pictures import as_svg
from app.writing.shown import Printed
from app.writing.typesetting import APP, typeset
from app.writing.typst_data import as_typst_data
from tests.pdf_reading import PROFILES, ReadPdf, failures
from tests.rooms.test_pdf import a_section, an_edition, an_indicator

COMPARISON = APP / "writing" / "typst" / "comparison.typ"
TEXT = """# Otsikko[^1]

Osuus on **{{figure:3}}**[^b] ja {{figure:4}}, kuten edellä[^1].

![Silta keväällä](attachment:7) Kuvan vieressä ![tuntematon](attachment:8)

{{panel:5}}

{{panel:6}}

- kohta[^b]

| Ryhmä[^c] | Osuus |
|---|--:|
"""
ROWS = "| Lapset | {{figure:3}} |\n" * 90
NOTES = "\n[^1]: Lähde **Sotkanet**\n[^b]: Arvio {{figure:3}}\n[^c]: Ikäryhmä"


def a_picture():
    """A PNG of two by three pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress(b"".join(b"\0" + bytes(range(6)) for _ in range(3)))
    header = struct.pack(">IIBBBBB", 2, 3, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def printed(text, times=1):
    """A report whose sections say `text`, with what its numbers stand for."""
    reader = Reader("fi", lambda word: word)
    sections = [a_section(str(number), indicators=[an_indicator()]) for number in range(1, times + 1)]
    data = document(an_edition(*sections), reader, draft=False, made_on=date(2026, 1, 1))
    known = Printed(
        figure={3: "12,7 %"}.get,
        panel={5: data["sections"][0]["table"]}.get,
        image={7: as_svg(a_picture(), "image/png", 2, 3)}.get,
    )
    for section in data["sections"]:
        section["table"] = None
        section["text"] = as_typst_data(parse(text), known)
    return typeset(TEMPLATE, data)


@pytest.fixture(scope="module")
def pdf():
    """Twice the same text, so that its footnotes have the same numbers in two places."""
    return printed(TEXT + ROWS + NOTES, times=2)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_text_with_all_of_them_is_accessible_and_archival(pdf, profile):
    assert failures(pdf, profile) == []


def test_all_content_is_tagged_or_decoration(pdf):
    assert ReadPdf(pdf).untagged == ""


def test_a_footnote_is_a_note_of_the_document_once_in_each_text(pdf):
    opened = ReadPdf(pdf)
    notes = [opened.text(each) for each in opened.elements("Note")]
    said = ["Lähde Sotkanet", "Arvio 12,7 %", "Ikäryhmä"] * 2
    assert notes == [f"{number}{note}" for number, note in enumerate(said, start=1)]


def test_a_figure_is_text_and_one_that_is_unknown_stands_as_typed(pdf):
    text = ReadPdf(pdf).text()
    assert "Osuus on 12,7 %22Arvio 12,7 % ja {{figure:4}}" in text
    assert "{{panel:6}}" in text and "![tuntematon](attachment:8)" in text


def test_a_picture_says_what_it_shows(pdf):
    pictures = [str(each.Alt) for each in ReadPdf(pdf).elements("Figure") if "/Alt" in each]
    assert pictures == ["Silta keväällä"] * 2


def test_a_panel_stands_where_it_was_put(pdf):
    text = ReadPdf(pdf).text()
    assert text.index("Kuvan vieressä") < text.index("Menot, euroa asukasta kohti") < text.index("{{panel:6}}")


def test_a_long_table_with_a_link_in_its_header_has_the_header_once():
    opened = ReadPdf(printed("| [THL](https://thl.fi) |\n|---|\n" + "| a |\n" * 90))
    assert not any("THL" in text for text in opened.artifacts.values())


def test_a_picture_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="text/html"):
        as_svg(b"", "text/html", 1, 1)


# --- what changed -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def comparison():
    """A comparison of two versions of a section, as a document of its own."""
    words = Words("lisätty:", "poistettu:")
    blocks = as_typst_data(tuple(compare("Yksi #kaksi kolme\n\nPois", "Yksi *neljä kolme")))
    data = {
        "title": "Muutokset",
        "author": "Turku",
        "language": "fi",
        "date": {"year": 2026, "month": 1, "day": 1},
        "lead": "Versio 3 verrattuna versioon 2.",
        "words": {"added": words.added, "removed": words.removed, "end": words.end},
        "sections": [{"heading": "1 Johdanto", "language": "fi", "blocks": blocks}],
    }
    return typeset(COMPARISON, data)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_comparison_is_accessible_and_archival(comparison, profile):
    assert failures(comparison, profile) == []


def test_a_comparison_names_each_change(comparison):
    opened = ReadPdf(comparison)
    text = opened.text()
    assert "Yksi [poistettu: #kaksi][lisätty: *neljä] kolme" in text and "[poistettu: Pois]" in text
    assert opened.untagged == ""
