"""Signing in and out, and the people of a municipality.

Does not live here: what a person may do (`tenants.permissions`), the cookie itself (`web.login`).
"""

from app.accounts import duties, invitation_routes, member_routes, routes

__all__ = ["duties", "invitation_routes", "member_routes", "routes"]
