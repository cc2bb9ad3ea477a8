"""What the licence costs, whether it is valid, whether it was paid. Our own ledger is the truth.

Does not live here: anything of the web, the mail or the screen; whose data it is (`tenants`).
"""
