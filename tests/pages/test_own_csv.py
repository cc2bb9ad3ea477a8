"""The municipality's own figures as a file of their own: told of wherever an edition is, where it has any."""

import json

import pytest

from app.publishing.own_csv import METADATA_SUFFIX, SUFFIX
from tests.makers import a_report, adopt, an_adopted_report, write
from tests.own_figures import FACTS, a_figure, an_own_indicator
from tests.pages.parsed import ParsedPage
from tests.publishing import publish
from tests.tabular import read_as_described
from tests.text_figures import choose_own_figure

WORDS = {"fi": "Kunnan omat tunnusluvut CSV-tiedostona", "sv": "Kommunens egna siffror som CSV"}


def begin_with_own_figures(municipality):
    """Approved in every section, not adopted yet."""
    report = a_report(municipality)
    an_own_indicator(municipality, FACTS, a_figure())
    sign = choose_own_figure(municipality)
    for section in report.sections:
        write(municipality, report, section.position, sign if section.position == 1 else "Teksti", "", "approve")
    return report


@pytest.fixture
def published(app, municipality):
    publish(app, municipality, adopt(municipality, begin_with_own_figures(municipality)))


def edition_of(municipality, language="fi"):
    place = {"fi": "raportit", "sv": "rapporter"}[language]
    return f"/{language}/{place}/{municipality.facts.slugs[language]}/2025-2029/1"


def links_of(page):
    return {each.get("href"): each.text for each in ParsedPage(page).all("a")}


def test_the_edition_s_page_leads_to_it_and_a_program_finds_its_columns_beside_it(visitor, municipality, published):
    for language, words in WORDS.items():
        edition = edition_of(municipality, language)
        assert links_of(visitor().get(edition).text)[f"{edition}.{SUFFIX}"] == words
        file, metadata = (visitor().get(f"{edition}.{suffix}") for suffix in (SUFFIX, METADATA_SUFFIX))
        assert file.content_type == "text/csv; charset=utf-8"
        assert metadata.content_type == "application/csvm+json"
        assert metadata.json["url"] == f"{edition}.{SUFFIX}".rpartition("/")[2]
        (row,) = read_as_described(file.data, metadata.json)
        assert (row["own_indicator"], str(row["value"])) == (1, "12.3")
        assert file.headers["Access-Control-Allow-Origin"] == "*" and "Set-Cookie" not in file.headers


def test_the_catalogue_tells_it_with_a_statement_of_its_own(client, municipality, published):
    asked = f"/api/1/catalog.jsonld?municipality={municipality.facts.municipality_code}"
    (dataset,) = client.get(asked).get_json(force=True)["dcat:dataset"]
    told = {each["dcat:downloadURL"]["@id"].rpartition("/")[2]: each for each in dataset["dcat:distribution"]}
    own, of_sotkanet = told[f"1.{SUFFIX}"], told["1.csv"]
    assert own["dct:format"] == of_sotkanet["dct:format"] and own["dct:title"] != of_sotkanet["dct:title"]
    assert "dct:license" not in own and "dct:rights" not in of_sotkanet
    (finnish,) = (it["@value"] for it in own["dct:rights"]["rdfs:label"] if it["@language"] == "fi")
    assert "jokaisen luvun rivillä" in finnish
    address = own["dct:conformsTo"]["@id"]
    assert client.get(address[address.index("/", 8) :]).status_code == 200


def test_an_edition_without_own_figures_has_no_such_file_and_tells_of_none(app, client, municipality, visitor):
    publish(app, municipality, an_adopted_report(municipality))
    for suffix in (SUFFIX, METADATA_SUFFIX):
        assert visitor().get(f"{edition_of(municipality)}.{suffix}").status_code == 404
    assert SUFFIX not in visitor().get(edition_of(municipality)).text
    asked = f"municipality={municipality.facts.municipality_code}"
    for path in ("editions", "catalog.jsonld"):
        assert SUFFIX not in json.dumps(client.get(f"/api/1/{path}?{asked}").get_json(force=True))


def test_who_publishes_sees_it_beforehand(municipality, visitor):
    begin_with_own_figures(municipality)
    coordinator = visitor(municipality.people["coordinator"])
    preview = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/esikatselu"
    assert links_of(coordinator.get(preview).text)[f"{preview}.{SUFFIX}"] == WORDS["fi"]
    assert coordinator.get(f"{preview}.{SUFFIX}").data.startswith("\ufeffown_indicator,title".encode())


def test_a_preview_without_own_figures_has_none(municipality, visitor):
    a_report(municipality)
    reader = visitor(municipality.people["reader"])
    preview = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/esikatselu"
    assert f"{preview}.{SUFFIX}" not in links_of(reader.get(preview).text)
    assert reader.get(f"{preview}.{SUFFIX}").status_code == 404
