"""What residents read, and the coordinator's preview and publishing of it."""

from typing import TYPE_CHECKING

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.attachments.kinds import kind_of
from app.attachments.routes import handed_out
from app.coverage.queries import annex_of
from app.publishing import actions, pages, queries
from app.publishing.content import content_of
from app.publishing.words import REFUSALS
from app.reports.carried import plan_in
from app.reports.queries import whole_report
from app.text_figures.queries import figures_of_report
from app.web.access import needs, public
from app.web.languages import page
from tenants.errors import Refused
from tenants.municipalities import alphabetical

if TYPE_CHECKING:
    from sqlalchemy import Row

    from app.reports.models import Report

room = Blueprint("publishing", __name__)


@page(room, "/raportit/", "/rapporter/")
@public
def register() -> ResponseReturnValue:
    """Every published report, by municipality."""
    editions = sorted(queries.all_editions(g.session), key=lambda row: alphabetical(_named(row)["name"]))
    return render_template("publishing/register.html", editions=editions)


@page(room, "/raportit/<municipality>/", "/rapporter/<municipality>/")
@public
def of_municipality(municipality: str) -> ResponseReturnValue:
    """One municipality's published reports."""
    editions = queries.editions_of(g.session, municipality) or abort(404)
    return _spelled(editions[0], municipality) or render_template("publishing/municipality.html", editions=editions)


@page(room, "/raportit/<municipality>/<years>/<int:number>", "/rapporter/<municipality>/<years>/<int:number>")
@public
def edition(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """One edition as a web page, at its permanent address."""
    row = _file(municipality, years, number, "html")
    return _spelled(row, municipality) or pages.framed(row)


@page(room, "/raportit/<municipality>/<years>/<int:number>.pdf", "/rapporter/<municipality>/<years>/<int:number>.pdf")
@public
def pdf(municipality: str, years: str, number: int) -> ResponseReturnValue:
    """The same edition as PDF."""
    row = _file(municipality, years, number, "pdf")
    return _spelled(row, municipality) or _as_pdf(row)


@page(
    room,
    "/raportit/<municipality>/<years>/<int:number>/<int:attachment>",
    "/rapporter/<municipality>/<years>/<int:number>/<int:attachment>",
)
@public
def attachment(municipality: str, years: str, number: int, attachment: int) -> ResponseReturnValue:
    """A picture or a document of an edition; the same in both languages."""
    row = queries.edition_file(g.session, municipality, years, number, "fi", f"attachment-{attachment}") or abort(404)
    body = queries.file_body(g.session, row.tenant_id, row.file_id)
    return handed_out(body, kind_of(body), f"{row.slug_fi}-{row.years}-{row.number}-{attachment}", row.checksum)


@page(room, "/<municipality>/kertomukset/<int:number>/esikatselu", "/<municipality>/berattelser/<int:number>/granska")
@needs("report.read")
def preview(number: int) -> ResponseReturnValue:
    """The report as residents would see it, from what is written now."""
    return _preview(_report(number))


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/esikatselu.pdf",
    "/<municipality>/berattelser/<int:number>/granska.pdf",
)
@needs("report.read")
def preview_pdf(number: int) -> ResponseReturnValue:
    """The same as PDF, for those who read it in a meeting."""
    report = _report(number)
    try:
        body = actions.preview_pdf(g.session, g.tenant, report, g.language, g.written_in)
    except Refused:
        return _preview(report, _("The PDF could not be made. Contact the support: the reason is in the log.")), 409
    return _pdf(body, f"{g.slugs[g.language]}-{report.years}-{g.language}.pdf")


@page(
    room,
    "/<municipality>/kertomukset/<int:number>/julkaisu",
    "/<municipality>/berattelser/<int:number>/publicering",
    methods=("GET", "POST"),
)
@needs("report.publish")
def publish(number: int) -> ResponseReturnValue:
    """Publish an adopted report, and see what has been published of it."""
    report, refusal = _report(number), None
    if request.method == "POST":
        try:
            published = actions.publish(g.session, current_user.id, g.tenant, report, pages.draw, g.written_in)
        except Refused as refused:
            refusal = REFUSALS[refused.reason]
        else:
            flash(_("The report is published in Finnish and in Swedish."), "success")
            return redirect(url_for("publishing.publish", number=number, _anchor=f"edition-{published.number}"))
    editions = queries.editions_of_report(g.session, report.id)
    page = render_template("publishing/publish.html", report=report, editions=editions, refusal=refusal)
    return page, 409 if refusal else 200


def _preview(report: "Report", refusal: object = None) -> str:
    figures = figures_of_report(g.session, report.id)
    told = {"annex": annex_of(g.session, report), "plan": plan_in(g.session, report, g.tenant.municipality_code)}
    content = content_of(g.tenant, report, figures, languages=g.written_in, **told)
    body = pages.draw(content, g.language, lambda each: _own_file(report, each["number"]))
    return render_template("publishing/preview.html", report=report, body=body, refusal=refusal)


def _own_file(report: "Report", number: int) -> str:
    return url_for("attachments.file", number=report.number, attachment=number)


def _report(number: int) -> "Report":
    return whole_report(g.session, number) or abort(404)


def _file(slug: str, years: str, number: int, kind: str) -> "Row":
    return queries.edition_file(g.session, slug, years, number, g.language, kind) or abort(404)


def _named(row: "Row") -> dict[str, str]:
    return {"name": row.name_sv if g.language == "sv" else row.name_fi}


def _spelled(row: "Row", slug: str) -> Response | None:
    """Send the other language's spelling of the name to the right one."""
    g.slugs = {"fi": row.slug_fi, "sv": row.slug_sv}
    if slug == g.slugs[g.language]:
        return None
    return redirect(url_for(request.endpoint, **request.view_args | {"municipality": g.slugs[g.language]}), 301)


def _as_pdf(row: "Row") -> Response:
    name = f"{g.slugs[g.language]}-{row.years}-{row.number}-{g.language}.pdf"
    answer = _pdf(queries.file_body(g.session, row.tenant_id, row.file_id), name)
    answer.set_etag(row.checksum)
    return answer.make_conditional(request)


def _pdf(body: bytes, name: str) -> Response:
    answer = make_response(body)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
