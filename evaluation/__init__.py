"""How good the attributions are: scores against gold, and floors that no change may go under."""
