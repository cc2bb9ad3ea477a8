"""What a package is called and holds in which order, and what the council is usually asked. Pure.

Names are for a case system: ASCII, short, without blanks, in the order in which the files are read.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.reports.rules import Kind

KEPT = timedelta(days=30)
"""How long a package can be fetched; it can be made again."""

MOST_TRIES = 3
LONGEST_WORDS = 40
"""Of an attachment's own name in that of its file."""

METADATA, SCHEMA = "00_metadata.xml", "00_metadata.xsd"


@dataclass(frozen=True)
class File:
    """One file: `make` gives its bytes; `title` is in `language`, or in the only one that it has."""

    name: str
    title: str
    language: str
    kind: str
    """Its type in the metadata (`metadata.KINDS`)."""
    make: Callable[[], bytes]
    is_made_here: bool = True


REPORTS = {
    "fi": {Kind.ANNUAL: "hyvinvointiraportti", Kind.PLAN: "hyvinvointisuunnitelma"},
    "sv": {Kind.ANNUAL: "valfardsrapport", Kind.PLAN: "valfardsplan"},
}
NAMES = {
    "fi": {
        "proposal": "01_paatosehdotus_fi",
        "summary": "02_tiivistelma_fi",
        "report": "03_{report}_fi",
        "annex": "04_liite_vahimmaistiedot_fi",
        "tables": "05_liite_taulukot_fi",
    },
    "sv": {
        "proposal": "01_beslutsforslag_sv",
        "summary": "02_sammandrag_sv",
        "report": "03_{report}_sv",
        "annex": "04_bilaga_minimiuppgifter_sv",
        "tables": "05_bilaga_tabeller_sv",
    },
}
WHOLE = {"fi": "hyvinvointikertomus", "sv": "valfardsberattelse"}
ATTACHED = {"fi": "liite", "sv": "bilaga"}

LAW = {
    "fi": "sosiaali- ja terveydenhuollon järjestämisestä annetun lain (612/2021) 6 §:n",
    "sv": "6 § i lagen om ordnande av social- och hälsovård (612/2021)",
}


def report_word(kind: str, language: str) -> str:
    """What a report of a kind is called in the name of a file."""
    return REPORTS[language].get(kind, WHOLE[language])


def file_name(part: str, language: str, suffix: str, kind: str) -> str:
    """The name of one of NAMES' files."""
    return f"{NAMES[language][part].format(report=report_word(kind, language))}.{suffix}"


def attachment_name(place: int, attachment: Mapping[str, Any]) -> str:
    """The name of an attachment's file: its place first, then what is left of its name in letters that every system
    takes. The suffix is that of what is in the file.
    """
    language = "fi" if attachment["name"]["fi"] else "sv"
    words = plain_words(attachment["name"][language])
    named = f"06_{ATTACHED[language]}_{place:02}"
    return f"{named}_{words}.{attachment['format']}" if words else f"{named}.{attachment['format']}"


def plain_words(text: str) -> str:
    """A name in small ASCII letters, digits and low lines; what cannot be said so is left out."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")[:LONGEST_WORDS].strip("_")


def usual_proposal(kind: str, language: str, period: str) -> str:
    """What the council is asked to decide, for the coordinator to change. It decides on the report and plan of its
    term, and is told each year (Act 612/2021 section 6).
    """
    asked = ASKED[language].get(kind, ASKED[language][Kind.OWN])
    return asked.format(period=period, law=LAW[language])


ASKED = {
    "fi": {
        Kind.COMPREHENSIVE: (
            "Valtuusto hyväksyy {law} mukaisen hyvinvointikertomuksen ja hyvinvointisuunnitelman {period}.\n\n"
            "Hyväksytty kertomus ja suunnitelma julkaistaan julkisessa tietoverkossa ja toimitetaan"
            " hyvinvointialueelle."
        ),
        Kind.ANNUAL: (
            "Valtuusto merkitsee tiedoksi {law} mukaisen vuosittaisen raportin kuntalaisten hyvinvoinnista ja"
            " terveydestä, niihin vaikuttavista tekijöistä ja toteutetuista toimenpiteistä ({period})."
        ),
        Kind.PLAN: (
            "Valtuusto hyväksyy {law} mukaisen hyvinvointisuunnitelman {period}.\n\n"
            "Hyväksytty suunnitelma julkaistaan julkisessa tietoverkossa ja toimitetaan hyvinvointialueelle."
        ),
        Kind.OWN: "Valtuusto merkitsee hyvinvointikertomuksen {period} tiedoksi.",
    },
    "sv": {
        Kind.COMPREHENSIVE: (
            "Fullmäktige godkänner välfärdsberättelsen och välfärdsplanen {period} enligt {law}.\n\n"
            "Den godkända berättelsen och planen publiceras i det allmänna datanätet och lämnas till välfärdsområdet."
        ),
        Kind.ANNUAL: (
            "Fullmäktige antecknar för kännedom den årliga rapporten enligt {law} om invånarnas välfärd och hälsa,"
            " de faktorer som påverkar dem och de åtgärder som har vidtagits ({period})."
        ),
        Kind.PLAN: (
            "Fullmäktige godkänner välfärdsplanen {period} enligt {law}.\n\n"
            "Den godkända planen publiceras i det allmänna datanätet och lämnas till välfärdsområdet."
        ),
        Kind.OWN: "Fullmäktige antecknar välfärdsberättelsen {period} för kännedom.",
    },
}
"""By language and kind of report; each in its own language, whatever language the page is in."""


def package_name(slug: str, kind: str, language: str, period: str, edition: int | None) -> str:
    """The name of the zip: whose, what, of which years, and of which edition."""
    of = {"fi": "versio", "sv": "utgava"}[language] + f"-{edition}" if edition else OF_NO_EDITION[language]
    return f"{slug}-{report_word(kind, language)}-{period}-{of}.zip"


OF_NO_EDITION = {"fi": "valtuustolle", "sv": "till-fullmaktige"}
