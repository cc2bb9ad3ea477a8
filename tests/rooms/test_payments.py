"""Money that comes by bank: counted once, for the invoice it names, and what no invoice takes stays in sight."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from billing.balances import InvoiceState, balance_of, open_cents, unpaid
from billing.bank_files import bank_files, take_in_statement
from billing.invoices import credit_rest
from billing.models import Licence
from billing.payment_models import Allocation, Payment
from billing.payment_queue import unallocated
from billing.payments import allocate, rest_cents, take_off
from billing.references import rf_reference
from tenants.boundary import StaffSession
from tenants.errors import Refused
from tests.bank_files import ACCOUNT, Money, a_statement
from tests.makers import a_person
from tests.money import ISSUED_ON, a_payment, an_unpaid_invoice


@pytest.fixture
def desk(engines):
    """The staff's session; commits when the test says so."""
    with StaffSession(engines) as session:
        yield session


@pytest.fixture
def officer(engines):
    """Somebody of the staff."""
    return a_person(engines, is_staff=True).id


@pytest.fixture
def invoice(engines):
    """An unpaid renewal."""
    return an_unpaid_invoice(engines)


def money(invoice, cents=None, **told) -> Money:
    """A transfer of the invoice's whole sum with its reference, each with an id of its own."""
    paid = Money(cents or invoice.gross_cents, invoice.reference, bank_id=uuid.uuid4().hex)
    return replace(paid, **told)


def take_in(session, officer, *entries, **form):
    return take_in_statement(session, officer, "tiliote.xml", a_statement(*entries, **form), ACCOUNT)


def queue_of(session, *bank_ids) -> list:
    """The queue's rows of some transactions."""
    return [each for each in unallocated(session) if each.payment.external_id.partition(":")[2] in bank_ids]


def test_a_payment_with_its_reference_pays_its_invoice(desk, officer, invoice):
    assert balance_of(desk, invoice).state(ISSUED_ON) == InvoiceState.OPEN
    paid = money(invoice)
    assert take_in(desk, officer, replace(paid, reference=rf_reference(invoice.reference))).stored == 1
    assert balance_of(desk, invoice).state(ISSUED_ON) == InvoiceState.PAID
    assert invoice.number not in {each.invoice.number for each in unpaid(desk)}
    assert queue_of(desk, paid.bank_id) == []


def test_the_same_file_twice_and_the_same_transaction_in_another_file_change_nothing(desk, officer, invoice):
    paid = money(invoice, 100_00)
    first, again = take_in(desk, officer, paid), take_in(desk, officer, paid)
    other = take_in(desk, officer, paid, message="054", version="08")
    assert (first.stored, again.is_known_file, other.stored, other.known) == (1, True, 0, 1)
    assert open_cents(desk, invoice) == invoice.gross_cents - 100_00


def test_a_part_leaves_the_rest_open_until_it_comes(desk, officer, invoice):
    take_in(desk, officer, money(invoice, 100_00))
    assert balance_of(desk, invoice).state(ISSUED_ON) == InvoiceState.OPEN
    take_in(desk, officer, money(invoice, invoice.gross_cents - 100_00))
    assert balance_of(desk, invoice).state(ISSUED_ON) == InvoiceState.PAID


def test_an_invoice_is_overdue_after_its_last_bank_day(desk, invoice):
    assert balance_of(desk, invoice).state(invoice.due_on) == InvoiceState.OPEN
    assert balance_of(desk, invoice).state(invoice.due_on + timedelta(days=1)) == InvoiceState.OVERDUE


def test_what_is_paid_twice_or_too_much_stays_in_the_queue(desk, officer, invoice):
    once, twice = money(invoice, invoice.gross_cents + 5), money(invoice)
    take_in(desk, officer, once, twice)
    assert open_cents(desk, invoice) == 0
    rests = {
        each.payment.external_id.split(":")[1]: each.rest_cents for each in queue_of(desk, once.bank_id, twice.bank_id)
    }
    assert rests == {once.bank_id: 5, twice.bank_id: invoice.gross_cents}


def test_an_unknown_reference_waits_with_the_invoices_it_may_mean(engines, desk, officer, invoice):
    other, fee = an_unpaid_invoice(engines), invoice.gross_cents
    assert other.gross_cents != fee - 1
    by_sum = Money(fee, "1232", bank_id=uuid.uuid4().hex)
    other_payer = Money(fee - 1, payer="Kuntayhtymä")
    spelled = f"Lasku {other.number[:4]}-{other.number[4:]}"
    by_number = replace(other_payer, message=spelled, bank_id=uuid.uuid4().hex)
    no_idea = replace(other_payer, cents=3, message="kiitos", bank_id=uuid.uuid4().hex)
    both = Money(fee, message=f"viite {rf_reference(other.reference)}", bank_id=uuid.uuid4().hex)
    take_in(desk, officer, by_sum, by_number, no_idea, both)
    likely = {}
    for each in queue_of(desk, *(sent.bank_id for sent in (by_sum, by_number, no_idea, both))):
        likely[each.payment.external_id.split(":")[1]] = [found.balance.invoice.number for found in each.suggestions]
    assert invoice.number in likely[by_sum.bank_id]
    assert likely[by_number.bank_id] == [other.number]
    assert likely[no_idea.bank_id] == []
    assert {invoice.number, other.number} <= set(likely[both.bank_id])


