"""Who has discussed what: MED involvement, by proposal, committee and level."""
