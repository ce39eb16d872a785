"""How the attribution model that ships with the package was made, step by step and repeatable (``./run train``)."""
