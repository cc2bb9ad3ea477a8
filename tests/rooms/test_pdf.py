"""The PDF of an edition, opened and read as a screen reader and an archive would read it."""

import sys

import pytest
from babel.support import Translations

from app.config import CHECKOUT
from app.publishing.pdf import make_pdf
from app.writing import typesetting
from app.writing.typesetting import TypesettingFailed
from tests.pdf_reading import PROFILES, ReadPdf, failures, scope

TURKU = {"fi": "Turku", "sv": "Åbo"}
COUNTY = {"fi": "Varsinais-Suomen hyvinvointialue", "sv": "Egentliga Finlands välfärdsområde"}
COUNTRY = {"fi": "Koko maa", "sv": "Hela landet"}
SOURCE = {
    "fi": "Tilasto- ja indikaattoripankki Sotkanet, THL, CC BY 4.0",
    "sv": "Statistik- och indikatorbanken Sotkanet, THL, CC BY 4.0",
}


def an_indicator(own="1234.5", previous="1300.0", county_year=2023, title="Menot, euroa asukasta kohti"):
    return {
        "id": 1,
        "title": {"fi": title, "sv": ""},
        "unit": {"fi": "euroa", "sv": "euro"},
        "decimals": 1,
        "direction": "neutral",
        "source": SOURCE,
        "fetched_on": "2026-11-21",
        "updated_on": None,
        "figures": [
            a_figure("own", TURKU, own, 2023 if own else None, previous, 2022),
            a_figure("county", COUNTY, "1500", county_year),
            a_figure("country", COUNTRY, None, None),
        ],
    }


def a_figure(kind, area, value, year, previous_value=None, previous_year=None):
    return {
        "area": area,
        "kind": kind,
        "year": year,
        "value": value,
        "previous_year": previous_year,
        "previous_value": previous_value,
    }


def a_section(number, level=1, fi="Tekstiä", sv="Text", indicators=()):
    title = {"fi": f"Luku {number}", "sv": f"Kapitel {number}"}
    return {
        "number": number,
        "level": level,
        "title": title,
        "text": {"fi": fi, "sv": sv},
        "indicators": list(indicators),
    }


def an_edition(*sections, **changes):
    return {
        "municipality": {"code": "853", "name": TURKU},
        "title": {"fi": "Laaja hyvinvointikertomus", "sv": "Omfattande välfärdsberättelse"},
        "period": {"first_year": 2025, "last_year": 2029},
        "edition": 1,
        "adoption": {"meeting_on": "2026-01-12", "section": "4"},
        "published_on": "2026-01-15",
        "sections": sections or [a_section("1")],
    } | changes


def read(*sections, language="fi", **changes):
    return ReadPdf(make_pdf(an_edition(*sections, **changes), language))


def word(language, msgid):
    return Translations.load(CHECKOUT / "translations", [language]).gettext(msgid)


@pytest.fixture(scope="module", params=["fi", "sv"])
def rich(request):
    """Everything a report can hold, in both languages: the PDF's bytes and its language."""
    marks = "# Å\n\nTeksti **lihava** *kursiivi*\\\n[THL](https://thl.fi)\n\n## Ä\n\n- a\n  1. b"
    text = f"{marks}\n\n| x | y |\n|---|--:|\n| 1 |"
    sections = [
        a_section("1", fi=text, sv=""),
        a_section("2", indicators=[an_indicator() for _ in range(60)]),
        a_section("2.1", level=2, fi=text, sv=text, indicators=[an_indicator(None, None)]),
    ]
    return make_pdf(an_edition(*sections), request.param), request.param


@pytest.mark.parametrize("profile", PROFILES)
def test_the_pdf_is_accessible_and_archival(rich, profile):
    assert failures(rich[0], profile) == []


