"""OWASP ASVS 5.0 (May 2025), levels 1 and 2: each requirement about pages, files, signing in, sessions, rights, tokens
and OpenID Connect names the test that keeps it, or says why it does not apply or is kept more weakly.

What is asked is told in our own words; the standard is at https://owasp.org/www-project-application-security-verification-standard/.
"""

import csv
import re

import pytest

from tenants.embedded_postgres import CHECKOUT

NUMBERED = {
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2,
    "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.5": 5,
}  # fmt: skip
"""How many requirements of levels 1 and 2 each section has; they are its first. A section that is missing has none, or
is about being a provider of sign-in to others.
"""
REASON = re.compile(r"(does not apply|weaker|README): \S.+")
LIST = CHECKOUT / "tests/shape/asvs.csv"


def rows():
    with LIST.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


def named_in(row) -> list[str]:
    return [word for word in row["kept by"].split() if "::" in word]


def test_every_requirement_is_on_the_list_once():
    numbers = [row["requirement"] for row in rows()]
    assert numbers == [f"{section}.{number + 1}" for section, count in NUMBERED.items() for number in range(count)]
    assert {row["level"] for row in rows()} == {"1", "2"}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["requirement"])
def test_a_requirement_is_kept_by_a_test_that_there_is_or_has_its_reason(row):
    named = named_in(row)
    assert named or REASON.fullmatch(row["kept by"])
    for place in named:
        file, _, name = place.partition("::")
        assert re.search(rf"^def {name}\(", (CHECKOUT / "tests" / file).read_text("utf-8"), re.MULTILINE), place


def test_what_is_written_in_the_readme_stands_there():
    headings = {row["kept by"].removeprefix("README: ") for row in rows() if row["kept by"].startswith("README: ")}
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    assert headings
    assert all(f"\n## {heading}\n" in readme for heading in headings)
