"""The forms people fill in, in Slack and on the pages."""