def test_the_pdf_says_what_it_is_and_in_which_language(rich):
    body, language = rich
    opened = ReadPdf(body)
    root = opened.pdf.Root
    assert root.MarkInfo.Marked
    assert root.Lang == f"{language}-FI"
    assert root.ViewerPreferences.DisplayDocTitle
    with opened.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == an_edition()["title"][language]
        assert metadata["dc:creator"] == [TURKU[language]]
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_all_content_is_tagged_or_decoration(rich):
    assert ReadPdf(rich[0]).untagged == ""


def test_headings_follow_the_chapters_and_skip_no_level():
    opened = read(a_section("1", fi="### Å"), a_section("1.1", level=2, fi="# Ä\n### Ö"))
    headings = [(str(each.S), opened.text(each)) for each in opened.elements("H1", "H2", "H3", "H4")]
    assert headings == [
        ("/H1", word("fi", "Contents")),
        ("/H1", "1\N{EN SPACE}Luku 1"),
        ("/H2", "Å"),
        ("/H2", "1.1\N{EN SPACE}Luku 1.1"),
        ("/H3", "Ä"),
        ("/H4", "Ö"),
    ]


def test_contents_and_bookmarks_lead_to_the_chapters():
    opened = read(a_section("1", fi="# Å"), a_section("1.1", level=2))
    assert [opened.text(each).split("\N{EN SPACE}")[0] for each in opened.elements("TOCI")] == ["1", "1.1"]
    with opened.pdf.open_outline() as outline:
        (chapter,) = outline.root
        assert [chapter.title, chapter.children[0].title] == ["1\N{EN SPACE}Luku 1", "1.1\N{EN SPACE}Luku 1.1"]


def test_a_table_of_figures_says_which_column_and_which_row(rich):
    opened = ReadPdf(rich[0])
    table = next(table for table in opened.elements("Table") if list(opened.elements("Caption", below=table)))
    header, *rows = opened.elements("TR", below=table)
    assert [(str(cell.S), scope(cell)) for cell in opened.elements("TH", "TD", below=header)] == [
        ("/TH", "/Column")
    ] * 5
    for row in rows:
        first, *others = opened.elements("TH", "TD", below=row)
        assert (str(first.S), scope(first)) == ("/TH", "/Row")
        assert {str(cell.S) for cell in others} == {"/TD"}
        assert not any("/Headers" in attributes for cell in others for attributes in cell.A), "would hide the row's"


def test_a_long_table_stays_one_table_and_repeats_its_header_on_every_page(rich):
    body, language = rich
    opened = ReadPdf(body)
    rows = max(len(opened.table(table)) for table in opened.elements("Table"))
    assert rows == 61
    assert sum(word(language, "Indicator") in text for text in opened.artifacts.values()) >= 2


def test_figures_are_written_as_a_reader_expects_them():
    opened = read(a_section("1", indicators=[an_indicator(county_year=2021)]))
    _, row = opened.table(next(opened.elements("Table")))
    assert row == [
        "Menot, euroa asukasta kohti",
        "1\N{NO-BREAK SPACE}234,5",
        "−65,5\n" + word("fi", "since %(year)s") % {"year": 2022},
        "1\N{NO-BREAK SPACE}500,0\n(2021)",
        "2023",
    ]


def test_an_area_without_figures_has_no_column_and_is_named_below_the_table():
    opened = read(a_section("1", indicators=[an_indicator()]), language="sv")
    header, _ = opened.table(next(opened.elements("Table")))
    assert len(header) == 5 and COUNTRY["sv"] not in header
    assert word("sv", "No comparison available: %(areas)s.") % {"areas": COUNTRY["sv"]} in opened.text()


def test_a_withheld_figure_is_said_to_be_missing_and_its_change_cannot_be_calculated():
    opened = read(a_section("1", indicators=[an_indicator(own=None)]), language="sv")
    _, row = opened.table(next(opened.elements("Table")))
    assert row[1:3] == [word("sv", "not available"), word("sv", "cannot be calculated")]


def test_every_table_of_figures_names_source_licence_and_day_once():
    text = read(a_section("1", indicators=[an_indicator(), an_indicator()]), language="sv").text()
    assert text.count("Statistik- och indikatorbanken Sotkanet, THL, CC BY 4.0") == 1
    assert "21.11.2026" in text


