"""Answers made of many statements.

``positions`` toward somebody (``targets``: what counts; ``stands``: the answer), and the forecast ledger: ``forecasting``
reads it, ``outcomes`` decides on it.
"""
