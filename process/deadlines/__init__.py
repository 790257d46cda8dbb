"""Who owes what: obligations derived from plan and ledger, and their pauses."""
