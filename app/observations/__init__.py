"""Joys and worries: what groups of residents and professionals say gladdens and worries them, for one report.

Lives here: what was said, what a tested indicator says to it, and how it becomes a proposal for the report's text or a
goal. Does not live here: the tests themselves (`indicators`), the text (`sections`), evidence cards (`own_figures`).
"""

from app.observations import routes, taking_routes

__all__ = ["routes", "taking_routes"]
