"""Bank files for tests: camt.053 and camt.054 in both versions, as small as the standard lets them be."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

ACCOUNT = "FI2112345600000785"


@dataclass(frozen=True)
class Money:
    """One transaction as the bank tells it."""

    cents: int = 100_00
    reference: str = ""
    message: str = ""
    bank_id: str = ""
    payer: str = "Paraisten kaupunki"
    is_credit: bool = True


def a_statement(*entries: Money | list[Money], message: str = "053", version: str = "02", **changes: str) -> bytes:
    """A file with an entry for each; a list is a batch told part by part. `changes` are those of `an_entry`."""
    outer, inner = {"053": ("BkToCstmrStmt", "Stmt"), "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}[message]
    told = "".join(an_entry(each, version, **changes) for each in entries)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{message}.001.{version}">
<{outer}><GrpHdr><MsgId>1</MsgId><CreDtTm>2027-02-04T06:00:00+02:00</CreDtTm></GrpHdr>
<{inner}><Id>1</Id><CreDtTm>2027-02-04T06:00:00+02:00</CreDtTm>
<Acct><Id><IBAN>{ACCOUNT}</IBAN></Id></Acct>{told}</{inner}></{outer}></Document>""".encode()


def an_entry(
    entry: Money | list[Money],
    version: str,
    currency: str = "EUR",
    status: str = "BOOK",
    booked: str = "<Dt>2027-02-03</Dt>",
    reversal: str = "",
) -> str:
    """One Ntry."""
    parts = entry if isinstance(entry, list) else [entry]
    told_status = status if version == "02" else f"<Cd>{status}</Cd>"
    details = "".join(_details(part, version, currency) for part in parts)
    return f"""<Ntry><Amt Ccy="{currency}">{_euros(sum(part.cents for part in parts))}</Amt>
<CdtDbtInd>{_direction(parts[0])}</CdtDbtInd>{reversal}<Sts>{told_status}</Sts><BookgDt>{booked}</BookgDt>
<BkTxCd/><NtryDtls>{details}</NtryDtls></Ntry>"""


def _details(part: Money, version: str, currency: str) -> str:
    amount = f'<Amt Ccy="{currency}">{_euros(part.cents)}</Amt>'
    amount = f"<AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>" if version == "02" else amount
    direction = "" if version == "02" else f"<CdtDbtInd>{_direction(part)}</CdtDbtInd>"
    bank_id = f"<AcctSvcrRef>{part.bank_id}</AcctSvcrRef>" if part.bank_id else ""
    name = f"<Nm>{escape(part.payer)}</Nm>"
    party = "Dbtr" if part.is_credit else "Cdtr"
    payer = f"<{party}>{name if version == '02' else f'<Pty>{name}</Pty>'}</{party}>"
    return f"""<TxDtls><Refs>{bank_id}<EndToEndId>NOTPROVIDED</EndToEndId></Refs>{amount}{direction}
<RltdPties>{payer}</RltdPties><RmtInf>{_remittance(part)}</RmtInf></TxDtls>"""


def _remittance(part: Money) -> str:
    message = f"<Ustrd>{escape(part.message)}</Ustrd>" if part.message else ""
    references = "".join(
        f"<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>{each}</Ref></CdtrRefInf></Strd>"
        for each in part.reference.split()
    )
    return message + references


def _direction(part: Money) -> str:
    return "CRDT" if part.is_credit else "DBIT"


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"
