"""Sets of indicators as staff keep them: items in order, new versions, and nothing that nobody has named."""

import re

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.indicators.set_actions import load_sets
from app.indicators.sets import IndicatorSet, IndicatorSetItem
from tests.makers import a_person
from tests.pages.test_bad_input import assert_refused_at

SETS = "/fi/liitto/kokoelmat"
ITEM = {"title_fi": "Uusi rivi", "title_sv": "Ny rad", "nature": "process"}


@pytest.fixture
def officer(engines, visitor):
    return visitor(a_person(engines, "Liiton Lista", is_staff=True))


@pytest.fixture
def made(engines, officer):
    """The address of a new version of the minimum list; it is taken away again."""
    with Session(engines.owner) as session:
        shipped = session.scalars(select(IndicatorSet.id).filter_by(kind="minimum_list", version="2023-06-14")).one()
    answer = officer.post(f"{SETS}/{shipped}/uusi-versio", {"version": "koe"})
    assert answer.status_code == 302
    yield answer.location
    with Session(engines.owner) as session, session.begin():
        ours = select(IndicatorSet.id).where(IndicatorSet.version == "koe").scalar_subquery()
        session.execute(delete(IndicatorSetItem).where(IndicatorSetItem.set_id == ours))
        session.execute(delete(IndicatorSet).where(IndicatorSet.version == "koe"))


def titles(page: str) -> list[str]:
    """The items in their order."""
    table = page[page.index("<tbody") :]
    return re.findall(r'<th scope="row" class="govuk-table__header">([^<]+)</th>', table)


def buttons(page: str) -> list[str]:
    """The addresses at which the items are changed."""
    return re.findall(r'action="([^"]+/rivit/[^"]+)"', page)


def test_a_new_version_begins_with_the_old_one_s_items_and_leaves_it_as_it_is(engines, officer, made):
    assert len(titles(officer.get(made).text)) == 6
    assert_refused_at(officer.post(f"{made}/uusi-versio", {"version": "koe"}), "version")
    officer.post(buttons(officer.get(made).text)[0], {"deed": "remove"})
    with Session(engines.owner) as session:
        ours = IndicatorSet.version.in_(["2023-06-14", "koe"])
        found = session.scalars(select(IndicatorSet).where(IndicatorSet.kind == "minimum_list", ours))
        assert {each.version: len(each.items) for each in found} == {"2023-06-14": 6, "koe": 5}


def test_items_are_added_moved_and_removed_and_the_trail_tells(officer, made):
    before = titles(officer.get(made).text)
    assert officer.post(f"{made}/lisaa", ITEM | {"indicator_id": "228"}).status_code == 302
    page = officer.get(made).text
    assert titles(page) == [*before, "Uusi rivi"]
    officer.post(buttons(page)[-1], {"deed": "up"})
    assert titles(officer.get(made).text) == [*before[:-1], "Uusi rivi", before[-1]]
    officer.post(buttons(officer.get(made).text)[0], {"deed": "up"})
    officer.post(buttons(officer.get(made).text)[0], {"deed": "remove"})
    assert titles(officer.get(made).text) == [*before[1:-1], "Uusi rivi", before[-1]]
    trail = officer.get("/fi/liitto/tapahtumat?kind=settings").text
    for deed in ("teki version koe", "lisäsi indikaattorikokoelmaan", "siirsi", "poisti indikaattorikokoelmasta"):
        assert deed in trail
    assert officer.post(buttons(page)[1], {"deed": "burn"}).status_code == 400


@pytest.mark.parametrize("number", ["999999", "3219", "0", "9" * 40, "x"])
def test_an_item_s_number_is_one_that_sotkanet_has_and_the_set_has_not(officer, made, number):
    page = assert_refused_at(officer.post(f"{made}/lisaa", ITEM | {"indicator_id": number}), "indicator_id")
    assert (page.value_of("title_fi"), page.value_of("indicator_id")) == ("Uusi rivi", number)


def test_an_item_without_a_number_is_an_item(officer, made):
    assert officer.post(f"{made}/lisaa", ITEM | {"nature": "self_assessment"}).status_code == 302
    assert titles(officer.get(made).text)[-1] == "Uusi rivi"


def test_the_details_are_stored_and_a_note_is_in_both_languages(officer, made):
    typed = {"title_fi": "Lista", "title_sv": "Lista", "status": "in_force", "announced": "67", "source": "THL"}
    assert_refused_at(officer.post(f"{made}/tiedot", typed | {"note_fi": "Vain", "note_sv": ""}), "note_sv")
    assert_refused_at(officer.post(f"{made}/tiedot", typed | {"announced": "-1"}), "announced")
    assert officer.post(f"{made}/tiedot", typed | {"note_fi": "<b>Näin</b>", "note_sv": "Så"}).status_code == 302
    page = officer.get(made).text
    assert "&lt;b&gt;Näin" in page and "voimassa" in page and ">67<" in page


def test_the_shipped_sets_claim_no_more_than_is_known(engines):
    with Session(engines.owner) as session:
        found = session.scalars(select(IndicatorSet).where(IndicatorSet.version.in_(["2023-06-14", "2026"])))
        shipped = {each.kind: each for each in found}
        minimum, coefficient = shipped["minimum_list"], shipped["hyte_coefficient"]
        assert (minimum.status, minimum.announced, len(minimum.items)) == ("proposal", None, 6)
        assert "ei ole täydellinen" in minimum.note_fi and "inte fullständig" in minimum.note_sv
        assert (coefficient.announced, coefficient.items) == (21, [])
        assert "21 indikaattoria" in coefficient.note_fi and "15 processindikatorer" in coefficient.note_sv


def test_what_staff_have_made_of_a_shipped_set_is_never_loaded_over(engines):
    with Session(engines.owner) as session:
        session.scalars(select(IndicatorSet).filter_by(version="2026")).one().title_fi = "Muutettu"
        session.flush()
        assert load_sets(session) == 0
        assert session.scalars(select(IndicatorSet.title_fi).filter_by(version="2026")).one() == "Muutettu"
