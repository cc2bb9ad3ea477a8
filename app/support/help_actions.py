"""Help pages are kept by staff, version by version; the first ones come from our own files."""

import csv
import uuid
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.support.help_models import HelpVersion
from tenants import audit
from tenants.errors import Refused

KEEPING = 0x68656C70
"""The advisory lock of those who store help pages."""

FILES = Path(__file__).parent / "help"


def keep_help_page(session: Session, by: uuid.UUID, number: int | None, begun_from: int, **words: str) -> int:
    """A new page (`number` None), or a new version of one; returns its number.

    Raises Refused("help_changed") when somebody has stored a version since `begun_from`.
    """
    # One at a time: a second new page takes the next number, and who wrote the same one hears of the first.
    session.execute(select(func.pg_advisory_xact_lock(KEEPING)))
    if number is None:
        number = (session.scalar(select(func.max(HelpVersion.number))) or 0) + 1
    newest = session.scalar(select(func.max(HelpVersion.version)).where(HelpVersion.number == number)) or 0
    if newest != begun_from:
        raise Refused("help_changed")
    session.add(HelpVersion(number=number, version=newest + 1, written_by=by, **words))
    audit.write_for_staff(session, by, "help.written", number=number)
    return number


def load_help(session: Session) -> int:
    """Store the pages of our files that are not there yet; returns how many."""
    known = set(session.scalars(select(HelpVersion.number)))
    with (FILES / "pages.csv").open(encoding="utf-8", newline="") as lines:
        missing = [row for row in csv.DictReader(lines) if int(row["number"]) not in known]
    for row in missing:
        texts = {name: value for language in ("fi", "sv") for name, value in _text(row["number"], language).items()}
        session.add(HelpVersion(number=int(row["number"]), version=1, views=row["views"], **texts))
    return len(missing)


def _text(number: str, language: str) -> dict[str, str]:
    title, _, text = (FILES / f"{number}.{language}.md").read_text("utf-8").partition("\n")
    return {f"title_{language}": title.removeprefix("# "), f"text_{language}": text.strip()}
