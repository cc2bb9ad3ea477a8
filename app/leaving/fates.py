"""The written list: what becomes of each table's rows when its municipality takes them along, or leaves.

A test fails when a table with a municipality is missing here. What may be said of one:

* KEPT_ALONG: in the export, imported elsewhere, deleted. Nearly everything is this.
* `not_exported`, `not_imported`: why not.
* `stays`: why its rows remain after the deletion. Such a table is named in migrations/versions/0014_leaving.py, too:
  the database deletes what is not.
* `left_out`: columns that are a secret of this service and leave it in no file; what is imported has none of them.
* `at_random`: of those, digests that no row can be without: an import makes each of a token that nobody has.
"""

from dataclasses import dataclass

LEDGER = (
    "The licence and the money belong to the association's ledger: they are exported, imported nowhere and kept as"
    " vouchers, six years from the end of the year (Accounting Act 1336/1997 chapter 2 section 10)."
)
PUBLISHED = "What was published stays public, unless the municipality withdraws it when it asks for the deletion."
TRAIL = "The trail stays and is added to only; it holds ids of persons, whose names are erased by themselves."
CONFIRMED_HERE = "A directory of work accounts is confirmed by signing in with it, in each service anew."
LOOKED_AT_HERE = "Two people of this association agreed on it: an import knows neither them nor their agreement."
PASSING = "Who has a section open just now: forgotten a minute later."
OWN_NEWS = "Until when each person has seen the news of figures: of no use in another service."
OWN_CALENDAR = "Secret addresses for calendar programs lead to this service: each makes a new one elsewhere."
LOOKED = "Whether those who answer for a measure have opened it: of no use in another service."
REMINDED = "Which reminders were posted, with the links of their letters, which lead to this service."
PACKED = "Kept for a month, and made anew elsewhere: an import would begin to make what waits."
AS_ZIPS = "Each package that can be fetched is among the documents, as the zip that it is."
OWN_ZIP = "A zip that holds the others, kept for a week."


@dataclass(frozen=True)
class Fate:
    """What becomes of one table's rows; the reasons stand in the words that are not empty."""

    not_exported: str = ""
    not_imported: str = ""
    stays: str = ""
    left_out: tuple[str, ...] = ()
    at_random: tuple[str, ...] = ()


KEPT_ALONG = Fate()
OF_THE_LEDGER = Fate(not_imported=LEDGER, stays=LEDGER)
OF_THE_EXPORT = Fate(not_exported=OWN_ZIP, not_imported=OWN_ZIP)

