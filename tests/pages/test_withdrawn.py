"""A withdrawn edition is reached by nobody at any address, in any format, out of any cache; its address says so."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError

from app.publishing.formats import FORMATS
from app.publishing.later import editions_to_finish
from app.publishing.models import Edition, EditionFile, EditionWithdrawal, EditionWords
from app.web.access import access_of
from tenants.boundary import DoorSession
from tests.attachments import PDF, an_attachment
from tests.makers import a_report, adopt, summarise, write
from tests.own_figures import FACTS, a_figure, an_own_indicator
from tests.pages.fixed_words import FIXED_WORDS
from tests.pages.parsed import ParsedPage
from tests.publishing import finish, publish, withdraw
from tests.text_figures import choose_own_figure

FORMS = ("/palaute", "/respons", "/palaute/kiitos", "/respons/tack")
"""How the addresses end at which an edition's readers write back: nobody keeps a copy of those."""

SECRET = "Salaisuuksien silta"
OF_EDITION = {"municipality", "years", "number"}


@pytest.fixture
def report(municipality):
    """Adopted, with a picture, a document, a panel of own figures, and a text that is found again."""
    report = a_report(municipality)
    an_attachment(municipality)
    an_attachment(municipality, PDF)
    summarise(municipality, report, f"{SECRET} ![silta](attachment:1)")
    an_own_indicator(municipality, FACTS, a_figure(group=SECRET))
    panel = choose_own_figure(municipality, kind="panel")
    for section in report.sections:
        text = f"{SECRET} ![silta](attachment:1)\n\n{panel}"
        write(municipality, report, section.position, text, "", "approve")
    return adopt(municipality, report)


def public_addresses(app, municipality, number=1):
    """Every address that anybody may open, filled in for the municipality's edition: (address, is it the edition's)."""
    words = FIXED_WORDS | {"number": number, "token": "x"}
    found = []
    with app.test_request_context():
        adapter = app.url_map.bind("")
        for rule in app.url_map.iter_rules():
            if access_of(app, rule.endpoint).kind != "public" or "GET" not in rule.methods or rule.endpoint == "static":
                continue
            slug = municipality.facts.slugs[(rule.defaults or {}).get("language", "fi")]
            named = {name: words.get(name, 1) for name in rule.arguments} | {"municipality": slug}
            formats = FORMATS if rule.endpoint == "publishing.file" else [named.get("format")]
            for each in formats:
                for attachment in (1, 2) if "attachment" in rule.arguments else (1,):
                    told = named | {"format": each, "attachment": attachment} | (rule.defaults or {})
                    address = adapter.build(rule.endpoint, {name: told[name] for name in rule.arguments})
                    found.append((address, rule.arguments >= OF_EDITION))
    return found


def leaks(answer, municipality, number=1) -> bool:
    """Whether an answer has the text, or leads to the edition."""
    slugs = municipality.facts.slugs.values()
    led = any(f"/{slug}/2025-2029/{number}{end}".encode() in answer.data for slug in slugs for end in ('"', ".", "<"))
    return led or SECRET.encode() in answer.data


def test_what_is_not_published_stands_nowhere(app, municipality, visitor, report):
    stranger = visitor()
    for address, is_of_edition in public_addresses(app, municipality):
        answer = stranger.get(address)
        assert answer.status_code in ((404,) if is_of_edition else (200, 301, 302, 404, 410)), address
        assert not (SECRET in answer.text if is_of_edition else leaks(answer, municipality)), address


def test_a_withdrawn_edition_is_gone_from_every_address_format_and_cache(app, municipality, visitor, report):
    publish(app, municipality, report)
    finish(app, municipality)
    stranger = visitor()
    addresses = public_addresses(app, municipality)
    before = {address: visitor().get(address) for address, _ in addresses}
    of_edition = [address for address, is_of_edition in addresses if is_of_edition]
    assert len(of_edition) == 2 * (6 + len(FORMATS) + 2) + 2 + len(FORMS)  # in both languages; and to programs
    assert {before[address].status_code for address in of_edition} == {200}
    assert sum(leaks(answer, municipality) for answer in before.values()) > 4  # pages, lists, the front page
    for address in of_edition:
        if address.endswith(FORMS):
            continue
        again = visitor().get(address, headers={"If-None-Match": before[address].headers["ETag"]})
        assert again.status_code == 304
    withdraw(municipality, report, 1, "Väärä luku.", "Fel siffra.")
    for address, is_of_edition in addresses:
        if not is_of_edition:
            assert not leaks(stranger.get(address), municipality), address
            continue
        kept = before[address].headers.get("ETag")
        for headers in ({}, {"If-None-Match": kept}, {"If-None-Match": "*"}, {"Range": "bytes=0-9"}):
            answer = stranger.get(address, headers=headers)
            assert (answer.status_code, answer.headers.get("ETag")) == (410, None), address
            assert SECRET not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/fi/raportit/{}/2025-2029/1",
        "/fi/raportit/{}/2025-2029/1.pdf",
        "/fi/raportit/{}/2025-2029/1/1",
        "/fi/raportit/{}/2025-2029/1/kuviot",
        "/fi/raportit/{}/2025-2029/1.own.csv",
        "/api/1/editions/{}/2025-2029/1/figures",
    ],
)
def test_one_withdrawn_while_it_is_asked_for_is_gone(app, municipality, visitor, report, address):
    publish(app, municipality, report)
    withdrawals = iter([lambda: withdraw(municipality, report, 1, "Kesken lukemisen.")])

    def before_the_second_question(connection, cursor, statement, *told) -> None:
        if "FROM edition" in statement and (withdraws := next(withdrawals, None)):
            withdraws()

    door = app.extensions["engines"].door, "before_cursor_execute", before_the_second_question
    event.listen(*door)
    answer = visitor().get(address.format(municipality.facts.slugs["fi"]))
    event.remove(*door)
    assert next(withdrawals, None) is None and answer.status_code == 410
    assert "Kesken lukemisen." in answer.text and SECRET not in answer.text


