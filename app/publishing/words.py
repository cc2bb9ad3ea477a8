"""The ways to read an edition, and why a report is not published or withdrawn, on screen."""

from flask_babel import lazy_gettext as _

from app.reports.words import REFUSALS as REPORT_REFUSALS

WAYS = (
    (_("For residents"), {
        "summary": _("The report in plain language"),
        "summary.pdf": _("The report in plain language (PDF)"),
        "profile.pdf": _("The report in four pages (PDF)"),
        "poster.pdf": _("Poster, A3 (PDF)"),
        "picture.png": _("Picture for sharing (PNG)"),
        "pptx": _("The report as slides (PowerPoint)"),
    }),
    (_("As a file"), {
        "pdf": _("The report as PDF"),
        "docx": _("The report as Word"),
        "xlsx": _("Figures and plan as Excel"),
    }),
    (_("Open data"), {
        "csv": _("Figures from Sotkanet as CSV"),
        "own.csv": _("The municipality's own figures as CSV"),
        "json": _("Figures and plan as JSON"),
        "charts": _("Charts for other web pages"),
    }),
)
"""How an edition is read elsewhere than on its page, in groups: each of `formats.FORMATS` but the words of the picture,
which stand where it is shown, and what is told of a file to programs; and the pages beside it.
"""

REFUSALS = REPORT_REFUSALS | {
    "file_failed": _(
        "One of the files could not be made, so nothing was published. Contact the support: the reason is in the log."
    ),
    "correction_untold": _("Tell what has changed since the edition before."),
    "already_withdrawn": _("This edition has been withdrawn already."),
}
