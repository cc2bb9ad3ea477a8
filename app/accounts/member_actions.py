"""Verbs about a municipality's people: inviting them, their roles, their leaving, the yearly look at who is there."""

import uuid
from collections.abc import Sequence

from app.accounts import handing_over
from app.accounts.invitation_list import Wanted
from app.accounts.inviting import send_invitation
from tenants import audit, clock, email_domains, membership
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.permissions import Role


def invite_all(session: TenantSession, by: uuid.UUID, wanted: Sequence[Wanted], language: str) -> None:
    """Send each of them an invitation; their letters are in `language`.

    Raises Refused("already_invited"), and sends none, where somebody has invited one of them at this moment.
    """
    with session.begin_nested():
        for each in wanted:
            send_invitation(session, session.tenant_id, each.email, each.role, language, each.name or None)
    if wanted:
        audit.write(session, by, "invitation.sent", count=len(wanted))


def change_role(session: TenantSession, by: uuid.UUID, person_id: uuid.UUID, role: Role) -> None:
    """Raises Refused with "no_member" or "last_coordinator"."""
    membership.change_role(session, person_id, role)
    audit.write(session, by, "member.role_changed", people=[str(person_id)])


def end(session: TenantSession, by: uuid.UUID, person_id: uuid.UUID, heir: uuid.UUID | None = None) -> None:
    """Somebody leaves the municipality, at once; what they own becomes the heir's.

    Raises Refused with "no_member", "last_coordinator", "no_heir" or, where the heir is no other member, "wrong_heir".
    """
    membership.end(session, person_id)
    if handing_over.owned_by(session, person_id):
        if heir is None:
            raise Refused("no_heir")
        if heir == person_id or not membership.is_member(session, heir):
            raise Refused("wrong_heir")
        handing_over.hand_over_all(session, person_id, heir)
    audit.write(session, by, "member.ended", people=[str(person_id)])


def confirm_there(session: TenantSession, by: uuid.UUID, people: Sequence[uuid.UUID]) -> None:
    """These are still there."""
    for person_id in people:
        membership.confirm_there(session, person_id, clock.today())
    if people:
        audit.write(session, by, "member.confirmed", people=[str(each) for each in people])


def vouch_for_domain(session: TenantSession, by: uuid.UUID, domain: str) -> None:
    """Who asks with an e-mail of this domain is sent to the coordinators from now on."""
    if email_domains.confirm_domain(session, by, domain):
        audit.write(session, by, "email_domain.confirmed", domain=domain)


def remove_domain(session: TenantSession, by: uuid.UUID, domain: str) -> None:
    """The opposite."""
    if email_domains.remove_domain(session, domain):
        audit.write(session, by, "email_domain.removed", domain=domain)
