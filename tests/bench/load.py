"""The load: as many requests as a server answers in a while, over a few connections that stay open.

Requests are made beforehand and answers are not looked into, because the client shares the machine's
processors with the server it measures.
"""

import socket
import time
from concurrent.futures import ThreadPoolExecutor

from requests.utils import default_user_agent

CONNECTIONS = 4
PATIENCE_SECONDS = 10


def get(port: int, path: str, cookies: str = "") -> bytes:
    """The bytes of a GET request, from the browser that signed in: a cookie in another's hands is looked at twice."""
    cookie = f"Cookie: {cookies}\r\n" if cookies else ""
    browser = f"Host: localhost:{port}\r\nUser-Agent: {default_user_agent()}\r\nAccept: text/html\r\n"
    return f"GET {path} HTTP/1.1\r\n{browser}{cookie}\r\n".encode()


def answers(port: int, request: bytes, seconds: float) -> int:
    """How many times the server answered the request with 200."""
    deadline = time.monotonic() + seconds
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(lambda _: _visit(port, request, deadline), range(CONNECTIONS)))


def _visit(port: int, request: bytes, deadline: float) -> int:
    count = 0
    with socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS) as connection:
        while time.monotonic() < deadline:
            connection.sendall(request)
            _read_answer(connection)
            count += 1
    return count


def _read_answer(connection: socket.socket) -> None:
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200 "):
        raise RuntimeError(f"The server answered {head.decode()}")
    missing = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]) - len(body)
    while missing > 0:
        missing -= len(_more(connection))


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(262_144)
    if not received:
        raise ConnectionError("The server closed the connection.")
    return received
