"""Who is kept of a person who goes to whistleblowing: nobody (escalation facts 4.4). One comparison serves desk, commands and drafts."""

from collections.abc import Mapping

from thresholds.text import clean_line

ROUTE = "whistleblowing"
NOBODY = "not recorded"
"""What stands in place of the role."""


def is_to_keep_nobody(answers: Mapping[str, object]) -> bool:
    """Say whether these answers, read or as they were typed, choose whistleblowing: then no role is written anywhere.

    They are compared as the desk reads them, white space folded, so that a file's spaces keep nobody's role either.
    """
    route = answers.get("route", "")
    return clean_line("\n".join(map(str, route)) if isinstance(route, list | tuple) else str(route)) == ROUTE
