"""What the worker does about packages: makes them, a file at a time, and forgets them."""

import uuid
from datetime import datetime
from functools import partial

from app.attachments.queries import bodies
from app.hand_over import actions, queries, rules
from app.hand_over.files import Source, files_of
from app.hand_over.metadata import XSD, Described, Step, metadata
from app.hand_over.models import Package
from app.hand_over.papers import Asked
from app.handling.queries import steps
from app.messages.duties import do_each, duty
from app.publishing.actions import is_draft
from app.publishing.gathering import content_now
from app.publishing.queries import kept_file
from app.reports.models import Report
from tenants import clock, registry
from tenants.boundary import SnapshotSession, TenantSession, WorkerSession
from tenants.database import Engines
from tenants.house_rules import languages_written


@duty("* * * * * */5")
def make_packages(engines: Engines, now: datetime) -> None:
    """Every package that waits; a killed worker's is gone on with after its last file."""
    with WorkerSession(engines, read_only=True) as session:
        waiting = queries.packages_to_make(session)
    do_each(engines, waiting, lambda session, key: make_package(engines, *key))


@duty("35 2 * * *")
def forget_packages(engines: Engines, now: datetime) -> None:
    """What has been there to be fetched for a month."""
    with WorkerSession(engines, read_only=True) as session:
        over = queries.packages_to_forget(session)
    for tenant_id, package_id in over:
        with TenantSession(engines, tenant_id) as session, session.begin():
            actions.forget(session, package_id)


def make_package(engines: Engines, tenant_id: uuid.UUID, package_id: uuid.UUID) -> None:
    """All is read from one snapshot, in which the package is held; each file is stored in a transaction beside it."""
    own = partial(TenantSession, engines, tenant_id)
    with SnapshotSession(engines, tenant_id) as snapshot:
        if not actions.lock(snapshot, package_id):
            return
        package, report = queries.package_with_report(snapshot, package_id)
        with own() as session, session.begin():
            if not actions.begin_making(session, package_id, report.number):
                return
        _Making(snapshot, own, package, report).do()


class _Making:
    """A package on its way, from the file after the last that was made."""

    def __init__(self, snapshot: SnapshotSession, own: partial, package: Package, report: Report) -> None:
        self.snapshot, self.own, self.package, self.report = snapshot, own, package, report

    def do(self) -> None:
        """Make what is missing, then the metadata of all."""
        source = self._source()
        wanted = list(files_of(source))
        made = {each.name: each.checksum for each in queries.files(self.snapshot, self.package.id)}
        for file in wanted:
            if file.name not in made:
                made[file.name] = self._keep(file.name, file.make(), len(made) + 1, len(wanted) + 2)
        told = self._metadata(source, [(file, made[file.name]) for file in wanted])
        with self.own() as session, session.begin():
            for name, body in ((rules.SCHEMA, XSD.read_bytes()), (rules.METADATA, told)):
                if name not in made:
                    actions.keep_file(session, self.package.id, name, body, len(wanted) + 2, len(wanted) + 2)
            actions.finish_making(session, self.package.id, self.report.number)

    def _keep(self, name: str, body: bytes, step: int, steps: int) -> str:
        with self.own() as session, session.begin():
            return actions.keep_file(session, self.package.id, name, body, step, steps)

    def _source(self) -> Source:
        package, edition_id = self.package, self.package.edition_id
        content, is_draft = self._published() if edition_id else self._as_it_stands()
        proposals = {"fi": package.proposal_fi, "sv": package.proposal_sv}
        return Source(
            content,
            is_draft,
            {language: Asked(text, package.case_number) for language, text in proposals.items()},
            clock.day_of(package.asked_at),
            lambda language, kind: kept_file(self.snapshot, edition_id, language, kind) if edition_id else None,
            self._attached,
        )

    def _attached(self, numbers: list[int]) -> dict[int, bytes]:
        """Of an edition as they were published; what was taken away of a report meanwhile is still there."""
        if edition_id := self.package.edition_id:
            return {each: kept_file(self.snapshot, edition_id, "fi", f"attachment-{each}") for each in numbers}
        return bodies(self.snapshot, self.report, numbers)

    def _published(self) -> tuple[dict, bool]:
        return queries.content_of_edition(self.snapshot, self.package.edition_id), False

    def _as_it_stands(self) -> tuple[dict, bool]:
        """Gathered once; a try that follows another makes the rest of the files of the same."""
        if self.package.content is not None:
            return self.package.content, self.package.is_draft
        (tenant,) = registry.facts_of(self.snapshot, [self.snapshot.tenant_id])
        content = content_now(self.snapshot, tenant, self.report, languages_written(self.snapshot, tenant))
        content |= {"is_handed_over": True, "is_proposal": not self.report.is_frozen}
        gathered = content, is_draft(self.snapshot, self.report)
        with self.own() as session, session.begin():
            actions.keep_content(session, self.package.id, *gathered)
        return gathered

    def _metadata(self, source: Source, files: list[tuple[rules.File, str]]) -> bytes:
        package = self.package
        told = Described(
            package.case_number,
            package.function_code,
            package.retention_years,
            package.has_personal_data,
            package.asked_at.astimezone(clock.HELSINKI),
        )
        way = [
            Step({"fi": each.title_fi, "sv": each.title_sv}, each.meeting_on, each.meeting_section or "", each.decision)
            for each in steps(self.snapshot, self.report)
            if each.decision
        ]
        return metadata(source.content, told, way, files)
