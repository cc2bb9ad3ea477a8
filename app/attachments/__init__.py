"""The files that belong to a report: pictures that its texts show, and documents that it hands out.

Lives here: what may be taken in, bringing it in, naming it, handing it out to the municipality's own people. Does not
live here: how a text names a picture (`writing.tokens`), what residents get of an edition (`publishing`).
"""

from app.attachments import routes

__all__ = ["routes"]
