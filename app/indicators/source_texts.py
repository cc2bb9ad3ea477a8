"""What Sotkanet writes about an indicator is HTML of others: only harmless marks of it are shown."""

import nh3

TAGS = {"p", "br", "ul", "ol", "li", "a", "b", "strong", "i", "em", "sub", "sup"}
RELATION = "noopener nofollow external"


def cleaned(html: str) -> str:
    """Safe HTML: paragraphs, lists, emphasis and links to http(s) addresses; all else is taken away, its words stay."""
    return nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel=RELATION
    ).strip()
