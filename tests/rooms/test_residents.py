"""What residents are given of an edition: a profile of four pages, each accessible, whatever is said in it."""

import struct

import pikepdf
import pytest

from app.publishing.formats import formats_of
from app.residents.poster import make_poster
from app.residents.profile import make_profile
from app.residents.sharing import HEIGHT, WIDTH, make_picture, make_picture_words
from app.residents.summary import make_summary
from tests.edition_contents import a_definition, a_full_content, content_with
from tests.makers import an_adopted_report
from tests.pdf_reading import PROFILES, ReadPdf, failures, scope
from tests.pdf_tags import faults_of
from tests.publishing import finish, publish

ADDRESS = {"fi": "https://kunta.example/fi/raportit/x", "sv": "https://kunta.example/sv/rapporter/x"}
GOALS = {"fi": "Yksinäisyys vähenee", "sv": "Ensamheten minskar"}
POOR = content_with([]) | {"languages": ["fi"], "title": {"fi": "Kertomus", "sv": ""}}
PLAIN = """# Talo

Kunta avaa talon. Katso [ohje](https://thl.fi/ohje)[^1].

| Asia | Luku |
|---|--:|
| Taloja | 1 |

[^1]: Luettu 2.1.2026"""
LONG = "Pitkäsanaisuusennätysyritys ja muita hyvin pitkiä sanoja " * 12


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_profile_is_four_accessible_pages_that_say_what_the_tests_say(language):
    content = a_full_content() | {"address": ADDRESS}
    body = make_profile(content, language)
    for profile in PROFILES:
        assert failures(body, profile) == []
    read = ReadPdf(body)
    assert len(read.pdf.pages) == 4 and read.untagged.strip() == ""
    assert str(read.pdf.Root.Lang)[:2] == language
    told = " ".join(read.text().split())
    words = {
        "fi": ("Mikä erottuu", "Huonompi ja huononee", "Luku on huonompi kuin koko maassa", "Yksinäisyys vähenee"),
        "sv": ("Det som sticker ut", "Sämre och blir sämre", "Siffran är sämre än i hela landet", "Ensamheten minskar"),
    }
    for each in (*words[language], ADDRESS[language].removeprefix("https://")):
        assert each in told, each
    header, *rows = read.elements("TR", below=next(read.elements("Table")))
    assert {scope(cell) for cell in read.elements("TH", "TD", below=header)} == {"/Column"}
    assert {scope(next(read.elements("TH", "TD", below=row))) for row in rows} == {"/Row"}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_poster_is_one_accessible_sheet_with_findings_goals_and_the_way_to_the_report(language):
    body = make_poster(a_full_content() | {"address": ADDRESS}, language)
    assert [failures(body, profile) for profile in PROFILES] == [[], []]
    read = ReadPdf(body)
    (sheet,) = read.pdf.pages
    assert [round(float(each) / 72 * 2.54, 1) for each in sheet.mediabox[2:]] == [29.7, 42.0]
    told = " ".join(read.text().split())
    words = {"fi": ("Huonompi ja huononee", "Koko maa"), "sv": ("Sämre och blir sämre", "Hela landet")}
    verdict, area = words[language]
    said = [read.text(each) for each in read.elements("P")]
    assert verdict in said and said[said.index(area) + 1] == "5,0\N{NO-BREAK SPACE}%"
    assert ADDRESS[language].removeprefix("https://") in told
    assert told.count(GOALS[language]) == 6 and read.untagged.strip() == ""


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_summary_is_printed_in_large_letters_and_leads_to_the_report(language):
    content = content_with([], summary={"fi": PLAIN, "sv": PLAIN}, address=ADDRESS)
    body = make_summary(content, language, {})
    name = {"fi": "Kertomus selkokielellä", "sv": "Berättelsen på lätt språk"}[language]
    assert [failures(body, profile) for profile in PROFILES] == [[], []]
    assert faults_of(body, f"{content['title'][language]} – {name}", language) == []
    read = ReadPdf(body)
    assert [read.text(each) for each in read.elements("H1", "H2")] == [name, "Talo"]
    said = [read.text(each) for each in read.elements("P")]
    assert ADDRESS[language].removeprefix("https://") in read.text()
    assert any("Kunta avaa talon." in each for each in said) and read.untagged.strip() == ""
    (told,) = [sizes for text, sizes in letters_of(read).items() if "Kunta avaa talon." in text]
    assert told == {16} and min(size for sizes in letters_of(read).values() for size in sizes) >= 11


