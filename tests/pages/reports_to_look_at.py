"""Reports in every state, with text of every kind in them, for the world that many tests look at."""

import uuid
from dataclasses import dataclass, replace

from app.indicators.areas import COUNTRY
from app.observations.actions import Told
from app.reports import actions
from app.reports.models import Report
from app.reports.queries import section_at, whole_report
from app.sections import actions as actions_of_sections
from app.sections import comment_actions, people_actions, suggestion_actions
from app.sections.actions import move_section
from app.sections.paragraphs import paragraphs
from tests.attachments import PDF, an_attachment
from tests.coverage_lists import choose_list, decide
from tests.figures import LOWER, PROPORTION, an_indicator, area_of
from tests.handling import a_way_to_look_at
from tests.makers import MunicipalityOfTest, a_report, adopt, an_adopted_report, name_people, summarise, write
from tests.negotiating import LAST_YEAR, THIS_YEAR, a_negotiation, share
from tests.observations import TOLD, propose_a_goal, say
from tests.text_figures import choose_figure, choose_own_figure

FINNISH = """Johdanto, kuva ![silta keväällä](attachment:1), jossa on **lihavoitua** ja *kursiivia* ja [linkki](https://www.example.fi).

# Otsikko

- yksi
- kaksi

| Vahvuudet | Kehittämiskohteet |
|---|---|
| kirjasto | yksinäisyys |
"""
WITH_A_FIGURE = """Osuus on **{figure}** ja koko maassa {other}.[^1]

{panel}

Tuntematon {{{{figure:99}}}}.

[^1]: Huomautus
"""
PLAIN = f"""Kunta {'tekee paljon hyvää ' * 6}asukkaille.

# Mitä kunta tekee

- Kunta avaa **nuorisotalon**.
- Kunta tarjoaa ikäihmisille etähyvinvointipalveluja.
"""
BEGUN, SUBMITTED, ADOPTED, PUBLISHED = 1, 2, 3, 4
"""The numbers of the municipality's reports."""
WRITTEN, READY, RETURNED, APPROVED, FINNISH_ONLY, UNTOUCHED, FIGURED = 1, 2, 4, 5, 6, 7, 8
"""Positions of sections of the report that was only begun."""


@dataclass(frozen=True)
class Said:
    """A comment and a suggestion in the written section of the report that was only begun."""

    comment_id: uuid.UUID
    suggestion_id: uuid.UUID


def reports_in_every_state(municipality: MunicipalityOfTest) -> Said:
    """A report in each state; gives what was said in the first of them."""
    _begin(municipality)
    said = _speak(municipality)
    a_way_to_look_at(municipality, BEGUN)
    for year in (LAST_YEAR, THIS_YEAR):
        a_negotiation(municipality, year)
    share(municipality, THIS_YEAR)
    an_attachment(municipality)
    an_attachment(municipality, PDF, name_fi="Kysely", name_sv="Enkäten")
    _submit(municipality)
    an_adopted_report(municipality)
    _adopt_with_an_own_panel(municipality)
    return said


def _adopt_with_an_own_panel(municipality: MunicipalityOfTest) -> None:
    """The report that is published."""
    report = a_report(municipality)
    summarise(municipality, report, PLAIN, "")
    panel = choose_own_figure(municipality, kind="panel", report=report.number)
    for section in report.sections:
        text = panel if section.position == WRITTEN else f"Teksti {section.number}"
        write(municipality, report, section.position, text, f"Text {section.number}", "approve")
    adopt(municipality, report)


