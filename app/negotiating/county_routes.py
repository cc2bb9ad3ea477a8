"""A county's own pages: the packs that its municipalities have shared with it, and nothing else of theirs."""

import uuid

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from app.negotiating import queries
from app.negotiating.routes import DRAWN, as_pdf, room
from app.web.access import needs
from app.web.languages import page

PACKS_FI, PACKS_SV = "/<municipality>/jaetut-paketit", "/<municipality>/delade-paket"


@page(room, PACKS_FI, PACKS_SV)
@needs("pack.receive")
def received() -> ResponseReturnValue:
    """What has been shared with the county and is not withdrawn."""
    return render_template("negotiating/received.html", packs=queries.received_packs(g.session))


@page(room, f"{PACKS_FI}/<uuid:pack_id>", f"{PACKS_SV}/<uuid:pack_id>")
@needs("pack.receive")
def received_pack(pack_id: uuid.UUID) -> ResponseReturnValue:
    """One pack as it was when it was shared."""
    found = queries.received_pack(g.session, pack_id) or abort(404)
    words = {"content": found.content, "shared_at": found.shared_at, "pack_id": pack_id}
    return render_template("negotiating/received_pack.html", **words, **DRAWN)


@page(room, f"{PACKS_FI}/<uuid:pack_id>/paketti.pdf", f"{PACKS_SV}/<uuid:pack_id>/paket.pdf")
@needs("pack.receive")
def received_pdf(pack_id: uuid.UUID) -> ResponseReturnValue:
    """The same as a file."""
    found = queries.received_pack(g.session, pack_id) or abort(404)
    return as_pdf(found.content, f"{found.content['year']}")
