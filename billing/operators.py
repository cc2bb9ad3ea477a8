"""The operators and banks that carry Finnish e-invoices: to choose from, and to recognise what is typed.

Names and identifiers as they stood in TIEKE's public e-invoice address register (verkkolaskuosoite.fi) and are repeated
by public invoicing software, gathered in November 2026. The register itself decides and changes: an identifier outside
this table is asked about, never refused.
"""

OPERATORS = {
    "003723327487": "Apix Messaging Oy",
    "BAWCFI22": "Basware Oyj",
    "003703575029": "CGI Suomi Oy",
    "5909000716438": "Comarch",
    "CREDIFLOW": "Crediflow AB",
    "INEXCHANGE": "InExchange Factorum AB",
    "003721291126": "Maventa",
    "003726044706": "Netbox Finland Oy",
    "003708599126": "OpenText Oy",
    "E204503": "OpusCapita Solutions Oy",
    "003723609900": "Pagero Oy",
    "003710948874": "Posti Messaging Oy",
    "FI28768767": "Posti Messaging Oy",
    "003701150617": "PostNord Strålfors Oy",
    "003714377140": "Ropo Capital Oy",
    "003714756079": "Telia Finland Oyj",
    "003701011385": "Tietoevry Oyj",
    "003722207029": "Ålands Post Ab",
}

BANKS = {
    "HELSFIHH": "Aktia Pankki Oyj",
    "DABAFIHH": "Danske Bank A/S",
    "HANDFIHH": "Handelsbanken",
    "NDEAFIHH": "Nordea Bank Oyj",
    "OKOYFIHH": "OP Ryhmä",
    "003722319362": "Oma Säästöpankki Oyj",
    "POPFFI22": "POP Pankki",
    "SBANFIHH": "S-Pankki Oyj",
    "ITELFIHH": "Säästöpankit",
    "AABAFI22": "Ålandsbanken Abp",
}

NAMES = OPERATORS | BANKS
