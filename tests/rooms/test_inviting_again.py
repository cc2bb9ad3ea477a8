"""An invitation is sent again or taken back: the old link opens nothing, and nobody else's invitation is touched."""

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.accounts.actions import accept_as_new
from app.accounts.invitation_list import Wanted
from app.accounts.member_actions import invite_all
from app.messages.models import Letter
from tenants import audit
from tenants.boundary import StaffSession
from tenants.errors import Refused
from tenants.invitations import Invitation, invitation_of, invite
from tenants.permissions import Role
from tenants.tokens import digest_of
from tests.letters import outbox
from tests.makers import a_municipality, a_person
from tests.orders import a_confirmed_order, a_free_municipality, open_orders, stored_order, tenant_of, token_in_letter
from tests.pages.visitor import Visitor
from tests.rooms.test_invitations import SENTENCE, TYPED, accept, an_invitation, change, members

ORDERS = "/fi/liitto/tilaukset"


@pytest.fixture
def coordinator(app, municipality):
    """The municipality's coordinator."""
    return Visitor(app, municipality.people[Role.COORDINATOR])


def id_of(municipality, token):
    """By which the pages know an invitation."""
    with municipality.session(read_only=True) as session:
        return session.scalars(select(Invitation.id).filter_by(token_digest=digest_of(token))).one()


def decide(visitor, municipality, invitation_id, decision):
    address = f"/fi/{municipality.facts.slugs['fi']}/ihmiset/kutsut/{invitation_id}"
    return visitor.post(address, {"decision": decision})


def deeds(municipality) -> list[str]:
    with municipality.session(read_only=True) as session:
        return list(session.scalars(select(audit.AuditEntry.deed)))


def test_an_invitation_sent_again_has_a_new_link_and_the_old_one_opens_nothing(app, engines, municipality, coordinator):
    old, email = an_invitation(municipality, role=Role.WRITER)
    change(municipality, old, expires_at=stored(municipality, old).created_at)
    assert email in coordinator.get(f"/fi/{municipality.facts.slugs['fi']}/ihmiset").text
    assert decide(coordinator, municipality, id_of(municipality, old), "again").status_code == 302
    assert "invitation.sent_again" in deeds(municipality)
    assert app.test_client().get(f"/fi/kutsu/{old}").status_code == 410
    assert accept(app, token_in_letter(engines, email))[1].status_code == 302
    assert members(municipality)[email] == "writer"


def stored(municipality, token) -> Invitation:
    with municipality.session(read_only=True) as session:
        return session.scalars(select(Invitation).filter_by(token_digest=digest_of(token))).one()


def test_a_withdrawn_invitation_opens_nothing_and_is_not_shown(app, municipality, coordinator):
    token, email = an_invitation(municipality)
    assert decide(coordinator, municipality, id_of(municipality, token), "withdraw").status_code == 302
    assert "invitation.withdrawn" in deeds(municipality)
    assert accept(app, token)[1].status_code == 410
    assert email not in coordinator.get(f"/fi/{municipality.facts.slugs['fi']}/ihmiset").text


@pytest.mark.parametrize("decision", ["again", "withdraw"])
def test_what_was_accepted_is_neither_sent_again_nor_withdrawn(app, engines, municipality, coordinator, decision):
    token, email = an_invitation(municipality)
    accept(app, token)
    assert decide(coordinator, municipality, id_of(municipality, token), decision).status_code == 302
    assert stored(municipality, token).withdrawn_at is None
    assert members(municipality)[email] == "coordinator"
    with municipality.session(read_only=True) as session:
        assert len(session.scalars(select(Invitation).filter_by(email=email)).all()) == 1


@pytest.mark.parametrize("decision", ["again", "withdraw"])
def test_another_municipality_s_invitation_is_out_of_reach(engines, municipality, coordinator, decision):
    neighbour = a_municipality(engines)
    token, _ = an_invitation(neighbour)
    assert decide(coordinator, municipality, id_of(neighbour, token), decision).status_code == 302
    assert decide(coordinator, neighbour, id_of(neighbour, token), decision).status_code == 404
    assert stored(neighbour, token).withdrawn_at is None


