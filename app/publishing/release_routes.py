"""What the coordinator does: sees the report as residents will, publishes it, withdraws what was published."""

from typing import TYPE_CHECKING, Any

from flask import Response, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.publishing import actions, pages, queries
from app.publishing.accessibility import places_in
from app.publishing.content import content_of, pages_of
from app.publishing.finding_words import FINDINGS
from app.publishing.formats import FORMATS, formats_of
from app.publishing.forms import PublishForm, WithdrawForm
from app.publishing.gathering import content_now
from app.publishing.routes import as_file, room
from app.publishing.ways import ways
from app.publishing.words import REFUSALS
from app.reports.queries import whole_report
from app.web.access import needs
from app.web.languages import page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Report

REPORT_FI = "/<municipality>/kertomukset/<int:number>"
REPORT_SV = "/<municipality>/berattelser/<int:number>"


@page(room, f"{REPORT_FI}/esikatselu", f"{REPORT_SV}/granska")
@needs("report.read")
def preview(number: int) -> ResponseReturnValue:
    """The report as residents would see it, from what is written now."""
    return _preview(_report(number))


@page(room, f"{REPORT_FI}/esikatselu/selkokieli", f"{REPORT_SV}/granska/lattlast")
@needs("report.read")
def preview_summary(number: int) -> ResponseReturnValue:
    """The plain-language summary as residents would see it."""
    return _preview_part(number, "summary", _("in plain language"))


@page(room, f"{REPORT_FI}/esikatselu/tunnusluvut", f"{REPORT_SV}/granska/siffror")
@needs("report.read")
def preview_definitions(number: int) -> ResponseReturnValue:
    """What the indicators mean, as residents would see it."""
    return _preview_part(number, "definitions", _("what the indicators mean"))


@page(room, f"{REPORT_FI}/esikatselu.<format>", f"{REPORT_SV}/granska.<format>")
@needs("report.read")
def preview_file(number: int, format: str) -> ResponseReturnValue:
    """The same as a file, as it would be published."""
    report = _report(number)
    if format not in FORMATS:
        abort(404)
    try:
        told = (g.language, g.written_in, format, pages.addresses(g.slugs))
        body = actions.preview(g.session, g.tenant, report, *told) or abort(404)
    except Refused:
        return _preview(report, _("The file could not be made. Contact the support: the reason is in the log.")), 409
    return as_file(body, format, f"{g.slugs[g.language]}-{report.years}-{g.language}")


@page(room, f"{REPORT_FI}/saavutettavuus", f"{REPORT_SV}/tillganglighet")
@needs("report.read")
def check(number: int) -> ResponseReturnValue:
    """What in the texts keeps somebody from reading them, each with its place."""
    report = _report(number)
    content = content_of(g.tenant, report, {}, languages=g.written_in)
    found = places_in(content)
    return render_template("publishing/check.html", report=report, places=found, words=FINDINGS)


@page(room, f"{REPORT_FI}/julkaisu", f"{REPORT_SV}/publicering")
@needs("report.publish")
def publish(number: int) -> ResponseReturnValue:
    """What has been published of a report, and the form that publishes it."""
    return _publishing(_report(number))


@page(room, f"{REPORT_FI}/julkaisu", f"{REPORT_SV}/publicering", methods=("POST",))
@needs("report.publish")
def publish_now(number: int) -> ResponseReturnValue:
    """Make an edition of an adopted report."""
    report = _report(number)
    form = PublishForm(g.written_in, is_correction=bool(queries.newest_number(g.session, report.id)))
    if not form.validate():
        return _publishing(report, form), 422
    try:
        made = actions.publish(g.session, current_user.id, g.tenant, report, pages.draw, g.written_in, form.told)
    except Refused as refused:
        form.form_errors.append(REFUSALS[refused.reason])
        return _publishing(report, form), 409
    flash(_("The report is published in Finnish and in Swedish."), "success")
    return redirect(url_for("publishing.publish", number=number, _anchor=f"edition-{made.number}"))


@page(
    room,
    f"{REPORT_FI}/julkaisu/<int:edition>/poisto",
    f"{REPORT_SV}/publicering/<int:edition>/aterkallelse",
    methods=("GET", "POST"),
)
@needs("report.withdraw")
def withdraw(number: int, edition: int) -> ResponseReturnValue:
    """Close an edition to the public, with a reason that its readers are told."""
    report, form = _report(number), WithdrawForm(g.written_in)
    known = next((each for each in queries.editions_of_report(g.session, report.id) if each.number == edition), None)
    if known is None:
        abort(404)
    if form.validate_on_submit():
        try:
            actions.withdraw(g.session, current_user.id, report, edition, form.reasons)
        except Refused as refused:
            form.form_errors.append(REFUSALS[refused.reason])
        else:
            return _withdrawn(report, edition)
    status = (409 if form.form_errors else 422) if form.is_submitted() else 200
    return render_template("publishing/withdraw.html", report=report, edition=known, form=form), status


def _withdrawn(report: "Report", edition: int) -> Response:
    flash(_("Edition %(number)s is withdrawn: residents get it nowhere any more.", number=edition), "success")
    return redirect(url_for("publishing.publish", number=report.number, _anchor=f"edition-{edition}"))


def _publishing(report: "Report", form: PublishForm | None = None) -> str:
    editions = queries.editions_of_report(g.session, report.id)
    form = form or PublishForm(g.written_in, is_correction=bool(editions), formdata=None)
    found = places_in(content_of(g.tenant, report, {}, languages=g.written_in))
    words = {"places": found, "words": FINDINGS}
    return render_template("publishing/publish.html", report=report, editions=editions, form=form, **words)


def _preview(report: "Report", refusal: object = None) -> str:
    content = content_now(g.session, g.tenant, report, g.written_in)
    known = pages_of(content)

    def address(way: str) -> str:
        if way == "summary":
            return url_for("publishing.preview_summary", number=report.number)
        return url_for("publishing.preview_file", number=report.number, format=way)

    told = {"refusal": refusal, "ways": ways({*formats_of(content), *known}, address), "pages": known}
    return render_template("publishing/preview.html", report=report, body=_drawn(report, content), **told)


def _preview_part(number: int, page: str, part: str) -> str:
    report = _report(number)
    content = content_now(g.session, g.tenant, report, g.written_in)
    if page not in pages_of(content):
        abort(404)
    return render_template("publishing/preview_part.html", report=report, part=part, body=_drawn(report, content, page))


def _drawn(report: "Report", content: dict[str, Any], page: str = "html") -> str:
    return pages.draw(content, g.language, page, lambda each: _own_file(report, each["number"]))


def _own_file(report: "Report", number: int) -> str:
    return url_for("attachments.file", number=report.number, attachment=number)


def _report(number: int) -> "Report":
    return whole_report(g.session, number) or abort(404)
