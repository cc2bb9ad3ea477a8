"""A municipality's own figures and evidence, behind its wall: typed in, or brought in by a file.

Lives here: own indicators with their series, evidence cards, the reading of files. Does not live here: what is the same
for everybody (`indicators`), arithmetic (`statistics`) and drawing (`charts`).
"""

from app.own_figures import evidence_routes, figure_routes, file_routes, handing_over, routes

__all__ = ["evidence_routes", "figure_routes", "file_routes", "handing_over", "routes"]
