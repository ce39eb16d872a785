"""Attributions: what a text says that somebody said."""
