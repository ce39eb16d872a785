"""How the label network is made: items with labels, their pieces as the attribution network leaves them, and learning."""
