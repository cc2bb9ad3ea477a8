"""A row of one municipality in every table of the ledger, stored by the owner behind the same wall."""

import json
import uuid
from collections.abc import Callable
from functools import partial

from sqlalchemy import text

from billing.kept_documents import as_data
from tests.documents import an_invoice
from tests.makers import MunicipalityOfTest

NOW, TODAY = "2026-11-21T10:00:00Z", "2026-11-21"

ON_A_LICENCE = {
    "licence_event": {"at": NOW, "after": "active", "reason": "ordered"},
    "licence_order": {
        "ordered_at": NOW, "opened_at": NOW, "orderer": {}, "language": "fi", "price": {}, "contract_version": "1",
    },
    "invoice": {
        "kind": "invoice", "number": "1", "reference": "13", "issued_on": TODAY, "due_on": TODAY, "gross_cents": 1,
        "document": as_data(an_invoice()),
        "is_test": False,
    },
}  # fmt: skip
ON_AN_INVOICE = {
    "invoice_file": {"format": "pdf", "body": "", "checksum": ""},
    "invoice_delivery": {"channel": "folder", "state": "pending", "tries": 0, "changed_at": NOW, "is_test": False},
    "invoice_reminder": {"at": NOW, "step": "friendly_note"},
    "invoice_dispute": {"at": NOW, "is_open": True},
    "allocation": {"at": NOW, "cents": 1},
    "card_checkout": {"checkout_id": "cs_1", "cents": 1, "opened_at": NOW, "state": "open"},
}
BY_THEMSELVES = {
    "licence": {
        "state": "active", "starts_on": TODAY, "ends_on": "2026-12-31", "population": 5000,
        "population_on": "2022-12-31", "yearly_net_cents": 100000,
    },
    "billing_details": {"valid_from": NOW, "details": {}},
    "contract_acceptance": {
        "version": "1", "language": "fi", "accepted_at": NOW, "accepted_by": {"name": "", "position": ""},
    },
    "renewal": {
        "year": 2027, "population": 5000, "population_on": "2022-12-31", "yearly_net_cents": 100000,
        "proposed_at": NOW, "approved_at": NOW,
    },
}  # fmt: skip


def _alone(table: str, municipality: MunicipalityOfTest) -> uuid.UUID:
    return _stored(municipality, table, BY_THEMSELVES[table])


def _prices(municipality: MunicipalityOfTest) -> str:
    return _shared(municipality, "price_list", {
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, "prices")), "valid_from": "1995-01-01", "county_net_cents": 1,
        "is_example": True, "note_fi": "", "note_sv": "",
    })  # fmt: skip


def _licence(municipality: MunicipalityOfTest) -> uuid.UUID:
    return _stored(municipality, "licence", BY_THEMSELVES["licence"] | {"price_list_id": _prices(municipality)})


def _on_a_licence(table: str, municipality: MunicipalityOfTest, **more: str) -> uuid.UUID:
    return _stored(municipality, table, ON_A_LICENCE[table] | more | {"licence_id": str(_licence(municipality))})


def _order(municipality: MunicipalityOfTest) -> uuid.UUID:
    return _on_a_licence("licence_order", municipality, person_id=str(municipality.coordinator))


def _renewal(municipality: MunicipalityOfTest) -> uuid.UUID:
    """One that was approved and opened, so that its references to both licences are there to be tried."""
    licences = {name: str(_licence(municipality)) for name in ("licence_id", "opened_id")}
    of_people = {"approved_by": str(municipality.coordinator), "price_list_id": _prices(municipality)}
    return _stored(municipality, "renewal", BY_THEMSELVES["renewal"] | licences | of_people)


def _invoice(municipality: MunicipalityOfTest) -> dict:
    """A committed row, as it was stored."""
    licence = str(_licence(municipality))
    row = ON_A_LICENCE["invoice"] | {"licence_id": licence, "number": licence}
    return row | {"id": str(_stored(municipality, "invoice", row))}


def _credit_note(municipality: MunicipalityOfTest) -> uuid.UUID:
    """A credit note, so that its reference to another invoice is there to be tried."""
    row = _invoice(municipality)
    original = row.pop("id")
    return _stored(
        municipality, "invoice", row | {"number": original, "kind": "credit_note", "credits_id": original}
    )


def _on_an_invoice(table: str, municipality: MunicipalityOfTest) -> uuid.UUID:
    invoice = _invoice(municipality)["id"]
    row = ON_AN_INVOICE[table] | {"invoice_id": invoice}
    if table == "allocation":
        row["payment_id"] = _shared(municipality, "payment", {
            "id": invoice, "channel": "bank", "external_id": invoice, "received_on": TODAY, "cents": 1,
        })  # fmt: skip
    return _stored(municipality, table, row)


def _shared(municipality: MunicipalityOfTest, table: str, row: dict) -> str:
    """A row outside the wall that a ledger row rests on; made once."""
    _insert(municipality, table, row)
    return row["id"]


def _stored(municipality: MunicipalityOfTest, table: str, row: dict) -> uuid.UUID:
    id = uuid.uuid4()
    _insert(municipality, table, row | {"id": str(id), "tenant_id": str(municipality.facts.id)})
    return id


def _insert(municipality: MunicipalityOfTest, table: str, row: dict) -> None:
    statement = text(
        f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, cast(:row AS jsonb))"
        " ON CONFLICT DO NOTHING"
    )
    owner = municipality.engines.owner.execution_options(tenant=municipality.facts.id)
    with owner.begin() as connection:
        connection.execute(statement, {"row": json.dumps(row)})


MAKERS: dict[str, Callable[[MunicipalityOfTest], uuid.UUID]] = {
    "licence": _licence,
    "billing_details": partial(_alone, "billing_details"),
    "contract_acceptance": partial(_alone, "contract_acceptance"),
    "licence_event": partial(_on_a_licence, "licence_event"),
    "licence_order": _order,
    "renewal": _renewal,
    "invoice": _credit_note,
    **{table: partial(_on_an_invoice, table) for table in ON_AN_INVOICE},
}
