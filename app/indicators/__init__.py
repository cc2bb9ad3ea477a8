"""Statistics, the same for everybody: the Sotkanet client, the mirrored figures and their comparison areas.

Lives here: which indicators stand in which part of a report, the figures themselves, the bundle a checkout
starts with. Does not live here: the text about them (`writing`), and their frozen copy in a report (`reports`).
"""

from app.indicators import duties

__all__ = ["duties"]
