"""Verbs of packages: ask for one; and what the worker does on the way. Each in its caller's transaction."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app.hand_over.models import Package, PackageFile
from app.hand_over.queries import published
from app.hand_over.rules import MOST_TRIES
from app.reports.models import Report
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


@dataclass(frozen=True)
class Told:
    """What the coordinator tells of the package."""

    case_number: str
    function_code: str
    retention_years: int | None
    has_personal_data: bool
    proposal_fi: str
    proposal_sv: str


def ask(session: TenantSession, by: uuid.UUID, report: Report, edition: int | None, told: Told) -> bool:
    """Have a package made, of an edition or of the report as it stands; False where one is being made already.

    Raises Refused("no_such_edition") where the edition is not published.
    """
    editions = {each.number: each.id for each in published(session, report.id)}
    if edition is not None and edition not in editions:
        raise Refused("no_such_edition")
    asked = insert(Package).values(
        tenant_id=session.tenant_id, id=uuid.uuid4(), report_id=report.id, edition_id=editions.get(edition),
        asked_at=clock.now(), asked_by=by, state="waiting", is_draft=False, tries=0, step=0, steps=0, **asdict(told),
    )  # fmt: skip
    if session.scalar(asked.on_conflict_do_nothing().returning(Package.id)) is None:
        return False
    audit.write(session, by, "package.asked", report=report.number)
    return True


def begin_making(session: TenantSession, package_id: uuid.UUID, report_number: int) -> bool:
    """One more try; False where enough have failed since the last file that was made."""
    package = session.scalars(select(Package).where(Package.id == package_id).with_for_update()).one()
    if package.state != "waiting":
        return False
    if package.tries < MOST_TRIES:
        package.tries += 1
        return True
    package.state, package.ended_at, package.content = "failed", clock.now(), None
    session.execute(delete(PackageFile).where(PackageFile.package_id == package_id))
    audit.write(session, None, "package.failed", report=report_number)
    return False


def keep_content(session: TenantSession, package_id: uuid.UUID, content: Mapping[str, Any], is_draft: bool) -> None:
    """What all files of the package are made of, whatever is written meanwhile and however often it is begun."""
    kept = update(Package).where(Package.id == package_id)
    session.execute(kept.values(content=content, is_draft=is_draft))


def keep_file(session: TenantSession, package_id: uuid.UUID, name: str, body: bytes, step: int, steps: int) -> str:
    """A file that is made, and is not made again; gives its checksum."""
    checksum = sha256(body).hexdigest()
    session.add(PackageFile(package_id=package_id, name=name, body=body, checksum=checksum))
    session.execute(update(Package).where(Package.id == package_id).values(step=step, steps=steps, tries=0))
    return checksum


def finish_making(session: TenantSession, package_id: uuid.UUID, report_number: int) -> None:
    """From now on it can be fetched, in the place of the earlier ones of the same report or edition."""
    package = session.scalars(select(Package).where(Package.id == package_id)).one()
    package.state, package.ended_at, package.content = "ready", clock.now(), None
    same = Package.edition_id.is_not_distinct_from(package.edition_id)
    replaced = select(Package.id).where(
        Package.report_id == package.report_id,
        Package.id != package.id,
        Package.state != "waiting",
        or_(same, Package.state == "failed"),
    )
    session.execute(delete(PackageFile).where(PackageFile.package_id.in_(replaced)))
    session.execute(delete(Package).where(Package.id.in_(replaced)))
    audit.write(session, None, "package.made", report=report_number)


def forget(session: TenantSession, package_id: uuid.UUID) -> None:
    """Its month is over: what was told of it stays, for the next one to begin with."""
    session.execute(delete(PackageFile).where(PackageFile.package_id == package_id))
    session.execute(update(Package).where(Package.id == package_id).values(state="gone"))


def lock(session: TenantSession, package_id: uuid.UUID) -> bool:
    """Whether nobody else makes it: held until the transaction ends, and falls with its worker."""
    return session.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended(str(package_id), 0))))
