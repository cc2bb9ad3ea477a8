"""Licence and invoices on their pages: a municipality sees its own and no other's; staff decide two by two."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import func, select

from app.messages.models import Letter
from billing.billing_details import details_of
from billing.kept_documents import from_data
from billing.licences import move_licence, open_licence
from billing.models import BillingDetails, Invoice, InvoiceFile, Licence, StoredPriceList
from tenants import audit
from tenants.boundary import StaffSession
from tenants.permissions import Role
from tenants.proposals import Proposal
from tests.issuing import a_proposal, an_issued_invoice, billing_details
from tests.letters import outbox
from tests.makers import a_municipality, a_person
from tests.money import YEAR, an_unpaid_invoice
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.test_bad_input import assert_refused_at
from tests.pages.test_ways_back_in import unconfirmed

FORMATS = ("pdf", "finvoice", "ubl")
PRICES = "/fi/liitto/hinnastot"
CLASSES = "0; 490\n2 000; 790,50\n"


@pytest.fixture
def officer(engines, visitor):
    """A staff member at the desk."""
    return visitor(a_person(engines, "Liiton Lasse", is_staff=True))


@pytest.fixture
def coordinator(visitor, municipality):
    """The municipality's coordinator."""
    return visitor(municipality.people[Role.COORDINATOR])


def page_of(municipality, path=""):
    return f"/fi/{municipality.facts.slugs['fi']}/lisenssi{path}"


def licence_of(engines, municipality, move=None):
    """The municipality's licence of 2027, moved once, committed."""
    with StaffSession(engines) as session, session.begin():
        licence = open_licence(session, municipality.facts.id, municipality.facts.municipality_code, *YEAR)
        for each in move or ():
            move_licence(session, licence, each, "test")
        return licence


def deeds(engines, kind=audit.StaffAuditEntry, **of):
    with StaffSession(engines, read_only=True) as session:
        return set(session.scalars(select(kind.deed).filter_by(**of)))


def test_a_municipality_gets_the_files_of_its_own_invoice_as_they_were_kept(engines, municipality, coordinator):
    invoice = an_issued_invoice(engines, municipality)
    assert invoice.number in coordinator.get(page_of(municipality)).text
    with StaffSession(engines, read_only=True) as session:
        files = session.scalars(select(InvoiceFile).filter_by(invoice_id=invoice.id))
        kept = {each.format: each.body for each in files}
    for format in FORMATS:
        answer = coordinator.get(page_of(municipality, f"/laskut/{invoice.number}.{format}"))
        assert (answer.status_code, answer.data) == (200, kept[format])
        assert invoice.number in answer.headers["Content-Disposition"]


def test_no_number_opens_another_municipality_s_invoice(engines, municipality, coordinator, visitor):
    neighbour = a_municipality(engines)
    foreign = an_issued_invoice(engines, neighbour)
    stranger = visitor(neighbour.people[Role.COORDINATOR])
    for format in FORMATS:
        address = f"/laskut/{foreign.number}.{format}"
        assert coordinator.get(page_of(municipality, address)).status_code == 404
        assert coordinator.get(page_of(neighbour, address)).status_code == 404
        assert stranger.get(page_of(neighbour, address)).status_code == 200
    assert foreign.number not in coordinator.get(page_of(municipality)).text
    for strange in ("1.pdf", f"{foreign.number}.html", "%2e%2e.pdf", "a b.ubl"):
        assert coordinator.get(page_of(municipality, f"/laskut/{strange}")).status_code == 404


def test_changed_invoicing_details_are_a_new_row_and_a_line_in_the_trail(engines, municipality, coordinator):
    invoice = an_issued_invoice(engines, municipality)
    typed = billing_details(name="Uusi Maksaja Oy", language="fi")
    assert coordinator.post(page_of(municipality, "/laskutustiedot"), typed).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        assert details_of(session, municipality.facts.id) == typed
        rows = select(func.count()).select_from(BillingDetails).filter_by(tenant_id=municipality.facts.id)
        assert session.scalar(rows) == 2
        assert session.scalar(select(Invoice.document).filter_by(id=invoice.id)) == invoice.document
    assert "billing.changed" in deeds(engines, audit.AuditEntry, tenant_id=municipality.facts.id)
    (letter,) = outbox(engines, Letter.kind == "billing_changed", Letter.about_tenant == municipality.facts.id)
    assert letter.to_person == municipality.coordinator
    assert "Uusi Maksaja Oy" in coordinator.get(page_of(municipality)).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("business_id", "2345678-1"),
        ("e_invoice_address", "00371234"),
        ("operator", "?"),
        ("buyer_reference", ""),
        ("order_number", "7" * 255),
        ("street", "\N{SLIGHTLY SMILING FACE}"),
        ("email", ""),
        ("email", "laskut@kunta"),
        ("language", "en"),
    ],
)
def test_invoicing_details_that_no_invoice_holds_are_refused_at_their_field(
    engines, municipality, coordinator, field, value
):
    answer = coordinator.post(page_of(municipality, "/laskutustiedot"), billing_details(**{field: value}))
    if field == "language":
        assert answer.status_code == 422
    else:
        assert assert_refused_at(answer, field).value_of(field) == value
    with StaffSession(engines, read_only=True) as session:
        assert details_of(session, municipality.facts.id) is None


