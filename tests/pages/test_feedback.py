"""Residents write back about a published report, and their municipality answers."""

from datetime import timedelta

import pytest

from tenants import attempts
from tenants.permissions import Role
from tests.makers import an_adopted_report
from tests.pages.parsed import ParsedPage
from tests.publishing import publish, withdraw

TYPED = {"kind": "accessibility", "text": "Kuvaa <i>ei</i> voi lukea."}
TYPED |= {"wants_answer": "y", "email": "a@asukas.example"}


@pytest.fixture
def report(app, municipality):
    """Published."""
    report = an_adopted_report(municipality)
    publish(app, municipality, report)
    return report


def test_a_resident_writes_and_a_coordinator_answers(municipality, visitor, report):
    slug = municipality.facts.slugs["fi"]
    edition, stranger = f"/fi/raportit/{slug}/2025-2029/1", visitor()
    assert f'{edition}/palaute"' in stranger.get(edition).text
    refused = stranger.post(f"{edition}/palaute", TYPED | {"email": ""})
    assert refused.status_code == 422
    page = ParsedPage(refused.text)
    assert "Anna sähköpostiosoitteesi, jotta vastaus tulee perille." in refused.text
    assert [each.get("value") for each in page.all("input") if "checked" in each.attrib] == ["accessibility", "y"]
    assert "Kuvaa &lt;i&gt;ei&lt;/i&gt; voi lukea." in refused.text
    assert stranger.post(f"{edition}/palaute", TYPED).location == f"{edition}/palaute/kiitos"
    coordinator, front = visitor(municipality.people[Role.COORDINATOR]), f"/fi/{slug}/"
    assert "Vastaa asukkaiden palautteisiin: 1" in coordinator.get(front).text
    assert "Vastaa asukkaiden" not in visitor(municipality.people[Role.WRITER]).get(front).text
    listed = coordinator.get(f"{front}palautteet").text
    (place,) = {each.get("href") for each in ParsedPage(listed).all("a") if "/palautteet/" in (each.get("href") or "")}
    assert "Kuvaa &lt;i&gt;ei&lt;/i&gt; voi lukea." in coordinator.get(place).text
    assert coordinator.post(place, {"text": " "}).status_code == 422
    assert coordinator.post(place, {"text": "Korjasimme kuvan."}).status_code == 302
    again = coordinator.post(place, {"text": "Kirjoitin samaan aikaan."})
    assert again.status_code == 422 and "Korjasimme kuvan." in again.text and "Kirjoitin samaan aikaan." in again.text
    assert "Vastaa asukkaiden" not in coordinator.get(front).text


def test_an_e_mail_is_not_kept_where_no_answer_is_wanted(municipality, visitor, report):
    slug = municipality.facts.slugs["sv"]
    typed = {name: word for name, word in TYPED.items() if name != "wants_answer"}
    assert visitor().post(f"/sv/rapporter/{slug}/2025-2029/1/respons", typed).status_code == 302
    shown = visitor(municipality.people[Role.COORDINATOR]).get(f"/sv/{slug}/respons").text
    (place,) = {each.get("href") for each in ParsedPage(shown).all("a") if "/respons/" in (each.get("href") or "")}
    assert TYPED["email"] not in visitor(municipality.people[Role.COORDINATOR]).get(place).text


def test_what_is_written_about_a_withdrawn_edition_is_not_lost_and_not_sent(municipality, visitor, report):
    edition, stranger = f"/fi/raportit/{municipality.facts.slugs['fi']}/2025-2029/1", visitor()
    withdraw(municipality, report, 1)
    answer = stranger.post(f"{edition}/palaute", TYPED)
    assert answer.status_code == 410 and "Kuvaa &lt;i&gt;ei&lt;/i&gt; voi lukea." in answer.text


def test_too_much_feedback_from_one_place_has_to_wait_with_its_text_in_sight(
    municipality, visitor, report, monkeypatch
):
    address, stranger = f"/fi/raportit/{municipality.facts.slugs['fi']}/2025-2029/1/palaute", visitor()
    place = {"environ_base": {"REMOTE_ADDR": "203.0.113.77"}}
    monkeypatch.setitem(attempts.LIMITS, "feedback", attempts.Limit(per_address=2, window=timedelta(hours=1)))
    for number in range(2):
        typed = TYPED | {"email": f"a{number}@asukas.example"}
        assert stranger.post(address, typed, **place).status_code == 302
    refused = stranger.post(address, TYPED, **place)
    assert refused.status_code == 422 and "Odota tunti" in refused.text and "voi lukea." in refused.text
