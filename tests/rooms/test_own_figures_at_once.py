"""Own figures in texts while somebody changes them: what is chosen is what was seen, and a refusal leaves nothing."""

from dataclasses import replace

import pytest

from app.own_figures import actions as own_figures
from app.reports.queries import section_at
from app.sections import figure_actions
from app.sections.figure_actions import Seen
from app.text_figures import actions as text_figures
from app.text_figures import queries
from app.text_figures.own_offers import own_offer
from tenants.errors import Refused
from tests.makers import a_report
from tests.own_figures import FACTS, a_figure, an_own_indicator, the_figures
from tests.rooms.test_own_figures_in_texts import do, enter, kept, remove_newest
from tests.text_figures import choose_own_figure, own_area


@pytest.fixture
def place(municipality):
    """A municipality with a report in work and an indicator of its own with two years."""
    a_report(municipality)
    an_own_indicator(municipality, FACTS, a_figure("2023", "11.50"), a_figure("2024", "12.3"))
    return municipality


def test_what_was_decided_about_another_state_of_the_source_is_refused(place):
    choose_own_figure(place)
    enter(place, a_figure("2025", "15"), a_figure("2026", "16"))
    seen = Seen("figure", 1, kept(place).now["revision"])
    remove_newest(place)
    with place.session() as session, session.begin(), pytest.raises(Refused, match="source_changed"):
        figure_actions.keep_figure(session, place.coordinator, section_at(session, 1, 1), seen, "Syy")


def test_a_correction_made_while_the_section_was_waited_for_is_not_passed_over(place):
    own = own_area(place)
    with place.session(read_only=True) as session:
        chosen = own_offer(session, own, 1)
    do(place, own_figures.enter_figure, a_figure("2024", "13"), the_figures(place)[0].id)
    with place.session() as session, session.begin(), pytest.raises(Refused, match="source_changed"):
        figure_actions.add_figure(session, place.coordinator, section_at(session, 1, 1), "figure", chosen, own)
    with place.session(read_only=True) as session:  # the transaction was committed: a refusal may be told by a redirect
        assert queries.figures_of_section(session, section_at(session, 1, 1).id) == []


def test_a_renewal_that_is_refused_leaves_the_old_figure_as_it_was(place):
    choose_own_figure(place)
    own, before = own_area(place), kept(place)
    with place.session(read_only=True) as session:
        stale = own_offer(session, own, 1)
    do(place, own_figures.enter_figure, a_figure("2024", "13"), the_figures(place)[0].id)
    with place.session() as session, session.begin(), pytest.raises(Refused, match="source_changed"):
        section = section_at(session, 1, 1)
        old = queries.active(session, section.id, "figure", 1)
        text_figures.renew(session, place.coordinator, section, old, stale, own)
    assert (kept(place).facts, kept(place).known, kept(place).news) == (before.facts, before.known, ("revised",))


def test_a_figure_that_is_corrected_while_it_is_looked_at_is_still_the_one_that_is_chosen(place):
    looked_at = the_figures(place)[1].id
    do(place, own_figures.enter_figure, a_figure("2023", "11"), looked_at)
    choose_own_figure(place, figure_id=looked_at)
    assert (kept(place).facts["year"], kept(place).facts["value"]) == (2023, "11")


def test_a_figure_that_is_removed_while_it_is_looked_at_is_not_changed_for_another(place):
    looked_at = the_figures(place)[0].id
    remove_newest(place)
    with pytest.raises(Refused, match="source_changed"):
        choose_own_figure(place, figure_id=looked_at)


def test_a_title_changed_while_the_section_was_waited_for_is_not_passed_over(place):
    own = own_area(place)
    with place.session() as session, session.begin():
        chosen = own_offer(session, own, 1)
        do(place, own_figures.change_indicator, replace(FACTS, title_fi="Lainat"), place.coordinator)
        section = section_at(session, 1, 1)
        with pytest.raises(Refused, match="source_changed"):
            figure_actions.add_figure(session, place.coordinator, section, "panel", chosen, own)
