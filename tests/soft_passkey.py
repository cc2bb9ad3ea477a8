"""A passkey without a device: it signs whatever a test tells it to, honestly or not (WebAuthn level 2, section 6)."""

import hashlib
import json
import secrets
import uuid
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url

from tenants.passkeys import Site

HERE, LOOKED, WITH_KEY = 0x01, 0x04, 0x40
"""Flags: the user was there, was looked at (finger, face or PIN), and the public key comes along."""


@dataclass
class SoftPasskey:
    """One key of one person; `count` grows with each signature, as on a device that counts."""

    site: Site
    person_id: uuid.UUID
    count: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, question: str) -> str:
        """The answer to a question for a new passkey."""
        point = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        data = self._data(HERE | LOOKED | WITH_KEY) + credential
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer({"attestationObject": attestation}, self._told("webauthn.create", question))

    def signed(self, question: str, *, looks: bool = True, origin: str = "", count: int | None = None) -> str:
        """The answer to a question for a signature."""
        self.count = self.count + 1 if count is None else count
        data, told = self._data(HERE | (LOOKED if looks else 0)), self._told("webauthn.get", question, origin)
        signature = self.key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(SHA256()))
        words = {"authenticatorData": data, "signature": signature, "userHandle": self.person_id.bytes}
        return self._answer(words, told)

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.site.id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _told(self, kind: str, question: str, origin: str = "") -> bytes:
        told = {"type": kind, "challenge": json.loads(question)["challenge"], "origin": origin or self.site.origin}
        return json.dumps(told | {"crossOrigin": False}).encode()

    def _answer(self, words: dict[str, bytes], told: bytes) -> str:
        response = {name: bytes_to_base64url(value) for name, value in (words | {"clientDataJSON": told}).items()}
        id = bytes_to_base64url(self.id)
        return json.dumps(
            {"id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {}}
        )

