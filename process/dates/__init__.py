"""When: days, imprecise times, working days, and both read and written in Danish."""
