"""Letters: written into the outbox together with their cause, drawn and sent by the worker; and the worker itself.

Other rooms post letters (`actions.post`), tell what stands in them (`content.gathers`) and what is to be done
at which times (`duties.duty`). Which letters there are: `app/templates/letters/`.
"""

from app.messages import duties, routes

__all__ = ["duties", "routes"]
