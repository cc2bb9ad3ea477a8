"""THE place where a municipality is chosen: from the address and the visitor's membership (for the association's people
a support session that the municipality has opened), never from anything else.

Opens the one session a request works with. GET and HEAD get a READ ONLY transaction.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from flask import Flask, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Connection, Row
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from app.web import halfway, languages
from app.web.access import Access, NotConfirmed, NotStrong, access_of
from app.web.places import Places
from billing import licence_rules, licences
from tenants import clock, membership, people, permissions, sign_ins, support
from tenants.boundary import DoorSession, StaffSession, TenantSession, ask_at_the_door
from tenants.database import Engines
from tenants.house_rules import languages_by, languages_written
from tenants.permissions import CountyRole, Role
from tenants.registry import TenantFacts
from tenants.tokens import digest_of


class WritingClosed(HTTPException):
    """The municipality's licence does not let it write (or publish) now."""

    code = 402


class Surroundings(Flask.app_ctx_globals_class):
    """Flask's `g`. The session of a page for anybody is opened when it is asked for: many need but one question."""

    def __getattr__(self, name: str) -> object:
        if name == "session" and "opens_session" in self:
            self.session = self.pop("opens_session")()
            return self.session
        return super().__getattr__(name)


def init(app: Flask, engines: Engines) -> None:
    """Every request passes here before its view."""
    app.app_ctx_globals_class = Surroundings
    app.extensions["engines"] = engines
    app.extensions["places"] = Places(engines)
    app.before_request(enter)
    app.after_request(_only_pages_for_support)
    app.url_defaults(_add_municipality)


def at_the_door() -> Connection:
    """For one question on behalf of nobody, which costs less than to begin with `g.session` and to end it."""
    return ask_at_the_door(current_app.extensions["engines"])


def recognised(secret: str) -> Row | None:
    """Whose the visitor's cookie is. A member is met in the municipality that the address names, where the same
    question tells their role; everybody else at the door.
    """
    person = _recognised_member(secret) if access_of(current_app, request.endpoint).kind == "tenant" else None
    if person is None:
        with at_the_door() as door:
            person = sign_ins.known_person(door, secret)
    if person and person.seen_at < clock.now() - sign_ins.NOTICED:
        with pen() as door:
            sign_ins.notice(door, person.sign_in_id)
    return person


def _recognised_member(secret: str) -> Row | None:
    tenant = current_app.extensions["places"].at(request.view_args["municipality"])
    if tenant is None:
        return None
    session = TenantSession(current_app.extensions["engines"], tenant.id, read_only=_only_reads())
    member = membership.known_member(session, secret)
    if member is None:
        session.close()
        return None
    g.session, g.tenant, g.slugs, g.role = session, tenant, tenant.slugs, _role(member, tenant)
    g.must_strengthen = member.must_strengthen
    g.written_in = languages_by(tenant, in_one=member.writes_in_one_language)
    return member


def _role(member: Row, tenant: TenantFacts) -> Role | CountyRole:
    return permissions.role_in(member.role, is_county=tenant.is_county)


def _only_reads() -> bool:
    return request.method in ("GET", "HEAD")


def has_account(email: str) -> bool:
    """Whether somebody has this e-mail."""
    with at_the_door() as door:
        return people.has_account(door, email)


@contextmanager
def pen(person_id: uuid.UUID | None = None) -> Iterator[Session]:
    """A short transaction of its own at the door, for what must be remembered even if the request is refused; with
    a person also for what is theirs alone.
    """
    with DoorSession(current_app.extensions["engines"], person_id) as session, session.begin():
        yield session


@contextmanager
def staff_pen() -> Iterator[Session]:
    """The same for a staff member: a look that is written down."""
    with StaffSession(current_app.extensions["engines"]) as session, session.begin():
        yield session


@contextmanager
def pen_here() -> Iterator[TenantSession]:
    """A short transaction of its own in the municipality that the visitor is in: for a look that is remembered."""
    with TenantSession(current_app.extensions["engines"], g.tenant.id) as session, session.begin():
        yield session


def beside() -> Callable[[], TenantSession]:
    """Opens more sessions of the municipality that the visitor is in, to read from: for an answer that goes out piece
    by piece after the request's own session has ended."""
    return partial(TenantSession, current_app.extensions["engines"], g.tenant.id, read_only=True)


def enter() -> ResponseReturnValue | None:
    """Check who may pass, and open `g.session` on the right plane. 404 hides what is not the visitor's."""
    access = access_of(current_app, request.endpoint)
    if request.endpoint in (None, "static"):
        return None
    if not _is_known(access):
        return current_app.login_manager.unauthorized()
    if _must_strengthen(access):
        return _lead_to_two_step()
    if access.asks_again and not current_user.is_confirmed:
        return _ask_again()
    if access.kind == "tenant":
        return _enter_municipality(access.permission)
    engines, read_only = current_app.extensions["engines"], _only_reads()
    if access.kind == "invited":
        return _enter_by_letter(engines, read_only, access)
    if access.kind == "staff":
        if not current_user.is_staff:
            abort(403)
        g.session = StaffSession(engines, read_only=read_only)
    else:
        subjects = {"person_id": _at_the_door(access), "token_digest": _token_digest()}
        g.opens_session = partial(DoorSession, engines, read_only=read_only, **subjects)
    return None


