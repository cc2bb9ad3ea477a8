"""Whose data is this, who are you, what may you do, who did what.

Lives here: the database and the wall between municipalities, the official register, people,
memberships, the table of permissions, the pen that writes the trail, the clock.
Does not live here: anything of the web, prices and invoices (`billing`), reports and figures (`app`).
"""
