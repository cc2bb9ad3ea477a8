"""Editions: made once from an adopted report, read by everybody, never changed."""

import re
from hashlib import sha256
from typing import NamedTuple

import pytest

from app.publishing import actions, pages, queries
from app.publishing.content import content_of
from app.publishing.models import Edition
from app.reports.actions import correct_adoption
from app.reports.queries import whole_report
from app.writing.checksum import checksum_of
from tenants import clock
from tenants.boundary import DoorSession
from tenants.errors import Refused
from tests.attachments import PDF, an_attachment, png
from tests.makers import a_municipality, a_report, adopt, an_adopted_report, write
from tests.pdf_reading import ReadPdf


class File(NamedTuple):
    """An edition's file as residents get it."""

    checksum: str
    body: bytes


def adoption_line(row):
    """Where the page says when and in which § the council adopted the report."""
    return next(line for line in row.body.decode().splitlines() if "§" in line)


@pytest.fixture
def publish(app, municipality):
    """Publish a report of the test's municipality as its coordinator does."""

    def published(report, **given):
        with app.test_request_context("/fi/"), municipality.session() as session, session.begin():
            wanted = whole_report(session, report.number)
            by, facts = municipality.coordinator, municipality.facts
            return actions.publish(session, by, facts, wanted, pages.draw, **given).number

    return published


def at_the_door(municipality, number, language="fi", kind="html", years="2025-2029"):
    with DoorSession(municipality.engines, read_only=True) as session:
        slug = municipality.facts.slugs[language]
        row = queries.edition_file(session, slug, years, number, language, kind)
        return row and File(row.checksum, queries.file_body(session, row.tenant_id, row.file_id))


def test_an_edition_is_read_at_the_door_in_both_languages_as_page_and_pdf(municipality, publish):
    publish(an_adopted_report(municipality))
    for language, word in (("fi", "Teksti 1"), ("sv", "Text 1")):
        page = at_the_door(municipality, 1, language).body.decode()
        assert word in page
        assert municipality.facts.names[language] in page
        assert at_the_door(municipality, 1, language, "pdf").body.startswith(b"%PDF-")


def test_a_report_that_the_council_has_not_adopted_is_not_published(municipality, publish):
    with pytest.raises(Refused, match="wrong_report_state"):
        publish(a_report(municipality))
    assert at_the_door(municipality, 1) is None


def test_a_correction_is_a_new_edition_and_the_first_one_stays_as_it_was(municipality, publish):
    report = an_adopted_report(municipality)
    assert publish(report) == 1
    first = at_the_door(municipality, 1)
    with municipality.session() as session, session.begin():
        adopted = whole_report(session, report.number)
        correct_adoption(session, municipality.coordinator, adopted, clock.today(), "99")
    with pytest.raises(Refused, match="correction_untold"):
        publish(report)
    assert publish(report, told={"fi": "Pykälä oli väärä.", "sv": ""}) == 2
    assert at_the_door(municipality, 1) == first
    assert "99" not in adoption_line(first)
    assert "99" in adoption_line(at_the_door(municipality, 2))
    corrected = at_the_door(municipality, 2, "sv").body.decode()
    assert "Den här utgåvan ersätter utgåva 1." in corrected
    assert '<span lang="fi">Pykälä oli väärä.</span>' in corrected
    assert re.search(r"<ul[^>]*><li>Fullmäktiges beslut</li></ul>", corrected)  # and no section, for none differs
    assert "Pykälä oli väärä." in ReadPdf(at_the_door(municipality, 2, kind="pdf").body).text()


def test_two_reports_of_the_same_years_never_share_an_address(municipality, publish):
    assert [publish(an_adopted_report(municipality)) for _ in range(2)] == [1, 2]


def test_an_edition_keeps_checksums_of_its_content_and_its_files(municipality, publish):
    publish(an_adopted_report(municipality))
    with municipality.session(read_only=True) as session:
        edition = session.query(Edition).one()
        assert edition.checksum == checksum_of(edition.content)
    file = at_the_door(municipality, 1, "sv", "pdf")
    assert file.checksum == sha256(file.body).hexdigest()


def test_a_chapter_left_empty_on_purpose_leaves_no_bare_heading(municipality):
    report = a_report(municipality)
    with municipality.session(read_only=True) as session:
        content = content_of(municipality.facts, whole_report(session, report.number), {})
    assert [section["number"] for section in content["sections"]] == [
        "1", "2", "3", "3.1", "3.2", "3.3", "3.4", "3.5", "4", "5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("is_trial", "make", "is_draft"),
    [(False, a_report, True), (False, an_adopted_report, False), (True, an_adopted_report, True)],
)
def test_the_preview_as_pdf_is_a_draft_until_the_adoption_and_all_through_a_trial(app, is_trial, make, is_draft):
    municipality = a_municipality(app.extensions["engines"], is_trial=is_trial)
    made = make(municipality)
    with app.test_request_context("/sv/"), municipality.session(read_only=True) as session:
        report = whole_report(session, made.number)
        opened = ReadPdf(actions.preview(session, municipality.facts, report, "sv"))
    assert ("Utkast" in opened.artifacts[0]) == is_draft


def test_an_edition_holds_its_pictures_and_documents_whatever_becomes_of_them(publish, municipality, engines):
    report = a_report(municipality)
    an_attachment(municipality)
    an_attachment(municipality, png(5, 5))
    an_attachment(municipality, PDF, name_fi="Kysely", name_sv="Enkäten")
    for section in report.sections:
        silta = r"Silta ![jäitä](attachment:1) virtaa; \![ei kuvaa](attachment:2)."
        text = silta if section.position == 1 else "Teksti"
        write(municipality, report, section.position, text, "", "approve")
    adopted = adopt(municipality, report)
    number = publish(adopted)
    slug = municipality.facts.slugs["fi"]
    with DoorSession(engines) as door:
        row = queries.edition_file(door, slug, adopted.years, number, "sv", "html")
        page = queries.file_body(door, row.tenant_id, row.file_id).decode()
        kept = {
            each: queries.edition_file(door, slug, adopted.years, number, "fi", f"attachment-{each}")
            for each in (1, 2, 3)
        }
        assert queries.file_body(door, kept[1].tenant_id, kept[1].file_id) == png()
        assert queries.file_body(door, kept[3].tenant_id, kept[3].file_id) == PDF
        pdf = queries.edition_file(door, slug, adopted.years, number, "fi", "pdf")
        read = ReadPdf(queries.file_body(door, pdf.tenant_id, pdf.file_id))
    assert kept[2] is None  # no text shows it
    assert f'<img class="app-picture" src="{number}/1" alt="jäitä" width="3" height="2"' in page
    assert f'href="{number}/3"' in page and "Enkäten" in page
    assert [str(each.Alt) for each in read.elements("Figure")] == ["jäitä"]
    assert "Kysely" in read.text()
