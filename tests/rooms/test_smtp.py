"""How a server of letters is spoken to: encrypted, with its certificate checked, under our own name."""

import ssl

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from app.config import Mail
from app.messages.smtp import Away, NotTaken, post_office
from tests.letters import PostOffice, a_free_port

LETTER = b"Subject: Koe\r\n\r\nKoe\r\n"


@pytest.fixture(scope="module")
def authority():
    """Somebody who vouches for servers; this machine does not know them."""
    return trustme.CA()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    """This machine trusts the authority."""
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@pytest.fixture
def tls(authority) -> ssl.SSLContext:
    """What a server called localhost shows."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture
def served():
    """A function: a server with these ways, as (settings, what it has taken)."""
    opened = []

    def serve(security: str, user: str = "", password: str = "", **ways) -> tuple[Mail, PostOffice]:
        office, port = PostOffice(), a_free_port()
        opened.append(Controller(office, hostname="127.0.0.1", port=port, **ways))
        opened[-1].start()
        return Mail("localhost", port, security, user, password, "palvelu@koeliitto.example", None), office

    yield serve
    for each in opened:
        each.stop()


def hand_over(mail: Mail, address: str = "aino@kunta.example") -> None:
    with post_office(mail, "palvelu.example") as send:
        send(address, LETTER)


def only(user: str, password: str):
    """Lets one in."""

    def authenticate(server, session, envelope, mechanism, given) -> AuthResult:
        is_known = (given.login, given.password) == (user.encode(), password.encode())
        return AuthResult(success=is_known, handled=False)

    return {"authenticator": authenticate, "auth_required": True}


def test_a_letter_goes_over_starttls_with_user_and_password(served, tls, trusted):
    ways = {"tls_context": tls, "require_starttls": True} | only("liitto", "sala")
    mail, office = served("starttls", "liitto", "sala", **ways)
    hand_over(mail)
    assert len(office.taken) == 1


def test_a_wrong_password_is_no_letter_s_fault(served, tls, trusted):
    mail, office = served("starttls", "liitto", "arvaus", tls_context=tls, **only("liitto", "sala"))
    with pytest.raises(Away, match="535"):
        hand_over(mail)
    assert office.taken == []


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(served, tls):
    mail, office = served("starttls", tls_context=tls)
    with pytest.raises(Away, match="CERTIFICATE_VERIFY_FAILED"):
        hand_over(mail)
    assert office.taken == []


def test_a_server_that_offers_no_encryption_gets_nothing_unless_the_settings_say_so(served):
    mail, office = served("starttls")
    with pytest.raises(Away):
        hand_over(mail)
    mail, office = served("none")
    hand_over(mail)
    assert len(office.taken) == 1


def test_tls_from_the_first_word_is_possible_too(served, tls, trusted):
    mail, office = served("tls", ssl_context=tls)
    hand_over(mail)
    assert len(office.taken) == 1


@pytest.mark.parametrize(("answer", "is_final"), [("450 mailbox busy", False), ("554 no", True)])
def test_a_refusal_says_what_the_server_said_and_whether_to_ask_again(served, answer, is_final):
    mail, office = served("none")
    office.answers = [answer]
    with pytest.raises(NotTaken, match=answer) as refused:
        hand_over(mail)
    assert refused.value.is_final == is_final


def test_what_is_wrong_with_the_sender_is_no_letter_s_end():
    class Particular(PostOffice):
        async def handle_MAIL(self, server, session, envelope, address, options) -> str:
            return "553 we do not know you"

    with Particular() as office, pytest.raises(NotTaken, match="553") as refused:
        hand_over(office.settings())
    assert not refused.value.is_final
