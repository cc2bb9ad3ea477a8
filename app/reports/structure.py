"""The templates of reports that the service ships; staff keep them from there on, version by version.

Headings of the six chapters: THL, "Sisältö ja hyödyntäminen" / "Innehåll och utnyttjande". Those of the older Parts
I-III: the print-outs of the tool that municipalities used before.
"""

from dataclasses import dataclass

from app.reports.rules import Kind
from app.reports.shape import CHAPTER, PART

MEASURES, OUTCOMES, LESSONS, PLAN_PART = "measures", "outcomes", "lessons", "5"
"""Sections that the plan's follow-up is written into, and the one that the plan itself belongs to."""


@dataclass(frozen=True)
class Part:
    """One section to write, at the level of a CHAPTER or a PART of one. An `age_group` brings its indicators along.

    `key` names the section wherever it stands and whatever it is called: advice, figures and comparisons go by it.
    """

    key: str
    fi: str
    sv: str
    age_group: str | None = None
    may_be_empty: bool = False
    level: int = CHAPTER


@dataclass(frozen=True)
class Shipped:
    """A template in its first version: what its reports are called, and what tells it from the others."""

    family: str
    kind: Kind
    fi: str
    sv: str
    note_fi: str
    note_sv: str
    parts: tuple[Part, ...]


def _groups(all_fi: str, all_sv: str) -> tuple[Part, ...]:
    return (
        Part("3.1", all_fi, all_sv, "all", level=PART),
        Part("3.2", "Lapset ja lapsiperheet", "Barn och barnfamiljer", "children", level=PART),
        Part("3.3", "Nuoret ja nuoret aikuiset", "Ungdomar och unga vuxna", "youth", level=PART),
        Part("3.4", "Työikäiset", "Personer i arbetsför ålder", "working_age", level=PART),
        Part("3.5", "Ikäihmiset", "Äldre", "older", level=PART),
    )


GROUPS = _groups("Koko väestö, rakenne ja talous", "Hela befolkningen, struktur och ekonomi")
SUMMARY = Part("1", "Tiivistelmä", "Sammanfattning")
TARGETS = Part("4", "Yhteenveto vahvuuksista ja kehittämiskohteista", "Sammanfattning av styrkor och utvecklingsobjekt")
ANNEXES = Part("6", "Liitteet", "Bilagor", may_be_empty=True)
SIX_CHAPTERS = (
    SUMMARY,
    Part("2", "Tausta, tarkoitus ja tavoitteet", "Bakgrund, syfte och mål"),
    Part(
        "3",
        "Väestön hyvinvoinnin, terveydentilan ja palvelujen kuvaus",
        "Beskrivning av befolkningens välfärd, hälsotillstånd och tjänster",
        may_be_empty=True,
    ),
    *GROUPS,
    TARGETS,
    Part(
        PLAN_PART,
        "Hyvinvointisuunnitelmaosa: johtopäätökset, tavoitteet ja suunnitelma toimenpiteistä",
        "Välfärdsplanens del: slutsatser, mål och åtgärdsplan",
    ),
    ANNEXES,
)
THREE_PARTS = (
    Part("makers", "Kertomuksen vastuutaho ja laatijat", "Ansvarig instans och upprättare"),
    Part(
        "evaluation",
        "Osa I: Päättyvän valtuustokauden arviointi",
        "Del I: Utvärdering av den avslutade fullmäktigeperioden",
        may_be_empty=True,
    ),
    Part(
        OUTCOMES,
        "Hyvinvointitiedon ja tehtyjen toimenpiteiden arviointi",
        "Bedömning av välfärdsinformationen och vidtagna åtgärder",
        level=PART,
    ),
    *_groups("Kunnan rakenne ja talous, kaikki ikäryhmät", "Kommunens struktur och ekonomi, alla åldersgrupper"),
    Part(
        LESSONS,
        "Keskeiset opit ja evästykset päättyneeltä valtuustokaudelta",
        "Centrala lärdomar och råd från den avslutade fullmäktigeperioden",
        level=PART,
    ),
    Part(
        "planning",
        "Osa II: Tulevan valtuustokauden suunnittelu",
        "Del II: Planering av den kommande fullmäktigeperioden",
        may_be_empty=True,
    ),
    Part(
        "strategy",
        "Kuntastrategian painopisteet ja linjaukset",
        "Kommunstrategins prioriteringar och riktlinjer",
        level=PART,
    ),
    Part(
        "other_plans",
        "Hyvinvoinnin edistämistä tukevat muut strategiat, ohjelmat ja suunnitelmat",
        "Övriga strategier, program och planer som stöder främjandet av välfärd",
        level=PART,
    ),
    Part(
        PLAN_PART,
        "Suunnitelma hyvinvoinnin edistämisestä alkaneelle valtuustokaudelle",
        "Plan för främjande av välfärd under den inledda fullmäktigeperioden",
        level=PART,
    ),
    Part("council", "Osa III: Valtuustokäsittely", "Del III: Fullmäktigebehandling", may_be_empty=True),
)
ANNUAL = (
    SUMMARY,
    Part(
        "3",
        "Asukkaiden hyvinvointi ja terveys sekä niihin vaikuttavat tekijät",
        "Invånarnas välfärd och hälsa samt faktorer som påverkar dem",
        may_be_empty=True,
    ),
    *GROUPS,
    Part(MEASURES, "Toteutetut toimenpiteet", "Vidtagna åtgärder"),
    TARGETS,
    Part("next_year", "Seuraavan vuoden painopisteet", "Prioriteringar för nästa år"),
    ANNEXES,
)
PLAN = (
    SUMMARY,
    Part("2", "Tausta, tarkoitus ja tavoitteet", "Bakgrund, syfte och mål"),
    TARGETS,
    Part(PLAN_PART, "Painopisteet, tavoitteet ja toimenpiteet", "Prioriteringar, mål och åtgärder"),
    Part("follow_up", "Seuranta ja arviointi", "Uppföljning och utvärdering"),
    ANNEXES,
)
PLAN_CHANGE = (
    Part("change", "Muutos ja sen perustelut", "Ändringen och motiveringen till den"),
    Part(PLAN_PART, "Suunnitelma muutettuna", "Planen med ändringarna", may_be_empty=True),
    ANNEXES,
)
REGIONAL = (
    SUMMARY,
    Part("report_part", "Kertomusosa", "Berättelsedelen", may_be_empty=True),
    *_groups("Koko väestö ja alueelliset erot", "Hela befolkningen och regionala skillnader"),
    Part(
        "municipalities",
        "Kuntien vahvuudet ja huolenaiheet",
        "Kommunernas styrkor och orosmoment",
        level=PART,
    ),
    Part("structures", "Toteutetut toimet ja rakenteet", "Vidtagna åtgärder och strukturer", level=PART),
    Part("4", TARGETS.fi, TARGETS.sv, level=PART),
    Part("plan_part", "Suunnitelmaosa", "Plandelen", may_be_empty=True),
    Part(PLAN_PART, "Tavoitteet ja toimenpiteet", "Mål och åtgärder", level=PART),
    Part("cooperation", "Yhteistyö ja työnjako", "Samarbete och arbetsfördelning", level=PART),
    ANNEXES,
)

