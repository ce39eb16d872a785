"""Export: the ledger in the formats of others, and pages to hand on."""
