"""A small Stripe of our own for tests: checkout sessions, payments, refunds, events; it can forget, repeat and shuffle.

    with a_stripe() as stripe:
        gateway = stripe.gateway()
        stripe.pay(checkout_id)                  # as the payer does on Stripe's page
        for payload, signature in stripe.deliveries(random): ...

It proves our code, not Stripe.
"""

import itertools
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import RLock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from stripe import WebhookSignature

from billing.stripe_gateway import StripeGateway

SECRET, SIGNING = "sk_test_ours", "whsec_ours"


class FakeStripe:
    """What it holds, what it was asked, and what it told."""

    def __init__(self) -> None:
        self.url = ""
        self.objects: dict[str, dict[str, Any]] = {}
        self.events: list[dict[str, Any]] = []
        self.answered: dict[str, tuple[str, dict[str, Any]]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.troubles: list[int] = []
        """Status codes of the next answers."""
        self.lock = RLock()
        self.numbers = itertools.count(1)

    def gateway(self) -> StripeGateway:
        """Ours, turned to this server."""
        return StripeGateway(SECRET, SIGNING, self.url)

    def pay(self, checkout_id: str, **changes: Any) -> str:
        """The payer pays on the page; `changes` make the payment another than was asked. Gives the payment's id."""
        with self.lock:
            page = self.objects[checkout_id]
            assert page["status"] == "open"
            paid = self.add_payment(page["amount_total"], **{"metadata": page["metadata"]} | changes)
            page |= {"status": "complete", "payment_status": "paid", "payment_intent": paid["id"], "url": None}
            self.tell("checkout.session.completed", page)
            return paid["id"]

    def add_payment(self, cents: int, metadata: dict[str, str], **changes: Any) -> dict[str, Any]:
        """A payment that came, however it came."""
        facts = {"status": "succeeded", "amount": cents, "amount_received": cents, "currency": "eur"}
        paid = self._new("payment_intent", "pi", **facts | {"metadata": metadata} | changes)
        self.tell("payment_intent.succeeded", paid)
        return paid

    def pay_out(self, cents: int, arrived_at: int) -> str:
        """Send money to our account; gives the payout's id."""
        facts = {"amount": cents, "currency": "eur", "status": "paid", "arrival_date": arrived_at}
        return self._new("payout", "po", **facts)["id"]

    def refund(self, payment_id: str, cents: int, **metadata: str) -> dict[str, Any] | None:
        """Give back, if there is so much left; without metadata as from Stripe's own pages."""
        with self.lock:
            left = self.objects[payment_id]["amount_received"] - sum(
                each["amount"] for each in self.refunds_of(payment_id)
            )
            if cents > left:
                return None
            facts = {"amount": cents, "status": "succeeded", "metadata": metadata}
            made = self._new("refund", "re", payment_intent=payment_id, **facts)
            charge = {"id": f"ch_{payment_id}", "object": "charge", "payment_intent": payment_id}
            self.tell("charge.refunded", charge)
            return made

    def fail_refund(self, refund: dict[str, Any]) -> None:
        """The card's bank sends back what was given back."""
        refund["status"] = "failed"
        self.tell("refund.failed", refund)

    def refunds_of(self, payment_id: str) -> list[dict[str, Any]]:
        """What was given back of a payment."""
        return [each for each in self.of_kind("refund") if each["payment_intent"] == payment_id]

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        """Every object of a kind, oldest first."""
        return [each for each in self.objects.values() if each["object"] == kind]

    def tell(self, kind: str, about: dict[str, Any]) -> None:
        """Something happened."""
        event = {"id": self._id("evt"), "object": "event", "created": int(time.time()), "livemode": False}
        self.events.append(event | {"type": kind, "data": {"object": json.loads(json.dumps(about))}})

    def deliveries(self, chance: Random | None = None) -> list[tuple[bytes, str]]:
        """Every event signed; by chance some are lost, some come twice, and none keeps its place."""
        events = list(self.events)
        if chance:
            events = [event for event in events for _ in range(chance.choice([0, 1, 1, 2]))]
            chance.shuffle(events)
        return [signed(event) for event in events]

    def answer(self, method: str, path: str, asked: dict[str, str], key: str) -> tuple[int, dict[str, Any]]:
        """Status and body, as Stripe would give them."""
        with self.lock:
            self.asked.append((f"{method} {path}", asked))
            if self.troubles:
                return self.troubles.pop(0), _error("trouble")
            if key not in self.answered:
                status, body = self._do(method, path.removeprefix("/v1/").split("/"), asked)
                if not key or status != 200:
                    return status, body
                self.answered[key] = (json.dumps(asked), body)
            same_asked, body = self.answered[key]
            return (200, body) if same_asked == json.dumps(asked) else (400, _error("idempotency_error"))

    def _do(self, method: str, path: list[str], asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        match method, *path:
            case "POST", "checkout", "sessions":
                return 200, self._open_checkout(asked)
            case "POST", "checkout", "sessions", id, "expire" if id in self.objects:
                if self.objects[id]["status"] != "open":
                    return 400, _error("not open")
                self.objects[id] |= {"status": "expired", "url": None}
                self.tell("checkout.session.expired", self.objects[id])
                return 200, self.objects[id]
            case "POST", "refunds":
                made = self.refund(asked["payment_intent"], int(asked["amount"]), key=asked.get("metadata[key]", ""))
                return (200, made) if made else (400, _error("more than the payment"))
            case "GET", "refunds":
                return 200, _list(self.refunds_of(asked["payment_intent"]))
            case "GET", "events":
                return 200, _list(self.events)
            case "GET", "payouts":
                return 200, _list(self.of_kind("payout"))
            case "GET", "payment_intents":
                return 200, _list(self.of_kind("payment_intent"))
            case "GET", *_, id if id in self.objects:
                return 200, self.objects[id]
        return 404, _error("no such thing")

    def _open_checkout(self, asked: dict[str, str]) -> dict[str, Any]:
        price = "line_items[0][price_data]"
        opened = self._new(
            "checkout.session",
            "cs",
            status="open",
            payment_status="unpaid",
            amount_total=int(asked[f"{price}[unit_amount]"]),
            currency=asked[f"{price}[currency]"],
            payment_intent=None,
            success_url=asked["success_url"],
            metadata={"invoice": asked["payment_intent_data[metadata][invoice]"]},
        )
        opened["url"] = f"https://checkout.stripe.com/c/pay/{opened['id']}"
        return opened

    def _id(self, prefix: str) -> str:
        """Unlike any of another server's, whose payments may lie in the same ledger."""
        return f"{prefix}_{time.time_ns()}_{next(self.numbers)}"

    def _new(self, kind: str, prefix: str, **facts: Any) -> dict[str, Any]:
        with self.lock:
            made = {"id": self._id(prefix), "object": kind, "livemode": False}
            self.objects[made["id"]] = made | {"created": int(time.time())} | facts
            return self.objects[made["id"]]


def signed(event: dict[str, Any], secret: str = SIGNING, at: int | None = None) -> tuple[bytes, str]:
    """A delivery: the body and its signature."""
    payload = json.dumps(event)
    return payload.encode(), WebhookSignature.generate_signature_header(payload, secret, at)


def _list(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"object": "list", "data": rows, "has_more": False, "url": "/v1/"}


def _error(message: str) -> dict[str, Any]:
    return {"error": {"type": "invalid_request_error", "message": message}}


class Answer(BaseHTTPRequestHandler):
    """One request's, from what the server's Stripe says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer("GET", urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._answer("POST", self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

    def _answer(self, method: str, asked: str) -> None:
        key = self.headers.get("Idempotency-Key", "") if method == "POST" else ""
        status, body = self.server.stripe.answer(method, urlsplit(self.path).path, dict(parse_qsl(asked)), key)
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Nobody reads it."""


@contextmanager
def a_stripe() -> Iterator[FakeStripe]:
    """A running server at `.url`."""
    stripe = FakeStripe()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads, server.stripe = True, stripe
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    stripe.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stripe
    finally:
        server.shutdown()
        server.server_close()
