"""What is looked for in a report, and what comes instead."""

from flask import g
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField

from app.reports.forms import settable
from app.sections.replacing import Search
from app.web.forms import Form, at_most, required

LONGEST_WORDS = 200


def not_blank(text: str | None) -> str:
    """Blanks alone are nothing to look for; others may matter."""
    return text if text and text.strip() else ""


class FindForm(Form):
    """Sent with the address, so that a search can be shared; `deed` is the button that was pressed."""

    q = StringField(
        _("Find"),
        filters=[not_blank],
        validators=[required(_("Write what to look for.")), at_most(LONGEST_WORDS)],
    )
    by = StringField(_("Replace with"), validators=[at_most(LONGEST_WORDS), settable])
    texts = SelectField(
        _("In which texts"),
        choices=[("", _("In both languages")), ("fi", _("In Finnish")), ("sv", _("In Swedish"))],
        default="",
    )
    whole = BooleanField(_("Whole words only"))
    case = BooleanField(_("Same capitals only"))
    deed = StringField()

    @property
    def search(self) -> Search:
        """What was typed; words are only looked for unless the other button was pressed."""
        languages = [code for code in g.written_in if self.texts.data in ("", code)]
        by = (self.by.data or "") if self.deed.data == "replace" else None
        return Search(self.q.data, by, languages, self.whole.data, self.case.data)
