"""What a municipality says of the accessibility of its reports: a plain function for tests."""

import uuid
from datetime import date

from app.accessibility import actions, queries
from tests.makers import MunicipalityOfTest

SAID = {
    "conformance": "none",
    "method": "outside",
    "notes_fi": "Liite 2 on kuva <b>ilman</b> tekstiä.",
    "notes_sv": "",
    "contact_fi": "Hyvinvointipalvelut",
    "contact_sv": "",
    "email": "saavutettavuus@kunta.example",
    "phone": "",
    "drawn_up_on": date(2026, 1, 7),
    "reviewed_on": date(2026, 11, 2),
}


def state_accessibility(municipality: MunicipalityOfTest) -> uuid.UUID:
    """Committed; gives the row's id."""
    with municipality.session() as session, session.begin():
        statement = queries.statement_of(session, municipality.facts.id)
        actions.keep_statement(session, municipality.coordinator, statement, SAID)
        session.flush()
        return statement.id
