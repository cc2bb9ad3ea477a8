"""A report in plain language: written, lost nowhere, frozen with its report, published at an address of its own."""

import pytest
from sqlalchemy import select

from app.plain_language.actions import write_summary
from app.publishing.models import Edition
from app.reports.queries import whole_report
from tenants.audit import AuditEntry
from tenants.errors import Refused
from tests.makers import a_municipality, a_report, adopt, summarise, write
from tests.pages.parsed import ParsedPage, text_of
from tests.pdf_reading import ReadPdf
from tests.publishing import finish, publish

TYPED = {"text_fi": "Kunta avaa **talon**.", "text_sv": "", "version_fi": "0", "version_sv": "0"}


@pytest.fixture
def place(engines):
    """A municipality in both languages, with a report in work."""
    municipality = a_municipality(engines, bilingual=True)
    a_report(municipality)
    return municipality


def page_of(place, language="fi"):
    """The address of the writing page."""
    parts = {"fi": "kertomukset/1/selkokieli", "sv": "berattelser/1/lattlast"}
    return f"/{language}/{place.facts.slugs[language]}/{parts[language]}"


def links_of(answer):
    """Where a page leads."""
    return {each.get("href") for each in ParsedPage(answer.text).all("a")}


def test_a_writer_writes_it_and_the_trail_tells(place, visitor):
    writer = visitor(place.people["writer"])
    assert "Selkokielistä tiivistelmää ei ole ruotsiksi." in writer.get(f"{page_of(place)[:-11]}/saavutettavuus").text
    assert writer.post(page_of(place), TYPED).status_code == 302
    page = writer.get(page_of(place))
    assert ParsedPage(page.text).value_of("text_fi").strip() == "Kunta avaa **talon**."
    assert "Virkkeitä: 1. Sanoja virkkeessä keskimäärin: 3,0." in page.text
    read = visitor(place.people["reader"]).get(page_of(place, "sv"))
    assert '<div lang="fi">\n<p class="govuk-body">Kunta avaa <strong>talon</strong>.</p>' in read.text
    with place.session(read_only=True) as session:
        assert session.scalars(select(AuditEntry).where(AuditEntry.deed == "report.summary_written")).one()


def test_what_two_write_at_once_is_lost_for_neither(place, visitor):
    summarise(place, report_of(place), "Toisen teksti")
    writer = visitor(place.people["writer"])
    refused = writer.post(page_of(place), TYPED)
    page = ParsedPage(refused.text)
    assert refused.status_code == 409
    assert page.value_of("text_fi").strip() == "Kunta avaa **talon**."
    assert "Toisen teksti" in refused.text
    assert writer.post(page_of(place), TYPED | {"version_fi": page.value_of("version_fi")}).status_code == 302
    assert ParsedPage(writer.get(page_of(place)).text).value_of("text_fi").strip() == "Kunta avaa **talon**."


def test_the_report_that_it_was_written_in_has_it_at_once(place):
    with place.session() as session, session.begin():
        report = whole_report(session, 1)
        write_summary(session, place.coordinator, report, {"fi": ("Helppoa.", 0)})
        assert report.summary("fi") == "Helppoa."


def test_a_fault_in_it_keeps_the_report_from_the_council_and_the_check_leads_there(place, visitor):
    report = approved(place)
    summarise(place, report, "Lue [tästä](https://www.example.fi).")
    check = visitor(place.people["writer"]).get(f"{page_of(place)[:-11]}/saavutettavuus")
    assert f"{page_of(place)}#text_fi" in links_of(check)
    with pytest.raises(Refused, match="faulty_texts"):
        adopt(place, report)


def test_residents_read_it_at_its_own_address_in_both_languages(app, place, visitor):
    report = approved(place)
    summarise(place, report, "# Talo\n\nKunta avaa talon.")
    adopt(place, report)
    assert visitor(place.people["writer"]).post(page_of(place), TYPED | {"version_fi": "1"}).status_code == 409
    publish(app, place, report)
    slugs = place.facts.slugs
    finnish, swedish = f"/fi/raportit/{slugs['fi']}/2025-2029/1", f"/sv/rapporter/{slugs['sv']}/2025-2029/1"
    assert f"{finnish}/selkokieli" in links_of(visitor().get(finnish))
    answer = visitor().get(f"{finnish}/selkokieli")
    page = ParsedPage(answer.text)
    assert next(text_of(each) for each in page.all("h2")) == "Talo" and finnish in links_of(answer)
    other = visitor().get(f"{swedish}/lattlast")
    assert "Den här sammanfattningen är skriven bara på finska." in other.text and '<div lang="fi">' in other.text
    data = visitor().get(f"{finnish}.json").json
    assert data["summary"] == {"fi": "# Talo\n\nKunta avaa talon.", "sv": ""}


def test_residents_get_it_on_paper_from_its_page_and_from_the_report(app, place, visitor):
    report = approved(place)
    writer, preview = visitor(place.people["writer"]), f"{page_of(place)[:-11]}/esikatselu"
    assert writer.get(f"{preview}.summary.pdf").status_code == 404
    assert f"{preview}.summary.pdf" not in links_of(writer.get(preview))
    summarise(place, report, "Kunta avaa talon.")
    assert f"{preview}.summary.pdf" in links_of(writer.get(preview))
    assert "Luonnos" in ReadPdf(writer.get(f"{preview}.summary.pdf").data).artifacts[0]
    adopt(place, report)
    publish(app, place, report)
    slugs = place.facts.slugs
    pages = f"/fi/raportit/{slugs['fi']}/2025-2029/1", f"/sv/rapporter/{slugs['sv']}/2025-2029/1"
    assert f"{pages[0]}.summary.pdf" not in links_of(visitor().get(f"{pages[0]}/selkokieli"))
    assert finish(app, place) == 1
    for page, part in zip(pages, ("selkokieli", "lattlast"), strict=True):
        assert f"{page}.summary.pdf" in links_of(visitor().get(page))
        assert f"{page}.summary.pdf" in links_of(visitor().get(f"{page}/{part}"))
        paper = ReadPdf(visitor().get(f"{page}.summary.pdf").data)
        assert "Kunta avaa talon." in paper.text() and page.removeprefix("/") in " ".join(paper.text().split())


def test_without_one_there_is_no_link_and_older_editions_are_as_they_were(app, place, visitor):
    report = adopt(place, approved(place))
    publish(app, place, report)
    address = f"/fi/raportit/{place.facts.slugs['fi']}/2025-2029/1"
    assert f"{address}/selkokieli" not in links_of(visitor().get(address))
    assert visitor().get(f"{address}/selkokieli").status_code == 404
    with place.session(read_only=True) as session:
        content = session.scalars(select(Edition.content)).one()
    assert content["summary"] == {"fi": "", "sv": ""}
    assert finish(app, place) == 1
    assert visitor().get(f"{address}.summary.pdf").status_code == 404
    assert finish(app, place) == 0, "nothing is looked for again that there is nothing to make of"


def report_of(place):
    """The municipality's only report."""
    with place.session(read_only=True) as session:
        return whole_report(session, 1)


def approved(place):
    """The report with every section approved."""
    report = report_of(place)
    for section in report.sections:
        write(place, report, section.position, "Teksti", "Text", "approve")
    return report
