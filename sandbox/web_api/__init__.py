"""Slack's Web API as the bot meets it: `<mount>/api/<method>`."""