def _is_known(access: Access) -> bool:
    """Whether the visitor has said who they are, as far as the page asks for it."""
    if access.kind == "halfway":
        return halfway.person_id() is not None
    return access.kind in ("public", "invited") or current_user.is_authenticated


def _at_the_door(access: Access) -> uuid.UUID | None:
    """For whom the door's session is opened."""
    if access.kind == "halfway":
        return halfway.person_id()
    return current_user.id if access.kind == "signed_in" else None


def _must_strengthen(access: Access) -> bool:
    """Whether a second factor must be given first: by staff everywhere, by others where the house's rules say so."""
    if access.kind not in ("tenant", "signed_in", "staff") or access.is_for_setting_up:
        return False
    return g.get("must_strengthen", False) or (current_user.is_staff and not current_user.is_strong)


def _lead_to_two_step() -> ResponseReturnValue:
    if request.method == "POST":
        raise NotStrong
    return redirect(url_for("accounts.two_step", next=request.full_path.rstrip("?")))


def _ask_again() -> ResponseReturnValue:
    """Before what is dangerous: is it still the same person? A form that was open too long keeps its text in sight."""
    if request.method == "POST":
        raise NotConfirmed
    return redirect(url_for("accounts.confirm", next=request.full_path.rstrip("?")))


def _enter_municipality(permission: str) -> ResponseReturnValue | None:
    if "tenant" not in g and (stopped := _let_support_in(permission)):
        return stopped
    if not permissions.may(g.role, permission):
        abort(403)
    if not _only_reads():
        _require_open_licence(permission)
    if elsewhere := _in_its_own_spelling(g.slugs):
        return elsewhere
    request.view_args.pop("municipality")
    return None


def _in_its_own_spelling(slugs: dict[str, str]) -> ResponseReturnValue | None:
    spelling = slugs[languages.current()]
    if request.view_args["municipality"] == spelling or not _only_reads():
        return None
    words = languages.kept_filters() | request.view_args | {"municipality": spelling}
    return redirect(url_for(request.endpoint, **words))


def _let_support_in(permission: str) -> ResponseReturnValue | None:
    """The association's people see a municipality while it lets them, and change nothing.

    The look is a line in the municipality's trail, committed before the page is begun: no line, no page.
    """
    tenant = current_app.extensions["places"].at(request.view_args["municipality"]) if current_user.is_staff else None
    if tenant is None:
        abort(404)
    if elsewhere := _in_its_own_spelling(tenant.slugs):
        return elsewhere
    engines = current_app.extensions["engines"]
    with TenantSession(engines, tenant.id) as pen_of_tenant, pen_of_tenant.begin():
        visit = support.latest_visit(pen_of_tenant, current_user.id) or abort(404)
        is_open, is_shown = support.may_look(pen_of_tenant, visit), permissions.may(permissions.SUPPORT, permission)
        if is_open and is_shown and _only_reads():
            support.record_look(pen_of_tenant, visit, request.endpoint, request.path)
    if not is_open:
        return render_template("errors/support_ended.html", municipality=tenant), 403
    g.support_visit = visit
    if not is_shown or not _only_reads():
        abort(403)
    g.session = TenantSession(engines, tenant.id, read_only=True)
    g.tenant, g.slugs, g.role = tenant, tenant.slugs, permissions.SUPPORT
    g.written_in = languages_written(g.session, tenant)
    return None


def _only_pages_for_support(response: Response) -> Response:
    """Looking is not taking along: files, of whatever room, are not handed to a visitor by support session."""
    if "support_visit" not in g or response.status_code >= 300 or response.mimetype == "text/html":
        return response
    return current_app.make_response((render_template("errors/403.html"), 403))


def _token_digest() -> str | None:
    """Of the token that stands in the address, where the page is one that a letter leads to."""
    token = request.view_args.get("token")
    return digest_of(token) if token else None


def _enter_by_letter(engines: Engines, read_only: bool, access: Access) -> None:
    """The token chooses its own municipality, and the page behind it can do nothing but what its letter is about."""
    with DoorSession(engines, token_digest=_token_digest(), read_only=True) as door:
        tenant_id = access.tenant_of(door, request.view_args["token"]) or abort(404)
    g.session = TenantSession(engines, tenant_id, read_only=read_only)


def _require_open_licence(permission: str) -> None:
    """The one place where a licence closes writing; reading, export and sign-in never ask it."""
    if g.tenant.is_county:  # its fee is agreed with the association, and there is nothing that it could write
        return
    if not licence_rules.permits(licences.state_on(g.session, clock.today()), permission):
        raise WritingClosed


def _add_municipality(endpoint: str, values: dict) -> None:
    """Links inside a municipality need not repeat its name."""
    tenant = None if "municipality" in values else g.get("tenant")
    if tenant and current_app.url_map.is_endpoint_expecting(endpoint, "municipality"):
        values["municipality"] = tenant.slugs[values.get("language") or languages.current()]
