"""What people can do: each act is an entry, or a refusal that says why."""
