"""Issuing with all that leaves the house: the three files, and the command that writes them to a directory."""

import hashlib
from datetime import date

import pytest
from sqlalchemy import select

from app.payments import actions
from app.payments.invoice_pdf import invoice_pdf
from billing.billing_details import buyer_of, details_of, store_details
from billing.finvoice import as_finvoice
from billing.issued_files import files_to_export, invoice_file
from billing.kept_documents import as_data, from_data
from billing.models import Invoice, InvoiceFile
from billing.ubl import as_ubl
from tenants.boundary import StaffSession, WorkerSession
from tenants.errors import Refused
from tests.association import OPERATOR
from tests.documents import BUYER, an_invoice
from tests.issuing import billing_details
from tests.money import ISSUED_ON, a_renewal, an_unpaid_invoice


@pytest.fixture
def desk(engines):
    """The staff's session; commits when the test says so."""
    with StaffSession(engines) as session:
        yield session


@pytest.fixture
def licence(engines, desk):
    """The renewal of a municipality that has told who pays."""
    licence = desk.merge(a_renewal(engines))
    store_details(desk, licence.tenant_id, billing_details(), None)
    desk.flush()
    return licence


def issue(desk, licence):
    return actions.issue(desk, licence, OPERATOR, ISSUED_ON)


def bodies_of(session, invoice) -> dict[str, bytes]:
    """The kept files of one invoice, by format."""
    return {each.format: each.body for each in session.scalars(select(InvoiceFile).filter_by(invoice_id=invoice.id))}


def test_an_invoice_is_issued_with_its_three_files_and_their_checksums(desk, licence):
    invoice = issue(desk, licence)
    document = from_data(invoice.document)
    assert bodies_of(desk, invoice) == {
        "ubl": as_ubl(document), "finvoice": as_finvoice(document), "pdf": invoice_pdf(document)
    }  # fmt: skip
    for format, body in bodies_of(desk, invoice).items():
        assert invoice_file(desk, invoice.number, format) == (body, hashlib.sha256(body).hexdigest())


def test_details_from_before_an_e_mail_was_asked_have_none(desk, licence):
    older = billing_details()
    del older["email"]
    store_details(desk, licence.tenant_id, older, None)
    desk.flush()
    assert details_of(desk, licence.tenant_id) == older | {"email": ""}


def test_the_buyer_and_the_language_are_those_the_municipality_gave_last(desk, licence):
    newer = billing_details(language="fi", buyer_reference="KP 5520", order_number="")
    store_details(desk, licence.tenant_id, newer, None)
    desk.flush()
    document = from_data(issue(desk, licence).document)
    assert (document.language, document.buyer_reference, document.order_number) == ("fi", "KP 5520", "")
    assert document.lines[0].description == actions.WHAT_IS_SOLD["fi"]
    assert (document.seller.name, document.seller.vat_id) == (OPERATOR.name["fi"], "FI12345671")
    assert buyer_of(desk, licence.tenant_id).party == document.buyer == BUYER


def test_without_a_payer_nothing_is_issued(engines, desk):
    with pytest.raises(Refused, match="no_billing_details"):
        issue(desk, desk.merge(a_renewal(engines)))


def test_a_licence_has_one_invoice_until_all_of_it_is_credited(desk, licence):
    first = issue(desk, licence)
    with pytest.raises(Refused, match="already_invoiced"):
        issue(desk, licence)
    note = actions.credit(desk, first, date(2026, 12, 31), ISSUED_ON)
    assert set(bodies_of(desk, note)) == {"ubl", "finvoice", "pdf"}
    assert issue(desk, licence).number != first.number


def test_the_command_writes_every_document_by_its_number(app, desk, licence, engines, tmp_path):
    issued = issue(desk, licence)
    desk.commit()
    bare = an_unpaid_invoice(engines)
    for format, suffix in (("ubl", "xml"), ("finvoice", "xml"), ("pdf", "pdf")):
        place = tmp_path / "new" / format
        done = app.test_cli_runner().invoke(args=["invoices", "export", str(place), "--format", format])
        assert done.exit_code == 0, done.output
        for invoice in (issued, bare):
            with WorkerSession(engines, read_only=True) as session:
                assert (place / f"{invoice.number}.{suffix}").read_bytes() == bodies_of(session, invoice)[format]


def test_a_test_invoice_leaves_only_when_it_is_named(desk, licence):
    invoice = issue(desk, licence)
    row = {name: getattr(invoice, name) for name in ("tenant_id", "licence_id", "kind", "issued_on", "gross_cents")}
    document = as_data(an_invoice(number="9999000001", is_test=True))
    number = {"number": "9999000001", "reference": "99990000013", "document": document, "is_test": True}
    trial = Invoice(**row, **number)
    desk.add(trial)
    desk.flush()
    desk.add(InvoiceFile(tenant_id=trial.tenant_id, invoice_id=trial.id, format="ubl", body=b"<x/>", checksum="x"))
    desk.flush()
    assert "9999000001" not in {each.number for each in files_to_export(desk, "ubl")}
    assert [each.number for each in files_to_export(desk, "ubl", ("9999000001",))] == ["9999000001"]
