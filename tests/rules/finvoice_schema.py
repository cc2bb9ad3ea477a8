"""What Finvoice 3.0's schema (Finance Finland, 17.12.2020) says of the elements we write.

The schema itself may be used but not passed on. Here: which children an element has, in their strict order, and what
a text may be.
"""

import re

from lxml import etree

ADDRESS = "{role}StreetName{{1,3}} {role}TownName {role}PostCodeIdentifier CountryCode?"
PARTY = "{role}PartyIdentifier? {role}OrganisationName+ {role}OrganisationTaxCode? {role}PostalAddressDetails?"
COMMUNICATION = "{role}PhoneNumberIdentifier? {role}EmailaddressIdentifier?"

CHILDREN = {
    "Finvoice": (
        "MessageTransmissionDetails? SellerPartyDetails SellerOrganisationUnitNumber? SellerCommunicationDetails?"
        " SellerInformationDetails? InvoiceRecipientLanguageCode? BuyerPartyDetails BuyerOrganisationUnitNumber?"
        " BuyerCommunicationDetails? InvoiceDetails InvoiceRow+ EpiDetails"
    ),
    "MessageTransmissionDetails": "MessageSenderDetails MessageReceiverDetails MessageDetails",
    "MessageSenderDetails": "FromIdentifier FromIntermediator",
    "MessageReceiverDetails": "ToIdentifier ToIntermediator",
    "MessageDetails": "MessageIdentifier MessageTimeStamp SpecificationIdentifier?",
    "SellerInformationDetails": "SellerAccountDetails*",
    "SellerAccountDetails": "SellerAccountID SellerBic",
    "InvoiceDetails": (
        "InvoiceTypeCode InvoiceTypeCodeUN? InvoiceTypeText OriginCode InvoiceNumber InvoiceDate OriginalInvoiceNumber?"
        " OriginalInvoiceDate? InvoicingPeriodStartDate? InvoicingPeriodEndDate? OrderIdentifier? AgreementIdentifier?"
        " BuyerReferenceIdentifier? RowsTotalVatExcludedAmount? InvoiceTotalVatExcludedAmount? InvoiceTotalVatAmount?"
        " InvoiceTotalVatIncludedAmount VatSpecificationDetails* InvoiceFreeText* PaymentTermsDetails*"
    ),
    "VatSpecificationDetails": "VatBaseAmount? VatRatePercent? VatCode? VatRateAmount?",
    "PaymentTermsDetails": "PaymentTermsFreeText{0,2} InvoiceDueDate?",
    "InvoiceRow": (
        "ArticleName? ArticleDescription? InvoicedQuantity* StartDate? EndDate? UnitPriceAmount?"
        " RowPositionIdentifier? RowVatRatePercent? RowVatCode? RowVatExcludedAmount?"
    ),
    "EpiDetails": "EpiIdentificationDetails EpiPartyDetails EpiPaymentInstructionDetails",
    "EpiIdentificationDetails": "EpiDate EpiReference",
    "EpiPartyDetails": "EpiBfiPartyDetails EpiBeneficiaryPartyDetails",
    "EpiBfiPartyDetails": "EpiBfiIdentifier?",
    "EpiBeneficiaryPartyDetails": "EpiNameAddressDetails? EpiAccountID",
    "EpiPaymentInstructionDetails": (
        "EpiRemittanceInfoIdentifier? EpiInstructedAmount EpiCharge EpiDateOptionDate EpiPaymentMeansCode?"
    ),
}
for each in ("Seller", "Buyer"):
    CHILDREN[f"{each}PartyDetails"] = PARTY.format(role=each)
    CHILDREN[f"{each}PostalAddressDetails"] = ADDRESS.format(role=each)
    CHILDREN[f"{each}CommunicationDetails"] = COMMUNICATION.format(role=each)

