"""An export makes an empty municipality anew, with the checksums it had; whatever is wrong with it brings nothing."""

import dataclasses
import io
import json
import uuid
import zipfile
from collections.abc import Callable

import pytest
from sqlalchemy import select, text

from app.leaving import importing
from app.leaving.archive import MANIFEST
from app.leaving.fates import imported_tables
from app.leaving.reading import BadExport, handed_in
from tenants import registry
from tenants.boundary import StaffSession
from tenants.people import Person
from tenants.registry import Tenant
from tests.leaving import a_full_municipality, an_export_of, rewritten
from tests.makers import MunicipalityOfTest, a_municipality, a_report, write
from tests.orders import a_free_municipality


@pytest.fixture(scope="module")
def full(app, engines) -> MunicipalityOfTest:
    """A municipality with everything."""
    return a_full_municipality(app, engines)


@pytest.fixture(scope="module")
def export(app, full) -> bytes:
    """Its zip."""
    return an_export_of(app, full)


@pytest.fixture
def bring_in(app, tmp_path) -> Callable:
    """A function: runs the operator's command; returns its exit code and what it said."""

    def run(content: bytes, code: str) -> tuple[int, str]:
        path = tmp_path / f"{uuid.uuid4()}.zip"
        path.write_bytes(content)
        done = app.test_cli_runner().invoke(args=["leaving", "import", str(path), "--municipality", code])
        return done.exit_code, done.output

    return run


@pytest.fixture
def code(engines) -> str:
    """Of a municipality that is no customer."""
    return a_free_municipality(engines)


def checksums(content: bytes) -> dict[str, str]:
    """Of an export's tables that are imported, but for the invitations, which come withdrawn."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        tables = json.loads(zipped.read(MANIFEST))["tables"]
    return {name: tables[name]["sha256"] for name in imported_tables() if name != "invitation"}


def made_of(full: MunicipalityOfTest, code: str) -> MunicipalityOfTest:
    """The municipality of an import, in the hands of the same people."""
    with StaffSession(full.engines, read_only=True) as session:
        tenant_id = session.scalar(select(Tenant.id).where(Tenant.municipality_code == code))
        (facts,) = registry.facts_of(session, [tenant_id])
    return dataclasses.replace(full, facts=facts)


def is_customer(engines, code: str) -> bool:
    """Whether anything came of an import."""
    with StaffSession(engines, read_only=True) as session:
        return session.scalar(select(Tenant.id).where(Tenant.municipality_code == code)) is not None


def test_an_empty_municipality_filled_with_an_export_gives_the_same_checksums(app, full, export, bring_in, code):
    exit_code, said = bring_in(export, code)
    assert (exit_code, "rows brought in" in said) == (0, True), said
    again = checksums(an_export_of(app, made_of(full, code), asked=False))
    assert again == checksums(export)


def test_an_invitation_leaves_without_its_secret_and_comes_withdrawn(full, export, bring_in, code):
    with zipfile.ZipFile(io.BytesIO(export)) as zipped:
        everything = "".join(zipped.read(name).decode(errors="ignore") for name in zipped.namelist())
    bring_in(export, code)
    counted = "SELECT count(*) FROM invitation WHERE accepted_at IS NULL AND withdrawn_at IS NULL"
    digests = []
    for each, is_open in ((full, True), (made_of(full, code), False)):
        with each.session(read_only=True) as session:
            assert bool(session.scalar(text(counted))) == is_open
            digests.append(set(session.scalars(text("SELECT token_digest FROM invitation"))))
    assert not any(digest in everything for digest in digests[0])
    assert len(digests[0]) == len(digests[1])
    assert digests[0].isdisjoint(digests[1])


def test_a_municipality_made_of_an_export_is_on_trial_and_can_be_worked_in(full, export, bring_in, code):
    bring_in(export, code)
    made = made_of(full, code)
    with made.session(read_only=True) as session:
        assert session.scalar(text("SELECT state FROM licence")) == "trial"
        assert session.scalar(text("SELECT state FROM report WHERE number = 1")) == "published"
    report = a_report(made)
    write(made, report, 1, "Uusi teksti", "Ny text")


def test_people_who_are_not_known_come_without_a_password(full, export, bring_in, code):
    somebody = str(uuid.uuid4())
    before, after = str(full.coordinator).encode(), somebody.encode()
    changed = rewritten(export, lambda place, content: content.replace(before, after))
    email = f"{somebody}@kunta.example"
    changed = rewritten(changed, lambda place, content: _with_email(place, content, somebody, email))
    exit_code, said = bring_in(changed, code)
    assert exit_code == 0, said
    with StaffSession(full.engines, read_only=True) as session:
        assert session.scalar(select(Person.email).where(Person.id == uuid.UUID(somebody))) == email


def _with_email(place: str, content: bytes, person_id: str, email: str) -> bytes:
    if place != "people.json":
        return content
    people = json.loads(content)
    for each in people:
        if each["id"] == person_id:
            each["email"] = email
    return json.dumps(people).encode()


def test_a_municipality_that_is_not_empty_is_left_as_it_is(engines, export, bring_in):
    other = a_municipality(engines)
    exit_code, said = bring_in(export, other.facts.municipality_code)
    assert exit_code == 1
    assert "not empty" in said


def test_a_code_that_no_municipality_has_is_refused(export, bring_in):
    exit_code, said = bring_in(export, "999")
    assert (exit_code, "There is no municipality 999" in said) == (1, True)


def _manifest(content: bytes, **instead) -> bytes:
    return json.dumps(json.loads(content) | instead).encode()


def _unknown_table(content: bytes) -> bytes:
    tables = json.loads(content)["tables"]
    return _manifest(content, tables=tables | {"pg_authid": next(iter(tables.values()))})


SPOILT = {
    "has been changed or damaged": lambda p, c: c[:-1] + b" " if p == "data/report.jsonl" else c,
    "version 2; version 1 can be read": lambda p, c: _manifest(c, version=2) if p == MANIFEST else c,
    "not that of an export": lambda p, c: _manifest(c, format="another") if p == MANIFEST else c,
    "tables that are not known here: pg_authid": lambda p, c: _unknown_table(c) if p == MANIFEST else c,
    "The manifest is not complete": lambda p, c: _manifest(c, tables=[]) if p == MANIFEST else c,
    "manifest.json cannot be read": lambda p, c: b"{" if p == MANIFEST else c,
    "manifest.json is missing": lambda p, c: None if p == MANIFEST else c,
    "not hold the files of its manifest": lambda p, c: None if p == "README.txt" else c,
}
"""What is said, and what somebody did to the files; the manifest's own checksums stay as they were."""


