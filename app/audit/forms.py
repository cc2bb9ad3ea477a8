"""What a reader of the trail chooses to see."""

import uuid

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import ValidationError

from app.audit.rules import Filter
from app.audit.words import KINDS
from app.web.forms import Form, day_in, tidy

ALL, SYSTEM = "", "system"


class TrailForm(Form):
    """Stands in the address, so that a page of the trail can be kept and sent on."""

    first_day = StringField(_("From"), filters=[tidy], description=_("For example 12.1.2026"))
    last_day = StringField(_("Until"), filters=[tidy], description=_("For example 12.1.2026"))
    person = SelectField(_("Who"))
    kind = SelectField(_("What"))

    def __init__(self, names: dict[uuid.UUID, str]):
        super().__init__(formdata=request.args)
        self.person.choices = [(ALL, _("Everybody")), *((str(id), name) for id, name in names.items()),
                               (SYSTEM, _("The system"))]  # fmt: skip
        self.kind.choices = [(ALL, _("Everything")), *KINDS.items()]
        for each in (self.person, self.kind):
            each.data = each.data or ALL

    def validate_first_day(self, field: StringField) -> None:
        """A day or nothing."""
        self.begins_on = day_in(field) if field.data else None

    def validate_last_day(self, field: StringField) -> None:
        """A day or nothing, and not before the first."""
        self.ends_on = day_in(field) if field.data else None
        if self.ends_on and self.begins_on and self.ends_on < self.begins_on:
            raise ValidationError(_("The last day cannot be before the first day."))

    def wanted(self) -> Filter:
        """What was chosen, once it is valid."""
        person_id = uuid.UUID(self.person.data) if self.person.data not in (ALL, SYSTEM) else None
        return Filter(self.begins_on, self.ends_on, person_id, self.person.data == SYSTEM, self.kind.data or None)

    def in_address(self) -> dict[str, str]:
        """What was chosen, for links to the same choice elsewhere."""
        return {field.name: field.data for field in self if field.data}
