"""What is typed about support access."""

import uuid

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField

from app.web.forms import Form, at_most, required, tidy
from tenants.support import LONGEST_REASON


def reason_field() -> StringField:
    """Why somebody looks: it is read in the trail for good."""
    return StringField(
        _("Why is it needed?"),
        description=_("The reason is shown in the trail. Do not write personal details."),
        filters=[tidy],
        validators=[required(_("Write why the access is needed.")), at_most(LONGEST_REASON)],
    )


class AccessForm(Form):
    """Whom a coordinator lets look, and why."""

    staff = SelectField(_("Who may look?"), validators=[required(_("Choose a person."))])
    reason = reason_field()

    def __init__(self, association: list[tuple[uuid.UUID, str]]):
        super().__init__()
        self.staff.choices = [("", _("Choose a person")), *((str(id), name) for id, name in association)]
