"""What was agreed when the service was ordered, again at any time, behind the municipality's own wall."""

import uuid

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from app.subscribing import papers, queries
from app.subscribing.paper_routes import contract_answer, paper_answer
from app.subscribing.routes import room
from app.web import languages
from app.web.access import needs
from app.web.languages import page


@page(room, "/<municipality>/lisenssi/sopimus", "/<municipality>/licens/avtal")
@needs("licence.read")
def agreement() -> ResponseReturnValue:
    """The contract and the order: who agreed to what, and when."""
    return render_template(
        "subscribing/agreement.html",
        acceptances=queries.acceptances(g.session),
        order=queries.order_that_opened(g.session),
        later=queries.licence_orders(g.session),
    )


@page(
    room,
    "/<municipality>/lisenssi/sopimus/<uuid:acceptance_id>",
    "/<municipality>/licens/avtal/<uuid:acceptance_id>",
)
@needs("licence.read")
def accepted_contract(acceptance_id: uuid.UUID) -> ResponseReturnValue:
    """The contract with its acceptance as a PDF, in the language of the address."""
    accepted = next((each for each in queries.acceptances(g.session) if each.id == acceptance_id), None) or abort(404)
    language = languages.current()
    return contract_answer(papers.accepted_contract(accepted, g.tenant.names[language], language))


@page(room, "/<municipality>/lisenssi/tilausvahvistus", "/<municipality>/licens/orderbekraftelse")
@needs("licence.read")
def confirmation_again() -> ResponseReturnValue:
    """The order confirmation as a PDF, in the language of the invoice."""
    return paper_answer(papers.confirmation(g.session, queries.order_that_opened(g.session) or abort(404)))


@page(
    room,
    "/<municipality>/lisenssi/tilausvahvistus/<uuid:order_id>",
    "/<municipality>/licens/orderbekraftelse/<uuid:order_id>",
)
@needs("licence.read")
def confirmation_of_licence(order_id: uuid.UUID) -> ResponseReturnValue:
    """The confirmation of what was ordered as a customer, as a PDF in the language of the invoice."""
    order = next((each for each in queries.licence_orders(g.session) if each.id == order_id), None) or abort(404)
    return paper_answer(papers.confirmation_of_licence(g.session, order, g.tenant.names))


@page(room, "/<municipality>/lisenssi/tarjous", "/<municipality>/licens/offert")
@needs("licence.read")
def offer_again() -> ResponseReturnValue:
    """The offer by which the order was made as a PDF, in the language of the invoice."""
    return paper_answer(papers.offer_again(g.session, queries.order_that_opened(g.session) or abort(404)))
