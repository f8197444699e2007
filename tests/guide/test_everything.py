"""Search over the whole guide: signs, strengths, sub-domains, duties and levels."""

import pytest

from tests.assessment.desks import the_index, the_library
from thresholds.guide.everything import KINDS, Hit, find_anything


def hits(query: str, *, typing: bool = False) -> list[Hit]:
    """What a query finds in the whole guide."""
    return find_anything(the_index(), query, 15, the_library().glossary(), typing=typing)


@pytest.mark.parametrize(
    ("query", "kind", "id_"),
    [
        ("LADO", "duty", "adult-works-with-children"),
        ("private fostering duty", "duty", "private-fostering"),
        ("housing", "sub-domain", "HOU"),
        ("PHY", "sub-domain", "PHY"),
        ("level 3", "level", "level-3"),
        ("early help", "level", "level-2"),
        ("section 47", "level", "level-4"),
        ("loving family", "strength", "WAR-1-01"),
        ("bruise baby", "sign", "PHY-4-02"),
        ("PHY-4-02", "sign", "PHY-4-02"),
    ],
)
def test_each_kind_can_be_found(query: str, kind: str, id_: str) -> None:
    """Signs, strengths, sub-domains, duties and levels are found by everyday words, codes and names."""
    assert (kind, id_) in [(hit.entry.kind, hit.entry.id) for hit in hits(query)]


def test_what_is_named_comes_first() -> None:
    """A code or a name typed whole comes before all."""
    assert hits("HOU")[0].entry.id == "HOU"
    assert hits("Level 4")[0].entry.id == "level-4"


def test_every_hit_says_why() -> None:
    """Each hit is of a known kind, has a reason, and scores fall."""
    found = hits("mum drinks and there is a baby")
    assert all(hit.because and hit.entry.kind in KINDS for hit in found)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_it_finds_while_one_types() -> None:
    """Three letters are enough in a browse screen."""
    assert any(hit.entry.id.startswith("PHY") for hit in hits("brui", typing=True))
    assert hits("brui") == []


def test_nothing_is_an_empty_list() -> None:
    """Words that mean nothing find nothing."""
    assert hits("") == hits("zzzzqqq") == []
