"""The package for the council: asked for, looked at while it is made, fetched."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.hand_over import actions, queries
from app.hand_over.forms import PackageForm
from app.hand_over.metadata import XSD
from app.hand_over.rules import KEPT, MOST_TRIES, package_name
from app.publishing.pages import for_everybody
from app.reports.queries import report_by_number
from app.web import entrance
from app.web.access import needs, public
from app.web.languages import page
from app.web.zip_files import begun, zipped
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.reports.models import Report

room = Blueprint("hand_over", __name__)
PACKAGE_FI = "/<municipality>/kertomukset/<int:number>/luovutuspaketti"
PACKAGE_SV = "/<municipality>/berattelser/<int:number>/overlamningspaket"


@page(room, PACKAGE_FI, PACKAGE_SV)
@needs("report.read")
def package(number: int) -> ResponseReturnValue:
    """What is in a package, which there are, how far the one that is being made has come."""
    report = _report(number)
    found = queries.packages_of(g.session, report.id)
    return _page(report, found, _form(report, found, is_sent=False))


@page(room, PACKAGE_FI, PACKAGE_SV, methods=("POST",))
@needs("report.submit")
def ask(number: int) -> ResponseReturnValue:
    """Have one made; a second press changes nothing."""
    report = _report(number)
    found = queries.packages_of(g.session, report.id)
    form = _form(report, found, is_sent=True)
    if not form.validate():
        return _page(report, found, form), 422
    try:
        is_begun = actions.ask(g.session, current_user.id, report, form.wanted_edition, form.told)
    except Refused:
        form.refuse("edition", _("This edition has been withdrawn."))
        return _page(report, found, form), 409
    flash(_("The package is being made.") if is_begun else _("A package is being made already."), "success")
    return redirect(url_for("hand_over.package", number=number, _anchor="packages"))


@page(room, f"{PACKAGE_FI}/<uuid:package_id>.zip", f"{PACKAGE_SV}/<uuid:package_id>.zip")
@needs("report.read")
def fetch(number: int, package_id: uuid.UUID) -> ResponseReturnValue:
    """The zip itself, put together of its files on its way out."""
    report = _report(number)
    shown = queries.fetchable(g.session, report.id, package_id) or abort(404)
    files, made_at = queries.files(g.session, package_id), shown.package.asked_at
    try:
        pieces = begun(zipped(_each(entrance.beside(), files), made_at))
    except queries.ReplacedMeanwhile:
        abort(404)
    answer = Response(pieces, mimetype="application/zip")
    name = package_name(g.slugs[g.language], report.kind, g.language, report.years, shown.edition)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@room.get("/hand-over-package.xsd")
@public
def schema() -> ResponseReturnValue:
    """What the metadata of a package holds (XML Schema)."""
    return for_everybody(Response(XSD.read_bytes(), mimetype="application/xml"))


def _each(sessions: Callable[[], AbstractContextManager], files: list) -> Iterator[tuple[str, bytes]]:
    """One file at a time: the answer takes the memory of one, and no transaction for longer than one takes."""
    for each in files:
        with sessions() as session:
            yield each.name, queries.body(session, each.id)


def _form(report: "Report", found: list[queries.Shown], *, is_sent: bool) -> PackageForm:
    newest = found[0].package if found else None
    editions = [each.number for each in queries.published(g.session, report.id)]
    return PackageForm.of_report(report, newest, g.written_in, editions, is_sent=is_sent)


def _page(report: "Report", found: list[queries.Shown], form: PackageForm) -> str:
    waiting = next((each.package for each in found if each.package.state == "waiting"), None)
    words = {"packages": found, "waiting": waiting, "kept": KEPT, "most_tries": MOST_TRIES}
    return render_template("hand_over/package.html", report=report, form=form, **words)


def _report(number: int) -> "Report":
    return report_by_number(g.session, number) or abort(404)
