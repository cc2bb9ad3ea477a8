"""The columns of a file of figures: what they are called in each language, and what may stand in those with a choice.

All names are understood in a file, whatever the page's language. Pure.
"""

import re

COLUMNS = {
    "kind": ("Tyyppi", "Typ", "Kind"),
    "title_fi": ("Nimi suomeksi", "Namn på finska", "Title in Finnish"),
    "title_sv": ("Nimi ruotsiksi", "Namn på svenska", "Title in Swedish"),
    "unit_fi": ("Yksikkö suomeksi", "Enhet på finska", "Unit in Finnish"),
    "unit_sv": ("Yksikkö ruotsiksi", "Enhet på svenska", "Unit in Swedish"),
    "direction": ("Suunta", "Riktning", "Direction"),
    "decimals": ("Desimaalit", "Decimaler", "Decimals"),
    "age_group": ("Ikäryhmä", "Åldersgrupp", "Basket"),
    "source_fi": ("Lähde suomeksi", "Källa på finska", "Source in Finnish"),
    "source_sv": ("Lähde ruotsiksi", "Källa på svenska", "Source in Swedish"),
    "period": ("Ajanjakso", "Period", "Period"),
    "first_day": ("Ensimmäinen päivä", "Första dagen", "First day"),
    "last_day": ("Viimeinen päivä", "Sista dagen", "Last day"),
    "group": ("Väestöryhmä", "Befolkningsgrupp", "Group"),
    "value": ("Arvo", "Värde", "Value"),
    "count": ("Lukumäärä", "Antal", "Count"),
    "denominator": ("Nimittäjä", "Nämnare", "Denominator"),
}
"""By what they hold: as we write them in Finnish and in Swedish, and in English. Their order is that of our files."""

OF_SOURCES = {
    "sector_fi": ("Osa-alue",),
    "sector_sv": ("Delområde",),
    "dimension_fi": ("Ulottuvuus",),
    "dimension_sv": ("Dimension",),
    "grade": ("Luokka-aste", "Årskurs", "Grade"),
    "gender": ("Sukupuoli", "Kön", "Gender"),
}
"""Columns of TEAviisari and the School Health Promotion study, of which titles and groups are put together."""

ALSO = {
    "title_fi": ("Nimi", "Indikaattori", "Mittari", "Tunnusluku", "Kysymys", "Title"),
    "title_sv": ("Namn", "Indikator", "Mätare", "Nyckeltal", "Fråga"),
    "unit_fi": ("Yksikkö", "Unit"),
    "unit_sv": ("Enhet",),
    "source_fi": ("Lähde", "Source"),
    "source_sv": ("Källa",),
    "age_group": ("Ikäkori", "Åldersklass", "Age group"),
    "period": ("Vuosi", "År", "Year", "Ajankohta", "Tidpunkt"),
    "first_day": ("Alkaa", "Börjar"),
    "last_day": ("Päättyy", "Slutar"),
    "group": ("Ryhmä", "Grupp"),
    "value": ("Pistemäärä", "Pisteet", "Poäng", "Poängtal", "Score", "Osuus", "Andel", "Percent", "Luku"),
    "count": ("Tapauksia", "Fall"),
    "denominator": ("Vastaajia", "Vastaajien määrä", "Svarande", "Antal svarande", "Respondents", "N"),
    "sector_fi": ("Sektori", "Toimiala"),
    "sector_sv": ("Sektor", "Sektorn"),
    "grade": ("Luokka", "Klass"),
}
"""Other names that are met."""

IN_TEAVIISARI = {"mittari": "dimension_fi", "mätare": "dimension_sv"}
"""What means something else there: a sector's dimension, such as leadership."""

DIRECTIONS = {
    "higher_better": ("suurempi on parempi", "högre är bättre", "higher is better", "korkeampi on parempi",
                      "större är bättre", "higher_better"),
    "lower_better": ("pienempi on parempi", "lägre är bättre", "lower is better", "matalampi on parempi",
                     "mindre är bättre", "lower_better"),
    "neutral": ("ei suuntaa", "ingen riktning", "neither is better", "neutraali", "neutral"),
}  # fmt: skip
AGE_GROUPS = {
    "all": ("koko väestö", "hela befolkningen", "everybody", "kaikki", "alla", "all"),
    "children": ("lapset ja lapsiperheet", "barn och barnfamiljer", "children and families", "lapset", "barn",
                 "children"),
    "youth": ("nuoret ja nuoret aikuiset", "ungdomar och unga vuxna", "young people", "nuoret", "ungdomar", "youth"),
    "working_age": ("työikäiset", "personer i arbetsför ålder", "people of working age", "working_age"),
    "older": ("ikäihmiset", "äldre", "older people", "ikääntyneet", "older"),
}  # fmt: skip
KINDS = {
    "own": ("oma", "egen", "own"),
    "teaviisari": ("TEAviisari",),
    "school_health_survey": ("Kouluterveyskysely", "Enkäten Hälsa i skolan", "School Health Promotion study",
                             "Hälsa i skolan", "school_health_survey"),
}  # fmt: skip
CHOICES = {"direction": DIRECTIONS, "age_group": AGE_GROUPS, "kind": KINDS}
"""Words that are understood in columns with a choice; the first is ours in Finnish, the second in Swedish."""

AT = {"fi": 0, "sv": 1}


def heading(column: str, language: str) -> str:
    """A column's name as our files have it."""
    names = COLUMNS.get(column) or OF_SOURCES[column]
    return names[AT[language]] if len(names) > 1 else names[0]


def word(column: str, choice: str, language: str) -> str:
    """A choice as our files have it."""
    words = CHOICES[column][choice]
    return words[AT[language]] if len(words) > 1 else words[0]


def choice_of(column: str, text: str) -> str | None:
    """What was chosen; None when it is none of the words we know."""
    return WORDS[column].get(text.casefold())


def column_of(heading: str, kind: str) -> str | None:
    """The column that a file's heading means; None when we do not know it."""
    told = _plain(heading)
    return (IN_TEAVIISARI.get(told) if kind == "teaviisari" else None) or HEADINGS.get(told)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", heading.casefold()).split())


WORDS = {
    column: {word.casefold(): choice for choice, words in choices.items() for word in words}
    for column, choices in CHOICES.items()
}
HEADINGS = {
    _plain(name): column
    for names in (COLUMNS, OF_SOURCES, ALSO)
    for column, every in names.items()
    for name in (*every, column)
}