@pytest.fixture
def opened(app, engines):
    """(order, token of its invitation) of a municipality that was opened just now."""
    token = a_confirmed_order(engines, a_free_municipality(engines), is_official=True, language="sv")
    open_orders(app, engines)
    order = stored_order(engines, token)
    return order, token_in_letter(engines, order.orderer["email"])


def test_staff_send_the_orderer_s_invitation_again_until_it_has_been_accepted(app, engines, opened):
    order, old = opened
    staff = Visitor(app, a_person(engines, is_staff=True))
    email = order.orderer["email"]
    assert email in staff.get(ORDERS).text
    assert staff.post(f"{ORDERS}/{order.id}/kutsu").status_code == 302
    new = token_in_letter(engines, email)
    assert new != old
    assert app.test_client().get(f"/sv/inbjudan/{old}").status_code == 410
    assert Visitor(app).post(f"/sv/inbjudan/{new}", TYPED).status_code == 302
    assert Visitor(app).sign_in(email, SENTENCE).status_code == 302
    assert email not in staff.get(ORDERS).text
    staff.post(f"{ORDERS}/{order.id}/kutsu")
    assert token_in_letter(engines, email) == new
    with StaffSession(engines, read_only=True) as session:
        trail = select(audit.AuditEntry.deed).filter_by(tenant_id=tenant_of(engines, order.municipality_code))
        assert session.scalars(trail).all().count("invitation.sent_again") == 1


def test_an_order_that_was_not_opened_has_nobody_to_invite(app, engines):
    order = stored_order(engines, a_confirmed_order(engines))
    staff = Visitor(app, a_person(engines, is_staff=True))
    assert staff.post(f"{ORDERS}/{order.id}/kutsu").status_code == 302
    with StaffSession(engines, read_only=True) as session:
        assert session.scalars(select(Invitation).filter_by(email=order.orderer["email"])).all() == []


def test_staff_can_let_nobody_in_but_the_orderer_as_coordinator(engines, municipality, opened):
    order, _ = opened
    attempts = [
        (order.opened_tenant, "joku@liitto.example", Role.COORDINATOR),
        (order.opened_tenant, order.orderer["email"], Role.READER),
        (municipality.facts.id, order.orderer["email"], Role.COORDINATOR),
    ]
    for attempt in attempts:
        with StaffSession(engines) as session, pytest.raises(DBAPIError, match="row-level security"):
            invite(session, *attempt)
            session.flush()
    an_invitation(municipality)
    with StaffSession(engines, read_only=True) as session:
        assert municipality.facts.id not in set(session.scalars(select(Invitation.tenant_id)))


def test_two_presses_are_one_invitation_and_one_letter(engines, municipality):
    wanted = [Wanted(f"{uuid.uuid4().hex[:8]}@kunta.example", Role.WRITER)]
    with municipality.session() as session, session.begin():
        invite_all(session, municipality.coordinator, wanted, "fi")
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="already_invited"):
        invite_all(session, municipality.coordinator, [Wanted(wanted[0].email.upper(), Role.READER)], "fi")
    assert len(outbox(engines, Letter.to_email.ilike(wanted[0].email))) == 1


def test_an_invitation_that_is_too_old_makes_room_for_a_new_one(municipality):
    old, email = an_invitation(municipality)
    change(municipality, old, expires_at=stored(municipality, old).created_at)
    new, _ = an_invitation(municipality, email)
    assert stored(municipality, old).withdrawn_at
    assert stored(municipality, new).withdrawn_at is None


def test_an_address_is_not_corrected_to_one_that_has_an_invitation(municipality, coordinator):
    (first, _), (_, email) = an_invitation(municipality), an_invitation(municipality)
    id = id_of(municipality, first)
    address = f"/fi/{municipality.facts.slugs['fi']}/ihmiset/kutsut/{id}/osoite"
    page = coordinator.post(address, {"email": email}, follow_redirects=True)
    assert "odottaa jo kutsu" in page.text
    assert stored(municipality, first).withdrawn_at is None, "and the first still works"


def test_who_got_an_account_by_another_invitation_just_now_is_told_so(engines, municipality):
    person = a_person(engines)
    token, _ = an_invitation(municipality, person.email)
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="has_account"):
        accept_as_new(session, invitation_of(session, token), "Toinen", "fi", SENTENCE)
