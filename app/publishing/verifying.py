"""Whether what was published is still, byte for byte, what was published."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from app.publishing.models import Edition, EditionFile
from app.writing.checksum import checksum_of
from tenants.boundary import TenantSession

EDITIONS = select(
    *(Edition.id, Edition.years, Edition.number, Edition.title_fi, Edition.title_sv, Edition.checksum, Edition.content)
)
FILES = select(EditionFile.id, EditionFile.language, EditionFile.format, EditionFile.checksum)
FIRST_FILES = {("fi", "html"), ("sv", "html"), ("fi", "pdf"), ("sv", "pdf")}
"""What every edition has had from the beginning."""


def places_of_mismatch(session: TenantSession) -> Iterator[str]:
    """A municipality's editions and files whose checksum is another, whose years, number or titles are not those of
    the content, or that are not there; withdrawn ones too. One is read at a time.
    """
    ids = session.scalars(select(Edition.id).order_by(Edition.years, Edition.number)).all()
    for edition_id in ids:
        edition = session.execute(EDITIONS.where(Edition.id == edition_id)).one()
        for place in (*_of_content(edition), *_of_files(session, edition)):
            yield f"{edition.years}/{edition.number}: {place}"


def _of_content(edition: Any) -> Iterator[str]:
    if checksum_of(edition.content) != edition.checksum:
        yield "content"
    if edition.content.get("edition") != edition.number:
        yield "number"
    if edition.content["title"] != {"fi": edition.title_fi, "sv": edition.title_sv}:
        yield "title"
    if "{first_year}-{last_year}".format(**edition.content["period"]) != edition.years:
        yield "years"


def _of_files(session: TenantSession, edition: Any) -> Iterator[str]:
    files = session.execute(FILES.where(EditionFile.edition_id == edition.id)).all()
    for file in files:
        body = session.scalars(select(EditionFile.body).where(EditionFile.id == file.id)).one()
        if sha256(body).hexdigest() != file.checksum:
            yield f"{file.language} {file.format}"
    known = {(file.language, file.format): file.checksum for file in files}
    yield from (f"{' '.join(each)} is missing" for each in sorted(FIRST_FILES - set(known)))
    for each in edition.content.get("attachments", ()):
        if known.get(("fi", f"attachment-{each['number']}")) != each["checksum"]:
            yield f"attachment {each['number']}"
