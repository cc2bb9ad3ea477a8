"""The example people. Nobody here exists."""

from dataclasses import dataclass

from tenants.permissions import Role

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
