"""One request, one transaction: report, trail and letter become true together or not at all."""

from flask import Flask, Response, g


def init(app: Flask) -> None:
    """Finish the request's session before the answer leaves, so that what was answered is stored."""
    app.after_request(finish)
    app.teardown_request(abandon)


def finish(response: Response) -> Response:
    """Commit what succeeded; everything else leaves no trace."""
    if "session" in g and response.status_code < 400:
        with g.pop("session") as session:
            session.conclude()
    return response


def abandon(error: BaseException | None) -> None:
    """A request that broke before its answer was made."""
    session = g.pop("session", None)
    if session is not None:
        session.close()
