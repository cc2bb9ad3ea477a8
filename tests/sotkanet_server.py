"""A small Sotkanet of our own for tests: real HTTP with the service's habits, and troubles on request.

    with a_sotkanet() as sotkanet:
        sotkanet.add(228, "Lasten pienituloisuusaste", {(TAMPERE, 2023): 12.7})
        sotkanet.troubles = ["503", "cut"]      # happen to the next answers, one each
        sotkanet.chance = Random(7)             # or by chance, to about a third of them
        sotkanet.at_request = print             # called with the number of each request, before it is answered
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

TAMPERE, PARGAS, HELSINKI, PIRKANMAA, PIRKANMAA_COUNTY, COUNTRY, EUROPE = 378, 794, 46, 492, 970, 658, 1000
KINDS_OF_TROUBLE = ("503", "500", "cut", "break off", "hang up")
AREAS = [
    (TAMPERE, "837", "KUNTA", "Tampere", "Tammerfors"),
    (PARGAS, "445", "KUNTA", "Parainen", "Pargas"),
    (HELSINKI, "091", "KUNTA", "Helsinki", "Helsingfors"),
    (PIRKANMAA, "06", "MAAKUNTA", "Pirkanmaa", "Birkaland"),
    (PIRKANMAA_COUNTY, "8", "HYVINVOINTIALUE", "Pirkanmaan hyvinvointialue", "Birkalands välfärdsområde "),
    (COUNTRY, "358", "MAA", "Koko maa", "Hela landet"),
    (EUROPE, "EU", "EUROOPPA", "Eurooppa", "Europa"),
]


class FakeSotkanet:
    """What the service knows, what it was asked, and what will go wrong next."""

    def __init__(self) -> None:
        self.regions = [
            {"id": number, "code": code, "category": category, "title": {"fi": fi, "sv": sv, "en": ""}, "memberOf": []}
            for number, code, category, fi, sv in AREAS
        ]
        self.metadata: dict[int, dict[str, Any]] = {}
        self.rows: dict[int, list[dict[str, Any]]] = {}
        self.titles: dict[int, dict[str, str]] = {}
        self.troubles: list[str] = []
        self.chance: Random | None = None
        self.at_request: Callable[[int], object] = lambda number: None
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.url = ""

    def next_trouble(self) -> str:
        """What goes wrong with the next answer; "" is nothing."""
        if self.troubles:
            return self.troubles.pop(0)
        if self.chance and self.chance.random() < 1 / 3:
            return self.chance.choice(KINDS_OF_TROUBLE)
        return ""

    def add(self, number: int, title: str, values: dict[tuple[int, int], float], **told: Any) -> None:
        """An indicator with its figures by area and year; `told` replaces parts of its metadata."""
        years = [year for _, year in values]
        self.titles[number] = {"fi": title, "sv": "", "en": ""}
        self.metadata[number] = {
            "id": number,
            "title": self.titles[number],
            "data-updated": "2026-05-15",
            "range": {"start": min(years), "end": max(years)},
            "primaryValueType": {"code": "PROS", "title": {"fi": "Prosenttia", "sv": "Procent", "en": ""}},
            "decimals": 1,
            "limits": {"fi": "<p>Vain <b>arvio</b></p>", "sv": " ", "en": ""},
            "classifications": {"region": {"values": ["Kunta"]}, "sex": {"values": ["total"]}},
            "organization": {"id": 3, "title": {"fi": "Tilastokeskus", "sv": "Statistikcentralen", "en": ""}},
            "sources": [],
        } | told
        self.rows[number] = [
            {"indicator": number, "region": area, "year": year, "gender": "total", "value": value}
            for (area, year), value in values.items()
        ]

    def _listed(self, number: int) -> dict[str, Any]:
        return {
            "id": number,
            "title": self.titles[number],
            "organization": self.metadata.get(number, {}).get("organization"),
        }

    def answer(self, path: str, query: dict[str, list[str]]) -> tuple[int, Any]:
        """Status and body, as the service would give them."""
        if path == "regions":
            return 200, self.regions
        if path == "indicators":
            return 200, [self._listed(number) for number in self.titles]
        if path.startswith("indicators/"):
            told = self.metadata.get(int(path.partition("/")[2]))
            return (200, told) if told else (404, "Not Found")
        if not {"indicator", "years", "genders"} <= set(query) or any("," in year for year in query["years"]):
            return 400, "Bad Request"
        rows = self.rows.get(int(query["indicator"][0]), [])
        return 200, [row for row in rows if str(row["year"]) in query["years"] and row["gender"] in query["genders"]]


class Answer(BaseHTTPRequestHandler):
    """One request's, from what the server's Sotkanet says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        sotkanet = self.server.sotkanet
        sotkanet.asked.append(self.path.removeprefix("/rest/1.1/"))
        agent = self.headers.get("User-Agent", "")
        sotkanet.agents.add(agent)
        sotkanet.at_request(len(sotkanet.asked))
        trouble = sotkanet.next_trouble()
        if trouble == "hang up":
            self.close_connection = True
            return
        address = urlsplit(self.path)
        status, body = sotkanet.answer(address.path.removeprefix("/rest/1.1/"), parse_qs(address.query))
        if trouble.isdigit():
            status, body = int(trouble), "trouble"
        if not agent or agent.startswith("python-requests"):
            status, body = 403, "Forbidden"
        content = json.dumps(body).encode()
        self.send(status, content[: len(content) // 2] if trouble == "cut" else content, len(content), trouble)

    def send(self, status: int, content: bytes, whole: int, trouble: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(whole if trouble == "break off" else len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if trouble == "break off" else content)
        self.close_connection = trouble == "break off"

    def log_message(self, *args: object) -> None:
        """Nobody reads it."""


@contextmanager
def a_sotkanet() -> Iterator[FakeSotkanet]:
    """A running service at `.url`."""
    sotkanet = FakeSotkanet()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    server.sotkanet = sotkanet
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    sotkanet.url = f"http://127.0.0.1:{server.server_port}/rest/1.1"
    try:
        yield sotkanet
    finally:
        server.shutdown()
        server.server_close()
