"""The pages of a municipality's own templates: made of a report's shape or of the association's, and withdrawn."""

from dataclasses import dataclass

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.reports import queries, template_actions, template_queries
from app.reports.routes import report_of, room
from app.reports.rules import Kind
from app.reports.template_forms import OwnTemplateForm
from app.reports.template_models import Outlined, Planned
from app.reports.words import KINDS, REFUSALS
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

OWN_FI, OWN_SV = "/<municipality>/kertomuspohjat", "/<municipality>/berattelsemallar"


@dataclass(frozen=True)
class Outline(Outlined):
    """What a template is made of."""

    kind: str
    title_fi: str
    title_sv: str
    shape: list[Planned]


@page(room, OWN_FI, OWN_SV)
@needs("report.begin")
def own_templates() -> ResponseReturnValue:
    """The municipality's own, and what another one can be made of."""
    return render_template(
        "reports/own_templates.html",
        own=template_queries.own_templates(g.session),
        offered=template_queries.offered(g.session),
        reports=queries.reports(g.session),
        kinds=KINDS,
    )


@page(room, f"{OWN_FI}/uusi", f"{OWN_SV}/ny", methods=("GET", "POST"))
@needs("report.begin")
def keep_template() -> ResponseReturnValue:
    """Keep the shape of the report or template that the address names, or some of its sections."""
    outline = _outline() or abort(404)
    numbered = list(enumerate(outline.numbered, start=1))
    choices = [(place, f"{number} {each.title(g.language)}") for place, (number, each) in numbered]
    form = OwnTemplateForm(choices, obj=outline, data={"sections": [place for place, _name in choices]})
    if form.validate_on_submit():
        shape = template_actions.chosen(outline.shape, form.sections.data)
        try:
            template_actions.keep_as_own(g.session, current_user.id, form.kind.data, form.titles, shape)
        except Refused as refused:
            form.refuse_as(refused, REFUSALS, "sections")
        else:
            flash(_("The template is kept. Choose it when you begin a report."), "success")
            return redirect(url_for("reports.own_templates"))
    return render_template("reports/keep_template.html", form=form), 422 if form.is_submitted() else 200


@page(room, f"{OWN_FI}/<int:template_number>/poisto", f"{OWN_SV}/<int:template_number>/borttagning", methods=("POST",))
@needs("report.begin")
def withdraw_template(template_number: int) -> ResponseReturnValue:
    """It is offered no more."""
    own = template_queries.own_template(g.session, template_number) or abort(404)
    template_actions.withdraw_own(g.session, current_user.id, own)
    flash(_("The template is not offered any more. Reports that were begun from it stay as they are."), "success")
    return redirect(url_for("reports.own_templates"))


def _outline() -> Outline | None:
    """Of the report or the template that the question in the address names."""
    if number := request.args.get("report", type=int):
        report = report_of(number)
        shape = template_queries.shape_of(g.session, report)
        return Outline(Kind.COMPREHENSIVE, report.title_fi, report.title_sv, shape)
    template = template_queries.offered(g.session).get(request.args.get("template", ""))
    return template and Outline(template.kind, template.title_fi, template.title_sv, template.shape)
