"""Example municipalities with example people and texts, so that a newcomer can try the whole way at once.

Every address ends in `.example` and every name says that it is an example; the figures are real. Its pages show
the letters that a checkout has caught instead of sending them.
"""

from app.demo import routes

__all__ = ["routes"]