FATES = {
    "membership": KEPT_ALONG,
    "invitation": Fate(left_out=("token_digest",), at_random=("token_digest",)),
    "audit_entry": Fate(stays=TRAIL),
    "house_rules": KEPT_ALONG,
    "email_domain": KEPT_ALONG,
    "support_session": Fate(left_out=("case_id",)),
    "emergency_look": Fate(not_imported=LOOKED_AT_HERE),
    "directory": Fate(not_imported=CONFIRMED_HERE),
    "own_instruction": KEPT_ALONG,
    "plan": KEPT_ALONG,
    "emphasis": KEPT_ALONG,
    "goal": KEPT_ALONG,
    "measure": KEPT_ALONG,
    "goal_indicator": KEPT_ALONG,
    "statute_tag": KEPT_ALONG,
    "plan_version": KEPT_ALONG,
    "own_template": KEPT_ALONG,
    "report": KEPT_ALONG,
    "report_section": KEPT_ALONG,
    "plain_summary": KEPT_ALONG,
    "plain_summary_version": KEPT_ALONG,
    "attachment": KEPT_ALONG,
    "report_indicator": KEPT_ALONG,
    "text_figure": KEPT_ALONG,
    "section_version": KEPT_ALONG,
    "kept_text": KEPT_ALONG,
    "section_right": KEPT_ALONG,
    "section_move": KEPT_ALONG,
    "section_comment": KEPT_ALONG,
    "comment_answer": KEPT_ALONG,
    "section_suggestion": KEPT_ALONG,
    "observation": KEPT_ALONG,
    "required_indicator": KEPT_ALONG,
    "goal_proposal": KEPT_ALONG,
    "consultation": KEPT_ALONG,
    "consulted_body": Fate(left_out=("token_digest", "later_digests"), at_random=("token_digest",)),
    "handling_step": KEPT_ALONG,
    "handling_change": KEPT_ALONG,
    "hand_over_package": Fate(not_imported=PACKED),
    "hand_over_file": Fate(not_exported=AS_ZIPS, not_imported=PACKED),
    "calendar_entry": KEPT_ALONG,
    "communication_entry": KEPT_ALONG,
    "calendar_feed": Fate(not_exported=OWN_CALENDAR, not_imported=OWN_CALENDAR),
    "negotiation": KEPT_ALONG,
    "common_goal": KEPT_ALONG,
    "promise": KEPT_ALONG,
    "shared_pack": KEPT_ALONG,
    "section_presence": Fate(not_exported=PASSING, not_imported=PASSING),
    "follow_up_round": KEPT_ALONG,
    "measure_follow_up": KEPT_ALONG,
    "measure_look": Fate(not_exported=LOOKED, not_imported=LOOKED),
    "reminder": Fate(not_exported=REMINDED, not_imported=REMINDED),
    "reminder_stop": KEPT_ALONG,
    "chosen_indicator": KEPT_ALONG,
    "comparison_municipality": KEPT_ALONG,
    "figures_seen": Fate(not_exported=OWN_NEWS, not_imported=OWN_NEWS),
    "own_indicator": KEPT_ALONG,
    "own_figure": KEPT_ALONG,
    "evidence_card": KEPT_ALONG,
    "edition": Fate(stays=PUBLISHED),
    "edition_file": Fate(stays=PUBLISHED),
    "edition_words": Fate(stays=PUBLISHED),
    "edition_withdrawal": Fate(stays=PUBLISHED),
    "public_look": KEPT_ALONG,
    "feedback": KEPT_ALONG,
    "accessibility_statement": KEPT_ALONG,
    "licence": OF_THE_LEDGER,
    "licence_event": OF_THE_LEDGER,
    "licence_order": OF_THE_LEDGER,
    "renewal": OF_THE_LEDGER,
    "billing_details": OF_THE_LEDGER,
    "contract_acceptance": OF_THE_LEDGER,
    "invoice": OF_THE_LEDGER,
    "invoice_file": OF_THE_LEDGER,
    "invoice_delivery": OF_THE_LEDGER,
    "invoice_reminder": OF_THE_LEDGER,
    "invoice_dispute": OF_THE_LEDGER,
    "allocation": OF_THE_LEDGER,
    "card_checkout": OF_THE_LEDGER,
    "export": OF_THE_EXPORT,
    "export_chunk": OF_THE_EXPORT,
}

BESIDE_THE_WALL = {
    "feature_switch": "Deleted with it: which parts of the service staff switched on and off for it.",
    "account_request": "Deleted with it: people who asked for an account. Not exported: they have not been let in.",
    "subscription_order": "The order by which the municipality became a customer: kept with the ledger.",
    "invoice_number": "Which number was given to which municipality's invoice: kept with the ledger.",
    "training_sign_up": "Who came to the association's trainings: the persons' own and the association's, and stay.",
    "support_case": "Questions to the association: they are the asker's and the desk's, kept two years from closing.",
    "edition_notice": "Which followers were written to about which edition: goes with the edition.",
    "deletion_record": "What remains of a deletion: who asked for it, when it was done, how many rows there were.",
}
"""Tables without a municipality's wall that refer to one all the same, and what the deletion does with them."""


def exported_tables() -> list[str]:
    """What an export holds."""
    return sorted(table for table, fate in FATES.items() if not fate.not_exported)


def imported_tables() -> list[str]:
    """What an import takes from one."""
    return sorted(table for table, fate in FATES.items() if not fate.not_imported)
