"""What did happen: entries in a chain, and the state they come to."""
