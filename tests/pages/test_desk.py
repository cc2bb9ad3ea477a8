"""The desk: staff begin from what waits for them."""

import re

from tests.issuing import a_proposal
from tests.leaving import a_deletion_due, let_days_pass
from tests.makers import a_municipality, a_person
from tests.money import an_unpaid_invoice
from tests.money_at_the_desk import money_at_the_desk

DESK = "/sv/forbundet/"
TASK = re.compile(r'<a class="govuk-link" href="([^"]+)">([^<:]+): (\d+)</a>')


def tasks_of(officer) -> dict[str, tuple[str, int]]:
    """By the words: where it is seen to, and how many there are."""
    return {words: (at, int(count)) for at, words, count in TASK.findall(officer.get(DESK).text)}


def test_the_desk_counts_what_waits_and_leads_to_where_it_is_seen_to(engines, visitor):
    officer = visitor(a_person(engines, "Liiton Lasse", is_staff=True))
    before = tasks_of(officer)
    money_at_the_desk(engines, an_unpaid_invoice(engines))
    a_proposal(engines)
    after = tasks_of(officer)
    grown = {words for words, (_, count) in after.items() if count > before.get(words, ("", 0))[1]}
    assert grown == {
        "Betalningar som inte hänförts till en faktura",
        "Kortbetalningar att utreda",
        "Prislistor som väntar på beslut",
        "Referensräntor som väntar på beslut",
    }
    for at, _ in after.values():
        assert officer.get(at).status_code == 200


def test_a_deletion_that_has_failed_is_seen_and_named(engines, visitor):
    officer, municipality = visitor(a_person(engines, "Liiton Lasse", is_staff=True)), a_municipality(engines)
    record, failed = a_deletion_due(municipality), "Raderingar som har misslyckats"
    before = tasks_of(officer).get(failed, ("", 0))[1]
    let_days_pass(municipality, record, 1)
    at, count = tasks_of(officer)[failed]
    shown = officer.get(at).text
    assert count == before + 1
    assert municipality.facts.names["sv"] in shown
    assert "har misslyckats" in shown
