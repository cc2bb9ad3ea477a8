"""Letters on new editions to whoever has asked for them by e-mail: residents, journalists, researchers.

An address is known to no municipality and to no staff: the door adds it, whoever has the token of a letter confirms or
removes it, and the worker writes. Does not live here: the same list as a feed (`publishing.register_routes`).
"""

from app.subscribers import duties, letters, routes

__all__ = ["duties", "letters", "routes"]
