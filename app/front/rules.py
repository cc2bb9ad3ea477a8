"""What waits for a person and what else they may do: from the reports' states and who answers for what. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from app.reports.rules import ReportState, SectionState, may_be_submitted, without_people
from app.sections.rules import level_in_section, reaches

if TYPE_CHECKING:
    from app.reports.models import Report, Section


@dataclass(frozen=True)
class Task:
    """`kind` names the sentence; it is about a section or, without one, about the whole report."""

    kind: str
    report: "Report"
    section: "Section | None" = None
    count: int = 0


@dataclass(frozen=True)
class Visitor:
    """Who looks: `may` answers for a right of the role, `given` are levels in single sections on top of it."""

    id: UUID
    may: Callable[[str], bool]
    given: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Team:
    """What only the coordinator is told: whether there is nobody to deputise, and whose sections are unopened."""

    is_alone: bool = False
    unopened: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Tasks:
    """`own` waits for this very person; `others` they may do as well, and so may anybody with the same role."""

    own: list[Task]
    others: list[Task]


def tasks_for(
    reports: Iterable["Report"], visitor: Visitor, team: Team, old_figures: Mapping[UUID, int] | None = None
) -> Tasks:
    """In the order they are best done. `old_figures` counts, by section, figures of its text that have grown old."""
    own, others = [], []
    for report in reports:
        own += _decisions(report, visitor)
        if report.state == ReportState.IN_WORK:
            for section in may_be_submitted(report.sections):
                is_own = visitor.id in (section.owner_id, section.deputy_id)
                task = _in_section(report, section, visitor, is_own)
                if task:
                    (own if is_own or task.kind == "approve" else others).append(task)
            for task, is_own in _about_figures(report, visitor, old_figures or {}):
                (own if is_own else others).append(task)
            own += _about_people(report, visitor, team)
    return Tasks(own, others)


def _decisions(report: "Report", visitor: Visitor) -> list[Task]:
    """The coordinator's, about the whole report."""
    if not visitor.may("report.submit"):
        return []
    finished = report.state == ReportState.IN_WORK and not may_be_submitted(report.sections)
    kinds = {ReportState.SUBMITTED: "adopt", ReportState.ADOPTED: "publish"} | (
        {ReportState.IN_WORK: "submit"} if finished else {}
    )
    return [Task(kinds[report.state], report)] if report.state in kinds else []


def _in_section(report: "Report", section: "Section", visitor: Visitor, is_own: bool) -> Task | None:
    level = level_in_section(visitor.may, visitor.given.get(section.id), is_owner=is_own)
    if section.state == SectionState.READY:
        return Task("approve", report, section) if reaches(level, "approve") else None
    kind = "mend" if section.state == SectionState.RETURNED else "write"
    return Task(kind, report, section) if reaches(level, "write") else None


def _about_figures(
    report: "Report", visitor: Visitor, old_figures: Mapping[UUID, int]
) -> Iterator[tuple[Task, bool]]:
    """Each with whether it waits for this very person; the coordinator sees to those of whom nobody else does."""
    for section in report.sections:
        is_own = visitor.id in (section.owner_id, section.deputy_id)
        level = level_in_section(visitor.may, visitor.given.get(section.id), is_owner=is_own)
        if section.id in old_figures and reaches(level, "write"):
            yield Task("figures", report, section, old_figures[section.id]), is_own or reaches(level, "approve")


def _about_people(report: "Report", visitor: Visitor, team: Team) -> list[Task]:
    if not visitor.may("report.begin"):
        return []
    lacking = without_people(report.sections, is_alone=team.is_alone)
    unopened = [Task("unopened", report, each) for each in report.sections if each.id in team.unopened]
    return [*([Task("name", report, count=len(lacking))] if lacking else []), *unopened]
