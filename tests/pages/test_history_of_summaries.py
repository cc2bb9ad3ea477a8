"""A plain-language summary's history: every version with who and when, what changed, an earlier one brought back."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.handling import final_actions
from app.plain_language.models import PlainSummaryVersion
from app.reports.queries import whole_report
from tenants.audit import AuditEntry
from tests.makers import a_municipality, a_report, an_adopted_report, summarise
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.test_number_of_queries import numbers_of_questions

FIRST, SECOND = "Kunta avaa talon.", "Kunta avaa kaksi taloa."
OF_THE_NEWEST = (("fi", 1, FIRST, None), ("fi", 2, SECOND, None), ("fi", 3, FIRST, 1))


@pytest.fixture
def place(engines):
    """A municipality in both languages; its report has two versions of its summary in Finnish and one in Swedish."""
    municipality = a_municipality(engines, bilingual=True)
    report = a_report(municipality)
    summarise(municipality, report, FIRST)
    summarise(municipality, report, SECOND, begun_from=1)
    return municipality


def page_of(place, language="fi", of="fi"):
    """The address of the history of one language's summary."""
    parts = {"fi": "kertomukset/1/selkokieli/historia", "sv": "berattelser/1/lattlast/historik"}
    return f"/{language}/{place.facts.slugs[language]}/{parts[language]}/{of}"


def stored(place):
    """Every version: language, number, text, which one it is again."""
    kept = PlainSummaryVersion
    asked = select(kept.language, kept.number, kept.text, kept.restored_from).order_by(kept.language, kept.number)
    with place.session(read_only=True) as session:
        return [tuple(row) for row in session.execute(asked)]


def test_every_version_is_shown_with_who_and_when_and_what_changed(place, visitor):
    reader = visitor(place.people["reader"])
    page = ParsedPage(reader.get(page_of(place)).text)
    rows = [text_of(each) for each in page.all("tr")][1:]
    writer = place.people["coordinator"].name
    assert [row.split()[0] for row in rows] == ["2", "1"] and all(writer in row for row in rows)
    compared = reader.get(f"{page_of(place)}?old=1&new=2").text
    assert "<del>" in compared and "talon" in compared and "kaksi taloa" in compared
    assert "Ingenting har skrivits ännu." in reader.get(page_of(place, "sv", "sv")).text
    assert FIRST in reader.get(f"{page_of(place)}/1").text
    for nonsense in ("/3", "?old=1&new=9"):
        assert reader.get(page_of(place) + nonsense).status_code == 404
    assert reader.get(f"{page_of(place)}?old=x&new={2**40}").status_code == 200


def test_the_page_of_writing_leads_to_the_history(place, visitor):
    for person, language in (("writer", "fi"), ("reader", "sv")):
        page = visitor(place.people[person]).get(page_of(place, language).rsplit("/", 2)[0])
        assert page_of(place, language) in {each.get("href") for each in ParsedPage(page.text).all("a")}


def test_an_earlier_version_is_brought_back_as_a_new_one_and_the_trail_tells(place, visitor):
    writer = visitor(place.people["writer"])
    assert "Palauta tämä tekstiksi" in writer.get(f"{page_of(place)}/1").text
    assert writer.post(f"{page_of(place)}/1").status_code == 302
    assert stored(place) == list(OF_THE_NEWEST)
    assert "versio 1 palautettu" in writer.get(page_of(place)).text
    with place.session(read_only=True) as session:
        assert whole_report(session, 1).summary("fi") == FIRST
        told = select(AuditEntry.details).where(AuditEntry.deed == "report.summary_restored")
        assert session.scalars(told).one()["version"] == 1
    assert "Palauta tämä tekstiksi" not in writer.get(f"{page_of(place)}/3").text


def test_what_is_the_summary_already_makes_no_version(place, visitor):
    assert visitor(place.people["writer"]).post(f"{page_of(place)}/2").status_code == 302
    assert stored(place) == list(OF_THE_NEWEST[:2])


def test_who_began_before_it_was_brought_back_loses_nothing_and_is_told(place, visitor):
    writer, other = visitor(place.people["writer"]), visitor(place.people["coordinator"])
    assert other.post(f"{page_of(place)}/1").status_code == 302
    typed = {"text_fi": "Kolmas.", "version_fi": "2", "text_sv": "", "version_sv": "0"}
    refused = writer.post(page_of(place).rsplit("/", 2)[0], typed)
    assert refused.status_code == 409 and "Kolmas." in refused.text and FIRST in refused.text


def test_nobody_brings_anything_back_where_nobody_writes(place, visitor, engines):
    assert visitor(place.people["reader"]).post(f"{page_of(place)}/1").status_code == 403
    with place.session() as session, session.begin():
        final_actions.take(session, place.coordinator, whole_report(session, 1))
    writer = visitor(place.people["writer"])
    assert writer.post(f"{page_of(place)}/1").status_code == 302
    assert stored(place) == list(OF_THE_NEWEST[:2])
    adopted = a_municipality(engines)
    an_adopted_report(adopted, FIRST)
    assert visitor(adopted.people["writer"]).post(f"{page_of(adopted)}/1").status_code == 302
    assert len(stored(adopted)) == 1


def test_no_version_is_changed_or_removed_by_any_statement_of_ours(place):
    for statement in ("UPDATE plain_summary_version SET text = 'muuta'", "DELETE FROM plain_summary_version"):
        with place.session() as session, pytest.raises(DBAPIError, match="permission denied"):
            session.execute(text(statement))


def test_a_long_history_is_read_in_parts_and_asks_no_more_questions(app, place, visitor):
    reader = visitor(place.people["reader"])
    pages = [page_of(place), f"{page_of(place)}/1"]
    when_new = numbers_of_questions(app, reader, pages)
    aged = """
        INSERT INTO plain_summary_version (tenant_id, id, report_id, language, number, text, written_at, written_by)
        SELECT tenant_id, gen_random_uuid(), report_id, 'fi', 2 + n, 'Versio ' || n, now(), written_by
        FROM plain_summary_version, generate_series(1, 150) AS n WHERE number = 2"""
    with place.session() as session, session.begin():
        session.execute(text(aged))
    assert numbers_of_questions(app, reader, pages) == when_new
    assert f"{page_of(place)}?before=53" in reader.get(page_of(place)).text
    last = reader.get(f"{page_of(place)}?before=53").text
    assert f'{page_of(place)}/52"' in last and f'{page_of(place)}/53"' not in last
