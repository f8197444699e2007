"""The peers' rule set, and what it plainly gives: any level 4 sign, any level 3, enough level 2, any level 2, else level 1.

Simpler than the product's own rules (which add raising conditions, what to discuss, urgency and reasons): the peers' best case.
"""

NUMBERS = ("n4", "n3", "n2", "domains")
"""What a peer is given, counted for it already: signs at levels 4, 3 and 2, and sub-domains with a level 2 sign."""
RULES: tuple[tuple[dict[str, int], int], ...] = (({"n4": 1}, 4), ({"n3": 1}, 3), ({"n2": 4, "domains": 2}, 3), ({"n2": 1}, 2), ({}, 1))
"""In order, the first that holds: at least so many of each number, and the level."""


def plain_level(case: dict[str, int]) -> int:
    """Give the level of one case, without any engine."""
    if case["n4"]:
        return 4
    if case["n3"] or (case["n2"] >= 4 and case["domains"] >= 2):
        return 3
    return 2 if case["n2"] else 1