def letters_of(read):
    """In which sizes each page's texts are set, each tagged stretch by itself."""
    sizes, size, mark = {}, 0, None
    for page in read.pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC":
                    mark = operands[1].get("/MCID") if len(operands) > 1 else None
                case "Tf":
                    size = float(operands[1])
                case "Tj" | "TJ" if mark is not None:
                    sizes.setdefault(read.texts[page.objgen, int(mark)], set()).add(size)
    return sizes


def test_a_summary_written_in_one_language_says_so_and_is_heard_in_its_own():
    read = ReadPdf(make_summary(content_with([], summary={"fi": PLAIN, "sv": " "}), "sv", {}, draft=True))
    notice = "Den här sammanfattningen är skriven bara på finska."
    for language, text in (("fi-FI", "Kunta avaa talon."), ("sv-FI", notice)):
        assert text in " ".join(said for spoken, said in read.spoken() if spoken == language)


def test_an_edition_without_a_summary_has_none_on_paper():
    written = content_with([], summary={"fi": " ", "sv": "Lätt"})
    assert "summary.pdf" in formats_of(written)
    for content in (POOR, written | {"summary": {"fi": " ", "sv": ""}}):
        made = formats_of(content)
        assert "poster.pdf" in made and "summary.pdf" not in made


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("content", [POOR, a_full_content(LONG)], ids=["poor", "long"])
def test_a_paper_has_its_pages_however_little_or_much_is_said(content, language):
    for make, pages in ((make_profile, 4), (make_poster, 1)):
        read = ReadPdf(make(content, language, draft=True))
        assert len(read.pdf.pages) == pages
        assert {key[0] for key, text in read.texts.items() if text} == {page.objgen for page in read.pdf.pages}


def test_the_picture_for_sharing_has_the_size_that_is_asked_for_and_its_words():
    for content in (POOR, a_full_content(LONG)):
        picture = make_picture(content, "sv")
        assert struct.unpack(">8x4x4xII", picture[:24]) == (WIDTH, HEIGHT)
    told = make_picture_words(a_full_content() | {"address": ADDRESS}, "fi").decode()
    assert told == (
        "Kempele: Hyvinvointikertomus 2025–2029. "
        "Huonompi ja huononee: Osuus 1, 14,6\N{NO-BREAK SPACE}% (2024)."
    )


def test_where_nothing_can_be_tested_nothing_is_said_to_stand_out():
    told = ReadPdf(make_profile(content_with([a_definition(1, own=[[2024, "1.0", None]])]), "fi")).text()
    assert "mitään ei voitu testata" in " ".join(told.split())


def test_the_worker_makes_what_publishing_did_not_wait_for(app, client, municipality):
    publish(app, municipality, an_adopted_report(municipality))
    page = f"/fi/raportit/{municipality.facts.slugs['fi']}/2025-2029/1"
    assert client.get(f"{page}.profile.pdf").status_code == 404
    assert "Asukkaille" not in client.get(page).text
    assert finish(app, municipality) == 1
    made = client.get(f"{page}.profile.pdf")
    assert made.status_code == 200 and ".profile.pdf" in made.headers["Content-Disposition"]
    assert page.removeprefix("/") in " ".join(ReadPdf(made.data).text().split())
    shown = client.get(page).text
    assert f'href="{page}.profile.pdf">Kertomus neljällä sivulla (PDF)</a>' in shown
    public = f"http://localhost:8000{page}"
    words = client.get(f"{page}.picture.txt").text
    told = {"og:image": f"{public}.picture.png", "og:image:alt": words, "og:url": public, "og:locale": "fi_FI"}
    for name, content in told.items():
        assert f'<meta property="{name}" content="{content}">' in shown, name
    assert client.get(f"{page}.picture.png").data.startswith(b"\x89PNG")
    assert finish(app, municipality) == 0
