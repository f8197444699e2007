"""The desk: what people do to a disagreement, each verb as a function from answers to events, or to what stands in the way."""
