"""Questions about a summary's versions."""

from collections.abc import Sequence

from sqlalchemy import Row, select

from app.plain_language.models import PlainSummaryVersion as Version
from app.reports.models import Report
from tenants import people
from tenants.boundary import TenantSession

ON_A_PAGE = 100


def versions(session: TenantSession, report: Report, language: str, before: int | None = None) -> Sequence[Row]:
    """(number, written_at, restored_from, writer's name), newest first, without the texts."""
    asked = (
        select(Version.number, Version.written_at, Version.restored_from)
        .add_columns(people.name_of(Version.written_by).label("writer"))
        .where(Version.report_id == report.id, Version.language == language)
        .order_by(Version.number.desc())
        .limit(ON_A_PAGE)
    )
    return session.execute(asked.where(Version.number < before) if before is not None else asked).all()


def version_of(session: TenantSession, report: Report, language: str, number: int) -> Version | None:
    """One version of the summary in a language."""
    return session.scalar(select(Version).filter_by(report_id=report.id, language=language, number=number))
