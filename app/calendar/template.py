"""What a municipality's first annual clock begins with: the eight steps of the work with a welfare report and a year's
usual days, to be changed at will. Pure.

The steps: THL's guidance on the work with the welfare report. The yearly report to the council and the yearly
negotiation with the wellbeing services county: Act 612/2021 section 6. The council decides on the budget by the end of
the year: Local Government Act 410/2015 section 110.
"""

from datetime import date

from app.calendar.rules import Told

STEPS = {
    1: ("Työn käynnistäminen ja suunnittelu", "Start och planering av arbetet"),
    2: ("Taustatyö ja tietojen kokoaminen", "Bakgrundsarbete och insamling av uppgifter"),
    3: ("Laaja tiedonkeruu", "Bred insamling av information"),
    4: ("Analyysi, johtopäätökset ja suunnitelma", "Analys, slutsatser och plan"),
    5: ("Valtuustokäsittely ja hyväksyminen", "Fullmäktigebehandling och godkännande"),
    6: ("Viestintä ja hyödyntäminen", "Kommunikation och utnyttjande"),
    7: ("Vuosittainen toteutus", "Årligt genomförande"),
    8: ("Seuranta ja arviointi", "Uppföljning och utvärdering"),
}
TIMES = {
    1: ((1, 7), (2, 15)),
    2: ((2, 1), (3, 31)),
    3: ((3, 1), (4, 30)),
    4: ((4, 15), (5, 20)),
    5: ((5, 15), (6, 30)),
    6: ((6, 1), (9, 15)),
    7: ((8, 1), (12, 31)),
    8: ((10, 1), (12, 31)),
}
"""From which day to which each step lasts: (month, day)."""

FOLLOW_UP = {"fi": "Seuranta", "sv": "Uppföljning"}
"""How a day of the welfare plan's follow-up begins, before the plan's name."""

DAYS = (
    (1, (1, 31), "Työryhmä on nimetty, vastuut ja aikataulu on sovittu",
     "Arbetsgruppen är tillsatt, ansvar och tidsplan är överenskomna"),
    (2, (2, 28), "Ilonaiheet ja huolenaiheet on kirjattu", "Glädjeämnen och orosmoment är antecknade"),
    (2, (3, 31), "Tarkasteltavat indikaattorit on päätetty", "Beslut om vilka indikatorer som granskas"),
    (3, (4, 30), "Toimialojen tiedot on koottu", "Sektorernas uppgifter är insamlade"),
    (4, (5, 20), "Johtopäätökset ja ehdotus toimenpiteiksi ovat valmiina",
     "Slutsatserna och förslaget till åtgärder är klara"),
    (5, (5, 31), "Raportti kunnanhallituksen käsittelyssä", "Rapporten behandlas i kommunstyrelsen"),
    (5, (6, 15), "Vuosittainen hyvinvointiraportti valtuuston käsittelyssä",
     "Den årliga välfärdsrapporten behandlas i fullmäktige"),
    (6, (6, 30), "Raportti on julkaistu kaikkien luettavaksi", "Rapporten är publicerad för alla att läsa"),
    (7, (9, 15), "Painopisteet ja toimenpiteet talousarvioehdotuksessa",
     "Prioriteringarna och åtgärderna i budgetförslaget"),
    (8, (10, 31), "Hyte-neuvottelu hyvinvointialueen kanssa", "HYTE-förhandling med välfärdsområdet"),
    (8, (11, 30), "Toimenpiteiden tilanne ja toteutuma on kirjattu", "Åtgärdernas läge och utfall är antecknade"),
    (7, (12, 15), "Valtuusto päättää talousarviosta", "Fullmäktige beslutar om budgeten"),
    (8, (12, 20), "Seuraavan vuoden vuosikello on sovittu", "Nästa års årsklocka är överenskommen"),
)  # fmt: skip
"""(step, (month, day), Finnish, Swedish) of each day."""


def entries_of(year: int) -> list[Told]:
    """The whole template in a year, in order of days."""
    steps = [
        Told(step, *STEPS[step], date(year, *begins), date(year, *ends)) for step, (begins, ends) in TIMES.items()
    ]
    days = [Told(step, fi, sv, None, date(year, *day)) for step, day, fi, sv in DAYS]
    return sorted([*steps, *days], key=lambda told: (told.due_on, told.begins_on is None))
