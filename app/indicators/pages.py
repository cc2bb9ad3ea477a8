"""What the room's pages have in common: which areas, gender and baskets their address asks for."""

from dataclasses import dataclass

from flask import g, request
from flask_babel import gettext as _

from app.indicators.areas import KINDS, MOST_MUNICIPALITIES, Area, Register, chosen_codes, register
from app.indicators.catalogue import BASKETS, every_basket
from app.indicators.choice_queries import chosen_indicators
from app.indicators.profile import ProfileRow, profile
from app.indicators.words import GENDERS
from app.web.forms import tidy

OWN_SET = "own"
LONGEST_NAME = 100


LONGEST_WORDS = 100


def asked_words() -> str:
    """What is searched for, as it was meant."""
    return tidy(request.args.get("q", ""))[:LONGEST_WORDS]


@dataclass(frozen=True)
class Asked:
    """What a view is to compare; `problem` says what of it cannot be shown."""

    everybody: Register
    saved: list[str]
    areas: list[Area]
    """The own municipality first."""
    gender: str
    typed: str
    """The name of another municipality, to be corrected where `problem` is about it."""
    problem: str


def asked() -> Asked:
    """From the address, so that a view can be linked; where it names no area, the usual ones and the saved ones."""
    everybody, saved = register(g.session), chosen_codes(g.session)
    keys = request.args.getlist("area") or ["country", "county", "region", *saved]
    typed = tidy(request.args.get("name", ""))[:LONGEST_NAME]
    found = everybody.named(typed) if typed else None
    areas = everybody.areas_of(g.tenant.municipality_code, [*keys, *([found] if found else [])])
    shared = [area for area in areas if area.kind != "municipality"]
    municipalities = [area for area in areas if area.kind == "municipality"]
    gender = request.args.get("gender", "total")
    return Asked(
        everybody=everybody,
        saved=saved,
        areas=shared + municipalities[:MOST_MUNICIPALITIES],
        gender=gender if gender in GENDERS else "total",
        typed=typed,
        problem=_problem(typed, found, len(municipalities)),
    )


def _problem(typed: str, found: str | None, municipalities: int) -> str:
    if typed and not found:
        return _("There is no municipality with the name %(name)s.", name=typed)
    if found and found == g.tenant.municipality_code:
        return _("This is your own municipality.")
    if municipalities > MOST_MUNICIPALITIES:
        return _("At most %(most)s municipalities are shown at once.", most=MOST_MUNICIPALITIES)
    return ""


@dataclass(frozen=True)
class Profile:
    """The rows by basket, and what they are compared with."""

    own: Area
    other: Area
    options: list[Area]
    shown: str
    baskets: dict[str, list[ProfileRow]]

    @property
    def rows(self) -> list[ProfileRow]:
        """All of them."""
        return [row for rows in self.baskets.values() for row in rows]


def asked_profile() -> Profile:
    """The municipality's profile beside the one area that the address names, of all baskets or of the one it names."""
    everybody, saved = register(g.session), chosen_codes(g.session)
    own, *options = everybody.areas_of(g.tenant.municipality_code, [*KINDS, *saved, *request.args.getlist("compare")])
    compare = request.args.get("compare", "country")
    other = next((area for area in options if area.key == compare), options[0])
    baskets = {OWN_SET: chosen_indicators(g.session)} | every_basket()
    shown = request.args.get("basket", "")
    wanted = {shown: baskets[shown]} if shown in baskets else {name: baskets[name] for name in BASKETS}
    rows = profile(g.session, [number for ids in wanted.values() for number in ids], own, other)
    by_number = {row.indicator.id: row for row in rows}
    found = {name: [by_number[number] for number in ids if number in by_number] for name, ids in wanted.items()}
    return Profile(own, other, options, shown if shown in baskets else "", found)
