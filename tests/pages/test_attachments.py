"""The files of a report: brought in, shown, handed out, taken away; nobody outside the municipality sees them."""

import io

import pytest
from sqlalchemy import text

from tests.attachments import NAMES, PDF, an_attachment, png
from tests.makers import a_municipality, a_report, an_adopted_report, write
from tests.pages.parsed import ParsedPage

COPY = (
    "INSERT INTO attachment SELECT (jsonb_populate_record(a, jsonb_build_object("
    "'id', gen_random_uuid(), 'report_id', cast(:id AS uuid)))).* FROM attachment a"
)
FILES = "/fi/{}/kertomukset/1/liitteet"


@pytest.fixture
def address(municipality):
    """The page of the files of a report just begun."""
    a_report(municipality)
    return FILES.format(municipality.facts.slugs["fi"])


@pytest.fixture
def writer(municipality, visitor):
    return visitor(municipality.people["writer"])


def damaged(picture):
    """It begins and ends as it should, and no program can draw it."""
    at = picture.index(b"IDAT") + 8
    return picture[:at] + b"\xff" * 20 + picture[at + 20 :]


def upload(visitor, address, body, name="kuva.png", **names):
    """What the form sends."""
    return visitor.post(address, NAMES | {"file": (io.BytesIO(body), name)} | names)


def test_a_picture_is_stored_by_what_is_in_it_and_handed_out_with_its_own_type(writer, address):
    assert upload(writer, address, png(), name="kuva.exe").status_code == 302
    page = writer.get(address).text
    assert "![Silta, jonka alla on jäitä](attachment:1)" in page
    answer = writer.get(f"{address}/1")
    assert (answer.data, answer.content_type) == (png(), "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline")


def test_a_document_is_only_taken_along(writer, address):
    upload(writer, address, PDF, name="kysely.pdf", alternative_fi="", alternative_sv="")
    assert writer.get(f"{address}/1").headers["Content-Disposition"] == 'attachment; filename="liite-1-1.pdf"'


@pytest.mark.parametrize(
    ("body", "names", "field"),
    [
        (png(), {"alternative_sv": ""}, "alternative_sv"),
        (png(), {"name_fi": " "}, "name_fi"),
        (png(), {"name_fi": "Juhla \N{PARTY POPPER}"}, "name_fi"),
        (b"<svg/>", {}, "file"),
        (b"GIF89a\x09\0\x08\0broken", {}, "file"),
        (damaged(png(90, 90)), {}, "file"),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), {}, "file"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field_and_the_names_stay(writer, address, body, names, field):
    answer = upload(writer, address, body, **names)
    page = ParsedPage(answer.text)
    assert answer.status_code == 422
    assert f"{field}-error" in page.ids
    assert "Bron om våren" in answer.text
    assert writer.get(f"{address}/1").status_code == 404


def test_a_file_that_is_removed_can_be_put_back(municipality, writer, address):
    an_attachment(municipality)
    write(municipality, a_report(municipality), 1, "", "")
    writer.post(f"{address}/1/poisto", {"deed": "remove"})
    assert "(attachment:1)" not in writer.get(address).text
    writer.post(f"{address}/1/poisto", {"deed": "put_back"})
    assert "(attachment:1)" in writer.get(address).text


def test_nobody_of_another_municipality_gets_a_file(municipality, visitor, engines, address):
    an_attachment(municipality)
    neighbour = a_municipality(engines)
    a_report(neighbour)
    stranger = visitor(neighbour.people["coordinator"])
    assert stranger.get(f"{address}/1").status_code == 404
    own = FILES.format(neighbour.facts.slugs["fi"])
    assert stranger.get(f"{own}/1").status_code == 404


def test_the_files_of_an_adopted_report_are_frozen(municipality, writer):
    a_report(municipality)
    an_attachment(municipality)
    adopted = an_adopted_report(municipality)
    address = FILES.format(municipality.facts.slugs["fi"]).replace("/1/", f"/{adopted.number}/")
    assert upload(writer, address, png()).status_code == 409
    with municipality.session() as session, pytest.raises(Exception, match="an adopted report does not change"):
        session.execute(text(COPY), {"id": adopted.id})
