"""Answers made of many statements: ``positions`` toward somebody, and ``forecasting``, the forecast ledger."""
