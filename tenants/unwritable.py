"""What no XML file can hold. Pure: whoever makes a file of what people wrote leaves it out, or says it otherwise."""

import re

NOT_IN_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""All that is no character of XML 1.0 (its production 2), as a part of a regular expression's class. It comes along
unseen when somebody pastes a text.
"""

UNWRITABLE = re.compile(f"[{NOT_IN_XML}]")
