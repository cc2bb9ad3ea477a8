"""A section of a report as those see it who write it together: its text, versions, owners, rights and presence.

Lives here: everything that is done with one section. Does not live here: the report as a whole and its way through the
council (`reports`), the text itself as blocks (`writing`), figures (`indicators`).
"""

from app.accounts import handing_over
from app.follow_up import elsewhere
from app.sections import (
    autosave_routes,
    carried_routes,
    comment_actions,
    comment_routes,
    digest,
    figure_routes,
    history_routes,
    people_actions,
    people_routes,
    replace_routes,
    routes,
    sentence_routes,
    suggestion_routes,
)
from app.sections.words import COMMENTS, SECTIONS

__all__ = [
    "autosave_routes",
    "carried_routes",
    "comment_routes",
    "figure_routes",
    "history_routes",
    "people_routes",
    "replace_routes",
    "routes",
    "sentence_routes",
    "suggestion_routes",
]

handing_over.register(handing_over.Kind(SECTIONS, people_actions.count_owned, people_actions.hand_over))
handing_over.register(handing_over.Kind(COMMENTS, comment_actions.count_assigned, comment_actions.hand_over))
elsewhere.register(elsewhere.Source("sections", digest.sections_to_write))
