"""The municipality's own figures in a section's texts: chosen as somebody entered them, told to be old, renewed."""

import json
from io import BytesIO

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from app.own_figures import actions as own_figures
from app.own_figures.queries import holding_figures, indicator_by_number
from app.own_figures.rules import Facts
from app.publishing.formats import FORMATS
from app.publishing.gathering import content_now
from app.publishing.open_data import SCHEMA
from app.reports.queries import section_at, whole_report
from app.sections import figure_actions
from app.sections.figure_actions import Seen
from app.text_figures import queries
from app.text_figures.own_offers import own_offers
from app.text_figures.panels import Panel
from app.text_figures.rules import label, latest_period, shown
from tenants.errors import Refused
from tests.makers import a_municipality, a_report, write
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


def kept(place):
    """What the section's first figure or panel is, with its news."""
    with place.session(read_only=True) as session:
        return queries.figures_of_section(session, section_at(session, 1, 1).id)[0]


def renew(place, *, is_newest=False):
    seen, own = Seen(kept(place).kind, 1, kept(place).now["revision"]), own_area(place)
    with place.session() as session, session.begin():
        section = section_at(session, 1, 1)
        figure_actions.renew_figure(session, place.coordinator, section, own, seen, is_newest=is_newest)


def panel(place, language="fi"):
    return Panel(kept(place).facts, language, lambda text: text)


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
    with place.session() as session, session.begin():
        indicator = indicator_by_number(session, 1)
        own_figures.remove_figure(session, place.coordinator, indicator, holding_figures(session, indicator)[0])
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


def test_indicators_are_found_by_words_of_either_title(place):
    an_own_indicator(place, Facts(title_fi="Kirjaston kävijät"))
    own = own_area(place)
    with place.session(read_only=True) as session:
        sought = ("LÅN per", "kävijät", "kirjaston lån", "")
        found = [[each.indicator.number for each in own_offers(session, own, words, "fi")] for words in sought]
    assert found == [[1], [2], [], [2, 1]]


def test_a_panel_has_a_column_for_each_group_and_is_old_when_anything_in_it_has_changed(place):
    enter(place, a_figure("2023", "9", "Tytöt"))
    choose_own_figure(place, kind="panel")
    assert panel(place).areas == [place.facts.names["fi"], "Tytöt"]
    told = [(panel(place).period(year), panel(place).cells(year)) for year in panel(place).years]
    assert told == [("2024", ["12,3", None]), ("2023", ["11,5", "9,0"])]
    assert "<svg" in panel(place).chart("p")
    assert panel(place).source.startswith("Source: ")
    enter(place, a_figure("2024", "8", "Tytöt"))
    assert kept(place).news == ("revised",)
    renew(place)
    assert (panel(place).cells(2024), kept(place).news) == (["12,3", "8,0"], ())


def test_two_periods_that_begin_in_one_year_stand_after_one_another(place):
    enter(place, a_figure("syksy 2024", "14"))
    choose_own_figure(place, kind="panel")
    told = [(panel(place, "sv").period(at), panel(place).cells(at)) for at in panel(place).years]
    assert told == [("hösten 2024", ["14,0"]), ("2024", ["12,3"]), ("2023", ["11,5"])]


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


def test_an_edition_tells_its_own_figures_with_their_days_in_every_file(place):
    enter(place, a_figure(SCHOOL_YEAR, "9", "Tytöt"))
    signs = choose_own_figure(place), choose_own_figure(place, kind="panel")
    with place.session(read_only=True) as session:
        report = whole_report(session, 1)
    write(place, report, 1, "\n\n".join(signs), "")
    with place.session(read_only=True) as session:
        content = content_now(session, place.facts, whole_report(session, 1))
    (own,) = json.loads(FORMATS["json"].make(content, "fi", {}))["own_indicators"]
    told = {each["area"]["name"]["fi"]: each["points"] for each in own["series"]}
    everybody = [(each["period"]["sv"], each["value"]) for each in told[place.facts.names["fi"]]]
    assert everybody == [("2023", "11.50"), ("2024", "12.3")]
    school_year = {"fi": SCHOOL_YEAR, "sv": "läsåret 2023–2024"}
    assert told["Tytöt"] == [{"first_day": "2023-08-01", "last_day": "2024-07-31", "period": school_year, "value": "9"}]
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(json.loads(FORMATS["json"].make(content, "sv", {})))
    book = load_workbook(BytesIO(FORMATS["xlsx"].make(content, "sv", {})))
    rows = [[cell.value for cell in row[:5]] for row in book["Siffror"].iter_rows(min_row=2)]
    assert [row[1:] for row in rows if row[0] == "Lån per invånare"] == [
        [place.facts.names["sv"], "Alla", "2023", 11.5],
        [place.facts.names["sv"], "Alla", "2024", 12.3],
        ["Tytöt", "Alla", "läsåret 2023–2024", 9],
    ]
    assert len(FORMATS["pdf"].make(content, "fi", {})) > 1000
