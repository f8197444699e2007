"""When professionals disagree: ladders, gates, clocks and the record. Not built yet; see CHANGELOG.md for what there is."""
