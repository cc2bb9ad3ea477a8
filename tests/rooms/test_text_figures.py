"""Figures in a section's texts: chosen, kept as they were, told to be old, renewed or kept with a reason."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.indicators.areas import COUNTRY
from app.publishing.content import content_of
from app.reports.actions import adopt_report, submit_report
from app.reports.models import Section
from app.reports.queries import section_at, whole_report
from app.sections import figure_actions
from app.sections.figure_actions import Seen
from app.text_figures import queries
from app.text_figures.models import TextFigure
from app.text_figures.offers import areas_of, offer
from tenants import clock
from tenants.errors import Refused
from tests.figures import an_indicator, area_of, take_off_the_list
from tests.makers import a_municipality, a_report, name_people, write
from tests.text_figures import choose_figure, own_area


@pytest.fixture
def place(municipality):
    """A municipality with a report in work."""
    a_report(municipality)
    return municipality


@pytest.fixture
def indicator(engines, place):
    """Two years of the municipality, one of the country."""
    return an_indicator(engines, {area_of(place): {2022: 5, 2023: "6.25"}, COUNTRY: {2023: 7}})


def again(engines, place, indicator, own, country=7):
    """The next fetch of it."""
    return an_indicator(engines, {area_of(place): own, COUNTRY: {2023: country}}, number=indicator)


def kept(place):
    """What the section's first figure or panel is, with its news."""
    with place.session(read_only=True) as session:
        return queries.figures_of_section(session, section_at(session, 1, 1).id)[0]


def decide(place, act, *told):
    with place.session() as session, session.begin():
        act(session, place.coordinator, section_at(session, 1, 1), *told)


def renew(place, revision, *, is_newest=False):
    seen = Seen(kept(place).kind, 1, revision)
    decide(place, partial(figure_actions.renew_figure, is_newest=is_newest), own_area(place), seen)


def old_counts(place):
    with place.session(read_only=True) as session:
        return list(queries.old_figures(session).values())


def test_a_figure_keeps_all_that_it_needs_and_the_latest_of_the_own_is_offered(place, indicator):
    assert choose_figure(place, indicator) == "{{figure:1}}"
    facts = kept(place).facts
    assert (facts["value"], facts["year"], facts["area"]["kind"]) == ("6.25", 2023, "own")
    assert (facts["area"]["name"]["fi"], facts["revision"]) == (place.facts.names["fi"], 1)


def test_what_a_section_has_already_gets_no_second_number_and_others_the_next(place, indicator):
    signs = [
        choose_figure(place, indicator),
        choose_figure(place, indicator),
        choose_figure(place, indicator, area="country"),
        choose_figure(place, indicator, year=2022),
        choose_figure(place, indicator, kind="panel"),
    ]
    assert signs == ["{{figure:1}}", "{{figure:1}}", "{{figure:2}}", "{{figure:3}}", "{{panel:1}}"]


def test_an_indicator_without_any_figure_here_is_refused(engines, place):
    nowhere = an_indicator(engines, {max(set(range(50, 60)) - {area_of(place)}): {2020: 1}})
    with place.session() as session, session.begin(), pytest.raises(Refused, match="no_figure"):
        areas = areas_of(session, place.facts.municipality_code)
        found = offer(session, areas, nowhere)
        figure_actions.add_figure(session, place.coordinator, section_at(session, 1, 1), "figure", found, areas[0])


def test_a_fetch_that_changes_nothing_of_it_is_no_news(engines, place, indicator):
    choose_figure(place, indicator)
    again(engines, place, indicator, {2022: "5.50", 2023: "6.250"}, country=8)
    assert kept(place).news == ()


@pytest.mark.parametrize(
    ("own", "news"),
    [
        ({2022: 5, 2023: 6}, ("revised",)),
        ({2022: 5, 2023: "6.25", 2024: 9}, ("newer",)),
        ({2022: 5, 2023: 6, 2024: 9}, ("newer", "revised")),
        ({2022: 5}, ("gone",)),
    ],
)
def test_what_the_source_says_differently_is_told_and_the_kept_figure_stays(engines, place, indicator, own, news):
    write(place, whole(place), 1, f"Osuus on {choose_figure(place, indicator)}.", "")
    again(engines, place, indicator, own)
    assert (kept(place).news, kept(place).facts["value"]) == (news, "6.25")
    assert old_counts(place) == [1]


def test_an_indicator_that_the_source_gives_up_is_told(engines, place, indicator):
    choose_figure(place, indicator)
    take_off_the_list(engines, indicator, date(2026, 3, 1))
    assert kept(place).news == ("withdrawn",)


def test_a_year_chosen_on_purpose_is_not_old_because_a_newer_one_was_there(place, indicator):
    choose_figure(place, indicator, year=2022)
    assert kept(place).news == ()


def test_a_figure_that_stands_in_no_text_waits_for_nobody(engines, place, indicator):
    choose_figure(place, indicator)
    again(engines, place, indicator, {2023: 6})
    assert old_counts(place) == []


