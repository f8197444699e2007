"""What every test may ask for: the data of this checkout, and how many examples Hypothesis tries."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

from thresholds import places
from thresholds.guide.index import Index
from thresholds.guide.library import Library

# What a person has set for themselves must not decide a test.
for _name in ("NO_COLOR", "THRESHOLDS_THEME", "THRESHOLDS_DATA", "THRESHOLDS_DEBUG", "THRESHOLDS_REGISTER"):
    os.environ.pop(_name, None)

# Each app that a test opens is a heap of widgets that point at each other: looked through less often, the suite is a tenth quicker.
gc.set_threshold(50_000, 50, 100)

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("ordinary", max_examples=200, derandomize=True, deadline=None, suppress_health_check=_QUIET)
settings.register_profile(
    "full", max_examples=int(os.environ.get("THRESHOLDS_EXAMPLES") or 1), database=None, deadline=None, suppress_health_check=_QUIET
)
# THRESHOLDS_EXAMPLES=20000 asks for the full count of target M3, with fresh chance at each run; else every run is the same.
settings.load_profile("full" if os.environ.get("THRESHOLDS_EXAMPLES") else "ordinary")


@pytest.fixture(scope="session")
def library() -> Library:
    """The data files of this checkout."""
    return Library(places.guide_file(), places.partnership_files(), places.holidays_file(), places.glossary_file())


@pytest.fixture(scope="session")
def index(library: Library) -> Index:
    """The whole guide, compiled."""
    return library.index()
