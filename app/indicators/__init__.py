"""Statistics, the same for everybody: the mirror of Sotkanet, its catalogue, and a municipality's pages about figures.

Lives here: the Sotkanet client, series and their revisions, sets, comparison areas, what a municipality chooses of
them, the bundle a checkout starts with. Does not live here: arithmetic (`statistics`), drawing (`charts`), own figures
of a municipality (`own_figures`), the text about figures (`writing`), their frozen copy in a report (`reports`).
"""

from app.indicators import choice_routes, duties, list_file_routes, routes

__all__ = ["choice_routes", "duties", "list_file_routes", "routes"]
