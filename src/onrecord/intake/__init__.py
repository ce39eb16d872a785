"""Intake: a file, page, feed or web archive becomes documents."""
