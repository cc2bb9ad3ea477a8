"""The register of what is published, as anybody searches it."""

import pytest
from lxml import etree, html
from sqlalchemy import select, text

from app.publishing import actions
from app.publishing.indexing import index_the_rest
from app.publishing.models import EditionWords
from app.publishing.search_queries import say
from app.publishing.search_rules import words_of
from tenants.boundary import DoorSession
from tests.makers import a_municipality, a_report, adopt, an_adopted_report, write
from tests.publishing import publish, withdraw

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def published(app, engines):
    """Two municipalities' reports, one of which was withdrawn since: municipality by what its text tells of."""
    made = {}
    for word in ("majakanvartijoiden", "vanhusneuvosto"):
        municipality = made[word] = a_municipality(engines, bilingual=True)
        report = a_report(municipality)
        for section in report.sections:
            write(municipality, report, section.position, f"Kunnan {word} arki.", "Äldrerådets vardag.", "approve")
        publish(app, municipality, adopt(municipality, report))
    gone = made["gone"] = a_municipality(engines)
    report = a_report(gone)
    for section in report.sections:
        write(gone, report, section.position, "Kunnan majakanvartijoiden arki.", "", "approve")
    report = adopt(gone, report)
    withdraw(gone, report, publish(app, gone, report))
    return made


def names_at(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    listed = html.fromstring(answer.text).xpath("//main//ul[contains(@class, 'govuk-list--spaced')]//a/text()")
    return {each.split(":")[0].strip() for each in listed}


def test_it_is_searched_by_words_in_either_language_by_municipality_county_and_year(client, published):
    one, other = published["majakanvartijoiden"].facts, published["vanhusneuvosto"].facts
    swedish = {each.names["sv"] for each in (one, other)}
    gone = published["gone"].facts.names
    for address, found, missed in (
        ("/fi/raportit/?q=majakanvartij", {one.names["fi"]}, {other.names["fi"], gone["fi"]}),
        ("/fi/raportit/?q=arki+Vanhusneuvosto", {other.names["fi"]}, {one.names["fi"]}),
        ("/sv/rapporter/?q=äldreråd", swedish, set()),
        ("/sv/rapporter/?q=majakanvartijoiden", set(), swedish),
        (f"/fi/raportit/?of={one.municipality_code}", {one.names["fi"]}, {other.names["fi"]}),
        (f"/fi/raportit/?of={one.municipality_code}&year=2027", {one.names["fi"]}, set()),
        (f"/fi/raportit/?of={one.municipality_code}&year=2031", set(), {one.names["fi"]}),
        ("/fi/raportit/?q=%27+%7C+%26+%21majakanvartijoiden%3A%2A", {one.names["fi"]}, {other.names["fi"]}),
    ):
        names = names_at(client, address)
        assert (found - names, missed & names) == (set(), set()), address


def test_the_form_sends_what_it_shows(app, client, published):
    code = published["vanhusneuvosto"].facts.municipality_code
    app.extensions["published_choices"].until = None
    for address, sent in (("/fi/raportit/", ""), (f"/fi/raportit/?of={code}", code), ('/fi/raportit/?of="', "")):
        options = html.fromstring(client.get(address).text).xpath("//select[@name='of']/option")
        chosen = [each.get("value") for each in options if each.get("selected") is not None]
        assert (options[0].get("value"), chosen or [""]) == ("", [sent]), address


@pytest.mark.parametrize("year", ["ensi", "0202699999999", "02026", "２０２６"])
def test_a_year_that_is_none_is_told_at_its_field(client, year):
    answer = client.get(f"/fi/raportit/?year={year}&q=lapsi")
    page = html.fromstring(answer.text)
    assert answer.status_code == 422
    assert page.get_element_by_id("year-error").text_content().strip()
    assert page.get_element_by_id("q").value == "lapsi"


def test_words_are_looked_up_in_an_index_also_behind_the_wall(engines, published):
    asked = select(EditionWords.edition_id).where(say("'majakanvartij':*")).compile(engines.door)
    with DoorSession(engines, read_only=True) as door:
        door.execute(text("SET LOCAL enable_seqscan = off"))  # quicker while there are few
        rows = door.connection().exec_driver_sql(f"EXPLAIN {asked}", asked.params)
        plan = "\n".join(row[0] for row in rows)
    assert "edition_words_sought" in plan and "Index Cond: (words @@" in plan, plan


def test_editions_from_before_there_was_a_search_are_found_once_they_are_indexed(
    app, engines, client, monkeypatch
):
    old = a_municipality(engines)
    report = an_adopted_report(old)
    monkeypatch.setattr(actions, "keep_words", lambda session, edition: None)
    publish(app, old, report)
    withdraw(old, report, publish(app, old, report, {"fi": "Korjattu", "sv": ""}))
    address, name = f"/fi/raportit/?q=hyvinvointikertomus&of={old.facts.municipality_code}", old.facts.names["fi"]
    assert names_at(client, address) == set()
    assert app.test_cli_runner().invoke(args=["publishing", "index"]).exit_code == 0
    assert names_at(client, address) == {name}
    with old.session() as session:
        assert index_the_rest(session) == 0


def test_a_plan_and_an_annex_are_searched_as_the_texts_are():
    both = {"fi": "suomeksi", "sv": "på svenska"}
    plan = {"emphases": [{"title": {"fi": "Kävelyseura", "sv": "Promenad"}, "owner": "x", "goals": []}], "tags": {}}
    section = {"title": both, "text": both, "plan": plan}
    annex = {"title": both, "handled": [], "left_out": [{"title": both, "reason": {"fi": "Syrjään", "sv": ""}}]}
    content = {"municipality": {"name": both}, "title": both, "sections": [section], "annex": annex}
    told = {language: words_of(content, language).split("\n") for language in both}
    assert {"Kävelyseura", "Syrjään"} <= set(told["fi"]) and "Promenad" in told["sv"]
    assert not {"x", "Kävelyseura", "Syrjään"} & set(told["sv"])


def test_a_feed_of_whom_nothing_is_published_any_more_goes_on_to_answer(client, published):
    for asked in (f"of={published['gone'].facts.municipality_code}", "of=%00x", "county=99"):
        answer = client.get(f"/fi/raportit/syote.atom?{asked}")
        assert answer.status_code == 200, asked
        assert etree.fromstring(answer.data).xpath("a:entry", namespaces=ATOM) == []
        assert names_at(client, f"/fi/raportit/?{asked}") == set()


def test_the_same_search_is_followed_as_a_feed(client, published):
    one = published["majakanvartijoiden"].facts
    answer = client.get("/fi/raportit/syote.atom?q=majakanvartij")
    assert answer.mimetype == "application/atom+xml"
    feed = etree.fromstring(answer.data)
    titles = feed.xpath("a:entry/a:title/text()", namespaces=ATOM)
    assert any(title.startswith(one.names["fi"]) for title in titles)
    addresses = feed.xpath("a:entry/a:link/@href", namespaces=ATOM)
    assert len(addresses) == len(titles)
    assert client.get(addresses[0].removeprefix("http://localhost:8000")).status_code == 200
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/fi/raportit/syote.atom?q=majakanvartij", headers=known).status_code == 304
