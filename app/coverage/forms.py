"""What is decided about one indicator of a report's list."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField

from app.reports.forms import settable
from app.web.forms import Form, at_most, required

if TYPE_CHECKING:
    from app.reports.models import Section

LONGEST_REASON = 1_000
DECISIONS = {
    "section": _("It is handled in the words of a section"),
    "left_out": _("It is left out of the report"),
    "open": _("It is not decided yet"),
}


def _reason(label: object) -> TextAreaField:
    tidied = [lambda text: " ".join((text or "").split())]
    return TextAreaField(label, filters=tidied, validators=[at_most(LONGEST_REASON), settable])


class DecisionForm(Form):
    """Handled where, or left out why: with a reason in each language that the municipality writes in."""

    decision = RadioField(
        _("What becomes of it?"),
        choices=list(DECISIONS.items()),
        validators=[required(_("Choose what becomes of it."))],
    )
    section = SelectField(_("Section"))
    reason_fi = _reason(_("Reason in Finnish"))
    reason_sv = _reason(_("Reason in Swedish"))

    def __init__(self, sections: Iterable["Section"], language: str, written_in: Sequence[str], **given: object):
        super().__init__(**given)
        self.section.choices = [
            ("", _("no section")), *((str(each.position), f"{each.number} {each.title(language)}") for each in sections)
        ]  # fmt: skip
        self.written_in = written_in
        for other in {"fi", "sv"} - set(written_in):
            del self[f"reason_{other}"]

    @property
    def reasons(self) -> dict[str, str]:
        """By language; empty unless it is left out."""
        return {code: self[f"reason_{code}"].data for code in self.written_in} if self._is("left_out") else {}

    @property
    def position(self) -> int | None:
        """The chosen section's; None unless it is handled in one."""
        return int(self.section.data) if self._is("section") else None

    def _is(self, decision: str) -> bool:
        return self.decision.data == decision

    def validate(self, extra_validators: object = None) -> bool:
        """A section or reasons, as the decision asks."""
        super().validate(extra_validators)
        if self._is("section") and not self.section.data:
            self.refuse("section", _("Choose the section."))
        for code, reason in self.reasons.items():
            if not reason:
                self.refuse(f"reason_{code}", _("Tell why it is left out: residents see this in the annex."))
        return not self.errors
