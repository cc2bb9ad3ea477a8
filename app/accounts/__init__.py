"""Signing in and out, one's own account, and the people of a municipality.

Does not live here: what a person may do (`tenants.permissions`), the cookie itself (`web.login`).
"""

from app.accounts import (
    answering_routes,
    directory_routes,
    duties,
    invitation_routes,
    letters,
    member_routes,
    microsoft_routes,
    request_routes,
    routes,
    work_invitation_routes,
)

__all__ = [
    "answering_routes",
    "directory_routes",
    "duties",
    "invitation_routes",
    "letters",
    "member_routes",
    "microsoft_routes",
    "request_routes",
    "routes",
    "work_invitation_routes",
]
