"""The Word document of an edition, opened and read as an editor and a screen reader would."""

import pytest
from babel.support import Translations
from hypothesis import HealthCheck, given, settings

from app.config import CHECKOUT
from app.publishing.word import make_word
from app.writing.contents import plain
from app.writing.parse import parse
from tests.journeys.markdown_texts import OWN, SIGNS, texts
from tests.rooms.test_pdf import TURKU, a_section, an_edition, an_indicator
from tests.rooms.test_pdf_written import a_picture
from tests.rules.test_text_figures import FACTS
from tests.word_reading import SOFFICE, Libre, ReadWord, words

TEXT = """# Otsikko[^1]

Osuus on **{{figure:3}}**[^b] ja {{figure:4}}, kuten edellä[^1]. [THL](https://thl.fi) [sivu](/fi/x)

![Silta keväällä](attachment:7) Kuvan vieressä ![tuntematon](attachment:8)

{{panel:5}}

- kohta[^b]

  jatkuu

  3. kolmas
  5. viides
     - syvä

| Ryhmä[^c] | Osuus |
|---|--:|
| Lapset | {{figure:3}} |

| Toinen |
|---|
| taulukko |

[^1]: Lähde **Sotkanet**
[^b]: Arvio {{figure:3}}
[^c]: Ikäryhmä"""
NAMES = {"fi": "Varsinais-Suomi", "sv": "Egentliga Finland"}
AREAS = [{"kind": "own", "name": TURKU, "points": [[2022, "5"], [2023, "6.5"]]}]
AREAS += [{"kind": "county", "name": NAMES, "points": [[2023, "7"]]}]
FIGURES = [
    {"kind": "figure", "number": 3, "facts": FACTS},
    {"kind": "panel", "number": 5, "facts": FACTS | {"areas": AREAS, "period_kind": "year"}},
]
PICTURE = {"number": 7, "format": "png", "width": 2, "height": 3, "name": TURKU, "alternative": TURKU}
DOCUMENT = {"number": 9, "format": "pdf", "width": None, "name": {"fi": "Liite", "sv": "Bilaga"}}
SHARE = "1\N{NO-BREAK SPACE}234,6\N{NO-BREAK SPACE}%"


def word(language, msgid):
    return Translations.load(CHECKOUT / "translations", [language]).gettext(msgid)


def a_rich_edition(**changes):
    """Everything a report can hold."""
    sections = [
        a_section("1", fi=TEXT, sv="") | {"figures": FIGURES},
        a_section("1.1", level=2, fi="", sv="Enbart på svenska", indicators=[an_indicator()]),
    ]
    annex = {"title": {"fi": "Vähimmäistiedot", "sv": "Minimidata"}, "handled": [], "left_out": []}
    annex["left_out"] = [{"title": {"fi": "Osuus", "sv": "Andel"}, "reason": {"fi": "Ei tietoa", "sv": ""}}]
    return an_edition(*sections, attachments=[PICTURE, DOCUMENT], annex=annex, **changes)


def made(content, language="fi", **how):
    return make_word(content, language, {7: a_picture()}, **how)


@pytest.fixture(scope="module")
def rich():
    return made(a_rich_edition())


@pytest.fixture(scope="module")
def opened(rich):
    return ReadWord(rich)


def test_it_says_what_it_is_and_in_which_language():
    for language in ("fi", "sv"):
        opened = ReadWord(made(an_edition(), language)).opened
        told = opened.core_properties
        assert (told.title, told.author) == (an_edition()["title"][language], TURKU[language])
        assert told.language == f"{language}-FI"
        assert opened.styles.element.xpath("w:docDefaults//w:lang/@w:val") == [f"{language}-FI"]
        assert [each.text for each in opened.paragraphs if each.style.name == "Title"] == [told.title]


def test_headings_follow_the_chapters_and_the_contents_list_them(opened):
    annex, files = word("fi", "Annex: minimum data"), word("fi", "Attachments as files")
    assert opened.headings == [
        (1, "1\N{EN SPACE}Luku 1"), (2, "Otsikko"), (2, "1.1\N{EN SPACE}Luku 1.1"), (1, annex), (1, files),
    ]  # fmt: skip
    links = opened.body.xpath(".//w:sdt//w:hyperlink")
    assert [words(each) for each in links] == [text for _, text in opened.headings]
    assert set(opened.body.xpath(".//w:sdt//@w:anchor")) < set(opened.body.xpath(".//w:bookmarkStart/@w:name"))


