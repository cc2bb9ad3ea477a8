"""Signing in and out, one's own account, and the people of a municipality.

Does not live here: what a person may do (`tenants.permissions`), the cookie itself (`web.login`).
"""

from app.accounts import (
    directory_routes,
    duties,
    invitation_routes,
    member_routes,
    microsoft_routes,
    routes,
    work_invitation_routes,
)

__all__ = [
    "directory_routes",
    "duties",
    "invitation_routes",
    "member_routes",
    "microsoft_routes",
    "routes",
    "work_invitation_routes",
]
