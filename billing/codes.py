"""The codes both e-invoice formats take from the lists that EN 16931 names."""

DOCUMENT_TYPES = {"invoice": "380", "credit_note": "381"}
"""UNTDID 1001."""

UNITS = {"year": "ANN", "day": "DAY"}
"""UN/ECE Recommendation 20."""

STANDARD_RATE = "S"
"""UNTDID 5305."""

SEPA_CREDIT_TRANSFER = "58"
"""UNTDID 4461."""

BUSINESS_ID = "0212"
"""ISO 6523."""
