"""How the mirror of figures is: its newest refresh, what is in trouble, what the source has changed or taken away."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from app.indicators import mirror_queries
from app.indicators.mirror_queries import ON_A_PAGE
from app.indicators.words import TEXTS
from app.staff.indicator_words import REFRESH_STATES, TROUBLES
from app.staff.routes import room
from app.web.access import staff_only
from app.web.languages import page

LAST_PAGE = 10_000


@page(room, "/liitto/tunnusluvut", "/forbundet/siffror")
@staff_only
def figures() -> ResponseReturnValue:
    """The newest refresh, troubles, revisions that changed old figures or texts (`?page=`), withdrawn indicators."""
    number = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    found = mirror_queries.changing_revisions(g.session, number)
    return render_template(
        "staff/figures.html",
        refresh=mirror_queries.newest_refresh(g.session),
        found=mirror_queries.troubles(g.session),
        revisions=found[:ON_A_PAGE],
        page=number,
        has_older=len(found) > ON_A_PAGE,
        withdrawn=mirror_queries.withdrawn_indicators(g.session),
        refresh_states=REFRESH_STATES,
        troubles=TROUBLES,
        texts=TEXTS,
    )