def test_money_of_others_is_not_kept_and_a_reversal_is_for_a_person(desk, officer, invoice):
    paid, fee = money(invoice), Money(9_00, is_credit=False, payer="Pankki", bank_id=uuid.uuid4().hex)
    assert take_in(desk, officer, paid, fee).left_out == 1
    back = money(invoice, is_credit=False)
    assert take_in(desk, officer, back, reversal="<RvslInd>true</RvslInd>").stored == 1
    (waiting,) = queue_of(desk, fee.bank_id, back.bank_id)
    assert waiting.rest_cents == -invoice.gross_cents
    allocate(desk, waiting.payment, invoice, waiting.rest_cents, officer)
    assert open_cents(desk, invoice) == invoice.gross_cents
    assert queue_of(desk, back.bank_id) == []


def test_a_person_divides_a_payment_and_never_more_than_there_is(desk, officer, invoice):
    payment = a_payment(desk, 100_00)
    allocate(desk, payment, invoice, 60_00, officer)
    for cents in (40_01, -1, 0):
        with pytest.raises(Refused, match="more_than_left"):
            allocate(desk, payment, invoice, cents, officer)
    assert (rest_cents(desk, payment), open_cents(desk, invoice)) == (40_00, invoice.gross_cents - 60_00)
    much = a_payment(desk, invoice.gross_cents)
    with pytest.raises(Refused, match="more_than_open"):
        allocate(desk, much, invoice, invoice.gross_cents, officer)
    taken = a_payment(desk, -invoice.gross_cents)
    with pytest.raises(Refused, match="more_than_paid"):
        allocate(desk, taken, invoice, -60_01, officer)
    row = desk.scalars(select(Allocation).where(Allocation.payment_id == payment.id)).one()
    assert row.person_id == officer


def test_what_was_counted_is_taken_off_again_and_can_be_counted_elsewhere(engines, desk, officer, invoice):
    other, paid = an_unpaid_invoice(engines), money(invoice)
    take_in(desk, officer, paid)
    payment = desk.query(Payment).filter(Payment.external_id.endswith(paid.bank_id)).one()
    assert take_off(desk, payment, invoice, officer) == invoice.gross_cents
    assert (open_cents(desk, invoice), rest_cents(desk, payment)) == (invoice.gross_cents, invoice.gross_cents)
    assert [each.why for each in queue_of(desk, paid.bank_id)] == ["not_counted"]
    with pytest.raises(Refused, match="nothing_counted"):
        take_off(desk, payment, invoice, officer)
    allocate(desk, payment, other, min(other.gross_cents, invoice.gross_cents), officer)
    assert balance_of(desk, other).allocated_cents == min(other.gross_cents, invoice.gross_cents)


def test_the_queue_says_why_each_payment_waits(engines, desk, officer, invoice):
    whole = invoice.gross_cents
    sent = {
        "too_much": money(invoice, whole + 5),
        "paid_before": money(invoice),
        "unknown_reference": money(invoice, reference="1232"),
        "no_reference": money(invoice, reference=""),
        "went_back": money(invoice, is_credit=False),
    }
    note = credit_rest(desk, an_unpaid_invoice(engines), date(2026, 12, 31), ISSUED_ON)
    sent["not_payable"] = money(note)
    for why, each in sent.items():
        take_in(desk, officer, each, reversal="<RvslInd>true</RvslInd>" if why == "went_back" else "")
    assert {why: [each.why for each in queue_of(desk, paid.bank_id)] for why, paid in sent.items()} == {
        why: [why] for why in sent
    }


def test_a_file_of_another_account_is_refused_and_what_it_tells_besides_ours_is_left_alone(desk, officer, invoice):
    with pytest.raises(Refused, match="statement_account"):
        take_in_statement(desk, officer, "x.xml", a_statement(money(invoice)), "FI7944052020036082")
    content = a_statement(money(invoice)).decode()
    foreign = content.replace(ACCOUNT, "FI7944052020036082")
    both = content.replace("</BkToCstmrStmt>", foreign[foreign.index("<Stmt>") : foreign.index("</Document>")])
    assert take_in_statement(desk, officer, "x.xml", both.encode(), ACCOUNT).stored == 1


