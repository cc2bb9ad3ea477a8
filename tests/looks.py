"""A municipality's own colour and coat of arms: a plain function for tests."""

from app.look import actions, queries
from app.look.models import PublicLook
from tests.attachments import png
from tests.makers import MunicipalityOfTest

GREEN, EMBLEM = "#1f6b3a", png(40, 48)
WORDS = {"fi": "Kunnan vaakuna", "sv": "Kommunens vapen"}


def choose_look(municipality: MunicipalityOfTest, colour: str = GREEN) -> PublicLook:
    """Committed; gives the row."""
    with municipality.session() as session, session.begin():
        look = queries.look(session)
        actions.choose_colour(session, municipality.coordinator, look, colour)
        actions.keep_emblem(session, municipality.coordinator, look, WORDS, EMBLEM, "png")
        session.flush()
        return look
