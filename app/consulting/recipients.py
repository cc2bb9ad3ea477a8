"""Whom a round asks, as a list is pasted or typed: each row is understood or says why not. Pure.

A row is name;e-mail;kind or name;e-mail, with semicolons, commas or tabs between. The kind is a word in Finnish,
Swedish or English; without one it is seen from the name.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from app.messages.rules import single_line

MOST_ROWS = 100
LONGEST_NAME = 150
BEGINNINGS = {
    "elderly": ("vanhus", "äldre", "elder", "ikäihmis"),
    "disability": ("vammais", "handikapp", "funktions", "rådet för personer med funktions", "disab"),
    "youth": ("nuoriso", "ungdom", "youth"),
    "county": ("hyvinvointialue", "välfärdsområde", "county", "wellbeing"),
    "association": ("yhdistys", "järjestö", "förening", "organisation", "association"),
    "other": ("muu", "annan", "annat", "övrig", "other"),
}
"""How the words for a kind begin, or what stands in a name."""


@dataclass(frozen=True)
class Recipient:
    """A body to ask."""

    name: str
    email: str
    kind: str


@dataclass(frozen=True)
class Row:
    """One row as it was read: whom it asks, or a stable word for what is wrong."""

    number: int
    recipient: Recipient | None = None
    problem: str | None = None


def read_list(text: str, asked: Iterable[str] = ()) -> list[Row]:
    """Every row that is not empty. `asked` are e-mails in small letters that are asked already."""
    rows, seen = [], dict.fromkeys(asked, "asked")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip(" \t;,"):
            row = _row(number, line)
            if row.recipient:
                email = row.recipient.email.lower()
                row = Row(number, problem=seen[email]) if email in seen else row
                seen.setdefault(email, "twice")
            rows.append(row)
    return rows


def _row(number: int, line: str) -> Row:
    separator = next((sign for sign in "\t;" if sign in line), ",")
    (cells,) = csv.reader([line], delimiter=separator, skipinitialspace=True)
    cells = [single_line(cell) for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    if not 2 <= len(cells) <= 3:
        return Row(number, problem="columns")
    name, email, kind = (*cells, "")[:3]
    if not _is_email(email):
        return Row(number, problem="email")
    if not name or len(name) > LONGEST_NAME:
        return Row(number, problem="name")
    known = _kind(kind, str.startswith) if kind else _kind(name, str.__contains__) or "other"
    return Row(number, Recipient(name, email, known)) if known else Row(number, problem="kind")


def _kind(word: str, has: object) -> str | None:
    small = word.casefold()
    return next((kind for kind, words in BEGINNINGS.items() if any(has(small, each) for each in words)), None)


def _is_email(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return text.isascii()
