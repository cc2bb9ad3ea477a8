"""A wellbeing services county as a customer: what was shared with it, its people, and no page of a municipality's."""

import re

import pytest

from app.web.access import access_of
from tenants.permissions import Role
from tests.makers import a_municipality
from tests.negotiating import a_county, a_negotiation, county_code_of, share
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor

OFFERED = {
    "front.tasks": 302, "negotiating.received": 200, "negotiating.received_pack": 404, "negotiating.received_pdf": 404,
    "accounts.members": 200, "audit.trail": 200,
}  # fmt: skip


@pytest.fixture(scope="module")
def shared(engines):
    """A municipality that has shared a pack, and its county."""
    municipality = a_municipality(engines, bilingual=True)
    a_negotiation(municipality)
    share(municipality)
    return municipality, a_county(engines, county_code_of(municipality))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_county_begins_with_the_packs_shared_with_it(app, shared, language):
    municipality, county = shared
    reader = Visitor(app, county.people[Role.READER])
    front = reader.get(f"/{language}/{county.facts.slugs[language]}/")
    listed = ParsedPage(reader.get(front.location).text)
    (link,) = [each for each in listed.all("a") if text_of(each).startswith(f"{municipality.facts.names[language]},")]
    pack = reader.get(link.get("href"))
    assert pack.status_code == 200
    assert {"fi": "Tarvitsemme tietoa", "sv": "Vi behöver information"}[language] in pack.text
    assert "Nimeää <b>yhdyshenkilön</b>" in text_of(ParsedPage(pack.text).root)  # as it was typed
    pdf = next(each.get("href") for each in ParsedPage(pack.text).all("a") if "pdf" in each.get("href", ""))
    assert reader.get(pdf).data.startswith(b"%PDF")


def test_a_county_is_offered_no_page_that_needs_a_municipality(app, world, shared):
    county = shared[1]
    coordinator = Visitor(app, county.people[Role.COORDINATOR])
    inside = {rule.endpoint for rule in app.url_map.iter_rules() if access_of(app, rule.endpoint).kind == "tenant"}
    answers = {
        endpoint: coordinator.get(world.address(endpoint, "fi", municipality=county.facts.slugs["fi"])).status_code
        for endpoint in inside
        if any("GET" in rule.methods for rule in app.url_map.iter_rules(endpoint))
    }
    assert {each: answers[each] for each in OFFERED} == OFFERED
    rest = {each: status for each, status in answers.items() if status != 403 and each not in OFFERED}
    assert all(each.startswith(("accounts.", "audit.")) and status in (200, 404) for each, status in rest.items()), rest


def test_the_coordinator_of_a_county_invites_a_colleague_without_a_licence(app, shared):
    county = shared[1]
    coordinator = Visitor(app, county.people[Role.COORDINATOR])
    people = f"/fi/{county.facts.slugs['fi']}/ihmiset"
    typed = {"email": "uusi@hyvinvointialue.example", "role": "reader", "name": "Uusi", "language": "fi"}
    assert "kertomuksen osia" not in coordinator.get(f"{people}/kutsu").text
    assert coordinator.post(f"{people}/kutsu", typed).status_code == 302
    assert "uusi@hyvinvointialue.example" in coordinator.get(people).text


def test_an_operator_opens_a_county_and_its_coordinator_is_invited(app):
    runner = app.test_cli_runner()
    done = runner.invoke(args=["tenants", "open-county", "21", "aino@lappi.example"])
    assert (done.exit_code, "aino@lappi.example is invited" in done.output) == (0, True)
    again = runner.invoke(args=["tenants", "open-county", "21", "aino@lappi.example"])
    assert again.exit_code == 1 and re.search("already_invited", again.output)
    assert runner.invoke(args=["tenants", "open-county", "99", "x@y.example"]).exit_code == 1
