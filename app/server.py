"""How gunicorn runs us: `gunicorn -c python:app.server wsgi:app`. Each name below is a gunicorn setting.

The application is loaded once, before the fork, and the workers share what it takes in memory; it opens no database
connection, because two processes must not share one. A new release is a new start: the server keeps what it has loaded.
There is no access log, because an address may hold a one-purpose token; a proxy in front that keeps one should know the
same.
"""

import gc
import os
import subprocess
import sys
from typing import Any

from environs import Env, EnvError
from sqlalchemy.exc import OperationalError

from app.config import CHECKOUT, DATA, BadSetting, settings_from_environment
from tenants.database import engines_for
from tenants.embedded_postgres import EmbeddedPostgres
from tenants.errors import BrokenWall
from tenants.inspection import require_wall

env = Env()
try:
    bind = f"{env.str('HOST', '127.0.0.1')}:{env.int('PORT', 8000)}"
    workers = env.int("WEB_WORKERS", 2)
    threads = env.int("WEB_THREADS", 4)
    has_worker_beside = env.bool("RUN_WORKER", True)
except EnvError as error:
    raise BadSetting(f"Setting is missing or wrong: {error}") from error

KEEPER = (sys.executable, "-P", "app/beside.py")
WORKER = (sys.executable, "-m", "flask", "--app", "wsgi", "worker")

preload_app = True
worker_class = "gthread"
control_socket_disable = True
# A browser saves two seconds after its writer pauses: the default of two would end its connection just as it sends.
# Longer than proxies keep theirs (a minute), so that it is the proxy that ends one.
keepalive = 75


def on_starting(server: Any) -> None:
    """A bad setting, a database that does not answer or a broken wall ends the server before it listens.

    Here and not in each worker: gunicorn would start failing workers again and again.
    """
    engines = engines_for(settings_from_environment().databases)
    try:
        require_wall(engines)
    except BrokenWall as broken:
        raise SystemExit(f"The service does not start: {broken}") from broken
    except OperationalError as error:
        raise SystemExit(f"The service does not start: {error.orig}") from error
    finally:
        engines.dispose()


def when_ready(server: Any) -> None:
    """The background worker runs beside the web's, in a session of its own: Ctrl-C is the server's to answer."""
    server.beside = None
    if has_worker_beside:
        server.beside = subprocess.Popen(  # noqa: S603 - our own words
            [*KEEPER, str(os.getpid()), *WORKER], cwd=CHECKOUT, start_new_session=True
        )


def pre_fork(server: Any, worker: Any) -> None:
    """What is loaded stays loaded: who looks for garbage writes into every page of memory, and it is shared no more."""
    gc.freeze()


def on_exit(server: Any) -> None:
    """The background worker, then the embedded database end with the server they were started for."""
    if beside := getattr(server, "beside", None):
        beside.terminate()
        beside.wait()
    if not env.str("DATABASE_URL_OWNER", ""):
        EmbeddedPostgres(DATA).stop()
