"""How long a link confirms, how far back a new edition is looked for, how many letters are written at once. Pure."""

from datetime import timedelta

CONFIRMED_WITHIN = timedelta(days=7)
"""As long as the database lets a letter's link confirm (migration 0049); then the address is forgotten."""

LOOKED_BACK = timedelta(days=7)
"""A worker that stood still for longer writes about nothing older."""

AT_ONCE = 500
