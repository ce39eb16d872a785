"""Names of people across scripts, cases and spellings: comparing two, putting one into its normal form, finding its likes.

:func:`~onrecord.speakers.names.comparing.compare` is the public ``onrecord.compare_names``.
"""
