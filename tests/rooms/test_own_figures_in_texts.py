"""The municipality's own figures in a section's texts: chosen as somebody entered them, told to be old, renewed."""

from dataclasses import replace

import pytest

from app.own_figures import actions as own_figures
from app.own_figures.queries import holding_figures, indicator_by_number
from app.own_figures.rules import Facts
from app.publishing.printed_figures import printed
from app.reports.queries import section_at
from app.sections import figure_actions
from app.sections.figure_actions import Seen
from app.text_figures import queries
from app.text_figures.own_offers import own_offer, own_offers
from app.text_figures.panels import Panel
from app.text_figures.rules import label, latest_period, shown
from tenants.errors import Refused
from tests.makers import a_municipality, a_report
from tests.own_figures import FACTS, a_figure, an_own_indicator, the_figures
from tests.text_figures import choose_own_figure, own_area

SCHOOL_YEAR = "lukuvuosi 2023–2024"


@pytest.fixture
def place(municipality):
    """A municipality with a report in work and an indicator of its own with two years."""
    a_report(municipality)
    an_own_indicator(municipality, FACTS, a_figure("2023", "11.50"), a_figure("2024", "12.3"))
    return municipality


def do(place, act, *told):
    """To the indicator."""
    with place.session() as session, session.begin():
        act(session, place.coordinator, indicator_by_number(session, 1), *told)


def enter(place, *figures):
    for each in figures:
        do(place, own_figures.enter_figure, each)


def kept(place, kind=None):
    """What the section's first figure or panel is, with its news."""
    with place.session(read_only=True) as session:
        figures = queries.figures_of_section(session, section_at(session, 1, 1).id)
    return next(each for each in figures if kind in (None, each.kind))


def of_group(place, group):
    return next(each for each in the_figures(place) if each.population_group == group)


def remove_newest(place):
    with place.session() as session, session.begin():
        indicator = indicator_by_number(session, 1)
        own_figures.remove_figure(session, place.coordinator, indicator, holding_figures(session, indicator)[0])


def renew(place, *, is_newest=False, kind=None):
    old, own = kept(place, kind), own_area(place)
    seen = Seen(old.kind, 1, old.now["revision"])
    with place.session() as session, session.begin():
        section = section_at(session, 1, 1)
        figure_actions.renew_figure(session, place.coordinator, section, own, seen, is_newest=is_newest)


def panel(place, language="fi", kind=None):
    return Panel(kept(place, kind).facts, language, lambda text: text)


def test_an_own_figure_is_written_and_named_as_any_other(place):
    assert choose_own_figure(place) == "{{figure:1}}"
    figure = kept(place)
    assert (shown(figure.facts, "sv"), figure.news) == ("12,3", ())
    assert label(figure.facts, "sv") == f"Lån per invånare, {place.facts.names['sv']}, 2024"


def test_a_period_is_said_in_the_reader_s_language_and_a_group_stands_where_an_area_does(place):
    enter(place, a_figure(SCHOOL_YEAR, "9", "Tytöt"))
    (of_girls,) = [each for each in the_figures(place) if each.population_group]
    choose_own_figure(place, figure_id=of_girls.id)
    assert label(kept(place).facts, "sv") == "Lån per invånare, Tytöt, läsåret 2023–2024"


def test_what_a_section_has_already_gets_no_second_number(place):
    older = the_figures(place)[1].id
    signs = [choose_own_figure(place), choose_own_figure(place), choose_own_figure(place, figure_id=older)]
    assert signs == ["{{figure:1}}", "{{figure:1}}", "{{figure:2}}"]


def test_a_correction_and_a_newer_period_are_news_and_the_kept_figure_stays_until_it_is_renewed(place):
    choose_own_figure(place)
    do(place, own_figures.enter_figure, a_figure("2024", "13"), the_figures(place)[0].id)
    enter(place, a_figure("2025", "15"), a_figure(SCHOOL_YEAR, "9", "Tytöt"))
    assert (kept(place).news, kept(place).facts["value"]) == (("newer", "revised"), "12.3")
    assert latest_period(kept(place), "fi") == "2025"
    renew(place)
    assert (kept(place).facts["value"], kept(place).news) == ("13", ())


