"""Who sends and who gets a Finvoice file: the parties, and the addresses it travels between."""

from lxml import etree

from billing.documents import Document, Party
from billing.electronic_addresses import scheme
from billing.finvoice_elements import Elements, texts, whole
from billing.markup import compact, element


def transmission(document: Document) -> etree._Element | None:
    """Where the file comes from and goes; without both addresses and operators an operator could not carry it."""
    sender, receiver = document.seller, document.buyer
    if not all((sender.e_invoice_address, sender.operator, receiver.e_invoice_address, receiver.operator)):
        return None
    return element(
        "MessageTransmissionDetails",
        element(
            "MessageSenderDetails",
            _address_of("FromIdentifier", sender),
            element("FromIntermediator", sender.operator),
        ),
        element(
            "MessageReceiverDetails",
            _address_of("ToIdentifier", receiver),
            element("ToIntermediator", receiver.operator),
        ),
        element(
            "MessageDetails",
            element("MessageIdentifier", document.number),
            # The day it was issued: the same document is always the same file.
            element("MessageTimeStamp", f"{document.issued_on.isoformat()}T00:00:00"),
            element("SpecificationIdentifier", "EN16931"),
        ),
    )


def seller_details(seller: Party) -> Elements:
    """All that stands before the recipient's language."""
    account = element(
        "SellerAccountDetails",
        element("SellerAccountID", compact(seller.iban), IdentificationSchemeName="IBAN"),
        element("SellerBic", seller.bic, IdentificationSchemeName="BIC"),
    )
    return *_party("Seller", seller), element("SellerInformationDetails", account)


def buyer_details(buyer: Party) -> Elements:
    """All that stands between the recipient's language and the invoice's own details."""
    return _party("Buyer", buyer)


def _address_of(name: str, party: Party) -> etree._Element:
    code = scheme(party.e_invoice_address)
    return element(name, party.e_invoice_address, **({"SchemeID": code} if code else {}))


def _party(role: str, party: Party) -> Elements:
    return (
        element(
            f"{role}PartyDetails",
            element(f"{role}PartyIdentifier", party.business_id),
            *texts(f"{role}OrganisationName", party.name, longest=70),
            element(f"{role}OrganisationTaxCode", party.vat_id),
            _postal_address(role, party),
        ),
        element(f"{role}OrganisationUnitNumber", party.e_invoice_address),
        element(
            f"{role}CommunicationDetails",
            whole(f"{role}PhoneNumberIdentifier", party.phone, longest=35),
            whole(f"{role}EmailaddressIdentifier", party.email, longest=70),
        ),
    )


def _postal_address(role: str, party: Party) -> etree._Element | None:
    """All of it or nothing: the schema knows no address without a street, a town or a code."""
    street = texts(f"{role}StreetName", party.street, longest=35, most=3)
    town = texts(f"{role}TownName", party.town, longest=35, most=1)
    code = texts(f"{role}PostCodeIdentifier", party.postal_code, longest=35, most=1)
    if not (street and town and code):
        return None
    return element(f"{role}PostalAddressDetails", *street, *town, *code, element("CountryCode", party.country))
