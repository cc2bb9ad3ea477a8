"""The formats, and why a report is not published or withdrawn, on screen."""

from flask_babel import lazy_gettext as _

from app.reports.words import REFUSALS as REPORT_REFUSALS

FORMATS = {
    "pdf": _("The report as PDF"),
    "docx": _("The report as Word"),
    "xlsx": _("Figures and plan as Excel"),
    "csv": _("Figures as CSV (open data)"),
    "json": _("Figures and plan as JSON (open data)"),
}
FOR_RESIDENTS = {
    "profile.pdf": _("The report in four pages (PDF)"),
    "poster.pdf": _("Poster, A3 (PDF)"),
    "picture.png": _("Picture for sharing (PNG)"),
    "pptx": _("The report as slides (PowerPoint)"),
}
LINKS = FORMATS | FOR_RESIDENTS
"""A link to each of `formats.FORMATS` but the words of the picture, which stand where it is shown."""

REFUSALS = REPORT_REFUSALS | {
    "file_failed": _(
        "One of the files could not be made, so nothing was published. Contact the support: the reason is in the log."
    ),
    "correction_untold": _("Tell what has changed since the edition before."),
    "already_withdrawn": _("This edition has been withdrawn already."),
}
