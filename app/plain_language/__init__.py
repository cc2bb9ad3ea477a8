"""What a report says in plain language (selkokieli, lätt språk): a summary of its own, for residents.

Lives here: writing it, its versions, and what a rule of thumb notices of its sentences and words. Does not live here:
how an edition shows it (`publishing`).
"""

from app.plain_language import history_routes, routes

__all__ = ["history_routes", "routes"]
