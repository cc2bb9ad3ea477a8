"""The pages of a report's way through the bodies, and of its final editing while somebody writes."""

import pytest

from tenants import clock
from tenants.permissions import Role
from tests.consulting import a_round
from tests.handling import CHANGES, plan_way, way_of
from tests.makers import a_report
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.test_nothing_is_lost import Writer, kept, stored


@pytest.fixture
def report(municipality):
    """The address of a new report."""
    a_report(municipality)
    return f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1"


def words_of(answer):
    return text_of(ParsedPage(answer.text).root)


def test_what_a_body_decided_and_asked_stands_on_the_page_with_the_statements(municipality, report, visitor):
    plan_way(municipality)
    a_round(municipality)
    coordinator = visitor(municipality.people[Role.COORDINATOR])
    typed = {"decision": "supported_with_changes", "meeting_on": "12.1.2026", "meeting_section": "§ 8"}
    step = f"{report}/kasittely/3"
    bad = coordinator.post(step, typed | {"meeting_on": "eilen", "changes": "\n".join(CHANGES)})
    assert (bad.status_code, kept(bad)) == (422, ["\n".join(CHANGES)])
    assert coordinator.post(step, typed).status_code == 422  # which changes?
    assert coordinator.post(step, typed | {"changes": f"- {CHANGES[0]}\n\n• {CHANGES[1]}\n"}).status_code == 302
    page = words_of(coordinator.get(f"{report}/kasittely"))
    for words in ("12.1.2026, § 8", *CHANGES, "Lausuntopyyntö", "vastannut: 0"):
        assert words.lower() in page.lower()
    writer = visitor(municipality.people[Role.WRITER])
    (asked, _other), = way_of(municipality).changes.values()
    assert writer.post(f"{step}/muutokset", {"change": str(asked.id), "state": "done"}).status_code == 302
    assert way_of(municipality).open_changes == 1


def test_who_writes_while_another_has_the_final_editing_is_told_and_loses_nothing(app, municipality, report, visitor):
    writer = Writer(app, municipality, Role.WRITER)
    coordinator = visitor(municipality.people[Role.COORDINATOR])
    assert coordinator.post(f"{report}/viimeistely", {"move": "take"}).status_code == 302
    refused = writer.save(text_fi="Kirjoitin jo pitkän lauseen")
    assert (refused.status_code, kept(refused)[0]) == (409, "Kirjoitin jo pitkän lauseen")
    assert "viimeistelee kertomusta" in words_of(refused)
    sent = {"language": "fi", "text": "Kirjoitin jo", "base": 0}
    token = {"X-CSRFToken": writer.token()}
    autosaved = writer.client.post(f"{writer.address}/tallennus", json=sent, headers=token)
    assert (autosaved.status_code, stored(municipality)) == (409, ("", ""))
    for page in (writer.address, report):
        told = ParsedPage(writer.get(page).text)
        assert municipality.people[Role.COORDINATOR].name in text_of(told.root)
        assert not told.all("textarea")
    assert coordinator.post(f"{report}/viimeistely", {"move": "release"}).status_code == 302
    assert writer.save(text_fi="Kirjoitin jo pitkän lauseen").status_code == 302
    assert stored(municipality)[0] == "Kirjoitin jo pitkän lauseen"


def test_the_final_editing_is_handed_over_on_its_page(municipality, report, visitor):
    coordinator, writer = (municipality.people[role] for role in (Role.COORDINATOR, Role.WRITER))
    address = f"{report}/viimeistely"
    assert visitor(writer).post(address, {"move": "take"}).status_code == 302
    handed = {"move": "hand_over", "to": str(coordinator.id)}
    assert visitor(writer).post(address, handed).status_code == 302
    assert "viimeistely on sinulla" in words_of(visitor(coordinator).get(address)).lower()
    assert str(clock.today().year) in words_of(visitor(writer).get(address))
