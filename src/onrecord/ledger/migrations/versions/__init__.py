"""One module for each migration; once released, a migration is never changed."""
