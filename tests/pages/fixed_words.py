"""What an address asks for that is the same wherever it is asked."""

import uuid

from tenants import clock
from tests.plans import IN_A_PLAN

NO_LETTER = uuid.UUID(int=0)

FIXED_WORDS = {
    "text_language": "fi",
    "year": clock.today().year,
    "row_number": 1,
    "measure": 1,
    "attachment": 1,
    "panel": 1,
    "edition": 99,
    **IN_A_PLAN,
    "kept_id": NO_LETTER,
    "years": "2025-2029",
    "letter_id": NO_LETTER,
    "proposal_id": NO_LETTER,
    "mark": "x",
    "format": "pdf",
    "suffix": "csv",
    "section_number": "3.2",
    "step_number": 2,
    "pack_id": NO_LETTER,
    "package_id": NO_LETTER,
    "indicator_id": 127,
    "item_id": NO_LETTER,
    "order_id": NO_LETTER,
    "export_id": NO_LETTER,
    "session_id": NO_LETTER,
    "revision": 1,
    "refund_id": NO_LETTER,
    "event_id": "evt_none",
    "authenticator_id": NO_LETTER,
    "template_number": 99,
    "before": 99,
    "sign_in_id": NO_LETTER,
}
"""What an address asks for that is the same wherever it is asked; the ids are nobody's."""