@pytest.mark.parametrize("said", SPOILT)
def test_an_export_that_was_spoilt_brings_nothing(engines, export, bring_in, code, said):
    exit_code, output = bring_in(rewritten(export, SPOILT[said], mends_manifest=False), code)
    assert (exit_code, said in output) == (1, True), output
    assert not is_customer(engines, code)


def test_what_is_no_zip_brings_nothing(engines, bring_in, code):
    exit_code, output = bring_in(b"PK but no zip", code)
    assert (exit_code, "no zip file" in output) == (1, True)
    assert not is_customer(engines, code)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "data/../../x", "C:\\x", "data//x", ".hidden"])
def test_a_name_that_leads_out_of_the_zip_is_refused(engines, export, bring_in, code, name):
    with_trick = io.BytesIO(export)
    with zipfile.ZipFile(with_trick, "a") as zipped:
        zipped.writestr(name, b"x")
    exit_code, output = bring_in(with_trick.getvalue(), code)
    assert (exit_code, "not allowed" in output) == (1, True), output


def test_the_same_file_twice_is_refused(export, bring_in, code):
    twice = io.BytesIO(export)
    with zipfile.ZipFile(twice, "a") as zipped, pytest.warns(UserWarning, match="Duplicate"):
        zipped.writestr("README.txt", b"x")
    assert "the same file twice" in bring_in(twice.getvalue(), code)[1]


def test_a_small_zip_that_would_become_huge_is_given_up(export, tmp_path, monkeypatch):
    monkeypatch.setattr("app.leaving.reading.LARGEST_FILE", 1000)
    (tmp_path / "bomb.zip").write_bytes(export)
    with pytest.raises(BadExport, match="too large"), handed_in(tmp_path / "bomb.zip"):
        pass


def test_a_file_longer_than_it_claims_is_given_up(export, tmp_path):
    def longer(place, content):
        return _manifest(content, files=_shorter(json.loads(content)["files"])) if place == MANIFEST else content

    (tmp_path / "longer.zip").write_bytes(rewritten(export, longer, mends_manifest=False))
    with pytest.raises(BadExport, match="not as long"), handed_in(tmp_path / "longer.zip"):
        pass


def _shorter(files: dict) -> dict:
    return files | {"README.txt": files["README.txt"] | {"size": 10}}


ROWS = {
    "does not fit": lambda row: row | {"number": "many"},
    "cannot be read": lambda row: [],
    "is not what the export holds": lambda row: row | {"begun_at": "2026-01-01T00:00:00Z"},
}


@pytest.mark.parametrize("said", ROWS)
def test_rows_that_are_not_what_they_should_be_bring_nothing_even_with_right_checksums(
    engines, export, bring_in, code, said
):
    def spoil(place, content):
        if place != "data/report.jsonl":
            return content
        return b"".join(json.dumps(ROWS[said](json.loads(line))).encode() + b"\n" for line in content.splitlines())

    exit_code, output = bring_in(rewritten(export, spoil), code)
    assert (exit_code, said in output) == (1, True), output
    assert not is_customer(engines, code)


def test_a_row_of_another_municipality_than_its_own_cannot_come(engines, full, export, bring_in, code):
    """A tenant_id among a row's words is no column of an export, and nothing is stored by it."""
    other = a_municipality(engines)

    def claim(place, content):
        if place != "data/house_rules.jsonl":
            return content
        return json.dumps(json.loads(content) | {"tenant_id": str(other.facts.id)}).encode() + b"\n"

    bring_in(rewritten(export, claim), code)
    with other.session(read_only=True) as session:
        assert session.scalar(text("SELECT count(*) FROM house_rules")) == 0


def test_a_person_who_is_somebody_else_here_is_refused(engines, full, export, bring_in, code):
    swapped = rewritten(export, lambda p, c: _with_email(p, c, str(full.coordinator), "toinen@kunta.example"))
    exit_code, output = bring_in(swapped, code)
    assert (exit_code, "is somebody else here" in output) == (1, True), output


def test_columns_that_this_release_does_not_know_are_not_lost_in_silence(export, bring_in, code):
    def newer(place, content):
        if place != "data/schema.json":
            return content
        schema = json.loads(content)
        schema["report"]["columns"].append({"name": "mood", "type": "text", "nullable": True})
        return json.dumps(schema).encode()

    exit_code, output = bring_in(rewritten(export, newer), code)
    assert (exit_code, "other columns here: mood" in output) == (1, True), output


def test_tables_come_after_those_that_they_refer_to(engines, full):
    with full.session(read_only=True) as session:
        described = [importing.described(session, name) for name in imported_tables()]
    order = [table.name for table in importing.in_order(described)]
    assert order.index("report") < order.index("report_section") < order.index("report_indicator")
