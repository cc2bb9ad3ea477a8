"""Help from the association: looks that a municipality lets it take.

Does not live here: the rule of access itself (`tenants.support`), and the door it opens (`web.entrance`).
"""

from app.support import look_routes, routes

__all__ = ["look_routes", "routes"]
