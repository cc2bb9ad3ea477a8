"""Leaving is easy: everything a municipality has as a zip, from which another empty one is made, and its deletion.

What becomes of which table is written in one list (`fates`). The deletion itself is done by the database, which
opens its walls against change for nothing else (migration 0014).
"""

from app.leaving import duties, routes

__all__ = ["duties", "routes"]
