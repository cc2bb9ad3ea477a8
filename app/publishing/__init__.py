"""What residents read: frozen editions of an adopted report, as web pages and files, and their withdrawal.

Whatever is made of an edition is made of its content alone (`content`, `gathering`); `formats` lists the files.
Does not live here: how a report comes about (`reports`), how text is parsed (`writing`).
"""

from app.publishing import duties, register_routes, release_routes, routes

__all__ = ["duties", "register_routes", "release_routes", "routes"]
