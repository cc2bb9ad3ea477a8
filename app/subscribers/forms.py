"""Where letters on new editions go, and about whose."""

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import EmailField, SelectField

from app.web.forms import FORM_OF_AN_EMAIL, OpenForm, at_most, required, sendable, tidy


class FollowForm(OpenForm):
    """Nothing chosen is all municipalities; `of` and `county` may come along from a page."""

    email = EmailField(
        _("Your e-mail"),
        description=_("We send you a letter. Nothing else comes before you have opened its link and confirmed."),
        filters=[tidy],
        validators=[required(_("Give your e-mail address.")), at_most(254), FORM_OF_AN_EMAIL, sendable],
    )
    municipality = SelectField(
        _("Municipality"), filters=[tidy], description=_("Choose a municipality or a county, or leave both open.")
    )
    county = SelectField(_("Wellbeing services county"), filters=[tidy])

    def __init__(self, municipalities: list[tuple[str, str]], counties: list[tuple[str, str]]):
        chosen = {"municipality": request.args.get("of", ""), "county": request.args.get("county", "")}
        super().__init__(data=chosen)
        self.municipality.choices = [("", _("All")), *municipalities]
        self.county.choices = [("", _("All")), *counties]

    def validate(self, extra_validators: object = None) -> bool:
        """One of both is enough to say whose."""
        super().validate(extra_validators)
        if self.municipality.data and self.county.data:
            self.refuse("county", _("Choose either a municipality or a county."))
        return not self.errors
