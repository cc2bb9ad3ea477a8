"""Each municipality's accessibility statement about the reports that it has published here (Act 306/2019).

Lives here: the public page, written by the service with what the municipality adds, and the form for that.
Does not live here: the statement of the service itself (`home`), faults that are found in texts (`publishing`),
feedback (`feedback`).
"""

from app.accessibility import routes

__all__ = ["routes"]
