"""Who is written to, when and why."""
