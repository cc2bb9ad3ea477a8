"""What a work account (Microsoft Entra ID) opens: an account here by signing in, an invitation by accepting it."""

import uuid

from sqlalchemy.orm import Session

from app.accounts.actions import accept_as_known
from app.accounts.entra import Proof
from tenants import directories, invitations, membership, outside_identities, people
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.invitations import Invitation


def person_of(door: Session, proof: Proof, tenant_id: uuid.UUID) -> uuid.UUID | None:
    """Whose work account has come in by a municipality's directory, while that is the municipality's."""
    if directories.active_directory(door, tenant_id) != proof.entra_tenant:
        return None
    return outside_identities.person_with(door, proof.entra_tenant, proof.object_id)


def directory_to_confirm_at(door: Session, person_id: uuid.UUID) -> uuid.UUID | None:
    """Where a person can say again who they are: the directory of their work account, while it lets them in."""
    if door.get_one(people.Person, person_id).is_staff:
        return None
    identity = outside_identities.identity_of(door, person_id)
    own = set(membership.tenants_of(door, person_id))
    lets_in = {row.entra_tenant for row in directories.active_directories(door) if row.tenant_id in own}
    return identity.entra_tenant if identity and identity.entra_tenant in lets_in else None


def is_confirmed(door: Session, proof: Proof, person_id: uuid.UUID) -> bool:
    """Whether it was this person; who has a second factor here must have used one there."""
    is_same = outside_identities.person_with(door, proof.entra_tenant, proof.object_id) == person_id
    return is_same and (proof.is_strong or door.get_one(people.Person, person_id).second_factor_since is None)


def accounts_of(door: Session, proof: Proof, email: str) -> set[uuid.UUID | None]:
    """Whose this work account is and whose this e-mail: one person or nobody where they belong together."""
    return {outside_identities.person_with(door, proof.entra_tenant, proof.object_id), people.id_of(door, email)}


def accept(
    session: TenantSession,
    invitation: Invitation,
    accounts: set[uuid.UUID | None],
    proof: Proof,
    name: str,
    language: str,
) -> uuid.UUID:
    """Make a work account's user a member; returns their id. `accounts` are what accounts_of found.

    Raises Refused("invitation_closed"), or "other_account" where the e-mail or the work account is another person's.
    """
    if len(accounts) > 1:
        raise Refused("other_account")
    (person_id,) = accounts
    if person_id:
        accept_as_known(session, invitation, person_id)
        return person_id
    invitations.take_up(session, invitation)
    person_id = people.add_invited_person(session, invitation.email, name, language, None)
    invitations.accept(session, invitation, person_id)
    outside_identities.link(session, person_id, proof.entra_tenant, proof.object_id)
    return person_id
