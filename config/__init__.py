"""What the operator wrote: settings, plan, people. Read once at the start; only `app` sees it."""
