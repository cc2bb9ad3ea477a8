"""Publishing: an adopted report becomes an edition that never changes, and may be withdrawn."""

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from app.attachments.queries import bodies
from app.publishing import queries
from app.publishing.content import BOTH, Release, pages_of, pictures_in
from app.publishing.corrections import correction
from app.publishing.formats import AT_ONCE, FORMATS, formats_of
from app.publishing.gathering import content_now
from app.publishing.indexing import keep_words
from app.publishing.models import Edition, EditionFile, EditionWithdrawal
from app.reports.actions import mark_published
from app.reports.models import Report
from app.writing.checksum import checksum_of
from app.writing.typesetting import TypesettingFailed
from billing import licence_rules, licences
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.registry import TenantFacts

LOG = logging.getLogger(__name__)
NOTHING: Mapping[str, str] = {"fi": "", "sv": ""}


def publish(
    session: TenantSession,
    by: uuid.UUID,
    tenant: TenantFacts,
    report: Report,
    draw: Callable[[dict[str, Any], str, str], str],
    languages: Sequence[str] = BOTH,
    told: Mapping[str, str] = NOTHING,
) -> Edition:
    """Freeze an adopted report into its next edition: content, web page and files in each language.

    `draw` makes a page's body from the content, a language and which of its `pages_of` it is; `told` says by language
    what a correction corrects.
    Raises Refused with "wrong_report_state", "correction_untold" or "file_failed"; what failed is in the log.
    """
    session.take_turn()
    mark_published(session, report)
    number, before = queries.next_number(session, report.years), queries.newest_content(session, report.id)
    if before and not any(told.values()):
        raise Refused("correction_untold")
    content = content_now(session, tenant, report, languages, Release(number, clock.today()))
    if before:
        content["correction"] = correction(before, content, told)
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
    _keep_files(session, report, edition, draw)
    keep_words(session, edition)
    audit.write(session, by, "report.published", report=report.number, edition=number)
    return edition


def _keep_files(
    session: TenantSession, report: Report, edition: Edition, draw: Callable[[dict[str, Any], str, str], str]
) -> None:
    content = edition.content
    attached = bodies(session, report, [each["number"] for each in content["attachments"]])
    for language in BOTH:
        for page in pages_of(content):
            keep_file(session, edition, language, page, draw(content, language, page).encode())
        for kind in formats_of(content):
            if kind in AT_ONCE:
                keep_file(session, edition, language, kind, _made(kind, content, language, attached))
    for number, body in attached.items():  # the same in both languages, so kept once
        keep_file(session, edition, "fi", f"attachment-{number}", body)


def keep_file(session: TenantSession, edition: Edition, language: str, kind: str, body: bytes) -> EditionFile:
    """One more file of an edition, with its checksum; what is kept is never made again."""
    digest = sha256(body).hexdigest()
    kept = EditionFile(edition_id=edition.id, language=language, format=kind, body=body, checksum=digest)
    session.add(kept)
    return kept


def withdraw(
    session: TenantSession, by: uuid.UUID, report: Report, number: int, reasons: Mapping[str, str]
) -> EditionWithdrawal:
    """Close an edition of the report to the public, with all its files; nothing is changed and nothing comes back.

    Raises Refused("already_withdrawn").
    """
    session.take_turn()
    edition = queries.edition_to_withdraw(session, report.id, number)
    if edition is None:
        raise Refused("already_withdrawn")
    withdrawal = EditionWithdrawal(
        edition_id=edition.id,
        report_id=report.id,
        years=edition.years,
        number=number,
        reason_fi=reasons.get("fi", ""),
        reason_sv=reasons.get("sv", ""),
        withdrawn_by=by,
    )
    session.add(withdrawal)
    audit.write(session, by, "report.edition_withdrawn", report=report.number, edition=number)
    return withdrawal


def preview(
    session: TenantSession,
    tenant: TenantFacts,
    report: Report,
    language: str,
    languages: Sequence[str] = BOTH,
    kind: str = "pdf",
    address: Mapping[str, str] | None = None,
) -> bytes | None:
    """The report as it is written now, as one of `FORMATS`; stored nowhere. A draft on every page until the council has
    adopted it, and all through a trial. `address` is where its readers would be led, by language. None where the report
    has nothing for such a file.

    Raises Refused("file_failed").
    """
    content = content_now(session, tenant, report, languages) | {"address": address}
    if not FORMATS[kind].needs(content):
        return None
    shown = bodies(session, report, pictures_in(content))
    return _made(kind, content, language, shown, draft=is_draft(session, report))


def is_draft(session: TenantSession, report: Report) -> bool:
    """Whether what is made of a report says on every page that it is a draft."""
    return not report.is_frozen or licence_rules.has_watermark(licences.state_on(session, clock.today()))


def _made(
    kind: str, content: dict[str, Any], language: str, attached: Mapping[int, bytes], *, draft: bool = False
) -> bytes:
    try:
        return FORMATS[kind].make(content, language, attached, draft=draft)
    except TypesettingFailed as failure:
        LOG.exception("a report was not made into %s", kind)
        raise Refused("file_failed") from failure
