"""What the association's staff change."""

import uuid

from sqlalchemy.orm import Session

from tenants import audit
from tenants.population_file import load_population, population_rows


def take_in_population(session: Session, by: uuid.UUID, content: bytes) -> int:
    """Store a year's population from an uploaded file; returns the number of rows. Raises BadPopulationFile."""
    count = load_population(session, population_rows(content))
    audit.write_for_staff(session, by, "population.loaded", count=count)
    return count
