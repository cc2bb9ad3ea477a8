"""What somebody has asked the association, and the trainings they came to, are among the data that they take along."""

from app.accounts.own_data import tells
from app.support.models import SupportCase, SupportMessage
from app.support.training_models import SignUp

tells("questions", SupportCase, "number asked_at subject question state", lambda id: SupportCase.asker_id == id)
tells("answers_to_the_association", SupportMessage, "at text", lambda id: SupportMessage.author_id == id)
tells("trainings", SignUp, "signed_up_at has_place cancelled_at", lambda id: SignUp.person_id == id)
