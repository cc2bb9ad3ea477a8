"""What is typed into the advice about a section: by the association's staff, and by a municipality for its writers."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField

from app.web.forms import Form, at_most, required
from app.writing.parse import as_written

LONGEST = 3_000
SHOWN = {
    "association": _("The association's advice"),
    "own": _("The municipality's own advice"),
    "none": _("No advice"),
}


def _text(label: object) -> TextAreaField:
    return TextAreaField(label, filters=[as_written], validators=[at_most(LONGEST)])


class TextsForm(Form):
    """Texts by language, each in both languages or in neither."""

    def typed(self, name: str) -> dict[str, str]:
        """The texts of a pair of fields."""
        return {code: (self[f"{name}_{code}"].data or "").strip() for code in ("fi", "sv")}

    def refuse_half(self, name: str) -> None:
        """An error at the field that was left empty while the other was not."""
        texts = self.typed(name)
        if bool(texts["fi"]) != bool(texts["sv"]):
            self.refuse(f"{name}_sv" if texts["fi"] else f"{name}_fi", _("Write the text in both languages."))


class InstructionForm(TextsForm):
    """Advice about a section with an example; empty in both languages takes either away."""

    text_fi = _text(_("Text in Finnish"))
    text_sv = _text(_("Text in Swedish"))
    example_fi = _text(_("Example in Finnish"))
    example_sv = _text(_("Example in Swedish"))

    @property
    def texts(self) -> dict[str, str]:
        """The advice by language."""
        return self.typed("text")

    @property
    def examples(self) -> dict[str, str]:
        """The example by language."""
        return self.typed("example")

    def validate(self, extra_validators: object = None) -> bool:
        """Both languages or neither."""
        super().validate(extra_validators)
        self.refuse_half("text")
        self.refuse_half("example")
        return not self.errors


class OwnInstructionForm(TextsForm):
    """What a municipality's writers see of the advice about a section."""

    shown = RadioField(
        _("What do the writers see?"),
        choices=list(SHOWN.items()),
        validators=[required(_("Choose what the writers see."))],
    )
    text_fi = _text(_("Own advice in Finnish"))
    text_sv = _text(_("Own advice in Swedish"))

    @property
    def texts(self) -> dict[str, str]:
        """By language."""
        return self.typed("text")

    def validate(self, extra_validators: object = None) -> bool:
        """Own advice is written, in both languages: who writes in one may use the service in the other."""
        super().validate(extra_validators)
        self.refuse_half("text")
        if self.shown.data == "own" and not any(self.texts.values()):
            self.refuse("text_fi", _("Write the advice."))
        return not self.errors
