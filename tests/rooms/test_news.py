"""What is new in the figures since somebody last looked; each person sees the news of their own."""

from datetime import date, timedelta

import pytest

from app.indicators.choice_actions import mark_seen
from app.indicators.news import LOOKED_BACK, news, news_count, seen_until
from tenants import clock
from tenants.permissions import Role
from tests.figures import an_indicator, area_of, indicator_of_genders, register_of, see_the_news, take_off_the_list
from tests.makers import a_municipality

TITLE = {"fi": "Nimi ennen", "sv": "Namn förr", "en": ""}


@pytest.fixture
def own(municipality):
    """Its number in Sotkanet."""
    return area_of(municipality)


@pytest.fixture
def told(municipality, own):
    """A function: the news of the coordinator by indicator."""

    def ask():
        with municipality.session(read_only=True) as session:
            since = seen_until(session, municipality.coordinator, clock.now())
            return {row.indicator_id: row for row in news(session, since, own)}

    return ask


def test_who_has_never_said_so_sees_the_news_of_two_months(municipality):
    now = clock.now()
    with municipality.session(read_only=True) as session:
        assert seen_until(session, municipality.coordinator, now) == now - LOOKED_BACK == now - timedelta(days=60)


def test_an_indicator_fetched_for_the_first_time_is_new_here(engines, told, own):
    number = an_indicator(engines, {own: {2023: 1, 2024: 2}})
    row = told()[number]
    assert (row.is_new, row.added, row.changed, row.withdrawn, row.last_year) == (True, 2, 0, 0, 2024)
    assert not row.is_redefined


def test_what_was_seen_is_no_news_until_something_changes(engines, municipality, told, own):
    number = an_indicator(engines, {own: {2023: 1}})
    see_the_news(municipality)
    assert told() == {}
    an_indicator(engines, {own: {2023: 1, 2024: 2}}, number=number)
    row = told()[number]
    assert (row.is_new, row.added, row.changed, row.withdrawn) == (False, 1, 0, 0)


def test_a_fetch_that_changed_nothing_is_no_news(engines, municipality, told, own):
    number = an_indicator(engines, {own: {2023: 1}})
    see_the_news(municipality)
    an_indicator(engines, {own: {2023: 1}}, number=number)
    assert told() == {}


def test_changed_and_withdrawn_figures_are_counted_and_those_of_the_own_municipality_apart(
    engines, municipality, told, own
):
    other = min(register_of(municipality).numbers - {own})
    number = an_indicator(engines, {own: {2022: 1, 2023: 1}, other: {2022: 5, 2023: 5}})
    see_the_news(municipality)
    an_indicator(engines, {own: {2022: 2, 2023: 1}, other: {2022: 6}}, number=number)
    row = told()[number]
    assert (row.changed, row.withdrawn, row.own_changed) == (2, 1, 1)


def test_several_fetches_are_one_piece_of_news_with_their_sums(engines, municipality, told, own):
    number = an_indicator(engines, {own: {2023: 1}})
    see_the_news(municipality)
    for value in (2, 3):
        an_indicator(engines, {own: {2023: value}}, number=number)
    assert (told()[number].changed, told()[number].own_changed) == (2, 2)


@pytest.mark.parametrize(
    ("again", "is_redefined"),
    [
        ({"title": {"fi": "Nimi nyt", "sv": "Namn förr", "en": ""}}, True),
        ({"unit": {"fi": "Osuus", "sv": "Andel"}}, True),
        ({"description": {"fi": "Uusi", "sv": ""}}, True),
        ({"organisation": {"fi": "THL", "sv": "THL"}}, False),
    ],
)
def test_another_title_unit_or_definition_is_said_to_be_one(engines, municipality, told, own, again, is_redefined):
    number = an_indicator(engines, {own: {2023: 1}}, title=TITLE)
    see_the_news(municipality)
    an_indicator(engines, {own: {2023: 1}}, number=number, **{"title": TITLE} | again)
    assert told()[number].is_redefined == is_redefined


def test_an_indicator_that_is_gone_from_sotkanet_carries_its_mark(engines, told, own):
    number = an_indicator(engines, {own: {2023: 1}})
    take_off_the_list(engines, number, date(2026, 4, 1))
    assert told()[number].withdrawn_on == date(2026, 4, 1)


def test_the_newest_comes_first(engines, told, own):
    first, second = (an_indicator(engines, {own: {2023: 1}}) for _ in range(2))
    assert list(told())[:2] == [second, first]


def test_each_person_has_seen_for_themselves_and_in_each_municipality_apart(engines, municipality, own):
    neighbour, writer = a_municipality(engines), municipality.people[Role.WRITER].id
    an_indicator(engines, {own: {2023: 1}})
    with municipality.session() as session, session.begin():
        mark_seen(session, writer, clock.now())
    for home, person, sees in ((municipality, writer, False), (municipality, municipality.coordinator, True),
                               (neighbour, neighbour.coordinator, True)):  # fmt: skip
        with home.session(read_only=True) as session:
            assert (news_count(session, person, clock.now()) > 0) == sees


def test_saying_so_again_moves_the_day_on_and_leaves_one_row(municipality):
    see_the_news(municipality)
    with municipality.session(read_only=True) as session:
        first = seen_until(session, municipality.coordinator, clock.now())
    see_the_news(municipality)
    with municipality.session(read_only=True) as session:
        assert seen_until(session, municipality.coordinator, clock.now()) > first


def test_what_came_after_the_page_was_shown_stays_news_and_what_was_seen_stays_seen(engines, municipality, told, own):
    shown = an_indicator(engines, {own: {2023: 1}})
    until = told()[shown].fetched_at
    later = an_indicator(engines, {own: {2023: 1}})
    for moment in (until, until - timedelta(days=9)):
        with municipality.session() as session, session.begin():
            mark_seen(session, municipality.coordinator, moment)
    assert set(told()) == {later}


def test_nobody_has_seen_what_is_still_to_come(municipality):
    with municipality.session() as session, session.begin():
        mark_seen(session, municipality.coordinator, clock.now() + timedelta(days=9))
    with municipality.session(read_only=True) as session:
        assert seen_until(session, municipality.coordinator, clock.now()) <= clock.now()


def test_as_many_are_counted_as_are_told(engines, municipality, told, own):
    see_the_news(municipality)
    for gender in ("total", "female"):
        indicator_of_genders(engines, {gender: {own: {2023: 1}}})
    with municipality.session(read_only=True) as session:
        assert news_count(session, municipality.coordinator, clock.now()) == len(told()) == 2
