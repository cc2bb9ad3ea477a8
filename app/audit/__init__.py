"""The trail for reading: who did what and when, as sentences in the reader's language.

Writing it is `tenants.audit`'s business.
"""

from app.audit import routes

__all__ = ["routes"]
