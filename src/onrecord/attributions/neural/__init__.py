"""Attributions found by the model: one encoder for three languages, and the cues' own reading of their sources and
contents."""