def test_unusual_invoicing_details_are_asked_about_once_and_then_saved(engines, municipality, coordinator):
    typed, address = billing_details(operator="UUSIOPERAATTORI"), page_of(municipality, "/laskutustiedot")
    assert_refused_at(coordinator.post(address, typed), "operator", "looked_at")
    assert coordinator.post(address, typed | {"looked_at": "y"}).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        assert details_of(session, municipality.facts.id) == typed


def test_the_one_who_proposed_a_price_list_is_refused_with_a_sentence_and_another_approves(engines, visitor, officer):
    notes = {"note_fi": "Hinta vahvistettu hallituksessa.", "note_sv": "Priset fastställt i styrelsen."}
    typed = {"valid_from": "1.1.2052", "classes": CLASSES, "county": "7990"} | notes
    assert officer.post(PRICES, typed).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        (proposal,) = session.scalars(select(Proposal).where(Proposal.payload["valid_from"].astext == "2052-01-01"))
    address = f"{PRICES}/{proposal.id}"
    refused = officer.post(address, {"decision": "approve"})
    (box,) = ParsedPage(refused.text).with_class("govuk-error-summary")
    assert (refused.status_code, len(text_of(box).split()) > 5) == (409, True)
    other = visitor(a_person(engines, is_staff=True))
    assert other.post(address, {"decision": "perhaps"}).status_code == 400
    assert other.post(address, {"decision": "approve"}).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        (stored,) = session.scalars(select(StoredPriceList).filter_by(valid_from=date(2052, 1, 1)))
        assert [(row.min_population, row.max_population, row.net_cents) for row in stored.classes] == [
            (0, 2000, 490_00), (2000, None, 790_50),
        ]  # fmt: skip
        assert (stored.note_fi, stored.note_sv) == tuple(notes.values())
    assert notes["note_sv"] in other.get(PRICES.replace("fi/liitto/hinnastot", "sv/forbundet/prislistor")).text
    assert {"prices.proposed", "prices.approved"} <= deeds(engines)
    assert_refused_at(officer.post(PRICES, typed), "valid_from")


def test_a_price_list_whose_day_came_while_it_waited_can_only_be_declined(engines, officer):
    address = f"{PRICES}/{a_proposal(engines, 2025).id}"
    assert officer.post(address, {"decision": "approve"}).status_code == 409
    with StaffSession(engines, read_only=True) as session:
        assert session.scalar(select(StoredPriceList.id).filter_by(valid_from=date(2025, 1, 1))) is None
    assert officer.post(address, {"decision": "decline"}).status_code == 302


def test_a_declined_price_list_never_counts(engines, officer):
    proposal = a_proposal(engines, 2053)
    assert officer.post(f"{PRICES}/{proposal.id}", {"decision": "decline"}).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        assert session.scalar(select(StoredPriceList).filter_by(valid_from=date(2053, 1, 1))) is None
    assert "prices.declined" in deeds(engines)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"valid_from": "1.1.2020"}, "valid_from"),
        ({"valid_from": "tammikuussa"}, "valid_from"),
        ({"county": "paljon"}, "county"),
        ({"county": "0"}, "classes"),
        ({"classes": ""}, "classes"),
        ({"classes": "0; 490\nkaksi; 790"}, "classes"),
        ({"classes": "100; 490"}, "classes"),
        ({"classes": "0; 490\n5000; 790\n2000; 900"}, "classes"),
        ({"classes": "0; 490\n2000; 400"}, "classes"),
        ({"classes": "0; -490"}, "classes"),
        ({"classes": "0; " + "9" * 5000}, "classes"),
        ({"note_fi": "Sisältää alennuksen."}, "note_sv"),
        ({"note_sv": "Innehåller rabatt."}, "note_fi"),
    ],
)
def test_what_is_no_price_list_is_refused_with_words_at_its_field(officer, changes, name):
    typed = {"valid_from": "1.1.2054", "classes": CLASSES, "county": "7990", "note_fi": "", "note_sv": ""} | changes
    page = assert_refused_at(officer.post(PRICES, typed), name)
    assert page.value_of(name) == typed[name]


