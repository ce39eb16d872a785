"""Statements: when two reports are of one statement, by which rule, and how the wording of a statement changed.

Pure: no ledger here. ``wording`` reads words for comparing, ``occasion`` dates, ``joining`` decides, ``changes`` shows
what changed between two wordings, ``about`` finds those that have a topic.
"""