def test_a_panel_is_old_when_any_of_its_areas_has_changed(engines, place, indicator):
    choose_figure(place, indicator, kind="panel")
    again(engines, place, indicator, {2022: 5, 2023: "6.25"}, country=8)
    assert kept(place).news == ("revised",)
    renew(place, 2)
    assert kept(place).facts["areas"][1]["points"] == [[2023, "8"]]
    again(engines, place, indicator, {2022: 5, 2023: "6.25", 2024: 4}, country=8)
    assert kept(place).news == ("newer",)


def test_a_renewed_figure_has_its_number_and_the_old_one_is_history(engines, place, indicator):
    write(place, whole(place), 1, f"Osuus on {choose_figure(place, indicator)}.", "", "ready")
    again(engines, place, indicator, {2022: 5, 2023: 6, 2024: 9})
    renew(place, 2, is_newest=True)
    assert (kept(place).facts["value"], kept(place).facts["year"], kept(place).news) == ("9", 2024, ())
    with place.session(read_only=True) as session:
        rows = session.scalars(select(TextFigure).order_by(TextFigure.chosen_at)).all()
        assert [(each.number, each.facts["value"], bool(each.superseded_at)) for each in rows] == [
            (1, "6.25", True),
            (1, "9", False),
        ]
        assert section_at(session, 1, 1).state == "in_work"


def test_a_figure_kept_with_a_note_is_asked_about_only_when_the_source_changes_again(engines, place, indicator):
    write(place, whole(place), 1, f"Osuus on {choose_figure(place, indicator)}.", "")
    again(engines, place, indicator, {2022: 5, 2023: 6})
    decide(place, figure_actions.keep_figure, Seen("figure", 1, 2), "Lause kertoo lähteen ensimmäisestä luvusta.")
    assert (kept(place).facts["value"], kept(place).news, old_counts(place)) == ("6.25", (), [])
    assert kept(place).note == "Lause kertoo lähteen ensimmäisestä luvusta."
    again(engines, place, indicator, {2022: 5, 2023: "5.5"})
    assert kept(place).news == ("revised",)


def test_a_decision_about_what_the_source_no_longer_says_is_refused(engines, place, indicator):
    choose_figure(place, indicator)
    again(engines, place, indicator, {2023: 6})
    again(engines, place, indicator, {2023: "5.5"})
    with pytest.raises(Refused, match="source_changed"):
        renew(place, 2)
    with pytest.raises(Refused, match="source_changed"):
        decide(place, figure_actions.keep_figure, Seen("figure", 1, 2), "Syy")


def test_an_approved_section_has_no_figure_changed_under_its_text(engines, place, indicator):
    write(place, whole(place), 1, f"Osuus on {choose_figure(place, indicator)}.", "", "approve")
    again(engines, place, indicator, {2023: 6})
    with pytest.raises(Refused, match="wrong_section_state"):
        renew(place, 2)


def test_an_adopted_report_has_its_figures_for_good(engines, place, indicator):
    sign = choose_figure(place, indicator)
    for position in range(1, 12):
        write(place, whole(place), position, f"Osuus on {sign}.", "Text", "approve")
    name_people(place)
    with place.session() as session, session.begin():
        submit_report(session, place.coordinator, report := whole_report(session, 1))
        adopt_report(session, place.coordinator, report, clock.today(), "4")
    again(engines, place, indicator, {2023: 6})
    assert old_counts(place) == []
    with pytest.raises(Refused, match="wrong_report_state"):
        decide(place, figure_actions.keep_figure, Seen("figure", 1, 2), "x")
    for statement in (
        "UPDATE text_figure SET superseded_at = now(), superseded_by = chosen_by",
        "INSERT INTO text_figure SELECT (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(),"
        " 'number', 9))).* FROM text_figure f",
    ):
        with place.session() as session, pytest.raises(DBAPIError, match="does not change"):
            session.execute(text(statement))
    with place.session() as session, pytest.raises(DBAPIError, match="permission denied"):
        session.execute(text("UPDATE text_figure SET facts = '{}'"))


def test_what_is_printed_holds_its_figures_itself(place, indicator):
    sign = choose_figure(place, indicator)
    write(place, whole(place), 1, f"Osuus on {sign}.", "")
    with place.session(read_only=True) as session:
        report = whole_report(session, 1)
        content = content_of(place.facts, report, queries.figures_of_report(session, report.id))
    (figure,) = content["sections"][0]["figures"]
    assert (figure["kind"], figure["number"], figure["facts"]["value"]) == ("figure", 1, "6.25")


def test_another_municipality_meets_none_of_them(engines, place, indicator):
    choose_figure(place, indicator)
    with a_municipality(engines).session(read_only=True) as session:
        assert session.scalars(select(TextFigure)).all() == []
        assert queries.old_figures(session) == {}


def whole(place):
    with place.session(read_only=True) as session:
        return whole_report(session, 1)


def test_the_section_s_own_indicators_are_at_hand(place):
    with place.session(read_only=True) as session:
        section = session.scalar(select(Section).where(Section.number == "3.1"))
        assert queries.section_indicators(session, section.id)[:2] == [127, 178]
