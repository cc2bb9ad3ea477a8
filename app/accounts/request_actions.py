"""Verbs of account requests: asking at the door, and the answers of coordinators and of the association."""

import uuid

from sqlalchemy.orm import Session

from app.accounts.inviting import send_invitation
from app.messages.actions import post
from tenants import audit, membership, people, requests
from tenants.audit import AuditEntry
from tenants.boundary import StaffSession, TenantSession
from tenants.errors import Refused
from tenants.permissions import Role
from tenants.requests import AccountRequest, Asked, State


def ask(session: Session, asked: Asked) -> None:
    """Store a request and post the letter that confirms it; whether there is an account, only the letter tells."""
    has_account = people.has_account(session, asked.email)
    told = {"municipality_code": asked.municipality_code, "has_account": has_account}
    to = {"to_email": asked.email, "language": asked.language}
    post(session, "account_request_confirmation", **to, token=requests.ask(session, asked), **told)


def ask_more(session: TenantSession | StaffSession, by: uuid.UUID, request_id: uuid.UUID, question: str) -> None:
    """Raises Refused("already_decided")."""
    request = requests.held(session, request_id)
    _tell(session, "account_request_more", request, token=requests.ask_more(request, by, question))
    if isinstance(session, TenantSession):
        audit.write(session, by, "request.more_asked")
    else:
        audit.write_for_staff(session, by, "request.more_asked", code=request.municipality_code)


def decline(session: TenantSession | StaffSession, by: uuid.UUID, request_id: uuid.UUID, reason: str) -> None:
    """Raises Refused("already_decided")."""
    request = requests.held(session, request_id)
    requests.decide(request, by, State.DECLINED, refusal=reason)
    _tell(session, "account_request_declined", request)
    if isinstance(session, TenantSession):
        audit.write(session, by, "request.declined")
    else:
        audit.write_for_staff(session, by, "request.declined", code=request.municipality_code)


def approve(session: TenantSession, by: uuid.UUID, request_id: uuid.UUID, role: Role) -> None:
    """Let somebody in whose request came to the session's municipality.

    Raises Refused with "already_decided", "already_member" or "already_invited".
    """
    request = requests.held(session, request_id)
    if membership.has_email(session, request.email):
        raise Refused("already_member")
    requests.decide(request, by, State.APPROVED, role=role)
    send_invitation(session, session.tenant_id, request.email, role, request.language, request.name)
    audit.write(session, by, "request.approved")


def approve_for_association(session: StaffSession, by: uuid.UUID, request_id: uuid.UUID, role: Role) -> None:
    """Let somebody in whose request came to the association; the coordinators are told by the worker.

    Raises Refused with "already_decided", "of_staff", "no_customer" or "already_invited".
    """
    request = requests.held(session, request_id)
    if people.is_of_staff(session, request.email):
        raise Refused("of_staff")
    tenant_id = requests.tenant_of(session, request.municipality_code)
    if tenant_id is None:
        raise Refused("no_customer")
    requests.decide(request, by, State.APPROVED, role=role)
    session.flush()  # the database lets staff invite only whom they have approved
    send_invitation(session, tenant_id, request.email, role, request.language, request.name)
    session.add(AuditEntry(tenant_id=tenant_id, person_id=by, deed="request.approved"))
    audit.write_for_staff(session, by, "request.approved", code=request.municipality_code)


def offer_trial(session: StaffSession, by: uuid.UUID, request_id: uuid.UUID) -> None:
    """Tell somebody of a municipality that is no customer how to order. Raises Refused("already_decided")."""
    request = requests.held(session, request_id)
    requests.decide(request, by, State.OFFERED)
    _tell(session, "account_request_offer", request)
    audit.write_for_staff(session, by, "request.offered", code=request.municipality_code)


def _tell(session: Session, kind: str, request: AccountRequest, **more: str) -> None:
    """The question, the reason and the municipality's name are gathered when the letter is drawn."""
    to = {"to_email": request.email, "language": request.language}
    post(session, kind, **to, request_id=request.id, **more)
