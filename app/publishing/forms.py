"""What is typed when a report is published again, or withdrawn: a sentence in each language, for residents."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from app.reports.forms import settable
from app.web.forms import Form, at_most, required, tidy

LONGEST = 500


def _sentence(label: object, missing: object) -> TextAreaField:
    return TextAreaField(label, filters=[tidy], validators=[required(missing), at_most(LONGEST), settable])


class InEachLanguage(Form):
    """Fields of one name, of which those stay that the municipality writes in."""

    NAME = ""

    def __init__(self, written_in: Sequence[str], **given: object):
        super().__init__(**given)
        for language in {"fi", "sv"} - set(written_in):
            del self[f"{self.NAME}_{language}"]

    @property
    def said(self) -> dict[str, str]:
        """What was typed, by language; blank in one that is not written."""
        fields = {language: self._fields.get(f"{self.NAME}_{language}") for language in ("fi", "sv")}
        return {language: field.data if field else "" for language, field in fields.items()}


class PublishForm(InEachLanguage):
    """The first edition asks nothing, a later one what it corrects."""

    NAME = "told"
    told_fi = _sentence(_("What has changed, in Finnish"), _("Tell in Finnish what has changed."))
    told_sv = _sentence(_("What has changed, in Swedish"), _("Tell in Swedish what has changed."))

    def __init__(self, written_in: Sequence[str], *, is_correction: bool, **given: object):
        super().__init__(written_in if is_correction else (), **given)

    @property
    def told(self) -> dict[str, str]:
        """What is corrected, by language."""
        return self.said


class WithdrawForm(InEachLanguage):
    """Why residents do not get the edition any more."""

    NAME = "reason"
    reason_fi = _sentence(_("Reason for the withdrawal, in Finnish"), _("Give the reason in Finnish."))
    reason_sv = _sentence(_("Reason for the withdrawal, in Swedish"), _("Give the reason in Swedish."))

    @property
    def reasons(self) -> dict[str, str]:
        """The reason by language."""
        return self.said
