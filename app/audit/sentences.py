"""A trail's entries in words. Every deed that is ever written has its sentence here; a test keeps it so."""

import uuid
from datetime import date

from flask_babel import lazy_gettext as _

from app.audit.figure_words import OF_FIGURES
from app.audit.plan_words import OF_PLANS
from app.audit.template_words import OF_TEMPLATES
from app.audit.way_words import OF_WAYS
from app.audit.words import FEATURES, SWITCHES
from app.handling.body_words import BODIES, DECISIONS
from app.indicators.words import DIRECTIONS
from app.plan.words import ROWS
from app.web import numbers

DEEDS = OF_TEMPLATES | {
    "tenant.opened": _("%(who)s opened the service for the municipality"),
    "member.added": _("%(who)s added a person as a member"),
    "member.role_changed": _("%(who)s changed the role of %(people)s"),
    "member.ended": _("%(who)s ended the access of %(people)s"),
    "member.confirmed": _("%(who)s confirmed who is still there: %(people)s"),
    "email_domain.confirmed": _("%(who)s vouched for the e-mail domain %(domain)s"),
    "email_domain.removed": _("%(who)s removed the e-mail domain %(domain)s from the list"),
    "invitation.sent": _("%(who)s sent invitations: %(count)s"),
    "report.begun": _("%(who)s began report %(report)s"),
    "section.in_work": _("%(who)s wrote in section %(section)s of report %(report)s"),
    "section.ready": _("%(who)s marked section %(section)s of report %(report)s ready"),
    "section.assigned": _("%(who)s named the people responsible for section %(section)s of report %(report)s"),
    "section.restored": _("%(who)s took version %(version)s of section %(section)s of report %(report)s again"),
    "attachment.added": _("%(who)s added attachment %(number)s to report %(report)s"),
    "attachment.renamed": _("%(who)s changed the names of attachment %(number)s of report %(report)s"),
    "attachment.removed": _("%(who)s removed attachment %(number)s from report %(report)s"),
    "attachment.put_back": _("%(who)s put attachment %(number)s back into report %(report)s"),
    "section.added": _("%(who)s added section %(section)s to report %(report)s"),
    "section.moved": _("%(who)s moved section %(before)s of report %(report)s to be number %(section)s"),
    "section.retitled": _("%(who)s changed the heading of section %(before)s of report %(report)s, now %(section)s"),
    "section.deleted": _("%(who)s left section %(section)s out of report %(report)s"),
    "section.brought_back": _("%(who)s brought section %(section)s back into report %(report)s"),
    "section.right_changed": _("%(who)s changed somebody's rights in section %(section)s of report %(report)s"),
    "section.commented": _("%(who)s commented on section %(section)s of report %(report)s"),
    "section.comment_answered": _("%(who)s answered a comment on section %(section)s of report %(report)s"),
    "section.comment_resolved": _("%(who)s resolved a comment on section %(section)s of report %(report)s"),
    "section.comment_reopened": _("%(who)s opened again a comment on section %(section)s of report %(report)s"),
    "section.change_suggested": _("%(who)s suggested a change in section %(section)s of report %(report)s"),
    "section.suggestion_accepted": _("%(who)s accepted a suggestion in section %(section)s of report %(report)s"),
    "section.suggestion_rejected": _("%(who)s rejected a suggestion in section %(section)s of report %(report)s"),
    "section.suggestion_withdrawn": _("%(who)s withdrew a suggestion in section %(section)s of report %(report)s"),
    "section.approved": _("%(who)s approved section %(section)s of report %(report)s"),
    "section.returned": _("%(who)s returned section %(section)s of report %(report)s to its writers"),
    "calendar.begun": _("%(who)s began the annual clock of %(year)s with %(count)s entries"),
    "calendar.entry_added": _("%(who)s added entry %(number)s to the annual clock of %(year)s"),
    "calendar.entry_changed": _("%(who)s changed entry %(number)s of the annual clock of %(year)s"),
    "calendar.entry_moved": _("%(who)s told how far entry %(number)s of the annual clock of %(year)s is"),
    "calendar.entry_removed": _("%(who)s removed entry %(number)s from the annual clock of %(year)s"),
    "calendar.entry_brought_back": _("%(who)s brought entry %(number)s back into the annual clock of %(year)s"),
    "calendar.feed_made": _("%(who)s made an address for their own calendar program"),
    "calendar.feed_ended": _("%(who)s took the address for their own calendar program out of use"),
    "communication.added": _("%(who)s added row %(number)s to the communication plan of report %(report)s"),
    "communication.changed": _("%(who)s changed row %(number)s of the communication plan of report %(report)s"),
    "communication.done": _("%(who)s told that row %(number)s of the communication plan of report %(report)s is done"),
    "communication.not_done": _(
        "%(who)s told that row %(number)s of the communication plan of report %(report)s is not done after all"
    ),
    "communication.removed": _("%(who)s removed row %(number)s from the communication plan of report %(report)s"),
    "communication.brought_back": _(
        "%(who)s brought row %(number)s back into the communication plan of report %(report)s"
    ),
    "observation.added": _("%(who)s wrote down joys and worries for report %(report)s: %(count)s"),
    "observation.changed": _("%(who)s changed joy or worry %(number)s of report %(report)s"),
    "observation.withdrawn": _("%(who)s took back joy or worry %(number)s of report %(report)s"),
    "observation.proposed": _(
        "%(who)s put joy or worry %(number)s into the text of section %(section)s of report %(report)s"
    ),
    "goal.proposed": _("%(who)s proposed a goal from joy or worry %(number)s of report %(report)s"),
    **OF_FIGURES,
    **OF_PLANS,
    **OF_WAYS,
    "report.summary_written": _("%(who)s wrote the plain-language summary of report %(report)s"),
    "report.summary_restored": _(
        "%(who)s took version %(version)s of the plain-language summary of report %(report)s again"
    ),
    "coverage.chosen": _("%(who)s chose which indicators report %(report)s should handle: %(count)s"),
    "coverage.handled": _("%(who)s told where report %(report)s handles indicator %(number)s of its list"),
    "coverage.left_out": _("%(who)s left indicator %(number)s of the list out of report %(report)s"),
    "coverage.opened": _("%(who)s opened indicator %(number)s of the list of report %(report)s again"),
    "accessibility.stated": _("%(who)s changed the accessibility statement of the published reports"),
    "look.coloured": _("%(who)s chose the colour %(colour)s for the published reports"),
    "look.emblem_kept": _("%(who)s chose a coat of arms or logo for the published reports"),
    "look.emblem_removed": _("%(who)s took the coat of arms or logo off the published reports"),
    "feedback.arrived": _("Feedback about a published report arrived"),
    "feedback.answered": _("%(who)s answered feedback about a published report"),
    "consultation.opened": _("%(who)s opened consultation round %(number)s about report %(report)s"),
    "consultation.asked": _("%(who)s asked for statements in consultation round %(number)s; letters: %(count)s"),
    "consultation.reminded": _("%(who)s reminded of consultation round %(number)s; letters: %(count)s"),
    "consultation.moved": _(
        "%(who)s moved the last day of consultation round %(number)s from %(old_ends_on)s to %(ends_on)s"
    ),
    "consultation.taken_back": _("%(who)s took back an invitation to consultation round %(number)s"),
    "consultation.closed": _("%(who)s closed consultation round %(number)s"),
    "consultation.answered": _("A statement was sent in consultation round %(number)s"),
    "follow_up.reported": _("%(who)s told how a row of welfare plan %(plan)s goes: %(row)s %(number)s"),
    "follow_up.day_set": _("%(who)s chose %(ends_on)s as a day of follow-up of welfare plan %(plan)s"),
    "follow_up.day_moved": _("%(who)s moved a day of follow-up of welfare plan %(plan)s to %(ends_on)s"),
    "follow_up.day_removed": _("%(who)s removed %(ends_on)s from the days of follow-up of welfare plan %(plan)s"),
    "reminder.stopped": _("%(who)s stopped their own reminders"),
    "reminder.started": _("%(who)s wanted their own reminders again"),
    "report.plan_chosen": _("%(who)s chose which welfare plan report %(report)s carries"),
    "report.submitted": _("%(who)s submitted report %(report)s to the council"),
    "report.returned": _("%(who)s returned report %(report)s to work"),
    "report.adopted": _("%(who)s recorded that the council adopted report %(report)s on %(meeting_on)s, § %(section)s"),
    "report.adoption_corrected": _(
        "%(who)s corrected the adoption of report %(report)s from %(old_meeting_on)s, § %(old_section)s"
        " to %(meeting_on)s, § %(section)s"
    ),
    "report.published": _("%(who)s published edition %(edition)s of report %(report)s"),
    "report.edition_withdrawn": _("%(who)s withdrew edition %(edition)s of report %(report)s"),
    "evidence.written": _("%(who)s wrote evidence card %(number)s"),
    "evidence.changed": _("%(who)s changed evidence card %(number)s"),
    "evidence.archived": _("%(who)s put evidence card %(number)s into the archive"),
    "evidence.restored": _("%(who)s took evidence card %(number)s out of the archive"),
    "invitation.accepted": _("%(who)s accepted an invitation and became a member"),
    "invitation.withdrawn": _("%(who)s withdrew an invitation"),
    "invitation.sent_again": _("%(who)s had an invitation sent again"),
    "member.left": _("%(who)s left the municipality"),
    "directory.entered": _("%(who)s entered the directory of the municipality's work accounts"),
    "directory.activated": _("%(who)s took the directory of the municipality's work accounts into use"),
    "directory.removed": _("%(who)s removed the directory of the municipality's work accounts"),
    "request.approved": _("%(who)s approved a request for an account, and an invitation was sent"),
    "request.more_asked": _("%(who)s asked more about a request for an account"),
    "request.declined": _("%(who)s declined a request for an account"),
    "request.offered": _("%(who)s answered a request for an account by telling how to order a trial"),
    "order.approved": _("%(who)s approved an order of the service"),
    "order.declined": _("%(who)s declined an order of the service"),
    "billing.changed": _("%(who)s changed the invoicing details"),
    "licence.ordered": _("%(who)s ordered a licence until the end of the year"),
    "licence.notice_given": _("%(who)s gave notice: the licence ends on %(ends_on)s"),
    "licence.notice_withdrawn": _("%(who)s withdrew the notice"),
    "renewals.proposed": _("%(who)s had the renewals of %(year)s proposed anew"),
    "renewals.approved": _("%(who)s approved %(count)s renewals of %(year)s"),
    "prices.proposed": _("%(who)s proposed a price list from %(valid_from)s"),
    "prices.approved": _("%(who)s approved the price list from %(valid_from)s"),
    "prices.declined": _("%(who)s declined the price list from %(valid_from)s"),
    "invoice.issued": _("%(who)s issued invoice %(number)s"),
    "invoice.credited": _("%(who)s credited the rest of invoice %(number)s with credit note %(credit_note)s"),
    "delivery.retried": _("%(who)s had document %(number)s delivered again"),
    "delivery.emailed": _("%(who)s had document %(number)s sent by e-mail"),
    "deliveries.retried": _("%(who)s had %(count)s documents delivered again"),
    "licence.restricted": _("%(who)s closed writing under the licence of municipality %(code)s"),
    "licence.ended": _("%(who)s ended the licence of municipality %(code)s"),
    "bank_file.taken_in": _("%(who)s took in a file from the bank; payments stored: %(count)s"),
    "payment.counted": _("%(who)s counted %(cents)s of a payment for invoice %(number)s"),
    "payment.counted_back": _("%(who)s took %(cents)s that went back off invoice %(number)s"),
    "payment.taken_off": _("%(who)s took a payment, %(cents)s, off invoice %(number)s"),
    "payment.returned": _("%(who)s recorded that %(cents)s was paid back on %(paid_on)s"),
    "payment.offset": _("%(who)s found that %(cents)s that went back was the payment of %(came_on)s"),
    "refund.asked": _("%(who)s had Stripe give back %(cents)s of a card payment"),
    "refund.retried": _("%(who)s had a refund of %(cents)s tried again at Stripe"),
    "dispute.opened": _("%(who)s marked invoice %(number)s as disputed"),
    "dispute.closed": _("%(who)s marked invoice %(number)s as no longer disputed"),
    "rate.proposed": _("%(who)s proposed the reference rate of the half-year from %(half_year)s"),
    "rate.approved": _("%(who)s approved the reference rate of the half-year from %(half_year)s"),
    "rate.declined": _("%(who)s declined the reference rate of the half-year from %(half_year)s"),
    "card_event.retried": _("%(who)s had event %(event)s of Stripe handled again"),
    "card_event.settled": _("%(who)s saw to event %(event)s of Stripe"),
    "municipalities.merged": _("%(who)s recorded that municipality %(code)s merged into %(into)s after %(last_day)s"),
    "merger.recorded": _("%(who)s recorded that municipality %(code)s is part of %(into)s from %(first_day)s"),
    "merger.removed": _("%(who)s removed the record that municipality %(code)s is part of %(into)s"),
    "announcement.written": _("%(who)s wrote an announcement"),
    "announcement.changed": _("%(who)s changed an announcement"),
    "announcement.ended": _("%(who)s ended an announcement"),
    "feature.switched": _("%(who)s set for municipality %(code)s: %(feature)s, %(switch)s"),
    "feature.switched_for_all": _("%(who)s set for all municipalities: %(feature)s, %(switch)s"),
    "emergency.asked": _("%(who)s proposed an emergency look at municipality %(code)s"),
    "emergency.opened": _("%(who)s approved an emergency look for half an hour: %(people)s. Reason: %(reason)s"),
    "emergency.looked": _("%(who)s of the association looked at states, people and times. Reason: %(reason)s"),
    "proposal.declined": _("%(who)s declined a proposal about municipality %(code)s"),
    "deletion.proposed": _("%(who)s proposed the deletion of municipality %(code)s on its written demand"),
    "deletion.approved": _("%(who)s approved the deletion of municipality %(code)s"),
    "comparison.set": _("%(who)s set the comparison municipalities: %(municipalities)s"),
    "indicator.chosen": _("%(who)s added indicator %(indicator)s to the municipality's own set"),
    "indicator.dropped": _("%(who)s took indicator %(indicator)s out of the municipality's own set"),
    "direction.set": _("%(who)s set the direction of indicator %(indicator)s: %(direction)s"),
    "judgement.set": _("%(who)s set the interval and the period of indicator %(indicator)s"),
    "judgement.title_accepted": _("%(who)s accepted the new title of indicator %(indicator)s"),
    "indicator_set.kept": _("%(who)s stored the set of indicators %(title)s, version %(version)s"),
    "indicator_set.copied": _("%(who)s made version %(version)s of the set of indicators %(title)s"),
    "indicator_set.item_added": _("%(who)s added to the set of indicators %(title)s, version %(version)s: %(item)s"),
    "indicator_set.item_moved": _("%(who)s moved in the set of indicators %(title)s, version %(version)s: %(item)s"),
    "indicator_set.item_removed": _(
        "%(who)s removed from the set of indicators %(title)s, version %(version)s: %(item)s"
    ),
    "instruction.adjusted": _("%(who)s chose what advice the writers see about section %(section)s"),
    "instruction.written": _("%(who)s wrote version %(version)s of the advice about section %(section)s"),
    "person.looked_up": _("%(who)s looked up: %(people)s"),
    "person.found": _("%(who)s looked up people in requests, questions, orders, payments or letters; shown: %(count)s"),
    "staff.added": _("%(who)s took into the association's staff: %(people)s"),
    "staff.removed": _("%(who)s removed from the association's staff: %(people)s"),
    "person.signed_out": _("%(who)s ended all the sign-ins of: %(people)s"),
    "municipality.looked_at": _("%(who)s looked at the people, the licence and the invoices of municipality %(code)s"),
    "association.looked": _("%(who)s of the association looked at the municipality's people, licence and invoices"),
    "letter.retried": _("%(who)s had a letter sent again"),
    "case.answered": _("%(who)s answered question %(number)s"),
    "case.noted": _("%(who)s noted something at question %(number)s"),
    "case.sorted": _("%(who)s sorted question %(number)s"),
    "canned_answer.kept": _("%(who)s stored a canned answer"),
    "canned_answer.removed": _("%(who)s removed a canned answer"),
    "help.written": _("%(who)s wrote a version of help page %(number)s"),
    "training.kept": _("%(who)s stored training %(number)s"),
    "training.cancelled": _("%(who)s cancelled training %(number)s"),
    "support.opened": _("%(who)s let %(people)s of the association look for an hour. Reason: %(reason)s"),
    "support.begun": _("%(who)s of the association began to look, as the municipality allows. Reason: %(reason)s"),
    "support.closed": _("%(who)s ended the support access of %(people)s"),
    "support.looked": _("%(who)s of the association looked at the page %(path)s. Reason: %(reason)s"),
    "export.asked": _("%(who)s asked for an export of all information"),
    "export.made": _("%(who)s made an export of all information"),
    "export.fetched": _("%(who)s fetched an export of all information"),
    "deletion.asked": _("%(who)s asked for all information to be deleted on %(ends_on)s"),
    "deletion.stopped": _("%(who)s stopped the deletion"),
    "deletion.begun": _("%(who)s closed all accounts because the day of the deletion came"),
    "deletion.done": _("%(who)s deleted all information; rows before the deletion: %(count)s"),
    "tenant.imported": _("%(who)s imported the information of municipality %(code)s"),
    "two_step.reset_let": _("%(who)s let somebody set two-step sign-in up anew: %(people)s"),
    "two_step.required": _("%(who)s made two-step sign-in a rule for everybody"),
    "two_step.left_to_choice": _("%(who)s left two-step sign-in to everybody's own choice"),
    "support.may_read": _("%(who)s let the association's support read the reports"),
    "support.may_not_read": _("%(who)s no longer lets the association's support read the reports"),
    "report.one_language": _("%(who)s decided that reports are written in one language only"),
    "report.both_languages": _("%(who)s decided that reports are written in both languages"),
    "section.original_changed": _(
        "%(who)s made the other language the original in section %(section)s of report %(report)s"
    ),
    "section.translations_imported": _("%(who)s brought in translations of report %(report)s by a file: %(count)s"),
    "population.loaded": _("%(who)s loaded the population of %(count)s municipalities"),
}