def test_staff_issue_an_invoice_once_and_find_it_by_every_name(engines, municipality, officer):
    licence = licence_of(engines, municipality, ["activate"])
    address = f"/fi/liitto/lisenssit/{licence.id}"
    assert officer.post(f"{address}/lasku").status_code == 409
    with StaffSession(engines) as session, session.begin():
        session.add(BillingDetails(tenant_id=municipality.facts.id, details=billing_details()))
    issued = officer.post(f"{address}/lasku")
    number = issued.location.rpartition("/")[2]
    assert (issued.status_code, officer.get(issued.location).status_code) == (302, 200)
    assert officer.post(f"{address}/lasku").status_code == 409
    with StaffSession(engines, read_only=True) as session:
        invoice = session.scalars(select(Invoice).filter_by(licence_id=licence.id)).one()
    for words in (number, f" {invoice.reference} ", municipality.facts.names["fi"][:-1].lower()):
        assert number in officer.get("/fi/liitto/laskut", query_string={"q": words}).text, words
    assert number not in officer.get("/fi/liitto/laskut", query_string={"q": "%"}).text
    assert "invoice.issued" in deeds(engines)


def test_staff_credit_the_rest_and_the_books_hold_both(engines, municipality, officer):
    invoice = an_issued_invoice(engines, municipality)
    address = f"/fi/liitto/laskut/{invoice.number}"
    for no_day in ("32.1.2027", "31.12.9999"):
        assert_refused_at(officer.post(address, {"ends_on": no_day}), "ends_on")
    assert officer.post(address, {"ends_on": "31.12.2026"}).status_code == 302
    assert_refused_at(officer.post(address, {"ends_on": "31.12.2026"}), "ends_on")
    lines = io.StringIO(officer.get("/fi/liitto/laskut.csv").data.decode("utf-8-sig"))
    rows = [row for row in csv.reader(lines, delimiter=";") if invoice.number in (row[0], row[5])]
    net = f"{from_data(invoice.document).net_cents / 100:.2f}".replace(".", ",")
    name = municipality.facts.names["fi"]
    assert {(row[3], row[7]) for row in rows} == {(name, net), (name, f"-{net}")}
    assert "invoice.credited" in deeds(engines)


def test_a_licence_is_restricted_or_ended_only_with_a_reason(engines, officer):
    licence_id = an_unpaid_invoice(engines, "grace", date(2026, 1, 5)).licence_id
    address = f"/fi/liitto/lisenssit/{licence_id}"
    assert_refused_at(officer.post(address, {"move": "restrict"}), "reason")
    assert officer.post(address, {"move": "burn", "reason": "x"}).status_code == 400
    assert officer.post(address, {"move": "restrict", "reason": "Maksamatta"}).status_code == 302
    assert officer.post(address, {"move": "restrict", "reason": "Maksamatta"}).status_code == 409
    assert "Maksamatta" in officer.get(address).text
    assert officer.post(address, {"move": "end", "reason": "Kuntaliitos"}).status_code == 302
    with StaffSession(engines, read_only=True) as session:
        assert session.scalar(select(Licence.state).filter_by(id=licence_id)) == "ended"
    assert {"licence.restricted", "licence.ended"} <= deeds(engines)


def test_writing_is_not_closed_where_nothing_is_unpaid(engines, municipality, officer):
    licence = licence_of(engines, municipality, ["activate", "lapse"])
    refused = officer.post(f"/fi/liitto/lisenssit/{licence.id}", {"move": "restrict", "reason": "Maksamatta"})
    assert refused.status_code == 409
    assert "ei ole mitään maksamatta" in refused.text
    with StaffSession(engines, read_only=True) as session:
        assert session.scalar(select(Licence.state).filter_by(id=licence.id)) == "grace"


def test_writing_is_not_closed_before_the_grace_is_over(engines, municipality, officer):
    invoice = an_issued_invoice(engines, municipality)
    with StaffSession(engines) as session, session.begin():
        licence = session.scalars(select(Licence).filter_by(id=invoice.licence_id)).one()
        for move in ("activate", "lapse"):
            move_licence(session, licence, move, "test")
    address = f"/fi/liitto/lisenssit/{licence.id}"
    refused = officer.post(address, {"move": "restrict", "reason": "Maksamatta"})
    assert refused.status_code == 409
    assert "4.4.2027" in refused.text


def test_who_it_is_is_asked_before_a_form_about_money_is_filled_in_and_not_before_looking(engines, visitor):
    person = a_person(engines, is_staff=True)
    late, invoice = visitor(person), an_unpaid_invoice(engines, "grace", date(2026, 1, 5))
    unconfirmed(engines, person)
    for at, typed in (
        (f"/fi/liitto/laskut/{invoice.number}", {"ends_on": "31.12.2026"}),
        (f"/fi/liitto/lisenssit/{invoice.licence_id}", {"move": "end", "reason": "Kuntaliitos"}),
    ):
        page = ParsedPage(late.get(at).text)
        assert f"/fi/omat/vahvista?next={at}" in [each.get("href") for each in page.all("a")]
        assert not set(page.ids) & set(typed)
        answer = late.post(at, typed)
        assert answer.status_code == 401 and list(typed.values())[-1] in answer.text
    for at in (f"/fi/liitto/lisenssit/{invoice.licence_id}/liitos", "/fi/liitto/ominaisuudet"):
        assert late.get(at).location == f"/fi/omat/vahvista?next={at}"
