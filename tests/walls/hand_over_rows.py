"""A real row of one municipality in the tables of packages for the council."""

import uuid
from itertools import product

from app.hand_over.models import Package, PackageFile
from app.publishing.models import EditionFile
from tenants import clock
from tests.hand_over import TOLD
from tests.makers import MunicipalityOfTest, a_report
from tests.publishing import a_bare_edition


def a_package(municipality: MunicipalityOfTest) -> uuid.UUID:
    """Of an edition, and one that could not be made, so that another may be asked for."""
    report, by = a_report(municipality), municipality.coordinator
    with municipality.session() as session, session.begin():
        of = a_bare_edition(report, "2013-2016")
        session.add(of)
        session.flush()
        # With its files, as every published one: other tests follow the links of the register that names it.
        for language, format in product(("fi", "sv"), ("html", "pdf")):
            session.add(EditionFile(edition_id=of.id, language=language, format=format, body=b"x", checksum=""))
        told = {"report_id": report.id, "edition_id": of.id, "asked_by": by, **vars(TOLD)}
        failed = Package(**told, state="failed", ended_at=clock.now())
        session.add(failed)
        session.flush()
        return failed.id


def a_file(municipality: MunicipalityOfTest) -> uuid.UUID:
    """One file of a package."""
    file = PackageFile(package_id=a_package(municipality), name="00_metadata.xml", body=b"x", checksum="x")
    with municipality.session() as session, session.begin():
        session.add(file)
        session.flush()
        return file.id


MAKERS = {"hand_over_package": a_package, "hand_over_file": a_file}
