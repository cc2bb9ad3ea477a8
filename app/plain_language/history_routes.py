"""A summary's history: every version in a language, any two compared, an earlier one made the summary again."""

from typing import TYPE_CHECKING

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.plain_language import actions, queries
from app.plain_language.pages import FI, SV, may_write, room, shown_in
from app.plain_language.words import REFUSALS
from app.reports.queries import whole_report
from app.sections.pages import difference_of, number_asked
from app.sections.words import LANGUAGE_NAMES
from app.web.access import needs
from app.web.languages import OTHER, page
from tenants.errors import Refused

if TYPE_CHECKING:
    from app.plain_language.models import PlainSummaryVersion
    from app.reports.models import Report

HISTORY = f"{FI}/historia/<any(fi, sv):text_language>", f"{SV}/historik/<any(fi, sv):text_language>"
VERSION = tuple(f"{each}/<int:version>" for each in HISTORY)


@page(room, *HISTORY)
@needs("report.read")
def history(number: int, text_language: str) -> ResponseReturnValue:
    """Every version in one language, newest first; with two numbers in the address also what differs."""
    report = whole_report(g.session, number) or abort(404)
    old, new, before = (number_asked(name) for name in ("old", "new", "before"))
    return render_template(
        "plain_language/history.html",
        report=report,
        text_language=text_language,
        other_language=OTHER[text_language],
        language_names=LANGUAGE_NAMES,
        versions=queries.versions(g.session, report, text_language, before),
        difference=difference_of(old, new, lambda each: _version(report, text_language, each).text),
        shown=(old, new),
    )


@page(room, *VERSION)
@needs("report.read")
def version(number: int, text_language: str, version: int) -> ResponseReturnValue:
    """One version as it was read."""
    report = whole_report(g.session, number) or abort(404)
    shown = _version(report, text_language, version)
    return render_template(
        "plain_language/version.html",
        report=report,
        version=shown,
        shown=shown_in(report, text_language),
        restores=may_write(report) and shown.text != report.summary(text_language),
    )


@page(room, *VERSION, methods=("POST",))
@needs("section.write")
def restore(number: int, text_language: str, version: int) -> ResponseReturnValue:
    """Make it the summary again."""
    report = whole_report(g.session, number) or abort(404)
    wanted = _version(report, text_language, version)
    try:
        actions.restore(g.session, current_user.id, report, wanted)
    except Refused as refused:
        flash(REFUSALS[refused.reason], "error")
    else:
        flash(_("Version %(number)s is the text again, as a new version.", number=wanted.number), "success")
    return redirect(url_for("plain_language.summary", number=number))


def _version(report: "Report", language: str, number: int) -> "PlainSummaryVersion":
    return queries.version_of(g.session, report, language, number) or abort(404)
