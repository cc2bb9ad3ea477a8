"""The welfare plan: emphasis, goal, measure; what goals are measured by; statutory plans in it; decided versions.

Lives here: what the plan says, from its beginning to a decision and the next change. Does not live here: how measures
go (`follow_up`), the report that may carry the plan (`reports`), the figures themselves (`indicators`, `own_figures`).
"""

from app.plan import (
    file_routes,
    measuring_routes,
    pdf_routes,
    people_routes,
    routes,
    row_routes,
    shaping_routes,
    tag_routes,
    version_routes,
)

__all__ = [
    "file_routes",
    "measuring_routes",
    "pdf_routes",
    "people_routes",
    "routes",
    "row_routes",
    "shaping_routes",
    "tag_routes",
    "version_routes",
]
