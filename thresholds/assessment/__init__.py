"""What a practitioner sees and should do: concern, decision, contrast, suggestion, route, walk, referral."""
