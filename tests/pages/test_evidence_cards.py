"""The pages of evidence cards: what is refused says why and stays typed, and what is written is shown harmlessly."""

import pytest

from app.own_figures import evidence_queries
from tenants.permissions import Role
from tests.own_figures import an_own_indicator
from tests.pages.parsed import ParsedPage


@pytest.fixture
def place(municipality):
    """Where the municipality's cards are, in Finnish."""
    return f"/fi/{municipality.facts.slugs['fi']}/laadullinen-tieto"


@pytest.fixture
def writer(visitor, municipality):
    """A writer at work."""
    return visitor(municipality.people[Role.WRITER])


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ({"title_fi": "Ilta", "text_fi": "Teksti", "happened": "3/2025"}, ["kind"]),
        ({"kind": "citation", "title_sv": "x", "text_sv": "y", "happened": "12.3.2025"}, ["consent"]),
        ({"kind": "hearing", "title_fi": "Ilta", "text_fi": " ", "happened": "joskus"}, ["text_fi", "happened"]),
        (
            {"kind": "hearing", "title_fi": "Ilta", "text_fi": "x", "happened": "2025", "indicator": "99999999"},
            ["indicator"],
        ),
        (
            {"kind": "hearing", "title_fi": "Ilta", "text_fi": "x", "happened": "2025", "indicator": "abc"},
            ["indicator"],
        ),
        (
            {
                "kind": "hearing",
                "title_fi": "Ilta",
                "text_fi": "x",
                "happened": "2025",
                "indicator": "127",
                "own_indicator": "1",
            },
            ["own_indicator"],
        ),
    ],
)
def test_a_card_that_cannot_be_stored_says_why_and_stays_typed(municipality, writer, place, typed, names):
    an_own_indicator(municipality)
    address = f"{place}/uusi"
    answer = writer.post(address, {"age_group": "all"} | typed)
    assert answer.status_code == 422
    page = ParsedPage(answer.text)
    assert {id for id in page.ids if id.endswith("-error")} == {f"{name}-error" for name in names}
    for name in set(typed) - {"kind", "own_indicator"}:
        assert page.value_of(name) == typed[name]
    with municipality.session(read_only=True) as session:
        assert evidence_queries.every_card(session) == []


def test_a_card_is_written_and_changed_with_what_it_had_in_its_fields(municipality, writer, place):
    typed = {
        "kind": "hearing",
        "title_fi": "Ilta",
        "text_fi": "**Hyvä** <i>ilta</i>",
        "happened": "12.3.2025",
        "age_group": "all",
    }
    assert writer.post(f"{place}/uusi", typed).location == f"{place}/1"
    page = writer.get(f"{place}/1")
    assert "<strong>Hyvä</strong> &lt;i&gt;ilta" in page.text
    form = ParsedPage(writer.get(f"{place}/1/muokkaa").text)
    assert [form.value_of(name) for name in ("title_fi", "text_fi", "happened")] == [
        "Ilta",
        typed["text_fi"],
        "12.3.2025",
    ]
    assert writer.post(f"{place}/1/muokkaa", typed | {"title_sv": "Kväll"}).status_code == 302
    with municipality.session(read_only=True) as session:
        assert evidence_queries.card_by_number(session, 1).title_sv == "Kväll"
