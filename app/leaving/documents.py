"""The documents of an export: reports, what was published of them and made for the council, contracts, and what tells
the reader what is what.

A PDF that cannot be made is left out: nobody is kept from leaving by a typesetter. The page of it is there.
"""

import logging
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Operator
from app.hand_over.queries import body, packages_of
from app.hand_over.queries import files as package_files
from app.publishing.actions import preview
from app.publishing.gathering import content_now
from app.publishing.models import Edition, EditionFile
from app.reports.models import Report
from app.reports.queries import whole_report
from app.subscribing import papers, queries
from app.subscribing.pdf import contract_pdf
from app.web.zip_files import zipped
from app.writing.typesetting import TypesettingFailed
from billing.models import Invoice, InvoiceFile
from tenants import clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.registry import TenantFacts

LOG = logging.getLogger(__name__)
LANGUAGES = ("fi", "sv")
README = Path(__file__).parent / "readme.txt"
EDITIONS = select(Edition.years, Edition.number, Edition.title_fi, Edition.title_sv, Edition.published_at)
PAGES = EditionFile.format.in_(("html", "pdf"))
INVOICES = (
    select(Invoice.number, Invoice.issued_on, Invoice.kind, InvoiceFile.id.label("file_id"), InvoiceFile.format)
    .join(InvoiceFile, (InvoiceFile.tenant_id == Invoice.tenant_id) & (InvoiceFile.invoice_id == Invoice.id))
    .order_by(Invoice.number, InvoiceFile.format)
)
Piece = TypeVar("Piece")
Files = Iterator[tuple[str, bytes | str]]


class Pages(Protocol):
    """Whoever draws pages that stand by themselves (`app.leaving.pages`)."""

    operator: Operator

    def report(self, content: dict[str, Any], language: str, files: dict[int, str]) -> str:
        """A report as a whole page; `files` are the places of its attachments, by number."""

    def edition(self, edition: Edition, language: str, body: bytes) -> bytes:
        """What was published, byte for byte, with a frame around it."""

    def index(self, tenant: TenantFacts, shown: dict[str, list], language: str) -> str:
        """Where to begin reading; `shown` as shown_in_index gives it."""

    def words_of_trail(self, language: str) -> list[str]:
        """The headings of its columns."""

    def speaking(self, language: str, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """The same pieces, each made in a language."""


def of_report(session: TenantSession, tenant: TenantFacts, number: int, pages: Pages) -> Files:
    """A report as it stands now, as a page and a PDF in each language."""
    report = whole_report(session, number)
    content = content_now(session, tenant, report)
    for language in LANGUAGES:
        place = f"documents/report-{number}-{report.years}-{language}"
        files = {each.number: f"../files/attachment/body/{each.id}.{each.format}" for each in report.attachments}
        yield f"{place}.html", pages.report(content, language, files)
        try:
            yield f"{place}.pdf", preview(session, tenant, report, language)
        except Refused:
            LOG.warning("report %s is exported without its PDF in %s", number, language)


def of_editions(session: Session, pages: Pages) -> Files:
    """What was published, as it was: the very bytes lie among the files, here each page can be read by itself."""
    for edition in session.scalars(select(Edition).order_by(Edition.years, Edition.number)).all():
        for file in session.scalars(select(EditionFile).where(EditionFile.edition_id == edition.id, PAGES)).all():
            place = f"documents/published-{edition.years}-{edition.number}-{file.language}.{file.format}"
            yield place, pages.edition(edition, file.language, file.body) if file.format == "html" else file.body
            session.expunge(file)


def of_packages(session: Session) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each package for the council that can still be fetched, as its zip, in pieces."""
    for report in session.scalars(select(Report).order_by(Report.number)).all():
        for shown in packages_of(session, report.id):
            if shown.can_be_fetched:
                files = ((each.name, body(session, each.id)) for each in package_files(session, shown.package.id))
                place = f"{_place_of_packages(report)}{shown.edition or 'as-it-stood'}.zip"
                yield place, zipped(files, shown.package.asked_at)


def _place_of_packages(report: Report) -> str:
    return f"documents/package-{report.number}-{report.years}-"


def of_contracts(session: TenantSession, tenant: TenantFacts, pages: Pages) -> Files:
    """Each contract that was accepted, in the language in which it was."""
    for accepted in queries.acceptances(session):
        try:
            contract = papers.accepted_contract(accepted, tenant.names[accepted.language], accepted.language)
            yield _place_of_contract(accepted.id), contract_pdf(contract, pages.operator, clock.today())
        except (TypesettingFailed, FileNotFoundError):
            LOG.warning("a contract of version %s is exported without its PDF", accepted.version)


def shown_in_index(session: TenantSession, files: set[str]) -> dict[str, list]:
    """What the first page leads to: each kind's things with the places of their files that are there."""
    every = session.scalars(select(Report)).all()
    reports = [(each, f"documents/report-{each.number}-{each.years}-") for each in every]
    packages = [(each, _place_of_packages(each)) for each in every]
    editions = [
        (each, f"documents/published-{each.years}-{each.number}-")
        for each in session.execute(EDITIONS.order_by(Edition.published_at))
    ]
    contracts = [(each, _place_of_contract(each.id)) for each in queries.acceptances(session)]
    invoices = [
        (each, f"files/invoice_file/body/{each.file_id}.{each.format}") for each in session.execute(INVOICES)
    ]
    kinds = {"reports": reports, "editions": editions, "contracts": contracts, "invoices": invoices}
    return {
        kind: [(each, sorted(file for file in files if file.startswith(place))) for each, place in found]
        for kind, found in (kinds | {"packages": packages}).items()
    }


def _place_of_contract(acceptance_id: uuid.UUID) -> str:
    return f"documents/contract-{acceptance_id}.pdf"


def readme(tenant: TenantFacts, made_at: datetime) -> str:
    """What is what, in both languages."""
    known = {"name_fi": tenant.names["fi"], "name_sv": tenant.names["sv"], "day": clock.day_of(made_at).isoformat()}
    return README.read_text("utf-8").format(**known)
