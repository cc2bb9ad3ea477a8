"""The public front: what this is, how accessible it is, what it does with personal data."""

from app.home import routes

__all__ = ["routes"]
