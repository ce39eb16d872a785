"""What can go wrong, as one tree.

Every error that a user can cause or meet is an :class:`OnrecordError`, and its message names the
input, the reason and the way out in one line::

    OnrecordError
    ├── UsageError            the call itself is wrong (exit status 2)
    ├── InputError            one input cannot be used; the rest of the batch goes on (exit status 1)
    │   ├── UnreadableInput   it cannot be opened: missing, no permission, a special file
    │   ├── EmptyInput        it holds no text
    │   ├── UnsupportedInput  no reader for this kind of content (binary, unknown)
    │   ├── DamagedInput      it is cut short, encrypted, or not what it says it is
    │   ├── InputTooLarge     it is over a limit of size (packed, unpacked or fetched)
    │   └── FetchError        the network said no, or is not allowed to say yes
    └── LedgerError           the ledger as a whole cannot be used (exit status 1)
        ├── LedgerNotFound    there is no ledger at that place
        ├── LedgerLocked      another program holds it
        ├── LedgerTooNew      a newer version of this software wrote it
        ├── LedgerDamaged     it is not a ledger, or its contents contradict each other
        ├── StorageFull       the disk took no more
        └── NoSuchRecord      no document, attribution, statement or judgement has that id
"""

from __future__ import annotations


class OnrecordError(Exception):
    """The root of all errors that this package raises on purpose."""

    exit_status = 1


class UsageError(OnrecordError):
    """The call is wrong: an unknown format, arguments that exclude each other."""

    exit_status = 2


class InputError(OnrecordError):
    """One input cannot be used.

    ``source`` is the path or URL as the user gave it, ``reason`` what is wrong with it, ``advice``
    what can be done, where anything can.
    """

    def __init__(self, source: str, reason: str, advice: str = "") -> None:
        self.source = source
        self.reason = reason
        self.advice = advice
        super().__init__(f"{source}: {reason}" + (f" ({advice})" if advice else ""))

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        """Errors cross process borders, so they must survive pickling."""
        return type(self), (self.source, self.reason, self.advice)


class UnreadableInput(InputError):
    """It cannot be opened: missing, no permission, a special file."""


class EmptyInput(InputError):
    """It holds no text."""


class UnsupportedInput(InputError):
    """There is no reader for this kind of content."""


class DamagedInput(InputError):
    """It is cut short, encrypted, or not what it says it is."""


class InputTooLarge(InputError):
    """It is over a limit of size."""


class FetchError(InputError):
    """A URL could not be fetched, or may not be."""


class LedgerError(OnrecordError):
    """The ledger as a whole cannot be used."""


class LedgerNotFound(LedgerError):
    """There is no ledger at that place."""


class LedgerLocked(LedgerError):
    """Another program holds the ledger."""


class LedgerTooNew(LedgerError):
    """A newer version of this software wrote the ledger."""


class LedgerDamaged(LedgerError):
    """It is not a ledger, or its contents contradict each other."""


class StorageFull(LedgerError):
    """The disk took no more."""


class NoSuchRecord(LedgerError):
    """No document, attribution, statement or judgement has that id."""

    exit_status = 2
