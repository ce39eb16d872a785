"""The migrations of the ledger's tables, in order; run by :mod:`onrecord.ledger.migrating`."""
