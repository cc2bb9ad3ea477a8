"""What programs ask for is answered as it is described, to anybody, and of what is published alone."""

import json

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from app.open_data import queries
from tests.makers import an_adopted_report
from tests.publishing import publish, withdraw

API = "/api/1"


@pytest.fixture
def edition(app, municipality):
    """Published once; gives the words of its address."""
    report = an_adopted_report(municipality)
    publish(app, municipality, report)
    return {"municipality": municipality.facts.slugs["fi"], "years": "2025-2029", "number": 1, "report": report}


@pytest.fixture
def description(client):
    return client.get(f"{API}/openapi.json").json


def described(client, description, path, media_type):
    """A validator of what a path is said to answer, with the schema that is served beside the description."""
    (told,) = description["paths"][path]["get"]["responses"]["200"]["content"].items()
    assert told[0] == media_type
    schema = client.get(f"{API}/edition-data.schema.json").get_json(force=True)
    Draft202012Validator.check_schema(schema)
    registry = Registry().with_resource(schema["$id"], Resource.from_contents(schema))
    return Draft202012Validator({"components": description["components"], **told[1]["schema"]}, registry=registry)


def test_every_described_path_answers_as_described_and_every_path_is_described(app, client, description, edition):
    paths = set()
    for path in description["paths"]:
        answer = client.get(API + path.format(**edition))
        assert answer.status_code == 200, path
        described(client, description, path, answer.content_type).validate(answer.get_json(force=True))
        assert answer.headers["Access-Control-Allow-Origin"] == "*" and "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "public, no-cache"
        again = client.get(API + path.format(**edition), headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert client.post(API + path.format(**edition)).status_code in (400, 405)
        paths.add(path)
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(API)}
    spelled = str.maketrans("<>", "{}")
    assert {each.replace("int:", "").translate(spelled) for each in rules} == {API + path for path in paths}


def test_what_the_register_leads_to_is_there(client, municipality, edition):
    code = municipality.facts.municipality_code
    (told,) = client.get(f"{API}/editions?municipality={code}&year=2027").json["editions"]
    assert client.get(f"{API}/editions?municipality={code}&year=2030").json["editions"] == []
    county = told["municipality"]["county"]
    found = client.get(f"{API}/editions?county={county}").json["editions"]
    assert told in found and {each["municipality"]["county"] for each in found} == {county}
    local = [told["self"], told["figures"], *told["pages"].values(), *(each["address"] for each in told["files"])]
    for address in (each[each.index("/", 8) :] for each in local):
        assert client.get(address).status_code == 200, address
    for each in told["files"]:
        body = client.get(each["address"][each["address"].index("/", 8) :]).data
        assert len(body) == each["bytes"]


def test_the_register_and_the_catalogue_are_read_page_by_page(app, client, municipality, edition, monkeypatch):
    publish(app, municipality, edition["report"], {"fi": "Korjaus", "sv": ""})
    monkeypatch.setattr(queries, "ON_A_PAGE", 1)
    asked = f"municipality={municipality.facts.municipality_code}"
    first = client.get(f"{API}/editions?{asked}").json
    assert (first["total"], first["editions"][0]["number"], first["previous"]) == (2, 2, None)
    second = client.get(first["next"][first["next"].index("/", 8) :]).json
    assert (second["editions"][0]["number"], second["next"]) == (1, None)
    assert second["editions"][0]["newest"] == first["editions"][0]["self"]
    catalogue = client.get(f"{API}/catalog.jsonld?{asked}").get_json(force=True)
    (dataset,) = catalogue["dcat:dataset"]
    assert {each["@language"] for each in dataset["dct:title"]} <= {"fi", "sv"}
    kinds = [each["dct:format"]["@id"].rpartition("/")[2] for each in dataset["dcat:distribution"]]
    assert sorted(kinds) == ["CSV", "CSV", "JSON", "JSON", "XLSX", "XLSX"]
    free = {each["dct:format"]["@id"][-4:] for each in dataset["dcat:distribution"] if "dct:license" in each}
    assert free == {"/CSV"}  # the others hold the plan, which is the municipality's
    assert catalogue["hydra:view"]["hydra:next"]["@id"].endswith("page=2")


@pytest.mark.parametrize("question", ["year=20", "page=0", "county=x", "municipality=%00", "q=1", "year=２０２６"])
def test_a_question_that_is_not_understood_is_told_and_not_guessed(client, question):
    answer = client.get(f"{API}/editions?{question}")
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert json.loads(answer.data)["detail"]


def test_a_withdrawn_edition_tells_why_and_is_in_no_list(client, municipality, edition):
    withdraw(municipality, edition["report"], 1, "Väärä luku.")
    for path in ("", "/figures"):
        answer = client.get(f"{API}/editions/{edition['municipality']}/2025-2029/1{path}")
        assert (answer.status_code, json.loads(answer.data)["reason"]["fi"]) == (410, "Väärä luku.")
    asked = f"municipality={municipality.facts.municipality_code}"
    assert client.get(f"{API}/editions?{asked}").json["total"] == 0
    assert client.get(f"{API}/catalog.jsonld?{asked}").get_json(force=True)["dcat:dataset"] == []
