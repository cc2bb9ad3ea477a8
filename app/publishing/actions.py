"""Publishing: an adopted report becomes an edition that never changes."""

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from app.attachments.queries import bodies
from app.coverage.queries import annex_of
from app.publishing import queries
from app.publishing.content import BOTH, content_of, pictures_in
from app.publishing.models import Edition, EditionFile
from app.publishing.pdf import make_pdf
from app.reports.actions import mark_published
from app.reports.carried import plan_in
from app.reports.models import Report
from app.text_figures.queries import figures_of_report
from app.writing.checksum import checksum_of
from app.writing.typesetting import TypesettingFailed
from billing import licence_rules, licences
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.registry import TenantFacts

LOG = logging.getLogger(__name__)


def publish(
    session: TenantSession,
    by: uuid.UUID,
    tenant: TenantFacts,
    report: Report,
    draw: Callable[[dict[str, Any], str], str],
    languages: Sequence[str] = BOTH,
) -> Edition:
    """Freeze an adopted report into its next edition: content, web page and PDF in each language.

    `draw` makes the page's body from the content and a language. Raises Refused with "wrong_report_state" or
    "pdf_failed"; the typesetter's reason is in the log.
    """
    session.take_turn()
    mark_published(session, report)
    number = queries.next_number(session, report.years)
    figures = figures_of_report(session, report.id)
    told = (annex_of(session, report), plan_in(session, report, tenant.municipality_code))
    content = content_of(tenant, report, figures, number, clock.today(), languages, *told)
    edition = Edition(
        report_id=report.id,
        years=report.years,
        number=number,
        title_fi=report.title_fi,
        title_sv=report.title_sv,
        content=content,
        checksum=checksum_of(content),
    )
    session.add(edition)
    session.flush()
    attached = bodies(session, report, [each["number"] for each in content["attachments"]])
    for language in ("fi", "sv"):
        session.add(_file(edition, language, "html", draw(content, language).encode()))
        session.add(_file(edition, language, "pdf", _typeset(content, language, attached)))
    # The same in both languages, so kept once.
    session.add_all(_file(edition, "fi", f"attachment-{number}", body) for number, body in attached.items())
    audit.write(session, by, "report.published", report=report.number, edition=number)
    return edition


def preview_pdf(
    session: TenantSession, tenant: TenantFacts, report: Report, language: str, languages: Sequence[str] = BOTH
) -> bytes:
    """The report as it is written now; a draft on every page until the council has adopted it, and all through a trial.

    Raises Refused("pdf_failed").
    """
    is_trial = licence_rules.has_watermark(licences.state_on(session, clock.today()))
    figures, annex = figures_of_report(session, report.id), annex_of(session, report)
    plan = plan_in(session, report, tenant.municipality_code)
    content = content_of(tenant, report, figures, languages=languages, annex=annex, plan=plan)
    pictures = bodies(session, report, pictures_in(content))
    return _typeset(content, language, pictures, draft=is_trial or not report.is_frozen)


def _typeset(
    content: dict[str, Any], language: str, pictures: Mapping[int, bytes], *, draft: bool = False
) -> bytes:
    try:
        return make_pdf(content, language, pictures, draft=draft)
    except TypesettingFailed as failure:
        LOG.exception("a report was not typeset")
        raise Refused("pdf_failed") from failure


def _file(edition: Edition, language: str, kind: str, body: bytes) -> EditionFile:
    return EditionFile(
        edition_id=edition.id, language=language, format=kind, body=body, checksum=sha256(body).hexdigest()
    )
