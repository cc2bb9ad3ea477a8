"""What a coordinator types to have everything deleted."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, StringField

from app.leaving.rules import LONGEST_DELAY, SHORTEST_DELAY
from app.web.forms import Form, between, required, tidy


class DeletionForm(Form):
    """When, with or without what was published; and, against a slip of the hand, whose."""

    delay_days = IntegerField(
        _("In how many days"),
        default=SHORTEST_DELAY,
        description=_("30–90 days. Until then any coordinator can stop the deletion."),
        validators=[
            required(_("Choose a delay of 30–90 days.")),
            between(SHORTEST_DELAY, LONGEST_DELAY, _("Choose a delay of 30–90 days.")),
        ],
    )
    withdraws_editions = BooleanField(
        _("Delete the published reports too"),
        description=_("Otherwise residents can go on reading them at their addresses."),
    )
    municipality = StringField(_("Write the municipality's name"), filters=[tidy])

    def names_it(self, names: dict[str, str]) -> bool:
        """Whether the name was written, in either language."""
        if (self.municipality.data or "").casefold() in {name.casefold() for name in names.values()}:
            return True
        self.refuse("municipality", _("Write the municipality's name as it stands at the top of the page."))
        return False
