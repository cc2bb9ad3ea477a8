"""Figures in texts: how they are written, in which sentence they stand, what held when, what may be said of them."""

from datetime import UTC, datetime
from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics.comparison import Outcome
from app.statistics.trend import Course, Verdict
from app.text_figures.panels import Panel
from app.text_figures.rules import KeptFigure, as_of, escaped, label, news, paragraph, sentence_with, shown
from app.text_figures.sentences import Facts, made
from app.writing.contents import plain
from app.writing.parse import parse

FACTS = {
    "title": {"fi": "Osuus (%), 75 vuotta *täyttäneet*", "sv": ""},
    "unit": {"fi": "Prosenttia", "sv": "Procent"},
    "unit_code": "PROS",
    "decimals": 1,
    "period_kind": "two_years",
    "source": {"fi": "Sotkanet", "sv": "Sotkanet"},
    "fetched_on": "2026-05-15",
    "area": {"kind": "own", "name": {"fi": "Turku", "sv": "Åbo"}},
    "year": 2023,
    "value": "1234.56",
}
FIGURE = KeptFigure("figure", 1, FACTS)
KNOWN = {"value": "5", "latest": 2023, "withdrawn": False, "is_panel": False}


def at(day):
    return datetime(2026, 1, day, tzinfo=UTC)


def test_a_figure_is_written_in_its_reader_s_format_with_its_sign():
    assert shown(FACTS, "sv") == "1\N{NO-BREAK SPACE}234,6\N{NO-BREAK SPACE}%"
    assert shown(FACTS | {"unit_code": "PER1000", "decimals": 0}, "fi") == "1\N{NO-BREAK SPACE}235"


def test_a_label_names_the_area_and_the_whole_period_and_has_the_other_language_s_title_where_there_is_none():
    assert label(FACTS, "sv") == "Osuus (%), 75 vuotta *täyttäneet*, Åbo, 2022–2023"


def test_what_is_put_into_the_text_says_what_the_source_says_and_nothing_more():
    text = paragraph(FIGURE, "fi")
    assert plain(parse(text), lambda number: "12") == "Osuus (%), 75 vuotta *täyttäneet*, Turku, 2022–2023: 12."


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cf"]), min_size=1))
def test_words_from_elsewhere_mean_what_they_say(words):
    assert plain(parse(f"a {escaped(words)} b")) == f"a {words} b"


@pytest.mark.parametrize("title", ["1. luokan oppilaat", "12) tavoite", "# otsikko", "- viiva", "+ plus"])
def test_a_title_never_begins_a_list_or_a_heading(title):
    assert plain(parse(escaped(title) + ": 5")) == f"{title}: 5"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Eka lause. Osuus on **{{figure:1}}** nyt. Kolmas.", "Osuus on 5 % nyt."),
        ("Muuta\n\n- yksi {{figure:2}}\n- kaksi {{figure:1}}", "kaksi 5 %"),
        ("Vain \\{{figure:1}}", None),
        ("Ei mitään {{figure:11}}", None),
    ],
)
def test_the_sentence_of_a_figure_is_found_as_it_is_read(text, sentence):
    assert sentence_with(text, FIGURE, {1: "5 %", 2: "7 %"}.get) == sentence


def test_a_newer_year_a_correction_and_a_withdrawal_are_news_and_an_unknown_source_is_none():
    now = KNOWN | {"latest": 2024, "value": "6", "withdrawn": True}
    assert news(KNOWN, now) == ("newer", "revised", "withdrawn")
    assert news(now, now) == news(KNOWN, None) == ()
    assert news(KNOWN | {"is_panel": True}, now) == ("newer", "withdrawn")


def test_an_earlier_version_has_the_figure_that_held_then():
    chosen = [SimpleNamespace(kind="figure", number=1, chosen_at=at(day), facts=day) for day in (20, 5, 10)]
    assert [each.facts for each in as_of(chosen, at(12))] == [10]
    assert [each.facts for each in as_of(chosen, at(1))] == [5]


def test_a_panel_s_table_has_a_gap_where_the_source_has_none_and_ten_years_at_most():
    points = [[year, str(year - 2000)] for year in range(2005, 2024)]
    areas = [
        {"kind": "own", "name": {"fi": "Turku", "sv": "Åbo"}, "points": points},
        {"kind": "country", "name": {"fi": "Koko maa", "sv": "Hela landet"}, "points": [[2023, "7"]]},
    ]
    panel = Panel(FACTS | {"areas": areas, "period_kind": "year", "decimals": 0}, "sv", lambda text: text)
    assert panel.years == list(range(2023, 2013, -1))
    assert (panel.cells(2023), panel.cells(2022)) == (["23", "7"], ["22", None])
    assert panel.columns == [("numeric", "Åbo"), ("numeric", "Hela landet")]
    assert "Åbo: value 5 in 2005, 23 in 2023." in panel.chart("p")


WAYS, JUDGED = ("rising", "falling"), ("better", "worse", "neutral")
TOLD = Facts(
    title={"fi": "Yksinäisyys", "sv": "Ensamhet"},
    period="2023",
    course=Course.RISING,
    verdict=Verdict.WORSE,
    years=("2019", "2023"),
    outcome=Outcome.WORSE,
    area="county",
)


def test_tested_facts_become_sentences_in_both_languages():
    assert made(TOLD, "fi", "{{figure:1}}", "{{figure:2}}") == (
        "Yksinäisyys: kunnassa {{figure:1}} (2023). Luku on huonompi kuin hyvinvointialueella ({{figure:2}}), ja ero on"
        " tilastollisesti merkitsevä. Luku on noussut vuosina 2019–2023, ja kehitys on kielteistä."
    )
    assert made(TOLD, "sv", "{{figure:1}}", "{{figure:2}}") == (
        "Ensamhet: i kommunen {{figure:1}} (2023). Siffran är sämre än i välfärdsområdet ({{figure:2}}), och skillnaden"
        " är statistiskt signifikant. Siffran har stigit åren 2019–2023, och utvecklingen är negativ."
    )


def test_without_a_test_nothing_but_the_level_is_said():
    bare = Facts(TOLD.title, "2023", Course.CANNOT_BE_CALCULATED, Verdict.NONE)
    assert made(bare, "fi", "5,0") == "Yksinäisyys: kunnassa 5,0 (2023)."
    assert made(bare, "sv", "5,0") == "Ensamhet: i kommunen 5,0 (2023)."


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("area", ["country", "county", "region"])
@pytest.mark.parametrize("outcome", ["better", "worse", "higher", "lower", "similar"])
@pytest.mark.parametrize(("course", "verdict"), [*product(WAYS, JUDGED), ("no_significant_change", "none")])
def test_every_outcome_has_its_words_and_each_figure_stands_once(language, area, outcome, course, verdict):
    facts = Facts(TOLD.title, "2023", Course(course), Verdict(verdict), ("2019", "2023"), Outcome(outcome), area)
    text = made(facts, language, "{{figure:1}}", "{{figure:2}}")
    assert text.count("{{figure:1}}") == text.count("{{figure:2}}") == 1
    assert text.endswith(".") and text.count(". ") == 2
