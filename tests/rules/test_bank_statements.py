"""What is read out of a bank's file, and what is refused with which word."""

from datetime import date

import pytest

from billing.bank_statements import LARGEST_BYTES, read_statement
from billing.references import national_reference, rf_reference
from tenants.errors import Refused
from tests.bank_files import ACCOUNT, Money, a_statement

REFERENCE = national_reference("2027000001")
EVERY_FORM = [(message, version) for message in ("053", "054") for version in ("02", "08")]


def the_entry(content: bytes):
    (entry,) = read_statement(content, ACCOUNT).entries
    return entry


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        read_statement(content, ACCOUNT)
    return refused.value


@pytest.mark.parametrize(("message", "version"), EVERY_FORM)
def test_a_payment_is_read_alike_from_every_form_of_the_file(message, version):
    entry = the_entry(a_statement(Money(3765_01, REFERENCE, bank_id="A1"), message=message, version=version))
    assert (entry.external_id, entry.received_on, entry.cents) == (f"{ACCOUNT}:A1", date(2027, 2, 3), 376501)
    assert (entry.reference, entry.payer, entry.message) == (REFERENCE, "Paraisten kaupunki", "")


@pytest.mark.parametrize(("message", "version"), EVERY_FORM)
def test_money_that_left_is_negative(message, version):
    entry = the_entry(a_statement(Money(50_00, is_credit=False, payer="Konttori Oy"), message=message, version=version))
    assert (entry.cents, entry.payer) == (-5000, "Konttori Oy")


@pytest.mark.parametrize("typed", [REFERENCE, f"000000000{REFERENCE}", rf_reference(REFERENCE)])
def test_a_reference_is_known_in_each_of_its_forms(typed):
    assert the_entry(a_statement(Money(reference=typed))).reference == REFERENCE


def test_a_wrong_reference_and_several_references_are_left_to_a_person():
    mistyped = REFERENCE[:-1] + str((int(REFERENCE[-1]) + 1) % 10)
    wrong = the_entry(a_statement(Money(reference=mistyped, message="lasku")))
    assert (wrong.reference, wrong.message) == (None, f"lasku {mistyped}")
    several = the_entry(a_statement(Money(reference=f"{REFERENCE} 1232", message="kaksi laskua")))
    assert several.reference is None
    assert several.message == f"kaksi laskua {REFERENCE} 1232"


@pytest.mark.parametrize("version", ["02", "08"])
def test_each_part_of_a_batch_is_a_payment_of_its_own(version):
    batch = [Money(10_00, "1232", bank_id="A1"), Money(20_50, "1234561", bank_id="A2")]
    entries = read_statement(a_statement(batch, Money(1, bank_id="A3"), version=version), ACCOUNT).entries
    assert [(each.cents, each.reference) for each in entries] == [(1000, "1232"), (2050, "1234561"), (1, None)]


def test_a_batch_that_only_tells_its_sum_is_no_payment_but_is_not_passed_over():
    sum_only = a_statement(Money(30_50)).decode()
    begin, end = sum_only.index("<TxDtls>"), sum_only.index("</NtryDtls>")
    told = sum_only[:begin] + "<Btch><NbOfTxs>2</NbOfTxs></Btch>" + sum_only[end:]
    statement = read_statement(told.encode(), ACCOUNT)
    assert (statement.entries, [each.cents for each in statement.batches]) == ((), [3050])


def test_a_message_is_kept_as_it_was_written():
    entry = the_entry(a_statement(Money(message="Lasku 2027000001 & hyvä jatko ÅÄÖ")))
    assert (entry.reference, entry.message) == (None, "Lasku 2027000001 & hyvä jatko ÅÄÖ")


def test_two_equal_payments_of_a_day_are_two_and_stay_the_same_two_in_another_file():
    twice = [Money(10_00, "1232"), Money(10_00, "1232")]
    ids = [
        {each.external_id for each in read_statement(content, ACCOUNT).entries}
        for content in (a_statement(*twice), a_statement(twice, message="054", version="08"))
    ]
    assert len(ids[0]) == 2
    assert ids[0] == ids[1]


