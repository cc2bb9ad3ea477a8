"""The codes of authenticator apps (RFC 6238): six digits that change every thirty seconds. Pure.

A clock may be a step off in either direction, and a code is good for one sign-in only: whoever looks over
somebody's shoulder comes too late.
"""

import hmac
from datetime import datetime

import pyotp

STEP_SECONDS = 30
NEIGHBOURS = (-1, 0, 1)


def new_secret() -> str:
    """160 random bits in base32, as apps take them."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The step whose code this is, later than the last one used; None when it is no such code."""
    current = int(now.timestamp()) // STEP_SECONDS
    codes = pyotp.TOTP(secret)
    for step in (current + each for each in NEIGHBOURS):
        if step > last_step and hmac.compare_digest(codes.generate_otp(step), code):
            return step
    return None


def code_at(secret: str, now: datetime) -> str:
    """What the app shows now."""
    return pyotp.TOTP(secret).generate_otp(int(now.timestamp()) // STEP_SECONDS)


def address_for_apps(secret: str, account: str, service: str) -> str:
    """What the square code holds: an address that every authenticator app understands."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=service)
