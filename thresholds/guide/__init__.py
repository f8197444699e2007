"""What the guide says: its shape, loading, index and word search. Nothing of the walk is here."""