NAMED = {
    "feature": FEATURES,
    "switch": SWITCHES,
    "direction": DIRECTIONS,
    "row": ROWS,
    "body": BODIES,
    "decision": DECISIONS,
}
"""Blanks that a word of ours fills, by their names."""


def sentence(
    entry, names: dict[uuid.UUID, str], reports: dict[int, str], reasons: dict[str, str], language: str
) -> str:
    """One line of the trail; `names` are people by id.

    `reports` are their years by number: a number stands in addresses, but nobody knows a report by it. `reasons`
    say why the association looked, by support session.
    """
    details = numbers.shown({name: _as_day(value) for name, value in entry.details.items()}, language)
    details["report"] = reports.get(entry.details.get("report"))
    details["reason"] = reasons.get(entry.details.get("visit"))
    details |= {name: words[details[name]] for name, words in NAMED.items() if name in details}
    details["people"] = ", ".join(who(uuid.UUID(id), names) for id in entry.details.get("people", []))
    return _capitalised(str(DEEDS[entry.deed]) % {"who": who(entry.person_id, names), **details})


def who(person_id: uuid.UUID | None, names: dict[uuid.UUID, str]) -> str:
    """Who it was: nobody means that the system did it, and who has no name any more has been erased."""
    return str(_("The system") if person_id is None else names.get(person_id) or _("a person whose details are erased"))


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _as_day(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and "-" in value else value
    except ValueError:
        return value
