"""Issued documents leave exactly once, by the folder or by e-mail, whoever is killed; what is only a test never."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.config import EInvoices
from app.payments import actions
from app.payments.delivering import deliver
from app.payments.pickup_folder import PickupFolder
from billing import deliveries
from billing.deliveries import change_channel, start_over
from billing.delivery_rules import MOST_TRIES, PATIENCE
from billing.models import Invoice
from tenants import clock
from tenants.boundary import StaffSession, WorkerSession
from tenants.embedded_postgres import CHECKOUT
from tests.deliveries import (
    a_test_invoice,
    change_invoicing_address,
    delivery_of,
    end_every_membership,
    issued_without_files,
    kept,
    let_nothing_else_wait,
    told,
)
from tests.issuing import an_issued_invoice
from tests.makers import a_municipality
from tests.money import ISSUED_ON
from tests.serving import environment

DAY = PATIENCE + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def nothing_else_waits(engines):
    let_nothing_else_wait(engines)


@pytest.fixture
def folder(tmp_path):
    """Where the operator picks up."""
    place = tmp_path / "operator"
    place.mkdir()
    return place


@pytest.fixture
def invoice(engines, municipality):
    return an_issued_invoice(engines, municipality)


@pytest.fixture
def run(engines, folder):
    """A function: the worker's duty, so long from now."""

    def work(after=timedelta(0), *, folder=folder, format="finvoice"):
        deliver(engines, EInvoices(folder, format), clock.now() + after)

    return work


def names(folder) -> set[str]:
    """What the operator sees."""
    return {path.name for path in folder.glob("[!.]*")}


@pytest.mark.parametrize("format", ["finvoice", "ubl"])
def test_an_invoice_lies_once_in_the_folder_as_it_was_kept(engines, invoice, folder, run, format):
    run(format=format)
    assert names(folder) == {f"{invoice.number}.xml"}
    (picked_up,) = folder.glob("*.xml")
    assert picked_up.read_bytes() == kept(engines, invoice, format)
    picked_up.unlink()
    for after in (timedelta(0), DAY, 30 * DAY):
        run(after)
    assert names(folder) == set()
    assert told(engines, invoice) == ("folder", "done", 1, None)


def test_what_was_issued_without_files_gets_them_before_it_leaves(engines, folder, run):
    invoice = issued_without_files(engines)
    run()
    assert (folder / f"{invoice.number}.xml").read_bytes() == kept(engines, invoice, "finvoice")
    assert kept(engines, invoice, "pdf").startswith(b"%PDF")


def test_a_credit_note_follows_its_invoice(engines, invoice, folder, run):
    with StaffSession(engines) as session, session.begin():
        note = actions.credit(session, session.merge(invoice), date(2026, 12, 31), ISSUED_ON)
    run()
    assert names(folder) == {f"{invoice.number}.xml", f"{note.number}.xml"}


def begin_and_die(engines, folder, invoice) -> PickupFolder:
    """A worker is killed when the delivery is written down as in flight."""
    channel = PickupFolder(folder, "finvoice")
    with WorkerSession(engines) as session, session.begin():
        deliveries.note_missing(session, clock.now())
    row = delivery_of(engines, invoice)
    with WorkerSession(engines) as session, session.begin():
        ways = {"channels": {"folder": channel}, "choose": lambda _: "folder"}
        deliveries.attempt(session, row.id, lambda *_: None, now=clock.now(), **ways)
    assert told(engines, invoice) == ("folder", "in_flight", 1, None)
    return channel


def test_what_a_worker_killed_in_flight_had_begun_is_finished_by_the_next(engines, invoice, folder, run):
    begin_and_die(engines, folder, invoice)
    assert names(folder) == set()
    run()
    assert names(folder) == {f"{invoice.number}.xml"}
    assert told(engines, invoice) == ("folder", "done", 1, None)


