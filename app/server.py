"""How gunicorn runs us: `gunicorn -c python:app.server wsgi:app`. Each name below is a gunicorn setting.

The application is loaded in each worker, after the fork: two processes must not share a database
connection. There is no access log, because an address may hold a one-purpose token; a proxy in
front that keeps one should know the same.
"""

import sys
from typing import Any

from environs import Env, EnvError
from gunicorn.arbiter import Arbiter

from app.config import DATA, BadSetting, settings_from_environment
from tenants.embedded_postgres import EmbeddedPostgres
from tenants.errors import BrokenWall
from tenants.inspection import require_wall

env = Env()
try:
    bind = f"{env.str('HOST', '127.0.0.1')}:{env.int('PORT', 8000)}"
    workers = env.int("WEB_WORKERS", 2)
    threads = env.int("WEB_THREADS", 4)
except EnvError as error:
    raise BadSetting(f"Setting is missing or wrong: {error}") from error

worker_class = "gthread"
control_socket_disable = True


def on_starting(server: Any) -> None:
    """A bad setting stops the server before it listens; in a worker it would be read again and again."""
    settings_from_environment()


def post_worker_init(worker: Any) -> None:
    """No worker serves anybody before the wall has been looked at; this exit code ends the server, too."""
    engines = worker.wsgi.extensions["engines"]
    try:
        require_wall(engines)
    except BrokenWall as broken:
        sys.stderr.write(f"The service does not start: {broken}\n")
        sys.exit(Arbiter.WORKER_BOOT_ERROR)


def on_exit(server: Any) -> None:
    """The embedded database ends with the server it was started for, after the last worker."""
    if not env.str("DATABASE_URL_OWNER", ""):
        EmbeddedPostgres(DATA).stop()
