"""Money at the association's desk: bank files, payments that no invoice has taken, money given back, disputes, the
reference rates of claims, and what ledger, Stripe and bank do not agree on.

Invoices themselves are in `app/staff`, the municipality's own view of them in `app/payments`.
"""

from app.ledger import card_routes, invoice_routes, rate_routes, routes

__all__ = ["card_routes", "invoice_routes", "rate_routes", "routes"]
