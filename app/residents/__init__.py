"""What residents are given of an edition beside the report itself: its findings, made from its content alone.

Does not live here: when files are made, kept and handed out (`publishing`), the tests themselves (`statistics`).
"""
