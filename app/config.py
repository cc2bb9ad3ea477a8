"""Typed settings from the environment. A missing or bad one stops the start with a sentence that names it.

With no DATABASE_URL_* at all a checkout runs by itself: the embedded PostgreSQL under `.data/`, a secret of its own.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env, EnvError

from billing import identifiers
from tenants.embedded_postgres import EmbeddedPostgres
from tenants.errors import Refused
from tenants.postgres_programs import PostgresTrouble

CHECKOUT = Path(__file__).resolve().parent.parent
DATA = CHECKOUT / ".data"
PLANES = ("owner", "tenant", "door", "staff", "worker")
SMTP_PORTS = {"starttls": 587, "tls": 465, "none": 25}
E_INVOICE_FORMATS = ("finvoice", "ubl")
EXAMPLE_EMAIL = "tuki@esimerkkiliitto.example"


class BadSetting(SystemExit):
    """A setting is missing or wrong; the sentence names it."""


@dataclass(frozen=True)
class Operator:
    """The association that runs the service. What is shipped is plainly an example."""

    name: dict[str, str]
    email: str
    phone: str
    street: dict[str, str]
    postal_code: str
    town: dict[str, str]
    business_id: str
    iban: str
    bic: str
    e_invoice_address: str
    e_invoice_operator: str
    logo: Path | None

    @property
    def postal_address(self) -> dict[str, str]:
        """In one line, by language."""
        return {each: f"{self.street[each]}, {self.postal_code} {self.town[each]}" for each in self.street}


@dataclass(frozen=True)
class Mail:
    """The server that takes our letters, and whom they come from.

    `caught_in`: where a checkout that names no server keeps them, for everybody on this machine to read.
    """

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    sender: str
    caught_in: Path | None


@dataclass(frozen=True)
class Stripe:
    """Our account for payments by card; `api_base` is another server's address where one stands in for it."""

    secret_key: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    api_base: str


@dataclass(frozen=True)
class Entra:
    """Our registration at Microsoft Entra ID; `authority` is another server's address where one stands in for it."""

    client_id: str
    client_secret: str = field(repr=False)
    authority: str


@dataclass(frozen=True)
class EInvoices:
    """The directory from which our operator picks up e-invoices, and in which format; None: invoices go by e-mail."""

    folder: Path | None
    format: str


@dataclass(frozen=True)
class Settings:
    """Everything the environment decides."""

    databases: dict[str, str]
    is_embedded: bool
    secret_key: str
    public_url: str
    trusted_proxies: int
    sotkanet_url: str
    is_demo: bool
    mail: Mail
    operator: Operator
    e_invoices: EInvoices
    stripe: Stripe | None = None
    """None: nobody can pay by card."""
    entra: Entra | None = None
    """None: nobody can sign in with a work account."""

    @property
    def is_https(self) -> bool:
        """Whether cookies are Secure and browsers are told to stay on https."""
        return self.public_url.startswith("https://")

    @property
    def our_name(self) -> str:
        """The name we introduce ourselves by to a server of letters."""
        return urlsplit(self.public_url).hostname or "localhost"


def settings_from_environment() -> Settings:
    """Read and check every setting; start the embedded database when no other is named."""
    env = Env()
    try:
        is_embedded = not any(env.str(f"DATABASE_URL_{plane.upper()}", "") for plane in PLANES)
        return Settings(
            databases=_embedded_databases() if is_embedded else _named_databases(env),
            is_embedded=is_embedded,
            secret_key=_kept_secret() if is_embedded else _long_secret(env),
            public_url=_address(env, "PUBLIC_URL", f"http://localhost:{env.int('PORT', 8000)}"),
            trusted_proxies=env.int("TRUSTED_PROXIES", 0),
            sotkanet_url=_address(env, "SOTKANET_URL", "https://sotkanet.fi/rest/1.1"),
            is_demo=env.bool("DEMO", is_embedded),
            mail=_mail(env, is_embedded),
            operator=_operator(env),
            e_invoices=_e_invoices(env, is_embedded),
            stripe=_stripe(env),
            entra=_entra(env),
        )
    except EnvError as error:
        raise BadSetting(f"Setting is missing or wrong: {error}") from error
    except PostgresTrouble as trouble:
        raise BadSetting(f"No DATABASE_URL_* is set and the embedded database does not start: {trouble}") from trouble


def _embedded_databases() -> dict[str, str]:
    postgres = EmbeddedPostgres(DATA)
    postgres.start()
    postgres.prepare("welfare")
    return postgres.addresses("welfare")


def _named_databases(env: Env) -> dict[str, str]:
    addresses = {plane: env.str(f"DATABASE_URL_{plane.upper()}") for plane in PLANES}
    for plane, address in addresses.items():
        if not address.startswith("postgresql+psycopg://"):
            raise EnvError(f"DATABASE_URL_{plane.upper()} must begin with postgresql+psycopg://")
    return addresses


def _address(env: Env, name: str, otherwise: str) -> str:
    address = env.str(name, otherwise).rstrip("/")
    if not address.startswith(("http://", "https://")):
        raise EnvError(f"{name} must begin with http:// or https://")
    return address


