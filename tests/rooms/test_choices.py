"""What a municipality chooses among the figures is its own: nobody else sees it, and it holds only what there is."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from app.indicators import choice_actions
from app.indicators.areas import chosen_codes
from app.indicators.choice_queries import chosen_indicators
from app.indicators.choices import ChosenIndicator, ComparisonMunicipality
from tenants.audit import AuditEntry
from tenants.boundary import StaffSession, WorkerSession
from tenants.errors import Refused
from tests.figures import choose, compare_with, listed_indicator
from tests.makers import a_municipality


def own_set(municipality):
    with municipality.session(read_only=True) as session:
        return chosen_indicators(session)


def compared_with(municipality):
    with municipality.session(read_only=True) as session:
        return chosen_codes(session)


def trail(municipality):
    with municipality.session(read_only=True) as session:
        lines = session.scalars(select(AuditEntry).order_by(AuditEntry.at))
        return [(line.deed, line.details) for line in lines if line.deed.startswith(("indicator", "comparison"))]


def drop(municipality, number):
    with municipality.session() as session, session.begin():
        choice_actions.drop_indicator(session, municipality.coordinator, number)


def test_the_own_set_keeps_the_order_of_choosing_and_each_indicator_once(municipality):
    choose(municipality, 683)
    choose(municipality, 228)
    choose(municipality, 683)
    assert own_set(municipality) == [683, 228]


def test_what_is_not_mirrored_yet_can_be_chosen(engines, municipality):
    number = listed_indicator(engines, "Vielä hakematta")
    choose(municipality, number)
    assert own_set(municipality) == [number]


def test_a_number_that_sotkanet_does_not_have_is_refused(municipality):
    with pytest.raises(Refused, match="unknown_indicator"):
        choose(municipality, 999_999)
    assert (own_set(municipality), trail(municipality)) == ([], [])


def test_the_own_set_holds_no_more_than_it_can(engines, municipality, monkeypatch):
    monkeypatch.setattr(choice_actions, "MOST_CHOSEN", 2)
    choose(municipality, 228, 683)
    with pytest.raises(Refused, match="set_is_full") as refusal:
        choose(municipality, 127)
    assert refusal.value.details == {"most": 2}
    choose(municipality, 228)
    drop(municipality, 228)
    choose(municipality, 127)
    assert own_set(municipality) == [683, 127]


def test_each_choice_is_a_line_of_the_trail_and_what_changes_nothing_is_none(municipality):
    choose(municipality, 228)
    choose(municipality, 228)
    drop(municipality, 683)
    drop(municipality, 228)
    assert trail(municipality) == [("indicator.chosen", {"indicator": 228}), ("indicator.dropped", {"indicator": 228})]


def test_comparison_municipalities_are_set_all_at_once_and_the_trail_names_them(municipality):
    compare_with(municipality, "091", "837")
    compare_with(municipality, "853")
    compare_with(municipality)
    assert compared_with(municipality) == []
    assert [details["municipalities"] for _, details in trail(municipality)] == ["091, 837", "853", "–"]


def test_five_comparison_municipalities_are_refused_and_the_old_ones_stay(municipality):
    compare_with(municipality, "091")
    with pytest.raises(Refused, match="too_many"):
        compare_with(municipality, "091", "837", "853", "564", "445")
    assert compared_with(municipality) == ["091"]


def test_the_database_holds_no_fifth_one_and_no_municipality_that_does_not_exist(municipality):
    for position, code in ((5, "091"), (1, "000")):
        with municipality.session() as session, pytest.raises(IntegrityError):
            session.add(ComparisonMunicipality(position=position, municipality_code=code))
            session.flush()


def test_another_municipality_s_choices_are_never_seen(engines, municipality):
    neighbour = a_municipality(engines)
    choose(municipality, 228)
    compare_with(municipality, "091")
    choose(neighbour, 683)
    assert (own_set(neighbour), compared_with(neighbour)) == ([683], [])
    drop(neighbour, 228)
    assert own_set(municipality) == [228]


def test_the_worker_sees_which_indicators_are_chosen_but_not_by_whom(engines, municipality):
    number = listed_indicator(engines, "Kenen lie")
    choose(municipality, number)
    with WorkerSession(engines, read_only=True) as session:
        assert number in set(session.scalars(select(ChosenIndicator.indicator_id)))
    for column in ("tenant_id", "chosen_by", "chosen_at", "id", "*"):
        with WorkerSession(engines) as session, pytest.raises(ProgrammingError, match="permission denied"):
            session.execute(text(f"SELECT {column} FROM chosen_indicator"))


@pytest.mark.parametrize("table", ["chosen_indicator", "comparison_municipality", "figures_seen"])
def test_staff_see_nothing_of_what_a_municipality_chooses(engines, table):
    with StaffSession(engines) as session, pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(text(f"SELECT count(*) FROM {table}"))
