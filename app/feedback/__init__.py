"""What residents write back about a published report, and what the municipality answers within 14 days.

Lives here: the public form of each edition, the list for coordinators, the answer and its letter, and forgetting.
Does not live here: what is published (`publishing`), statements that are asked for before it (`consulting`).
"""

from app.feedback import answer_routes, duties, letters, routes

__all__ = ["answer_routes", "duties", "letters", "routes"]
