"""Everything that talks to people: Slack, calendars, pages, papers and the words they share."""
