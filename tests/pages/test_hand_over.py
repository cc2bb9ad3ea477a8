"""The page of packages for the council: asked for once, looked at on the way, fetched by those who read the report."""

import pytest
from lxml import etree
from sqlalchemy import delete, event

from app.hand_over import duties, files
from app.hand_over.models import PackageFile
from tests.hand_over import TOLD, a_ready_package, make, packages, unzipped
from tests.makers import a_report
from tests.pages.visitor import Visitor


@pytest.fixture
def of_texts(monkeypatch):
    """Packages of the texts of proposals alone, which are made quickly."""

    def texts(source):
        return [each for each in files.files_of(source) if each.name.endswith("txt")]

    monkeypatch.setattr(duties, "files_of", texts)


def test_a_coordinator_asks_for_a_package_sees_it_come_and_all_who_read_the_report_fetch_it(
    app, municipality, of_texts
):
    a_report(municipality)
    coordinator, writer = (Visitor(app, municipality.people[role]) for role in ("coordinator", "writer"))
    address = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/luovutuspaketti"
    assert "Tee paketti" not in writer.get(address).text
    typed = {"edition": "", "proposal_fi": "Valtuusto päättää.\r\n\r\nToisin.", "proposal_sv": "Beslut."}
    refused = coordinator.post(address, typed | {"retention_years": "ikuisesti", "case_number": "A/1"})
    assert refused.status_code == 422
    assert all(kept in refused.text for kept in ("Valtuusto päättää.", 'value="A/1"', 'value="ikuisesti"'))
    for flash in ("Pakettia tehdään.", "Pakettia tehdään jo."):
        assert flash in coordinator.get(coordinator.post(address, typed | {"case_number": "A/1"}).location).text
    assert "Paketti odottaa vuoroaan" in writer.get(address).text
    make(municipality)
    (only,) = packages(municipality)
    assert f"{only.package.id}.zip" in writer.get(address).text
    fetched = writer.get(f"{address}/{only.package.id}.zip")
    assert fetched.headers["Content-Disposition"].endswith('-hyvinvointikertomus-2025-2029-valtuustolle.zip"')
    made = unzipped(fetched.data)
    assert list(made) == sorted(made)
    assert "Valtuusto päättää.\n\nToisin." in made["01_paatosehdotus_fi.txt"].decode()
    root = etree.fromstring(made["00_metadata.xml"])
    etree.XMLSchema(etree.fromstring(coordinator.get("/hand-over-package.xsd").data)).assertValid(root)
    assert writer.get(f"{address}/{only.package.id}.zip").data == fetched.data
    neighbour = Visitor(app)
    assert neighbour.get(f"{address}/{only.package.id}.zip").status_code == 302
    kept = coordinator.get(address).text  # the next one begins with what was told of this one
    assert 'value="A/1"' in kept and TOLD.case_number not in kept


def test_a_package_whose_place_a_newer_one_takes_as_it_is_fetched_is_not_found(app, municipality):
    a_report(municipality)
    a_ready_package(municipality, 1, "01_paatosehdotus_fi.txt", "Päätös".encode())
    (only,) = packages(municipality)
    writer, engine = Visitor(app, municipality.people["writer"]), app.extensions["engines"].tenant
    address = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/luovutuspaketti/{only.package.id}.zip"
    assert writer.get(address).status_code == 200

    def replace(connection, cursor, statement, *other):
        if "hand_over_file.checksum" in statement:
            with municipality.session() as session, session.begin():
                session.execute(delete(PackageFile).where(PackageFile.package_id == only.package.id))

    event.listen(engine, "after_cursor_execute", replace)
    try:
        assert writer.get(address).status_code == 404
    finally:
        event.remove(engine, "after_cursor_execute", replace)
