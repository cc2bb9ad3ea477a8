"""A list of people to invite, as it is pasted from a table or typed: each row is understood or says why not. Pure.

A row is name;e-mail;role or e-mail;role, with semicolons, commas or tabs between; a first row of headers may stand
there. The role is a word in Finnish, Swedish or English.
"""

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from app.messages.rules import single_line
from tenants.permissions import Role

MOST_ROWS = 300
LONGEST_NAME = 100
WORDS = {
    "koordinaattori": Role.COORDINATOR,
    "koordinator": Role.COORDINATOR,
    "coordinator": Role.COORDINATOR,
    "kirjoittaja": Role.WRITER,
    "skribent": Role.WRITER,
    "writer": Role.WRITER,
    "lukija": Role.READER,
    "läsare": Role.READER,
    "reader": Role.READER,
}
HEADERS = {"nimi", "namn", "name", "sähköposti", "sähköpostiosoite", "e-post", "e-postadress", "email", "e-mail"}


@dataclass(frozen=True)
class Wanted:
    """Somebody to invite."""

    email: str
    role: Role
    name: str = ""


@dataclass(frozen=True)
class ListedRow:
    """One row as it was read. `problem` is a stable word; without one, `wanted` is who is invited."""

    number: int
    text: str
    wanted: Wanted | None = None
    problem: str | None = None


def read_list(text: str, members: set[str], invited: set[str]) -> list[ListedRow]:
    """Every row that is not empty. `members` and `invited` are e-mails in small letters whom nobody invites again."""
    lines = enumerate(text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines(), 1)
    lines = [(number, line) for number, line in lines if line.strip(" \t;,")]
    if lines and _is_header(lines[0][1]):
        del lines[0]
    seen: set[str] = set()
    rows = []
    for number, line in lines:
        row = _row(number, line)
        if row.wanted:
            row = _checked(row, seen, members, invited)
            seen |= {row.wanted.email.lower()} if row.wanted else set()
        rows.append(row)
    return rows


def good(rows: Iterable[ListedRow]) -> list[Wanted]:
    """Who can be invited."""
    return [row.wanted for row in rows if row.wanted]


def fingerprint(rows: Iterable[ListedRow]) -> str:
    """Of who is invited as what: two lists with the same one send the same letters."""
    told = "\n".join(f"{each.email};{each.role};{each.name}" for each in good(rows))
    return hashlib.sha256(told.encode()).hexdigest()


def _cells(line: str) -> list[str]:
    separator = next((sign for sign in "\t;" if sign in line), ",")
    (cells,) = csv.reader([line], delimiter=separator, skipinitialspace=True)
    while cells and not cells[-1].strip():
        cells.pop()
    return [single_line(cell) for cell in cells]


def _is_header(line: str) -> bool:
    return "@" not in line and any(cell.casefold() in HEADERS for cell in _cells(line))


def _row(number: int, line: str) -> ListedRow:
    cells = _cells(line)
    text = "; ".join(cells)[:200]
    if not 2 <= len(cells) <= 3:
        return ListedRow(number, text, problem="columns")
    name, email, role = cells if len(cells) == 3 else ("", *cells)
    if not _is_email(email):
        return ListedRow(number, text, problem="email")
    if role.casefold() not in WORDS:
        return ListedRow(number, text, problem="role")
    if len(name) > LONGEST_NAME:
        return ListedRow(number, text, problem="name")
    return ListedRow(number, text, Wanted(email, WORDS[role.casefold()], name))


def _checked(row: ListedRow, seen: set[str], members: set[str], invited: set[str]) -> ListedRow:
    email = row.wanted.email.lower()
    problem = "twice" if email in seen else "member" if email in members else "invited" if email in invited else None
    return ListedRow(row.number, row.text, problem=problem) if problem else row


def _is_email(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return text.isascii()
