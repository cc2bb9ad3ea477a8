"""The six chapters that THL recommends for a welfare report, with chapter 3 divided by age group.

Headings: THL, "Sisältö ja hyödyntäminen" / "Innehåll och utnyttjande".
"""

from dataclasses import dataclass

BEGIN_YEAR, END_YEAR = 2025, 2029
"""The council term now running: 1.6.2025-31.5.2029."""

TITLE = {"fi": "Laaja hyvinvointikertomus", "sv": "Omfattande välfärdsberättelse"}


@dataclass(frozen=True)
class Part:
    """One section to write. `number` is what readers see; an `age_group` brings its indicators along."""

    number: str
    fi: str
    sv: str
    age_group: str | None = None
    may_be_empty: bool = False


SIX_CHAPTERS = (
    Part("1", "Tiivistelmä", "Sammanfattning"),
    Part("2", "Tausta, tarkoitus ja tavoitteet", "Bakgrund, syfte och mål"),
    Part(
        "3",
        "Väestön hyvinvoinnin, terveydentilan ja palvelujen kuvaus",
        "Beskrivning av befolkningens välfärd, hälsotillstånd och tjänster",
        may_be_empty=True,
    ),
    Part("3.1", "Koko väestö, rakenne ja talous", "Hela befolkningen, struktur och ekonomi", "all"),
    Part("3.2", "Lapset ja lapsiperheet", "Barn och barnfamiljer", "children"),
    Part("3.3", "Nuoret ja nuoret aikuiset", "Ungdomar och unga vuxna", "youth"),
    Part("3.4", "Työikäiset", "Personer i arbetsför ålder", "working_age"),
    Part("3.5", "Ikäihmiset", "Äldre", "older"),
    Part("4", "Yhteenveto vahvuuksista ja kehittämiskohteista", "Sammanfattning av styrkor och utvecklingsobjekt"),
    Part(
        "5",
        "Hyvinvointisuunnitelmaosa: johtopäätökset, tavoitteet ja suunnitelma toimenpiteistä",
        "Välfärdsplanens del: slutsatser, mål och åtgärdsplan",
    ),
    Part("6", "Liitteet", "Bilagor", may_be_empty=True),
)
