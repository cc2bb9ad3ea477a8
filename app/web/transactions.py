"""One request, one transaction: report, trail and letter become true together or not at all."""

from collections.abc import Callable

from flask import Flask, Response, g
from sqlalchemy.exc import DBAPIError

from tenants.boundary import PlaneSession


def init(app: Flask) -> None:
    """Finish the request's session before the answer leaves, so that what was answered is stored."""
    app.after_request(finish)
    app.teardown_request(abandon)


def finish(response: Response) -> Response:
    """Commit what succeeded; everything else leaves no trace."""
    if "session" in g and response.status_code < 400:
        with g.pop("session") as session:
            _conclude(session)
        for act in g.pop("afterwards", ()):
            act()
    return response


def afterwards(act: Callable[[], None]) -> None:
    """Have something done that needs what this request stores; not at all when nothing is stored."""
    g.setdefault("afterwards", []).append(act)


def _conclude(session: PlaneSession) -> None:
    """Commit also what only read: after a rollback psycopg forgets the statements it has prepared. Then the connection
    is told alone, because the session would first look for changes, which takes longer than that.
    """
    if not session.only_reads:
        session.commit()
    elif session.in_transaction():
        session.connection().commit()


def abandon(error: BaseException | None) -> None:
    """A request that broke before its answer was made. Where the database has ended the connection there is nothing to
    take back, and the page that tells the visitor must still go out.
    """
    session = g.pop("session", None)
    if session is not None:
        try:
            session.close()
        except DBAPIError:
            session.invalidate()
