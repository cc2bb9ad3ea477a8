"""What is typed to order, and what a customer's coordinator types about the licence."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, Field, RadioField, SelectField, StringField

from app.payments.forms import BillingForm
from app.web.forms import FORM_OF_AN_EMAIL, Form, at_most, required, tidy

BEFORE_THE_INVOICING = ("municipality", "kind", "orderer_name", "position", "orderer_email")


def _text(label: object, message: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[required(message), at_most(300)])


class OrderForm(BillingForm):
    """Municipality, orderer, the contract, and the invoicing details."""

    municipality = SelectField(
        _("Municipality"),
        description=_("A wellbeing services county cannot order yet: its fee is on the front page."),
        validators=[required(_("Choose the municipality."))],
    )
    kind = RadioField(
        _("What do you order?"),
        description=_(
            "A subscription is invoiced at once, by days to the end of the year. It goes on a calendar year at a time,"
            " unless notice is given."
        ),
        choices=[
            ("trial", _("A trial of 60 days, free of charge, without publishing")),
            ("subscription", _("A subscription until the end of the year")),
        ],
        default="trial",
        validators=[required(_("Choose a trial or a subscription."))],
    )
    orderer_name = _text(_("Your name"), _("Give your name."))
    position = _text(_("Your position"), _("Give your position in the municipality."))
    orderer_email = EmailField(
        _("Your e-mail"),
        filters=[tidy],
        description=_("An address of the municipality's own. The link that confirms the order is sent there."),
        validators=[required(_("Give your e-mail address.")), at_most(254), FORM_OF_AN_EMAIL],
    )
    accepted = BooleanField(
        _("I have read and accept the contract and the data-processing terms for the municipality"),
        validators=[required(_("Read and accept the contract to order."))],
    )

    def __iter__(self) -> Iterator[Field]:
        """In the order of the page, which the error summary follows; what is inherited stands in the middle."""
        first = [self[name] for name in BEFORE_THE_INVOICING]
        return iter([*first, *(field for field in super().__iter__() if field not in first)])

    def orderer(self) -> dict[str, str]:
        """Who orders."""
        return {"name": self.orderer_name.data, "position": self.position.data, "email": self.orderer_email.data}


class LicenceOrderForm(Form):
    """Who orders, and what they have looked at."""

    position = _text(_("Your position"), _("Give your position in the municipality."))
    details_are_right = BooleanField(
        _("The invoicing details are right as they stand"),
        validators=[required(_("Look at the invoicing details. If they are right, tick this."))],
    )
    accepted = BooleanField(
        _("I have read and accept the contract and the data-processing terms for the municipality"),
        validators=[required(_("Read and accept the contract to order."))],
    )


class NoticeForm(Form):
    """Notice is not given by a slip of the hand: the municipality's name is written out."""

    municipality = StringField(_("Write the municipality's name"), filters=[tidy])

    def names_it(self, names: dict[str, str]) -> bool:
        """Whether the name was written, in either language."""
        if (self.municipality.data or "").casefold() in {name.casefold() for name in names.values()}:
            return True
        self.refuse("municipality", _("Write the municipality's name as it stands at the top of the page."))
        return False
