"""Sentences to start from, made of tested facts alone: a level, a comparison where a test was made, a trend where one
could be worked out. Pure. What is not known is not said.

The words stand here and not in the catalogues: they go into the report's own text, in both languages at once. No name
of a municipality or an area is inflected.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.statistics.comparison import Outcome
from app.statistics.trend import Course, Verdict
from app.text_figures.rules import escaped


@dataclass(frozen=True)
class Facts:
    """What may be said of one indicator. `own` and `other` are the figures as they stand in the sentence.

    `area` is the kind of area of the other figure: country, county or region. `outcome` is None where no test was made;
    `years` are those that the trend's test looked at.
    """

    title: Mapping[str, str]
    period: str
    course: Course
    verdict: Verdict
    years: tuple[str, str] | None = None
    outcome: Outcome | None = None
    area: str = ""


LEVEL = {
    "fi": "{title}: kunnassa {own} ({period}).",
    "sv": "{title}: i kommunen {own} ({period}).",
}
IN_AREA = {
    "fi": {"country": "koko maassa", "county": "hyvinvointialueella", "region": "maakunnassa"},
    "sv": {"country": "i hela landet", "county": "i välfärdsområdet", "region": "i landskapet"},
}
OF_AREA = {
    "fi": {"country": "koko maan", "county": "hyvinvointialueen", "region": "maakunnan"},
    "sv": {"country": "hela landets", "county": "välfärdsområdets", "region": "landskapets"},
}
DIFFERENT = {
    "fi": "Luku on {word} kuin {area} ({other}), ja ero on tilastollisesti merkitsevä.",
    "sv": "Siffran är {word} än {area} ({other}), och skillnaden är statistiskt signifikant.",
}
SIMILAR = {
    "fi": "Luku ei poikkea tilastollisesti merkitsevästi {area} luvusta ({other}).",
    "sv": "Siffran avviker inte statistiskt signifikant från {area} siffra ({other}).",
}
HOW = {
    "fi": {"better": "parempi", "worse": "huonompi", "higher": "suurempi", "lower": "pienempi"},
    "sv": {"better": "bättre", "worse": "sämre", "higher": "högre", "lower": "lägre"},
}
COURSES = {
    "fi": {"rising": "Luku on noussut vuosina {years}", "falling": "Luku on laskenut vuosina {years}"},
    "sv": {"rising": "Siffran har stigit åren {years}", "falling": "Siffran har sjunkit åren {years}"},
}
VERDICTS = {
    "fi": {"better": ", ja kehitys on myönteistä.", "worse": ", ja kehitys on kielteistä.", "neutral": "."},
    "sv": {
        "better": ", och utvecklingen är positiv.",
        "worse": ", och utvecklingen är negativ.",
        "neutral": ".",
    },
}
STEADY = {
    "fi": "Vuosina {years} luvussa ei ole tilastollisesti merkitsevää muutosta.",
    "sv": "Åren {years} syns ingen statistiskt signifikant förändring i siffran.",
}


def made(facts: Facts, language: str, own: str, other: str = "") -> str:
    """The sentences of one indicator; `own` and `other` are tokens, or the figures themselves."""
    level = LEVEL[language].format(title=escaped(facts.title[language]), own=own, period=facts.period)
    return " ".join(filter(None, (level, compared(facts, language, other), developed(facts, language))))


def compared(facts: Facts, language: str, other: str) -> str:
    """How the figure stands to the other; nothing where no test was made."""
    if facts.outcome is None:
        return ""
    if facts.outcome == Outcome.SIMILAR:
        return SIMILAR[language].format(area=OF_AREA[language][facts.area], other=other)
    word, area = HOW[language][facts.outcome], IN_AREA[language][facts.area]
    return DIFFERENT[language].format(word=word, area=area, other=other)


def developed(facts: Facts, language: str) -> str:
    """Where the figure goes; nothing where no test was made."""
    if facts.years is None:
        return ""
    years = "–".join(facts.years)
    if facts.course == Course.NO_SIGNIFICANT_CHANGE:
        return STEADY[language].format(years=years)
    return COURSES[language][facts.course].format(years=years) + VERDICTS[language][facts.verdict]
