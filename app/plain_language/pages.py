"""What the room's pages have in common: where they are, who may write, what a text shows."""

from typing import TYPE_CHECKING

from flask import Blueprint, g, url_for
from flask_login import current_user

from app.attachments.showing import pictures
from app.reports.rules import ReportState
from app.writing.shown import NoteWords, Shown
from tenants import clock
from tenants.permissions import may

if TYPE_CHECKING:
    from app.reports.models import Report

room = Blueprint("plain_language", __name__)
FI = "/<municipality>/kertomukset/<int:number>/selkokieli"
SV = "/<municipality>/berattelser/<int:number>/lattlast"


def may_write(report: "Report") -> bool:
    """Whether the visitor may write the summary of a report that is open for it."""
    is_open = report.state == ReportState.IN_WORK and report.final_editor(clock.now()) in (None, current_user.id)
    return is_open and may(g.role, "section.write")


def shown_in(report: "Report", language: str) -> Shown:
    """What a summary in a language only names: its pictures."""
    files = [each.as_picture() for each in report.attachments]
    image = pictures(files, lambda it: url_for("attachments.file", number=report.number, attachment=it["number"]))
    return Shown(image=image, notes=NoteWords(language))