def test_the_newest_period_takes_the_place_of_an_old_figure_under_its_number(place):
    choose_own_figure(place)
    enter(place, a_figure("lukuvuosi 2024–2025", "15"))
    assert latest_period(kept(place), "sv") == "läsåret 2024–2025"
    renew(place, is_newest=True)
    assert (kept(place).facts["value"], kept(place).number, kept(place).news) == ("15", 1, ())


def test_a_figure_that_was_removed_is_gone_and_nothing_takes_its_place(place):
    choose_own_figure(place)
    remove_newest(place)
    assert kept(place).news == ("gone",)
    with pytest.raises(Refused, match="no_figure"):
        renew(place)


def test_an_indicator_that_is_followed_no_more_is_told_and_offered_no_more(place):
    choose_own_figure(place)
    do(place, own_figures.end_indicator)
    assert kept(place).news == ("withdrawn",)
    own = own_area(place)
    with place.session(read_only=True) as session:
        assert own_offers(session, own, "", "fi") == []
        assert own_offer(session, own, 1) is None


def test_indicators_are_found_by_words_of_either_title(place):
    an_own_indicator(place, Facts(title_fi="Kirjaston kävijät"))
    own = own_area(place)
    with place.session(read_only=True) as session:
        sought = ("LÅN per", "kävijät", "kirjaston lån", "")
        found = [[each.indicator.number for each in own_offers(session, own, words, "fi")] for words in sought]
    assert found == [[1], [2], [], [2, 1]]


def test_a_figure_of_a_group_grows_old_by_that_group_alone_however_it_is_spelled(place):
    enter(place, a_figure("2024", "9", "Tytöt"))
    choose_own_figure(place, figure_id=of_group(place, "Tytöt").id)
    enter(place, a_figure("2025", "15"))
    assert kept(place).news == ()
    do(place, own_figures.enter_figure, a_figure("2024", "9.5", "tytöt"), of_group(place, "Tytöt").id)
    enter(place, a_figure("2026", "8", "tytöt"))
    assert kept(place).news == ("newer", "revised")
    renew(place, is_newest=True)
    assert (kept(place).facts["value"], kept(place).news) == ("8", ())
    choose_own_figure(place, kind="panel", figure_id=of_group(place, "tytöt").id)
    enter(place, a_figure("2022", "7", "TYTÖT"))
    assert kept(place, "panel").news == ("revised",)
    renew(place, kind="panel")
    assert panel(place, kind="panel").areas == [place.facts.names["fi"], "tytöt"]
    assert panel(place, kind="panel").cells(2022) == [None, "7,0"]


def test_everybody_s_newest_figure_is_offered_before_that_of_any_group(place):
    enter(place, a_figure("2026", "9", "Tytöt"))
    choose_own_figure(place)
    assert kept(place).facts["value"] == "12.3"


def test_a_figure_is_kept_with_its_reason_until_the_source_says_something_else(place):
    choose_own_figure(place)
    enter(place, a_figure("2025", "15"))
    seen = Seen("figure", 1, kept(place).now["revision"])
    with place.session() as session, session.begin():
        figure_actions.keep_figure(session, place.coordinator, section_at(session, 1, 1), seen, "Tarkoituksella")
    assert (kept(place).news, kept(place).note, kept(place).facts["value"]) == ((), "Tarkoituksella", "12.3")
    enter(place, a_figure("2026", "16"))
    assert kept(place).news == ("newer",)


def test_a_figure_from_before_1970_can_be_removed_like_any_other(municipality):
    a_report(municipality)
    an_own_indicator(municipality, FACTS, a_figure("1965", "3"))
    choose_own_figure(municipality)
    remove_newest(municipality)
    assert kept(municipality).news == ("gone",)


