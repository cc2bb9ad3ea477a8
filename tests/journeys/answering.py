"""A server for a browser that looks at answers which tests have got already."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response


class Answering:
    """Whatever address is gone to, `answer` is there, but for its cookies. Styles and scripts are the application's,
    which gives pictures to nobody who is not signed in; what a page sends by itself finds nobody."""

    def __init__(self, app: Flask):
        self.app = app
        self.answer: TestResponse | None = None
        self.url = ""

    def __call__(self, environ, start_response):
        """As WSGI wants it."""
        if environ.get("HTTP_SEC_FETCH_MODE") == "navigate":
            headers = [(name, value) for name, value in self.answer.headers if name != "Set-Cookie"]
            return Response(self.answer.data, headers=headers)(environ, start_response)
        if environ["REQUEST_METHOD"] == "POST":
            return Response(status=204)(environ, start_response)
        return self.app(environ, start_response)


@contextmanager
def answering(app: Flask) -> Iterator[Answering]:
    """A running server at `.url`."""
    answers = Answering(app)
    server = make_server("127.0.0.1", 0, answers, threaded=True)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    answers.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield answers
    finally:
        server.shutdown()
        server.server_close()
