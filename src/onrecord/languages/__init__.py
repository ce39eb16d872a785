"""Language packs: English, Russian and Ukrainian, the same files in each folder."""
