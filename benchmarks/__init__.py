"""Repeatable measurements: ``./run bench``."""
