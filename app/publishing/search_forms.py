"""What a reader seeks in the register; it stands in the address, so that it can be kept and sent on."""

import re

from flask import g, request
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import Length, ValidationError

from app.publishing.choice_forms import options
from app.publishing.search_rules import Sought
from app.web.forms import Form, tidy
from tenants.municipalities import county_names

YEAR, YEARS = re.compile("[0-9]{4}"), range(1990, 2101)
LONGEST = 200


class SearchForm(Form):
    """Nothing chosen is everything. Nothing is found of who has nothing published (any more): an address that somebody
    follows goes on to answer.
    """

    q = StringField(_("Words in the text"), filters=[tidy], validators=[Length(max=LONGEST)])
    of = StringField(_("Municipality"), filters=[tidy])
    county = SelectField(_("Wellbeing services county"), filters=[tidy], validate_choice=False)
    year = StringField(_("Year"), filters=[tidy], description=_("A year that the report tells of"))

    def __init__(self):
        super().__init__(formdata=request.args)
        self.county.choices = [("", _("All")), *county_names(g.session, g.language)]
        for each in (self.of, self.county):
            each.data = each.data or ""
        self.of.options = options(g.language, self.of.data)

    def validate_year(self, field: StringField) -> None:
        """A year or nothing."""
        self.sought_year = None
        if field.data:
            if not YEAR.fullmatch(field.data) or int(field.data) not in YEARS:
                raise ValidationError(_("Write a year as four digits, for example 2026."))
            self.sought_year = int(field.data)

    def sought(self) -> Sought:
        """What was asked, once it is valid."""
        return Sought(self.q.data or "", self.of.data, self.county.data, self.sought_year)

    def in_address(self) -> dict[str, str]:
        """What was asked, for links to other pages of the answer."""
        return {field.name: field.data for field in self if field.data}
