"""Help from the association: looks that a municipality lets it take, questions and their answers,
help pages, trainings.

Does not live here: the rule of access itself (`tenants.support`), and the door it opens (`web.entrance`).
"""

from app.support import (
    case_routes,
    desk_routes,
    duties,
    help_routes,
    look_routes,
    own_data,
    routes,
    training_duties,
    training_routes,
)

__all__ = [
    "case_routes",
    "desk_routes",
    "duties",
    "help_routes",
    "look_routes",
    "own_data",
    "routes",
    "training_duties",
    "training_routes",
]
