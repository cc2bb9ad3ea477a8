"""Find and replace across the sections of a report."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.reports.queries import report_by_number
from app.reports.rules import WRITABLE, ReportState
from app.sections import queries, replace_actions, replacing
from app.sections.forms import LONGEST_TEXT
from app.sections.pages import room
from app.sections.replace_forms import FindForm
from app.sections.rules import level_in_section, reaches
from app.sections.words import LANGUAGE_NAMES, REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.permissions import may

if TYPE_CHECKING:
    from app.reports.models import Report

FIND_FI = "/<municipality>/kertomukset/<int:number>/etsi"
FIND_SV = "/<municipality>/berattelser/<int:number>/sok"
LONGEST_KEY = 40
"""Of a checkbox: two numbers and a language; of thousands of digits no number is made."""


@page(room, FIND_FI, FIND_SV)
@needs("report.read")
def find(number: int) -> ResponseReturnValue:
    """Where the words stand; with a replacement, what each place would become."""
    report = report_by_number(g.session, number) or abort(404)
    form = FindForm(request.args)
    if not request.args:
        return _page(report, form, None), 200
    return _page(report, form, form.search if form.validate() else None), 422 if form.errors else 200


@page(room, FIND_FI, FIND_SV, methods=("POST",))
@needs("section.take_part")
def replace(number: int) -> ResponseReturnValue:
    """Replace the words in the texts that were chosen, and say what was done."""
    report, form = report_by_number(g.session, number) or abort(404), FindForm(request.form)
    if not form.validate():
        return _page(report, form, None), 422
    ids = _writable(report)
    writable = {section.position for section in report.sections if section.id in ids}
    chosen = [each for each in map(_read, request.form.getlist("chosen")) if each and each[0] in writable]
    done = replace_actions.replace_in(g.session, current_user.id, report, form.search, chosen, _too_long)
    _tell(done)
    told = {"q": form.by.data or form.q.data, "texts": form.texts.data}
    return redirect(url_for("sections.find", number=number, **told))


def _page(report: "Report", form: FindForm, search: replacing.Search | None) -> str:
    found = replacing.find(report.sections, search) if search else None
    return render_template(
        "sections/find.html",
        report=report,
        form=form,
        search=search,
        found=found,
        writable=_writable(report) if search and search.by is not None else set(),
        language_names=LANGUAGE_NAMES,
    )


def _writable(report: "Report") -> set:
    """The ids of the sections that the visitor may write in now."""
    if report.state != ReportState.IN_WORK:
        return set()
    granted = queries.levels_given(g.session, current_user.id)
    return {
        section.id
        for section in report.sections
        if section.state in WRITABLE
        and reaches(
            level_in_section(
                lambda right: may(g.role, right),
                granted.get(section.id),
                is_owner=current_user.id in (section.owner_id, section.deputy_id),
            ),
            "write",
        )
    }


def _read(key: str) -> tuple[int, str, int] | None:
    """A checkbox's value: position, language, version. What no page of ours sent is nobody's choice."""
    if len(key) > LONGEST_KEY:
        return None
    position, _dash, rest = key.partition("-")
    language, _dash, version = rest.partition("-")
    return (int(position), language, int(version)) if position.isdecimal() and version.isdecimal() else None


def _too_long(text: str) -> str | None:
    return "too_long" if len(text) > LONGEST_TEXT else None


def _tell(done: replace_actions.Done) -> None:
    if done.changed:
        flash(_("Replaced. Texts that changed: %(count)s.", count=done.changed), "success")
    elif not done.left:
        flash(_("Nothing was chosen, so nothing was replaced."), "error")
    for section, reason in done.left:
        flash(f"{section.number} {section.title(g.language)}: {REFUSALS[reason]}", "error")
