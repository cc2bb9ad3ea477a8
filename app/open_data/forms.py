"""What a program asks the register for; what is not understood is said and not guessed."""

import re
from collections.abc import Mapping

from werkzeug.exceptions import BadRequest

from app.publishing.search_rules import Sought

MEANT = {
    "municipality": (re.compile(r"[\w-]{1,60}"), "the official code of a municipality, such as 091"),
    "county": (re.compile(r"[0-9]{2}"), "the official code of a wellbeing services county, such as 05"),
    "year": (re.compile(r"[0-9]{4}"), "a year, such as 2026"),
    "page": (re.compile(r"[1-9][0-9]{0,5}"), "a number from 1"),
}


def wanted_in(asked: Mapping[str, str]) -> tuple[Sought, int]:
    """Which editions, and which page of them; raises BadRequest."""
    for name, value in asked.items():
        if name not in MEANT:
            raise BadRequest(f"There is no question {name[:30]!r} here.")
        pattern, meant = MEANT[name]
        if not pattern.fullmatch(value):
            raise BadRequest(f"{name} is {meant}.")
    year = int(asked["year"]) if "year" in asked else None
    return Sought("", asked.get("municipality", ""), asked.get("county", ""), year), int(asked.get("page", 1))
