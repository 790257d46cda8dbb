"""What stands, as sections of words and choices, the same in every channel."""