def test_a_percentage_stands_in_the_sentence_with_its_sign_and_the_source_is_the_municipality_where_none_is_told(place):
    percent = Facts(title_fi="Vastanneet", unit_fi="%", decimals=0)
    number = an_own_indicator(place, percent, a_figure("2024", "40")).number
    choose_own_figure(place, number)
    facts = kept(place).facts
    assert shown(facts, "fi") == "40\N{NO-BREAK SPACE}%"
    assert facts["source"] == place.facts.names
    third = an_own_indicator(place, Facts(title_sv="Bara svenska", source_sv="Egen statistik"), a_figure()).number
    choose_own_figure(place, third, kind="panel")
    assert panel(place, kind="panel").language_of_title == "sv"
    assert kept(place, "panel").facts["source"] == {"fi": "", "sv": "Egen statistik"}


def test_a_panel_has_a_column_for_each_group_and_is_old_when_anything_in_it_has_changed(place):
    enter(place, a_figure("2023", "9", "Tytöt"))
    choose_own_figure(place, kind="panel")
    assert panel(place).areas == [place.facts.names["fi"], "Tytöt"]
    told = [(panel(place).period(year), panel(place).cells(year)) for year in panel(place).years]
    assert told == [("2024", ["12,3", None]), ("2023", ["11,5", "9,0"])]
    assert panel(place).has_chart and "<svg" in panel(place).chart("p")
    assert panel(place).source.startswith("Source: ")
    enter(place, a_figure("2024", "8", "Tytöt"))
    assert kept(place).news == ("revised",)
    renew(place)
    assert (panel(place).cells(2024), kept(place).news) == (["12,3", "8,0"], ())
    do(place, own_figures.change_indicator, replace(FACTS, title_fi="Lainat"), place.coordinator)
    assert kept(place).news == ("revised",)
    renew(place)
    assert panel(place).title == "Lainat, lainaa"
    for _ in the_figures(place):
        remove_newest(place)
    assert kept(place).news == ("gone",)


def test_a_panel_is_the_same_whichever_of_its_figures_was_in_sight(place):
    signs = [choose_own_figure(place, kind="panel", figure_id=each.id) for each in the_figures(place)]
    assert signs == ["{{panel:1}}"] * 2


def test_of_more_groups_than_a_page_has_room_for_a_panel_shows_everybody_and_the_one_looked_at(place):
    enter(place, *(a_figure("2024", "5", f"{number}. luokka") for number in range(1, 10)))
    choose_own_figure(place, kind="panel", figure_id=of_group(place, "7. luokka").id)
    assert panel(place).areas == [place.facts.names["fi"], "7. luokka"]
    enter(place, a_figure("2025", "6", "7. luokka"))
    renew(place)
    assert panel(place).cells(2025) == [None, "6,0"]


def test_two_periods_that_begin_in_one_year_stand_after_one_another_in_a_table_alone(place):
    enter(place, a_figure("syksy 2024", "14"))
    choose_own_figure(place, kind="panel")
    told = [(panel(place, "sv").period(at), panel(place).cells(at)) for at in panel(place).years]
    assert told == [("hösten 2024", ["14,0"]), ("2024", ["12,3"]), ("2023", ["11,5"])]
    assert not panel(place).has_chart
    (table,) = [printed([{"kind": "panel", "number": 1, "facts": kept(place).facts}], "fi", str).panel(1)]
    assert "chart" not in table


def test_another_municipality_s_figure_is_no_offer_and_no_source(engines, place):
    choose_own_figure(place)
    with place.session(read_only=True) as session:
        chosen = queries.active(session, section_at(session, 1, 1).id, "figure", 1)
    other = a_municipality(engines)
    own = own_area(other)
    with other.session(read_only=True) as session:
        assert own_offers(session, own, "", "fi") == []
        theirs = queries.STATE_OF, vars(chosen) | {"tenant": place.facts.id}
        assert session.scalar(*theirs) is None
    with place.session(read_only=True) as session:
        assert session.scalar(*theirs)["value"] == "12.3"
