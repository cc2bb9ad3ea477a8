"""The association's desk: the municipalities that use the service, the register, the population figures.

Staff reach no report and no plan: their login has no right to those tables.
"""

from app.staff import routes

__all__ = ["routes"]
