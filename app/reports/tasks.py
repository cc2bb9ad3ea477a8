"""What waits for a person: pure, from the reports' states and the person's rights."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.reports.models import Report, Section
from app.reports.rules import ReportState, SectionState, may_be_submitted


@dataclass(frozen=True)
class Task:
    """`kind` names the sentence; it is about a section or, without one, about the whole report."""

    kind: str
    report: Report
    section: Section | None = None


def tasks_for(reports: Iterable[Report], may: Callable[[str], bool]) -> list[Task]:
    """Tasks in the order they are best done; `may` answers for a permission."""
    return [task for report in reports for task in _tasks(report, may)]


def _tasks(report: Report, may: Callable[[str], bool]) -> list[Task]:
    coordinates = may("report.submit")
    if report.state == ReportState.SUBMITTED and coordinates:
        return [Task("adopt", report)]
    if report.state == ReportState.ADOPTED and coordinates:
        return [Task("publish", report)]
    if report.state != ReportState.IN_WORK or not may("section.write"):
        return []
    unfinished = may_be_submitted(report.sections)
    if not unfinished and coordinates:
        return [Task("submit", report)]
    tasks = []
    for section in unfinished:
        if section.state == SectionState.READY:
            if may("section.approve"):
                tasks.append(Task("approve", report, section))
        elif section.state == SectionState.RETURNED:
            tasks.append(Task("mend", report, section))
        else:
            tasks.append(Task("write", report, section))
    return tasks
