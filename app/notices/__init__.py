"""What the association tells everybody about the service itself: notices, planned breaks, incidents; the status page.

A banner on every page shows what is topical. Letters to somebody are in `messages`.
"""

from app.notices import routes

__all__ = ["routes"]
