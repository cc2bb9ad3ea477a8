"""A report from its beginning to its adoption, on the real database."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.indicators.models import IndicatorSeries
from app.reports import actions
from app.reports.queries import section_at, whole_report
from app.reports.structure import SIX_CHAPTERS
from app.sections.actions import move_section, write_section
from app.sections.models import KeptText
from tenants.audit import AuditEntry
from tenants.errors import Refused
from tenants.municipalities import Municipality
from tests.makers import a_municipality, a_report, an_adopted_report, name_people, write

BEGUN_FROM_NOTHING = {"fi": 0, "sv": 0}


def deeds(session):
    return [entry.deed for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.at))]


def read(municipality, report):
    with municipality.session(read_only=True) as session:
        return whole_report(session, report.number)


def test_a_report_begins_with_the_six_chapters_in_both_languages(municipality):
    report = read(municipality, a_report(municipality))
    assert [(each.number, each.title_fi, each.title_sv) for each in report.sections] == [
        (part.key, part.fi, part.sv) for part in SIX_CHAPTERS
    ]
    assert {each.state for each in report.sections} == {"not_begun"}


def test_the_figures_are_in_their_places_when_a_report_begins(municipality):
    report = read(municipality, a_report(municipality))
    filled = {each.number: each.indicators for each in report.sections if each.indicators}
    assert set(filled) == {"3.1", "3.2", "3.3", "3.4", "3.5"}
    facts = filled["3.1"][0].facts
    own = next(figure for figure in facts["figures"] if figure["kind"] == "own")
    assert own["area"]["fi"] == municipality.facts.names["fi"]
    assert {"title", "unit", "decimals", "source", "fetched_on", "direction"} <= set(facts)


def test_a_municipality_has_several_reports_numbered_in_order(municipality):
    assert [a_report(municipality, year, year).number for year in (2026, 2027, 2028)] == [1, 2, 3]


def test_reports_of_two_municipalities_are_numbered_apart(engines, municipality):
    a_report(municipality)
    assert a_report(a_municipality(engines)).number == 1


def test_a_finnish_writer_and_a_swedish_translator_do_not_stand_in_each_others_way(municipality):
    report = a_report(municipality)
    for typed in ({"fi": "Suomeksi", "sv": ""}, {"fi": "", "sv": "På svenska"}):
        with municipality.session() as session, session.begin():
            section = section_at(session, report.number, 1)
            write_section(session, municipality.coordinator, section, "save", typed, BEGUN_FROM_NOTHING)
    section = read(municipality, report).sections[0]
    assert (section.text_fi, section.text_sv) == ("Suomeksi", "På svenska")


def test_two_people_who_change_the_same_paragraph_have_both_texts_kept(municipality):
    report = a_report(municipality)
    write(municipality, report, 1, "Yhteinen alku", "")
    for text in ("Ensimmäisen teksti", "Toisen teksti"):
        with municipality.session() as session, session.begin():
            section = section_at(session, report.number, 1)
            kept = write_section(
                session, municipality.coordinator, section, "save", {"fi": text, "sv": ""}, {"fi": 1, "sv": 0}
            )
    assert kept == 1
    with municipality.session(read_only=True) as session:
        assert session.scalars(select(KeptText.text)).all() == ["Toisen teksti"]
    assert read(municipality, report).sections[0].text_fi == "Ensimmäisen teksti"


def test_an_approved_section_is_not_written_in_before_it_is_returned(municipality):
    report = a_report(municipality)
    write(municipality, report, 1, "Valmis", "Klar", "approve")
    with pytest.raises(Refused, match="wrong_section_state"):
        write(municipality, report, 1, "Muutos", "Klar")
    with municipality.session() as session, session.begin():
        move_section(session, municipality.coordinator, section_at(session, report.number, 1), "return")
    write(municipality, report, 1, "Muutos", "Klar")
    section = read(municipality, report).sections[0]
    assert (section.text_fi, section.state) == ("Muutos", "in_work")


def test_a_text_that_not_everybody_can_read_does_not_reach_the_council_in_any_language_that_is_written(municipality):
    report = a_report(municipality)
    for section in report.sections:
        write(municipality, report, section.position, "Valmis", "Klar", "approve")
    with municipality.session() as session, session.begin():
        move_section(session, municipality.coordinator, section_at(session, report.number, 2), "return")
    write(municipality, report, 2, "Valmis", "Läs [här](https://kommun.example/plan).", "approve")
    name_people(municipality)
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="faulty_texts"):
        actions.submit_report(session, municipality.coordinator, whole_report(session, report.number))
    assert read(municipality, report).state == "in_work"
    with municipality.session() as session, session.begin():
        actions.submit_report(session, municipality.coordinator, whole_report(session, report.number), ["fi"])
    assert read(municipality, report).state == "submitted"


def test_a_report_with_unfinished_sections_does_not_reach_the_council(municipality):
    report = a_report(municipality)
    write(municipality, report, 1, "Valmis", "Klar", "approve")
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="sections_unfinished"):
        actions.submit_report(session, municipality.coordinator, whole_report(session, report.number))
    assert read(municipality, report).state == "in_work"


def test_a_submitted_report_is_not_written_in_until_it_is_taken_back(municipality):
    report = a_report(municipality)
    for section in report.sections:
        write(municipality, report, section.position, "Teksti", "Text", "approve")
    name_people(municipality)
    with municipality.session() as session, session.begin():
        actions.submit_report(session, municipality.coordinator, whole_report(session, report.number))
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="wrong_report_state"):
        move_section(session, municipality.coordinator, section_at(session, report.number, 1), "return")
    with municipality.session() as session, session.begin():
        actions.return_report(session, municipality.coordinator, whole_report(session, report.number))
    with municipality.session() as session, session.begin():
        move_section(session, municipality.coordinator, section_at(session, report.number, 1), "return")
    assert read(municipality, report).sections[0].state == "returned"


def test_adoption_records_the_meeting_and_a_mistyped_date_is_mended_with_a_line_in_the_trail(municipality):
    report = an_adopted_report(municipality)
    with municipality.session() as session, session.begin():
        adopted = whole_report(session, report.number)
        actions.correct_adoption(session, municipality.coordinator, adopted, date(2026, 1, 12), "5")
    with municipality.session(read_only=True) as session:
        mended = whole_report(session, report.number)
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.at.desc())).first()
    assert (mended.state, mended.meeting_on, mended.meeting_section) == ("adopted", date(2026, 1, 12), "5")
    assert (last.deed, last.details["old_section"], last.details["section"]) == ("report.adoption_corrected", "4", "5")


def test_every_step_of_a_report_has_its_line_in_the_trail_in_order(municipality):
    an_adopted_report(municipality)
    with municipality.session(read_only=True) as session:
        written = [deed for deed in deeds(session) if deed.startswith("report.")]
    assert written == ["report.begun", "report.submitted", "report.adopted"]


def test_a_later_correction_at_the_source_reaches_new_reports_only(municipality, owner_session):
    before = own_figure(read(municipality, a_report(municipality)))
    area = owner_session.scalar(
        select(Municipality.sotkanet_region_id).where(Municipality.code == municipality.facts.municipality_code)
    )
    for series in owner_session.scalars(select(IndicatorSeries).filter_by(area_id=area)):
        series.figures = [figure and figure + 1000 for figure in series.figures]
    owner_session.commit()
    later = own_figure(read(municipality, a_report(municipality)))
    with municipality.session(read_only=True) as session:
        assert own_figure(whole_report(session, 1)) == before
    assert Decimal(later["value"]) == Decimal(before["value"]) + 1000


def own_figure(report):
    """The municipality's own figure of the first indicator that stands in the report."""
    indicator = next(section for section in report.sections if section.indicators).indicators[0]
    return next(figure for figure in indicator.facts["figures"] if figure["kind"] == "own")