DAY = r"[0-9]{8}"
CODE = r"[A-Z0-9]{1,3}"
PERCENT = r"[1-9]?[0-9]{1,2}(,[0-9]{1,3})?"
MONEY = r"-?[0-9]{1,15}(,[0-9]{2,5})?"
BIC = r"[A-Z0-9]{8,11}"

# By the end of the element's name; the first that fits.
TEXTS = {
    "EpiInstructedAmount": r"-?[0-9]{1,15},[0-9]{2}",
    "EpiRemittanceInfoIdentifier": r"[0-9]{2,20}|RF[0-9]{2}[0-9A-Za-z]{1,21}",
    "EpiReference": r"[\w.:-]{0,35}",
    "EpiNameAddressDetails": r".{2,35}",
    "EpiAccountID": r"\w{1,34}",
    "EpiCharge": r"SHA",
    "SellerAccountID": r"\w{2,35}",
    "InvoiceTypeCode": r"INV[0-9]{2}",
    "OriginCode": r"Original",
    "MessageIdentifier": r".{2,48}",
    "MessageTimeStamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
    "InvoicedQuantity": r"(?=.{1,14}$)-?[0-9]+(,[0-9]+)?",
    "InvoiceNumber": r".{1,20}",
    "InvoiceTypeText": r".{1,35}",
    "InvoiceFreeText": r".{0,512}",
    "ArticleDescription": r".{0,512}",
    "ArticleName": r".{0,100}",
    "PaymentTermsFreeText": r".{0,70}",
    "OrganisationName": r".{2,70}",
    "EmailaddressIdentifier": r".{0,70}",
    "OrderIdentifier": r".{0,70}",
    "AgreementIdentifier": r".{0,70}",
    "BuyerReferenceIdentifier": r".{0,70}",
    "StreetName": r".{2,35}",
    "TownName": r".{2,35}",
    "PostCodeIdentifier": r".{2,35}",
    "Intermediator": r".{2,35}",
    "FromIdentifier": r".{2,35}",
    "ToIdentifier": r".{2,35}",
    "Identifier": r".{0,35}",
    "OrganisationUnitNumber": r".{0,35}",
    "OrganisationTaxCode": r".{0,35}",
    "LanguageCode": r"[A-Z]{2}",
    "CountryCode": r"[A-Z]{2}",
    "Bic": BIC,
    "Date": DAY,
    "Percent": PERCENT,
    "Amount": MONEY,
    "CodeUN": CODE,
    "Code": CODE,
}
ATTRIBUTES = {
    "Date": {"Format": "CCYYMMDD"},
    "Amount": {"AmountCurrencyIdentifier": "EUR"},
    "AccountID": {"IdentificationSchemeName": "IBAN"},
    "SellerBic": {"IdentificationSchemeName": "BIC"},
    "EpiBfiIdentifier": {"IdentificationSchemeName": "BIC"},
    "EpiCharge": {"ChargeOption": "SHA"},
}


def faults(element: etree._Element) -> list[str]:
    """Everything in and below the element that the schema does not allow."""
    if len(element):
        return [*_order(element), *(fault for child in element for fault in faults(child))]
    return [*_text(element), *_attributes(element)]


def _order(element: etree._Element) -> list[str]:
    allowed = re.sub(r"(\w+)(\S*)", r"(\1 )\2", CHILDREN[element.tag]).replace(") (", ")(").replace(" (", "(")
    found = "".join(f"{child.tag} " for child in element)
    return [] if re.fullmatch(allowed, found) else [f"{element.tag} holds {found}"]


def _text(element: etree._Element) -> list[str]:
    form = next(form for name, form in TEXTS.items() if element.tag.endswith(name))
    return [] if re.fullmatch(form, element.text) else [f"{element.tag} says {element.text}"]


def _attributes(element: etree._Element) -> list[str]:
    for name, wanted in ATTRIBUTES.items():
        if element.tag.endswith(name) and not wanted.items() <= dict(element.attrib).items():
            return [f"{element.tag} has {dict(element.attrib)}"]
    return []