def test_every_table_repeats_its_header_and_says_what_the_pdf_says(opened):
    assert all(rows == [True] + [False] * (len(rows) - 1) for rows in opened.repeated)
    panel, group, second, indicators, left_out = opened.tables
    assert panel == [[word("fi", "Period"), "Turku", NAMES["fi"]], ["2023", "6,5", "7,0"],
                     ["2022", "5,0", word("fi", "not available")]]  # fmt: skip
    assert group == [["Ryhmä", "Osuus"], ["Lapset", SHARE]] and second == [["Toinen"], ["taulukko"]]
    assert indicators[1][0] == "Menot, euroa asukasta kohti"
    assert left_out[1] == ["Osuus", "Ei tietoa"]
    assert f"{word('fi', 'Table')} 1. Osuus (%), 75 vuotta *täyttäneet*, prosenttia" in opened.text


def test_pictures_and_charts_say_what_they_show(opened):
    picture, chart = opened.alternatives
    assert picture == "Silta keväällä"
    assert chart.startswith("Osuus (%), 75 vuotta *täyttäneet*, prosenttia. Turku")
    bodies = {part.blob for name, part in opened.opened.part.related_parts.items() if "image" in part.content_type}
    assert a_picture() in bodies and len(bodies) == 2
    assert all(body.startswith(b"\x89PNG") for body in bodies)


def test_figures_notes_links_and_lists_are_the_reader_s(opened):
    assert f"Osuus on {SHARE} ja {{{{figure:4}}}}, kuten edellä1. THL sivu" in opened.text
    assert "Kuvan vieressä ![tuntematon](attachment:8)" in opened.text
    assert opened.notes == {1: "Lähde Sotkanet", 2: f"Arvio {SHARE}", 3: "Ikäryhmä"}
    links = [rel.target_ref for rel in opened.opened.part.rels.values() if rel.is_external]
    assert links == ["https://thl.fi"]
    starts = opened.opened.part.numbering_part.element.xpath("w:num/w:lvlOverride/w:startOverride/@w:val")
    assert starts == ["3", "5"]
    assert list(opened.faults()) == []


def test_a_text_in_the_other_language_is_marked(opened):
    assert opened.in_language("sv-FI") == "Enbart på svenska"
    assert word("fi", "This section has been written only in Swedish.") in opened.text
    quoted = a_section("1", fi='Hän: ["**Havet** luft"](lang:sv) ja [OK](lang:en)')
    opened = ReadWord(made(an_edition(quoted)))
    assert (opened.in_language("sv-FI"), opened.in_language("en")) == ('"Havet luft"', "OK")


def test_a_draft_says_so_across_every_page_and_an_edition_does_not(opened):
    draft = ReadWord(made(an_edition(edition=None, adoption=None, published_on=None), draft=True))
    said = 'string="{}"'.format(word("fi", "Draft"))
    section = draft.opened.sections[0]
    assert section.different_first_page_header_footer
    assert all(said in each._element.xml for each in (section.header, section.first_page_header))
    assert word("fi", "Draft") in draft.text
    assert said not in opened.opened.sections[0].header._element.xml
    assert "PAGE" in section.footer._element.xml


def test_signs_that_xml_cannot_hold_are_left_out_wherever_they_come_from():
    sign = "a\x0b\x01\ufffe<b>&amp;"
    titles = {"title": {"fi": sign, "sv": sign}, "municipality": {"code": "853", "name": {"fi": sign, "sv": sign}}}
    attached = {"number": 1, "width": None, "name": {"fi": sign, "sv": "x"}}
    opened = ReadWord(made(an_edition(a_section("1", fi=sign), attachments=[attached], **titles), draft=True))
    assert opened.text.count("<b>") == 4


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(tried=texts(SIGNS + OWN, 12))
def test_no_text_makes_a_broken_file_or_loses_a_word(tried):
    sections = [a_section(str(number), fi=text) for number, text in enumerate(tried, start=1)]
    opened = ReadWord(make_word(an_edition(*sections), "fi"))
    assert list(opened.faults()) == []
    held = "".join(opened.text.split()) + "".join("".join(opened.notes.values()).split())
    for text in tried:
        if "attachment:" not in text:  # a picture that is not there stands as typed
            assert all("".join(line.split()) in held for line in plain(parse(text)).splitlines()), text


def test_libreoffice_shows_the_same(rich, opened):
    if SOFFICE is None:
        pytest.skip("no LibreOffice (soffice) on this machine")
    shown = Libre(rich)
    assert shown.headings == opened.headings
    assert [[[cell.replace("\t", "") for cell in row] for row in table] for table in shown.tables] == opened.tables
    assert shown.headers == [1] * len(opened.tables)
    assert shown.alternatives == opened.alternatives
    assert shown.notes == list(opened.notes.values())
    assert shown.languages("Enbart på svenska") == {"sv"}
