"""What staff tell of a merger of municipalities."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField

from app.web.forms import Form, day_in, required, tidy


class AddressesForm(Form):
    """Which municipality is part of which, and from which day on."""

    code = SelectField(_("Municipality that is no more"), validators=[required(_("Choose the municipality."))])
    into = SelectField(_("Municipality that it is part of"), validators=[required(_("Choose the municipality."))])
    first_day_typed = StringField(
        _("First day as a part of it"), filters=[tidy], description=_("For example 1.1.2027")
    )

    def __init__(self, municipalities: list[tuple[str, str]]):
        super().__init__()
        self.code.choices = self.into.choices = [("", _("Choose a municipality")), *municipalities]

    def validate_first_day_typed(self, field: StringField) -> None:
        """Read the day as it is written in Finland."""
        self.first_day = day_in(field)
