"""A year's report and a new term's begin from what is there: nothing is typed twice."""

from dataclasses import replace

import pytest
from babel.support import Translations
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.carrying import actions, queries
from app.carrying.queries import plan_of
from app.carrying.tables import STATUSES
from app.follow_up.actions import Reported, report
from app.plan.queries import plan_by_id, plan_by_number
from app.plan.words import STATUSES as WORDS
from app.reports.actions import submit_report
from app.reports.beginning import Periods
from app.reports.queries import section_at, whole_report
from app.reports.rules import unconfirmed
from app.reports.template_queries import template_in_use
from app.sections.carried import confirm, unconfirmed_blocks
from app.sections.links import pairs_of
from app.text_figures.queries import figures_of_section
from tenants.embedded_postgres import CHECKOUT
from tenants.errors import Refused
from tests.attachments import an_attachment
from tests.makers import adopt, name_people, write
from tests.own_figures import FACTS, a_figure, an_own_indicator
from tests.plans import INDICATOR, a_plan
from tests.text_figures import choose_figure, choose_own_figure

SENTENCES = "Seura kävelee | viikoittain.", "Sällskapet går varje vecka."
DONE = Reported("done", "green", *SENTENCES, "12 ryhmää", "12 grupper")
KEEP = {"fi": "Kirjasto on auki.\n\nVäki kasvaa.", "sv": "Biblioteket är öppet.\n\nFolket ökar."}


def begin_annual(municipality, plan_number, year):
    with municipality.session() as session, session.begin():
        template, code = template_in_use(session, "annual"), municipality.facts.municipality_code
        plan = plan_by_number(session, plan_number)
        begun = actions.begin_annual(session, municipality.coordinator, code, template, plan, year)
        session.flush()
        return whole_report(session, begun.number)


def part(report, key):
    return next(each for each in report.sections if each.part == key)


def tell(municipality, plan_number, told=DONE):
    with municipality.session() as session, session.begin():
        plan = plan_by_number(session, plan_number)
        report(session, municipality.coordinator, plan, plan.measures[0], told)


def approve_all(municipality, begun):
    for section in begun.sections:
        typed = [section.text_fi or "Teksti", section.text_sv or "Text"]
        write(municipality, begun, section.position, *typed, "approve")


@pytest.fixture
def year(municipality):
    """The annual report of 2026, of a plan with a measure that was told of."""
    a_plan(municipality)
    tell(municipality, 1)
    return begin_annual(municipality, 1, 2026)


def test_an_annual_report_begins_with_the_year_s_figures_and_the_measures_as_they_were_told_of(year):
    assert (year.kind, year.years, year.title_fi) == ("annual", "2026-2026", "Hyvinvointiraportti 2026")
    measures = part(year, "measures")
    assert "| valmis | 12 ryhmää – Seura kävelee / viikoittain. |" in measures.text_fi.replace("\\", "")
    assert "| klar | 12 grupper – Sällskapet går varje vecka. |" in measures.text_sv.replace("\\", "")
    assert all("(2023) |" in text and "(2029) |" in text for text in (measures.text_fi, measures.text_sv))
    assert {each.part for each in year.sections if each.indicators} == {"3.1", "3.2", "3.3", "3.4", "3.5"}
    assert unconfirmed(year.sections) == []


def test_what_is_carried_over_waits_paragraph_by_paragraph_and_keeps_the_report_from_the_council(municipality, year):
    figure = choose_figure(municipality, 127, position=part(year, "1").position)
    an_own_indicator(municipality, FACTS, a_figure())
    assert part(year, "1").position == 1 and choose_own_figure(municipality) == "{{figure:2}}"
    write(municipality, year, part(year, "1").position, f"{KEEP['fi']}\n\nOn {figure}.", KEEP["sv"])
    an_attachment(municipality)
    tell(municipality, 1, Reported("not_done", "red", "Rahaa ei ole."))
    later = begin_annual(municipality, 1, 2027)
    summary = part(later, "1")
    assert (summary.text_fi, summary.text_sv) == (f"{KEEP['fi']}\n\nOn {figure}.", KEEP["sv"])
    assert summary.carried_from == part(year, "1").id and later.predecessor_id == year.id
    assert [len(summary.carried(code)) for code in ("fi", "sv")] == [3, 2]
    measures = part(later, "measures").text_fi
    assert "Rahaa ei ole" in measures and "12 ryhmää" not in measures and not part(later, "measures").carried_fi
    assert [each.number for each in later.attachments] == [1]
    with municipality.session(read_only=True) as session:
        told = [each.facts["value"] for each in figures_of_section(session, summary.id)]
    assert told[1] == "12.3"
    changed = summary.text_fi.replace("auki", "auki iltaisin")
    write(municipality, later, summary.position, changed, summary.text_sv)
    with municipality.session(read_only=True) as session:
        section = section_at(session, later.number, summary.position)
        assert [each.text for each in unconfirmed_blocks(section, "fi")] == ["Väki kasvaa.", f"On {figure}."]
    with municipality.session(read_only=True) as session:
        later = whole_report(session, later.number)
    approve_all(municipality, later)
    name_people(municipality)
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="carried_unconfirmed"):
        submit_report(session, municipality.coordinator, whole_report(session, later.number))
    with municipality.session() as session, pytest.raises(IntegrityError, match="unconfirmed"):
        session.execute(text("UPDATE report SET state = 'submitted' WHERE number = :n"), {"n": later.number})
    with municipality.session() as session, session.begin():
        section = section_at(session, later.number, summary.position)
        confirm(session, municipality.coordinator, section)
        submit_report(session, municipality.coordinator, whole_report(session, later.number))


