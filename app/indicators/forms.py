"""What is typed about figures: with which municipalities one compares oneself."""

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, StringField
from wtforms.validators import ValidationError

from app.indicators.areas import MOST_MUNICIPALITIES, Register
from app.indicators.words import REFUSALS
from app.web.forms import Form


class ComparisonForm(Form):
    """Some of the municipalities offered, and one more by its name."""

    municipality = SelectMultipleField(_("Comparison municipalities"))
    name = StringField(_("Another municipality"), description=_("Write its name."))

    def __init__(self, everybody: Register, own_code: str, offered: list[tuple[str, str]], saved: list[str]):
        super().__init__(data={"municipality": saved})
        self.everybody, self.own_code = everybody, own_code
        self.municipality.choices = offered

    @property
    def codes(self) -> list[str]:
        """What was chosen, the typed one last."""
        typed = self.everybody.named(self.name.data or "")
        return list(dict.fromkeys([*self.municipality.data, *([typed] if typed else [])]))

    def validate_name(self, field: StringField) -> None:
        """A municipality there is, that is not the own one, and not too many in all."""
        if field.data and field.data.strip():
            code = self.everybody.named(field.data)
            if code is None:
                raise ValidationError(_("There is no municipality with this name."))
            if code == self.own_code:
                raise ValidationError(_("This is your own municipality."))
        if len(self.codes) > MOST_MUNICIPALITIES:
            raise ValidationError(str(REFUSALS["too_many"]) % {"most": MOST_MUNICIPALITIES})
