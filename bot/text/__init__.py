"""Every Danish sentence, as functions with named arguments, grouped by conversation."""
