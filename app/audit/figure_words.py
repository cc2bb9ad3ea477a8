"""What people did to figures, in words: in texts, and to the municipality's own."""

from flask_babel import lazy_gettext as _

OF_FIGURES = {
    "section.figure_chosen": _(
        "%(who)s chose a figure of indicator %(indicator)s for section %(section)s of report %(report)s"
    ),
    "section.figure_renewed": _(
        "%(who)s took the newer figure of indicator %(indicator)s in section %(section)s of report %(report)s"
    ),
    "section.figure_kept": _(
        "%(who)s kept an older figure of indicator %(indicator)s in section %(section)s of report %(report)s"
    ),
    "section.own_figure_chosen": _(
        "%(who)s chose a figure of own indicator %(indicator)s for section %(section)s of report %(report)s"
    ),
    "section.own_figure_renewed": _(
        "%(who)s took the newer figure of own indicator %(indicator)s in section %(section)s of report %(report)s"
    ),
    "section.own_figure_kept": _(
        "%(who)s kept an older figure of own indicator %(indicator)s in section %(section)s of report %(report)s"
    ),
    "own_figures.begun": _("%(who)s added own indicator %(indicator)s"),
    "own_figures.changed": _("%(who)s changed what own indicator %(indicator)s is"),
    "own_figures.ended": _("%(who)s ended own indicator %(indicator)s"),
    "own_figures.resumed": _("%(who)s took own indicator %(indicator)s into use again"),
    "own_figures.entered": _("%(who)s entered a figure of own indicator %(indicator)s"),
    "own_figures.corrected": _("%(who)s corrected a figure of own indicator %(indicator)s"),
    "own_figures.removed": _("%(who)s removed a figure of own indicator %(indicator)s"),
    "own_figures.imported": _(
        "%(who)s brought in figures by a file: %(indicators)s new own indicators, %(new)s new figures,"
        " %(changed)s changed"
    ),
}
