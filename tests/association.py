"""The association of the tests."""

from app.config import Operator

OPERATOR = Operator(
    name={"fi": "Koeliitto", "sv": "Provförbundet"},
    email="tuki@koeliitto.example",
    phone="+358 00 000 0000",
    street={"fi": "Koekatu 1", "sv": "Provgatan 1"},
    postal_code="00100",
    town={"fi": "Helsinki", "sv": "Helsingfors"},
    business_id="1234567-1",
    iban="FI2112345600000785",
    bic="NDEAFIHH",
    e_invoice_address="003712345671",
    e_invoice_operator="003723327487",
    logo=None,
)
