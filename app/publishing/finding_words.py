"""What the accessibility check found, on screen."""

from flask_babel import lazy_gettext as _

FINDINGS = {
    "picture_without_words": _("An image has no alternative text"),
    "picture_missing": _("An image is shown that is not among the attachments"),
    "table_without_head": _("A table has an empty header row"),
    "link_says_nothing": _("The words of a link do not tell where it leads"),
    "picture_named_only": _("The alternative text does not tell what the image shows"),
    "link_is_address": _("The words of a link are an address, which is tiring to listen to"),
    "column_without_head": _("A column of a table has no header"),
    "bold_for_heading": _("A bold line may be meant as a heading: make it one"),
    "other_language": _("A paragraph seems to be in the other language: screen readers would mispronounce it"),
}
