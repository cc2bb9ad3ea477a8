"""The schema's history, the logins (`roles.sql`) and the wall's SQL (`walls.py`)."""
