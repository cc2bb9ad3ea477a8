"""A municipality's export: everything that is its own, readable by itself, and no more than one at a time."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from sqlalchemy import text

from app.leaving.archive import MANIFEST
from app.leaving.fates import exported_tables
from tests.hand_over import a_ready_package, unzipped
from tests.leaving import a_full_municipality, an_export_of, everything_in


@pytest.fixture(scope="module")
def full(app, engines):
    """A municipality with a row in every table, something published and a package for the council."""
    full = a_full_municipality(app, engines)
    a_ready_package(full, number=1, name="00_metadata.xml", body=b"<CaseFile/>")
    return full


@pytest.fixture(scope="module")
def zipped(app, full) -> zipfile.ZipFile:
    """Its export."""
    return zipfile.ZipFile(io.BytesIO(an_export_of(app, full)))


@pytest.fixture(scope="module")
def manifest(zipped) -> dict:
    """What the export says of itself."""
    return json.loads(zipped.read(MANIFEST))


def test_every_file_is_as_the_manifest_says_and_no_other_is_there(zipped, manifest):
    assert zipped.testzip() is None
    told = {place: each["sha256"] for place, each in manifest["files"].items()}
    assert {place: hashlib.sha256(content).hexdigest() for place, content in everything_in(zipped)} == told


def test_every_row_of_every_table_is_there(full, zipped, manifest):
    assert set(manifest["tables"]) == set(exported_tables())
    with full.session(read_only=True) as session:
        for table, told in manifest["tables"].items():
            before = " WHERE deed <> 'export.made'" if table == "audit_entry" else ""
            ids = {str(id) for id in session.scalars(text(f"SELECT id FROM {table}{before}"))}
            rows = [json.loads(line) for line in zipped.read(told["file"]).splitlines()]
            assert {row["id"] for row in rows} == ids, table
            assert told["rows"] == len(rows) > 0, table
            assert not any("tenant_id" in row for row in rows)


def test_what_was_published_is_there_byte_for_byte_and_can_be_read_by_itself(full, zipped):
    with full.session(read_only=True) as session:
        files = session.execute(text("SELECT id, format, body FROM edition_file")).all()
    for file in files:
        assert zipped.read(f"files/edition_file/body/{file.id}.{file.format}") == bytes(file.body)
    page = zipped.read("documents/published-2025-2029-1-fi.html").decode()
    assert page.startswith("<!DOCTYPE html>")
    assert any(bytes(file.body).decode() in page for file in files if file.format == "html" and len(file.body) > 1)
    assert "http" not in page.partition("<body>")[0]


def test_a_package_for_the_council_is_there_as_the_zip_that_is_fetched(full, zipped):
    place = "documents/package-1-2025-2029-as-it-stood.zip"
    assert [name for name in zipped.namelist() if name.startswith("documents/package-")] == [place]
    assert unzipped(zipped.read(place)) == {"00_metadata.xml": b"<CaseFile/>"}
    assert all(place in zipped.read(f"index-{language}.html").decode() for language in ("fi", "sv"))


def test_every_report_is_there_as_a_page_and_as_pdf_in_both_languages(zipped):
    for language in ("fi", "sv"):
        assert "<h1>" in zipped.read(f"documents/report-1-2025-2029-{language}.html").decode()
        assert zipped.read(f"documents/report-1-2025-2029-{language}.pdf").startswith(b"%PDF")


def test_the_first_page_leads_to_files_that_are_there(zipped):
    for language in ("fi", "sv"):
        links = zipped.read(f"index-{language}.html").decode().split('href="')[1:]
        assert {link.partition('"')[0] for link in links} <= set(zipped.namelist())
        assert len(links) > 8


def test_the_trail_is_there_as_sentences_in_both_languages(full, zipped):
    finnish, swedish = (
        list(csv.reader(io.StringIO(zipped.read(f"trail/{name}.csv").decode("utf-8-sig")), delimiter=";"))
        for name in ("tapahtumat", "handelser")
    )
    assert len(finnish) == len(swedish) > 5
    assert any("julkaisi" in row[3] for row in finnish)
    assert any("publicerade" in row[3] for row in swedish)


def test_the_people_are_named_in_one_file_and_no_secret_of_theirs_is_anywhere(full, zipped):
    people = {each["id"]: each for each in json.loads(zipped.read("people.json"))}
    assert people[str(full.coordinator)]["role"] == "coordinator"
    assert all("@" in each["email"] for each in people.values() if each.get("role"))
    assert not any(b"$argon2" in content for _, content in everything_in(zipped))


def test_the_readme_speaks_both_languages(full, zipped):
    told = zipped.read("README.txt").decode()
    assert full.facts.names["fi"] in told
    assert "Kunta:" in told and "Kommun:" in told
