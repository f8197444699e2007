"""A walk taken up again: its kept answers replayed, each as if it were given now. The words page is never kept."""

from thresholds.assessment.answers import PageAnswers, danger_said
from thresholds.assessment.walk import Walk, answer, areas, trail
from thresholds.guide.search import danger_words, find_signs
from thresholds.pages import Values

NEVER_KEPT = "words"
"""The page whose text is never written anywhere but into a referral that was asked for."""


def keepable(answers: PageAnswers) -> dict[str, Values]:
    """Give those of `answers` that may be kept: all but the person's own words, and the question that came from them.

    The words page is kept as passed over. The more serious answer to the danger question is kept as the answer to the first, so
    that it is not lost with the words.
    """
    kept = {name: {} if name == NEVER_KEPT else given for name, given in answers.items() if name != "danger-again"}
    if "danger-again" in answers:
        kept["danger"] = {"danger": danger_said(answers, ("danger", "danger-again"))}
    return kept


def replay(walk: Walk, answers: PageAnswers) -> tuple[Walk, dict[str, Values]]:
    """Give `walk` with those of `answers` that it takes, and the others by page: their pages stay open.

    An answer from an older guide may not fit any more; one that lies on no page of the walk is kept for when it does again.
    """
    left, refused = dict(answers), dict[str, Values]()
    if "offered" in left:  # the words that led to that page are gone; the ticks themselves bring it back
        walk = walk._replace(answers={**walk.answers, "offered": left["offered"]})
    while found := next((name for name in trail(walk) if name in left), None):
        given = left.pop(found)
        walk, problems = answer(walk, found, given)
        if problems:
            refused[found] = given
            walk = walk._replace(answers={name: kept for name, kept in walk.answers.items() if name != found})
    return walk, {**left, **refused}


def prepare(walk: Walk) -> None:
    """Read and compile what the first pages and the word search need, before anybody waits for it. Raises DataFault."""
    index, glossary = walk.library.index(), walk.library.glossary()
    find_signs(index, "bruise", 1, glossary)
    danger_words("bruise", glossary)
    areas(walk)