def test_not_even_a_statement_at_the_door_sees_a_withdrawn_edition(app, municipality, engines, report):
    publish(app, municipality, report)
    publish(app, municipality, report, {"fi": "Korjaus", "sv": ""})
    withdraw(municipality, report, 1)
    with DoorSession(engines, read_only=True) as door:
        (seen,) = door.scalars(select(Edition).where(Edition.tenant_id == municipality.facts.id))
        assert seen.number == 2
        files = select(EditionFile.edition_id).where(EditionFile.tenant_id == municipality.facts.id)
        assert set(door.scalars(files)) == {seen.id}
        words = select(EditionWords.edition_id).where(EditionWords.tenant_id == municipality.facts.id)
        assert set(door.scalars(words)) == {seen.id}
        lacking = [each for each in editions_to_finish(door) if each.tenant_id == municipality.facts.id]
        assert [each.number for each in lacking] == [2], "nothing more is made of what is withdrawn"
    with municipality.session() as session, pytest.raises(DBAPIError, match="for as long as it is published"):
        gone = session.scalars(select(EditionWithdrawal.edition_id)).one()
        session.add(EditionWords(edition_id=gone, language="fi", words="'silta':1"))
        session.flush()


def test_its_address_gives_the_reason_and_leads_to_the_current_edition(app, municipality, visitor, report):
    publish(app, municipality, report)
    publish(app, municipality, report, {"fi": "Korjaus", "sv": "Rättelse"})
    slugs, stranger = municipality.facts.slugs, visitor()
    older = stranger.get(f"/fi/raportit/{slugs['fi']}/2025-2029/1")
    assert "Tästä kertomuksesta on uudempi versio." in older.text
    assert f"/fi/raportit/{slugs['fi']}/2025-2029/1</span>" in older.text  # how to cite
    withdraw(municipality, report, 1, "Väärä luku.")
    page = stranger.get(f"/sv/rapporter/{slugs['sv']}/2025-2029/1.pdf")
    assert page.status_code == 410
    assert '<span lang="fi">Väärä luku.</span>' in page.text
    links = {each.get("href") for each in ParsedPage(page.text).all("a")}
    assert f"/sv/rapporter/{slugs['sv']}/2025-2029/2" in links
    withdraw(municipality, report, 2)
    page = stranger.get(f"/fi/raportit/{slugs['fi']}/")
    assert page.status_code == 200 and "Täällä ei ole nyt julkaistuja kertomuksia." in page.text
    page = stranger.get(f"/fi/raportit/{slugs['fi']}/2025-2029/1")
    links = {each.get("href") for each in ParsedPage(page.text).all("a")}
    assert not {each for each in links if each and each.endswith((f"/{slugs['fi']}/", "/2"))}


def test_a_withdrawn_correction_leads_to_what_was_before_it_and_calls_it_so(app, municipality, visitor, report):
    publish(app, municipality, report)
    publish(app, municipality, report, {"fi": "Korjaus", "sv": ""})
    withdraw(municipality, report, 2)
    page = visitor().get(f"/fi/raportit/{municipality.facts.slugs['fi']}/2025-2029/2").text
    assert "Lue kertomuksen aiempi versio" in page and "voimassa oleva" not in page


def test_a_coordinator_withdraws_with_a_reason_and_publishes_what_has_changed(app, municipality, visitor, report):
    slug = municipality.facts.slugs["fi"]
    page, coordinator = f"/fi/{slug}/kertomukset/1/julkaisu", visitor(municipality.people["coordinator"])
    assert coordinator.post(page).status_code == 302
    refused = coordinator.post(page, {"told_fi": " "})
    assert refused.status_code == 422 and "Kerro suomeksi, mikä on muuttunut." in refused.text
    assert coordinator.get(f"{page}/2/poisto").status_code == 404
    refused = coordinator.post(f"{page}/1/poisto", {"reason_sv": "Fel."})
    assert refused.status_code == 422 and "Anna syy suomeksi." in refused.text
    reasons = {"reason_fi": "Virhe <b>luvussa</b>.", "reason_sv": "Fel."}
    assert coordinator.post(f"{page}/1/poisto", reasons).status_code == 302
    shown = coordinator.get(page).text
    assert "Virhe &lt;b&gt;luvussa&lt;/b&gt;." in shown and "Poista versio 1" not in shown
    assert coordinator.post(f"{page}/1/poisto", reasons).status_code == 409
    assert coordinator.post(page, {"told_fi": "Korjattu.", "told_sv": "Rättat."}).status_code == 302
    assert "Korjattu." in visitor().get(f"/fi/raportit/{slug}/2025-2029/2").text
