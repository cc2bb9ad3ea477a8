"""The page on which a report's plain-language summary is written and read."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plain_language.actions import write_summary
from app.plain_language.forms import SummaryForm
from app.plain_language.pages import FI, SV, may_write, room, shown_in
from app.plain_language.rules import reading_of
from app.plain_language.words import REFUSALS
from app.reports.queries import whole_report
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Report


@page(room, FI, SV)
@needs("report.read")
def summary(number: int) -> ResponseReturnValue:
    """The summary, and the form for those who may write."""
    report = whole_report(g.session, number) or abort(404)
    return _shown(report, SummaryForm(g.written_in, report, formdata=None))


@page(room, FI, SV, methods=("POST",))
@needs("section.write")
def write(number: int) -> ResponseReturnValue:
    """Store what was typed."""
    report = whole_report(g.session, number) or abort(404)
    form = SummaryForm(g.written_in, report)
    if not form.validate():
        return _shown(report, form), 422
    try:
        write_summary(g.session, current_user.id, report, form.typed)
    except Refused as refused:
        form.refuse_as(refused, REFUSALS, f"text_{refused.details.get('language', g.written_in[0])}")
        form.show_what_is_stored(report)
        return _shown(report, form), 409
    flash(_("The summary is saved."), "success")
    return redirect(url_for("plain_language.summary", number=number))


def _pictures(report: "Report", language: str) -> list[dict[str, object]]:
    """What an open editor may put into the text."""
    shown = [each for each in report.attachments if each.width]
    told = [(each.number, each.name(language), each.alternative(language)) for each in shown]
    return [dict(zip(("number", "name", "alternative"), each, strict=True)) for each in told]


def _shown(report: "Report", form: SummaryForm) -> str:
    return render_template(
        "plain_language/summary.html",
        report=report,
        form=form,
        # A refused form stays open: its typed words must stay in sight.
        writes=bool(form.errors) or may_write(report),
        readings={code: reading_of(report.summary(code), code) for code in g.written_in},
        shown={code: shown_in(report, code) for code in g.written_in},
        attached={code: _pictures(report, code) for code in g.written_in},
    )
