"""Questions about templates of reports: what may be begun from, what staff keep, which sections are known."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, selectinload

from app.reports.models import Report
from app.reports.rules import Kind
from app.reports.structure import SHIPPED
from app.reports.template_models import IN_USE, OwnTemplate, Planned, ReportTemplate, TemplateSection

IN_ORDER = case({each.family: place for place, each in enumerate(SHIPPED)}, value=ReportTemplate.family, else_=99)
"""What the service ships comes first, in its own order."""


def templates_in_use(session: Session, *, without: Iterable[str] = ()) -> list[ReportTemplate]:
    """The version of each template from which reports are begun now, with its sections."""
    asked = (
        select(ReportTemplate)
        .where(ReportTemplate.state == IN_USE, ReportTemplate.kind.not_in(list(without)))
        .options(selectinload(ReportTemplate.sections))
        .order_by(IN_ORDER, ReportTemplate.family)
    )
    return list(session.scalars(asked))


def template_in_use(session: Session, family: str) -> ReportTemplate | None:
    """One of them."""
    return next((each for each in templates_in_use(session) if each.family == family), None)


def own_templates(session: Session) -> list[OwnTemplate]:
    """The municipality's own that are still offered, newest first."""
    offered = select(OwnTemplate).where(OwnTemplate.withdrawn_at.is_(None))
    return list(session.scalars(offered.order_by(OwnTemplate.number.desc())))


def own_template(session: Session, number: int) -> OwnTemplate | None:
    """One of them."""
    return next((each for each in own_templates(session) if each.number == number), None)


def offered(session: Session) -> dict[str, ReportTemplate | OwnTemplate]:
    """What a municipality begins reports from, by the word that stands for it in a form; its own come last."""
    associations = templates_in_use(session, without=[Kind.REGIONAL])
    return {each.family: each for each in associations} | {
        f"own-{each.number}": each for each in reversed(own_templates(session))
    }


def every_template(session: Session) -> list[ReportTemplate]:
    """Every version, with the newest of each template first; without the sections."""
    t = ReportTemplate
    return list(session.scalars(select(t).order_by(IN_ORDER, t.family, t.version.desc())))


def template(session: Session, template_id: uuid.UUID) -> ReportTemplate | None:
    """One version with its sections."""
    sections = selectinload(ReportTemplate.sections)
    return session.scalar(select(ReportTemplate).where(ReportTemplate.id == template_id).options(sections))


@dataclass(frozen=True)
class KnownSection:
    """A section that advice can be about: its key, and its number and titles in the first template that has it."""

    part: str
    number: str
    planned: Planned
    template: ReportTemplate

    def title(self, language: str) -> str:
        """Its title in a language."""
        return self.planned.title(language)

    @property
    def name(self) -> str:
        """What the trail calls it: a recommended one by its number, which is its key."""
        return self.part if self.part[0].isdigit() else self.planned.title_fi


def known_sections(session: Session) -> dict[str, KnownSection]:
    """Every section of the templates in use that has a key, by it, in their order."""
    known: dict[str, KnownSection] = {}
    for each in templates_in_use(session):
        for number, planned in each.numbered:
            if planned.part and planned.part not in known:
                known[planned.part] = KnownSection(planned.part, number, planned, each)
    return known


def age_groups(session: Session) -> dict[str, str]:
    """Whose indicators belong to the sections with a key, whichever version of a template has them."""
    s = TemplateSection
    rows = session.execute(select(s.part, func.min(s.age_group)).where(s.part.is_not(None)).group_by(s.part))
    return {part: group for part, group in rows if group}


def shape_of(session: Session, report: Report) -> list[Planned]:
    """A report's sections as a template would have them."""
    groups = age_groups(session)
    return [
        Planned(each.title_fi, each.title_sv, each.level, each.part, groups.get(each.part), each.may_be_empty)
        for each in report.sections
    ]
