"""The load: as many requests as a server answers in a while, over a few connections that stay open.

Requests are made beforehand and answers are not looked into, because the client shares the machine's
processors with the server it measures.
"""

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor

from requests.utils import default_user_agent

CONNECTIONS = 4
PATIENCE_SECONDS = 10
IF_KNOWN = "If-None-Match: "
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


def get(port: int, path: str, cookies: str = "", etag: str = "") -> bytes:
    """The bytes of a GET request, from the browser that signed in: a cookie in another's hands is looked at twice.
    With an `etag` the browser has the page and asks whether it is still the same.
    """
    cookie = f"Cookie: {cookies}\r\n" if cookies else ""
    known = f"{IF_KNOWN}{etag}\r\n" if etag else ""
    browser = f"Host: localhost:{port}\r\nUser-Agent: {default_user_agent()}\r\nAccept: text/html\r\n"
    return f"GET {path} HTTP/1.1\r\n{browser}{cookie}{known}\r\n".encode()


def answers(port: int, request: bytes, seconds: float) -> int:
    """How many times the server answered the request with 200; with 304 where the browser has the page."""
    deadline = time.monotonic() + seconds
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(lambda _: _visit(port, request, deadline), range(CONNECTIONS)))


def _visit(port: int, request: bytes, deadline: float) -> int:
    count, expected = 0, b"HTTP/1.1 304 " if IF_KNOWN.encode() in request else b"HTTP/1.1 200 "
    with socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS) as connection:
        while time.monotonic() < deadline:
            connection.sendall(request)
            _read_answer(connection, expected)
            count += 1
    return count


def _read_answer(connection: socket.socket, expected: bytes) -> None:
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    if not head.startswith(expected):
        raise RuntimeError(f"The server answered {head.decode()}")
    length = LENGTH.search(head)
    missing = (int(length[1]) if length else 0) - len(body)
    while missing > 0:
        missing -= len(_more(connection))


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(262_144)
    if not received:
        raise ConnectionError("The server closed the connection.")
    return received
