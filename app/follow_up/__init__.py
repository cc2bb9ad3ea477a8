"""How the measures of the welfare plan go: the days of follow-up, what is reported, reminders by letter.

Lives here: what owners report of their measures, its whole history, what the leading group sees of it, who is reminded
when. Does not live here: what the plan says (`plan`), letters on their way (`messages`).
"""

from app.follow_up import duties, handing_over, letters, reminder_routes, round_routes, routes

__all__ = ["duties", "handing_over", "letters", "reminder_routes", "round_routes", "routes"]
