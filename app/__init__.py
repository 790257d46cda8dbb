"""The composition root: builds everything from settings; the only reader of the clock."""
