"""The summary as it is typed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, TextAreaField
from wtforms.widgets import HiddenInput

from app.reports.forms import settable
from app.web.forms import Form, at_most
from app.writing.parse import as_written

if TYPE_CHECKING:
    from app.reports.models import Report

LONGEST = 20_000


class SummaryForm(Form):
    """The text in each language that is written, with the number of the version that its writer began from."""

    text_fi = TextAreaField(_("Summary in Finnish"), filters=[as_written], validators=[at_most(LONGEST), settable])
    text_sv = TextAreaField(_("Summary in Swedish"), filters=[as_written], validators=[at_most(LONGEST), settable])
    version_fi = IntegerField(widget=HiddenInput(), default=0)
    version_sv = IntegerField(widget=HiddenInput(), default=0)

    def __init__(self, written_in: Sequence[str], report: "Report", **given: object):
        stored = {f"text_{each.language}": each.text for each in report.summaries}
        stored |= {f"version_{each.language}": each.version for each in report.summaries}
        super().__init__(data=stored, **given)
        self.written_in = written_in
        self.theirs: dict[str, str] = {}
        """What somebody else has written since the texts were shown, by language."""
        for language in {"fi", "sv"} - set(written_in):
            del self[f"text_{language}"], self[f"version_{language}"]

    @property
    def typed(self) -> dict[str, tuple[str, int]]:
        """By language the text, and the version it was begun from."""
        return {code: (self[f"text_{code}"].data or "", self[f"version_{code}"].data or 0) for code in self.written_in}

    def show_what_is_stored(self, report: "Report") -> None:
        """From now on this form has seen what somebody else wrote meanwhile."""
        for each in report.summaries:
            if each.language in self.written_in and each.version != self[f"version_{each.language}"].data:
                version = self[f"version_{each.language}"]
                version.data, version.raw_data = each.version, None
                self.theirs[each.language] = each.text
