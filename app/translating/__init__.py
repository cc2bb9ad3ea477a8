"""Two languages side by side: one view writes beside the other, and texts to translate go out and come back as files.

Lives here: the pages and files of translating. Does not live here: which block is translated of which (`writing`, and
kept by `sections` with every save), and the saving itself (`sections`).
"""

from app.translating import autosave_routes, file_routes, routes

__all__ = ["autosave_routes", "file_routes", "routes"]
