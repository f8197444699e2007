"""Saving the referral from the command line: Markdown for a name ending in .md, plain text for any other."""

from collections.abc import Mapping
from pathlib import Path

from thresholds.assessment.referral import referral
from thresholds.assessment.suggest import Suggestion
from thresholds.documents.saving import save_new


def save_referral(suggestion: Suggestion, name: str, words: Mapping[str, str] | None = None) -> None:
    """Write the referral for `suggestion` to the new file `name`. Raises CannotWrite."""
    document = referral(suggestion, words or {})
    path = Path(name)
    if path.suffix.casefold() == ".md":
        from thresholds.documents.markdown import as_markdown

        save_new(path, as_markdown(document))
    else:
        from thresholds.documents.plain import as_text

        save_new(path, as_text(document))
