"""What no guide file can change: the sweep's topics and their order, the reasons that always hold, what counts as a fact."""

from typing import get_args

from thresholds.guide.shape import Fact

URGENCIES = ("routine", "referral", "today", "now", "emergency")
"""From the slowest to the fastest; a Decision holds the place in this list."""
ROUTINE, REFERRAL, TODAY, NOW, EMERGENCY = range(5)

TOPICS = ("injury", "unsafe-adult", "missing", "suicide", "sexual-online", "exploitation", "violence-home", "adult-works-with-children")
"""The eight safety questions that everybody is asked, in this order."""

CIRCUMSTANCES = (
    "disabled",
    "cannot-say",
    "not-mobile",
    "social-worker",
    "referral-closed",
    "earlier-plan",
    "over-three-months",
    "help-refused",
    "other-children",
)
"""What `--circumstance` takes."""

FACTS: tuple[str, ...] = get_args(Fact)
"""Everything that may be known beside the signs, each with its bit in the order of the shape."""

REASONS = ("danger", "danger-not-known", "level-4", "level-3", "level-2", "level-1", "not-enough", "sooner", "worry")
"""The reasons that code gives and the guide words: `sooner` is a sign's own urgency, `worry` the person's own level."""

UNSURE = {
    "whereabouts": "where the child is now",
    "placed-by": "whether another council placed the child or holds a plan",
    "mobility": "whether the child can move about",
    "circumstances": "the child's circumstances and history",
}
"""What may be answered *not known* about the child; each rules out level 1."""

ROUTES = ("1", "2", "3", "4", "consult")
OVERLAY = ("level", "sub-domain", "sign", "rule", "reason", "duty", "sweep", "principle", "source")
"""Tables of the guide that a partnership's file may add to or reword."""

AGAINST_LEVEL_1 = ("danger", "danger-not-known", "unsure", *TOPICS)
"""Facts with which level 1 is never suggested."""
