"""The summary is written: held open with its report, and never over what somebody has not seen."""

import uuid
from collections.abc import Mapping

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
    hold_open(session, by, report)
    for known in (*report.summaries, report):  # what was read before the wait is not believed
        session.expire(known, None if known is not report else ["summaries"])
    stored = {each.language: each for each in report.summaries}
    changed = {code: it for code, it in typed.items() if it[0] != report.summary(code)}
    for language, (_text, begun_from) in changed.items():
        if begun_from != (stored[language].version if language in stored else 0):
            raise Refused("changed_meanwhile", language=language)
    for language, (text, _begun_from) in changed.items():
        if language in stored:
            row = stored[language]
            row.text, row.version = text, row.version + 1
            row.written_at, row.written_by = clock.now(), by
        else:
            session.add(PlainSummary(report_id=report.id, language=language, text=text, written_by=by))
    if changed:
        session.flush()
        session.expire(report, ["summaries"])
        audit.write(session, by, "report.summary_written", report=report.number)
