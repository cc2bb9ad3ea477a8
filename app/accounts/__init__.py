"""Signing in and out, one's own account, and the people of a municipality.

Does not live here: what a person may do (`tenants.permissions`), the cookie itself (`web.login`).
"""

from app.accounts import (
    account_routes,
    answering_routes,
    directory_routes,
    duties,
    house_routes,
    invitation_routes,
    inviting_routes,
    letters,
    member_routes,
    microsoft_routes,
    own_data_routes,
    request_routes,
    reset_routes,
    routes,
    second_step_routes,
    security_routes,
    two_step_routes,
    work_invitation_routes,
)

__all__ = [
    "account_routes",
    "answering_routes",
    "directory_routes",
    "duties",
    "house_routes",
    "invitation_routes",
    "inviting_routes",
    "letters",
    "member_routes",
    "microsoft_routes",
    "own_data_routes",
    "request_routes",
    "reset_routes",
    "routes",
    "second_step_routes",
    "security_routes",
    "two_step_routes",
    "work_invitation_routes",
]