@pytest.mark.parametrize("later", [timedelta(0), 2 * DAY])
def test_what_was_handed_over_is_not_handed_over_again_though_nobody_lived_to_write_it_down(
    engines, invoice, folder, run, later
):
    channel = begin_and_die(engines, folder, invoice)
    with WorkerSession(engines) as session:
        channel.finish(session, invoice)
    (folder / f"{invoice.number}.xml").unlink()  # the operator was quick
    run(later)
    assert names(folder) == set()
    assert told(engines, invoice) == ("folder", "done", 1, None)


def test_an_invoice_without_an_e_invoice_address_does_not_go_there(engines, folder, run):
    invoice = issued_without_files(engines, e_invoice_address="", operator="")
    run()
    assert names(folder) == set()
    assert told(engines, invoice)[0] == "email"


def test_a_worker_killed_before_anything_was_written_down_leaves_no_trace_that_matters(engines, invoice, folder, run):
    with WorkerSession(engines) as session:
        PickupFolder(folder, "finvoice").begin(session, invoice)
    (folder / ".unfinished" / f"{invoice.number}.xml").write_bytes(b"half")
    assert names(folder) == set()
    run()
    assert (folder / f"{invoice.number}.xml").read_bytes() == kept(engines, invoice, "finvoice")


def test_six_workers_at_once_hand_over_each_invoice_once(engines, folder, run):
    issued = [an_issued_invoice(engines, a_municipality(engines)) for _ in range(3)]
    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(run) for _ in range(6)]:
            done.result()
    run()
    assert names(folder) == {f"{invoice.number}.xml" for invoice in issued}
    assert {told(engines, invoice) for invoice in issued} == {("folder", "done", 1, None)}


def test_a_folder_that_is_away_is_tried_again_after_a_day_and_then_left_to_people(engines, invoice, folder, run):
    folder.rmdir()
    for tries in range(1, MOST_TRIES + 1):
        run(tries * DAY)
        run(tries * DAY + PATIENCE / 2)
        assert told(engines, invoice) == ("folder", "failed", tries, f"No such file or directory: {folder}")
    folder.mkdir()
    run(9 * DAY)
    assert names(folder) == set()
    with StaffSession(engines) as session, session.begin():
        assert invoice.id in {row.Invoice.id for row in deliveries.failed_deliveries(session)}
        assert start_over(session, Invoice.number == invoice.number) == 1
    run(9 * DAY)
    assert names(folder) == {f"{invoice.number}.xml"}
    assert told(engines, invoice) == ("folder", "done", 1, None)
    with StaffSession(engines) as session, session.begin():
        assert start_over(session, Invoice.number == invoice.number) == 0


def try_again(engines, invoice) -> None:
    """A person has what failed tried anew."""
    with StaffSession(engines) as session, session.begin():
        assert start_over(session, Invoice.number == invoice.number) == 1


def test_what_the_operator_refused_and_e_mail_could_not_carry_is_not_handed_to_the_operator_again(
    engines, municipality, invoice, folder, run
):
    run()
    (folder / f"{invoice.number}.xml").unlink()  # picked up, and refused later
    change_invoicing_address(engines, municipality, "")
    end_every_membership(municipality)
    with StaffSession(engines) as session, session.begin():
        assert change_channel(session, "email", Invoice.number == invoice.number) == 1
    for _ in range(2):
        run()
        assert told(engines, invoice) == ("email", "failed", 1, "no_receiver")
        try_again(engines, invoice)
    assert names(folder) == set()


def test_in_place_of_a_channel_that_is_closed_another_is_chosen(engines, invoice, folder, run):
    folder.rmdir()
    run()
    run(DAY, folder=None)
    assert told(engines, invoice) == ("folder", "failed", 2, "channel_closed")
    try_again(engines, invoice)
    run(DAY, folder=None)
    assert told(engines, invoice)[:2] == ("email", "in_flight")


