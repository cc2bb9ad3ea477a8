"""What bodies and decisions are called on screen, also in the trail."""

from flask_babel import lazy_gettext as _

from app.handling.rules import Body, Decision

BODIES = {
    Body.WORKING_GROUP: _("working group"),
    Body.MANAGEMENT_GROUP: _("management group"),
    Body.COMMITTEE: _("committee"),
    Body.BOARD: _("municipal board"),
    Body.COUNCIL: _("council"),
    Body.OTHER: _("another body"),
}
DECISIONS = {
    Decision.SUPPORTED: _("Supported"),
    Decision.SUPPORTED_WITH_CHANGES: _("Supported with changes"),
    Decision.RETURNED: _("Returned to work"),
    Decision.NOTED: _("Noted"),
}
