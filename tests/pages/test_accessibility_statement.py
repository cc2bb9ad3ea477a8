"""Each municipality's accessibility statement: written by the service, with what the municipality adds."""

from tenants import clock
from tenants.permissions import Role
from tests.accessibility import SAID, state_accessibility
from tests.makers import an_adopted_report
from tests.pages.parsed import ParsedPage
from tests.publishing import publish, withdraw


def footer_links(page):
    return {each.get("href") for each in ParsedPage(page.text).all("a") if "app-footer__link" in each.get("class", "")}


def hidden(page) -> str:
    """The mark that a form sends back."""
    return ParsedPage(page.text).value_of("begun_from")


def test_every_public_page_of_a_municipality_leads_to_its_own_statement(app, municipality, visitor):
    slug, stranger = municipality.facts.slugs["fi"], visitor()
    reports, statement = f"/fi/raportit/{slug}", f"/fi/raportit/{slug}/saavutettavuusseloste"
    report = an_adopted_report(municipality)
    assert stranger.get(statement).status_code == 404
    publish(app, municipality, report)
    for address in (f"{reports}/", f"{reports}/2025-2029/1", f"{reports}/2025-2029/1/palaute", statement):
        assert statement in footer_links(stranger.get(address)), address
    assert "/fi/saavutettavuus" in footer_links(stranger.get("/fi/"))
    today = clock.today()
    told = stranger.get(statement).text
    assert f"laadittu {today.day}.{today.month}.{today.year}" in told and "osittain" in told and "Traficom" in told
    assert f'{reports}/2025-2029/1/palaute"' in told
    withdraw(municipality, report, 1)
    assert stranger.get(statement).status_code == 404


def test_a_municipality_adds_its_own_words_and_sees_them_as_residents_do(app, municipality, visitor):
    publish(app, municipality, an_adopted_report(municipality))
    state_accessibility(municipality)
    slugs, coordinator = municipality.facts.slugs, visitor(municipality.people[Role.COORDINATOR])
    public = visitor().get(f"/sv/rapporter/{slugs['sv']}/tillganglighetsutlatande").text
    assert 'lang="fi">Liite 2 on kuva &lt;b&gt;ilman&lt;/b&gt; tekstiä.' in public
    assert "till stor del inte" in public and "7.1.2026" in public and "utomstående expert" in public
    settings = f"/fi/{slugs['fi']}/saavutettavuusseloste"
    shown = ParsedPage(coordinator.get(settings).text)
    typed = {each.get("name"): each.get("value") for each in shown.all("input")}
    assert (typed["drawn_up"], typed["reviewed"], typed["email"]) == ("7.1.2026", "2.11.2026", SAID["email"])
    seen = {"begun_from": typed["begun_from"]}
    typed = {"conformance": "partial", "method": "own", "drawn_up": "7.1.2026", "reviewed": "6.1.2026"} | seen
    refused = coordinator.post(settings, typed | {"notes_fi": "Säilyy"})
    assert refused.status_code == 422 and "Säilyy" in refused.text
    assert "Selostetta ei voi tarkistaa ennen kuin se on laadittu." in refused.text
    assert coordinator.post(settings, typed | {"reviewed": "8.1.2026", "notes_sv": "Bilaga 3"}).status_code == 302
    public = visitor().get(f"/sv/rapporter/{slugs['sv']}/tillganglighetsutlatande").text
    assert "Bilaga 3" in public and "8.1.2026" in public and "Liite 2" not in public


def test_what_two_people_state_at_the_same_time_is_shown_to_the_later_one_who_loses_nothing(municipality, visitor):
    coordinator = visitor(municipality.people[Role.COORDINATOR])
    settings = f"/sv/{municipality.facts.slugs['sv']}/tillganglighetsutlatande"
    opened = hidden(coordinator.get(settings))
    state_accessibility(municipality)
    typed = {"conformance": "partial", "method": "outside", "notes_fi": "Oma <b>teksti</b>", "phone": "040 1234567"}
    typed |= {"drawn_up": "7.1.2026", "reviewed": "2.11.2026", "begun_from": opened}
    typed |= {"email": SAID["email"], "contact_fi": ""}
    refused = coordinator.post(settings, typed)
    assert refused.status_code == 409 and "Oma &lt;b&gt;teksti&lt;/b&gt;" in refused.text
    theirs = [each.text for each in ParsedPage(refused.text).all("dd")]
    assert theirs == ["Till stor del inte", SAID["notes_fi"], SAID["contact_fi"], "–"]
    assert coordinator.post(settings, typed | {"begun_from": hidden(refused)}).status_code == 302
    again = coordinator.post(settings, typed)  # the button was pressed twice
    assert again.status_code == 302 and "Oma &lt;b&gt;teksti&lt;/b&gt;" in coordinator.get(settings).text
