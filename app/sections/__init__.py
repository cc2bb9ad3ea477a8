"""A section of a report as those see it who write it together: its text, versions, owners, rights and presence.

Lives here: everything that is done with one section. Does not live here: the report as a whole and its way through the
council (`reports`), the text itself as blocks (`writing`), figures (`indicators`).
"""

from app.sections import routes

__all__ = ["routes"]