def test_two_payments_of_a_day_that_only_differ_in_their_wrong_references_are_two_in_whichever_files_they_come():
    one, other = (the_entry(a_statement(Money(10_00, typed))) for typed in ("1233", "1234"))
    assert (one.reference, other.reference) == (None, None)
    assert one.external_id != other.external_id


def test_parts_that_share_the_batch_s_id_are_told_apart():
    shared = [Money(10_00, "1232", bank_id="A1"), Money(10_00, "1232", bank_id="A1")]
    assert len({each.external_id for each in read_statement(a_statement(shared), ACCOUNT).entries}) == 2


def test_the_same_transaction_told_twice_has_one_id():
    told = read_statement(a_statement(Money(bank_id="A1"), Money(bank_id="A1")), ACCOUNT).entries
    assert len({each.external_id for each in told}) == 1


@pytest.mark.parametrize("version", ["02", "08"])
def test_what_is_only_pending_does_not_count(version):
    assert read_statement(a_statement(Money(), version=version, status="PDNG"), ACCOUNT).entries == ()


def test_the_day_is_helsinki_s():
    entry = the_entry(a_statement(Money(), booked="<DtTm>2027-02-03T22:30:00+00:00</DtTm>"))
    assert entry.received_on == date(2027, 2, 4)


def test_a_reversed_payment_says_so():
    entry = the_entry(a_statement(Money(is_credit=False), reversal="<RvslInd>true</RvslInd>"))
    assert entry.is_reversal
    assert not the_entry(a_statement(Money())).is_reversal


@pytest.mark.parametrize(("reason", "content"), [
    ("not_xml", b""),
    ("not_xml", b"%PDF-1.7 not a statement"),
    ("not_xml", b"<Document>"),
    ("not_a_statement", b"<html><body>Kirjaudu</body></html>"),
    ("not_a_statement", a_statement(Money()).replace(b"camt.053", b"pain.001")),
    ("statement_version", a_statement(Money(), version="09")),
    ("statement_currency", a_statement(Money(), currency="SEK")),
    ("statement_too_large", b" " * (LARGEST_BYTES + 1)),
])  # fmt: skip
def test_what_is_no_statement_of_ours_is_refused_by_name(reason, content):
    assert refusal(content).reason == reason


@pytest.mark.parametrize(("element", "right", "wrong"), [
    ("Amt", b">100.00<", b">sata<"),
    ("Amt", b">100.00<", b">100.001<"),
    ("Amt", b">100.00<", b">NaN<"),
    ("CdtDbtInd", b">CRDT<", b">KREDIT<"),
    ("BookgDt/Dt", b">2027-02-03<", b">3.2.2027<"),
    ("BookgDt", b"<BookgDt><Dt>2027-02-03</Dt></BookgDt>", b""),
])  # fmt: skip
def test_what_is_missing_is_named_with_its_line(element, right, wrong):
    refused = refusal(a_statement(Money()).replace(right, wrong))
    assert (refused.reason, refused.details["element"]) == ("statement_incomplete", element)
    assert refused.details["line"] > 1


@pytest.mark.parametrize("declared", [
    '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">',
    '<!ENTITY c SYSTEM "file:///etc/passwd">',
    '<!ENTITY c SYSTEM "http://127.0.0.1:9/c">',
    '<!ENTITY % c SYSTEM "http://127.0.0.1:9/c.dtd"> %c;',
    "",
])  # fmt: skip
def test_hostile_xml_is_refused_and_nothing_of_it_is_fetched_or_unfolded(declared):
    content = a_statement(Money(message="MESSAGE")).replace(b"MESSAGE", b"&c;" if declared else b"")
    hostile = content.replace(b"<Document", f"<!DOCTYPE Document [{declared}]><Document".encode(), 1)
    assert refusal(hostile).reason == "not_xml"
