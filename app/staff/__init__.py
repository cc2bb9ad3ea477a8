"""The association's desk: the municipalities that use the service, the register, the population figures,
price lists, licences, renewals and invoices.

Staff reach no report and no plan: their login has no right to those tables.
"""

from app.staff import (
    address_routes,
    billing_routes,
    delivery_routes,
    feature_routes,
    figure_routes,
    judgement_routes,
    merger_routes,
    municipality_routes,
    price_routes,
    proposal_routes,
    renewal_routes,
    routes,
    set_routes,
    template_routes,
    text_routes,
)

__all__ = [
    "address_routes",
    "billing_routes",
    "delivery_routes",
    "feature_routes",
    "figure_routes",
    "judgement_routes",
    "merger_routes",
    "municipality_routes",
    "price_routes",
    "proposal_routes",
    "renewal_routes",
    "routes",
    "set_routes",
    "template_routes",
    "text_routes",
]