def test_a_translation_that_was_out_of_date_or_missing_is_so_in_the_report_that_it_is_carried_into(municipality, year):
    position = part(year, "1").position
    for finnish in ("Yksi\n\nKolme", "Yksi\n\nKaksi\n\nKolme", "Yksi muuttui\n\nKaksi\n\nKolme"):
        write(municipality, year, position, finnish, "Ett\n\nTre")
    number = begin_annual(municipality, 1, 2027).number
    with municipality.session(read_only=True) as session:
        pairs = pairs_of(part(whole_report(session, number), "1"))
    told = [(each.source.text, each.target and each.target.text, each.status, each.before) for each in pairs]
    assert told == [
        ("Yksi muuttui", "Ett", "out_of_date", "Yksi"), ("Kaksi", None, "missing", None),
        ("Kolme", "Tre", "current", None)]  # fmt: skip


def test_a_year_of_which_nothing_was_told_in_time_has_no_later_state_and_its_periods_are_said_in_each_language(
    municipality,
):
    a_plan(municipality, indicator=replace(INDICATOR, baseline_period="lukuvuosi 2023–2024"))
    tell(municipality, 1)
    measures = part(begin_annual(municipality, 1, 2025), "measures")
    assert "| aloittamatta |" in measures.text_fi and "valmis" not in measures.text_fi
    assert "(lukuvuosi 2023–2024)" in measures.text_fi and "(läsåret 2023–2024)" in measures.text_sv


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_state_is_called_in_the_table_as_on_the_pages(language):
    said = Translations.load(CHECKOUT / "translations", [language]).gettext
    assert STATUSES[language] == {state: said(word._args[0]) for state, word in WORDS.items()}


def test_a_year_has_one_annual_report_and_its_table_follows_until_it_is_adopted(municipality, year):
    with pytest.raises(Refused, match="annual_exists"):
        begin_annual(municipality, 1, 2026)
    tell(municipality, 1, Reported("under_way", "yellow", "Myöhässä."))
    with municipality.session() as session, session.begin():
        begun = whole_report(session, year.number)
        actions.bring_up_to_date(session, municipality.coordinator, municipality.facts.municipality_code, begun)
        assert "käynnissä" in part(begun, "measures").text_fi and "12 ryhmää" not in part(begun, "measures").text_fi


def test_a_new_term_begins_from_the_last_report_its_plan_and_what_became_of_that(municipality):
    plan = a_plan(municipality, goals=2, measures=2)
    tell(municipality, 1)
    with municipality.session() as session, session.begin():
        by, code = municipality.coordinator, municipality.facts.municipality_code
        template = template_in_use(session, "six_chapters")
        first = actions.begin_report(session, by, code, template, Periods(2021, 2025))
        first.plan_id = plan.id
        session.flush()
        first = whole_report(session, first.number)
    for section in first.sections:
        write(municipality, first, section.position, f"Teksti {section.part}", f"Text {section.part}", "approve")
    first = adopt(municipality, first)
    with municipality.session() as session, session.begin():
        template = template_in_use(session, "three_parts")
        last = whole_report(session, first.number)
        begun = actions.begin_next_term(session, by, code, template, last, Periods(2025, 2029, 2030, 2033))
        session.flush()
        with pytest.raises(Refused, match="next_term_exists"):
            actions.begin_next_term(session, by, code, template, last, Periods(2025, 2029))
        number = begun.number
    with municipality.session(read_only=True) as session:
        begun = whole_report(session, number)
        outcomes = part(begun, "outcomes")
        assert "Yksinäisyys vähenee" in outcomes.text_fi and "9,5 (2023)" in outcomes.text_fi.replace("\\", "")
        assert "Ensamheten minskar" in outcomes.text_sv and "klar" in outcomes.text_sv
        assert part(begun, "3.2").text_fi == "Teksti 3.2" and part(begun, "3.2").carried_fi
        own = [each for each in begun.sections if each.text_fi == "Teksti 2"]
        assert [each.title_fi for each in own] == ["Tausta, tarkoitus ja tavoitteet"]
        assert part(begun, "3.2").owner_id == municipality.coordinator
        now, old = plan_of(session, begun), plan_by_id(session, plan.id)
        assert (now.predecessor_id, now.first_year, now.last_year) == (old.id, 2030, 2033)
        assert [each.carried_from for each in now.goals] == [each.id for each in old.goals]
        assert [each.carried_from for each in now.measures] == [each.id for each in old.measures[1:]]
        (before, *_), (after, *_) = old.goals[0].indicators, now.goals[0].indicators
        latest = queries.actuals(session, code, old)[before.id].latest
        assert (after.baseline_period, after.baseline_value) == (latest.period["fi"], latest.value)
        assert (after.target_value, after.target_year) == (before.target_value, before.target_year)