def _kept_secret() -> str:
    """A secret of this checkout's own, made once, so that a restart signs nobody out."""
    path = DATA / "secret_key"
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
        return path.read_text()


def _long_secret(env: Env) -> str:
    secret = env.str("SECRET_KEY")
    if len(secret) < 32:
        raise EnvError("SECRET_KEY must be at least 32 characters long")
    return secret


def _mail(env: Env, is_embedded: bool) -> Mail:
    sender = env.str("MAIL_FROM", env.str("OPERATOR_EMAIL", EXAMPLE_EMAIL))
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", sender):
        raise EnvError("MAIL_FROM must be an e-mail address")
    if is_embedded and not env.str("SMTP_HOST", ""):
        port = env.int("MAIL_PORT", (env.int("PORT", 8000) or 8000) + 25)
        return Mail("127.0.0.1", port, "none", "", "", sender, DATA / "letters")
    with env.prefixed("SMTP_"):
        security = env.str("SECURITY", "starttls")
        if security not in SMTP_PORTS:
            raise EnvError(f"SMTP_SECURITY must be one of {', '.join(SMTP_PORTS)}")
        user, password = env.str("USER", ""), env.str("PASSWORD", "")
        if bool(user) != bool(password):
            raise EnvError("SMTP_USER and SMTP_PASSWORD are given together or not at all")
        return Mail(env.str("HOST"), env.int("PORT", SMTP_PORTS[security]), security, user, password, sender, None)


def _stripe(env: Env) -> Stripe | None:
    secret_key, webhook_secret = env.str("STRIPE_SECRET_KEY", ""), env.str("STRIPE_WEBHOOK_SECRET", "")
    if bool(secret_key) != bool(webhook_secret):
        raise EnvError("STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are given together or not at all")
    if not secret_key:
        return None
    return Stripe(secret_key, webhook_secret, _address(env, "STRIPE_API_BASE", "https://api.stripe.com"))


def _entra(env: Env) -> Entra | None:
    client_id, client_secret = env.str("ENTRA_CLIENT_ID", ""), env.str("ENTRA_CLIENT_SECRET", "")
    if bool(client_id) != bool(client_secret):
        raise EnvError("ENTRA_CLIENT_ID and ENTRA_CLIENT_SECRET are given together or not at all")
    if not client_id:
        return None
    authority = _address(env, "ENTRA_AUTHORITY", "https://login.microsoftonline.com")
    # Who may sign in is believed on its word alone.
    if not authority.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise EnvError("ENTRA_AUTHORITY must begin with https://")
    return Entra(client_id, client_secret, authority)


def _e_invoices(env: Env, is_embedded: bool) -> EInvoices:
    format = env.str("E_INVOICE_FORMAT", "finvoice")
    if format not in E_INVOICE_FORMATS:
        raise EnvError(f"E_INVOICE_FORMAT must be one of {', '.join(E_INVOICE_FORMATS)}")
    if is_embedded and not env.str("E_INVOICE_FOLDER", ""):
        (DATA / "e-invoices").mkdir(parents=True, exist_ok=True)
        return EInvoices(DATA / "e-invoices", format)
    folder = env.path("E_INVOICE_FOLDER", None)
    if folder and not folder.is_dir():
        raise EnvError("E_INVOICE_FOLDER must be a directory that exists")
    return EInvoices(folder, format)


def _operator(env: Env) -> Operator:
    with env.prefixed("OPERATOR_"):
        return Operator(
            name={
                "fi": env.str("NAME_FI", "Esimerkkiliitto (esimerkki)"),
                "sv": env.str("NAME_SV", "Exempelförbundet (exempel)"),
            },
            email=env.str("EMAIL", EXAMPLE_EMAIL),
            phone=env.str("PHONE", "+358 00 000 0000"),
            street={"fi": env.str("STREET_FI", "Esimerkkikatu 1"), "sv": env.str("STREET_SV", "Exempelgatan 1")},
            postal_code=env.str("POSTAL_CODE", "00000"),
            town={"fi": env.str("TOWN_FI", "Esimerkkilä"), "sv": env.str("TOWN_SV", "Exempelby")},
            business_id=_checked(env, "BUSINESS_ID", "0000000-0", identifiers.business_id),
            iban=_checked(env, "IBAN", "FI21 1234 5600 0007 85", identifiers.iban),
            bic=_checked(env, "BIC", "ESIMFIHH", identifiers.bic),
            e_invoice_address=env.str("E_INVOICE_ADDRESS", "003700000000"),
            e_invoice_operator=env.str("E_INVOICE_OPERATOR", "ESIMERKKI"),
            logo=_logo(env),
        )


def _checked(env: Env, name: str, example: str, check: Callable[[str], str]) -> str:
    """Invoices carry it: a slip of the pen must not send a municipality's money astray."""
    try:
        return check(env.str(name, example))
    except Refused as refused:
        raise EnvError(f"OPERATOR_{name} is wrong: {refused.reason}") from refused


def _logo(env: Env) -> Path | None:
    logo = env.path("LOGO", None)
    if logo and not (logo.suffix in (".svg", ".png") and logo.is_file()):
        raise EnvError("OPERATOR_LOGO must be an .svg or .png file that can be read")
    return logo
