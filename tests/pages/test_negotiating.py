"""The minutes of a negotiation: promises are typed in fields of their own, as many as are needed."""

import pytest

from app.negotiating import queries
from tests.negotiating import a_negotiation
from tests.pages.parsed import ParsedPage

HELD = {"met_on": "1.10.2026", "place": "Kunnantalo"}


@pytest.fixture
def minutes(municipality):
    """The address of the minutes of a negotiation with two promises."""
    a_negotiation(municipality)
    return f"/fi/{municipality.facts.slugs['fi']}/neuvottelut/2026/poytakirja"


def promises(municipality):
    with municipality.session(read_only=True) as session:
        return [(each.who, each.what, each.by_when) for each in queries.negotiation_of(session, 2026).promises]


def fields_of(answer):
    page = ParsedPage(answer.text)
    return {each.get("name"): each.get("value", "") for each in page.all("input") if each.get("name")}


def test_who_needs_more_rows_gets_them_and_keeps_what_was_typed(municipality, visitor, minutes):
    coordinator = visitor(municipality.people["coordinator"])
    shown = fields_of(coordinator.get(minutes))
    assert (shown["who_1"], shown["by_when_1"], shown["rows"]) == ("Hyvinvointialue", "31.3.", "5")
    more = coordinator.post(minutes, shown | HELD | {"what_5": "Avaa <ovet>", "met_on": "", "more": "1"})
    assert more.status_code == 200
    typed = fields_of(more)
    assert (typed["what_5"], typed["who_8"], typed["rows"]) == ("Avaa <ovet>", "", "8")
    assert len(promises(municipality)) == 2


def test_a_promise_lacks_neither_who_nor_what_and_an_emptied_row_is_taken_off(municipality, visitor, minutes):
    coordinator = visitor(municipality.people["coordinator"])
    typed = fields_of(coordinator.get(minutes)) | HELD | {"who_1": "", "what_1": "", "by_when_1": ""}
    wrong = coordinator.post(minutes, typed | {"what_4": "Avaa ovet", "who_5": "x" * 501, "what_5": "y"})
    assert wrong.status_code == 422
    assert 'id="who_4-error"' in wrong.text and 'id="who_5-error"' in wrong.text and "Avaa ovet" in wrong.text
    assert len(promises(municipality)) == 2
    right = coordinator.post(minutes, typed | {"who_4": "Kunta; koulut", "what_4": "Avaa ovet"})
    assert right.status_code == 302
    assert promises(municipality) == [("Kunta", "Avaa tilat", ""), ("Kunta; koulut", "Avaa ovet", "")]


def test_what_a_colleague_recorded_meanwhile_is_not_written_over_unseen(municipality, visitor, minutes):
    coordinator = visitor(municipality.people["coordinator"])
    shown = fields_of(coordinator.get(minutes)) | HELD
    assert coordinator.post(minutes, shown | {"who_3": "Järjestöt", "what_3": "Kerää tiedot"}).status_code == 302
    mine = {"who_3": "Kunta", "what_3": "Palkkaa ohjaajan", "place": "Muualla"}
    refused = coordinator.post(minutes, shown | mine)
    assert refused.status_code == 422 and "Järjestöt: Kerää tiedot" in refused.text
    again = fields_of(refused)
    assert {name: again[name] for name in mine} == mine
    assert promises(municipality)[2][0] == "Järjestöt"
    assert coordinator.post(minutes, again).status_code == 302
    assert promises(municipality)[2][0] == "Kunta"
