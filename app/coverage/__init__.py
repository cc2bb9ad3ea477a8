"""The list of indicators that a report should treat: what is handled, what is left out and why, what is still open.

Lives here: the list as it was chosen for one report, its meter, and the annex that writes itself from it. Does not live
here: the sets that others draw up (`indicators`), how an edition prints the annex (`publishing`).
"""

from app.coverage import routes

__all__ = ["routes"]
