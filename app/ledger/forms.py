"""What staff type about money."""

import re
from datetime import date
from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from app.ledger.queries import PaymentPage
from app.ledger.words import AT_THE_INVOICE, REFUSALS
from app.web import languages, numbers
from app.web.forms import Form, at_most, cents_in, day_in, required, tidy
from billing.payment_queue import Suggestion
from tenants import clock
from tenants.errors import Refused

MOST_SUGGESTED = 8
ANOTHER = "another"
RATE = re.compile(r"[0-9]{1,2}(?:[,.][0-9]{1,3})?")


class BankFileForm(Form):
    """What the bank told about the account."""

    file = FileField(
        _("File from the bank"),
        description=_("XML: camt.053 or camt.054, version 02 or 08, at most 10 MB."),
        validators=[FileRequired(_("Choose a file."))],
    )


class CountForm(Form):
    """How much of a payment counts for which invoice."""

    suggested = RadioField(_("Invoice"), validators=[required(_("Choose an invoice."))])
    number = StringField(_("Number or reference number of the invoice"), filters=[tidy], validators=[at_most(40)])
    sum = StringField(_("Sum in euros"), filters=[tidy], validators=[required(_("Give the sum."))])

    def __init__(self, row: PaymentPage, names: dict, **more: object):
        suggestions = row.waits.suggestions[:MOST_SUGGESTED] if row.waits else ()
        likely, self.waits = suggestions[0] if suggestions else None, row.waits is not None
        rest = abs(row.rest_cents)
        proposed = min(rest, likely.cents) if likely else rest
        super().__init__(
            data={
                "suggested": likely.balance.invoice.number if likely else ANOTHER,
                "sum": _plain_euros(proposed),
            },
            **more,
        )
        self.suggested.choices = [(each.balance.invoice.number, _about(each, names)) for each in suggestions]
        if suggestions:
            self.suggested.choices.append((ANOTHER, gettext("Another invoice")))
        else:
            del self.suggested

    @property
    def invoice(self) -> str:
        """The number or reference chosen or typed."""
        chosen = self.suggested.data if "suggested" in self else ANOTHER
        return self.number.data if chosen == ANOTHER else chosen

    def validate_number(self, field: StringField) -> None:
        """Needed unless a suggested invoice was chosen."""
        if not self.invoice:
            raise ValidationError(_("Give the number or the reference number of the invoice."))

    def validate_sum(self, field: StringField) -> None:
        """A sum of money, of what still waits."""
        if not self.waits:
            raise ValidationError(_("Nothing of this payment waits to be counted."))
        self.cents = cents_in(field)

    def refuse_as_said(self, refused: Refused) -> None:
        """At the field that it is about."""
        self.refuse_as(refused, REFUSALS, "number" if refused.reason in AT_THE_INVOICE else "sum")


class GiveBackForm(Form):
    """How much is given back of a payment; by bank also when that was done."""

    sum = StringField(_("Sum in euros"), filters=[tidy], validators=[required(_("Give the sum."))])
    paid_on = StringField(
        _("Day on which it was paid back"),
        filters=[tidy],
        description=_("As it stands on the account."),
        validators=[required(_("Give the day."))],
    )

    def __init__(self, row: PaymentPage):
        super().__init__(data={"sum": _plain_euros(row.returnable_cents)})
        if row.payment.channel == "stripe":
            del self.paid_on

    def validate_sum(self, field: StringField) -> None:
        """A sum of money."""
        self.cents = cents_in(field)

    def validate_paid_on(self, field: StringField) -> None:
        """Only what has been done is told."""
        self.day = day_in(field)
        if self.day > clock.today():
            raise ValidationError(_("The day cannot be in the future: pay first, then record it here."))


class DisputeForm(Form):
    """What the payer says, or how it was settled."""

    note = StringField(_("Note"), filters=[tidy], validators=[required(_("Write what it is about.")), at_most(500)])


class RateForm(Form):
    """The reference rate of a half-year."""

    half_year = SelectField(_("Half-year"), validators=[required(_("Choose the half-year."))])
    rate = StringField(_("Reference rate, per cent"), filters=[tidy], description=_("For example 2,5"))

    def __init__(self, known: dict[date, Decimal], **more: object):
        years = range(max(known).year, max(*known, clock.today()).year + 2)
        halves = [date(year, month, 1) for year in years for month in (1, 7)]
        super().__init__(data={"half_year": next(each for each in halves if each not in known).isoformat()}, **more)
        self.half_year.choices = [(each.isoformat(), half_year_words(each)) for each in halves]

    @property
    def first_day(self) -> date:
        """Of the chosen half-year."""
        return date.fromisoformat(self.half_year.data)

    def validate_rate(self, field: StringField) -> None:
        """A decimal number."""
        if not RATE.fullmatch(field.data or ""):
            raise ValidationError(_("Write the rate as per cent, for example 2,5."))
        self.per_cent = Decimal(field.data.replace(",", "."))


def half_year_words(half_year: date) -> str:
    """Its first and its last day."""
    last = date(half_year.year, 6, 30) if half_year.month == 1 else date(half_year.year, 12, 31)
    return "–".join(numbers.day(each, languages.current()) for each in (half_year, last))


def _about(suggestion: Suggestion, names: dict) -> str:
    """An invoice and what speaks for it, on one line."""
    invoice, reasons = suggestion.balance.invoice, []
    if suggestion.is_named:
        reasons.append(gettext("named by the payer"))
    if suggestion.is_same_payer:
        reasons.append(gettext("the same payer"))
    if suggestion.is_same_sum:
        reasons.append(gettext("the same sum"))
    cents = numbers.money(suggestion.cents, languages.current())
    name = names.get(invoice.tenant_id, "")
    return f"{invoice.number}, {name}, {cents} ({', '.join(reasons)})"


def _plain_euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"
