"""The summary is written: held open with its report, every version kept, and never over what somebody has not seen."""

import uuid
from collections.abc import Mapping

from app.plain_language.models import PlainSummaryVersion
from app.reports.actions import hold_open
from app.reports.models import PlainSummary, Report
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


def write_summary(
    session: TenantSession, by: uuid.UUID, report: Report, typed: Mapping[str, tuple[str, int]]
) -> None:
    """Store what was typed, by language (the text, the number of the version that it was begun from).

    Raises Refused with "wrong_report_state", "final_editing", or "changed_meanwhile" (`language`); then nothing is
    stored.
    """
    stored = _held(session, by, report)
    changed = {code: it for code, it in typed.items() if it[0] != report.summary(code)}
    for language, (_text, begun_from) in changed.items():
        if begun_from != (stored[language].version if language in stored else 0):
            raise Refused("changed_meanwhile", language=language)
    for language, (text, _begun_from) in changed.items():
        _store(session, by, report, stored.get(language), PlainSummaryVersion(language=language, text=text))
    if changed:
        audit.write(session, by, "report.summary_written", report=report.number)


def restore(session: TenantSession, by: uuid.UUID, report: Report, version: PlainSummaryVersion) -> None:
    """Make an earlier version the summary again, as a new version: nothing that came after it is lost. What is the
    summary already stays as it is.

    Raises Refused with "wrong_report_state" or "final_editing".
    """
    stored, language = _held(session, by, report), version.language
    if version.text == report.summary(language):
        return
    again = PlainSummaryVersion(language=language, text=version.text, restored_from=version.number)
    _store(session, by, report, stored.get(language), again)
    audit.write(session, by, "report.summary_restored", report=report.number, version=version.number)


def _held(session: TenantSession, by: uuid.UUID, report: Report) -> dict[str, PlainSummary]:
    """The summaries by language, held with their report."""
    hold_open(session, by, report)
    for known in (*report.summaries, report):  # what was read before the wait is not believed
        session.expire(known, None if known is not report else ["summaries"])
    return {each.language: each for each in report.summaries}


def _store(
    session: TenantSession, by: uuid.UUID, report: Report, row: PlainSummary | None, version: PlainSummaryVersion
) -> None:
    """The text of a new version, which `row` has from now on."""
    if row is None:
        row = PlainSummary(report_id=report.id, language=version.language, text=version.text, version=0)
        session.add(row)
    row.text, row.version = version.text, row.version + 1
    row.written_at, row.written_by = clock.now(), by
    version.report_id, version.number = report.id, row.version
    version.written_at, version.written_by = row.written_at, by
    session.add(version)
    session.flush()
    session.expire(report, ["summaries"])
