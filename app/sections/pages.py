"""What the room's pages have in common: the section that an address names, and what the visitor may do in it."""

from flask import Blueprint, abort, g
from flask_login import current_user

from app.reports.models import Section
from app.reports.queries import section_at
from app.sections.queries import right_of
from app.sections.rules import level_in_section, reaches
from tenants.permissions import may

room = Blueprint("sections", __name__)


def section_of(number: int, position: int) -> Section:
    """Of the report with this number; 404 where there is none."""
    return section_at(g.session, number, position) or abort(404)


def require_level(section: Section, wanted: str) -> None:
    """403 for whom neither the role nor what they were given in this section lets so far."""
    granted = right_of(g.session, section.id, current_user.id)
    is_owner = current_user.id in (section.owner_id, section.deputy_id)
    if not reaches(level_in_section(lambda right: may(g.role, right), granted, is_owner=is_owner), wanted):
        abort(403)
