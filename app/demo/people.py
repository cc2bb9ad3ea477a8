"""The example people and payers. Nobody here exists."""

from dataclasses import dataclass

from tenants.permissions import Role
from tenants.requests import Asked

BILINGUAL, FINNISH = "445", "244"
"""Parainen/Pargas, bilingual with a Swedish-speaking majority, and Kempele, Finnish."""


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as; staff have no municipality."""

    email: str
    name: str
    language: str
    role: Role | None = None
    municipality_code: str | None = None


PEOPLE = (
    DemoPerson("koordinator@pargas.example", "Karin Koordinator (exempel)", "sv", Role.COORDINATOR, BILINGUAL),
    DemoPerson("skribent@pargas.example", "Sten Skribent (exempel)", "sv", Role.WRITER, BILINGUAL),
    DemoPerson("lukija@parainen.example", "Leena Lukija (esimerkki)", "fi", Role.READER, BILINGUAL),
    DemoPerson("koordinaattori@kempele.example", "Kaisa Koordinaattori (esimerkki)", "fi", Role.COORDINATOR, FINNISH),
    DemoPerson("kirjoittaja@kempele.example", "Kalle Kirjoittaja (esimerkki)", "fi", Role.WRITER, FINNISH),
    DemoPerson("lukija@kempele.example", "Laura Lukija (esimerkki)", "fi", Role.READER, FINNISH),
    DemoPerson("tuki@esimerkkiliitto.example", "Tiina Tuki (esimerkki)", "fi"),
    DemoPerson("stod@exempelforbundet.example", "Stina Stöd (exempel)", "sv"),
)

ASKED = Asked(
    municipality_code=FINNISH,
    name="Kirsi Kirjastonjohtaja (esimerkki)",
    email="kirjasto@kempele.example",
    position="Kirjastonjohtaja",
    reason="Kirjoitan kirjaston osan.",
    language="fi",
)
"""Somebody who asks for an account."""


def _payer(name: str, business_id: str, street: str, town: str, email: str, language: str) -> dict[str, str]:
    return {
        "name": name,
        "business_id": business_id,
        "street": street,
        "postal_code": "00000",
        "town": town,
        "e_invoice_address": f"0037{business_id.replace('-', '')}",
        "operator": "003721291126",
        "buyer_reference": "4410",
        "order_number": "",
        "contract_number": "",
        "email": email,
        "language": language,
    }


PAYERS = {
    BILINGUAL: _payer("Pargas stad", "7777777-4", "Exempelvägen 1", "EXEMPEL", "fakturor@pargas.example", "sv"),
    FINNISH: _payer("Kempeleen kunta", "7654321-2", "Esimerkkitie 1", "ESIMERKKI", "laskut@kempele.example", "fi"),
}
"""Who pays for each example municipality: checked as at an order, but nobody's."""
