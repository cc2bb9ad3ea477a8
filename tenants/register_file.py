"""Reads the register's files in `tenants/register/` into the database: at every start, changing only what differs.

Who the rows are and how they are asked for is in `tenants.municipalities`.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from tenants.municipalities import County, Municipality, MunicipalityPopulation, Region

FILES = Path(__file__).parent / "register"
ALAND = "21"
"""The region where the Act does not apply."""

RESERVED_WORDS = frozenset({
    "raportit", "rapporter", "avoin-data", "oppna-data", "saavutettavuus", "tillganglighet", "tietosuoja", "dataskydd",
    "kirjaudu", "logga-in", "kirjaudu-ulos", "logga-ut", "kunnat", "kommuner", "palvelusta", "om-tjansten", "tila",
    "status", "hinta", "pris", "tilaa", "bestall", "yllapito", "administration", "kutsu", "inbjudan", "salasana",
    "losenord",
})  # fmt: skip
"""First words of addresses under /fi/ and /sv/ that are pages of the service and can never be an area's."""

LETTERS = str.maketrans({"å": "a", "ä": "a", "ö": "o", " ": "-", ":": None})
SLUG = re.compile(r"[a-z]+(-[a-z]+)*")


class BadRegister(Exception):
    """The register's files cannot be loaded as they are; the message says why."""


def load_register(session: Session) -> None:
    """Bring municipalities, counties and regions to what the files say, and add the population they hold.

    A count already in the database stays: it may be a correction that staff loaded.
    """
    counties = [_addressed(row) for row in _rows("counties")]
    municipalities = [
        _addressed(row)
        | {
            "language_status": row["languages"],
            "county_code": row["county"] or None,
            "region_code": row["region"],
            "urban_group": int(row["urban_group"]),
            "act_applies": row["region"] != ALAND,
        }
        for row in _rows("municipalities")
    ]
    check_slugs(counties + municipalities)
    _upsert(session, County, counties)
    _upsert(session, Region, [_named(row) for row in _rows("regions")])
    _upsert(session, Municipality, municipalities)
    counts = [{"municipality_code": row.pop("code"), **row} for row in _rows("population_2022")]
    session.execute(insert(MunicipalityPopulation).on_conflict_do_nothing(), counts)


def slug(name: str) -> str:
    """The word for a name in an address: "S:t Karins" is st-karins, "Pedersören kunta" is pedersoren-kunta."""
    return name.lower().translate(LETTERS)


def check_slugs(areas: Iterable[Mapping[str, object]]) -> None:
    """A word leads to one area in whichever language, so that the other spelling can redirect. Raises BadRegister."""
    taken: dict[str, str] = {}
    for area in areas:
        for word in {area["slug_fi"], area["slug_sv"]}:
            if not SLUG.fullmatch(word):
                raise BadRegister(f"{area['name_fi']} cannot be written in an address: {word}")
            if word in RESERVED_WORDS:
                raise BadRegister(f"{area['name_fi']} would take the address of a page: {word}")
            if word in taken:
                raise BadRegister(f"{area['name_fi']} and {taken[word]} share an address: {word}")
            taken[word] = area["name_fi"]


def _rows(file: str) -> list[dict[str, str]]:
    with (FILES / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _named(row: Mapping[str, str]) -> dict[str, object]:
    return {
        "code": row["code"],
        "name_fi": row["finnish"],
        "name_sv": row["swedish"],
        "sotkanet_region_id": int(row["sotkanet"]),
    }


def _addressed(row: Mapping[str, str]) -> dict[str, object]:
    return _named(row) | {"slug_fi": slug(row["finnish"]), "slug_sv": slug(row["swedish"])}


def _upsert(session: Session, table: type[County | Region | Municipality], rows: list[dict[str, object]]) -> None:
    statement = insert(table)
    differing = {column: statement.excluded[column] for column in rows[0] if column != "code"}
    session.execute(statement.on_conflict_do_update(index_elements=["code"], set_=differing), rows)
