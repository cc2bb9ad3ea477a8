"""The year's work: the annual clock, the plan of how a report is told of, and each person's calendar feed of both.

Lives here: what is due when, who answers for it, and how far it is. Does not live here: the measures of the welfare
plan (`plan`) and letters that remind of days.
"""

from app.accounts import handing_over
from app.calendar import communication_routes, digest, entry_routes, feed_routes, heirs, routes
from app.calendar.words import COMMUNICATION, ENTRIES
from app.follow_up import elsewhere

__all__ = ["communication_routes", "entry_routes", "feed_routes", "routes"]

handing_over.register(handing_over.Kind(ENTRIES, heirs.count_entries, heirs.hand_over_entries))
handing_over.register(handing_over.Kind(COMMUNICATION, heirs.count_communication, heirs.hand_over_communication))
elsewhere.register(elsewhere.Source("calendar", digest.things_soon))
