"""A report that is begun from the one before it: the annual report of a plan's year, the report and plan of a new term.

Lives here: carrying texts, outcomes and the plan over so that nothing is typed twice, and one year's report beside
another's. Does not live here: the mark of what nobody has confirmed yet (`sections`), what is reported of measures
(`follow_up`).
"""

from app.carrying import routes

__all__ = ["routes"]
