"""The package for the council: all that a case system needs to bring a report before the council, as one zip.

Lives here: what is asked for, the papers made for the council alone (one-page summary, proposed decision, annex), the
metadata with its schema, and the work, which the worker does. Does not live here: the report's own files, which are
an edition's or made as an edition's are (`publishing`), and what the bodies decided (`handling`).
"""

from app.hand_over import duties, routes

__all__ = ["duties", "routes"]
