"""The version of this software, and of the parts whose output a ledger keeps."""

__version__ = "0.1.0"

EXTRACTION_VERSION = "1"
"""Raised whenever the text extracted from the same bytes may come out different."""

RULES_VERSION = "3"
"""Raised whenever the attributions found in the same text may come out different."""

MODEL_VERSION = "2"
"""Raised with every new set of model files, and whenever they are read otherwise."""

LABELS_VERSION = "4"
"""Raised whenever the time, place and other labels of the same attributions may come out different."""

SPEAKERS_VERSION = "7"
"""Raised whenever the speakers of the same attributions may come out different."""
