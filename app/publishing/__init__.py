"""What residents read: frozen editions of an adopted report, as web pages and PDF.

Does not live here: how a report comes about (`reports`), how text is parsed (`writing`).
"""

from app.publishing import routes

__all__ = ["routes"]
