"""What residents are given of an edition: a profile of four pages, each accessible, whatever is said in it."""

import pytest

from app.residents.profile import make_profile
from tests.edition_contents import a_definition, a_full_content, content_with
from tests.makers import an_adopted_report
from tests.pdf_reading import PROFILES, ReadPdf, failures, scope
from tests.publishing import finish, publish

ADDRESS = {"fi": "https://kunta.example/fi/raportit/x", "sv": "https://kunta.example/sv/rapporter/x"}
POOR = content_with([]) | {"languages": ["fi"], "title": {"fi": "Kertomus", "sv": ""}}
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
@pytest.mark.parametrize("content", [POOR, a_full_content(LONG)], ids=["poor", "long"])
def test_it_is_four_pages_however_little_or_much_is_said(content, language):
    read = ReadPdf(make_profile(content, language, draft=True))
    assert len(read.pdf.pages) == 4
    assert all("".join(read.texts[key] for key in read.texts if key[0] == page.objgen) for page in read.pdf.pages)


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
    assert f'href="{page}.profile.pdf">Kertomus neljällä sivulla (PDF)</a>' in client.get(page).text
    assert finish(app, municipality) == 0
