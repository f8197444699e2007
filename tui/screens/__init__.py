"""The screens: one walk that changes its page in place, and the cards that lie over it."""
