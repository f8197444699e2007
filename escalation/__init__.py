"""When professionals disagree: ladders, gates, clocks and the record."""
