"""Rules a plan is read against: a table of named functions that answer with findings, never verdicts."""