SHIPPED = (
    Shipped(
        "six_chapters", Kind.COMPREHENSIVE,
        "Laaja hyvinvointikertomus", "Omfattande välfärdsberättelse",
        "kertomus ja suunnitelma valtuustokaudelle, THL:n suosittelemat kuusi lukua",
        "berättelse och plan för en fullmäktigeperiod, de sex kapitel som THL rekommenderar",
        SIX_CHAPTERS,
    ),
    Shipped(
        "three_parts", Kind.COMPREHENSIVE,
        "Laaja hyvinvointikertomus", "Omfattande välfärdsberättelse",
        "kertomus ja suunnitelma valtuustokaudelle, aiemman sähköisen kertomuksen osat I–III",
        "berättelse och plan för en fullmäktigeperiod, del I–III i den tidigare elektroniska berättelsen",
        THREE_PARTS,
    ),
    Shipped(
        "annual", Kind.ANNUAL,
        "Hyvinvointiraportti", "Välfärdsrapport",
        "vuosittainen raportti valtuustolle",
        "årlig rapport till fullmäktige",
        ANNUAL,
    ),
    Shipped(
        "plan", Kind.PLAN,
        "Hyvinvointisuunnitelma", "Välfärdsplan",
        "suunnitelma omana asiakirjanaan",
        "planen som ett eget dokument",
        PLAN,
    ),
    Shipped(
        "plan_change", Kind.PLAN,
        "Hyvinvointisuunnitelman muutos", "Ändring av välfärdsplanen",
        "suunnitelman muutos kesken kauden: perustelut ja muutettu suunnitelma",
        "ändring av planen mitt i perioden: motivering och den ändrade planen",
        PLAN_CHANGE,
    ),
    Shipped(
        "regional", Kind.REGIONAL,
        "Alueellinen hyvinvointikertomus ja -suunnitelma", "Regional välfärdsberättelse och välfärdsplan",
        "hyvinvointialueen kertomus ja suunnitelma",
        "välfärdsområdets berättelse och plan",
        REGIONAL,
    ),
)  # fmt: skip
