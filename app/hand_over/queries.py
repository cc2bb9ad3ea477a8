"""Questions about packages; the worker's own see only which there are."""

import uuid
from dataclasses import dataclass

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import Session

from app.hand_over.models import Package, PackageFile
from app.hand_over.rules import KEPT
from app.publishing.models import Edition, EditionWithdrawal
from app.reports.models import Report
from app.reports.queries import whole_report
from tenants import clock

P, F = Package, PackageFile
Key = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class Shown:
    """A package with the number of its edition, and whether that was withdrawn: then nobody gets it any more."""

    package: Package
    edition: int | None
    is_withdrawn: bool

    @property
    def can_be_fetched(self) -> bool:
        """Whether its files are there, and still to be handed on."""
        return self.package.state == "ready" and not self.is_withdrawn


class ReplacedMeanwhile(Exception):
    """A newer package took the place of one between two questions about it."""


def packages_of(session: Session, report_id: uuid.UUID) -> list[Shown]:
    """A report's packages, the newest first; those that are no longer kept too, the newest of them."""
    w = EditionWithdrawal
    withdrawn = exists().where(w.tenant_id == P.tenant_id, w.edition_id == P.edition_id)
    asked = select(P, Edition.number, withdrawn).outerjoin(
        Edition, (Edition.tenant_id == P.tenant_id) & (Edition.id == P.edition_id)
    )
    asked = asked.where(P.report_id == report_id).order_by(P.asked_at.desc())
    return [Shown(*row) for row in session.execute(asked)]


def fetchable(session: Session, report_id: uuid.UUID, package_id: uuid.UUID) -> Shown | None:
    """One that can be fetched."""
    found = packages_of(session, report_id)
    return next((each for each in found if each.package.id == package_id and each.can_be_fetched), None)


def published(session: Session, report_id: uuid.UUID) -> list[Row]:
    """Id and number of the report's editions that are not withdrawn, the newest first."""
    w = EditionWithdrawal
    withdrawn = exists().where(w.tenant_id == Edition.tenant_id, w.edition_id == Edition.id)
    asked = select(Edition.id, Edition.number).where(Edition.report_id == report_id, ~withdrawn)
    return list(session.execute(asked.order_by(Edition.number.desc())))


def files(session: Session, package_id: uuid.UUID) -> list[Row]:
    """Id, name and checksum of each, in order."""
    asked = select(F.id, F.name, F.checksum).where(F.package_id == package_id)
    return list(session.execute(asked.order_by(F.name)))


def body(session: Session, file_id: uuid.UUID) -> bytes:
    """One file's bytes. Raises ReplacedMeanwhile."""
    found = session.scalar(select(F.body).where(F.id == file_id))
    if found is None:
        raise ReplacedMeanwhile
    return found


def package_with_report(session: Session, package_id: uuid.UUID) -> tuple[Package, Report]:
    """What was asked for, and the report with everything that is printed."""
    told = select(P, Report.number).join(Report, (Report.tenant_id == P.tenant_id) & (Report.id == P.report_id))
    package, number = session.execute(told.where(P.id == package_id)).one()
    return package, whole_report(session, number)


def content_of_edition(session: Session, edition_id: uuid.UUID) -> dict:
    """What was published."""
    return session.scalars(select(Edition.content).where(Edition.id == edition_id)).one()


def packages_to_make(session: Session) -> list[Key]:
    """Keys (municipality, package) of what waits, oldest first; on the worker's plane."""
    waiting = select(P.tenant_id, P.id).where(P.state == "waiting").order_by(P.asked_at)
    return [tuple(row) for row in session.execute(waiting)]


def packages_to_forget(session: Session) -> list[Key]:
    """Keys of those whose time is over; on the worker's plane."""
    over = select(P.tenant_id, P.id).where(P.state == "ready", P.ended_at < clock.now() - KEPT)
    return [tuple(row) for row in session.execute(over)]
