"""How gunicorn runs us: `gunicorn -c python:app.server wsgi:app`. Each name below is a gunicorn setting.

The application is loaded in each worker, after the fork: two processes must not share a database
connection. There is no access log, because an address may hold a one-purpose token; a proxy in
front that keeps one should know the same.
"""

from typing import Any

from environs import Env, EnvError

from app.config import DATA, BadSetting
from tenants.embedded_postgres import EmbeddedPostgres

env = Env()
try:
    bind = f"{env.str('HOST', '127.0.0.1')}:{env.int('PORT', 8000)}"
    workers = env.int("WEB_WORKERS", 2)
    threads = env.int("WEB_THREADS", 4)
except EnvError as error:
    raise BadSetting(f"Setting is missing or wrong: {error}") from error

worker_class = "gthread"
control_socket_disable = True


def on_exit(server: Any) -> None:
    """The embedded database ends with the server it was started for, after the last worker."""
    if not env.str("DATABASE_URL_OWNER", ""):
        EmbeddedPostgres(DATA).stop()
