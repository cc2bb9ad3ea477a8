"""What is typed about support access."""

import uuid
from collections.abc import Iterable

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


def one_of(first: object, rows: Iterable[tuple[object, str]]) -> list[tuple[str, object]]:
    """What a list offers: what says that nothing is chosen, and (id, name) of each."""
    return [("", first), *((str(id), name) for id, name in rows)]


class OwnAccessForm(Form):
    """Where a person of the association wants to look, and why."""

    municipality = SelectField(_("Municipality"), validators=[required(_("Choose the municipality."))])
    reason = reason_field()

    def __init__(self, municipalities: list[tuple[uuid.UUID, str]]):
        super().__init__()
        self.municipality.choices = one_of(_("Choose a municipality"), municipalities)


class AccessForm(Form):
    """Whom a coordinator lets look, and why."""

    staff = SelectField(_("Who may look?"), validators=[required(_("Choose a person."))])
    reason = reason_field()

    def __init__(self, association: list[tuple[uuid.UUID, str]]):
        super().__init__()
        self.staff.choices = one_of(_("Choose a person"), association)
