"""Placeholder until the packs land."""

SUPPORTED = ("en", "ru", "uk")
