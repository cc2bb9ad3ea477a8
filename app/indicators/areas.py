"""What a municipality is compared with: the country, its county and region, its group, other municipalities.

The group of municipalities is Statistics Finland's (urban, semi-urban, rural); Sotkanet has no figures for it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.indicators.choices import ComparisonMunicipality
from tenants.boundary import TenantSession
from tenants.municipalities import County, Municipality, Region, alphabetical

COUNTRY = 658
"""The whole country's number in Sotkanet, the same as long as anybody remembers; counties' numbers have changed."""

COUNTRY_NAME = {"fi": "Koko maa", "sv": "Hela landet"}
GROUP_NAMES = {
    1: {"fi": "Kaupunkimaiset kunnat", "sv": "Urbana kommuner"},
    2: {"fi": "Taajaan asutut kunnat", "sv": "Tätortskommuner"},
    3: {"fi": "Maaseutumaiset kunnat", "sv": "Landsbygdskommuner"},
}
KINDS = ("country", "county", "region", "group")
"""The areas that a municipality shares with others, in the order of a form."""

MOST_MUNICIPALITIES = 4
M, C, R = Municipality.__table__.c, County.__table__.c, Region.__table__.c
EVERYBODY = (
    select(
        *(M.code, M.name_fi, M.name_sv, M.sotkanet_region_id, M.urban_group, M.language_status),
        *(M.county_code, C.name_fi.label("county_fi"), C.name_sv.label("county_sv")),
        C.sotkanet_region_id.label("county_id"),
        *(M.region_code, R.name_fi.label("region_fi"), R.name_sv.label("region_sv")),
        R.sotkanet_region_id.label("region_id"),
    )
    .join_from(Municipality.__table__, Region.__table__)
    .join(County.__table__, isouter=True)
)


@dataclass(frozen=True)
class Area:
    """One of them. `key` names it in an address: its kind, or a municipality's code."""

    key: str
    kind: str
    """own, country, county, region, group or municipality."""
    area_id: int | None
    """Its number in Sotkanet; None where the source has no such area."""
    names: dict[str, str]
    members: frozenset[int] = frozenset()
    """The numbers of its municipalities, whose median stands in where the source has no figure for the area."""


class Register:
    """Every municipality at hand with its county and region, for a page that compares: asked for once."""

    def __init__(self, rows: Iterable[Row]):
        self.by_code = {row.code: row for row in rows}

    @cached_property
    def numbers(self) -> frozenset[int]:
        """All municipalities' numbers in Sotkanet."""
        return self._members(lambda each: True)

    def areas_of(self, code: str, keys: Iterable[str]) -> list[Area]:
        """The own municipality first, then the areas with these keys; what does not exist is left out."""
        shared = self.shared_by(code)
        others = {other: _municipality(row, "municipality") for other, row in self.by_code.items() if other != code}
        known = shared | others
        return [_municipality(self.by_code[code], "own"), *(known[key] for key in dict.fromkeys(keys) if key in known)]

    def shared_by(self, code: str) -> dict[str, Area]:
        """The areas that a municipality is in, by kind. Helsinki and Åland have no county."""
        own = self.by_code[code]
        areas = {"country": Area("country", "country", COUNTRY, COUNTRY_NAME, self.numbers)}
        if own.county_code:
            members = self._members(lambda each: each.county_code == own.county_code)
            names = {"fi": own.county_fi, "sv": own.county_sv}
            areas["county"] = Area("county", "county", own.county_id, names, members)
        members = self._members(lambda each: each.region_code == own.region_code)
        names = {"fi": own.region_fi, "sv": own.region_sv}
        areas["region"] = Area("region", "region", own.region_id, names, members)
        members = self._members(lambda each: each.urban_group == own.urban_group)
        areas["group"] = Area("group", "group", None, GROUP_NAMES[own.urban_group], members)
        return areas

    def named(self, name: str) -> str | None:
        """The code of the municipality that has this name in either language, however it is capitalised."""
        wanted = " ".join(name.split()).lower()
        found = (code for code, row in self.by_code.items() if wanted in (row.name_fi.lower(), row.name_sv.lower()))
        return next(found, None)

    def names(self, language: str) -> list[tuple[str, str]]:
        """(code, name) of every municipality, by name."""
        pairs = [(code, row.name_sv if language == "sv" else row.name_fi) for code, row in self.by_code.items()]
        return sorted(pairs, key=lambda pair: alphabetical(pair[1]))

    def _members(self, belongs: Callable[[Row], bool]) -> frozenset[int]:
        return frozenset(each.sotkanet_region_id for each in self.by_code.values() if belongs(each))


def register(session: Session) -> Register:
    """All municipalities, in one question."""
    return Register(session.connection().execute(EVERYBODY))


def chosen_codes(session: TenantSession) -> list[str]:
    """The municipalities that this one compares itself with, in its own order."""
    choices = select(ComparisonMunicipality.municipality_code).order_by(ComparisonMunicipality.position)
    return list(session.scalars(choices))


def _municipality(row: Row, kind: str) -> Area:
    return Area(row.code, kind, row.sotkanet_region_id, {"fi": row.name_fi, "sv": row.name_sv})
