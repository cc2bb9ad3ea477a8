"""Packages for the council, asked for and made as by a coordinator and the worker: plain functions for tests."""

import io
import zipfile
from hashlib import sha256

from app.hand_over import actions, duties, queries
from app.hand_over.actions import Told
from app.hand_over.models import Package, PackageFile
from app.reports.queries import report_by_number
from tenants import clock
from tests.makers import MunicipalityOfTest

TOLD = Told("ESIM/12/00.01.02/2026", "00.01.02", None, False, "Valtuusto hyväksyy.", "Fullmäktige godkänner.")


def ask(municipality: MunicipalityOfTest, number: int = 1, edition: int | None = None, told: Told = TOLD) -> bool:
    """As its coordinator does."""
    with municipality.session() as session, session.begin():
        return actions.ask(session, municipality.coordinator, report_by_number(session, number), edition, told)


def make(municipality: MunicipalityOfTest, number: int = 1) -> None:
    """As the worker does."""
    waiting = [each.package.id for each in packages(municipality, number) if each.package.state == "waiting"]
    for package_id in waiting:
        duties.make_package(municipality.engines, municipality.facts.id, package_id)


def packages(municipality: MunicipalityOfTest, number: int = 1) -> list[queries.Shown]:
    """The newest first."""
    with municipality.session(read_only=True) as session:
        return queries.packages_of(session, report_by_number(session, number).id)


def files(municipality: MunicipalityOfTest, package: Package) -> dict[str, bytes]:
    """What has been made of it, by name."""
    with municipality.session(read_only=True) as session:
        return {each.name: queries.body(session, each.id) for each in queries.files(session, package.id)}


def unzipped(body: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def a_ready_package(municipality: MunicipalityOfTest, number: int, name: str, body: bytes) -> None:
    """Of a report as it stands, with one file."""
    with municipality.session() as session, session.begin():
        told = {"report_id": report_by_number(session, number).id, "asked_by": municipality.coordinator, **vars(TOLD)}
        package = Package(**told, state="ready", ended_at=clock.now())
        session.add(package)
        session.flush()
        session.add(PackageFile(package_id=package.id, name=name, body=body, checksum=sha256(body).hexdigest()))


def packages_in_every_state(municipality: MunicipalityOfTest, number: int) -> None:
    """One that can be fetched, one that could not be made, one that is no more and one on its way."""
    with municipality.session() as session, session.begin():
        report = report_by_number(session, number)
        told = {"report_id": report.id, "asked_by": municipality.coordinator, **vars(TOLD)}
        for state in ("ready", "failed", "gone"):
            session.add(Package(**told, state=state, is_draft=True, ended_at=clock.now()))
        session.add(Package(**told, step=2, steps=12, tries=2))