def _begin(municipality: MunicipalityOfTest) -> None:
    report = a_report(municipality)
    swedish = FINNISH.replace("Otsikko", "Rubrik")
    # Its first paragraph was translated before it was changed.
    write(municipality, report, WRITTEN, FINNISH.replace("Johdanto", "Alkusanat"), swedish)
    write(municipality, report, WRITTEN, FINNISH, swedish)
    write(municipality, report, READY, "Valmis teksti", "Färdig text", "ready")
    write(municipality, report, APPROVED, "Hyväksytty teksti", "Godkänd text", "approve")
    write(municipality, report, FINNISH_ONLY, "Vain suomeksi", "", "save")
    write(municipality, report, RETURNED, "Palautettu teksti", "Returnerad text", "ready")
    say(municipality, ["Pimeä kävelytie", "Nuorilla ei ole tilaa"], told=replace(TOLD, indicator_id=127))
    say(municipality, ["Biblioteket är öppet på kvällarna"], told=Told("joy", "sv", "Nämnden", "all", "services"))
    propose_a_goal(municipality)
    choose_list(municipality, [127, 228, None, None])
    decide(municipality, 3, section=WRITTEN)
    decide(municipality, 4)
    with municipality.session() as session, session.begin():
        section = next(each for each in whole_report(session, BEGUN).sections if each.position == RETURNED)
        move_section(session, municipality.coordinator, section, "return")
    _write_with_figures(municipality, report)
    summarise(municipality, report, PLAIN, "")


def _write_with_figures(municipality: MunicipalityOfTest, report: Report) -> None:
    """Two figures and a panel of an indicator, of which the source has corrected one figure and added a year."""
    own = area_of(municipality)
    before = {own: {year: (10 - year % 7, 100) for year in range(2014, 2024)}, COUNTRY: {2023: 8, 2022: 9}}
    facts = {"method": PROPORTION, "direction": LOWER}
    number = an_indicator(municipality.engines, before, **facts)
    asked = {"figure": {}, "other": {"area": "country"}, "panel": {"kind": "panel"}}
    signs = {name: choose_figure(municipality, number, position=FIGURED, **each) for name, each in asked.items()}
    text = WITH_A_FIGURE.format(**signs)
    write(municipality, report, FIGURED, text, text)
    after = {own: before[own] | {2023: (9, 90), 2024: (11, 110)}, COUNTRY: before[COUNTRY]}
    an_indicator(municipality.engines, after, number=number, **facts)


def _speak(municipality: MunicipalityOfTest) -> Said:
    """Everything there is: about a paragraph, one that has changed since and the whole section; answered, resolved,
    opened again; suggestions that wait, that were rejected, whose paragraph has changed since.
    """
    by, writer = municipality.coordinator, municipality.people["writer"].id
    with municipality.session() as session, session.begin():
        section = section_at(session, BEGUN, WRITTEN)
        people_actions.assign(session, by, section, by, None)
        first, second, *_others = paragraphs(section).values()
        said = comment_actions.comment(session, writer, section, "Mitä tämä\ntarkoittaa?", first, by)
        comment_actions.answer(session, by, section, said.id, "Katso kohta 2.")
        for act in (comment_actions.resolve, comment_actions.reopen):
            act(session, by, section, said)
        done = comment_actions.comment(session, by, section, "Lisää luvut.")
        comment_actions.resolve(session, by, section, done)
        comment_actions.comment(session, by, section, "Otsikko?", second, writer)
        shorter = "Johdanto, jossa on *kursiivia*."
        made = suggestion_actions.suggest(session, writer, section, first, shorter, "Lyhyempi")
        for other in ("Ei näin", "Eikä näin"):
            rejected = suggestion_actions.suggest(session, writer, section, second, other, "")
        suggestion_actions.reject(session, by, section, rejected, "Otsikko on sovittu.")
        text = section.text_fi.replace("lihavoitua", "muuta").replace("Otsikko", "Toinen otsikko")
        actions_of_sections.save_text(session, by, section, "fi", text, section.version_fi)
        return Said(said.id, made.id)


def _submit(municipality: MunicipalityOfTest) -> None:
    report = a_report(municipality)
    for section in report.sections:
        write(municipality, report, section.position, "Suomenkielinen teksti", "Svensk text", "approve")
    name_people(municipality)
    with municipality.session() as session, session.begin():
        actions.submit_report(session, municipality.coordinator, whole_report(session, SUBMITTED))
