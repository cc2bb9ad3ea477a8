"""What is wrong with a row of a population file, on screen."""

from flask_babel import lazy_gettext as _

BAD_ROWS = {
    "not_text": _("The file is not text in UTF-8. Save it as CSV UTF-8."),
    "missing_column": _(
        "A column is missing. The first row must name: code, year, inhabitants, reference_date, source."
    ),
    "empty": _("The file has no rows."),
    "unknown_municipality": _("No municipality has this code."),
    "bad_year": _("The year must have four digits."),
    "bad_inhabitants": _("The number of inhabitants must be a whole number."),
    "bad_date": _("The reference date must be written as 2025-12-31."),
    "missing_source": _("The source is missing."),
    "twice": _("The same municipality and year stand in the file twice."),
}
