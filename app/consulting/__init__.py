"""Consultation rounds: councils and associations are asked about a report by letter, and state what they think of it.

Lives here: rounds, whom they ask, the page that a letter's link opens without an account, the statements together.
Does not live here: the report (`reports`), how it is drawn (`publishing`), comments of its writers (`sections`).
"""

from app.consulting import duties, letters, round_routes, routes, statement_routes

__all__ = ["duties", "letters", "round_routes", "routes", "statement_routes"]
