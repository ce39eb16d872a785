"""Forecasts: what they say, by when, under which condition, with what probability in whose words; outcomes and scores.

Pure: no ledger here. ``words`` reads the packs' ``forecasts.toml``, ``horizons`` finds the times by which, ``terms`` puts a
forecast's terms together, ``scores`` counts.
"""
