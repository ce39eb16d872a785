"""Labels of an attribution: what the source does with the content, how sure it is, whether it looks ahead.

:func:`labelled` decides by words alone, at any speed and with no model, or with what a label network says;
:func:`interval` tells what readers take a word of probability to mean.
"""

from onrecord.attributions.labels.hedging import estimative, interval
from onrecord.attributions.labels.labelling import label_with, labelled, read_signals, with_labels
from onrecord.attributions.labels.weights import ACTS

__all__ = [
    "ACTS",
    "estimative",
    "interval",
    "label_with",
    "labelled",
    "read_signals",
    "with_labels",
]
