"""The negotiation with the county: its pack, its promises from year to year, and the copy that the county reads."""

from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from app.messages.content import NotNeeded
from app.messages.models import Letter
from app.messages.writing import write
from app.negotiating import actions, duties, printing, queries
from app.negotiating.content import content_of
from tenants import clock, membership
from tenants.audit import AuditEntry
from tenants.errors import Refused
from tests.letters import outbox
from tests.makers import a_municipality_like
from tests.negotiating import PROMISES, a_county, a_negotiation, county_code_of, share, withdraw
from tests.plans import a_plan


def content(municipality, year=2026):
    with municipality.session(read_only=True) as session:
        return content_of(session, municipality.facts, queries.negotiation_of(session, year))


def do(municipality, deed, year, *words):
    with municipality.session() as session, session.begin():
        deed(session, municipality.coordinator, queries.negotiation_of(session, year), *words)


def test_a_pack_has_the_figures_of_both_and_the_plan_s_common_goals(municipality):
    a_plan(municipality, goals=2)
    a_negotiation(municipality)
    pack = content(municipality)
    assert [figure["indicator"] for figure in pack["figures"]] == [127, 228]
    for figure in pack["figures"]:
        assert figure["own"] and (figure["county"] or figure["median"])
        assert figure["is_tested"] or figure["reason"]
    assert [goal["number"] for goal in pack["goals"]] == ["1.1", "1.2"]
    assert pack["goals"][0]["measures"][0]["sv"] == "Promenadsällskap i varje by"


def test_last_year_s_promises_come_to_this_year_s_negotiation_with_what_became_of_them(municipality):
    a_negotiation(municipality, 2025)
    do(municipality, actions.judge, 2025, {1: ("kept", "Nimetty"), 2: ("not_kept", "Ei rahaa")}, "fi")
    a_negotiation(municipality, 2026)
    before = content(municipality)["before"]
    assert (before["year"], [each["outcome"] for each in before["promises"]]) == (2025, ["kept", "not_kept"])
    assert before["promises"][0]["told_language"] == "fi"
    told = (date(2025, 10, 2), "Toisaalla")
    do(municipality, actions.record_minutes, 2025, *told, PROMISES, "fi")
    with pytest.raises(Refused, match="judged_already"):
        do(municipality, actions.record_minutes, 2025, *told, PROMISES[:1], "fi")
    with municipality.session() as session, pytest.raises(Refused, match="begun_already"):
        actions.begin(session, municipality.coordinator, 2025)


def test_the_county_reads_the_pack_as_it_was_shared_and_not_what_is_written_later(engines, municipality):
    a_negotiation(municipality)
    share(municipality)
    do(municipality, actions.record_minutes, 2026, date(2026, 10, 1), "Muualla", (), "fi")
    county = a_county(engines, county_code_of(municipality))

    def received():
        with county.session(read_only=True) as session:
            mine = [each for each in queries.received_packs(session) if each.name_fi == municipality.facts.names["fi"]]
            return [queries.received_pack(session, each.id).content["minutes"]["place"] for each in mine]

    assert received() == ["Kunnantalo"]
    share(municipality)
    assert received() == ["Muualla"]
    withdraw(municipality)
    assert received() == []
    with pytest.raises(Refused, match="not_shared"):
        withdraw(municipality)
    with municipality.session(read_only=True) as session:
        deeds = [each.deed for each in session.scalars(select(AuditEntry)) if "shared" in each.deed]
    assert deeds == ["negotiation.shared"] * 2


def test_each_of_the_county_s_people_hears_once_of_what_is_shared_with_it(app, engines, municipality):
    a_negotiation(municipality)
    county = a_county(engines, county_code_of(municipality))
    first = share(municipality).id
    later = clock.now() + timedelta(minutes=5)
    for moment in (later, later, later + timedelta(days=3)):
        duties.tell_in(engines, county.facts.id, moment)

    def letters(pack):
        return outbox(engines, Letter.kind == "pack_shared", Letter.payload["pack"].astext == str(pack))

    with county.session(read_only=True) as session:
        people = [each.person_id for each in membership.members(session)]  # of one county, whoever else brought them
    assert sorted(each.to_person for each in letters(first)) == sorted(people)
    assert {person.id for person in county.people.values()} <= set(people)
    told = message_from_bytes(write(app, letters(first)[0])[1], policy=default)
    assert municipality.facts.names["fi"] in told["Subject"]
    share(municipality)
    with pytest.raises(NotNeeded):
        write(app, letters(first)[0])


def test_helsinki_negotiates_with_no_county(engines):
    helsinki = a_municipality_like(engines, "091")
    a_negotiation(helsinki)
    with pytest.raises(Refused, match="no_county"):
        share(helsinki)
    assert content(helsinki)["figures"] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_pack_is_printed_in_either_language(municipality, language):
    a_plan(municipality)
    a_negotiation(municipality, 2025)
    a_negotiation(municipality)
    pack = content(municipality)
    printed = printing.printed_pack(pack, printing.reader_of(language))
    assert len(printed["sections"]) == 6
    assert printed["sections"][0]["table"]["columns"][2]["text"] == pack["county"][language]
    assert printing.make_pdf(pack, language).startswith(b"%PDF")