def test_a_file_is_remembered_with_what_it_told(desk, officer, invoice):
    paid, fee = money(invoice), Money(9_00, is_credit=False, bank_id=uuid.uuid4().hex)
    sum_only = a_statement(money(invoice, 70_00), booked="<Dt>2027-02-05</Dt>").decode()
    content = a_statement(paid, fee).decode().replace("</Stmt>", f"{batch_of(sum_only)}</Stmt>").encode()
    taken = take_in_statement(desk, officer, "tili.xml", content, ACCOUNT)
    assert (taken.stored, taken.waiting, taken.left_out, len(taken.batches)) == (1, 0, 1, 1)
    (file, stored) = next(row for row in bank_files(desk) if row[0].name == "tili.xml")
    assert (stored, file.told, file.left_out, file.person_id) == (1, 1, 1, officer)
    assert file.batches == [{"received_on": "2027-02-05", "cents": 70_00}]


def batch_of(statement: str) -> str:
    """Its entry, told only as the sum of three."""
    entry = statement[statement.index("<Ntry>") : statement.index("</Stmt>")]
    details = entry[entry.index("<NtryDtls>") : entry.index("</Ntry>")]
    return entry.replace(details, "<NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch></NtryDtls>")


def test_what_is_credited_is_not_open_and_credit_after_payment_is_our_debt(engines, desk, officer, invoice):
    paid_first = an_unpaid_invoice(engines)
    credit_rest(desk, invoice, date(2026, 12, 31), ISSUED_ON)
    assert balance_of(desk, invoice).state(ISSUED_ON) == InvoiceState.CREDITED
    late = money(invoice)
    take_in(desk, officer, late)
    assert [each.rest_cents for each in queue_of(desk, late.bank_id)] == [invoice.gross_cents]
    take_in(desk, officer, money(paid_first))
    credit_rest(desk, paid_first, date(2027, 6, 30), ISSUED_ON)
    assert balance_of(desk, paid_first).state(ISSUED_ON) == InvoiceState.OVERPAID


@pytest.mark.parametrize(("before", "after"), [
    ("draft", "active"), ("trial", "active"), ("grace", "active"), ("read_only", "active"), ("ended", "ended"),
])  # fmt: skip
def test_a_paid_renewal_is_active_at_once_and_an_ended_licence_stays_ended(engines, desk, officer, before, after):
    invoice = an_unpaid_invoice(engines, before)
    key = invoice.tenant_id, invoice.licence_id
    take_in(desk, officer, money(invoice, invoice.gross_cents - 1))
    assert desk.get_one(Licence, key).state == before
    take_in(desk, officer, money(invoice, 1))
    assert desk.get_one(Licence, key).state == after


def in_parallel(engines, times, deed):
    """Do it so many times at once, each in a transaction of its own; what was refused or raised is returned."""

    def once(number):
        try:
            with StaffSession(engines) as session, session.begin():
                deed(session, number)
        except Refused as refused:
            return refused.reason

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(once, range(times)))


def test_the_same_file_from_many_at_once_is_taken_in_once(engines, desk, officer, invoice):
    paid = money(invoice, 100_00)
    assert in_parallel(engines, 8, lambda session, _: take_in(session, officer, paid)) == [None] * 8
    assert open_cents(desk, invoice) == invoice.gross_cents - 100_00


def test_statements_at_once_never_pay_an_invoice_above_its_sum(engines, desk, officer, invoice):
    paid = [money(invoice) for _ in range(8)]
    assert in_parallel(engines, 8, lambda session, number: take_in(session, officer, paid[number])) == [None] * 8
    assert balance_of(desk, invoice).allocated_cents == invoice.gross_cents
    left = queue_of(desk, *(each.bank_id for each in paid))
    assert sum(each.rest_cents for each in left) == 7 * invoice.gross_cents


def test_persons_at_once_never_divide_more_than_the_payment(engines, desk, officer, invoice):
    payment = a_payment(desk, 100_00)
    desk.commit()
    outcomes = in_parallel(engines, 8, lambda session, _: allocate(session, payment, invoice, 30_00, officer))
    assert sorted(outcomes, key=str) == [None] * 3 + ["more_than_left"] * 5
    counted = select(func.sum(Allocation.cents)).where(Allocation.payment_id == payment.id)
    assert desk.scalar(counted) == 90_00


def test_a_municipality_sees_what_is_open_of_its_own_and_no_payment(engines, desk, officer, invoice, municipality):
    take_in(desk, officer, money(invoice, 100_00))
    desk.commit()
    with municipality.session() as session:
        assert unpaid(session) == []
        with pytest.raises(Exception, match="permission denied"):
            session.execute(select(Payment))