@pytest.mark.parametrize("was_handed_over", [False, True])
def test_of_a_folder_that_vanished_in_flight_nobody_knows_until_it_is_back(
    engines, invoice, folder, run, was_handed_over
):
    channel = begin_and_die(engines, folder, invoice)
    if was_handed_over:
        with WorkerSession(engines) as session:
            assert channel.finish(session, invoice)
        (folder / f"{invoice.number}.xml").unlink()
    away = folder.rename(folder.with_name("unmounted"))
    folder.mkdir()
    run()
    assert told(engines, invoice) == ("folder", "in_flight", 1, None)
    folder.rmdir()
    away.rename(folder)
    run()
    assert told(engines, invoice) == ("folder", "done", 1, None)
    assert names(folder) == (set() if was_handed_over else {f"{invoice.number}.xml"})


def test_what_was_begun_in_another_folder_does_not_count_as_picked_up_from_this_one(
    engines, invoice, folder, tmp_path, run
):
    begin_and_die(engines, folder, invoice)
    other = tmp_path / "other"
    (other / ".unfinished").mkdir(parents=True)
    run(folder=other)
    assert (told(engines, invoice), names(other)) == (("folder", "in_flight", 1, None), set())
    run(DAY, folder=other)
    assert told(engines, invoice) == ("folder", "done", 2, None)
    assert names(other) == {f"{invoice.number}.xml"}


def test_one_that_cannot_be_made_holds_up_no_other(engines, folder, run, municipality):
    broken = an_issued_invoice(engines, a_municipality(engines))
    fine = an_issued_invoice(engines, municipality)
    (folder / ".unfinished" / f"{broken.number}.xml").mkdir(parents=True)
    run()
    assert names(folder) == {f"{fine.number}.xml"}
    assert told(engines, broken)[1:3] == ("failed", 1)


DUTY = """
from app import create_app
from app.payments.delivering import deliver
from tenants import clock
app = create_app()
deliver(app.extensions["engines"], app.config["SETTINGS"].e_invoices, clock.now())
"""


def test_however_often_workers_are_killed_the_operator_gets_every_file_once_and_whole(engines, settings, folder):
    issued = [an_issued_invoice(engines, a_municipality(engines)) for _ in range(2)] + [issued_without_files(engines)]
    surroundings = os.environ | environment(settings.databases) | {"E_INVOICE_FOLDER": str(folder)}
    picked_up = []
    while len(picked_up) < len(issued):
        worker = subprocess.Popen((sys.executable, "-c", DUTY), cwd=CHECKOUT, env=surroundings)
        while not names(folder) and worker.poll() is None:
            time.sleep(0.0003)  # short: to be killed before it can write down that the first file is there
        worker.kill()
        worker.wait()
        for path in folder.glob("*.xml"):
            picked_up.append((path.stem, path.read_bytes()))
            path.unlink()
    deliver(engines, EInvoices(folder, "finvoice"), clock.now())
    assert names(folder) == set()
    assert sorted(picked_up) == sorted((each.number, kept(engines, each, "finvoice")) for each in issued)
    assert {told(engines, invoice)[:2] for invoice in issued} == {("folder", "done")}


def test_a_test_invoice_never_leaves_and_the_database_itself_refuses_its_delivery(engines, invoice, folder, run):
    trial = a_test_invoice(engines, invoice)
    run()
    assert names(folder) == {f"{invoice.number}.xml"}
    assert delivery_of(engines, trial) is None
    of = {"tenant": trial.tenant_id, "invoice": trial.id, "other": invoice.id}
    into = "INSERT INTO invoice_delivery (tenant_id, id, invoice_id, state, tries, changed_at, is_test)"
    for deed in (
        f"{into} VALUES (:tenant, gen_random_uuid(), :invoice, 'pending', 0, now(), true)",
        f"{into} VALUES (:tenant, gen_random_uuid(), :invoice, 'pending', 0, now(), false)",
        "UPDATE invoice_delivery SET invoice_id = :invoice WHERE tenant_id = :tenant AND invoice_id = :other",
    ):
        with WorkerSession(engines) as session, pytest.raises(IntegrityError):
            session.execute(text(deed), of)