def test_signs_with_a_meaning_elsewhere_are_only_text():
    signs = '$x^2$ @viite `koodi` #set page(fill: red) <script>alert("å")</script> a\\b -- ... ~ = / {{ }} %s'
    text = read(a_section("1", fi=f"Merkit: {signs}")).text()
    assert f"Merkit: {signs}" in text


def test_a_word_longer_than_a_page_goes_on_over_the_page_to_its_last_letter():
    long_word = "hyvinvointi" * 800
    opened = read(a_section("1", fi=long_word))
    assert long_word in opened.text()
    assert len(opened.pdf.pages) > len(read().pdf.pages)


def test_a_long_word_in_a_narrow_column_is_there_to_its_last_letter():
    long_word = "hyvinvointi" * 30
    assert long_word in read(a_section("1", fi=f"| a | b | c |\n|---|---|---|\n| x | y | {long_word} |")).text()


def test_a_section_written_in_the_other_language_only_says_so_and_marks_it():
    opened = read(a_section("1", fi="Vain suomeksi", sv=" "), language="sv")
    languages = {opened.text(each): opened.language(each) for each in opened.elements("P")}
    assert languages[word("sv", "This section has been written only in Finnish.")] == "sv-FI"
    assert languages["Vain suomeksi"] == "fi-FI"


def test_an_indicator_titled_in_the_other_language_only_marks_it():
    opened = read(a_section("1", indicators=[an_indicator()]), language="sv")
    title = next(each for each in opened.elements("P") if opened.text(each) == "Menot, euroa asukasta kohti")
    assert opened.language(title) == "fi-FI"


def test_the_title_page_tells_who_adopted_and_when():
    sentence = word("sv", "Adopted by the council on %(day)s, %(paragraph)s")
    told = sentence % {"day": "12.1.2026", "paragraph": "§\N{NO-BREAK SPACE}4"}
    assert told in read(language="sv").text()


def test_a_draft_says_so_across_every_page():
    content = an_edition(edition=None, adoption=None, published_on=None)
    opened = ReadPdf(make_pdf(content, "fi", draft=True))
    assert all(word("fi", "Draft") in opened.artifacts[number] for number in range(len(opened.pdf.pages)))
    assert word("fi", "Draft") in opened.text()
    assert word("fi", "Draft") not in read().text()


def test_a_link_leads_out_and_an_address_within_the_site_stays_text():
    opened = read(a_section("1", fi="[THL](https://thl.fi/a?b=1) [kertomus](/fi/raportit)"))
    links = [note for each in opened.pdf.pages for note in each.get("/Annots", []) if "/A" in note and "/URI" in note.A]
    assert [str(link.A.URI) for link in links] == ["https://thl.fi/a?b=1"]
    assert "kertomus" in opened.text()


def test_the_same_edition_is_the_same_file():
    assert make_pdf(an_edition(), "fi") == make_pdf(an_edition(), "fi")


def test_a_character_without_a_glyph_keeps_no_adopted_report_from_its_residents():
    """No form takes one; in what was stored before, or came from a source, a question mark stands in its place."""
    attached = {"number": 1, "width": None, "name": {"fi": "Liite 漢", "sv": "Bilaga"}}
    annex = {"title": {"fi": "x", "sv": "x"}, "handled": [], "left_out": []}
    annex["left_out"] = [{"title": {"fi": "Osuus 漢", "sv": "x"}, "reason": {"fi": "y", "sv": "y"}}]
    text = read(a_section("1", fi="Merkki 漢"), attachments=[attached], annex=annex).text()
    assert all(told in text for told in ("Merkki ?", "Liite ?", "Osuus ?"))


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(typesetting, "LONGEST_SECONDS", 0.01)
    with pytest.raises(TypesettingFailed, match="within"):
        make_pdf(an_edition(), "fi")


def test_the_typesetter_never_enters_this_process():
    make_pdf(an_edition(), "fi")
    assert "typst" not in sys.modules
