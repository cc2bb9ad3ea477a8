"""The licence as its municipality sees it: what it is, its invoices on their way, paying.

Does not live here: what anything costs and what was paid (`billing`), ordering a licence (`subscribing`).
"""

from app.payments import card_routes, duties, letters, routes

__all__ = ["card_routes", "duties", "letters", "routes"]
