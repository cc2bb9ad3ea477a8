"""The way of a report through the bodies, from the working group to the council, and the final editing before it.

Lives here: the steps in their order, what each body decided and asked to be changed, who holds the final editing.
Does not live here: the council's adoption, which freezes the report (`reports`), and statements (`consulting`).
"""

from app.handling import final_routes, routes, step_routes

__all__ = ["final_routes", "routes", "step_routes"]
