"""A municipality's front page: what waits for the person who looks, how far the reports are, what is new.

Lives here: what many rooms know, gathered for one person. Not here: the work to which each task leads.
"""

from app.front import routes

__all__ = ["routes"]
