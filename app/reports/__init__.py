"""The welfare report: its chapters, who writes what, its states, adoption by the council.

Lives here: the report from its beginning to its adoption. Does not live here: the statistics themselves
(`indicators`), how text is parsed and shown (`writing`), what residents read (`publishing`).
"""

from app.reports import instruction_routes, plan_routes, routes, shape_routes, template_routes

__all__ = ["instruction_routes", "plan_routes", "routes", "shape_routes", "template_routes"]
