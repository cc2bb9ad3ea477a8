"""A report's content as it is now, with everything that any format of it needs: for an edition and for its preview."""

from collections.abc import Sequence
from typing import Any

from app.coverage.queries import annex_of
from app.publishing.content import BOTH, Release, content_of
from app.publishing.definitions import definitions_of
from app.reports.carried import plan_in
from app.reports.models import Report
from app.text_figures.queries import figures_of_report
from tenants.boundary import TenantSession
from tenants.registry import TenantFacts


def content_now(
    session: TenantSession,
    tenant: TenantFacts,
    report: Report,
    languages: Sequence[str] = BOTH,
    release: Release | None = None,
) -> dict[str, Any]:
    """The content of `report`, which is loaded whole; of no release it is a preview's."""
    figures = figures_of_report(session, report.id)
    told = (annex_of(session, report), plan_in(session, report, tenant.municipality_code))
    content = content_of(tenant, report, figures, release, languages, *told)
    return content | {"indicators": definitions_of(session, tenant.municipality_code, content)}
