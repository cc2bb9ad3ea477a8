"""The server that takes our letters: the one place that speaks SMTP."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

from app.config import Mail

PATIENCE_SECONDS = 30
CLOSING = 421
Send = Callable[[str, bytes], None]


class Away(Exception):
    """The server does not answer or does not let us in: no letter's fault."""


class NotTaken(Exception):
    """This letter was not or cannot be taken. `is_final` when asking again would get the same answer."""

    def __init__(self, why: str, *, is_final: bool):
        super().__init__(why)
        self.is_final = is_final


@contextmanager
def post_office(mail: Mail, our_name: str) -> Iterator[Send]:
    """A connection, as a function that hands over one letter: `send(address, letter)`.

    When it returns, the server has taken the responsibility (RFC 5321 § 6.1). Raises Away or NotTaken.
    """
    try:
        server = _connected(mail, our_name)
    except (OSError, smtplib.SMTPException) as error:
        raise Away(f"{mail.host}:{mail.port}: {error}") from error
    try:
        yield partial(_hand_over, server, mail.sender)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _connected(mail: Mail, our_name: str) -> smtplib.SMTP:
    kind = partial(smtplib.SMTP_SSL, context=ssl.create_default_context()) if mail.security == "tls" else smtplib.SMTP
    server = kind(mail.host, mail.port, local_hostname=our_name, timeout=PATIENCE_SECONDS)
    try:
        if mail.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if mail.user:
            server.login(mail.user, mail.password)
    except BaseException:
        server.close()
        raise
    return server


def _hand_over(server: smtplib.SMTP, sender: str, address: str, letter: bytes) -> None:
    try:
        server.sendmail(sender, [address], letter)
    except smtplib.SMTPRecipientsRefused as refused:
        raise _refusal(*refused.recipients[address]) from refused
    except smtplib.SMTPDataError as refused:
        raise _refusal(refused.smtp_code, refused.smtp_error) from refused
    except smtplib.SMTPSenderRefused as refused:
        raise _refusal(refused.smtp_code, refused.smtp_error, of_us=True) from refused
    except (OSError, smtplib.SMTPException) as error:
        raise Away(str(error) or type(error).__name__) from error


def _refusal(code: int, why: bytes, *, of_us: bool = False) -> Away | NotTaken:
    said = f"{code} {why.decode('utf-8', 'replace')}"
    return Away(said) if code == CLOSING else NotTaken(said, is_final=code >= 500 and not of_us)
