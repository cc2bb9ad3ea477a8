"""A row of one municipality in the tables of its exports."""

import uuid

from app.leaving.models import Export, ExportChunk
from tenants import clock
from tests.makers import MunicipalityOfTest


def an_export(municipality: MunicipalityOfTest) -> uuid.UUID:
    """One that could not be made, so that another may be asked for."""
    with municipality.session() as session, session.begin():
        failed = Export(asked_by=municipality.coordinator, state="failed", ended_at=clock.now())
        session.add(failed)
        session.flush()
        return failed.id


def a_chunk(municipality: MunicipalityOfTest) -> uuid.UUID:
    """A piece of an export."""
    chunk = ExportChunk(export_id=an_export(municipality), position=0, body=b"x")
    with municipality.session() as session, session.begin():
        session.add(chunk)
        session.flush()
        return chunk.id
