"""What somebody has asked the association is among the data that they take along."""

from app.accounts.own_data import tells
from app.support.models import SupportCase, SupportMessage

tells("questions", SupportCase, "number asked_at subject question state", lambda id: SupportCase.asker_id == id)
tells("answers_to_the_association", SupportMessage, "at text", lambda id: SupportMessage.author_id == id)
