"""What is typed when a package is asked for: of what, under which number, and what the council is asked."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from app.hand_over.actions import Told
from app.hand_over.rules import usual_proposal
from app.reports.forms import settable
from app.web.forms import Form, at_most, between, required, tidy
from app.web.numbers import years
from app.writing.parse import as_written

if TYPE_CHECKING:
    from app.hand_over.models import Package
    from app.reports.models import Report

LONGEST_NUMBER, LONGEST_PROPOSAL, MOST_YEARS = 60, 4_000, 999
AS_IT_STANDS = ""


def _number(label: object, description: object) -> StringField:
    validators = [at_most(LONGEST_NUMBER), settable]
    return StringField(label, description=description, filters=[tidy], validators=validators)


def _proposal(label: object, missing: object) -> TextAreaField:
    validators = [required(missing), at_most(LONGEST_PROPOSAL), settable]
    return TextAreaField(label, filters=[as_written], validators=validators)


class PackageForm(Form):
    """The proposal stands in each language that the municipality writes in."""

    edition = RadioField(_("Of what the package is made"), default=AS_IT_STANDS)
    case_number = _number(_("Case number, if the case has been opened"), _("For example KEMP/123/00.01.02/2026"))
    function_code = _number(
        _("Class in the information management plan, if you know it"),
        _("For example 00.01.02. The registry office knows."),
    )
    proposal_fi = _proposal(_("Proposal to the council, in Finnish"), _("Write in Finnish what the council is asked."))
    proposal_sv = _proposal(_("Proposal to the council, in Swedish"), _("Write in Swedish what the council is asked."))
    retention_years = IntegerField(
        _("For how many years it is kept"),
        description=_("Leave empty when it is kept permanently, as annexes of the council's minutes usually are."),
        validators=[Optional(), between(1, MOST_YEARS, _("Give the years as a whole number from 1 to 999."))],
    )
    has_personal_data = BooleanField(_("The report or its attachments contain personal data"))

    def __init__(self, written_in: Sequence[str], editions: Iterable[int], *, is_frozen: bool, **given: object):
        super().__init__(**given)
        for language in {"fi", "sv"} - set(written_in):
            del self[f"proposal_{language}"]
        stands = _("The report as the council adopted it") if is_frozen else _("The report as it stands: a proposal")
        named = [(str(each), _("Edition %(number)s, as it was published", number=each)) for each in editions]
        self.edition.choices = [*named, (AS_IT_STANDS, stands)]

    @classmethod
    def of_report(
        cls,
        report: "Report",
        newest: "Package | None",
        written_in: Sequence[str],
        editions: Sequence[int],
        *,
        is_sent: bool,
    ) -> "PackageForm":
        """As it was told the last time; else with what the council is usually asked."""
        told = _usual(report) | (_told_before(newest) if newest else {})
        told["edition"] = str(editions[0]) if editions else AS_IT_STANDS
        sent = {} if is_sent else {"formdata": None}
        return cls(written_in, editions, is_frozen=report.is_frozen, data=told, **sent)

    @property
    def wanted_edition(self) -> int | None:
        """Its number; None for the report as it stands."""
        return int(self.edition.data) if self.edition.data else None

    @property
    def told(self) -> Told:
        """What was typed."""
        proposals = {name: self[name].data if name in self else "" for name in ("proposal_fi", "proposal_sv")}
        return Told(
            self.case_number.data or "",
            self.function_code.data or "",
            self.retention_years.data,
            self.has_personal_data.data,
            **proposals,
        )


def _usual(report: "Report") -> dict[str, object]:
    period = years(report.first_year, report.last_year)
    return {f"proposal_{language}": usual_proposal(report.kind, language, period) for language in ("fi", "sv")}


def _told_before(newest: "Package") -> dict[str, object]:
    names = ("case_number", "function_code", "retention_years", "has_personal_data", "proposal_fi", "proposal_sv")
    told = {name: getattr(newest, name) for name in names}
    return {name: value for name, value in told.items() if value != ""}
